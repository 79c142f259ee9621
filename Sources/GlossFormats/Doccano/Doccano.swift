import GlossModel

/// doccano's JSONL: one object a line. Offsets are code points.
///
/// Read in all its generations: `label` or `labels` with `[start, end, type]`, `entities` with
/// `start_offset` and `relations`, `annotations` with the number of a user each, `text` or `data` or
/// `column_data`; what else stands in a line becomes attributes of the document. Written with `entities` and
/// `relations`, and all that gloss knows beside in `gloss`, which doccano takes as meta data.
public struct Doccano: RecordFormat {
    public init() {}
    public var name: String { "doccano" }
    public var suffixes: [String] { ["doccano.jsonl", "doccano.json"] }
    var unit: OffsetUnit { .codePoints }

    public func sniff(_ file: InputFile) -> Likeness {
        guard let head = JSONHead(file), !head.isOwn, Self.texts.contains(where: { head.has($0, 0x22) }) else { return .none }
        let list = Self.labels.first { head.has($0, 0x5B) }
        // Texts that nothing is said of yet are read as well: nobody else takes them.
        return list.map { head.itemOfList($0, has: "labels") ? .none : .certain } ?? .likely
    }

    /// Where a text may stand; `column_data` is what doccano's own examples call it.
    private static let texts = ["text", "data", "column_data"]

    /// Where labels may stand.
    private static let labels = ["label", "labels", "entities", "annotations", "column_label"]

    func text(of record: JSONRecord) throws(FormatError) -> Text? {
        for key in Self.texts { if let text = try record.value(key)?.asText { return text } }
        return nil
    }

    var members: Set<String>? {
        Self.known.union(["meta", "metadata", "Comments", "comments", "cats", "tokens", "sents", "sentences", "words", "paragraphs"])
    }

    // MARK: Reading

    func take(_ record: JSONRecord, into report: inout ForeignReport) throws(FormatError) {
        let all = report.annotator("")
        for member in record.members {
            let key = record.name(member)
            if Self.texts.contains(key), record.file.byte(member.value.lowerBound) == 0x22 { continue }
            if key == "gloss", record.file.byte(member.value.lowerBound) == 0x7B {
                report.own = record.place("gloss")
                continue
            }
            if try labels(JSONSlice(bytes: record.file.bytes, range: member.value), key, &report, all) { continue }
            let value = try JSONDocument(record.file, in: member.value).root
            switch key {
            case "label", "labels", "annotations", "entities", "spans", "column_label":
                for item in value.items { label(item, &report, all) }
                if value.kind != .array, !value.isNull { report.document("label", value.asWords, by: all) }
            case "relations":
                for item in value.items { link(item, &report, all) }
            case "meta", "metadata":
                meta(value, &report, all)
                if value["gloss"]?["gloss"]?.int == 1 { report.own = try JSONRecord(record.file, member.value).place("gloss") }
            case "Comments", "comments": comments(value, &report, all)
            case "cats": for item in value.items { report.document("label", item.asWords, by: all) }
            default: report.document(key, value.asWords, by: all)
            }
        }
    }

    private typealias Label = (id: JSONSlice?, start: Int, end: Int, label: JSONSlice)

    /// Takes a list that holds nothing but `[start, end, type]`, or nothing but objects with as much, as
    /// nearly all files have it, without a tree; false where there is anything else in it.
    private func labels(
        _ list: JSONSlice, _ key: String, _ report: inout ForeignReport, _ annotator: Int
    ) throws(FormatError) -> Bool {
        guard Self.labels.contains(key) else { return false }
        var found: [Label] = []
        if try !list.forEachTriple({ found.append((nil, $0, $1, $2)) }) {
            found.removeAll()
            guard try list.forEachObject({ fields in
                guard let label = Doccano.label(fields) else { return false }
                found.append(label)
                return true
            }) else { return false }
        }
        var known: (slice: JSONSlice, label: String)?
        // What is no stretch of a text is told one by one, with the words of the file.
        guard found.allSatisfy({ $0.start <= $0.end }) else { return false }
        for item in found {
            if known?.slice.equals(item.label) != true { known = (item.label, item.label.words) }
            let id = item.id?.words ?? ""
            report.add(
                ForeignLayers.Labelled(id: id, label: known?.label ?? ""), item.start, item.end, by: annotator, at: item.label.range.lowerBound)
        }
        return true
    }

    /// nil where more is said of it.
    private static func label(_ fields: JSONFields) -> Label? {
        guard let start = fields["start_offset"]?.int, let end = fields["end_offset"]?.int, let label = fields["label"],
            !label.isNull
        else { return nil }
        let id = fields["id"]
        return fields.count == (id == nil ? 3 : 4) ? (id, start, end, label) : nil
    }

    private func label(_ item: JSONValue, _ report: inout ForeignReport, _ annotator: Int) {
        switch item.kind {
        case .array: triple(item.items, item, &report, annotator)
        case .object: entity(item, &report, annotator)
        // Categories of a document are nothing but their names.
        default: report.document("label", item.asWords, by: annotator)
        }
    }

