import GlossModel

/// The form of re3d, the Relationship and Entity Extraction Evaluation Dataset (Dstl, 2017): JSON
/// Lines in three files beside each other, `documents.json`, `entities.json`, `relations.json`.
/// Offsets are code points.
///
/// Any of the three opens all. Read are entities and relations of a confidence of 0.5 and more, and
/// entities that these relations need; what annotators rejected is told and stays in its file.
/// Written are all labelled spans as entities and links as relations; all that gloss knows beside
/// stands with the document in `gloss`.
public struct Re3d: Format {
    public init() {}
    public var name: String { "re3d" }
    public var suffixes: [String] { ["documents.json"] }
    public var holdsSeveral: Bool { true }
    public var offsets: OffsetUnit? { .codePoints }

    static let documents = "documents.json"
    static let entities = "entities.json"
    static let relations = "relations.json"

    public func sniff(_ file: InputFile) -> Likeness {
        guard file.begins(with: 0x7B, 0x5B), let head = JSONHead(file) else { return .none }
        return Re3d.kind(of: head) == nil ? .none : .certain
    }

    /// Which of the three files it is; nil for none.
    private static func kind(of head: JSONHead) -> String? {
        guard head.has("_id", 0x22) else { return nil }
        if head.has("documentId", 0x22), head.has("begin") {
            return head.has("sourceBegin") && head.has("targetBegin") ? relations : entities
        }
        return head.has("text", 0x22) && (head.has("sourceName") || head.has("sentenceCount")) ? documents : nil
    }

    // MARK: Reading

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        let own = JSONHead(file).flatMap { Re3d.kind(of: $0) }
        func content(_ name: String) -> Text? { own == name ? file.content : file.neighbour(name) }
        guard let documents = content(Re3d.documents) else { throw .textMissing(wanted: Re3d.documents) }
        let said = try Re3dStatements(content(Re3d.entities), content(Re3d.relations))
        var reports: [Report] = []
        var items = JSONItems(recordsOf: documents)
        while let item = try items.next() {
            let record = try JSONRecord(documents, item.value)
            guard let text = try record.value("text")?.asText else { continue }
            var part = file
            part.path = "\(file.path)#\(reports.count + 1)"
            var report = ForeignReport(text, unit: .codePoints, path: part.path)
            try Re3d.take(record, said, &report)
            let source = ForeignLayers.Source(file: documents, range: item.value, format: name, isExact: true)
            reports.append(report.report(of: part, source))
        }
        guard !reports.isEmpty else { throw .unsupported(what: "it holds no document with a text") }
        if reports.count == 1 { reports[0].isAlone(in: file) }
        return reports
    }

    private static func take(
        _ record: JSONRecord, _ said: Re3dStatements, _ report: inout ForeignReport
    ) throws(FormatError) {
        let annotator = report.annotator("")
        report.title = try record.value("title")?.string ?? ""
        report.own = record.place("gloss")
        for member in record.members where !["text", "title", "gloss"].contains(record.name(member)) {
            let value = try JSONDocument(record.file, in: member.value).root
            report.document(record.name(member), value.asWords, by: annotator)
        }
        try said.add(to: &report, document: record.value("_id")?.string ?? "", annotator)
    }

    // MARK: Writing

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        Re3dWriter(report).writeDocument(&out)
    }

    public func companions(_ reports: [Report]) -> [(name: String, content: ByteOutput)] {
        var (entities, relations) = (ByteOutput(), ByteOutput())
        for report in reports { Re3dWriter(report).write(entities: &entities, relations: &relations) }
        return [(Re3d.entities, entities), (Re3d.relations, relations)]
    }
}

/// What the entities and relations files say, by document.
struct Re3dStatements {
    private let entities: (file: Text, byDocument: [String: [Range<Int>]])?
    private let relations: (file: Text, byDocument: [String: [Range<Int>]])?
    /// Below it the annotators of re3d rejected what a program had proposed.
    private static let accepted = 0.5

    init(_ entities: Text?, _ relations: Text?) throws(FormatError) {
        self.entities = try Re3dStatements.grouped(entities)
        self.relations = try Re3dStatements.grouped(relations)
    }

