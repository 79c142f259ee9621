import GlossModel

/// Reads gloss's own JSON object into a report: a layer for each "layer" it names.
struct ReportJSONReader {
    private let root: JSONFields
    /// Kept while its bytes are looked at.
    private let file: Text
    private let text: Text
    private let path: String
    private var cursor: OffsetCursor
    private var layers: [Layer] = []
    private var layerOf: [String: Int] = [:]
    private var firstNumber: Int
    /// Names of annotations, by kind.
    private var names = AnnotationKind.allCases.map { JSONNames($0) }
    private var knownTypes: [(name: JSONSlice, layer: Int, number: UInt16)] = []
    private var lastWord: (name: JSONSlice, layer: Int, number: UInt32)?
    /// The layer that was named last.
    private var lastLayer: (name: JSONSlice, index: Int)?
    private var odd: UInt32 = 0x8000_0000
    /// Entities of another layer than their mention's: by entity layer.
    private var identities: [Int: [(mention: AnnotationID, entity: UInt32)]] = [:]
    /// A row that names another one.
    private struct Pending {
        var layer: Int
        var row: Int
        var name: JSONSlice
    }
    /// Kinds whose plain names have set the prefix of their layer.
    private var isPlain = AnnotationKind.allCases.map { _ in false }
    private var through: [Pending] = []
    private var within: [Pending] = []
    private var differing = 0
    private var beyond = 0

    /// Reads the annotations of an object of a file over a text; layers are numbered from `firstNumber`.
    /// `source` is the text as the object has it; nil where it has none, and gloss wrote it.
    init(_ file: Text, _ root: JSONFields, text: Text, source: Text?, path: String, firstNumber: Int) {
        self.root = root
        self.file = file
        self.text = text
        self.path = path
        self.firstNumber = firstNumber
        cursor = OffsetCursor(text, source.map { Counting(statedFor: $0, .codePoints) } ?? Counting())
    }

    /// The report's title and date, where the object says them.
    var head: (title: String?, date: Day?) { (root["title"]?.string, Day(iso: root["date"]?.string ?? "")) }

    /// The lists that it reads.
    static let lists: [StaticString] = [
        "entities", "mentions", "times", "claims", "relations", "parts", "events", "attributes", "comments", "notes", "references", "equivalences",
    ]

    /// The layers, finished, and what was found wrong. O(bytes + annotations · log annotations).
    mutating func read() throws(FormatError) -> (layers: [Layer], findings: [Finding]) {
        let root = root
        try root.forEach("entities") { entity($0) }
        try root.forEach("mentions") { mention($0) }
        try root.forEach("times") { time($0) }
        try root.forEach("claims") { claim($0) }
        // These name others of their kind before they are read.
        for (key, kind) in [("relations" as StaticString, AnnotationKind.relation), ("events", .event), ("parts", .part)] {
            try root.forEach(key) { _ = name($0, kind) }
        }
        try root.forEach("relations") { relation($0) }
        try root.forEach("parts") { part($0) }
        try root.forEach("events") { event($0) }
        try root.forEach("attributes") { attribute($0) }
        try root.forEach("comments") { comment($0) }
        // As they were called before notes were those of the text; these have no target.
        try root.forEach("notes") { comment($0) }
        try root.forEach("references") { reference($0) }
        try root.forEach("equivalences") { equivalence($0) }
        resolve()
        for index in layers.indices { layers[index].finish() }
        identify()
        withExtendedLifetime(file) {}
        return (layers, findings)
    }

    private var findings: [Finding] {
        var found: [Finding] = []
        if differing > 0 {
            found.append(
                Finding(
                    .warning, "span-text-differs", at: Finding.Place(file: path),
                    "\(differing.of("annotation does not stand where its text does", "annotations do not stand where their text does"))"))
        }
        if beyond > 0 {
            found.append(
                Finding(
                    .error, "span-beyond-text", at: Finding.Place(file: path),
                    "\(beyond.of("annotation ends", "annotations end")) beyond the text; cut to it"))
        }
        return found
    }

    // MARK: Names and layers

    /// The layer that an item says it is in, made where it is new.
    private mutating func layerIndex(_ item: JSONFields) -> Int {
        let written = item["layer"]
        if let written, let last = lastLayer, last.name.equals(written) { return last.index }
        let index = layerIndex(named: written?.string ?? path, item)
        lastLayer = written.map { ($0, index) }
        return index
    }

