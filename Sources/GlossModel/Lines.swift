/// One line of a text, without its line break.
struct Line: Equatable {
    /// First byte.
    var start: Int
    /// One past the last byte before the line break.
    var end: Int
    /// First byte of the next line; the end of the text at the last.
    var next: Int
    /// Whether a form feed stands in front of it: it is the first of a page.
    var opensPage: Bool
    /// Whether nothing but white space stands on it.
    var isBlank: Bool
}

extension Text {
    /// The line that begins at `offset`; nil at the end of the text. LF, CRLF, CR and form feed end
    /// lines. Cost: the length of the line.
    func line(at offset: Int) -> Line? { line(at: offset, readTo: 0, upTo: count) }

    /// The line that begins at `offset`, known to have no end before `readTo`; nil where none is
    /// found before `limit` either.
    func line(at offset: Int, readTo: Int, upTo limit: Int) -> Line? {
        guard offset < count else { return nil }
        let opensPage = bytes[offset] == 0x0C
        let end = lineBreak(from: max(offset + (opensPage ? 1 : 0), readTo), upTo: limit)
        guard end < limit || limit >= count else { return nil }
        var next = end
        if next < count, bytes[next] == 0x0D { next += 1 }
        if next < count, bytes[next] == 0x0A, next == end || bytes[end] == 0x0D { next += 1 }
        return Line(
            start: offset, end: end, next: next, opensPage: opensPage,
            isBlank: isBlank(offset, end))
    }

    /// The first LF, CR or form feed from `offset` on; `limit` where none stands before it. Looks at
    /// eight bytes at once.
    private func lineBreak(from offset: Int, upTo limit: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let base = UnsafeRawPointer(bytes.baseAddress)
        var position = offset
        while position + 8 <= limit, let base {
            let word = base.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            // The lowest byte below 0x0E has its high bit set; the bits above it may be wrong.
            let low = (word &- ones &* 0x0E) & ~word & (ones &* 0x80)
            guard low != 0 else {
                position += 8
                continue
            }
            position += low.trailingZeroBitCount / 8
            if isLineBreak(bytes[position]) { return position }
            position += 1
        }
        while position < limit, !isLineBreak(bytes[position]) { position += 1 }
        return min(position, limit)
    }

    @inline(__always)
    private func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D || byte == 0x0C }

    private func isBlank(_ start: Int, _ end: Int) -> Bool {
        var offset = start
        while offset < end, Text.isSpace(bytes[offset]) { offset += 1 }
        return offset == end
    }

    /// Start of the line that `offset` lies on. Cost: the length of the line.
    public func lineStart(before offset: Int) -> Int {
        var position = min(offset, count)
        while position > 0 {
            let byte = bytes[position - 1]
            if byte == 0x0A || byte == 0x0C { break }
            if byte == 0x0D, position >= count || bytes[position] != 0x0A { break }
            position -= 1
        }
        return position
    }

    /// Whether an ASCII white space or control byte below it stands at `offset`.
    @inlinable
    func isSpace(_ offset: Int) -> Bool { Text.isSpace(bytes[offset]) }

    /// Whether a byte is white space or a control byte below it, but for those that begin something that
    /// is read: ESC and the backspace.
    @inlinable
    static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 && byte != 0x1B && byte != 0x08 }
}
