import GlossLexicon
import GlossModel

/// Expressions in languages whose patterns are data (`LanguageTable`).
extension TimeParser {
    /// What a pattern has caught.
    struct Catch {
        var day: Int?
        var lastDay: Int?
        var month: Int?
        var year: Int?
        var decade: Int?
        var weekday: Int?
        var unit: TimeUnit?
        var isPlural = false
        var count: (text: String, whole: Int?, hasHalf: Bool)?
        var season: Int?
        var ordinal: Int?
        var holiday: Int?
        var part: Int?
        var dayPart: Int?
        var clock: String?
        /// What a part of the pattern says.
        var inner: TimeMeaning?
    }

    /// All expressions, in order, apart: the longest at each place.
    func matches(in language: LanguageTable) -> [TimeMatch] {
        var found: [TimeMatch] = []
        var index = 0
        while index < count {
            guard isNumber(index) || self[index].word.kind != .none, let match = expression(at: index, language) else {
                index += 1
                continue
            }
            found.append(TimeMatch(first: index, end: match.end, meaning: match.meaning))
            index = max(match.end, index + 1)
        }
        return found
    }

    private func expression(at index: Int, _ language: LanguageTable) -> Found? {
        var best = isNumber(index) ? numericDate(at: index) : nil
        for pattern in language.sections.first ?? [] {
            guard let (end, caught) = match(pattern, at: index, language, depth: 0), end > (best?.end ?? index), let meaning = meaning(of: pattern, caught) else { continue }
            best = (end, meaning)
        }
        return best
    }

    // MARK: Matching

    /// The longest way in which a pattern fits at an atom.
    private func match(_ pattern: TimePattern, at index: Int, _ language: LanguageTable, depth: Int) -> (end: Int, caught: Catch)? {
        guard depth < Self.deepest else { return nil }
        return match(pattern.elements[...], at: index, Catch(), language, depth)
    }

    private static let deepest = 6

    private func match(
        _ elements: ArraySlice<(element: TimePattern.Element, isOptional: Bool)>, at index: Int, _ caught: Catch, _ language: LanguageTable, _ depth: Int
    ) -> (end: Int, caught: Catch)? {
        guard let (element, isOptional) = elements.first else { return (index, caught) }
        var taken = caught
        if let end = take(element, at: index, &taken, language, depth), let whole = match(elements.dropFirst(), at: end, taken, language, depth) { return whole }
        return isOptional ? match(elements.dropFirst(), at: index, caught, language, depth) : nil
    }

    /// One past what an element takes at an atom.
    private func take(_ element: TimePattern.Element, at index: Int, _ caught: inout Catch, _ language: LanguageTable, _ depth: Int) -> Int? {
        switch element {
        case .literal(let numbers): return self[index].kind == .word && numbers.contains(self[index].word.groups) ? index + 1 : nil
        case .mark(let mark): return isMark(index, Unicode.Scalar(mark)) ? index + 1 : nil
        case .word(let kind, let value): return takeWord(kind, value, at: index, &caught)
        case .day: return takeDay(at: index, &caught)
        case .year, .loneYear: return takeYear(at: index, isLone: element == .loneYear, &caught)
        case .twoDigits:
            guard isNumber(index), self[index].digits == 2 else { return nil }
            caught.decade = self[index].number
            return index + 1
        case .count:
            guard let count = count(at: index) else { return nil }
            caught.count = (count.count, count.whole, count.half)
            return count.end
        case .clock: return takeClock(at: index, &caught)
        case .section(let section): return takeSection(language.sections[section], at: index, &caught, language, depth)
        }
    }

    private func takeSection(_ patterns: [TimePattern], at index: Int, _ taken: inout Catch, _ language: LanguageTable, _ depth: Int) -> Int? {
        var best: (end: Int, caught: Catch)?
        for pattern in patterns {
            guard let (end, caught) = match(pattern, at: index, language, depth: depth + 1), end > (best?.end ?? index) else { continue }
            var inner = caught
            if pattern.hasHalf { inner.count?.hasHalf = true }
            if let meaning = meaning(of: pattern, inner) { inner.inner = meaning }
            best = (end, inner)
        }
        guard let best else { return nil }
        taken.add(best.caught)
        return best.end
    }

