import GlossModel

/// Reads gloss's own JSON object into a report: a layer for each "layer" it names.
struct ReportJSONReader {
    private let root: JSONFields
    /// Kept while its bytes are looked at.
    private let file: Text
    private let text: Text
    private let path: String
    private var cursor: OffsetCursor
    private var layers: [LayerBuilder] = []
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
    private var faults: Faults

    /// Reads the annotations of an object of a file over a text; layers are numbered from `firstNumber`.
    /// `source` is the text as the object has it; nil where it has none, and gloss wrote it.
    init(_ file: Text, _ root: JSONFields, text: Text, source: Text?, path: String, firstNumber: Int) {
        self.root = root
        self.file = file
        self.text = text
        self.path = path
        self.firstNumber = firstNumber
        faults = Faults(path: path, file: file)
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
            try root.forEach(key) { if $0["id"] != nil { _ = name($0, kind) } }
        }
        try root.forEach("relations") { relation($0) }
        try root.forEach("parts") { part($0) }
        try root.forEach("events") { event($0) }
        try root.forEach("attributes") { attribute($0) }
        try root.forEach("comments") { comment($0) }
        // As they were called before notes were those of the text; these have no target.
        try root.forEach("notes") { if $0["target"] != nil { comment($0) } }
        try root.forEach("references") { reference($0) }
        try root.forEach("equivalences") { equivalence($0) }
        resolve()
        let finished = identified(layers.map { $0.finished() })
        withExtendedLifetime(file) {}
        return (finished, faults.findings)
    }

    /// Tells what is wrong with an item.
    private mutating func tell(_ kind: Faults.Kind, _ item: JSONFields, _ cause: String) {
        let written = item["id"] ?? item["target"] ?? item["start"] ?? item["spans"] ?? item["text"] ?? item["type"]
        faults.add(kind, item["id"]?.words ?? item["type"]?.words, at: written?.range.lowerBound, cause)
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
        layers.append(LayerBuilder(number: UInt16(layers.count + firstNumber), name: name, origin: origin))
        layers[layers.count - 1].prefixes = [:]
        layerOf[name] = layers.count - 1
        return layers.count - 1
    }

    /// Gives an item its place among the names: `T12` is number 12 of a kind whose prefix is `T`.
    private mutating func name(_ item: JSONFields, _ kind: AnnotationKind) -> AnnotationID? {
        guard let written = item["id"], !written.isNull else {
            // Nobody can refer to it, but it is there.
            odd += 1
            return AnnotationID(layer: layers[layerIndex(item)].number, kind: kind, number: odd - 1)
        }
        if let known = names[kind].id(written) {
            tell(.twice, item, "the name stands twice; the first is meant")
            return known
        }
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

    /// A number for an item without a name.
    private mutating func unnamed(_ item: JSONFields, _ kind: AnnotationKind) -> AnnotationID? {
        item["id"] == nil || item["id"]?.isNull == true ? name(item, kind) : nil
    }

    /// Times that go through to another, claims within another: known when all are read.
    private mutating func resolve() {
        for pending in through {
            guard let other = names[.time].id(pending.name), other.layer == layers[pending.layer].number else {
                tell(dangling: pending, "through")
                continue
            }
            layers[pending.layer].times[pending.row].through = other.number
        }
        for pending in within {
            let claim = layers[pending.layer].claims[pending.row]
            guard let other = names[.claim].id(pending.name), other.layer == layers[pending.layer].number else {
                tell(dangling: pending, "within")
                continue
            }
            guard other.number != claim.number else { continue }
            layers[pending.layer].claims[pending.row].within = other.number
        }
    }

    private mutating func tell(dangling pending: Pending, _ role: String) {
        guard !pending.name.isNull else { return }
        faults.add(.dangling, role, at: pending.name.range.lowerBound, "names \(pending.name.words), which is not in the file; left out")
    }

    private func id(_ value: JSONSlice?, _ kind: AnnotationKind) -> AnnotationID? {
        value.flatMap { $0.isNull ? nil : names[kind].id($0) }
    }

    /// The same where a name that stands for nothing is told.
    private mutating func find(_ value: JSONSlice?, _ kind: AnnotationKind, of item: JSONFields, as role: String) -> AnnotationID? {
        guard let value, !value.isNull else { return nil }
        let found = names[kind].id(value)
        if found == nil { tell(.dangling, item, "its \(role) names \(value.words), which is not in the file; left out") }
        return found
    }

    private func index(_ id: AnnotationID) -> Int { Int(id.layer) - firstNumber }

    /// What an item is about or joins; nil, and told, where that is not said or not there.
    private mutating func target(_ value: JSONSlice?, of item: JSONFields, as role: String = "target") -> AnnotationID? {
        guard let value, !value.isNull else {
            tell(.incomplete, item, "has no \(role); left out")
            return nil
        }
        for kind in Self.targets { if let found = names[kind].id(value) { return found } }
        tell(.dangling, item, "its \(role) names \(value.words), which is not in the file; left out")
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

    /// A span of an item; nil, and told, where it is none.
    private mutating func span(_ start: JSONSlice?, _ end: JSONSlice?, of item: JSONFields) -> Span? {
        guard let start, let end, !start.isNull, !end.isNull else {
            tell(.incomplete, item, "has no offsets; left out")
            return nil
        }
        guard let first = start.wholeNumber, let last = end.wholeNumber else {
            tell(.notWhole, item, "[\(start.words),\(end.words)] are no offsets: whole numbers are wanted; left out")
            return nil
        }
        return span(first, last, of: item)
    }

    private mutating func span(_ start: Int, _ end: Int, of item: JSONFields) -> Span? {
        if let first = cursor.byte(beforeUnits: start), start <= end, let last = cursor.byte(beforeUnits: end) { return Span(first, last) }
        guard end >= start else {
            tell(.reversed, item, "[\(start),\(end)] ends before it begins; left out")
            return nil
        }
        guard start >= 0 else {
            tell(.beforeText, item, "[\(start),\(end)] begins before the text; left out")
            return nil
        }
        tell(.beyondText, item, "[\(start),\(end)] ends beyond the text; cut to it")
        let from = cursor.byte(beforeUnits: start) ?? text.count
        return Span(from, max(from, cursor.byte(beforeUnits: end) ?? text.count))
    }

    /// "spans", else "start" and "end"; checked against "text". In order and apart. `owner` is the item
    /// that they are told of.
    private mutating func spans(_ item: JSONFields?, of owner: JSONFields) -> [Span] {
        guard let item else { return [] }
        var found: [Span] = []
        if let list = item["spans"], list.isArray {
            for pair in list.items {
                if let ends = pair.pair {
                    if let span = span(ends.0, ends.1, of: owner) { found.append(span) }
                } else {
                    let ends = pair.isArray ? pair.items : []
                    if let span = span(ends.first, ends.dropFirst().first, of: owner) { found.append(span) }
                }
            }
        } else if let span = span(item["start"], item["end"], of: owner) {
            found.append(span)
        }
        if let quoted = item["text"], !found.isEmpty, !stands(quoted, found) {
            tell(.differing, owner, "quotes \"\(quoted.words.prefix(60))\" where the text has \"\(text.joined(found).prefix(60))\"")
        }
        let (apart, overlapped) = Span.apart(found)
        if overlapped { tell(.overlapping, owner, "its fragments overlap; joined") }
        return apart
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
        let spans = spans(item, of: item)
        guard !spans.isEmpty else { return }
        let index = index(id)
        let type = self.type(item["type"], index)
        let form = item["form"]?.string.flatMap { Form(named: $0) } ?? .name
        var mention = layers[index].makeMention(spans, number: id.number, type: type, form: form)
        if let entity = find(item["entity"], .entity, of: item, as: "entity") {
            if entity.layer == id.layer {
                mention.entity = entity.number
            } else {
                identities[self.index(entity), default: []].append((id, entity.number))
            }
        }
        layers[index].mentions.append(mention)
    }

    private mutating func time(_ item: JSONFields) {
        guard let id = name(item, .time), let span = spans(item, of: item).first else { return }
        guard let type = TimexType(rawValue: item["type"]?.string ?? "") else {
            return tell(.unread, item, "its type is none of DATE, TIME, DURATION, SET; left out")
        }
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
        let content = spans(item, of: item)
        guard let first = content.first else { return }
        let index = index(id)
        let end = content.map(\.end).max() ?? first.end
        var claim = Claim(
            number: id.number, extent: Span(Int(first.start), Int(end)),
            spans: layers[index].list(content))
        let cue = item["cue"].flatMap { $0.isNull ? nil : $0 }.map { spans(JSONFields($0), of: item) } ?? []
        if !cue.isEmpty { claim.cue = layers[index].list(cue) }
        let start = UInt32(layers[index].sources.count)
        try? item.forEach("sources") { source($0, index, of: item) }
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

    private mutating func source(_ item: JSONFields, _ index: Int, of claim: JSONFields) {
        let spans = spans(item, of: claim)
        guard !spans.isEmpty else { return }
        let list = layers[index].list(spans)
        let entity = find(item["entity"], .entity, of: claim, as: "source's entity")
        layers[index].sources.append(ClaimSource(spans: list, entity: entity))
    }

    private mutating func relation(_ item: JSONFields) {
        let from = target(item["from"], of: item, as: "from")
        let to = target(item["to"], of: item, as: "to")
        guard let from, let to, let id = id(item["id"], .relation) ?? unnamed(item, .relation) else { return }
        let names = item["roles"]?.items.compactMap(\.string) ?? []
        let roles = names.count == 2 ? Relation.Roles(from: names[0], to: names[1]) : Relation.Roles()
        layers[index(id)].relations.append(
            Relation(
                number: id.number, type: item["type"]?.string ?? "", from: from, to: to, roles: roles,
                score: item["score"]?.double,
                because: item["because"]?.items.compactMap(\.string) ?? []))
    }

    private mutating func event(_ item: JSONFields) {
        guard let id = id(item["id"], .event) ?? unnamed(item, .event) else { return }
        let spans = spans(item, of: item)
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
            target(argument["target"], of: item, as: argument["role"]?.words ?? "argument").map {
                Event.Argument(role: argument["role"]?.string ?? "", target: $0)
            }
        }
        let trigger = AnnotationID(layer: id.layer, kind: .part, number: number)
        layers[index].events.append(
            Event(number: id.number, type: name, trigger: trigger, arguments: arguments))
    }

    private mutating func part(_ item: JSONFields) {
        guard let id = id(item["id"], .part) ?? unnamed(item, .part) else { return }
        let spans = spans(item, of: item)
        guard !spans.isEmpty else { return }
        let type = self.type(item["type"], index(id))
        layers[index(id)].parts.append(layers[index(id)].makeMention(spans, number: id.number, type: type))
    }

    private mutating func reference(_ item: JSONFields) {
        guard let target = target(item["target"], of: item) else { return }
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
        let members = (item["members"]?.items ?? []).compactMap { target($0, of: item, as: "member") }
        guard members.count > 1 else { return }
        layers[layerIndex(item)].equivalences.append(
            Equivalence(type: item["type"]?.string ?? "", members: members))
    }

    private mutating func attribute(_ item: JSONFields) {
        guard let target = target(item["target"], of: item) else { return }
        let index = layerIndex(item)
        let name = word(item["name"], index)
        let value = layers[index].intern(item["value"]?.string ?? "")
        layers[index].attributes.append(
            Attribute(
                number: UInt32(layers[index].attributes.count + 1), name: name,
                value: FileWords(string: value), target: target))
    }

    private mutating func comment(_ item: JSONFields) {
        guard let target = target(item["target"], of: item) else { return }
        let index = layerIndex(item)
        let type = word(item["type"], index)
        let text = layers[index].intern(item["text"]?.string ?? "")
        layers[index].notes.append(
            Note(
                number: UInt32(layers[index].notes.count + 1), type: type, target: target,
                text: FileWords(string: text)))
    }

    /// Entities for the mentions of another layer; of several such layers, the first.
    private func identified(_ layers: [Layer]) -> [Layer] {
        var identified = layers
        for (index, pairs) in identities {
            guard let layer = pairs.map(\.mention.layer).min(),
                layers.indices.contains(Int(layer) - firstNumber)
            else { continue }
            let other = layers[Int(layer) - firstNumber]
            var entities = [UInt32](repeating: 0, count: other.mentions.count)
            for (mention, entity) in pairs where mention.layer == layer {
                if let row = other.row(.mention, mention.number) { entities[row] = entity }
            }
            var builder = LayerBuilder(layers[index])
            builder.identities = Layer.Identities(layer: layer, entities: entities)
            identified[index] = builder.finished()
        }
        return identified
    }
}
