import GlossLexicon
import GlossModel

/// Years, decades, centuries, seasons, quarters, holidays.
extension TimeParser {
    /// A year on its own, a range of years, a decade, a century.
    func year(at index: Int) -> Found? {
        switch kind(index) {
        case .article:
            return self[index].word.value == 0
                ? longest(decade(at: index + 1), century(at: index + 1), yearWord(at: index + 1))
                : nil
        case .ordinal: return century(at: index)
        case .year: return fiscal(at: index)
        default: break
        }
        guard isNumber(index) else { return decade(at: index) }
        return longest(
            longest(decade(at: index), century(at: index)), yearRange(at: index),
            bareYear(at: index))
    }

    /// `year 2014` behind "the"; `month of June 2014`.
    private func yearWord(at index: Int) -> Found? {
        guard kind(index) == .unit else { return fiscal(at: index) }
        if self[index].word.value == TimeUnit.year.rawValue, let spoken = spokenYear(at: index + 1) { return spoken }
        if self[index].word.value == TimeUnit.year.rawValue, isYearNumber(index + 1) {
            return (index + 2, TimeMeaning(TimexValue.year(self[index + 1].number)))
        }
        if self[index].word.value == TimeUnit.month.rawValue, kind(index + 1) == .of,
            let month = plainDate(at: index + 2)
        {
            return month
        }
        return nil
    }

    private func fiscal(at index: Int) -> Found? {
        guard kind(index) == .year else { return nil }
        let at =
            self[index + 1].word.value == TimeUnit.year.rawValue && kind(index + 1) == .unit
            ? index + 2 : index + 1
        return fiscalSpan(at: at)
    }

    /// `14/15` right behind "FY".
    private func shortSpan(at index: Int) -> Found? {
        let (from, to) = (self[index], self[index + 2])
        guard from.digits == 2, from.isGlued, isMark(index + 1, "/") || isMark(index + 1, "-"), to.digits == 2, to.isGlued, to.number == (from.number + 1) % 100
        else { return nil }
        let year = TimeParser.century(from.number)
        return (index + 3, TimeMeaning(TimexValue.year(year) + "/" + TimexValue.year(year + 1)))
    }

    /// `2014`, `2014/15`, `2014-15` behind "fiscal".
    private func fiscalSpan(at index: Int) -> Found? {
        guard isYearNumber(index) else { return nil }
        if let range = yearRange(at: index, isFiscal: true) { return range }
        return (index + 1, TimeMeaning(TimexValue.year(self[index].number)))
    }

    /// Four digits that can be a year of our time or history.
    func isYearNumber(_ index: Int) -> Bool {
        isNumber(index) && self[index].digits == 4 && (1000...2199).contains(self[index].number)
    }

    private func decade(at index: Int) -> Found? {
        let atom = self[index]
        if let end = possessiveDecade(index) { return (end, decade(of: atom.number)) }
        if atom.kind == .number, isWord(index + 1, "s"), self[index + 1].isGlued,
            atom.number % 10 == 0
        {
            if atom.digits == 4, (1000...2199).contains(atom.number) {
                let isCentury = atom.number % 100 == 0 && atom.number != 2000
                return (
                    index + 2,
                    TimeMeaning(isCentury
                                ? TimexValue.century(ofYear: atom.number)
                                : TimexValue.decade(ofYear: atom.number))
                )
            }
            let hasMark =
                isMark(index - 1, "'") && atom.isGlued || kind(index - 1) == .article
                || kind(index - 1) == .part || isMark(index - 1, "-") && kind(index - 2) == .part && kind(index - 3) == .article
            if atom.digits == 2, hasMark {
                return (index + 2, decade(of: (atom.number <= 10 ? 2000 : 1900) + atom.number))
            }
        }
        if isMark(index, "'"), isNumber(index + 1), self[index + 1].isGlued {
            return decade(at: index + 1)
        }
        // "in his late sixties" is an age.
        if kind(index - 1) == .part, isOf(index - 2, .owner) { return nil }
        guard kind(index) == .decade, kind(index - 1) == .article || kind(index - 1) == .part || isMark(index - 1, "-") || isWord(index - 1, "roaring") else { return nil }
        return (index + 1, decade(of: Int(atom.word.value)))
    }

    /// One past "the 1980's", "early 1970's"; "1980's summer" is of the year.
    private func possessiveDecade(_ index: Int) -> Int? {
        let atom = self[index]
        guard atom.kind == .number, atom.digits == 4, atom.number % 10 == 0, (1400...2199).contains(atom.number),
            kind(index - 1) == .article || kind(index - 1) == .part || isMark(index - 1, "-") && kind(index - 2) == .part,
            isMark(index + 1, "'"), self[index + 1].isGlued, isWord(index + 2, "s"), self[index + 2].isGlued
        else { return nil }
        return index + 3
    }

