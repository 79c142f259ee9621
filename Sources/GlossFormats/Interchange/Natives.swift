import GlossModel

/// What a layer holds as other tools know it: labelled spans and typed links between them.
///
/// Mentions, times, claims, cues, sources and events are spans; relations, the parts of a claim, the
/// arguments of an event are links. What these cannot say stands in gloss's own object beside them.
struct Natives {
    /// What a span is to gloss; also the name of a group of spans.
    enum Group: String, CaseIterable {
        case mentions, times, claims, cues, sources, events
    }

    /// A labelled stretch of text, perhaps in pieces.
    struct Labelled {
        var id: String
        var group: Group
        var spans: [Span]
        var label: String
        /// What it refers to.
        var entity: AnnotationID?
        /// What it is in the model; nil for the cues and sources of a claim.
        var annotation: AnnotationID?
    }

    /// A link from one labelled stretch to another, by their ids.
    struct Link {
        var id: String
        var type: String
        var from: String
        var to: String
    }

    private(set) var spans: [Labelled] = []
    private(set) var links: [Link] = []
    private let report: Report
    private var known: Set<AnnotationID> = []

    private let fit: (Span) -> Span?

    /// Those of one layer of a report. `fit` cuts a span to what a format can say; nil where it cannot
    /// say it at all. O(annotations · log annotations).
    init(_ report: Report, _ layer: Layer, fit: @escaping (Span) -> Span? = { $0 }) {
        self.report = report
        self.fit = fit
        for mention in layer.mentions {
            add(layer.id(.mention, mention.number), .mentions, layer.spans(of: mention), layer.typeName(mention.type))
        }
        for time in layer.times { add(layer.id(.time, time.number), .times, [time.span], time.type.rawValue) }
        for claim in layer.claims { add(claim, layer) }
        for event in layer.events {
            guard let trigger = layer.part(event.trigger.number) else { continue }
            add(layer.id(.event, event.number), .events, layer.spans(of: trigger), event.type)
        }
        spans.sort { ($0.spans[0], $0.id) < ($1.spans[0], $1.id) }
        link(layer)
        let names = Set(spans.map(\.id))
        links.removeAll { !names.contains($0.from) || !names.contains($0.to) }
    }

    private mutating func add(_ id: AnnotationID, _ group: Group, _ spans: [Span], _ label: String) {
        known.insert(id)
        let spans = spans.compactMap(fit)
        guard !spans.isEmpty else { return }
        self.spans.append(
            Labelled(
                id: report.name(of: id), group: group, spans: spans, label: label.isEmpty ? "annotation" : label,
                entity: report.entity(of: id), annotation: id))
    }

    private mutating func add(_ claim: Claim, _ layer: Layer) {
        let id = layer.id(.claim, claim.number)
        let name = report.name(of: id)
        add(id, .claims, Array(layer.spans(claim.spans)), "Claim")
        if !claim.cue.isEmpty {
            attach(Array(layer.spans(claim.cue)), .cues, "Cue", name + ".cue", to: name, "cue")
        }
        for (number, source) in layer.sources(of: claim).enumerated() where !source.spans.isEmpty {
            let spans = Array(layer.spans(source.spans))
            attach(spans, .sources, "Source", "\(name).source\(number + 1)", to: name, "source", source.entity)
        }
    }

    private mutating func attach(
        _ spans: [Span], _ group: Group, _ label: String, _ id: String, to claim: String, _ type: String,
        _ entity: AnnotationID? = nil
    ) {
        let spans = spans.compactMap(fit)
        guard !spans.isEmpty else { return }
        self.spans.append(Labelled(id: id, group: group, spans: spans, label: label, entity: entity, annotation: nil))
        links.append(Link(id: id + ".link", type: type, from: claim, to: id))
    }

    private mutating func link(_ layer: Layer) {
        for relation in layer.relations {
            let id = report.name(of: layer.id(.relation, relation.number))
            link(id, relation.type, relation.from, relation.to)
        }
        for claim in layer.claims where claim.within > 0 {
            let id = layer.id(.claim, claim.number)
            link(report.name(of: id) + ".within", "within", id, layer.id(.claim, claim.within))
        }
        for time in layer.times where time.through > 0 {
            let id = layer.id(.time, time.number)
            link(report.name(of: id) + ".through", "through", id, layer.id(.time, time.through))
        }
        for event in layer.events {
            let id = layer.id(.event, event.number)
            for (number, argument) in event.arguments.enumerated() {
                link("\(report.name(of: id)).argument\(number + 1)", argument.role, id, argument.target)
            }
        }
    }

    /// A link between annotations that both stand here.
    private mutating func link(_ id: String, _ type: String, _ from: AnnotationID, _ to: AnnotationID) {
        guard known.contains(from), known.contains(to) else { return }
        links.append(Link(id: id, type: type, from: report.name(of: from), to: report.name(of: to)))
    }

    /// One stretch of the text with its label: what stays the same however a tool names it.
    struct Key: Hashable {
        var span: Span
        var label: String
    }

    /// A name for each piece of a labelled stretch: the id, then the id with a number.
    static func pieceID(_ id: String, _ piece: Int) -> String { piece == 0 ? id : "\(id).\(piece + 1)" }
}
