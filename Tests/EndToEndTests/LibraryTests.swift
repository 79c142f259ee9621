import Foundation
import TestSupport
import Testing

/// `gloss library` on folders that the tests make.
struct LibraryTests {
    private func library(_ files: [String: String] = LibraryTests.reports) throws -> ScratchFolder {
        let folder = try ScratchFolder()
        for (name, text) in files {
            try FileManager.default.createDirectory(
                at: folder.url.appendingPathComponent(name).deletingLastPathComponent(), withIntermediateDirectories: true)
            try folder.write(name, Array(text.utf8))
        }
        #expect(try gloss(folder, "init").status == 0)
        return folder
    }

    private func gloss(_ folder: ScratchFolder, _ arguments: String..., input: String = "") throws -> Binary {
        try Binary(["library"] + arguments, input: Data(input.utf8), folder: folder.url)
    }

    private func lines(_ folder: ScratchFolder, _ arguments: String...) throws -> [String] {
        try Binary(["library"] + arguments, folder: folder.url).output.split(separator: "\n").map(String.init).sorted()
    }

    /// The table of entities without their ids, which are another index's.
    private func entities(_ folder: ScratchFolder) throws -> [String] {
        try lines(folder, "entities", "--format", "tsv").map { String($0.drop { $0 != "\t" }) }.sorted()
    }

    /// The counts of a library that two of the same reports share.
    private func counts(_ folder: ScratchFolder) throws -> [String] {
        let wanted = ["\"reports\"", "\"paragraphs\"", "\"mentions\"", "\"dates\"", "\"claims\""]
        return try gloss(folder, "status", "--json").output.split(separator: ",").map(String.init).filter { part in wanted.contains { part.contains($0 + ":") } }
    }

    private static let reports = [
        "a.txt": "Harbour report\n\n3 May 2016\n\nOn 3 May 2016 Ilse Brandt said that two drones had crossed into Harrow. The Ministry of Trade denied it.\n",
        "sub/b.txt": "A note\n\nOn 3 May 2016 Ilse Brandt said that two drones had crossed into the north of Harrow.\n\nThe Trade Union Party (TUP) met in June 2015.\n",
        "sub/c.txt": "Another note\n\nBrandt was not there. TUP won in 2014.\n",
    ]

    @Test func aDayWithALibrary() throws {
        let folder = try library()
        #expect(try gloss(folder, "sync").output == "3 new\n")
        #expect(try lines(folder, "search", "drone*", "--output", "files") == ["a.txt", "sub/b.txt"])
        #expect(try gloss(folder, "count", "drones harrow").output == "2\n")
        #expect(try gloss(folder, "search", "zebra").status == 1)
        let found = try gloss(folder, "search", "\"two drones\" entity:\"Ilse Brandt\"", "--format", "tsv", "--sort", "oldest")
        #expect(found.output.split(separator: "\n").count == 3)
        #expect(try gloss(folder, "search", "drones").output.contains("two [drones] had"))
        #expect(try gloss(folder, "kwic", "drones").output.contains("[drones]"))
        #expect(try gloss(folder, "timeline", "date:2016", "--format", "jsonl").output.contains("\"reports\":2"))
        #expect(try gloss(folder, "timeline", "--each", "--format", "tsv").output.split(separator: "\n").count == 5)
        #expect(try gloss(folder, "entities", "--format", "tsv").output.contains("\tIlse Brandt\tPerson\t"))
        #expect(try gloss(folder, "entity", "Ilse Brandt").output.contains("with  "))
        #expect(try gloss(folder, "claims", "drones").output.contains("Ilse Brandt"))
        #expect(try gloss(folder, "check").status == 0)
        #expect(try gloss(folder, "status").output.contains("3 reports in 3 files"))
    }

    @Test func syncSeesWhatIsNewChangedMovedAndGone() throws {
        let folder = try library()
        _ = try gloss(folder, "sync")
        try folder.write("d.txt", Array("Drones again.\n".utf8))
        try folder.write("sub/c.txt", Array("Another note\n\nNothing.\n".utf8))
        try FileManager.default.moveItem(atPath: folder.path("a.txt"), toPath: folder.path("z.txt"))
        try FileManager.default.removeItem(atPath: folder.path("sub/b.txt"))
        #expect(try gloss(folder, "sync", "--dry-run").output.contains("new\td.txt"))
        #expect(try gloss(folder, "sync").output == "1 new, 1 changed, 1 moved, 1 gone\n")
        #expect(try lines(folder, "search", "drone*", "--output", "files") == ["d.txt", "z.txt"])
        #expect(try gloss(folder, "count", "is:gone").output == "3\n")
        try folder.write("sub/b.txt", Array(LibraryTests.reports["sub/b.txt"]!.utf8))
        _ = try gloss(folder, "sync")
        #expect(try gloss(folder, "count", "north").output == "1\n")
        #expect(try gloss(folder, "sync", "--verify").output == "nothing has changed\n")
        #expect(try gloss(folder, "check").status == 0)
    }

