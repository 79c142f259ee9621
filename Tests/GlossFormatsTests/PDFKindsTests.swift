import GlossModel
import Testing

@testable import GlossFormats

/// What pages of other kinds than reports in one column come to.
@Suite struct PDFKindsTests {
    private func report(_ pages: PDFPages) throws -> Report {
        try PDFXML().read(InputFile(path: "report.pdf", content: Text(pages.xml)))[0]
    }

    /// The blocks as "kind level: text on one line".
    private func blocks(_ pages: PDFPages) throws -> [String] {
        let report = try report(pages)
        return (0..<report.paragraphs.count).map { index in
            let block = report.paragraphs.block(index)
            let words = report.text[block.span].split(whereSeparator: \.isWhitespace).joined(separator: " ")
            return "\(block.kind.name)\(block.level > 0 ? " \(block.level)" : ""): \(words)"
        }
    }

    /// Lines that go on, the last a sentence's end.
    private func prose(_ count: Int, _ word: String) -> [String] {
        let things = ["river", "quarry", "bridge", "convoy", "council", "archive", "station"]
        return (1...count).map { line in
            line == count ? "and the \(word) was left behind." : "the \(word) of the \(things[line % 7]) was seen from the \(things[line * 3 % 5]) and"
        }
    }

    @Test func textOverTextIsReadOnce() throws {
        var pages = PDFPages()
        for word in ["harbour", "signal"] {
            pages.page()
            pages.text(prose(20, word), at: 100)
        }
        // A placed page of which only what lies beside the text is seen.
        for line in 0..<8 { pages.line("the ledger of the inner river and of the quay", at: 105 + 14 * line, width: 470, family: "Other") }
        pages.line("lantern", at: 500, size: 10, family: "Seen")
        let found = try blocks(pages)
        #expect(!found.contains { $0.contains("ledger") })
        #expect(found.contains { $0.contains("lantern") })
        #expect(found.filter { $0.hasPrefix("paragraph: the signal") }.count == 1)
    }

    @Test func textBesideAPictureIsOneParagraphAndItsCaptionStandsApart() throws {
        var pages = PDFPages()
        pages.page()
        pages.text(prose(6, "harbour"), at: 80)
        for line in 0..<6 { pages.line("the signal of the tower and of", at: 200 + 12 * line, width: 160) }
        pages.line("Figure 3. The quay", at: 248, left: 300)
        for line in 0..<3 { pages.line("the crew of the vessel that was seen from the northern quay and from", at: 272 + 12 * line, width: 480) }
        pages.line("was gone.", at: 308)
        let found = try blocks(pages)
        #expect(found.contains { $0.hasPrefix("paragraph: the signal of the tower") && $0.hasSuffix("was gone.") }, "\(found)")
        #expect(found.contains("caption: Figure 3. The quay"))
    }

    @Test func columnsOfSpreadWordsAreReadOneAfterTheOther() throws {
        var pages = PDFPages()
        pages.page()
        // Three columns of 150, every word a run of its own, spread to the width.
        for (column, word) in ["harbour", "lantern", "railway"].enumerated() {
            for line in 0..<12 {
                for place in 0..<3 { pages.line(word, at: 100 + 12 * line, left: 40 + 170 * column + 58 * place, width: 34) }
            }
            pages.line("end.", at: 244, left: 40 + 170 * column)
        }
        let found = try blocks(pages)
        #expect(found.count == 3)
        #expect(found.allSatisfy { $0.hasSuffix("end.") && Set($0.split(separator: " ").dropFirst()).count == 2 })
    }

    @Test func itemsInColumnsAreItems() throws {
        var pages = PDFPages()
        pages.page()
        pages.text(prose(4, "harbour"), at: 80)
        for (line, words) in [("salt", "rope"), ("coal", "sail"), ("iron", "oars")].enumerated() {
            pages.line("• \(words.0)", at: 150 + 12 * line, left: 70)
            pages.line("• \(words.1)", at: 150 + 12 * line, left: 300)
        }
        #expect(try blocks(pages).filter { $0.hasPrefix("list") } == ["salt", "coal", "iron", "rope", "sail", "oars"].map { "list 1: • \($0)" })
    }

