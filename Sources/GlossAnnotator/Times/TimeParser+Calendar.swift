import GlossLexicon
import GlossModel

/// Dates of the calendar, whole and partial, and ranges of them that are one expression.
extension TimeParser {
    /// A date with what stands around it: weekday before it, part of the day or clock behind it.
    func calendar(at index: Int) -> Found? {
        guard var date = dateAlone(at: index) else { return nil }
        if date.meaning.base.lacksYear, let year = yearCounted(date.end) {
            date.end = year.end
            date.meaning.yearCount = year.count
        }
        if let clock = clockBehind(date.end) {
            date.meaning.clock = ShortText(clock.clock)
            date.meaning.type = .time
            date.end = clock.end
        }
        return date
    }

    private func dateAlone(at index: Int) -> Found? {
        switch kind(index) {
        case .weekday: weekdayDate(at: index)
        case .ordinal, .article, .relation: longest(weekdayOfMonth(at: index), plainDate(at: index))
        case .season: seasonal(at: index)
        case .holiday: holiday(at: index)
        default: plainDate(at: index)
        }
    }

    /// `last year`, `of this year` behind a date without a year.
    func yearCounted(_ index: Int) -> (end: Int, count: Int)? {
        let at = kind(index) == .of ? index + 1 : index
        guard kind(at + 1) == .unit, self[at + 1].word.value == TimeUnit.year.rawValue,
            !isPlural(at + 1)
        else { return nil }
        if kind(at) == .demonstrative, self[at].word.value == 0 { return (at + 2, 0) }
        guard kind(at) == .relation else { return nil }
        switch self[at].word.value {
        case 1: return (at + 2, -1)
        case 4: return (at + 2, 1)
        default: return nil
        }
    }

    /// Without a weekday.
    func plainDate(at index: Int) -> Found? {
        if isNumber(index) || kind(index) == .ordinal || kind(index) == .article {
            return longest(isoDate(at: index), slashDate(at: index), dayFirst(at: index))
        }
        guard kind(index) == .month else { return nil }
        return monthFirst(at: index)
    }

    /// A date in digits alone.
    func numericDate(at index: Int) -> Found? { longest(isoDate(at: index), slashDate(at: index)) }

    /// A day of the month, 1 to 31: `3`, `3rd`, `third`.
    func dayNumber(at index: Int) -> (end: Int, day: Int)? {
        let atom = self[index]
        if atom.kind == .number {
            guard atom.digits > 0, atom.digits <= 2, (1...31).contains(atom.number) else {
                return nil
            }
            let hasSuffix = kind(index + 1) == .ordinalSuffix && self[index + 1].isGlued
            return (hasSuffix ? index + 2 : index + 1, atom.number)
        }
        guard atom.word.kind == .ordinal || atom.word.kind == .number else { return nil }
        if atom.word.value >= 20, atom.word.value <= 30, kind(pastHyphen(index + 1)) == .ordinal {
            let next = pastHyphen(index + 1)
            let day = Int(atom.word.value) + Int(self[next].word.value)
            return day <= 31 && self[next].word.value < 10 ? (next + 1, day) : nil
        }
        guard atom.word.kind == .ordinal else { return nil }
        return (index + 1, Int(atom.word.value))
    }

    /// A month and one past it, with the point of a short form.
    func monthName(at index: Int) -> (end: Int, month: Int)? {
        guard kind(index) == .month else { return nil }
        let word = self[index].word
        let hasPoint =
            word.flags.contains(.abbreviation) && isMark(index + 1, ".") && self[index + 1].isGlued
        return (hasPoint ? index + 2 : index + 1, Int(word.value))
    }

