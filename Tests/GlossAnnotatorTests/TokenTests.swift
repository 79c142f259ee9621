import GlossAnnotator
import GlossLexicon
import GlossModel
import GlossResources
import Testing

/// The tokens of a text that is one paragraph.
func tokens(_ string: String) -> TokenBuffer {
    let text = Text(string)
    var buffer = TokenBuffer()
    buffer.fill(text.span, of: text, furniture: [], lexicon: Lexicon(lexiconBytes))
    return buffer
}

@Suite struct TokenTests {
    @Test(arguments: [
        ("ISIS' ability, ISIS’s flag", ["ISIS", "'", "ability", ",", "ISIS", "’s", "flag"]),
        ("Col. Rey of the U.S. Army.", ["Col.", "Rey", "of", "the", "U.S.", "Army", "."]),
        ("the20-year-old left", ["the", "20-year-old", "left"]),
        ("3-5th August 2014-2017", ["3", "-", "5th", "August", "2014", "-", "2017"]),
        ("Tehrik-e-Taliban took 1,200.5 km", ["Tehrik-e-Taliban", "took", "1,200.5", "km"]),
        ("‘wall chalking’ in Shi’a areas", ["‘", "wall", "chalking", "’", "in", "Shi’a", "areas"]),
        ("see www.example.org/a.", ["see", "www.example.org/a", "."]),
        ("reg-\nular words", ["regular", "words"]),
        ("wait... no", ["wait", "...", "no"]),
        ("They don't", ["They", "don't"]),
    ])
    func splits(_ text: String, _ expected: [String]) {
        let buffer = tokens(text)
        #expect((0..<buffer.count).map { buffer.string($0) } == expected)
    }
}
