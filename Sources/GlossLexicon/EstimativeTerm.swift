/// What the compiled table says of the words of a term of estimative probability.
///
/// A term stands under the hash of its words (`WordHash.join`); its first word says how many words
/// the longest term that begins so has.
public struct EstimativeTerm: Sendable {
    /// Whether the words are a term, not only the beginning of one.
    public var isTerm = false
    /// Index in `bands` and 1; 0 where the term says no more than that a thing is possible.
    public var band: UInt8 = 0
    /// As `band`, with a negation before the term; 0 where that follows from the band.
    public var negatedBand: UInt8 = 0
    /// Words of the longest term that begins with this word; 0 to 15.
    public var longest: UInt8 = 0

    @inlinable
    public init() {}

    /// The bands of ICD 203, least likely first, by the names that sections have.
    public static let bands = [
        "almost-no-chance", "very-unlikely", "unlikely", "roughly-even-chance", "likely",
        "very-likely", "almost-certain",
    ]

    /// The term as `WordTable` holds it.
    public var bits: UInt64 {
        UInt64(isTerm ? 1 : 0) | UInt64(band & 7) << 1 | UInt64(negatedBand & 7) << 4
            | UInt64(longest & 15) << 8
    }

    /// A term of its `bits`.
    @inlinable
    public init(bits: UInt64) {
        isTerm = bits & 1 == 1
        band = UInt8(bits >> 1 & 7)
        negatedBand = UInt8(bits >> 4 & 7)
        longest = UInt8(truncatingIfNeeded: bits >> 8 & 15)
    }
}
