import GlossModel

/// Bytes on their way out: collected, and handed on in blocks where somebody takes them.
///
/// A value: a writer gets it `inout`. Without a drain everything stays in `bytes`.
public struct ByteOutput {
    /// What has not been handed on yet.
    public private(set) var bytes: [UInt8] = []
    private let drain: (([UInt8]) -> Void)?
    private static let block = 1 << 16

    /// Collects bytes; `drain` gets them in blocks of about 64 KiB, the rest at `flush()`.
    public init(drain: (([UInt8]) -> Void)? = nil) {
        self.drain = drain
        bytes.reserveCapacity(drain == nil ? 4096 : Self.block + 8192)
    }

    /// What was collected, decoded; for outputs without a drain.
    public var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Adds one byte.
    @inline(__always)
    public mutating func put(_ byte: UInt8) { bytes.append(byte) }

    /// Adds so many spaces.
    public mutating func write(spaces count: Int) { bytes.append(contentsOf: repeatElement(0x20, count: max(0, count))) }

    /// Adds a string.
    @inline(__always)
    public mutating func write(_ string: String) { bytes.append(contentsOf: string.utf8) }

    /// Adds bytes as they are.
    public mutating func write(raw: some Sequence<UInt8>) {
        bytes.append(contentsOf: raw)
    }

    /// Adds bytes as they are.
    @inline(__always)
    public mutating func write(raw: Bytes) { bytes.append(contentsOf: raw) }

    /// Adds bytes of a text as UTF-8: those that are none become U+FFFD, as readers count them.
    public mutating func write(utf8 bytes: Bytes) {
        if bytes.contains(where: { $0 >= 0x80 }) { write(String(decoding: bytes, as: UTF8.self)) } else { write(raw: bytes) }
    }

    /// The same for bytes of an array.
    public mutating func write(utf8 bytes: [UInt8]) { bytes.withBytes { write(utf8: $0) } }

    /// Adds a number in decimal.
    public mutating func write(_ value: Int) {
        guard value >= 0 else { return write(String(value)) }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var first = 20
            var rest = UInt(bitPattern: value)
            repeat {
                first -= 1
                let tenth = rest / 10
                digits[first] = 0x30 + UInt8(truncatingIfNeeded: rest - tenth * 10)
                rest = tenth
            } while rest > 0
            bytes.append(contentsOf: Bytes(UnsafeBufferPointer(rebasing: digits[first...])))
        }
    }

    /// Hands a block on if one is full. Writers call it once an item.
    @inline(__always)
    public mutating func passOn() {
        if drain != nil, bytes.count >= Self.block { flush() }
    }

    /// Forgets what has not been handed on.
    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    /// Hands on everything.
    public mutating func flush() {
        guard let drain, !bytes.isEmpty else { return }
        drain(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
