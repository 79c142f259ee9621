import GlossModel

extension GridColumns {
    /// Bytes of a table that are measured: all of a small one, else its beginning and samples.
    private static let measured = 1 << 16
    private static let sample = 1 << 11

    /// Measures a table, or the samples that stand for a long one; nil where its lines are aligned
    /// by other means than tabs and stand as they are. The cost does not grow beyond 64 kB.
    init?(
        of span: Span, _ text: Text, _ flow: Flow, tags: (Span) -> [InlineTag], markers: [Span], pane: Int, canScroll: Bool = true
    ) {
        let samples = GridColumns.samples(of: span, text)
        guard GridColumns.isParted(samples, text) else { return nil }
        var lines: [[Cell]] = []
        for sample in samples {
            var run = GlyphRun(text, tags: tags(sample)[...], markers: markers.drop { $0.end <= sample.start }, tagRoom: 1 << 12, keepsTabs: true)
            text.forEachLine(of: sample) { line in
                let first = run.glyphs.count
                run.add(line, of: text, flow)
                lines.append(ChunkLayout.cells(of: first..<run.glyphs.count, run.glyphs).map { Cell(run.glyphs[$0]) })
            }
        }
        self.init(lines, pane: pane, canScroll: canScroll)
    }

    /// The stretches of whole lines that are measured.
    private static func samples(of span: Span, _ text: Text) -> [Span] {
        guard span.count > measured else { return [span] }
        let count = (measured - Chunks.longest) / sample
        var samples = [whole(Int(span.start), Int(span.start) + Chunks.longest, text)]
        for number in 1...count {
            let start = Int(span.start) + Chunks.longest + (span.count - Chunks.longest - sample) / count * number
            guard let line = (start..<start + sample).first(where: { text.bytes[$0] == 0x0A }) else { continue }
            samples.append(whole(line + 1, min(Int(span.end), start + 2 * sample), text))
        }
        return samples
    }

    private static func whole(_ start: Int, _ end: Int, _ text: Text) -> Span {
        let last = (start..<end).last { text.bytes[$0] == 0x0A }
        return Span(start, last ?? end)
    }

    /// Whether cells are parted by tabs, or there is one cell a line: not columns of spaces or bars.
    private static func isParted(_ samples: [Span], _ text: Text) -> Bool {
        var isAligned = false
        for sample in samples {
            for offset in sample.range {
                switch text.bytes[offset] {
                case 0x09: return true
                case 0x7C: isAligned = true
                case 0x20 where offset > 0 && text.bytes[offset - 1] == 0x20: isAligned = true
                default: break
                }
            }
        }
        return !isAligned
    }
}

extension GridColumns.Cell {
    init(_ glyphs: ArraySlice<Glyph>) {
        columns = glyphs.reduce(0) { $0 + Int($1.columns) }
        let text = glyphs.filter { $0.isText && $0.scalar != " " }
        isEmpty = text.isEmpty
        let digits = text.filter { ("0"..."9").contains($0.scalar) }.count
        isNumber = digits > 0 && text.allSatisfy { ("0"..."9").contains($0.scalar) || ".,%+-−–()$€£¥'’~<>≈".unicodeScalars.contains($0.scalar) }
    }
}
