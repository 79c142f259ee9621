import GlossModel

/// Walks the bytes of a brat file line by line and picks words, numbers and names from them.
struct BratScanner: @unchecked Sendable {
    private let bytes: Bytes
    /// Where it is, in bytes.
    private(set) var position: Int
    /// One past the last byte of the line, without its line break.
    private(set) var lineEnd = 0
    private var nextLine = 0

    /// Reads `range` of the bytes, which begins and ends with whole lines.
    init(_ bytes: Bytes, _ range: Range<Int>) {
        self.bytes = Bytes(rebasing: bytes[..<range.upperBound])
        position = range.lowerBound
    }

    var isAtEnd: Bool { position >= bytes.count }
    var isAtLineEnd: Bool { position >= lineEnd }
    var isAtTab: Bool { position < lineEnd && bytes[position] == 0x09 }

    /// Finds the end of the line at the position and gives its first byte; of an empty line nil, and
    /// goes on to the next.
    mutating func beginLine() -> UInt8? {
        let end = lineFeed(from: position)
        nextLine = end + 1
        lineEnd = end > position && bytes[end - 1] == 0x0D ? end - 1 : end
        if position < lineEnd { return bytes[position] }
        position = nextLine
        return nil
    }

    mutating func endLine() { position = nextLine }

    /// The first line feed from an offset on, else the end. Looks at eight bytes at once.
    private func lineFeed(from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var offset = start
        while offset + 8 <= bytes.count {
            let word = bytes.word(at: offset) ^ (ones &* 0x0A)
            // The lowest zero byte has its high bit set; the bits above it may be wrong.
            let zero = (word &- ones) & ~word & (ones &* 0x80)
            if zero != 0 { return offset + zero.trailingZeroBitCount / 8 }
            offset += 8
        }
        while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
        return offset
    }

    // MARK: Pieces

    mutating func skip(_ byte: UInt8) -> Bool {
        guard position < lineEnd, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    mutating func skipTab() -> Bool { skip(0x09) }

    var isAtBlank: Bool { position < lineEnd && (bytes[position] == 0x20 || bytes[position] == 0x09) }

    /// Passes over spaces and tabs.
    mutating func skipBlanks() { while isAtBlank { position += 1 } }

    /// Goes back to a place in the line.
    mutating func goBack(to place: Int) { position = place }

    mutating func skipSpaces() {
        while position < lineEnd, bytes[position] == 0x20 { position += 1 }
    }

    /// Bytes up to a space or tab.
    mutating func word() -> Range<Int>? {
        let start = position
        while position < lineEnd, bytes[position] != 0x20, bytes[position] != 0x09 { position += 1 }
        return position > start ? start..<position : nil
    }

    /// Bytes up to a tab or the end of the line.
    mutating func field() -> Range<Int>? {
        let start = position
        while position < lineEnd, bytes[position] != 0x09 { position += 1 }
        return position > start ? start..<position : nil
    }

    /// What is left of the line, without spaces and tabs at its end where `trimmed`.
    mutating func rest(trimmed: Bool = false) -> Range<Int>? {
        let start = position
        var end = lineEnd
        if trimmed {
            while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        }
        position = lineEnd
        return end > start ? start..<end : nil
    }

    /// A word before a colon, which is passed.
    mutating func role() -> Range<Int>? {
        let start = position
        while position < lineEnd, bytes[position] != 0x3A {
            if bytes[position] == 0x20 || bytes[position] == 0x09 { return nil }
            position += 1
        }
        guard position < lineEnd, position > start else { return nil }
        position += 1
        return start..<position - 1
    }

    /// Two numbers, the second not below the first; nil, and nothing is passed, for anything else.
    mutating func span() -> (start: UInt32, end: UInt32)? {
        let before = position
        skipSpaces()
        if let start = number(), position < lineEnd, bytes[position] == 0x20 {
            skipSpaces()
            if let end = number(), end >= start { return (start, end) }
        }
        position = before
        return nil
    }

    /// The same with tabs and spaces in any number before and between.
    mutating func looseSpan() -> (start: UInt32, end: UInt32)? {
        let before = position
        skipBlanks()
        if let start = number(), isAtBlank {
            skipBlanks()
            if let end = number(), end >= start, isAtLineEnd || isAtBlank || bytes[position] == 0x3B { return (start, end) }
        }
        position = before
        return nil
    }

    /// Passes over what stands where offsets should, and gives what follows in the line.
    mutating func passEnds() -> Range<Int> {
        skipBlanks()
        while position < lineEnd, bytes[position] != 0x09 {
            let start = position
            while position < lineEnd, !isAtBlank { position += 1 }
            // Words that are no numbers are quoted without a tab before.
            if let first = bytes[start..<position].first, !(0x30...0x39).contains(first), first != 0x2D, first != 0x2B {
                position = start
                break
            }
            while position < lineEnd, bytes[position] == 0x20 { position += 1 }
        }
        skipBlanks()
        return position..<lineEnd
    }

    /// The words up to a tab or a semicolon, where two offsets should stand.
    var endsAsWritten: [String] {
        let rest = bytes[position..<lineEnd].prefix { $0 != 0x09 && $0 != 0x3B }
        return rest.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A decimal number below 2^32, perhaps with a fraction of nothing.
    private mutating func number() -> UInt32? {
        let start = position
        var value: UInt64 = 0
        while position < lineEnd {
            let digit = bytes[position] &- 0x30
            guard digit <= 9 else { break }
            value = value &* 10 &+ UInt64(digit)
            guard value <= UInt64(UInt32.max) else { return nil }
            position += 1
        }
        guard position > start else { return nil }
        if position + 1 < lineEnd, bytes[position] == 0x2E, bytes[position + 1] == 0x30 {
            position += 1
            while position < lineEnd, bytes[position] == 0x30 { position += 1 }
        }
        return UInt32(truncatingIfNeeded: value)
    }

    /// A letter and a number without leading zeros, up to a space, a tab or the line's end; nil, and
    /// nothing is passed, for any other word.
    mutating func plainIdentifier() -> BratID? {
        guard position + 1 < lineEnd, bytes[position + 1] != 0x30 else { return nil }
        var offset = position + 1
        var value: UInt64 = 0
        while offset < lineEnd, offset - position <= 10 {
            let digit = bytes[offset] &- 0x30
            guard digit <= 9 else { break }
            value = value &* 10 &+ UInt64(digit)
            offset += 1
        }
        let isWhole = offset >= lineEnd || bytes[offset] == 0x20 || bytes[offset] == 0x09
        guard isWhole, offset > position + 1, value < UInt64(BratID.odd) else { return nil }
        defer { position = offset }
        return BratID(letter: bytes[position], number: UInt32(truncatingIfNeeded: value))
    }
}
