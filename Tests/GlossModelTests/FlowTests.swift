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
