import GlossInterface
import Testing

@Suite struct FuzzyMatchTests {
    /// Query, candidate, and the candidate with what matched in brackets; nil: no match.
    @Test(arguments: [
        ("isl", "Islamic State", "[Isl]amic State"),
        ("is", "Islamic State", "[Is]lamic State"),
        ("ist", "Islamic State", "[I]slamic [St]ate"),
        ("ttp", "Tehrik-e-Taliban Pakistan", "[T]ehrik-e-[T]aliban [P]akistan"),
        ("etal", "Tehrik-e-Taliban", "Tehrik-[e]-[Tal]iban"),
        ("taliban", "Tehrik-e-Taliban Pakistan", "Tehrik-e-[Taliban] Pakistan"),
        ("pak tal", "Taliban of Pakistan", "[Tal]iban of [Pak]istan"),
        ("jose", "José García", "[José] García"),
        ("garcia", "José García", "José [García]"),
        ("jose", "Jose\u{301} G", "[Jose]\u{301} G"),
        ("José", "Jose G", "[Jose] G"),
        ("lodz", "Łódź", "[Łódź]"),
        ("IS", "Pakistan", nil),
        ("IS", "the Islamic State", "the [I]slamic [S]tate"),
        ("isp", "Islamic State", nil),
        ("ed", "de", nil),
        ("fb", "fooBar", "[f]oo[B]ar"),
        ("t62", "T-62", "[T]-[62]"),
        ("don't", "don’t", "[don’t]"),
        ("дом", "Белый Дом", "Белый [Дом]"),
        ("東", "東京", "[東]京"),
        ("", "anything", "anything"),
        ("  ", "anything", "anything"),
        ("x", "", nil),
    ])
    func positions(query: String, candidate: String, marked: String?) {
        let found = FuzzyMatch(query).score(candidate)
        #expect(found.map { Self.mark(candidate, $0.positions) } == marked)
    }

    private static func mark(_ text: String, _ positions: [Int]) -> String {
        var marked = String.UnicodeScalarView()
        let set = Set(positions)
        for (index, scalar) in text.unicodeScalars.enumerated() {
            if set.contains(index), !set.contains(index - 1) { marked.append("[") }
            marked.append(scalar)
            if set.contains(index), !set.contains(index + 1) { marked.append("]") }
        }
        return String(marked)
    }

    /// Candidates in the order in which they are to be listed.
    @Test(arguments: [
        ("taliban", ["Taliban", "Afghan Taliban", "Tehrik-e-Taliban", "Tall Ali Banner"]),
        ("isp", ["Ispahan", "Islamic State of Pakistan", "Crisp"]),
        ("ttp", ["TTP", "Tehrik-e-Taliban Pakistan", "Attempt"]),
        ("paki", ["Pakistan", "North Pakistan", "Pack of kites"]),
        ("khan", ["Khan", "Imran Khan", "Kohat and Hangu"]),
        ("al q", ["al-Qaeda", "Balqis"]),
    ])
    func ranking(query: String, order: [String]) {
        let match = FuzzyMatch(query)
        let ranked = match.ranked(order.reversed())
        #expect(ranked.map { order.reversed()[$0.index] } == order)
    }

    @Test func emptyQueryKeepsTheOrder() {
        #expect(FuzzyMatch("").ranked(["bb", "a", "ccc"]).map(\.index) == [0, 1, 2])
    }

    @Test func longInputIsCut() {
        let long = String(repeating: "ab ", count: 5000)
        #expect(FuzzyMatch("aaabbb").score(long) != nil)
        #expect(FuzzyMatch("z").score(long + "z") == nil)
        #expect(FuzzyMatch(long + "z").score("ab") != nil)
    }
}
