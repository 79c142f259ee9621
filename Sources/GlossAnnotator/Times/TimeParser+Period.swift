import GlossLexicon
import GlossModel

/// Periods that reports are about: "its third quarter", "the year-ago quarter", "the same period last
/// year", "the nine months ended 30 September".
extension TimeParser {
    /// The longest of them at an atom.
    func period(at index: Int) -> Found? {
        longest(
            longest(ended(at: index), qualifiedPart(at: index)), partOfYear(at: index),
            longest(likePeriod(at: index), yearAgo(at: index), thePeriod(at: index)))
    }

    /// Behind "the", where that stands.
    private func pastArticle(_ index: Int) -> Int {
        kind(index) == .article && self[index].word.value == 0 ? index + 1 : index
    }

    /// Behind "fiscal", "financial" and the like, where that stands.
    private func pastFiscal(_ index: Int) -> Int { kind(index) == .year ? index + 1 : index }

    // MARK: Parts of a year

    /// `third quarter`, `first-half`, `first fiscal quarter`, `first nine months`.
    private func plainPart(at index: Int) -> Found? {
        if kind(index) == .month, self[index].isCapital, unit(at: index + 1) == .quarter, !isPlural(index + 1) {
            return (index + 2, TimeMeaning(.quarter(year: nil, quarter: (Int(self[index].word.value) + 2) / 3, step: nil)))
        }
        let isFinal = isWord(index, "final") || isWord(index, "closing")
        let isOpening = isWord(index, "opening")
        guard kind(index) == .ordinal && (1...4).contains(self[index].word.value) || isFinal || isOpening else { return nil }
        let number = isFinal ? 4 : isOpening ? 1 : Int(self[index].word.value)
        let next = pastFiscal(pastHyphen(index + 1))
        let isListed = [.and, .or, .to].contains(kind(index - 1)) || kind(index - 1) == .article && [.and, .or, .to].contains(kind(index - 2))
        if unit(at: next) == .quarter, !isPlural(next) || isListed {
            return (next + 1, TimeMeaning(.quarter(year: nil, quarter: number, step: nil)))
        }
        if kind(next) == .half, number <= 2 { return (next + 1, TimeMeaning(.half(year: nil, half: number))) }
        guard number == 1, let (end, amount) = amountOfTime(at: next), amount.unit == .month || amount.unit == .quarter, let count = amount.whole,
            case let months = amount.unit == .quarter ? count * 3 : count, (2...11).contains(months), !amount.hasHalf
        else { return nil }
        return (end, TimeMeaning(.months(year: nil, from: 1, to: months)))
    }

    /// `the 2014 third quarter`, `last year's first half`.
    private func qualifiedPart(at index: Int) -> Found? {
        guard let year = yearBefore(pastArticle(index)), var part = plainPart(at: pastFiscal(year.end)) else { return nil }
        // The article of "the 2014 third-quarter loss" is the loss's.
        if kind(index) == .article, isMark(part.end - 2, "-"), isPlainWord(part.end) { return nil }
        if let named = year.named {
            _ = part.meaning.take(year: named)
        } else {
            part.meaning.yearCount = year.count
        }
        return part
    }

    /// `2014`, `2014's`, `this year's`: a year before what it has.
    private func yearBefore(_ index: Int) -> (end: Int, named: Int?, count: Int)? {
        if isYearNumber(index) { return (pastPossessive(index + 1), self[index].number, 0) }
        guard unit(at: index + 1) == .year, !isPlural(index + 1) else { return nil }
        let end = pastPossessive(index + 2)
        switch (kind(index), self[index].word.value) {
        case (.relation, 1): return (end, nil, -1)
        case (.relation, 4): return (end, nil, 1)
        case (.demonstrative, 0): return (end, nil, 0)
        default: return nil
        }
    }

    private func pastPossessive(_ index: Int) -> Int {
        isMark(index, "'") && self[index].isGlued && isWord(index + 1, "s") ? index + 2 : index
    }

    /// `its third quarter`, `the fiscal third quarter of 2015`, `first half of fiscal 2016`, `the first
    /// nine months`. A half without a year must be of what is traded: games have halves too.
    private func partOfYear(at index: Int) -> Found? {
        if let first = firstOfParts(at: index) { return first }
        guard var part = plainPart(at: pastFiscal(pastArticle(index))) else { return nil }
        if let year = yearBehind(part.end), !isMark(part.end, ",") || !isCountable(part.end + 2) {
            _ = part.meaning.take(year: year.year)
            return (year.end, part.meaning)
        }
        if let year = yearCounted(part.end) {
            part.meaning.yearCount = year.count
            return (year.end, part.meaning)
        }
        let of = kind(part.end) == .of ? part.end + 1 : part.end
        if let fiscal = fiscalYear(at: of) {
            _ = part.meaning.take(year: fiscal.year)
            return (fiscal.end, part.meaning)
        }
        if of > part.end, kind(of) == .article, unit(at: of + 1) == .year, isFree(of + 2) { return (of + 2, part.meaning) }
        if case .quarter = part.meaning.base {} else { return of == part.end && isOfTrade ? part : nil }
        return of > part.end || isFinal(pastHyphen(part.end)) ? nil : part
    }

