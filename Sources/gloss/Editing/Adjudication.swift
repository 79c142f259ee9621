import GlossFormats
import GlossModel

/// How what several annotators say becomes one.
struct Adjudication: Sendable {
    /// The brat file that is written.
    var output: String
    /// Whether it is enough that more than half say so; else all must.
    var byMajority = false

    /// Puts the text beside the output, without which nothing reads it.
    func placeText(_ text: Text) throws(Failure) {
        let path = FileName.split(output).stem + ".txt"
        guard !Files.says(path, text.bytes) else { return }
        guard !Files.isThere(path) else { throw Failure("\(path) holds another text than the annotations are about; name another output") }
        do {
            var batch = SaveBatch(force: false)
            try batch.add(path) { $0.write(raw: text.bytes) }
            try batch.commit()
        } catch { throw (error as? Failure) ?? Failure("\(path): \(error)") }
    }

    /// What so many annotators say alike, by the first of them. A report with a layer each. O(marks).
    func agreed(in report: Report) -> [AnnotationID] {
        let layers = report.layers.filter { $0.origin == .computed }.map { Int($0.number) }
        struct Content: Hashable {
            var kind: AnnotationKind
            var type: String
            var spans: [Span]
            var label: String
        }
        var counts: [Content: (count: Int, first: AnnotationID)] = [:]
        for layer in layers {
            var seen: Set<Content> = []
            for mark in report.marks(ofLayer: layer) where mark.id.kind != .event {
                let content = Content(kind: mark.id.kind, type: mark.type, spans: mark.spans, label: mark.label)
                guard seen.insert(content).inserted else { continue }
                counts[content] = ((counts[content]?.count ?? 0) + 1, counts[content]?.first ?? mark.id)
            }
        }
        let needed = byMajority ? layers.count / 2 + 1 : layers.count
        return counts.values.filter { $0.count >= needed }.map(\.first).sorted {
            (report.span(of: $0) ?? Span(0, 0), $0) < (report.span(of: $1) ?? Span(0, 0), $1)
        }
    }
}

extension Report {
    /// The same with what its layers say as nobody's own.
    var asSuggestions: Report {
        with(layers: layers.map { $0.labelled(as: .computed) })
    }
}

extension EditedReport {
    /// Marks that are still to be decided.
    var undecided: Int {
        report.layers.lazy.filter { $0.origin == .computed }.map { $0.mentions.count + $0.times.count + $0.claims.count }.reduce(0, +)
    }
}
