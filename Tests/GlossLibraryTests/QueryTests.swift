import Testing

@testable import GlossLibrary

struct QueryTests {
    private static func phrase(_ words: String..., prefix: Bool = false) -> Query { .text(.phrase(words, isPrefix: prefix)) }

    private static let read: [(String, Query)] = [
        ("", .all), ("Drone Strike", .and([phrase("drone"), phrase("strike")])), ("\"northern district\"", phrase("northern", "district")),
        ("negotiat*", phrase("negotiat", prefix: true)), ("a or b c", .or([phrase("a"), .and([phrase("b"), phrase("c")])])),
        ("not a", .not(phrase("a"))), ("-a b", .and([.not(phrase("a")), phrase("b")])), ("(a or b) c", .and([.or([phrase("a"), phrase("b")]), phrase("c")])),
        ("a NEAR/3 b", .text(.near(["a"], ["b"], 3))), ("=May", .text(.exact("May"))), ("entity:\"Ann Lee\"", .field(.entity, "Ann Lee")),
        ("date:2014..2016-06 x", .and([.field(.date, "2014..2016-06"), phrase("x")])), ("Is:copy", .field(.is, "copy")), ("José", phrase("jose")),
        ("well-known", phrase("well", "known")), ("10:30", phrase("10", "30")), ("a and b", .and([phrase("a"), phrase("b")])),
    ]

    @Test(arguments: read.indices) func queriesAreRead(index: Int) throws {
        let (text, query) = Self.read[index]
        #expect(try Query(text) == query)
    }

    @Test(arguments: ["(a", "a)", "\"a", "colour:red", "or", "a or", "not", "entity:", "!!", "a NEAR/3", "( )"])
    func mistakesAreTold(text: String) {
        #expect(throws: QueryError.self) { try Query(text) }
    }

    @Test func wordsAloneGoToTheWordIndex() throws {
        #expect(try SQLiteStore.match(Query("a* or \"b c\"")) == "(\"a\" * OR \"b c\")")
        #expect(try SQLiteStore.match(Query("x not y")) == nil)
        #expect(try SQLiteStore.match(Query("tag:x")) == nil)
    }

    @Test func whatMayFollowIsHinted() {
        #expect(Query.hint("da").hasPrefix("date: "))
        #expect(Query.hint("drone published:2").hasPrefix("published: "))
        #expect(Query.hint("").contains("entity:"))
    }
}
