import Foundation
import TestSupport
import Testing

/// Editing by the built binary: what stands on the screen is in the log, and what is saved is brat's.
@Suite("Editing", .enabled(if: TmuxSession.isAvailable, "tmux is not installed"), .serialized)
struct EditingTests {
    private static let text = "Ann Lindqvist left Orel on 3 June 2018. Tam Oduya said that Ann Lindqvist was ill.\n"

    private func folder(_ files: [String: String] = ["r.txt": EditingTests.text]) throws -> URL {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("gloss-edit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        for (name, content) in files { try Data(content.utf8).write(to: url.appendingPathComponent(name)) }
        return url
    }

    private func open(_ arguments: String, in folder: URL) throws -> TmuxSession {
        try TmuxSession(
            "cd \(folder.path); sh -c 'echo $$ > pid; exec \(builtProduct("gloss")) \(arguments)'; echo ended $?; cat", columns: 90, rows: 20,
            environment: ["HOME": folder.path, "LC_ALL": "C.UTF-8", "USER": "ann"])
    }

    private func read(_ folder: URL, _ name: String) -> String {
        (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
    }

    @Test func whatIsJudgedIsWrittenOnLeaving() throws {
        let folder = try folder()
        let session = try open("edit r.txt", in: folder)
        #expect(try session.wait(for: " edit"))
        try session.send("Tab", "a")
        #expect(try session.wait(for: "Ann Lindqvist: right"))
        try session.send("q")
        #expect(try session.wait(for: "ended 0"))
        #expect(read(folder, "r.ann") == "T1\tPerson 0 13\tAnn Lindqvist\n")
    }

    @Test func whatWasNotSavedIsTakenOverAfterAKill() throws {
        let folder = try folder()
        let first = try open("edit r.txt", in: folder)
        #expect(try first.wait(for: " edit"))
        try first.send("Tab", "a", "D")
        #expect(try first.wait(for: ": wrong"))
        // No pause has passed: only the log has it.
        let process = try #require(Int32(read(folder, "pid").trimmingCharacters(in: .whitespacesAndNewlines)))
        kill(process, SIGKILL)
        #expect(try first.wait { _ in kill(process, 0) != 0 })
        let second = try open("edit r.txt", in: folder)
        #expect(try second.wait(for: "taken over"))
        try second.send("z")
        #expect(try second.wait(for: "taken back"))
        try second.send("z")
        try second.send("z")
        #expect(try second.wait(for: "nothing to take back"))
        try second.send("q")
        #expect(try second.wait(for: "ended 0"))
        #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("r.ann").path))
    }

    @Test func theFileThatWasThereIsKeptOnceAndGivenBack() throws {
        let lines = "T1\tPerson 0 13\tAnn Lindqvist\nodd line\n"
        let folder = try folder(["r.txt": EditingTests.text, "r.ann": lines])
        let first = try open("edit r.txt", in: folder)
        #expect(try first.wait(for: " edit"))
        try first.send("Tab", "o")
        try first.send("q")
        #expect(try first.wait(for: "ended 0"))
        #expect(read(folder, "r.ann") == lines.replacing("Person", with: "Organization"))
        #expect(read(folder, "r.ann~") == lines)
        let second = try open("edit r.txt", in: folder)
        #expect(try second.wait(for: " edit"))
        try second.send("z")
        #expect(try second.wait(for: "taken back"))
        try second.send("q")
        #expect(try second.wait(for: "ended 0"))
        #expect(read(folder, "r.ann") == lines)
    }

    @Test func aSecondGlossOnlyReads() throws {
        let folder = try folder()
        let first = try open("edit r.txt", in: folder)
        #expect(try first.wait(for: " edit"))
        try first.send("Tab", "a")
        #expect(try first.wait(for: ": right"))
        let second = try open("edit r.txt", in: folder)
        #expect(try second.wait(for: "another gloss edits this report (ann"))
        try second.send("q")
        try first.send("q")
        #expect(try first.wait(for: "ended 0"))
    }

    @Test(arguments: [("--read-only r.txt", "without it e edits"), ("", "the sample is in no file"), ("r.pdf", "gloss convert"), ("two.jsonl", "takes them apart")])
    func whatCannotBeEditedSaysWhatWouldWork(arguments: String, words: String) throws {
        let folder = try folder([
            "r.txt": EditingTests.text, "r.pdf": EditingTests.pdf, "two.jsonl": "{\"text\":\"Ann left.\"}\n{\"text\":\"Tam left.\"}\n",
        ])
        let session = try open(arguments, in: folder)
        #expect(try session.wait(for: "next entity"))
        try session.send("e")
        #expect(try session.wait(for: words))
        try session.send("q")
        #expect(try session.wait(for: "ended 0"))
    }

    /// A page with a line of text.
    private static let pdf: String = {
        let content = "BT /F1 12 Tf 72 700 Td (Ann Lindqvist left Orel.) Tj ET"
        return """
            %PDF-1.4
            1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
            2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
            3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj
            4 0 obj <</Length \(content.utf8.count)>> stream
            \(content)
            endstream endobj
            5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
            trailer <</Root 1 0 R>>
            %%EOF

            """
    }()

    /// What a file of another format says is edited in a brat file beside it, and shown from there.
    @Test(arguments: [
        ("r.conll", "Ann B-PER\nLindqvist I-PER\nleft O\nOrel B-LOC\n. O\n", "T1\tOrganization 0 13\tAnn Lindqvist\n"),
        ("r.html", "<p>Ann Lindqvist left <b>Orel</b>.</p>", "T1\tOrganization 0 13\tAnn Lindqvist\n"),
        ("r.jsonl", "{\"text\":\"Ann Lindqvist left.\",\"label\":[[0,13,\"PER\"]]}\n", "T1\tOrganization 0 13\tAnn Lindqvist\n"),
    ])
    func otherFormatsAreEditedBeside(name: String, content: String, line: String) throws {
        let folder = try folder([name: content])
        for _ in 0..<2 {
            let session = try open("edit \(name)", in: folder)
            #expect(try session.wait(for: " edit"))
            try session.send("Tab", "o")
            try session.send("q")
            #expect(try session.wait(for: "ended 0"))
            #expect(read(folder, "r.ann").hasPrefix(line))
            #expect(read(folder, name) == content)
        }
    }

    @Test func marksFollowATextThatHasChanged() throws {
        let folder = try folder(["r.txt": EditingTests.text, "r.ann": "T1\tPerson 0 13\tAnn Lindqvist\n"])
        let session = try open("edit r.txt", in: folder)
        #expect(try session.wait(for: " edit"))
        try session.send("Tab", "o")
        #expect(try session.wait(for: ": Organization"))
        try Data(("So " + EditingTests.text).utf8).write(to: folder.appendingPathComponent("r.txt"))
        try session.send("R")
        #expect(try session.wait { _ in read(folder, "r.ann") == "T1\tOrganization 3 16\tAnn Lindqvist\n" })
        try session.send("q")
        #expect(try session.wait(for: "ended 0"))
    }

    @Test func whatBothChangedIsAsked() throws {
        let folder = try folder(["r.txt": EditingTests.text, "r.ann": "T1\tPerson 0 13\tAnn Lindqvist\n"])
        let session = try open("edit r.txt", in: folder)
        #expect(try session.wait(for: " edit"))
        try session.send("Tab", "o")
        #expect(try session.wait(for: ": Organization"))
        try Data("T1\tGroup 0 13\tAnn Lindqvist\nT2\tLocation 19 23\tOrel\n".utf8).write(to: folder.appendingPathComponent("r.ann"))
        #expect(try session.wait(for: "2 theirs"))
        try session.send("2")
        try session.send("q")
        #expect(try session.wait(for: "ended 0"))
        #expect(read(folder, "r.ann") == "T1\tGroup 0 13\tAnn Lindqvist\nT2\tLocation 19 23\tOrel\n")
    }

    @Test func whatAnotherProgramWroteIsTakenIn() throws {
        let folder = try folder()
        let session = try open("edit r.txt", in: folder)
        #expect(try session.wait(for: " edit"))
        try session.send("Tab", "a")
        #expect(try session.wait(for: ": right"))
        let others = "T9\tLocation 19 23\tOrel\n"
        try Data(others.utf8).write(to: folder.appendingPathComponent("r.ann"))
        #expect(try session.wait(for: "was changed by another program"))
        try session.send("q")
        #expect(try session.wait(for: "ended 0"))
        #expect(read(folder, "r.ann") == "T1\tPerson 0 13\tAnn Lindqvist\n" + others)
    }
}