    /// A year behind a date: `2017`, `, 2017`, `of 2017`.
    func yearBehind(_ index: Int) -> (end: Int, year: Int)? {
        var at = index
        if isMark(at, ",") { at += 1 } else if kind(at) == .of { at += 1 }
        if isNumber(at), self[at].digits == 4, (1000...2999).contains(self[at].number),
            !isMark(at + 1, "%"),
            !(isMark(at + 1, ":") && self[at + 1].isGlued && isNumber(at + 2)),
            !self[at + 1].isGlued || self[at + 1].kind == .mark
        {
            // "In May, 2000 soldiers left" names no year, "in May of 2000 soldiers left" does.
            if !isMark(index, ",") || !isCountable(at + 1) { return (at + 1, self[at].number) }
        }
        if at > index || kind(index - 1) == .month, kind(at) == .number, let spoken = spokenYear(at: at), let year = spoken.meaning.base.year { return (spoken.end, year) }
        if isMark(at, "'"), isNumber(at + 1), self[at + 1].isGlued, self[at + 1].digits == 2, !isMark(index, ",") {
            return (at + 2, TimeParser.century(self[at + 1].number))
        }
        return nil
    }

    /// The year that two digits mean.
    static func century(_ number: Int) -> Int { number < 50 ? 2000 + number : 1900 + number }

    private func dayFirst(at index: Int) -> Found? {
        let from = kind(index) == .article ? index + 1 : index
        guard kind(index) != .article || self[index].word.value == 0,
            let first = dayNumber(at: from)
        else { return nil }
        let isOrdinal = kind(first.end - 1) == .ordinalSuffix || kind(first.end - 1) == .ordinal
        if from > index, !isOrdinal { return nil }
        // "the 4th day of March"
        if isOrdinal, unit(at: first.end) == .day, !isPlural(first.end), kind(first.end + 1) == .of, let (end, month) = monthBehind(first.end + 1),
            let day = finish(first.day, month, end)
        {
            return day
        }
        if let logged = loggedDay(first) { return logged }
        if let (end, month) = monthBehind(first.end) {
            if let day = finish(first.day, month, end) { return day }
            return nil
        }
        let dash =
            isMark(first.end, "-") || kind(first.end) == .to || isMark(first.end, "/")
            || kind(first.end) == .through
        let isPair = kind(first.end) == .and && kind(index - 1) == .between
        let second = kind(first.end + 1) == .article && self[first.end + 1].word.value == 0 ? first.end + 2 : first.end + 1
        guard dash || isPair, let last = dayNumber(at: second), first.day < last.day,
            let (end, month) = monthBehind(last.end)
        else { return nil }
        let year = yearBehind(end)
        return (
            year?.end ?? end,
            TimeMeaning(
                .days(year: year?.year, month: month, .init(from: first.day, toMonth: month, to: last.day))
            )
        )
    }

    /// `05/Mar/2016:04:03:02 +0200`, as logs have it.
    private func loggedDay(_ day: (end: Int, day: Int)) -> Found? {
        guard isMark(day.end, "/"), self[day.end].isGlued, let (end, month) = monthName(at: day.end + 1), isMark(end, "/"), self[end].isGlued,
            isYearNumber(end + 1), self[end + 1].isGlued, day.day <= Day.length(ofMonth: month, year: 2000)
        else { return nil }
        var meaning = TimeMeaning(.day(year: self[end + 1].number, month: month, day: day.day))
        guard isMark(end + 2, ":"), self[end + 2].isGlued, let clock = clockNumber(at: end + 3) else { return (end + 2, meaning) }
        let time = zoned(clock.end, clock.clock)
        (meaning.clock, meaning.type) = (ShortText(time.clock), .time)
        return (time.end, meaning)
    }

    /// `August`, `of August`, `-Aug-`.
    private func monthBehind(_ index: Int) -> (end: Int, month: Int)? {
        let at = kind(index) == .of ? index + 1 : pastHyphen(index)
        guard let (end, month) = monthName(at: at) else { return nil }
        if self[at].word.flags.contains(.ambiguous), !self[at].isCapital { return nil }
        return (end, month)
    }

    private func finish(_ day: Int, _ month: Int, _ end: Int) -> Found? {
        guard day <= Day.length(ofMonth: month, year: 2000) else { return nil }
        let dash = pastHyphen(end)
        let year = yearBehind(dash) ?? twoDigitYear(dash, isDashed: dash > end)
        return (year?.end ?? end, TimeMeaning(.day(year: year?.year, month: month, day: day)))
    }

