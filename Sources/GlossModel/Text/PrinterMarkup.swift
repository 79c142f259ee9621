/// What programs put among the characters of a text for a terminal or a printer, and what is not read.
///
/// Colour codes: ECMA-48's SGR, and the EL that `grep` writes with it. Overstrikes, as `nroff` writes bold
/// and underlined characters: a character over itself, over or under `_`, and its bullet, `o` over `+`.
/// Anything else is no markup: it is shown as what it is.
enum PrinterMarkup {
    /// The bytes at ESC or a backspace that are not read; nil where they are none. Looks at the bytes of
    /// `range` only. Cost: their length.
    static func span(at offset: Int, in bytes: Bytes, within range: Range<Int>) -> Range<Int>? {
        bytes[offset] == 0x1B ? code(at: offset, in: bytes, range.upperBound) : overstrike(at: offset, in: bytes, within: range)
    }

    /// The bytes of a range that are read. Linear.
    static func plain(_ range: Range<Int>, of bytes: Bytes) -> [UInt8] {
        var kept: [UInt8] = []
        var (start, offset) = (range.lowerBound, range.lowerBound)
        while offset < range.upperBound {
            if bytes[offset] == 0x1B || bytes[offset] == 0x08,
                let markup = span(at: offset, in: bytes, within: start..<range.upperBound)
            {
                kept += bytes[start..<markup.lowerBound]
                (start, offset) = (markup.upperBound, markup.upperBound)
            } else {
                offset += 1
            }
        }
        return kept + bytes[start..<range.upperBound]
    }

    /// ESC [, digits and separators, m or K.
    private static func code(at offset: Int, in bytes: Bytes, _ end: Int) -> Range<Int>? {
        guard offset + 2 < end, bytes[offset + 1] == 0x5B else { return nil }
        var place = offset + 2
        while place < end, (0x30...0x3B).contains(bytes[place]) { place += 1 }
        guard place < end, bytes[place] == 0x6D || bytes[place] == 0x4B else { return nil }
        return offset..<place + 1
    }

    /// A character and the backspace after it, where the next one stands for both; or the backspace and
    /// the `_` after it.
    private static func overstrike(
        at offset: Int, in bytes: Bytes, within range: Range<Int>
    ) -> Range<Int>? {
        guard offset > range.lowerBound, offset + 1 < range.upperBound else { return nil }
        var start = offset - 1
        while start > range.lowerBound, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        let (under, over) = (bytes[start], bytes[offset + 1])
        guard under >= 0x20, over >= 0x20 else { return nil }
        if under == 0x5F || under == 0x2B && over == 0x6F { return start..<offset + 1 }
        if over == 0x5F { return offset..<offset + 2 }
        let length = offset - start
        guard offset + 1 + length <= range.upperBound,
            (0..<length).allSatisfy({ bytes[start + $0] == bytes[offset + 1 + $0] })
        else { return nil }
        return start..<offset + 1
    }
}
