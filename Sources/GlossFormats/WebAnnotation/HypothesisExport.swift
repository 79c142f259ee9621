import GlossModel

/// What the Hypothesis client exports as JSON since 2023: annotations of one page with the date of the
/// export, about `report.txt` beside, the text of the page. Read as Web Annotations; offsets are UTF-16
/// units of the page's text. Only read.
public struct HypothesisExport: Format {
    public init() {}
    public var name: String { "hypothesis" }
    public var suffixes: [String] { ["hypothesis.json"] }
    public var textSuffix: String? { "txt" }
    public var isWritten: Bool { false }
    public var offsets: OffsetUnit? { .utf16 }

    public func sniff(_ file: InputFile) -> Likeness {
        guard file.begins(with: 0x7B), let head = JSONHead(file), head.has("annotations", 0x5B) else { return .none }
        let isExport = head.has("export_date") || head.has("client_version") || head.has("export_userid")
        return isExport || head.itemOfList("annotations", has: "target", "uri") ? .certain : .none
    }

    public func text(of file: InputFile) throws(FormatError) -> Text? { try file.textBeside(nil) }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        var report = file.report(of: try file.textBeside(nil))
        try annotate(&report, from: file)
        return [report]
    }

    public func annotate(_ report: inout Report, from file: InputFile) throws(FormatError) {
        let root = try JSONDocument(file.content).root
        var reader = WebAnnotationReader(report.text, path: file.path, file: file.content, unit: .utf16)
        var replies = 0
        for item in root["annotations"]?.items ?? [] {
            if item["references"]?.items.isEmpty == false { replies += 1 } else { reader.take(item) }
        }
        var gathered = reader.finished(try WebAnnotationItems(file.content))
        if replies > 0 {
            gathered.tell(.note, "replies-left-out", "\(replies.of("reply", "replies")) to annotations: not shown")
        }
        if let title = root["annotations"]?.items.first?["document"]?["title"]?.orItems.first?.string { gathered.title = title }
        gathered.add(to: &report, file.path, ForeignLayers.Source(file: file.content, range: nil, format: name, isExact: true))
    }
}
