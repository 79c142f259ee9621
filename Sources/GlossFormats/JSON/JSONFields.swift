import GlossModel

/// A value of a JSON text where it stands: nothing is made of it before it is asked for. The bytes
/// must stay while it is used, and be such as `JSONTokens` has passed over.
struct JSONSlice {
    let bytes: Bytes
    /// The bytes it stands on; of a string with its quotes.
    let range: Range<Int>

    private var first: UInt8 { bytes[range.lowerBound] }

    /// Whether two are written alike.
    @inline(__always)
    func equals(_ other: JSONSlice) -> Bool {
        guard range.count == other.range.count else { return false }
        for place in 0..<range.count
        where bytes[range.lowerBound + place] != other.bytes[other.range.lowerBound + place] { return false }
        return true
    }

    var isArray: Bool { first == 0x5B }

    var isNull: Bool { first == 0x6E }

    var bool: Bool? { first == 0x74 ? true : first == 0x66 ? false : nil }

    /// What stands between the quotes of a string without escapes; nil for anything else.
    @inline(__always)
    var plain: Bytes? {
        guard first == 0x22 else { return nil }
        let inner = range.lowerBound + 1..<range.upperBound - 1
        guard JSONScan.first(0x5C, in: bytes, from: inner.lowerBound, to: inner.upperBound) == inner.upperBound else { return nil }
        return Bytes(rebasing: bytes[inner])
    }

    /// nil where it is no string.
    var string: String? {
        if let plain { return String(decoding: plain, as: UTF8.self) }
        guard first == 0x22 else { return nil }
        return String(decoding: JSONString.unescaped(bytes, range.lowerBound + 1..<range.upperBound - 1), as: UTF8.self)
    }

    /// A string as a text: of its own, or one that stands in the file's bytes; nil where it is none.
    func text(of file: Text) -> Text? {
        guard first == 0x22 else { return nil }
        return JSONString.text(of: file, range.lowerBound + 1..<range.upperBound - 1, isEscaped: plain == nil)
    }

    /// nil where it is no whole number that fits.
    var int: Int? {
        let isNegative = first == 0x2D
        guard isNegative || first & 0xF0 == 0x30, range.count < 19 else { return nil }
        var value = 0
        for offset in range.dropFirst(isNegative ? 1 : 0) {
            guard bytes[offset] & 0xF0 == 0x30 else { return nil }
            value = value * 10 + Int(bytes[offset] & 0x0F)
        }
        return isNegative ? -value : value
    }

    /// A number that counts something: whole, but perhaps written with a fraction of nothing, an exponent,
    /// or as a string; nil for anything else.
    var wholeNumber: Int? {
        if let int { return int }
        let words = string ?? String(decoding: bytes[range], as: UTF8.self)
        return Int(words) ?? Double(words).flatMap { Int(exactly: $0) }
    }

    /// The two whole numbers of an array of two; nil where it is anything else.
    var pair: (Int, Int)? {
        guard first == 0x5B else { return nil }
        var offset = range.lowerBound + 1
        guard let one = number(&offset, before: 0x2C), let other = number(&offset, before: 0x5D) else { return nil }
        return (one, other)
    }

    /// Goes through an array of arrays of two whole numbers and a string; false, perhaps after some, where
    /// there is anything else in it. O(bytes).
    func forEachTriple(_ body: (Int, Int, JSONSlice) -> Void) throws(FormatError) -> Bool {
        guard first == 0x5B else { return false }
        var tokens = JSONTokens(bytes, range)
        return try tokens.array { tokens throws(FormatError) in
            guard tokens.byte == 0x5B else { return false }
            tokens.offset += 1
            guard let start = number(&tokens.offset, before: 0x2C), let end = number(&tokens.offset, before: 0x2C) else {
                return false
            }
            tokens.skipSpace()
            guard tokens.byte == 0x22 else { return false }
            let label = tokens.offset
            _ = try tokens.string()
            let last = tokens.offset
            tokens.skipSpace()
            guard tokens.byte == 0x5D else { return false }
            tokens.offset += 1
            body(start, end, JSONSlice(bytes: bytes, range: label..<last))
            return true
        }
    }

    /// Goes through an array of objects as long as `body` takes them; false, perhaps after some, where it
    /// does not or where there is anything else in it. O(bytes).
    func forEachObject(_ body: (JSONFields) -> Bool) throws(FormatError) -> Bool {
        guard first == 0x5B else { return false }
        var fields = JSONFields()
        var tokens = JSONTokens(bytes, range)
        return try tokens.array { tokens throws(FormatError) in
            guard tokens.byte == 0x7B else { return false }
            try fields.read(&tokens)
            return body(fields)
        }
    }

