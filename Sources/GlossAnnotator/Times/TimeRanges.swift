import GlossLexicon
import GlossModel

/// What stands between and before expressions: ranges of two, lists of days, open ends.
extension TimeParser {
    /// All expressions with their ranges joined and their open ends marked.
    func joinedMatches() -> [TimeMatch] {
        var found = matches()
        guard !found.isEmpty else { return found }
        found = withDaysOfLists(found)
        joinRanges(&found)
        shareYears(&found)
        markCompared(&found)
        for index in found.indices
        where !found[index].continues && !(index > 0 && found[index - 1].continues) {
            found[index].meaning.open = opening(found[index])
        }
        return found
    }

    /// Finds the ranges, gives their ends the year that only one has, or that stands behind both ("between
    /// May and June in 1981"), and marks those that come again each year.
    private func joinRanges(_ found: inout [TimeMatch]) {
        var index = 0
        while index + 1 < found.count {
            if found[index].meaning.base.isEnded {
                found[index].continues = true
                index += 2
                continue
            }
            guard gap(found[index], found[index + 1]) == 1, isRange(found[index], found[index + 1]) else {
                index += 1
                continue
            }
            takeYearBehind(&found, index)
            // "between 10 and 11 a.m. on 3 May": the day is that of both.
            if case .clock = found[index].meaning.base, !found[index + 1].meaning.clock.isEmpty { found[index].meaning.base = found[index + 1].meaning.base }
            (found[index], found[index + 1]) = sharingYear(found[index], found[index + 1])
            found[index].continues = true
            if recurs(found[index], found[index + 1]) {
                found[index].meaning.recurs = true
                found[index + 1].meaning.recurs = true
            }
            index += 2
        }
    }

    /// Atoms between two expressions, a comma aside: "from 3 May 2015, to 4 June".
    private func gap(_ a: TimeMatch, _ b: TimeMatch) -> Int {
        b.first - a.end - (isMark(a.end, ",") && b.first == a.end + 2 ? 1 : 0)
    }

    /// The year of "between May and June in 1981" becomes part of the second.
    private func takeYearBehind(_ found: inout [TimeMatch], _ index: Int) {
        let (a, b) = (found[index], found[index + 1])
        guard index + 2 < found.count, kind(b.end) == .in || kind(b.end) == .of || isMark(b.end, ","), a.meaning.base.lacksYear, b.meaning.base.lacksYear,
            case let year = found[index + 2], year.first == b.end + 1, case .value(let value) = year.meaning.base, value.count == 4, let number = value.year
        else { return }
        found[index + 1].end = year.end
        _ = found[index + 1].meaning.take(year: number)
        found.remove(at: index + 2)
    }

    /// Whether a range of months or days comes again: "runs between October and April".
    private func recurs(_ a: TimeMatch, _ b: TimeMatch) -> Bool {
        if let weekday = a.meaning.base.plainWeekday, let last = b.meaning.base.plainWeekday, weekday != last { return isWeekly(a, b) }
        guard a.meaning.base.lacksYear, b.meaning.base.lacksYear, a.meaning.yearCount == nil, b.meaning.yearCount == nil, a.meaning.base.firstMonth != nil,
            a.meaning.mod == nil, tense(of: a) == .unknown
        else { return false }
        if (0..<count).contains(where: { isOf($0, .habit) }) { return true }
        if (0..<count).contains(where: { kind($0) == .every && unit(at: $0 + 1) == .year }) { return true }
        let verb = a.first - 2
        if case .day = a.meaning.base { return isWord(verb - 1, "is") || isWord(verb - 1, "are") }
        return isPlainWord(verb) && !self[verb].isCapital && ends(verb, with: "s") && !ends(verb, with: "ss") && kind(verb - 1) != .article
            || isWord(verb - 1, "is") || isWord(verb - 1, "are") || isWord(verb, "run") || isWord(verb, "last") || isWord(verb, "is") || isWord(verb, "are")
    }

