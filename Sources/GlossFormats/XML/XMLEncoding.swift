import GlossModel

/// How the bytes of an XML document are to be read: UTF-8, UTF-16 by its byte order mark, and the
/// single-byte encodings that old files declare.
enum XMLEncoding {
    /// The document in UTF-8; the same bytes where they are already. Linear.
    static func utf8(_ file: Text) throws(FormatError) -> Text {
        let bytes = file.bytes
        if let text = UTF16Text.utf8(bytes) { return text }
        switch declared(bytes) {
        // A declaration that can be read like this has been converted without being told.
        case nil, "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf16": return file
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
        let bytes = Bytes(rebasing: file.bytes.prefix(limit))
        return UTF16Text.utf8(bytes).map { $0[$0.span] } ?? String(decoding: bytes, as: UTF8.self)
    }

    /// The encoding that the XML declaration names, in lower case.
    private static func declared(_ bytes: Bytes) -> String? {
        let head = String(decoding: bytes.prefix(256), as: UTF8.self)
        guard head.hasPrefix("<?xml"), let end = head.firstRange(of: "?>"),
            let name = head[..<end.lowerBound].firstRange(of: "encoding")
        else { return nil }
        let rest = head[name.upperBound..<end.lowerBound].drop { $0 == " " || $0 == "=" }
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
        return rest.dropFirst().prefix { $0 != quote }.lowercased()
    }
}
