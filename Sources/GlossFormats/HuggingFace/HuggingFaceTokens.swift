import GlossModel

/// Records of token classification as Hugging Face `datasets` writes them: `tokens` with `ner_tags` (or
/// another column of as many tags), in JSON Lines, an array, or the rows that the dataset viewer serves;
/// also the `ner` of GLiNER and the `entities` of SpERT, which count tokens. Only read.
///
/// The text is `text` or `sentence` where the tokens stand in it, else it is put together of the tokens.
/// Tags that are numbers need their names: out of the `features` in the file, or of a file beside
/// (`HuggingFaceNames`); where there are none it is told, and nothing is guessed.
public struct HuggingFaceTokens: ForeignFormat {
    public init() {}
    public var name: String { "hf-tokens" }
    public var suffixes: [String] { ["tokens.jsonl", "tokens.json"] }
    var unit: OffsetUnit? { nil }

    static let tokenKeys = ["tokens", "words", "tokenized_text"]

    public func sniff(_ file: InputFile) -> Likeness {
        guard file.begins(with: 0x7B, 0x5B), let head = JSONHead(file), !head.isOwn else { return .none }
        if head.has("features", 0x5B), head.itemOfList("rows", has: "row") { return .certain }
        if HuggingFaceColumns.mayHold(head) { return .certain }
        guard Self.tokenKeys.contains(where: { head.listBegins($0, with: 0x22) }) else { return .none }
        let tagged = head.keys.contains { key in
            HuggingFaceRecord.mayBeTags(key.name) && (head.listBegins(key.name, with: 0x22) || head.listBeginsWithNumber(key.name))
        }
        let isSpans = head.itemOfList("entities", has: "start", "end") || head.listBegins("ner", with: 0x5B)
        return tagged || isSpans ? .certain : head.hasList("ner_tags", "ner", "entities") ? .certain : .none
    }

    func records(of file: InputFile, over text: Text?) throws(FormatError) -> [ForeignReport] {
        var names = HuggingFaceNames(file)
        var records: [ForeignReport] = []
        var textless = 0
        var items = JSONRecords(file.content)
        func add(_ value: JSONValue, _ range: Range<Int>?) {
            guard let read = HuggingFaceRecord(value, names) else { return textless += 1 }
            var record = record(read.text, of: file, after: records.count + textless, at: range)
            read.add(to: &record, names)
            records.append(record)
        }
        if let head = JSONHead(file), head.has("features", 0x5B), head.has("rows", 0x5B) {
            let root = try JSONDocument(file.content).root
            names.take(features: root["features"])
            for row in root["rows"]?.items ?? [] { row["row"].map { add($0, nil) } }
        } else {
            while let (value, range) = try items.next() {
                if let rows = HuggingFaceColumns.rows(of: value) { for row in rows { add(row, nil) } } else { add(value, range) }
            }
        }
        records.tellTextless(textless, of: file)
        records.tellBroken(items, of: file)
        return records
    }
}

/// One record: its text, where its tokens stand in it, and its columns.
struct HuggingFaceRecord {
    let text: Text
    private let value: JSONValue
    private let places: [Span?]
    private let count: Int
    private let missing: Int

    /// nil where there are no tokens.
    init?(_ value: JSONValue, _ names: HuggingFaceNames) {
        guard let list = HuggingFaceTokens.tokenKeys.lazy.compactMap({ value[$0] }).first, list.kind == .array else { return nil }
        let words = list.items.map(\.asWords)
        guard !words.isEmpty else { return nil }
        (self.value, count) = (value, words.count)
        if let own = (value["text"] ?? value["sentence"])?.asText {
            var places = TokenPlaces(own)
            let found = words.map { places.next($0) }
            if places.missing * 10 <= words.count {
                (text, self.places, missing) = (own, found, places.missing)
                return
            }
        }
        var made = TokenText()
        for word in words { made.add(word) }
        made.endSentence()
        (text, places, missing) = (made.text, made.tokens, 0)
    }

    /// Whether a column of that name may hold tags of names.
    static func mayBeTags(_ key: String) -> Bool {
        let key = key.lowercased()
        if ["pos", "chunk", "upos", "xpos", "dep", "head", "lemma"].contains(where: { key.hasPrefix($0) }) { return false }
        return ["tag", "label", "ner", "bio", "iob"].contains { key.contains($0) }
    }

    /// Whether a column holds numbers, or words that look like tags of names: some have a letter before a
    /// type, or some say that nothing is named. Others tag every word, as parts of speech do.
    private static func areTags(_ items: [JSONValue]) -> Bool {
        items.contains { item in
            item.wholeNumber != nil || item.string.map { $0 == "O" || TagRuns.isPlain($0) } == true
        }
    }

