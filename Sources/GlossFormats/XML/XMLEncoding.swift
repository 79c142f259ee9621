import GlossModel

/// How the bytes of an XML document are to be read: UTF-8, UTF-16 by its byte order mark, and the
/// single-byte encodings that old files declare.
enum XMLEncoding {
    /// The document in UTF-8; the same bytes where they are already. Linear.
    static func utf8(_ file: Text) throws(FormatError) -> Text {
        let bytes = file.bytes
        if bytes.count >= 2, bytes[0] == 0xFF, bytes[1] == 0xFE { return utf16(bytes, isBigEndian: false) }
        if bytes.count >= 2, bytes[0] == 0xFE, bytes[1] == 0xFF { return utf16(bytes, isBigEndian: true) }
        switch declared(bytes) {
        case nil, "utf-8", "utf8", "us-ascii", "ascii": return file
        case "iso-8859-1", "latin1", "latin-1", "windows-1252":
            return Text(bytes.lazy.flatMap { Array(String(Unicode.Scalar($0)).utf8) }.map { $0 })
        case let name?:
            throw .unsupported(what: "its encoding \(name) is not read; iconv -f \(name) -t UTF-8 converts it")
        }
    }

    /// Whether a file begins as a document in one of these encodings must.
    static func mayBegin(_ file: InputFile) -> Bool { file.begins(with: 0x3C, 0xFE, 0xFF) }

    /// The first kilobytes of a file as a string, whatever its encoding; for telling formats apart.
    static func head(_ file: Text, _ limit: Int = 4096) -> String {
        let bytes = UnsafeBufferPointer(rebasing: file.bytes.prefix(limit))
        if bytes.count >= 2, bytes[0] == 0xFF, bytes[1] == 0xFE { return string(utf16(bytes, isBigEndian: false)) }
        if bytes.count >= 2, bytes[0] == 0xFE, bytes[1] == 0xFF { return string(utf16(bytes, isBigEndian: true)) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func string(_ text: Text) -> String { text[text.span] }

    private static func utf16(_ bytes: UnsafeBufferPointer<UInt8>, isBigEndian: Bool) -> Text {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        for place in stride(from: 2, to: bytes.count - 1, by: 2) {
            let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
            units.append(isBigEndian ? first << 8 | second : second << 8 | first)
        }
        return Text(String(decoding: units, as: UTF16.self))
    }

    /// The encoding that the XML declaration names, in lower case.
    private static func declared(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        let head = String(decoding: bytes.prefix(256), as: UTF8.self)
        guard head.hasPrefix("<?xml"), let end = head.firstRange(of: "?>"),
            let name = head[..<end.lowerBound].firstRange(of: "encoding")
        else { return nil }
        let rest = head[name.upperBound..<end.lowerBound].drop { $0 == " " || $0 == "=" }
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
        return rest.dropFirst().prefix { $0 != quote }.lowercased()
    }
}
