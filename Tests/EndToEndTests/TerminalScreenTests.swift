import TestSupport
import Testing

private let probe = builtProduct("TerminalProbe")

@Suite(
    "Terminal: the screen as tmux sees it", .serialized,
    .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct TerminalScreenTests {
    @Test("rows never drift, whatever libc thinks of a glyph")
    func columns() throws {
        let session = try TmuxSession(probe)
        #expect(try session.wait(for: "#####"))
        let rows = try session.screen()
        #expect(rows[1] == "漢字e\u{301}x" + String(repeating: " ", count: 14) + "|")
        // What libc does not know is a replacement; a pictograph that it calls narrow is one cell.
        #expect(rows[2] == "\u{FFFD} ❤ 👩x" + String(repeating: " ", count: 13) + "|")
        #expect(rows[3] == "\u{FFFD}\u{FFFD}\u{FFFD}x" + String(repeating: " ", count: 16) + "|")
        #expect(rows[23] == String(repeating: " ", count: 79) + "%")
        let cursor = try session.cursor()
        #expect(cursor == (0, 2))
    }

    @Test("colours and attributes are those of the frame")
    func colors() throws {
        let session = try TmuxSession(probe)
        #expect(try session.wait(for: "#####"))
        let row = try session.colors()[4]
        for part in ["101m#", "48;5;22m#", "48;5;226m#", "1m", "4m"] { #expect(row.contains(part)) }
    }

    @Test(
        "keys arrive by name",
        arguments: [
            ("Tab", "Tab"), ("BTab", "Shift-Tab"), ("M-Left", "Alt-Left"), ("M-x", "Alt-x"),
            ("Up", "Up"), ("C-Right", "Ctrl-Right"), ("F1", "F1"), ("F12", "F12"), ("PPage", "PgUp"),
            ("é", "é"), ("C-o", "Ctrl-O"), ("Enter", "Enter"), ("BSpace", "Backspace"),
            ("Home", "Home"), ("Escape", "Esc"),
        ])
    func keys(key: String, name: String) throws {
        let session = try TmuxSession(probe)
        #expect(try session.wait(for: "#####"))
        try session.send(key)
        #expect(try session.wait(for: "key \(name)"))
    }

    @Test("what is sent for a change gives the screen that all of it gives", arguments: ["xterm-256color", "screen-256color", "vt100"])
    func changes(name: String) throws {
        let session = try TmuxSession("export TERM=\(name); \(probe)", columns: 60, rows: 16)
        #expect(try session.wait(for: "#####"))
        for number in 1...40 {
            try session.send("r")
            #expect(try session.wait { $0.last == "screen \(number).\(number - 1)" })
            let changed = try session.colors().dropLast().map(StyledCells.init)
            try session.send("R")
            #expect(try session.wait { $0.last == "screen \(number).\(number)" })
            #expect(try session.colors().dropLast().map(StyledCells.init) == changed, "screen \(number)")
        }
    }

    @Test("a new size is drawn to its edges")
    func resize() throws {
        let session = try TmuxSession(probe)
        #expect(try session.wait(for: "#####"))
        for (columns, rows) in [(120, 40), (40, 10)] {
            try session.resize(columns: columns, rows: rows)
            #expect(
                try session.wait { screen in
                    screen.first == "probe \(columns)x\(rows) colours 256" && screen.count == rows
                        && screen.last == String(repeating: " ", count: columns - 1) + "%"
                })
        }
    }

    @Test("Ctrl-Z gives the shell its terminal, fg brings the screen back")
    func suspension() throws {
        let session = try TmuxSession("exec bash --norc --noprofile", environment: ["PS1": "> "])
        try session.type("stty -a | md5sum; \(probe) | cat")
        try session.send("Enter")
        #expect(try session.wait(for: "#####"))
        try session.send("j", "C-z")
        #expect(try session.wait(for: "Stopped"))
        try session.type("stty -a | md5sum")
        try session.send("Enter")
        #expect(try session.wait { $0.filter { $0.hasSuffix(" -") }.count == 2 })
        #expect(Set(try session.screen().filter { $0.hasSuffix(" -") }).count == 1)
        try session.resize(columns: 70, rows: 20)
        try session.type("fg")
        try session.send("Enter")
        #expect(try session.wait(for: "resumed"))
        #expect(try session.wait(for: "probe 70x20"))
        try session.send("k")
        #expect(try session.wait(for: "key k"))
        try session.send("q")
        #expect(try session.wait(for: "selected"))
    }

    @Test("a program that is killed while stopped does not touch the shell's screen")
    func killedWhileStopped() throws {
        let session = try TmuxSession("exec bash --norc --noprofile", environment: ["PS1": "> "])
        try session.type(probe)
        try session.send("Enter")
        #expect(try session.wait(for: "#####"))
        try session.send("C-z")
        #expect(try session.wait(for: "Stopped"))
        try session.type("kill %1; while kill -0 %1; do :; done 2>/dev/null; wait %1; echo status $?")
        try session.send("Enter")
        #expect(try session.wait(for: "status 143"))
        #expect(try !session.screen().contains { $0.contains("#####") })
    }
}
