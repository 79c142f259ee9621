import Glibc
import TestSupport
import Testing

private let gloss = builtProduct("gloss")

/// The browser behind a pipe, a device or a closed descriptor, as a shell starts it.
@Suite("Pipes and closed descriptors", .serialized)
struct PipeTests {
    private let folder: String

    init() throws {
        var template = Array("/tmp/gloss-test-XXXXXX".utf8CString)
        folder = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
        write("Ann Lindqvist left on 3 May 2016.\n", to: "report.txt")
    }

    private func write(_ text: String, to name: String) {
        guard let file = fopen(folder + "/" + name, "w") else { return }
        fputs(text, file)
        fclose(file)
    }

    private func shell(_ line: String, output: PseudoTerminal.Stream = .terminal) throws -> PseudoTerminal {
        try PseudoTerminal(["sh", "-c", "cd \(folder); \(line)"], environment: ["HOME": folder], output: output)
    }

    @Test("what has come of a pipe is shown at once, and q is taken while it is open")
    func open() throws {
        // cat waits for ever: it holds the pipe open until the terminal goes.
        let terminal = try shell("mkfifo hold; (cat report.txt; exec cat hold) | (\(gloss); echo ended $?)")
        #expect(terminal.wait(for: "Ann Lindqvist left"))
        #expect(terminal.wait(for: "reading"))
        terminal.send("h")
        #expect(terminal.wait(for: "gloss: keys"))
        terminal.send("qq")
        #expect(terminal.wait(for: "ended 0"))
    }

    @Test("nothing that has come yet is a screen all the same")
    func empty() throws {
        let terminal = try shell("mkfifo hold; cat hold | (\(gloss); echo ended $?)")
        #expect(terminal.wait(for: "reading"))
        terminal.send("q")
        #expect(terminal.wait(for: "ended 0"))
    }

    @Test("what is written to a pipe later is shown, and annotated when all has come")
    func grows() throws {
        let terminal = try shell("mkfifo more; cat report.txt more | \(gloss); echo ended $?")
        #expect(terminal.wait(for: "Ann Lindqvist left"))
        let more = Glibc.open(folder + "/more", O_WRONLY)
        #expect(more >= 0)
        _ = Glibc.write(more, "\nIt came back at night.\n", 24)
        #expect(terminal.wait(for: "It came back at night."))
        _ = Glibc.write(more, "\nThe pier burned.\n", 18)
        #expect(terminal.wait(for: "The pier burned."))
        close(more)
        terminal.send("t")
        #expect(terminal.wait(for: "3 May 2016"))
        terminal.send("qq")
        #expect(terminal.wait(for: "ended 0"))
    }

    @Test(
        "an input without end is a sentence",
        arguments: ["yes | (\(gloss) --input-limit 1; echo ended $?)", "\(gloss) --input-limit 1 /dev/zero; echo ended $?", "yes | (\(gloss) check --input-limit 1 -; echo ended $?)"])
    func endless(line: String) throws {
        let terminal = try shell(line)
        #expect(terminal.wait(for: "ended 2", seconds: 30))
        #expect(terminal.text.contains("more than 1 MiB came out of it"))
    }

    @Test("a limit of nothing is refused")
    func noLimit() throws {
        let result = try run([gloss, "timeline", "--input-limit", "0", folder + "/report.txt"])
        #expect(result.status == 2)
        #expect(result.error.contains("--input-limit takes 1 to 4095"))
    }

    @Test("a selection that cannot be printed is an error; the report stays as it is", arguments: [">&-", ">/dev/full", "<&- >&-"])
    func unprintable(closed: String) throws {
        let terminal = try shell("\(gloss) report.txt \(closed); echo ended $? >&2")
        // A colour: something is annotated.
        #expect(terminal.wait(for: "\u{1B}[48;5;"))
        terminal.send("\tQ")
        #expect(terminal.wait(for: "ended 2"))
        #expect(terminal.text.contains("standard output: cannot write"))
        #expect(try run(["cat", folder + "/report.txt"]).output == "Ann Lindqvist left on 3 May 2016.\n")
    }

    @Test(
        "closed descriptors are never another file",
        arguments: ["<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
    func closed(descriptors: String) throws {
        let terminal = try shell("\(gloss) report.txt \(descriptors); echo ended $? >/dev/tty")
        #expect(terminal.wait(for: "Ann Lindqvist left"))
        terminal.send("q")
        #expect(terminal.wait(for: "ended 0"))
        let listed = try shell("\(gloss) timeline report.txt \(descriptors); echo ended $? >/dev/tty")
        let isOutputClosed = descriptors.split(separator: " ").contains(">&-")
        #expect(listed.wait(for: isOutputClosed ? "ended 2" : "ended 0"))
        #expect(try run(["cat", folder + "/report.txt"]).output == "Ann Lindqvist left on 3 May 2016.\n")
    }

    @Test("standard input that is closed is told when it is named")
    func closedInput() throws {
        let result = try run(["sh", "-c", "\(gloss) timeline - <&-"])
        #expect(result.status == 2)
        #expect(result.error.contains("standard input: cannot read: it is closed"))
    }

    @Test("a limit on the size of files does not reach the screen")
    func fileLimit() throws {
        let terminal = try shell("ulimit -f 1; \(gloss) report.txt; echo ended $?")
        #expect(terminal.wait(for: "Ann Lindqvist left"))
        terminal.send("jq")
        #expect(terminal.wait(for: "ended 0"))
    }
}

/// Leaving by signals, with the place kept.
@Suite("Leaving by signals", .serialized)
struct LeavingTests {
    @Test(
        "every signal that ends a process gives the terminal back and keeps the place",
        arguments: [
            ("INT", 130), ("HUP", 129), ("TERM", 143), ("USR1", 138), ("USR2", 140), ("PIPE", 141), ("XCPU", 152),
            ("XFSZ", 153), ("ALRM", 142), ("key", 130), ("close", 129),
        ])
    func keepsPlace(way: String, status: Int32) throws {
        var template = Array("/tmp/gloss-test-XXXXXX".utf8CString)
        let folder = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
        let file = fopen(folder + "/report.txt", "w")
        // No two have a letter at the same place: what is sent is all of a new row.
        fputs("The pier\n\n", file)
        for number in 0..<60 {
            let letter = Character(Unicode.Scalar(UInt8(0x61 + number % 26)))
            fputs(String(repeating: letter, count: 8 + number) + ".\n\n", file)
        }
        fclose(file)
        // Paragraph 42, which is the fortieth of those: 8 + 40 letters.
        let place = String(repeating: "o", count: 48)
        var terminal: PseudoTerminal? = try PseudoTerminal([gloss, folder + "/report.txt"], environment: ["HOME": folder])
        #expect(terminal?.wait(for: "aaaaaaaa.") == true)
        terminal?.send("40g")
        #expect(terminal?.wait(for: place) == true)
        switch way {
        case "key": terminal?.send("\u{3}")
        case "close":
            let id = try #require(terminal?.process.id)
            terminal?.abandon()
            terminal = nil
            let end = ContinuousClock.now + .seconds(10)
            while kill(id, 0) == 0, waitpid(id, nil, WNOHANG) == 0, ContinuousClock.now < end { usleep(1000) }
        default:
            let id = try #require(terminal?.process.id)
            _ = try run(["kill", "-\(way)", "\(id)"])
        }
        if let terminal {
            #expect(terminal.waitForExit() == status)
            #expect(terminal.text.contains("\u{1B}[?1049l"))
        }
        let again = try PseudoTerminal([gloss, folder + "/report.txt"], environment: ["HOME": folder])
        #expect(again.wait(for: place))
    }
}
