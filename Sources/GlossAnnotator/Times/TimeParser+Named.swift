import GlossLexicon
import GlossModel

/// Weeks and quarters by number, eras before their year, ends of units, parts of the day alone.
extension TimeParser {
    /// `week 23 of 2016`.
    func weekNumber(at index: Int) -> Found? {
        guard unit(at: index) == .week, !isPlural(index), isNumber(index + 1),
            (1...53).contains(self[index + 1].number), self[index + 1].digits > 0
        else { return nil }
        let at = kind(index + 2) == .of || isMark(index + 2, ",") ? index + 3 : index + 2
        guard isYearNumber(at) else { return nil }
        let week = Day.padded(self[index + 1].number, 2)
        return (at + 1, TimeMeaning(TimexValue.year(self[at].number) + "-W" + week))
    }

    /// `2016Q4`, `2016-W23`, `1Q 2016`, `3Q16`.
    func quarterDigits(at index: Int) -> Found? {
        let letter = pastHyphen(index + 1)
        guard self[letter].isGlued, self[letter].kind == .word else { return nil }
        if isYearNumber(index), isNumber(letter + 1), self[letter + 1].isGlued {
            let number = self[letter + 1].number
            if isWord(letter, "q"), (1...4).contains(number) {
                return (letter + 2, TimeMeaning(.quarter(year: self[index].number, quarter: number, step: nil)))
            }
            if isWord(letter, "w"), (1...53).contains(number), self[letter + 1].digits == 2 {
                let year = TimexValue.year(self[index].number)
                return (letter + 2, TimeMeaning(year + "-W" + Day.padded(number, 2)))
            }
        }
        guard letter == index + 1, self[index].digits == 1, kind(index - 1) != .notYear else { return nil }
        let number = self[index].number
        let behind = kind(letter + 1) == .of ? letter + 2 : letter + 1
        let year = fiscalYear(at: behind) ?? reportingYear(at: behind) ?? shortYear(at: behind)
        if isWord(letter, "q"), (1...4).contains(number) {
            return (year?.end ?? letter + 1, TimeMeaning(.quarter(year: year?.year, quarter: number, step: nil)))
        }
        guard let year, self[letter].isCapital else { return nil }
        if isWord(letter, "h"), (1...2).contains(number) { return (year.end, TimeMeaning(.half(year: year.year, half: number))) }
        guard isWord(letter, "m"), (3...9).contains(number), number % 3 == 0 else { return nil }
        return (year.end, TimeMeaning(.months(year: year.year, from: 1, to: number)))
    }

    /// `'15`.
    func shortYear(at index: Int) -> (end: Int, year: Int)? { isMark(index, "'") ? yearBehind(index) : nil }

    /// A year in four digits, or in two that are glued to what stands before.
    func reportingYear(at index: Int) -> (end: Int, year: Int)? {
        if isYearNumber(index) { return (index + 1, self[index].number) }
        guard isNumber(index), self[index].digits == 2, self[index].isGlued else { return nil }
        return (index + 1, TimeParser.century(self[index].number))
    }

    /// `AD 79`.
    func leadingEra(at index: Int) -> Found? {
        guard self[index].word.value == 1, self[index].isCapital, isNumber(index + 1), !self[index + 1].isGlued,
            (1...4).contains(self[index + 1].digits)
        else { return nil }
        return (index + 2, TimeMeaning(Day.padded(self[index + 1].number, 4)))
    }

    /// `year-end`, `year's end`: the end of the year at hand.
    func unitEnd(at index: Int) -> Found? {
        guard let unit = unit(at: index), [.year, .month, .week, .quarter, .decade, .century].contains(unit)
        else { return nil }
        var end = pastHyphen(index + 1)
        if isMark(end, "'"), isWord(end + 1, "s") { end += 2 }
        guard end > index + 1, isWord(end, "end") else { return nil }
        var meaning = TimeMeaning(.shift(0, unit, .nearest))
        meaning.mod = .end
        return (end + 1, meaning)
    }

    /// `in the morning`, of the day last spoken of.
    func dayPartAlone(at index: Int) -> Found? {
        guard self[index].word.value == 0,
            [.in, .during, .over, .through, .by].contains(kind(index - 1)),
            kind(index + 1) == .dayPart, !isPlural(index + 1),
            self[index + 2].kind != .word || ![.none, .of].contains(kind(index + 2)) && !(kind(index + 2) == .from && isNumber(index + 3))
        else { return nil }
        var meaning = TimeMeaning(.clock, type: .time)
        meaning.clock = Self.dayPart(Int(self[index + 1].word.value))
        return (index + 2, meaning)
    }

    /// `half past two`, `quarter to five`.
    func spokenClock(at index: Int) -> (end: Int, clock: String)? {
        if let minutes = spokenMinutes(at: index) { return minutes }
        guard kind(index) == .half || unit(at: index) == .quarter else { return nil }
        if kind(index) == .half, kind(index - 1) == .at || kind(index - 1) == .around, kind(index + 1) == .number, (1...12).contains(self[index + 1].word.value),
            isFree(index + 2), kind(index + 2) != .unit
        {
            return (index + 2, "T" + Day.padded(Int(self[index + 1].word.value), 2) + ":30")
        }
        let isPast = isWord(index + 1, "past")
        guard isPast || kind(index + 1) == .to && kind(index) != .half, kind(index + 2) == .number,
            (1...12).contains(self[index + 2].word.value), isFree(index + 3)
        else { return nil }
        let minutes = (kind(index) == .half ? 30 : 15) * (isPast ? 1 : -1)
        let time = Int(self[index + 2].word.value) * 60 + minutes
        return (index + 3, "T" + Day.padded(time / 60, 2) + ":" + Day.padded(time % 60, 2))
    }
}

extension TimeParser {
    /// `ten past three`, `twenty-five to five` behind "at".
    fileprivate func spokenMinutes(at index: Int) -> (end: Int, clock: String)? {
        guard kind(index) == .number, [.at, .around, .by, .until, .before, .after, .approximately].contains(kind(index - 1)), let count = number(at: index),
            (1...29).contains(count.number), case let link = isWord(count.end, "minutes") ? count.end + 1 : count.end,
            isWord(link, "past") || kind(link) == .to, kind(link + 1) == .number, (1...12).contains(self[link + 1].word.value), isFree(link + 2),
            kind(link + 2) != .unit, kind(link + 2) != .hundred
        else { return nil }
        let time = Int(self[link + 1].word.value) * 60 + (isWord(link, "past") ? count.number : -count.number)
        return (link + 2, "T" + Day.padded(time / 60, 2) + ":" + Day.padded(time % 60, 2))
    }
}
