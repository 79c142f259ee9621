/// Passes over text in which a literal cannot stand, sixteen bytes at a time: a block is looked at closer where two of
/// the literal's bytes stand as far apart as in it, where a line may end after a hyphen, where markup may be that is not
/// read, and where there are characters that may disguise a letter.
struct LiteralBlocks: Sendable {
    private typealias Block = SIMD16<UInt8>

    /// The two rarest bytes, folded, with what folds them; and how far the second stands behind the first.
    private let first: (byte: UInt8, fold: UInt8)
    private let second: (byte: UInt8, fold: UInt8)
    private let distance: Int

    /// `places` are those of the two rarest bytes of a literal.
    init(_ bytes: [UInt8], _ folds: [UInt8], places: (Int, Int)) {
        first = (bytes[places.0], folds[places.0])
        second = (bytes[places.1], folds[places.1])
        distance = places.1 - places.0
    }

    /// The first block from a position on that is to be looked at closer, or where less than a block is left.
    @inline(__always)
    func next(in text: Bytes, from position: Int, end: Int) -> Int {
        text.withUnsafeBufferPointer { next(within: $0, from: position, end: end) }
    }

    @inline(__always)
    private func next(within text: UnsafeBufferPointer<UInt8>, from position: Int, end: Int) -> Int {
        guard let base = text.baseAddress else { return end }
        let raw = UnsafeRawPointer(base)
        // All that is read lies within the text.
        let last = min(end, text.count - max(1, distance)) - 16
        var position = position
        guard position + min(0, distance) >= 0 else { return position }
        let (firstByte, firstFold) = (Block(repeating: first.byte), Block(repeating: first.fold))
        let (secondByte, secondFold) = (Block(repeating: second.byte), Block(repeating: second.fold))
        let (hyphen, space, escape, back, lead) = (
            Block(repeating: 0x2D), Block(repeating: 0x20), Block(repeating: 0x1B), Block(repeating: 0x08), Block(repeating: 0xC2)
        )
        while position <= last {
            let bytes = raw.loadUnaligned(fromByteOffset: position, as: Block.self)
            let others = raw.loadUnaligned(fromByteOffset: position + distance, as: Block.self)
            let behind = raw.loadUnaligned(fromByteOffset: position + 1, as: Block.self)
            let stands = ((bytes | firstFold) .== firstByte) .& ((others | secondFold) .== secondByte)
            let runsOver = (bytes .== hyphen) .& (behind .<= space)
            let isStrange = (bytes .== escape) .| (bytes .== back) .| (bytes .>= lead)
            if Self.isAny(stands .| runsOver .| isStrange) { return position }
            position += 16
        }
        return position
    }

    @inline(__always)
    private static func isAny(_ mask: SIMDMask<SIMD16<Int8>>) -> Bool {
        let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        return halves[0] | halves[1] != 0
    }
}