    @Test func whatTheContentsAnnounceIsAHeading() throws {
        var pages = PDFPages()
        pages.page()
        pages.line("Contents", at: 60, size: 14, bold: true)
        for (line, entry) in [("Harbour", 2), ("Lanterns of the quay", 2), ("Crews", 3), ("Wrecks", 3)].enumerated() {
            pages.line("\(entry.0) ............................ \(entry.1)", at: 90 + 14 * line, width: 480)
        }
        pages.line("1", at: 770, left: 300)
        for (page, titles) in [["Harbour", "Lanterns of the quay"], ["Crews", "Wrecks"]].enumerated() {
            pages.page()
            for (index, title) in titles.enumerated() {
                pages.line(title, at: 60 + 200 * index)
                pages.text(prose(9, "vessel"), at: 90 + 200 * index)
            }
            pages.line("\(page + 2)", at: 770, left: 300)
        }
        let found = try report(pages)
        #expect(found.structure.sections.map { found.text[$0.heading] } == ["Contents", "Harbour", "Lanterns of the quay", "Crews", "Wrecks"])
    }

    @Test func countedAndKnownHeadings() throws {
        var pages = PDFPages()
        pages.page()
        var top = 40
        for title in ["I. Harbours", "II. Lanterns", "III. Wrecks", "References"] {
            pages.line(title, at: top, left: 260)
            top = title == "References" ? top + 18 : pages.text(prose(12, "vessel"), at: top + 18) + 10
        }
        pages.line("[1] Penn, J. Signals of the quay. 1961.", at: top)
        let found = try blocks(pages)
        #expect(found.filter { $0.hasPrefix("heading") } == ["heading 1: I. Harbours", "heading 1: II. Lanterns", "heading 1: III. Wrecks", "heading 1: References"])
        #expect(found.last == "reference: [1] Penn, J. Signals of the quay. 1961.")
    }

    @Test func whatIsNoHeading() throws {
        var pages = PDFPages()
        pages.page()
        pages.line("The vessels of the quay", at: 20, size: 20)
        pages.text(prose(14, "vessel"), at: 60)
        var top = 250
        for line in ["C:\\harbour\\lantern.exe", "For this crew and for that one the answer of the tower was as follows here:", "By Ada Costa"] {
            pages.line(line, at: top, bold: true)
            top = pages.text(prose(4, "signal"), at: top + 20) + 10
        }
        pages.line("“Nobody came to light the lantern for eleven nights”", at: top, size: 16)
        pages.text(prose(4, "signal"), at: top + 30)
        let found = try blocks(pages)
        #expect(found.filter { $0.hasPrefix("heading") } == ["heading 1: The vessels of the quay"])
        #expect(found.contains("quote: “Nobody came to light the lantern for eleven nights”"))
    }

    @Test func aPartAndItsTitleAreOneHeading() throws {
        var pages = PDFPages()
        pages.page()
        pages.line("PART TWO:", at: 100, size: 18)
        pages.line("The lanterns", at: 130, size: 22)
        pages.page()
        pages.text(prose(14, "vessel"), at: 40)
        pages.page()
        pages.text(prose(14, "vessel"), at: 40)
        let found = try report(pages)
        #expect(found.text[found.paragraphs.block(0).span].split(separator: "\n") == ["PART TWO:", "The lanterns"])
    }

    @Test func entriesOfReferencesStayWhole() throws {
        var pages = PDFPages()
        pages.page()
        pages.text(prose(30, "vessel"), at: 40)
        pages.line("References", at: 430, size: 14, bold: true)
        pages.line("[1]", at: 460)
        pages.line("Penn, J. Signals of the quay, Harbour Press", at: 472)
        pages.line("http://harbour.example/signals", at: 484)
        pages.line("[2]", at: 508)
        pages.line("Hahn, L. Lanterns, Harbour Press", at: 520)
        let found = try blocks(pages).filter { $0.hasPrefix("reference") }
        #expect(found == ["reference: [1] Penn, J. Signals of the quay, Harbour Press http://harbour.example/signals", "reference: [2] Hahn, L. Lanterns, Harbour Press"])
    }

    @Test func captionsWithoutAColon() throws {
        var pages = PDFPages()
        pages.page()
        pages.text(prose(8, "vessel"), at: 40)
        pages.line("Figure 4 Lanterns of the Quay", at: 170, left: 200)
        pages.line("Figure 4 shows the quay.", at: 210)
        #expect(try blocks(pages).suffix(2) == ["caption: Figure 4 Lanterns of the Quay", "paragraph: Figure 4 shows the quay."])
    }

