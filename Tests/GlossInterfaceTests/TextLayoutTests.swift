import GlossModel
import TestSupport
import Testing

@testable import GlossInterface

@Suite struct TextLayoutTests {
    /// The rows of a one-paragraph text.
    private func rows(_ text: String, width: Int, tags: [InlineTag] = []) -> [String] {
        let layout = self.layout(text, width: width, tags: tags)
        return layout.rows.map { strings(layout, $0) }
    }

    private func layout(_ text: String, width: Int, tags: [InlineTag] = []) -> ChunkLayout {
        let bytes = Text(text)
        let chunk = Chunk(paragraph: 0, span: bytes.span, isFirst: true, isLast: true)
        return ChunkLayout(chunk, text: bytes, flow: Flow(bytes, furniture: []), width: width, tags: tags)
    }

    private func strings(_ layout: ChunkLayout, _ row: TextRow) -> String {
        row.glyphs.map { index in
            let glyph = layout.glyphs[index]
            return glyph.cluster > 0 ? layout.clusters[Int(glyph.cluster) - 1] : String(glyph.scalar)
        }.joined()
    }

    @Test(arguments: [
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 6, ["one", "two", "three"]),
        ("one two three", 13, ["one two three"]),
        ("abcdefghij kl", 4, ["abcd", "efgh", "ij", "kl"]),
        ("one     two", 5, ["one", "two"]),
        ("abcde     fgh", 5, ["abcde", "fgh"]),
        ("a long-winded word", 8, ["a long-", "winded", "word"]),
        ("now—or never", 5, ["now—", "or", "never"]),
        ("- a dash - and", 6, ["- a", "dash -", "and"]),
        ("东京大阪", 5, ["东京", "大阪"]),
        ("a东b京c", 3, ["a东", "b京", "c"]),
        ("a\tb", 10, ["a b"]),
        ("a\nb\r\nc", 10, ["a b c"]),
        ("exam-\nple of it", 20, ["example of it"]),
        ("x\u{1B}[2J\u{7}", 20, ["x␛[2J␇"]),
        ("e\u{301}\u{302}f", 20, ["e\u{301}\u{302}f"]),
        ("\u{301}a", 20, ["◌a"]),
        // The jamo of two Korean syllables, decomposed: each is one cluster of two columns.
        ("\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}", 2, ["\u{1112}\u{1161}\u{11AB}", "\u{1100}\u{1173}\u{11AF}"]),
        ("a\u{200D}b\u{FE0F}", 20, ["ab"]),
        ("", 20, [""]),
    ])
    func wrapping(text: String, width: Int, expected: [String]) {
        #expect(rows(text, width: width) == expected)
    }

    @Test func tagsTakeColumnsButNoBytes() {
        let tags = [InlineTag(offset: 4, text: "[PER "), InlineTag(offset: 7, text: "]")]
        #expect(rows("by  Ann.", width: 20, tags: tags) == ["by  [PER Ann]."])
        let layout = self.layout("by Ann.", width: 20, tags: [InlineTag(offset: 3, text: "[PER "), InlineTag(offset: 6, text: "]")])
        #expect(layout.rows.map(\.span) == [Span(0, 7)])
        #expect(layout.glyphs.filter(\.isTag).count == 6)
    }

    /// A tag stays with the word it opens, so that no row is of tags alone: such a row would begin
    /// at the same byte as the next one.
    @Test func aTagIsNotPartedFromItsWord() {
        let tags = [InlineTag(offset: 0, text: "[ORG "), InlineTag(offset: 0, text: "[LOC "), InlineTag(offset: 20, text: "]")]
        #expect(rows("Abcdefghijklmnopqrst uvw", width: 16, tags: tags) == ["[ORG [LOC Abcdef", "ghijklmnopqrst]", "uvw"])
    }

    @Test func wideTagsAreCounted() {
        let tags = [InlineTag(offset: 0, text: "[人物 "), InlineTag(offset: 1, text: "]")]
        let layout = self.layout("a b", width: 20, tags: tags)
        #expect(layout.glyphs.map(\.columns) == [1, 2, 2, 1, 1, 1, 1, 1])
    }

    @Test func columnsAndOffsetsAnswerEachOther() {
        let layout = self.layout("a东e\u{301} b", width: 20)
        #expect(layout.column(of: 0, inRow: 0) == 0)
        #expect(layout.column(of: 1, inRow: 0) == 1)
        #expect(layout.column(of: 2, inRow: 0) == 1)
        #expect(layout.column(of: 4, inRow: 0) == 3)
        #expect(layout.offset(atColumn: 2, inRow: 0) == 1)
        #expect(layout.offset(atColumn: 3, inRow: 0) == 4)
        #expect(layout.offset(atColumn: 9, inRow: 0) == nil)
    }

    private static let alphabet: [String] = [
        "a", "b", "the", " ", " ", "  ", "-", "—", "/", "东", "京", "한", "😀", "e\u{301}", "\u{301}", "\u{200D}",
        "\t", "\u{1B}", "\u{202E}", "\u{FFFD}", "é", "\u{AD}", "ไท", "longerword",
    ]

    /// Random texts at prime widths: rows cover the block without gap and in order, none is wider
    /// than the width, no two begin at one byte, and the glyphs say what the text says.
    @Test(arguments: [2, 3, 5, 7, 11, 13, 31, 79])
    func properties(width: Int) {
        var generator = SeededGenerator(seed: UInt64(width))
        for _ in 0..<300 {
            let count = Int.random(in: 0...60, using: &generator)
            let text = (0..<count).map { _ in TextLayoutTests.alphabet.randomElement(using: &generator)! }.joined()
            let tags = randomTags(in: text, &generator)
            let layout = self.layout(text, width: width, tags: tags)
            check(layout, text, width: width)
        }
    }

    private func randomTags(in text: String, _ generator: inout SeededGenerator) -> [InlineTag] {
        let boundaries = text.unicodeScalars.indices.map { text.utf8.distance(from: text.startIndex, to: $0) }
        guard Bool.random(using: &generator), !boundaries.isEmpty else { return [] }
        let picked = (0..<Int.random(in: 0...6, using: &generator)).map { _ in boundaries.randomElement(using: &generator)! }
        return picked.sorted().map { InlineTag(offset: UInt32($0), text: Bool.random(using: &generator) ? "[PER " : "]") }
    }

    private func check(_ layout: ChunkLayout, _ text: String, width: Int) {
        #expect(layout.rows.first?.span.start == 0)
        #expect(layout.rows.last.map { Int($0.span.end) } == text.utf8.count)
        for (row, next) in zip(layout.rows, layout.rows.dropFirst()) {
            #expect(row.span.end == next.span.start)
            #expect(row.span.start < next.span.start, "\(text.debugDescription) at \(width)")
        }
        for row in layout.rows {
            let columns = row.glyphs.reduce(0) { $0 + Int(layout.glyphs[$1].columns) }
            #expect(columns <= width, "\(text.debugDescription) at \(width)")
            for index in row.glyphs where !layout.glyphs[index].isTag {
                #expect(row.span.contains(Int(layout.glyphs[index].offset)))
            }
        }
        #expect(said(layout) == wanted(text), "\(text.debugDescription)")
    }

    /// What the rows say, without tags and white space.
    private func said(_ layout: ChunkLayout) -> String {
        var text = ""
        for row in layout.rows {
            for index in row.glyphs where !layout.glyphs[index].isTag && layout.glyphs[index].scalar != " " {
                let glyph = layout.glyphs[index]
                text += glyph.cluster > 0 ? layout.clusters[Int(glyph.cluster) - 1] : String(glyph.scalar)
            }
        }
        return String(text.unicodeScalars.filter { CharacterWidth.columns(of: $0) > 0 && $0 != "◌" })
    }

    private func wanted(_ text: String) -> String {
        var wanted = ""
        for scalar in text.unicodeScalars where scalar != " " && scalar != "\t" {
            let shown = StandIn.character(for: scalar) ?? scalar
            if CharacterWidth.columns(of: shown) > 0 { wanted.unicodeScalars.append(shown) }
        }
        return wanted
    }
}

