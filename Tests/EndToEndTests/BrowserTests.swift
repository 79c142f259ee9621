import Glibc
import TestSupport
import Testing

/// The built browser in tmux, as a reader would use it.
@Suite("Browser", .enabled(if: TmuxSession.isAvailable, "tmux is not installed"), .serialized)
struct BrowserTests {
    private static let report = """
        The mill at Orel

        15 March 2019

        Ann Lindqvist said that the Northern Front had taken the mill in late 2016. The Front lost it
        in May 2017, according to the Orel Mission. In 2018 the Northern Front sold the mill.

        Ann Lindqvist left Orel on 3 June 2018. The Northern Front had taken the mill, she wrote.

        """

    /// A folder of its own with the report in it; HOME points there, so nothing of the user's counts.
    private func folder(_ text: String = BrowserTests.report, named name: String = "report.txt") -> String {
        var template = Array("/tmp/gloss-test-XXXXXX".utf8CString)
        let path = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
        let file = fopen(path + "/" + name, "w")!
        _ = text.withCString { fputs($0, file) }
        fclose(file)
        return path
    }

    private func open(
        _ arguments: String = "report.txt", in folder: String, columns: Int = 90, rows: Int = 24,
        environment: [String: String?] = [:]
    ) throws -> TmuxSession {
        var environment = environment
        environment["HOME"] = folder
        environment["LC_ALL"] = "C.UTF-8"
        return try TmuxSession(
            "cd \(folder); \(builtProduct("gloss")) \(arguments); echo ended $?; cat", columns: columns,
            rows: rows, environment: environment)
    }

    @Test func startsOnAText() throws {
        let session = try open(in: folder())
        #expect(try session.wait(for: "Ann Lindqvist said that"))
        #expect(try session.wait(for: "next entity"))
        try session.send("q")
        #expect(try session.wait(for: "ended 0"))
    }

    @Test func startsOnTheSample() throws {
        let session = try open("", in: folder())
        #expect(try session.wait(for: "A Branch in Khorasan"))
    }

    /// A page whose text is had only after the first screen.
    @Test func readingGoesOnWhereItEnded() throws {
        let paragraphs = (1...200).map { "<p>Paragraph \($0) tells of the ferry.</p>" }.joined()
        let folder = folder("<html><body><h1>Ferries</h1>\(paragraphs)</body></html>", named: "long.html")
        let first = try open("long.html", in: folder)
        #expect(try first.wait(for: "Paragraph 3 "))
        try first.send("G")
        #expect(try first.wait(for: "Paragraph 200 "))
        try first.send("q")
        #expect(try first.wait(for: "ended 0"))
        let second = try open("long.html", in: folder)
        #expect(try second.wait(for: "Paragraph 200 "))
        try second.send("q")
        #expect(try second.wait(for: "ended 0"))
    }

    @Test func tabPutsTheCursorOnEntities() throws {
        let session = try open(in: folder())
        #expect(try session.wait(for: "Ann Lindqvist said"))
        for words in ["Orel", "Ann Lindqvist", "the Northern Front"] {
            try session.send("Tab")
            #expect(try session.wait(forFocusOn: words))
        }
        try session.send("*")
        #expect(try session.wait(for: "Northern Front 2/"))
        try session.send("Enter")
        #expect(try session.wait(for: "mentions"))
    }

    /// tmux puts brackets around a paste where the program asks for them.
    @Test func aPasteRunsNoCommand() throws {
        let session = try open(in: folder())
        #expect(try session.wait(for: "next entity"))
        try session.paste("Quarterly report: query Q\nq\n")
        #expect(try session.wait(for: "a paste goes into a prompt"))
        try session.send("/")
        try session.paste("Northern\nFront\n")
        #expect(try session.wait(for: "/Northern Front"))
        try session.send("Enter")
        #expect(try session.wait { !($0.last ?? "").hasPrefix("/") })
        try session.send("q")
        #expect(try session.wait(for: "ended 0"))
    }

    @Test func relatedClaimsAndBack() throws {
        let session = try open(in: folder())
        #expect(try session.wait(for: "Ann Lindqvist said"))
        // Claims come behind the first screen. The cursor is hidden, wherever it is, until one is in focus.
        #expect(try session.wait { rows in rows.contains { $0.contains("┃ Ann Lindqvist said") } })
        try session.send("]", "c")
        #expect(try session.wait(forFocusOn: "the Northern Front had"))
        let before = try session.screen()
        try session.send("r")
        #expect(try session.wait(for: "Related claims"))
        #expect(try session.wait(for: "both "))
        try session.send("Enter")
        #expect(try session.wait(for: "Ctrl-O goes back"))
        #expect(try session.wait { _ in (try? session.focus()).map { $0?.row != 6 } ?? false })
        try session.send("C-o")
        #expect(try session.wait { $0.dropLast() == before.dropLast() })
        #expect(try session.wait(forFocusOn: "the Northern Front had"))
    }

