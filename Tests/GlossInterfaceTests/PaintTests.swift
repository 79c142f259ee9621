import GlossModel
import TestSupport
import Testing

@testable import GlossInterface

@Suite struct TextPaintTests {
    private let theme = Theme(depth: .many)
    private let marked = MarkedReport(
        "By ⟦Organization#u:Friends of ⟦Location#k:Kalmar⟧ Bay⟧ in ⟦Date=2014:2014⟧, ⟦Claim&c1+reported:all ⟦Person#a:Ann Lee⟧ did⟧ ⟦Cue&c1:said⟧.")

    private func paint(focus: AnnotationID? = nil, pattern: String? = nil, _ visibility: Visibility = Visibility()) throws -> TextPaint {
        TextPaint(
            report: marked.report, visibility: visibility, span: marked.report.text.span, focus: focus,
            lit: try pattern.map { [try Pattern($0)] } ?? [], theme: theme)
    }

    private func style(_ paint: TextPaint, of word: String) throws -> Style {
        let text = marked.report.text[marked.report.text.span]
        let range = try #require(text.range(of: word))
        return paint.style(at: text.utf8.distance(from: text.startIndex, to: range.lowerBound))
    }

    private func mention(_ word: String) throws -> AnnotationID {
        try #require(marked.report.mentions(overlapping: marked.report.text.span).first {
            marked.report.text[$0.mention.span] == word
        }?.id)
    }

    @Test func theInnerMentionShowsAndTheOuterByUnderline() throws {
        let paint = try paint()
        #expect(try style(paint, of: "By") == .plain)
        #expect(try style(paint, of: "Friends") == theme.chip(Theme.slot(of: "Organization")))
        #expect(try style(paint, of: "Kalmar") == theme.chip(Theme.slot(of: "Location")).adding([.underline]))
        #expect(try style(paint, of: "Bay") == theme.chip(Theme.slot(of: "Organization")))
        #expect(try style(paint, of: "2014") == theme.chip(Theme.slot(of: "Date")))
    }

    @Test func aHitWinsOverMentions() throws {
        let paint = try paint(pattern: "Kalmar")
        #expect(try style(paint, of: "Kalmar") == theme.hit())
        #expect(try style(paint, of: "Friends") == theme.chip(Theme.slot(of: "Organization")))
    }

    @Test func theFocusWinsOverHits() throws {
        let paint = try paint(focus: mention("Kalmar"), pattern: "Kalmar")
        #expect(try style(paint, of: "Kalmar") == Style([.reverse, .bold]))
        #expect(paint.focusStart == 14)
    }

    @Test func aClaimInFocusIsBoldAndKeepsItsColours() throws {
        let paint = try paint(focus: marked.claims["c1"])
        #expect(try style(paint, of: "all") == Style([.bold]))
        #expect(try style(paint, of: "Ann") == theme.chip(0).adding([.bold]))
        #expect(try style(paint, of: "said") == Style([.underline, .italic]))
        #expect(paint.bar(over: Span(40, 60))?.style == theme.focusBar)
        #expect(paint.bar(over: Span(0, 10)) == nil)
    }

    @Test func whatIsHiddenIsNotPainted() throws {
        var visibility = Visibility()
        visibility.hiddenTypes = ["Location"]
        visibility.showsDates = false
        let paint = try paint(visibility)
        #expect(try style(paint, of: "Kalmar") == theme.chip(Theme.slot(of: "Organization")))
        #expect(try style(paint, of: "2014") == .plain)
    }

    private func paint(_ visibility: Visibility) throws -> TextPaint { try paint(focus: nil, pattern: nil, visibility) }

    @Test func beyondTheSpanAllIsPlain() throws {
        let paint = try paint()
        #expect(paint.style(at: -1) == .plain)
        #expect(paint.style(at: 100_000) == .plain)
    }
}

@Suite struct FrameTests {
    private func frame(_ text: String, columns: Int) -> Frame {
        var frame = Frame(size: Size(columns: columns, rows: 1))
        frame.draw(text, row: 0, column: 0)
        return frame
    }

