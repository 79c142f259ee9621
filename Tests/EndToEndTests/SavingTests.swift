import Foundation
import Glibc
import TestSupport
import Testing

/// What is saved is saved whole, where it belongs, and over nothing else.
struct SavingTests {
    private let folder: ScratchFolder
    private static let text = "Ann Lind came to Kabul on 3 May 2015.\n"

    /// Many screens long; nothing of its end stands where it does at the beginning.
    private static let long = (1...200).map { "Paragraph \($0) of the report.\n\n" }.joined() + "XQZJXQ\n"

    init() throws {
        folder = try ScratchFolder()
        try folder.write("r.txt", Array(SavingTests.text.utf8))
    }

    @discardableResult
    private func gloss(_ arguments: String..., input: String = "") throws -> Binary {
        try Binary(arguments, input: Data(input.utf8), folder: folder.url)
    }

    /// Runs a shell command in the folder, with `gloss` for the built program.
    private func shell(_ command: String) throws -> (status: Int32, output: String, error: String) {
        try run(["sh", "-c", "cd '\(folder.url.path)'; gloss() { '\(builtProduct("gloss"))' \"$@\"; }; " + command])
    }

    private func status(_ name: String) -> stat {
        var status = stat()
        lstat(folder.path(name), &status)
        return status
    }

