/// Years that only say which work is meant: "(Davis, 2009)", "et al., 2005", "Davis (2009)".
public enum CitedYear {
    /// Whether the expression at a span is the year of a citation, in running text or in a list of
    /// references. Looks at 120 bytes before it and a few behind.
    public static func holds(_ span: Span, in text: Text) -> Bool {
        guard let (end, close) = ending(span, text) else { return false }
        if isBehindEntry(Int(span.start), text), close == 0x2E || close == 0x20 && text.byte(end + 1) == 0x28 { return true }
        return isInText(span, text)
    }

    /// Whether it only says which work is meant where running text names one: "(Davis, 2009)", "Davis et
    /// al., 2005". That is no date of the text. Looks as far as `holds`.
    public static func isInText(_ span: Span, _ text: Text) -> Bool {
        guard let (_, close) = ending(span, text) else { return false }
        if isBehindOthers(Int(span.start), text) { return true }
        if close == 0x3A || close == 0x2C, isBeforePages(Int(span.end) + 1, text) {
            return isBracketed(Int(span.start), text) || isBehindNames(Int(span.start), text) || isBehindName(Int(span.start), text)
        }
        guard ")];,:".utf8.contains(close) else { return false }
        return isBehindNames(Int(span.start), text) || close == 0x29 && isBracketed(Int(span.start), text)
    }

    /// One past the year, with the letter of "2009a", and the byte there.
    private static func ending(_ span: Span, _ text: Text) -> (end: Int, close: UInt8)? {
        guard span.count >= 4, span.count <= 10, text.byte(Int(span.start)).isDigit else { return nil }
        var end = Int(span.end)
        if text.byte(end) >= 0x61, text.byte(end) <= 0x66 { end += 1 }
        return (end, text.byte(end))
    }

    /// ": 12)", ", p. 12", ", pp. 3-9": pages behind a year.
    private static func isBeforePages(_ offset: Int, _ text: Text) -> Bool {
        var at = offset
        while text.byte(at) == 0x20 { at += 1 }
        if text.byte(at) == 0x70 {
            while text.byte(at) == 0x70 { at += 1 }
            return text.byte(at) == 0x2E
        }
        let start = at
        while text.byte(at).isDigit || at > start && (text.byte(at) == 0x2D || text.byte(at) >= 0x80) { at += 1 }
        return at > start && text.byte(at) == 0x29
    }

    /// "Davis, ": a capitalised word and a comma before a year.
    private static func isBehindName(_ year: Int, _ text: Text) -> Bool {
        var at = year
        while at > 0, text.bytes[at - 1] == 0x20 { at -= 1 }
        guard at > 0, text.bytes[at - 1] == 0x2C else { return false }
        at -= 1
        let word = wordBefore(&at, text)
        return word.utf8.count > 2 && word.utf8.first.map { $0 < 0x60 } == true && !months.contains(String(word.prefix(3)).lowercased())
    }

    /// "Davis et al., 2005", "Davis et al. 2005".
    private static func isBehindOthers(_ year: Int, _ text: Text) -> Bool {
        var at = year
        while at > 0, year - at < 6, text.bytes[at - 1] <= 0x20 || text.bytes[at - 1] == 0x2C || text.bytes[at - 1] == 0x2E { at -= 1 }
        guard at < year, at >= 6 else { return false }
        return text.bytes[(at - 6)..<at].elementsEqual(" et al".utf8)
    }

