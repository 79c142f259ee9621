import GlossModel
import TestSupport
import Testing

@testable import GlossInterface

/// How blocks of each kind are set.
@Suite struct BlockLayoutTests {
    private func viewport(_ report: Report, width: Int, spacing: Spacing = Spacing(), tags: [InlineTag] = []) -> Viewport {
        let inside: @Sendable (Span) -> [InlineTag] = { span in tags.filter { span.contains(Int($0.offset)) } }
        return Viewport(
            chunks: Chunks(text: report.text, paragraphs: report.paragraphs, shown: nil), flow: report.flow.shown,
            width: width, spacing: spacing, tags: tags.isEmpty ? nil : inside)
    }

    /// The rows of the first block of a report.
    private func rows(_ text: String, width: Int) -> [String] {
        var viewport = viewport(.blocks(text), width: width)
        guard let chunk = viewport.chunks.first else { return [] }
        let layout = viewport.layout(chunk)
        return layout.rows.map { string(layout, $0) }
    }

    private func string(_ layout: ChunkLayout, _ row: TextRow) -> String {
        row.glyphs.map { index in
            let glyph = layout.glyphs[index]
            return glyph.cluster > 0 ? layout.clusters[Int(glyph.cluster) - 1] : String(glyph.scalar)
        }.joined()
    }

    @Test(arguments: [
        ("list 1: • one two three four five", 20, ["  • one two three", "    four five"]),
        ("list 2: (iv) one two three four", 20, ["    (iv) one two", "         three four"]),
        ("list 1: without a sign at all here", 20, ["  without a sign at", "  all here"]),
        ("list 1: 2019 was the year of it all", 20, ["  2019 was the year", "       of it all"]),
        ("quote: one two three four five", 20, ["  ▎ one two three", "  ▎ four five"]),
        ("reference: [12] one two three four", 20, ["[12] one two three", "     four"]),
        ("reference: Mordal, I. One two three four", 24, ["Mordal, I. One two three", "    four"]),
        ("note: 3 one two three four five", 20, ["    3 one two three", "      four five"]),
        ("code: a  b\n| \tc\n|\n| and a line that is longer", 20, ["  a  b", "          c", "", "  and a line that is longer"]),
        ("front: One\n| Two three", 20, ["One", "Two three"]),
        ("table: a   b\n| ccc d  and a long line", 16, ["a   b", "ccc d  and a long line"]),
        ("table: a | b\n| c | d", 16, ["a | b", "c | d"]),
        ("contents: 1.2 Ships ....... 3", 24, ["  1.2 Ships ·········· 3"]),
        ("contents: Ships→iv", 16, ["Ships ······· iv"]),
        ("contents: A title over\n| two lines ..... 12", 30, ["A title over two lines ···· 12"]),
        ("contents: No page here", 30, ["No page here"]),
        ("contents: The ships 12", 20, ["The ships ······· 12"]),
        ("contents: Part 3", 20, ["Part 3"]),
        ("contents: In 2014", 30, ["In 2014"]),
        ("paragraph: Yes.⟦Marker=a:12⟧ No.⟦Marker=b:[3]⟧", 30, ["Yes.¹² No.[3]"]),
        ("table: Name→Tons\n| Gull→1,200\n| Tern→7", 30, ["Name │  Tons", "─────┼──────", "Gull │ 1,200", "Tern │     7"]),
        ("table: One cell→\n| x→y\n| →z", 30, ["One cell │", "x        │ y", "         │ z"]),
        ("table: a box of text that has but one cell", 20, ["a box of text that", "has but one cell"]),
    ])
    func shapes(text: String, width: Int, expected: [String]) {
        #expect(rows(text, width: width) == expected)
    }