    private func decade(of year: Int) -> TimeMeaning {
        TimeMeaning(TimexValue.decade(ofYear: year))
    }

    private func century(at index: Int) -> Found? {
        if let first = firstCentury(at: index) { return first }
        var end = index
        var number = 0
        if let day = dayNumber(at: index),
            self[day.end - 1].word.kind == .ordinalSuffix || kind(index) == .ordinal
                || kind(index) == .number
        {
            (end, number) = (day.end, day.day)
        }
        guard number > 0 else { return nil }
        end = pastHyphen(end)
        guard kind(end) == .unit, self[end].word.value == TimeUnit.century.rawValue else {
            return nil
        }
        if kind(end + 1) == .era {
            guard self[end + 1].word.value == 0 else {
                return (end + 2, TimeMeaning(Day.padded(number - 1, 2)))
            }
            return (end + 2, TimeMeaning("BC" + Day.padded(number, 2)))
        }
        return (end + 1, TimeMeaning(Day.padded(number - 1, 2)))
    }

    /// The 14th of "the 14th and 15th centuries".
    private func firstCentury(at index: Int) -> Found? {
        guard let first = dayNumber(at: index), self[first.end - 1].word.kind == .ordinalSuffix || kind(index) == .ordinal,
            kind(first.end) == .and || kind(first.end) == .to || kind(first.end) == .or,
            let second = dayNumber(at: kind(first.end + 1) == .article ? first.end + 2 : first.end + 1),
            unit(at: pastHyphen(second.end)) == .century
        else { return nil }
        return (first.end, TimeMeaning(Day.padded(first.day - 1, 2)))
    }

    private func yearRange(at index: Int, isFiscal: Bool = false) -> Found? {
        let from = self[index]
        guard isYearNumber(index), isFiscal || isFreeBefore(index) && !isLegalNumber(index),
            isMark(index + 1, "-") || isMark(index + 1, "/"),
            isNumber(index + 2), !self[index + 3].isGlued || self[index + 3].kind == .mark
        else { return nil }
        if kind(index + 3) == .countable || from.number < 1800 && isCountable(index + 3) {
            return nil
        }
        let to = self[index + 2]
        if isBehindVolume(index) || from.number > lastYear || from.number < firstYear { return nil }
        if to.digits == 4, isYearNumber(index + 2), to.number > from.number, to.number <= lastYear + 40 {
            return (
                index + 3,
                TimeMeaning(TimexValue.year(from.number) + "/" + TimexValue.year(to.number))
            )
        }
        // "2014/15" runs on into the next year; "2019/82" is the number of something.
        let isNext = to.number == (from.number + 1) % 100
        guard to.digits == 2, to.isGlued, isNext || isMark(index + 1, "-") && to.number > max(12, from.number % 100) else { return nil }
        let year = from.number / 100 * 100 + to.number + (to.number < from.number % 100 ? 100 : 0)
        return (
            index + 3,
            TimeMeaning(TimexValue.year(from.number) + "/" + TimexValue.year(year))
        )
    }

    /// "vol. 12(3), 1123-1143", "17: 1402-1409": pages of a volume.
    private func isBehindVolume(_ index: Int) -> Bool {
        guard isMark(index - 1, ",") || isMark(index - 1, ":") else { return false }
        if isMark(index - 2, ")") { return isNumber(index - 3) && self[index - 3].digits < 4 }
        return isNumber(index - 2) && self[index - 2].digits < 4 && kind(index - 3) != .month
    }

    private func bareYear(at index: Int) -> Found? {
        let atom = self[index]
        if kind(index + 1) == .era, atom.digits > 0,
            self[index + 1].word.value == 0 || atom.digits >= 2
        {
            let value = (self[index + 1].word.value == 0 ? "BC" : "") + Day.padded(atom.number, 4)
            return (index + 2, TimeMeaning(value))
        }
        if let end = dottedEra(index + 1), atom.digits > 0 { return (end, TimeMeaning("BC" + Day.padded(atom.number, 4))) }
        if atom.digits == 2, isMark(index - 1, "'"), atom.isGlued, [.in, .since, .until, .by, .of, .before, .after, .from].contains(kind(index - 2)), isFree(index + 1) {
            return (index + 1, TimeMeaning(TimexValue.year(TimeParser.century(atom.number))))
        }
        guard isYearNumber(index), isFreeBefore(index), isFreeBehind(index), !isLegalCitation(index), !isNumberBeforeYear(index) else { return nil }
        guard isYearHere(index), kind(index + 1) != .make, kind(index - 1) != .make, (firstYear...max(firstYear, lastYear)).contains(atom.number), !isNumberOfName(index) else { return nil }
        return (index + 1, TimeMeaning(TimexValue.year(atom.number)))
    }

