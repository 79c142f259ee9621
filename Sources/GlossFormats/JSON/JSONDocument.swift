import GlossModel

/// A JSON text (RFC 8259) as a tree of byte ranges: no string or number is made before it is asked
/// for.
///
/// Nodes stand in one array, each before its children; an object's children are key, value, key,
/// value. Strict: no comments, no trailing commas, no bare words, nothing after the value. Nested
/// at most `maximumDepth` deep. Bytes in strings that are not UTF-8 decode as U+FFFD, and so do
/// surrogates without their half.
public final class JSONDocument: Sendable {
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
    let nodes: [Node]

    /// Reads one value in a range of a file; all of it where none is given. O(bytes).
    public convenience init(_ text: Text, in range: Range<Int>? = nil) throws(FormatError) {
        try self.init(text, in: range ?? 0..<text.count, lines: JSONLineBase())
    }

    /// The same, with a line that is known already.
    init(_ text: Text, in range: Range<Int>, lines: JSONLineBase) throws(FormatError) {
        self.text = text
        var parser = Parser(text, range, lines: lines)
        try parser.parse()
        try parser.end()
        nodes = parser.nodes
    }

    /// Reads the value that is next, and goes behind it.
    init(_ text: Text, at tokens: inout JSONTokens) throws(FormatError) {
        self.text = text
        var parser = Parser(text, tokens.offset..<tokens.end, room: 512)
        try parser.parse()
        tokens.offset = parser.offset
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

    var isString: Bool { kind == .string || kind == .escaped }

    /// A string as a text of its own, or one that stands in the file's bytes; nil where it is none.
    var asText: Text? {
        isString ? JSONString.text(of: document.text, range, isEscaped: kind == .escaped) : nil
    }

    /// The bytes of the file that it is written in; of a string with its quotes.
    var written: Slice<Bytes> {
        document.text.bytes[isString ? range.lowerBound - 1..<range.upperBound + 1 : range]
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

    /// A number that counts something: whole, but perhaps written with a fraction of nothing (`3.0`), an
    /// exponent, or as a string (`"3"`); nil for anything else.
    var wholeNumber: Int? { int ?? (isString ? string.flatMap { Int($0) } : double.flatMap { Int(exactly: $0) }) }

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
        var key = key
        return key.withBytes { child(named: $0) }.map { JSONValue(document: document, index: $0) }
    }

    /// The node of a key's value.
    private func child(named key: Bytes) -> Int? {
        document.nodes.withUnsafeBufferPointer { nodes in
            var child = index + 1
            let end = Int(nodes[index].next)
            while child < end {
                let value = Int(nodes[child].next)
                if isKey(nodes[child], child, key) { return value }
                child = Int(nodes[value].next)
            }
            return nil
        }
    }

    @inline(__always)
    private func isKey(_ node: JSONDocument.Node, _ child: Int, _ key: Bytes) -> Bool {
        guard node.kind == .string else {
            return JSONValue(document: document, index: child).unescaped.elementsEqual(key)
        }
        guard Int(node.end - node.start) == key.count else { return false }
        let bytes = document.text.bytes
        for place in key.indices where bytes[Int(node.start) + place] != key[place] { return false }
        return true
    }

    private var unescaped: [UInt8] { JSONString.unescaped(document.text.bytes, range) }
}

extension JSONDocument {
    /// Reads a JSON text into nodes, without recursion.
    struct Parser {
        private(set) var nodes: [Node] = []
        private var tokens: JSONTokens
        /// Open arrays and objects, by node.
        private var open: [Int] = []

        /// Makes room for the nodes of a value of about as many bytes.
        init(_ text: Text, _ range: Range<Int>, room: Int? = nil, lines: JSONLineBase = JSONLineBase()) {
            tokens = JSONTokens(text.bytes, range, lines: lines)
            nodes.reserveCapacity(min(max(16, (room ?? range.count) / 10), 4096))
        }

        var offset: Int { tokens.offset }

        mutating func parse() throws(FormatError) {
            repeat {
                tokens.skipSpace()
                if let container = open.last, try closes(container) { continue }
                if let container = open.last, nodes[container].kind == .object { try key() }
                try value()
            } while !open.isEmpty
        }

        mutating func end() throws(FormatError) {
            tokens.skipSpace()
            guard tokens.offset == tokens.end else { throw tokens.wrong("there is something after the value") }
        }

        /// Takes what stands between two items: a comma, or the end of the array or object.
        private mutating func closes(_ container: Int) throws(FormatError) -> Bool {
            let isObject = nodes[container].kind == .object
            guard tokens.offset < tokens.end else {
                throw tokens.wrong(isObject ? "an object does not end" : "an array does not end")
            }
            if tokens.byte == (isObject ? 0x7D : 0x5D) {
                tokens.offset += 1
                nodes[container].end = UInt32(tokens.offset)
                nodes[container].next = UInt32(nodes.count)
                open.removeLast()
                return true
            }
            if nodes.count > container + 1 {
                try tokens.take(0x2C, "a comma is missing")
                tokens.skipSpace()
            }
            return false
        }

        private mutating func key() throws(FormatError) {
            guard tokens.byte == 0x22 else { throw tokens.wrong("a key is missing") }
            try string()
            try tokens.take(0x3A, "a colon is missing")
            tokens.skipSpace()
        }

        private mutating func value() throws(FormatError) {
            switch tokens.byte {
            case 0x7B: try begin(.object)
            case 0x5B: try begin(.array)
            case 0x22: try string()
            default:
                let start = tokens.offset
                append(try tokens.scalar(), start..<tokens.offset)
            }
        }

        private mutating func begin(_ kind: JSONValue.Kind) throws(FormatError) {
            guard open.count < JSONDocument.maximumDepth else { throw tokens.wrong("it is nested too deep") }
            open.append(nodes.count)
            append(kind, tokens.offset..<tokens.offset + 1)
            tokens.offset += 1
        }

        private mutating func string() throws(FormatError) {
            let (range, isEscaped) = try tokens.string()
            append(isEscaped ? .escaped : .string, range)
        }

        private mutating func append(_ kind: JSONValue.Kind, _ range: Range<Int>) {
            nodes.append(
                Node(
                    kind: kind, start: UInt32(range.lowerBound), end: UInt32(range.upperBound),
                    next: UInt32(nodes.count + 1)))
        }
    }
}
