/// Of what types the words of a text were, as names. Words that share a place are taken for each other,
/// which is seldom and the same each time.
package struct NameMemory: Sendable {
    private static let places = 1 << 14
    /// Nothing until the first name.
    private var seen: [UInt8] = []

    package init() {}

    private static func place(_ word: UInt64) -> Int { Int(truncatingIfNeeded: word >> 40) & (places - 1) }

    /// Forgets everything.
    package mutating func clear() { seen.removeAll() }

    /// The type it had last, its place in `NameLabel.types` and one; 0 for none.
    package func type(_ word: UInt64) -> Int { seen.isEmpty ? 0 : Int(seen[Self.place(word)]) }

    package mutating func keep(_ word: UInt64, type: Int) {
        if seen.isEmpty { seen = [UInt8](repeating: 0, count: Self.places) }
        seen[Self.place(word)] = UInt8(type + 1)
    }
}
