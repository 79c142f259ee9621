import GlossInterface
import Testing

@testable import GlossTerminal

/// Decodes bytes that came at once, with nothing after them; keys by their names.
private func names(_ bytes: String) -> [String] {
    events(Array(bytes.utf8)).map { event in
        switch event {
        case .key(let key): key.description
        case .mouse(let mouse): "\(mouse.action) \(mouse.position.row),\(mouse.position.column)"
        case .paste(let text): "paste \(text)"
        default: "?"
        }
    }
}

private func events(_ bytes: [UInt8]) -> [InputEvent] {
    var decoder = InputDecoder()
    var events: [InputEvent] = []
    decoder.decode(bytes[...], at: 0, into: &events)
    decoder.finish(into: &events)
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
            ("\u{1B}é", ["Alt-é"]), ("\u{1B}[", ["Alt-["]), ("\u{1B}O", ["Alt-O"]),
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
            ("\u{1B}[97;5u", ["Ctrl-A"]), ("\u{1B}[97;2u", ["A"]), ("\u{1B}[27;5;9~", ["Ctrl-Tab"]),
        ])
    func keys(bytes: String, expected: [String]) {
        #expect(names(bytes) == expected)
    }

    @Test(
        "answers, strings and the unknown are skipped whole",
        arguments: [
            "\u{1B}]11;rgb:0000/0000/0000\u{7}", "\u{1B}]11;rgb:0/0/0\u{1B}\\", "\u{1B}P1+r\u{1B}\\",
            "\u{1B}[?62;1c", "\u{1B}[>0;0;0c", "\u{1B}[?2026;2$y", "\u{1B}[I", "\u{1B}[201~",
            "\u{1B}[99~", "\u{1B}[M !!", "\u{1B}[<3;1;1m",
        ])
    func skipped(bytes: String) {
        #expect(names("a" + bytes + "b") == ["a", "b"])
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
        #expect(!decoder.isIncomplete)
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
