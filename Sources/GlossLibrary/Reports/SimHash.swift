import GlossModel

/// A short print of a text that differs in few bits where texts differ in few words (M. Charikar 2002).
enum SimHash {
    /// Texts of fewer words than this have none: too much of them is alike by chance.
    static let fewest = 40
    /// Prints that differ in at most so many bits are of copies.
    static let nearest = 3

    /// The print of words, of each three in a row, by their hashes; nil for too few.
    static func of(_ hashes: [UInt64]) -> UInt64? {
        guard hashes.count >= fewest else { return nil }
        var votes = [Int32](repeating: 0, count: 64)
        for index in 0..<hashes.count - 2 {
            var hash = hashes[index] &* 0x9E37_79B9_7F4A_7C15 ^ hashes[index + 1].byteSwapped &* 0xC2B2_AE3D_27D4_EB4F ^ hashes[index + 2]
            hash = (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
            hash ^= hash >> 32
            for bit in 0..<64 { votes[bit] &+= Int32(truncatingIfNeeded: hash >> UInt64(bit) & 1) }
        }
        let half = Int32((hashes.count - 2) / 2)
        return votes.indices.reduce(0) { votes[$1] > half ? $0 | 1 << UInt64($1) : $0 }
    }

    /// Four parts of a print, of which two near ones share at least one.
    static func bands(_ print: UInt64) -> [UInt16] { (0..<4).map { UInt16(truncatingIfNeeded: print >> UInt64(16 * $0)) } }

    static func distance(_ a: UInt64, _ b: UInt64) -> Int { (a ^ b).nonzeroBitCount }
}
