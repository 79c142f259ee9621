import GlossModel

/// Makes a report of the feature structures about one text.
///
/// Named entities, spans of custom layers and links of chains become mentions; relations with a
/// governor and a dependent relations; spans with slots events; gloss's own types what they were.
/// What is about tokens stays in the file and is counted in a finding.
struct CASAssembly {
    let graph: CASGraph
    let index: CASIndex
    let text: Text
    let path: String
    let sofa: UInt32
    /// Whether structures without a text of their own belong here.
    let isFirst: Bool
    var builder: LayerBuilder
    var title = ""
    var date: Day?
    var findings: [Finding] = []
    private var cursor: OffsetCursor
    private let roles: [Role]
    /// What became of each node: one past the raw value of its kind, and its number.
    private var kinds: [UInt8]
    private var numbers: [UInt32]
    private var beyond = 0
    private var cut = 0
    private var dangling = 0
    private var passed = 0
    /// gloss's details of mentions, by node of the mention.
    private var details: [Int: Int] = [:]
    private var entityOf: [String: UInt32] = [:]
    private let featureNumbers: [String: UInt32]
    /// Features that are asked for of every node.
    private let known: Known

    private struct Known {
        let governor, dependent, target, role, next, referenceType, value, identifier: UInt32

        init(_ numbers: [String: UInt32]) {
            func number(_ name: String) -> UInt32 { numbers[name] ?? .max }
            (governor, dependent) = (number("Governor"), number("Dependent"))
            (target, role) = (number("target"), number("role"))
            (next, referenceType) = (number("next"), number("referenceType"))
            (value, identifier) = (number("value"), number("identifier"))
        }
    }

    /// What the nodes of a type are.
    enum Role: Equatable {
        case token, metadata, namedEntity, chain, span, link
        case own(String)
    }

    init(_ graph: CASGraph, _ index: CASIndex, sofa: CASGraph.Sofa, text: Text, file: InputFile, format: String, isFirst: Bool) {
        self.graph = graph
        self.index = index
        self.text = text
        self.isFirst = isFirst
        self.sofa = sofa.id
        path = file.path
        builder = LayerBuilder(number: 0, name: file.name, format: format, source: graph.file)
        cursor = OffsetCursor(text, unit: .utf16)
        roles = graph.types.map { CASAssembly.role($0) }
        kinds = [UInt8](repeating: 0, count: graph.nodes.count)
        numbers = [UInt32](repeating: 0, count: graph.nodes.count)
        featureNumbers = Dictionary(
            graph.names.enumerated().map { ($1, UInt32($0)) }, uniquingKeysWith: { first, _ in first })
        known = Known(featureNumbers)
        builder.layer.isSourceExact = graph.file === file.content
    }

    private static func role(_ type: String) -> Role {
        if type.hasPrefix("gloss.") { return .own(type) }
        if type == CASNames.metadata || type == CASNames.documentAnnotation { return .metadata }
        if type == CASNames.namedEntity { return .namedEntity }
        if CASNames.tokenPackages.contains(where: { type.hasPrefix($0) }) { return .token }
        if type.hasSuffix("Chain") { return .chain }
        return type.hasSuffix("Link") ? .link : .span
    }

    /// Assembles. O(nodes + features), mentions in the order of the text or not.
    mutating func run() {
        collectDetails()
        takeEntities()
        each { assembly, node, role in
            switch role {
            case .metadata: assembly.metadata(node)
            case .namedEntity: assembly.namedEntity(node)
            case .span, .link: assembly.span(node)
            default: break
            }
        }
        each { assembly, node, role in if role == .chain { assembly.chain(node) } }
        takeOwn()
        each { assembly, node, role in
            if role == .span || role == .link { assembly.relationOrSlots(node) }
        }
        tell()
    }

    /// Visits the nodes about this text.
    mutating func each(_ body: (inout CASAssembly, Int, Role) -> Void) {
        for node in graph.nodes.indices {
            let own = graph.nodes[node].sofa
            guard own == sofa || own == 0 && isFirst else { continue }
            let role = roles[Int(graph.nodes[node].type)]
            if role == .token { continue }
            body(&self, node, role)
        }
    }

