import GlossModel

/// Reads the `Entity=` fields of a document (CorefUD): brackets that open and close mentions, each
/// with the name of its entity.
struct CorefEntities {
    private struct Mention {
        var eid: String
        var type: String
        var other: [String: String]
        var spans: [Span]
        /// Which piece is open, and how many there are; 1 of 1 for a whole mention.
        var piece = 1
        var pieces = 1
    }

    private var mentions: [Mention] = []
    /// Rows of the mentions that are open.
    private var open: [Int] = []
    /// Rows of mentions of which pieces are missing, by entity.
    private var partial: [String: Int] = [:]
    /// Names of mentions that are closed without being open.
    private var stray: [String] = []

    /// Takes the field of a token. `names` are those of the mention's fields.
    mutating func take(_ field: String, _ token: Range<Int>, _ names: [String]) {
        let bytes = Array(field.utf8)
        var place = 0
        while place < bytes.count {
            let opens = bytes[place] == 0x28
            var end = opens ? place + 1 : place
            while end < bytes.count, bytes[end] != 0x28, bytes[end] != 0x29 { end += 1 }
            let words = String(decoding: bytes[(opens ? place + 1 : place)..<end], as: UTF8.self)
            let closes = end < bytes.count && bytes[end] == 0x29
            if opens { begin(words, token, names) }
            if closes { opens ? close(pending, token) : finish(words, token, names) }
            place = closes ? end + 1 : max(end, place + 1)
        }
    }

    private mutating func begin(_ words: String, _ token: Range<Int>, _ names: [String]) {
        let fields = words.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        let place = CorefEntities.entityField(names)
        let (eid, piece, pieces) = CorefEntities.part(place < fields.count ? fields[place] : fields.first ?? "")
        if piece > 1, let row = partial[eid] {
            mentions[row].spans.append(Span(token))
            mentions[row].piece = piece
            open.append(row)
            pending = row
            return
        }
        let typeField = names.firstIndex(of: "etype") ?? names.firstIndex(of: "entity") ?? (place == 0 ? 1 : 0)
        let other = names.firstIndex(of: "other") ?? (fields.count > 3 ? 3 : fields.count)
        var said: [String: String] = [:]
        if other < fields.count {
            for pair in fields[other...].joined(separator: "-").split(separator: ",") {
                let halves = pair.split(separator: ":", maxSplits: 1)
                said[String(halves[0])] = CoNLLUField.unquoted(halves.count > 1 ? halves[1] : "")
            }
        }
        let type = typeField < fields.count ? CoNLLUField.unquoted(fields[typeField]) : ""
        mentions.append(
            Mention(eid: eid, type: type, other: said, spans: [Span(token)], piece: piece, pieces: pieces))
        open.append(mentions.count - 1)
        pending = mentions.count - 1
        if pieces > 1 { partial[eid] = mentions.count - 1 }
    }

    /// The mention that the field has opened last.
    private var pending = 0

    /// Which field names the entity: CorefUD has it first, GUM's older files behind the type.
    private static func entityField(_ names: [String]) -> Int {
        names.firstIndex { $0 == "eid" } ?? names.firstIndex { $0 == "GRP" } ?? 0
    }

    /// A closing bracket has the entity's name alone, or with the type before it as an opening one.
    private mutating func finish(_ words: String, _ token: Range<Int>, _ names: [String]) {
        let fields = words.split(separator: "-").map(String.init)
        let place = CorefEntities.entityField(names)
        let (eid, piece, _) = CorefEntities.part(place < fields.count ? fields[place] : fields.first ?? "")
        guard let row = open.last(where: { mentions[$0].eid == eid && mentions[$0].piece == piece }) else {
            stray.append(eid)
            return
        }
        close(row, token)
    }

    private mutating func close(_ row: Int, _ token: Range<Int>) {
        mentions[row].spans[mentions[row].spans.count - 1].end = UInt32(token.upperBound)
        if let place = open.lastIndex(of: row) { open.remove(at: place) }
        if mentions[row].piece >= mentions[row].pieces { partial[mentions[row].eid] = nil }
    }

    /// `e5[1/2]` is the first of two pieces of a mention of e5.
    private static func part(_ word: String) -> (eid: String, piece: Int, pieces: Int) {
        guard word.last == "]", let bracket = word.firstIndex(of: "["),
            let slash = word[bracket...].firstIndex(of: "/"),
            let piece = Int(word[word.index(after: bracket)..<slash]),
            let pieces = Int(word[word.index(after: slash)...].dropLast()), piece > 0
        else { return (word, 1, 1) }
        return (String(word[..<bracket]), piece, pieces)
    }

    /// Makes mentions and entities of what has been taken.
    mutating func assign(to builder: inout FileLayerBuilder, _ text: Text) {
        for eid in stray { builder.faults.add(.unpaired, eid, "Entity= closes it and has not opened it") }
        for row in open { builder.faults.add(.unpaired, mentions[row].eid, "Entity= opens it and does not close it; it is its first word") }
        var numbers: [String: Int] = [:]
        for mention in mentions {
            let form = Form(named: mention.other[CoNLLUField.form] ?? "") ?? .name
            var number: UInt32 = 0
            if mention.other[CoNLLUField.alone] == nil {
                let eid = mention.other[CoNLLUField.of] ?? mention.eid
                let row = numbers[eid] ?? builder.layer.entities.count
                if numbers[eid] == nil {
                    numbers[eid] = row
                    let id = builder.fresh(.entity)
                    builder.layer.entities.append(Entity(number: id.number, name: "", type: builder.type(mention.type)))
                    if "e\(id.number)" != eid { builder.keep(eid, for: id) }
                }
                name(&builder.layer.entities[row], mention, form, text)
                number = builder.layer.entities[row].number
            }
            builder.mention(mention.spans, mention.type, form: form, entity: number)
        }
    }

    /// The name an entity is given, else its first one, and other names as aliases.
    private func name(_ entity: inout Entity, _ mention: Mention, _ form: Form, _ text: Text) {
        if let stated = mention.other[CoNLLUField.name] { entity.name = stated }
        guard form == .name else { return }
        let words = text.joined(Span.apart(mention.spans).spans)
        if entity.name.isEmpty {
            entity.name = words
        } else if entity.name != words, !entity.aliases.contains(words) {
            entity.aliases.append(words)
        }
    }
}