    private static func grouped(_ file: Text?) throws(FormatError) -> (Text, [String: [Range<Int>]])? {
        guard let file else { return nil }
        var groups: [String: [Range<Int>]] = [:]
        var items = JSONItems(recordsOf: file)
        while let item = try items.next() {
            let place = try JSONRecord(file, item.value).range(of: "documentId")
            groups[try place.map { range throws(FormatError) in try string(file, range) } ?? "", default: []].append(item.value)
        }
        return (file, groups)
    }

    /// The string that stands in a range; empty for something else.
    private static func string(_ file: Text, _ range: Range<Int>) throws(FormatError) -> String {
        let bytes = file.bytes[range]
        guard bytes.count > 1, bytes.first == 0x22, !bytes.contains(0x5C) else { return try JSONDocument(file, in: range).root.string ?? "" }
        return String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
    }

    private static func isAccepted(_ item: JSONValue) -> Bool { (item["confidence"]?.double ?? 1) >= accepted }

    /// Words at a place, with a type where one is named.
    private struct Place: Hashable {
        var start: Int
        var end: Int
        var type = ""
    }

    func add(to report: inout ForeignReport, document: String, _ annotator: Int) throws(FormatError) {
        let relations = try Re3dStatements.items(self.relations, document)
        let accepted = relations.filter(Re3dStatements.isAccepted)
        let ends = Set(accepted.flatMap { [Re3dStatements.end($0, "source"), Re3dStatements.end($0, "target")] }.compactMap(\.self))
        let named = Set(ends.map { Place(start: $0.start, end: $0.end) })
        var ids: [Place: String] = [:]
        var rejected = relations.count - accepted.count
        for item in try Re3dStatements.items(entities, document) {
            let place = Place(start: item["begin"]?.wholeNumber ?? -1, end: item["end"]?.wholeNumber ?? -1)
            guard Re3dStatements.isAccepted(item) || named.contains(place) && ids[place] == nil else {
                rejected += 1
                continue
            }
            var entity = ForeignLayers.Labelled(id: item["_id"]?.asWords ?? "", label: item["type"]?.string ?? "")
            entity.attributes = Re3dStatements.confidence(of: item)
            if ids[place] == nil { ids[place] = entity.id }
            ids[Place(start: place.start, end: place.end, type: entity.label)] = entity.id
            report.add(entity, item["begin"], item["end"], QuotedSpans.Quotation(words: item["value"]), of: item, by: annotator)
        }
        for item in accepted { link(item, ids, annotator, &report) }
        guard rejected > 0 else { return }
        report.findings.append(
            Finding(
                .note, "rejected-left-out", at: Finding.Place(file: report.path),
                "\(rejected.of("entity or relation", "entities and relations")) that annotators rejected (confidence below 0.5): not shown"))
    }

    private static func items(
        _ group: (file: Text, byDocument: [String: [Range<Int>]])?, _ document: String
    ) throws(FormatError) -> [JSONValue] {
        guard let group else { return [] }
        var items: [JSONValue] = []
        for range in group.byDocument[document] ?? [] { items.append(try JSONDocument(group.file, in: range).root) }
        return items
    }

    /// Sure ones say nothing.
    private static func confidence(of item: JSONValue) -> [(name: String, value: String)] {
        guard let value = item["confidence"], value.double != 1 else { return [] }
        return [("confidence", value.asWords)]
    }

    private static func end(_ item: JSONValue, _ name: String) -> Place? {
        guard let start = item[name + "Begin"]?.wholeNumber, let end = item[name + "End"]?.wholeNumber else { return nil }
        return Place(start: start, end: end, type: item[name + "Type"]?.string ?? "")
    }

    private func link(
        _ item: JSONValue, _ ids: [Place: String], _ annotator: Int, _ report: inout ForeignReport
    ) {
        guard let source = Re3dStatements.end(item, "source"), let target = Re3dStatements.end(item, "target") else {
            return report.odd(item, by: annotator)
        }
        func id(_ place: Place) -> String {
            ids[place] ?? ids[Place(start: place.start, end: place.end)] ?? "[\(place.start),\(place.end)]"
        }
        var link = ForeignLayers.Link(
            id: item["_id"]?.asWords ?? "", type: item["type"]?.string ?? "", from: id(source), to: id(target))
        if let words = item["value"]?.string { link.attributes.append(("value", words)) }
        link.attributes += Re3dStatements.confidence(of: item)
        report.add(link, by: annotator)
    }
}