    func add(to record: inout ForeignReport, _ names: HuggingFaceNames) {
        let annotator = record.annotator("")
        var left: [String] = []
        for (key, item) in value.members where !HuggingFaceTokens.tokenKeys.contains(key) {
            switch item.kind {
            case .array where key == "entities" || key == "relations" || key == "ner" && item.items.first?.kind == .array: break
            case .array where item.items.count == count && Self.mayBeTags(key) && Self.areTags(item.items): tags(item, key, names, &record, annotator)
            case .array where Self.mayBeTags(key) && Self.areTags(item.items) && item.items.count != count:
                record.tell(.warning, "not-understood", "\(key) has \(item.items.count.of("tag", "tags")) for \(count.of("token", "tokens")); not shown")
            case .array: if !item.items.isEmpty { left.append(key) }
            case .string where key == "text" || key == "sentence", .escaped where key == "text" || key == "sentence": break
            case .null: break
            default: record.document(key, item.asWords, by: annotator)
            }
        }
        spans(&record, annotator)
        if missing > 0 {
            record.tell(.warning, "token-not-in-text", "\(missing.of("token does", "tokens do")) not stand in the text; what is said of them is left out")
        }
        guard !left.isEmpty else { return }
        record.tell(.note, "columns-kept", "not shown: \(left.joined(separator: ", "))")
    }

    // MARK: Columns of tags

    private func tags(_ list: JSONValue, _ key: String, _ names: HuggingFaceNames, _ record: inout ForeignReport, _ annotator: Int) {
        var runs = TagRuns()
        var nameless: Set<Int> = []
        for (index, item) in list.items.enumerated() {
            if let number = item.wholeNumber {
                let name = names.name(of: number, in: key)
                if name == nil, number > 0 { nameless.insert(number) }
                runs.take(name ?? "O", at: index)
            } else {
                runs.take(item.string ?? "O", at: index)
            }
        }
        runs.end()
        if !nameless.isEmpty {
            record.tell(
                .warning, "tags-without-names",
                "\(key): \(nameless.count.of("tag is a number that has", "tags are numbers that have")) no name in the file or beside it; not shown",
                remedy: "put labels.txt (a name a line, the first for 0), dataset_info.json or the model's config.json beside it")
        }
        for run in runs.runs { add(run.tokens, ForeignLayers.Labelled(label: run.type.isEmpty ? key : run.type), &record, annotator) }
    }

    private func add(_ tokens: Range<Int>, _ item: ForeignLayers.Labelled, _ record: inout ForeignReport, _ annotator: Int) {
        let known = tokens.clamped(to: 0..<count).compactMap { places[$0] }
        guard let first = known.first, let last = known.last else { return }
        var item = item
        item.span = Span(Int(first.start), Int(last.end))
        record.add(placed: item, by: annotator)
    }

    // MARK: Spans over tokens

    /// `entities` with `start` and `end`, which is exclusive, joined by `relations` of their indices; `ner`
    /// of `[first, last, type]`.
    private func spans(_ record: inout ForeignReport, _ annotator: Int) {
        for (index, entity) in (value["entities"]?.items ?? []).enumerated() {
            guard let start = entity["start"]?.wholeNumber, let end = entity["end"]?.wholeNumber, start >= 0, start < end, end <= count else {
                record.odd(entity, by: annotator)
                continue
            }
            let label = (entity["type"] ?? entity["label"])?.string ?? ""
            add(start..<end, ForeignLayers.Labelled(id: "\(index)", label: label), &record, annotator)
        }
        for relation in value["relations"]?.items ?? [] {
            guard let head = relation["head"]?.wholeNumber, let tail = relation["tail"]?.wholeNumber else {
                record.odd(relation, by: annotator)
                continue
            }
            let type = (relation["type"] ?? relation["label"])?.string ?? "relation"
            record.add(ForeignLayers.Link(type: type, from: "\(head)", to: "\(tail)"), by: annotator)
        }
        guard let list = value["ner"], list.items.first?.kind == .array else { return }
        for item in list.items {
            let parts = item.items
            guard parts.count > 2, let first = parts[0].wholeNumber, let last = parts[1].wholeNumber, first >= 0, first <= last, last < count else {
                record.odd(item, by: annotator)
                continue
            }
            add(first..<last + 1, ForeignLayers.Labelled(label: parts[2].asWords), &record, annotator)
        }
    }
}