    /// The year of `16-12-14` and `16 Dec 14`, where nothing follows that the number could count.
    private func twoDigitYear(_ index: Int, isDashed: Bool) -> (end: Int, year: Int)? {
        guard isNumber(index), self[index].digits == 2 else { return nil }
        let isShort = kind(index - 1) == .month || isMark(index - 1, ".")
        guard isDashed && kind(index + 1) != .month || isShort && isLoose(index) else { return nil }
        return (index + 1, TimeParser.century(self[index].number))
    }

    /// Whether neither a noun nor another part of a number follows.
    private func isLoose(_ index: Int) -> Bool {
        let next = self[index + 1]
        if next.kind == .number || clockNumber(at: index) != nil { return false }
        if next.kind == .mark { return next.mark != 0x25 && !(next.isGlued && self[index + 2].isGlued && isNumber(index + 2)) }
        return ![.none, .countable, .unit, .meridiem, .hundred, .ordinalSuffix, .long, .old].contains(kind(index + 1))
    }

    private func monthFirst(at index: Int) -> Found? {
        guard let (end, month) = monthName(at: index) else { return nil }
        let atom = self[index]
        let dayAt = kind(end) == .article ? end + 1 : end
        if let day = dayNumber(at: dayAt), !isClockNumber(dayAt),
            day.day <= Day.length(ofMonth: month, year: 2000),
            atom.isCapital || !atom.word.flags.contains(.ambiguous),
            self[dayAt].kind == .number || kind(dayAt) == .ordinal && dayAt > end
        {
            return monthDay(month, day)
        }
        if let year = yearBehind(end), atom.isCapital || !atom.word.flags.contains(.ambiguous) {
            return (year.end, TimeMeaning(.month(year: year.year, month: month, step: nil)))
        }
        guard isMonthAlone(index) else { return nil }
        return (
            isShort(index) ? end : index + 1,
            TimeMeaning(.month(year: nil, month: month, step: nil))
        )
    }

    private func isShort(_ index: Int) -> Bool { self[index].word.flags.contains(.abbreviation) }

    private func monthDay(_ month: Int, _ day: (end: Int, day: Int)) -> Found {
        if isMark(day.end, "-") || kind(day.end) == .to || kind(day.end) == .through,
            let last = dayNumber(at: day.end + 1), last.day > day.day,
            self[day.end + 1].kind == .number,
            kind(last.end) != .month, kind(last.end) != .unit
        {
            let year = yearBehind(last.end)
            return (
                year?.end ?? last.end,
                TimeMeaning(
                    .days(
                        year: year?.year, month: month,
                        .init(from: day.day, toMonth: month, to: last.day))
                )
            )
        }
        if let stamp = clockAndYear(day.end) {
            var meaning = TimeMeaning(.day(year: stamp.year, month: month, day: day.day))
            (meaning.clock, meaning.type) = (ShortText(stamp.clock), .time)
            return (stamp.end, meaning)
        }
        let year = yearBehind(day.end)
        return (
            year?.end ?? day.end, TimeMeaning(.day(year: year?.year, month: month, day: day.day))
        )
    }

    /// What stands behind the day of a time stamp: `13:57:00 2012`.
    private func clockAndYear(_ index: Int) -> (end: Int, clock: String, year: Int)? {
        guard isNumber(index), isMark(index + 1, ":"), let clock = clockNumber(at: index), isNumber(clock.end),
            self[clock.end].digits == 4, (1900...2099).contains(self[clock.end].number), !self[clock.end].isGlued
        else { return nil }
        return (clock.end + 1, clock.clock, self[clock.end].number)
    }