    /// One past "B.C.", "B.C.E.".
    private func dottedEra(_ index: Int) -> Int? {
        guard isWord(index, "b"), self[index].isCapital, isMark(index + 1, "."), isWord(index + 2, "c") else { return nil }
        let end = isMark(index + 3, ".") ? index + 4 : index + 3
        return isWord(end, "e") && self[end].isGlued ? isMark(end + 1, ".") ? end + 2 : end + 1 : end
    }

    /// "1973 (2011)": the number of what is of that year.
    private func isNumberBeforeYear(_ index: Int) -> Bool {
        isMark(index + 1, "(") && isYearNumber(index + 2) && isMark(index + 3, ")")
    }

    /// Nothing before the digits that makes them part of another number or name.
    private func isFreeBefore(_ index: Int) -> Bool {
        let before = self[index - 1]
        if kind(index - 1) == .notYear { return false }
        if isMark(index - 1, "."), kind(index - 2) == .notYear { return false }
        guard before.kind == .mark else {
            if self[index].isGlued { return false }
            return
                !(before.kind == .word && before.isCapital && isAllCapitals(before)
                && !isPreposition(index - 1))
        }
        if "$#+*=<>&@_".utf8.contains(before.mark) || before.mark == 0x01 {
            return !self[index].isGlued || before.mark == 0x5F
        }
        if "-/.:,".utf8.contains(before.mark), self[index].isGlued, before.isGlued {
            let two = self[index - 2]
            if before.mark == 0x2D, two.kind == .word {
                return ["post", "pre", "mid", "early", "late"].contains { isWord(index - 2, $0) }
            }
            return before.mark == 0x2E && two.kind == .mark
        }
        return true
    }

    /// "Windows Server 2003", "Office 2007 and 2010": the number of a name, or one named with it.
    private func isNumberOfName(_ index: Int) -> Bool {
        var at = index
        while kind(at - 1) == .and || kind(at - 1) == .or || isMark(at - 1, ",") || isMark(at - 1, "/"), isYearNumber(at - 2) { at -= 2 }
        let before = self[at - 1]
        guard before.kind == .word, before.isCapital, before.word.kind == .none || before.word.kind == .notYear else { return false }
        return !isOf(at - 1, .dated)
    }

    private func isAllCapitals(_ atom: TimeAtom) -> Bool { atom.end - atom.start >= 2 && atom.isAllCapitals(bytes) }

    private func isFreeBehind(_ index: Int) -> Bool {
        let next = self[index + 1]
        guard next.isGlued else { return true }
        if next.kind == .word { return false }
        if next.mark == 0x25 || next.mark == 0x40 { return false }
        let after = self[index + 2]
        if ":/.".utf8.contains(next.mark), after.isGlued, after.kind == .number { return false }
        return !(next.mark == 0x2D && after.isGlued && after.kind == .number)
    }

    private func isPreposition(_ index: Int) -> Bool {
        switch kind(index) {
        case .in, .since, .until, .by, .of, .from, .to, .through, .during, .between, .before,
            .after, .part, .around,
            .approximately, .article, .and, .or, .demonstrative, .relation, .month, .season, .year,
            .half, .within, .for, .holiday:
            true
        default: false
        }
    }

    /// "1914 Main Street": capitalised words that end in a word for a street.
    private func isStreet(_ index: Int) -> Bool {
        var at = index
        while at < index + 3, self[at].kind == .word, self[at].isCapital {
            if at > index, isOf(at, .street) { return true }
            at += 1
        }
        return false
    }

