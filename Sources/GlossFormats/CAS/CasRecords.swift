import GlossModel

/// A feature structure to be written.
struct CasRecord {
    enum Value {
        case string(String)
        case bool(Bool)
        case reference(Int)
        case references([Int])
    }

    var id: Int
    var type: String
    /// UTF-16 code units; nil for what is no annotation.
    var span: (begin: Int, end: Int)?
    /// Whether it is found in the view, not only by those that refer to it.
    var isMember = true
    var features: [(name: String, value: Value)] = []

    /// Adds a feature. XML has an attribute once: of several of one name the first stays, but what refers
    /// takes the place of words.
    mutating func add(_ name: String, _ value: Value) {
        guard let known = features.firstIndex(where: { $0.name == name }) else { return features.append((name, value)) }
        if case .string = features[known].value { features[known].value = value }
    }

    mutating func add(_ name: String, _ value: String?) {
        if let value, !value.isEmpty { add(name, .string(value)) }
    }

    mutating func add(_ name: String, reference: Int?) {
        if let reference { add(name, .reference(reference)) }
    }
}

/// The feature structures of a report, with the types that they need. All layers go into one view.
struct CasRecords {
    let report: Report
    /// In the order in which they are written; ids count from 2, after the sofa.
    private(set) var records: [CasRecord] = []
    private(set) var types = CasTypes()
    private var cursor: OffsetCursor
    private var ids: [AnnotationID: Int] = [:]
    private var next = 2
    private var mentionsOf: [AnnotationID: [AnnotationID]] = [:]
    /// Layers of links that mentions are themselves.
    private var ownLinks: [AnnotationID: Int] = [:]
    /// Where the record of an annotation stands.
    private var rows: [AnnotationID: Int] = [:]
    private var documentID: Int?
    /// Slots and features that refer go onto the record of their owner.
    private var slots: [AnnotationID: [(feature: String, role: String, target: AnnotationID)]] = [:]
    private var referring: [AnnotationID: [(feature: String, target: AnnotationID)]] = [:]
    /// What features refer to.
    private var named: Set<AnnotationID> = []

    /// Makes them all. Linear.
    init(_ report: Report) {
        self.report = report
        cursor = OffsetCursor(report.text, unit: .utf16)
        for layer in report.layers { number(layer) }
        document()
        for layer in report.layers { owned(layer) }
        for layer in report.layers { textBound(layer) }
        for layer in report.layers { times(layer) }
        for layer in report.layers { claims(layer) }
        for layer in report.layers { joined(layer) }
        entities()
        for layer in report.layers { remarks(layer) }
        tokens()
    }

    // MARK: Numbers

    private mutating func fresh() -> Int {
        defer { next += 1 }
        return next
    }

    private mutating func number(_ layer: Layer) {
        func give(_ kind: AnnotationKind, _ numbers: some Sequence<UInt32>, _ ids: inout [AnnotationID: Int], _ next: inout Int) {
            for number in numbers {
                ids[layer.id(kind, number)] = next
                next += 1
            }
        }
        give(.mention, layer.mentions.lazy.map(\.number), &ids, &next)
        give(.part, layer.parts.lazy.filter { !layer.isDocument($0) }.map(\.number), &ids, &next)
        give(.time, layer.times.lazy.map(\.number), &ids, &next)
        give(.claim, layer.claims.lazy.map(\.number), &ids, &next)
        give(.entity, layer.entities.lazy.map(\.number), &ids, &next)
        give(.relation, layer.relations.lazy.map(\.number), &ids, &next)
        give(.event, layer.events.lazy.map(\.number), &ids, &next)
        for row in layer.mentions.indices {
            let id = layer.id(.mention, layer.mentions[row].number)
            if let entity = report.entity(of: id) { mentionsOf[entity, default: []].append(id) }
        }
    }

    private func id(_ annotation: AnnotationID) -> Int? { ids[annotation] }

    private mutating func units(_ span: Span) -> (begin: Int, end: Int) {
        (cursor.units(beforeByte: Int(span.start)), cursor.units(beforeByte: Int(span.end)))
    }

    // MARK: Records

