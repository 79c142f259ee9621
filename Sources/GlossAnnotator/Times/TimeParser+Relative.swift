import GlossLexicon
import GlossModel

/// Expressions counted from the report's date or from a day spoken of before.
extension TimeParser {
    /// `yesterday`, `tonight`, `tomorrow morning`.
    func deictic(at index: Int) -> Found? {
        if self[index].isCapital, !self[index].beginsSentence, isPlainWord(index - 1) && self[index - 1].isCapital || isMark(index + 1, "'") && isWord(index + 2, "s") && self[index + 3].isCapital && self[index + 3].kind == .word { return nil }
        let which = Int(self[index].word.value)
        var meaning = TimeMeaning(.shift(which == 4 ? 0 : which - 2, .day, .report))
        var end = index + 1
        if which == 4 { (meaning.clock, meaning.type) = (ShortText("TNI"), .time) }
        if let clock = clockBehind(end) {
            (end, meaning.clock, meaning.type) = (clock.end, ShortText(clock.clock), .time)
        }
        return (end, meaning)
    }

    /// `last year`, `the past two months`, `next Friday`, `this morning`, `that day`, `recent years`.
    func relative(at index: Int) -> Found? {
        var at = index
        let hasArticle = kind(at) == .article
        if hasArticle {
            guard self[at].word.value == 0 else { return nil }
            at += 1
        }
        if kind(at) == .earlier || kind(at) == .later { return hasArticle ? nil : half(at: at) }
        if kind(at) == .demonstrative, kind(at + 1) == .same { at += 1 }
        switch kind(at) {
        case .relation: return related(at: at, hasArticle: hasArticle)
        case .same: return narrative(at: at + 1)
        case .demonstrative where !hasArticle:
            guard self[at].word.value == 0 else { return narrative(at: at + 1) }
            if isWord(at, "these"), isWord(at + 1, "days") {
                return (at + 2, TimeMeaning("PRESENT_REF"))
            }
            if kind(at + 1) == .relation, [1, 2, 4, 6].contains(self[at + 1].word.value) {
                return related(at: at + 1, hasArticle: true)
            }
            return stepped(at: at + 1, .this)
        case .recent: return recent(at: at)
        case .earlier, .later: return nil
        default: return nil
        }
    }

    /// Behind "last", "past", "previous", "next", "following", "coming", "current".
    private func related(at index: Int, hasArticle: Bool) -> Found? {
        let which = Int(self[index].word.value)
        if which == 0 { return stepped(at: index + 1, .this) }
        if let span = relatedAmount(at: index, which) { return span }
        let next = index + 1
        switch which {
        case 1, 2:
            if let unit = unit(at: next), !isPlural(next) {
                let isSpan =
                    which == 2
                    || hasArticle && ![.century, .weekend].contains(unit) && isSpanPlace(index)
                if isSpan {
                    return (
                        next + 1,
                        TimeMeaning(TimeAmount(count: "1", whole: 1, unit: unit).value,
                            type: .duration)
                    )
                }
            }
            if which == 2, kind(next) == .none || next >= count {
                return nil
            }
            return stepped(at: next, .last)
        case 3: return beside(at: next, -1)
        case 4:
            if hasArticle, let unit = unit(at: next), !isPlural(next) {
                if isSpanPlace(index) {
                    return (
                        next + 1,
                        TimeMeaning(TimeAmount(count: "1", whole: 1, unit: unit).value,
                            type: .duration)
                    )
                }
                return beside(at: next, 1)
            }
            if hasArticle, kind(next) == .dayPart { return beside(at: next, 1) }
            return stepped(at: next, .next)
        case 5: return beside(at: next, 1)
        case 7: return unit(at: next) == .quarter ? stepped(at: next, .last) : nil
        default: return stepped(at: next, .next)
        }
    }