    /// Whether a name of a month stands for the month where nothing is beside it.
    private func isMonthAlone(_ index: Int) -> Bool {
        let atom = self[index]
        guard atom.isCapital else { return false }
        let before = kind(index - 1)
        let isPlaced =
            [
                .in, .since, .until, .by, .of, .from, .to, .through, .between, .during, .relation,
                .part, .before, .after,
                .every, .demonstrative, .around,
            ].contains(before)
            || [.to, .through, .until].contains(kind(index + 1)) && kind(index + 2) == .month
            || pastHyphen(index + 1) > index + 1 && kind(index + 2) == .month
            || before == .and && kind(index - 2) == .month && kind(index - 3) == .between
        if atom.word.flags.contains(.ambiguous) {
            let isDescribing = before == .article && self[index + 1].kind == .word
                && ![.on, .for, .from, .to, .in, .through, .at, .of, .by].contains(kind(index + 1))
            return (isPlaced || isDescribing)
                && !(self[index + 1].kind == .word && self[index + 1].isCapital)
        }
        if isShort(index) { return isPlaced || isMark(index + 1, ".") && isPlaced }
        // A capital word beside it makes it a name: "April Smith".
        let next = self[index + 1]
        if next.kind == .word, next.isCapital, next.word.kind == .none, !isPlaced { return false }
        return true
    }

    /// `Friday`, `Friday, Oct. 23`, `Friday the 3rd of August`.
    private func weekdayDate(at index: Int) -> Found? {
        guard kind(index) == .weekday else { return nil }
        let word = self[index].word
        var end = index + 1
        if word.flags.contains(.abbreviation), isMark(end, "."), self[end].isGlued { end += 1 }
        let afterComma = isMark(end, ",") ? end + 1 : end
        let dateAt = kind(afterComma) == .on ? afterComma + 1 : afterComma
        if let date = plainDate(at: dateAt), date.meaning.base.namesDay, self[index].isCapital {
            return date
        }
        if word.flags.contains(.plural) {
            return (end, TimeMeaning("XXXX-WXX-\(word.value)", type: .set))
        }
        guard self[index].isCapital else { return nil }
        if word.flags.contains(.ambiguous) {
            guard kind(index - 1) == .on || kind(index - 1) == .relation, !isPlainWord(end) else {
                return nil
            }
        }
        if isPlainWord(index + 1), self[index + 1].isCapital, isPlainWord(index - 1),
            self[index - 1].isCapital,
            !self[index - 1].beginsSentence
        {
            return nil
        }
        guard !isTitle(index) else { return nil }
        return (end, TimeMeaning(.weekday(Int(word.value), step: nil)))
    }

    /// `the third Monday of March 2016`, `the last Friday in May`.
    private func weekdayOfMonth(at index: Int) -> Found? {
        let at = kind(index) == .article && self[index].word.value == 0 ? index + 1 : index
        let isLast = kind(at) == .relation && self[at].word.value == 1
        guard isLast || kind(at) == .ordinal && (1...5).contains(self[at].word.value), kind(at + 1) == .weekday, self[at + 1].isCapital, !isPlural(at + 1),
            kind(at + 2) == .of || kind(at + 2) == .in, let month = monthFirst(at: at + 3), case .month(let year, let number, nil) = month.meaning.base
        else { return nil }
        let which = isLast ? -1 : Int(self[at].word.value)
        return (month.end, TimeMeaning(.weekdayOf(year: year, month: number, weekday: Int(self[at + 1].word.value), number: which)))
    }

    /// "the Sunday Times", "Bloody Sunday".
    private func isTitle(_ index: Int) -> Bool {
        if isWord(index - 1, "bloody") || isWord(index - 1, "black") { return true }
        let title = isMark(index - 1, ".") ? index - 2 : index - 1
        if self[title].isCapital, isOf(title, .title) { return true }
        guard kind(index - 1) == .article, self[index + 1].kind == .word else { return false }
        return self[index + 1].isCapital && [.none, .times].contains(kind(index + 1))
    }