    /// "is open Monday through Friday": what is kept each week.
    private func isWeekly(_ a: TimeMatch, _ b: TimeMatch) -> Bool {
        guard tense(of: a) != .past else { return false }
        return (0..<count).contains { index in
            self[index].kind == .word && (isOf(index, .habit) || isOf(index, .hours) || kind(index) == .every)
                || isPlural(index) && kind(index) == .weekday
        }
    }

    /// Whether two expressions, one atom apart, begin and end one range: "from A to B", "between A and B", "A - B".
    private func isRange(_ a: TimeMatch, _ b: TimeMatch) -> Bool {
        guard isPlace(a), isPlace(b) else { return false }
        let before = kind(a.first - 1)
        let at = isMark(a.end, ",") ? a.end + 1 : a.end
        if at > a.end, before != .from, before != .between { return false }
        switch kind(at) {
        case .and: return before == .between
        case .to, .until, .through: return before == .from || a.meaning.base.isLike(b.meaning.base)
        default: return isMark(at, "-") && a.meaning.base.isLike(b.meaning.base)
        }
    }

    private func isPlace(_ match: TimeMatch) -> Bool {
        guard match.meaning.type == .date || match.meaning.type == .time else { return false }
        if case .value(let value) = match.meaning.base { return value.isNumeric }
        return true
    }

    /// Gives one end the year that only the other has.
    private func sharingYear(_ first: TimeMatch, _ second: TimeMatch) -> (TimeMatch, TimeMatch) {
        var (a, b) = (first, second)
        let isTurned = (a.meaning.base.placeInYear ?? 0) > (b.meaning.base.placeInYear ?? 1_300)
        if let year = b.meaning.base.year, a.meaning.base.year == nil {
            _ = a.meaning.take(year: isTurned ? year - 1 : year)
        } else if let year = a.meaning.base.year, b.meaning.base.year == nil {
            _ = b.meaning.take(year: isTurned ? year + 1 : year)
        }
        return (a, b)
    }

    /// Gives months and days the year of the one behind them: "January and February 2016".
    private func shareYears(_ found: inout [TimeMatch]) {
        for index in found.indices.dropLast().reversed() {
            let end = found[index].end
            guard found[index + 1].first == end + 1 else { continue }
            let (a, b) = (found[index].meaning.base, found[index + 1].meaning.base)
            guard let year = b.year, a.lacksYear, a.isLike(b),
                kind(end) == .and || kind(end) == .or || isMark(end, ",") || isMark(end, "/"), let place = a.placeInYear
            else { continue }
            _ = found[index].meaning.take(year: place / 100 > (b.placeInYear ?? 1_200) / 100 ? year - 1 : year)
        }
    }

    /// "since 2014" has no end, "until 2015" no beginning.
    private func opening(_ match: TimeMatch) -> TimeMeaning.Opening {
        guard isPlace(match) else { return .none }
        let end = match.end
        let isPossessive = isMark(end, "'") && self[end].isGlued
        switch kind(openingWord(before: match.first)) {
        case .since: return .since
        case .until: return .until
        case .from
        where isWord(end, "on") && isFree(end + 1) || isWord(end, "onward")
            || isWord(end, "onwards") || isWord(end, "forward"):
            return .since
        case .from where kind(end) == .to && (kind(end + 1) == .present || kind(end + 2) == .present || isWord(end + 1, "date")): return .since
        case .before where language != nil, .before where isFree(end) && !isPossessive: return .before
        case .to where isWord(match.first - 2, "prior") && isFree(end): return .before
        case .to where isWord(match.first - 2, "up"): return .until
        case .after where language != nil, .after where isFree(end) && !isPossessive: return .after
        default: return .none
        }
    }

    /// The word before an expression that may leave an end of it open; in other languages more than an article can
    /// stand between: "jusqu'au", "à partir du".
    private func openingWord(before index: Int) -> Int {
        guard language != nil else { return index - 1 }
        var at = index - 1
        while [.in, .article, .from, .to].contains(kind(at)) || isMark(at, "'") { at -= 1 }
        return [.since, .until, .before, .after].contains(kind(at)) ? at : index - 1
    }

