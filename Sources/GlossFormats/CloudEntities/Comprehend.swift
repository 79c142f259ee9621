import GlossModel

/// Entities as Amazon Comprehend returns them (`DetectEntities`, its batches and jobs, `DetectPiiEntities`,
/// Comprehend Medical): `Entities` with `BeginOffset` and `EndOffset` in code points, about a text beside.
/// Only read.
///
/// The text is `report.txt`, or the file that a line of a job names; with `Line` a line of it is a report.
public struct Comprehend: ForeignFormat {
    public init() {}
    public var name: String { "comprehend" }
    public var suffixes: [String] { ["comprehend.json", "comprehend.jsonl"] }
    var unit: OffsetUnit? { .codePoints }

    public func sniff(_ file: InputFile) -> Likeness {
        guard file.begins(with: 0x7B, 0x5B), let head = JSONHead(file), !head.isOwn else { return .none }
        if head.itemOfList("Entities", has: "BeginOffset") || head.itemOfList("ResultList", has: "Entities") { return .certain }
        if head.has("BeginOffset"), head.has("EndOffset") { return .certain }
        return head.has("Entities", 0x5B) && (head.has("File") || head.has("ResponseMetadata") || head.has("ModelVersion")) ? .certain : .none
    }

    func records(of file: InputFile, over text: Text?) throws(FormatError) -> [ForeignReport] {
        var records: [ForeignReport] = []
        var (bare, failed): ([JSONValue], Int) = ([], 0)
        var lines = ComprehendLines()
        var items = JSONRecords(file.content)
        while let (value, range) = try items.next() {
            failed += (value["ErrorList"]?.items.count ?? 0) + (value["ErrorCode"] == nil ? 0 : 1)
            if value["BeginOffset"] != nil {
                bare.append(value)
                continue
            }
            for result in value["ResultList"]?.items ?? [value] where result["Entities"] != nil {
                let own = try Comprehend.text(of: result, file, text, &lines)
                var record = record(own, of: file, after: records.count, at: value["ResultList"] == nil ? range : nil)
                Comprehend.add(result["Entities"]?.items ?? [], to: &record)
                records.append(record)
            }
        }
        if !bare.isEmpty {
            var record = record(try file.textBeside(text), of: file, after: records.count)
            Comprehend.add(bare, to: &record)
            records.append(record)
        }
        records.tellBroken(items, of: file)
        if failed > 0, !records.isEmpty {
            records[0].tell(.warning, "record-without-text", "\(failed.of("text was", "texts were")) refused by the service; left out")
        }
        return records
    }

    /// The text of a result: the file or the line of a file that it names, else the one beside.
    private static func text(
        of result: JSONValue, _ file: InputFile, _ given: Text?, _ lines: inout ComprehendLines
    ) throws(FormatError) -> Text {
        let named = result["File"]?.string.flatMap { file.neighbour($0) }
        let text = if let found = given ?? named { found } else { try file.textBeside(nil) }
        guard let line = result["Line"]?.wholeNumber ?? result["Index"]?.wholeNumber, given == nil else { return text }
        return lines.line(line, of: text)
    }

    private static func add(_ entities: [JSONValue], to record: inout ForeignReport) {
        let annotator = record.annotator("")
        for entity in entities {
            guard let start = entity["BeginOffset"]?.wholeNumber, let end = entity["EndOffset"]?.wholeNumber else {
                record.odd(entity, by: annotator)
                continue
            }
            var item = ForeignLayers.Labelled(id: entity["Id"]?.asWords ?? "", label: (entity["Type"] ?? entity["Category"])?.string ?? "")
            for (key, value) in entity.members
            where !["BeginOffset", "EndOffset", "Type", "Text", "Id", "Attributes"].contains(key) && !value.isNull {
                for trait in key == "Traits" ? value.items : [value] {
                    let words = (trait["Name"] ?? trait).asWords
                    if !words.isEmpty, words != "[]" { item.attributes.append((key.lowercased(), words)) }
                }
            }
            record.add(item, [(start, end)], quoted: entity["Text"]?.string ?? "", by: annotator, at: entity.range.lowerBound)
            attributes(of: entity, item.id, &record, annotator)
        }
    }

    /// What Comprehend Medical says of an entity in words of their own.
    private static func attributes(of entity: JSONValue, _ id: String, _ record: inout ForeignReport, _ annotator: Int) {
        for attribute in entity["Attributes"]?.items ?? [] {
            guard let start = attribute["BeginOffset"]?.wholeNumber, let end = attribute["EndOffset"]?.wholeNumber else { continue }
            let own = attribute["Id"]?.asWords ?? ""
            record.add(
                ForeignLayers.Labelled(id: own, label: attribute["Type"]?.string ?? ""), [(start, end)],
                quoted: attribute["Text"]?.string ?? "", by: annotator)
            guard !id.isEmpty, !own.isEmpty else { continue }
            record.add(ForeignLayers.Link(type: attribute["RelationshipType"]?.string ?? "attribute", from: id, to: own), by: annotator)
        }
    }
}

/// The lines of the text that was asked last.
private struct ComprehendLines {
    private var text: Text?
    private var lines: [Span] = []

    /// A line by its number from 0; the text where it has no such line, or only one. O(text) for another text
    /// than before.
    mutating func line(_ number: Int, of text: Text) -> Text {
        if self.text !== text {
            self.text = text
            lines = text.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Span($0.startIndex, $0.endIndex) }
        }
        guard lines.indices.contains(number), lines.count > 1 else { return text }
        let line = text.bytes[lines[number].range]
        return Text(Array(line.last == 0x0D ? line.dropLast() : line))
    }
}