    @Test func selectedRowsGoToAPipe() throws {
        let place = folder()
        let session = try open("report.txt | cat > out.txt", in: place)
        #expect(try session.wait(for: "Ann Lindqvist said"))
        try session.send("t")
        #expect(try session.wait(for: "by "))
        try session.send("v", "j", "v", "Q")
        #expect(try session.wait(for: "ended 0"))
        let printed = try run(["/bin/cat", place + "/out.txt"]).output
        let rows = try run([builtProduct("gloss"), "timeline", place + "/report.txt"]).output
            .split(separator: "\n")
        #expect(printed.split(separator: "\n").count == 2, "\(printed)")
        for line in printed.split(separator: "\n") {
            let words = line.split(separator: " ", omittingEmptySubsequences: true)
            #expect(rows.contains { $0.split(separator: " ", omittingEmptySubsequences: true) == words })
        }
    }

    @Test func commandSubstitutionHoldsOnlyTheSelection() throws {
        let place = folder()
        let session = try TmuxSession(
            "cd \(place); x=$(\(builtProduct("gloss")) report.txt); echo \"got <$x>\"; cat", columns: 90,
            environment: ["HOME": place, "LC_ALL": "C.UTF-8"])
        #expect(try session.wait(for: "Ann Lindqvist said"))
        try session.send("q")
        #expect(try session.wait(for: "got <>"))
    }

    @Test func readsAPipeAndTheKeysOfTheTerminal() throws {
        let place = folder()
        let session = try TmuxSession(
            "cd \(place); cat report.txt | \(builtProduct("gloss")); echo ended $?; cat", columns: 90,
            environment: ["HOME": place, "LC_ALL": "C.UTF-8"])
        #expect(try session.wait(for: "Ann Lindqvist said"))
        try session.send("h")
        #expect(try session.wait(for: "gloss: keys"))
        try session.send("q", "q")
        #expect(try session.wait(for: "ended 0"))
    }

    @Test(arguments: [
        ("xterm-nonesuch", "the terminal \"xterm-nonesuch\" is not known here (TERM); gloss takes it for xterm-256color"),
        (nil, "TERM is not set; gloss takes it for xterm-256color"),
    ] as [(String?, String)])
    func anUnknownTerminalIsTakenForAnother(name: String?, told: String) throws {
        let terminal = try PseudoTerminal(
            [builtProduct("gloss"), folder() + "/report.txt"], columns: 100, environment: ["TERM": name])
        #expect(terminal.wait(for: told))
        #expect(terminal.wait(for: "Lindqvist"))
        terminal.send("jq")
        #expect(terminal.waitForExit() == 0)
    }

    /// One line down sends a line and what tells the terminal to scroll, not a screen.
    @Test func aLineDownSendsALine() throws {
        let lines = (1...200).map { "Row \($0) of the ledger has nothing to say about it all." }.joined(separator: "\n\n")
        let terminal = try PseudoTerminal(
            [builtProduct("gloss"), "--annotate", "never", folder(lines) + "/report.txt"], columns: 100, rows: 40)
        #expect(terminal.wait(for: "Row 15 of the ledger"))
        #expect(terminal.wait(for: " help"))
        for step in 1...20 {
            let from = terminal.bytes.count
            terminal.send("j")
            // The terminal's own region that scrolls is set, and set back.
            #expect(terminal.wait(for: "\u{1B}[1;40r", from: from), "step \(step)")
            _ = terminal.wait(for: "of the ledger has", from: from, seconds: step % 2 == 0 ? 10 : 0.1)
            #expect(terminal.bytes.count - from < 200, "step \(step)")
        }
    }

    /// A Korean syllable in parts is one cluster of its three letters, in two columns.
    @Test func decomposedKoreanShowsAllItsLetters() throws {
        let session = try open(in: folder("\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF} Orel\n"))
        #expect(try session.wait(for: "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF} Orel"))
    }

    @Test func colourCodesAndOverstrikesAreNotShown() throws {
        let session = try open(in: folder("\u{1B}[01;34mThe mill\u{1B}[0m b\u{8}bo\u{8}ol\u{8}ld and _\u{8}u_\u{8}n, \u{1B}[2J stays.\n"))
        #expect(try session.wait(for: " The mill bold and un, ␛[2J stays."))
        #expect(try session.screen()[0].hasPrefix(" The mill bold and un"))
        try session.send("/")
        try session.type("mill bold")
        try session.send("Enter")
        // What is found stands out.
        #expect(try session.wait { _ in (try? session.colors())?.contains { $0.contains("48;5;208mmill bold") } ?? false })
    }

