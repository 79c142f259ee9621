import GlossModel
import Testing

@testable import GlossInterface

@Suite struct ViewportTests {
    private static let text = (1...40).map { number in
        "Paragraph \(number) " + String(repeating: "goes on and on ", count: number % 7) + "and ends."
    }.joined(separator: "\n\n")

    @Test(arguments: [7, 23, 40, 76], [1, 2, 5, 11])
    func downAndUpAgainIsTheSamePlace(width: Int, height: Int) {
        var viewport = Viewport(ViewportTests.text, width: width)
        var generator = SeededGenerator(seed: UInt64(width * 100 + height))
        var top = TopLine.start
        for _ in 0..<200 {
            let steps = Int.random(in: 1...9, using: &generator)
            let down = viewport.moved(top, by: steps, height: height)
            if down != viewport.bottom(height: height) {
                #expect(viewport.moved(down, by: -steps, height: height) == top)
            }
            top = Bool.random(using: &generator) ? down : viewport.moved(top, by: -steps * 2, height: height)
        }
    }

    /// Line by line through a report, and back: every row comes by once.
    @Test(arguments: [3, 30])
    func everyRowComesByOnce(height: Int) {
        var viewport = Viewport(ViewportTests.text, width: 20)
        let all = viewport.rows(from: .start, count: 10_000).count
        var top = TopLine.start
        var moves = 0
        while moves < 10_000 {
            let next = viewport.moved(top, by: 1, height: height)
            if next == top { break }
            top = next
            moves += 1
        }
        #expect(moves == all - height)
        #expect(top == viewport.bottom(height: height))
        #expect(viewport.moved(top, by: -moves, height: height) == .start)
    }

    @Test(arguments: 1...12)
    func theBottomFillsThePane(height: Int) {
        var viewport = Viewport(ViewportTests.text, width: 30)
        let rows = viewport.rows(from: viewport.bottom(height: height), count: height + 5)
        #expect(rows.count == height)
        #expect(rows.last.map { viewport.after($0) == nil } == true)
    }

    @Test func whatIsAskedForIsOnTheScreen() {
        var viewport = Viewport(ViewportTests.text, width: 30)
        var top = TopLine.start
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<200 {
            let paragraph = viewport.chunks.paragraphs.spans.randomElement(using: &generator)!
            let offset = Int.random(in: paragraph.range, using: &generator)
            top = viewport.revealing(offset, from: top, height: 8)
            let rows = viewport.rows(from: top, count: 8)
            #expect(rows.contains { row in
                row.row.map { viewport.layout(row.chunk).rows[$0].span.contains(offset) } ?? false
            })
            #expect(rows.count == 8)
        }
    }

    @Test func whatIsInTheMiddleStaysWhereItIs() {
        var viewport = Viewport(ViewportTests.text, width: 30)
        let top = viewport.moved(.start, by: 20, height: 12)
        let row = viewport.rows(from: top, count: 12)[6]
        let offset = Int(viewport.layout(row.chunk).rows[row.row ?? 0].span.start)
        #expect(viewport.revealing(offset, from: top, height: 12) == top)
    }

    @Test func anEmptyReportHasNoRows() {
        var viewport = Viewport("", width: 30)
        #expect(viewport.rows(from: .start, count: 5).isEmpty)
        #expect(viewport.moved(.start, by: 3, height: 5) == .start)
        #expect(viewport.bottom(height: 5) == .start)
        #expect(viewport.revealing(0, from: .start, height: 5) == .start)
    }

    /// The last screen may begin with a blank row; a paragraph asked for still comes into sight.
    @Test func aParagraphOfTheLastScreenIsShown() {
        for rows in 6...16 {
            var browser = Browser(.plain(ViewportTests.text), columns: 40, rows: rows)
            for paragraph in 36...40 {
                browser.press("g \(paragraph)g")
                let start = browser.state.report.paragraphs.spans[paragraph - 1].start
                let seen = browser.visibleText()
                #expect(seen.contains(Int(start)), "paragraph \(paragraph) on \(rows) rows")
            }
        }
    }
}

@Suite struct JumpListTests {
    private func place(_ offset: Int) -> Place { Place(report: ReportID(0), top: TopLine(offset: offset), focus: nil) }

    @Test func backAndForward() {
        var jumps = JumpList()
        #expect(jumps.back(from: place(0)) == nil)
        jumps.leave(place(0))
        jumps.leave(place(10))
        #expect(jumps.back(from: place(20)) == place(10))
        #expect(jumps.back(from: place(10)) == place(0))
        #expect(jumps.back(from: place(0)) == nil)
        #expect(jumps.forward(from: place(0)) == place(10))
        #expect(jumps.forward(from: place(10)) == place(20))
        #expect(jumps.forward(from: place(20)) == nil)
    }

    @Test func forwardComesToWhereOneScrolledTo() {
        var jumps = JumpList()
        jumps.leave(place(0))
        _ = jumps.back(from: place(10))
        #expect(jumps.forward(from: place(3)) == place(10))
        #expect(jumps.back(from: place(12)) == place(3))
    }

    @Test func aNewJumpDropsWhatLayAhead() {
        var jumps = JumpList()
        jumps.leave(place(0))
        jumps.leave(place(10))
        _ = jumps.back(from: place(20))
        jumps.leave(place(11))
        #expect(jumps.forward(from: place(30)) == nil)
        #expect(jumps.back(from: place(30)) == place(11))
    }

    @Test func aJumpThatLedNowhereIsNotGoneBackTo() {
        var jumps = JumpList()
        jumps.leave(place(0))
        jumps.leave(place(10))
        #expect(jumps.back(from: place(10)) == place(0))
    }

    @Test func oldPlacesAreForgotten() {
        var jumps = JumpList()
        for offset in 0..<500 { jumps.leave(place(offset)) }
        var steps = 0
        var here = place(1000)
        while let before = jumps.back(from: here) {
            here = before
            steps += 1
        }
        #expect(steps == 100)
        #expect(here == place(400))
    }
}

@Suite struct LineEditorTests {
    private func edited(_ text: String, _ keys: String) -> (String, Int) {
        var line = LineEditor(text)
        for name in keys.split(separator: " ") { _ = line.handle(Key(String(name))!) }
        return (line.text, line.cursor)
    }

    @Test(arguments: [
        ("", "a b c", "abc", 3),
        ("abc", "Left X", "abXc", 3),
        ("abc", "Home X", "Xabc", 1),
        ("abc", "Ctrl-A Delete", "bc", 0),
        ("abc", "Backspace", "ab", 2),
        ("abc", "Home Backspace", "abc", 0),
        ("abc", "Delete", "abc", 3),
        ("one two", "Ctrl-W", "one ", 4),
        ("one two  ", "Ctrl-W", "one ", 4),
        ("one two", "Left Left Ctrl-U", "wo", 0),
        ("one", "Left Left Left Left Right", "one", 1),
        ("one", "Home Ctrl-E Space x", "one x", 5),
        ("東京", "Left é", "東é京", 2),
    ])
    func editing(text: String, keys: String, expected: String, cursor: Int) {
        let (seen, place) = edited(text, keys)
        #expect(seen == expected)
        #expect(place == cursor)
    }

    @Test func otherKeysAreLeftToOthers() {
        var line = LineEditor("x")
        for name in ["Up", "Down", "Enter", "Esc", "Tab", "Ctrl-P", "Alt-x", "F1"] {
            #expect(line.handle(Key(name)!) == .ignored)
        }
        #expect(line.text == "x")
    }
}
