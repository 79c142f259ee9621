import GlossModel
import TestSupport
import Testing

/// What holds of the blocks of any text.
struct PlainTextPropertyTests {
    static let texts = [PlainTextTests.numbered, PlainTextTests.paged, String(repeating: "> quoted\n> words\n\n# Title\n\n- a\n- b\n\n", count: 9)]

    /// Lines of every kind in any order.
    static func anything(_ generator: inout SeededGenerator) -> Text {
        let lines = [
            "", "", "", "Words that go on for a while and then end, as a sentence does.", "lower words go on", "# Title", "Title", "=====",
            "-----", "> quoted", ">", ">> more", "- item", "  - inner", "1. one", "2. two", "a) letter", "[1] Note, 2014.", "1 Note here",
            "\u{C}", "\u{C}Head", "7", "```", "~~~", "    code();", "\ttab\tcell", "a\tb\tc", "| a | b |", "|---|---|", "A     B     C",
            "one   two   three", "Contents", "1 Title ...... 3", "References", "Table 2: x", "Figure 3", "From: a", "To: b", "Subject: c", "---",
            "key: value", "KEY FINDINGS", "3.2 Victims", "Chapter IV", "\u{2022} b", "žluť 🚢 words", "\r", String(repeating: "x", count: 300),
        ]
        return Text((0..<Int.random(in: 1..<120, using: &generator)).map { _ in lines.randomElement(using: &generator)! }.joined(separator: "\n"))
    }

    @Test(arguments: 0..<200)
    func kindsDoNotDependOnHowFarWasAsked(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let text = seed < Self.texts.count ? Text(Self.texts[seed]) : Self.anything(&generator)
        let whole = ParagraphIndex(text)
        var growing = ParagraphIndex(text, upTo: 1)
        while !growing.isComplete {
            #expect(zip(growing.blocks, whole.blocks).allSatisfy { $0 == $1 } || growing.blocks.last.map { whole.blocks.contains($0) } ?? true)
            growing.extend(upTo: growing.coveredTo + Int.random(in: 1..<60, using: &generator))
        }
        #expect(growing.blocks == whole.blocks)
        #expect(growing.headings == whole.headings)
        #expect(growing.pageStarts == whole.pageStarts)
    }

    @Test(arguments: 0..<200)
    func blocksPartitionTheText(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(1000 + seed))
        let text = seed < Self.texts.count ? Text(Self.texts[seed]) : Self.anything(&generator)
        let index = ParagraphIndex(text)
        var covers = [Int](repeating: 0, count: text.count)
        for span in index.spans { for offset in span.range { covers[offset] += 1 } }
        #expect(covers.allSatisfy { $0 <= 1 })
        var end: UInt32 = 0
        for span in index.furniture {
            #expect(span.start >= end)
            end = span.end
            for offset in span.range { covers[offset] += 1 }
        }
        #expect(text.bytes.indices.allSatisfy { covers[$0] > 0 || text.bytes[$0] <= 0x20 })
        #expect(index.spans.allSatisfy { text.bytes[Int($0.start)] > 0x20 && text.bytes[Int($0.end) - 1] > 0x20 })
        #expect(zip(index.spans, index.spans.dropFirst()).allSatisfy { $0.end <= $1.start })
    }
}
