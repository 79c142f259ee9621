import GlossInterface
import Testing

@testable import GlossTerminal

/// Decodes bytes that came at once, with nothing after them; keys by their names.
private func names(_ bytes: String) -> [String] { names([bytes]) }

/// The same of pieces, with more time between them than ESC alone is waited for.
private func names(_ pieces: [String]) -> [String] {
    events(pieces.map { Array($0.utf8) }).map { event in
        switch event {
        case .key(let key): key.description
        case .mouse(let mouse): "\(mouse.action) \(mouse.position.row),\(mouse.position.column)"
        case .paste(let text): "paste \(text)"
        default: "?"
        }
    }
}

private func events(_ bytes: [UInt8]) -> [InputEvent] { events([bytes]) }

private func events(_ pieces: [[UInt8]]) -> [InputEvent] {
    var decoder = InputDecoder()
    var events: [InputEvent] = []
    for bytes in pieces {
        decoder.decode(bytes[...], at: 0, into: &events)
        decoder.finish(into: &events)
    }
    return events
}

@Suite("Input decoder")
struct InputDecoderTests {
    @Test(
        "keys by the bytes that terminals send",
        arguments: [
            ("a", ["a"]), ("Zé漢🙂", ["Z", "é", "漢", "🙂"]), (" ", ["Space"]),
            ("\t", ["Tab"]), ("\r", ["Enter"]), ("\n", ["Enter"]), ("\u{7F}", ["Backspace"]),
            ("\u{8}", ["Backspace"]), ("\u{1}", ["Ctrl-A"]), ("\u{3}", ["Ctrl-C"]),
            ("\u{F}", ["Ctrl-O"]), ("\u{1A}", ["Ctrl-Z"]), ("\u{0}", ["Ctrl-Space"]),
            ("\u{1B}", ["Esc"]), ("\u{1B}\u{1B}", ["Alt-Esc"]), ("\u{1B}x", ["Alt-x"]),
            ("\u{1B}é", ["Alt-é"]), ("\u{1B}]e", ["Alt-]", "e"]), ("\u{1B}Pp", ["Alt-P", "p"]),
            ("\u{1B}\r", ["Alt-Enter"]),
            ("\u{1B}[A\u{1B}OB", ["Up", "Down"]), ("\u{1B}[1;3D", ["Alt-Left"]),
            ("\u{1B}\u{1B}[D", ["Alt-Left"]), ("\u{1B}[1;5C", ["Ctrl-Right"]),
            ("\u{1B}[1;6C", ["Ctrl-Shift-Right"]), ("\u{1B}[1;2A", ["Shift-Up"]),
            ("\u{1B}[a", ["Shift-Up"]), ("\u{1B}Oa", ["Ctrl-Up"]), ("\u{1B}[Z", ["Shift-Tab"]),
            ("\u{1B}[H\u{1B}OH\u{1B}[1~\u{1B}[7~", ["Home", "Home", "Home", "Home"]),
            ("\u{1B}[F\u{1B}OF\u{1B}[4~\u{1B}[8~", ["End", "End", "End", "End"]),
            ("\u{1B}[2~\u{1B}[3~\u{1B}[5~\u{1B}[6~", ["Insert", "Delete", "PgUp", "PgDn"]),
            ("\u{1B}[3;5~\u{1B}[5^\u{1B}[6$", ["Ctrl-Delete", "Ctrl-PgUp", "Shift-PgDn"]),
            ("\u{1B}OP\u{1B}[11~\u{1B}[[A", ["F1", "F1", "F1"]), ("\u{1B}[24~", ["F12"]),
            ("\u{1B}[1;5P", ["Ctrl-F1"]), ("\u{1B}OM\u{1B}Op\u{1B}Ok", ["Enter", "0", "+"]),
            // kitty: repeats, locks, the text that a key gives, the keypad; then what is let go.
            ("\u{1B}[106;1:2u\u{1B}[1;1:2B", ["j", "Down"]), ("\u{1B}[97;65u", ["A"]), ("\u{1B}[97;129u", ["a"]),
            ("\u{1B}[55:47;2u", ["/"]), ("\u{1B}[55;2;47u", ["/"]), ("\u{1B}[57400u\u{1B}[57422;5u", ["1", "Ctrl-PgDn"]),
            ("\u{1B}[106;1:3u\u{1B}[1;1:3B\u{1B}[5;1:3~\u{1B}[57441;2u", []),
            ("\u{1B}[97;5u", ["Ctrl-A"]), ("\u{1B}[97;2u", ["A"]), ("\u{1B}[27;5;9~", ["Ctrl-Tab"]),
        ])
    func keys(bytes: String, expected: [String]) {
        #expect(names(bytes) == expected)
    }

