import GlossLexicon
import GlossModel

/// How a text writes its words where nothing asks for a capital: counted over its first megabyte before
/// anything is found, so that it is the same wherever reading begins. Words that share a place add up,
/// which is seldom.
struct WordUse: Sendable {
    private static let places = 1 << 16
    private static let sample = 1 << 20
    /// How often a word stands in small letters, up to 15, and above that how often with a capital behind
    /// a word in small letters, up to 15.
    private var counts = [UInt8](repeating: 0, count: places)

    /// Counts the words of ASCII letters in a text. Linear in its first megabyte, about 2 ms for all of it.
    init(_ text: Text) {
        let bytes = Bytes(rebasing: text.bytes.prefix(Self.sample))
        counts.withUnsafeMutableBufferPointer { Self.count(bytes, into: $0) }
    }

    /// How often a word stands in small letters, 0 to 15.
    func small(_ word: UInt64) -> Int { Int(counts[Self.place(word)] & 15) }

    /// How often it stands with a capital behind a word in small letters, 0 to 15.
    func capital(_ word: UInt64) -> Int { Int(counts[Self.place(word)] >> 4) }

    private static func place(_ word: UInt64) -> Int { Int(truncatingIfNeeded: word >> 40) & (places - 1) }

    private static func count(_ bytes: Bytes, into counts: UnsafeMutableBufferPointer<UInt8>) {
        var (at, isBehindSmall) = (0, false)
        while at < bytes.count {
            guard isLetter(bytes[at]) else {
                if bytes[at] != 0x20, bytes[at] != 0x0A, bytes[at] != 0x0D { isBehindSmall = false }
                at += 1
                continue
            }
            let start = at
            var (hash, small) = (WordHash(), 0)
            while at < bytes.count, isLetter(bytes[at]) {
                hash.feed(lower: bytes[at] | 0x20)
                if bytes[at] & 0x20 != 0 { small += 1 }
                at += 1
            }
            if small == at - start {
                let place = place(hash.value)
                if counts[place] & 15 < 15 { counts[place] += 1 }
                isBehindSmall = true
            } else {
                let isName = isBehindSmall && bytes[start] & 0x20 == 0 && small == at - start - 1
                if isName, case let place = place(hash.value), counts[place] < 0xF0 { counts[place] += 16 }
                isBehindSmall = false
            }
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
}
