import GlossModel
import Testing

@testable import GlossFormats

/// pandoc's document tree becomes a report with structure.
struct PandocTests {
    static func tree(_ blocks: String, meta: String = "") -> String {
        "{\"pandoc-api-version\":[1,22,2,1],\"meta\":{\(meta)},\"blocks\":[\(blocks)]}"
    }

    static func words(_ text: String) -> String {
        text.split(separator: " ").map { "{\"t\":\"Str\",\"c\":\"\($0)\"}" }.joined(separator: ",{\"t\":\"Space\"},")
    }

    static func paragraph(_ text: String) -> String { "{\"t\":\"Para\",\"c\":[\(words(text))]}" }

    static func heading(_ level: Int, _ text: String) -> String {
        "{\"t\":\"Header\",\"c\":[\(level),[\"x\",[],[]],[\(words(text))]]}"
    }

    static func cell(_ text: String, rows: Int = 1, columns: Int = 1) -> String {
        "[[\"\",[],[]],{\"t\":\"AlignDefault\"},\(rows),\(columns),[{\"t\":\"Plain\",\"c\":[\(words(text))]}]]"
    }

    static func table(_ rows: [[String]], width: Int, caption: String = "") -> String {
        let lines = rows.map { "[[\"\",[],[]],[\($0.joined(separator: ","))]]" }
        let columns = (0..<width).map { _ in "[{\"t\":\"AlignDefault\"},{\"t\":\"ColWidthDefault\"}]" }.joined(separator: ",")
        let words = caption.isEmpty ? "" : "{\"t\":\"Plain\",\"c\":[\(words(caption))]}"
        return "{\"t\":\"Table\",\"c\":[[\"\",[],[]],[null,[\(words)]],[\(columns)],[[\"\",[],[]],[\(lines[0])]],"
            + "[[[\"\",[],[]],0,[],[\(lines.dropFirst().joined(separator: ","))]]],[[\"\",[],[]],[]]]}"
    }

    static func report(_ blocks: String..., meta: String = "") throws -> Report {
        try report(of: tree(blocks.joined(separator: ","), meta: meta))
    }

    static func report(of tree: String) throws -> Report {
        let file = InputFile(path: "r.docx", content: Text(tree))
        #expect(Formats.sniff(file).name == "pandoc")
        return try PandocJSON().read(file)[0]
    }

    /// Each block as `kind level text`.
    static func blocks(_ report: Report) -> [String] {
        report.paragraphs.blocks.map { block in
            "\(block.kind.name)\(block.level > 0 ? String(block.level) : "") " + report.text[block.span]
        }
    }

    @Test func headingsMakeSectionsAndParagraphsLines() throws {
        let report = try Self.report(Self.heading(1, "The harbour"), Self.paragraph("Ships came."), Self.heading(2, "Piers"), Self.paragraph("Two."), Self.heading(1, "End"))
        #expect(Self.blocks(report) == ["heading1 The harbour", "paragraph Ships came.", "heading2 Piers", "paragraph Two.", "heading1 End"])
        #expect(report.text[report.text.span] == "The harbour\n\nShips came.\n\nPiers\n\nTwo.\n\nEnd\n")
        #expect(report.structure.sections.map(\.level) == [1, 2, 1])
        #expect(report.structure.sections.map { report.title(of: $0) } == ["The harbour", "Piers", "End"])
        #expect(report.text[report.structure.sections[0].span].hasSuffix("Two.\n\n"))
    }

