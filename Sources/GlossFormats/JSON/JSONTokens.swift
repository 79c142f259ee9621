import GlossModel

/// The tokens of a JSON text (RFC 8259), strictly: one after the other, from an offset on.
struct JSONTokens {
    let bytes: Bytes
    let end: Int
    var offset: Int
    /// From where lines are counted for errors.
    private let lines: JSONLineBase

    /// Over a range of a file's bytes, which must stay.
    init(_ bytes: Bytes, _ range: Range<Int>, lines: JSONLineBase = JSONLineBase()) {
        self.bytes = bytes
        self.lines = lines
        end = min(range.upperBound, bytes.count)
        offset = max(0, range.lowerBound)
    }

    /// The byte that is next; 0 at the end.
    @inline(__always)
    var byte: UInt8 { offset < end ? bytes[offset] : 0 }

    @inline(__always)
    mutating func skipSpace() {
        while offset < end {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0A, 0x0D: offset += 1
            default: return
            }
        }
    }

    /// Passes over a byte that must be next, white space before it.
    @inline(__always)
    mutating func take(_ wanted: UInt8, _ what: StaticString) throws(FormatError) {
        if offset < end, bytes[offset] == wanted {
            offset += 1
            return
        }
        skipSpace()
        guard byte == wanted else { throw wrong("\(what)") }
        offset += 1
    }

    /// Passes over a string; what stands between its quotes, and whether there are escapes in it.
    @inline(__always)
    mutating func string() throws(FormatError) -> (range: Range<Int>, isEscaped: Bool) {
        offset += 1
        let first = offset
        var isEscaped = false
        while true {
            offset = JSONScan.special(in: bytes, from: offset, to: end)
            guard offset < end, bytes[offset] != 0x22 else { break }
            guard bytes[offset] == 0x5C else { throw wrong("a control character stands bare in a string") }
            isEscaped = true
            try escape()
        }
        guard offset < end else { throw wrong("a string does not end") }
        offset += 1
        return (first..<offset - 1, isEscaped)
    }

    private mutating func escape() throws(FormatError) {
        offset += 1
        guard offset < end else { throw wrong("a string does not end") }
        switch bytes[offset] {
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: offset += 1
        case 0x75:
            guard offset + 5 <= end, bytes[offset + 1..<offset + 5].allSatisfy({ JSONString.hexDigit($0) != nil })
            else { throw wrong("\\u wants four hexadecimal digits") }
            offset += 5
        default: throw wrong("there is no such escape")
        }
    }

    /// Passes over what is no string, array or object. `NaN`, `Infinity` and `-Infinity`, which programs
    /// write against the rules, are numbers without a value.
    mutating func scalar() throws(FormatError) -> JSONValue.Kind {
        switch byte {
        case 0x74: try word("true", .true)
        case 0x66: try word("false", .false)
        case 0x6E: try word("null", .null)
        case 0x4E: try word("NaN", .number)
        case 0x49: try word("Infinity", .number)
        case 0x2D, 0x30...0x39: try number()
        default: throw wrong(offset < end ? "this is no JSON value" : "a value is missing")
        }
    }

    private mutating func word(_ word: StaticString, _ kind: JSONValue.Kind) throws(FormatError) -> JSONValue.Kind {
        let length = word.utf8CodeUnitCount
        guard offset + length <= end,
            bytes[offset..<offset + length].elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: length))
        else { throw wrong("this is no JSON value") }
        offset += length
        return kind
    }

    private mutating func number() throws(FormatError) -> JSONValue.Kind {
        if bytes[offset] == 0x2D { offset += 1 }
        if byte == 0x49 { return try word("Infinity", .number) }
        if offset < end, bytes[offset] == 0x30 { offset += 1 } else { try digits() }
        if offset < end, bytes[offset] == 0x2E {
            offset += 1
            try digits()
        }
        if offset < end, bytes[offset] | 0x20 == 0x65 {
            offset += 1
            if offset < end, bytes[offset] == 0x2B || bytes[offset] == 0x2D { offset += 1 }
            try digits()
        }
        return .number
    }

    private mutating func digits() throws(FormatError) {
        let first = offset
        while offset < end, bytes[offset] >= 0x30, bytes[offset] <= 0x39 { offset += 1 }
        guard offset > first else { throw wrong("a digit is missing") }
    }

    /// Goes through the array that is next: `item` passes over each item of it, or ends it by false.
    /// Whether it came to the end. O(bytes).
    @inline(__always)
    mutating func array(_ item: (inout JSONTokens) throws(FormatError) -> Bool) throws(FormatError) -> Bool {
        try take(0x5B, "an array is missing")
        skipSpace()
        if byte == 0x5D {
            offset += 1
            return true
        }
        while true {
            guard try item(&self) else { return false }
            skipSpace()
            guard byte == 0x2C else { break }
            offset += 1
            skipSpace()
        }
        try take(0x5D, offset < end ? "a comma is missing" : "an array does not end")
        return true
    }

    /// The same as `value`, quicker where the value is a string or a whole number.
    @inline(__always)
    mutating func quickValue() throws(FormatError) -> Range<Int> {
        let start = offset
        if byte == 0x22 {
            _ = try string()
            return start..<offset
        }
        guard byte > 0x30, byte <= 0x39 else { return try value() }
        while byte >= 0x30, byte <= 0x39 { offset += 1 }
        if byte == 0x2C || byte == 0x7D || byte == 0x5D { return start..<offset }
        offset = start
        return try value()
    }

    /// Passes over any value, strictly and without recursion; the bytes it stands on. O(bytes).
    mutating func value() throws(FormatError) -> Range<Int> {
        let start = offset
        var (depth, objects): (Int, UInt64) = (0, 0)
        var deeper: [UInt64] = []
        repeat {
            switch byte {
            case 0x22: _ = try string()
            case 0x7B, 0x5B:
                guard depth < JSONDocument.maximumDepth else { throw wrong("it is nested too deep") }
                if depth > 0, depth & 63 == 0 { deeper.append(objects) }
                depth += 1
                objects = objects << 1 | (byte == 0x7B ? 1 : 0)
                offset += 1
                skipSpace()
                if byte != (objects & 1 == 1 ? 0x7D : 0x5D) {
                    if objects & 1 == 1 { try key() }
                    continue
                }
            default: _ = try scalar()
            }
            try close(&depth, &objects, &deeper)
        } while depth > 0
        return start..<offset
    }

    /// Passes over ends of arrays and objects and over a comma behind a value.
    @inline(__always)
    private mutating func close(_ depth: inout Int, _ objects: inout UInt64, _ deeper: inout [UInt64]) throws(FormatError) {
        while depth > 0 {
            skipSpace()
            let isObject = objects & 1 == 1
            if byte == 0x2C {
                offset += 1
                skipSpace()
                if isObject { try key() }
                return
            }
            guard byte == (isObject ? 0x7D : 0x5D) else {
                throw wrong(offset < end ? "a comma is missing" : isObject ? "an object does not end" : "an array does not end")
            }
            offset += 1
            depth -= 1
            objects >>= 1
            if depth > 0, depth & 63 == 0, let more = deeper.popLast() { objects = more }
        }
    }

    private mutating func key() throws(FormatError) {
        guard byte == 0x22 else { throw wrong("a key is missing") }
        _ = try string()
        try take(0x3A, "a colon is missing")
        skipSpace()
    }

    func wrong(_ what: String) -> FormatError {
        let place = min(offset, end)
        return .malformed(line: lines.line(of: place, in: bytes), offset: place, what: "not JSON: \(what)")
    }
}

