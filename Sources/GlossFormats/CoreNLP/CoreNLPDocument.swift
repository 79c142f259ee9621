import GlossModel

/// One document.
struct CoreNLPDocument {
    private let value: JSONValue
    private let sentences: [JSONValue]
    private let tokens: [[JSONValue]]
    private static let timexTypes = ["DATE", "TIME", "DURATION", "SET"]

    init(_ value: JSONValue) {
        self.value = value
        sentences = value["sentences"]?.items ?? []
        tokens = sentences.map { $0["tokens"]?.items ?? [] }
    }

    private static func begin(_ token: JSONValue) -> Int? { token["characterOffsetBegin"]?.wholeNumber }

    private static func end(_ token: JSONValue) -> Int? { token["characterOffsetEnd"]?.wholeNumber }

    private static func word(_ token: JSONValue) -> String { token["originalText"]?.string ?? token["word"]?.string ?? "" }

    // MARK: The text

    /// The tokens at their offsets; nil where there are none.
    var text: Text? {
        guard tokens.contains(where: { !$0.isEmpty }) else { return nil }
        var units: [UInt16] = []
        // What stands between tokens is about as long as they are.
        var room = 1 << 16
        for (number, sentence) in tokens.enumerated() {
            for (index, token) in sentence.enumerated() {
                let begin = CoreNLPDocument.begin(token) ?? units.count
                let gap = min(begin - units.count, room)
                room += 64 - max(0, gap)
                if gap > 0 {
                    let before = Array((token["before"]?.string ?? "").utf16)
                    units += before.count == gap ? before : Array(repeating: 0x20, count: gap)
                    if before.count != gap, index == 0, number > 0 { units[units.count - 1] = 0x0A }
                }
                units += Array(CoreNLPDocument.word(token).utf16)
            }
        }
        return Text(String(decoding: units, as: UTF16.self) + (tokens.last?.last?["after"]?.string ?? ""))
    }

    /// Whether nearly all tokens stand in a text where they say.
    func fits(_ text: Text) -> Bool {
        var cursor = OffsetCursor(text, unit: .utf16)
        let sample = tokens.flatMap(\.self).prefix(500)
        let missed = sample.count { token in
            guard let first = CoreNLPDocument.begin(token).flatMap({ cursor.byte(beforeUnits: $0) }) else { return true }
            return !text.bytes[first...].starts(with: CoreNLPDocument.word(token).utf8)
        }
        return missed * 10 <= sample.count
    }

    // MARK: What is said

    func add(to record: inout ForeignReport) {
        let annotator = record.annotator("")
        if let date = value["docDate"]?.string.flatMap({ Day(iso: $0) }) { record.date = date }
        if let id = value["docId"]?.string { record.document("docId", id, by: annotator) }
        let chains = CoreNLPChains(value["corefs"], tokens)
        var taken: Set<CoreNLPChains.Place> = []
        for (number, sentence) in sentences.enumerated() {
            guard let mentions = sentence["entitymentions"] else {
                for mention in CoreNLPMention.runs(of: tokens[number]) { add(mention, chains, &taken, to: &record, annotator) }
                continue
            }
            for mention in mentions.items { add(mention, chains, &taken, to: &record, annotator) }
        }
        chains.add(besides: taken, to: &record, annotator)
        quotes(&record, annotator)
        let left = ["openie", "kbp"].filter { key in sentences.contains { $0[key]?.items.isEmpty == false } }
        if !left.isEmpty { record.tell(.note, "columns-kept", "not shown: \(left.joined(separator: ", "))") }
    }

    private func add(
        _ mention: JSONValue, _ chains: CoreNLPChains, _ taken: inout Set<CoreNLPChains.Place>, to record: inout ForeignReport, _ annotator: Int
    ) {
        guard let begin = CoreNLPDocument.begin(mention), let end = CoreNLPDocument.end(mention) else { return record.odd(mention, by: annotator) }
        var found = CoreNLPMention(begin: begin, end: end, type: mention["ner"]?.string ?? "", text: mention["text"]?.string ?? "")
        found.timex = mention["timex"]
        found.normalized = mention["normalizedNER"]?.string
        found.link = mention["entitylink"]?.string ?? mention["wikipediaEntity"]?.string
        add(found, chains, &taken, to: &record, annotator)
    }

    private func add(
        _ found: CoreNLPMention, _ chains: CoreNLPChains, _ taken: inout Set<CoreNLPChains.Place>, to record: inout ForeignReport, _ annotator: Int
    ) {
        let place = CoreNLPChains.Place(begin: found.begin, end: found.end)
        var item = ForeignLayers.Labelled(label: found.type)
        if let chain = chains.chain(at: place), taken.insert(place).inserted {
            (item.chain, item.name) = (chain, chains.name(of: chain))
            if chains.isPronoun(at: place) { item.form = .pronoun }
        }
        if let link = found.link, link != "O", !link.isEmpty { item.entity = link }
        if let timex = found.timex, timex.kind == .object {
            let type = timex["type"]?.string ?? found.type
            item.time = .init(type: TimexType(rawValue: type) ?? .date, value: timex["value"]?.string ?? "")
            if let other = timex["altValue"]?.string { item.attributes.append(("altValue", other)) }
        } else if CoreNLPDocument.timexTypes.contains(found.type), let value = found.normalized {
            item.time = .init(type: TimexType(rawValue: found.type) ?? .date, value: value)
        } else if let value = found.normalized {
            item.attributes.append(("normalizedNER", value))
        }
        record.add(item, [(found.begin, found.end)], quoted: found.text.contains("-LRB-") ? "" : found.text, by: annotator)
    }

    /// What somebody says, where quotations were looked for.
    private func quotes(_ record: inout ForeignReport, _ annotator: Int) {
        for quote in value["quotes"]?.items ?? [] {
            guard let begin = quote["beginIndex"]?.wholeNumber, let end = quote["endIndex"]?.wholeNumber else { continue }
            var item = ForeignLayers.Labelled(label: "Quote")
            item.form = .nominal
            for key in ["speaker", "canonicalSpeaker"] {
                if let who = quote[key]?.string, who != "Unknown" { item.attributes.append((key, who)) }
            }
            record.add(item, [(begin, end)], quoted: quote["text"]?.string ?? "", by: annotator)
        }
    }
}

/// A name of the text.
struct CoreNLPMention {
    var begin: Int
    var end: Int
    var type: String
    var text: String
    var timex: JSONValue?
    var normalized: String?
    var link: String?

    /// Names of a sentence by the tags of its tokens, where nothing else says them.
    static func runs(of tokens: [JSONValue]) -> [CoreNLPMention] {
        var found: [CoreNLPMention] = []
        for (index, token) in tokens.enumerated() {
            guard let type = token["ner"]?.string, type != "O", let begin = token["characterOffsetBegin"]?.wholeNumber,
                let end = token["characterOffsetEnd"]?.wholeNumber
            else { continue }
            let before = index > 0 ? tokens[index - 1] : nil
            if let before, before["ner"]?.string == type, before["timex"]?["tid"]?.string == token["timex"]?["tid"]?.string, !found.isEmpty {
                found[found.count - 1].end = end
            } else {
                found.append(CoreNLPMention(begin: begin, end: end, type: type, text: "", timex: token["timex"], normalized: token["normalizedNER"]?.string))
            }
        }
        return found
    }
}
