/// What a line of a list begins with: a bullet, a number, a letter.
struct LineMark: Equatable {
    enum Style: UInt8 { case bullet, dash, number, letter, roman, bracket }
    var style: Style
    /// 1 for the first of a list; 0 for bullets.
    var number = 0
    /// What stands behind the number.
    var closing: UInt8 = 0
    /// Where what follows begins.
    var content: Int

    /// Whether the next item of the same list may begin with another mark.
    func precedes(_ other: LineMark) -> Bool {
        style == other.style && closing == other.closing && (number == 0 || other.number == number + 1)
    }

    /// The mark that a line begins with; nil where there is none, or nothing behind it.
    init?(_ shape: LineShape) {
        let found: LineMark?
        switch shape.first {
        case 0x2A, 0x2B: found = Self.bullet(shape, 1, .bullet, needsSpace: true)
        case 0x2D: found = Self.bullet(shape, 1, .dash, needsSpace: true)
        case 0x30...0x39, 0x28, 0x5B, 0x41...0x5A, 0x61...0x7A: found = Self.numbered(shape)
        case 0xC2...: found = Self.symbol(shape)
        default: found = nil
        }
        guard let found else { return nil }
        self = found
    }

    private init(_ style: Style, _ number: Int, _ closing: UInt8, _ content: Int) {
        (self.style, self.number, self.closing, self.content) = (style, number, closing, content)
    }

    private static func bullet(_ shape: LineShape, _ length: Int, _ style: Style, needsSpace: Bool) -> LineMark? {
        var content = shape.start + length
        while content < shape.end, shape.bytes[content] <= 0x20 { content += 1 }
        guard content < shape.end, !needsSpace || content > shape.start + length else { return nil }
        return LineMark(style, 0, shape.first, content)
    }

    private static func symbol(_ shape: LineShape) -> LineMark? {
        let (scalar, length) = UTF8Decoding.scalar(in: shape.bytes, at: shape.start)
        switch scalar.value {
        case 0x2022, 0x25AA, 0x25AB, 0x25E6, 0x2023, 0x25CF, 0x25A0, 0x25A1, 0x25CB, 0x25C6, 0x25B8, 0x25BA, 0x27A2, 0x27A4,
            0x2713, 0x2714, 0x2610, 0x2611, 0x2043, 0x2219, 0xF0A7, 0xF0B7, 0xF0D8, 0xF0FC:
            return bullet(shape, length, .bullet, needsSpace: false)
        case 0xB7, 0x2192: return bullet(shape, length, .bullet, needsSpace: true)
        case 0x2013, 0x2014: return bullet(shape, length, .dash, needsSpace: true)
        default: return nil
        }
    }

    /// `1.` `12)` `(3)` `[4]` `a)` `(b)` `iv.`
    private static func numbered(_ shape: LineShape) -> LineMark? {
        let opening = shape.first == 0x28 || shape.first == 0x5B ? shape.first : 0
        var offset = shape.start + (opening == 0 ? 0 : 1)
        let first = offset
        while offset < shape.end, offset - first < 5, isWord(shape.bytes[offset]) { offset += 1 }
        guard offset > first, offset < shape.end - 1 else { return nil }
        let closing = shape.bytes[offset]
        guard closing == 0x29 || closing == 0x2E && opening == 0 || closing == 0x5D && opening == 0x5B,
            opening != 0x5B || closing == 0x5D, shape.bytes[offset + 1] <= 0x20
        else { return nil }
        guard let (style, number) = value(shape.bytes, first..<offset) else { return nil }
        var content = offset + 1
        while content < shape.end, shape.bytes[content] <= 0x20 { content += 1 }
        guard closing == 0x5D else { return LineMark(style, number, opening == 0 ? closing : opening, content) }
        return style == .number ? LineMark(.bracket, number, closing, content) : nil
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
    }

    private static func value(_ bytes: Bytes, _ range: Range<Int>) -> (Style, Int)? {
        if bytes[range.lowerBound] <= 0x39 {
            var number = 0
            for offset in range {
                guard bytes[offset] <= 0x39 else { return nil }
                number = number * 10 + Int(bytes[offset] & 15)
            }
            return range.count <= 3 ? (.number, number) : nil
        }
        if let roman = RomanNumeral.value(bytes, range), range.count > 1 || bytes[range.lowerBound] | 0x20 == 0x69 {
            return (.roman, roman)
        }
        return range.count == 1 ? (.letter, Int(bytes[range.lowerBound] | 0x20) - 0x60) : nil
    }

    /// The same mark read in the other way, where it can be a letter and a numeral: `i)` after `h)`,
    /// `v)` after `iv)`.
    func alternative(_ shape: LineShape) -> LineMark? {
        if style == .roman, number == 1 { return LineMark(.letter, 9, closing, content) }
        guard style == .letter else { return nil }
        let first = shape.start + (closing == 0x28 ? 1 : 0)
        return RomanNumeral.value(shape.bytes, first..<first + 1).map { LineMark(.roman, $0, closing, content) }
    }
}