    @Test func numberedRowsAreATableAndAListingGoesOnOverAPage() throws {
        var pages = PDFPages()
        pages.page()
        pages.text(prose(8, "vessel"), at: 40)
        for row in 0..<4 {
            for (column, cell) in ["\(row + 1)", "rope", "\(20 + row)", "\(300 + row)"].enumerated() {
                pages.line(cell, at: 160 + 14 * row, left: [60, 90, 250, 400][column])
            }
        }
        for number in 1...3 { pages.line("\(number) light(lamp);", at: 300 + 12 * number) }
        pages.page()
        for number in 4...5 { pages.line("\(number) quench(lamp);", at: 40 + 12 * number) }
        pages.text(prose(8, "vessel"), at: 200)
        let found = try blocks(pages)
        #expect(found.contains { $0.hasPrefix("table: 1 rope 20 300") })
        #expect(found.filter { $0.hasPrefix("code") } == ["code: 1 light(lamp); 2 light(lamp); 3 light(lamp);", "code: 4 quench(lamp); 5 quench(lamp);"])
    }

    @Test func theHeadOfAColumnStandsOverItsNumbers() throws {
        var pages = PDFPages()
        pages.page()
        pages.text(prose(8, "vessel"), at: 40)
        for (column, cell) in ["Quay", "Lanterns", "Lit"].enumerated() { pages.line(cell, at: 160, left: [60, 150, 260][column]) }
        for (row, cells) in [["North", "4", "1"], ["South", "7", "7"], ["Mill", "2", "0"]].enumerated() {
            for (column, cell) in cells.enumerated() { pages.line(cell, at: 174 + 14 * row, left: [60, 184, 264][column]) }
        }
        let found = try report(pages)
        let table = (0..<found.paragraphs.count).map(found.paragraphs.block).first { $0.kind == .table }
        #expect(table.map { found.text[$0.span].split(separator: "\n").first } == "Quay\tLanterns\tLit")
    }

    @Test func whatComesAgainInTheTextIsNoRunningHead() throws {
        var pages = PDFPages()
        let words = ["harbour", "lantern", "railway", "quarry", "bridge", "convoy", "council", "archive"]
        for number in 0..<8 {
            pages.page()
            pages.line("Harbour inquiry", at: 20)
            // In three of eight pages the text begins so.
            if number % 3 == 0 { pages.line("Drawing of a lantern", at: 60) } else { pages.text(["the \(words[number]) was left at the foot of the old signal tower on the quay."], at: 60) }
            pages.text(prose(20, words[7 - number]), at: 100)
            pages.line("1\(number) http://harbour.example/page-\(number)", at: 720, size: 8)
            pages.line("\(number + 1)", at: 770, left: 300)
        }
        let found = try report(pages)
        let running = found.paragraphs.furniture.map { found.text[$0] }
        #expect(running.filter { $0.contains("Harbour inquiry") }.count == 8)
        #expect(!running.contains { $0.contains("Drawing") || $0.contains("http") }, "\(running)")
    }

    @Test func ligaturesHaveNoGapBehindThem() throws {
        var pages = PDFPages()
        pages.page()
        pages.text(["the fi rst offi cer of the fl eet was confi ned to the", "ship, and the fi nal fi gure was fi ve."], at: 40)
        #expect(try blocks(pages) == ["paragraph: the first officer of the fleet was confined to the ship, and the final figure was five."])
        var sound = PDFPages()
        sound.page()
        sound.text(["the first officer of the hi fi club was confined to the", "ship."], at: 40)
        #expect(try blocks(sound)[0].contains("hi fi club"))
    }

    @Test func textFromRightToLeftIsReadSo() throws {
        var pages = PDFPages()
        pages.page()
        // As it stands on the page, from the left: two lines of Hebrew with a number.
        let lines = ["המלחים ראו את המגדל בלילה של 12 במאי ולא", "באו אל הרציף."]
        for (index, line) in lines.enumerated() {
            let visual = String(line.replacing("12", with: "21").reversed())
            pages.line(visual, at: 40 + 12 * index, left: index == 0 ? 60 : 340, width: index == 0 ? 480 : 200)
        }
        #expect(try blocks(pages) == ["paragraph: " + lines.joined(separator: " ")])
    }
}
