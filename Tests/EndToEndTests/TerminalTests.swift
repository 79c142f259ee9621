import Glibc
import TestSupport
import Testing

private let probe = builtProduct("TerminalProbe")
/// The last thing on the probe's screen.
private let drawn = "%"
private let leftAlternateScreen = "\u{1B}[?1049l"
private let showsCursor = "\u{1B}[?25h"

/// The probe on a pseudo-terminal, drawn.
private func start(
    environment: [String: String?] = [:], input: PseudoTerminal.Stream = .terminal,
    output: PseudoTerminal.Stream = .terminal
) throws -> (terminal: PseudoTerminal, modes: [UInt32]) {
    // The modes that a new pseudo-terminal has.
    let idle = try PseudoTerminal(["sleep", "0"])
    let terminal = try PseudoTerminal(
        [probe], environment: environment, input: input, output: output)
    try #require(terminal.wait(for: drawn))
    return (terminal, idle.modes)
}

@Suite("Terminal: every way out", .serialized)
struct WayOutTests {
    /// Checks that the terminal is as it was and that what leaves full-screen mode came last.
    private func expectRestored(_ terminal: PseudoTerminal, _ modes: [UInt32]) throws {
        #expect(terminal.modes == modes)
        let text = terminal.text
        let end = try #require(text.firstRange(of: leftAlternateScreen))
        #expect(!text[end.upperBound...].contains("\u{1B}[?1049h"))
        #expect(text.contains(showsCursor))
        #expect(text.contains("\u{1B}[?1000l"))
        #expect(text.contains("\u{1B}[?2004l"))
    }

    @Test("q ends in order; standard output carries only what was printed")
    func order() throws {
        let (terminal, modes) = try start(output: .pipe(""))
        #expect(terminal.modes != modes)
        terminal.send("q")
        #expect(terminal.waitForExit() == 0)
        #expect(terminal.standardOutput == "selected\n")
        try expectRestored(terminal, modes)
        // Pastes are asked for behind the first frame, so that a signal may come before.
        #expect(terminal.text.contains("\u{1B}[?2004h"))
    }

    @Test(
        "a signal from outside",
        arguments: [
            (SIGTERM, 143), (SIGHUP, 129), (SIGINT, 130), (SIGQUIT, 131), (SIGUSR1, 138), (SIGUSR2, 140),
            (SIGPIPE, 141), (SIGXCPU, 152), (SIGXFSZ, 153), (SIGALRM, 142),
        ] as [(Int32, Int32)])
    func signal(number: Int32, status: Int32) throws {
        let (terminal, modes) = try start()
        terminal.signal(number)
        #expect(terminal.waitForExit() == status)
        try expectRestored(terminal, modes)
    }

    @Test(
        "a fault of the program itself",
        arguments: [
            ("!", [132, 133]), ("S", [139]), ("A", [134]), ("O", [139]), ("T", [132, 133]), ("U", [139]),
        ])
    func fault(key: String, statuses: [Int32]) throws {
        let (terminal, modes) = try start()
        terminal.send(key)
        #expect(statuses.contains(try #require(terminal.waitForExit(seconds: 20))))
        let told = try #require(terminal.text.firstRange(of: "gloss: probe 1 came upon a fault"))
        let end = try #require(terminal.text.firstRange(of: leftAlternateScreen))
        #expect(told.lowerBound > end.lowerBound)
        try expectRestored(terminal, modes)
    }

    @Test("a loop that is stuck ends by SIGTERM all the same, the second at once")
    func stuck() throws {
        for signals in [1, 2] {
            let (terminal, modes) = try start()
            terminal.send("B")
            #expect(!terminal.wait(for: "never", seconds: 0.2))
            for _ in 0..<signals {
                terminal.signal(SIGTERM)
                #expect(!terminal.wait(for: "never", seconds: 0.1))
            }
            #expect(terminal.waitForExit() == 143)
            try expectRestored(terminal, modes)
        }
    }

    @Test("Ctrl-\\ ends even a loop that is stuck")
    func quit() throws {
        let (terminal, modes) = try start()
        terminal.send("B")
        #expect(!terminal.wait(for: "never", seconds: 0.2))
        terminal.send("\u{1C}")
        #expect(terminal.waitForExit() == 131)
        try expectRestored(terminal, modes)
    }
}

