import GlossModel
import TestSupport
import Testing

@testable import GlossFormats

/// Reports found in what pdftohtml tells of the pages of a PDF.
struct PDFTests {
    private func report(_ pages: PDFPages) throws -> Report {
        try #require(try PDFXML().read(InputFile(path: "r.pdf", content: Text(pages.xml))).first)
    }

    /// The blocks with their kinds, lines parted by "/".
    private func blocks(_ report: Report) -> [String] {
        report.paragraphs.blocks.map { block in
            let level = block.level > 0 ? String(block.level) : ""
            return "\(block.kind.name)\(level) " + report.text[block.span].split(separator: "\n").joined(separator: "/")
        }
    }

    /// Lines of a paragraph of prose, the last of which ends it.
    private func prose(_ lines: Int, _ word: String = "harbour") -> [String] {
        (1...lines).map { "the \(word) lay under the signal tower and nobody on the quay had seen the crew of line \($0)" + ($0 == lines ? "." : "") }
    }

    private let words = ["harbour", "vessel", "depot", "bridge", "mill", "railway"]

    @Test func itsBeginningTells() {
        let file = InputFile(path: "anything", content: Text(PDFPages().xml))
        #expect(PDFXML().sniff(file) == .certain)
        #expect(PDFXML().sniff(InputFile(path: "a", content: Text("<html>pdf2xml</html>"))) == .none)
    }

    @Test func charactersAreReadAsTheyAreMeant() throws {
        var pages = PDFPages()
        pages.page()
        pages.text(prose(6), at: 100)
        pages.line("The \u{FB01}rst o\u{FB03}cer &amp; the \u{A0}pilot &lt;came&gt;&#8212;late.", at: 200)
        pages.line("\u{F0B7} <b>crates</b>", at: 230)
        let text = try report(pages).text
        #expect(text[text.span].contains("The first officer & the pilot <came>\u{2014}late."))
        #expect(text[text.span].contains("\u{2022} crates"))
    }

    @Test func paragraphsAreOneBlockOverAPage() throws {
        var pages = PDFPages()
        for page in 1...4 {
            pages.page()
            pages.line("The Harbour Inquiry", at: 40)
            let lines = page == 1 ? prose(9).dropLast() + ["before the morning nobody had spoken to the sur-"] : page == 2 ? ["veyor, as the pilot said later."] + prose(5, "depot") : prose(8, words[page])
            pages.text(Array(lines), at: 100)
            pages.line("\(page)", at: 760, left: 300)
        }
        let report = try report(pages)
        let whole = try #require(blocks(report).first { $0.contains("sur-") })
        #expect(whole.hasSuffix("spoken to the sur-/\u{0C}veyor, as the pilot said later."))
        let text = report.text[report.text.span]
        #expect(text.contains("1\n\nThe Harbour Inquiry\n\nthe harbour"), "the foot and the next head stand before it")
        #expect(report.structure.pages.map(\.label) == ["1", "2", "3", "4"])
        #expect(report.text.byte(Int(report.structure.pages[1].start)) == 0x0C)
        #expect(report.flow.string(of: report.paragraphs.spans[0]).contains("the surveyor, as"))
        #expect(blocks(report).filter { $0 == "running The Harbour Inquiry" }.count == 4)
    }

    @Test func pagesHaveTheNumbersThatArePrinted() throws {
        var pages = PDFPages()
        for (number, label) in ["", "ii", "iii", "1", "2", "3"].enumerated() {
            pages.page()
            pages.text(prose(8, words[number]), at: 100)
            if !label.isEmpty { pages.line(label, at: 760, left: 300) }
        }
        let labels = try report(pages).structure.pages.map(\.label)
        #expect(labels == ["i", "ii", "iii", "1", "2", "3"])
    }

    @Test func columnsAreReadOneAfterTheOther() throws {
        var pages = PDFPages()
        pages.page()
        pages.line("Two nights on the northern quay", at: 60, size: 18, bold: true)
        pages.text(prose(10, "left"), at: 100, width: 230)
        pages.text(prose(10, "right"), at: 100, left: 310, width: 230)
        let found = try blocks(report(pages))
        #expect(found.map { String($0.prefix(16)) } == ["heading1 Two nig", "paragraph the le", "paragraph the ri"])
    }

