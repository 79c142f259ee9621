@_spi(_Unicode) import Swift

/// What of a character's form a search looks past: the tables behind `Pattern` and `FuzzyMatch`.
///
/// Canonical forms are those of Unicode (UAX 15). Beyond them a letter with diacritics has a
/// letter without, a ligature has letters, and some characters are not seen at all.
public enum LetterFolding {
    /// Characters that leave no trace on the page: soft hyphen, joiners, spaces without width,
    /// marks of direction, variation selectors, byte order marks, Arabic tatweel.
    static let unseen = ScalarSet([
        0xAD...0xAD, 0x34F...0x34F, 0x61C...0x61C, 0x640...0x640, 0x17B4...0x17B5,
        0x180B...0x180F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0x3164...0x3164,
        0xFE00...0xFE0F, 0xFEFF...0xFEFF, 0xFFA0...0xFFA0, 0xE0000...0xE0FFF,
    ])

    /// Diacritics of Latin, Greek and Cyrillic letters, and the points of Hebrew, Arabic and Syriac.
    static let marks = ScalarSet([
        0x300...0x34E, 0x350...0x36F, 0x483...0x487, 0x591...0x5BD, 0x5BF...0x5BF, 0x5C1...0x5C2,
        0x5C4...0x5C5, 0x5C7...0x5C7, 0x610...0x61A, 0x64B...0x65F, 0x670...0x670, 0x6D6...0x6DC,
        0x6DF...0x6E4, 0x6E7...0x6E8, 0x6EA...0x6ED, 0x711...0x711, 0x730...0x74A, 0x898...0x89F,
        0x8CA...0x8E1, 0x8E3...0x8FF, 0x1AB0...0x1ACE, 0x1DC0...0x1DFF, 0x20D0...0x20DC,
        0x20E1...0x20E1, 0x20E5...0x20F0, 0xFE20...0xFE2F, 0xFE70...0xFE7F,
    ])

    /// Characters that read as others: see `letters(of:)`.
    static let ligatures = ScalarSet(expansions.keys.map { $0...$0 })

    /// Whether a character is read as nothing, or as part of the one before it.
    static func isPassedOver(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0xAD && (unseen.contains(scalar.value) || marks.contains(scalar.value))
    }

    /// The letters of a ligature or of a form that a letter has in one place of a word; nil for all
    /// other characters. O(1).
    static func letters(of scalar: Unicode.Scalar) -> [Unicode.Scalar]? { expansions[scalar.value] }

    /// A letter without diacritics and points; a Latin one also without a stroke through it, and typographic
    /// apostrophes and hyphens as plain ones. All else is itself. O(1).
    public static func base(of scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case ..<0xC0: scalar
        case 0x2018, 0x2019, 0x2BB, 0x2BC: "'"
        case 0x2010, 0x2011, 0x2013: "-"
        default: bases[scalar.value] ?? scalar
        }
    }

    /// A set with the letters added whose base is in it.
    static func addingVariants(to set: ScalarSet) -> ScalarSet {
        var ranges = set.ranges
        for (base, letters) in variants where set.contains(base) { ranges += letters.map { $0...$0 } }
        return ranges.count == set.ranges.count ? set : ScalarSet(ranges)
    }

    /// Whether a character joins the one before it: a mark, a vowel or an end of a Hangul syllable.
    static func joins(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x300 else { return false }
        if (0x1161...0x11FF).contains(scalar.value) || marks.contains(scalar.value) { return true }
        return scalar.properties.canonicalCombiningClass != .notReordered
    }

    /// All ways to write a letter with what joins it, that Unicode holds to be the same; the
    /// shortest first. Of more than three marks only the orders given and canonical.
    static func forms(of cluster: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
        let canonical = Array(string(cluster)._nfd)
        var forms: [[Unicode.Scalar]] = []
        for order in orders(of: canonical) {
            for count in (1...order.count).reversed() {
                let composed = Array(string(order[..<count])._nfc)
                let form = composed + order[count...]
                if composed.count == 1, !forms.contains(form) { forms.append(form) }
            }
        }
        if !forms.contains(cluster) { forms.append(cluster) }
        return forms
    }

    private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var string = ""
        string.unicodeScalars.append(contentsOf: scalars)
        return string
    }

    /// The orders of a letter's marks that are the same to Unicode.
    private static func orders(of canonical: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
        guard (3...4).contains(canonical.count) else { return [canonical] }
        return permutations(Array(canonical[1...])).map { [canonical[0]] + $0 }
            .filter { string($0)._nfd.elementsEqual(canonical) }
    }

    private static func permutations(_ scalars: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
        guard scalars.count > 1 else { return [scalars] }
        return scalars.indices.flatMap { index in
            var rest = scalars
            let first = rest.remove(at: index)
            return permutations(rest).map { [first] + $0 }
        }
    }
}

