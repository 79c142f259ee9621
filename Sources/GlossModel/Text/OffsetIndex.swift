/// The units in which formats count offsets.
public enum OffsetUnit: Sendable, CaseIterable {
    /// UTF-8 bytes.
    case bytes
    /// Unicode code points.
    case codePoints
    /// UTF-16 code units.
    case utf16
}

/// Conversion between byte offsets and another unit, by a sparse index: one entry each 1024 bytes.
///
/// Building reads the text once. A look-up is a binary search and a scan of at most 1024 bytes.
public struct OffsetIndex: Sendable {
    /// What is counted beside bytes.
    public let unit: OffsetUnit
    private let text: Text
    private let counts: [UInt32]
    private static let stride = 1024

    /// Indexes a text.
    public init(_ text: Text, unit: OffsetUnit) {
        self.text = text
        self.unit = unit
        guard unit != .bytes else {
            counts = []
            return
        }
        var counts: [UInt32] = []
        counts.reserveCapacity(text.count / Self.stride + 1)
        var units = 0
        var offset = 0
        var next = 0
        while offset < text.count {
            if offset >= next {
                counts.append(UInt32(units))
                next += Self.stride
            }
            let end = min(next, text.count)
            (offset, units) = Self.advance(text, from: offset, units: units, toByte: end, unit)
        }
        self.counts = counts
    }

    /// The number of units before the byte at `byte`; inside a scalar, before that scalar.
    public func units(beforeByte byte: Int) -> Int {
        guard unit != .bytes, byte > 0, !counts.isEmpty else { return min(max(byte, 0), text.count) }
        let target = text.scalarStart(atOrBefore: min(byte, text.count))
        var slot = min(target / Self.stride, counts.count - 1)
        var start = slotStart(slot)
        if start > target {
            slot -= 1
            start = slotStart(slot)
        }
        return Self.advance(text, from: start, units: Int(counts[slot]), toByte: target, unit).units
    }

    /// The byte offset before which `units` units stand; nil beyond the end of the text.
    public func byte(beforeUnits units: Int) -> Int? {
        guard unit != .bytes else { return (0...text.count).contains(units) ? units : nil }
        guard units >= 0 else { return nil }
        guard !counts.isEmpty else { return units == 0 ? 0 : nil }
        var low = 0
        var high = counts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(counts[middle]) <= units { low = middle } else { high = middle }
        }
        var offset = slotStart(low)
        var seen = Int(counts[low])
        while seen < units, offset < text.count {
            let (scalar, length) = text.scalar(at: offset)
            offset += length
            seen += unit == .utf16 && scalar.value > 0xFFFF ? 2 : 1
        }
        return seen >= units ? offset : nil
    }

    /// A slot begins at the first scalar boundary at or after a multiple of the stride.
    private func slotStart(_ slot: Int) -> Int {
        let nominal = slot * Self.stride
        let start = text.scalarStart(atOrBefore: nominal)
        guard start < nominal, start < text.count else { return start }
        return start + text.scalar(at: start).length
    }

    private static func advance(
        _ text: Text, from start: Int, units: Int, toByte end: Int, _ unit: OffsetUnit
    ) -> (offset: Int, units: Int) {
        var offset = start
        var units = units
        while offset < end {
            if text.bytes[offset] < 0x80 {
                offset += 1
                units += 1
                continue
            }
            let (scalar, length) = text.scalar(at: offset)
            offset += length
            units += unit == .utf16 && scalar.value > 0xFFFF ? 2 : 1
        }
        return (offset, units)
    }
}
