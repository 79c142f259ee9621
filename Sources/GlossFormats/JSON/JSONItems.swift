import GlossModel

/// Where a value stands in a file.
struct JSONPlace {
    var file: Text
    var range: Range<Int>
}

/// The items of one array, the members of one object, or the values of a file one after the other
/// (JSON Lines, RFC 7464) as ranges of the file, so that a large one need not become a tree. Items
/// are not checked; whoever parses them does.
struct JSONItems {
    /// An item; the key is empty in an array, else what stands between its quotes.
    struct Item {
        var key: Range<Int>
        var value: Range<Int>
    }

    private let text: Text
    private let bytes: Bytes
    /// What ends it; nil for the values of a file.
    private let closing: UInt8?
    private let end: Int
    private var offset: Int
    private var isFirst = true
    /// Where the last item began.
    private var itemStart = 0
    /// From where lines are counted for errors.
    private(set) var lines = JSONLineBase()

    /// Begins at the `{` or `[` at an offset, white space before it passed over.
    init(_ text: Text, of opening: UInt8, from start: Int = 0) throws(FormatError) {
        try self.init(text, of: opening, in: start..<text.count)
    }

    /// The same within a range.
    init(_ text: Text, of opening: UInt8, in range: Range<Int>) throws(FormatError) {
        self.text = text
        bytes = text.bytes
        end = range.upperBound
        closing = opening == 0x7B ? 0x7D : 0x5D
        offset = range.lowerBound
        skipSpace()
        guard offset < end, bytes[offset] == opening else { throw wrong("it does not begin as it should") }
        offset += 1
    }

    /// The records of a file: the items of the array that it is, or its values one after the other.
    init(recordsOf text: Text) {
        self.text = text
        bytes = text.bytes
        end = text.count
        offset = 0
        let first = bytes.first { $0 > 0x20 }
        closing = first == 0x5B ? 0x5D : nil
        skipSpace()
        if closing != nil { offset += 1 }
    }

    /// The values of a file one after the other, an array as one of them.
    init(valuesOf text: Text) {
        (self.text, bytes, closing, end, offset) = (text, text.bytes, nil, text.count, 0)
    }

    /// Whether nothing that follows can be told apart.
    private var isOver = false

    /// The offset behind the closing bracket, once there are no more items.
    var behind: Int { offset + 1 }

    /// Whether the records are the items of one array.
    var isArray: Bool { closing == 0x5D }

    /// The next item; nil at the closing bracket. Linear in its bytes.
    mutating func next() throws(FormatError) -> Item? {
        skipSpace()
        itemStart = offset
        if isOver { return nil }
        guard let closing else {
            guard offset < end else { return nil }
            return Item(key: 0..<0, value: try value())
        }
        guard offset < end else { throw wrong("it does not end") }
        if bytes[offset] == closing { return nil }
        if !isFirst {
            guard bytes[offset] == 0x2C else { throw wrong("a comma is missing") }
            offset += 1
            skipSpace()
        }
        isFirst = false
        var key = 0..<0
        if closing == 0x7D {
            let quoted = try string()
            key = quoted.lowerBound + 1..<quoted.upperBound - 1
            skipSpace()
            guard offset < end, bytes[offset] == 0x3A else { throw wrong("a colon is missing") }
            offset += 1
            skipSpace()
        }
        return Item(key: key, value: try value())
    }

    /// Checks strictly that an item is JSON; `next` looks at quotes and brackets alone. O(bytes).
    func check(_ item: Item) throws(FormatError) {
        var tokens = JSONTokens(bytes, item.value, lines: lines)
        _ = try tokens.value()
        guard tokens.offset == tokens.end else { throw tokens.wrong("a comma is missing") }
    }

    /// Goes on behind an item that could not be read: in a file of a record a line with the next line; an
    /// array has no place to go on. The error that it is told by: of a record a line with its own line.
    mutating func goOn(after error: FormatError) -> FormatError {
        lines.move(to: min(itemStart, end), in: bytes)
        let next = JSONScan.first(0x0A, in: bytes, from: min(itemStart, end), to: end)
        isOver = isArray || next >= end
        offset = next + 1
        guard case .malformed(_, let place, let what) = error, !isOver, place > next, bytes[min(next + 1, end - 1)] == bytes[itemStart] else { return error }
        return .malformed(line: lines.line, offset: place, what: what)
    }

    private mutating func skipSpace() {
        while offset < end, bytes[offset] <= 0x20 { offset += 1 }
    }

    /// A string with its quotes.
    private mutating func string() throws(FormatError) -> Range<Int> {
        let start = offset
        guard offset < end, bytes[offset] == 0x22 else { throw wrong("a string is missing") }
        offset += 1
        while true {
            offset = JSONScan.special(in: bytes, from: offset, to: end)
            guard offset < end else { throw wrong("a string does not end") }
            let byte = bytes[offset]
            if byte == 0x22 { break }
            offset = min(end, offset + (byte == 0x5C ? 2 : 1))
        }
        offset += 1
        return start..<offset
    }

    private mutating func value() throws(FormatError) -> Range<Int> {
        let start = offset
        var depth = 0
        while offset < end {
            // Within brackets only quotes and brackets matter: { } [ ] with these bits are 0x7F.
            while depth > 0, offset < end, bytes[offset] != 0x22, bytes[offset] | 0x26 != 0x7F { offset += 1 }
            guard offset < end else { break }
            switch bytes[offset] {
            case 0x22:
                _ = try string()
                if depth == 0 { return start..<offset }
                continue
            case 0x7B, 0x5B: depth += 1
            case 0x7D, 0x5D:
                guard depth > 0 else { return try ended(start) }
                depth -= 1
                if depth == 0 {
                    offset += 1
                    return start..<offset
                }
            case 0x2C where depth == 0: return try ended(start)
            case 0x0...0x20 where depth == 0 && closing == nil: return start..<offset
            default: break
            }
            offset += 1
        }
        guard closing == nil, depth == 0 else { throw wrong("it does not end") }
        return start..<offset
    }

    /// A number or a word before what follows it. Between the values of a file nothing may stand.
    private func ended(_ start: Int) throws(FormatError) -> Range<Int> {
        guard closing != nil, offset > start else { throw wrong("a value is missing") }
        return start..<offset
    }

    private func wrong(_ what: String) -> FormatError {
        let place = min(offset, end)
        return .malformed(line: lines.line(of: place, in: bytes), offset: place, what: "not JSON: \(what)")
    }
}