    @Test func followsTheWindowsSize() throws {
        let session = try open(in: folder())
        #expect(try session.wait(for: "Ann Lindqvist said"))
        try session.resize(columns: 40, rows: 10)
        #expect(try session.wait(seconds: 5) { $0.count == 10 && $0.contains { $0.contains("Ann Lindqvist said") } })
        try session.resize(columns: 150, rows: 40)
        #expect(try session.wait(seconds: 5) { rows in
            rows.contains { $0.contains("said that the Northern Front had taken the mill") }
        })
    }

    @Test(arguments: [("C-c", "ended 130"), ("q", "ended 0")])
    func leavesTheMainScreen(key: String, ending: String) throws {
        let session = try open(in: folder())
        #expect(try session.wait(for: "Ann Lindqvist said"))
        try session.send(key)
        #expect(try session.wait(for: ending))
        #expect(try !session.screen().contains { $0.contains("Lindqvist") })
    }

    @Test func goesToTheBackgroundAndComesBack() throws {
        let place = folder()
        let session = try TmuxSession(
            "cd \(place); bash --norc -i", columns: 90,
            environment: ["HOME": place, "LC_ALL": "C.UTF-8", "PS1": "% "])
        try session.type("\(builtProduct("gloss")) report.txt\n")
        #expect(try session.wait(for: "Ann Lindqvist said"))
        try session.send("C-z")
        #expect(try session.wait(for: "Stopped"))
        try session.type("fg\n")
        #expect(try session.wait(seconds: 10) { $0.first?.contains("The mill at Orel") == true })
    }

    @Test func takesUpWhereTheReaderLeft() throws {
        let long = (1...60).map { "Paragraph \($0) is about the mill at Orel." }.joined(separator: "\n\n")
        let place = folder(long)
        let first = try open(in: place)
        #expect(try first.wait(for: "Paragraph 1 is"))
        try first.send("G")
        #expect(try first.wait(for: "Paragraph 60 is"))
        try first.send("q")
        #expect(try first.wait(for: "ended 0"))
        let second = try open(in: place)
        #expect(try second.wait(for: "Paragraph 60 is"))
        let third = try open("--no-resume report.txt", in: place)
        #expect(try third.wait(for: "Paragraph 1 is"))
    }

    @Test func takesKeysOfTheUsers() throws {
        let place = folder()
        mkdir(place + "/gloss", 0o700)
        let file = fopen(place + "/gloss/keys.conf", "w")!
        fputs("[everywhere]\nz  help\n", file)
        fclose(file)
        let session = try open(in: place, environment: ["XDG_CONFIG_HOME": place])
        #expect(try session.wait(for: "Ann Lindqvist said"))
        try session.send("z")
        #expect(try session.wait(for: "gloss: keys"))
    }

    @Test func hostileTextIsShownByStandIns() throws {
        let place = folder("One \u{1B}]0;owned\u{7} two \u{1B}[31mred\u{1B}[0m \u{202E}three.\n")
        let terminal = try PseudoTerminal([builtProduct("gloss"), place + "/report.txt"])
        #expect(terminal.wait(for: "three"))
        #expect(!terminal.text.contains("\u{1B}]0;owned"))
        #expect(!terminal.text.contains("\u{1B}[31mred"))
        #expect(!terminal.text.contains("\u{202E}"))
        #expect(terminal.text.contains("\u{241B}]0;owned\u{2407}"))
        terminal.send("q")
        #expect(terminal.waitForExit() == 0)
    }

    @Test(arguments: [(SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
    func signalsGiveTheTerminalBack(signal: Int32, status: Int32) throws {
        let terminal = try PseudoTerminal([builtProduct("gloss"), folder() + "/report.txt"])
        let modes = terminal.modes
        #expect(terminal.wait(for: "Lindqvist"))
        terminal.signal(signal)
        #expect(terminal.waitForExit() == status)
        #expect(terminal.text.contains("\u{1B}[?1049l"))
        #expect(terminal.modes == modes || modes.isEmpty)
    }

    @Test(arguments: [
        (["nosuch.txt"], "no such file"), (["/tmp"], "folder"), (["timeline", "x.txt", "--bogus"], "bogus"),
    ])
    func badInputIsOneLineAndStatus2(arguments: [String], word: String) throws {
        let result = try run([builtProduct("gloss")] + arguments)
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(result.error.split(separator: "\n").count == 1)
        #expect(result.error.contains(word))
    }
}
