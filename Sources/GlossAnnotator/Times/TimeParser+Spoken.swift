import GlossLexicon
import GlossModel

/// Years in words and groups of digits that name a minute.
extension TimeParser {
    /// `nineteen ninety-one`, `twenty sixteen`, `two thousand and eight`, `the nineteen-eighties`.
    func spokenYear(at index: Int) -> Found? {
        let from = kind(index) == .article && self[index].word.value == 0 ? index + 1 : index
        guard kind(from) == .number else { return nil }
        let first = Int(self[from].word.value)
        let next = pastHyphen(from + 1)
        if (13...20).contains(first), kind(next) == .decade {
            return (next + 1, TimeMeaning(TimexValue.decade(ofYear: first * 100 + Int(self[next].word.value) % 100)))
        }
        let year = unit(at: from) == nil && unit(at: index - 1) == .year && !isPlural(index - 1)
        guard from == index, year || isYearPlace(index), let (end, number) = spokenNumber(first, next),
            kind(end) != .countable, kind(end) != .unit, kind(end) != .hundred, isFree(end) || year
        else { return nil }
        return (end, TimeMeaning(TimexValue.year(number)))
    }

    private func isYearPlace(_ index: Int) -> Bool {
        switch kind(index - 1) {
        case .in, .since, .until, .by, .of, .from, .before, .after, .during, .between, .month, .season, .part: true
        case .and: kind(index - 2) == .number && kind(index - 3) != .none
        case .ordinalSuffix, .ordinal: true
        default: isMark(index - 1, ",") && ([.ordinal, .ordinalSuffix, .month].contains(kind(index - 2)) || isNumber(index - 2))
        }
    }

    /// The year of "nineteen" and what stands behind it.
    private func spokenNumber(_ first: Int, _ next: Int) -> (end: Int, year: Int)? {
        if first == 2, kind(next) == .hundred, self[next].word.value == 1000 {
            let at = kind(next + 1) == .and ? next + 2 : next + 1
            guard kind(at) == .number, let rest = number(at: at), (1...99).contains(rest.number) else { return (next + 1, 2000) }
            return (rest.end, 2000 + rest.number)
        }
        guard (13...20).contains(first) else { return nil }
        if kind(next) == .hundred, self[next].word.value == 100, first < 20 {
            let at = kind(next + 1) == .and ? next + 2 : next + 1
            guard kind(at) == .number, let rest = number(at: at), (1...99).contains(rest.number) else { return (next + 1, first * 100) }
            return (rest.end, first * 100 + rest.number)
        }
        if isWord(next, "oh") || isWord(next, "o"), kind(pastHyphen(next + 1)) == .number {
            let digit = pastHyphen(next + 1)
            return (1...9).contains(self[digit].word.value) ? (digit + 1, first * 100 + Int(self[digit].word.value)) : nil
        }
        guard kind(next) == .number, (10...90).contains(self[next].word.value), let rest = number(at: next), rest.number < 100 else { return nil }
        return (rest.end, first * 100 + rest.number)
    }

    /// `121530Z MAR 16`, `121530ZMAR2016`: day, hour and minute, zone, month and year as soldiers write them.
    func dateTimeGroup(at index: Int) -> Found? {
        let atom = self[index]
        let (day, hour, minute) = (atom.number / 10_000, atom.number / 100 % 100, atom.number % 100)
        guard atom.digits == 6, (1...31).contains(day), hour < 24, minute < 60, self[index + 1].kind == .word, self[index + 1].isGlued,
            let zone = Self.offset(ofZone: bytes[self[index + 1].start]), let (end, month) = groupMonth(index + 1),
            day <= Day.length(ofMonth: month, year: 2000)
        else { return nil }
        var year: (end: Int, year: Int)?
        if isYearNumber(end) { year = (end + 1, self[end].number) }
        if isNumber(end), self[end].digits == 2, !isMark(end + 1, ":") { year = (end + 1, TimeParser.century(self[end].number)) }
        var meaning = TimeMeaning(.day(year: year?.year, month: month, day: day), type: .time)
        meaning.clock = ShortText("T" + Day.padded(hour, 2) + ":" + Day.padded(minute, 2) + zone)
        return (year?.end ?? end, meaning)
    }

    /// One past the month of a group, and the month: `Z MAR`, `ZMAR`.
    private func groupMonth(_ index: Int) -> (end: Int, month: Int)? {
        let atom = self[index]
        switch atom.end - atom.start {
        case 1: return monthName(at: index + 1)
        case 4:
            let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
            let name = String(decoding: (1...3).map { bytes[atom.start + $0] | 0x20 }, as: UTF8.self)
            return names.firstIndex(of: name).map { (index + 1, $0 + 1) }
        default: return nil
        }
    }

    /// What a letter of the military zones adds to a time: `Z`, `+02:00`; empty for J, the local one.
    static func offset(ofZone letter: UInt8) -> String? {
        guard letter >= 0x41, letter <= 0x5A else { return nil }
        let place = Int(letter) - 0x41
        switch letter {
        case 0x5A: return "Z"
        case 0x4A: return ""
        case ..<0x4A: return "+" + Day.padded(place + 1, 2) + ":00"
        case ..<0x4E: return "+" + Day.padded(place, 2) + ":00"
        default: return "-" + Day.padded(place - 12, 2) + ":00"
        }
    }
}
