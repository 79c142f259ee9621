import GlossModel

/// The items of one array, or the members of one object, one after the other as ranges of the file,
/// so that a large one need not become a tree. Items are not checked; whoever parses them does.
struct JSONItems {
    /// An item; the key is empty in an array, else what stands between its quotes.
    struct Item {
        var key: Range<Int>
        var value: Range<Int>
    }

    private let text: Text
    private let bytes: UnsafeBufferPointer<UInt8>
    private let isObject: Bool
    private var offset: Int
    private var isFirst = true

    /// Begins at the `{` or `[` at an offset, white space before it passed over.
    init(_ text: Text, of opening: UInt8, from start: Int = 0) throws(FormatError) {
        self.text = text
        bytes = text.bytes
        isObject = opening == 0x7B
        offset = start
        skipSpace()
        guard offset < bytes.count, bytes[offset] == opening else { throw wrong("it does not begin as it should") }
        offset += 1
    }

    /// The next item; nil at the closing bracket. Linear in its bytes.
    mutating func next() throws(FormatError) -> Item? {
        skipSpace()
        guard offset < bytes.count else { throw wrong("it does not end") }
        if bytes[offset] == (isObject ? 0x7D : 0x5D) { return nil }
        if !isFirst {
            guard bytes[offset] == 0x2C else { throw wrong("a comma is missing") }
            offset += 1
            skipSpace()
        }
        isFirst = false
        var key = 0..<0
        if isObject {
            let quoted = try string()
            key = quoted.lowerBound + 1..<quoted.upperBound - 1
            skipSpace()
            guard offset < bytes.count, bytes[offset] == 0x3A else { throw wrong("a colon is missing") }
            offset += 1
            skipSpace()
        }
        return Item(key: key, value: try value())
    }

    private mutating func skipSpace() {
        while offset < bytes.count, bytes[offset] <= 0x20 { offset += 1 }
    }

    /// A string with its quotes.
    private mutating func string() throws(FormatError) -> Range<Int> {
        let start = offset
        guard offset < bytes.count, bytes[offset] == 0x22 else { throw wrong("a string is missing") }
        offset += 1
        while offset < bytes.count, bytes[offset] != 0x22 { offset += bytes[offset] == 0x5C ? 2 : 1 }
        guard offset < bytes.count else { throw wrong("a string does not end") }
        offset += 1
        return start..<offset
    }

    private mutating func value() throws(FormatError) -> Range<Int> {
        let start = offset
        var depth = 0
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x22:
                _ = try string()
                if depth == 0 { return start..<offset }
                continue
            case 0x7B, 0x5B: depth += 1
            case 0x7D, 0x5D:
                if depth == 0 { return start..<offset }
                depth -= 1
                if depth == 0 {
                    offset += 1
                    return start..<offset
                }
            case 0x2C where depth == 0: return start..<offset
            default: break
            }
            offset += 1
        }
        throw wrong("it does not end")
    }

    private func wrong(_ what: String) -> FormatError {
        let place = min(offset, bytes.count)
        return .malformed(line: 1 + bytes[..<place].count { $0 == 0x0A }, offset: place, what: "not JSON: \(what)")
    }
}