@Suite struct ChunksTests {
    private func chunks(_ text: String, shown: [Int]? = nil) -> Chunks {
        let report = Report.plain(text)
        return Chunks(text: report.text, paragraphs: report.paragraphs, shown: shown)
    }

    /// All chunks, forwards.
    private func all(_ chunks: Chunks) -> [Chunk] {
        var found: [Chunk] = []
        var next = chunks.first
        while let chunk = next {
            found.append(chunk)
            next = chunks.after(chunk)
        }
        return found
    }

    @Test(arguments: [
        String(repeating: "word ", count: 9000) + "end",
        String(repeating: "x", count: 40_000),
        String(repeating: "東", count: 20_000),
        String(repeating: "a", count: 8192), String(repeating: "a", count: 8193),
        String(repeating: " a", count: 4100) + String(repeating: "b", count: 9000),
    ])
    func longParagraphsAreCutWithoutGaps(text: String) throws {
        let chunks = self.chunks(text + "\n\nShort.")
        let found = all(chunks)
        #expect(found.last?.paragraph == 1)
        let long = found.filter { $0.paragraph == 0 }
        #expect(long.map(\.isFirst) == long.indices.map { $0 == 0 })
        #expect(long.map(\.isLast) == long.indices.map { $0 == long.count - 1 })
        for (a, b) in zip(long, long.dropFirst()) {
            #expect(a.span.end == b.span.start)
            #expect(chunks.before(b) == a)
        }
        for chunk in long {
            #expect(chunk.span.count > 0 && chunk.span.count <= Chunks.longest + 600)
            #expect(chunks.chunk(at: Int(chunk.span.start)) == chunk)
            #expect(chunks.chunk(at: Int(chunk.span.end) - 1) == chunk)
            #expect(chunks.text.bytes[Int(chunk.span.start)] & 0xC0 != 0x80)
        }
    }

    @Test func aFilterLeavesParagraphsOut() {
        let text = "One.\n\nTwo.\n\nThree.\n\nFour."
        #expect(all(chunks(text, shown: [1, 3])).map(\.paragraph) == [1, 3])
        #expect(chunks(text, shown: [1, 3]).chunk(at: 0)?.paragraph == 1)
        #expect(chunks(text, shown: [1, 3]).chunk(at: 14)?.paragraph == 1)
        #expect(chunks(text, shown: [1, 3]).last?.paragraph == 3)
        #expect(all(chunks(text, shown: [])).isEmpty)
        #expect(chunks(text, shown: []).chunk(at: 3) == nil)
    }

    @Test func nothingHasNoChunks() {
        #expect(chunks("").first == nil)
        #expect(chunks("").chunk(at: 0) == nil)
        #expect(chunks("\n\n \n").last == nil)
    }
}