    /// Files that were not there and should not be.
    private var leftOvers: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.url.path)) ?? []).filter { $0.contains("tmp") }
    }

    // MARK: What is no regular file

    @Test func aPipeIsWrittenTo() throws {
        let expected = try gloss("annotate", "r.txt").output
        let result = try shell("mkfifo p; cat p > got & gloss annotate --output p r.txt; wait; cat got; test -p p")
        #expect((result.status, result.output, result.error) == (0, expected, ""))
    }

    @Test func aDeviceStaysADevice() throws {
        guard mknod(folder.path("null"), S_IFCHR | 0o666, dev_t(1 << 8 | 3)) == 0 else { return }
        #expect(try gloss("annotate", "--force", "--output", "null", "r.txt").status == 0)
        #expect(status("null").st_mode & S_IFMT == S_IFCHR)
        #expect(try gloss("convert", "r.txt", "null", "--format-out", "brat").status == 0)
        #expect(!FileManager.default.fileExists(atPath: folder.path("null.txt")))
    }

    @Test(arguments: ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
    func standardOutputByNameIsStandardOutput(name: String) throws {
        let expected = try gloss("annotate", "r.txt").output
        #expect(try gloss("annotate", "--output", name, "r.txt").output == expected)
        let appended = try shell("echo first > log; gloss annotate --output \(name) r.txt >> log; cat log")
        #expect(appended.output == "first\n" + expected)
        let brat = try gloss("convert", "r.txt", name, "--format-out", "json")
        #expect(brat.status == 0 && brat.output.hasPrefix("{"))
    }

    @Test func aFullDeviceIsAnError() throws {
        let result = try gloss("annotate", "--output", "/dev/full", "r.txt")
        #expect((result.status, result.errors) == (2, "gloss: /dev/full: cannot write: no space left on the device\n"))
    }

    // MARK: Links, owner, mode

    @Test func linksAreFollowed() throws {
        try folder.write("real.ann", [])
        #expect(symlink("real.ann", folder.path("link.ann")) == 0)
        #expect(try gloss("annotate", "--output", "link.ann", "r.txt").status == 2)
        #expect(try gloss("annotate", "--force", "--output", "link.ann", "r.txt").status == 0)
        #expect(status("link.ann").st_mode & S_IFMT == S_IFLNK)
        #expect(try folder.read("real.ann").hasPrefix("T1\t"))
    }

    @Test func aDanglingLinkCountsAsThere() throws {
        try FileManager.default.createDirectory(at: folder.url.appendingPathComponent("sub"), withIntermediateDirectories: true)
        #expect(symlink("sub/far.ann", folder.path("link.ann")) == 0)
        let refused = try gloss("annotate", "--output", "link.ann", "r.txt")
        #expect((refused.status, refused.errors) == (2, "gloss: link.ann exists already; --force replaces it\n"))
        #expect(try gloss("annotate", "--force", "--output", "link.ann", "r.txt").status == 0)
        #expect(try folder.read("sub/far.ann").hasPrefix("T1\t"))
        #expect(symlink("round.ann", folder.path("round.ann")) == 0)
        #expect(try gloss("annotate", "--force", "--output", "round.ann", "r.txt").errors.contains("without an end"))
    }

    @Test func modeOwnerAndHardLinksAreKept() throws {
        try folder.write("a.ann", Array("old\n".utf8))
        chmod(folder.path("a.ann"), 0o604)
        let mayGive = chown(folder.path("a.ann"), 4321, 4322) == 0
        #expect(try gloss("annotate", "--force", "--output", "a.ann", "r.txt").status == 0)
        #expect(status("a.ann").st_mode & 0o7777 == 0o604)
        if mayGive { #expect((status("a.ann").st_uid, status("a.ann").st_gid) == (4321, 4322)) }
        #expect(link(folder.path("a.ann"), folder.path("b.ann")) == 0)
        let inode = status("a.ann").st_ino
        try folder.write("long.txt", Array(String(repeating: SavingTests.text, count: 50).utf8))
        for text in ["long.txt", "r.txt"] {
            #expect(try gloss("annotate", "--force", "--output", "b.ann", text).status == 0)
            #expect(try folder.read("a.ann") == gloss("annotate", text).output)
            #expect(status("a.ann").st_ino == inode && status("b.ann").st_ino == inode)
        }
        #expect(status("b.ann").st_mode & 0o7777 == 0o604)
        #expect(leftOvers == [])
    }

    @Test func newFilesHaveTheModeThatOthersHave() throws {
        _ = try shell("umask 027; gloss annotate --output new.ann r.txt")
        #expect(status("new.ann").st_mode & 0o7777 == 0o640)
    }

    // MARK: The input

    @Test(arguments: [
        "annotate --force --output r.txt r.txt", "annotate --force --output ./r.txt r.txt", "annotate --force --output hard r.txt",
        "annotate --force --output soft r.txt", "annotate --force --output r.txt r.ann", "annotate --force --output r.txt - < r.txt",
        "annotate r.txt >> r.txt", "show r.txt >> r.txt", "convert --force r.txt hard --format-out json", "convert --force r.ann r.ann",
        "convert --force r.ann soft --format-out html", "annotate --force --output n.tsv --lexicon n.tsv r.txt",
        "annotate --force --output own.ann --annotations own.ann r.txt",
    ])
    func theInputIsNotTheOutput(command: String) throws {
        try folder.write("r.ann", Array("T1\tPerson 0 8\tAnn Lind\n".utf8))
        try folder.write("own.ann", Array("T1\tPerson 0 8\tAnn Lind\n".utf8))
        try folder.write("n.tsv", Array("Kabul\tLocation\n".utf8))
        #expect(link(folder.path("r.txt"), folder.path("hard")) == 0)
        #expect(symlink("r.txt", folder.path("soft")) == 0)
        let result = try shell("gloss " + command)
        #expect(result.status == 2)
        #expect(result.error.hasSuffix("that is the file that is read; name another one to write\n"))
        #expect(try folder.read("r.txt") == SavingTests.text)
        #expect(try folder.read("r.ann") == "T1\tPerson 0 8\tAnn Lind\n")
        #expect(try folder.read("n.tsv") == "Kabul\tLocation\n")
        #expect(leftOvers == [])
    }

    @Test func annotationsBesideATextMayBeReplaced() throws {
        try folder.write("r.ann", Array("T1\tPerson 0 8\tAnn Lind\n".utf8))
        #expect(try gloss("annotate", "--annotate", "always", "--output", "r.ann", "r.txt").status == 2)
        #expect(try gloss("annotate", "--annotate", "always", "--force", "--output", "r.ann", "r.txt").status == 0)
        #expect(try folder.read("r.ann").contains("Kabul"))
    }

    @Test func textsOutOfOtherFilesAreInputsToo() throws {
        let words: [UInt16] = Array("\u{FEFF}Ann came.\n".utf16)
        try folder.write("w.txt", words.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        try folder.write("w.ann", Array("T1\tPerson 0 3\tAnn\n".utf8))
        let before = try Data(contentsOf: folder.url.appendingPathComponent("w.txt"))
        #expect(try gloss("annotate", "--force", "--output", "w.txt", "w.ann").status == 2)
        #expect(try Data(contentsOf: folder.url.appendingPathComponent("w.txt")) == before)
    }

    // MARK: Places

    @Test func sessionsKeepEachOthersPlaces() throws {
        let names = ["one.txt", "two.txt", "three.txt"]
        for name in names { try folder.write(name, Array(SavingTests.long.utf8)) }
        func open(_ name: String) throws -> PseudoTerminal {
            let session = try PseudoTerminal([builtProduct("gloss"), folder.path(name)], environment: ["HOME": folder.url.path])
            try #require(session.wait(for: "Paragraph 1 "))
            return session
        }
        let sessions = try names.map(open)
        for session in sessions {
            session.send("G")
            try #require(session.wait(for: "XQZJXQ"))
            session.send("q")
            #expect(session.waitForExit() == 0)
        }
        let places = try folder.read(".local/state/gloss/places")
        #expect(places.split(separator: "\n").count == 3)
        for name in names { #expect(places.contains("/" + name + "\n")) }
        #expect(status(".local/state/gloss/places").st_mode & 0o777 == 0o600)
    }

    @Test func placesThatAreNoRegularFileAreLeftAlone() throws {
        let state = folder.url.appendingPathComponent(".local/state/gloss")
        try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
        #expect(mkfifo(folder.path(".local/state/gloss/places"), 0o600) == 0)
        try folder.write("one.txt", Array(SavingTests.long.utf8))
        let session = try PseudoTerminal([builtProduct("gloss"), folder.path("one.txt")], environment: ["HOME": folder.url.path])
        try #require(session.wait(for: "Paragraph 1 "))
        session.send("G")
        try #require(session.wait(for: "XQZJXQ"))
        session.send("q")
        #expect(session.waitForExit() == 0)
        #expect(status(".local/state/gloss/places").st_mode & S_IFMT == S_IFIFO)
    }

    // MARK: All or nothing

    @Test func aFolderFullIsSavedWholeOrNotAtAll() throws {
        let records = (1...40).map { "{\"text\": \"Ann came to place \($0).\", \"label\": [[0, 3, \"PER\"]]}\n" }.joined()
        try folder.write("all.jsonl", Array(records.utf8))
        try FileManager.default.createDirectory(at: folder.url.appendingPathComponent("out"), withIntermediateDirectories: true)
        try folder.write("out/all-33.ann", Array("mine\n".utf8))
        #expect(try gloss("convert", "all.jsonl", "out", "--format-out", "brat").status == 2)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("out")) == ["all-33.ann"])
        #expect(try gloss("convert", "--force", "all.jsonl", "out", "--format-out", "brat").status == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("out")).count == 80)
        #expect(try folder.read("out/all-33.ann").hasPrefix("T1\tPER 0 3\tAnn"))
    }

    @Test func oneFileForTwoThingsIsRefused() throws {
        try folder.write("x.jsonl", Array("{\"text\": \"Ann came.\", \"label\": [[0, 3, \"PER\"]]}\n".utf8))
        let result = try gloss("convert", "--force", "x.jsonl", "x.txt", "--format-out", "brat")
        #expect(result.status == 2)
        #expect(result.errors.contains("one over the other"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("x.txt")))
    }

    @Test func whatDoesNotFitLeavesTheOldFile() throws {
        try folder.write("old.ann", Array("old\n".utf8))
        try folder.write("long.txt", Array(String(repeating: SavingTests.text, count: 200).utf8))
        let result = try shell("ulimit -f 1; gloss annotate --force --output old.ann long.txt")
        #expect((result.status, result.error) == (2, "gloss: old.ann: cannot write: it would be larger than files may be here\n"))
        #expect(try folder.read("old.ann") == "old\n")
        #expect(leftOvers == [])
        #expect(try gloss("annotate", "--output", "no/such/folder.ann", "r.txt").errors.contains("its folder is not there"))
    }

    /// What a process left that was killed is removed by the next one that saves there; what one that
    /// lives has begun, or another machine's, is not.
    @Test func whatAKilledProcessLeftIsRemoved() throws {
        var host = [CChar](repeating: 0, count: 65)
        gethostname(&host, 64)
        let name = String(cString: host).filter { $0.isLetter || $0.isNumber }
        let ended = try #require(pid_t(try run(["/bin/sh", "-c", "echo $$"]).output.trimmingCharacters(in: .whitespacesAndNewlines)))
        let left = ".gloss-\(name)-\(ended)-1.tmp"
        let kept = [".gloss-\(name)-\(getpid())-1.tmp", ".gloss-elsewhere-\(ended)-1.tmp", ".gloss-\(name)-x-1.tmp"]
        for file in kept + [left] { try folder.write(file, [0x78]) }
        #expect(try gloss("convert", "r.txt", "new.json").status == 0)
        #expect(leftOvers.sorted() == kept.sorted())
    }

    /// A second file is never replaced without being named.
    @Test func whatStandsBesideIsNotReplaced() throws {
        try folder.write("in.txt", Array("Ann came.\n".utf8))
        try folder.write("out.txt", Array("Bob came.\n".utf8))
        let refused = try gloss("convert", "in.txt", "out.ann", "--annotate", "auto")
        #expect(refused.status == 2)
        #expect(refused.errors.contains("out.txt has to stand beside it and holds something else; nothing is written"))
        #expect(try folder.read("out.txt") == "Bob came.\n")
        #expect(!FileManager.default.fileExists(atPath: folder.path("out.ann")))
        let forced = try gloss("convert", "--force", "in.txt", "out.ann", "--annotate", "auto")
        #expect(forced.status == 0 && forced.errors.contains("out.txt held something else"))
        #expect(try folder.read("out.txt") == "Ann came.\n")
    }

    /// A process killed at any moment leaves the old file or the new one; one that may put its things
    /// away leaves nothing else either.
    @Test func killedAtRandomMoments() throws {
        let texts = ["a", "b"].map { name in (name + ".txt", String(repeating: "Report \(name) of \(SavingTests.text)", count: 4000)) }
        for (name, text) in texts { try folder.write(name, Array(text.utf8)) }
        func command(_ input: String) -> [String] {
            [builtProduct("gloss"), "convert", "--force", folder.path(input), folder.path("out.json")]
        }
        var whole: Set<String> = []
        let clock = ContinuousClock()
        var longest = Duration.zero
        for (name, _) in texts {
            longest = max(longest, try clock.measure { _ = try run(command(name)) })
            whole.insert(try folder.read("out.json"))
        }
        let most = Int(longest.components.attoseconds / 1_000_000_000_000) + Int(longest.components.seconds) * 1_000_000
        var random = SystemRandomNumberGenerator()
        for round in 0..<200 {
            let child = Process()
            child.executableURL = URL(fileURLWithPath: command("")[0])
            child.arguments = Array(command(texts[round % 2].0).dropFirst())
            try child.run()
            usleep(UInt32(Int.random(in: 0...most, using: &random)))
            kill(child.processIdentifier, round % 4 < 2 ? SIGKILL : SIGTERM)
            child.waitUntilExit()
            let found = try folder.read("out.json")
            #expect(whole.contains(found), "after round \(round) of \(found.utf8.count) bytes")
            let left = leftOvers
            if round % 4 >= 2 { #expect(left == []) }
            for name in left { unlink(folder.path(name)) }
        }
    }
}
