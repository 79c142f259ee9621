/// The byte order mark (U+FEFF) at the beginning of a text.
///
/// It is never part of a `Text`. Whether offsets count it hangs on where it stood. At the beginning of a
/// file it says how the file is encoded: offsets of a file beside it do not count it, and where they do,
/// that is found out and told. At the beginning of a string within a file it is a character of that
/// string, and the offsets of that file count it. It is written back only where a text is written as a
/// plain text of its own that had one; a text that is written into a string, or beside annotations, has
/// none, and nothing counts it; a record that is written back as it stood keeps it, and counts it.
public enum ByteOrderMark: Sendable, Hashable {
    case absent
    /// It stood before the text of a file.
    case ofFile
    /// It stood before the text of a string within a file.
    case ofString

    /// Its bytes in UTF-8.
    public static let bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Bytes of the mark that some bytes begin with: 3 or 0.
    public static func length(in bytes: some Collection<UInt8>) -> Int {
        bytes.starts(with: Self.bytes) ? Self.bytes.count : 0
    }

    /// Units that it counts as.
    public static func length(in unit: OffsetUnit) -> Int { unit == .bytes ? bytes.count : 1 }
}
