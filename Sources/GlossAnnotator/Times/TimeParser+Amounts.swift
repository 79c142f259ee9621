import GlossLexicon
import GlossModel

/// An amount of time: how many, written for a TIMEX3 value, and of what.
struct TimeAmount {
    /// `3`, `2.5`, `X`.
    var count: String
    /// The whole number; nil where unknown.
    var whole: Int?
    var hasHalf = false
    var unit: TimeUnit

    /// `P3Y`, `PT5H30M`, `PXD`.
    var value: String {
        let (letter, factor, isClock) = Self.letters(unit)
        let prefix = isClock ? "PT" : "P"
        guard let whole else { return prefix + "X" + letter }
        if hasHalf { return prefix + halved(whole, letter, factor) }
        if factor > 1 { return prefix + String(whole * factor) + letter }
        return prefix + count + letter
    }

    private func halved(_ whole: Int, _ letter: String, _ factor: Int) -> String {
        if factor > 1 { return String(whole * factor + factor / 2) + letter }
        let rest: (Int, String)? =
            switch unit {
            case .year: (6, "M")
            case .hour: (30, "M")
            case .minute: (30, "S")
            default: nil
            }
        guard let rest else { return String(whole) + ".5" + letter }
        return (whole > 0 ? String(whole) + letter : "") + String(rest.0) + rest.1
    }

    static func letters(_ unit: TimeUnit) -> (letter: String, factor: Int, isClock: Bool) {
        switch unit {
        case .second: ("S", 1, true)
        case .minute: ("M", 1, true)
        case .hour: ("H", 1, true)
        case .day: ("D", 1, false)
        case .weekend: ("D", 2, false)
        case .week: ("W", 1, false)
        case .fortnight: ("W", 2, false)
        case .month: ("M", 1, false)
        case .quarter: ("Q", 1, false)
        case .half: ("M", 6, false)
        case .season: ("M", 3, false)
        case .year: ("Y", 1, false)
        case .decade: ("Y", 10, false)
        case .century: ("Y", 100, false)
        }
    }
}

/// Durations, and amounts of time counted from a day: "three years", "two months ago".
extension TimeParser {
    /// The unit an atom names.
    func unit(at index: Int) -> TimeUnit? {
        if kind(index) == .unit { return TimeUnit(rawValue: Int(self[index].word.value)) }
        return nil
    }

    func isPlural(_ index: Int) -> Bool { self[index].word.flags.contains(.plural) }

    /// A count: `three`, `25`, `twenty-five`, `a couple of`, `half a`, `5 1/2`, `a`.
    func count(at index: Int) -> (end: Int, count: String, whole: Int?, half: Bool)? {
        switch kind(index) {
        case .article where self[index].word.value == 1:
            return counted(behindArticle: index)
        case .couple: return (kind(index + 1) == .of ? index + 2 : index + 1, "X", nil, false)
        case .vague: return (index + 1, "X", nil, false)
        case .half:
            guard kind(index + 1) == .article else { return (pastHyphen(index + 1), "0", 0, true) }
            return (index + 2, "0", 0, true)
        case .ordinal, .relation: return nil
        default: break
        }
        guard let (end, whole) = number(at: index) else { return nil }
        return halves(end, whole, self[index])
    }

    private func counted(behindArticle index: Int) -> (
        end: Int, count: String, whole: Int?, half: Bool
    )? {
        let next = index + 1
        switch kind(next) {
        case .couple: return (kind(next + 1) == .of ? next + 2 : next + 1, "X", nil, false)
        case .vague: return (next + 1, "X", nil, false)
        case .dozen, .hundred:
            guard let (end, whole) = number(at: next) else { return nil }
            return (end, String(whole), whole, false)
        case .half: return (pastHyphen(next + 1), "0", 0, true)
        default: return (next, "1", 1, false)
        }
    }

