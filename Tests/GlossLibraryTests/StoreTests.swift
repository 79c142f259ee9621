import Foundation
import GlossModel
import TestSupport
import Testing

@testable import GlossLibrary

/// An index of small reports that the tests make.
private final class MadeLibrary {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("gloss-\(UUID().uuidString).sqlite").path
    let store: SQLiteStore

    init(_ reports: [(path: String, marked: String)] = []) throws {
        try SQLiteStore.make(path)
        store = try SQLiteStore(path)
        for (path, marked) in reports { try put(path, marked) }
        try resolve()
    }

    deinit { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }

    func put(_ path: String, _ marked: String) throws {
        var file = try store.knownFile(path) ?? KnownFile(path: path, size: 1, mtime: 1, inode: 1)
        file.hash = Array(marked.utf8).withBytes { BLAKE2b.hash($0) }
        let report = MarkedReport(marked).report
        try store.transaction { try store.put(file, [IndexedReport(report, path: path, format: "text")]) }
    }

    func drop(_ path: String) throws {
        let file = try #require(try store.knownFile(path))
        try store.transaction { try store.drop(file) }
    }

    func resolve(_ acts: [DecisionLog.Act] = []) throws {
        let lines = acts.map { DecisionLog.line($0, time: "", who: "") }.joined()
        try store.transaction { try store.resolve(DecisionLog(Array(lines.utf8))) }
    }

    func paths(_ query: String, _ order: HitOrder = .oldest) throws -> [String] {
        var found: [String] = []
        try store.hits(Query(query), order: order) { hit in
            found.append(hit.path)
            return true
        }
        return found
    }

    func names() throws -> [String] { try store.entities(nil, limit: 100).map(\.name).sorted() }
}

struct StoreTests {
    private static let reports: [(path: String, marked: String)] = [
        ("a.txt", "⟦Person#c:Ash Carter⟧ saw drones over ⟦Location#h:Harrow⟧ on ⟦Date=2016-05-03:3 May 2016⟧.\n\nNothing more."),
        ("b.txt", "Two drones fell near ⟦Location#h:Harrow⟧.\n\n⟦Person#c:Ash Carter⟧ left in ⟦Date=2014:2014⟧."),
        ("sub/c.txt", "⟦Person#c:Carter⟧ sold a drone to ⟦Organization#t+x:Trade Ministry⟧."),
    ]

    @Test(arguments: [
        ("drones", ["a.txt", "b.txt"]), ("drone*", ["a.txt", "b.txt", "sub/c.txt"]), ("drones harrow", ["a.txt", "b.txt"]), ("DRONES not two", ["a.txt"]),
        ("two NEAR/1 fell", ["b.txt"]), ("\"drones fell\"", ["b.txt"]), ("\"fell drones\"", []), ("entity:\"Ash Carter\"", ["a.txt", "b.txt"]),
        ("drones entity:\"Ash Carter\"", ["a.txt"]), ("place:Harrow drones", ["a.txt", "b.txt"]), ("date:2016", ["a.txt"]), ("date:2014..2016-06", ["a.txt", "b.txt"]),
        ("date:..2015", ["b.txt"]), ("report:sub/*", ["sub/c.txt"]), ("type:organization", ["sub/c.txt"]), ("nothing or sold", ["a.txt", "sub/c.txt"]),
        ("report:a.txt", ["a.txt", "a.txt"]), ("is:copy", []), ("zebra", []), ("d*", ["a.txt", "b.txt", "sub/c.txt"]), ("dr* ha*", ["a.txt", "b.txt"]),
        ("dro* entity:\"Ash Carter\"", ["a.txt"]), ("tr* or fe*", ["b.txt", "sub/c.txt"]), ("not dro*", ["a.txt", "b.txt"]),
        ("drones not entity:\"Ash Carter\"", ["b.txt"]), ("entity:\"Ash Carter\" or sold", ["a.txt", "b.txt", "sub/c.txt"]),
    ])
    func conditionsHoldInAParagraph(query: String, paths: [String]) throws {
        let library = try MadeLibrary(Self.reports)
        #expect(try library.paths(query) == paths)
        #expect(try library.paths(query, .newest) == paths.reversed())
        #expect(try library.store.count(Query(query)) == paths.count)
        #expect(try library.paths(query, .rank).sorted() == paths)
    }