    /// Whether "over", "in", "for" and the like stand before "the last year".
    private func isSpanPlace(_ index: Int) -> Bool {
        let at =
            kind(index - 1) == .article || kind(index - 1) == .demonstrative ? index - 2 : index - 1
        return [.over, .in, .for, .within, .during, .than].contains(kind(at))
    }

    /// `last three years`, `past few months`, `next 10 days`, `coming years`.
    private func relatedAmount(at index: Int, _ which: Int) -> Found? {
        let next = index + 1
        if let (end, amount) = amountOfTime(at: next), kind(next) != .article {
            return (end, TimeMeaning(amount.value, type: .duration))
        }
        guard isPlural(next), let unit = unit(at: next) else { return nil }
        let value = which == 6 || which == 4 ? "FUTURE_REF" : "PAST_REF"
        if which == 1 || which == 3 || which == 5 {
            return (
                next + 1,
                TimeMeaning("P" + "X" + TimeAmount.letters(unit).letter, type: .duration)
            )
        }
        return (next + 1, TimeMeaning(value))
    }

    /// A unit, weekday, month, season, holiday or part of the day behind a step.
    func stepped(at index: Int, _ step: TimeMeaning.Step) -> Found? {
        let count = step == .last ? -1 : step == .next ? 1 : 0
        if let unit = unit(at: index), !isPlural(index) {
            if unit == .weekend { return (index + 1, TimeMeaning(.weekend(step: step))) }
            if unit == .hour || unit == .minute || unit == .second { return nil }
            if unit == .quarter {
                return (index + 1, TimeMeaning(.shift(count, .quarter, .report)))
            }
            return (index + 1, TimeMeaning(.shift(count, unit, .report)))
        }
        let word = self[index].word
        switch word.kind {
        case .dayPart:
            var meaning = TimeMeaning(.shift(count, .day, .report), type: .time)
            meaning.clock = Self.dayPart(Int(word.value))
            return (index + 1, meaning)
        case .weekday where self[index].isCapital:
            return withClock((index + 1, TimeMeaning(.weekday(Int(word.value), step: step))))
        case .month where self[index].isCapital || !word.flags.contains(.ambiguous) && !(isWord(index, "august") && isPlainWord(index + 1)):
            let dated = plainDate(at: index)
            if step != .next, let dated, dated.meaning.base.namesDay { return dated }
            let end = monthName(at: index)?.end ?? index + 1
            return (end, TimeMeaning(.month(year: nil, month: Int(word.value), step: step)))
        case .season:
            return (index + 1, TimeMeaning(.season(year: nil, season: Int(word.value), step: step)))
        case .holiday:
            guard let found = holiday(at: index),
                case .holiday(let holiday, nil, _) = found.meaning.base
            else { return nil }
            return (found.end, TimeMeaning(.holiday(holiday, year: nil, step: step)))
        case .future: return nil
        default: return nil
        }
    }

    private func withClock(_ found: Found) -> Found {
        guard let clock = clockBehind(found.end) else { return found }
        var meaning = found.meaning
        (meaning.clock, meaning.type) = (ShortText(clock.clock), .time)
        return (clock.end, meaning)
    }

    /// The unit or part of the day one step from the day last spoken of.
    private func beside(at index: Int, _ count: Int) -> Found? {
        if kind(index) == .dayPart {
            var meaning = TimeMeaning(.shift(count, .day, .narrative), type: .time)
            meaning.clock = Self.dayPart(Int(self[index].word.value))
            return (index + 1, meaning)
        }
        if kind(index) == .weekday || kind(index) == .month || kind(index) == .season { return stepped(at: index, count > 0 ? .following : .preceding) }
        guard let unit = unit(at: index), !isPlural(index), unit != .hour, unit != .minute,
            unit != .second
        else { return nil }
        return (index + 1, TimeMeaning(.shift(count, unit, .narrative)))
    }

