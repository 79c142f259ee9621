/// The hash FNV-1a of 64 bits (Fowler, Noll, Vo): quick for short words and the same in every run; no
/// protection against words made to collide.
public struct FNV1a: Sendable {
    @usableFromInline var state: UInt64 = 0xCBF2_9CE4_8422_2325

    @inlinable
    public init() {}

    /// The hash of the bytes so far.
    @inlinable
    public var value: UInt64 { state }

    /// The hash of a string's UTF-8. Linear.
    @inlinable
    public init(_ string: String) { self.init(string.utf8) }

    /// The hash of some bytes. Linear.
    @inlinable
    public init(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { add(byte) }
    }

    @inlinable
    public mutating func add(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