    /// A record with its type declared.
    private mutating func record(_ id: Int?, _ type: String, _ span: Span?, supertype: String? = nil) -> CasRecord {
        types.declare(type, supertype: supertype ?? (span == nil ? CasName.base : CasName.annotation))
        return CasRecord(id: id ?? fresh(), type: type, span: span.map { units($0) })
    }

    private mutating func add(_ record: CasRecord, for annotation: AnnotationID? = nil) {
        for (name, value) in record.features {
            let range = switch value {
            case .string: CasName.string
            case .bool: "uima.cas.Boolean"
            case .reference: CasName.top
            case .references: CasName.array
            }
            types.declare(name, range, of: record.type)
        }
        if let annotation { rows[annotation] = records.count }
        records.append(record)
    }

    /// What the report says of itself: DKPro's metadata for what it has a place for, the rest on a
    /// structure of gloss's own.
    private mutating func document() {
        let said = report.layers.flatMap(\.documentAttributes)
        var known = said.filter { CasName.ofDocument.contains($0.name) }
        if known.value("documentTitle") == nil, !report.title.isEmpty { known.append(("documentTitle", report.title)) }
        if known.value("documentId") == nil, !report.path.isEmpty { known.append(("documentId", report.path)) }
        var data = record(nil, CasName.metaData, report.text.span, supertype: CasName.documentAnnotation)
        for name in CasName.ofDocument { data.add(name, known.value(name)) }
        add(data)
        let rest = said.filter { !CasName.ofDocument.contains($0.name) }
        guard report.date != nil || !rest.isEmpty else { return }
        var own = record(nil, CasName.document, nil)
        documentID = own.id
        own.add("date", report.date?.description)
        add(own)
        for (name, value) in rest { remark(name, value, own.id, Span(0, 0)) }
    }

    // MARK: Mentions and parts

    /// Slots and references that layers of their own hold.
    private mutating func owned(_ layer: Layer) {
        for event in layer.events where isSlots(event) {
            for argument in event.arguments {
                let parts = argument.role.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
                slots[event.trigger, default: []].append((String(parts[0]), String(parts[1]), argument.target))
            }
        }
        for relation in layer.relations where isReference(relation) {
            referring[relation.from, default: []].append((relation.roles.to, relation.to))
            named.insert(relation.to)
        }
    }

    private func isSlots(_ event: Event) -> Bool {
        guard CasName.isType(event.type), type(event.trigger) == event.type else { return false }
        return event.arguments.allSatisfy { argument in
            argument.role.split(separator: "/", omittingEmptySubsequences: false).count == 2
                && CasName.isFeature(String(argument.role.prefix { $0 != "/" })) && ids[argument.target] != nil
        }
    }

    private func isReference(_ relation: Relation) -> Bool {
        relation.roles.from == CasName.owner && relation.roles.to == relation.type && CasName.isFeature(relation.type)
            && type(relation.from).map(CasName.isType) == true && ids[relation.to] != nil
    }

    /// Whether a part has no place: others refer to it, and it refers on, as the links of slots do.
    private func isPlaceless(_ part: Mention, _ id: AnnotationID, _ layer: Layer) -> Bool {
        part.span == Span(0, 0) && CasName.isType(layer.typeName(part.type)) && named.contains(id)
    }

    private func type(_ id: AnnotationID) -> String? {
        guard Int(id.layer) < report.layers.count else { return nil }
        let layer = report.layers[Int(id.layer)]
        switch id.kind {
        case .mention: return layer.mention(id.number).map { layer.typeName($0.type) }
        case .part: return layer.part(id.number).map { layer.typeName($0.type) }
        default: return nil
        }
    }

