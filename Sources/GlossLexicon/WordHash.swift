/// The hash of a word as the lexicon keeps it: of its lower-cased scalars, with every apostrophe
/// as `'` and without the points of an abbreviation.
///
/// FNV-1a over the scalars' bytes and a final mix. Feed scalars, then take `value`.
public struct WordHash: Sendable {
    @usableFromInline var state: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The hash of no scalars.
    @inlinable
    public init() {}

    /// Hashes a whole string.
    public init(_ string: some StringProtocol) {
        for scalar in string.unicodeScalars where scalar != "." { feed(scalar.value) }
    }

    /// Adds a scalar, lower-cased.
    @inlinable
    public mutating func feed(_ scalar: UInt32) {
        let folded = scalar < 0x80 ? WordHash.lower(ascii: scalar) : WordHash.lower(scalar)
        if folded < 0x80 {
            state = (state ^ UInt64(folded)) &* 0x100_0000_01B3
        } else {
            state = (state ^ UInt64(folded) ^ 0x8000_0000) &* 0x100_0000_01B3
        }
    }

    /// Adds a scalar of ASCII that is no upper-case letter.
    @inlinable
    public mutating func feed(lower byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    /// The finished hash.
    @inlinable
    public var value: UInt64 { WordHash.mix(state) }

    /// The hash of a sequence of words: that of the words before, joined with the next.
    @inlinable
    public static func join(_ hash: UInt64, _ next: UInt64) -> UInt64 {
        mix((hash &* 0x9E37_79B9_7F4A_7C15) ^ next)
    }

    /// The hash under which an all-capital entry (`US`, `WHO`) stands, apart from the word.
    @inlinable
    public static func capitals(_ hash: UInt64) -> UInt64 { mix(hash ^ 0x5CA1_AB1E_0DDB_A115) }

    @inlinable
    static func mix(_ value: UInt64) -> UInt64 {
        var value = value
        value ^= value >> 32
        value = value &* 0xD6E8_FEB8_6659_FD93
        value ^= value >> 32
        return value
    }

    @inlinable
    static func lower(ascii scalar: UInt32) -> UInt32 {
        scalar >= 0x41 && scalar <= 0x5A ? scalar + 0x20 : scalar
    }

    /// Simple lower-casing of Latin, Greek and Cyrillic; other scalars as they are. Typographic
    /// apostrophes become `'`.
    public static func lower(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x41...0x5A: scalar + 0x20
        case 0x2018, 0x2019, 0x02BC, 0x02BB, 0x60, 0xB4: 0x27
        case 0x2010, 0x2011: 0x2D
        case 0xD7: scalar
        case 0xC0...0xDE: scalar + 0x20
        case 0x130: 0x69
        case 0x178: 0xFF
        case 0x139...0x148, 0x179...0x17E: scalar & 1 == 1 ? scalar + 1 : scalar
        case 0x100...0x137, 0x14A...0x177, 0x1E00...0x1EFF: scalar | 1
        case 0x218...0x21B: scalar | 1
        case 0x391...0x3A9: scalar + 0x20
        case 0x410...0x42F: scalar + 0x20
        case 0x400...0x40F: scalar + 0x50
        default: scalar
        }
    }
}