@Suite("Terminal: keys and environment", .serialized)
struct TerminalInputTests {
    @Test("keys come from the terminal where standard input is a pipe")
    func pipedInput() throws {
        let (terminal, _) = try start(input: .pipe("a report\n"), output: .pipe(""))
        terminal.send("\u{1B}[1;3D")
        #expect(terminal.wait(for: "key Alt-Left"))
        terminal.send("é")
        #expect(terminal.wait(for: "key é"))
        terminal.send("q")
        #expect(terminal.waitForExit() == 0)
        #expect(terminal.standardOutput == "selected\n")
    }

    @Test("Ctrl-C is a key; ESC alone is one after a moment")
    func control() throws {
        let (terminal, _) = try start()
        terminal.send("\u{3}")
        #expect(terminal.wait(for: "key Ctrl-C"))
        terminal.send("\u{1B}")
        #expect(terminal.wait(for: "key Esc"))
        terminal.send("\u{1B}[<0;3;2M")
        #expect(terminal.wait(for: "mouse press 1,2"))
    }

    @Test("a paste is one event, however slowly it comes")
    func paste() throws {
        let (terminal, _) = try start()
        for piece in ["\u{1B}[20", "0~Quart", "erly q\u{3}\u{1B}[2", "01~"] {
            terminal.send(piece)
            #expect(!terminal.wait(for: "never", seconds: 0.1))
        }
        #expect(terminal.wait(for: "paste Quarterly q"))
        terminal.send("q")
        #expect(terminal.waitForExit() == 0)
    }

    @Test(
        "colours by terminal and environment",
        arguments: [
            ("xterm-256color", nil, 256), ("xterm", nil, 8),
            ("vt100", nil, 0), ("xterm-256color", "1", 0), ("xterm-256color", "", 256),
        ] as [(String, String?, Int)])
    func colors(terminal name: String, noColor: String?, depth: Int) throws {
        let (terminal, _) = try start(environment: ["TERM": name, "NO_COLOR": noColor])
        #expect(terminal.wait(for: "colours \(depth)"))
        #expect(terminal.text.contains("\u{1B}[48;5;") == (depth == 256))
        terminal.send("q")
        #expect(terminal.waitForExit() == 0)
    }

    @Test("a limit on colours brings each to a near one", arguments: [0, 8, 16])
    func colorLimit(limit: Int) throws {
        let terminal = try PseudoTerminal([probe, "\(limit)"])
        #expect(terminal.wait(for: drawn))
        #expect(terminal.text.contains("colours \(limit)"))
        #expect(!terminal.text.contains("\u{1B}[48;5;"))
        #expect(terminal.text.contains("\u{1B}[42m#") == (limit > 0))
        #expect(terminal.text.contains("\u{1B}[101m#") == (limit == 16))
    }

    @Test(
        "a terminal that cannot do it is an error, not a crash",
        arguments: ["dumb"])
    func incapable(name: String) throws {
        let terminal = try PseudoTerminal([probe], environment: ["TERM": name])
        #expect(terminal.waitForExit() == 2)
        #expect(terminal.text.contains("incapableTerminal"))
        #expect(!terminal.text.contains("\u{1B}"))
    }

    @Test(
        "a terminal that is not known is taken for the nearest that is",
        arguments: ["xterm-nonesuch", "nonesuch-direct", "", nil] as [String?])
    func unknown(name: String?) throws {
        let (terminal, modes) = try start(environment: ["TERM": name])
        #expect(terminal.wait(for: "taken for xterm-256color"))
        #expect(terminal.wait(for: "colours 256"))
        terminal.send("q")
        #expect(terminal.waitForExit() == 0)
        #expect(terminal.modes == modes)
    }

    /// What runs a program where no folder of descriptions is.
    private static let withoutDescriptions = """
        for folder in /usr/share/terminfo /lib/terminfo /etc/terminfo; do
            [ -d $folder ] && mount -t tmpfs none $folder
        done; exec "$@"
        """
    private static let canHideFolders = (try? run(["unshare", "-rm", "true"]).status) == 0

    @Test("without any description of terminals there is one built in", .enabled(if: canHideFolders))
    func noDescriptions() throws {
        let modes = try PseudoTerminal(["sleep", "0"]).modes
        let terminal = try PseudoTerminal(
            ["unshare", "-rm", "sh", "-c", TerminalInputTests.withoutDescriptions, "sh", probe])
        #expect(terminal.wait(for: "taken for gloss-ansi"))
        #expect(terminal.wait(for: "colours 256"))
        #expect(terminal.text.contains("\u{1B}[48;5;226m"))
        terminal.send("\u{1B}OA\u{1B}[5~")
        #expect(terminal.wait(for: "key Up") && terminal.wait(for: "key PgUp"))
        terminal.send("q")
        #expect(terminal.waitForExit() == 0)
        #expect(terminal.modes == modes)
    }

