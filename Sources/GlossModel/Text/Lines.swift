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
    /// The line that begins at `offset`; nil at the end of the text. LF, CRLF, CR, form feed, U+0085,
    /// U+2028 and U+2029 end lines. Cost: the length of the line.
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
        if next == end { next += wideBreak(at: end) }
        return Line(
            start: offset, end: end, next: next, opensPage: opensPage,
            isBlank: isBlank(offset, end))
    }

    /// The first break of a line from `offset` on; `limit` where none stands before it. Looks at eight
    /// bytes at once.
    private func lineBreak(from offset: Int, upTo limit: Int) -> Int {
        var position = offset
        while position < limit {
            position = ByteScan.lineBreak(in: bytes, from: position, to: limit)
            guard position < limit else { break }
            if breakLength(at: position) > 0 { return position }
            position += 1
        }
        return min(position, limit)
    }

    /// Bytes of the break that stands at an offset: LF, CR or form feed 1, U+0085 2, U+2028 and U+2029 3;
    /// 0 where none does. The offset is in the text.
    @inline(__always)
    public func breakLength(at offset: Int) -> Int {
        let byte = bytes[offset]
        if byte == 0x0A || byte == 0x0D || byte == 0x0C { return 1 }
        return byte < 0xC2 ? 0 : wideBreak(at: offset)
    }

    private func wideBreak(at offset: Int) -> Int {
        switch byte(offset) {
        case 0xC2: byte(offset + 1) == 0x85 ? 2 : 0
        case 0xE2: byte(offset + 1) == 0x80 && byte(offset + 2) | 1 == 0xA9 ? 3 : 0
        default: 0
        }
    }

    /// Bytes of the break that ends at an offset, of those that are not of ASCII; else 0.
    func wideBreak(before offset: Int) -> Int {
        for length in 2...3 where offset >= length && wideBreak(at: offset - length) == length { return length }
        return 0
    }

    /// Whether something in a span that lies in the text is not read as it stands: an end of a line, or
    /// markup of printers. Linear.
    func isBroken(_ span: Span) -> Bool {
        let end = Int(span.end)
        var offset = Int(span.start)
        while offset < end {
            offset = ByteScan.lineBreak(in: bytes, orBelow: 0x1C, from: offset, to: end)
            guard offset < end else { return false }
            if breakLength(at: offset) > 0 || bytes[offset] == 0x1B || bytes[offset] == 0x08 { return true }
            offset += 1
        }
        return false
    }

    /// Bytes of the hyphen at an offset at which a line may end: `-` 1, soft hyphen 2, U+2010 3; else 0.
    func lineEndHyphen(at offset: Int) -> Int {
        switch byte(offset) {
        case 0x2D: 1
        case 0xC2: byte(offset + 1) == 0xAD ? 2 : 0
        case 0xE2: byte(offset + 1) == 0x80 && byte(offset + 2) == 0x90 ? 3 : 0
        default: 0
        }
    }

    /// Bytes of the hyphen that ends at an offset; else 0.
    func lineEndHyphen(before offset: Int) -> Int {
        for length in 1...3 where offset >= length && lineEndHyphen(at: offset - length) == length { return length }
        return 0
    }

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
            if byte >= 0x80, wideBreak(before: position) > 0 { break }
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