    /// A number without a sign and the byte that must follow it, white space around both passed over.
    private func number(_ offset: inout Int, before closing: UInt8) -> Int? {
        while bytes[offset] <= 0x20 { offset += 1 }
        let first = offset
        var value = 0
        while bytes[offset] >= 0x30, bytes[offset] <= 0x39, offset - first < 18 {
            value = value * 10 + Int(bytes[offset] & 0x0F)
            offset += 1
        }
        guard offset > first else { return nil }
        while bytes[offset] <= 0x20 { offset += 1 }
        guard bytes[offset] == closing else { return nil }
        offset += 1
        return value
    }

    /// What it says in words: a string without its quotes, anything else as it is written.
    var words: String { string ?? String(decoding: bytes[range], as: UTF8.self) }

    /// nil where it is no number.
    var double: Double? {
        first == 0x2D || first & 0xF0 == 0x30 ? Double(String(decoding: bytes[range], as: UTF8.self)) : nil
    }

    /// The items of an array; none where it is none. O(bytes).
    var items: [JSONSlice] {
        var found: [JSONSlice] = []
        forEachItem { found.append(JSONSlice(bytes: bytes, range: $0)) }
        return found
    }

    /// Goes through the items of an array.
    @inline(__always)
    func forEachItem(_ body: (Range<Int>) -> Void) {
        guard first == 0x5B else { return }
        var tokens = JSONTokens(bytes, range)
        _ = try? tokens.array { tokens throws(FormatError) in
            body(try tokens.value())
            return true
        }
    }
}

/// The members of one object, looked up by name. Made to be read into again and again.
struct JSONFields {
    private var members: [(key: Range<Int>, value: Range<Int>)] = []
    private var bytes = Bytes()

    init() {}

    /// The members of an object; none where it is none.
    init(_ slice: JSONSlice) {
        var tokens = JSONTokens(slice.bytes, slice.range)
        if tokens.byte == 0x7B { try? read(&tokens) }
    }

    var count: Int { members.count }

    /// Reads the object that is next. Strict; O(bytes).
    mutating func read(_ tokens: inout JSONTokens) throws(FormatError) {
        members.removeAll(keepingCapacity: true)
        bytes = tokens.bytes
        try tokens.take(0x7B, "an object is missing")
        tokens.skipSpace()
        if tokens.byte == 0x7D {
            tokens.offset += 1
            return
        }
        while true {
            guard tokens.byte == 0x22 else { throw tokens.wrong("a key is missing") }
            let key = try tokens.string().range
            try tokens.take(0x3A, "a colon is missing")
            tokens.skipSpace()
            members.append((key, try tokens.quickValue()))
            tokens.skipSpace()
            guard tokens.byte == 0x2C else { break }
            tokens.offset += 1
            tokens.skipSpace()
        }
        try tokens.take(0x7D, tokens.offset < tokens.end ? "a comma is missing" : "an object does not end")
    }

    /// The value of a key, the first where it stands twice; nil where there is none. O(members).
    @inline(__always)
    subscript(_ key: StaticString) -> JSONSlice? {
        for member in members where isNamed(key, member.key) {
            return JSONSlice(bytes: bytes, range: member.value)
        }
        return nil
    }

    @inline(__always)
    private func isNamed(_ key: StaticString, _ range: Range<Int>) -> Bool {
        guard range.count == key.utf8CodeUnitCount else { return false }
        let wanted = key.utf8Start
        for index in 0..<range.count where bytes[range.lowerBound + index] != wanted[index] { return false }
        return true
    }

    /// The members of the object that is next, what they hold passed over by its brackets and quotes
    /// alone. O(bytes).
    init(skimming file: Text, _ tokens: inout JSONTokens) throws(FormatError) {
        bytes = tokens.bytes
        var items = try JSONItems(file, of: 0x7B, in: tokens.offset..<tokens.end)
        while let item = try items.next() { members.append((item.key, item.value)) }
        tokens.offset = items.behind
    }

    /// Goes through the objects of a list in it, each read strictly; what else is in the list is
    /// passed over. O(bytes).
    func forEach(_ key: StaticString, _ body: (inout JSONFields) -> Void) throws(FormatError) {
        guard let list = self[key], list.isArray else { return }
        var fields = JSONFields()
        var tokens = JSONTokens(list.bytes, list.range)
        _ = try tokens.array { tokens throws(FormatError) in
            if tokens.byte == 0x7B {
                try fields.read(&tokens)
                body(&fields)
            } else {
                _ = try tokens.value()
            }
            return true
        }
    }

    /// Passes strictly over all values but the lists of some keys, which are read so. O(bytes).
    func check(exceptLists lists: [StaticString]) throws(FormatError) {
        for member in members
        where bytes[member.value.lowerBound] != 0x5B || !lists.contains(where: { isNamed($0, member.key) }) {
            var tokens = JSONTokens(bytes, member.value)
            _ = try tokens.value()
            guard tokens.offset == tokens.end else { throw tokens.wrong("a comma is missing") }
        }
    }
}