    @Test func annotationsBesideATextBelongToIt() throws {
        let folder = try library(["r.txt": "Xu met Yo.\n", "r.ann": "T1\tPerson 0 2\tXu\n"])
        #expect(try gloss(folder, "sync").output == "1 new\n")
        #expect(try gloss(folder, "search", "met", "--output", "mentions", "--format", "tsv").output.contains("Yo") == false)
        try folder.write("r.ann", Array("T1\tPerson 0 2\tXu\nT2\tPerson 7 9\tYo\nN1\tReference T2 Wikidata:Q2\tYo\nN2\tReference T1 Wikidata:Q1\tXu\n".utf8))
        #expect(try gloss(folder, "sync").output == "1 changed\n")
        #expect(try gloss(folder, "search", "met", "--output", "mentions", "--format", "tsv").output.contains("Yo"))
    }

    @Test func decisionsOutliveTheIndexByteForByte() throws {
        let folder = try library()
        _ = try gloss(folder, "sync")
        #expect(try gloss(folder, "same", "Ilse Brandt", "surname:brandt", "--name", "I. Brandt").status == 0)
        #expect(try gloss(folder, "apart", "a.txt#Ilse Brandt", "sub/b.txt#Ilse Brandt").status == 0)
        #expect(try gloss(folder, "tag", "+read", "report:a.txt").output == "1 reports\n")
        #expect(try gloss(folder, "save", "d", "drone*").status == 0)
        let decisions = try folder.read(".gloss/decisions.jsonl")
        let before = try entities(folder)
        #expect(try gloss(folder, "rebuild").status == 0)
        #expect(try folder.read(".gloss/decisions.jsonl") == decisions)
        #expect(try entities(folder) == before)
        #expect(try gloss(folder, "search", "tag:read", "--output", "files").output == "a.txt\n")
        #expect(try gloss(folder, "count", "in:d").output == "2\n")
        try FileManager.default.removeItem(atPath: folder.path(".gloss/library.sqlite"))
        _ = try gloss(folder, "sync")
        #expect(try gloss(folder, "search", "tag:read", "--output", "files").output == "a.txt\n")
        #expect(try gloss(folder, "dump").output == decisions)
        // What is taken back is back.
        #expect(try gloss(folder, "undo").status == 0)
        #expect(try gloss(folder, "searches").status == 1)
        #expect(try gloss(folder, "log").output.contains("taken back"))
    }

    @Test func tagsGoWithAReportThatIsMoved() throws {
        let folder = try library()
        _ = try gloss(folder, "sync")
        _ = try gloss(folder, "tag", "+x", "report:a.txt")
        _ = try gloss(folder, "apart", "a.txt#Ilse Brandt", "sub/b.txt#Ilse Brandt")
        let count = try gloss(folder, "entities", "--format", "tsv").output.split(separator: "\n").count
        try FileManager.default.moveItem(atPath: folder.path("a.txt"), toPath: folder.path("sub/new.txt"))
        #expect(try gloss(folder, "sync").output == "1 moved\n")
        #expect(try gloss(folder, "search", "tag:x", "--output", "files").output == "sub/new.txt\n")
        #expect(try gloss(folder, "entities", "--format", "tsv").output.split(separator: "\n").count == count)
    }

    /// Killed at many moments, a sync leaves whole reports only, and the next one goes on to the same end.
    @Test func killedAtManyMoments() throws {
        var files: [String: String] = [:]
        for index in 0..<300 { files["r\(index).txt"] = "Report \(index)\n\n" + LibraryTests.reports["a.txt"]!.replacingOccurrences(of: "2016", with: "\(1990 + index % 30)") }
        let whole = try library(files)
        _ = try gloss(whole, "sync")
        let expected = try counts(whole)
        let folder = try library(files)
        for step in 1...8 {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Binary.path)
            process.arguments = ["library", "sync", "--jobs", "2"]
            process.currentDirectoryURL = folder.url
            process.environment = ["HOME": "/nonexistent", "PATH": "/usr/bin:/bin"]
            (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
            try process.run()
            usleep(UInt32(step * 37_000))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let check = try gloss(folder, "check")
            #expect(check.output == "" || check.errors.contains("library sync"))
        }
        #expect(try gloss(folder, "sync").status == 0)
        let found = try counts(folder)
        #expect(found == expected)
        #expect(try gloss(folder, "check").status == 0)
    }