    private mutating func layerIndex(named name: String, _ item: JSONFields) -> Int {
        if let known = layerOf[name] { return known }
        let origin = Origin(rawValue: item["origin"]?.string ?? "") ?? .file
        guard layers.count + firstNumber < Int(UInt16.max) else { return 0 }
        layers.append(Layer(number: UInt16(layers.count + firstNumber), name: name, origin: origin))
        layers[layers.count - 1].prefixes = [:]
        layerOf[name] = layers.count - 1
        return layers.count - 1
    }

    /// Gives an item its place among the names: `T12` is number 12 of a kind whose prefix is `T`.
    private mutating func name(_ item: JSONFields, _ kind: AnnotationKind) -> AnnotationID? {
        guard let written = item["id"] else { return nil }
        if let known = names[kind].id(written) { return known }
        let index = layerIndex(item)
        if layers[index].prefixes[kind] == nil || isPlain[kind],
            let id = names[kind].add(plain: written, of: layers[index].number)
        {
            if !isPlain[kind] {
                layers[index].prefixes[kind] = written.string.map { String($0.prefix { !$0.isNumber }) }
                isPlain[kind] = true
            }
            return id
        }
        guard let full = written.string else { return nil }
        let own = layers[index].name + ":"
        let local = full.hasPrefix(own) ? String(full.dropFirst(own.count)) : full
        let prefix = local.prefix { !$0.isNumber }
        let number = UInt32(local.dropFirst(prefix.count)) ?? 0
        if layers[index].prefixes[kind] == nil, !prefix.isEmpty { layers[index].prefixes[kind] = String(prefix) }
        var id = AnnotationID(layer: layers[index].number, kind: kind, number: number)
        if number == 0 || number >= 0x8000_0000 || String(number) != local.dropFirst(prefix.count)
            || layers[index].prefixes[kind] != String(prefix)
        {
            id.number = odd
            odd += 1
            layers[index].names[id] = local
        }
        names[kind].add(full, id)
        return id
    }

    /// Times that go through to another, claims within another: known when all are read.
    private mutating func resolve() {
        for pending in through {
            guard let other = names[.time].id(pending.name), other.layer == layers[pending.layer].number else { continue }
            layers[pending.layer].times[pending.row].through = other.number
        }
        for pending in within {
            let claim = layers[pending.layer].claims[pending.row]
            guard let other = names[.claim].id(pending.name), other.layer == layers[pending.layer].number,
                other.number != claim.number
            else { continue }
            layers[pending.layer].claims[pending.row].within = other.number
        }
    }

    private func id(_ value: JSONSlice?, _ kind: AnnotationKind) -> AnnotationID? {
        value.flatMap { $0.isNull ? nil : names[kind].id($0) }
    }

    private func index(_ id: AnnotationID) -> Int { Int(id.layer) - firstNumber }

    private func target(_ value: JSONSlice?) -> AnnotationID? {
        guard let value, !value.isNull else { return nil }
        for kind in Self.targets { if let found = names[kind].id(value) { return found } }
        return nil
    }

    /// What others may be about.
    private static let targets: [AnnotationKind] = [.mention, .claim, .event, .time, .relation, .entity, .part]

    /// The number of a type in a layer.
    private mutating func type(_ name: JSONSlice?, _ index: Int) -> UInt16 {
        guard let name else { return layers[index].type(named: "") }
        for known in knownTypes where known.layer == index && known.name.equals(name) { return known.number }
        let number = layers[index].type(named: name.string ?? "")
        if knownTypes.count < 32 { knownTypes.append((name, index, number)) }
        return number
    }

    /// The number of a name that many items have, the same for those that follow each other.
    private mutating func word(_ name: JSONSlice?, _ index: Int) -> UInt32 {
        guard let name else { return 0 }
        if let last = lastWord, last.layer == index, last.name.equals(name) { return last.number }
        let number = layers[index].intern(name.string ?? "")
        lastWord = (name, index, number)
        return number
    }

    // MARK: Spans

    private mutating func span(_ start: Int?, _ end: Int?) -> Span? {
        guard let start, let end, start >= 0, end >= start else { return nil }
        let first = cursor.byte(beforeUnits: start)
        let last = cursor.byte(beforeUnits: end)
        if first == nil || last == nil { beyond += 1 }
        let from = first ?? text.count
        return Span(from, max(from, last ?? text.count))
    }

