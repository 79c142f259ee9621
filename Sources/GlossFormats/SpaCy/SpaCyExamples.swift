import GlossModel

/// Lists of examples as spaCy was trained with in Python, `["text", {"entities": [[start, end, label]]}]`:
/// alone, in an array, one a line, or as `annotations` beside `classes` (the NER annotator for spaCy).
/// Offsets are code points. Only read.
public struct SpaCyExamples: ForeignFormat {
    public init() {}
    public var name: String { "spacy-examples" }
    public var suffixes: [String] { ["spacy-examples.json", "spacy-examples.jsonl"] }
    var unit: OffsetUnit? { .codePoints }

    public func sniff(_ file: InputFile) -> Likeness {
        guard file.begins(with: 0x7B, 0x5B) else { return .none }
        if let head = JSONHead(file) {
            guard !head.isOwn, head.has("annotations", 0x5B), !head.has("text"), !head.has("data") else { return .none }
            return head.has("classes", 0x5B) || head.listBegins("annotations", with: 0x5B) ? .certain : .none
        }
        var items = JSONItems(recordsOf: file.content)
        var first = try? items.next()
        if let item = first, file.content.byte(item.value.lowerBound) == 0x22, file.firstByte == 0x5B {
            // One example by itself, or the first of many a line.
            guard let next = try? items.next() else { return .none }
            return SpaCyExamples.isSaid(file, next.value) ? .certain : .none
        }
        while let item = first, file.content.byte(item.value.lowerBound) == 0x6E { first = try? items.next() }
        guard let item = first, file.content.byte(item.value.lowerBound) == 0x5B,
            var parts = try? JSONItems(file.content, of: 0x5B, in: item.value), let text = try? parts.next(),
            file.content.byte(text.value.lowerBound) == 0x22, let said = try? parts.next()
        else { return .none }
        return SpaCyExamples.isSaid(file, said.value) ? .certain : .none
    }

    /// Whether an object says what may be said of a text.
    private static func isSaid(_ file: InputFile, _ range: Range<Int>) -> Bool {
        guard file.content.byte(range.lowerBound) == 0x7B, let record = try? JSONRecord(file.content, range) else { return false }
        return ["entities", "cats", "spans", "links"].contains { record.range(of: $0) != nil }
    }

    func records(of file: InputFile, over text: Text?) throws(FormatError) -> [ForeignReport] {
        var examples: [(value: JSONValue, range: Range<Int>)] = []
        var values = JSONRecords(valuesOf: file.content)
        while let (value, range) = try values.next() {
            if let list = value["annotations"] { examples += list.items.map { ($0, range) } }
            else if value.items.first?.isString == true { examples.append((value, range)) }
            else { examples += value.items.map { ($0, range) } }
        }
        var records: [ForeignReport] = []
        var textless = 0
        for (value, range) in examples where !value.isNull {
            guard let text = value.items.first?.asText else {
                textless += 1
                continue
            }
            var record = record(text, of: file, after: records.count + textless, at: range)
            for said in value.items.dropFirst() { SpaCyExamples.add(said, to: &record) }
            records.append(record)
        }
        records.tellTextless(textless, of: file)
        records.tellBroken(values, of: file)
        return records
    }

    private static func add(_ said: JSONValue, to record: inout ForeignReport) {
        let annotator = record.annotator("")
        for entity in said["entities"]?.items ?? [] { add(entity.items, entity, nil, to: &record, annotator) }
        for (group, list) in said["spans"]?.members ?? [] {
            for span in list.items { add(span.items, span, group, to: &record, annotator) }
        }
        for (name, value) in said["cats"]?.members ?? [] { record.document(SpaCyName.cats + name, value.asWords, by: annotator) }
        for (name, value) in said.members where !["entities", "spans", "cats"].contains(name) && !value.isNull {
            record.document(name, value.asWords, by: annotator)
        }
    }

    private static func add(
        _ parts: [JSONValue], _ value: JSONValue, _ group: String?, to record: inout ForeignReport, _ annotator: Int
    ) {
        guard parts.count > 1, let start = parts[0].wholeNumber, let end = parts[1].wholeNumber else { return record.odd(value, by: annotator) }
        var item = ForeignLayers.Labelled(label: parts.count > 2 ? parts[2].asWords : "")
        if let group { item.attributes.append((SpaCyName.group, group)) }
        if parts.count > 3, !parts[3].asWords.isEmpty { item.entity = parts[3].asWords }
        record.add(item, start, end, by: annotator, at: value.range.lowerBound)
    }
}