    @Test func aNoteIsJoinedToItsMarkerAndHiddenFromReading() throws {
        var pages = PDFPages()
        pages.page()
        let next = pages.text(prose(12), at: 100)
        pages.line("The tower gave a response", at: next, width: 125)
        pages.line("6", at: next - 1, left: 185, size: 6, width: 3)
        pages.line(" and slept.", at: next, left: 188)
        pages.line("6", at: 699, left: 60, size: 5, width: 3)
        pages.line("See the ledger of the harbour office.", at: 700, left: 65, size: 8)
        let report = try report(pages)
        #expect(blocks(report).last == "note 6See the ledger of the harbour office." || blocks(report).last == "note 6 See the ledger of the harbour office.")
        let note = try #require(report.structure.notes.first)
        #expect(report.text[note.marker] == "6")
        #expect(report.text[note.body].hasSuffix("harbour office."))
        #expect(report.flow.string(of: report.paragraphs.spans[1]).hasSuffix("gave a response and slept."))
    }

    @Test func headingsAreToldAndRanked() throws {
        var pages = PDFPages()
        for chapter in 1...3 {
            pages.page()
            pages.line("\(chapter). " + ["The quay", "Night", "What was found"][chapter - 1], at: 60, size: 16, bold: true)
            pages.text(prose(5, words[chapter]), at: 100)
            pages.line("\(chapter).1 The pilots", at: 180, size: 12, bold: true)
            pages.text(prose(5, words[chapter]), at: 210)
            pages.line("The crew", at: 290, bold: true)
            pages.text(prose(5, words[chapter]), at: 310)
        }
        let report = try report(pages)
        let found = report.structure.sections.map { "\($0.level) \(report.title(of: $0))" }
        #expect(found == ["The quay", "Night", "What was found"].enumerated().flatMap { ["1 \($0 + 1). \($1)", "2 \($0 + 1).1 The pilots", "3 The crew"] })
    }

    @Test func bookmarksSayWhatAHeadingIs() throws {
        var pages = PDFPages()
        pages.page()
        pages.text(prose(4), at: 100)
        pages.line("Aftermath", at: 160)
        pages.text(prose(4), at: 185)
        pages.outline = "<outline><item page=\"1\">Report</item><outline><item page=\"1\">AFTERMATH</item></outline></outline>"
        let report = try report(pages)
        #expect(report.structure.sections.map { report.title(of: $0) } == ["Aftermath"])
        #expect(report.structure.sections.map(\.level) == [2])
    }

    @Test func tablesAreRowsOfCells() throws {
        var pages = PDFPages()
        pages.page()
        pages.text(prose(4), at: 60)
        let rows = [["Vessel", "Master", "Cargo"], ["Aurora", "J. Penn", "coal"], ["Corvus", "", "grain"], ["Dunmore", "A. Costa", "timber and"]]
        for (number, row) in rows.enumerated() {
            for (column, cell) in row.enumerated() where !cell.isEmpty { pages.line(cell, at: 140 + number * 20, left: 60 + column * 150) }
        }
        pages.line("salt", at: 212, left: 360)
        pages.text(prose(4), at: 280)
        #expect(try blocks(report(pages))[1] == "table Vessel\tMaster\tCargo/Aurora\tJ. Penn\tcoal/Corvus\t\tgrain/Dunmore\tA. Costa\ttimber and salt")
    }

    @Test func listsHang() throws {
        var pages = PDFPages()
        pages.page()
        pages.text(prose(4), at: 60)
        for (number, top) in [120, 150, 180].enumerated() {
            pages.line("\u{2022}", at: top, left: 70)
            pages.line("item \(number) of the list that the clerk of the council made for the harbour office", at: top, left: 85, width: 455)
            pages.line("on the second morning.", at: top + 12, left: 85)
        }
        let found = try blocks(report(pages)).filter { $0.hasPrefix("list1 ") }
        #expect(found.count == 3)
        #expect(found.allSatisfy { $0.hasSuffix("office/on the second morning.") })
    }

    @Test func quotationsContentsCaptionsAndReferences() throws {
        var pages = PDFPages()
        pages.page()
        pages.line("Contents", at: 60, size: 16, bold: true)
        for (number, title) in ["Introduction", "The first night", "Findings"].enumerated() {
            pages.line("\(title) \(String(repeating: ".", count: 60)) \(number + 2)", at: 100 + number * 14, width: 480)
        }
        pages.page()
        var next = pages.text(prose(5), at: 60)
        next = pages.text(prose(4, "witness"), at: next + 12, left: 100, width: 400)
        next = pages.text(prose(5), at: next + 12)
        pages.line("Figure 2: The tower from the north", at: next + 20)
        pages.line("References", at: next + 60, size: 16, bold: true)
        pages.line("Costa, A. (1961). Tides of the northern quay and other papers on the harbour. The Harbour Press of", at: next + 90, width: 480)
        pages.line("Velport.", at: next + 102, left: 80)
        pages.line("Penn, J. (1958). Signals.", at: next + 114)
        let kinds = try blocks(report(pages)).map { String($0.prefix { $0 != " " }) }
        #expect(kinds == ["heading1", "contents", "contents", "contents", "paragraph", "quote", "paragraph", "caption", "heading1", "reference", "reference"])
    }

