import GlossLexicon
import GlossModel

/// Parts of a year, a month or a day: its beginning, its half, its first weeks.
extension TimeParser {
    /// `late 2014`, `the end of the year`, `early next month`, `the first half of 2015`.
    func part(at index: Int) -> Found? {
        var at = index
        let hasArticle = kind(at) == .article && self[at].word.value == 0
        if hasArticle { at += 1 }
        if kind(at) == .ordinal || kind(at) == .relation || kind(at) == .half
            || isWord(at, "latter")
        {
            return fraction(at: at, hasArticle)
        }
        if isWord(at, "very"), kind(at + 1) == .part { at += 1 }
        guard kind(at) == .part else { return nil }
        let mod = TimeMeaning.Mod(part: Int(self[at].word.value))
        var next = pastHyphen(at + 1)
        if isWord(at, "mid"), kind(next) == .to || isMark(next, "-"),
            isWord(pastHyphen(next + 1), "late")
        {
            next = pastHyphen(pastHyphen(next + 1) + 1)
        }
        if isWord(at, "early"), kind(next) == .to || isMark(next, "-"),
            isWord(pastHyphen(next + 1), "mid")
        {
            next = pastHyphen(pastHyphen(next + 1) + 1)
        }
        if isWord(at, "mid"), next > at + 1, let unit = unit(at: next), !isPlural(next) {
            var meaning = TimeMeaning(.shift(0, unit, .nearest))
            meaning.mod = .middle
            return unit == .day ? nil : (next + 1, meaning)
        }
        let isNoun = !isWord(at, "early") && !isWord(at, "late") && !isWord(at, "mid")
        if isNoun {
            guard kind(next) == .of else { return nil }
            next += 1
        } else if kind(next) == .in || kind(next) == .on {
            next += 1
        } else if kind(next) == .at {
            return nil
        }
        guard var found = whole(at: next) ?? theUnit(at: next, isNoun) else { return nil }
        guard found.meaning.type == .date || found.meaning.type == .time, found.meaning.mod == nil
        else { return nil }
        if case .value(let value) = found.meaning.base, value.isReference { return nil }
        found.meaning.mod = mod
        return found
    }

    /// A date that a part can be of.
    private func whole(at index: Int) -> Found? {
        let at = index
        if kind(at) == .dayPart { return partOfDay(at: at) }
        if kind(at) == .month, let (end, month) = monthName(at: at), self[at].isCapital {
            return calendar(at: at) ?? (
                end, TimeMeaning(.month(year: nil, month: month, step: nil))
            )
        }
        if kind(at) == .season {
            return seasonal(at: at) ?? (
                at + 1, TimeMeaning(.season(year: nil, season: Int(self[at].word.value), step: nil))
            )
        }
        return longest(
            longest(calendar(at: at), year(at: at)), relative(at: at),
            longest(deicticOnly(at: at), named(at: at)))
    }

    func deicticOnly(at index: Int) -> Found? {
        kind(index) == .deictic ? deictic(at: index) : nil
    }

    /// `the year`, `the month`: the one at hand.
    private func theUnit(at index: Int, _ isNoun: Bool) -> Found? {
        guard kind(index) == .article, let unit = unit(at: index + 1), !isPlural(index + 1) else {
            return nil
        }
        switch unit {
        case .quarter: return (index + 2, TimeMeaning(.period(.init(unit: .quarter))))
        case .year, .month, .week, .decade, .century:
            return (index + 2, TimeMeaning(.shift(0, unit, .nearest)))
        default: return nil
        }
    }

    /// `first half of 2015`, `third quarter`, `last weeks of 2015`.
    private func fraction(at index: Int, _ hasArticle: Bool) -> Found? {
        var at = index + 1
        let isLatter = isWord(index, "latter")
        var number = kind(index) == .ordinal ? Int(self[index].word.value) : isLatter ? 2 : 0
        if kind(index) == .relation { number = self[index].word.value == 1 ? -1 : 0 }
        guard number != 0 else { return nil }
        if number == 1 || number == -1, let stretch = stretch(at: index + 1, isFirst: number == 1) {
            return stretch
        }
        if count(at: at) != nil, kind(at) != .article, kind(at) != .half {
            at = count(at: at)?.end ?? at
        }
        let isHalf = kind(at) == .half
        guard isHalf || kind(at) == .unit || isWord(at, "part") || isWord(at, "days") else {
            return nil
        }
        let of = at + 1
        let isQuarter = unit(at: at) == .quarter
        if isQuarter, isFinal(pastHyphen(at + 1)) { return nil }
        guard kind(of) == .of || isQuarter else { return nil }
        let target = kind(of) == .of ? of + 1 : of
        if isQuarter, (1...4).contains(number) || number == -1 {
            let quarter = number == -1 ? 4 : number
            if isYearNumber(target) {
                return (
                    target + 1,
                    TimeMeaning(.quarter(year: self[target].number, quarter: quarter, step: nil))
                )
            }
            if kind(of) == .of, let year = whole(at: target) ?? theUnit(at: target, true) {
                return quarterOf(year, quarter)
            }
            return hasArticle && number > 0
                ? (at + 1, TimeMeaning(.quarter(year: nil, quarter: quarter, step: nil))) : nil
        }
        guard kind(of) == .of, var found = whole(at: target) ?? theUnit(at: target, true),
            found.meaning.mod == nil,
            found.meaning.type == .date
        else { return nil }
        if isHalf, case .value(let value) = found.meaning.base, value.count == 4,
            let year = value.year
        {
            return (found.end, TimeMeaning(.half(year: year, half: number == 1 ? 1 : 2)))
        }
        if isHalf, case .shift(let count, .year, .report) = found.meaning.base {
            var half = TimeMeaning(.half(year: nil, half: number == 1 ? 1 : 2))
            half.yearCount = count
            return (found.end, half)
        }
        found.meaning.mod =
            number == 1 ? .start : number == -1 || isHalf || isLatter ? .end : .start
        return number == 1 || number == -1 || isHalf || isLatter ? found : nil
    }

    private func quarterOf(_ year: Found, _ quarter: Int) -> Found? {
        guard case .shift(let count, .year, .report) = year.meaning.base else { return nil }
        let step: TimeMeaning.Step = count < 0 ? .last : count > 0 ? .next : .this
        return (year.end, TimeMeaning(.quarter(year: nil, quarter: quarter, step: step)))
    }
}
