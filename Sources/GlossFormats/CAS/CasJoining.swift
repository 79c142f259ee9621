import GlossModel

/// What structures say of each other: relations, slots, claims, remarks and entities.
extension CasAssembly {
    /// The annotations that a feature refers to, arrays looked through.
    func targets(_ name: String, _ row: Int) -> [AnnotationID] {
        rows(name, row).compactMap { made[$0] }
    }

    /// The structures that a feature refers to, arrays looked through.
    func rows(_ name: String, _ row: Int) -> [Int] {
        cas.value(name, of: cas.structures[row]).map { rows($0) } ?? []
    }

    private func rows(_ value: Cas.Value) -> [Int] {
        cas.ids(value).flatMap { id -> [Int] in
            guard let row = index.row(id) else { return [] }
            guard cas.typeName(cas.structures[row]) == CasName.array else { return [row] }
            return cas.ids("elements", of: cas.structures[row]).compactMap { index.row($0) }
        }
    }

    private func string(_ name: String, _ row: Int) -> String? { cas.string(name, of: cas.structures[row]) }

    mutating func join(_ row: Int) {
        switch kind(row) {
        case .relation: relation(row)
        case .event: event(row)
        case .claim: claim(row)
        case .time:
            if let through = targets("through", row).first, let id = made[row] {
                builder.layer.times[Int(id.number) - 1].through = through.number
            }
        case .mention, .namedEntity, .part: references(row)
        case .attribute: remark(row)
        case .note:
            if let target = target(row) { builder.note(string("noteType", row) ?? "", string("text", row) ?? "", on: target) }
        case .reference:
            if let target = target(row) {
                builder.reference(
                    string("referenceType", row) ?? "", string("identifier", row) ?? "", string("text", row) ?? "", on: target)
            }
        case .equivalence:
            builder.layer.equivalences.append(
                Equivalence(type: string("equivalenceType", row) ?? "", members: targets("members", row)))
        default: break
        }
    }

    /// What a remark is about; the document where it names nothing in the text.
    private mutating func target(_ row: Int) -> AnnotationID? {
        if let found = targets("target", row).first { return found }
        return rows("target", row).contains { cas.typeName(cas.structures[$0]) == CasName.document } ? builder.document() : nil
    }

    private mutating func remark(_ row: Int) {
        guard let target = target(row), let name = string("name", row) else { return }
        let value = string("value", row) ?? ""
        if name == BratScheme.form, target.kind == .mention, let form = Form(named: value) {
            builder.layer.mentions[Int(target.number) - 1].form = form
            return
        }
        builder.attribute(name, value, on: target)
    }

    // MARK: Relations and slots

    private mutating func relation(_ row: Int) {
        guard let id = made[row] else { return }
        let structure = cas.structures[row]
        let isOwn = cas.typeName(structure) == CasName.relation
        guard let from = targets(CasName.governor, row).first, let to = targets(CasName.dependent, row).first else {
            tellEnds(row)
            // A root hangs on nothing: it stays with what it is about.
            let place = builder.part([span(row)], cas.typeName(structure))
            return attributes(row, on: place, except: [])
        }
        var relation = Relation(
            number: id.number, type: isOwn ? string("label", row) ?? "" : cas.typeName(structure), from: from, to: to)
        if isOwn {
            relation.roles = Relation.Roles(from: string("governorRole", row) ?? "Arg1", to: string("dependentRole", row) ?? "Arg2")
            if let because = string("because", row) { BratScheme.read(becauseNote: because, into: &relation) }
        }
        builder.layer.relations.append(relation)
        attributes(row, on: id, except: isOwn ? ["label", "governorRole", "dependentRole", "because"] : [])
    }

    /// An end that names nothing is told with all references; one that is not said, here. Dependencies of
    /// a root have none.
    private mutating func tellEnds(_ row: Int) {
        let structure = cas.structures[row]
        guard !CasName.linguistic.contains(where: { cas.typeName(structure).hasPrefix($0) }) else { return }
        for end in [CasName.governor, CasName.dependent] where cas.value(end, of: structure) == nil {
            builder.faults.add(.incomplete, "\(CasName.short(cas.typeName(structure))) \(structure.id)", "has no \(end); it joins nothing")
        }
    }

