/// Breaks glyphs into rows: at spaces, after hyphens and dashes, wide characters anywhere; words
/// wider than a row are cut. The only place where it is decided where a row ends.
enum LineBreaking {
    /// The rows of a stretch of glyphs, without gaps, each of at most `width` columns (at least 2),
    /// those after the first `hang` fewer. At least one for a stretch that is not empty. Linear.
    static func rows(_ glyphs: [Glyph], _ range: Range<Int>, width: Int, hang: Int = 0) -> [Range<Int>] {
        var rows: [Range<Int>] = []
        var start = range.lowerBound
        while start < range.upperBound {
            let room = max(2, rows.isEmpty ? width : width - hang)
            let next = endOfRow(glyphs, start..<range.upperBound, width: room)
            rows.append(start..<next)
            start = next
        }
        return rows
    }

    /// A row without the spaces at its end.
    static func visible(_ glyphs: [Glyph], _ row: Range<Int>) -> Range<Int> {
        var end = row.upperBound
        while end > row.lowerBound, glyphs[end - 1].isSpace || glyphs[end - 1].scalar == "\t" { end -= 1 }
        return row.lowerBound..<end
    }

    /// Index of the first glyph of the next row.
    private static func endOfRow(_ glyphs: [Glyph], _ range: Range<Int>, width: Int) -> Int {
        let start = range.lowerBound
        var columns = 0
        var index = start
        var lastBreak = start
        while index < range.upperBound {
            let glyph = glyphs[index]
            if glyph.isSpace {
                columns += 1
                index += 1
                lastBreak = index
                continue
            }
            if columns + Int(glyph.columns) > width { return lastBreak > start ? lastBreak : max(index, start + 1) }
            if glyph.columns == 2, index > start { lastBreak = index }
            columns += Int(glyph.columns)
            index += 1
            if canBreak(glyphs, after: index - 1, in: range), columns <= width { lastBreak = index }
        }
        return range.upperBound
    }

    private static func canBreak(_ glyphs: [Glyph], after index: Int, in range: Range<Int>) -> Bool {
        guard index > 0, index + 1 < range.upperBound else { return false }
        switch glyphs[index].scalar {
        case "-", "–", "—", "/": return glyphs[index - 1].scalar != " " && glyphs[index + 1].scalar != " "
        default: return glyphs[index].columns == 2
        }
    }
}
