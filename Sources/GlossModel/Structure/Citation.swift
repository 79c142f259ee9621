/// Where words of a report stand, as a reader cites it. All that is copied or printed cites in these
/// words.
public struct Citation: Hashable, Sendable {
    /// Name of the file, without its folder; the title where there is none.
    public var report: String
    /// From 1; nil where the text before has not been read.
    public var paragraph: Int?
    /// Label of the page; nil where there are no pages.
    public var page: String?
    /// Title of the innermost section; nil where there is none.
    public var section: String?

    public init(report: String, paragraph: Int?, page: String? = nil, section: String? = nil) {
        self.report = report
        self.paragraph = paragraph
        self.page = page
        self.section = section
    }

    /// The place within the report: "¶ 3, p. 17, § 3.2 Victims".
    public var place: String {
        [paragraph.map { "¶ \($0)" } ?? "¶ …", page.map { "p. " + $0 }, section.map { "§ " + $0 }]
            .compactMap { $0 }.joined(separator: ", ")
    }

    /// Paragraph and page for a narrow column: "¶3 p. 17".
    public var shortPlace: String {
        (paragraph.map { "¶\($0)" } ?? "¶…") + (page.map { " p. " + $0 } ?? "")
    }

    /// The whole citation: "report.txt, ¶ 3, p. 17, § 3.2 Victims".
    public var words: String { report + ", " + place }

    /// Words of the text with where they stand: "“words” (report.txt, ¶ 3, p. 17)".
    public func quoting(_ quoted: String) -> String { "“\(StandIn.line(quoted))” (\(words))" }
}

extension Report {
    /// Where a span begins, free of control characters. O(log n + length of the section's title).
    public func citation(of span: Span) -> Citation {
        let start = Int(span.start)
        let name = path.split(separator: "/").last.map(String.init) ?? title
        return Citation(
            report: StandIn.line(name),
            paragraph: paragraphs.startsAt == 0 ? (paragraphs.index(at: start) ?? 0) + 1 : nil,
            page: pageLabel(at: start).map { StandIn.line($0) },
            section: sectionTitle(at: start).map { StandIn.line($0) })
    }
}