    @Test(
        "answers, strings and the unknown are skipped whole",
        arguments: [
            "\u{1B}]10;rgb:0000/0000/0000\u{7}", "\u{1B}]11;#000000\u{1B}\\", "\u{1B}P1+r\u{1B}\\",
            "\u{1B}[?62;1c", "\u{1B}[>0;0;0c", "\u{1B}[?2026;2$y", "\u{1B}[I", "\u{1B}[201~",
            "\u{1B}[99~", "\u{1B}[M !!", "\u{1B}[<3;1;1m",
            "\u{1B}[O", "\u{1B}[24;80R", "\u{1B}[?1u", "\u{1B}[8;24;80t", "\u{1B}[4;1$y", "\u{1B}[32;5;9M",
            "\u{1B}P>|XTerm(370)\u{1B}\\", "\u{1B}_Gi=1;OK\u{1B}\\", "\u{1B}]52;c;cXVlcnkgUQ==\u{7}",
        ])
    func skipped(bytes: String) {
        #expect(names("a" + bytes + "b") == ["a", "b"])
    }

    @Test(
        "the terminal's background, of one to four digits a colour",
        arguments: [
            ("\u{1B}]11;rgb:0000/0000/0000\u{7}", Background.dark), ("\u{1B}]11;rgb:ffff/ffff/dddd\u{1B}\\", .light),
            ("\u{1B}]11;rgb:0/0/0\u{1B}\\", .dark), ("\u{1B}]11;rgb:fd/f6/e3\u{7}", .light), ("\u{1B}]11;rgba:1e1e/1e1e/2e2e/ffff\u{7}", .dark),
            ("\u{1B}]11;rgb:f/f/f\u{7}", .light), ("\u{1B}]11;rgb:000/00f/fff\u{7}", .dark),
        ] as [(String, Background)])
    func background(bytes: String, expected: Background) {
        #expect(events(Array(("a" + bytes + "b").utf8)) == [.key(Key("a")), .background(expected), .key(Key("b"))])
    }

    @Test("that all has been answered is counted, and is no event")
    func attributes() {
        var decoder = InputDecoder()
        var events: [InputEvent] = []
        decoder.decode(ArraySlice("\u{1B}]11;rgb:12\u{1B}\\\u{1B}[?62;22c".utf8), at: 0, into: &events)
        #expect(events.isEmpty && decoder.answers == 1)
    }

    @Test("bytes in pieces make the same events as at once")
    func pieces() {
        let bytes = Array("é\u{1B}[1;3D漢\u{1B}[<0;5;9Mq\u{1B}[Z".utf8)
        var decoder = InputDecoder()
        var split: [InputEvent] = []
        for byte in bytes { decoder.decode([byte], at: 0, into: &split) }
        decoder.finish(into: &split)
        #expect(split == events(bytes))
        #expect(split.count == 6)
    }

    @Test("mouse: presses, wheel, modifiers; releases and other buttons are nothing")
    func mouse() {
        #expect(names("\u{1B}[<0;5;9M") == ["press 8,4"])
        #expect(names("\u{1B}[<16;1;1M\u{1B}[<0;1;1m") == ["press 0,0"])
        #expect(names("\u{1B}[<64;3;2M\u{1B}[<65;3;2M") == ["wheelUp 1,2", "wheelDown 1,2"])
        #expect(names("\u{1B}[<2;3;2M\u{1B}[<35;3;2M\u{1B}[<0;0;0M\u{1B}[<0M") == [])
    }

    @Test("two presses on a cell within the interval are a double one, three are not two")
    func doublePress() {
        var decoder = InputDecoder()
        var events: [InputEvent] = []
        for time in [0, 100, 200, 1000, 1401] {
            decoder.decode(Array("\u{1B}[<0;1;1M".utf8)[...], at: time, into: &events)
        }
        let actions = events.map { event in
            if case .mouse(let mouse) = event { mouse.action } else { MouseEvent.Action.wheelUp }
        }
        #expect(actions == [.press, .doublePress, .press, .press, .press])
    }

    @Test("any bytes whatever end in an empty decoder", arguments: 0..<64)
    func noise(seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        let likely = Array("\u{1B}[O]P;<0123456789MmA~$u\u{7}\\é".utf8)
        let bytes = (0..<400).map { _ -> UInt8 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let number = Int(state >> 33)
            return number % 4 == 0 ? UInt8(truncatingIfNeeded: number >> 8) : likely[number % likely.count]
        }
        var decoder = InputDecoder()
        var events: [InputEvent] = []
        decoder.decode(bytes[...], at: 0, into: &events)
        decoder.finish(into: &events)
        // Whatever it waits for holds at most three bytes of any kind.
        for _ in 0..<4 { decoder.decode([3], at: 0, into: &events) }
        #expect(events.last == .key(Key(.character("c"), .control)))
    }

