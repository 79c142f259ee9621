import Foundation
import TestSupport
import Testing

/// What a reader of less expects of files: where to begin, what lasts, what changes on disk.
@Suite("Reading", .enabled(if: TmuxSession.isAvailable, "tmux is not installed"), .serialized)
struct ReadingTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func open(_ arguments: String, environment: [String: String?] = [:]) throws -> TmuxSession {
        var environment = environment
        environment["HOME"] = folder.url.path
        environment["LC_ALL"] = "C.UTF-8"
        return try TmuxSession(
            "cd \(folder.url.path); \(builtProduct("gloss")) \(arguments); echo ended $?; cat", columns: 80, rows: 16, environment: environment)
    }

    private func text(of name: String) throws -> String {
        try String(contentsOf: folder.url.appendingPathComponent(name), encoding: .utf8)
    }

    private func writeLines(_ count: Int = 60) throws {
        try folder.write("log.txt", Array((1...count).map { "Line \($0) is about the mill at Orel.\n\n" }.joined().utf8))
    }

    @Test(arguments: [("+41", "Line 21 is"), ("+/Line\\ 33", "/Line 33 1/1")])
    func beginsWhereItIsTold(word: String, seen: String) throws {
        try writeLines()
        let session = try open("\(word) log.txt")
        #expect(try session.wait(for: seen))
        #expect(try !session.screen().joined().contains("Line 2 is"))
    }

    @Test func marksAndSearchesLast() throws {
        try writeLines()
        let first = try open("log.txt")
        #expect(try first.wait(for: "Line 1 is"))
        try first.send("/")
        try first.type("Line 44")
        try first.send("Enter", "m", "a", "g", "q")
        #expect(try first.wait(for: "ended 0"))
        let second = try open("log.txt")
        #expect(try second.wait(for: "Line 1 is"))
        try second.send("'", "a")
        #expect(try second.wait(for: "Line 44 is"))
        try second.send("/", "Up")
        #expect(try second.wait { $0.last?.hasPrefix("/Line 44") == true })
    }

    @Test func whatChangesIsTold() throws {
        try writeLines()
        let session = try open("log.txt")
        #expect(try session.wait(for: "Line 1 is"))
        try writeLines(61)
        #expect(try session.wait(for: "log.txt changed on disk; R reads it again"))
        try session.send("R")
        #expect(try session.wait(for: "read again"))
        try session.send("F")
        #expect(try session.wait(for: "Line 61 is"))
        try writeLines(62)
        #expect(try session.wait(for: "Line 62 is"))
    }

    @Test func opensTheEditorAtTheLine() throws {
        try writeLines()
        let session = try open("+5 log.txt", environment: ["VISUAL": nil, "EDITOR": "f() { echo \"$1\" > told; sed -i s/mill/barn/ \"$2\"; }; f"])
        #expect(try session.wait(for: "Line 3 is"))
        try session.send("E")
        #expect(try session.wait(for: "barn at Orel"))
        #expect(try text(of: "told") == "+5\n")
        try session.send("q")
        #expect(try session.wait(for: "ended 0"))
    }

    @Test func theFirstStartSaysWhatColoursMean() throws {
        try writeLines()
        let first = try open("log.txt")
        #expect(try first.wait(for: "somebody says so"))
        try first.send("j")
        #expect(try first.wait { !$0.joined().contains("somebody says so") })
        try first.send("q")
        #expect(try first.wait(for: "ended 0"))
        let second = try open("log.txt")
        #expect(try second.wait(for: "Line 1 is"))
        #expect(try !second.screen().joined().contains("somebody says so"))
    }

    @Test func theSelectionIsWrittenToAFile() throws {
        try folder.write("report.txt", Array("Ann Lee left Orel in 2014. She came back in 2016.\n".utf8))
        let session = try open("report.txt --format csv")
        #expect(try session.wait(for: "Ann Lee left"))
        try session.send("t", "x", "P", "S")
        try session.type("rows.csv")
        try session.send("Enter")
        #expect(try session.wait(for: "1 written to rows.csv"))
        let written = try text(of: "rows.csv")
        #expect(written.contains("2014-01-01,2014-12-31,year,2014"))
        try session.send("S")
        try session.type("report.txt")
        try session.send("Enter")
        #expect(try session.wait(for: "report.txt:"))
    }

    @Test func optionsOfOnesOwn() throws {
        try writeLines()
        try FileManager.default.createDirectory(at: folder.url.appendingPathComponent(".config/gloss"), withIntermediateDirectories: true)
        try folder.write(".config/gloss/config", Array("# mine\n--linear\n".utf8))
        let session = try open("log.txt")
        #expect(try session.wait(for: "Line 1 is"))
        // One pane, no rule under the title.
        #expect(try !session.screen().joined().contains("───"))
    }
}
