import GlossModel

/// Words and names without what a search looks past: case and diacritics.
public enum Folding {
    /// The words of a text, folded, with where each stands in its UTF-8. A word is a run of letters, digits and
    /// marks, as the index cuts them. Linear.
    public static func words(_ text: String) -> [(word: String, range: Range<Int>)] {
        var found: [(word: String, range: Range<Int>)] = []
        var word = ""
        var (start, offset) = (0, 0)
        func end(_ place: Int) {
            if !word.isEmpty { found.append((word, start..<place)) }
            word = ""
        }
        for scalar in text.unicodeScalars {
            let length = UTF8.width(scalar)
            defer { offset += length }
            if isPart(scalar) {
                if word.isEmpty { start = offset }
                append(scalar, to: &word)
            } else if word.isEmpty || !isMark(scalar) {
                end(offset)
            }
        }
        end(offset)
        return found
    }

    /// A name as it is looked for: its words, folded.
    public static func name(_ name: String) -> String { words(name).map(\.word).joined(separator: " ") }

    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 {
            return (0x30...0x39).contains(scalar.value) || (0x41...0x5A).contains(scalar.value) || (0x61...0x7A).contains(scalar.value)
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber, .letterNumber, .otherNumber, .privateUse:
            return true
        default: return false
        }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x300 && [.nonspacingMark, .spacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
    }

    private static func append(_ scalar: Unicode.Scalar, to word: inout String) {
        if scalar.value < 0x80 {
            let isCapital = (0x41...0x5A).contains(scalar.value)
            word.unicodeScalars.append(isCapital ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar)
        } else {
            let lower = LetterFolding.base(of: scalar).properties.lowercaseMapping
            for scalar in lower.unicodeScalars where !isMark(scalar) { word.unicodeScalars.append(LetterFolding.base(of: scalar)) }
        }
    }

    /// What stands before a name and is no part of it.
    static let titles: Set<String> = [
        "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "lord", "lady", "dame", "gen", "general", "col", "colonel", "maj", "major", "capt",
        "captain", "lt", "lieutenant", "sgt", "sergeant", "adm", "admiral", "president", "vice", "minister", "prime", "secretary", "senator", "sen",
        "rep", "representative", "gov", "governor", "judge", "justice", "king", "queen", "prince", "princess", "sheikh", "mullah", "ayatollah", "hon", "the",
    ]

    /// The words of a name without titles before it; all where nothing else is left.
    static func bareWords(_ name: String) -> [String] {
        let all = words(name).map(\.word)
        let bare = all.drop { titles.contains($0) }
        return bare.isEmpty ? all : Array(bare)
    }
}
