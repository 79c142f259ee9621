/// What a text has shown of its words so far: how they are written where nothing asks for a capital,
/// and of what type they were last. Counts of words that share a place add up, which is seldom and the
/// same each time.
package struct NameMemory: Sendable {
    private static let places = 1 << 14
    /// Two counts a word, up to 3 each, and the type above them.
    private var seen = [UInt8](repeating: 0, count: places)

    package init() {}

    private static func place(_ word: UInt64) -> Int { Int(truncatingIfNeeded: word >> 40) & (places - 1) }

    /// Forgets everything.
    package mutating func clear() {
        for place in seen.indices { seen[place] = 0 }
    }

    /// How often a word stood in small letters, 0 to 3, and how often with a capital inside a
    /// sentence, 0 to 3, as one number below 16.
    func writing(_ word: UInt64) -> UInt64 { UInt64(seen[Self.place(word)] & 15) }

    /// The type it had last, its place in `NameLabel.types` and one; 0 for none.
    package func type(_ word: UInt64) -> Int { Int(seen[Self.place(word)] >> 4) }

    mutating func note(_ token: Token) {
        guard token.kind == .word, !token.shape.contains(.inTitleCase) else { return }
        let place = Self.place(token.hash)
        if !token.isCapital {
            if seen[place] & 3 < 3 { seen[place] += 1 }
        } else if !token.opensSentence, seen[place] >> 2 & 3 < 3 {
            seen[place] += 4
        }
    }

    package mutating func keep(_ word: UInt64, type: Int) {
        let place = Self.place(word)
        seen[place] = seen[place] & 15 | UInt8(type + 1) << 4
    }
}