    private func isoDate(at index: Int) -> Found? {
        let year = self[index]
        guard year.digits == 4, (1000...2999).contains(year.number),
            isMark(index + 1, "-") || isMark(index + 1, "/") || isMark(index + 1, "."),
            self[index + 1].isGlued, isNumber(index + 2), self[index + 2].isGlued
        else { return nil }
        let month = self[index + 2]
        let separator = Unicode.Scalar(self[index + 1].mark)
        if isMark(index + 3, separator), self[index + 3].isGlued, isNumber(index + 4),
            self[index + 4].isGlued,
            month.digits <= 2, self[index + 4].digits <= 2,
            Day(year: year.number, month: month.number, day: self[index + 4].number) != nil
        {
            let day = TimeMeaning(
                .day(year: year.number, month: month.number, day: self[index + 4].number))
            return isoClock((index + 5, day))
        }
        guard separator == "-", month.digits == 2, (1...12).contains(month.number),
            !self[index + 3].isGlued || self[index + 3].kind == .mark,
            !(isMark(index + 3, "-") && self[index + 3].isGlued)
        else { return nil }
        return (index + 3, TimeMeaning(.month(year: year.number, month: month.number, step: nil)))
    }

    /// `T09:30` behind a date in digits.
    private func isoClock(_ date: Found) -> Found {
        let at = date.end
        guard isWord(at, "t"), self[at].isGlued, let clock = clockNumber(at: at + 1) else { return date }
        let time = zoned(clock.end, clock.clock)
        var meaning = date.meaning
        meaning.clock = ShortText(time.clock)
        meaning.type = .time
        return (time.end, meaning)
    }

    /// `06/2014`.
    private func monthAndYear(at index: Int) -> Found? {
        let (month, year) = (self[index], self[index + 2])
        guard isMark(index + 1, "/"), month.digits == 2, (1...12).contains(month.number), year.digits == 4,
            (1900...2099).contains(year.number), self[index + 1].isGlued, year.isGlued, kind(index - 1) != .notYear, !isLegalNumber(index),
            !(isMark(index - 1, "/") && month.isGlued), !(isMark(index + 3, "/") && self[index + 3].isGlued)
        else { return nil }
        return (index + 3, TimeMeaning(.month(year: year.number, month: month.number, step: nil)))
    }

    /// Whether a preposition of dates stands before "03.04.16", which else numbers a section or version.
    private func isDatePlace(_ index: Int) -> Bool {
        isMark(index + 1, ".") && [.on, .since, .until, .by, .from, .before, .after].contains(kind(index - 1))
    }

    /// `3/8/2017`, `3.8.2017`, `8-3-17`.
    private func slashDate(at index: Int) -> Found? {
        let (a, b, c) = (self[index], self[index + 2], self[index + 4])
        if a.number == 9, b.number == 11, a.digits == 1, isMark(index + 1, "/"),
            !isMark(index + 3, "/"), b.isGlued,
            !self[index + 3].isGlued || self[index + 3].kind == .mark
        {
            return (index + 3, TimeMeaning(.day(year: 2001, month: 9, day: 11)))
        }
        if let month = monthAndYear(at: index) { return month }
        guard isNumber(index), isNumber(index + 2), isNumber(index + 4), (1...2).contains(a.digits),
            (1...2).contains(b.digits), c.digits == 4 || c.digits == 2 && (isMark(index + 1, "/") || isDatePlace(index)),
            (1...4).allSatisfy({ self[index + $0].isGlued }),
            self[index + 1].mark == self[index + 3].mark,
            "/.-".utf8.contains(self[index + 1].mark)
        else { return nil }
        let year = c.digits == 4 ? c.number : TimeParser.century(c.number)
        let monthFirst = a.number > 12 ? false : b.number > 12 ? true : isMonthFirst
        let (month, day) = monthFirst ? (a.number, b.number) : (b.number, a.number)
        guard Day(year: year, month: month, day: day) != nil else { return nil }
        return (index + 5, TimeMeaning(.day(year: year, month: month, day: day)))
    }
}

extension TimeMeaning.Base {
    /// Whether it is a day of a month.
    var namesDay: Bool {
        switch self {
        case .day, .days: true
        default: false
        }
    }
}
