import GlossModel

/// Writing of XML: characters that mean something become references.
extension ByteOutput {
    /// Bytes as content. CR becomes a reference, so that no reader makes it LF. What XML cannot hold
    /// becomes U+FFFD: control characters, and bytes that are not UTF-8.
    mutating func write(xml bytes: Bytes, isAttribute: Bool = false) {
        var run = 0
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte < 0x80, !XMLOutput.isSpecial(byte, isAttribute) {
                offset += 1
                continue
            }
            let (scalar, length) = UTF8Decoding.scalar(in: bytes, at: offset)
            if byte >= 0x80, scalar != "\u{FFFD}", scalar.value | 1 != 0xFFFF {
                offset += length
                continue
            }
            write(raw: bytes[run..<offset])
            write(XMLOutput.reference(scalar))
            offset += length
            run = offset
        }
        write(raw: bytes[run..<bytes.count])
        passOn()
    }

    /// A string as content or, between quotes, as an attribute's value.
    mutating func write(xml string: String, isAttribute: Bool = false) {
        var copy = string
        copy.withBytes { write(xml: $0, isAttribute: isAttribute) }
    }

    /// ` name="value"`.
    mutating func attribute(_ name: String, _ value: String) {
        put(0x20)
        write(name)
        write("=\"")
        write(xml: value, isAttribute: true)
        put(0x22)
    }

    /// ` name="number"`.
    mutating func attribute(_ name: String, _ value: Int) {
        put(0x20)
        write(name)
        write("=\"")
        write(value)
        put(0x22)
    }
}

/// What XML can hold and how.
enum XMLOutput {
    /// Whether XML 1.0 cannot hold a text: control characters, bytes that are not UTF-8.
    static func cannotHold(_ text: Text) -> Bool {
        var offset = 0
        while offset < text.count {
            let byte = text.bytes[offset]
            if byte < 0x80 {
                if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return true }
                offset += 1
                continue
            }
            let (scalar, length) = text.scalar(at: offset)
            if scalar == "\u{FFFD}", text.bytes[offset] != 0xEF || length != 3 { return true }
            if scalar.value | 1 == 0xFFFF { return true }
            offset += length
        }
        return false
    }

    /// A word as a name: what names cannot hold becomes `_`.
    static func name(_ word: String) -> String {
        var bytes = word.utf8.map { (byte: UInt8) -> UInt8 in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x2D, 0x2E: byte
            default: 0x5F
            }
        }
        if let first = bytes.first, first < 0x41 { bytes.insert(0x5F, at: 0) }
        return bytes.isEmpty ? "_" : String(decoding: bytes, as: UTF8.self)
    }

    static func isSpecial(_ byte: UInt8, _ isAttribute: Bool) -> Bool {
        switch byte {
        case 0x26, 0x3C, 0x3E: true
        case 0x09, 0x0A: isAttribute
        case 0x22: isAttribute
        default: byte < 0x20
        }
    }

    static func reference(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\"": "&quot;"
        case "\t", "\n", "\r": "&#\(scalar.value);"
        default: "\u{FFFD}"
        }
    }
}
