import GlossModel
import TestSupport
import Testing

struct ParagraphTests {
    static func paragraphs(_ text: String) -> [String] {
        let text = Text(text)
        let flow = Flow(text, furniture: ParagraphIndex(text).furniture)
        return ParagraphIndex(text).spans.map { flow.string(of: $0) }
    }

    @Test(arguments: [
        ("One.\n\nTwo.\n", ["One.", "Two."]), ("One.\r\n\r\nTwo.", ["One.", "Two."]),
        ("First line\nsecond.\n\n\n\nNext.", ["First line", "second.", "Next."]),
        ("", []), ("\n \n\t\n", []), ("only", ["only"]),
    ])
    func blankLinesSeparate(text: String, expected: [String]) {
        #expect(Self.paragraphs(text) == expected)
    }

    static let wrapped = """
        The harbour board met on Monday to speak about the mole, which the
        storm of last winter had broken in two places. It found no money for
        a new one.
        The fishermen, who had waited all morning outside, went home without
        a word. Some of them have sold their boats since then, and others
        have put them on the slip for good.
        Nobody has asked the ferry company what it wants to do about it now.

        """

    @Test(arguments: [
        ("Ann Reed said on Monday that\r\nthe harbour closed.\r\n", 1), ("Ann Reed said it.\nthe harbour closed.", 2),
        ("apples\npears", 2), ("A list of fruit\n- apples", 2), ("Ann Reed said it on Monday\nHarbour closed", 2),
    ])
    func twoLinesAreASentenceWhereItGoesOn(text: String, count: Int) {
        #expect(ParagraphIndex(Text(text)).count == count)
    }

    @Test func hardWrappedTextEndsParagraphsAtShortLines() {
        let found = Self.paragraphs(Self.wrapped)
        #expect(found.count == 3)
        #expect(found[0].hasPrefix("The harbour") && found[0].hasSuffix("a new one."))
        #expect(found[1].hasPrefix("The fishermen") && found[1].hasSuffix("for good."))
    }

    @Test func growingGivesTheSameAsReadingWhole() {
        var generator = SeededGenerator(seed: 9)
        for text in [Text(Self.wrapped)] + (0..<10).map({ _ in randomText(400, &generator) }) {
            let whole = ParagraphIndex(text)
            var growing = ParagraphIndex(text, upTo: 1)
            while !growing.isComplete {
                growing.extend(upTo: growing.coveredTo + Int.random(in: 1..<200, using: &generator))
            }
            #expect(growing.spans == whole.spans)
            for (index, span) in whole.spans.enumerated() {
                #expect(whole.index(at: Int(span.start)) == index)
                #expect(whole.indices(overlapping: span) == index..<index + 1)
            }
        }
    }

    @Test func aWindowFindsWhatReadingWholeFinds() {
        var generator = SeededGenerator(seed: 12)
        let text = Text((1...4000).map { "Paragraph \($0) goes on for a while\nover two lines." }.joined(separator: "\n\n"))
        let whole = ParagraphIndex(text)
        let beginning = ParagraphIndex(text, upTo: 100)
        for _ in 0..<50 {
            let offset = Int.random(in: 0..<text.count, using: &generator)
            let window = beginning.window(around: offset, reach: Int.random(in: 10...20_000, using: &generator))
            let first = whole.spans.firstIndex { Int($0.start) >= window.startsAt } ?? whole.count
            #expect(window.covers(offset))
            #expect(!window.isComplete || window.spans == whole.spans)
            #expect(window.spans.dropLast().elementsEqual(whole.spans[first...].prefix(max(0, window.count - 1))))
        }
    }

    /// A paragraph without end is cut where reading stops, and whole in the end.
    @Test func aParagraphWithoutEndIsReadInSteps() {
        let text = Text(String(repeating: "one long line without an end ", count: 40_000))
        var paragraphs = ParagraphIndex(text, upTo: 100)
        #expect(!paragraphs.isComplete)
        #expect(paragraphs.count == 1)
        #expect(paragraphs.coveredTo < 200_000)
        var before = 0
        while !paragraphs.isComplete {
            #expect(paragraphs.coveredTo > before)
            before = paragraphs.coveredTo
            paragraphs.extend(upTo: paragraphs.coveredTo + 1)
        }
        #expect(paragraphs.spans == ParagraphIndex(text).spans)
        let window = ParagraphIndex(text, upTo: 100).window(around: 600_000)
        #expect(window.covers(600_000) && window.startsAt > 0)
    }
}
