import GlossModel
import TestSupport
import Testing

@testable import GlossInterface

@Suite struct ListQueryTests {
    private let marked = MarkedReport("""
        ⟦Claim&c1+reported%likely:⟦Person#a:Zoë Brandt⟧ will leave ⟦Location#p:Peshāwar⟧ in ⟦Date=2015-06:June 2015⟧⟧, ⟦Source&c1:Reuters⟧ ⟦Cue&c1:said⟧.

        ⟦Claim&c2%very-likely:The ⟦Organization#o:Orel Mission⟧ stays
        until ⟦Date=2018:2018⟧⟧. ⟦Claim&c3:Nothing else is known.⟧
        """)

    private func found(_ query: String) throws -> [String] {
        let browser = Browser(reports: [marked.report], size: Size(columns: 80, rows: 24), keys: builtInKeys(), theme: Theme(depth: .many))
        return try ["c1", "c2", "c3"].filter { name in
            let id = try #require(marked.claims[name])
            return browser.isFound(Item(report: marked.report.id, id: id), ListQuery(query))
        }
    }

    @Test(arguments: [
        ("", ["c1", "c2", "c3"]), ("brandt", ["c1"]), ("ZOE peshawar", ["c1"]), ("brndt", ["c1"]), ("bt", []),
        ("stays until", ["c2"]), ("orel brandt", []), ("src:reut", ["c1"]), ("source:nobody", []), ("reuters", ["c1"]),
        ("type:org", ["c2"]), ("type:per type:loc", []), ("type:LOC", ["c1"]), ("likely", ["c1"]), ("very-likely", ["c2"]), ("unlikely", []),
        ("from:2016", ["c2"]), ("to:2015", ["c1"]), ("from:2015-06 to:2015-06", ["c1"]), ("from:20", ["c1", "c2", "c3"]),
        ("http://x", []),
    ] as [(String, [String])])
    func finds(query: String, expected: [String]) throws {
        #expect(try found(query) == expected)
    }

    @Test(arguments: [
        ("pshwr", "peshawar fell", true), ("fell", "peshawar fell", true), ("pfl", "peshawar fell", false), ("war", "peshawar", true),
        ("wsh", "peshawar", false), ("a", "b", false), ("", "b", true), ("ab", "a b", false),
    ])
    func words(word: String, text: String, isThere: Bool) {
        #expect(FoldedBytes.occurs(Array(word.utf8), in: Array(text.utf8)) == isThere)
    }

    /// What is looked at in slices is what is found at once, and groups hold just what was found.
    @Test func narrowingInSlices() throws {
        let text = (0..<4000).map { "⟦Claim&c\($0):Number \($0) \($0 % 7 == 0 ? "stays" : "goes")⟧." }.joined(separator: "\n\n")
        let report = MarkedReport(text).report
        var browser = Browser(reports: [report], size: Size(columns: 80, rows: 24), keys: builtInKeys(), theme: Theme(depth: .many))
        for key in ["c", "/", "s", "t", "a", "y"] { _ = browser.handle(.input(.key(Key(key.unicodeScalars.first!)))) }
        #expect(browser.isNarrowing)
        var effects = browser.handle(.tick)
        while effects.contains(.tick) { effects = browser.handle(.tick) }
        let rows = try #require(browser.state.side?.rows)
        #expect(rows.shown == (0..<4000).filter { $0 % 7 == 0 })
        #expect(rows.lines.count == rows.shown.count)
    }
}