    @Test func conditionsMayHoldAnywhereInAReport() throws {
        let library = try MadeLibrary(Self.reports)
        var found: [String] = []
        try library.store.reports(Query("fell left")) { hit in
            found.append(hit.path)
            return true
        }
        #expect(found == ["b.txt"])
        #expect(try library.paths("fell left").isEmpty)
    }

    @Test func noSurnameIsPutTogetherWithAFullName() throws {
        let library = try MadeLibrary(Self.reports + [("d.txt", "⟦Person#j:Jimmy Carter⟧ wrote."), ("e.txt", "⟦Person#k:Carter⟧ read.")])
        #expect(try library.names() == ["Ash Carter", "Carter (?)", "Harrow", "Jimmy Carter", "Trade Ministry"])
        #expect(throws: QueryError.self) { try library.store.count(Query("entity:nobody")) }
    }

    @Test func aNameOfSeveralListsThem() throws {
        let library = try MadeLibrary([("a", "⟦Person#a:Ann Lee⟧, called ⟦Person#a:Lee⟧."), ("b", "⟦Person#b:Bob Lee⟧, called ⟦Person#b:Lee⟧.")])
        let error = #expect(throws: QueryError.self) { try library.store.count(Query("entity:Lee")) }
        #expect(error?.candidates.map(\.name).sorted() == ["Ann Lee", "Bob Lee"])
        let id = try #require(error?.candidates.first?.id)
        #expect(try library.store.count(Query("entity:e\(id)")) == 1)
    }

    @Test func decisionsJoinAndPartAndAreTakenBack() throws {
        let library = try MadeLibrary(Self.reports + [("d.txt", "⟦Person#j:Ashton Carter⟧ wrote.")])
        let same = DecisionLog.Act.same(["name:ash carter", "name:ashton carter"], name: "A. Carter")
        try library.resolve([same])
        #expect(try library.names() == ["A. Carter", "Carter (?)", "Harrow", "Trade Ministry"])
        #expect(try library.paths("entity:\"Ashton Carter\"") == ["a.txt", "b.txt", "d.txt"])
        try library.resolve([same, .undo(1)])
        #expect(try library.names().contains("Ashton Carter"))
        try library.resolve([.apart(["name:ash carter", "name:ashton carter"]), same])
        #expect(try library.names().contains("Ashton Carter"))
    }

    @Test func acronymsJoinWhereAReportExplainsThemAndOnlyThere() throws {
        let whole = "⟦Organization#t:Trade Union Party⟧ (⟦Organization#t:TUP⟧) won."
        let library = try MadeLibrary([("a", whole), ("b", "⟦Organization#x:TUP⟧ lost.")])
        #expect(try library.paths("entity:\"Trade Union Party\"") == ["a", "b"])
        try library.put("c", "⟦Organization#t:Tea Users Pact⟧ (⟦Organization#t:TUP⟧) met.")
        try library.resolve()
        #expect(try library.paths("entity:\"Trade Union Party\"") == ["a"])
    }

    @Test func idsElsewhereJoinAndPart() throws {
        var left = IndexedReport.LocalEntity(name: "Carter", type: "Person", aliases: [], references: ["Wikidata:Q1"])
        #expect(NodeKey.of(left) == "id:Wikidata:Q1")
        left.references = ["gloss:e1"]
        #expect(NodeKey.of(left) == "surname:carter")
    }

    @Test func whatIsPutAgainReplacesWhatWasThere() throws {
        let library = try MadeLibrary(Self.reports)
        let before = try library.store.counts()
        try library.put("a.txt", "⟦Person#z:Zoe Vale⟧ slept.")
        try library.resolve()
        #expect(try library.paths("drones") == ["b.txt"])
        #expect(try library.paths("slept") == ["a.txt"])
        try library.put("a.txt", Self.reports[0].marked)
        try library.resolve()
        let after = try library.store.counts()
        #expect(after == before)
        #expect(after.deadParagraphs == 3)
        #expect(try library.store.faults().isEmpty)
        try library.store.compact { _ in nil }
        #expect(try library.store.counts().paragraphs == before.paragraphs)
    }

