import GlossModel

/// Names of files that come out of reports, made such that they lead nowhere, are no option of any
/// program, and can be seen and typed.
enum SafeName {
    /// Bytes that a name has at most, so that a suffix and a number fit behind it (NAME_MAX is 255).
    private static let longest = 180

    /// One safe form of a name: control and formatting characters, white space but for single spaces, and
    /// what shells and other systems give a meaning become `_`; it begins with neither `-` nor `.` and
    /// is cut where it is too long. `report` for nothing.
    static func cleaned(_ name: String) -> String {
        var made = ""
        for scalar in name.unicodeScalars { made.unicodeScalars.append(isPlain(scalar) ? scalar : "_") }
        made = String(made.drop { $0 == " " })
        while made.last == " " || made.last == "." { made.removeLast() }
        if let first = made.first, first == "-" || first == "." || first == "~" { made = "_" + made.dropFirst() }
        while made.utf8.count > longest { made.removeLast() }
        return made.isEmpty || made.allSatisfy({ $0 == "_" }) ? "report" : made
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return scalar.value >= 0x20 && scalar.value != 0x7F && !"/\\:*?\"<>|$`;&'".unicodeScalars.contains(scalar) }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator: return false
        default: return scalar != "\u{FFFD}"
        }
    }
}
