import GlossLexicon
import GlossModel

/// Times of day, and sets of times.
extension TimeParser {
    /// A number written as a time of day: `09:30`, `10:35`.
    func clockNumber(at index: Int) -> (end: Int, clock: String)? {
        let hour = self[index]
        guard isNumber(index), (1...2).contains(hour.digits), hour.number <= 24 else { return nil }
        let isPointed = isMark(index + 1, ".") && kind(index + 3) == .meridiem && self[index + 3].isGlued
        guard isMark(index + 1, ":") || isPointed || isWord(index + 1, "h") && !self[index + 1].isCapital, self[index + 1].isGlued, isNumber(index + 2), self[index + 2].isGlued,
            self[index + 2].digits == 2, self[index + 2].number < 60
        else { return nil }
        let clock = "T" + Day.padded(hour.number, 2) + ":" + Day.padded(self[index + 2].number, 2)
        let seconds = index + 4
        guard isMark(index + 3, ":"), self[index + 3].isGlued, isNumber(seconds), self[seconds].isGlued, self[seconds].number <= 60,
            self[seconds].digits == 2 || self[seconds].fraction >= 0
        else { return (index + 3, clock) }
        let isFine = isMark(seconds + 1, ".") && self[seconds + 1].isGlued && isNumber(seconds + 2) && self[seconds + 2].isGlued
        return (seconds + (isFine ? 3 : 1), clock + ":" + Day.padded(self[seconds].number, 2))
    }

    /// Whether a number belongs to a time of day, as in "August 3 p.m.".
    func isClockNumber(_ index: Int) -> Bool {
        isNumber(index) && (kind(index + 1) == .meridiem || clockNumber(at: index) != nil)
    }

    /// `0735 GMT`, `0600 hours`, `1530Z`.
    private func militaryClock(at index: Int) -> (end: Int, clock: String)? {
        let atom = self[index]
        guard isNumber(index), atom.digits == 4, atom.number < 2400, atom.number % 100 < 60 else { return nil }
        let clock = "T" + Day.padded(atom.number / 100, 2) + ":" + Day.padded(atom.number % 100, 2)
        let isHours = isWord(index + 1, "hours") || isWord(index + 1, "hrs")
        if isHours { return isHourPlace(index) ? zoned(index + 2, clock) : nil }
        let zoned = zoned(index + 1, clock)
        if zoned.end > index + 1, !(self[index].isGlued && (isMark(index - 1, "+") || isMark(index - 1, "-"))) { return zoned }
        let letter = self[index + 1]
        if letter.kind == .word, letter.isGlued, letter.end - letter.start == 1, [.at, .by, .until, .from, .to, .since, .around, .between].contains(kind(index - 1)),
            let offset = Self.offset(ofZone: bytes[letter.start])
        {
            return (index + 2, bytes[letter.start] == 0x4C ? clock : clock + offset)
        }
        return kind(index - 1) == .at && bytes[atom.start] == 0x30 ? zoned : nil
    }

    /// Whether "1600 hours" is a time of day here, and not what was worked.
    private func isHourPlace(_ index: Int) -> Bool {
        if bytes[self[index].start] == 0x30 { return true }
        if kind(index + 2) == .of { return false }
        switch kind(index - 1) {
        case .at, .by, .until, .since, .from, .to, .before, .after, .around, .between, .on, .month, .weekday, .deictic, .and, .approximately: return true
        default: return self[index - 1].kind != .word && !isNumber(index - 1) || isNumber(index - 1) && self[index - 1].digits == 4
        }
    }

    /// `15.30` of the day, where "at" or the like stands before it, or another such time behind.
    private func pointClock(at index: Int) -> (end: Int, clock: String)? {
        let atom = self[index]
        guard isNumber(index), atom.fraction >= 0, atom.number < 24, kind(index + 1) != .meridiem, !isInPart(index + 1), kind(index + 1) != .per, (4...5).contains(atom.end - atom.start), bytes[atom.end - 3] == 0x2E
        else { return nil }
        let minutes = Int(bytes[atom.end - 2] & 15) * 10 + Int(bytes[atom.end - 1] & 15)
        let clock = "T" + Day.padded(atom.number, 2) + ":" + Day.padded(minutes, 2)
        let isHours = isWord(index + 1, "hours") || isWord(index + 1, "hrs")
        let zoned = zoned(isHours ? index + 2 : index + 1, clock)
        guard minutes < 60 else { return nil }
        if isHours || zoned.end > index + 1 { return zoned }
        let isRange = isPointTime(index + 2) && [.to, .until, .and].contains(kind(index + 1)) && [.from, .between].contains(kind(index - 1))
            || isPointTime(index - 2) && [.to, .until, .and].contains(kind(index - 1)) && [.from, .between].contains(kind(index - 3))
        let isAt = kind(index - 1) == .at && !isOf(index - 2, .priced)
        guard isAt || isRange || [.weekday, .deictic].contains(kind(index - 1)), isFree(index + 1), !isMark(index + 1, "%"), kind(index + 1) != .hundred,
            kind(index + 1) != .unit
        else { return nil }
        return zoned
    }

