/// What is shown in place of scalars that must never reach a terminal or a table.
///
/// Control characters could move the cursor or carry commands; bidirectional controls make text
/// read in another order than it stands (CVE-2021-42574); tags, noncharacters and the like are
/// invisible or illegal in interchange.
public enum StandIn {
    /// The visible scalar to show, or nil where the scalar itself is harmless. Control characters
    /// give their control picture (U+2400 and up), all others U+FFFD. Tab and line breaks have
    /// stand-ins too: whoever reads them as white space must do so before. O(1).
    public static func character(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
        let value = scalar.value
        if value < 0x20 { return Unicode.Scalar(0x2400 + value) }
        if value < 0x7F { return nil }
        if value == 0x7F { return "\u{2421}" }
        return isHarmful(value) ? "\u{FFFD}" : nil
    }

    /// The text with stand-ins. Linear; a string without any is returned as it is.
    public static func shown(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { character(for: $0) != nil }) else { return text }
        var shown = ""
        shown.reserveCapacity(text.utf8.count)
        for each in text.unicodeScalars { shown.unicodeScalars.append(character(for: each) ?? each) }
        return shown
    }

    /// A string on one line: runs of white space as one space, none at the ends, stand-ins for
    /// what may not be shown.
    public static func line(_ string: some StringProtocol) -> String {
        var string = String(string)
        return string.withBytes { bytes in
            if ByteScan.isPlainLine(bytes) { return String(decoding: bytes, as: UTF8.self) }
            var line: [UInt8] = []
            line.reserveCapacity(bytes.count)
            var (offset, pendingSpace) = (0, false)
            while offset < bytes.count {
                let (scalar, length) = UTF8Decoding.scalar(in: bytes, at: offset)
                offset += length
                if isWhitespace(scalar.value) {
                    pendingSpace = !line.isEmpty
                    continue
                }
                if pendingSpace { line.append(0x20) }
                pendingSpace = false
                if scalar.value > 0x20, scalar.value < 0x7F {
                    line.append(UInt8(scalar.value))
                } else {
                    line.append(contentsOf: UTF8.encode(character(for: scalar) ?? scalar)!)
                }
            }
            return String(decoding: line, as: UTF8.self)
        }
    }

    /// The property White_Space of Unicode.
    private static func isWhitespace(_ value: UInt32) -> Bool {
        switch value {
        case 0x20, 0x09...0x0D: true
        case 0..<0x85: false
        case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// From U+0080 on.
    private static func isHarmful(_ value: UInt32) -> Bool {
        switch value {
        case 0x80...0x9F: true  // C1
        case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // bidirectional
        case 0x2028, 0x2029: true  // separators of lines and paragraphs
        case 0x206A...0x206F, 0xFFF0...0xFFFB: true  // deprecated, interlinear, reserved
        case 0xFEFF: true
        case 0xFDD0...0xFDEF: true  // noncharacters, as are the last two of each plane
        case 0xE0000...0xE00FF, 0xE01F0...0xE0FFF: true  // tags; E0100 on select variants
        case 0x10FF80...0x10FFFF: true  // bytes of file names that are not UTF-8
        default: value & 0xFFFE == 0xFFFE
        }
    }
}
