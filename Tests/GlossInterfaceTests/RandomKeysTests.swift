import GlossModel
import TestSupport
import Testing

@testable import GlossInterface

/// Whatever is pressed, on whatever report: no trap, a frame of the right size, the cursor inside.
@Suite struct RandomKeysTests {
    private static let hostile = """
        \u{1B}[2J⟦Person#a:A\u{202E}⟦Org人物#b:B⟦:⟧⟦Location:\u{301}⟧⟧⟧\u{7} ⟦Date=9999-12-31:the end⟧ ⟦Date=0001:year one⟧ ⟦Set=P1D:daily⟧
        ⟦Person&x:東⟧京⟦Group:大⟦Person&x:阪⟧ ⟦Claim&c1%likely:⟦Claim&c2<c1+quoted:x⟧⟧⟧ \t\t\u{FEFF}\u{E0041} ⟦Money:1⟧⟦Money:2⟧⟦***:3⟧

        \u{0}\u{0}  \u{200D}\u{200D}

        ⟦Claim&c3+forecast:
        """ + String(repeating: "wordwordwordword", count: 900) + "⟧ ⟦Cue&c3:it says⟧ ⟦Duration=P3D:three days⟧ ⟦Date=2014:2014⟧"

    private static let plain = """
        ⟦Organization#f:The Front⟧ took ⟦Location#t:the town⟧ in ⟦Date=2014:2014⟧.

        ⟦Claim&c1+reported:⟦Person#a:Ann⟧ left ⟦Location#t:the town⟧ on ⟦Date=2014-05-03:3 May 2014⟧⟧, ⟦Source&c1:⟦Organization#f:the Front⟧⟧ ⟦Cue&c1:said⟧.

        """ + (1...30).map { "Paragraph \($0) of ⟦Person#a:Ann⟧ and the ⟦Date=20\(10 + $0 % 10):year⟧ after it, with a few more words." }.joined(separator: "\n\n")

    private static let structured = """
        page i
        front: ⟦Organization#f:The Front⟧
        | and its ships
        contents: 1 The ships ..... 1
        contents: 1.1 Their men ..... ii
        page 1
        heading 1: The ships
        running: The ships   1
        paragraph: ⟦Person#a:Ann⟧ counted them in ⟦Date=2014:2014⟧.⟦Marker=a:1⟧ More at ⟦Link=x.example:a page⟧ and ⟦URL:http⟧.
        list 1: • one of ⟦Person#a:Ann⟧
        list 2: (a) another one that is long enough to be broken where the screen is narrow
        quote: ⟦Claim&c1:They sank⟧.
        page 2
        heading 2: Tables
        table: Ship→Tons→Remarks of ⟦Person#a:Ann⟧
        | ⟦Vehicle:Gull⟧→1,200→\(String(repeating: "sunk and raised again ", count: 12))⟦Date=2015:2015⟧
        | →→
        | 東京→-3→x→more cells than the head
        table: aligned   by spaces   and long enough to be wider than most of the screens that come by here
        code: if x {
        | 	go(⟦Location#t:the town⟧)
        | }
        caption: Table 1. ⟦Location#t:the town⟧
        note a: 1 As ⟦Person#a:Ann⟧ says.
        note: 2 Or not.
        reference: [1] ⟦Person#a:Ann⟧, "Ships", ⟦Date=2012:2012⟧.
        reference: [2] The same.
        """

    @Test(arguments: 0..<10)
    func nothingTraps(seed: Int) {
        let reports: [[Report]] = [
            [.marked(RandomKeysTests.plain)], [.plain("")], [.marked(RandomKeysTests.hostile)],
            [.marked(RandomKeysTests.plain), MarkedReport(MarkedText(RandomKeysTests.hostile), id: ReportID(1)).report, .plain("\n\n", id: 2)],
            [.blocks(RandomKeysTests.structured)],
        ]
        var generator = SeededGenerator(seed: UInt64(seed))
        let opened = reports[seed % 5]
        let depths: [ColorDepth] = [.many, .none, .sixteen, .many]
        var browser = Browser(
            reports: opened, size: Size(columns: 80, rows: 24), keys: builtInKeys(),
            theme: Theme(depth: depths[(seed + seed / 4) % 4]), isLinear: seed == 5)
        for step in 0..<2500 {
            var effects = browser.handle(event(opened, &generator))
            for _ in 0..<4 where effects.contains(.tick) { effects = browser.handle(.tick) }
            if Int.random(in: 0..<4, using: &generator) == 0 { continue }
            let frame = browser.frame()
            guard isSound(frame, browser.state.size) else {
                Issue.record("step \(step): \(browser.state.size), cursor \(String(describing: frame.cursor))")
                return
            }
        }
    }

