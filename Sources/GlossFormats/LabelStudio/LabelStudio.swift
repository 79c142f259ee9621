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
        if head.has("result", 0x5B), head.has("task", 0x7B) { return .certain }
        return head.keys.contains { head.itemOfList($0.name, has: "labels", "start") } ? .certain : .none
    }

    /// The string of the data that the regions quote; where they quote none or all alike, `text`, or the
    /// longest; of JSON-MIN one of the record itself.
    func text(of record: JSONRecord) throws(FormatError) -> Text? { try words(of: record)?.asText }

    private func words(of record: JSONRecord) throws(FormatError) -> JSONValue? {
        let whole = try JSONDocument(record.file, in: record.range(of: "data") ?? record.range).root
        let data = LabelStudio.isAnswer(record) ? whole["task"]?["data"] ?? whole : whole
        var strings = data.members.filter { $0.value.isString }
        if record.range(of: "data") != nil { strings += LabelStudio.nested(data) }
        guard strings.count > 1 else { return strings.first?.value }
        var evidence = LabelStudioEvidence(try regions(of: record))
        let scores = strings.map { evidence.score(of: $0.value, named: $0.key) }
        if let best = scores.max(), best > 0, let place = scores.firstIndex(of: best), scores.count(where: { $0 == best }) == 1 {
            return strings[place].value
        }
        return (data["text"].flatMap { $0.isString ? $0 : nil }) ?? strings.map(\.value).max { $0.range.count < $1.range.count }
    }

    /// Whether a record is one answer with its task, as a project's storage keeps them.
    private static func isAnswer(_ record: JSONRecord) -> Bool {
        record.range(of: "result") != nil && record.range(of: "task") != nil && record.range(of: "data") == nil
    }

    /// Strings of objects within the data, by the paths that control tags name them by (`$doc.body`).
    private static func nested(_ data: JSONValue, _ path: String = "", depth: Int = 0) -> [(key: String, value: JSONValue)] {
        data.members.filter { $0.value.kind == .object && depth < 4 }.flatMap { member in
            let path = path + member.key + "."
            return member.value.members.filter { $0.value.isString }.map { (path + $0.key, $0.value) } + nested(member.value, path, depth: depth + 1)
        }
    }

    /// Some of the results of a record that are about stretches of its text.
    private func regions(of record: JSONRecord) throws(FormatError) -> [JSONValue] {
        var found = try record.items("result")
        for key in ["annotations", "completions", "predictions"] {
            for item in try record.items(key) { found += item["result"]?.items ?? [] }
        }
        return found
    }

    // MARK: Reading

    func take(_ record: JSONRecord, into report: inout ForeignReport) throws(FormatError) {
        if LabelStudio.isAnswer(record) { return answer(try JSONDocument(record.file, in: record.range).root, 1, &report) }
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
        var results = LabelStudioResults(item["result"]?.items ?? [], over: report.text)
        results.add(to: &report, annotator)
        if let why = item.takenBack { report.leaveOutAll(why, by: annotator) }
    }

    private func prediction(_ item: JSONValue, _ report: inout ForeignReport) {
        let model = item["model_version"]?.asWords ?? ""
        let annotator = report.annotator(model.isEmpty ? "prediction" : model, origin: .computed)
        if let score = item["score"], !score.isNull { report.document("score", score.asWords, by: annotator) }
        var results = LabelStudioResults(item["result"]?.items ?? [], over: report.text)
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

/// Which string of a task its regions are about: they name it, and quote its words.
struct LabelStudioEvidence {
    private var regions: [(start: Int, end: Int, words: [UInt8], name: String)] = []
    /// As many regions decide.
    private static let most = 64

    init(_ results: [JSONValue]) {
        for result in results where regions.count < Self.most {
            guard let value = result["value"], let start = value["start"]?.wholeNumber, let end = value["end"]?.wholeNumber else { continue }
            regions.append((start, end, value["text"]?.bytes ?? [], result["to_name"]?.string ?? ""))
        }
    }

    /// What regions call a text: as the first does whose words stand there, else as most do.
    static func name(of text: Text, in results: [JSONValue]) -> String {
        var cursor = OffsetCursor(text, Counting(statedFor: text, .utf16))
        for region in LabelStudioEvidence(results).regions where !region.words.isEmpty {
            if let start = cursor.byte(beforeUnits: region.start), let end = cursor.byte(beforeUnits: region.end), start <= end,
                text.bytes[start..<end].elementsEqual(region.words)
            {
                return region.name
            }
        }
        let names = results.compactMap { $0["to_name"]?.string }
        return Dictionary(grouping: names) { $0 }.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key ?? ""
    }

    /// How well regions fit a string: by the length of each one's words that stand there, and a little
    /// where it is named.
    mutating func score(of string: JSONValue, named name: String) -> Int {
        guard !regions.isEmpty, let text = string.asText else { return 0 }
        var cursor = OffsetCursor(text, Counting(statedFor: text, .utf16))
        return regions.reduce(0) { sum, region in
            var score = region.name == name ? 1 : 0
            if !region.words.isEmpty, let start = cursor.byte(beforeUnits: region.start), let end = cursor.byte(beforeUnits: region.end),
                start <= end, text.bytes[start..<end].elementsEqual(region.words)
            {
                score += 2 + min(region.words.count, 16)
            }
            return sum + score
        }
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