    @Test func whatCannotBeReadIsToldAndNotTriedAgain() throws {
        let folder = try library(["good.txt": "Good.\n"])
        try folder.write("bad.bin", (0..<4000).map { UInt8(truncatingIfNeeded: $0 % 31) })
        #expect(try gloss(folder, "sync").output == "2 new, 1 cannot be read\n")
        #expect(try gloss(folder, "status").output.contains("not indexed: bad.bin: this is binary"))
        #expect(try gloss(folder, "sync").output == "nothing has changed\n")
    }

    @Test func whatIsLeftOutAndWhatLiesElsewhere() throws {
        let folder = try library(["a.txt": "Apple.\n", "drafts/b.txt": "Apple.\n"])
        try folder.write(".gloss/ignore", Array("# not these\ndrafts/\n*.bak\n".utf8))
        try folder.write("c.bak", Array("Apple.\n".utf8))
        let other = try ScratchFolder()
        try other.write("far.txt", Array("Apple pie.\n".utf8))
        #expect(try gloss(folder, "add", other.url.path).status == 0)
        #expect(try gloss(folder, "sync").output == "2 new\n")
        #expect(try gloss(folder, "search", "pie", "--output", "files").output.hasSuffix("far.txt\n"))
        #expect(try gloss(folder, "remove", other.url.path).status == 0)
        #expect(try gloss(folder, "sync").output == "1 gone\n")
        #expect(try gloss(folder, "remove", "/nowhere").status == 2)
    }

    @Test func recordsAndDocumentsAreSearchedLikeTexts() throws {
        let folder = try library(["c.jsonl": "{\"text\":\"One apple.\",\"label\":[]}\n{\"text\":\"Two pears.\",\"label\":[]}\n", "w.html": "<h1>Fruit</h1><p>Three <b>plums</b>.</p>"])
        #expect(try gloss(folder, "sync").output == "2 new\n")
        #expect(try gloss(folder, "search", "pears", "--format", "tsv").output.contains("c.jsonl#2\t1\t"))
        #expect(try gloss(folder, "search", "plums").output.contains("Three [plums]"))
        #expect(try gloss(folder, "search", "report:c.jsonl", "--output", "files").output == "c.jsonl\n")
    }

    @Test(arguments: [
        ["search"], ["search", "(a"], ["search", "colour:red"], ["search", "entity:Nobody"], ["entity", "Nobody"], ["same", "a"], ["same", "Nobody", "Noone"],
        ["add", "/no/such"], ["undo", "9"], ["timeline", "--from", "2016", "--to", "2014"], ["save", "a b", "x"], ["sync", "--jobs", "0"], ["nonsense"],
    ])
    func mistakesAreOneLine(arguments: [String]) throws {
        let folder = try library(["a.txt": "Apple.\n"])
        _ = try gloss(folder, "sync")
        let result = try Binary(["library"] + arguments, folder: folder.url)
        #expect([1, 2].contains(result.status))
        #expect(result.errors.hasPrefix("gloss: "))
        #expect(result.errors.split(separator: "\n").count == 1)
    }

    @Test func aLibraryIsFoundFromBelowAndByName() throws {
        let folder = try library()
        _ = try gloss(folder, "sync")
        let below = try Binary(["library", "count", "drones"], folder: folder.url.appendingPathComponent("sub"))
        #expect(below.output == "2\n")
        #expect(try Binary(["library", "count", "drones", "--library", folder.url.path]).output == "2\n")
        #expect(try Binary(["library", "count", "drones"], environment: ["GLOSS_LIBRARY": folder.url.path]).output == "2\n")
        let elsewhere = try ScratchFolder()
        #expect(try Binary(["library", "count", "drones"], folder: elsewhere.url).status == 2)
        #expect(try Binary(["--secure", "library", "sync"], folder: folder.url).status == 2)
        #expect(try Binary(["--secure", "library", "count", "drones"], folder: folder.url).output == "2\n")
        #expect(!FileManager.default.fileExists(atPath: folder.path(".gloss/library.sqlite-shm")))
    }

    @Test func claimsOfOthersAreFoundWithTheirOrigins() throws {
        let folder = try library()
        _ = try gloss(folder, "sync")
        let rows = try gloss(folder, "claims", "report:a.txt drones", "--format", "tsv").output.split(separator: "\n").dropFirst()
        let id = try #require(rows.first { $0.contains("drones had crossed") }.map { $0.split(separator: "\t")[1] })
        let result = try gloss(folder, "related", "a.txt#\(id)")
        #expect(result.output.contains("sub/b.txt#"))
        #expect(result.errors.contains("1 report, 1 origin"))
        #expect(try gloss(folder, "related", "a.txt#c99").status == 1)
        #expect(try gloss(folder, "related", "two drones crossed into Harrow").output.contains("a.txt#"))
    }
}