    private func halves(
        _ end: Int, _ whole: Int, _ first: TimeAtom
    ) -> (end: Int, count: String, whole: Int?, half: Bool) {
        let and = pastHyphen(end)
        if kind(and) == .and, kind(pastHyphen(and + 1)) == .article,
            kind(pastHyphen(pastHyphen(and + 1) + 1)) == .half
        {
            return (pastHyphen(pastHyphen(and + 1) + 1) + 1, "", whole, true)
        }
        if isNumber(end), self[end].number == 1, isMark(end + 1, "/"), isNumber(end + 2),
            self[end + 2].number == 2
        {
            return (end + 3, "", whole, true)
        }
        if first.fraction == 5 { return (end, "\(whole).5", whole, true) }
        if first.fraction >= 0 { return (end, "\(whole).\(first.fraction)", whole, false) }
        return (end, String(whole), whole, false)
    }

    /// A number in digits or words.
    func number(at index: Int) -> (end: Int, number: Int)? {
        if isNumber(index) {
            let atom = self[index]
            guard kind(index + 1) != .ordinalSuffix || !self[index + 1].isGlued else { return nil }
            guard kind(index + 1) == .hundred || kind(index + 1) == .dozen else {
                return (index + 1, atom.number)
            }
            return (index + 2, atom.number &* Int(self[index + 1].word.value))
        }
        var total = 0
        var end = index
        if kind(end) == .number {
            total = Int(self[end].word.value)
            end += 1
            let next = pastHyphen(end)
            if total >= 20, kind(next) == .number, self[next].word.value < 10 {
                total += Int(self[next].word.value)
                end = next + 1
            }
        }
        if kind(end) == .hundred || kind(end) == .dozen {
            total = max(total, 1) * Int(self[end].word.value)
            end += 1
        }
        return end > index ? (end, total) : nil
    }

    /// Count and unit: `20-year`, `three more years`, `two to three weeks`, `a year and a half`.
    func amountOfTime(at index: Int) -> (end: Int, amount: TimeAmount)? {
        guard let first = count(at: index) else { return nil }
        var last = first
        if kind(first.end) == .to || kind(first.end) == .or
            || isMark(first.end, "-") && self[first.end].isGlued,
            let second = count(at: first.end + 1), kind(first.end + 1) != .article,
            second.whole != nil,
            (second.whole ?? 0) > (first.whole ?? 0)
        {
            last = second
        }
        var at = pastHyphen(last.end)
        if isAdjective(at) { at += 1 }
        guard var unit = unit(at: at) ?? secondUnit(at), !isFraction(first.whole, first.end, at) else { return nil }
        if unit == .quarter, let century = quarterCentury(behind: at + 1) {
            (at, unit) = (century, .year)
            last = (last.end, "25", 25, false)
        }
        // "60 Minutes" is a name.
        if isNumber(index), self[at].isCapital, !self[at].isGlued { return nil }
        if isYearNumber(index), at == index + 1, unit != .year { return nil }
        if kind(index) == .article, first.whole == 1, isPlural(at) { return nil }
        var amount = TimeAmount(
            count: last.count, whole: last.whole, hasHalf: last.half, unit: unit)
        if kind(at + 1) == .and, kind(at + 2) == .article, kind(at + 3) == .half, last.whole != nil
        {
            amount.hasHalf = true
            return (at + 4, amount)
        }
        return (at + 1, amount)
    }

    /// "three-quarters of its food", "three quarters of all ships": no time.
    private func isFraction(_ count: Int?, _ end: Int, _ index: Int) -> Bool {
        guard unit(at: index) == .quarter, isPlural(index), !(kind(index + 1) == .of && unit(at: index + 3) == .hour) else { return false }
        if isMark(end, "-"), count == 1 || count == 3 { return true }
        return count == 3 && kind(index + 1) == .of && unit(at: index + 3) == nil && index == end
    }