    private func isPointTime(_ index: Int) -> Bool { isNumber(index) && self[index].fraction >= 0 && self[index].number < 24 }

    /// A time of day with the zone behind it: Z for universal time, `+02:00` of figures. The names of other
    /// zones are part of the expression, and not of its value.
    func zoned(_ end: Int, _ clock: String) -> (end: Int, clock: String) {
        if isWord(end, "z"), self[end].isCapital, self[end].isGlued { return (end + 1, clock + "Z") }
        if isWord(end, "gmt") || isWord(end, "utc") || isWord(end, "zulu"), self[end].isCapital { return ahead(end + 1, clock) ?? (end + 1, clock + "Z") }
        if isMark(end, "+") || isMark(end, "-"), !self[end].isGlued, isNumber(end + 1), self[end + 1].isGlued, self[end + 1].digits == 4 {
            let far = zonedBy(end, clock)
            return (isWord(far.end, "gmt") || isWord(far.end, "utc")) && self[far.end].isCapital ? (far.end + 1, far.clock) : far
        }
        return (isMark(end, "+") || isMark(end, "-")) && self[end].isGlued ? zonedBy(end, clock) : (zoneEnd(end), clock)
    }

    /// The `+3`, `-5:30` of "UTC+3".
    private func ahead(_ index: Int, _ clock: String) -> (end: Int, clock: String)? {
        guard isMark(index, "+") || isMark(index, "-"), self[index].isGlued, isNumber(index + 1), self[index + 1].isGlued, (1...2).contains(self[index + 1].digits),
            self[index + 1].number <= 14
        else { return nil }
        let hours = clock + (isMark(index, "+") ? "+" : "-") + Day.padded(self[index + 1].number, 2)
        guard isMark(index + 2, ":"), self[index + 2].isGlued, isNumber(index + 3), self[index + 3].digits == 2 else { return (index + 2, hours + ":00") }
        return (index + 4, hours + ":" + Day.padded(self[index + 3].number, 2))
    }

    /// A time of day with what it is ahead of universal time: `+02:00`, `-0500`.
    private func zonedBy(_ end: Int, _ clock: String) -> (end: Int, clock: String) {
        if isNumber(end + 1), self[end + 1].isGlued {
            let (hours, sign) = (self[end + 1], isMark(end, "+") ? "+" : "-")
            if hours.digits == 2, hours.number <= 14, isMark(end + 2, ":"), self[end + 2].isGlued, isNumber(end + 3), self[end + 3].digits == 2, sign == "+" || clock.utf8.count > 6 {
                return (end + 4, clock + sign + Day.padded(hours.number, 2) + ":" + Day.padded(self[end + 3].number, 2))
            }
            if hours.digits == 4, hours.number <= 1400, hours.number % 100 < 60 {
                return (end + 2, clock + sign + Day.padded(hours.number / 100, 2) + ":" + Day.padded(hours.number % 100, 2))
            }
        }
        return (zoneEnd(end), clock)
    }

    /// A time of day: `10:35 a.m.`, `9 p.m. EST`, `noon`, `four o'clock`, `4 in the morning`.
    private func plainClock(at index: Int) -> (end: Int, clock: String)? {
        if kind(index) == .clockPoint {
            if self[index].isCapital, !self[index].beginsSentence { return nil }
            return (index + 1, "T" + Day.padded(Int(self[index].word.value), 2) + ":00")
        }
        if isNumber(index), self[index].number == 12, self[index].digits == 2, kind(index + 1) == .clockPoint {
            return (index + 2, "T" + Day.padded(Int(self[index + 1].word.value), 2) + ":00")
        }
        if let spoken = spokenClock(at: index) {
            guard let part = inPart(spoken.end) else { return spoken }
            return (part.end, adjusted(spoken.clock, isAfternoon: part.part > 0 && !(part.part == 3 && spoken.clock < "T05")))
        }
        if let special = militaryClock(at: index) ?? pointClock(at: index) { return special }
        let numbers = clockNumber(at: index)
        let decimal =
            self[index].fraction >= 0 && (kind(index + 1) == .meridiem || isInPart(index + 1)) ? decimalClock(index) : nil
        guard let hour = numbers?.end ?? decimal?.end ?? hourEnd(index) else { return nil }
        var clock =
            numbers?.clock ?? decimal?.clock ?? "T" + Day.padded(hourNumber(index), 2) + ":00"
        var end = hour
        if isWord(end, "o"), isMark(end + 1, "'"), isWord(end + 2, "clock") {
            end += 3
        } else if kind(end) != .meridiem, numbers == nil, !isInPart(end), hourRange(end) == nil {
            return nil
        }
        if let last = hourRange(end) {
            clock = adjusted(clock, isAfternoon: self[last].word.value == 1)
        } else if kind(end) == .meridiem {
            clock = adjusted(clock, isAfternoon: self[end].word.value == 1)
            end += 1
        } else if let part = inPart(end) {
            clock = adjusted(
                clock, isAfternoon: part.part > 0 && !(part.part == 3 && hourNumber(index) < 5))
            end = part.end
        } else if isWord(end, "hours") || isWord(end, "hrs") {
            end += 1
        }
        return zoned(end, clock)
    }