    @Test(
        "the rest of a sequence is waited for, however long",
        arguments: [
            ("\u{1B}[", "B", ["Down"]), ("\u{1B}O", "B", ["Down"]), ("\u{1B}[1;", "3D", ["Alt-Left"]),
            ("\u{1B}[<0;5", ";9M", ["press 8,4"]), ("\u{1B}[M !", "!q", ["q"]), ("\u{1B}]11;rgb:q", "q\u{7}j", ["j"]),
            ("\u{1B}P1+r", "q\u{1B}\\j", ["j"]), ("\u{1B}[[", "A", ["F1"]), ("\u{1B}", "B", ["Esc", "B"]),
        ])
    func waits(first: String, second: String, expected: [String]) {
        #expect(names([first, second]) == expected)
    }

    @Test("a part of a character is waited for")
    func partOfCharacter() {
        var decoder = InputDecoder()
        var events: [InputEvent] = []
        for byte in Array("漢".utf8) {
            decoder.decode([byte], at: 0, into: &events)
            decoder.finish(into: &events)
        }
        #expect(events == [.key(Key("漢"))])
        decoder.decode([0xE6, 0x71], at: 0, into: &events)
        #expect(events.last == .key(Key("q")))
    }

    @Test(
        "a control character cuts off what it cannot be in",
        arguments: ["\u{1B}[", "\u{1B}[1;", "\u{1B}O", "\u{1B}]11;rgb", "\u{1B}P1", "\u{1B}[<0;1", "\u{1B}[["])
    func cutOff(beginning: String) {
        #expect(names([beginning, "\u{3}"]) == ["Ctrl-C"])
        #expect(names([beginning, "\u{1B}[A"]) == ["Up"])
    }

    @Test("keys are those that terminfo describes, before all others")
    func terminfo() {
        let keys = TerminfoKeys([
            Array("\u{1B}A".utf8): Key(.up), Array("\u{1B}[224z".utf8): Key(.function(1)), [0x0B]: Key(.up),
        ])
        var decoder = InputDecoder(keys)
        var events: [InputEvent] = []
        decoder.decode(Array("\u{1B}A\u{1B}[224z\u{0B}A\u{1B}B".utf8)[...], at: 0, into: &events)
        #expect(events == [Key(.up), Key(.function(1)), Key(.up), Key("A"), Key(.character("B"), .alt)].map { .key($0) })
    }

    @Test(
        "what stands between the marks of a paste is its text",
        arguments: [
            ("query Q\rj", "query Q\rj"), ("", ""), ("\u{1B}[A\u{3}q", "\u{1B}[A\u{3}q"), ("é漢🙂", "é漢🙂"), ("\u{1B}[200~", "\u{1B}[200~"),
            ("\u{1B}\u{1B}[20", "\u{1B}\u{1B}[20"), ("\u{1B}]0;x", "\u{1B}]0;x"),
        ])
    func paste(sent: String, text: String) {
        let bytes = "a\u{1B}[200~" + sent + "\u{1B}[201~b"
        #expect(names(bytes) == ["a", "paste " + text, "b"])
        // In pieces of every size, with the time between them that ends a key.
        for size in 1...9 {
            var decoder = InputDecoder()
            var events: [InputEvent] = []
            let all = Array(bytes.utf8)
            for start in stride(from: 0, to: all.count, by: size) {
                let piece = all[start..<min(start + size, all.count)]
                decoder.decode(piece, at: start, into: &events)
                // ESC and ESC [ alone are keys after that time.
                if start + size > 3 { decoder.finish(into: &events) }
            }
            #expect(events == [.key(Key("a")), .paste(text), .key(Key("b"))], "in pieces of \(size)")
        }
    }

    @Test("a paste whose end never comes is no trap, and no key before it is given up")
    func pasteWithoutEnd() {
        var decoder = InputDecoder()
        var events: [InputEvent] = []
        decoder.decode(Array("\u{1B}[200~some q".utf8)[...], at: 0, into: &events)
        decoder.decode(Array("\u{3}".utf8)[...], at: 10, into: &events)
        decoder.decode(Array("q".utf8)[...], at: 5000, into: &events)
        decoder.finish(into: &events)
        #expect(events.isEmpty)
        decoder.decode(Array("\u{3}".utf8)[...], at: 6000, into: &events)
        decoder.decode(Array("j".utf8)[...], at: 6001, into: &events)
        #expect(events == [.key(Key(.character("c"), .control)), .key(Key("j"))])
    }

    @Test("of an endless paste the first part is kept")
    func longPaste() {
        let sent = String(repeating: "0123456789", count: 300_000)
        let found = names("\u{1B}[200~" + sent + "\u{1B}[201~q")
        #expect(found.count == 2 && found[1] == "q")
        #expect(found[0].utf8.count == PasteReader.most + 6)
    }

    @Test("a number without end does not overflow")
    func longNumber() {
        #expect(names("\u{1B}[" + String(repeating: "9", count: 100) + "~x") == ["x"])
    }
}