    /// The "century" of "quarter-century", "quarter of a century".
    private func quarterCentury(behind index: Int) -> Int? {
        let at = kind(index) == .of && kind(index + 1) == .article ? index + 2 : pastHyphen(index)
        return unit(at: at) == .century && !isPlural(at) ? at : nil
    }

    /// "three seconds" has the plural in the lexicon; `30-second` is an ordinal there.
    private func secondUnit(_ index: Int) -> TimeUnit? {
        isWord(index, "second") && isMark(index - 1, "-") ? .second : nil
    }

    private func isAdjective(_ index: Int) -> Bool {
        guard
            kind(index) == .none || kind(index) == .more || kind(index) == .long
                || kind(index) == .year
        else { return false }
        return unit(at: index + 1) != nil && isOf(index, .adjective)
    }

    /// An amount as what it is here: an age, a date counted from another, a rate, a duration.
    func amount(at index: Int) -> Found? {
        if kind(index) == .unit { return bareUnits(at: index) }
        if isNumber(index), self[index].isGlued, isMark(index - 1, "$") { return nil }
        if kind(index - 1) == .of, kind(index - 2) == .unit || kind(index - 2) == .ordinal {
            return nil
        }
        if kind(index) == .vague, let found = modified(at: index) { return found }
        guard let (end, amount) = amountOfTime(at: index) else { return nil }
        if kind(end) == .or, isWord(end + 1, "so") { return orSo(amount, from: index, behind: end + 2) }
        if kind(index) == .article, kind(pastHyphen(end)) == .long, isMark(end, "-") { return nil }
        if let found = counted(amount, from: index, behind: end) { return found }
        return duration(amount, from: index, to: end)
    }

    /// `a month or so ago`.
    private func orSo(_ amount: TimeAmount, from index: Int, behind end: Int) -> Found {
        var found = counted(amount, from: index, behind: end)
            ?? (end, TimeMeaning(amount.value, type: .duration))
        found.meaning.mod = .approximately
        return found
    }

    /// "ago", "earlier", "later", "from now".
    private func counted(_ amount: TimeAmount, from index: Int, behind end: Int) -> Found? {
        if isMark(end, "'"), let time = (1...2).first(where: { isWord(end + $0, "time") }), time == 1 || isWord(end + 1, "s") {
            return (end + time + 1, shifted(amount, 1, .report))
        }
        if let found = fromDay(amount, behind: end) { return found }
        if kind(end) == .ago { return (end + 1, shifted(amount, -1, .report)) }
        if kind(end) == .from, isWord(end + 1, "now") {
            return (end + 2, shifted(amount, 1, .report))
        }
        if kind(end) == .earlier { return (end + 1, shifted(amount, -1, .narrative)) }
        if kind(end) == .later { return (end + 1, shifted(amount, 1, .narrative)) }
        if kind(end) == .on, isMark(end + 1, ","), self[index].beginsSentence {
            return (end + 1, shifted(amount, 1, .narrative))
        }
        let isBefore = kind(end) == .before
        guard isBefore || kind(end) == .after || kind(end) == .from else { return nil }
        if let date = longest(calendar(at: end + 1), relativeDay(at: end + 1)),
            let whole = amount.whole, kind(end) != .from
        {
            return (date.end, date.meaning.beside(isBefore ? -whole : whole, amount.unit))
        }
        let next = self[end + 1]
        let isAlone = next.kind == .mark && next.mark != 0x22 || end + 1 >= count
        let isPointed = kind(end + 1) == .demonstrative && self[end + 2].kind == .mark
        guard isAlone || isPointed, kind(end) != .from else { return nil }
        return (isPointed ? end + 2 : end + 1, shifted(amount, isBefore ? -1 : 1, .narrative))
    }

    private func relativeDay(at index: Int) -> Found? {
        kind(index) == .deictic
            ? deictic(at: index) : kind(index) == .relation ? relative(at: index) : nil
    }

