import GlossModel

/// gloss's own types.
extension CASAssembly {
    /// Takes them kind by kind, so that what is named is there before what names it.
    mutating func takeOwn() {
        var nodes: [String: [Int]] = [:]
        each { _, node, role in if case .own(let type) = role { nodes[type, default: []].append(node) } }
        nodes[CASNames.document]?.forEach { node in date = string(node, "date").flatMap { Day(iso: $0) } ?? date }
        nodes[CASNames.part]?.forEach { part($0) }
        nodes[CASNames.time]?.forEach { time($0) }
        nodes[CASNames.claim]?.forEach { claim($0) }
        joinTimesAndClaims(nodes)
        nodes[CASNames.event]?.forEach { event($0) }
        nodes[CASNames.relation]?.forEach { name($0, .relation) }
        nodes[CASNames.argument]?.forEach { argument($0) }
        nodes[CASNames.relation]?.forEach { relationOfOwn($0) }
        nodes[CASNames.attribute]?.forEach { attribute($0) }
        nodes[CASNames.note]?.forEach { node in
            guard let target = target(node, "target") else { return tellDangling(node) }
            builder.note(string(node, "noteType") ?? "", string(node, "text") ?? "", on: target)
        }
        nodes[CASNames.reference]?.forEach { node in
            guard let target = target(node, "target") else { return tellDangling(node) }
            builder.reference(
                string(node, "referenceType") ?? "", string(node, "identifier") ?? "", string(node, "text") ?? "", on: target)
        }
        nodes[CASNames.equivalence]?.forEach { node in
            let members = feature(node, "members").map { self.nodes($0).compactMap { annotation($0) } } ?? []
            builder.layer.equivalences.append(
                Equivalence(type: string(node, "equivalenceType") ?? "", members: members))
        }
    }

    private mutating func name(_ node: Int, _ kind: AnnotationKind) { set(builder.fresh(kind), for: node) }

    private mutating func part(_ node: Int) {
        let spans = spans(node)
        guard !spans.isEmpty else { return }
        set(builder.part(spans, string(node, "partType") ?? ""), for: node)
    }

    private mutating func time(_ node: Int) {
        guard let span = place(node), let type = TimexType(rawValue: string(node, "timexType") ?? "") else { return }
        let id = builder.fresh(.time)
        set(id, for: node)
        let precision = string(node, "precision")
        builder.layer.times.append(
            TimeExpression(
                span: span, number: id.number, type: type, value: string(node, "value") ?? "", mod: string(node, "mod"),
                earliest: string(node, "earliest").flatMap { Day(iso: $0) }, latest: string(node, "latest").flatMap { Day(iso: $0) },
                precision: Precision.allCases.first { $0.name == precision } ?? .day))
    }

    private mutating func claim(_ node: Int) {
        let spans = spans(node)
        guard let first = spans.first else { return }
        let id = builder.fresh(.claim)
        set(id, for: node)
        let (kind, confidence) = (string(node, "claimKind"), string(node, "confidence"))
        var claim = Claim(
            number: id.number, extent: Span(Int(first.start), Int(spans.map(\.end).max() ?? first.end)),
            spans: builder.layer.list(spans))
        claim.kind = ClaimKind.allCases.first { $0.name == kind } ?? .asserted
        claim.isForecast = string(node, "forecast") == "true"
        claim.likelihood = string(node, "certainty").flatMap { Likelihood(name: $0) }
        claim.term = string(node, "term").map { builder.word($0) } ?? 0
        claim.confidence = Confidence.allCases.first { $0.name == confidence }
        builder.layer.claims.append(claim)
    }

    /// Times that end ranges, claims that stand within others, cues and sources.
    private mutating func joinTimesAndClaims(_ nodes: [String: [Int]]) {
        for node in nodes[CASNames.time] ?? [] {
            guard let id = annotation(node), let through = target(node, "through"), through.kind == .time else { continue }
            builder.layer.times[Int(id.number) - 1].through = through.number
        }
        for node in nodes[CASNames.claim] ?? [] {
            guard let id = annotation(node), let outer = target(node, "within"), outer.kind == .claim, outer != id else { continue }
            builder.layer.claims[Int(id.number) - 1].within = outer.number
        }
        for node in nodes[CASNames.cue] ?? [] {
            guard let claim = target(node, "claim"), claim.kind == .claim else {
                tellDangling(node)
                continue
            }
            let spans = spans(node)
            builder.layer.claims[Int(claim.number) - 1].cue = builder.layer.list(spans)
        }
        takeSources(nodes[CASNames.source] ?? [])
    }

    /// Sources of a claim stand together in the layer.
    private mutating func takeSources(_ nodes: [Int]) {
        var ofClaim: [UInt32: [Int]] = [:]
        for node in nodes {
            guard let claim = target(node, "claim"), claim.kind == .claim else {
                tellDangling(node)
                continue
            }
            ofClaim[claim.number, default: []].append(node)
        }
        for row in builder.layer.claims.indices {
            let first = UInt32(builder.layer.sources.count)
            for node in ofClaim[builder.layer.claims[row].number] ?? [] {
                let entity = target(node, "entity")
                let spans = spans(node)
                builder.layer.sources.append(ClaimSource(spans: builder.layer.list(spans), entity: entity))
            }
            builder.layer.claims[row].sources = first..<UInt32(builder.layer.sources.count)
        }
    }

    private mutating func event(_ node: Int) {
        let spans = spans(node)
        guard !spans.isEmpty else { return }
        let id = builder.fresh(.event)
        set(id, for: node)
        let type = string(node, "eventType") ?? ""
        builder.layer.events.append(
            Event(
                number: id.number, type: type, trigger: builder.part(spans, string(node, "triggerType") ?? type), arguments: []))
    }

    private mutating func argument(_ node: Int) {
        guard let event = target(node, "event"), event.kind == .event, let other = target(node, "target") else {
            return tellDangling(node)
        }
        builder.layer.events[Int(event.number) - 1].arguments.append(Event.Argument(role: string(node, "role") ?? "", target: other))
    }

    private mutating func relationOfOwn(_ node: Int) {
        guard let id = annotation(node), let from = target(node, "from"), let to = target(node, "to") else {
            return tellDangling(node)
        }
        builder.layer.relations.append(
            Relation(
                number: id.number, type: string(node, "relationType") ?? "", from: from, to: to,
                roles: Relation.Roles(from: string(node, "roleFrom") ?? "Arg1", to: string(node, "roleTo") ?? "Arg2"),
                score: string(node, "score").flatMap { Double($0) }, because: strings(node, "because")))
    }

    private mutating func attribute(_ node: Int) {
        guard let target = target(node, "target") else { return tellDangling(node) }
        builder.attribute(string(node, "name") ?? "", string(node, "value") ?? "", on: target)
    }
}
