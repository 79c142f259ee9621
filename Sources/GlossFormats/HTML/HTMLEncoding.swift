import GlossModel

/// How the bytes of a page are to be read.
enum HTMLEncoding {
    /// A page in UTF-8, and what is to be said of its reading. What is UTF-8 is read so whatever it
    /// says; else what the page declares counts, and Windows-1252 where it says nothing. Linear.
    static func utf8(_ file: Text, path: String) -> (text: Text, finding: Finding?) {
        let file = UTF16Text.converted(file)
        guard !isUTF8(file.bytes) else { return (file, nil) }
        let declared = declared(file.bytes)
        if declared == "utf-8" || declared == "utf8" { return (file, nil) }
        if let encoding = declared.map(SingleByteEncoding.named) ?? SingleByteEncoding.windows1252 {
            return (Text(encoding.utf8(file.bytes)), nil)
        }
        let finding = Finding(
            .warning, "unknown-encoding", at: Finding.Place(file: path), "its encoding \(declared ?? "") is not known; it is read as Windows-1252",
            remedy: "iconv -f \(declared ?? "") -t UTF-8 converts it")
        return (Text(SingleByteEncoding.windows1252.utf8(file.bytes)), finding)
    }

    private static func isUTF8(_ bytes: Bytes) -> Bool {
        var place = 0
        while place < bytes.count {
            if bytes[place] < 0x80 {
                place += 1
                continue
            }
            let (scalar, length) = UTF8Decoding.scalar(in: bytes, at: place)
            // U+FFFD itself is three bytes long; what stands for broken ones is shorter, or cut off.
            if scalar == "\u{FFFD}", length < 3 || bytes[place] != 0xEF { return false }
            place += length
        }
        return true
    }

    /// The encoding that a page or its XML declaration names, in lower case.
    private static func declared(_ bytes: Bytes) -> String? {
        let head = String(decoding: bytes.prefix(4096), as: UTF8.self).lowercased()
        for word in ["charset", "encoding"] {
            guard let found = head.firstRange(of: word) else { continue }
            let rest = head[found.upperBound...].drop { $0 == " " }
            guard rest.first == "=" else { continue }
            let name = rest.dropFirst().drop { " \"'".contains($0) }.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.:".contains($0)) }
            if !name.isEmpty { return String(name) }
        }
        return nil
    }
}
