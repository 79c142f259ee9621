/// What the words of a line look like, for telling titles from sentences. One pass over it.
struct TitleShape {
    var words = 0
    var letters = 0
    var upper = 0
    var digits = 0
    /// Whether it begins with a capital, opening marks aside.
    var beginsUpper = false
    /// Begins with a quotation mark.
    var isQuoted = false
    /// Words that a title in capitals would not leave small.
    var smallWords = 0
    /// Short words that it may leave small.
    var functionWords = 0
    var capitalised = 0
    var commas = 0
    /// A sign of something else: `@`, `://`, `=`, `{`, a point or a colon with something behind it.
    var hasForeign = false
    var hasBreak = false
    /// The last character that is no closing mark.
    var ending: UInt8 = 0

    /// Looks at the content of a line from an offset on.
    init(_ shape: LineShape, from start: Int) {
        let bytes = shape.bytes
        var offset = start
        isQuoted = Self.isQuotation(bytes, offset, shape.end)
        while offset < shape.end {
            let wordStart = offset
            while offset < shape.end, bytes[offset] > 0x20 { offset += 1 }
            take(bytes, wordStart, offset)
            while offset < shape.end, bytes[offset] <= 0x20 { offset += 1 }
        }
        var end = shape.end
        while end > start, Self.isClosing(bytes[end - 1]) { end -= 1 }
        ending = end > start ? bytes[end - 1] : 0
        // An ellipsis or a dash.
        if end - start >= 3, bytes[end - 3] == 0xE2, bytes[end - 2] == 0x80, bytes[end - 1] >= 0x90, bytes[end - 1] <= 0xA6 {
            ending = bytes[end - 1] == 0xA6 ? 0x2E : bytes[end - 1] < 0x98 ? 0x2D : ending
        }
    }

    private mutating func take(_ bytes: Bytes, _ start: Int, _ end: Int) {
        var (length, isUpper, lower) = (0, false, 0)
        var offset = start
        while offset < end {
            let byte = bytes[offset]
            if byte < 0x80 {
                let folded = byte | 0x20
                if folded >= 0x61, folded <= 0x7A {
                    if length == 0 { isUpper = byte < 0x61 }
                    length += 1
                    letters += 1
                    if byte < 0x61 { upper += 1 } else { lower += 1 }
                } else {
                    sign(bytes, offset, end)
                }
                offset += 1
                continue
            }
            let (scalar, size) = UTF8Decoding.scalar(in: bytes, at: offset)
            offset += size
            guard scalar.properties.isAlphabetic else { continue }
            let capital = scalar.properties.isUppercase
            if length == 0 { isUpper = capital }
            length += 1
            letters += 1
            if capital { upper += 1 } else { lower += 1 }
        }
        guard length > 0 else { return }
        words += 1
        if words == 1 { beginsUpper = isUpper }
        if isUpper {
            capitalised += 1
        } else if length <= 4 || TitleWords.isSmall(bytes, start, end) {
            functionWords += 1
        } else {
            smallWords += 1
        }
    }

    private mutating func sign(_ bytes: Bytes, _ offset: Int, _ end: Int) {
        switch bytes[offset] {
        case 0x30...0x39: digits += 1
        case 0x2C: commas += 1
        case 0x40, 0x3D, 0x7B, 0x7D, 0x5C, 0x5F, 0x7C, 0x3C, 0x3E: hasForeign = true
        case 0x3A where offset + 2 < end && bytes[offset + 1] == 0x2F: hasForeign = true
        case 0x2E, 0x21, 0x3F: hasBreak = true
        case 0x3B where offset + 1 == end && letters > 3: hasBreak = true
        default: break
        }
    }

    /// Whether all its letters are capitals.
    var isCapitals: Bool { upper == letters && letters >= 4 }

    /// Whether all its words but the small ones begin with a capital.
    var isTitleCase: Bool { smallWords == 0 && beginsUpper && capitalised > 0 && !isCapitals }

    /// Whether it ends as a sentence or a part of one does.
    var endsSentence: Bool {
        switch ending {
        case 0x2E, 0x2C, 0x3B, 0x21, 0x3A, 0x2D: true
        default: false
        }
    }

    private static func isClosing(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x27 || byte == 0x29 || byte == 0x5D }

    private static func isQuotation(_ bytes: Bytes, _ offset: Int, _ end: Int) -> Bool {
        guard offset < end else { return false }
        if bytes[offset] == 0x22 || bytes[offset] == 0x27 { return true }
        let scalar = UTF8Decoding.scalar(in: bytes, at: offset).scalar
        return scalar == "“" || scalar == "‘" || scalar == "«" || scalar == "„"
    }
}
