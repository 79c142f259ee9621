/// What is shown in place of a character that would act on a terminal instead of standing on it.
public enum StandIn {
    /// The visible stand-in for a scalar, or nil where the scalar may be shown as it is.
    ///
    /// C0 controls and DEL become control pictures (U+2400 and on), C1 controls and the other
    /// invisible characters that change how text around them reads (bidirectional embeddings,
    /// overrides and isolates, line and paragraph separators, interlinear marks, tags) become
    /// U+FFFD. Joiners stay: scripts need them.
    @inlinable
    public static func character(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x20...0x7E: nil
        case 0x00...0x1F: Unicode.Scalar(0x2400 + scalar.value)
        case 0x7F: "\u{2421}"
        case 0x80...0x9F: "\u{FFFD}"
        case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x206F: "\u{FFFD}"
        case 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: "\u{FFFD}"
        default: nil
        }
    }

    /// A string on one line: runs of white space as one space, none at the ends, stand-ins for
    /// what may not be shown.
    public static func line(_ string: some StringProtocol) -> String {
        var result = ""
        var pendingSpace = false
        for scalar in string.unicodeScalars {
            if scalar.properties.isWhitespace {
                pendingSpace = !result.isEmpty
                continue
            }
            if pendingSpace { result.unicodeScalars.append(" ") }
            pendingSpace = false
            result.unicodeScalars.append(character(for: scalar) ?? scalar)
        }
        return result
    }
}