    /// Slots of an annotation become an event on it, other features that refer relations.
    private mutating func references(_ row: Int) {
        guard let id = made[row] else { return }
        let structure = cas.structures[row]
        let type = cas.typeName(structure)
        guard type != CasName.token, !type.hasPrefix("gloss.") else { return }
        var arguments: [Event.Argument] = []
        for index in structure.features {
            let feature = cas.features[index]
            if case .words = feature.value { continue }
            let name = cas.names[Int(feature.name)]
            for target in rows(feature.value) {
                if kind(target) == .slot {
                    guard let filler = targets("target", target).first else { continue }
                    arguments.append(Event.Argument(role: "\(name)/\(string("role", target) ?? "")", target: filler))
                } else if let filler = made[target] {
                    builder.layer.relations.append(
                        Relation(
                            number: builder.fresh(.relation).number, type: name, from: id, to: filler,
                            roles: Relation.Roles(from: CasName.owner, to: name)))
                }
            }
        }
        guard !arguments.isEmpty else { return }
        builder.layer.events.append(
            Event(number: builder.fresh(.event).number, type: type, trigger: id, arguments: arguments))
    }

    private mutating func event(_ row: Int) {
        guard let id = made[row] else { return }
        let arguments = rows("arguments", row).compactMap { argument in
            targets("target", argument).first.map { Event.Argument(role: string("role", argument) ?? "", target: $0) }
        }
        let type = string("eventType", row) ?? ""
        let trigger = targets("trigger", row).first ?? builder.part([span(row)], type)
        builder.layer.events.append(Event(number: id.number, type: type, trigger: trigger, arguments: arguments))
        attributes(row, on: id, except: ["eventType"])
    }

    // MARK: Claims

    private mutating func claim(_ row: Int) {
        guard let id = made[row] else { return }
        let content = spans(row)
        let whole = Span(content.map { Int($0.start) }.min() ?? 0, content.map { Int($0.end) }.max() ?? 0)
        var claim = Claim(number: id.number, extent: whole, spans: builder.layer.list(content))
        claim.contentPart = targets("content", row).first?.number ?? 0
        if let cue = rows("cue", row).first {
            claim.cue = builder.layer.list(spans(cue))
            claim.cuePart = made[cue]?.number ?? 0
        }
        let first = UInt32(builder.layer.sources.count)
        for source in rows("sources", row) { self.source(source) }
        claim.sources = first..<UInt32(builder.layer.sources.count)
        claim.kind = ClaimKind.allCases.first { $0.name == string("kind", row) } ?? .asserted
        claim.isForecast = string("forecast", row) == "true"
        claim.likelihood = string("certainty", row).flatMap { Likelihood(name: $0) }
        claim.term = builder.word(string("term", row) ?? "")
        claim.confidence = Confidence.allCases.first { $0.name == string("confidence", row) }
        if let outer = targets("within", row).first, outer.kind == .claim, outer != id { claim.within = outer.number }
        builder.layer.claims.append(claim)
        attributes(row, on: id, except: ["kind", "forecast", "certainty", "term", "confidence"])
    }

    private mutating func source(_ row: Int) {
        let list = builder.layer.list(spans(row))
        var entity = targets("entity", row).first
        if let id = made[row], id.kind == .mention {
            let number = builder.layer.mentions[Int(id.number) - 1].entity
            if number > 0 { entity = builder.id(.entity, number) }
        }
        builder.layer.sources.append(ClaimSource(spans: list, entity: entity, mention: made[row]?.number ?? 0))
    }

    // MARK: Entities

