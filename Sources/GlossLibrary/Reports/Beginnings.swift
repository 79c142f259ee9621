import GlossModel

/// The first two and the first three letters of the words of a paragraph, each once, as words of the index of marks:
/// what is asked for while somebody types. `pha` and `qhar` stand for "harbour".
///
/// SQLite's own index of prefixes would hold each place of each of them, which is more than the words themselves.
struct Beginnings {
    /// Which of the ASCII ones are there, a bit each, and which bits are set.
    private var bits = [UInt64](repeating: 0, count: (37 * 37 * 37 + 37 * 37) / 64 + 1)
    private var found: [UInt32] = []
    private var others: Set<String> = []

    /// Takes in a folded word.
    mutating func add(_ word: Bytes) {
        let first = Self.code(word[0])
        let second = word.count > 1 ? Self.code(word[1]) : 0
        let third = word.count > 2 ? Self.code(word[2]) : 0
        guard first > 0, word.count < 2 || second > 0, word.count < 3 || third > 0 else { return addOther(word) }
        set(first * 37 + second)
        if third > 0 { set(37 * 37 + (first * 37 + second) * 37 + third) }
    }

    private mutating func set(_ code: Int) {
        guard bits[code / 64] & 1 << UInt64(code % 64) == 0 else { return }
        bits[code / 64] |= 1 << UInt64(code % 64)
        found.append(UInt32(code))
    }

    private mutating func addOther(_ word: Bytes) {
        let scalars = String(decoding: word, as: UTF8.self).unicodeScalars
        others.insert(Self.word(scalars.prefix(2)))
        if scalars.count > 2 { others.insert(Self.word(scalars.prefix(3))) }
    }

    private static func word(_ scalars: Substring.UnicodeScalarView) -> String { (scalars.count < 3 ? "p" : "q") + String(Substring(scalars)) }

    /// 1 to 36 for a letter or digit, 0 for all else.
    private static func code(_ byte: UInt8) -> Int {
        switch byte {
        case 0x61...0x7A: Int(byte) - 0x60
        case 0x30...0x39: Int(byte) - 0x30 + 27
        default: 0
        }
    }

    /// The words of those that were taken in, a space before each; forgets them.
    mutating func take() -> [UInt8] {
        var words: [UInt8] = []
        words.reserveCapacity(found.count * 5)
        for code in found {
            bits[Int(code) / 64] = 0
            let isThree = code >= 37 * 37
            words += isThree ? [0x20, 0x71] : [0x20, 0x70]
            var rest = isThree ? Int(code) - 37 * 37 : Int(code)
            var letters: (UInt8, UInt8, UInt8) = (0, 0, 0)
            if isThree {
                letters.2 = Self.letter(rest % 37)
                rest /= 37
            }
            letters.1 = Self.letter(rest % 37)
            letters.0 = Self.letter(rest / 37)
            words.append(letters.0)
            if letters.1 > 0 { words.append(letters.1) }
            if isThree { words.append(letters.2) }
        }
        for word in others { words += " \(word)".utf8 }
        found.removeAll(keepingCapacity: true)
        if !others.isEmpty { others = [] }
        return words
    }

    private static func letter(_ code: Int) -> UInt8 { UInt8(code == 0 ? 0 : code < 27 ? code + 0x60 : code + 0x30 - 27) }

    /// What the index of marks is asked for words that begin with a folded one of up to three letters; nil for a longer
    /// one, whose words are few enough to be brought together.
    static func expression(_ beginning: String) -> String? {
        switch beginning.unicodeScalars.count {
        case 1: "\"p\(beginning)\" *"
        case 2: "\"p\(beginning)\""
        case 3: "\"q\(beginning)\""
        default: nil
        }
    }
}