    @Test func halvesOfWideGlyphsNeverStayBehind() {
        for column in 0..<6 {
            var frame = frame("東京大", columns: 6)
            frame.put("x", width: 1, style: .plain, at: Position(row: 0, column: column))
            check(frame)
            #expect(frame.string(row: 0).contains("x"))
            frame.put("漢", width: 2, style: .plain, at: Position(row: 0, column: column))
            check(frame)
        }
    }

    /// After each wide cell comes the one it covers, and none stands alone.
    private func check(_ frame: Frame) {
        for row in 0..<frame.size.rows {
            let cells = Array(frame.row(row))
            for (index, cell) in cells.enumerated() {
                if cell.width == 2 { #expect(index + 1 < cells.count && cells[index + 1].width == 0) }
                if cell.width == 0 { #expect(index > 0 && cells[index - 1].width == 2) }
            }
        }
    }

    @Test func aWideGlyphAtTheEdgeIsASpace() {
        var frame = frame("abc", columns: 3)
        frame.put("東", width: 2, style: .plain, at: Position(row: 0, column: 2))
        #expect(frame.string(row: 0) == "ab")
        check(frame)
    }

    @Test func outsideTheScreenNothingIsPut() {
        var frame = frame("abc", columns: 3)
        let before = frame
        for place in [(-1, 0), (0, -1), (1, 0), (0, 3), (9, 9)] {
            frame.put("x", width: 1, style: .plain, at: Position(row: place.0, column: place.1))
        }
        #expect(frame == before)
        frame.restyle(row: 5, columns: 0..<3) { _ in Style([.bold]) }
        frame.restyle(row: 0, columns: -5..<0) { _ in Style([.bold]) }
        #expect(frame == before)
    }

    @Test(arguments: [
        ("abcdef", 4, "abcd", 4), ("東京", 3, "東", 3), ("e\u{301}\u{302}x", 9, "e\u{301}\u{302}x", 2),
        ("\u{1B}[2J", 9, "␛[2J", 4), ("a\u{202E}b", 9, "a\u{FFFD}b", 3), ("\u{301}a", 9, "a", 1),
        ("👩\u{200D}🚀", 9, "👩🚀", 4),
    ])
    func drawing(text: String, limit: Int, expected: String, end: Int) {
        var frame = Frame(size: Size(columns: 20, rows: 1))
        #expect(frame.draw(text, row: 0, column: 0, limit: limit) == end)
        #expect(frame.string(row: 0) == expected)
        check(frame)
    }

    @Test(arguments: [
        ("a long name", 6, "a lon…"), ("short", 6, "short"), ("東京大阪", 5, "東京…"), ("東京大阪", 6, "東京…"),
        ("ab cd", 4, "ab…"), ("abc", 0, ""), ("abc", -3, ""), ("abc", 1, "…"),
    ])
    func cutting(text: String, limit: Int, expected: String) { #expect(cut(text, to: limit) == expected) }

    @Test(arguments: [
        ("one two three", 7, Int.max, ["one two", "three"]), ("one two three", 7, 1, ["one tw…"]),
        ("", 5, 3, [""]), ("  a   b ", 5, 3, ["a b"]), ("abcdefgh i", 4, 9, ["abc…", "i"]), ("東京 大阪", 4, 9, ["東京", "大阪"]),
    ])
    func wrappingOfCards(text: String, width: Int, limit: Int, expected: [String]) {
        let lines = wrapped(text, width: width, limit: limit)
        #expect(lines == expected)
        #expect(lines.allSatisfy { columns(of: $0) <= width })
    }
}

@Suite struct ThemeTests {
    /// Relative luminance of a colour of the 256-colour palette (WCAG 2.2).
    private func luminance(_ index: Int) -> Double {
        func linear(_ value: Double) -> Double { value <= 0.04045 ? value / 12.92 : power((value + 0.055) / 1.055) }
        /// x to the 2.4th, by its square, root of root and so on: 2.4 = 2 + 0.4.
        func power(_ x: Double) -> Double {
            var fifth = x
            for _ in 0..<60 { fifth -= (fifth * fifth * fifth * fifth * fifth - x) / (5 * fifth * fifth * fifth * fifth) }
            return x * x * fifth * fifth
        }
        let steps: [Double] = [0, 95, 135, 175, 215, 255]
        let parts: [Double]
        if index >= 232 {
            parts = Array(repeating: Double(8 + (index - 232) * 10), count: 3)
        } else {
            let cube = index - 16
            parts = [steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6]]
        }
        let light = parts.map { $0 == 0 ? 0 : linear($0 / 255) }
        return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
    }

    private func contrast(_ style: Style) -> Double {
        let a = luminance(Int(style.foreground.index))
        let b = luminance(Int(style.background.index))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    @Test(arguments: Background.allCases)
    func chipsCanBeRead(background: Background) {
        let theme = Theme(depth: .many, background: background)
        for slot in 0..<Theme.slotCount {
            let style = theme.chip(slot)
            #expect(contrast(style) >= 4.5, "slot \(slot): \(contrast(style))")
        }
        #expect(contrast(theme.hit()) >= 4.5)
        #expect(contrast(theme.chosenElsewhere) >= 4.5)
    }

    /// On black or white, or the nearly black and white that terminals come with.
    @Test(arguments: Background.allCases)
    func inksCanBeRead(background: Background) {
        let theme = Theme(depth: .many, background: background)
        let ground = Color(background == .dark ? 234 : 255)
        for slot in 0..<Theme.slotCount {
            var style = theme.ink(slot)
            style.background = ground
            #expect(contrast(style) >= 4.5, "slot \(slot): \(contrast(style))")
        }
        for role in [theme.key, theme.warning, theme.selected] {
            var style = role
            style.background = ground
            #expect(contrast(style) >= 4, "\(role): \(contrast(style))")
        }
    }

    @Test func slotsDifferInBackground() {
        for background in Background.allCases {
            let theme = Theme(depth: .many, background: background)
            #expect(Set((0..<Theme.slotCount).map { theme.chip($0).background }).count == Theme.slotCount)
        }
    }

    @Test(arguments: [ColorDepth.eight, .sixteen])
    func fewColoursStayInTheirPalette(depth: ColorDepth) {
        let theme = Theme(depth: depth)
        for slot in 0..<Theme.slotCount {
            #expect(theme.chip(slot).foreground != theme.chip(slot).background)
            #expect(Int(theme.chip(slot).foreground.index) < depth.rawValue)
            #expect(Int(theme.chip(slot).background.index) < depth.rawValue)
        }
        #expect(Int(theme.hit().background.index) < depth.rawValue)
    }

    @Test func withoutColourNothingHasOne() {
        let theme = Theme(depth: .none)
        let roles = [theme.faint, theme.rule, theme.heading, theme.hit(), theme.currentHit, theme.alike(1), theme.chosen, theme.chosenElsewhere, theme.selected,
            theme.key, theme.warning, theme.standIn, theme.bar, theme.chosenBar, theme.reportedBar, theme.focusBar]
        for style in roles + (0..<9).map(theme.chip) + (0..<9).map(theme.ink) {
            #expect(style.foreground == .standard && style.background == .standard)
        }
        #expect(theme.showsTags)
    }

    @Test(arguments: [
        ("Person", 0, "PER"), ("ORG", 1, "ORG"), ("gpe", 2, "LOC"), ("TIMEX3", 3, "DAT"), ("MilitaryPlatform", 6, "PLT"),
        ("Nationality", 4, "GRP"),
    ])
    func knownTypes(type: String, slot: Int, tag: String) {
        #expect(Theme.slot(of: type) == slot)
        #expect(Theme.tag(of: type) == tag)
    }

    @Test(arguments: ["Protein", "Ereignis", "人物", "", "***", "x1"])
    func typesThatFilesBring(type: String) {
        #expect((0..<Theme.slotCount).contains(Theme.slot(of: type)))
        #expect(Theme.slot(of: type) == Theme.slot(of: type.uppercased()))
        #expect(Theme.tag(of: type).count <= 3)
    }
}
