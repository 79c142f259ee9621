/// A line without the white space at its ends, for looking at.
struct LineShape {
    let bytes: Bytes
    let line: Line
    /// First byte that is no white space.
    var start: Int
    /// One past the last byte that is no white space.
    let end: Int

    /// The line must not be blank.
    @inline(__always)
    init(_ line: Line, in text: Text) {
        bytes = text.bytes
        self.line = line
        var (start, end) = (line.start, line.end)
        while start < end, Text.isSpace(bytes[start]) { start += 1 }
        while end > start, Text.isSpace(bytes[end - 1]) { end -= 1 }
        (self.start, self.end) = (start, end)
    }

    /// Bytes from the first to the last that is no white space.
    var count: Int { end - start }
    var first: UInt8 { bytes[start] }
    var last: UInt8 { bytes[end - 1] }
    var span: Span { Span(start, end) }
    /// The byte at a place of the content; 0 beyond it.
    subscript(_ place: Int) -> UInt8 { start + place < end ? bytes[start + place] : 0 }

    /// Columns before the content, tabs to multiples of eight.
    var indent: Int { LineShape.columns(bytes, line.start, start) }

    /// Columns that bytes take: characters, tabs to multiples of eight.
    static func columns(_ bytes: Bytes, _ start: Int, _ end: Int) -> Int {
        var columns = 0
        for offset in start..<end {
            let byte = bytes[offset]
            if byte == 0x09 { columns = columns / 8 * 8 + 8 } else if byte & 0xC0 != 0x80, byte >= 0x20 { columns += 1 }
        }
        return columns
    }

    /// How often a byte stands at the beginning of the content.
    func run(of byte: UInt8) -> Int {
        var length = 0
        while self[length] == byte { length += 1 }
        return length
    }

    /// Whether it begins with a word of letters that is no mark, number or name of a field: as prose
    /// does, nearly always.
    @inline(__always)
    var beginsPlainly: Bool {
        guard first | 0x20 >= 0x61, first | 0x20 <= 0x7A else { return first == 0x22 || first == 0x27 }
        var offset = start + 1
        while offset < end, offset < start + 24 {
            let byte = bytes[offset]
            if byte == 0x20 || byte >= 0x80 || byte == 0x27 { return true }
            if byte == 0x2C { return true }
            guard byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A else { return false }
            offset += 1
        }
        return true
    }

    /// Whether it ends with a point, comma, semicolon or exclamation mark.
    var endsWithStop: Bool { last == 0x2E || last == 0x2C || last == 0x3B || last == 0x21 }

    /// Whether the content begins with some ASCII letters, case aside.
    func begins(with words: StaticString) -> Bool {
        guard count >= words.utf8CodeUnitCount else { return false }
        return (0..<words.utf8CodeUnitCount).allSatisfy { self[$0] | 0x20 == words.utf8Start[$0] | 0x20 }
    }

    /// Whether it holds nothing but one character, perhaps with spaces between: a rule, an underline.
    /// Gives that character and how often it stands there.
    var rule: (byte: UInt8, length: Int)? {
        let byte = first
        guard Self.isRuleByte(byte) || byte == 0xE2 else { return nil }
        if byte == 0xE2 { return lineDrawing }
        var length = 0
        for offset in start..<end {
            if bytes[offset] == byte { length += 1 } else if bytes[offset] != 0x20 { return nil }
        }
        return length >= 3 ? (byte, length) : nil
    }

    static func mayBeRule(_ byte: UInt8) -> Bool { isRuleByte(byte) || byte == 0xE2 }

    private static func isRuleByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x2D, 0x3D, 0x2A, 0x5F, 0x7E, 0x23, 0x5E, 0x2B, 0x2E, 0x22, 0x27: true
        default: false
        }
    }

    /// Dashes and lines of U+2010 to U+2015, U+2500 and above.
    private var lineDrawing: (byte: UInt8, length: Int)? {
        var length = 0
        var offset = start
        while offset < end {
            let (scalar, size) = UTF8Decoding.scalar(in: bytes, at: offset)
            offset += size
            switch scalar.value {
            case 0x20: continue
            case 0x2010...0x2015, 0x2500...0x2501, 0x2550: length += 1
            default: return nil
            }
        }
        return length >= 3 ? (0x2D, length) : nil
    }
}

extension Text {
    /// The next line with something on it at or after an offset, and how many blank ones stand before
    /// it. Lines are looked at as far as `LineShape.farthest`; a longer one is cut there.
    func nextLine(from offset: Int) -> (line: Line, blanks: Int)? {
        var (offset, blanks) = (offset, 0)
        while offset < count, blanks < 16 {
            let line = peekLine(at: offset)
            if !line.isBlank { return (line, blanks) }
            blanks += 1
            offset = line.next
        }
        return nil
    }

    /// Whether a blank line begins at an offset, or a page, or nothing more comes.
    func isBlankLine(at offset: Int) -> Bool {
        var offset = offset
        while offset < count, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
        return offset >= count || breakLength(at: offset) > 0
    }

    /// The line at an offset below `count`, cut where it is longer than anything but prose is.
    func peekLine(at offset: Int) -> Line {
        let limit = min(count, offset + LineShape.farthest)
        return line(at: offset, readTo: 0, upTo: limit)
            ?? Line(start: offset, end: limit, next: limit, opensPage: bytes[offset] == 0x0C, isBlank: false)
    }
}

extension LineShape {
    /// Bytes of a line that are looked at from the line before.
    static let farthest = 2048
}

extension LineShape {
    /// Whether something stands in it that may part cells: a tab, `|`, two spaces. Of a long line only
    /// the beginning is looked at.
    var mayHaveCells: Bool {
        if first == 0x7C || first == 0x2B { return true }
        if count > 240, endsWithStop { return false }
        let limit = count > 240 ? start + 32 : end
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        func has(_ word: UInt64, _ byte: UInt8) -> UInt64 {
            let difference = word ^ ones &* UInt64(byte)
            return (difference &- ones) & ~difference & tops
        }
        var offset = start
        var before: UInt64 = 0
        while offset + 8 <= limit {
            let word = bytes.word(at: offset)
            let spaces = has(word, 0x20)
            if spaces & (spaces << 8 | before) | has(word, 0x09) | has(word, 0x7C) != 0 { return true }
            before = spaces >> 56
            offset += 8
        }
        while offset < limit {
            if bytes[offset] == 0x09 || bytes[offset] == 0x7C || bytes[offset] == 0x20 && bytes[offset - 1] == 0x20 && offset > start {
                return true
            }
            offset += 1
        }
        return false
    }
}