    /// Whether what stands around four digits lets them be a year.
    private func isYearHere(_ index: Int) -> Bool {
        let number = self[index].number
        if number % 100 == 0 || number < 1800, isCountable(index + 1) { return false }
        if isStreet(index + 1) || number % 50 == 0 && kind(index + 1) == .of && kind(index - 1) != .in { return false }
        if [.and, .to, .or].contains(kind(index + 1)), isNumber(index + 2),
            kind(index + 3) == .countable
        {
            return false
        }
        if kind(index + 1) == .through, isYearNumber(index + 2), !isCountable(index + 3) { return true }
        switch kind(index - 1) {
        case .in, .since, .until, .by, .during, .from, .between: return !isMeasured(index + 1)
        case .before, .after, .part, .through, .month, .season, .holiday:
            return !isCountable(index + 1)
        default: break
        }
        if isMark(index - 1, "-"), self[index].isGlued { return true }
        if isOf(index - 1, .life) || isMark(index - 1, ".") && isOf(index - 2, .life) { return !isCountable(index + 1) }
        guard
            (1800...2099).contains(number)
                || (1400...2099).contains(number) && kind(index - 1) == .of
        else { return false }
        if kind(index + 1) == .countable || isMark(index + 1, "%") { return false }
        if kind(index - 1) == .article || kind(index - 1) == .demonstrative { return true }
        if isMark(index - 1, "'")
            || kind(index - 1) == .none && ends(index - 1, with: "s") && isMark(index - 2, "'")
        {
            return true
        }
        return !isCountable(index + 1) && !isBehindNoun(index)
    }

    /// "port 1900", "record 2041": a word that is no verb and no name, right before the digits.
    private func isBehindNoun(_ index: Int) -> Bool {
        let before = self[index - 1]
        if before.kind == .number { return true }
        return isPlainWord(index - 1) && !before.isCapital && !before.beginsSentence && !ends(index - 1, with: "ed")
            && !(ends(index - 1, with: "s") && isMark(index - 2, "'"))
    }

    private func isMeasured(_ index: Int) -> Bool {
        isMark(index, "%")
            || kind(index) == .countable && self[index].kind == .word && isWord(index, "percent")
    }

    /// Whether a word is something that is counted, so that the number before it is no year.
    func isCountable(_ index: Int) -> Bool {
        let atom = self[index]
        guard atom.kind == .word, !atom.isCapital else { return false }
        if kind(index) == .countable || kind(index) == .unit { return true }
        return kind(index) == .none && ends(index, with: "s") && !ends(index, with: "ss")
            && atom.end - atom.start > 3
    }

    // MARK: Seasons, quarters, holidays

    /// `summer 2014`, `summer of 2014`, `winter 2014-15`.
    func seasonal(at index: Int) -> Found? {
        guard kind(index) == .season else { return nil }
        let season = Int(self[index].word.value)
        if self[index].isCapital, isPlainWord(index - 1), self[index - 1].isCapital { return nil }
        if let year = yearBehind(
            kind(index + 1) == .of && kind(index + 2) == .article ? index + 2 : index + 1),
            !isMark(index + 1, ",")
        {
            var end = year.end
            if isMark(end, "-") || isMark(end, "/"), isNumber(end + 1),
                self[end + 1].number % 100 == (year.year + 1) % 100
            {
                end += 2
            }
            return (end, TimeMeaning(.season(year: year.year, season: season, step: nil)))
        }
        let isPlaced =
            [.part, .in, .since, .until, .by, .of, .during].contains(kind(index - 1)) || kind(index - 1) == .for && isFree(index + 1)
            || kind(index - 1) == .article
                && [.in, .since, .until, .by, .of, .during, .for, .from].contains(kind(index - 2))
        guard isPlaced,
            !self[index].word.flags.contains(.ambiguous)
                || [.in, .since, .until, .by, .for].contains(kind(index - 1)) && isFree(index + 1)
                || kind(index - 1) == .article
                    && (kind(index + 1) != .of || kind(index + 2) == .relation
                        || kind(index + 2) == .demonstrative),
            !isPlainWord(index + 1) || !self[index + 1].isCapital
        else { return nil }
        if isPlainWord(index + 1), !self[index + 1].isCapital, kind(index - 1) != .part,
            ends(index + 1, with: "s")
        {
            return nil
        }
        return (index + 1, TimeMeaning(.season(year: nil, season: season, step: nil)))
    }

    /// `Q3 2014`, `H1 2014`, `3Q14` is not read.
    func quarterSign(at index: Int) -> Found? {
        if isWord(index, "fy") {
            if let span = fiscalSpan(at: index + 1) ?? shortSpan(at: index + 1) { return span }
            if let year = reportingYear(at: index + 1) { return (year.end, TimeMeaning(TimexValue.year(year.year))) }
            if isNumber(index + 1), self[index + 1].digits == 2, self[index].isAllCapitals(bytes), !isMark(index + 2, "%"), !isMark(index + 2, "/"), !isCountable(index + 2) {
                return (index + 2, TimeMeaning(TimexValue.year(TimeParser.century(self[index + 1].number))))
            }
        }
        guard self[index].kind == .word, self[index].isCapital, isNumber(index + 1),
            self[index + 1].isGlued, !(self[index].isGlued && isNumber(index - 1)),
            kind(index - 1) != .notYear,
            self[index + 1].digits == 1
        else { return nil }
        let number = self[index + 1].number
        let isQuarter = isWord(index, "q") && (1...4).contains(number)
        let isHalf = isWord(index, "h") && (1...2).contains(number)
        guard isQuarter || isHalf else { return nil }
        let behind = kind(index + 2) == .of ? index + 3 : index + 2
        if let (end, year) = fiscalYear(at: behind) ?? reportingYear(at: behind) ?? shortYear(at: behind) {
            return (
                end,
                TimeMeaning(
                    isQuarter
                        ? .quarter(year: year, quarter: number, step: nil)
                        : .half(year: year, half: number))
            )
        }
        guard isQuarter else { return nil }
        return (index + 2, TimeMeaning(.quarter(year: nil, quarter: number, step: nil)))
    }