    @Test func aLongCellGoesOverSeveralRows() {
        let seen = rows("table: Ship→Fate\n| Gull→sunk in the harbour and never raised again, as they say\n| Tern→sold", width: 30)
        #expect(seen == [
            "Ship │ Fate", "─────┼────────────────────────", "Gull │ sunk in the harbour and", "     │ never raised again, as", "     │ they say",
            "Tern │ sold",
        ])
    }

    private static let cells = ["Gull", "1,200", "", "東京 and more", "a cell with many words in it, more than fit", "x", "e\u{301}", "-3 %", "wordwordwordwordwordword"]
    private static let kinds = ["list 1", "list 3", "quote", "table", "code", "caption", "note", "reference", "contents", "front", "heading 2"]

    /// Rows of any kind of block begin in order, each at a byte of its own that leads back to it; none
    /// but those of what is moved sideways is wider than the pane; nothing of the text is lost.
    @Test(arguments: [4, 12, 17, 30, 61])
    func properties(width: Int) {
        var generator = SeededGenerator(seed: UInt64(width))
        for round in 0..<120 {
            let kind = BlockLayoutTests.kinds[round % BlockLayoutTests.kinds.count]
            let lines = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
                (0..<Int.random(in: 1...4, using: &generator)).map { _ in BlockLayoutTests.cells.randomElement(using: &generator)! }
                    .joined(separator: kind == "code" ? "  " : "→")
            }
            let report = Report.blocks("\(kind): x" + lines.joined(separator: "\n| ") + "y")
            let tags = round % 3 == 0 ? [InlineTag(offset: 0, text: "[PER "), InlineTag(offset: 1, text: "]")] : []
            var viewport = viewport(report, width: width, tags: tags)
            guard let chunk = viewport.chunks.first else { continue }
            check(viewport.layout(chunk), report, width: width)
        }
    }

    private func check(_ layout: ChunkLayout, _ report: Report, width: Int) {
        let text = report.text[report.text.span].debugDescription
        #expect(layout.rows.first?.span.start == layout.chunk.span.start && layout.rows.last?.span.end == layout.chunk.span.end)
        for (index, row) in layout.rows.enumerated() {
            if index > 0 {
                #expect(layout.rows[index - 1].span.end == row.span.start && layout.rows[index - 1].span.start < row.span.start, "\(text) at \(width)")
            }
            #expect(layout.row(at: Int(row.span.start)) == index, "row \(index) of \(layout.chunk.kind) \(text) at \(width)")
            let columns = row.glyphs.reduce(0) { $0 + Int(layout.glyphs[$1].columns) }
            #expect(columns <= max(width, layout.columns))
            if layout.chunk.kind != .table, layout.chunk.kind != .code { #expect(columns <= max(width, 2), "\(layout.chunk.kind) \(text) at \(width)") }
            for glyph in row.glyphs.map({ layout.glyphs[$0] }) where glyph.isText {
                #expect(row.extent.contains(Int(glyph.offset)), "\(layout.chunk.kind) \(text) at \(width)")
                #expect(layout.row(at: Int(glyph.offset)) == index)
            }
        }
        let said = layout.rows.flatMap { row in row.glyphs.map { layout.glyphs[$0] } }.filter(\.isText).map(\.offset)
        let wanted = report.text.span.range.filter { offset in
            let byte = report.text.bytes[offset]
            return byte > 0x20 && byte & 0xC0 != 0x80 && byte != 0xCC
        }.map(UInt32.init)
        #expect(Set(wanted).isSubset(of: Set(said)), "\(layout.chunk.kind) \(text) at \(width)")
    }

    @Test func whatPartsBlocks() {
        let report = Report.blocks("""
            heading 1: One
            heading 2: Two
            paragraph: Text.
            list 1: • a
            list 1: • b
            running: A head
            paragraph: More.
            heading 3: Three
            paragraph: End.
            """)
        func gaps(_ spacing: Spacing) -> [[GapRow]] {
            let viewport = viewport(report, width: 30, spacing: spacing)
            var gaps: [[GapRow]] = []
            var next = viewport.chunks.first
            while let chunk = next {
                gaps.append(viewport.gap(after: chunk))
                next = viewport.chunks.after(chunk)
            }
            return gaps
        }
        #expect(gaps(Spacing()) == [[.rule(level: 1), .blank], [.rule(level: 2)], [.blank], [], [.blank], [.blank], [], []])
        let head = report.paragraphs.furniture[0]
        #expect(gaps(Spacing(showsRunning: true))[4] == [.blank, .running(head), .blank])
    }

    /// Down and up again is the same place, over rules, grids and blocks that nothing parts.
    @Test(arguments: [20, 44], [3, 9])
    func downAndUpAgainIsTheSamePlace(width: Int, height: Int) {
        let report = Report.blocks((1...12).map { number in
            """
            heading \(number % 4 + 1): Part \(number)
            paragraph: Some words that go on for a while and then end.
            list 1: • one
            list 1: • two, which is longer than the pane where it is narrow
            table: Name→What it says of it
            | Gull→a long cell with a good many words in it
            running: A head \(number)
            """
        }.joined(separator: "\n"))
        var viewport = viewport(report, width: width, spacing: Spacing(showsRunning: width == 20))
        let all = viewport.rows(from: .start, count: 10_000)
        #expect(Set(all.map { viewport.top(of: $0) }).count == all.count)
        var top = TopLine.start
        var moves = 0
        while moves < 10_000 {
            let next = viewport.moved(top, by: 1, height: height)
            if next == top { break }
            #expect(viewport.moved(next, by: -1, height: height) == top)
            top = next
            moves += 1
        }
        #expect(moves == all.count - height)
    }

    /// A table of a hundred thousand rows: the columns come from samples, a screen from a chunk.
    @Test func aLongTableIsMeasuredByItsSamples() {
        let rows = (0..<100_000).map { "\($0)→ship number \($0)→\($0 % 7 == 0 ? "sunk" : "afloat")" }
        let report = Report.blocks("table: Number→Name→State\n" + rows.map { "| " + $0 }.joined(separator: "\n"))
        var viewport = viewport(report, width: 60)
        let start = ContinuousClock.now
        let top = viewport.revealing(report.text.count / 2, from: .start, height: 30)
        #expect(viewport.rows(from: top, count: 30).count == 30)
        #expect(ContinuousClock.now - start < .seconds(2))
        let first = viewport.chunks.first!
        #expect(first.span.count <= 2 * Chunks.longest)
        #expect(string(viewport.layout(first), viewport.layout(first).rows[0]) == "Number │ Name              │ State")
        #expect(viewport.chunks.last.map { viewport.layout($0).rows.count > 0 } == true)
    }

    /// What is printed is set as it is on the screen; tables are made to fit.
    @Test(arguments: [nil, 30] as [Int?])
    func printedAsOnTheScreen(width: Int?) {
        let report = Report.blocks("""
            heading 1: Ships
            paragraph: ⟦Person#a:Ann⟧ counted.⟦Marker=n:1⟧
            list 1: • one
            list 1: • two
            table: Name→Remarks on the ship→Tons
            | Gull→sunk in the harbour and never raised→1,200
            note n: 1 As she says.
            """)
        var lines: [String] = []
        PrintedText(report, theme: Theme(depth: .none), width: width).forEachLine { line in
            lines.append(String(String.UnicodeScalarView(line.map(\.scalar))))
        }
        #expect(Array(lines[..<7]) == ["Ships", "━━━━━", "[PER Ann] counted.¹", "", "  • one", "  • two", ""])
        if let width {
            #expect(lines.allSatisfy { $0.count <= width })
            #expect(lines[7] == "Name │ Remarks on the  │  Tons")
        } else {
            #expect(lines[7...] == ["Name │ Remarks on the ship                  │  Tons", lines[8], "Gull │ sunk in the harbour and never raised │ 1,200", "", "    1 As she says."])
        }
    }

    @Test func foldedBlocksAreOneRow() {
        let report = Report.blocks("paragraph: Text.\nreference: [1] A.\nreference: [2] B.\nreference: [3] C.\nparagraph: End.")
        let chunks = Chunks(text: report.text, paragraphs: report.paragraphs, shown: nil, folds: [1..<4])
        var viewport = Viewport(chunks: chunks, flow: report.flow.shown, width: 40)
        let rows = viewport.rows(from: .start, count: 20)
        #expect(rows.filter { $0.row != nil }.map { string(viewport.layout($0.chunk), viewport.layout($0.chunk).rows[$0.row!]) } == ["Text.", "▸ References, 3 entries", "End."])
        let inside = Int(report.paragraphs.spans[2].start)
        #expect(chunks.chunk(at: inside)?.folded == 3)
        #expect(report.paragraphs.foldable(around: 2) == 1..<4 && report.paragraphs.foldable(around: 0) == nil)
        #expect(report.paragraphs.groups(of: .reference) == [1..<4])
    }

    @Test(arguments: [
        ("• x", 2), ("3. x", 3), ("12 x", 3), ("(a) x", 4), ("iv) x", 4), ("[7] x", 4), ("o x", 2), ("–  x", 3), ("a) x", 3),
        ("In x", nil), ("Mr. x", nil), ("2019: x", 6), ("x", nil), ("•", nil), ("", nil), ("ABC. x", nil),
    ] as [(String, Int?)])
    func signs(text: String, columns: Int?) {
        let glyphs = text.unicodeScalars.enumerated().map { Glyph(scalar: $1, offset: UInt32($0), columns: 1) }
        #expect(BlockShape.sign(glyphs[...]) == columns)
    }
}

