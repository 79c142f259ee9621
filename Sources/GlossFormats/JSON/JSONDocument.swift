import GlossModel

/// A JSON text (RFC 8259) as a tree of byte ranges: no string or number is made before it is asked
/// for.
///
/// Nodes stand in one array, each before its children; an object's children are key, value, key,
/// value. Strict: no comments, no trailing commas, no bare words, nothing after the value. Nested
/// at most `maximumDepth` deep. Bytes in strings that are not UTF-8 decode as U+FFFD, and so do
/// surrogates without their half.
public struct JSONDocument: Sendable {
    struct Node: Sendable {
        var kind: JSONValue.Kind
        /// Bytes; of strings, without the quotes.
        var start: UInt32
        var end: UInt32
        /// Index after the node and all below it.
        var next: UInt32
    }

    static let maximumDepth = 256

    let text: Text
    private(set) var nodes: [Node] = []

    /// Reads one value in a range of a file; all of it where none is given. O(bytes).
    public init(_ text: Text, in range: Range<Int>? = nil) throws(FormatError) {
        self.text = text
        var parser = Parser(text, range ?? 0..<text.count)
        try parser.parse()
        nodes = parser.nodes
    }

    /// The outermost value.
    public var root: JSONValue { JSONValue(document: self, index: 0) }
}

/// A value in a JSON document.
public struct JSONValue: Sendable {
    /// The kinds of values; strings with escapes apart from those without.
    public enum Kind: UInt8, Sendable { case null, `true`, `false`, number, string, escaped, array, object }

    let document: JSONDocument
    let index: Int

    private var node: JSONDocument.Node { document.nodes[index] }

    public var kind: Kind { node.kind }

    /// The bytes of the file that it stands on; of a string, between the quotes.
    public var range: Range<Int> { Int(node.start)..<Int(node.end) }

    public var isNull: Bool { kind == .null }

    /// nil where it is no boolean.
    public var bool: Bool? { kind == .true ? true : kind == .false ? false : nil }

    /// nil where it is no string.
    public var string: String? {
        switch kind {
        case .string:
            String(decoding: document.text.bytes[range], as: UTF8.self)
        case .escaped: String(decoding: unescaped, as: UTF8.self)
        default: nil
        }
    }

    /// The bytes of a string in UTF-8, escapes undone; nil where it is none.
    public var bytes: [UInt8]? {
        switch kind {
        case .string: Array(document.text.bytes[range])
        case .escaped: unescaped
        default: nil
        }
    }

