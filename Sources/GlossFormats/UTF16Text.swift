import GlossModel

/// Files in UTF-16, known by their byte order mark.
public enum UTF16Text {
    /// Whether a file begins with the mark and has whole units behind it. O(1).
    public static func stands(in file: Text) -> Bool { isBigEndian(file.bytes) != nil && file.count > 3 && file.count % 2 == 0 }

    /// A file in UTF-8: the same where it is not in UTF-16. Linear where it is.
    public static func converted(_ file: Text) -> Text { stands(in: file) ? utf8(file.bytes) ?? file : file }

    /// The text in UTF-8, without the mark; halves of pairs that stand alone become U+FFFD. nil where there
    /// is no mark. Linear.
    static func utf8(_ bytes: Bytes) -> Text? {
        isBigEndian(bytes).map { decoded(Bytes(rebasing: bytes[2...]), isBigEndian: $0) }
    }

    /// A file without a mark in UTF-8; a last odd byte is left out. Linear.
    static func decoded(_ file: Text, isBigEndian: Bool) -> Text { decoded(file.bytes, isBigEndian: isBigEndian) }

    private static func decoded(_ bytes: Bytes, isBigEndian: Bool) -> Text {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        for place in stride(from: 0, to: bytes.count - 1, by: 2) {
            let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
            units.append(isBigEndian ? first << 8 | second : second << 8 | first)
        }
        return Text(String(decoding: units, as: UTF16.self))
    }

    private static func isBigEndian(_ bytes: Bytes) -> Bool? {
        guard bytes.count > 1 else { return nil }
        return (bytes[0], bytes[1]) == (0xFE, 0xFF) ? true : (bytes[0], bytes[1]) == (0xFF, 0xFE) ? false : nil
    }
}
