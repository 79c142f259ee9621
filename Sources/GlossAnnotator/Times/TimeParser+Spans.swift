import GlossLexicon
import GlossModel

/// Amounts with more than one number or day to them, and parts of a year written with a hyphen.
extension TimeParser {
    /// `a week ago Friday`, `two weeks from today`: behind "ago" or "from".
    func fromDay(_ amount: TimeAmount, behind end: Int) -> Found? {
        let isBack = kind(end) == .ago
        guard isBack || kind(end) == .from, let whole = amount.whole, !amount.hasHalf,
            var date = day(at: end + 1), date.meaning.type == .date,
            ![.to, .until, .through].contains(kind(date.end))
        else { return nil }
        if case .weekday(let weekday, nil) = date.meaning.base, !isBack {
            date.meaning.base = .weekday(weekday, step: .next)
        }
        let count = isBack ? -whole : whole
        switch amount.unit {
        case .day, .month, .year: return (date.end, date.meaning.beside(count, amount.unit))
        case .week: return (date.end, date.meaning.beside(count * 7, .day))
        default: return nil
        }
    }

    private func day(at index: Int) -> Found? {
        switch kind(index) {
        case .weekday: calendar(at: index)
        case .deictic: deictic(at: index)
        case .month: plainDate(at: index)
        default: isNumber(index) ? plainDate(at: index) : nil
        }
    }

    /// `two hours and 30 minutes`, `five years, six months`.
    func sum(_ first: TimeAmount, behind end: Int) -> Found? {
        guard kind(end) == .and || isMark(end, ","), first.whole != nil, !first.hasHalf,
            let (sumEnd, second) = amountOfTime(at: end + 1), second.whole != nil, !second.hasHalf,
            kind(end + 1) != .article, kind(end + 1) != .couple, isFiner(second.unit, first.unit),
            ![.ago, .earlier, .later, .before, .after].contains(kind(sumEnd))
        else { return nil }
        let prefix = TimeAmount.letters(second.unit).isClock ? 2 : 1
        return (sumEnd, TimeMeaning(first.value + second.value.dropFirst(prefix), type: .duration))
    }

    private func isFiner(_ unit: TimeUnit, _ other: TimeUnit) -> Bool {
        switch (other, unit) {
        case (.year, .month), (.month, .day), (.week, .day), (.hour, .minute), (.minute, .second): true
        default: false
        }
    }

    /// One past `first nine months of 2016`, `last three days of March 2016`, from behind the
    /// ordinal: the stretch from one day to another.
    func stretch(at index: Int, isFirst: Bool) -> Found? {
        guard let (end, amount) = amountOfTime(at: index), let count = amount.whole,
            kind(index) != .article, !amount.hasHalf, kind(end) == .of,
            let whole = longest(calendar(at: end + 1), year(at: end + 1)),
            let year = whole.meaning.base.year
        else { return nil }
        if case .value(let value) = whole.meaning.base, value.count == 4, amount.unit == .month, (1..<12).contains(count) {
            let first = isFirst ? 1 : 13 - count
            return (whole.end, TimeMeaning(.months(year: year, from: first, to: first + count - 1)))
        }
        guard let value = stretch(count, amount.unit, year, whole.meaning.base, isFirst: isFirst)
        else { return nil }
        return (whole.end, TimeMeaning(value))
    }

    private func stretch(
        _ count: Int, _ unit: TimeUnit, _ year: Int, _ base: TimeMeaning.Base, isFirst: Bool
    ) -> String? {
        let days = unit == .day ? count : unit == .week ? count * 7 : 0
        guard case .month(_, let month, nil) = base, (1...28).contains(days) else { return nil }
        let first = isFirst ? 1 : Day.length(ofMonth: month, year: year) - days + 1
        guard let from = Day(year: year, month: month, day: first), let to = from.advanced(by: days - 1) else { return nil }
        return "\(from)/\(to)"
    }

    /// `third-quarter` before a noun.
    func hyphened(at index: Int) -> Found? {
        let next = pastHyphen(index + 1)
        guard next > index + 1 else { return nil }
        if kind(index) == .ordinal, unit(at: next) == .quarter, (1...4).contains(self[index].word.value), !isFinal(pastHyphen(next + 1)) {
            let year = isYearNumber(next + 1) ? self[next + 1].number : nil
            return (
                year == nil ? next + 1 : next + 2,
                TimeMeaning(.quarter(year: year, quarter: Int(self[index].word.value), step: nil))
            )
        }
        return nil
    }

    /// `the 14th` where no noun follows: a day of the month last spoken of.
    func dayAlone(at index: Int) -> Found? {
        guard self[index].word.value == 0, [.on, .by, .until, .since, .from].contains(kind(index - 1)),
            let (end, day) = dayNumber(at: index + 1), kind(end - 1) == .ordinalSuffix,
            isFree(end), !isMark(end, "-"), kind(end) != .unit, kind(end) != .of
        else { return nil }
        return (end, TimeMeaning(.dayAlone(day)))
    }

    /// `early morning`, `overnight` where no noun follows: of the day last spoken of.
    func partOfDay(at index: Int) -> Found? {
        guard kind(index) == .dayPart, !isPlural(index), isFree(index + 1) else { return nil }
        var meaning = TimeMeaning(.clock, type: .time)
        meaning.clock = Self.dayPart(Int(self[index].word.value))
        return (index + 1, meaning)
    }

    /// `overnight`.
    func overnight(at index: Int) -> Found? { isWord(index, "overnight") ? partOfDay(at: index) : nil }
}