    /// A string as a text of its own, or one that stands in the file's bytes; nil where it is none.
    var asText: Text? {
        switch kind {
        case .string:
            let file = document.text
            return Text(borrowing: UnsafeBufferPointer(rebasing: file.bytes[range])) { withExtendedLifetime(file) {} }
        case .escaped:
            let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: range.count)
            let count = unescape(into: buffer)
            let address = UInt(bitPattern: buffer.baseAddress)
            return Text(borrowing: UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[..<count])) {
                UnsafeMutablePointer<UInt8>(bitPattern: address)?.deallocate()
            }
        default: return nil
        }
    }

    /// The bytes of the file that it is written in; of a string with its quotes.
    var written: Slice<UnsafeBufferPointer<UInt8>> {
        let isString = kind == .string || kind == .escaped
        return document.text.bytes[isString ? range.lowerBound - 1..<range.upperBound + 1 : range]
    }

    /// A string as it is, anything else as it is written: for what is kept of a file without meaning
    /// anything to gloss.
    var asWords: String { string ?? (isNull ? "" : String(decoding: written, as: UTF8.self)) }

    /// nil where it is no whole number that fits.
    public var int: Int? {
        guard kind == .number else { return nil }
        let bytes = document.text.bytes
        let isNegative = bytes[range.lowerBound] == 0x2D
        var value = 0
        for offset in range.dropFirst(isNegative ? 1 : 0) {
            guard bytes[offset] & 0xF0 == 0x30, bytes[offset] <= 0x39, value < Int.max / 10 - 1 else { return nil }
            value = value * 10 + Int(bytes[offset] & 0x0F)
        }
        return isNegative ? -value : value
    }

    /// nil where it is no number.
    public var double: Double? {
        kind == .number ? Double(String(decoding: document.text.bytes[range], as: UTF8.self)) : nil
    }

    /// The items of an array; none where it is no array. O(items).
    public var items: [JSONValue] {
        guard kind == .array else { return [] }
        var found: [JSONValue] = []
        var child = index + 1
        while child < Int(node.next) {
            found.append(JSONValue(document: document, index: child))
            child = Int(document.nodes[child].next)
        }
        return found
    }

    /// The members of an object, in order; none where it is no object. O(members).
    var members: [(key: String, value: JSONValue)] {
        guard kind == .object else { return [] }
        var found: [(key: String, value: JSONValue)] = []
        var child = index + 1
        while child < Int(node.next) {
            let value = Int(document.nodes[child].next)
            found.append((JSONValue(document: document, index: child).string ?? "", JSONValue(document: document, index: value)))
            child = Int(document.nodes[value].next)
        }
        return found
    }

    /// The value of a key, the first where it stands twice; nil where there is none or this is no
    /// object. O(members).
    public subscript(_ key: String) -> JSONValue? {
        guard kind == .object else { return nil }
        var child = index + 1
        while child < Int(node.next) {
            let value = Int(document.nodes[child].next)
            if JSONValue(document: document, index: child).equals(key) {
                return JSONValue(document: document, index: value)
            }
            child = Int(document.nodes[value].next)
        }
        return nil
    }

    private func equals(_ key: String) -> Bool {
        kind == .string ? document.text.bytes[range].elementsEqual(key.utf8) : string == key
    }

    private var unescaped: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in count = unescape(into: buffer) }
    }

    /// Undoes escapes, which never makes more bytes; how many there are then.
    private func unescape(into buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        let bytes = document.text.bytes
        guard let source = bytes.baseAddress, let target = buffer.baseAddress else { return 0 }
        var (offset, count) = (range.lowerBound, 0)
        while offset < range.upperBound {
            let next = JSONScan.backslash(in: bytes, from: offset, to: range.upperBound)
            (target + count).update(from: source + offset, count: next - offset)
            count += next - offset
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
                for byte in String(scalar(at: &offset)).utf8 {
                    target[count] = byte
                    count += 1
                }
                continue
            default: break
            }
            target[count] = plain
            count += 1
        }
        return count
    }

    /// The scalar of `\uXXXX`, with its second half where it is the first of two.
    private func scalar(at offset: inout Int) -> Unicode.Scalar {
        let bytes = document.text.bytes
        let first = hex(at: offset)
        offset += 4
        guard (0xD800..<0xDC00).contains(first), offset + 6 <= range.upperBound,
            bytes[offset] == 0x5C, bytes[offset + 1] == 0x75
        else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        let second = hex(at: offset + 2)
        guard (0xDC00..<0xE000).contains(second) else { return "\u{FFFD}" }
        offset += 6
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private func hex(at offset: Int) -> UInt32 {
        var value: UInt32 = 0
        for index in offset..<min(offset + 4, range.upperBound) {
            value = value << 4 | UInt32(JSONDocument.Parser.hexDigit(document.text.bytes[index]) ?? 0)
        }
        return value
    }
}

extension JSONDocument {
    /// Reads a JSON text into nodes, without recursion.
    struct Parser {
        private(set) var nodes: [Node] = []
        private let text: Text
        private let bytes: UnsafeBufferPointer<UInt8>
        private let start: Int
        private let end: Int
        private var offset: Int
        /// Open arrays and objects, by node.
        private var open: [Int] = []

        init(_ text: Text, _ range: Range<Int>) {
            self.text = text
            bytes = text.bytes
            start = max(0, range.lowerBound)
            end = min(range.upperBound, text.count)
            offset = start
        }

        mutating func parse() throws(FormatError) {
            repeat {
                skipSpace()
                if let container = open.last, try closes(container) { continue }
                if let container = open.last, nodes[container].kind == .object { try key() }
                try value()
            } while !open.isEmpty
            skipSpace()
            guard offset == end else { throw wrong("there is something after the value") }
        }

