import GlossModel
import TestSupport
import Testing

@testable import GlossInterface

@Suite struct DisagreeingTests {
    private static let text = Text("Ann Lind of Harrow said that Orrendal was quiet.\n")

    private func layer(_ name: String, _ marks: [(String, Int, Int)]) -> Report {
        var layer = LayerBuilder(number: 0, name: name, origin: .file)
        for (index, mark) in marks.enumerated() {
            let type = layer.type(named: mark.0)
            layer.mentions.append(Mention(span: Span(mark.1, mark.2), number: UInt32(index + 1), type: type))
        }
        return Report(path: name, text: Self.text, layers: [layer.finished()])
    }

    private func browser() throws -> Browser {
        let reports = [
            layer("a.ann", [("Person", 0, 8), ("Group", 12, 18), ("Location", 29, 37)]),
            layer("b.ann", [("Person", 0, 8), ("Organization", 12, 18)]),
        ]
        return Browser(try #require(Report.joined(reports, names: ["a.ann", "b.ann"])), columns: 110)
    }

    private func lines(_ browser: inout Browser) -> String {
        let frame = browser.frame()
        return (0..<frame.size.rows).map { frame.string(row: $0) }.joined(separator: "\n")
    }

    @Test func stepsFromOneToTheNextAndAround() throws {
        var browser = try browser()
        browser.press("] x")
        #expect(lines(&browser).contains("1 of 2, types differ: a.ann Group “Harrow”; b.ann Organization “Harrow”"))
        browser.press("] x")
        #expect(lines(&browser).contains("2 of 2, not marked by all: a.ann Location “Orrendal”; b.ann –"))
        browser.press("] x")
        #expect(lines(&browser).contains("1 of 2"))
        browser.press("[ x")
        #expect(lines(&browser).contains("2 of 2"))
    }

    @Test func theCardSaysWhoMarkedWhat() throws {
        var browser = try browser()
        browser.press("] x Enter")
        let card = lines(&browser)
        #expect(card.contains("a.ann: Group"))
        #expect(card.contains("b.ann: Organization"))
    }

    /// How far they differ is said when they come, and where is seen in the margin.
    @Test func itIsSaidAtOnce() throws {
        let both = try browser().state.report
        var browser = Browser(Report(path: "a.ann", text: Self.text), columns: 110)
        #expect(!lines(&browser).contains("≠"))
        _ = browser.handle(.loaded(both, nil))
        let screen = lines(&browser)
        #expect(screen.contains("a.ann, b.ann: 2 differ, kappa 0."))
        #expect(screen.contains("]x shows them"))
        #expect(screen.contains("≠Ann Lind"))
    }

    /// What both say is one claim, and one mention.
    @Test func whatBothSayIsOneThing() throws {
        let words = "⟦Claim&c1:Rain falls on ⟦Location#p:Pell⟧⟧. ⟦Location#p:Pell⟧ is wet, and "
        let reports = [words + "⟦Claim&c2:cold⟧.", words + "cold."].map { MarkedReport($0).report }
        var browser = Browser(try #require(Report.joined(reports, names: ["a.ann", "b.ann"])), columns: 110)
        browser.press("c")
        #expect(lines(&browser).contains("Claims  2 "))
        browser.press("i")
        let index = lines(&browser)
        #expect(index.contains("Index  1 "))
        #expect(index.split(separator: "\n").contains { $0.contains("LOC Pell") && $0.hasSuffix(" 2") })
    }

    /// What both marked alike is one stop for Tab.
    @Test func twinsAreOneStop() throws {
        var browser = try browser()
        var stops: [Span?] = []
        for _ in 0..<3 {
            browser.press("Tab")
            stops.append(browser.state.open.focus.flatMap { browser.state.report.span(of: $0) })
        }
        #expect(stops == [Span(0, 8), Span(12, 18), Span(29, 37)])
    }

    @Test func saysWhenThereIsNothingToCompare() throws {
        var browser = Browser(layer("a.ann", [("Person", 0, 8)]))
        browser.press("] x")
        #expect(lines(&browser).contains("one annotator only"))
    }

    @Test func otherTextsAreNotJoined() {
        let other = Report(path: "c", text: Text("Something else."))
        #expect(Report.joined([layer("a.ann", []), other], names: ["a", "c"]) == nil)
    }
}