    /// Chains, entities that gloss wrote, and identifiers that several mentions share. Mentions and
    /// entities are numbered in the order of their tables until the layer is finished.
    mutating func takeEntities() {
        var chains: Set<Int> = []
        for row in cas.structures.indices where kind(row) == .entity {
            chains.formUnion(rows("chain", row))
            for member in rows("members", row) where kind(member) == .link && made[member] == nil { _ = link(member, [:]) }
            let members = targets("members", row).filter { $0.kind == .mention }.map { Int($0.number) - 1 }
            let id = entity(members, name: string("name", row))
            made[row] = id
            let place = builder.layer.entities.count - 1
            builder.layer.entities[place].type = builder.type(string("entityType", row) ?? "")
            builder.layer.entities[place].aliases = (string("aliases", row) ?? "").split(separator: "\n").map(String.init)
            builder.layer.entities[place].references = (string("references", row) ?? "").split(separator: "\n").map(String.init)
        }
        let byPlace = Dictionary(grouping: builder.layer.mentions.indices) { builder.layer.mentions[$0].span }
        for row in cas.structures.indices where kind(row) == .chain && !chains.contains(row) {
            let members = links(row).map { link(cas.structures[$0].hasSpan ? $0 : row, byPlace) }
            made[row] = entity(members, name: nil)
        }
        takeIdentifiers()
        linkLoose(byPlace)
    }

    /// The links of a chain, in order.
    private func links(_ chain: Int) -> [Int] {
        var found: [Int] = []
        var next = rows("first", chain).first
        var seen: Set<Int> = []
        while let row = next, seen.insert(row).inserted {
            found.append(row)
            next = rows("next", row).first
        }
        return found
    }

    /// The mention that a link of a chain is: one with its span, else a new one.
    private mutating func link(_ row: Int, _ byPlace: [Span: [Int]]) -> Int {
        let span = span(row)
        if let place = byPlace[span]?.first(where: { builder.layer.mentions[$0].entity == 0 }) {
            made[row] = builder.id(.mention, builder.layer.mentions[place].number)
        } else {
            made[row] = builder.mention([span], cas.typeName(cas.structures[row]))
        }
        if let id = made[row] { attributes(row, on: id, except: []) }
        return made[row].map { Int($0.number) - 1 } ?? 0
    }

    /// Links that no chain names stay mentions.
    private mutating func linkLoose(_ byPlace: [Span: [Int]]) {
        for row in cas.structures.indices where kind(row) == .link && made[row] == nil {
            let isOfGloss = byPlace[span(row)]?.contains { builder.layer.mentions[$0].entity > 0 } ?? false
            if !isOfGloss { _ = link(row, [:]) }
        }
    }

    private mutating func entity(_ members: [Int], name: String?) -> AnnotationID {
        let id = builder.fresh(.entity)
        for member in members { builder.layer.mentions[member].entity = id.number }
        let words = members.map { sofa.text.joined(builder.layer.spans(of: builder.layer.mentions[$0])) }
        let longest = words.max { $0.utf8.count < $1.utf8.count } ?? ""
        let own = name ?? longest
        var aliases: [String] = []
        for word in words where name == nil && word != own && !aliases.contains(word) { aliases.append(word) }
        let type = members.first.map { builder.layer.mentions[$0].type } ?? builder.type("")
        builder.layer.entities.append(Entity(number: id.number, name: own, type: type, aliases: aliases))
        return id
    }

    /// Named entities with one identifier are one; identifiers of a chain's are its references.
    private mutating func takeIdentifiers() {
        var loose: [String: [Int]] = [:]
        var order: [String] = []
        for row in cas.structures.indices where kind(row) == .namedEntity {
            guard let identifier = string("identifier", row), !identifier.isEmpty,
                let member = made[row].map({ Int($0.number) - 1 })
            else { continue }
            let entity = Int(builder.layer.mentions[member].entity)
            if entity == 0 {
                if loose[identifier] == nil { order.append(identifier) }
                loose[identifier, default: []].append(member)
            } else if !builder.layer.entities[entity - 1].references.contains(identifier) {
                builder.layer.entities[entity - 1].references.append(identifier)
            }
        }
        for identifier in order {
            _ = entity(loose[identifier] ?? [], name: nil)
            builder.layer.entities[builder.layer.entities.count - 1].references = [identifier]
        }
    }
}
