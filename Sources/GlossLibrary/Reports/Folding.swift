import GlossModel

/// Words and names without what a search looks past: case and diacritics.
public enum Folding {
    /// The words of a text, folded, with where each stands in its UTF-8. A word is a run of letters, digits and
    /// marks, as the index cuts them. Linear.
    public static func words(_ text: String) -> [(word: String, range: Range<Int>)] {
        var found: [(word: String, range: Range<Int>)] = []
        eachWord(text) { word, range in found.append((String(decoding: word, as: UTF8.self), range)) }
        return found
    }

    /// Gives each word of a text to `body`: its folded bytes, good until the next one, and where it stands in the
    /// text's UTF-8. Linear, without a copy.
    static func eachWord(_ text: String, _ body: (Bytes, Range<Int>) -> Void) {
        var text = text
        text.withBytes { eachWord($0, body) }
    }

    /// The same of bytes that are UTF-8.
    static func eachWord(_ bytes: Bytes, _ body: (Bytes, Range<Int>) -> Void) {
        var word: [UInt8] = []
        word.reserveCapacity(64)
        var (start, offset) = (0, 0)
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte < 0x80 {
                let folded = asciiLetters[Int(byte)]
                if folded != 0 {
                    if word.isEmpty { start = offset }
                    word.append(folded)
                } else if !word.isEmpty {
                    word.withBytes { body($0, start..<offset) }
                    word.removeAll(keepingCapacity: true)
                }
                offset += 1
                continue
            }
            let (scalar, length) = decoded(bytes, offset)
            if isPart(scalar) {
                if word.isEmpty { start = offset }
                append(scalar, to: &word)
            } else if !word.isEmpty, !isMark(scalar) {
                word.withBytes { body($0, start..<offset) }
                word.removeAll(keepingCapacity: true)
            }
            offset += length
        }
        if !word.isEmpty { word.withBytes { body($0, start..<bytes.count) } }
    }

    /// What each ASCII letter and digit is folded to; 0 for what is part of no word.
    private static let asciiLetters: [UInt8] = (0..<128).map { (value: UInt8) -> UInt8 in
        switch value {
        case 0x30...0x39, 0x61...0x7A: value
        case 0x41...0x5A: value + 32
        default: 0
        }
    }

    /// The character at an offset of UTF-8 that is not ASCII.
    private static func decoded(_ bytes: Bytes, _ offset: Int) -> (Unicode.Scalar, Int) {
        let first = UInt32(bytes[offset])
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        var value = first & (0xFF >> UInt32(length + 1))
        for place in offset + 1..<min(bytes.count, offset + length) { value = value << 6 | UInt32(bytes[place] & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    /// A name as it is looked for: its words, folded.
    public static func name(_ name: String) -> String { words(name).map(\.word).joined(separator: " ") }

    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        // Dashes, quotation marks, bullets, dots.
        if (0x2010...0x203A).contains(scalar.value) { return false }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber, .letterNumber, .otherNumber, .privateUse:
            return true
        default: return false
        }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x300 && !(0x2010...0x203A).contains(scalar.value)
            && [.nonspacingMark, .spacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
    }

    private static func append(_ scalar: Unicode.Scalar, to word: inout [UInt8]) {
        let lower = LetterFolding.base(of: scalar).properties.lowercaseMapping
        for scalar in lower.unicodeScalars where !isMark(scalar) { word += UTF8.encode(LetterFolding.base(of: scalar))! }
    }

    /// What stands before a name and is no part of it.
    static let titles: Set<String> = [
        "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "lord", "lady", "dame", "gen", "general", "col", "colonel", "maj", "major", "capt",
        "captain", "lt", "lieutenant", "sgt", "sergeant", "adm", "admiral", "president", "vice", "minister", "prime", "secretary", "senator", "sen",
        "rep", "representative", "gov", "governor", "judge", "justice", "king", "queen", "prince", "princess", "sheikh", "mullah", "ayatollah", "hon", "the",
    ]

    /// The words of a name without titles before it; all where nothing else is left.
    static func bareWords(_ name: String) -> [String] {
        bare(words(name).map(\.word))
    }

    static func bare(_ words: [String]) -> [String] {
        let bare = words.drop { titles.contains($0) }
        return bare.isEmpty ? words : Array(bare)
    }
}
