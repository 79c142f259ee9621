/// What the end of a line says about whether the paragraph goes on.
struct LineEnd {
    /// Ends in `.`, `!`, `?`, `:`, an ellipsis, or one of these and closing marks.
    var endsSentence = false
    /// Ends in a letter and a hyphen, soft or not.
    var isHyphenated = false
    var isIndented = false

    init(_ line: Line, in text: Text) {
        isIndented = line.start + 2 < line.end && text.isSpace(line.start) && text.isSpace(line.start + 1)
        var end = line.end
        while end > line.start {
            let start = text.scalarStart(atOrBefore: end - 1)
            let scalar = text.scalar(at: start).scalar
            end = start
            if scalar.value <= 0x20 { continue }
            switch scalar {
            case "\"", "'", "”", "’", "»", "]": continue
            case ".", "!", "?", "…", ":", ")", ";": endsSentence = true
            case "-", "\u{AD}", "\u{2010}": isHyphenated = end > line.start && text.bytes[end - 1] > 0x40
            default: break
            }
            return
        }
    }
}

/// What the beginning of a line says about whether the paragraph goes on.
struct LineBeginning {
    var isLower = false
    /// Begins with a lower-case letter or with punctuation that cannot begin a sentence.
    var continues = false
    var isBullet = false
    /// A bullet that may as well be a dash.
    var isDash = false
    var isIndented = false
    /// First byte that is no white space.
    var start: Int
    /// One past the last byte of the line.
    private let end: Int

    /// Whether the first word has so many bytes at most.
    @inline(__always)
    func firstWordFits(_ room: Int, in text: Text) -> Bool {
        let limit = min(end, start + room + 1)
        var offset = start
        while offset < limit, !text.isSpace(offset) { offset += 1 }
        return offset - start <= room
    }

    init(_ line: Line, in text: Text) { self.init(line, in: text, from: line.start) }

    /// The same from an offset within the line on.
    @inline(__always)
    init(_ line: Line, in text: Text, from first: Int) {
        var offset = first
        while offset < line.end, text.isSpace(offset) { offset += 1 }
        (start, end) = (offset, line.end)
        isIndented = offset - line.start >= 2
        guard offset < line.end else { return }
        let byte = text.bytes[offset]
        if byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A {
            isLower = byte >= 0x61
            continues = isLower
            return
        }
        var wordEnd = offset
        while wordEnd < line.end, !text.isSpace(wordEnd) { wordEnd += 1 }
        isDash = byte == 0x2D || byte == 0xE2 && text.byte(offset + 1) == 0x80 && text.byte(offset + 2) < 0x98
        isBullet = Self.isBullet(text, from: offset, wordEnd: wordEnd, lineEnd: line.end)
        while offset < wordEnd {
            let (scalar, length) = text.scalar(at: offset)
            switch scalar {
            case "\"", "'", "“", "‘", "«", "(", "[": offset += length
            case ",", ";", ")", ".", "”", "’":
                continues = true
                return
            default:
                isLower = scalar.isASCII ? scalar >= "a" && scalar <= "z" : scalar.properties.isLowercase
                continues = isLower
                return
            }
        }
    }

    private static func isBullet(_ text: Text, from start: Int, wordEnd: Int, lineEnd: Int) -> Bool {
        guard wordEnd < lineEnd else { return false }
        switch text.scalar(at: start).scalar {
        case "•", "▪", "◦", "‣", "●", "■": return true
        case "-", "*", "–", "—": return wordEnd - start == text.scalar(at: start).length
        default: return false
        }
    }
}
