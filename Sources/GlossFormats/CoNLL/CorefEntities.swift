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
    private var stray = 0

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
            if closes { opens ? close(pending, token) : finish(words, token) }
            place = closes ? end + 1 : max(end, place + 1)
        }
    }

    private mutating func begin(_ words: String, _ token: Range<Int>, _ names: [String]) {
        let fields = words.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        let (eid, piece, pieces) = CorefEntities.part(fields.first ?? "")
        if piece > 1, let row = partial[eid] {
            mentions[row].spans.append(Span(token))
            mentions[row].piece = piece
            open.append(row)
            pending = row
            return
        }
        let typeField = names.firstIndex(of: "etype") ?? 1
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

    private mutating func finish(_ words: String, _ token: Range<Int>) {
        let (eid, piece, _) = CorefEntities.part(words.split(separator: "-").first.map(String.init) ?? "")
        guard let row = open.last(where: { mentions[$0].eid == eid && mentions[$0].piece == piece }) else {
            stray += 1
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
    mutating func assign(to builder: inout LayerBuilder, _ text: Text, _ path: String) -> [Finding] {
        stray += open.count
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
            let spans = CorefEntities.merged(mention.spans)
            builder.mention(spans, mention.type, form: form, entity: number)
        }
        guard stray > 0 else { return [] }
        return [
            Finding(
                .warning, "brackets-do-not-pair", at: Finding.Place(file: path),
                "\(stray.of("mention in Entity= is", "mentions in Entity= are")) opened or closed without the other")
        ]
    }

    /// The name an entity is given, else its first one, and other names as aliases.
    private func name(_ entity: inout Entity, _ mention: Mention, _ form: Form, _ text: Text) {
        if let stated = mention.other[CoNLLUField.name] { entity.name = stated }
        guard form == .name else { return }
        let words = text.joined(mention.spans)
        if entity.name.isEmpty {
            entity.name = words
        } else if entity.name != words, !entity.aliases.contains(words) {
            entity.aliases.append(words)
        }
    }

    /// Spans in order, without those within others.
    private static func merged(_ spans: [Span]) -> [Span] {
        var found: [Span] = []
        for span in spans.sorted() where found.last.map({ $0.end < span.end }) ?? true {
            found.append(span)
        }
        return found
    }
}
