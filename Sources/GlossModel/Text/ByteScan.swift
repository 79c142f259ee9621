/// Looks for bytes eight at a time.
enum ByteScan {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// The first offset at or after `start` of a byte below `limit` (at most 0x80), or one before
    /// it in the same eight bytes; `end` where there is none.
    @inline(__always)
    static func below(_ limit: UInt8, in bytes: Bytes, from start: Int, to end: Int) -> Int {
        skip(in: bytes, from: start, to: end) { word in
            (word &- ones &* UInt64(limit)) & ~word & tops == 0
        }
    }

    /// The first offset at or after `start` where a line may end: a byte below `limit`, 0xC2 or 0xE2, or one
    /// before it in the same eight bytes; `end` where there is none.
    @inline(__always)
    static func lineBreak(in bytes: Bytes, orBelow limit: UInt8 = 0x0E, from start: Int, to end: Int) -> Int {
        skip(in: bytes, from: start, to: end) { word in
            (word &- ones &* UInt64(limit)) & ~word & tops == 0 && (word & tops == 0 || !(has(0xC2, word) || has(0xE2, word)))
        }
    }

    /// The first offset at or after `start` where a sentence may end (`.`, `!`, `?` or 0xE2), or one
    /// before it in the same eight bytes; `end` where there is none.
    @inline(__always)
    static func stop(in bytes: Bytes, from start: Int, to end: Int) -> Int {
        skip(in: bytes, from: start, to: end) { word in
            !(has(0x2E, word) || has(0x3F, word) || has(0x21, word) || has(0xE2, word))
        }
    }

    @inline(__always)
    private static func has(_ byte: UInt8, _ word: UInt64) -> Bool {
        let difference = word ^ (ones &* UInt64(byte))
        return (difference &- ones) & ~difference & tops != 0
    }

    @inline(__always)
    private static func skip(
        in bytes: Bytes, from start: Int, to end: Int,
        while isClear: (UInt64) -> Bool
    ) -> Int {
        var offset = start
        while offset + 8 <= end, isClear(bytes.word(at: offset)) { offset += 8 }
        return offset
    }

    /// Whether bytes are printable ASCII with no space at the ends and single ones inside.
    static func isPlainLine(_ bytes: Bytes) -> Bool {
        var last: UInt8 = 0x20
        for byte in bytes {
            guard byte >= 0x20, byte < 0x7F, byte != 0x20 || last != 0x20 else { return false }
            last = byte
        }
        return last != 0x20 || bytes.isEmpty
    }
}

extension UInt8 {
    /// Whether it is a digit of ASCII.
    @inline(__always)
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
}