/// A line that is known, from which others are counted: so that a file in which many records are broken is
/// not counted from its beginning for each.
struct JSONLineBase {
    var offset = 0
    /// The line that the offset stands in, from 1.
    var line = 1

    func line(of place: Int, in bytes: Bytes) -> Int {
        guard place >= offset else { return 1 + bytes[..<place].count { $0 == 0x0A } }
        return line + bytes[offset..<place].count { $0 == 0x0A }
    }

    /// Goes on to a place behind.
    mutating func move(to place: Int, in bytes: Bytes) {
        (line, offset) = (line(of: place, in: bytes), place)
    }
}

/// What stands between quotes.
enum JSONString {
    /// Undoes the escapes of a string, which never makes more bytes; how many there are then.
    static func unescape(
        _ bytes: Bytes, _ range: Range<Int>, into buffer: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var (offset, count) = (range.lowerBound, 0)
        while offset < range.upperBound {
            let next = JSONScan.first(0x5C, in: bytes, from: offset, to: range.upperBound)
            count = buffer[count...].update(fromContentsOf: bytes[offset..<next])
            guard next + 1 < range.upperBound else { break }
            let escape = bytes[next + 1]
            offset = next + 2
            var plain = escape
            switch escape {
            case 0x62: plain = 0x08
            case 0x66: plain = 0x0C
            case 0x6E: plain = 0x0A
            case 0x72: plain = 0x0D
            case 0x74: plain = 0x09
            case 0x75:
                for byte in String(scalar(bytes, &offset, range.upperBound)).utf8 {
                    buffer[count] = byte
                    count += 1
                }
                continue
            default: break
            }
            buffer[count] = plain
            count += 1
        }
        return count
    }

    /// The same as a text of its own; where there are no escapes, one that stands in the file's bytes.
    static func text(of file: Text, _ range: Range<Int>, isEscaped: Bool) -> Text {
        guard isEscaped else {
            return Text(borrowing: Bytes(rebasing: file.bytes[range]), isString: true) { withExtendedLifetime(file) {} }
        }
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: range.count)
        let count = unescape(file.bytes, range, into: buffer)
        let address = UInt(bitPattern: buffer.baseAddress)
        return Text(borrowing: Bytes(UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[..<count])), isString: true) {
            UnsafeMutablePointer<UInt8>(bitPattern: address)?.deallocate()
        }
    }

    /// The same as an array.
    static func unescaped(_ bytes: Bytes, _ range: Range<Int>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in count = unescape(bytes, range, into: buffer) }
    }

    static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    /// The scalar of `\uXXXX`, with its second half where it is the first of two.
    private static func scalar(_ bytes: Bytes, _ offset: inout Int, _ end: Int) -> Unicode.Scalar {
        func hex(_ offset: Int) -> UInt32 {
            (offset..<min(offset + 4, end)).reduce(0) { $0 << 4 | UInt32(hexDigit(bytes[$1]) ?? 0) }
        }
        let first = hex(offset)
        offset += 4
        guard (0xD800..<0xDC00).contains(first), offset + 6 <= end, bytes[offset] == 0x5C, bytes[offset + 1] == 0x75
        else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        let second = hex(offset + 2)
        guard (0xDC00..<0xE000).contains(second) else { return "\u{FFFD}" }
        offset += 6
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }
}
