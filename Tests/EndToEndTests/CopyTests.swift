import Glibc
import TestSupport
import Testing

/// What `y` says and does, by what there is to copy with.
@Suite("Copying", .serialized)
struct CopyTests {
    private let folder: String
    private let words = "“Orel” (report.txt, ¶ 1)"
    /// "“Orel” (report.txt, ¶ 1)" in Base64.
    private let encoded = "4oCcT3JlbOKAnSAocmVwb3J0LnR4dCwgwrYgMSk="

    init() throws {
        var template = Array("/tmp/gloss-test-XXXXXX".utf8CString)
        folder = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
        try write("The ferry left Orel.\n", to: "report.txt")
        try write("T1\tLocation 15 19\tOrel\n", to: "report.ann")
    }

    private func write(_ text: String, to name: String, mode: mode_t = 0o644) throws {
        let file = try #require(fopen(folder + "/" + name, "w"))
        fputs(text, file)
        fclose(file)
        chmod(folder + "/" + name, mode)
    }

    /// The browser with Orel in focus and `y` pressed, in an environment that knows no clipboard but this.
    private func copy(_ environment: [String: String?], path: String = "/nonexistent") throws -> PseudoTerminal {
        let none: [String: String?] = ["DISPLAY": nil, "WAYLAND_DISPLAY": nil, "TMUX": nil, "STY": nil, "HOME": folder]
        let terminal = try PseudoTerminal(
            [builtProduct("gloss"), folder + "/report.txt"], environment: none.merging(environment) { $1 }.merging(["PATH": path]) { $1 })
        // A colour: Orel is annotated.
        #expect(terminal.wait(for: "\u{1B}[48;5;"))
        terminal.send("\ty")
        return terminal
    }

    @Test("where no clipboard is known that is said, and the words are shown")
    func none() throws {
        let terminal = try copy([:])
        #expect(terminal.wait(for: "could not copy: no clipboard is known here"))
        #expect(terminal.text.contains("“Orel” (report.txt, ¶ 1)"))
        #expect(!terminal.text.contains("\u{1B}]52"))
    }

    @Test("a terminal that obeys is asked", arguments: [["KITTY_WINDOW_ID": "1"], ["TERM": "alacritty"], ["GLOSS_CLIPBOARD": "osc52"]])
    func sequence(environment: [String: String]) throws {
        let terminal = try copy(environment.mapValues { $0 })
        #expect(terminal.wait(for: "\u{1B}]52;c;\(encoded)\u{7}"))
        #expect(terminal.wait(for: "copied with its place"))
    }

    @Test("GNU screen hands on what is wrapped")
    func screen() throws {
        let terminal = try copy(["STY": "1.here", "TERM": "screen-256color"])
        #expect(terminal.wait(for: "\u{1B}P\u{1B}]52;c;\(encoded)\u{7}\u{1B}\\"))
    }

    @Test(
        "a program of the desktop gets the words",
        arguments: [
            ("wl-copy", "WAYLAND_DISPLAY", ""), ("xclip", "DISPLAY", "-selection clipboard"),
            ("xsel", "DISPLAY", "--input --clipboard"), ("pbcopy", "HOME", ""), ("tmux", "TMUX", "load-buffer -w -"),
        ])
    func program(name: String, variable: String, arguments: String) throws {
        try write("#!/bin/sh\necho \"$*\" > \(folder)/arguments\n/bin/cat > \(folder)/taken\n", to: name, mode: 0o755)
        let terminal = try copy([variable: folder], path: folder)
        #expect(terminal.wait(for: "copied with its place"))
        #expect(try run(["cat", folder + "/taken"]).output == words)
        #expect(try run(["cat", folder + "/arguments"]).output == arguments + "\n")
        #expect(!terminal.text.contains("\u{1B}]52"))
    }

    @Test("a program that fails, or ends before it has read, is told; gloss goes on")
    func failure() throws {
        try write("#!/bin/sh\nexit 1\n", to: "wl-copy", mode: 0o755)
        let terminal = try copy(["WAYLAND_DISPLAY": "w"], path: folder)
        #expect(terminal.wait(for: "could not copy: no program for the clipboard took it"))
        terminal.send("q")
        #expect(terminal.waitForExit() == 0)
        // A terminal that obeys is asked then.
        let second = try copy(["WAYLAND_DISPLAY": "w", "KITTY_WINDOW_ID": "1"], path: folder)
        #expect(second.wait(for: "\u{1B}]52;c;\(encoded)"))
        #expect(second.wait(for: "copied with its place"))
    }

    @Test("what terminals do not take is not sent")
    func tooLong() throws {
        let long = String(repeating: "The ferry left Orel at night. ", count: 3000)
        try write(long + "\n", to: "report.txt")
        try write("T1\tClaim 0 \(long.count - 1)\t\(long.dropLast())\n", to: "report.ann")
        let terminal = try copy(["KITTY_WINDOW_ID": "1"])
        #expect(terminal.wait(for: "could not copy: it is longer than the 100 kB"))
        #expect(!terminal.text.contains("\u{1B}]52"))
    }
}
