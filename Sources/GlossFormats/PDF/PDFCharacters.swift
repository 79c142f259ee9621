/// What the characters of a PDF are to be read as.
enum PDFCharacters {
    /// Appends a character: ligatures as their letters, kinds of spaces as a space, bullets of symbol
    /// faces as bullets; what cannot be seen is left out.
    static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        if scalar.value >= 0xFE80, scalar.value <= 0xFEFC { return appendArabic(scalar.value, to: &bytes) }
        if let letters = ligatures[scalar.value] {
            bytes.append(contentsOf: letters.utf8)
            return
        }
        switch scalar.value {
        case 0x80...0x9F: bytes.append(contentsOf: windows[Int(scalar.value - 0x80)].utf8)
        case 0..<0x20, 0x7F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF, 0xFFFC: break
        case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: bytes.append(0x20)
        case 0xAD, 0x2010, 0x2011: bytes.append(0x2D)
        case 0xF000...0xF0FF: appendSymbol(scalar.value - 0xF000, to: &bytes)
        case 0xE000...0xF8FF: bytes.append(contentsOf: "\u{2022}".utf8)
        default: bytes.append(contentsOf: String(scalar).utf8)
        }
    }

    /// Arabic letters by the shapes that they have in words.
    private static func appendArabic(_ code: UInt32, to bytes: inout [UInt8]) {
        var first: UInt32 = 0xFE80
        for (letters, shapes) in arabic {
            if code < first + shapes {
                bytes.append(contentsOf: letters.utf8)
                return
            }
            first += shapes
        }
    }

    /// Letters in the order of their shapes, and how many they have.
    private static let arabic: [(String, UInt32)] = [
        ("ء", 1), ("آ", 2), ("أ", 2), ("ؤ", 2), ("إ", 2), ("ئ", 4), ("ا", 2), ("ب", 4), ("ة", 2), ("ت", 4), ("ث", 4), ("ج", 4), ("ح", 4), ("خ", 4),
        ("د", 2), ("ذ", 2), ("ر", 2), ("ز", 2), ("س", 4), ("ش", 4), ("ص", 4), ("ض", 4), ("ط", 4), ("ظ", 4), ("ع", 4), ("غ", 4), ("ف", 4), ("ق", 4),
        ("ك", 4), ("ل", 4), ("م", 4), ("ن", 4), ("ه", 4), ("و", 2), ("ى", 2), ("ي", 4), ("لآ", 2), ("لأ", 2), ("لإ", 2), ("لا", 2),
    ]

    /// Whether a text begins with a bullet that stands for nothing else.
    static func isBullet(_ text: ArraySlice<UInt8>) -> Bool {
        let head = text.drop { $0 == 0x20 }.prefix(3)
        return head.elementsEqual("•".utf8) || head.elementsEqual("▪".utf8) || head.elementsEqual("■".utf8) || head.elementsEqual("●".utf8)
    }

    /// Symbol faces have their characters there: letters are themselves, marks are bullets.
    private static func appendSymbol(_ code: UInt32, to bytes: inout [UInt8]) {
        switch code {
        case 0x20: bytes.append(0x20)
        case 0x2D: bytes.append(0x2D)
        default: bytes.append(contentsOf: "\u{2022}".utf8)
        }
    }

    /// What faces without names for their characters mean by these codes: those of Windows, else a
    /// sign that nothing is known of, mostly a bullet.
    private static let windows: [String] = {
        var signs = Array(repeating: "\u{2022}", count: 32)
        for (code, sign) in [(0x82, "‚"), (0x84, "„"), (0x85, "…"), (0x91, "‘"), (0x92, "’"), (0x93, "“"), (0x94, "”"), (0x96, "–"), (0x97, "—"), (0x99, "™")] {
            signs[code - 0x80] = sign
        }
        return signs
    }()

    private static let ligatures: [UInt32: String] = [
        0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
        0x132: "IJ", 0x133: "ij",
    ]
}
