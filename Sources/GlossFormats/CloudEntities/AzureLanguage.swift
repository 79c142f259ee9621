import GlossModel

/// Entities as Azure AI Language returns them (entity recognition and linking, personal and health data, alone
/// or as tasks of a job): `documents` of `entities` with `offset` and `length`, in UTF-16 units unless the words
/// say otherwise. Only read.
///
/// The text of a document is `text` in it or in `analysisInput`, a file `ID.txt` beside, or `report.txt` where
/// there is one document.
public struct AzureLanguage: ForeignFormat {
    public init() {}
    public var name: String { "azure" }
    public var suffixes: [String] { ["azure.json"] }
    var unit: OffsetUnit? { .utf16 }

    public func sniff(_ file: InputFile) -> Likeness {
        guard file.begins(with: 0x7B, 0x5B), let head = JSONHead(file), !head.isOwn else { return .none }
        let kind = head.beginning(of: "kind")
        if kind.contains("EntityRecognition") || kind.contains("EntityLinking") || kind.contains("Healthcare") { return .certain }
        if head.itemOfList("documents", has: "entities") || head.has("tasks", 0x7B) && head.has("jobId") { return .certain }
        return head.beginning(of: "results", 512).contains("\"documents\"") ? .certain
            : head.itemOfList("entities", has: "category", "offset") ? .certain : .none
    }

    func records(of file: InputFile, over text: Text?) throws(FormatError) -> [ForeignReport] {
        var gathered = AzureDocuments()
        var items = JSONRecords(file.content)
        while let (value, _) = try items.next() { gathered.take(value, depth: 0) }
        var records: [ForeignReport] = []
        for (id, parts) in gathered.documents {
            let own = gathered.texts[id] ?? parts.lazy.compactMap { $0["text"]?.asText }.first
            let named = text ?? own ?? file.neighbour(id + ".txt")
            let found = if let named { named } else { try file.textBeside(nil) }
            var record = record(found, of: file, after: records.count)
            if gathered.documents.count > 1 { record.document("id", id, by: record.annotator("")) }
            for part in parts { AzureLanguage.add(part, to: &record) }
            records.append(record)
        }
        records.tellBroken(items, of: file)
        if gathered.errors > 0, !records.isEmpty {
            records[0].tell(.warning, "record-without-text", "\(gathered.errors.of("text was", "texts were")) refused by the service; left out")
        }
        return records
    }

    private static func add(_ document: JSONValue, to record: inout ForeignReport) {
        let annotator = record.annotator("")
        for (number, entity) in (document["entities"]?.items ?? []).enumerated() {
            if let matches = entity["matches"] {
                for match in matches.items { add(match, of: entity, to: &record, annotator) }
            } else {
                add(entity, of: entity, id: "\(number)", to: &record, annotator)
            }
        }
        for relation in document["relations"]?.items ?? [] { add(relation: relation, to: &record, annotator) }
        for warning in document["warnings"]?.items ?? [] { record.document("warning", warning.asWords, by: annotator) }
    }

    private static let known: Set<String> = ["text", "category", "type", "offset", "length", "matches", "name", "id", "url", "dataSource", "links"]

    private static func add(
        _ place: JSONValue, of entity: JSONValue, id: String = "", to record: inout ForeignReport, _ annotator: Int
    ) {
        guard let offset = place["offset"]?.wholeNumber, let length = place["length"]?.wholeNumber else { return record.odd(entity, by: annotator) }
        var item = ForeignLayers.Labelled(id: id, label: (entity["category"] ?? entity["type"] ?? entity["dataSource"])?.string ?? "")
        if entity["matches"] != nil {
            item.entity = entity["url"]?.string ?? entity["id"]?.asWords ?? ""
            item.name = entity["name"]?.string ?? ""
        }
        for link in entity["links"]?.items ?? [] {
            if let source = link["dataSource"]?.string, let id = link["id"]?.asWords { item.attributes.append((source, id)) }
        }
        for (key, value) in entity.members where !known.contains(key) && !value.isNull && value.kind != .array {
            item.attributes.append((key, value.asWords))
        }
        record.add(item, [(offset, offset + length)], quoted: place["text"]?.string ?? "", by: annotator, at: place.range.lowerBound)
    }

    /// Relations of health data refer to entities by JSON pointers, whose last parts are their numbers.
    private static func add(relation: JSONValue, to record: inout ForeignReport, _ annotator: Int) {
        let ends = (relation["entities"]?.items ?? []).compactMap { end -> (id: String, role: String)? in
            guard let id = end["ref"]?.string?.split(separator: "/").last else { return nil }
            return (String(id), end["role"]?.string ?? "")
        }
        guard ends.count > 1 else { return record.odd(relation, by: annotator) }
        for end in ends.dropFirst() {
            var link = ForeignLayers.Link(type: relation["relationType"]?.string ?? "relation", from: ends[0].id, to: end.id)
            link.attributes = [("role1", ends[0].role), ("role2", end.role)].filter { !$0.1.isEmpty }
            record.add(link, by: annotator)
        }
    }
}

/// The documents of an answer by their ids, wherever they stand in it.
private struct AzureDocuments {
    private(set) var documents: [(id: String, parts: [JSONValue])] = []
    private(set) var texts: [String: Text] = [:]
    private(set) var errors = 0

    mutating func take(_ value: JSONValue, depth: Int) {
        guard depth < 8 else { return }
        if value["entities"]?.kind == .array { return add(value) }
        for (key, inner) in value.members {
            switch key {
            case "documents": for document in inner.items { document["entities"] == nil ? text(document) : add(document) }
            case "errors": errors += inner.items.count
            case "results", "tasks", "items", "analysisInput", "entityRecognitionTasks", "entityRecognitionPiiTasks", "entityLinkingTasks":
                for item in inner.orItems { take(item, depth: depth + 1) }
            default: break
            }
        }
    }

    private mutating func text(_ document: JSONValue) {
        if let text = document["text"]?.asText { texts[document["id"]?.asWords ?? ""] = text }
    }

    private mutating func add(_ document: JSONValue) {
        let id = document["id"]?.asWords ?? ""
        if let index = documents.firstIndex(where: { $0.id == id }) { documents[index].parts.append(document) }
        else { documents.append((id, [document])) }
    }
}
