import Testing

@testable import GlossLibrary

struct DecisionTests {
    private func log(_ acts: [DecisionLog.Act]) -> DecisionLog {
        DecisionLog(Array(acts.map { DecisionLog.line($0, time: "2026-11-27T09:12:03Z", who: "mb") }.joined().utf8))
    }

    private static let acts: [DecisionLog.Act] = [
        .same(["name:ann lee", "surname:lee"], name: "Ann \"A\" Lee\n"), .apart(["report:a b.txt#lee", "name:ann lee"]), .unsure(["name:a", "name:b"]),
        .tag(report: "sub/ü.txt", add: ["x", "y"], remove: []), .search(name: "d", query: "\"two words\" \\ tag:x"), .folder(path: "/srv/r", isAdded: true),
        .folder(path: "/srv/r", isAdded: false), .claims("a.txt#c1", "b.txt#c2", "supports"), .moved(from: "a", to: "b"), .undo(3),
    ]

    @Test func whatIsWrittenIsRead() {
        let log = log(Self.acts)
        #expect(log.lines.map(\.act) == Self.acts)
        #expect(log.faults.isEmpty)
        #expect(log.lines.last?.who == "mb")
    }

    @Test func badLinesAreToldAndPassedOver() {
        let lines = "{\"same\":[\"a\",\"b\"]}\nnonsense\n<<<<<<< HEAD\n{\"odd\":1}\n\n{\"apart\":[\"a\",\"b\"]}"
        let log = DecisionLog(Array(lines.utf8))
        #expect(log.lines.map(\.number) == [1, 6])
        #expect(log.faults.map(\.line) == [2, 3, 4])
        #expect(log.faults[1].what.contains("conflict"))
    }

    @Test func anUndoIsTakenBackLikeAnyOther() {
        let same = DecisionLog.Act.same(["a", "b"], name: nil)
        #expect(log([same]).standing.map(\.number) == [1])
        #expect(log([same, .undo(1)]).standing.isEmpty)
        #expect(log([same, .undo(1), .undo(2)]).standing.map(\.number) == [1])
        // A line takes back earlier ones only.
        #expect(log([.undo(2), same]).standing.map(\.number) == [2])
    }

    @Test func whatIsSaidOfAReportGoesWithIt() {
        let log = log([.tag(report: "a.txt", add: ["x"], remove: []), .apart(["report:a.txt#lee", "name:lee"]), .moved(from: "a.txt", to: "b.txt")])
        #expect(log.standing.map(\.act) == [.tag(report: "b.txt", add: ["x"], remove: []), .apart(["report:b.txt#lee", "name:lee"])])
        #expect(log.speaks(of: "b.txt") && !log.speaks(of: "a.txt") && !log.speaks(of: "b"))
    }

    @Test func foldersComeAndGo() {
        #expect(log([.folder(path: "/a", isAdded: true), .folder(path: "/b", isAdded: true), .folder(path: "/a", isAdded: false)]).folders == ["/b"])
    }

    @Test func whatIsApartStaysApart() {
        var groups = Groups()
        groups.keepApart(1, 4)
        groups.join(1, 2)
        groups.join(3, 4)
        groups.join(2, 3)
        #expect(groups.all == [[1, 2], [3, 4]])
        groups.join(2, 5)
        #expect(groups.all == [[1, 2, 5], [3, 4]])
    }

    @Test(arguments: [
        ("Ash Carter", "Person", "name:ash carter"), ("Mr. Ash Carter", "Person", "name:ash carter"), ("General Carter", "Person", "surname:carter"),
        ("NATO", "Organization", "name:nato"), ("José Núñez", "Person", "name:jose nunez"), ("The President", "Person", "name:the president"),
    ])
    func keysAreOfFoldedNames(name: String, type: String, key: String) {
        #expect(NodeKey.named(name, type) == key)
    }

    @Test(arguments: [("TTP", "Tehrik-e-Taliban Pakistan", true), ("UN", "United Nations", true), ("CIA", "Central Agency", false), ("Un", "United Nations", false)])
    func acronymsAreInitials(short: String, whole: String, isOne: Bool) {
        #expect(NodeKey.isAcronym(short, of: whole) == isOne)
    }
}
