import GlossModel

/// Converts offsets that come mostly in the order of the text, by walking on from the last one;
/// jumps go through an `OffsetIndex`, which is built at the first of them.
///
/// In a text that is ASCII as far as it is asked about, a walk is a run over its bytes.
struct OffsetCursor {
    let text: Text
    let unit: OffsetUnit
    private var byte = 0
    private var units = 0
    private var index: OffsetIndex?
    /// Farther than this, in bytes or units, the index is asked.
    private static let reach = 2048

    init(_ text: Text, unit: OffsetUnit) {
        self.text = text
        self.unit = unit
    }

    /// The byte before which `wanted` units stand; nil beyond the end of the text.
    mutating func byte(beforeUnits wanted: Int) -> Int? {
        if unit == .bytes { return (0...text.count).contains(wanted) ? wanted : nil }
        if wanted < units || wanted - units > Self.reach {
            guard wanted >= 0, wanted <= text.count else { return nil }
            guard let found = indexed().byte(beforeUnits: wanted) else { return nil }
            (byte, units) = (found, wanted)
            return found
        }
        var (offset, seen) = (byte, units)
        while seen < wanted, offset < text.count {
            if text.bytes[offset] < 0x80 {
                offset += 1
                seen += 1
            } else {
                let (scalar, length) = text.scalar(at: offset)
                offset += length
                seen += unit == .utf16 && scalar.value > 0xFFFF ? 2 : 1
            }
        }
        guard seen >= wanted else { return nil }
        if seen == wanted { (byte, units) = (offset, seen) }
        return offset
    }

    /// The number of units before a byte offset; offsets beyond the text count as its end.
    mutating func units(beforeByte wanted: Int) -> Int {
        let wanted = min(max(wanted, 0), text.count)
        if unit == .bytes { return wanted }
        if wanted < byte || wanted - byte > Self.reach {
            let target = text.scalarStart(atOrBefore: wanted)
            units = indexed().units(beforeByte: target)
            byte = target
            return units
        }
        while byte < wanted {
            if text.bytes[byte] < 0x80 {
                byte += 1
                units += 1
            } else {
                let (scalar, length) = text.scalar(at: byte)
                if byte + length > wanted { break }
                byte += length
                units += unit == .utf16 && scalar.value > 0xFFFF ? 2 : 1
            }
        }
        return units
    }

    private mutating func indexed() -> OffsetIndex {
        if let index { return index }
        let made = OffsetIndex(text, unit: unit)
        index = made
        return made
    }
}