    private mutating func textBound(_ layer: Layer) {
        for mention in layer.mentions {
            let id = layer.id(.mention, mention.number)
            let name = layer.typeName(mention.type)
            let isOwnType = CasName.isType(name)
            var record = record(self.id(id), isOwnType ? name : CasName.namedEntity, mention.span)
            if !isOwnType {
                record.add("value", name)
                let entity = report.entity(of: id).flatMap { report.entity($0) }
                record.add("identifier", entity?.references.first)
            }
            take(mention, id, layer, &record, isOwnType && name != CasName.namedEntity)
            if mention.form != .name { remark(BratScheme.form, mention.form.name, record.id, mention.span) }
        }
        for part in layer.parts where !layer.isDocument(part) {
            let id = layer.id(.part, part.number)
            let name = layer.typeName(part.type)
            if isPlaceless(part, id, layer) {
                var record = record(self.id(id), name, nil, supertype: CasName.top)
                record.isMember = false
                take(part, id, layer, &record, true)
                continue
            }
            var record = record(self.id(id), CasName.isType(name) ? name : CasName.part, part.span)
            if !CasName.isType(name) { record.add("partType", name) }
            take(part, id, layer, &record, CasName.isType(name))
        }
    }

    /// Attributes of a layer's own type are its features, others remarks.
    private mutating func take(
        _ mention: Mention, _ id: AnnotationID, _ layer: Layer, _ record: inout CasRecord, _ isOwnType: Bool
    ) {
        let isLink = record.type == CasName.link
        for attribute in layer.attributes(on: id) {
            let name = layer.strings[Int(attribute.name)]
            let value = layer.string(attribute.value)
            if isOwnType, CasName.isFeature(name), !record.features.contains(where: { $0.name == name }) {
                record.add(name, .string(value))
            } else {
                remark(name, value, record.id, mention.span)
            }
        }
        for (feature, links) in Dictionary(grouping: slots[id] ?? [], by: \.feature).sorted(by: { $0.key < $1.key }) {
            record.add(feature, .references(links.map { slot(record.type, feature, $0.role, $0.target) }))
        }
        for (feature, targets) in Dictionary(grouping: referring[id] ?? [], by: \.feature).sorted(by: { $0.key < $1.key }) {
            let found = targets.compactMap { self.id($0.target) }
            record.add(feature, found.count == 1 ? .reference(found[0]) : .references(found))
        }
        if isLink { ownLinks[id] = records.count }
        add(record, for: id)
        if mention.fragments > 0 { fragments(layer.spans(of: mention), of: record.id) }
    }

    /// A link between an annotation and what fills its slot, as INCEpTION names them.
    private mutating func slot(_ type: String, _ feature: String, _ role: String, _ target: AnnotationID) -> Int {
        let name = type + feature.prefix(1).uppercased() + feature.dropFirst() + "Link"
        var link = record(nil, name, nil, supertype: CasName.top)
        link.isMember = false
        link.add("role", .string(role))
        link.add("target", reference: id(target))
        add(link)
        return link.id
    }

    private mutating func fragments(_ spans: some Sequence<Span>, of owner: Int) {
        for span in spans {
            var fragment = record(nil, CasName.fragment, span)
            fragment.add("of", reference: owner)
            add(fragment)
        }
    }

    // MARK: Times and claims

    private mutating func times(_ layer: Layer) {
        for time in layer.times {
            var record = record(id(layer.id(.time, time.number)), CasName.time, time.span)
            record.add("timexType", time.type.rawValue)
            record.add("value", time.value)
            record.add("mod", time.mod)
            let interval = BratScheme.timexNote(time).split(separator: " ")
                .filter { !$0.hasPrefix("value=") && !$0.hasPrefix("mod=") }
            record.add("interval", interval.joined(separator: " "))
            record.add("through", reference: time.through > 0 ? id(layer.id(.time, time.through)) : nil)
            features(of: layer.id(.time, time.number), layer, &record)
            add(record)
        }
    }

    /// Attributes as features of gloss's own types, where their names allow it.
    private mutating func features(of id: AnnotationID, _ layer: Layer, _ record: inout CasRecord) {
        for attribute in layer.attributes(on: id) {
            let (name, value) = (layer.strings[Int(attribute.name)], layer.string(attribute.value))
            remark(name, value, record.id, report.span(of: id) ?? Span(0, 0))
        }
    }