// MARK: Tables, made once when something is searched for

extension LetterFolding {
    /// The base of each letter that is not its own.
    private static let bases: [UInt32: Unicode.Scalar] = {
        var bases: [UInt32: Unicode.Scalar] = [:]
        let ranges: [ClosedRange<UInt32>] = [
            0xC0...0x24F, 0x370...0x52F, 0x620...0x6D5, 0x1E00...0x1FFF, 0x212A...0x212B, 0xFB1D...0xFB4E,
        ]
        for value in ranges.joined() {
            guard let scalar = Unicode.Scalar(value), letters(of: scalar) == nil else { continue }
            let base = canonicalBase(scalar) ?? scalar
            let plain = latinBase(base) ?? base
            if plain != scalar { bases[value] = plain }
        }
        return bases
    }()

    private static let variants: [UInt32: [UInt32]] = bases.reduce(into: [:]) { $0[$1.value.value, default: []].append($1.key) }

    private static func canonicalBase(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        let parts = Array(String(scalar)._nfd)
        guard parts.dropFirst().allSatisfy({ marks.contains($0.value) }) else { return nil }
        return parts.first
    }

    /// A Latin letter without what its Unicode name says it is "WITH".
    private static func latinBase(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard (0xC0...0x24F).contains(scalar.value) || (0x1E00...0x1EFF).contains(scalar.value),
            let words = scalar.properties.name?.split(separator: " "), words.count > 4,
            words[0] == "LATIN", words[2] == "LETTER", words[4] == "WITH", words[3].utf8.count == 1,
            let letter = words[3].unicodeScalars.first
        else { return nil }
        return words[1] == "SMALL" ? Unicode.Scalar(letter.value | 0x20) : letter
    }

    private static let expansions: [UInt32: [Unicode.Scalar]] = {
        var letters: [UInt32: [Unicode.Scalar]] = [:]
        for (ligature, read) in ligaturePairs { letters[ligature.value] = Array(read.unicodeScalars) }
        letters.merge(arabicForms) { known, _ in known }
        return letters
    }()

    private static let ligaturePairs: [(Unicode.Scalar, String)] = [
        ("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬃ", "ffi"), ("ﬄ", "ffl"), ("ﬅ", "st"), ("ﬆ", "st"),
        ("ſ", "s"), ("ß", "ss"), ("ẞ", "SS"), ("æ", "ae"), ("Æ", "Ae"), ("œ", "oe"), ("Œ", "Oe"),
        ("ĳ", "ij"), ("Ĳ", "IJ"), ("ǉ", "lj"), ("ǈ", "Lj"), ("Ǉ", "LJ"), ("ǌ", "nj"), ("ǋ", "Nj"), ("Ǌ", "NJ"),
        ("ﬓ", "մն"), ("ﬔ", "մե"), ("ﬕ", "մի"), ("ﬖ", "վն"), ("ﬗ", "մխ"), ("\u{FB4F}", "\u{5D0}\u{5DC}"),
        ("\u{FEF5}", "\u{644}\u{622}"), ("\u{FEF6}", "\u{644}\u{622}"), ("\u{FEF7}", "\u{644}\u{623}"),
        ("\u{FEF8}", "\u{644}\u{623}"), ("\u{FEF9}", "\u{644}\u{625}"), ("\u{FEFA}", "\u{644}\u{625}"),
        ("\u{FEFB}", "\u{644}\u{627}"), ("\u{FEFC}", "\u{644}\u{627}"),
        ("\u{FDF2}", "\u{627}\u{644}\u{644}\u{647}"),
    ]

    /// The forms of Arabic letters at the beginning, within and at the end of words, after their
    /// names: "ARABIC LETTER BEH INITIAL FORM".
    private static let arabicForms: [UInt32: [Unicode.Scalar]] = {
        var named: [String: Unicode.Scalar] = [:]
        for value in UInt32(0x620)...0x6FF {
            guard let scalar = Unicode.Scalar(value), let name = scalar.properties.name else { continue }
            named[name] = scalar
        }
        var forms: [UInt32: [Unicode.Scalar]] = [:]
        for value in [UInt32(0xFB50)...0xFBB1, 0xFBD3...0xFBE9, 0xFBFC...0xFBFF, 0xFE80...0xFEF4].joined() {
            guard let words = Unicode.Scalar(value)?.properties.name?.split(separator: " "), words.last == "FORM",
                let letter = named[words.dropLast(2).joined(separator: " ")]
            else { continue }
            forms[value] = [letter]
        }
        return forms
    }()
}