    /// A holiday, with its year where it has one.
    func holiday(at index: Int) -> Found? {
        guard kind(index) == .holiday, self[index].isCapital, let named = holidayName(at: index)
        else { return nil }
        if let unit = unit(at: named.end), unit == .week || unit == .weekend, !isPlural(named.end) {
            let year = yearBehind(named.end + 1)
            let whole = TimeMeaning(.holiday(named.holiday, year: year?.year, step: nil))
            return (year?.end ?? named.end + 1, whole.around(unit))
        }
        let next = self[named.end]
        if next.kind == .word, next.isCapital, next.word.kind == .none { return nil }
        let yearAt = kind(named.end) == .in ? named.end + 1 : named.end
        if let year = yearBehind(yearAt) {
            return (year.end, TimeMeaning(.holiday(named.holiday, year: year.year, step: nil)))
        }
        return (named.end, TimeMeaning(.holiday(named.holiday, year: nil, step: nil)))
    }

    private func holidayName(at index: Int) -> (end: Int, holiday: Holiday)? {
        guard let holiday = Holiday(rawValue: Int(self[index].word.value)) else { return nil }
        let next = index + 1
        switch holiday {
        case .goodFriday: return isWord(next, "friday") ? (next + 1, holiday) : nil
        case .palmSunday: return isWord(next, "sunday") ? (next + 1, holiday) : nil
        case .ashWednesday: return isWord(next, "wednesday") ? (next + 1, holiday) : nil
        case .boxingDay: return isWord(next, "day") ? (next + 1, holiday) : nil
        case .valentine:
            return isMark(next, "'") && isWord(next + 2, "day") ? (next + 3, holiday) : nil
        case .newYear:
            guard isWord(next, "year"), self[next].isCapital else { return nil }
            let day = isMark(next + 1, "'") && isWord(next + 2, "s") ? next + 3 : next + 1
            if isWord(day, "eve") { return (day + 1, .newYearsEve) }
            return isWord(day, "day") ? (day + 1, holiday) : day > next + 1 ? (day, holiday) : nil
        case .christmas:
            if isWord(next, "eve") { return (next + 1, .christmasEve) }
            return isWord(next, "day") ? (next + 1, holiday) : (next, holiday)
        case .easter:
            if isWord(next, "monday") { return (next + 1, .easterMonday) }
            return isWord(next, "sunday") || isWord(next, "day")
                ? (next + 1, holiday) : (next, holiday)
        case .eid: return eid(at: index)
        case _ where holiday.needsDay:
            let day = dayWord(behind: index, of: holiday)
            return isWord(day, "day") && self[day].isCapital ? (day + 1, holiday) : nil
        default: return isWord(next, "day") ? (next + 1, holiday) : (next, holiday)
        }
    }

    /// Where "Day" must stand in "Presidents' Day", "Martin Luther King Jr. Day".
    private func dayWord(behind index: Int, of holiday: Holiday) -> Int {
        var next = index + 1
        if holiday == .kingDay {
            guard isWord(next, "luther"), isWord(next + 1, "king") else { return next }
            next += 2
            if isMark(next, ",") { next += 1 }
            if isWord(next, "jr") { next += 1 }
            if isMark(next, ".") { next += 1 }
        }
        if isMark(next, "'") { next += isWord(next + 1, "s") ? 2 : 1 }
        return next
    }

    private func eid(at index: Int) -> (end: Int, holiday: Holiday) {
        var end = index + 1
        if isMark(end, "-") { end += 1 }
        guard isWord(end, "al") || isWord(end, "ul") || isWord(end, "el") else {
            return (index + 1, .eid)
        }
        end += 1
        if isMark(end, "-") || isMark(end, "'") { end += 1 }
        let isAdha = isWord(end, "adha") || isWord(end, "azha")
        return (end + 1, isAdha ? .eidAlAdha : .eid)
    }
}