    private func triple(_ parts: [JSONValue], _ item: JSONValue, _ report: inout ForeignReport, _ annotator: Int) {
        guard parts.count > 1 else { return report.odd(item, by: annotator) }
        var span = ForeignLayers.Labelled(label: parts.count > 2 ? parts[2].asWords : "")
        for part in parts.dropFirst(3) { span.attributes.append(("label", part.asWords)) }
        report.add(span, parts[0], parts[1], of: item, by: annotator)
    }

    private func entity(_ item: JSONValue, _ report: inout ForeignReport, _ annotator: Int) {
        var span = ForeignLayers.Labelled(label: "")
        var annotator = annotator
        for (key, value) in item.members {
            switch key {
            case "start_offset", "end_offset", "start", "end": break
            case "id": span.id = value.asWords
            case "label", "label_name", "type": span.label = value.asWords
            case "user", "username": annotator = report.annotator("annotator " + value.asWords)
            default: span.attributes.append((key, value.asWords))
            }
        }
        report.add(span, item["start_offset"] ?? item["start"], item["end_offset"] ?? item["end"], of: item, by: annotator)
    }

    private func link(_ item: JSONValue, _ report: inout ForeignReport, _ annotator: Int) {
        if let why = item.takenBack { return report.leaveOut(item["id"]?.asWords ?? "relation", why, at: item.range.lowerBound) }
        guard let from = item["from_id"], let to = item["to_id"] else { return report.odd(item, by: annotator) }
        var link = ForeignLayers.Link(
            id: item["id"]?.asWords ?? "", type: item["type"]?.asWords ?? "", from: from.asWords, to: to.asWords)
        for (key, value) in item.members where !["id", "from_id", "to_id", "type"].contains(key) {
            link.attributes.append((key, value.asWords))
        }
        report.add(link, by: annotator)
    }

    private func meta(_ value: JSONValue, _ report: inout ForeignReport, _ annotator: Int) {
        for (key, value) in value.members {
            if key == "gloss", value["gloss"]?.int == 1 { continue }
            report.document("meta." + key, value.asWords, by: annotator)
        }
        if value.kind != .object, !value.isNull { report.document("meta", value.asWords, by: annotator) }
    }

    private func comments(_ value: JSONValue, _ report: inout ForeignReport, _ annotator: Int) {
        for item in value.items { report.document("comment", (item["comment"] ?? item["text"] ?? item).asWords, by: annotator) }
    }

    // MARK: Writing

    private static let known: Set<String> = [
        "text", "data", "column_data", "label", "labels", "column_label", "annotations", "entities", "spans", "relations", "gloss",
    ]

    func write(_ report: Report, _ original: JSONRecord?, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        var cursor = OffsetCursor(report.text, unit: .codePoints)
        var (last, numbers): (Int, [String: Int]) = (0, [:])
        let natives = report.layers.map { Natives(report, $0) }
        json.object(&out) { json, out in
            json.rest(of: original, except: Self.known, &out)
            json.key("text", &out)
            json.text(report.text.span, of: report.text, &out)
            json.key("entities", &out)
            json.array(&out) { json, out in
                for item in natives.flatMap(\.spans) {
                    for span in item.spans { entity(item, span, &last, &numbers, &cursor, &json, &out) }
                }
            }
            json.key("relations", &out)
            json.array(&out) { json, out in
                var number = 0
                for link in natives.flatMap(\.links) {
                    guard let from = numbers[link.from], let to = numbers[link.to] else { continue }
                    number += 1
                    relation(number, from, to, link.type, &json, &out)
                }
            }
            categories(report, original, &json, &out)
            json.key("gloss", &out)
            json.own(report, &out)
        }
    }

    private func entity(
        _ item: Natives.Labelled, _ span: Span, _ last: inout Int, _ numbers: inout [String: Int], _ cursor: inout OffsetCursor,
        _ json: inout JSONWriter, _ out: inout ByteOutput
    ) {
        last += 1
        let number = last
        if numbers[item.id] == nil { numbers[item.id] = number }
        json.object(&out) { json, out in
            json.key("id", &out)
            json.number(number, &out)
            json.key("label", &out)
            json.string(item.label, &out)
            json.key("start_offset", &out)
            json.number(cursor.units(beforeByte: Int(span.start)), &out)
            json.key("end_offset", &out)
            json.number(cursor.units(beforeByte: Int(span.end)), &out)
        }
    }

    private func relation(
        _ number: Int, _ from: Int, _ to: Int, _ type: String, _ json: inout JSONWriter, _ out: inout ByteOutput
    ) {
        json.object(&out) { json, out in
            json.key("id", &out)
            json.number(number, &out)
            json.key("from_id", &out)
            json.number(from, &out)
            json.key("to_id", &out)
            json.number(to, &out)
            json.key("type", &out)
            json.string(type, &out)
        }
    }

    /// Categories of the document, which stood where spans stand as well.
    private func categories(_ report: Report, _ original: JSONRecord?, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        let names = report.layers.flatMap(\.documentAttributes).filter { $0.name == "label" }.map(\.value)
        guard !names.isEmpty else { return }
        json.key("cats", &out)
        json.array(&out) { json, out in names.forEach { json.string($0, &out) } }
    }
}