    @Test func lettersThatStandApartAreWords() throws {
        var pages = PDFPages()
        pages.page()
        pages.line("E x e c u t i v e  S u m m a r y", at: 60, size: 18)
        pages.line("T", at: 100, size: 32, width: 16)
        pages.text(["he harbour lay under the tower and nobody on the quay had seen the crew", "of the second vessel when the pilot came down"], at: 102, left: 78, width: 462)
        pages.text(prose(9).map { $0 }, at: 126)
        let found = try blocks(report(pages))
        #expect(found[0] == "heading1 Executive Summary")
        #expect(found[1].contains(" The harbour lay"))
    }

    @Test func linksKeepTheirPlaces() throws {
        var pages = PDFPages()
        pages.page()
        pages.text(prose(4), at: 60)
        pages.line("It is told <a href=\"https://example.org/a?b=1\">in the archive</a> of the mill.", at: 130)
        let report = try report(pages)
        let link = try #require(report.structure.links.first)
        #expect(report.text[link.span] == "in the archive")
        #expect(link.target == "https://example.org/a?b=1")
    }

    @Test func theTitleIsThePrintedOneOrThatOfTheFile() throws {
        var pages = PDFPages()
        pages.page()
        pages.line("The Harbour", at: 200, size: 30, bold: true)
        pages.line("Inquiry", at: 236, size: 30, bold: true)
        pages.line("12 May 1961", at: 400)
        pages.page()
        pages.text(prose(9), at: 60)
        func title(_ info: String) throws -> (String, [String]) {
            var file = InputFile(path: "r.pdf", content: Text(pages.xml))
            file.attachment = { $0 == "pdfinfo" ? Text(info) : nil }
            let report = try #require(try PDFXML().read(file).first)
            return (report.title, report.findings.map(\.code))
        }
        #expect(try title("Title: Microsoft Word - inquiry3.doc\nCreationDate: 1961-05-13T10:00:00Z\n") == ("The Harbour Inquiry", []))
        pages = PDFPages()
        pages.page()
        pages.text(prose(9), at: 60)
        #expect(try title("Title:  Tides of Velport\n") == ("Tides of Velport", ["title-from-metadata"]))
    }

    @Test func withoutTextItSaysWhatHelps() {
        var pages = PDFPages()
        pages.page()
        #expect(throws: FormatError.empty(remedy: "where it is scanned, ocrmypdf (package ocrmypdf) makes text of it")) {
            try PDFXML().read(InputFile(path: "r.pdf", content: Text(pages.xml)))
        }
    }

    /// Blocks are in order and apart, and nothing but white space stands outside of them, whatever
    /// becomes of the file.
    @Test func brokenFilesAreReadAsFarAsTheyGo() throws {
        var pages = PDFPages()
        for page in 1...3 {
            pages.page()
            pages.line("Head", at: 30)
            pages.text(prose(10, "left"), at: 100, width: 230)
            pages.text(prose(10, "right"), at: 100, left: 310, width: 230)
            for row in 0..<4 { for column in 0..<3 { pages.line("cell \(row)", at: 300 + row * 14, left: 60 + column * 150) } }
            pages.line("\(page)", at: 760)
        }
        let bytes = Array(pages.xml.utf8)
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<300 {
            var broken = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &generator)))
            for _ in 0..<Int.random(in: 0...20, using: &generator) where !broken.isEmpty {
                broken[Int.random(in: 0..<broken.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            guard let report = try? PDFXML().read(InputFile(path: "r.pdf", content: Text(broken))).first else { continue }
            var end = 0
            for block in report.paragraphs.blocks {
                #expect(Int(block.span.start) >= end && block.span.count > 0)
                #expect(report.text.bytes[end..<Int(block.span.start)].allSatisfy { $0 <= 0x20 })
                end = Int(block.span.end)
            }
            #expect(report.text.bytes[end...].allSatisfy { $0 <= 0x20 })
        }
    }
}
