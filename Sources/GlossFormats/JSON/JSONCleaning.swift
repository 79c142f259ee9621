import GlossModel

/// JSON of strangers on its way out again: what the reader lets pass and RFC 8259 does not have must not
/// be passed on. Bytes that are not UTF-8 and surrogates without their half become U+FFFD, `NaN` and
/// `Infinity` null, and what is no JSON at all a string of what stood there.
enum JSONCleaning {
    /// A value as it may be written; nil where it may stay as it is. O(bytes).
    static func cleaned(_ bytes: Bytes) -> [UInt8]? {
        var tokens = JSONTokens(bytes, 0..<bytes.count)
        tokens.skipSpace()
        let isValue = (try? tokens.value()) != nil
        tokens.skipSpace()
        guard isValue, tokens.offset == tokens.end else {
            var (json, out) = (JSONWriter(indented: false), ByteOutput())
            json.string(String(decoding: bytes, as: UTF8.self), &out)
            return out.bytes
        }
        return isSound(bytes) ? nil : rewritten(bytes)
    }

    /// Whether a file, or a part of it, is one value after the other, each by the rules. O(bytes).
    static func isSoundFile(_ file: Text, _ range: Range<Int>? = nil) -> Bool {
        let range = range ?? 0..<file.count
        var tokens = JSONTokens(file.bytes, range)
        tokens.skipSpace()
        while tokens.offset < tokens.end {
            guard (try? tokens.value()) != nil else { return false }
            tokens.skipSpace()
        }
        return isSound(Bytes(rebasing: file.bytes[range]))
    }

    /// Whether bytes that are JSON as `JSONTokens` takes it are so by the rules too. O(bytes).
    static func isSound(_ bytes: Bytes) -> Bool {
        var (offset, isString) = (0, false)
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte >= 0x80 {
                let (scalar, length) = UTF8Decoding.scalar(in: bytes, at: offset)
                if scalar == "\u{FFFD}", length != 3 || byte != 0xEF { return false }
                offset += length
                continue
            }
            if byte == 0x22 { isString.toggle() }
            if !isString, byte == 0x4E || byte == 0x49 { return false }
            guard byte == 0x5C, isString else {
                offset += 1
                continue
            }
            guard let half = surrogate(bytes, offset) else {
                offset += 2
                continue
            }
            guard half < 0xDC00, let other = surrogate(bytes, offset + 6), other >= 0xDC00 else { return false }
            offset += 12
        }
        return true
    }

    private static func rewritten(_ bytes: Bytes) -> [UInt8] {
        var (result, offset, isString): ([UInt8], Int, Bool) = ([], 0, false)
        result.reserveCapacity(bytes.count)
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte >= 0x80 {
                let (scalar, length) = UTF8Decoding.scalar(in: bytes, at: offset)
                result += Array(String(scalar).utf8)
                offset += length
            } else if byte == 0x5C, isString {
                escape(bytes, &offset, &result)
            } else if !isString, byte == 0x4E || byte == 0x49 {
                // Of -Infinity the sign has been taken.
                if result.last == 0x2D { result.removeLast() }
                result += Array("null".utf8)
                offset += byte == 0x4E ? 3 : 8
            } else {
                if byte == 0x22 { isString.toggle() }
                result.append(byte)
                offset += 1
            }
        }
        return result
    }

    private static func escape(_ bytes: Bytes, _ offset: inout Int, _ result: inout [UInt8]) {
        guard let half = surrogate(bytes, offset) else {
            result += bytes[offset..<min(offset + 2, bytes.count)]
            offset += 2
            return
        }
        if half < 0xDC00, let other = surrogate(bytes, offset + 6), other >= 0xDC00 {
            result += bytes[offset..<offset + 12]
            offset += 12
        } else {
            result += Array("\\ufffd".utf8)
            offset += 6
        }
    }

    /// The half of a pair that `\uXXXX` at an offset is; nil for any other escape.
    private static func surrogate(_ bytes: Bytes, _ offset: Int) -> UInt32? {
        guard offset + 6 <= bytes.count, bytes[offset] == 0x5C, bytes[offset + 1] == 0x75 else { return nil }
        var value: UInt32 = 0
        for place in offset + 2..<offset + 6 {
            guard let digit = JSONString.hexDigit(bytes[place]) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return (0xD800..<0xE000).contains(value) ? value : nil
    }
}
