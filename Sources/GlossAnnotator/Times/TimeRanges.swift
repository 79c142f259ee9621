import GlossLexicon
import GlossModel

/// What stands between and before expressions: ranges of two, lists of days, open ends, tense.
extension TimeParser {
    /// All expressions with their ranges joined and their open ends marked.
    func joinedMatches() -> [TimeMatch] {
        var found = matches()
        guard !found.isEmpty else { return found }
        found = withDaysOfLists(found)
        for index in found.indices {
            if index + 1 < found.count, isRange(found[index], found[index + 1]) {
                (found[index], found[index + 1]) = sharingYear(found[index], found[index + 1])
                found[index].continues = true
            }
        }
        for index in found.indices
        where !found[index].continues && !(index > 0 && found[index - 1].continues) {
            found[index].meaning.open = opening(found[index])
        }
        return found
    }

    /// Whether two expressions begin and end one range: "from A to B", "between A and B", "A - B".
    private func isRange(_ a: TimeMatch, _ b: TimeMatch) -> Bool {
        guard b.first == a.end + 1, isPlace(a), isPlace(b) else { return false }
        let before = kind(a.first - 1)
        switch kind(a.end) {
        case .and: return before == .between
        case .to, .until, .through: return before == .from || a.meaning.base.isLike(b.meaning.base)
        default: return isMark(a.end, "-") && a.meaning.base.isLike(b.meaning.base)
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
        if let year = b.meaning.base.year, a.meaning.base.year == nil {
            let isBefore = (a.meaning.base.firstMonth ?? 0) > (b.meaning.base.firstMonth ?? 12)
            _ = a.meaning.take(year: isBefore ? year - 1 : year)
        } else if let year = a.meaning.base.year, b.meaning.base.year == nil {
            let isAfter = (a.meaning.base.firstMonth ?? 0) > (b.meaning.base.firstMonth ?? 12)
            _ = b.meaning.take(year: isAfter ? year + 1 : year)
        }
        return (a, b)
    }

    /// "since 2014" has no end, "until 2015" no beginning.
    private func opening(_ match: TimeMatch) -> TimeMeaning.Opening {
        guard isPlace(match) else { return .none }
        let end = match.end
        let isPossessive = isMark(end, "'") && self[end].isGlued
        switch kind(match.first - 1) {
        case .since: return .since
        case .until: return .until
        case .from
        where isWord(end, "on") && isFree(end + 1) || isWord(end, "onward")
            || isWord(end, "onwards") || isWord(end, "forward"):
            return .since
        case .before where isFree(end) && !isPossessive: return .before
        case .to where isWord(match.first - 2, "prior") && isFree(end): return .before
        case .to where isWord(match.first - 2, "up"): return .until
        case .after where isFree(end) && !isPossessive: return .after
        default: return .none
        }
    }

    /// Whether no noun follows that the expression would only describe.
    private func isFree(_ index: Int) -> Bool {
        self[index].kind != .word || kind(index) != .none && kind(index) != .countable
    }

    /// Adds the days that share a month with a date beside them: the 3 of "3 and 5 August".
    private func withDaysOfLists(_ matches: [TimeMatch]) -> [TimeMatch] {
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
                [.on, .and, .between, .from, .article].contains(kind(first - 1))
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

    /// Whether a date in the sentence says that months come before days in digits.
    var showsMonthFirst: Bool {
        (0..<count).contains { index in
            guard isNumber(index) || kind(index) == .month else { return false }
            return isNumber(index) && self[index].digits <= 2 && self[index].number <= 12
                && isMark(index + 1, "/")
                && isNumber(index + 2) && (13...31).contains(self[index + 2].number)
                && isMark(index + 3, "/")
                && isNumber(index + 4)
                || kind(index) == .month && isNumber(index + 1) && self[index + 1].digits <= 2
                    && isMark(index + 2, ",")
                    && isYearNumber(index + 3)
        }
    }

    // MARK: Tense

    enum Tense { case past, future, unknown }

    /// The tense of the verb nearest before an expression, or else behind it. A deadline
    /// ("until Tuesday", "as soon as Tuesday") lies ahead.
    func tense(of match: TimeMatch) -> Tense {
        let before = match.first - 1
        if kind(before) == .until, !self[before].beginsSentence { return .future }
        if isWord(before, "as"), isWord(before - 2, "as") { return .future }
        if case .weekday = match.meaning.base, isMark(match.end, "'") { return tense(ofPossessor: match) }
        for index in stride(from: match.first - 1, through: max(0, match.first - 14), by: -1) {
            if let tense = tense(at: index) { return tense }
            if isMark(index, ";") { break }
        }
        let reach = match.first <= 2 ? 30 : 14
        for index in match.end..<max(match.end, min(count, match.end + reach)) {
            if let tense = tense(at: index) { return tense }
            if isMark(index, ";") { break }
        }
        return .unknown
    }

    /// "Wednesday's ruling" has been, unless something is to be done with it.
    private func tense(ofPossessor match: TimeMatch) -> Tense {
        for index in stride(from: match.first - 1, through: max(0, match.first - 14), by: -1) {
            if isWord(index, "would") { continue }
            if let tense = tense(at: index) { return tense }
        }
        return .past
    }

    private func tense(at index: Int) -> Tense? {
        switch kind(index) {
        case .willVerb:
            if isWord(index, "set"), kind(index + 1) != .to, kind(index + 1) != .for {
                return .past
            }
            if self[index].word.flags.contains(.ambiguous), kind(index + 1) != .to { return .past }
            return .future
        case .month: return isWord(index, "may") && !self[index].isCapital ? .future : nil
        case .pastVerb: return isBehindWill(index) ? .future : isPresent(index - 1) ? nil : .past
        case .none:
            guard self[index].kind == .word, !self[index].isCapital, ends(index, with: "ed") else {
                return nil
            }
            return isBehindWill(index) ? .future : isPresent(index - 1) ? nil : .past
        default: return nil
        }
    }

    /// "is heard", "are held" say nothing of the tense.
    private func isPresent(_ index: Int) -> Bool {
        isWord(index, "is") || isWord(index, "are") || isWord(index, "be")
    }

    /// "will be held", "would not be ratified", "is to be signed".
    private func isBehindWill(_ index: Int) -> Bool {
        var at = index - 1
        while at >= max(0, index - 4), self[at].kind == .word, kind(at) != .pastVerb {
            if kind(at) == .willVerb, !isWord(at, "set") { return true }
            if kind(at) == .to, isWord(at + 1, "be") { return true }
            at -= 1
        }
        return false
    }
}

extension TimeMeaning.Base {
    /// Whether two are of one kind, so that a dash or "to" between them makes a range.
    func isLike(_ other: TimeMeaning.Base) -> Bool {
        switch (self, other) {
        case (.value(let a), .value(let b)): a.count == b.count
        case (.day, .day), (.month, .month), (.season, .season), (.weekday, .weekday),
            (.quarter, .quarter):
            true
        default: false
        }
    }

    var firstMonth: Int? {
        switch self {
        case .day(_, let month, _), .days(_, let month, _, _, _), .month(_, let month, _):
            month
        default: nil
        }
    }
}
