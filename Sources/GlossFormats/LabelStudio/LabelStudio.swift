import GlossModel

/// Label Studio's JSON: an array of tasks, each a text with the answers of annotators and models
/// ("Label Studio JSON format of annotated tasks"). Offsets are UTF-16 code units.
///
/// Read: each annotation a layer by who completed it, each prediction one by its model; regions as
/// mentions, relations, choices and free text as attributes of the region or of the document. The
/// export JSON-MIN and `completions` of old versions are read as well. Of HTML the offsets over the
/// whole text are taken. Written as tasks; all that gloss knows beside stands in `meta.gloss`.
public struct LabelStudio: RecordFormat {
    public init() {}
    public var name: String { "labelstudio" }
    public var suffixes: [String] { ["labelstudio.json"] }
    var unit: OffsetUnit { .utf16 }

    public func sniff(_ file: InputFile) -> Likeness {
        guard file.begins(with: 0x5B, 0x7B), let head = JSONHead(file), !head.isOwn else { return .none }
        if head.has("data", 0x7B) {
            return head.hasList("annotations", "predictions", "completions") ? .certain : .likely
        }
        return head.keys.contains { head.itemOfList($0.name, has: "labels", "start") } ? .certain : .none
    }

    /// `text` of the data, or the longest string in it; of JSON-MIN of the record itself.
    func text(of record: JSONRecord) throws(FormatError) -> Text? { try words(of: record)?.asText }

    private func words(of record: JSONRecord) throws(FormatError) -> JSONValue? {
        let data = try JSONDocument(record.file, in: record.range(of: "data") ?? record.range).root
        if let text = data["text"], text.isString { return text }
        return data.members.map(\.value).filter(\.isString).max { $0.range.count < $1.range.count }
    }

    // MARK: Reading

    func take(_ record: JSONRecord, into report: inout ForeignReport) throws(FormatError) {
        guard record.range(of: "data") != nil || record.range(of: "annotations") != nil else { return try minimal(record, &report) }
        let all = report.annotator("")
        for member in record.members {
            let key = record.name(member)
            switch key {
            case "data": break
            case "annotations", "completions":
                for (index, item) in try record.items(member).enumerated() { answer(item, index + 1, &report) }
            case "predictions":
                for item in try record.items(member) { prediction(item, &report) }
            case "meta":
                guard record.file.byte(member.value.lowerBound) == 0x7B else { continue }
                let meta = try JSONRecord(record.file, member.value)
                report.own = meta.place("gloss")
                for member in meta.members where meta.name(member) != "gloss" {
                    let value = try JSONDocument(record.file, in: member.value).root
                    report.document("meta." + meta.name(member), value.asWords, by: all)
                }
            case "id": report.document(key, try JSONDocument(record.file, in: member.value).root.asWords, by: all)
            default: break
            }
        }
    }

    private func answer(_ item: JSONValue, _ number: Int, _ report: inout ForeignReport) {
        let annotator = report.annotator(LabelStudioName.annotator(of: item) ?? "annotation \(number)")
        for flag in ["was_cancelled", "ground_truth"] where item[flag]?.bool == true {
            report.document(flag, "true", by: annotator)
        }
        var results = LabelStudioResults(item["result"]?.items ?? [])
        results.add(to: &report, annotator)
        if let why = item.takenBack { report.leaveOutAll(why, by: annotator) }
    }

    private func prediction(_ item: JSONValue, _ report: inout ForeignReport) {
        let model = item["model_version"]?.asWords ?? ""
        let annotator = report.annotator(model.isEmpty ? "prediction" : model, origin: .computed)
        if let score = item["score"], !score.isNull { report.document("score", score.asWords, by: annotator) }
        var results = LabelStudioResults(item["result"]?.items ?? [])
        results.add(to: &report, annotator)
    }

    /// A record of JSON-MIN: what one annotator said, by the names of the questions.
    private func minimal(_ record: JSONRecord, _ report: inout ForeignReport) throws(FormatError) {
        let who = try record.value("annotator").flatMap { $0.isNull ? nil : LabelStudioName.prefix + $0.asWords }
        let annotator = report.annotator(who ?? "")
        let text = try words(of: record)?.range
        for member in record.members {
            let (key, value) = (record.name(member), try JSONDocument(record.file, in: member.value).root)
            if value.items.contains(where: { $0["start"] != nil }) {
                for item in value.items { region(item, &report, annotator) }
            } else if key == "meta", let own = try? JSONRecord(record.file, member.value).place("gloss") {
                report.own = own
            } else if value.range != text, key != "annotator" {
                for answer in value["choices"]?.items ?? [value] { report.document(key, answer.asWords, by: annotator) }
            }
        }
    }

    /// A region of JSON-MIN.
    private func region(_ item: JSONValue, _ report: inout ForeignReport, _ annotator: Int) {
        let labels = item["labels"]?.items.map(\.asWords) ?? []
        var region = ForeignLayers.Labelled(label: labels.first ?? "")
        region.attributes = labels.dropFirst().map { ("label", $0) }
        report.add(region, item["start"], item["end"], QuotedSpans.Quotation(words: item["text"]), of: item, by: annotator)
    }

    // MARK: Writing

    func write(_ report: Report, _ original: JSONRecord?, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        LabelStudioWriter(report, original).write(&json, &out)
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) { try write([report], to: &out) }

    /// One array of tasks.
    public func write(_ reports: [Report], to out: inout ByteOutput) throws(FormatError) {
        if reports.count == 1, reports[0].layers.first?.sourceRange == nil, writesBack(reports[0], to: &out) { return }
        if writesBack(reports, to: &out) { return }
        var json = JSONWriter(indented: false)
        json.array(&out) { json, out in reports.forEach { writeRecord($0, &json, &out) } }
        out.put(0x0A)
    }
}

/// Names of annotators.
enum LabelStudioName {
    static let prefix = "annotator "

    /// Who completed an annotation; nil where it does not say.
    static func annotator(of item: JSONValue) -> String? {
        guard let by = item["completed_by"], !by.isNull else { return nil }
        guard by.kind == .object else { return prefix + by.asWords }
        return by["email"]?.string ?? by["username"]?.string ?? by["id"].map { prefix + $0.asWords }
    }

    /// The number in the name of a layer that was read so; nil for any other name.
    static func number(in name: String) -> Int? { name.hasPrefix(prefix) ? Int(name.dropFirst(prefix.count)) : nil }
}