    func shifted(_ amount: TimeAmount, _ sign: Int, _ anchor: TimeMeaning.Anchor)
        -> TimeMeaning
    {
        // The hour of what it is counted from is not known.
        if anchor == .narrative, [.hour, .minute, .second].contains(amount.unit) {
            return TimeMeaning(amount.value, type: .duration)
        }
        guard let whole = amount.whole else {
            if anchor == .narrative { return TimeMeaning("XXXX-XX-XX") }
            return TimeMeaning(sign < 0 ? "PAST_REF" : "FUTURE_REF")
        }
        if amount.hasHalf {
            let (_, factor, _) = TimeAmount.letters(amount.unit)
            if amount.unit == .year {
                return TimeMeaning(.shift(sign * (whole * 12 + 6), .month, anchor))
            }
            if factor == 10 { return TimeMeaning(.shift(sign * (whole * 10 + 5), .year, anchor)) }
            if factor == 100 {
                return TimeMeaning(.shift(sign * (whole * 100 + 50), .year, anchor))
            }
        }
        return switch amount.unit {
        case .decade: TimeMeaning(.shift(sign * whole * 10, .year, anchor))
        case .century: TimeMeaning(.shift(sign * whole * 100, .year, anchor))
        case .fortnight: TimeMeaning(.shift(sign * whole * 2, .week, anchor))
        default: TimeMeaning(.shift(sign * whole, amount.unit, anchor))
        }
    }

    private func duration(_ amount: TimeAmount, from index: Int, to end: Int) -> Found? {
        if amount.unit == .quarter, let quarters = amount.whole, quarters == 1 || quarters == 3, kind(end) == .of,
            let whole = amountOfTime(at: end + 1), whole.amount.whole == 1, whole.amount.unit == .hour
        {
            return (whole.end, TimeMeaning("PT\(quarters * 15)M", type: .duration))
        }
        let value = TimeMeaning(amount.value, type: .duration)
        if let rate = rate(of: amount, behind: end) ?? sum(amount, behind: end) { return rate }
        let old = pastHyphen(end)
        // An age as an attribute, "a 20-year-old student", is no time of the story.
        if kind(old) == .old { return old > end ? nil : (old + 1, value) }
        if kind(old) == .long, old > end { return (old + 1, value) }
        guard kind(index) == .article, amount.whole == 1, !amount.hasHalf else {
            if kind(index) == .vague, self[index].word.value == 1, amount.unit == .day {
                return nil
            }
            return (end, value)
        }
        return articleUnit(amount, from: index, to: end)
    }

    /// `24 hours a day`, `three days each week`.
    private func rate(of amount: TimeAmount, behind end: Int) -> Found? {
        let isEach = kind(end) == .every || kind(end) == .per
            || kind(end) == .article && self[end].word.value == 1
        guard isEach, let unit = unit(at: end + 1), !isPlural(end + 1), unit.rawValue > amount.unit.rawValue
        else { return nil }
        return (
            end + 2,
            TimeMeaning(TimeAmount(count: "1", whole: 1, unit: unit).value, type: .set)
        )
    }

    /// `a year`: a rate, a duration, or just any year.
    private func articleUnit(_ amount: TimeAmount, from index: Int, to end: Int) -> Found? {
        let before = kind(index - 1)
        let isRate =
            before == .times || before == .countable || isNumber(index - 1) || before == .number
            || before == .hundred || isMark(index - 1, "%")
            || isPlainWord(index - 1) && ends(index - 1, with: "s") && kind(index - 2) != .none
            || isPlainWord(index - 1) && kind(index - 2) == .article && self[index - 2].word.value == 1 && (isWord(index - 1, "share") || isWord(index - 1, "head"))
        if isRate, !isWord(index - 1, "was"), !isWord(index - 1, "is"), !isWord(index - 1, "takes"),
            !isWord(index - 1, "lasts")
        {
            return (end, TimeMeaning(amount.value, type: .set))
        }
        if isPlainWord(end) || self[end].kind == .word && kind(end) == .relation {
            guard
                [.for, .in, .within, .over, .than, .approximately, .around, .least].contains(before)
            else { return nil }
        }
        if kind(end) == .of || isNumber(end) || pastHyphen(end) > end { return nil }
        if amount.unit == .quarter, ![.for, .in, .within, .over, .than].contains(before) { return nil }
        return (end, TimeMeaning(amount.value, type: .duration))
    }