    /// "the first quarter-final" is a game.
    func isFinal(_ index: Int) -> Bool { isWord(index, "final") || isWord(index, "finals") || isWord(index, "finalist") || isWord(index, "finalists") }

    /// The third of "the third and fourth quarters of 2015".
    private func firstOfParts(at index: Int) -> Found? {
        let at = pastArticle(index)
        guard kind(at) == .ordinal, (1...4).contains(self[at].word.value), [.and, .or, .to].contains(kind(at + 1)) else { return nil }
        guard kind(pastArticle(at + 2)) == .ordinal, unit(at: pastArticle(at + 2) + 1) == .quarter, let second = partOfYear(at: at + 2) else { return nil }
        var meaning = TimeMeaning(.quarter(year: second.meaning.base.year, quarter: Int(self[at].word.value), step: nil))
        meaning.yearCount = second.meaning.yearCount
        return (at + 1, meaning)
    }

    /// `fiscal 2016`, `the financial year 2016`, `FY16`, `FY2015/16`: the year it ends in.
    func fiscalYear(at index: Int) -> (end: Int, year: Int)? {
        if isWord(index, "fy"), let year = reportingYear(at: index + 1) { return (year.end, year.year) }
        let from = pastArticle(index)
        guard kind(from) == .year else { return nil }
        let at = unit(at: from + 1) == .year ? from + 2 : from + 1
        return isYearNumber(at) ? (at + 1, self[at].number) : nil
    }

    // MARK: Periods like another

    /// `period`, `quarter`, `nine months`, `three-month period`; the unit is nil for any.
    private func periodName(at index: Int) -> (end: Int, unit: TimeUnit?)? {
        if let part = plainPart(at: index) {
            switch part.meaning.base {
            case .half: return (part.end, .half)
            case .quarter: return (part.end, .quarter)
            default: return (part.end, nil)
            }
        }
        let at = pastFiscal(index)
        if isWord(at, "period") { return (at + 1, nil) }
        if kind(at) == .half { return (at + 1, .half) }
        if let unit = unit(at: at), !isPlural(at), [.quarter, .month, .week, .year, .half].contains(unit) { return (at + 1, unit) }
        guard let (end, amount) = amountOfTime(at: at), amount.unit == .month, kind(at) != .article else { return nil }
        return (isWord(end, "period") ? end + 1 : end, nil)
    }

    /// `the same period last year`, `the corresponding quarter of 2014`, `the same month a year earlier`.
    private func likePeriod(at index: Int) -> Found? {
        let like = pastArticle(index)
        guard kind(like) == .same || like > index && isOf(like, .alike) else { return nil }
        if isYearNumber(like + 1), let name = periodName(at: like + 2) {
            return (name.end, TimeMeaning(.period(.init(unit: name.unit, year: self[like + 1].number))))
        }
        guard let name = periodName(at: like + 1) else { return nil }
        var meaning = TimeMeaning(.period(.init(unit: name.unit)))
        meaning.isCompared = true
        guard let tail = yearOfPeriod(name.end) else {
            return name.unit == nil && [.in, .over, .during, .for, .of].contains(kind(index - 1)) ? (name.end, meaning) : nil
        }
        meaning.base = .period(.init(unit: name.unit, year: tail.named, count: tail.count))
        return (tail.end, meaning)
    }

    /// What says of which year the same period is.
    private func yearOfPeriod(_ index: Int) -> (end: Int, named: Int?, count: Int)? {
        let at = kind(index) == .of || kind(index) == .in ? index + 1 : index
        if isYearNumber(at) { return (at + 1, self[at].number, 0) }
        if let year = yearCounted(index) ?? (kind(index) == .in ? yearCounted(at) : nil) { return (year.end, nil, year.count) }
        if let fiscal = fiscalYear(at: at) { return (fiscal.end, fiscal.year, 0) }
        let year = pastArticle(at)
        if kind(year) == .relation, self[year].word.value == 3, unit(at: year + 1) == .year { return (year + 2, nil, -1) }
        if year > at, unit(at: year) == .year, kind(year + 1) == .before || kind(year + 1) == .earlier { return (year + 2, nil, -1) }
        guard let (end, amount) = amountOfTime(at: at), amount.unit == .year, let years = amount.whole,
            [.ago, .earlier, .before].contains(kind(end))
        else { return nil }
        return (end + 1, nil, -years)
    }

