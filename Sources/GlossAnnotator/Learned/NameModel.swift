import GlossModel

/// Learned weights, as `gloss-train` writes them: a header of text and zeros up to `headerSize` bytes,
/// then what labels weigh after each other, then the rows of `NameFeatures`, all as 8-bit and, for the
/// transitions, 16-bit numbers of one scale.
public struct NameModel: Sendable {
    package static let headerSize = 4096
    package static let magic = "gloss names 3\n"
    private static let transitionSize = 2 * NameLabel.lanes * NameLabel.lanes

    /// Bytes of a file of weights.
    package static let size = headerSize + transitionSize + NameFeatures.rows * NameLabel.lanes

    private let text: Text
    /// Labels after labels.
    let transitions: NameTransitions

    /// Weights in a file; nil where it holds none, or those of another version.
    public init?(_ text: Text) {
        guard text.count == Self.size, text.bytes.starts(with: Self.magic.utf8) else { return nil }
        self.text = text
        transitions = NameTransitions(
            (0..<NameLabel.lanes * NameLabel.lanes).map { index in
                let at = Self.headerSize + 2 * index
                return Int32(Int16(bitPattern: UInt16(text.bytes[at]) | UInt16(text.bytes[at + 1]) << 8))
            })
    }

    /// What the file says of itself: what it was learned from, figures, licence.
    public var header: String {
        let bytes = text.bytes.prefix(Self.headerSize).prefix { $0 != 0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What the rows that `visit` tells of weigh together for each label. O(rows).
    @inline(__always)
    func sum(_ visit: ((UInt32) -> Void) -> Void) -> SIMD16<Int32> {
        var sum = SIMD16<Int16>()
        visit { sum &+= weights($0) }
        var wide = SIMD16<Int32>()
        for label in 0..<NameLabel.lanes { wide[label] = Int32(sum[label]) }
        return wide
    }

    @inline(__always)
    private func weights(_ row: UInt32) -> SIMD16<Int16> {
        // The size of the table is checked when it is opened, and the row is one of it.
        let place = Self.headerSize + Self.transitionSize + Int(row & UInt32(NameFeatures.rows - 1)) * NameLabel.lanes
        let weights = text.bytes.withUnsafeBufferPointer { UnsafeRawBufferPointer($0).loadUnaligned(fromByteOffset: place, as: SIMD16<Int8>.self) }
        return SIMD16<Int16>(truncatingIfNeeded: weights)
    }
}
