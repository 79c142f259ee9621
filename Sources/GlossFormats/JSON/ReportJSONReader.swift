import GlossModel

/// Reads gloss's own JSON object into a report: a layer for each "layer" it names.
struct ReportJSONReader {
    private let root: JSONValue
    private let text: Text
    private let path: String
    private var cursor: OffsetCursor
    private var layers: [Layer] = []
    private var layerOf: [String: Int] = [:]
    private var firstNumber: Int
    /// Names of annotations, by kind.
    private var ids: [AnnotationKind: [String: AnnotationID]] = [:]
    private var odd: UInt32 = 0x8000_0000
    /// Entities of another layer than their mention's: by entity layer.
    private var identities: [Int: [(mention: AnnotationID, entity: UInt32)]] = [:]
    private var differing = 0
    private var beyond = 0

    /// Reads the annotations of an object over a text; layers are numbered from `firstNumber`.
    init(_ root: JSONValue, text: Text, path: String, firstNumber: Int) {
        self.root = root
        self.text = text
        self.path = path
        self.firstNumber = firstNumber
        cursor = OffsetCursor(text, unit: .codePoints)
    }

    /// The layers, finished, and what was found wrong. O(bytes + annotations · log annotations).
    mutating func read() -> (layers: [Layer], findings: [Finding]) {
        for (key, kind) in [
            ("entities", AnnotationKind.entity), ("mentions", .mention), ("times", .time),
            ("claims", .claim), ("relations", .relation), ("events", .event), ("parts", .part),
        ] {
            for item in root[key]?.items ?? [] { name(item, kind) }
        }
        root["entities"]?.items.forEach { entity($0) }
        root["mentions"]?.items.forEach { mention($0) }
        root["times"]?.items.forEach { time($0) }
        root["claims"]?.items.forEach { claim($0) }
        root["relations"]?.items.forEach { relation($0) }
        root["parts"]?.items.forEach { part($0) }
        root["events"]?.items.forEach { event($0) }
        root["attributes"]?.items.forEach { attribute($0) }
        root["notes"]?.items.forEach { note($0) }
        root["references"]?.items.forEach { reference($0) }
        root["equivalences"]?.items.forEach { equivalence($0) }
        for index in layers.indices { layers[index].finish() }
        identify()
        return (layers, findings)
    }

    private var findings: [Finding] {
        var found: [Finding] = []
        if differing > 0 {
            found.append(
                Finding(
                    .warning, "span-text-differs", at: Finding.Place(file: path),
                    "\(differing) annotations do not stand where their text does"))
        }
        if beyond > 0 {
            found.append(
                Finding(
                    .error, "span-beyond-text", at: Finding.Place(file: path),
                    "\(beyond) annotations end beyond the text; cut to it"))
        }
        return found
    }

    // MARK: Names and layers

    /// The layer that an item says it is in, made where it is new.
    private mutating func layerIndex(_ item: JSONValue) -> Int {
        let name = item["layer"]?.string ?? path
        if let known = layerOf[name] { return known }
        let origin = Origin(rawValue: item["origin"]?.string ?? "") ?? .file
        guard layers.count + firstNumber < Int(UInt16.max) else { return 0 }
        layers.append(Layer(number: UInt16(layers.count + firstNumber), name: name, origin: origin))
        layers[layers.count - 1].prefixes = [:]
        layerOf[name] = layers.count - 1
        return layers.count - 1
    }

    /// Gives an item its place among the names: `T12` is number 12 of a kind whose prefix is `T`.
    private mutating func name(_ item: JSONValue, _ kind: AnnotationKind) {
        guard let full = item["id"]?.string, ids[kind]?[full] == nil else { return }
        let index = layerIndex(item)
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
        ids[kind, default: [:]][full] = id
    }

    private func id(_ value: JSONValue?, _ kinds: AnnotationKind...) -> AnnotationID? {
        guard let name = value?.string else { return nil }
        for kind in kinds { if let found = ids[kind]?[name] { return found } }
        return nil
    }

    private func index(_ id: AnnotationID) -> Int { Int(id.layer) - firstNumber }