    /// The meridiem of "9 to 11 a.m.", "between 9 and 10 p.m.", from behind the first hour.
    private func hourRange(_ index: Int) -> Int? {
        let isPair = kind(index) == .and && (kind(index - 2) == .between || kind(index - 4) == .between)
        guard isPair || kind(index) == .to || isMark(index, "-") else { return nil }
        guard let end = clockNumber(at: index + 1)?.end ?? hourEnd(index + 1), kind(end) == .meridiem
        else { return nil }
        return end
    }

    private func hourNumber(_ index: Int) -> Int {
        isNumber(index) ? self[index].number : Int(self[index].word.value)
    }

    private func hourEnd(_ index: Int) -> Int? {
        let isHour =
            isNumber(index) && (1...2).contains(self[index].digits) || kind(index) == .number
        return isHour && (1...12).contains(hourNumber(index)) ? index + 1 : nil
    }

    private func decimalClock(_ index: Int) -> (end: Int, clock: String)? {
        let atom = self[index]
        guard atom.number <= 12, atom.end - atom.start >= 4 else { return nil }
        let minutes = Int(bytes[atom.end - 2] & 15) * 10 + Int(bytes[atom.end - 1] & 15)
        return minutes < 60
            ? (index + 1, "T" + Day.padded(atom.number, 2) + ":" + Day.padded(minutes, 2)) : nil
    }

    private func isInPart(_ index: Int) -> Bool { inPart(index) != nil }

    /// `in the morning`, `at night`.
    private func inPart(_ index: Int) -> (end: Int, part: Int)? {
        if kind(index) == .in, kind(index + 1) == .article, kind(index + 2) == .dayPart {
            return (index + 3, Int(self[index + 2].word.value))
        }
        guard kind(index) == .at, kind(index + 1) == .dayPart else { return nil }
        return (index + 2, Int(self[index + 1].word.value))
    }

    private func adjusted(_ clock: String, isAfternoon: Bool) -> String {
        guard let hour = Int(clock.dropFirst().prefix(2)) else { return clock }
        let changed = isAfternoon ? (hour < 12 ? hour + 12 : hour) : hour == 12 ? 0 : hour
        return "T" + Day.padded(changed, 2) + clock.dropFirst(3)
    }

    private func zoneEnd(_ index: Int) -> Int {
        let name = self[index + 1].isCapital && self[index].isCapital ? index + 1 : index
        if isWord(name + 1, "time"), self[name].kind == .word,
            isWord(name, "local") || self[name].isCapital && isPlainWord(name)
        {
            return name + 2
        }
        if kind(index) == .zone, self[index].isCapital { return index + 1 }
        return index
    }

    /// A time of day or part of the day behind a date: `Friday morning`, `3 August at 10:30`.
    func clockBehind(_ index: Int) -> (end: Int, clock: String)? {
        if kind(index) == .dayPart, !isPlural(index) {
            return (index + 1, Self.dayParts[Int(self[index].word.value)])
        }
        if kind(index) == .at || isMark(index, ","), let clock = plainClock(at: index + 1) {
            return clock
        }
        if isMark(index, ","), kind(index + 1) == .at, let clock = plainClock(at: index + 2) {
            return clock
        }
        return plainClock(at: index)
    }

