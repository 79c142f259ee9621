import GlossAnnotator
import GlossLexicon
import GlossModel
import GlossResources
import Testing

@Suite struct AnnotatorTests {
    private static let words = Array("Pakistan's (ISIS) “Col. Ann” the20-year-old 3-5th —— U.S.-led\u{FE}…\n\n’".utf8)

    @Test func anythingGoesIn() {
        let hostile: [[UInt8]] = [
            [], [0], [0xFF, 0xFE, 0x80], Array("....!!!???".utf8), Array("“”‘’\"'()[]".utf8),
            Array("\u{2028}\u{202E}A".utf8), Array(repeating: 0x27, count: 300),
            [0xE2, 0x80], Array("A-".utf8), Array("U.".utf8), Array("the of the of".utf8),
            Array("1,1.1-1/1:1".utf8), Array("'s 's".utf8), Array("President".utf8),
            Array("the President of the".utf8), Array("Bank of".utf8), Array("$".utf8),
        ]
        for bytes in hostile { check(bytes) }
    }

    @Test func randomBytesKeepEverySpanInsideTheText() {
        var generator = SplitMix(state: 7)
        for _ in 0..<200 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0..<300, using: &generator) {
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes.append(UInt8.random(in: 0...255, using: &generator))
                case 1: bytes.append(0x20)
                default: bytes.append(Self.words.randomElement(using: &generator) ?? 0x41)
                }
            }
            check(bytes)
        }
    }

    @Test(arguments: ["a", "A", "A ", "A.", "'", "1", "-", "’s", "Abu ", "Bank of ", "(A) ", "the ", "Army "])
    func muchOfOneThingEnds(_ unit: String) {
        let count = (1 << 20) / unit.utf8.count / 8
        check(Array(String(repeating: unit, count: count).utf8))
    }

    private func check(_ bytes: [UInt8]) {
        let text = Text(bytes)
        let annotator = Annotator(lexicon: Lexicon(lexiconBytes))
        let layer = annotator.annotate(
            text: text, paragraphs: ParagraphIndex(text), date: nil, wants: .mentions, layerNumber: 0)
        for mention in layer.mentions {
            #expect(mention.span.start < mention.span.end && Int(mention.span.end) <= text.count)
            #expect(Int(mention.entity) <= layer.entities.count)
        }
    }

    @Test(arguments: [
        ("Der Bericht wurde gestern von der Regierung in Berlin vorgestellt, und die Opposition hat ihn sofort scharf kritisiert, weil er viele Fragen offen lässt.", false),
        ("Le rapport a été présenté hier par le gouvernement à Paris, et l'opposition l'a aussitôt critiqué parce qu'il laisse beaucoup de questions ouvertes.", false),
        ("Отчёт был представлен вчера правительством в Москве, и оппозиция сразу раскритиковала его, потому что он оставляет много вопросов открытыми для всех.", false),
        ("The report was presented by the government in Berlin on Monday, and the opposition at once criticised it because it leaves many questions open.", true),
        ("Ankara, Berlin", true),
    ])
    func knowsEnglish(_ string: String, _ isEnglish: Bool) {
        let annotator = Annotator(lexicon: Lexicon(lexiconBytes))
        #expect(annotator.isEnglish(Text(string)) == isEnglish)
        if !isEnglish { #expect(annotated(string).layer.mentions.count <= 1) }
    }

    @Test func theFirstParagraphsComeOutTheSameAlone() {
        let string = (1...6).map { "Report \($0): Ann Lee met the HWU in Oslo. We met Lee." }.joined(separator: "\n\n")
        let text = Text(string)
        let annotator = Annotator(lexicon: Lexicon(lexiconBytes))
        let paragraphs = ParagraphIndex(text)
        var run = Annotator.Run(annotator, text: text, date: nil, layerNumber: 0)
        run.extend(paragraphs, to: 2)
        let part = run.layer()
        run.extend(paragraphs, to: paragraphs.count)
        let whole = run.layer()
        #expect(whole.mentions.prefix(part.mentions.count).elementsEqual(part.mentions))
        #expect(part.mentions.count > 0)
    }
}

/// A seeded generator (Steele, Lea, Flood: SplitMix64).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
