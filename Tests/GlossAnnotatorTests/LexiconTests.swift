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

    @Test(arguments: [
        ("admitting", FrameClasses.gerund), ("denies", .present), ("wrote", .past),
        ("written", .participle), ("allegations", .saying), ("whereas", .subordinator),
    ])
    func framesHoldTheFormsOfWords(_ word: String, _ wanted: FrameClasses) {
        let found = FrameClasses(rawValue: lexicon.table(.frames)[WordHash(word).value])
        #expect(found.isSuperset(of: wanted))
    }

    @Test(arguments: [("november", TimeWord.Class.month, 11), ("Sundays", .weekday, 7), ("weekly", .setAdverb, 5)])
    func timesHoldClassAndValue(_ word: String, _ kind: TimeWord.Class, _ value: Int16) {
        let found = TimeWord(bits: lexicon.table(.times)[WordHash(word).value])
        #expect(found.kind == kind)
        #expect(found.value == value)
    }

    @Test func likelihoodsTellHowLongATermMayBe() {
        let table = lexicon.table(.likelihoods)
        let first = EstimativeTerm(bits: table[WordHash("almost").value])
        #expect(!first.isTerm && first.longest == 3)
        let whole = WordHash.join(WordHash("almost").value, WordHash("certain").value)
        #expect(EstimativeTerm(bits: table[whole]).band == 7)
    }

    @Test func tablesOfNothingHoldNothing() {
        #expect(WordTableKind.allCases.allSatisfy { Lexicon.empty.table($0)[WordHash("the").value] == 0 })
        #expect(lexicon.table(.frames)[WordHash("zyzzyva").value] == 0)
    }

    @Test func bytesThatAreNoLexiconAreEmpty() {
        let bytes: [UInt8] = Array("GLX2\u{0F}zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz".utf8)
        bytes.withUnsafeBufferPointer { #expect(Lexicon($0).entry(word: "the") == nil) }
        #expect(Lexicon.empty.name(of: 3) == "")
    }
}