    /// Units without a count: `years ago`, `for decades`, `decades-long`, `day-long`.
    private func bareUnits(at index: Int) -> Found? {
        guard let unit = unit(at: index), !isNumber(index - 1) else { return nil }
        let amount = TimeAmount(count: "X", whole: isPlural(index) ? nil : 1, unit: unit)
        let next = pastHyphen(index + 1)
        if kind(next) == .long, next > index + 1 || isPlural(index) == false && next > index + 1 {
            return (
                next + 1,
                TimeMeaning(amount.whole == nil
                            ? amount.value : TimeAmount(count: "1", whole: 1, unit: unit).value,
                    type: .duration)
            )
        }
        guard isPlural(index) else { return nil }
        if unit == .weekend, kind(index - 1) == .on || kind(index - 1) == .at {
            return (index + 1, TimeMeaning("XXXX-WXX-WE", type: .set))
        }
        if kind(next) == .old, next > index + 1 {
            return (next + 1, TimeMeaning(amount.value, type: .duration))
        }
        if kind(index + 1) == .ago { return (index + 2, TimeMeaning("PAST_REF")) }
        if kind(index + 1) == .earlier || kind(index + 1) == .later {
            return (index + 2, TimeMeaning("XXXX-XX-XX"))
        }
        let before = kind(index - 1)
        if before == .for || before == .in || before == .within || before == .after
            || before == .over || kind(index + 1) == .before || kind(index + 1) == .after
            || before == .of && kind(index - 2) == .none || isOf(index - 1, .lasting)
            || kind(index + 1) == .of
                && ![.article, .number, .part, .ordinal, .relation, .every].contains(before)
        {
            return (index + 1, TimeMeaning(amount.value, type: .duration))
        }
        return nil
    }

    // MARK: Modified amounts and dates

    /// `about three years`, `more than a decade ago`, `at least two weeks`, `around 2014`.
    func modified(at index: Int) -> Found? {
        guard let (start, mod, pointMod) = modifier(at: index) else { return nil }
        guard
            var found = longest(
                amount(at: start),
                mod == .approximately
                    ? longest(
                        longest(calendar(at: start), year(at: start)), clock(at: start),
                        part(at: start))
                    : nil),
            found.meaning.mod == nil, kind(start) != .approximately,
            kind(start) != .weekday
        else { return nil }
        found.meaning.mod =
            found.meaning.type == .duration || found.meaning.type == .set ? mod : found.meaning.liesAhead ? pointMod.mirrored : pointMod
        return found
    }

    private func modifier(at index: Int) -> (
        end: Int, amount: TimeMeaning.Mod, point: TimeMeaning.Mod
    )? {
        switch kind(index) {
        case .approximately, .around:
            if isWord(index, "nearly") || isWord(index, "almost") {
                return (index + 1, .lessThan, .approximately)
            }
            return (index + 1, .approximately, .approximately)
        case .vague where isWord(index, "some") && (isNumber(index + 1) || kind(index + 1) == .number):
            return (index + 1, .approximately, .approximately)
        case .over: return (index + 1, .moreThan, .before)
        case .more where kind(index + 1) == .than: return (index + 2, .moreThan, .before)
        case .less:
            if isWord(index, "under") { return (index + 1, .lessThan, .after) }
            return kind(index + 1) == .than ? (index + 2, .lessThan, .after) : nil
        case .at where kind(index + 1) == .least:
            return (index + 2, .equalOrMore, .onOrBefore)
        case .at where kind(index + 1) == .most: return (index + 2, .equalOrLess, .onOrAfter)
        default: return nil
        }
    }
}
