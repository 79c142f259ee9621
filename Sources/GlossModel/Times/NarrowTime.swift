extension TimeExpression: TableRow {
    /// An expression of less than 64 kB, numbered by its place, with a value of 21 characters at
    /// most. 32 bytes.
    public struct Narrow: Sendable {
        var start: UInt32
        /// Days since 1970-01-01; `open` for none.
        var earliest: Int32
        var latest: Int32
        var length: UInt16
        /// Type 2 bits, precision 4, modifier 4, and whether the next one ends the range.
        var kind: UInt16
        var value: PackedValue

        static let open = Int32.min
    }

    public func narrow(at index: Int) -> Narrow? {
        guard number == UInt32(truncatingIfNeeded: index + 1), through == 0 || through == number + 1,
            span.end >= span.start, span.count < 1 << 16, let value = PackedValue(value),
            let mod = TimeExpression.number(ofModifier: mod)
        else { return nil }
        let type: UInt16 =
            switch type {
            case .date: 0
            case .time: 1
            case .duration: 2
            case .set: 3
            }
        return Narrow(
            start: span.start, earliest: earliest?.number ?? Narrow.open,
            latest: latest?.number ?? Narrow.open, length: UInt16(span.count),
            kind: type | UInt16(precision.rawValue) << 2 | mod << 6 | (through > 0 ? 1 << 10 : 0),
            value: value)
    }

    public init(_ narrow: Narrow, at index: Int) {
        let number = UInt32(truncatingIfNeeded: index + 1)
        self.init(
            span: Span(Int(narrow.start), Int(narrow.start) + Int(narrow.length)), number: number,
            type: TimexType.allCases[Int(narrow.kind & 3)], value: narrow.value.string,
            mod: TimeExpression.modifiers[Int(narrow.kind >> 6 & 15)],
            earliest: narrow.earliest == Narrow.open ? nil : Day(number: Int(narrow.earliest)),
            latest: narrow.latest == Narrow.open ? nil : Day(number: Int(narrow.latest)),
            precision: Precision(rawValue: UInt8(narrow.kind >> 2 & 15)) ?? .day,
            through: narrow.kind >> 10 & 1 == 1 ? number + 1 : 0)
    }

    /// The modifiers of TIMEX3; the first stands for none.
    private static let modifiers: [String?] = [
        nil, "START", "MID", "END", "APPROX", "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER",
        "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE",
    ]

    private static func number(ofModifier mod: String?) -> UInt16? {
        mod == nil ? 0 : modifiers.firstIndex(of: mod).map { UInt16($0) }
    }
}

extension RowTable<TimeExpression> {
    /// The span of a row, without the rest of it.
    public func span(at index: Int) -> Span {
        guard whole.isEmpty else { return whole[index].span }
        let (chunk, place) = (index >> Self.bits, index & (Self.chunk - 1))
        guard wide[chunk].isEmpty else { return wide[chunk][place].span }
        let row = narrow[chunk][place]
        return Span(Int(row.start), Int(row.start) + Int(row.length))
    }
}

/// A TIMEX3 value of 21 characters at most: six bits each, lowest first, 0 for none.
public struct PackedValue: Sendable, Hashable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    /// Digits, capitals, and marks, in the order of their codes from 1.
    private static let marks: StaticString = "-/:_.+~,"

    /// Packs a value; nil where it is longer or has other characters.
    public init?(_ value: String) {
        var value = value
        let fits = value.withUTF8 { bytes -> Bool in
            guard bytes.count <= 21 else { return false }
            for (place, byte) in bytes.enumerated() {
                guard let code = PackedValue.code(of: byte) else { return false }
                put(code, at: place * 6)
            }
            return true
        }
        if !fits { return nil }
    }

    /// The value.
    public var string: String {
        String(unsafeUninitializedCapacity: 21) { bytes in
            var count = 0
            while count < 21, case let code = code(at: count * 6), code > 0 {
                bytes[count] = PackedValue.byte(of: code)
                count += 1
            }
            return count
        }
    }

    private mutating func put(_ code: UInt64, at bit: Int) {
        if bit < 64 { low |= code << UInt64(bit) }
        if bit + 6 > 64 { high |= bit < 64 ? code >> UInt64(64 - bit) : code << UInt64(bit - 64) }
    }

    private func code(at bit: Int) -> UInt64 {
        if bit + 6 <= 64 { return low >> UInt64(bit) & 63 }
        return (bit < 64 ? low >> UInt64(bit) | high << UInt64(64 - bit) : high >> UInt64(bit - 64)) & 63
    }

    private static func code(of byte: UInt8) -> UInt64? {
        switch byte {
        case 0x30...0x39: return UInt64(byte) - 0x2F
        case 0x41...0x5A: return UInt64(byte) - 0x36
        default:
            for index in 0..<marks.utf8CodeUnitCount where marks.utf8Start[index] == byte { return UInt64(index) + 37 }
            return nil
        }
    }

    private static func byte(of code: UInt64) -> UInt8 {
        switch code {
        case 1...10: UInt8(code) + 0x2F
        case 11...36: UInt8(code) + 0x36
        default: marks.utf8Start[Int(code) - 37]
        }
    }
}
