/// Lines that stand as they are: between fences, or set in from the margin.
enum Preformatted {
    /// A fence of backquotes or tildes.
    struct Fence: Equatable, Sendable {
        var byte: UInt8
        var length: Int
    }

    /// Bytes that the end of what a fence opens is looked for in.
    private static let reach = 1 << 16

    /// The fence that a line opens; nil where it is none or where none closes it.
    static func fence(_ shape: LineShape, in text: Text) -> Fence? {
        guard shape.first == 0x60 || shape.first == 0x7E else { return nil }
        let fence = Fence(byte: shape.first, length: shape.run(of: shape.first))
        guard fence.length >= 3, (shape.start + fence.length..<shape.end).allSatisfy({ shape.bytes[$0] != 0x60 })
        else { return nil }
        var offset = shape.line.next
        var lines = 0
        while offset < min(text.count, shape.line.next + reach), lines < 2000 {
            let line = text.peekLine(at: offset)
            if !line.isBlank, closes(fence, LineShape(line, in: text)) { return fence }
            offset = line.next
            lines += 1
        }
        return nil
    }

    /// Whether a line closes a fence.
    static func closes(_ fence: Fence, _ shape: LineShape) -> Bool {
        shape.first == fence.byte && shape.count >= fence.length && shape.run(of: fence.byte) == shape.count
    }

    /// Columns from the margin that make lines stand.
    static let inset = 4
    private static let mostLines = 40

    /// What a run of lines set in from a margin is: code where they stand as they are, a quotation
    /// where they are filled as prose is; nil where they are not set in throughout.
    static func kind(_ shape: LineShape, margin: Int, in text: Text) -> BlockKind? {
        let least = margin + inset
        guard shape.indent >= least, shape.count < 200 else { return nil }
        var lines = [shape]
        var offset = shape.line.next
        while lines.count < mostLines, let next = text.nextLine(from: offset), next.blanks == 0, !next.line.opensPage {
            let line = LineShape(next.line, in: text)
            guard line.indent >= least else { return nil }
            lines.append(line)
            offset = next.line.next
        }
        if isFilled(lines) { return .quote }
        return lines.count > 1 || isCode(shape) ? .code : nil
    }

    /// Whether lines break only where the next word had no room, and read on.
    private static func isFilled(_ lines: [LineShape]) -> Bool {
        let widest = lines.map(\.count).max() ?? 0
        guard lines.count > 1, widest >= 36, isSentence(lines[0], lines[lines.count - 1]) else { return false }
        var (lower, full) = (0, 0)
        for (line, next) in zip(lines, lines.dropFirst()) {
            var word = 0
            while next[word] > 0x20 { word += 1 }
            if isCode(line) || TableCell.cells(of: line).count > 2 { return false }
            if line.count + 1 + word > widest - 4 { full += 1 }
            if next.first >= 0x61, next.first <= 0x7A { lower += 1 }
        }
        return lower * 4 >= lines.count - 1 && full * 4 >= (lines.count - 1) * 3
    }

    /// Whether lines begin and end as sentences do.
    private static func isSentence(_ first: LineShape, _ last: LineShape) -> Bool {
        let title = TitleShape(first, from: first.start)
        guard title.beginsUpper || title.isQuoted || first.first == 0x28 || first.first == 0x2E else { return false }
        switch TitleShape(last, from: last.start).ending {
        case 0x2E, 0x21, 0x3F, 0x3A, 0x3B: return true
        default: return last.last == 0x29 || last.last >= 0x80
        }
    }

    /// Whether a line has the marks of a program, a dump or a command.
    static func isCode(_ shape: LineShape) -> Bool { isCode(shape, shape.start..<shape.end) }

    /// The same of a part of the line.
    static func isCode(_ shape: LineShape, _ range: Range<Int>) -> Bool {
        var marks = 0
        for offset in range {
            switch shape.bytes[offset] {
            case 0x7B, 0x7D, 0x3B, 0x3D, 0x5C, 0x3C, 0x3E, 0x5F, 0x7C, 0x24, 0x40, 0x5B, 0x5D, 0x23, 0x60: marks += 1
            case 0x28 where offset > shape.start && shape.bytes[offset - 1] > 0x20: marks += 1
            default: break
            }
        }
        return marks * 12 > range.count || shape.last == 0x3B || shape.last == 0x7B || shape.last == 0x7D
    }
}
