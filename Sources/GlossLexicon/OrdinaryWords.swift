/// Words that English writes in small letters, as a table of bits by hash (a Bloom filter): a word in it
/// is always found, another one once in seventy.
///
/// All bytes are below 0x80, seven bits each, lowest first.
public struct OrdinaryWords: @unchecked Sendable {
    private let bytes: UnsafePointer<UInt8>?

    /// Bits of the table; a power of two.
    public static let bits = 1 << 20
    /// Bytes of the table.
    public static let size = (bits + 6) / 7

    /// A table at an offset of `bytes`, which must outlive it; one without words where there is none. O(1).
    init(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
        let isThere = offset > 0 && offset + OrdinaryWords.size <= bytes.count
        self.bytes = isThere ? bytes.baseAddress.map { $0 + offset } : nil
    }

    /// Whether a word is one, by its hash (`WordHash`). A few nanoseconds.
    public func contains(_ hash: UInt64) -> Bool {
        guard let bytes else { return false }
        let (first, second) = OrdinaryWords.places(hash)
        return bytes[first / 7] >> UInt8(first % 7) & 1 == 1 && bytes[second / 7] >> UInt8(second % 7) & 1 == 1
    }

    /// The two bits that stand for a word.
    private static func places(_ hash: UInt64) -> (Int, Int) {
        (Int(truncatingIfNeeded: hash >> 8) & (bits - 1), Int(truncatingIfNeeded: hash >> 36) & (bits - 1))
    }

    /// The table of some words, by their hashes.
    public static func compiled(_ hashes: some Sequence<UInt64>) -> [UInt8] {
        var table = [UInt8](repeating: 0, count: size)
        for hash in hashes {
            let (first, second) = places(hash)
            table[first / 7] |= 1 << UInt8(first % 7)
            table[second / 7] |= 1 << UInt8(second % 7)
        }
        return table
    }
}
