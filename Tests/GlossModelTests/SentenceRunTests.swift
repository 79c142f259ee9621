import GlossModel
import Testing

/// Runs of marks within sentences: contents lines, pauses.
struct SentenceRunTests {
    private func sentences(_ text: String) -> [String] {
        let text = Text(text)
        return Sentences(text).spans(in: text.span).map { text[$0] }
    }

    @Test(arguments: [
        ("He left ..... end. She came.", ["He left ..... end.", "She came."]), ("He left..... She came.", ["He left.....", "She came."]),
        ("Wait...what? Yes.", ["Wait...what?", "Yes."]), ("It said \"go.\") Then he went.", ["It said \"go.\")", "Then he went."]),
        ("Mr... Reed came. So.", ["Mr...", "Reed came.", "So."]), ("....... ......", [".......", "......"]), ("a.)x Dr. Reed. B", ["a.)x Dr. Reed.", "B"]),
    ])
    func aRunOfMarksEndsASentenceOnce(text: String, expected: [String]) {
        #expect(sentences(text) == expected)
    }

    /// Nothing of it is looked at again for each of its marks.
    @Test func aLongRunIsOneSentence() {
        #expect(sentences("abc de " + String(repeating: ".", count: 60_000) + " end.").count == 1)
    }
}
