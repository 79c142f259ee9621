import GlossModel

/// A stretch of text cut at every edge of an annotation, so that annotations that lie in or across
/// each other can be written as tags that do neither.
struct MarkedPieces {
    /// An annotation that has words here.
    struct Mark {
        enum Kind: Int { case claim, cue, time, mention }

        var kind: Kind
        var id: AnnotationID
        var spans: [Span]
        /// Its first byte.
        var start: UInt32 { spans.first?.start ?? 0 }
        /// Bytes it has in all.
        var length: Int { spans.reduce(0) { $0 + $1.count } }
    }

    /// What lies between two edges, with the marks it lies in, outermost first.
    struct Piece {
        var span: Span
        var marks: [Mark]
    }

    private(set) var pieces: [Piece] = []

    /// The pieces of a stretch, in order; together they are all of it. O(n log n) of what is in it.
    init(_ report: Report, _ stretch: Span) {
        var edges: Set<UInt32> = [stretch.start, stretch.end]
        var opening: [UInt32: [Mark]] = [:]
        for mark in MarkedPieces.marks(report, stretch) {
            for span in mark.spans where span.overlaps(stretch) && span.count > 0 {
                let start = max(span.start, stretch.start)
                edges.formUnion([start, min(span.end, stretch.end)])
                var part = mark
                part.spans = [span]
                if mark.spans.first != span { part.spans.insert(mark.spans[0], at: 0) }
                opening[start, default: []].append(part)
            }
        }
        var active: [Mark] = []
        var last = stretch.start
        for edge in edges.sorted() {
            if edge > last { pieces.append(Piece(span: Span(Int(last), Int(edge)), marks: active)) }
            active.removeAll { $0.spans[$0.spans.count - 1].end <= edge }
            active += opening[edge] ?? []
            active.sort { ($0.kind.rawValue, -$0.length, $0.id) < ($1.kind.rawValue, -$1.length, $1.id) }
            last = edge
        }
    }

    private static func marks(_ report: Report, _ stretch: Span) -> [Mark] {
        var marks: [Mark] = []
        for id in report.claims(overlapping: stretch) {
            marks.append(Mark(kind: .claim, id: id, spans: report.spans(ofClaim: id)))
            let layer = report.layers[Int(id.layer)]
            if let claim = report.claim(id), !claim.cue.isEmpty {
                marks.append(Mark(kind: .cue, id: id, spans: Array(layer.spans(claim.cue))))
            }
        }
        for id in report.times(overlapping: stretch) {
            if let time = report.time(id) { marks.append(Mark(kind: .time, id: id, spans: [time.span])) }
        }
        for item in report.mentions(overlapping: stretch) {
            marks.append(Mark(kind: .mention, id: item.id, spans: report.spans(of: item)))
        }
        return marks
    }
}
