import GlossModel

/// What is said in a task whose text gloss makes itself: each annotation and prediction a layer, regions where
/// `place` says that they stand.
struct LabelStudioTask {
    private let task: JSONValue
    /// The stretch that the value of a region is about; nil where the text has no such place.
    private let place: (JSONValue) -> Span?

    /// The first task of a file, for telling kinds of tasks apart; nil where the file holds none, or it is
    /// longer than so many bytes.
    static func first(of file: InputFile, within reach: Int) -> JSONValue? {
        guard file.begins(with: 0x5B, 0x7B), let head = JSONHead(file), !head.isOwn, head.has("data", 0x7B),
            head.hasList("annotations", "predictions", "completions")
        else { return nil }
        var items = JSONItems(recordsOf: file.content)
        guard let first = try? items.next(), first.value.count <= reach else { return nil }
        return try? JSONDocument(file.content, in: first.value).root
    }

    init(_ task: JSONValue, place: @escaping (JSONValue) -> Span?) { (self.task, self.place) = (task, place) }

    func add(to record: inout ForeignReport) {
        for (number, answer) in ((task["annotations"] ?? task["completions"])?.items ?? []).enumerated() {
            let annotator = record.annotator(LabelStudioName.annotator(of: answer) ?? "annotation \(number + 1)")
            add(answer["result"]?.items ?? [], to: &record, annotator)
            if let why = answer.takenBack { record.leaveOutAll(why, by: annotator) }
        }
        for prediction in task["predictions"]?.items ?? [] {
            let model = prediction["model_version"]?.asWords ?? ""
            add(prediction["result"]?.items ?? [], to: &record, record.annotator(model.isEmpty ? "prediction" : model, origin: .computed))
        }
    }

    private func add(_ results: [JSONValue], to record: inout ForeignReport, _ annotator: Int) {
        // What is said of a region stands under its id.
        var said: [String: [(name: String, value: String)]] = [:]
        for result in results where !isRegion(result) && result["type"]?.string != "relation" {
            let name = result["from_name"]?.string ?? result["type"]?.string ?? ""
            said[result["id"]?.asWords ?? "", default: []] += LabelStudioTask.answers(result).map { (name, $0) }
        }
        for result in results {
            if isRegion(result) { region(result, &said, to: &record, annotator) } else if result["type"]?.string == "relation" { link(result, to: &record, annotator) }
            else if LabelStudioTask.answers(result).isEmpty { record.odd(result, by: annotator) }
        }
        for (name, value) in said.values.joined() { record.document(name, value, by: annotator) }
    }

    private func isRegion(_ result: JSONValue) -> Bool {
        let value = result["value"]
        return value?["startOffset"] != nil || value?["globalOffsets"] != nil || value?["start"] != nil
    }

    private static func answers(_ result: JSONValue) -> [String] {
        let value = result["value"]
        let type = result["type"]?.string ?? ""
        return (value?[type] ?? value?["htmllabels"] ?? (type == "textarea" ? value?["text"] : nil))?.orItems.map(\.asWords) ?? []
    }

    private func region(
        _ result: JSONValue, _ said: inout [String: [(name: String, value: String)]], to record: inout ForeignReport, _ annotator: Int
    ) {
        let id = result["id"]?.asWords ?? ""
        guard let value = result["value"], let span = place(value) else {
            return record.faults.add(.beyondText, id, at: result.range.lowerBound, "names a place that the text does not have; left out")
        }
        let labels = LabelStudioTask.answers(result)
        var item = ForeignLayers.Labelled(id: id, label: labels.first ?? "")
        item.attributes = labels.dropFirst().map { ("label", $0) } + (said.removeValue(forKey: id) ?? [])
        // White space at the ends of a selection is not shown.
        let quote = (value["text"]?.string ?? "").trimmingPrefix(while: \.isWhitespace)
        let words = quote.prefix(quote.count - quote.reversed().prefix(while: \.isWhitespace).count)
        var cursor = OffsetCursor(record.text, unit: .utf16)
        record.add(
            item, cursor.units(beforeByte: Int(span.start)), cursor.units(beforeByte: Int(span.end)),
            QuotedSpans.Quotation(plain: String(words)), by: annotator, at: result.range.lowerBound)
    }

    private func link(_ result: JSONValue, to record: inout ForeignReport, _ annotator: Int) {
        guard let from = result["from_id"]?.asWords, let to = result["to_id"]?.asWords else { return record.odd(result, by: annotator) }
        let isBackward = result["direction"]?.string == "left"
        let label = result["labels"]?.items.first?.asWords ?? "relation"
        record.add(ForeignLayers.Link(type: label, from: isBackward ? to : from, to: isBackward ? from : to), by: annotator)
    }
}