    /// `that day`, `the same year`.
    private func narrative(at index: Int) -> Found? {
        if kind(index) == .dayPart { return beside(at: index, 0) }
        if kind(index) == .season, kind(index - 1) == .demonstrative,
            self[index + 1].kind == .mark || self[index - 1].beginsSentence || kind(index + 1) == .function && !isWord(index + 1, "is") && !isWord(index + 1, "are") || isMark(index - 2, ";")
        {
            return (index + 1, TimeMeaning(.season(year: nil, season: Int(self[index].word.value), step: .spokenOf)))
        }
        guard let unit = unit(at: index), !isPlural(index) else { return nil }
        if unit == .day, kind(index + 1) == .dayPart { return beside(at: index + 1, 0) }
        return beside(at: index, 0)
    }

    private func recent(at index: Int) -> Found? {
        var at = index + 1
        if kind(at) == .and || isMark(at, ",") { at += 2 }
        if unit(at: at) != nil || isWord(at, "times") || isWord(at, "time") || isWord(at, "history")
            || isWord(at, "past")
        {
            return (at + 1, TimeMeaning("PAST_REF"))
        }
        return nil
    }

    /// `earlier this year`, `later that day`, `earlier in the week`.
    private func half(at index: Int) -> Found? {
        let next = kind(index + 1) == .in || kind(index + 1) == .on ? index + 2 : index + 1
        var found: Found?
        if kind(next) == .article, next > index + 1, let unit = unit(at: next + 1),
            !isPlural(next + 1), unit != .hour
        {
            found = unit == .day ? nil : (next + 2, TimeMeaning(.shift(0, unit, .report)))
        } else if kind(next) == .demonstrative || kind(next) == .same
            || kind(next) == .article && kind(next + 1) == .same
        {
            found = relative(at: next)
        } else if kind(next) == .deictic {
            found = deictic(at: next)
        } else if kind(next) == .weekday, next == index + 1 {
            found = calendar(at: next)
        }
        guard var found else { return nil }
        found.meaning.half = kind(index) == .earlier ? .sofar : .still
        return found
    }

    // MARK: With an article

    /// `the weekend`, `the day before`, `the week of March 6`, `the night of 3 August`.
    func named(at index: Int) -> Found? {
        guard kind(index) == .article, self[index].word.value == 0 else { return nil }
        let at = index + 1
        if kind(at) == .dayPart { return namedPart(at: at) }
        if kind(at) == .season { return calendar(at: at) }
        if kind(at + 1) == .future,
            isOf(at, .nearness)
        {
            return (at + 2, TimeMeaning("FUTURE_REF"))
        }
        if kind(at) == .future, !isPlainWord(at + 1) || kind(index - 1) == .in {
            return (at + 1, TimeMeaning("FUTURE_REF"))
        }
        if kind(at) == .relation, self[at].word.value == 2,
            kind(index - 1) == .in || kind(index - 1) == .from, isEnd(at + 1)
        {
            return (at + 1, TimeMeaning("PAST_REF"))
        }
        if isWord(at, "other"), kind(at + 1) == .dayPart || unit(at: at + 1) == .day {
            return (at + 2, TimeMeaning("PAST_REF"))
        }
        return namedUnit(at: at, behind: index)
    }

