import GlossModel

/// Texts that are not in UTF-8: what they are said to be in, and what they seem to be in.
public enum TextEncoding {
    /// A text in UTF-8 out of bytes in an encoding that gloss knows; nil where it does not know the name. Of UTF-16
    /// the byte order mark counts before the name. Linear.
    public static func decoded(_ file: Text, as name: String) -> Text? {
        switch name.lowercased().filter({ $0 != "-" && $0 != "_" }) {
        case "utf8": return file
        case "utf16": return UTF16Text.stands(in: file) ? UTF16Text.converted(file) : UTF16Text.decoded(file, isBigEndian: false)
        case "utf16le": return UTF16Text.decoded(file, isBigEndian: false)
        case "utf16be": return UTF16Text.decoded(file, isBigEndian: true)
        default: return SingleByteEncoding.named(name.lowercased()).map { Text($0.utf8(file.bytes)) }
        }
    }

    /// What a file that is not in UTF-8 seems to be in: `UTF-16LE` and `UTF-16BE` without a mark,
    /// `windows-1251`, `koi8-r`, `windows-1252`; nil where it is in UTF-8, holds no text, or cannot be told.
    ///
    /// Looks at sixteen pieces of it, 256 KiB at most.
    public static func guess(_ file: Text) -> String? {
        if let wide = wideGuess(file.bytes) { return wide }
        var tally = Tally()
        let piece = 1 << 14
        let step = max(piece, file.count / 16)
        for start in stride(from: 0, to: file.count, by: step) {
            tally.add(file.bytes, file.scalarStart(atOrBefore: start)..<min(file.count, start + piece))
        }
        return tally.guess
    }

    /// UTF-16 without a mark: every other byte of what is ASCII is zero.
    private static func wideGuess(_ bytes: Bytes) -> String? {
        let count = min(bytes.count, 1 << 12) & ~1
        guard count >= 8, bytes.count % 2 == 0 else { return nil }
        var zeros = [0, 0]
        for place in 0..<count where bytes[place] == 0 { zeros[place & 1] += 1 }
        let half = count / 2
        if zeros[1] * 4 > half * 3, zeros[0] * 50 < half { return "UTF-16LE" }
        if zeros[0] * 4 > half * 3, zeros[1] * 50 < half { return "UTF-16BE" }
        return nil
    }

    /// What stands in a text beyond ASCII.
    private struct Tally {
        /// Characters of UTF-8 of several bytes; bytes that are part of none.
        var (whole, stray) = (0, 0)
        /// Stray bytes that stand beside another one; that stand beside a letter of ASCII.
        var (besideStray, besideLetter) = (0, 0)
        /// Bytes that are letters in windows-1251, and such that are letters or marks of windows-1252.
        var (cyrillic, western) = (0, 0)
        /// Bytes that are small letters in KOI8-R and capitals in windows-1251.
        var smallOfKOI8 = 0
        var controls = 0

        mutating func add(_ bytes: Bytes, _ range: Range<Int>) {
            var place = range.lowerBound
            while place < range.upperBound {
                let byte = bytes[place]
                if byte < 0x80 {
                    if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D, byte != 0x0C { controls += 1 }
                    place += 1
                    continue
                }
                let (scalar, length) = UTF8Decoding.scalar(in: bytes, at: place)
                if scalar != "\u{FFFD}" || length == 3 && byte == 0xEF { whole += 1 } else { addStray(bytes, place, place..<place + length) }
                place += length
            }
        }

        private mutating func addStray(_ bytes: Bytes, _ place: Int, _ part: Range<Int>) {
            for place in part {
                let byte = bytes[place]
                let (before, after) = (place > 0 ? bytes[place - 1] : 0x20, place + 1 < bytes.count ? bytes[place + 1] : 0x20)
                stray += 1
                if before >= 0x80 || after >= 0x80 { besideStray += 1 }
                if Tally.isLetter(before) || Tally.isLetter(after) { besideLetter += 1 }
                if byte >= 0xC0 || byte == 0xA8 || byte == 0xB8 { cyrillic += 1 }
                if (0xC0...0xDF).contains(byte) { smallOfKOI8 += 1 }
                if Tally.isWestern(byte) { western += 1 }
            }
        }

        private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

        /// What texts of western Europe have: letters, quotation marks, dashes, a few signs.
        private static func isWestern(_ byte: UInt8) -> Bool {
            switch byte {
            case 0x80, 0x85, 0x8A, 0x8C, 0x8E, 0x91...0x97, 0x99, 0x9A, 0x9C, 0x9E, 0xA0, 0xA1, 0xA3, 0xA7, 0xA9, 0xAA, 0xAB, 0xAE, 0xB0...0xB4,
                0xB7, 0xBA...0xBF, 0xC0...0xD6, 0xD8...0xDC, 0xDF...0xEF, 0xF1...0xF6, 0xF8...0xFC: true
            default: false
            }
        }

        var guess: String? {
            guard stray > 0, whole * 4 < stray, controls * 50 < stray else { return nil }
            if cyrillic * 10 > stray * 8, besideStray * 10 > stray * 8, stray >= 4, besideLetter * 4 < stray {
                return smallOfKOI8 * 3 > cyrillic * 2 ? "koi8-r" : "windows-1251"
            }
            return western * 20 > stray * 19 && besideStray * 2 <= stray ? "windows-1252" : nil
        }
    }
}
