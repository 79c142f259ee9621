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

        /// Whether another result of the same name is about the same place: then it says more of it.
        func stands(at place: JSONValue) -> Bool {
            start?.wholeNumber == place["start"]?.wholeNumber && end?.wholeNumber == place["end"]?.wholeNumber
        }
    }

    private var regions: [Region] = []
    private var numbers: [String: Int] = [:]
    private var links: [ForeignLayers.Link] = []
    private var document: [(name: String, value: String)] = []
    private var odd: [JSONValue] = []
    /// Regions of another text of the task.
    private var elsewhere: [JSONValue] = []

    private let text: Text
    private var html: LabelStudioHTML?
    /// What most regions call the text; others are about another text of the task.
    private var main = ""

    init(_ items: [JSONValue], over text: Text) {
        self.text = text
        main = LabelStudioEvidence.name(of: text, in: items)
        for item in items { place(item) }
        for item in items where !LabelStudioResults.isPlaced(item) { remark(item) }
    }

    mutating func add(to report: inout ForeignReport, _ annotator: Int) {
        for region in regions { add(region, to: &report, annotator) }
        for link in links { report.add(link, by: annotator) }
        for (name, value) in document { report.document(name, value, by: annotator) }
        for item in odd { report.odd(item, by: annotator) }
        for item in elsewhere {
            report.faults.add(
                .notRead, item["id"]?.asWords, at: item.range.lowerBound,
                "it is about \"\(item["to_name"]?.asWords ?? "")\", another text of its task; kept as an attribute of the document")
            report.document(ForeignReport.oddName, item.asWords, by: annotator)
        }
    }

    private mutating func add(_ region: Region, to report: inout ForeignReport, _ annotator: Int) {
        let quotation = QuotedSpans.Quotation(words: region.quote)
        guard region.result["value"]?["globalOffsets"] != nil, region.result.takenBack == nil, LabelStudioHTML.isMarkup(text),
            let start = region.start?.wholeNumber, let end = region.end?.wholeNumber
        else { return report.add(region.item, region.start, region.end, quotation, of: region.result, by: annotator) }
        let page = html ?? LabelStudioHTML(text)
        html = page
        guard let place = page.markup(start, end) else {
            return report.add(region.item, region.start, region.end, of: region.result, by: annotator)
        }
        // Words with tags between them are not those of the markup.
        let isOneRun = place.end - place.start == end - start
        report.add(
            region.item, place.start, place.end, isOneRun ? quotation : QuotedSpans.Quotation(), by: annotator,
            at: region.result.range.lowerBound)
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
        if let name = item["to_name"]?.string, name != main, !main.isEmpty { return elsewhere.append(item) }
        let id = item["id"]?.asWords ?? ""
        // What free text says is no quotation.
        let quote = item["type"]?.string == "textarea" ? nil : value["text"]
        let number: Int
        if let known = numbers[id], !id.isEmpty, regions[known].stands(at: place) {
            number = known
            regions[number].quote = regions[number].quote ?? quote
        } else {
            number = regions.count
            regions.append(
                Region(
                    item: ForeignLayers.Labelled(id: id, label: ""), start: place["start"], end: place["end"],
                    quote: quote, result: item))
            if !id.isEmpty, numbers[id] == nil { numbers[id] = number }
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
