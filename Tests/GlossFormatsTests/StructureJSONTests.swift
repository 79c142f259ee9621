import GlossModel
import TestSupport
import Testing

@testable import GlossFormats

struct StructureJSONTests {
    /// A report with everything that a structure can hold, its places drawn at random.
    static func report(seed: UInt64) -> Report {
        var generator = SeededGenerator(seed: seed)
        var words = ""
        var blocks: [ReportBlock] = []
        var pages = [Page(start: 0, label: "i")]
        for number in 1...Int.random(in: 1...30, using: &generator) {
            let kind = BlockKind.allCases.randomElement(using: &generator)!
            let start = words.utf8.count
            words += "\(number) žluť \(kind.name)" + (kind == .paragraph ? " a\nb 🚢6" : "") + "."
            let level = kind == .heading || kind == .list ? Int.random(in: 1...6, using: &generator) : 0
            blocks.append(ReportBlock(Span(start, words.utf8.count), kind, level: level))
            words += number % 5 == 0 ? "\n\u{C}" : "\n\n"
            if number % 5 == 0 { pages.append(Page(start: words.utf8.count, label: "A-\(number)")) }
        }
        let text = Text(words)
        let bodies = blocks.filter { $0.kind == .note }
        let notes = blocks.filter { $0.kind == .paragraph }.enumerated().compactMap { index, block in
            index < bodies.count
                ? Footnote(marker: Span(Int(block.span.end) - 2, Int(block.span.end) - 1), body: bodies[index].span) : nil
        }
        let paragraphs = ParagraphIndex(
            text, blocks: blocks, pageStarts: pages.dropFirst().map(\.start), markers: notes.map(\.marker))
        let headings = blocks.filter { $0.kind == .heading }
        let structure = Structure(
            sections: Structure.sections(of: headings, end: text.count), pages: pages, notes: notes,
            links: blocks.filter { $0.kind == .reference }.map { Link($0.span, target: "https://ž.example/?a=\"b\"") })
        return Report(path: "r", text: text, paragraphs: paragraphs, structure: structure)
    }

    @Test(arguments: 0..<30)
    func aStructureComesBackTheSame(seed: Int) throws {
        let report = Self.report(seed: UInt64(seed))
        for format in [GlossJSON(), GlossJSONLines()] as [any Format] {
            let json = try written(report, format)
            let again = try #require(try format.read(InputFile(path: "r", content: Text(json))).first)
            #expect(again.structure == report.structure)
            #expect(again.paragraphs.blocks == report.paragraphs.blocks)
            #expect(again.paragraphs.markers == report.paragraphs.markers)
            #expect(again.paragraphs.pageStarts == report.paragraphs.pageStarts)
            #expect(try written(again, format) == json)
        }
    }

    @Test func jsonOfBeforeHasItsParagraphsFound() throws {
        let json = "{\"gloss\":1,\"text\":\"One day.\\n\\nAnother.\",\"mentions\":[{\"id\":\"m1\",\"spans\":[[0,3]],\"type\":\"P\"}],"
            + "\"notes\":[{\"type\":\"Note\",\"target\":\"m1\",\"text\":\"who?\",\"layer\":\"a\",\"origin\":\"file\"}]}"
        let report = try #require(try GlossJSON().read(InputFile(path: "r.json", content: Text(json))).first)
        #expect(report.paragraphs.spans == [Span(0, 8), Span(10, 18)])
        #expect(report.structure == Structure(report.text, report.paragraphs))
        // What others said of an annotation stood under "notes" then.
        #expect(report.layers.flatMap { layer in layer.notes.map { layer.string($0.text) } } == ["who?"])
        #expect(try written(report, GlossJSON()).contains("\"comments\": ["))
    }

    @Test func sectionsNeedNoHeadingsOfTheirOwn() throws {
        let json = "{\"gloss\":1,\"text\":\"A\\n\\nb\\n\\nC\\n\\nd\",\"blocks\":[{\"start\":0,\"end\":1,\"kind\":\"heading\",\"level\":1},"
            + "{\"start\":6,\"end\":7,\"kind\":\"heading\",\"level\":2}],\"sections\":[{\"level\":1,\"title\":\"C\",\"start\":6,\"end\":9}]}"
        let report = try #require(try GlossJSON().read(InputFile(path: "r.json", content: Text(json))).first)
        #expect(report.structure.sections == [Section(level: 1, heading: Span(6, 7), span: Span(6, 9))])
        #expect(report.paragraphs.blocks.map(\.kind) == [.heading, .paragraph, .heading, .paragraph])
    }

    /// Whatever a file says, every word of the text is in one block.
    @Test(arguments: 0..<30)
    func blocksFromAnywhereAreMadeToPartitionTheText(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let text = Text((1...40).map { "Wört \($0)" }.joined(separator: "\n\n"))
        let blocks = (0..<20).map { _ in
            let start = Int.random(in: 0..<text.count + 9, using: &generator)
            return ReportBlock(
                Span(start, start + Int.random(in: 0...40, using: &generator)),
                BlockKind.allCases.randomElement(using: &generator)!, level: Int.random(in: -1...9, using: &generator))
        }
        let index = ParagraphIndex(text, blocks: ReportBlock.partition(blocks, of: text))
        var covers = [Int](repeating: 0, count: text.count)
        for span in index.spans { for offset in span.range { covers[offset] += 1 } }
        #expect(covers.allSatisfy { $0 <= 1 })
        for span in index.furniture { for offset in span.range { covers[offset] += 1 } }
        #expect(covers.indices.allSatisfy { covers[$0] > 0 || text.bytes[$0] <= 0x20 })
        let again = ReportBlock.partition(index.blocks, of: text)
        #expect(zip(index.blocks, again).first { $0 != $1 }.map { "\($0)" } == nil)
        #expect(index.blocks.count == again.count)
        #expect(index.blocks.allSatisfy { ($0.kind == .heading) == (1...6 ~= $0.level && $0.kind != .list) })
    }