    private func target(_ value: JSONValue?) -> AnnotationID? {
        id(value, .claim, .event, .mention, .time, .relation, .entity, .part)
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
    private mutating func spans(_ item: JSONValue?) -> [Span] {
        guard let item else { return [] }
        var found: [Span] = []
        if let list = item["spans"]?.items {
            for pair in list {
                let ends = pair.items
                if ends.count == 2, let span = span(ends[0].int, ends[1].int) { found.append(span) }
            }
        } else if let span = span(item["start"]?.int, item["end"]?.int) {
            found.append(span)
        }
        found.sort()
        if let quoted = item["text"]?.string, !found.isEmpty, quoted != text.joined(found) {
            differing += 1
        }
        return found
    }

    // MARK: Items

    private mutating func entity(_ item: JSONValue) {
        guard let id = id(item["id"], .entity) else { return }
        let index = index(id)
        let type = layers[index].type(named: item["type"]?.string ?? "")
        layers[index].entities.append(
            Entity(
                number: id.number, name: item["name"]?.string ?? "", type: type,
                aliases: item["aliases"]?.items.compactMap(\.string) ?? [],
                references: item["references"]?.items.compactMap(\.string) ?? []))
    }

    private mutating func mention(_ item: JSONValue) {
        guard let id = id(item["id"], .mention) else { return }
        let spans = spans(item)
        guard !spans.isEmpty else { return }
        let index = index(id)
        let type = layers[index].type(named: item["type"]?.string ?? "")
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

    private mutating func time(_ item: JSONValue) {
        guard let id = id(item["id"], .time), let span = span(item["start"]?.int, item["end"]?.int),
            let type = TimexType(rawValue: item["type"]?.string ?? "")
        else { return }
        if let quoted = item["text"]?.string, quoted != text[span] { differing += 1 }
        let precision = Precision.allCases.first { $0.name == item["precision"]?.string }
        var through = self.id(item["through"], .time)
        if through?.layer != id.layer { through = nil }
        layers[index(id)].times.append(
            TimeExpression(
                span: span, number: id.number, type: type, value: item["value"]?.string ?? "",
                mod: item["mod"]?.string, earliest: Day(iso: item["earliest"]?.string ?? ""),
                latest: Day(iso: item["latest"]?.string ?? ""), precision: precision ?? .day,
                through: through?.number ?? 0))
    }

    private mutating func claim(_ item: JSONValue) {
        guard let id = id(item["id"], .claim) else { return }
        let content = spans(item)
        guard let first = content.first else { return }
        let index = index(id)
        let end = content.map(\.end).max() ?? first.end
        var claim = Claim(
            number: id.number, extent: Span(Int(first.start), Int(end)),
            spans: layers[index].list(content))
        let cue = spans(item["cue"])
        if !cue.isEmpty { claim.cue = layers[index].list(cue) }
        let start = UInt32(layers[index].sources.count)
        for source in item["sources"]?.items ?? [] { self.source(source, index) }
        claim.sources = start..<UInt32(layers[index].sources.count)
        claim.kind = ClaimKind.allCases.first { $0.name == item["kind"]?.string } ?? .asserted
        claim.isForecast = item["forecast"]?.bool ?? false
        if let outer = self.id(item["within"], .claim), outer.layer == id.layer, outer != id {
            claim.within = outer.number
        }
        claim.likelihood = (item["certainty"]?["band"]?.string).flatMap { Likelihood(name: $0) }
        claim.term = layers[index].intern(item["certainty"]?["term"]?.string ?? "")
        claim.confidence = Confidence.allCases.first { $0.name == item["confidence"]?.string }
        layers[index].claims.append(claim)
    }

    private mutating func source(_ item: JSONValue, _ index: Int) {
        let spans = spans(item)
        guard !spans.isEmpty else { return }
        let list = layers[index].list(spans)
        layers[index].sources.append(ClaimSource(spans: list, entity: id(item["entity"], .entity)))
    }

    private mutating func relation(_ item: JSONValue) {
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

    private mutating func event(_ item: JSONValue) {
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
        let arguments = (item["arguments"]?.items ?? []).compactMap { argument in
            target(argument["target"]).map {
                Event.Argument(role: argument["role"]?.string ?? "", target: $0)
            }
        }
        let trigger = AnnotationID(layer: id.layer, kind: .part, number: number)
        layers[index].events.append(
            Event(number: id.number, type: name, trigger: trigger, arguments: arguments))
    }

    private mutating func part(_ item: JSONValue) {
        guard let id = id(item["id"], .part) else { return }
        let spans = spans(item)
        guard !spans.isEmpty else { return }
        let type = layers[index(id)].type(named: item["type"]?.string ?? "")
        layers[index(id)].parts.append(layers[index(id)].makeMention(spans, number: id.number, type: type))
    }

    private mutating func reference(_ item: JSONValue) {
        guard let target = target(item["target"]) else { return }
        let index = layerIndex(item)
        let words = ["type", "identifier", "text"].map { layers[index].intern(item[$0]?.string ?? "") }
        layers[index].references.append(
            Reference(
                number: UInt32(layers[index].references.count + 1), type: words[0], target: target,
                identifier: FileWords(string: words[1]), text: FileWords(string: words[2])))
    }

    private mutating func equivalence(_ item: JSONValue) {
        let members = (item["members"]?.items ?? []).compactMap { target($0) }
        guard members.count > 1 else { return }
        layers[layerIndex(item)].equivalences.append(
            Equivalence(type: item["type"]?.string ?? "", members: members))
    }

    private mutating func attribute(_ item: JSONValue) {
        guard let target = target(item["target"]) else { return }
        let index = layerIndex(item)
        let name = layers[index].intern(item["name"]?.string ?? "")
        let value = layers[index].intern(item["value"]?.string ?? "")
        layers[index].attributes.append(
            Attribute(
                number: UInt32(layers[index].attributes.count + 1), name: name,
                value: FileWords(string: value), target: target))
    }

    private mutating func note(_ item: JSONValue) {
        guard let target = target(item["target"]) else { return }
        let index = layerIndex(item)
        let type = layers[index].intern(item["type"]?.string ?? "")
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