    private func takeWord(_ kind: TimeWord.Class, _ value: Int16?, at index: Int, _ caught: inout Catch) -> Int? {
        let word = self[index].word
        guard word.kind == kind, value == nil || word.value == value else { return nil }
        let number = Int(word.value)
        switch kind {
        case .month: caught.month = number
        case .weekday: caught.weekday = number
        case .unit: (caught.unit, caught.isPlural) = (TimeUnit(rawValue: number), word.flags.contains(.plural))
        case .season: caught.season = number
        case .ordinal: caught.ordinal = number
        case .holiday: caught.holiday = number
        case .part: caught.part = number
        case .dayPart: caught.dayPart = number
        default: break
        }
        let hasPoint = word.flags.contains(.abbreviation) && isMark(index + 1, ".") && self[index + 1].isGlued
        return hasPoint ? index + 2 : index + 1
    }

    private func takeDay(at index: Int, _ caught: inout Catch) -> Int? {
        guard isNumber(index), let day = dayNumber(at: index), !isMark(day.end, "%") else { return nil }
        if caught.day == nil { caught.day = day.day } else { caught.lastDay = day.day }
        return day.end
    }

    private func takeYear(at index: Int, isLone: Bool, _ caught: inout Catch) -> Int? {
        guard isYearNumber(index), (max(firstYear, 1400)...max(firstYear, lastYear)).contains(self[index].number), !self[index + 1].isGlued || self[index + 1].kind == .mark,
            !isMark(index + 1, "%"), !(isMark(index + 1, ".") && self[index + 2].isGlued && isNumber(index + 2))
        else { return nil }
        if isLone {
            guard [.in, .since, .until, .between, .before, .after, .during, .part, .by, .to, .from, .and].contains(kind(index - 1)) else { return nil }
            if [.to, .and].contains(kind(index - 1)), !isYearOfRange(index) { return nil }
            if isCountable(index + 1) || kind(index - 1) == .from && !isYearOfRange(index) && !(1900...2099).contains(self[index].number) { return nil }
        }
        caught.year = self[index].number
        return index + 1
    }

    /// Whether the years of "de 2014 à 2016", "entre 2014 et 2016" stand here.
    private func isYearOfRange(_ index: Int) -> Bool {
        switch kind(index - 1) {
        case .from: [.to, .until].contains(kind(index + 1)) && isYearNumber(index + 2)
        case .to: isYearNumber(index - 2) && kind(index - 3) == .from
        default: isYearNumber(index - 2) && kind(index - 3) == .between
        }
    }

    /// `18h30`, `18 h 30`, `18:30`; hours in words of the language behind what stands before times of day.
    private func takeClock(at index: Int, _ caught: inout Catch) -> Int? {
        if kind(index) == .clockPoint, [.to, .at, .until, .before, .after].contains(kind(index - 1)) {
            caught.clock = "T" + Day.padded(Int(self[index].word.value), 2) + ":00"
            return index + 1
        }
        guard let (end, hour) = number(at: index), hour < 25, !isNumber(index) || self[index].digits > 0, self[index].digits <= 2 else { return nil }
        if isMark(end, ":"), self[end].isGlued, isNumber(end + 1), self[end + 1].digits == 2, self[end + 1].isGlued, self[end + 1].number < 60 {
            caught.clock = "T" + Day.padded(hour, 2) + ":" + Day.padded(self[end + 1].number, 2)
            return end + 2
        }
        let isLetter = self[end].kind == .word && self[end].end - self[end].start == 1 && bytes[self[end].start] | 0x20 == 0x68
        guard isLetter || unit(at: end) == .hour && [.to, .at].contains(kind(index - 1)) else { return nil }
        let hasMinutes = isNumber(end + 1) && self[end + 1].digits == 2 && self[end + 1].number < 60
        caught.clock = "T" + Day.padded(hour, 2) + ":" + Day.padded(hasMinutes ? self[end + 1].number : 0, 2)
        return hasMinutes ? end + 2 : end + 1
    }
}

extension TimeParser.Catch {
    /// Takes over what a part has caught.
    fileprivate mutating func add(_ other: TimeParser.Catch) {
        if let day = other.day { if self.day == nil { self.day = day } else { lastDay = day } }
        lastDay = other.lastDay ?? lastDay
        month = other.month ?? month
        year = other.year ?? year
        decade = other.decade ?? decade
        weekday = other.weekday ?? weekday
        if let unit = other.unit { (self.unit, isPlural) = (unit, other.isPlural) }
        count = other.count ?? count
        season = other.season ?? season
        ordinal = other.ordinal ?? ordinal
        holiday = other.holiday ?? holiday
        part = other.part ?? part
        dayPart = other.dayPart ?? dayPart
        clock = other.clock ?? clock
        inner = other.inner ?? inner
    }
}