    /// "(Davis, 2009", "(see Davis & Reed 2009": names of people from the bracket on, and no other words.
    private static func isBehindNames(_ year: Int, _ text: Text) -> Bool {
        let limit = max(0, year - 120)
        var at = year
        while at > limit, text.bytes[at - 1] != 0x28, text.bytes[at - 1] != 0x5B {
            if text.bytes[at - 1] == 0x29 { return false }
            at -= 1
        }
        guard at > limit else { return false }
        // What belongs to this year begins behind the last semicolon.
        if let semicolon = text.bytes[at..<year].lastIndex(of: 0x3B) { at = semicolon + 1 }
        var (names, others) = (0, 0)
        // "(Harbour News online, 2008)": a comma before the year lets a few other words be.
        let most = hasCommaBefore(year, text) ? 2 : 0
        for word in text.bytes[at..<year].split(whereSeparator: { $0 <= 0x20 }) {
            let letters = word.filter { isLetter($0) }
            guard let first = letters.first else { continue }
            if first < 0x60 {
                names += 1
            } else if !joints.contains(String(decoding: letters, as: UTF8.self)) {
                others += 1
                if others > most || names < 2 { return false }
            }
        }
        return names > 0 && names <= 8 && !holdsMonth(text.bytes[at..<year])
    }

    private static func hasCommaBefore(_ year: Int, _ text: Text) -> Bool {
        year > 1 && text.bytes[year - 1] == 0x20 && text.bytes[year - 2] == 0x2C
    }

    /// "Davis, Joshua, 2009.", "Reed, A. B., 2006 (Oct. 31)": how an entry of a list of references begins.
    private static func isBehindEntry(_ year: Int, _ text: Text) -> Bool {
        var at = year
        var (words, commas) = (0, 0)
        while at > 0, year - at < 60 {
            while at > 0, text.bytes[at - 1] == 0x20 || text.bytes[at - 1] == 0x0A { at -= 1 }
            if at > 0, text.bytes[at - 1] == 0x2C {
                commas += 1
                at -= 1
            } else if words == 0 {
                return false
            }
            let end = at
            while at > 0, isLetter(text.bytes[at - 1]) || text.bytes[at - 1] == 0x2D || text.bytes[at - 1] == 0x2E && end - at == 0 { at -= 1 }
            guard at < end, text.bytes[at] < 0x60 else { break }
            words += 1
        }
        while at < year, text.bytes[at] <= 0x20 { at += 1 }
        let before = at > 1 ? text.bytes[at - 1] == 0x20 || text.bytes[at - 1] == 0x0A ? text.bytes[at - 2] : text.bytes[at - 1] : 0x2E
        return (2...5).contains(words) && commas >= 2 && (before == 0x2E || before == 0x3A || before <= 0x20 || before == 0x3B)
    }

    /// "Davis (2009)", "Davis and Reed (2009)", "Davis et al. (2009)".
    private static func isBracketed(_ year: Int, _ text: Text) -> Bool {
        guard year > 2, text.bytes[year - 1] == 0x28 else { return false }
        var end = year - 1
        while end > 0, text.bytes[end - 1] <= 0x20 { end -= 1 }
        let word = wordBefore(&end, text)
        if word == "al" || word == "colleagues" { return true }
        guard let first = word.utf8.first, first < 0x60, word.utf8.count > 2, !word.utf8.allSatisfy({ $0 < 0x60 }) else { return false }
        while end > 0, text.bytes[end - 1] <= 0x20 { end -= 1 }
        let before = wordBefore(&end, text)
        // A second capitalised word makes a name of an event or a work of it.
        return before.isEmpty || before.utf8.first.map { $0 > 0x60 } == true || ["As", "In", "See", "By", "Like", "And", "But", "While", "For"].contains(before)
    }

    private static func wordBefore(_ end: inout Int, _ text: Text) -> String {
        while end > 0, text.bytes[end - 1] == 0x2E { end -= 1 }
        let last = end
        while end > 0, last - end < 24, isLetter(text.bytes[end - 1]) { end -= 1 }
        return String(decoding: text.bytes[end..<last], as: UTF8.self)
    }

    private static let joints: Set<String> = ["and", "et", "al", "see", "also", "in", "cf", "eg", "de", "van", "von", "der", "la", "e.g", "as", "cited", "pp", "p", "ibid", "of", "the", "for", "on", "n.d"]

    private static let months: Set<String> = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    private static func holdsMonth(_ bytes: Slice<Bytes>) -> Bool {
        bytes.split { !isLetter($0) }.contains { months.contains(String(decoding: $0.prefix(3).map { $0 | 0x20 }, as: UTF8.self)) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x80 }
}