    private mutating func claims(_ layer: Layer) {
        for claim in layer.claims {
            let id = layer.id(.claim, claim.number)
            var record = record(self.id(id), CasName.claim, claim.extent)
            record.add("content", reference: self.id(layer.id(.part, claim.contentPart)))
            if !claim.cue.isEmpty {
                record.add("cue", reference: words(claim.cuePart, CasName.cue, Array(layer.spans(claim.cue)), layer, nil))
            }
            let sources = layer.sources(of: claim).filter { !$0.spans.isEmpty }.map { source in
                words(source.mention, CasName.source, Array(layer.spans(source.spans)), layer, source.entity)
            }
            if !sources.isEmpty { record.add("sources", .references(sources)) }
            record.add("kind", claim.kind.name)
            if claim.isForecast { record.add("forecast", .bool(true)) }
            record.add("certainty", claim.likelihood?.name)
            record.add("term", layer.strings[Int(claim.term)])
            record.add("confidence", claim.confidence?.name)
            record.add("within", reference: claim.within > 0 ? self.id(layer.id(.claim, claim.within)) : nil)
            features(of: id, layer, &record)
            add(record)
            if claim.spans.count > 1 { fragments(layer.spans(claim.spans), of: record.id) }
        }
    }

    /// The record of a mention or part that is these words, or a new one.
    private mutating func words(
        _ number: UInt32, _ type: String, _ spans: [Span], _ layer: Layer, _ entity: AnnotationID?
    ) -> Int {
        for kind in [AnnotationKind.part, .mention] where layer.row(kind, number) != nil {
            let id = layer.id(kind, number)
            if kind == .part, let row = rows[id], let entity, let target = self.id(entity) {
                if !records[row].features.contains(where: { $0.name == "entity" }) {
                    records[row].add("entity", reference: target)
                    types.declare("entity", CasName.top, of: records[row].type)
                }
            }
            return self.id(id) ?? 0
        }
        let end = spans.map(\.end).max() ?? 0
        var record = record(nil, type, Span(Int(spans.first?.start ?? 0), Int(end)))
        record.add("entity", reference: entity.flatMap { self.id($0) })
        add(record)
        if spans.count > 1 { fragments(spans, of: record.id) }
        return record.id
    }

    // MARK: Relations, events, entities

    private mutating func joined(_ layer: Layer) {
        for relation in layer.relations where !isReference(relation) {
            guard let from = id(relation.from), let to = id(relation.to) else { continue }
            let id = layer.id(.relation, relation.number)
            let isOwnType = CasName.isType(relation.type)
            let span = report.span(of: relation.to) ?? report.span(of: relation.from) ?? Span(0, 0)
            var record = record(self.id(id), isOwnType ? relation.type : CasName.relation, span)
            record.add(CasName.governor, .reference(from))
            record.add(CasName.dependent, .reference(to))
            if !isOwnType {
                record.add("label", relation.type)
                record.add("governorRole", relation.roles.from)
                record.add("dependentRole", relation.roles.to)
                record.add("because", BratScheme.becauseNote(relation))
            }
            for attribute in layer.attributes(on: id) {
                let (name, value) = (layer.strings[Int(attribute.name)], layer.string(attribute.value))
                if isOwnType, CasName.isFeature(name), !record.features.contains(where: { $0.name == name }) {
                    record.add(name, .string(value))
                } else {
                    remark(name, value, record.id, span)
                }
            }
            add(record)
        }
        for event in layer.events where !isSlots(event) { self.event(event, layer) }
        for set in layer.equivalences {
            var record = record(nil, CasName.equivalence, nil)
            record.add("equivalenceType", set.type)
            record.add("members", .references(set.members.compactMap { id($0) }))
            add(record)
        }
    }

    private mutating func event(_ event: Event, _ layer: Layer) {
        let id = layer.id(.event, event.number)
        var record = record(self.id(id), CasName.event, report.span(of: event.trigger) ?? Span(0, 0))
        record.add("eventType", event.type)
        record.add("trigger", reference: self.id(event.trigger))
        let arguments = event.arguments.compactMap { argument -> Int? in
            guard let target = self.id(argument.target) else { return nil }
            var link = self.record(nil, CasName.argument, nil, supertype: CasName.top)
            link.isMember = false
            link.add("role", .string(argument.role))
            link.add("target", .reference(target))
            add(link)
            return link.id
        }
        if !arguments.isEmpty { record.add("arguments", .references(arguments)) }
        features(of: id, layer, &record)
        add(record)
    }

