/// How many columns of a terminal a scalar takes.
///
/// East Asian Width (UAX #11) and default emoji presentation (UTS #51) as the tables of the
/// wcwidth package give them. A cluster is as wide as its base: layout drops joiners, variation
/// selectors and skin tones, since terminals disagree about what they do to the width.
public enum CharacterWidth {
    /// 0 for what adds to the scalar before (marks, joiners, variation selectors, skin tones,
    /// medial and final jamo, a soft hyphen), 2 for wide and emoji, 1 for all others; control
    /// characters count as their one-column stand-in. O(1) below U+0300, else O(log n).
    public static func columns(of scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        guard value >= CharacterWidthTable.first else { return value == 0xAD ? 0 : 1 }
        return CharacterWidthTable.steps.withUnsafeBufferPointer { steps in
            let key = value << 2 | 3
            var low = 0
            var high = steps.count
            while low < high {
                let middle = (low + high) / 2
                if steps[middle] <= key { low = middle + 1 } else { high = middle }
            }
            return low > 0 ? Int(steps[low - 1] & 3) : 1
        }
    }

    /// Whether a scalar of no width is drawn with the one before: marks, and the medial and final jamo of
    /// a Korean syllable. Joiners, variation selectors and skin tones are not.
    static func joins(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xFE00...0xFE0F: return false
        case 0x1160...0x11FF, 0xD7B0...0xD7FF: return true
        default: break
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: return true
        default: return false
        }
    }

    /// The sum over a string's scalars: right for text that layout has not to break or cut.
    public static func columns(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
    }
}
