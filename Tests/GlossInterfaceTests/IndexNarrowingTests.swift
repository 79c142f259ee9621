import GlossModel
import Testing

@testable import GlossInterface

@Suite struct IndexNarrowingTests {
    private static let names = [
        "Islamic State", "Tehrik-e-Taliban Pakistan", "Ann Lee", "fooBar", "T-62", "ACME Holding plc", "a b c", "x", "José García", "Łódź", "isl-isl Isl", "",
    ]

    private static func entries(_ names: [[String]], mentions: (Int) -> Int = { _ in 1 }) -> IndexEntries {
        let matches = names.indices.map { IndexMatch(entity: Item(report: ReportID(0), id: AnnotationID(layer: 0, kind: .entity, number: UInt32($0))), mentions: mentions($0)) }
        return IndexEntries(matches) { names[Int($0.entity.id.number)] } type: { $0.entity.id.number % 2 == 0 ? "Person" : "Organization" }
    }

    private static func found(_ narrowing: IndexNarrowing) -> [UInt32] { (0..<narrowing.count).map { narrowing[$0].entity.id.number } }

    private static func all(_ entries: IndexEntries, _ filter: String, after before: IndexNarrowing? = nil) -> IndexNarrowing {
        var narrowing = IndexNarrowing(entries, filter, after: before)
        while !narrowing.isDone { narrowing.more() }
        return narrowing
    }

    @Test(arguments: ["i", "is", "isl", "IS", "st pak", "t62", "ab", "lee ann", "jose", "lodz", "zz", "c b", "foob", "fB", "дом"])
    func scoresAreThoseOfTheSlowWay(query: String) {
        let entries = Self.entries(Self.names.map { [$0] })
        var scorer = FuzzyScorer(query)
        for (place, match) in entries.all.enumerated() {
            #expect(entries.score(place, &scorer) == FuzzyMatch(query).score(Self.names[Int(match.entity.id.number)])?.score)
        }
    }

    @Test func theBestOfAnEntitysNamesCounts() {
        let entries = Self.entries([["Tehrik-e-Taliban Pakistan", "TTP"], ["The Town Post"], ["Nobody"]])
        #expect(Self.found(Self.all(entries, "ttp")) == [0, 1])
    }

    @Test func equalsStandByMentionsThenByName() {
        let entries = Self.entries([["Bob Lee"], ["Ann Lee"], ["Cid Lee"]]) { $0 == 2 ? 9 : 1 }
        #expect(Self.found(Self.all(entries, "")) == [2, 1, 0])
        #expect(Self.found(Self.all(entries, "lee")) == [2, 1, 0])
        #expect(Self.found(Self.all(entries, "type:org")) == [1])
        #expect(Self.found(Self.all(entries, "type:org lee")) == [1])
    }

    /// Each letter narrows what the last one found, to what the whole word finds.
    @Test func narrowingStepByStepFindsTheSame() {
        let names = (0..<60_000).map { ["Name \($0) of \(["Harrow", "Ostrava", "Lindqvist"][$0 % 3])"] }
        let entries = Self.entries(names)
        var step: IndexNarrowing?
        for filter in ["h", "ha", "har", "har 5", "har 59", "har 599"] {
            step = Self.all(entries, filter, after: step)
            #expect(Self.found(step!) == Self.found(Self.all(entries, filter)))
        }
        // Typed on before the first letter has looked through all of them.
        let begun = IndexNarrowing(entries, "h")
        #expect(Self.found(Self.all(entries, "ha 7", after: begun)) == Self.found(Self.all(entries, "ha 7")))
    }
}
