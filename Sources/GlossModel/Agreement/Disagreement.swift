/// A place where annotators differ.
public struct Disagreement: Sendable, Hashable {
    /// In what they differ.
    public enum Kind: String, Sendable, CaseIterable {
        /// Some marked it and some did not.
        case missing
        /// The same place, of different types.
        case type
        /// The same type, with other bounds.
        case bounds
        /// The same place and type; what more is said of it differs.
        case value
        /// Several of these.
        case mixed
    }

    public var kind: Kind
    /// The marks of each annotator, in the order of the text; empty for one who has none there.
    public var marks: [[Mark]]

    /// From the first byte of the marks to their end.
    public var span: Span {
        let extents = marks.joined().map(\.extent)
        return Span(Int(extents.map(\.start).min() ?? 0), Int(extents.map(\.end).max() ?? 0))
    }

    /// The disagreements among annotators, whose marks are in the order of the text. What all agree
    /// on is left out; of the others those of one kind of annotation that overlap are one
    /// disagreement. O(marks · log marks).
    static func all(among annotators: [[Mark]]) -> [Disagreement] {
        let open = leftOver(annotators)
        var found: [Disagreement] = []
        for kind in AnnotationKind.allCases {
            var marks: [(annotator: Int, mark: Mark)] = []
            for (annotator, own) in open.enumerated() {
                marks += own.lazy.filter { $0.id.kind == kind }.map { (annotator, $0) }
            }
            marks.sort { $0.mark.extent < $1.mark.extent }
            found += clusters(marks, annotators.count)
        }
        return found.sorted { $0.span < $1.span }
    }

    /// What is left of each annotator's marks when those that all have are taken away.
    private static func leftOver(_ annotators: [[Mark]]) -> [[Mark]] {
        struct Content: Hashable {
            var kind: AnnotationKind
            var type: String
            var spans: [Span]
            var label: String

            init(_ mark: Mark) {
                (kind, type, spans, label) = (mark.id.kind, mark.type, mark.spans, mark.label)
            }
        }
        var counts: [Content: [Int]] = [:]
        for (annotator, marks) in annotators.enumerated() {
            for mark in marks {
                counts[Content(mark), default: Array(repeating: 0, count: annotators.count)][annotator] += 1
            }
        }
        var taken: [[Content: Int]] = Array(repeating: [:], count: annotators.count)
        return annotators.enumerated().map { annotator, marks in
            marks.filter { mark in
                let content = Content(mark)
                let shared = counts[content]?.min() ?? 0
                taken[annotator][content, default: 0] += 1
                return taken[annotator][content, default: 0] > shared
            }
        }
    }

    private static func clusters(_ marks: [(annotator: Int, mark: Mark)], _ annotators: Int) -> [Disagreement] {
        var found: [Disagreement] = []
        var cluster: [[Mark]] = Array(repeating: [], count: annotators)
        var end: UInt32 = 0
        for (annotator, mark) in marks {
            if mark.extent.start >= end, cluster.contains(where: { !$0.isEmpty }) {
                found.append(Disagreement(kind: kind(of: cluster), marks: cluster))
                cluster = Array(repeating: [], count: annotators)
            }
            cluster[annotator].append(mark)
            end = max(end, mark.extent.end)
        }
        if cluster.contains(where: { !$0.isEmpty }) {
            found.append(Disagreement(kind: kind(of: cluster), marks: cluster))
        }
        return found
    }

    private static func kind(of marks: [[Mark]]) -> Kind {
        let present = marks.filter { !$0.isEmpty }
        if present.count < marks.count {
            let isOne = present.allSatisfy { own in
                own.count == present[0].count && zip(own, present[0]).allSatisfy { $0.agrees(with: $1) }
            }
            return isOne ? .missing : .mixed
        }
        guard marks.allSatisfy({ $0.count == 1 }) else { return .mixed }
        let all = marks.map { $0[0] }
        if all.allSatisfy({ $0.coincides(with: all[0]) }) { return .value }
        if all.allSatisfy({ $0.spans == all[0].spans }) { return .type }
        return all.allSatisfy { $0.type == all[0].type } ? .bounds : .mixed
    }
}

extension Report {
    /// Where its annotators differ, in the order of the text; none where there is one at most.
    /// O(marks · log marks).
    public var disagreements: [Disagreement] {
        let layers = annotators
        return layers.count > 1 ? Disagreement.all(among: layers.map { marks(ofLayer: $0) }) : []
    }
}
