import GlossLexicon
import GlossResources
import Testing

@Suite struct LexiconTests {
    private let lexicon = Lexicon(lexiconBytes)

    @Test func findsWordsInAnyCase() {
        #expect(lexicon.entry(word: "THE")?.classes.contains(.determiner) == true)
        #expect(lexicon.entry(word: "january")?.value == 1)
        #expect(lexicon.entry(word: "qwrtpsdf") == nil)
    }

    @Test func aliasesShareTheirName() {
        let brief = lexicon.entry(WordHash.capitals(WordHash("UNAMA").value))
        #expect(lexicon.name(of: brief?.name ?? 0) == "UN Assistance Mission in Afghanistan")
    }

    @Test func acronymsAreNotWords() {
        #expect(lexicon.entry(word: "us")?.classes.contains(.country) == false)
        #expect(lexicon.entry(WordHash.capitals(WordHash("us").value))?.classes.contains(.country) == true)
    }

    @Test(arguments: [("É", "é"), ("Š", "š"), ("İ", "i"), ("Ÿ", "ÿ"), ("Ż", "ż"), ("Д", "д"), ("Ω", "ω"), ("’", "'")])
    func foldsBeyondASCII(_ upper: String, _ lower: String) {
        #expect(WordHash(upper).value == WordHash(lower).value)
    }

    @Test func bytesThatAreNoLexiconAreEmpty() {
        let bytes: [UInt8] = Array("GLX1\u{0F}zzzzzzzzzzzz".utf8)
        bytes.withUnsafeBufferPointer { #expect(Lexicon($0).entry(word: "the") == nil) }
        #expect(Lexicon.empty.name(of: 3) == "")
    }
}