    /// "spans", else "start" and "end"; checked against "text". In order.
    private mutating func spans(_ item: JSONFields?) -> [Span] {
        guard let item else { return [] }
        var found: [Span] = []
        if let list = item["spans"], list.isArray {
            list.forEachItem { pair in
                guard let ends = JSONSlice(bytes: list.bytes, range: pair).pair, let span = span(ends.0, ends.1) else { return }
                found.append(span)
            }
        } else if let span = span(item["start"]?.int, item["end"]?.int) {
            found.append(span)
        }
        if found.count > 1 { found.sort() }
        if let quoted = item["text"], !found.isEmpty, !stands(quoted, found) {
            differing += 1
        }
        return found
    }

    /// Whether a string is what stands there.
    private func stands(_ quoted: JSONSlice, _ spans: [Span]) -> Bool {
        let inner = quoted.range.lowerBound + 1..<max(quoted.range.lowerBound + 1, quoted.range.upperBound - 1)
        if spans.count == 1, spans[0].count == inner.count, spans[0].end <= text.count,
            text.holds(file, inner, at: Int(spans[0].start))
        {
            return true
        }
        return quoted.string.map { $0 == text.joined(spans) } ?? true
    }

    // MARK: Items

    private mutating func entity(_ item: JSONFields) {
        guard let id = name(item, .entity) else { return }
        let index = index(id)
        let type = self.type(item["type"], index)
        layers[index].entities.append(
            Entity(
                number: id.number, name: item["name"]?.string ?? "", type: type,
                aliases: item["aliases"]?.items.compactMap(\.string) ?? [],
                references: item["references"]?.items.compactMap(\.string) ?? []))
    }

    private mutating func mention(_ item: JSONFields) {
        guard let id = name(item, .mention) else { return }
        let spans = spans(item)
        guard !spans.isEmpty else { return }
        let index = index(id)
        let type = self.type(item["type"], index)
        let form = item["form"]?.string.flatMap { Form(named: $0) } ?? .name
        var mention = layers[index].makeMention(spans, number: id.number, type: type, form: form)
        if let entity = self.id(item["entity"], .entity) {
            if entity.layer == id.layer {
                mention.entity = entity.number
            } else {
                identities[self.index(entity), default: []].append((id, entity.number))
            }
        }
        layers[index].mentions.append(mention)
    }

    private mutating func time(_ item: JSONFields) {
        guard let id = name(item, .time), let span = span(item["start"]?.int, item["end"]?.int),
            let type = TimexType(rawValue: item["type"]?.string ?? "")
        else { return }
        if let quoted = item["text"], !stands(quoted, [span]) { differing += 1 }
        let precision = Precision.allCases.first { $0.name == item["precision"]?.string }
        let index = index(id)
        if let other = item["through"] { through.append(Pending(layer: index, row: layers[index].times.count, name: other)) }
        layers[index].times.append(
            TimeExpression(
                span: span, number: id.number, type: type, value: item["value"]?.string ?? "",
                mod: item["mod"]?.string, earliest: Day(iso: item["earliest"]?.string ?? ""),
                latest: Day(iso: item["latest"]?.string ?? ""), precision: precision ?? .day))
    }

    private mutating func claim(_ item: JSONFields) {
        guard let id = name(item, .claim) else { return }
        let content = spans(item)
        guard let first = content.first else { return }
        let index = index(id)
        let end = content.map(\.end).max() ?? first.end
        var claim = Claim(
            number: id.number, extent: Span(Int(first.start), Int(end)),
            spans: layers[index].list(content))
        let cue = spans(item["cue"].map { JSONFields($0) })
        if !cue.isEmpty { claim.cue = layers[index].list(cue) }
        let start = UInt32(layers[index].sources.count)
        try? item.forEach("sources") { source($0, index) }
        claim.sources = start..<UInt32(layers[index].sources.count)
        claim.kind = ClaimKind.allCases.first { $0.name == item["kind"]?.string } ?? .asserted
        claim.isForecast = item["forecast"]?.bool ?? false
        if let outer = item["within"] { within.append(Pending(layer: index, row: layers[index].claims.count, name: outer)) }
        if let certainty = item["certainty"].map({ JSONFields($0) }) {
            claim.likelihood = (certainty["band"]?.string).flatMap { Likelihood(name: $0) }
            claim.term = layers[index].intern(certainty["term"]?.string ?? "")
        }
        claim.confidence = Confidence.allCases.first { $0.name == item["confidence"]?.string }
        layers[index].claims.append(claim)
    }

