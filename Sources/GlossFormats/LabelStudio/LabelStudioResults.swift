import GlossModel

/// The results of one annotation or prediction: regions come first, then what is said of them and
/// links between them, since a file may have them in any order.
struct LabelStudioResults {
    private struct Region {
        var item: ForeignLayers.Labelled
        var start: JSONValue?
        var end: JSONValue?
        var quote: JSONValue?
        /// The result as the file has it.
        var result: JSONValue
    }

    private var regions: [Region] = []
    private var numbers: [String: Int] = [:]
    private var links: [ForeignLayers.Link] = []
    private var document: [(name: String, value: String)] = []
    private var odd: [JSONValue] = []

    init(_ items: [JSONValue]) {
        for item in items { place(item) }
        for item in items where !LabelStudioResults.isPlaced(item) { remark(item) }
    }

    mutating func add(to report: inout ForeignReport, _ annotator: Int) {
        for region in regions {
            report.add(
                region.item, region.start, region.end, QuotedSpans.Quotation(words: region.quote), of: region.result, by: annotator)
        }
        for link in links { report.add(link, by: annotator) }
        for (name, value) in document { report.document(name, value, by: annotator) }
        for item in odd { report.odd(item, by: annotator) }
    }

    /// What holds the offsets: of HTML those over the whole text.
    private static func place(of value: JSONValue?) -> JSONValue? { value.map { $0["globalOffsets"] ?? $0 } }

    /// Whether a result is about a stretch of the text.
    private static func isPlaced(_ item: JSONValue) -> Bool {
        guard let place = place(of: item["value"]) else { return false }
        return place["start"] != nil || place["end"] != nil
    }

    private mutating func place(_ item: JSONValue) {
        guard LabelStudioResults.isPlaced(item), let value = item["value"], let place = LabelStudioResults.place(of: value) else { return }
        let id = item["id"]?.asWords ?? ""
        // What free text says is no quotation.
        let quote = item["type"]?.string == "textarea" ? nil : value["text"]
        let number: Int
        if let known = numbers[id], !id.isEmpty {
            number = known
            regions[number].quote = regions[number].quote ?? quote
        } else {
            number = regions.count
            regions.append(
                Region(
                    item: ForeignLayers.Labelled(id: id, label: ""), start: place["start"], end: place["end"],
                    quote: quote, result: item))
            if !id.isEmpty { numbers[id] = number }
        }
        LabelStudioResults.describe(item, &regions[number].item)
    }

    /// Labels become the type, everything else attributes.
    private static func describe(_ item: JSONValue, _ region: inout ForeignLayers.Labelled) {
        let type = item["type"]?.string ?? "labels"
        let answers = answers(item, type)
        if type.hasSuffix("labels"), region.label.isEmpty {
            region.label = answers.first ?? ""
            region.attributes += answers.dropFirst().map { ("label", $0) }
        } else {
            let name = item["from_name"]?.string ?? type
            region.attributes += answers.map { (name, $0) }
        }
        if let score = item["score"], !score.isNull { region.attributes.append(("score", score.asWords)) }
        for text in item["meta"]?["text"]?.items ?? [] { region.notes.append(("meta", text.asWords)) }
    }

    private static func answers(_ item: JSONValue, _ type: String) -> [String] {
        // Free text stands in `text`, whatever the type is called.
        guard let answer = item["value"]?[type] ?? (type == "textarea" ? item["value"]?["text"] : nil) else { return [] }
        return answer.kind == .array ? answer.items.map(\.asWords) : [answer.asWords]
    }

    private mutating func remark(_ item: JSONValue) {
        let type = item["type"]?.string ?? ""
        if type == "relation" { return link(item) }
        let answers = LabelStudioResults.answers(item, type)
        guard !answers.isEmpty else { return odd.append(item) }
        let name = item["from_name"]?.string ?? type
        if let number = numbers[item["id"]?.asWords ?? ""] {
            regions[number].item.attributes += answers.map { (name, $0) }
        } else {
            document += answers.map { (name, $0) }
        }
    }

    private mutating func link(_ item: JSONValue) {
        let (from, to) = (item["from_id"]?.asWords ?? "", item["to_id"]?.asWords ?? "")
        let labels = item["labels"]?.items.map(\.asWords) ?? []
        let direction = item["direction"]?.string ?? "right"
        let isBackward = direction == "left"
        var link = ForeignLayers.Link(
            id: item["id"]?.asWords ?? "", type: labels.first ?? "relation", from: isBackward ? to : from, to: isBackward ? from : to)
        link.attributes = labels.dropFirst().map { ("label", $0) }
        if direction != "left", direction != "right" { link.attributes.append(("direction", direction)) }
        links.append(link)
    }
}
