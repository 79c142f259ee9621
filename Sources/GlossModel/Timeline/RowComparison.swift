/// What tells dates that are only compared with, named after or written above from dates of events.
extension RowGate {
    /// "than in 2012", "compared with 4m in May", "up from 30 in 2010", "from a year earlier", "the year-ago
    /// quarter": looks at 80 bytes before the date.
    func isCompared(_ date: Span, in sentence: Span) -> Bool {
        let name = text[date].lowercased()
        // All that is looked for has a hyphen or begins so; to look for a string in another is slow.
        let mayLiken = name.utf8.contains(0x2D) || name.utf8.starts(with: "the same ".utf8)
        if mayLiken, Self.likenesses.contains(where: name.contains) || name.hasPrefix("the same ") && (name.contains("last year") || name.contains(" of ")) {
            return true
        }
        let counts = Self.counts.contains(where: name.hasSuffix)
        let start = max(Int(sentence.start), Int(date.start) - 80)
        let words = text.bytes[start..<max(start, Int(date.start))].split { $0 <= 0x20 }
        var hasFigure = false
        for (place, word) in words.enumerated().reversed() {
            let read = String(decoding: word.filter { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }.map { $0 | 0x20 }, as: UTF8.self)
            let before = place > 0 ? String(decoding: words[place - 1], as: UTF8.self).lowercased() : ""
            if word.last == 0x3B { return false }
            if word.contains(where: \.isDigit) {
                hasFigure = true
                continue
            }
            switch read {
            case "than", "against", "versus", "vs": return true
            case "from": return hasFigure || counts || before == "up" || before == "down"
            case "to", "with": return Self.likened.contains(before)
            case "on", "over": return counts && place == words.count - 1
            default: if !Self.figures.contains(read) { return false }
            }
        }
        return false
    }

    private static let likenesses = ["year-ago", "year-earlier", "prior-year", "year-before", "previous-year"]
    private static let counts = ["year ago", "years ago", "year earlier", "years earlier", "year before", "prior year", "previous year", "month earlier", "previous month", "previous quarter"]
    private static let likened: Set<String> = ["compared", "relative", "comparison", "compares", "similar", "equal", "contrasted", "unchanged"]
    private static let figures: Set<String> = [
        "", "in", "for", "during", "the", "a", "an", "of", "at", "about", "around", "nearly", "just", "only", "million", "billion", "bn", "m", "per", "cent", "percent", "cents", "tonnes",
        "tons", "barrels", "units", "points", "share", "those", "that", "what", "it", "was", "level", "levels", "figure", "reported", "recorded", "seen", "and", "or", "same", "period",
    ]

    /// "the 1951 Refugee Convention", "the 1998 Act", "the Constitution of 1946": the year is the law's name.
    func isOfLaw(_ date: Span) -> Bool {
        let behind = text.bytes[Int(date.end)..<min(text.count, Int(date.end) + 60)]
        for word in behind.split(whereSeparator: { $0 <= 0x20 }).prefix(5) {
            guard let first = word.first, first >= 0x41, first <= 0x5A else { break }
            let letters = word.filter { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }.map { $0 | 0x20 }
            if Self.laws.contains(String(decoding: letters, as: UTF8.self)) { return true }
            if letters.count != word.count { break }
        }
        let before = RowGate.words(text.bytes[max(0, Int(date.start) - 40)..<Int(date.start)]).suffix(2)
        return before.count == 2 && before.last == "of" && Self.laws.contains(before.first ?? "")
    }

    private static let laws: Set<String> = [
        "act", "acts", "law", "laws", "code", "treaty", "convention", "conventions", "constitution", "protocol", "protocols", "regulations", "regulation",
        "ordinance", "statute", "directive", "decree", "bill", "covenant", "charter",
    ]

    /// "LONDON, Jan. 15, 2018 (Agency) -": names of a place before the report's own date, and a dash behind.
    func isDateline(_ row: TimelineRow, in sentence: Span) -> Bool {
        guard let date, row.range.earliest == date, row.range.latest == date, Int(row.span.start) - Int(sentence.start) <= 40 else { return false }
        let before = text.bytes[Int(sentence.start)..<max(Int(sentence.start), Int(row.span.start))].split { $0 <= 0x20 }
        guard before.allSatisfy({ word in word.first.map { $0 >= 0x41 && $0 <= 0x5A || $0 == 0x28 || $0 >= 0xC0 } ?? true }) else { return false }
        var at = Int(row.span.end)
        while at < Int(sentence.end), text.bytes[at] <= 0x20 || text.bytes[at] == 0x2C { at += 1 }
        if text.byte(at) == 0x28 {
            while at < Int(sentence.end), text.bytes[at] != 0x29 { at += 1 }
            at += 1
            while at < Int(sentence.end), text.bytes[at] <= 0x20 { at += 1 }
        }
        return text.byte(at) == 0x2D && (text.byte(at + 1) == 0x2D || text.byte(at + 1) <= 0x20)
            || text.byte(at) == 0xE2 && text.byte(at + 1) == 0x80 && (text.byte(at + 2) == 0x93 || text.byte(at + 2) == 0x94)
    }
}
