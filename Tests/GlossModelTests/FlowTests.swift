import GlossModel
import TestSupport
import Testing

struct FlowTests {
    @Test(arguments: [
        ("one\ntwo", "one two"), ("one  \r\n  two", "one two"), ("an exam-\nple here", "an example here"),
        ("a well-\nknown man", "a well-known man"), ("page\u{0C}two", "page two"), ("plain", "plain"), ("", ""),
    ])
    func breaksReadAsSpaces(text: String, reading: String) {
        let text = Text(text)
        #expect(Flow(text, furniture: []).string(of: text.span) == reading)
    }

    @Test(arguments: [
        // Colour codes are not there, in words, at line ends and at both ends.
        ("\u{1B}[01;34mred\u{1B}[0m", "red"), ("a \u{1B}[38;5;9mmi\u{1B}[Kll\u{1B}[m.", "a mill."), ("one\u{1B}[1m\ntwo", "one two"),
        ("\u{1B}[38:2::1:2:3mx", "x"),
        // Bold, underlined, both, of more than one byte, and the bullet.
        ("b\u{8}bo\u{8}ol\u{8}ld", "bold"), ("_\u{8}u_\u{8}n", "un"), ("u\u{8}_n\u{8}_", "un"), ("_\u{8}x\u{8}x", "x"),
        ("é\u{8}é_\u{8}漢", "é漢"), ("b\u{8}b\u{8}b", "b"), ("+\u{8}o item", "o item"), ("_\u{8}_", "_"),
        // All else is what it is.
        ("a\u{1B}[2Jb", "a\u{1B}[2Jb"), ("\u{1B}]0;t\u{7}", "\u{1B}]0;t\u{7}"), ("a\u{8}b", "a\u{8}b"), ("\u{8}", "\u{8}"),
        ("\u{1B}[31", "\u{1B}[31"), ("\u{1B}[?25l", "\u{1B}[?25l"), ("x\u{8}", "x\u{8}"), ("\u{1B}", "\u{1B}"),
    ])
    func coloursAndOverstrikesAreNotRead(text: String, reading: String) {
        let text = Text(text)
        #expect(Flow(text, furniture: []).string(of: text.span) == reading)
    }

    @Test func piecesCoverTheSpanWithoutGaps() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<50 {
            let text = randomText(60, &generator)
            let flow = Flow(text, furniture: [])
            var place: UInt32 = 0
            for piece in flow.pieces(of: text.span) {
                #expect(piece.span.start == place)
                place = piece.span.end
            }
            #expect(Int(place) == text.count)
        }
    }
}
