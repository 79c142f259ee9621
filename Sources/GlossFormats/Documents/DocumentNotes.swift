import GlossModel

/// The notes of a document as they are met: markers first, bodies later, or the other way round.
struct DocumentNotes {
    private var markers: [(key: String, span: Span)] = []
    private var bodies: [String: Span] = [:]

    var count: Int { markers.count }

    /// A marker stands here; `key` is what its body goes by.
    mutating func add(marker span: Span, for key: String) { markers.append((key, span)) }

    /// The body of that name; the first holds.
    mutating func add(body span: Span, for key: String) {
        if bodies[key] == nil { bodies[key] = span }
    }

    /// Those that have both, in the order of their markers.
    var footnotes: [Footnote] {
        markers.compactMap { marker in
            bodies[marker.key].flatMap { $0.overlaps(marker.span) ? nil : Footnote(marker: marker.span, body: $0) }
        }.sorted { $0.marker < $1.marker }
    }
}