    // MARK: Features

    /// The first feature of a name.
    func feature(_ node: Int, _ name: String) -> CASGraph.Feature? {
        featureNumbers[name].flatMap { feature(node, $0) }
    }

    private func feature(_ node: Int, _ number: UInt32) -> CASGraph.Feature? {
        for feature in graph.features(of: node) where feature.name == number { return feature }
        return nil
    }

    func string(_ node: Int, _ name: String) -> String? { feature(node, name).map { graph.string($0) } }

    /// The strings of a list: items in the node, or in an array of its own.
    func strings(_ node: Int, _ name: String) -> [String] {
        guard let number = featureNumbers[name] else { return [] }
        let found = graph.features(of: node).filter { $0.name == number }
        if let only = found.first, only.kind == .reference, let array = graph.ids(only).first.flatMap({ index[$0] }) {
            return graph.features(of: array).map { graph.string($0) }
        }
        return found.map { graph.string($0) }
    }

    /// The nodes a feature names, those of an array one by one.
    func nodes(_ feature: CASGraph.Feature) -> [Int] {
        graph.ids(feature).compactMap { index[$0] }.flatMap { node -> [Int] in
            guard graph.types[Int(graph.nodes[node].type)].hasSuffix("FSArray")
                || graph.types[Int(graph.nodes[node].type)].hasSuffix("[]")
            else { return [node] }
            return graph.features(of: node).flatMap { graph.ids($0).compactMap { index[$0] } }
        }
    }

    /// What the node that a feature names has become.
    func target(_ node: Int, _ name: String) -> AnnotationID? {
        feature(node, name).flatMap { nodes($0).first }.flatMap { annotation($0) }
    }

    func annotation(_ node: Int) -> AnnotationID? {
        guard kinds[node] > 0, let kind = AnnotationKind(rawValue: kinds[node] - 1) else { return nil }
        return builder.id(kind, numbers[node])
    }

    mutating func set(_ id: AnnotationID, for node: Int) {
        kinds[node] = id.kind.rawValue + 1
        numbers[node] = id.number
    }

    mutating func tellDangling(_ node: Int) {
        dangling += 1
        guard dangling <= 20 else { return }
        findings.append(
            Finding(
                .error, "names-what-is-not-there",
                at: Finding.Place(file: path, annotation: String(graph.nodes[node].id)),
                "names a structure that is not in the file, or is no annotation"))
    }

    // MARK: Spans

    /// Where a node stands; nil where it has no place.
    mutating func place(_ node: Int) -> Span? {
        let row = graph.nodes[node]
        guard row.begin != CASGraph.absent, row.end != CASGraph.absent else { return nil }
        return span(Int(row.begin), Int(row.end))
    }

    private mutating func span(_ begin: Int, _ end: Int) -> Span {
        let first = byte(begin)
        return Span(first, max(first, byte(max(begin, end))))
    }

    /// The byte before which so many units stand; of a place between two surrogates, before both.
    private mutating func byte(_ units: Int) -> Int {
        if let byte = cursor.byte(beforeUnits: units) { return byte }
        if units > 0, let byte = cursor.byte(beforeUnits: units - 1), byte < text.count {
            cut += 1
            return byte
        }
        beyond += 1
        return text.count
    }

    /// The spans of a node: its fragments where it has some.
    mutating func spans(_ node: Int) -> [Span] {
        guard let fragments = string(node, "fragments") else { return place(node).map { [$0] } ?? [] }
        let found = fragments.split(separator: " ").compactMap { pair -> Span? in
            let ends = pair.split(separator: "-").compactMap { Int($0) }
            return ends.count == 2 && ends[0] >= 0 ? span(ends[0], ends[1]) : nil
        }
        return found.isEmpty ? place(node).map { [$0] } ?? [] : found.sorted()
    }

    // MARK: Mentions

    private mutating func collectDetails() {
        each { assembly, node, role in
            guard role == .own(CASNames.mention), let of = assembly.feature(node, "of") else { return }
            if let mention = assembly.nodes(of).first { assembly.details[mention] = node }
        }
    }

