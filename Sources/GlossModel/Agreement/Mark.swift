/// An annotation as annotators are compared by it: what it is, of which type, where, and what more
/// is said of it.
public struct Mark: Hashable, Sendable {
    public var id: AnnotationID
    /// Name of the type: of a mention its type, of a time `DATE` and so on, of a claim `Claim`, of
    /// an event its type.
    public var type: String
    /// Fragments in order, in bytes.
    public var spans: [Span]
    /// What two annotators may still see differently: value and modifier of a time; kind, certainty
    /// and source of a claim; form of a mention.
    public var label: String

    /// From the first byte to the end of the last fragment.
    public var extent: Span {
        guard let first = spans.first, let end = spans.map(\.end).max() else { return Span(0, 0) }
        return Span(Int(first.start), Int(end))
    }

    /// Whether two annotators marked the same.
    func agrees(with other: Mark) -> Bool {
        id.kind == other.id.kind && type == other.type && spans == other.spans && label == other.label
    }

    /// Whether the marks stand at the same place and are of the same type.
    func coincides(with other: Mark) -> Bool {
        id.kind == other.id.kind && type == other.type && spans == other.spans
    }
}

extension Report {
    /// The annotations of a layer that annotators are compared by, by extent. Linear.
    public func marks(ofLayer number: Int) -> [Mark] {
        let layer = layers[number]
        func id(_ kind: AnnotationKind, _ number: UInt32) -> AnnotationID {
            AnnotationID(layer: layer.number, kind: kind, number: number)
        }
        var marks: [Mark] = layer.mentions.map {
            Mark(
                id: id(.mention, $0.number), type: layer.typeName($0.type), spans: layer.spans(of: $0),
                label: $0.form == .name ? "" : $0.form.name)
        }
        marks += layer.times.map {
            Mark(
                id: id(.time, $0.number), type: $0.type.rawValue, spans: [$0.span],
                label: $0.value + ($0.mod.map { " " + $0 } ?? ""))
        }
        marks += layer.claims.map {
            Mark(
                id: id(.claim, $0.number), type: "Claim", spans: Array(layer.spans($0.spans)),
                label: label(of: $0, in: layer))
        }
        for event in layer.events {
            guard let spans = spans(ofTrigger: event.trigger, in: layer) else { continue }
            marks.append(Mark(id: id(.event, event.number), type: event.type, spans: spans, label: ""))
        }
        return marks.sorted { ($0.extent, $0.id) < ($1.extent, $1.id) }
    }

    private func label(of claim: Claim, in layer: Layer) -> String {
        var words = [claim.kind.name]
        if claim.isForecast { words.append("forecast") }
        if let likelihood = claim.likelihood { words.append(likelihood.name) }
        let sources = layer.sources(of: claim).map { text.joined(layer.spans($0.spans)) }
        if !sources.isEmpty { words.append("by " + sources.joined(separator: ", ")) }
        return words.joined(separator: ", ")
    }

    private func spans(ofTrigger trigger: AnnotationID, in layer: Layer) -> [Span]? {
        switch trigger.kind {
        case .part: layer.part(trigger.number).map { layer.spans(of: $0) }
        case .mention: layer.mention(trigger.number).map { layer.spans(of: $0) }
        default: nil
        }
    }
}