    /// Whether no noun follows that the expression would only describe.
    func isFree(_ index: Int) -> Bool {
        self[index].kind != .word || kind(index) != .none && kind(index) != .countable
    }

    /// Adds the days that share a month with a date beside them: the 3 of "3 and 5 August".
    private func withDaysOfLists(_ matches: [TimeMatch]) -> [TimeMatch] {
        guard matches.contains(where: { if case .day = $0.meaning.base { true } else { false } }) else { return matches }
        var found: [TimeMatch] = []
        for match in matches {
            if case .day(let year, let month, _) = match.meaning.base {
                if isNumber(match.first) || kind(match.first) == .ordinal {
                    found += daysBefore(match, year, month, found.last?.end ?? 0)
                }
                found.append(match)
                if kind(match.first) == .month || kind(match.first) == .weekday {
                    found += daysBehind(match, year, month)
                }
            } else {
                found.append(match)
            }
        }
        return found
    }

    private func daysBefore(_ match: TimeMatch, _ year: Int?, _ month: Int, _ limit: Int)
        -> [TimeMatch]
    {
        var found: [TimeMatch] = []
        var end = match.first - 1
        while kind(end) == .and || isMark(end, ",") {
            let first = kind(end - 1) == .ordinalSuffix ? end - 2 : end - 1
            guard first >= limit, let day = dayNumber(at: first), day.end == end,
                [.on, .and, .between, .from, .article, .of].contains(kind(first - 1))
                    || isMark(first - 1, ",")
            else { break }
            found.insert(
                TimeMatch(
                    first: first, end: end,
                    meaning: TimeMeaning(.day(year: year, month: month, day: day.day))), at: 0)
            end = first - 1
        }
        return found.first.map { kind($0.first - 1) == .and || isMark($0.first - 1, ",") } == true
            ? [] : found
    }

    private func daysBehind(_ match: TimeMatch, _ year: Int?, _ month: Int) -> [TimeMatch] {
        guard kind(match.end) == .and || kind(match.end) == .or, isNumber(match.end + 1),
            let day = dayNumber(at: match.end + 1),
            isFree(day.end), kind(day.end) != .unit, kind(day.end) != .month,
            kind(day.end) != .hundred
        else { return [] }
        let behind = yearBehind(day.end)
        let meaning = TimeMeaning(.day(year: behind?.year ?? year, month: month, day: day.day))
        return [TimeMatch(first: match.end + 1, end: behind?.end ?? day.end, meaning: meaning)]
    }
}

extension TimeMeaning.Base {
    /// Whether two are of one kind, so that a dash or "to" between them makes a range.
    func isLike(_ other: TimeMeaning.Base) -> Bool {
        switch (self, other) {
        case (.value(let a), .value(let b)): a.count == b.count
        case (.day, .day), (.month, .month), (.season, .season), (.weekday, .weekday),
            (.quarter, .quarter), (.half, .half), (.clock, .clock):
            true
        default: false
        }
    }

    /// Month times a hundred and day, to tell which of two dates of a year comes first; nil for others.
    var placeInYear: Int? {
        switch self {
        case .day(_, let month, let day): month * 100 + day
        case .quarter(_, let quarter, nil): quarter * 300
        case .half(_, let half): half * 600
        case .season(_, let season, nil): season * 300 + 300
        default: firstMonth.map { $0 * 100 }
        }
    }

    /// The weekday of one that nothing more is said of.
    var plainWeekday: Int? { if case .weekday(let weekday, nil) = self { weekday } else { nil } }

    var firstMonth: Int? {
        switch self {
        case .day(_, let month, _), .days(_, let month, _), .month(_, let month, _):
            month
        default: nil
        }
    }
}

extension ParagraphPass {
    /// Takes a range apart whose end lies before its beginning: it is two dates.
    mutating func unjoinTurnedRange(endingWith end: TimeExpression) {
        guard let begin = times.last, begin.through == end.number, let first = begin.earliest, let last = end.latest, last < first else { return }
        times[times.count - 1].through = 0
    }
}
