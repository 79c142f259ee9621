import GlossModel

/// All that a report's layers say, a line each, sorted, without the names of annotations: two reports
/// that say the same have the same lines.
public func modelDescription(_ report: Report) -> [String] {
    report.layers.flatMap { LayerDescription(report, $0).lines }.sorted()
}

private struct LayerDescription {
    let report: Report
    let layer: Layer

    init(_ report: Report, _ layer: Layer) { (self.report, self.layer) = (report, layer) }

    var lines: [String] {
        mentions + entities + times + claims + relations + events + remarks
    }

    private func id(_ kind: AnnotationKind, _ number: UInt32) -> AnnotationID {
        AnnotationID(layer: layer.number, kind: kind, number: number)
    }

    private func places(_ spans: some Sequence<Span>) -> String {
        spans.map { "\($0.start)-\($0.end)" }.joined(separator: ",")
    }

    /// An annotation by what it says.
    private func words(_ id: AnnotationID) -> String {
        guard Int(id.layer) < report.layers.count else { return "nothing" }
        let own = report.layers[Int(id.layer)]
        switch id.kind {
        case .mention: return own.mention(id.number).map { "m\(places(own.spans(of: $0)))/\(own.types[Int($0.type)].name)" } ?? "?"
        case .part: return own.part(id.number).map { "p\(places(own.spans(of: $0)))/\(own.types[Int($0.type)].name)" } ?? "?"
        case .time: return own.time(id.number).map { "t\($0.span.start)-\($0.span.end)/\($0.value)" } ?? "?"
        case .claim: return own.claim(id.number).map { "c\(places(own.spans($0.spans)))" } ?? "?"
        case .entity: return own.entity(id.number).map { "e\($0.name)" } ?? "?"
        case .event: return own.row(.event, id.number).map { "v\(own.events[$0].type)@\(words(own.events[$0].trigger))" } ?? "?"
        case .relation:
            return own.row(.relation, id.number).map { row in
                let relation = own.relations[row]
                return "r\(relation.type)(\(words(relation.from)),\(words(relation.to)))"
            } ?? "?"
        default: return "?"
        }
    }

    private var mentions: [String] {
        layer.mentions.map { mention in
            let id = id(.mention, mention.number)
            let entity = report.entity(of: id).map(words) ?? "-"
            return "\(words(id)) \(mention.form.name) \(entity)"
        }
    }

    private var entities: [String] {
        layer.entities.map { entity in
            "entity \(entity.name) \(layer.typeName(entity.type)) \(entity.aliases.sorted()) \(entity.references.sorted())"
        }
    }

    private var times: [String] {
        layer.times.map { time in
            let days = "\(time.earliest?.description ?? "..")/\(time.latest?.description ?? "..")"
            let through = time.through > 0 ? words(id(.time, time.through)) : "-"
            return "time \(time.span) \(time.type.rawValue) \(time.value) \(time.mod ?? "-") \(days) \(time.precision.name) \(through)"
        }
    }

    private var claims: [String] {
        layer.claims.map { claim in
            let sources = layer.sources(of: claim).map { source in
                "\(places(layer.spans(source.spans)))=\(source.entity.map(words) ?? "-")"
            }
            let within = claim.within > 0 ? words(id(.claim, claim.within)) : "-"
            let certainty = "\(claim.likelihood?.name ?? "-") “\(layer.strings[Int(claim.term)])” \(claim.confidence?.name ?? "-")"
            return "claim \(places(layer.spans(claim.spans))) cue \(places(layer.spans(claim.cue))) by \(sources) "
                + "\(claim.kind.name) \(claim.isForecast) in \(within) \(certainty)"
        }
    }

    private var relations: [String] {
        layer.relations.map { relation in
            let because = relation.because.joined(separator: "; ")
            return "\(words(id(.relation, relation.number))) \(relation.roles.from):\(relation.roles.to) \(relation.score ?? -1) \(because)"
        }
    }

    private var events: [String] {
        layer.events.map { event in
            "event \(event.type) \(words(event.trigger)) " + event.arguments.map { "\($0.role):\(words($0.target))" }.joined(separator: " ")
        }
    }

    private var remarks: [String] {
        layer.attributes.map { "attribute \(layer.strings[Int($0.name)])=\(layer.string($0.value)) \(words($0.target))" }
            + layer.notes.map { "note \(layer.strings[Int($0.type)])=\(layer.string($0.text)) \(words($0.target))" }
            + layer.references.map { "reference \(layer.string($0.identifier)) \(words($0.target))" }
            + layer.equivalences.map { "same \($0.type) \($0.members.map(words).sorted())" }
    }
}