    // MARK: Tables

    private static let structured = """
        {"gloss":1,"text":"1 Quay\\n\\nIt fell in 2014.\\n\\n\\f1.1 *Mole*\\n\\nRex said it fell.",
        "blocks":[{"start":0,"end":6,"kind":"heading","level":1},{"start":27,"end":37,"kind":"heading","level":2}],
        "pages":[{"start":0,"label":"ix"},{"start":27,"label":"x"}],
        "times":[{"id":"t1","start":19,"end":23,"type":"DATE","value":"2014","earliest":"2014-01-01","latest":"2014-12-31","precision":"year"}],
        "claims":[{"id":"c1","spans":[[48,55]]}]}
        """

    static func report() throws -> Report {
        try #require(try GlossJSON().read(InputFile(path: "d/harbour.json", content: Text(structured))).first)
    }

    @Test func rowsEndWithPageAndSection() throws {
        let report = try Self.report()
        var out = ByteOutput()
        TimelineTable(by: .year).print(report.timeline().map { TimelineItem(report, $0) }, .tsv, TextStyle(), &out)
        var lines = out.string.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
        #expect(lines.map { $0.suffix(3) } == [["bucket", "page", "section"], ["2014", "ix", "1 Quay"]])
        out = ByteOutput()
        ClaimTable().print(report.claimIDs.map { ClaimItem(report, $0) }, .tsv, TextStyle(), &out)
        lines = out.string.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
        #expect(lines.map { $0.suffix(3) } == [["text", "page", "section"], ["it fell", "x", "1.1 *Mole*"]])
    }

    @Test func objectsHavePageAndSectionOrNull() throws {
        let plain = try TableTests.report()
        for (report, page, section) in [(try Self.report(), "\"ix\"", "\"1 Quay\""), (plain, "null", "null")] {
            var out = ByteOutput()
            TimelineTable().print(report.timeline().map { TimelineItem(report, $0) }, .jsonl, TextStyle(), &out)
            #expect(out.string.contains("\"page\":\(page),\"section\":\(section)"))
            let json = try written(report, GlossJSONLines())
            #expect(json.contains("\"page\":\(page),\"section\":\(section)"))
        }
    }

    @Test func readersSeePageAndSection() throws {
        let report = try Self.report()
        func timeline(_ format: TableFormat) -> String {
            var out = ByteOutput()
            TimelineTable().print(report.timeline().map { TimelineItem(report, $0) }, format, TextStyle(), &out)
            return out.string
        }
        #expect(timeline(.text) == "2014  ¶2 p. ix  It fell in 2014. [1 Quay]\n")
        #expect(timeline(.markdown).split(separator: "\n").last == "| 2014 | 2 | It fell in 2014. |  | ix | 1 Quay |")
        #expect(timeline(.ics).replacing("\r\n ", with: "").contains("harbour.json\\, ¶ 2\\, p. ix\\, § 1 Quay"))
        let citation = report.citation(of: Span(48, 55))
        #expect(citation.quoting("it\nfell") == "“it fell” (harbour.json, ¶ 4, p. x, § 1.1 *Mole*)")
    }

    // MARK: Outline

    private func outline(_ format: TableFormat, _ style: TextStyle = TextStyle(), several: Bool = false) throws -> String {
        var out = ByteOutput()
        OutlineTable(namesReports: several).print(OutlineItem.all(of: try Self.report()), format, style, &out)
        return out.string
    }

    @Test func theOutlineIsIndented() throws {
        #expect(try outline(.text) == "1 Quay  p. ix\n  1.1 *Mole*  p. x\n")
        #expect(
            try outline(.text, TextStyle(width: 20)) == "1 Quay .......... ix\n  1.1 *Mole* ..... x\n")
        #expect(try outline(.markdown) == "- 1 Quay, p. ix\n  - 1.1 \\*Mole\\*, p. x\n")
        #expect(try outline(.markdown, several: true).hasPrefix("- d/harbour.json\n  - 1 Quay"))
    }

    @Test func theOutlineOfProgramsHasPlaces() throws {
        #expect(try outline(.csv) == "report,level,title,start,end,page\r\nd/harbour.json,1,1 Quay,0,56,ix\r\nd/harbour.json,2,1.1 *Mole*,27,56,x\r\n")
        let rows = try JSONDocument(Text(try outline(.json))).root.items
        #expect(rows.map { $0["title"]?.string } == ["1 Quay", "1.1 *Mole*"])
        #expect(rows.map { $0["page"]?.string } == ["ix", "x"])
        #expect(rows.map { $0["start"]?.int } == [0, 27])
    }

    @Test func longTitlesAreWrapped() throws {
        let text = Text("What the harbour master saw on the mole\n\nWords.")
        let report = Report(
            text: text, paragraphs: ParagraphIndex(text, blocks: [ReportBlock(Span(0, 39), .heading, level: 1)]))
        var out = ByteOutput()
        OutlineTable().print(OutlineItem.all(of: report), .text, TextStyle(width: 20), &out)
        #expect(out.string == "What the harbour\n  master saw on the\n  mole\n")
    }
}