    /// `year-ago`, `the year-earlier quarter`, `the year ago period`.
    private func yearAgo(at index: Int) -> Found? {
        let at = pastArticle(index)
        if kind(at) == .relation, self[at].word.value == 3 || self[at].word.value == 1, let found = priorYear(at: at, hasArticle: at > index) { return found }
        let ago = pastHyphen(at + 1)
        guard let step = unit(at: at), [.year, .quarter, .month].contains(step), !isPlural(at),
            [.ago, .earlier, .before].contains(kind(ago)), ago > at + 1 || at > index
        else { return nil }
        let name = periodName(at: ago + 1)
        guard ago > at + 1 && kind(ago) != .before && at == index || name != nil else { return nil }
        var meaning = TimeMeaning(step == .year ? .period(.init(unit: name?.unit, count: -1)) : .shift(-1, step, .narrative))
        meaning.isCompared = true
        return (name?.end ?? ago + 1, meaning)
    }

    /// `prior-year`, `the prior-year quarter`, `the previous year's period`.
    private func priorYear(at index: Int, hasArticle: Bool) -> Found? {
        let year = pastHyphen(index + 1)
        guard unit(at: year) == .year, !isPlural(year) else { return nil }
        let behind = pastPossessive(year + 1)
        let name = periodName(at: behind)
        guard name != nil && self[index].word.value == 3 || year > index + 1 && !hasArticle, unit(at: behind) != .year else { return nil }
        var meaning = TimeMeaning(.period(.init(unit: name?.unit, count: -1)))
        meaning.isCompared = true
        return (name?.end ?? year + 1, meaning)
    }

    /// `in the quarter` of what is traded: the one last named, or the last one over.
    private func thePeriod(at index: Int) -> Found? {
        let from = pastArticle(index)
        let isFull = isWord(from, "full") || isWord(from, "whole") || isWord(from, "entire")
        let at = isFull ? pastHyphen(from + 1) : from
        guard from > index, [.in, .for, .during, .of, .over].contains(kind(index - 1)), let unit = unit(at: at) ?? (kind(at) == .half ? .half : nil),
            [.quarter, .month, .half, .year].contains(unit), !isPlural(at), isFree(at + 1), !isMark(at + 1, "-"), !isMark(at + 1, "'"),
            ![.of, .to, .before, .after, .ago, .earlier, .through].contains(kind(at + 1)), unit != .year || kind(index - 1) != .of,
            isOfTrade
        else { return nil }
        if unit == .year, isYearNumber(at + 1) { return (at + 2, TimeMeaning(TimexValue.year(self[at + 1].number))) }
        return (at + 1, TimeMeaning(.period(.init(unit: unit))))
    }

    /// Whether the sentence is about what is bought, made or earned.
    var isOfTrade: Bool {
        (0..<count).contains { index in
            isMark(index, "%") || isMark(index, "$") || isOf(index, .trade)
        }
    }

    // MARK: Up to a day

    /// `the year ended 31 March 2015`, `three months to June`: as far as the unit, where the day it runs
    /// to is named right behind.
    private func ended(at index: Int) -> Found? {
        let from = pastFiscal(pastArticle(index))
        var (end, count, step) = (from + 1, 1, unit(at: from))
        if let amount = amountOfTime(at: from), kind(from) != .article, let whole = amount.amount.whole, !amount.amount.hasHalf {
            (end, count, step) = (amount.end, whole, amount.amount.unit)
        } else if from == index {
            return nil
        }
        if isWord(end, "period") { end += 1 }
        guard let step, [.year, .quarter, .month, .week, .half].contains(step), (1...60).contains(count) else { return nil }
        let isEnded = isWord(end, "ended") || isWord(end, "ending")
        let isTo = [.to, .through].contains(kind(end)) && step != .week && [.in, .for, .over, .during, .from].contains(kind(index - 1))
        guard isEnded || isTo else { return nil }
        let day = kind(end + 1) == .on || kind(end + 1) == .in ? end + 2 : end + 1
        guard let date = calendar(at: day) ?? (kind(day) == .part ? part(at: day) : nil), date.meaning.base.endsPeriod else { return nil }
        return (end, TimeMeaning(.ended(count, step), type: .duration))
    }
}

extension TimeMeaning.Base {
    /// Whether a period can run to the end of it.
    var endsPeriod: Bool {
        switch self {
        case .day, .month(_, _, nil): true
        default: false
        }
    }

    /// Whether it is so many units up to the next expression.
    var isEnded: Bool { if case .ended = self { true } else { false } }
}
