import GlossModel

/// A section of a report.
public struct OutlineItem: TableRow {
    public var report: Report
    public var section: Section

    public init(_ report: Report, _ section: Section) {
        self.report = report
        self.section = section
    }

    /// The sections of a report, in the order of the text.
    public static func all(of report: Report) -> [OutlineItem] {
        report.structure.sections.map { OutlineItem(report, $0) }
    }

    var title: String { StandIn.line(report.title(of: section)) }

    /// Label of the page of the heading; nil where there are no pages.
    var page: String? { report.pageLabel(at: Int(section.heading.start)).map { StandIn.line($0) } }
}

/// The outline as a table: one row a section.
public struct OutlineTable: Table {
    private let namesReports: Bool

    public init(namesReports: Bool = false) { self.namesReports = namesReports }

    /// Writes rows in the order given; a calendar is written as text.
    public func print(
        _ items: [OutlineItem], _ format: TableFormat, _ style: TextStyle, _ out: inout ByteOutput
    ) {
        switch format {
        case .text, .ics: OutlineText(style, namesReports: namesReports).write(items, &out)
        case .markdown: markdown(items, &out)
        default: write(items, format, style, &out)
        }
    }

    var columns: [String] { ["report", "level", "title", "start", "end", "page"] }

    func cells(_ item: OutlineItem, _ cursor: inout OffsetCursor) -> [String] {
        [
            item.report.path, String(item.section.level), item.title,
            String(cursor.units(beforeByte: Int(item.section.span.start))),
            String(cursor.units(beforeByte: Int(item.section.span.end))), item.page ?? "",
        ]
    }

    func members(_ item: OutlineItem, _ json: inout ReportJSON, _ out: inout ByteOutput) {
        json.section(item.section, &out)
    }

    func line(_ item: OutlineItem) -> TextRow { TextRow(cells: [item.page ?? ""], words: item.title) }

    /// A nested list; of several reports one under the name of each.
    private func markdown(_ items: [OutlineItem], _ out: inout ByteOutput) {
        OutlineTable.forEachNested(items) { item, depth, isFirst in
            if namesReports, isFirst {
                out.write("- " + TimelineMarkdown.escaped(StandIn.line(item.report.path)) + "\n")
            }
            let indent = String(repeating: "  ", count: depth + (namesReports ? 1 : 0))
            let page = item.page.map { ", p. " + $0 } ?? ""
            out.write(indent + "- " + TimelineMarkdown.escaped(item.title + page) + "\n")
            out.passOn()
        }
    }

    /// Tells of each section how many sections it stands in, and whether it is the first of its report.
    static func forEachNested(_ items: [OutlineItem], _ body: (OutlineItem, _ depth: Int, _ isFirst: Bool) -> Void) {
        var open: [Int] = []
        var report: ReportID?
        var path = ""
        for item in items {
            let isFirst = report != item.report.id || path != item.report.path
            if isFirst { open = [] }
            (report, path) = (item.report.id, item.report.path)
            while let last = open.last, last >= item.section.level { open.removeLast() }
            body(item, open.count, isFirst)
            open.append(item.section.level)
        }
    }
}

/// The outline for reading: titles indented by what they stand in, pages at the right.
struct OutlineText {
    private let style: TextStyle
    private let namesReports: Bool
    /// Pages stand no farther to the right, where the eye loses the line.
    private static let widest = 90

    init(_ style: TextStyle, namesReports: Bool) {
        self.style = style
        self.namesReports = namesReports
    }

    func write(_ items: [OutlineItem], _ out: inout ByteOutput) {
        let pageWidth = items.map { columns(of: $0.page ?? "") }.max() ?? 0
        OutlineTable.forEachNested(items) { item, depth, isFirst in
            if namesReports, isFirst { out.write(painted(StandIn.line(item.report.path), "1") + "\n") }
            line(item, indent: (depth + (namesReports ? 1 : 0)) * 2, pageWidth, &out)
            out.passOn()
        }
    }

    private func line(_ item: OutlineItem, indent: Int, _ pageWidth: Int, _ out: inout ByteOutput) {
        let page = item.page ?? ""
        guard let width = style.width.map({ min($0, Self.widest) }), width - indent - pageWidth >= 12 else {
            let label = page.isEmpty ? "" : "  p. " + page
            return out.write(String(repeating: " ", count: indent) + item.title + label + "\n")
        }
        let lines = wrapped(item.title, to: width - indent - (pageWidth > 0 ? pageWidth + 3 : 0))
        for (index, words) in lines.enumerated() {
            out.write(String(repeating: " ", count: indent + (index > 0 ? 2 : 0)) + words)
            if index == lines.count - 1, !page.isEmpty {
                let used = indent + (index > 0 ? 2 : 0) + columns(of: words) + columns(of: page)
                out.write(" " + painted(leader(width - used - 2), "2") + " " + painted(page, "36"))
            }
            out.write("\n")
        }
    }

    private func leader(_ length: Int) -> String {
        String(repeating: ".", count: max(1, length))
    }

    private func wrapped(_ title: String, to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in title.split(separator: " ") {
            let room = width - (lines.isEmpty ? 0 : 2)
            if !line.isEmpty, columns(of: line) + 1 + columns(of: word) > room {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return lines + [line]
    }

    private func columns(of words: some StringProtocol) -> Int { words.reduce(0) { $0 + style.measure($1) } }

    private func painted(_ words: String, _ code: String) -> String {
        style.isColored && !words.isEmpty ? "\u{1B}[\(code)m\(words)\u{1B}[0m" : words
    }
}
