import GlossModel

/// Writes JSON (RFC 8259) token by token into an output, without a tree.
///
/// Indented, the outermost two levels stand on lines of their own and everything deeper on one
/// line; else all of it is one line. Strings are escaped so that no control character, C1 control
/// or bidirectional override stands bare in the output.
struct JSONWriter {
    private var depth = 0
    private var isFirst = true
    private var afterKey = false
    private let isIndented: Bool

    init(indented: Bool) { isIndented = indented }

    mutating func begin(_ bracket: UInt8, _ out: inout ByteOutput) {
        separate(&out)
        out.put(bracket)
        depth += 1
        isFirst = true
    }

    mutating func end(_ bracket: UInt8, _ out: inout ByteOutput) {
        depth -= 1
        if isIndented, depth < 2, !isFirst { newLine(&out) }
        out.put(bracket)
        isFirst = false
        out.passOn()
    }

    mutating func object(_ out: inout ByteOutput, _ body: (inout JSONWriter, inout ByteOutput) -> Void) {
        begin(0x7B, &out)
        body(&self, &out)
        end(0x7D, &out)
    }

    mutating func array(_ out: inout ByteOutput, _ body: (inout JSONWriter, inout ByteOutput) -> Void) {
        begin(0x5B, &out)
        body(&self, &out)
        end(0x5D, &out)
    }

    /// A key that may need escapes.
    mutating func key(quoting name: String, _ out: inout ByteOutput) {
        string(name, &out)
        out.write(isIndented ? ": " : ":")
        afterKey = true
    }

    /// A key that needs no escapes.
    mutating func key(_ name: String, _ out: inout ByteOutput) {
        separate(&out)
        out.put(0x22)
        out.write(name)
        out.write("\":")
        if isIndented { out.put(0x20) }
        afterKey = true
    }

    /// A key as a file has it between its quotes, made anew where it breaks the rules.
    mutating func key(raw name: Slice<Bytes>, _ out: inout ByteOutput) {
        key(quoting: String(decoding: JSONString.unescaped(name.base, name.startIndex..<name.endIndex), as: UTF8.self), &out)
    }

    mutating func number(_ value: Int, _ out: inout ByteOutput) {
        separate(&out)
        out.write(value)
    }

    /// A number as it is; null where it is none.
    mutating func number(_ value: Double, _ out: inout ByteOutput) {
        guard value.isFinite else { return null(&out) }
        separate(&out)
        out.write("\(value)")
    }

    /// A number between 0 and 1, to three places.
    mutating func fraction(_ value: Double, _ out: inout ByteOutput) {
        separate(&out)
        let thousandths = value.isFinite ? Int((min(max(value, 0), 1) * 1000).rounded()) : 0
        out.write(thousandths / 1000)
        out.put(0x2E)
        var digits = Day.padded(thousandths % 1000, 3)
        while digits.utf8.count > 1, digits.utf8.last == 0x30 { digits.removeLast() }
        out.write(digits)
    }

    /// A number to three places, or null.
    mutating func decimal(_ value: Double?, _ out: inout ByteOutput) {
        guard let value, value.isFinite, abs(value) < 1e12 else { return null(&out) }
        separate(&out)
        out.write(Decimals.string(value))
    }

    mutating func bool(_ value: Bool, _ out: inout ByteOutput) {
        separate(&out)
        out.write(value ? "true" : "false")
    }

    mutating func null(_ out: inout ByteOutput) {
        separate(&out)
        out.write("null")
    }

    mutating func string(_ value: String, _ out: inout ByteOutput) {
        separate(&out)
        var copy = value
        copy.withBytes { JSONWriter.quote($0, &out) }
    }

    /// A key that needs no escapes with a string.
    mutating func member(_ name: String, _ value: String, _ out: inout ByteOutput) {
        key(name, &out)
        string(value, &out)
    }

    mutating func string(orNull value: String?, _ out: inout ByteOutput) {
        if let value { string(value, &out) } else { null(&out) }
    }

    /// The text of a span, exactly; invalid bytes as U+FFFD.
    mutating func text(_ span: Span, of text: Text, _ out: inout ByteOutput) {
        separate(&out)
        let range = text.clamped(span).range
        JSONWriter.quote(Bytes(rebasing: text.bytes[range]), &out)
    }

    /// A value that is JSON already, as a file has it; see `JSONCleaning`.
    mutating func raw(_ bytes: Slice<Bytes>, _ out: inout ByteOutput) {
        separate(&out)
        let bytes = Bytes(rebasing: bytes)
        if let cleaned = JSONCleaning.cleaned(bytes) { out.write(raw: cleaned) } else { out.write(raw: bytes) }
    }

    /// Makes room for a value that is written next by others.
    mutating func place(_ out: inout ByteOutput) { separate(&out) }

    private mutating func separate(_ out: inout ByteOutput) {
        if afterKey {
            afterKey = false
            return
        }
        if depth == 0 { return }
        if !isFirst { out.put(0x2C) }
        if isIndented, depth > 0, depth <= 2 {
            newLine(&out)
        } else if isIndented, !isFirst {
            out.put(0x20)
        }
        isFirst = false
    }

    private func newLine(_ out: inout ByteOutput) {
        out.put(0x0A)
        for _ in 0..<depth { out.put(0x20) }
    }

    private static func quote(_ bytes: Bytes, _ out: inout ByteOutput) {
        out.put(0x22)
        var runStart = 0
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte >= 0x20, byte < 0x7F, byte != 0x22, byte != 0x5C {
                offset += 1
                continue
            }
            let (scalar, length) = UTF8Decoding.scalar(in: bytes, at: offset)
            if byte >= 0x80, scalar != "\u{FFFD}", !isUnsafe(scalar) {
                offset += length
                continue
            }
            if offset > runStart { out.write(raw: bytes[runStart..<offset]) }
            escape(scalar, &out)
            offset += length
            runStart = offset
        }
        if offset > runStart { out.write(raw: bytes[runStart..<offset]) }
        out.put(0x22)
        out.passOn()
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0xE000 && StandIn.character(for: scalar) != nil
    }

    private static func escape(_ scalar: Unicode.Scalar, _ out: inout ByteOutput) {
        switch scalar {
        case "\"": out.write("\\\"")
        case "\\": out.write("\\\\")
        case "\n": out.write("\\n")
        case "\r": out.write("\\r")
        case "\t": out.write("\\t")
        case "\u{FFFD}": out.write("\u{FFFD}")
        default:
            let digits = String(scalar.value, radix: 16)
            out.write("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits)
        }
    }
}
