import GlossModel

/// GATE's JSON: bdoc of `gatenlp` and of the Format_Bdoc plugin (`annotation_sets`), and the older JSON of
/// tweets (`entities` with `indices`). Offsets are code points, or UTF-16 units where `offset_type` is `j`.
/// Only read; sets and features as in GATE's XML.
public struct Bdoc: ForeignFormat {
    public init() {}
    public var name: String { "gate-json" }
    public var suffixes: [String] { ["bdocjs", "bdoc.json", "gate.json"] }
    var unit: OffsetUnit? { .codePoints }

    public func sniff(_ file: InputFile) -> Likeness {
        guard file.begins(with: 0x7B, 0x5B), let head = JSONHead(file), !head.isOwn else { return .none }
        if head.has("annotation_sets", 0x7B) || head.has("annsets") { return .certain }
        guard head.has("text", 0x22), head.has("entities", 0x7B) else { return .none }
        return head.beginning(of: "entities", 4096).contains("\"indices\"") ? .certain : .none
    }

    func records(of file: InputFile, over text: Text?) throws(FormatError) -> [ForeignReport] {
        var records: [ForeignReport] = []
        var textless = 0
        var items = JSONRecords(file.content)
        while let (value, range) = try items.next() {
            guard let text = value["text"]?.asText else {
                textless += 1
                continue
            }
            let unit = value["offset_type"]?.string == "j" ? OffsetUnit.utf16 : .codePoints
            var record = ForeignReport(text, unit: unit, path: "\(file.path)#\(records.count + textless + 1)", file: file.content)
            record.range = range
            Bdoc.add(value, to: &record)
            records.append(record)
        }
        records.tellTextless(textless, of: file)
        records.tellBroken(items, of: file)
        return records
    }

    private static func add(_ value: JSONValue, to record: inout ForeignReport) {
        let all = record.annotator("")
        for (name, item) in value["features"]?.members ?? [] { record.document(name, item.asWords, by: all) }
        if let name = value["name"]?.string, !name.isEmpty { record.document("name", name, by: all) }
        var sets = GATESets()
        for (name, set) in (value["annotation_sets"] ?? value["annsets"])?.orPairs ?? [] {
            let list = set["annotations"] ?? set
            let name = set["name"]?.string ?? name
            for item in list.items { add(item, item["type"]?.string ?? "", name, &sets, &record) }
        }
        for (type, list) in value["entities"]?.members ?? [] {
            for item in list.items { add(item, type, "", &sets, &record) }
        }
        sets.finish(&record)
    }

    private static func add(_ item: JSONValue, _ type: String, _ set: String, _ sets: inout GATESets, _ record: inout ForeignReport) {
        let indices = item["indices"]?.items ?? []
        let start = (item["start"] ?? indices.first)?.wholeNumber
        let end = (item["end"] ?? indices.dropFirst().first)?.wholeNumber
        guard let start, let end else { return record.odd(item, by: record.annotator(set)) }
        let own = ["indices", "start", "end", "id", "type", "features"]
        let features = item["features"]?.members ?? item.members.filter { !own.contains($0.key) }
        sets.add(
            GATESets.Annotation(
                id: item["id"]?.asWords ?? "", type: type, features: features.map { ($0.key, $0.value.asWords) }, span: nil,
                offsets: (start, end)),
            to: set, &record)
    }
}

extension JSONValue {
    /// The members of an object; of an array its items, without keys.
    fileprivate var orPairs: [(key: String, value: JSONValue)] { kind == .array ? items.map { ("", $0) } : members }
}