/// What Tab and the keys of notes and links stop at.
@Suite struct CrossReferenceTests {
    private static let report = Report.blocks("""
        heading 1: Ships
        paragraph: ⟦Person#a:Ann⟧ counted.⟦Marker=n:1⟧ See ⟦Link=x.example:here⟧ and ⟦Person#b:Bo⟧.⟦Marker=m:2⟧
        reference: [1] ⟦Person#a:Ann⟧.
        note n: 1 As she says.
        note m: 2 See ⟦Link=y.example:there⟧.
        """)

    private func stops(_ key: String, _ count: Int, links: Bool = false, before: String = "") -> [String] {
        var browser = Browser(CrossReferenceTests.report)
        browser.state.open.visibility.showsLinks = links
        browser.press(before)
        return (0..<count).map { _ in
            browser.press(key)
            return browser.state.open.focusSpan.map { browser.state.report.text[$0] } ?? "-"
        }
    }

    @Test func tabStopsAtNamesAndNotes() {
        #expect(stops("Tab", 6) == ["Ann", "1", "Bo", "2", "Ann", "Ann"])
        #expect(stops("Shift-Tab", 6) == ["Ann", "2", "Bo", "1", "Ann", "Ann"])
        #expect(stops("Tab", 5, links: true) == ["Ann", "1", "here", "Bo", "2"])
        #expect(stops("]l", 3) == ["here", "there", "here"])
        #expect(stops("]n", 3) == ["1", "2", "1"])
        #expect(stops("[n", 3) == ["2", "1", "2"])
    }

    @Test func whatIsFoldedIsPassedOver() {
        #expect(stops("Tab", 5, before: "z") == ["Ann", "1", "Bo", "2", "Ann"])
    }

    @Test func enterShowsANoteAndThenGoesThereAndBack() {
        var browser = Browser(CrossReferenceTests.report)
        browser.press("Tab Tab Enter")
        #expect(browser.state.side?.pane is CardPane && browser.state.open.reference == .marker(0))
        browser.press("Enter")
        #expect(browser.state.open.reference == .note(0))
        browser.press("Ctrl-O")
        #expect(browser.state.open.reference == .marker(0))
    }

    @Test func linksAreCopiedAsTheyLead() {
        var browser = Browser(CrossReferenceTests.report)
        #expect(browser.press("]l y") == [.copy("x.example")])
    }
}
