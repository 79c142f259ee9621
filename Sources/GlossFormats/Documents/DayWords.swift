import GlossModel

/// Days as the metadata of documents write them.
enum DayWords {
    /// The day of `2015-03-02`, with a time behind it or not, of `20150302`, `2015/03/02`, `2 March
    /// 2015` and `March 2, 2015`; nil for anything else: a year or a month is no day, and of
    /// `03/02/2015` nobody knows which it is.
    static func day(_ words: String) -> Day? {
        let words = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if let day = numeric(words) { return day }
        let parts = words.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        for first in parts.indices.dropLast(2) {
            let (a, b, c) = (parts[first], parts[first + 1], parts[first + 2])
            guard let year = Int(c), c.utf8.count == 4 else { continue }
            if let month = month(b), let day = ordinal(a) { return Day(year: year, month: month, day: day) }
            if let month = month(a), let day = ordinal(b) { return Day(year: year, month: month, day: day) }
        }
        return nil
    }

    private static func numeric(_ words: String) -> Day? {
        let head = String(words.prefix(10)).replacingSlashes
        if words.utf8.count == 10 || words.utf8.dropFirst(10).first.map({ $0 == 0x54 || $0 == 0x20 || $0 == 0x5A }) == true,
            let day = Day(iso: head) { return day }
        let digits = words.prefix { $0.isASCII && $0.isNumber }
        guard digits.utf8.count == 8 || digits.utf8.count == 14, let number = Int(digits.prefix(8)) else { return nil }
        return Day(year: number / 10000, month: number / 100 % 100, day: number % 100)
    }

    private static func ordinal(_ word: String) -> Int? {
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        guard (1...2).contains(digits.utf8.count), word.utf8.count - digits.utf8.count <= 2 else { return nil }
        return Int(digits)
    }

    private static func month(_ word: String) -> Int? {
        let word = word.lowercased()
        guard word.utf8.count >= 3 else { return nil }
        return months.firstIndex { $0 == word || word.utf8.count <= 4 && $0.hasPrefix(word) }.map { $0 + 1 }
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]
}

extension String {
    fileprivate var replacingSlashes: String { String(map { $0 == "/" ? "-" : $0 }) }
}

/// Raised and lowered characters in plain text.
enum RaisedText {
    /// `2` is `²`; what has a character that cannot be raised stays as it is.
    static func superscript(_ words: String) -> String { mapped(words, superscripts) }

    /// `2` is `₂`.
    static func `subscript`(_ words: String) -> String { mapped(words, subscripts) }

    private static func mapped(_ words: String, _ table: [Character: Character]) -> String {
        var found = ""
        for character in words {
            guard let raised = table[character] else { return words }
            found.append(raised)
        }
        return found
    }

    private static let superscripts = table("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
    private static let subscripts = table("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")

    private static func table(_ plain: String, _ other: String) -> [Character: Character] {
        Dictionary(uniqueKeysWithValues: zip(plain, other))
    }
}