    /// Each entity as a coreference chain, and what a chain has no place for beside it.
    private mutating func entities() {
        for id in report.entityIDs {
            guard let entity = report.entity(id) else { continue }
            let members = (mentionsOf[id] ?? []).sorted {
                (report.span(of: $0) ?? Span(0, 0), $0) < (report.span(of: $1) ?? Span(0, 0), $1)
            }
            var record = record(self.id(id), CasName.entity, nil)
            record.add("name", .string(entity.name))
            record.add("entityType", .string(report.type(ofEntity: id)))
            record.add("aliases", entity.aliases.joined(separator: "\n"))
            record.add("references", entity.references.joined(separator: "\n"))
            if !members.isEmpty {
                record.add("members", .references(members.compactMap { self.id($0) }))
                record.add("chain", .reference(chain(members)))
            }
            add(record)
        }
    }

    private mutating func chain(_ members: [AnnotationID]) -> Int {
        let links = members.map { ownLinks[$0].map { records[$0].id } ?? fresh() }
        for (index, member) in members.enumerated() {
            let next = index + 1 < links.count ? links[index + 1] : nil
            if let row = ownLinks[member] {
                if let next { records[row].add("next", .reference(next)) }
                types.declare("next", CasName.top, of: CasName.link)
                continue
            }
            var link = record(links[index], CasName.link, report.span(of: member))
            link.add("referenceType", report.attributes(of: member).value("referenceType") ?? report.mention(member)?.mention.form.name)
            link.add("referenceRelation", report.attributes(of: member).value("referenceRelation"))
            link.add("next", reference: next)
            add(link)
        }
        var chain = record(nil, CasName.chain, nil)
        chain.add("first", reference: links.first)
        add(chain)
        return chain.id
    }

    // MARK: Remarks

    private mutating func remark(_ name: String, _ value: String, _ target: Int, _ span: Span) {
        var record = record(nil, CasName.attribute, span)
        record.add("target", .reference(target))
        record.add("name", .string(name))
        record.add("value", value)
        add(record)
    }

    private mutating func remarks(_ layer: Layer) {
        for attribute in layer.attributes where attribute.target.kind == .entity {
            guard let target = id(attribute.target) else { continue }
            remark(layer.strings[Int(attribute.name)], layer.string(attribute.value), target, Span(0, 0))
        }
        for note in layer.notes {
            guard let target = id(note.target) ?? documentID else { continue }
            var record = record(nil, CasName.note, report.span(of: note.target) ?? Span(0, 0))
            record.add("target", .reference(target))
            record.add("noteType", layer.strings[Int(note.type)])
            record.add("text", layer.string(note.text))
            add(record)
        }
        for reference in layer.references {
            guard let target = id(reference.target) else { continue }
            var record = record(nil, CasName.reference, report.span(of: reference.target) ?? Span(0, 0))
            record.add("target", .reference(target))
            record.add("referenceType", layer.strings[Int(reference.type)])
            record.add("identifier", layer.string(reference.identifier))
            record.add("text", layer.string(reference.text))
            add(record)
        }
    }

    /// Tokens refer to what is said of them by the same span.
    private mutating func tokens() {
        guard records.contains(where: { $0.type == CasName.token }) else { return }
        var places: [String: [String: Int]] = [:]
        func key(_ record: CasRecord) -> String { record.span.map { "\($0.begin) \($0.end)" } ?? "" }
        let layers = ["pos": "POS", "lemma": "Lemma", "stem": "Stem", "morph": "MorphologicalFeatures"]
        for (feature, type) in layers {
            for record in records where CasName.short(record.type) == type { places[feature, default: [:]][key(record)] = record.id }
        }
        for row in records.indices where records[row].type == CasName.token {
            for feature in CasName.ofToken {
                guard let id = places[feature]?[key(records[row])],
                    !records[row].features.contains(where: { $0.name == feature })
                else { continue }
                records[row].add(feature, .reference(id))
                types.declare(feature, CasName.top, of: CasName.token)
            }
        }
    }
}