    /// `week of 3 August`, `day before`, `weeks ahead`, with the article before it at an index.
    private func namedUnit(at: Int, behind index: Int) -> Found? {
        guard let unit = unit(at: at) else { return nil }
        if isPlural(at) {
            if isWord(at + 1, "ahead") { return (at + 2, TimeMeaning("FUTURE_REF")) }
            guard
                kind(at + 1) == .before || kind(at + 1) == .after || isWord(at + 1, "that")
                    || isWord(at + 1, "leading")
                    || isWord(at + 1, "following")
            else { return nil }
            return (
                at + 1, TimeMeaning("PX" + TimeAmount.letters(unit).letter, type: .duration)
            )
        }
        if unit == .weekend {
            if kind(at + 1) == .of, let date = plainDate(at: at + 2) {
                return (date.end, date.meaning.around(.weekend))
            }
            return isPlainWord(at + 1) && self[at + 1].isCapital
                ? nil : (at + 1, TimeMeaning(.weekend(step: nil)))
        }
        if kind(at + 1) == .of || ["beginning", "starting", "commencing"].contains(where: { isWord(at + 1, $0) }), unit == .week, let date = plainDate(at: at + 2),
            date.meaning.base.namesDay
        {
            return (date.end, date.meaning.around(unit))
        }
        guard kind(at + 1) == .before || kind(at + 1) == .after, unit != .hour, unit != .minute
        else { return nil }
        let sign = kind(at + 1) == .before ? -1 : 1
        if kind(at + 2) == .relation, self[at + 2].word.value == (sign < 0 ? 1 : 4), isEnd(at + 3) {
            return (at + 3, TimeMeaning(.shift(2 * sign, unit, .report)))
        }
        if kind(at + 2) == .demonstrative, self[at + 2].word.value == 1, isEnd(at + 3) { return (at + 3, TimeMeaning(.shift(sign, unit, .narrative))) }
        if isEnd(at + 2) { return (at + 2, TimeMeaning(.shift(sign, unit, .narrative))) }
        if let date = longest(calendar(at: at + 2), deicticOnly(at: at + 2), relative(at: at + 2)),
            date.meaning.type == .date
        {
            return (date.end, date.meaning.beside(sign, unit))
        }
        guard unit == .day, self[at + 2].kind == .word, !ends(at + 2, with: "ing"),
            kind(index - 1) != .in, kind(index - 2) != .later
        else { return nil }
        return (at + 1, TimeMeaning(.shift(sign, unit, .narrative)))
    }

    /// `night of 3 August`, `night before`.
    private func namedPart(at index: Int) -> Found? {
        guard kind(index + 1) == .of || kind(index + 1) == .before || kind(index + 1) == .after else {
            return nil
        }
        if kind(index + 1) == .of,
            var date = longest(
                plainDate(at: index + 2), calendar(at: index + 2), deicticOnly(at: index + 2)),
            date.meaning.type == .date
        {
            if case .days(let year, let month, let range) = date.meaning.base {
                date.meaning.base = .day(year: year, month: month, day: range.from)
            }
            date.meaning.clock = Self.dayPart(Int(self[index].word.value))
            date.meaning.type = .time
            return date
        }
        guard kind(index + 1) != .of, isEnd(index + 2) else { return nil }
        return beside(at: index, kind(index + 1) == .before ? -1 : 1).map { (index + 2, $0.meaning) }
    }

    private func isEnd(_ index: Int) -> Bool {
        index >= count || self[index].kind == .mark && !isMark(index, "\"")
            || kind(index) == .and || kind(index) == .pastVerb
    }

    // MARK: References

    /// `now`, `at present`, `recently`, `the future`.
    func reference(at index: Int) -> Found? {
        switch kind(index) {
        case .present where self[index].word.value == 0:
            guard !(isWord(index, "now") && (isWord(index + 1, "that") || kind(index + 1) == .and && isWord(index + 2, "then"))) else { return nil }
            return (index + 1, TimeMeaning("PRESENT_REF"))
        case .at:
            if kind(index + 1) == .present {
                return (index + 2, TimeMeaning("PRESENT_REF"))
            }
            guard kind(index + 1) == .article, self[index + 1].word.value == 0,
                kind(index + 2) == .present
            else { return nil }
            return (index + 3, TimeMeaning("PRESENT_REF"))
        case .past: return (index + 1, TimeMeaning("PAST_REF"))
        case .relation
        where isWord(index, "current") && !self[index].isCapital && isPlainWord(index + 1):
            return (index + 1, TimeMeaning("PRESENT_REF"))
        case .future where !self[index].isCapital && kind(index - 1) != .article:
            return (index + 1, TimeMeaning("FUTURE_REF"))
        default: return nil
        }
    }
}
