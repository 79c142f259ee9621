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

    /// Adds a string.
    @inline(__always)
    public mutating func write(_ string: String) { bytes.append(contentsOf: string.utf8) }

    /// Adds bytes as they are.
    public mutating func write(raw: some Sequence<UInt8>) {
        bytes.append(contentsOf: raw)
    }

    /// Adds a number in decimal.
    public mutating func write(_ value: Int) {
        guard value >= 0 else {
            write(String(value))
            return
        }
        if value < 10 {
            bytes.append(0x30 + UInt8(value))
            return
        }
        let start = bytes.count
        var rest = value
        while rest > 0 {
            bytes.append(0x30 + UInt8(rest % 10))
            rest /= 10
        }
        bytes[start...].reverse()
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
