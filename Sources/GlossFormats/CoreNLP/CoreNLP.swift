import GlossModel

/// The JSON of Stanford CoreNLP (`-outputFormat json`, and its server): sentences of tokens with offsets in
/// UTF-16 units. Only read.
///
/// The text is `report.txt` beside where the tokens fit it, else it is put together of the tokens at their
/// offsets. `entitymentions` are mentions, those with a `timex` times; where there are none the tokens' `ner`
/// is read. The mentions of a coreference chain are one entity. Parses, lemmas, sentiments stay in the file.
public struct CoreNLP: ForeignFormat {
    public init() {}
    public var name: String { "corenlp" }
    public var suffixes: [String] { ["corenlp.json", "txt.json"] }
    var unit: OffsetUnit? { .utf16 }

    public func sniff(_ file: InputFile) -> Likeness {
        guard file.begins(with: 0x7B, 0x5B), let head = JSONHead(file), head.has("sentences", 0x5B) else { return .none }
        return head.itemOfList("sentences", has: "tokens") || head.itemOfList("sentences", has: "entitymentions") ? .certain : .none
    }

    func records(of file: InputFile, over text: Text?) throws(FormatError) -> [ForeignReport] {
        var records: [ForeignReport] = []
        var items = JSONItems(recordsOf: file.content)
        while let item = try items.next() {
            let value = try JSONDocument(file.content, in: item.value).root
            guard value["sentences"] != nil else { continue }
            let document = CoreNLPDocument(value)
            let beside = text ?? (try? file.textBeside(nil)) ?? value["docId"]?.string.flatMap { file.neighbour($0) }
            guard let own = beside.flatMap({ document.fits($0) ? $0 : nil }) ?? document.text else {
                throw .textMissing(wanted: file.stem + ".txt")
            }
            var record = record(own, of: file, after: records.count, at: item.value)
            document.add(to: &record)
            records.append(record)
        }
        return records
    }
}

/// One document.
private struct CoreNLPDocument {
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
        for (number, sentence) in tokens.enumerated() {
            for (index, token) in sentence.enumerated() {
                let begin = CoreNLPDocument.begin(token) ?? units.count
                let gap = min(begin - units.count, 1 << 16)
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
private struct CoreNLPMention {
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

/// The coreference chains of a document that have more than one mention.
private struct CoreNLPChains {
    struct Place: Hashable {
        var begin: Int
        var end: Int
    }

    private struct Mention {
        var chain: String
        var place: Place
        var form: Form
        var text: String
    }

    private var mentions: [Mention] = []
    private var names: [String: String] = [:]
    private var byPlace: [Place: String] = [:]
    private var pronouns: Set<Place> = []
    private var alone = 0
    private var broken = 0

    init(_ corefs: JSONValue?, _ tokens: [[JSONValue]]) {
        for (chain, list) in corefs?.members ?? [] {
            guard list.items.count > 1 else {
                alone += 1
                continue
            }
            for item in list.items { add(item, chain, tokens) }
        }
    }

    private mutating func add(_ item: JSONValue, _ chain: String, _ tokens: [[JSONValue]]) {
        guard let sentence = item["sentNum"]?.wholeNumber, tokens.indices.contains(sentence - 1), let first = item["startIndex"]?.wholeNumber,
            let last = item["endIndex"]?.wholeNumber, first > 0, last > first, last - 1 <= tokens[sentence - 1].count,
            let begin = tokens[sentence - 1][first - 1]["characterOffsetBegin"]?.wholeNumber,
            let end = tokens[sentence - 1][last - 2]["characterOffsetEnd"]?.wholeNumber
        else {
            broken += 1
            return
        }
        let type = item["type"]?.string ?? ""
        let mention = Mention(
            chain: chain, place: Place(begin: begin, end: end),
            form: type == "PRONOMINAL" ? .pronoun : type == "PROPER" ? .name : .nominal, text: item["text"]?.string ?? "")
        mentions.append(mention)
        if mention.form == .pronoun { pronouns.insert(mention.place) }
        if byPlace[mention.place] == nil { byPlace[mention.place] = chain }
        if item["isRepresentativeMention"]?.bool == true { names[chain] = mention.text }
    }

    func chain(at place: Place) -> String? { byPlace[place] }

    func isPronoun(at place: Place) -> Bool { pronouns.contains(place) }

    func name(of chain: String) -> String { names[chain] ?? "" }

    func add(besides taken: Set<Place>, to record: inout ForeignReport, _ annotator: Int) {
        for mention in mentions where !taken.contains(mention.place) || byPlace[mention.place] != mention.chain {
            var item = ForeignLayers.Labelled(label: "Coreference")
            (item.chain, item.name, item.form) = (mention.chain, name(of: mention.chain), mention.form)
            record.add(item, [(mention.place.begin, mention.place.end)], by: annotator)
        }
        if alone > 0 { record.tell(.note, "chains-of-one", "\(alone.of("coreference chain", "coreference chains")) of one mention: not shown") }
        guard broken > 0 else { return }
        record.tell(.warning, "names-what-is-not-there", "\(broken.of("mention of a chain names", "mentions of chains name")) tokens that are not there; left out")
    }
}