        /// Takes what stands between two items: a comma, or the end of the array or object.
        private mutating func closes(_ container: Int) throws(FormatError) -> Bool {
            let isObject = nodes[container].kind == .object
            let closing: UInt8 = isObject ? 0x7D : 0x5D
            let isFirst = nodes.count == container + 1
            guard offset < end else { throw wrong(isObject ? "an object does not end" : "an array does not end") }
            if bytes[offset] == closing {
                offset += 1
                nodes[container].end = UInt32(offset)
                nodes[container].next = UInt32(nodes.count)
                open.removeLast()
                return true
            }
            if !isFirst {
                guard bytes[offset] == 0x2C else { throw wrong("a comma is missing") }
                offset += 1
                skipSpace()
            }
            return false
        }

        private mutating func key() throws(FormatError) {
            guard offset < end, bytes[offset] == 0x22 else { throw wrong("a key is missing") }
            try string()
            skipSpace()
            guard offset < end, bytes[offset] == 0x3A else { throw wrong("a colon is missing") }
            offset += 1
            skipSpace()
        }

        private mutating func value() throws(FormatError) {
            guard offset < end else { throw wrong("a value is missing") }
            switch bytes[offset] {
            case 0x7B: try begin(.object)
            case 0x5B: try begin(.array)
            case 0x22: try string()
            case 0x74: try word("true", .true)
            case 0x66: try word("false", .false)
            case 0x6E: try word("null", .null)
            case 0x2D, 0x30...0x39: try number()
            default: throw wrong("this is no JSON value")
            }
        }

        private mutating func begin(_ kind: JSONValue.Kind) throws(FormatError) {
            guard open.count < JSONDocument.maximumDepth else { throw wrong("it is nested too deep") }
            open.append(nodes.count)
            append(kind, offset, offset + 1)
            offset += 1
        }

        private mutating func append(_ kind: JSONValue.Kind, _ start: Int, _ end: Int) {
            nodes.append(
                Node(
                    kind: kind, start: UInt32(start), end: UInt32(end),
                    next: UInt32(nodes.count + 1)))
        }

        private mutating func word(_ word: StaticString, _ kind: JSONValue.Kind) throws(FormatError) {
            let length = word.utf8CodeUnitCount
            guard offset + length <= end,
                bytes[offset..<offset + length].elementsEqual(
                    UnsafeBufferPointer(start: word.utf8Start, count: length))
            else { throw wrong("this is no JSON value") }
            append(kind, offset, offset + length)
            offset += length
        }

        private mutating func string() throws(FormatError) {
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
            append(isEscaped ? .escaped : .string, first, offset)
            offset += 1
        }

        private mutating func escape() throws(FormatError) {
            offset += 1
            guard offset < end else { throw wrong("a string does not end") }
            switch bytes[offset] {
            case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: offset += 1
            case 0x75:
                guard offset + 5 <= end,
                    bytes[offset + 1..<offset + 5].allSatisfy({ Parser.hexDigit($0) != nil })
                else { throw wrong("\\u wants four hexadecimal digits") }
                offset += 5
            default: throw wrong("there is no such escape")
            }
        }

        private mutating func number() throws(FormatError) {
            let first = offset
            if bytes[offset] == 0x2D { offset += 1 }
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
            append(.number, first, offset)
        }

        private mutating func digits() throws(FormatError) {
            let first = offset
            while offset < end, bytes[offset] >= 0x30, bytes[offset] <= 0x39 { offset += 1 }
            guard offset > first else { throw wrong("a digit is missing") }
        }

        private mutating func skipSpace() {
            while offset < end {
                switch bytes[offset] {
                case 0x20, 0x09, 0x0A, 0x0D: offset += 1
                default: return
                }
            }
        }

        static func hexDigit(_ byte: UInt8) -> UInt8? {
            switch byte {
            case 0x30...0x39: byte - 0x30
            case 0x41...0x46: byte - 0x37
            case 0x61...0x66: byte - 0x57
            default: nil
            }
        }

        private func wrong(_ what: String) -> FormatError {
            var line = 1
            for index in 0..<min(offset, end) where bytes[index] == 0x0A { line += 1 }
            return .malformed(line: line, offset: offset, what: "not JSON: \(what)")
        }
    }
}
