import GlossAnnotator
import GlossModel

/// A stretch of a sentence with what its tokens show and the labels that they may have.
struct Exercise {
    var rows: [UInt32]
    var words: [UInt64]
    var isCapital: [Bool]
    /// The labels allowed at each token, a bit each; see `NamePath.find`.
    var allowed: [UInt16]

    private static let group = 3

    init(_ stretch: NameRecorder.Stretch, _ lesson: Lesson, _ cursor: inout (name: Int, gap: Int)) {
        rows = stretch.rows
        words = stretch.words
        isCapital = stretch.isCapital
        allowed = []
        for (place, span) in stretch.spans.enumerated() {
            while cursor.name < lesson.names.count, lesson.names[cursor.name].span.end <= span.start { cursor.name += 1 }
            while cursor.gap < lesson.unmarked.count, lesson.unmarked[cursor.gap].span.end <= span.start { cursor.gap += 1 }
            var labels: UInt16 = 1
            if cursor.name < lesson.names.count, case let name = lesson.names[cursor.name], name.span.start < span.end {
                let isFirst = place == 0 || stretch.spans[place - 1].end <= name.span.start
                let type = name.isPeople(stretch, place) ? Self.group : name.type
                labels = 1 << UInt16(isFirst ? NameLabel.first(type) : NameLabel.inside(type))
            } else if let type = stretch.ruled[place], cursor.gap < lesson.unmarked.count,
                case let gap = lesson.unmarked[cursor.gap], gap.span.start < span.end, gap.types >> UInt8(type) & 1 == 1
            {
                // Only what the rules find too: where anything goes, all that nobody marked drifts to
                // the type that is marked least.
                labels |= 1 << UInt16(NameLabel.first(type)) | 1 << UInt16(NameLabel.inside(type))
            }
            allowed.append(labels)
        }
    }
}

/// The exercises of a text, in its order.
struct Course {
    var exercises: [Exercise] = []

    init(_ lesson: Lesson, _ annotator: Annotator) {
        let recorder = NameRecorder()
        let paragraphs = lesson.paragraphs
        var run = Annotator.Run(annotator, text: lesson.text, date: nil, wants: [.times, .mentions], layerNumber: 0)
        run.record(in: recorder)
        run.extend(paragraphs, to: paragraphs.count)
        var cursor = (name: 0, gap: 0)
        exercises = recorder.stretches.map { Exercise($0, lesson, &cursor) }
    }
}

/// How often features come in what is learned from: what comes once only teaches nothing, and would share
/// its row with others.
struct FeatureCounts {
    private var counts = [UInt8](repeating: 0, count: 1 << 26)

    init(_ courses: [Course]) {
        for course in courses {
            for exercise in course.exercises {
                for hash in exercise.rows where counts[Int(hash >> 6)] < 255 { counts[Int(hash >> 6)] += 1 }
            }
        }
    }

    /// An exercise with rows in the place of hashes, those of rare features in that of none.
    func settled(_ exercise: Exercise) -> Exercise {
        var exercise = exercise
        for index in exercise.rows.indices {
            let hash = exercise.rows[index]
            exercise.rows[index] = counts[Int(hash >> 6)] < Self.least ? Perceptron.noRow : hash & UInt32(NameFeatures.rows - 1)
        }
        return exercise
    }

    private static let least = UInt8(2)
}

extension Lesson.Name {
    /// Whether it is the word for a people that its corpus counts as a place: "Iranian".
    fileprivate func isPeople(_ stretch: NameRecorder.Stretch, _ place: Int) -> Bool {
        type == 2 && stretch.ruled[place] == 3 && stretch.spans[place] == span
    }
}