    private func isSound(_ frame: Frame, _ size: Size) -> Bool {
        guard frame.size == size, frame.cells.count == max(0, size.columns * size.rows) else { return false }
        if let cursor = frame.cursor {
            guard (0..<size.rows).contains(cursor.row), (0..<size.columns).contains(cursor.column) else { return false }
        }
        return frame.cells.allSatisfy { cell in
            StandIn.character(for: cell.scalar) == nil && (cell.cluster == 0 || Int(cell.cluster) <= frame.clusters.count)
        }
    }

    private static let special: [Key] = [
        "Tab", "Shift-Tab", "Enter", "Esc", "Backspace", "Delete", "Up", "Down", "Left", "Right", "Home", "End", "PgUp",
        "PgDn", "Ctrl-O", "Alt-Left", "Alt-Right", "Ctrl-U", "Ctrl-W", "Ctrl-A", "Ctrl-C", "Ctrl-L", "F1", "F5",
    ].compactMap { Key($0) }
    private static let sequences = ["]e", "[e", "]c", "[c", "]d", "[d", "]f", "[f", "/a", "/word", "&a", "&zz", "]]", "[[", "]p", "[p", "17p", "2p", ":", ":2", ":iv", "o", "z", "]n", "[n", "]l", "[l", "0", "ma", "'a", "''", "12g", "9999999j"]
    private static let pastes = ["quit q\rQ", "", "\u{1B}[31m\u{202E}x\t\u{0}", String(repeating: "long ", count: 3000), hostile]
    private static let commands = Array("jkfbdugG}{*#crLnNtiVwqhxXQyRv+-=e<>?/&m'oz:p][ 0123456789".unicodeScalars)

    private func event(_ reports: [Report], _ generator: inout SeededGenerator) -> BrowserEvent {
        let report = reports.randomElement(using: &generator)!
        switch Int.random(in: 0..<100, using: &generator) {
        case 0..<30: return .input(.key(RandomKeysTests.special.randomElement(using: &generator)!))
        case 30..<70: return .input(.key(Key(RandomKeysTests.commands.randomElement(using: &generator)!)))
        case 70..<82:
            let scalars = Array(RandomKeysTests.sequences.randomElement(using: &generator)!.unicodeScalars)
            return .input(.key(Key(scalars[Int.random(in: 0..<scalars.count, using: &generator)])))
        case 82..<90: return .input(.mouse(mouse(&generator)))
        case 90..<93: return .input(.resize(size(&generator)))
        case 93: return .input(.resumed)
        case 94: return .loaded(report, nil)
        case 95: return .loaded(Report(id: report.id, text: report.text, layers: []), nil)
        case 96: return .loaded(.plain("Short now.", id: report.id.number), nil)
        case 97:
            let claim = AnnotationID(layer: 0, kind: .claim, number: UInt32.random(in: 0...5, using: &generator))
            let other = AnnotationID(layer: 0, kind: .claim, number: UInt32.random(in: 0...5, using: &generator))
            return .related(Item(report: report.id, id: claim), [Relation(number: 0, type: "supports", from: claim, to: other)])
        case 99: return .input(.paste(RandomKeysTests.pastes.randomElement(using: &generator)!))
        case 98: return .progress(report.id, Bool.random(using: &generator) ? "reading 12%" : nil)
        default: return .input(.resumed)
        }
    }

    private func mouse(_ generator: inout SeededGenerator) -> MouseEvent {
        let actions: [MouseEvent.Action] = [.press, .doublePress, .wheelUp, .wheelDown]
        return MouseEvent(
            actions.randomElement(using: &generator)!,
            at: Position(row: Int.random(in: -1...40, using: &generator), column: Int.random(in: -1...120, using: &generator)))
    }

    private func size(_ generator: inout SeededGenerator) -> Size {
        Bool.random(using: &generator)
            ? Size(columns: Int.random(in: 0...12, using: &generator), rows: Int.random(in: 0...8, using: &generator))
            : Size(columns: Int.random(in: 20...160, using: &generator), rows: Int.random(in: 5...50, using: &generator))
    }

    /// A range begun on a timeline that shrinks before the next screen is drawn.
    @Test func aReportMayShrinkUnderARange() {
        var browser = Browser(.marked(RandomKeysTests.plain))
        _ = browser.frame()
        browser.press("t G v")
        _ = browser.handle(.loaded(.marked("Only ⟦Date=2014:2014⟧."), nil))
        browser.press("v")
        _ = browser.frame()
        #expect(browser.state.selection.count <= 1)
    }

    /// A filter goes on over what is loaded later, and over a report read anew.
    @Test func aFilterFollowsTheReport() {
        let text = Text((1...50).map { "Paragraph \($0)." }.joined(separator: "\n\n"))
        var browser = Browser(Report(text: text, paragraphs: ParagraphIndex(text, upTo: 40)))
        browser.press("&9 Enter")
        _ = browser.handle(.loaded(Report(text: text), nil))
        #expect(browser.state.open.shownParagraphs == [8, 18, 28, 38, 48])
        _ = browser.handle(.loaded(.plain("Only 9."), nil))
        #expect(browser.state.open.shownParagraphs == [0])
        _ = browser.frame()
    }
}