    @Test("a terminal that is not the process's own is used where it stands on 2, 0 or 1", arguments: [0, 1, 2])
    func borrowed(number: Int) throws {
        let modes = try PseudoTerminal(["sleep", "0"]).modes
        let others = [0: "</dev/null", 1: ">/dev/null", 2: "2>/dev/null"].filter { $0.key != number }.values.joined(separator: " ")
        let terminal = try PseudoTerminal(["sh", "-c", "exec setsid -w \(probe) \(others)"])
        #expect(terminal.wait(for: drawn))
        #expect(terminal.modes != modes)
        terminal.send("j")
        #expect(terminal.wait(for: "key j"))
        terminal.send("q")
        #expect(terminal.waitForExit() == 0)
        #expect(terminal.text.contains(leftAlternateScreen))
        #expect(terminal.modes == modes)
    }

    @Test(
        "a window of absurd size is drawn as far as is sensible",
        arguments: [(65535, 65535, "1000x500"), (65535, 1, "1000x1"), (1, 65535, "1x500"), (0, 0, "80x24")])
    func absurdSize(columns: Int, rows: Int, drawn: String) throws {
        let terminal = try PseudoTerminal([probe], columns: columns, rows: rows)
        #expect(terminal.wait(for: drawn.hasPrefix("1x") ? "\u{1B}[?2004h" : "probe \(drawn)"))
        terminal.resize(columns: 40, rows: 12)
        #expect(terminal.wait(for: "40x12"))
        terminal.resize(columns: columns, rows: rows)
        terminal.send("q")
        #expect(terminal.waitForExit() == 0)
    }

    @Test("ESCDELAY says how long after ESC a key may come")
    func escapeDelay() throws {
        let (terminal, _) = try start(environment: ["ESCDELAY": "5000"])
        terminal.send("\u{1B}")
        #expect(!terminal.wait(for: "key Esc", seconds: 0.3))
        terminal.send("[B")
        #expect(terminal.wait(for: "key Down"))
        #expect(!terminal.text.contains("key Esc"))
    }

    @Test("the rest of a sequence is waited for", arguments: [("\u{1B}[", "B", "key Down"), ("\u{1B}O", "A", "key Up"), ("\u{1B}[<0;3", ";2M", "mouse press 1,2")])
    func slowSequence(first: String, second: String, event: String) throws {
        let (terminal, _) = try start()
        terminal.send(first)
        #expect(!terminal.wait(for: "key", seconds: 0.3))
        terminal.send(second)
        #expect(terminal.wait(for: event))
        terminal.send("\u{1B}[1;1:3B\u{1B}[I\u{1B}[97;1:1uj")
        #expect(terminal.wait(for: "key j"))
        #expect(terminal.text.contains("key a"))
    }

    @Test("without a terminal there is an error")
    func noTerminal() throws {
        let result = try run(["setsid", "-w", probe])
        #expect(result.status == 2)
        #expect(result.output.contains("noTerminal"))
    }

    @Test("a locale that is not UTF-8 draws the same", arguments: ["C", "xx_YY.UTF-8", "C.UTF-8"])
    func locale(name: String) throws {
        let (terminal, _) = try start(environment: ["LANG": name, "LC_ALL": name])
        #expect(terminal.wait(for: "漢字"))
    }

    @Test("a storm of resizes ends at the last size")
    func resizeStorm() throws {
        let (terminal, _) = try start()
        for step in 0..<200 { terminal.resize(columns: 20 + step * 7 % 180, rows: 8 + step * 5 % 60) }
        let from = terminal.bytes.count
        terminal.resize(columns: 93, rows: 31)
        #expect(terminal.wait(for: "93x31", from: from))
        terminal.send("q")
        #expect(terminal.waitForExit() == 0)
    }

    @Test("the terminal going away ends the program")
    func hangUp() throws {
        var terminal: PseudoTerminal? = try start().terminal
        let id = try #require(terminal?.process.id)
        terminal?.abandon()
        terminal = nil
        let end = ContinuousClock.now + .seconds(10)
        while kill(id, 0) == 0, waitpid(id, nil, WNOHANG) == 0, ContinuousClock.now < end { usleep(1000) }
        #expect(kill(id, 0) != 0)
    }
}