    @Test func notesStandAtTheEndOfTheirSection() throws {
        let note = "{\"t\":\"Note\",\"c\":[\(Self.paragraph("Said in May.")),\(Self.paragraph("And June."))]}"
        let report = try Self.report(
            Self.heading(1, "One"), "{\"t\":\"Para\",\"c\":[\(Self.words("Ships came")),\(note),{\"t\":\"Str\",\"c\":\".\"}]}", Self.paragraph("More."),
            Self.heading(1, "Two"))
        #expect(Self.blocks(report) == [
            "heading1 One", "paragraph Ships came[1].", "paragraph More.", "note [1] Said in May.", "note And June.", "heading1 Two",
        ])
        let footnote = try #require(report.structure.notes.first)
        #expect(report.text[footnote.marker] == "[1]")
        #expect(report.text[footnote.body] == "[1] Said in May.\n\nAnd June.")
        #expect(report.flow.string(of: report.paragraphs.spans[1]) == "Ships came.")
        #expect(report.sectionTitle(at: Int(footnote.body.start)) == "One")
    }

    @Test func notesWithinNotesAreNumberedOn() throws {
        let inner = "{\"t\":\"Note\",\"c\":[\(Self.paragraph("Deep."))]}"
        let outer = "{\"t\":\"Note\",\"c\":[{\"t\":\"Para\",\"c\":[{\"t\":\"Str\",\"c\":\"Outer\"},\(inner)]}]}"
        let report = try Self.report("{\"t\":\"Para\",\"c\":[{\"t\":\"Str\",\"c\":\"Text\"},\(outer)]}")
        #expect(Self.blocks(report) == ["paragraph Text[1]", "note [1] Outer[2]", "note [2] Deep."])
        #expect(report.structure.notes.map { report.text[$0.body] } == ["[1] Outer[2]", "[2] Deep."])
    }

    @Test func listsKeepBulletsNumbersAndDepth() throws {
        let inner = "{\"t\":\"OrderedList\",\"c\":[[3,{\"t\":\"LowerRoman\"},{\"t\":\"TwoParens\"}],[[\(Self.paragraph("in"))],[\(Self.paragraph("on"))]]]}"
        let report = try Self.report(
            "{\"t\":\"BulletList\",\"c\":[[\(Self.paragraph("a")),\(Self.paragraph("more")),\(inner)],[],[\(Self.paragraph("b"))]]}",
            "{\"t\":\"DefinitionList\",\"c\":[[[\(Self.words("Pier"))],[[\(Self.paragraph("A quay."))]]]]}")
        #expect(Self.blocks(report) == ["list1 • a", "list1 more", "list2 (iii) in", "list2 (iv) on", "list1 • b", "list1 Pier", "list2 A quay."])
    }

    @Test func tablesAreLinesWithTabsAndSpansAreEmptyCells() throws {
        let report = try Self.report(Self.table(
            [
                [Self.cell("Year", rows: 2), Self.cell("Lost", columns: 2)], [Self.cell("men"), Self.cell("boats")],
                [Self.cell("2014"), Self.cell("3")], [Self.cell("", columns: 3)],
            ], width: 3, caption: "Losses"))
        #expect(Self.blocks(report) == ["caption Losses", "table Year\tLost\t\n\tmen\tboats\n2014\t3\t"])
    }

    @Test func tablesBeginWithTheirEmptyCorner() throws {
        let report = try Self.report(Self.table([[Self.cell(""), Self.cell("men")], [Self.cell("2014"), Self.cell("3")]], width: 2), Self.paragraph("End."))
        #expect(Self.blocks(report) == ["table \tmen\n2014\t3", "paragraph End."])
    }

    @Test func aBoxIsNoTable() throws {
        let report = try Self.report(Self.table([[Self.cell("In the box.")]], width: 1))
        #expect(Self.blocks(report) == ["paragraph In the box."])
    }

    @Test func aCaptionThatStandsTwiceIsReadOnce() throws {
        let report = try Self.report(Self.paragraph("Table 1: Losses"), Self.table([[Self.cell("a"), Self.cell("b")], [Self.cell("c"), Self.cell("d")]], width: 2, caption: "Table 1: Losses"))
        #expect(Self.blocks(report) == ["caption Table 1: Losses", "table a\tb\nc\td"])
    }

    @Test func wordsReadAsInPrint() throws {
        let report = try Self.report("""
            {"t":"Para","c":[{"t":"Quoted","c":[{"t":"DoubleQuote"},[{"t":"Emph","c":[{"t":"Str","c":"Yes"}]}]]},{"t":"SoftBreak"},\
            {"t":"Str","c":"CO"},{"t":"Subscript","c":[{"t":"Str","c":"2"}]},{"t":"LineBreak"},{"t":"Str","c":"response"},\
            {"t":"Superscript","c":[{"t":"Str","c":"16"}]},{"t":"Space"},{"t":"Math","c":[{"t":"InlineMath"},"x^2"]},{"t":"Space"},\
            {"t":"Str","c":"4"},{"t":"Superscript","c":[{"t":"Str","c":"th"}]},{"t":"Space"},{"t":"Code","c":[["",[],[]],"a  b"]},\
            {"t":"RawInline","c":["latex","\\\\x"]},{"t":"Str","c":"10\u{A0}May co\u{AD}op\\u0041"}]}
            """)
        #expect(Self.blocks(report) == ["paragraph “Yes” CO₂\nresponse¹⁶ x^2 4th a b10 May coopA"])
        #expect(report.findings.map(\.code) == ["raw-left-out"])
    }

    @Test func linksQuotesCodeAndLinesAreKept() throws {
        let link = "{\"t\":\"Link\",\"c\":[[\"\",[],[]],[\(Self.words("the report"))],[\"http://x.example/\",\"\"]]}"
        let report = try Self.report(
            "{\"t\":\"BlockQuote\",\"c\":[{\"t\":\"Para\",\"c\":[{\"t\":\"Str\",\"c\":\"See\"},{\"t\":\"Space\"},\(link),{\"t\":\"Str\",\"c\":\".\"}]}]}",
            "{\"t\":\"CodeBlock\",\"c\":[[\"\",[],[]],\"  if x:\\n    y\\n\\n  z\\n\"]}",
            "{\"t\":\"LineBlock\",\"c\":[[\(Self.words("One line"))],[\(Self.words("and another"))]]}")
        #expect(Self.blocks(report) == ["quote See the report.", "code if x:\n  y\n\nz", "paragraph One line\nand another"])
        #expect(report.structure.links.map { report.text[$0.span] + " " + $0.target } == ["the report http://x.example/"])
    }

    @Test(arguments: ["Para", "Plain"])
    func figuresAreTheirCaptions(name: String) throws {
        func image(_ words: String) -> String { "{\"t\":\"Image\",\"c\":[[\"\",[],[]],[\(Self.words(words))],[\"a.png\",\"fig:\"]]}" }
        let report = try Self.report("{\"t\":\"\(name)\",\"c\":[\(image("The port in May"))]}", Self.paragraph("Text."), "{\"t\":\"Para\",\"c\":[\(image("media/image1.png"))]}")
        #expect(Self.blocks(report) == ["caption The port in May", "paragraph Text."])
    }

    @Test func theTitlePageComesFirst() throws {
        func inlines(_ text: String) -> String { "{\"t\":\"MetaInlines\",\"c\":[\(Self.words(text))]}" }
        let meta = "\"title\":\(inlines("On harbours")),\"author\":{\"t\":\"MetaList\",\"c\":[\(inlines("Ann Bee")),\(inlines("Cy Dee"))]},\"date\":\(inlines("3 March 2015"))"
        let report = try Self.report(Self.paragraph("Ships came."), meta: meta)
        #expect(Self.blocks(report) == ["front On harbours", "front Ann Bee", "front Cy Dee", "front 3 March 2015", "paragraph Ships came."])
        #expect((report.title, report.date) == ("On harbours", Day(iso: "2015-03-03")))
        #expect(try Self.blocks(Self.report(Self.heading(1, "On harbours"), meta: "\"title\":\(inlines("On harbours"))")) == ["heading1 On harbours"])
    }

    @Test func referencesAndContentsAreToldByTheirPlace() throws {
        func entry(_ words: String) -> String {
            "{\"t\":\"Para\",\"c\":[{\"t\":\"Link\",\"c\":[[\"\",[],[]],[\(Self.words(words))],[\"#x\",\"\"]]},{\"t\":\"Str\",\"c\":\"..7\"}]}"
        }
        let report = try Self.report(
            entry("1 Ships"), entry("2 Piers"), entry("3 Books"), Self.heading(1, "Ships"), Self.paragraph("They came."), Self.heading(1, "3. References"),
            Self.paragraph("Bee (2014). Ports."), Self.heading(2, "Web"), Self.paragraph("x.example"), Self.heading(1, "Annex"), Self.paragraph("Lists."))
        #expect(Self.blocks(report) == [
            "contents 1 Ships..7", "contents 2 Piers..7", "contents 3 Books..7", "heading1 Ships", "paragraph They came.", "heading1 3. References",
            "reference Bee (2014). Ports.", "heading2 Web", "reference x.example", "heading1 Annex", "paragraph Lists.",
        ])
    }

    @Test(arguments: [
        "{\"pandoc-api-version\":[1,22],\"meta\":{},\"blocks\":[", "{\"pandoc-api-version\":[1,22],\"meta\":{},\"blocks\":{}}",
        tree("{\"t\":\"Header\",\"c\":[1]}"), tree("{\"t\":\"BulletList\"}"), tree("{}"), tree("3"), tree("{\"t\":\"Para\",\"c\":[{}]}"),
        tree("{\"t\":\"Table\",\"c\":[]}"), tree(""), "{\"pandoc-api-version\":[9,1],\"meta\":{},\"blocks\":[]}",
        tree(String(repeating: "{\"t\":\"BlockQuote\",\"c\":[", count: 400) + String(repeating: "]}", count: 400)),
    ])
    func whatIsNoTreeIsAnError(text: String) {
        #expect(throws: FormatError.self) { try PandocJSON().read(InputFile(path: "r", content: Text(text))) }
    }

    @Test func aFaultIsToldWithItsLine() {
        let text = "{\"pandoc-api-version\":[1,22],\"meta\":{},\"blocks\":[\n{\"t\":\"Para\",\"c\":[]},\n{\"t\":\"Para\"}]}"
        #expect(throws: FormatError.malformed(line: 3, offset: 71, what: "not pandoc's document tree: a paragraph has no words")) {
            try PandocJSON().read(InputFile(path: "r", content: Text(text)))
        }
    }

    @Test func unknownElementsAreReadAsTheirWords() throws {
        let report = try Self.report("{\"t\":\"Hologram\",\"c\":[\(Self.words("seen here"))]}")
        #expect(Self.blocks(report) == ["paragraph seen here"])
        #expect(report.findings.map(\.code) == ["unknown-element"])
    }

    @Test(arguments: [
        ("2015-03-02", "2015-03-02"), ("2015-03-02T10:00:00Z", "2015-03-02"), ("20150302", "2015-03-02"), ("2015/03/02", "2015-03-02"),
        ("2 March 2015", "2015-03-02"), ("Monday, March 2nd, 2015", "2015-03-02"), ("Mar. 2, 2015", "2015-03-02"), ("March 2015", nil),
        ("2015", nil), ("03/02/2015", nil), ("31 February 2015", nil), ("", nil),
    ])
    func daysOfMetadataAreRead(words: String, day: String?) { #expect(DayWords.day(words)?.description == day) }
}