    /// A time of day with the day behind it: `9 a.m. EST Tuesday`, `10 p.m. on 3 August`.
    func clock(at index: Int) -> Found? {
        guard let clock = plainClock(at: index) else { return nil }
        if kind(index) == .clockPoint, kind(clock.end) == .none, isPlainWord(clock.end) {
            return nil
        }
        let after = bracketed(clock.end)
        let at = kind(after) == .on || isMark(after, ",") ? after + 1 : after
        let isWeek = kind(at) == .weekday && (kind(at + 1) == .to || kind(at + 1) == .through || isMark(at + 1, "-")) && kind(at + 2) == .weekday
        let date: Found? =
            switch kind(at) {
            case _ where isWeek: nil
            case .weekday, .month: calendar(at: at)
            case .deictic: deictic(at: at)
            case .relation: relative(at: at)
            default: isNumber(at) ? plainDate(at: at) : nil
            }
        guard let date, date.meaning.type == .date else {
            var meaning = TimeMeaning(.clock, type: .time)
            meaning.clock = ShortText(clock.clock)
            return (clock.end, meaning)
        }
        var meaning = date.meaning
        (meaning.clock, meaning.type) = (ShortText(clock.clock), .time)
        return (date.end, meaning)
    }

    /// One past another time of day in brackets: `10:35 a.m. (0735 GMT) Friday`.
    private func bracketed(_ index: Int) -> Int {
        guard isMark(index, "("), let inner = plainClock(at: index + 1), isMark(inner.end, ")") else {
            return index
        }
        return inner.end + 1
    }

    /// Values of morning, afternoon, evening and night.
    static let dayParts = ["TMO", "TAF", "TEV", "TNI"]

    static func dayPart(_ number: Int) -> ShortText { ShortText(dayParts[number]) }

    // MARK: Sets

    /// `every Friday`, `daily`, `each year`, `every two weeks`, `twice a week`.
    func set(at index: Int) -> Found? {
        switch kind(index) {
        case .setAdverb:
            guard !self[index].isCapital || self[index].beginsSentence,
                !isNewspaper(index),
                let unit = TimeUnit(rawValue: Int(self[index].word.value))
            else { return nil }
            return (index + 1, setOf(unit, 1))
        case .every: return every(at: index)
        case .per:
            if isWord(index + 1, "annum") { return (index + 2, setOf(.year, 1)) }
            guard let unit = unit(at: index + 1), !isPlural(index + 1), unit.rawValue >= TimeUnit.day.rawValue, !isMark(index - 1, "%") else { return nil }
            return (index + 2, setOf(unit, 1))
        case .times:
            if kind(index + 1) == .setAdverb { return set(at: index + 1) }
            guard
                kind(index + 1) == .article || kind(index + 1) == .every || kind(index + 1) == .per,
                let unit = unit(at: index + 2),
                self[index + 1].word.value == (kind(index + 1) == .article ? 1 : 0)
            else { return nil }
            return (index + 3, setOf(unit, 1))
        case .number:
            guard isWord(index + 1, "times"), let found = set(at: index + 1) else { return nil }
            return found
        default: return nil
        }
    }

    /// "the party daily Voice", "the daily wrote".
    private func isNewspaper(_ index: Int) -> Bool {
        guard isWord(index, "daily") || isWord(index, "weekly") else { return false }
        let next = self[index + 1]
        if next.kind == .word, next.isCapital, isPlainWord(index + 1) || isPlainWord(index - 1) { return true }
        return kind(index - 1) == .article
            && (next.kind == .mark && next.mark != 0x2C || kind(index + 1) == .pastVerb
                || isPlainWord(index + 1) && ends(index + 1, with: "ed"))
    }

    private func every(at index: Int) -> Found? {
        var at = index + 1
        if isWord(at, "single") || isWord(at, "other") { at += 1 }
        var factor = isWord(at - 1, "other") ? 2 : 1
        if kind(at) == .ordinal, (2...10).contains(self[at].word.value) {
            factor = Int(self[at].word.value)
            at += 1
        }
        let word = self[at].word
        switch word.kind {
        case .unit:
            guard let unit = unit(at: at) else { return nil }
            return (at + 1, setOf(unit, factor))
        case .weekday: return (at + 1, TimeMeaning("XXXX-WXX-\(word.value)", type: .set))
        case .month:
            return (
                at + 1, TimeMeaning("XXXX-" + Day.padded(Int(word.value), 2), type: .set)
            )
        case .season:
            return (
                at + 1,
                TimeMeaning("XXXX-" + ["SP", "SU", "FA", "WI"][Int(word.value)], type: .set)
            )
        case .dayPart:
            return (
                at + 1,
                TimeMeaning("XXXX-XX-XX" + Self.dayParts[Int(word.value)], type: .set
                )
            )
        default: break
        }
        if kind(at) == .vague || kind(at) == .number || isNumber(at),
            let (end, amount) = amountOfTime(at: at), kind(index) == .every
        {
            return (end, TimeMeaning(amount.value, type: .set))
        }
        return nil
    }

    private func setOf(_ unit: TimeUnit, _ count: Int) -> TimeMeaning {
        TimeMeaning(TimeAmount(count: String(count), whole: count, unit: unit).value, type: .set)
    }
}
