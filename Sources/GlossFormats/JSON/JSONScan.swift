import GlossModel

/// Looks through JSON eight bytes at once.
enum JSONScan {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// The first offset from `start` of a quotation mark, a backslash or a control character; `end`
    /// where there is none. O(bytes).
    @inline(__always)
    static func special(in bytes: Bytes, from start: Int, to end: Int) -> Int {
        var offset = start
        while offset + 8 <= end {
            let word = bytes.word(at: offset)
            let (quote, slash) = (word ^ (ones &* 0x22), word ^ (ones &* 0x5C))
            let found = ((quote &- ones) & ~quote | (slash &- ones) & ~slash | (word &- ones &* 0x20) & ~word) & tops
            if found != 0 { return offset + found.trailingZeroBitCount >> 3 }
            offset += 8
        }
        while offset < end {
            let byte = bytes[offset]
            if byte < 0x20 || byte == 0x22 || byte == 0x5C { return offset }
            offset += 1
        }
        return end
    }

    /// The first offset from `start` of a byte; `end` where there is none. O(bytes).
    @inline(__always)
    static func first(_ wanted: UInt8, in bytes: Bytes, from start: Int, to end: Int) -> Int {
        var offset = start
        while offset + 8 <= end {
            let word = bytes.word(at: offset) ^ (ones &* UInt64(wanted))
            let found = (word &- ones) & ~word & tops
            if found != 0 { return offset + found.trailingZeroBitCount >> 3 }
            offset += 8
        }
        while offset < end, bytes[offset] != wanted { offset += 1 }
        return offset
    }
}