    private mutating func source(_ item: JSONFields, _ index: Int) {
        let spans = spans(item)
        guard !spans.isEmpty else { return }
        let list = layers[index].list(spans)
        layers[index].sources.append(ClaimSource(spans: list, entity: id(item["entity"], .entity)))
    }

    private mutating func relation(_ item: JSONFields) {
        guard let id = id(item["id"], .relation), let from = target(item["from"]),
            let to = target(item["to"])
        else { return }
        let names = item["roles"]?.items.compactMap(\.string) ?? []
        let roles = names.count == 2 ? Relation.Roles(from: names[0], to: names[1]) : Relation.Roles()
        layers[index(id)].relations.append(
            Relation(
                number: id.number, type: item["type"]?.string ?? "", from: from, to: to, roles: roles,
                score: item["score"]?.double,
                because: item["because"]?.items.compactMap(\.string) ?? []))
    }

    private mutating func event(_ item: JSONFields) {
        guard let id = id(item["id"], .event) else { return }
        let spans = spans(item)
        guard !spans.isEmpty else { return }
        let index = index(id)
        let name = item["type"]?.string ?? ""
        let type = layers[index].type(named: name)
        let named = self.id(item["trigger"], .part)
        let number = named?.number ?? odd
        if named == nil {
            odd += 1
            layers[index].parts.append(layers[index].makeMention(spans, number: number, type: type))
        }
        let arguments = (item["arguments"]?.items ?? []).map { JSONFields($0) }.compactMap { argument in
            target(argument["target"]).map {
                Event.Argument(role: argument["role"]?.string ?? "", target: $0)
            }
        }
        let trigger = AnnotationID(layer: id.layer, kind: .part, number: number)
        layers[index].events.append(
            Event(number: id.number, type: name, trigger: trigger, arguments: arguments))
    }

    private mutating func part(_ item: JSONFields) {
        guard let id = id(item["id"], .part) else { return }
        let spans = spans(item)
        guard !spans.isEmpty else { return }
        let type = self.type(item["type"], index(id))
        layers[index(id)].parts.append(layers[index(id)].makeMention(spans, number: id.number, type: type))
    }

    private mutating func reference(_ item: JSONFields) {
        guard let target = target(item["target"]) else { return }
        let index = layerIndex(item)
        let type = word(item["type"], index)
        let identifier = layers[index].intern(item["identifier"]?.string ?? "")
        let text = layers[index].intern(item["text"]?.string ?? "")
        layers[index].references.append(
            Reference(
                number: UInt32(layers[index].references.count + 1), type: type, target: target,
                identifier: FileWords(string: identifier), text: FileWords(string: text)))
    }

    private mutating func equivalence(_ item: JSONFields) {
        let members = (item["members"]?.items ?? []).compactMap { target($0) }
        guard members.count > 1 else { return }
        layers[layerIndex(item)].equivalences.append(
            Equivalence(type: item["type"]?.string ?? "", members: members))
    }

    private mutating func attribute(_ item: JSONFields) {
        guard let target = target(item["target"]) else { return }
        let index = layerIndex(item)
        let name = word(item["name"], index)
        let value = layers[index].intern(item["value"]?.string ?? "")
        layers[index].attributes.append(
            Attribute(
                number: UInt32(layers[index].attributes.count + 1), name: name,
                value: FileWords(string: value), target: target))
    }

    private mutating func comment(_ item: JSONFields) {
        guard let target = target(item["target"]) else { return }
        let index = layerIndex(item)
        let type = word(item["type"], index)
        let text = layers[index].intern(item["text"]?.string ?? "")
        layers[index].notes.append(
            Note(
                number: UInt32(layers[index].notes.count + 1), type: type, target: target,
                text: FileWords(string: text)))
    }

    /// Entities for the mentions of another layer; of several such layers, the first.
    private mutating func identify() {
        for (index, pairs) in identities {
            guard let layer = pairs.map(\.mention.layer).min(),
                layers.indices.contains(Int(layer) - firstNumber)
            else { continue }
            let other = layers[Int(layer) - firstNumber]
            var entities = [UInt32](repeating: 0, count: other.mentions.count)
            for (mention, entity) in pairs where mention.layer == layer {
                if let row = other.row(.mention, mention.number) { entities[row] = entity }
            }
            layers[index].identities = Layer.Identities(layer: layer, entities: entities)
        }
    }
}