    @Test func nothingIsLeftOfWhatIsDropped() throws {
        let library = try MadeLibrary(Self.reports)
        for (path, _) in Self.reports { try library.drop(path) }
        try library.resolve()
        let counts = try library.store.counts()
        let left: [Int] = [counts.reports, counts.paragraphs, counts.entities, counts.mentions, counts.events, counts.claims]
        #expect(left.allSatisfy { $0 == 0 })
        #expect(try library.store.faults().isEmpty)
        #expect(try library.paths("drones").isEmpty)
    }

    @Test func copiesAreKnownAndTheNextTakesThePlaceOfTheFirst() throws {
        let long = (0..<60).map { "word\($0) of the report" }.joined(separator: " ") + "."
        let library = try MadeLibrary([("a", long), ("b", long + " Printed again."), ("c", String(long.reversed()))])
        #expect(try library.paths("is:copy") == ["b"])
        try library.put("d", long)
        #expect(try library.paths("is:copy") == ["b", "d"])
        try library.drop("a")
        #expect(try library.paths("is:copy") == ["d"])
    }

    @Test func aTransactionIsAllOrNothing() throws {
        let library = try MadeLibrary(Self.reports)
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try library.store.transaction {
                try library.store.put(KnownFile(path: "z", size: 1, mtime: 1, inode: 1), [])
                throw Stop()
            }
        }
        #expect(try library.store.knownFile("z") == nil)
        try library.put("z", "Still works.")
        #expect(try library.paths("works") == ["z"])
    }

    @Test func anotherFileIsNoIndex() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("gloss-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(repeating: 0x41, count: 5000).write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: LibraryError.self) { try SQLiteStore(path) }
        #expect(error?.message.contains("rebuild") == true)
    }

    @Test func savedSearchesStandWithinOthersButNotWithoutEnd() throws {
        let library = try MadeLibrary(Self.reports)
        try library.resolve([.search(name: "d", query: "drone*"), .search(name: "e", query: "in:d harrow"), .search(name: "f", query: "in:f")])
        #expect(try library.paths("in:e") == ["a.txt", "b.txt"])
        #expect(throws: QueryError.self) { try library.store.count(Query("in:f")) }
        #expect(throws: QueryError.self) { try library.store.count(Query("in:none")) }
    }

    @Test func timelinesAreInOrderAndUndatedIsNothing() throws {
        let library = try MadeLibrary(Self.reports + [("u", "⟦Person#c:Ash Carter⟧ came ⟦Date=PAST_REF:recently⟧.")])
        let rows = try library.store.events(Query("entity:\"Ash Carter\""), days: nil, limit: 10)
        #expect(rows.map(\.hit.path) == ["b.txt", "a.txt"])
        #expect(try library.store.events(.all, days: DayRange(iso: "2014-02"), limit: 10).map(\.hit.path) == ["b.txt"])
        #expect(rows.allSatisfy { $0.earliest != nil })
    }

    /// A paragraph of more claims than ids go with one of it.
    @Test func manyClaimsOfOneParagraphAreApart() throws {
        let claims = (1...150).map { "⟦Claim&c\($0):Harbour\($0) closed⟧" }.joined(separator: " ")
        let library = try MadeLibrary([("a", "⟦Claim&c1:The mine is shut⟧."), ("b", claims + "\n\n⟦Claim&c151:The mine is open⟧."), ("c", "⟦Claim&c1:Harbour77 opened⟧.")])
        #expect(try library.store.claims(Query("claim:harbour77"), limit: 9).map(\.name) == ["c1", "c77"])
        #expect(try library.store.claims(Query("claim:mine"), limit: 9).map(\.name) == ["c151", "c1"])
        #expect(try library.paths("claim:harbour150") == ["b"])
        #expect(try library.store.claims(.all, limit: 500).count == 153)
        #expect(try library.store.claim("c140", ofReport: "b")?.name == "c140")
        #expect(try library.store.claims(like: ["sharbour130"], limit: 5).map(\.name) == ["c130"])
        try library.drop("b")
        #expect(try library.store.claims(Query("claim:harbour77"), limit: 9).map(\.hit.path) == ["c"])
        #expect(try library.paths("not claim:harbour77").contains("a"))
        #expect(try library.store.faults().isEmpty)
    }

    @Test func wordsAreFilledInAnew() throws {
        let library = try MadeLibrary(Self.reports)
        for (path, marked) in Self.reports { try library.put(path, marked + " Again.") }
        try library.resolve()
        let texts = Dictionary(uniqueKeysWithValues: Self.reports.map { ($0.path, MarkedReport($0.marked + " Again.").report.text) })
        try library.store.compact { texts[$0.path] }
        #expect(try library.store.counts().deadParagraphs == 0)
        #expect(try library.paths("drones harrow") == ["a.txt", "b.txt"])
        #expect(try library.paths("dro* entity:\"Ash Carter\"") == ["a.txt"])
        #expect(try library.paths("type:organization") == ["sub/c.txt"])
    }

    @Test func oneEventIsOneAndOthersAreNot() {
        func sentence(_ id: Int, _ text: String, _ days: ClosedRange<Int>, _ precision: Precision, _ entities: [Int]) -> EventClusters.Sentence {
            let hit = Hit(paragraph: id, report: id, path: "r\(id)", title: "", published: id, span: Span(0, 1), number: 1, stored: nil, copyOf: nil)
            return EventClusters.Sentence(
                EventRow(id: id, hit: hit, span: Span(0, 1), earliest: days.lowerBound, latest: days.upperBound, precision: precision, value: "", entities: entities), text)
        }
        let a = sentence(1, "The ferry Mary sank off Harrow harbour.", 100...130, .month, [1])
        let b = sentence(2, "On Monday the ferry Mary sank near Harrow harbour.", 104...104, .day, [1])
        let c = sentence(3, "The audit of the ministry was published.", 104...104, .day, [1])
        let d = sentence(4, "The ferry Mary sank off Harrow harbour again.", 500...500, .day, [1])
        let groups = EventClusters.groups([a, b, c, d]) { _ in false }
        #expect(groups.map { $0.map(\.row.id) } == [[2, 1], [3], [4]])
        // What everybody is found with tells nothing.
        #expect(EventClusters.groups([a, b]) { _ in true }.count == 2)
    }

    @Test func candidatesAreAlikeByNameAndCompanyAndNotJudged() throws {
        let library = try MadeLibrary([
            ("a", "⟦Person#a:Ash Carter⟧ met ⟦Organization#p:Harrow Board⟧."), ("b", "⟦Person#a:Ashton Carter⟧ met ⟦Organization#p:Harrow Board⟧."),
            ("c", "⟦Person#a:Jimmy Carter⟧ slept."),
        ])
        let pairs = try library.store.candidates(DecisionLog(), limit: 10)
        #expect(pairs.first.map { Set([$0.a.name, $0.b.name]) } == ["Ash Carter", "Ashton Carter"])
        #expect(pairs.first?.because.contains { $0.contains("Harrow Board") } == true)
        let log = DecisionLog(Array(DecisionLog.line(.apart(["name:ash carter", "name:ashton carter"]), time: "", who: "").utf8))
        #expect(try library.store.candidates(log, limit: 10).allSatisfy { Set([$0.a.name, $0.b.name]) != ["Ash Carter", "Ashton Carter"] })
    }

    @Test func claimsAreFoundByWordsSourceAndCertainty() throws {
        let library = try MadeLibrary([
            ("a", "⟦Source&c1:⟦Person#b:Ann Lee⟧⟧ ⟦Cue&c1:said⟧ ⟦Claim&c1+reported%likely:the mine would open⟧."), ("b", "⟦Claim&c1:The mine is shut⟧."),
        ])
        #expect(try library.store.claims(Query("source:\"Ann Lee\""), limit: 9).map(\.hit.path) == ["a"])
        #expect(try library.store.claims(Query("claim:mines"), limit: 9).map(\.hit.path) == ["b", "a"])
        #expect(try library.store.claims(Query("certainty:likely.. kind:reported"), limit: 9).map(\.source) == ["Ann Lee"])
        #expect(throws: QueryError.self) { try library.store.claims(Query("certainty:perhaps"), limit: 9) }
    }
}
