import GlossFormats
import GlossInterface
import GlossModel

/// A report's text with its mentions shown, for standard output: paragraphs as they read, wrapped
/// on a terminal, one a line in a pipe.
///
/// Names are shown; in colour by background, an outer mention around an inner one by underline;
/// else by tags, `[PER Name]`.
struct Highlighting {
    let report: Report
    let theme: Theme
    let width: Int?

    /// A character to be printed and the style it has.
    private struct Glyph {
        var scalar: Unicode.Scalar
        var style = Style.plain
    }

    /// A mention on the bytes of a paragraph as it reads.
    private struct Mark {
        var range: Range<Int>
        var type: String
    }

    /// Writes the whole text, a blank line between paragraphs. Linear.
    func write(_ out: inout ByteOutput) {
        for (index, span) in report.paragraphs.spans.enumerated() {
            if index > 0 { out.write("\n") }
            for line in wrapped(glyphs(of: span)) { write(line, &out) }
            out.passOn()
        }
    }

    private func glyphs(of span: Span) -> [Glyph] {
        let (bytes, offsets) = report.flow.reading(of: span)
        let marks = marks(span, offsets)
        var glyphs: [Glyph] = []
        glyphs.reserveCapacity(bytes.count)
        let styles = theme.showsTags ? [] : styles(marks, count: bytes.count)
        let opening = theme.showsTags ? Dictionary(grouping: marks, by: \.range.lowerBound) : [:]
        let closing = theme.showsTags ? Dictionary(grouping: marks, by: \.range.upperBound) : [:]
        bytes.withUnsafeBufferPointer { buffer in
            var offset = 0
            while offset < buffer.count {
                closing[offset]?.forEach { _ in glyphs.append(Glyph(scalar: "]")) }
                for mark in opening[offset] ?? [] {
                    glyphs += "[\(Theme.tag(of: mark.type)) ".unicodeScalars.map { Glyph(scalar: $0) }
                }
                let (scalar, length) = UTF8Decoding.scalar(in: buffer, at: offset)
                let style = styles.isEmpty ? Style.plain : styles[offset]
                let shown = scalar == "\t" ? " " : StandIn.character(for: scalar) ?? scalar
                glyphs.append(Glyph(scalar: shown, style: style))
                offset += length
            }
            closing[offset]?.forEach { _ in glyphs.append(Glyph(scalar: "]")) }
        }
        return glyphs
    }

    /// Fragments of names and times, outer before inner, where they stand in the reading.
    private func marks(_ paragraph: Span, _ offsets: [UInt32]) -> [Mark] {
        var spans: [(span: Span, type: String)] = []
        for item in report.mentions(overlapping: paragraph) where item.mention.form == .name {
            spans += report.spans(of: item).map { ($0, item.type) }
        }
        for id in report.times(overlapping: paragraph) {
            if let span = report.span(of: id) { spans.append((span, "DATE")) }
        }
        return spans.sorted { $0.span < $1.span }.compactMap { span, type in
            let start = place(of: span.start, in: offsets)
            let end = place(of: span.end, in: offsets)
            return start < end ? Mark(range: start..<end, type: type) : nil
        }
    }

    /// The first place in a reading at or after a byte of the report.
    private func place(of offset: UInt32, in offsets: [UInt32]) -> Int {
        var low = 0
        var high = offsets.count - 1
        while low < high {
            let middle = (low + high) / 2
            if offsets[middle] < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func styles(_ marks: [Mark], count: Int) -> [Style] {
        var styles = [Style](repeating: .plain, count: count)
        for mark in marks {
            let chip = theme.chip(Theme.slot(of: mark.type))
            for index in mark.range where index < count {
                let isNested = styles[index] != .plain
                styles[index] = chip
                if isNested { styles[index].attributes.insert(.underline) }
            }
        }
        return styles
    }

    /// Lines that fit the width, broken at spaces; a word that is too long is broken anywhere.
    private func wrapped(_ glyphs: [Glyph]) -> [[Glyph]] {
        guard let width, width >= 10 else { return [glyphs] }
        var lines: [[Glyph]] = []
        var line: [Glyph] = []
        var filled = 0
        var lastSpace: Int?
        for glyph in glyphs {
            let columns = CharacterWidth.columns(of: glyph.scalar)
            if filled + columns > width {
                let cut = lastSpace.map { $0 + 1 } ?? line.count
                let rest = Array(line[cut...])
                lines.append(Array(line[..<(lastSpace ?? cut)]))
                line = rest
                filled = rest.reduce(0) { $0 + CharacterWidth.columns(of: $1.scalar) }
                lastSpace = nil
                if glyph.scalar == " ", line.isEmpty { continue }
            }
            if glyph.scalar == " " { lastSpace = line.count }
            line.append(glyph)
            filled += columns
        }
        return lines + [line]
    }

    private func write(_ line: [Glyph], _ out: inout ByteOutput) {
        var style = Style.plain
        for glyph in line {
            if glyph.style != style {
                out.write(Highlighting.sequence(glyph.style))
                style = glyph.style
            }
            out.write(String(glyph.scalar))
        }
        if style != .plain { out.write("\u{1B}[0m") }
        out.write("\n")
    }

    /// The SGR sequence (ECMA-48) that sets a style from anything.
    private static func sequence(_ style: Style) -> String {
        var codes = ["0"]
        if style.attributes.contains(.bold) { codes.append("1") }
        if style.attributes.contains(.underline) { codes.append("4") }
        if style.foreground != .standard { codes.append("38;5;\(style.foreground.index)") }
        if style.background != .standard { codes.append("48;5;\(style.background.index)") }
        return "\u{1B}[" + codes.joined(separator: ";") + "m"
    }
}
