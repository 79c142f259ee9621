import Foundation
import GlossAnnotator
import GlossModel

/// A text in which people marked names.
struct Lesson {
    /// A name of a type, by its place in `NameLabel.types`, in bytes of the text.
    struct Name {
        var span: Span
        var type: Int
    }

    var set: String
    var id: String
    var text: String
    /// Sentences of the text, in bytes.
    var sentences: [Span] = []
    var names: [Name] = []
    /// Where a name may stand that nobody marked, and of which types, a bit each.
    var unmarked: [(span: Span, types: UInt8)] = []
}

/// Reads texts from tables: a token, a space or none, a label (IOB2) and the letters of types that are
/// not marked in a line; `# document SET ID` begins a text, an empty line ends a sentence.
enum Corpus {
    private static let letters: [Character: Int] = ["P": 0, "O": 1, "L": 2, "G": 3, "R": 4, "E": 5, "W": 6]

    static func lessons(_ path: String) throws -> [Lesson] {
        var lessons: [Lesson] = []
        var bytes = 0
        var start = 0
        func endSentence() {
            guard !lessons.isEmpty, bytes > start else { return }
            lessons[lessons.count - 1].sentences.append(Span(start, bytes))
            lessons[lessons.count - 1].text += "\n\n"
            bytes += 2
            start = bytes
        }
        // By bytes: a mark that combines with a tab or a line end before it is one character with it.
        for line in try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: 0x0A, omittingEmptySubsequences: false) {
            if line.starts(with: "# document ".utf8) {
                endSentence()
                let words = String(decoding: line, as: UTF8.self).split(separator: " ", maxSplits: 3)
                lessons.append(Lesson(set: String(words[2]), id: words.count > 3 ? String(words[3]) : "", text: ""))
                (bytes, start) = (0, 0)
            } else if line.isEmpty {
                endSentence()
            } else {
                let fields = line.split(separator: 0x09, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
                guard fields.count >= 3, !lessons.isEmpty else { continue }
                let span = Span(bytes, bytes + fields[0].utf8.count)
                add(span, label: fields[2], letters: fields.count > 3 ? fields[3] : "", to: &lessons[lessons.count - 1])
                let isSpaced = fields[1] == "1"
                lessons[lessons.count - 1].text += fields[0] + (isSpaced ? " " : "")
                bytes += fields[0].utf8.count + (isSpaced ? 1 : 0)
            }
        }
        endSentence()
        return lessons
    }

    private static func add(_ span: Span, label: String, letters: String, to lesson: inout Lesson) {
        if label != "O", let type = NameLabel.types.firstIndex(where: { $0.name == label.dropFirst(2) }) {
            if label.hasPrefix("I-"), !lesson.names.isEmpty {
                lesson.names[lesson.names.count - 1].span.end = span.end
            } else {
                lesson.names.append(Lesson.Name(span: span, type: type))
            }
        } else if !letters.isEmpty {
            let types = letters.reduce(UInt8(0)) { $0 | (Corpus.letters[$1].map { 1 << UInt8($0) } ?? 0) }
            lesson.unmarked.append((span, types))
        }
    }
}

extension Lesson {
    /// Its sentences as blocks of running text.
    var paragraphs: ParagraphIndex {
        ParagraphIndex(Text(text), blocks: sentences.map { ReportBlock($0, .paragraph, level: 0) }, pageStarts: [])
    }

    /// Whether it is held back: one in `part` is, told by its name.
    func isHeld(_ part: Int, _ fold: Int) -> Bool {
        part > 0 && (set + " " + id).utf8.reduce(UInt64(14695981039346656037)) { ($0 ^ UInt64($1)) &* 1099511628211 } >> 20 % UInt64(part) == UInt64(fold % part)
    }
}
