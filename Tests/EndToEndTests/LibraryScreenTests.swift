import Foundation
import TestSupport
import Testing

@Suite("The library's screen", .serialized, .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct LibraryScreenTests {
    private func open(_ folder: ScratchFolder, _ query: String = "") throws -> TmuxSession {
        let home = folder.path("home")
        return try TmuxSession("cd \(folder.url.path); HOME=\(home) \(Binary.path) library \(query); echo over now; sleep 20", columns: 100, rows: 20)
    }

    private func library() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.write("a.txt", Array("Harbour report\n\nOn 3 May 2016 Ilse Brandt said that two drones had crossed into Harrow.\n\nNothing else.\n".utf8))
        try folder.write("b.txt", Array("A note\n\nThree ships left the harbour in June 2015.\n".utf8))
        _ = try Binary(["library", "init"], folder: folder.url)
        _ = try Binary(["library", "sync"], folder: folder.url)
        return folder
    }

    @Test("what is typed narrows the list, Enter opens the report, q comes back, n goes on")
    func reading() throws {
        let folder = try library()
        let session = try open(folder)
        #expect(try session.wait(for: "Three ships left"))
        try session.type("dro")
        #expect(try session.wait { $0.contains { $0.contains("two drones") } && !$0.contains { $0.contains("Three ships") } })
        try session.send("Enter")
        #expect(try session.wait(for: "Nothing else."))
        try session.send("q")
        #expect(try session.wait(for: "1/1 paragraph in 1 report"))
        try session.type("q")
        #expect(try session.wait(for: "over now"))
    }

    @Test("entities, timeline and KWIC are of what is asked; Ctrl-O goes back")
    func lists() throws {
        let folder = try library()
        let session = try open(folder, "drones")
        #expect(try session.wait(for: "1 paragraph in 1 report"))
        try session.type("i")
        #expect(try session.wait(for: "Ilse Brandt"))
        try session.type("t")
        #expect(try session.wait(for: "2016-05-03"))
        try session.type("K")
        #expect(try session.wait(for: "sorted by the word on the left"))
        try session.send("C-o")
        #expect(try session.wait(for: "1/1 events"))
        try session.type("xQ")
        #expect(try session.wait(for: "over now"))
        #expect(try session.screen().contains { $0.hasPrefix("2016-05-03") && $0.contains("a.txt") })
    }

    @Test("searches are saved and gone to, reports tagged, files synced")
    func keeping() throws {
        let folder = try library()
        let session = try open(folder, "drones")
        #expect(try session.wait(for: "1 paragraph"))
        try session.type("md")
        #expect(try session.wait(for: "saved"))
        try session.type("T")
        #expect(try session.wait(for: "Tags"))
        try session.type("read")
        try session.send("Enter")
        #expect(try session.wait(for: "1 reports"))
        try folder.write("c.txt", Array("More drones.\n".utf8))
        try session.type("R")
        #expect(try session.wait(for: "1 new"))
        try session.type("'d")
        #expect(try session.wait(for: "2 paragraphs in 2 reports"))
        try session.type("/ tag:read")
        #expect(try session.wait(for: "in:d tag:read"))
        #expect(try session.wait(for: "two drones"))
        #expect(try folder.read(".gloss/decisions.jsonl").contains("\"add\":[\"read\"]"))
    }

    @Test("a query that is none says why and leaves the list", arguments: ["(a", "colour:red", "\"a"])
    func faults(query: String) throws {
        let folder = try library()
        let session = try open(folder)
        #expect(try session.wait(for: "Three ships"))
        try session.type(query)
        #expect(try session.wait { $0.last { !$0.isEmpty }.map { $0.contains("closed") || $0.contains("there is no") } ?? false })
    }
}
