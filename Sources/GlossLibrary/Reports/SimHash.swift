import GlossModel

/// A short print of a text that differs in few bits where texts differ in few words (M. Charikar 2002).
enum SimHash {
    /// Texts of fewer words than this have none: too much of them is alike by chance.
    static let fewest = 40
    /// Prints that differ in at most so many bits are of copies.
    static let nearest = 3

    /// The print of words, of each three in a row; nil for too few.
    static func of(_ words: [String]) -> UInt64? {
        guard words.count >= fewest else { return nil }
        var votes = [Int32](repeating: 0, count: 64)
        let hashes = words.map { FNV1a($0).value }
        for index in 0..<hashes.count - 2 {
            var hash = hashes[index] &* 0x9E37_79B9_7F4A_7C15 ^ hashes[index + 1].byteSwapped &* 0xC2B2_AE3D_27D4_EB4F ^ hashes[index + 2]
            hash = (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
            hash ^= hash >> 32
            for bit in 0..<64 { votes[bit] += hash >> UInt64(bit) & 1 == 1 ? 1 : -1 }
        }
        return votes.indices.reduce(0) { votes[$1] > 0 ? $0 | 1 << UInt64($1) : $0 }
    }

    /// Four parts of a print, of which two near ones share at least one.
    static func bands(_ print: UInt64) -> [Int] {
        (0..<4).map { Int($0 << 16) | Int(print >> UInt64(16 * $0) & 0xFFFF) }
    }

    static func distance(_ a: UInt64, _ b: UInt64) -> Int { (a ^ b).nonzeroBitCount }
}
