import Testing

@testable import Measuring

@Suite struct ScreenTests {
    /// A screen of 10 x 4 that was sent a text; `ESC[` is written as `^`.
    private func screen(_ text: String) -> Screen {
        var screen = Screen(columns: 10, rows: 4)
        screen.feed(text.split(separator: "^", omittingEmptySubsequences: false).joined(separator: "\u{1B}[").utf8)
        return screen
    }

    private func lines(_ text: String) -> [String] {
        let screen = screen(text)
        return (0..<4).map { row in
            var line = screen.text(row: row)
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    @Test(arguments: [
        ("ab\r\ncd", ["ab", "cd", "", ""]),
        ("0123456789ab", ["0123456789", "ab", "", ""]),
        ("0123456789\r\nab", ["0123456789", "ab", "", ""]),
        ("1\r\n2\r\n3\r\n4\r\n5", ["2", "3", "4", "5"]),
        ("^3;4Hx^Ay^2Dz", ["", "   zy", "   x", ""]),
        ("abc\u{8}\u{8}X\tT", ["aXc     T", "", "", ""]),
        ("abcdef^3G^K", ["ab", "", "", ""]),
        ("abcdef^3G^1K", ["   def", "", "", ""]),
        ("abcdef^2G^2X", ["a  def", "", "", ""]),
        ("abcdef^2G^2P", ["adef", "", "", ""]),
        ("abcdef^2G^2@", ["a  bcdef", "", "", ""]),
        ("a\r\nb\r\nc\r\nd^2;1H^J", ["a", "", "", ""]),
        ("a\r\nb\r\nc\r\nd^2;1H^L", ["a", "", "b", "c"]),
        ("a\r\nb\r\nc\r\nd^2;1H^M", ["a", "c", "d", ""]),
        ("a\r\nb\r\nc\r\nd^2;3r^3;1H\n", ["a", "c", "", "d"]),
        ("a\r\nb\r\nc\r\nd^2;3r^2;1H\u{1B}M", ["a", "", "b", "d"]),
        ("a\r\nb^S", ["b", "", "", ""]),
        ("x^4b", ["xxxxx", "", "", ""]),
        ("^3dx^2ey", ["", "", "x", " y"]),
        ("日本x", ["日本x", "", "", ""]),
        ("e\u{301}\u{1B}]0;title\u{7}x\u{1B}(By", ["exy", "", "", ""]),
        ("old^?1049hnew", ["   new", "", "", ""]),
    ])
    func showsWhatATerminalShows(sent: String, expected: [String]) {
        #expect(lines(sent) == expected)
    }

    @Test(arguments: [
        ("^48;5;22mword", true), ("^48;2;1;2;3mword", true), ("^41mword", true), ("^30;103mword", true),
        ("word", false), ("^41m^0mword", false), ("^41m^49mword", false), ("^38;5;48mword", false),
        ("^7mword", false), ("^41mwo^mrd", false),
    ])
    func knowsBackgrounds(sent: String, expected: Bool) {
        #expect(screen(sent).isHighlighted("word") == expected)
    }

    @Test func findsWhereATextStands() {
        let screen = screen("^2;3Hword")
        #expect(screen.find("word")?.row == 1)
        #expect(screen.find("word")?.column == 2)
        #expect(screen.find("words") == nil)
    }

    @Test func piecesMayEndAnywhere() {
        var (whole, pieces) = (Screen(columns: 10, rows: 4), Screen(columns: 10, rows: 4))
        let bytes = Array("a\u{1B}[3;4H\u{1B}[48;5;200mé日\u{1B}[0m🚧".utf8)
        whole.feed(bytes)
        for byte in bytes { pieces.feed([byte]) }
        #expect((0..<4).map(whole.text) == (0..<4).map(pieces.text))
        #expect(pieces.isHighlighted("é"))
    }

    @Test func answersWhatItIsAsked() {
        #expect(String(decoding: screen("ab^6n").replies, as: UTF8.self) == "\u{1B}[1;3R")
    }
}

@Suite struct SampleTests {
    @Test func quantiles() {
        let sample = Sample((1...100).map(Double.init))
        #expect(sample.median == 50.5)
        #expect(sample.quantile(0.99) == 99)
        #expect(sample.largest == 100)
        #expect(Sample([3, 1, 2]).median == 2)
    }
}

@Suite struct SessionTests {
    @Test func timesAProgramOnATerminal() throws {
        let session = try TerminalSession(["sh", "-c", "stty -echo; printf ready; read a; printf got$a; read b"])
        let ready = try session.wait(for: "ready") { $0.find("ready") != nil }
        #expect(ready > session.started)
        #expect(session.answer(to: "x\n") != nil)
        #expect(session.screen.find("readygotx") != nil)
        #expect(try session.anonymousMemory() > 0)
    }

    @Test func aProgramThatEndsIsToldOf() throws {
        let session = try TerminalSession(["true"])
        #expect(throws: MeasuringError.self) { try session.wait(for: "anything", limit: 5) { $0.find("x") != nil } }
        #expect(throws: MeasuringError.self) { try TerminalSession(["/nonexistent/program"]) }
    }
}