    private mutating func takeEntities() {
        each { assembly, node, role in
            guard role == .own(CASNames.entity) else { return }
            let id = assembly.builder.fresh(.entity)
            assembly.set(id, for: node)
            assembly.builder.layer.entities.append(
                Entity(
                    number: id.number, name: assembly.string(node, "name") ?? "",
                    type: assembly.builder.type(assembly.string(node, "entityType") ?? ""),
                    aliases: assembly.strings(node, "aliases"), references: assembly.strings(node, "references")))
        }
    }

    private mutating func namedEntity(_ node: Int) {
        guard let place = place(node) else { return }
        let value = feature(node, known.value).map { graph.string($0) }
        mention(node, place, value ?? CASNames.short(CASNames.namedEntity), except: [known.value, known.identifier])
    }

    private mutating func mention(_ node: Int, _ place: Span, _ type: String, except: [UInt32]) {
        let detail = details[node]
        let spans = detail.map { self.spans($0) } ?? [place]
        let form = detail.flatMap { string($0, "form") }.flatMap { Form(named: $0) } ?? .name
        var entity = detail.flatMap { target($0, "entity") }?.number ?? 0
        if entity == 0, let identifier = feature(node, known.identifier).map({ graph.string($0) }), !identifier.isEmpty {
            entity = self.entity(identifier, type, text.joined(spans))
        }
        let id = builder.mention(spans.isEmpty ? [place] : spans, type, form: form, entity: entity)
        set(id, for: node)
        keep(node, except: except, on: id)
    }

    /// Mentions with one identifier are one entity.
    private mutating func entity(_ identifier: String, _ type: String, _ name: String) -> UInt32 {
        if let known = entityOf[identifier] { return known }
        let id = builder.fresh(.entity)
        builder.layer.entities.append(
            Entity(number: id.number, name: name, type: builder.type(type), references: [identifier]))
        entityOf[identifier] = id.number
        return id.number
    }

    /// A span of another layer: a mention, or an event where it has slots.
    private mutating func span(_ node: Int) {
        guard feature(node, known.governor) == nil || feature(node, known.dependent) == nil, let place = place(node) else { return }
        let type = graph.types[Int(graph.nodes[node].type)]
        if slots(node).isEmpty {
            if feature(node, known.next) != nil || feature(node, known.referenceType) != nil { return link(node, place, type) }
            mention(node, place, type, except: [])
            if let row = builder.layer.types.firstIndex(where: { $0.name == type }), builder.layer.types[row].label == nil {
                builder.layer.types[row].label = CASNames.short(type)
            }
        } else {
            let short = CASNames.short(type)
            let id = builder.fresh(.event)
            set(id, for: node)
            builder.layer.events.append(
                Event(number: id.number, type: short, trigger: builder.part([place], short), arguments: []))
            builder.attribute("layer", type, on: id)
            keep(node, except: slots(node).map(\.name), on: id)
        }
    }

    /// Features that name links with a role and a target.
    func slots(_ node: Int) -> [CASGraph.Feature] {
        graph.features(of: node).filter { slot in
            guard slot.kind != .escaped, let first = nodes(slot).first else { return false }
            return feature(first, known.target) != nil && feature(first, known.role) != nil
        }
    }

    /// Features that the model has no field for, as attributes.
    mutating func keep(_ node: Int, except: [UInt32], on id: AnnotationID) {
        for feature in graph.features(of: node) where !except.contains(feature.name) {
            let name = graph.names[Int(feature.name)]
            if feature.kind == .plain {
                builder.attribute(
                    name, FileWords(bytes: Int(feature.start)..<Int(feature.start) + Int(feature.length)), on: id)
            } else if feature.kind == .escaped {
                builder.attribute(name, graph.string(feature), on: id)
            } else {
                references.append((node, feature))
            }
        }
    }

    /// References of custom layers, taken once everything has its place.
    private var references: [(node: Int, feature: CASGraph.Feature)] = []

    private mutating func metadata(_ node: Int) {
        for feature in graph.features(of: node) {
            let name = graph.names[Int(feature.name)]
            if name == "documentTitle" { title = graph.string(feature) } else { builder.document(name, graph.string(feature)) }
        }
    }

    // MARK: Chains

    private mutating func link(_ node: Int, _ place: Span, _ type: String) {
        let id = builder.mention([place], string(node, "referenceType") ?? CASNames.short(type))
        set(id, for: node)
        keep(node, except: [known.referenceType, known.next], on: id)
    }

    /// A chain is an entity; its links are mentions of it.
    private mutating func chain(_ node: Int) {
        guard var link = feature(node, "first").flatMap({ nodes($0).first }) else { return }
        let id = builder.fresh(.entity)
        var members: Set<UInt32> = []
        var name = ""
        while let mention = annotation(link), mention.kind == .mention, members.insert(mention.number).inserted {
            let row = Int(mention.number) - 1
            builder.layer.mentions[row].entity = id.number
            if name.isEmpty { name = text[builder.layer.mentions[row].span] }
            guard let next = feature(link, "next").flatMap({ nodes($0).first }) else { break }
            link = next
        }
        guard let first = members.min() else { return }
        builder.layer.entities.append(
            Entity(number: id.number, name: name, type: builder.layer.mentions[Int(first) - 1].type))
    }

    // MARK: Relations and slots

    private mutating func relationOrSlots(_ node: Int) {
        if feature(node, known.governor) != nil, feature(node, known.dependent) != nil { return relation(node) }
        guard let id = annotation(node), id.kind == .event else { return }
        var arguments: [Event.Argument] = []
        for slot in slots(node) {
            for link in nodes(slot) {
                guard let target = target(link, "target") else {
                    tellDangling(link)
                    continue
                }
                arguments.append(Event.Argument(role: string(link, "role") ?? graph.names[Int(slot.name)], target: target))
            }
        }
        builder.layer.events[Int(id.number) - 1].arguments = arguments
    }

    private mutating func relation(_ node: Int) {
        guard let from = target(node, "Governor"), let to = target(node, "Dependent") else { return tellDangling(node) }
        let type = graph.types[Int(graph.nodes[node].type)]
        let ends = [known.governor, known.dependent]
        let label = graph.features(of: node).first { !ends.contains($0.name) && $0.kind != .reference && $0.length > 0 }
        let id = builder.fresh(.relation)
        builder.layer.relations.append(
            Relation(number: id.number, type: label.map { graph.string($0) } ?? CASNames.short(type), from: from, to: to))
        set(id, for: node)
        builder.attribute("layer", type, on: id)
        keep(node, except: ends + (label.map { [$0.name] } ?? []), on: id)
    }

    /// References of custom layers become relations with the feature's name.
    mutating func takeReferences() {
        for (node, feature) in references {
            guard let from = annotation(node) else { continue }
            for other in nodes(feature) {
                guard let to = annotation(other) else { continue }
                let id = builder.fresh(.relation)
                builder.layer.relations.append(
                    Relation(number: id.number, type: graph.names[Int(feature.name)], from: from, to: to))
            }
        }
    }

    // MARK: Findings

    private mutating func tell() {
        takeReferences()
        passed = graph.nodes.count { roles[Int($0.type)] == .token && $0.sofa == sofa }
        let place = Finding.Place(file: path)
        if beyond > 0 {
            findings.append(
                Finding(.error, "span-beyond-text", at: place, "\(beyond) offsets lie beyond the text; cut to it"))
        }
        if cut > 0 {
            findings.append(
                Finding(.warning, "span-within-character", at: place, "\(cut) offsets lie within a character; moved before it"))
        }
        if dangling > 20 {
            findings.append(
                Finding(.error, "names-what-is-not-there", at: place, "\(dangling) structures name what is not there"))
        }
        if passed > 0 {
            findings.append(
                Finding(
                    .note, "tokens-kept", at: place,
                    "\(passed) tokens, sentences, tags and the like are not shown; they are written back as they stand"))
        }
    }
}
