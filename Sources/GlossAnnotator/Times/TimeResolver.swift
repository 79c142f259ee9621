import GlossLexicon
import GlossModel

/// Finds the days that expressions mean, in the order of the text.
struct TimeResolver {
    /// The report's date.
    let date: Day?
    /// The last expression with a place on the line.
    private(set) var last: TimeExpression?
    /// The periods named so far.
    var periods = TimePeriods()
    /// The year that the report is about, where it is an annual one.
    var reviewYear: Int?
    /// The year this paragraph is about.
    private(set) var namedYear: Int?
    /// The period of "the year ended" just read, to compare with.
    private var endedValue: String?
    /// The first day of the last month or day that this sentence names with its year.
    private(set) var spokenHere: Day?
    /// Whether `last` stands in this paragraph.
    private(set) var isLastHere = false
    /// The last date that this section of the report names with its year; nil where there are no
    /// sections, or none is named yet.
    var sectionTime: TimeExpression?
    var hasSections = false
    /// The day that a section opens with ("LONDON, 3 May 2014"), which its own "on Tuesday" goes by.
    var dateline: Day?
    /// Whether the report has so many pages that nobody wrote it on its date: "on Friday" is then a
    /// Friday near the day that its section names, never the one before the title page.
    var isLong = false
    /// How much the text so far tells a story of other years: above for dates of years long gone,
    /// below for what is counted from the report's date.
    private(set) var story: Int

    init(date: Day?, last: TimeExpression?, story: Int = 0) {
        self.date = date
        self.last = last
        self.story = story
    }

    /// Whether dates without a year go by the one last named instead of the report's date.
    var isStory: Bool { date == nil || story >= 3 || sectionTime != nil }

    /// Tells of the expressions of a sentence with value, interval and type; spans and numbers are not
    /// set. What `isAside`, as the year of a citation, dates nothing else.
    mutating func resolve(
        _ parser: TimeParser, isAside: (TimeMatch) -> Bool, _ body: (TimeMatch, TimeExpression) -> Void
    ) {
        let matches = parser.joinedMatches()
        periods.age()
        var endYear: Int?
        spokenHere = nil
        for index in matches.indices {
            var match = matches[index]
            if let year = endYear {
                _ = match.meaning.take(year: year)
                endYear = nil
            }
            let isEnd = index > 0 && matches[index - 1].continues
            let tense = parser.tense(of: match, endingRangeOf: isEnd ? matches[index - 1] : nil)
            if match.continues { endYear = shareYear(&match, matches[index + 1], tense) }
            var time = expression(match.meaning, tense)
            if match.continues {
                let next = matches[index + 1]
                var meaning = next.meaning
                if let endYear { _ = meaning.take(year: endYear) }
                time = begin(time, match.meaning, meaning, parser.tense(of: next, endingRangeOf: match))
            } else if isEnd, case .clock = match.meaning.base {
                time.goOvernight(from: last)
            }
            if let other = parser.apposed(to: index, in: matches) { time.mean(expression(matches[other].meaning, parser.tense(of: matches[other]))) }
            if isAside(match) {
                body(match, time)
                continue
            }
            if !match.meaning.isCompared {
                note(match)
                noteNamed(match, time, tense, isEnd: isEnd)
            }
            if time.isDated, !match.meaning.isCompared, !match.meaning.base.isFlashback, match.meaning.open != .since || date == nil {
                (last, isLastHere) = (time, true)
                if hasSections, match.meaning.base.year != nil {
                    if sectionTime == nil, match.first <= 3, time.precision >= .day, time.earliest == time.latest { dateline = time.earliest }
                    sectionTime = time
                }
            }
            body(match, time)
        }
    }

    /// Keeps the year that later months and days without one go by: where there is no report's
    /// date any year, else one that opens a sentence ("In 2015, ...") until another day is named.
    private mutating func note(_ match: TimeMatch) {
        guard match.meaning.type == .date || match.meaning.type == .time else { return }
        if let date, let year = match.meaning.base.year, year < date.year - 1 { story = min(story + 1, 8) }
        if match.meaning.base.isCountedFromReport { story = max(story - 2, -4) }
        if let year = match.meaning.base.year {
            let isTopic =
                match.first <= 3 && (match.meaning.base.loneYear != nil || match.first <= 2)
            namedYear = isTopic || date == nil ? year : nil
        } else if !match.meaning.base.lacksYear || match.meaning.yearCount != nil {
            namedYear = nil
        }
    }

    /// Keeps the period that an expression names, and the day or month that others of its sentence go by.
    private mutating func noteNamed(_ match: TimeMatch, _ time: TimeExpression, _ tense: TimeParser.Tense, isEnd: Bool) {
        let base = match.meaning.base
        if let year = time.earliest?.year, base.lacksYear, namedYear != year { namedYear = nil }
        guard tense != .future, !base.isFlashback, match.meaning.open != .since || date == nil else { return }
        if base.isEnded {
            periods.note(base, endedValue ?? "")
        } else if !match.continues, !isEnd {
            periods.note(base, time.value)
            if match.meaning.type == .duration { periods.note(duration: time.value) }
        }
        if case .shift(let count, .year, .narrative) = base, count > 0, date != nil, let year = time.earliest?.year, time.precision == .year { namedYear = year }
        if base.year != nil, time.precision >= .month, time.isDated { spokenHere = time.earliest }
    }

    /// Gives both ends of a range without years their years, so that they lie in order: back from the second
    /// where the range has been, on from the first where it is to come. Gives the year of the second.
    private func shareYear(_ match: inout TimeMatch, _ next: TimeMatch, _ tense: TimeParser.Tense) -> Int? {
        let (a, b) = (match.meaning.base, next.meaning.base)
        guard a.lacksYear, b.lacksYear, match.meaning.yearCount == nil, next.meaning.yearCount == nil, !match.meaning.recurs,
            let first = a.placeInYear, let second = b.placeInYear, let from = a.firstMonth, let to = b.firstMonth
        else { return nil }
        let span = second < first ? 1 : 0
        func day(_ base: TimeMeaning.Base, _ month: Int, _ year: Int) -> Day? {
            if case .day(_, _, let day) = base { return Day(year: year, month: month, day: day) }
            return Day(year: year, month: month, day: 15)
        }
        if tense == .future || date == nil {
            guard let year = year(of: tense, { day(a, from, $0) }) else { return nil }
            _ = match.meaning.take(year: year)
            return year + span
        }
        guard let year = year(of: tense, { day(b, to, $0) }) else { return nil }
        _ = match.meaning.take(year: year - span)
        return year
    }

    /// The first expression of a range, which the second may say more of.
    private mutating func begin(
        _ time: TimeExpression, _ meaning: TimeMeaning, _ end: TimeMeaning, _ tense: TimeParser.Tense
    ) -> TimeExpression {
        var time = time
        switch (meaning.base, end.base) {
        case (.weekday(let from, nil), .weekday(let to, _)): time = weekdays(time, from, to, until: expression(end, tense))
        case (.ended(let count, let unit), _):
            guard let known = ended(count, unit, by: expression(end, tense)) else { break }
            (time.earliest, time.latest, endedValue) = (known.first, known.last, known.value)
            time.precision = unit == .week ? .week : unit == .year ? .year : .month
        case (.day, .day) where !meaning.clock.isEmpty && time.type == .time:
            // "between 11 p.m. and 2 a.m. on 4 May"
            var end = expression(end, tense)
            if end.earliest == time.earliest, end.goOvernight(from: time) { time.move(by: -1) }
        default: break
        }
        return time
    }

    /// The first weekday of a range, so that it lies before the last.
    private func weekdays(_ time: TimeExpression, _ from: Int, _ to: Int, until end: TimeExpression)
        -> TimeExpression
    {
        guard let first = end.latest?.advanced(by: -((to - from + 7) % 7)) else { return time }
        var time = time
        let clock = time.value.firstIndex(of: "T").map { String(time.value[$0...]) } ?? ""
        (time.value, time.earliest, time.latest) = (first.description + clock, first, first)
        return time
    }

    private func expression(_ meaning: TimeMeaning, _ tense: TimeParser.Tense) -> TimeExpression {
        var value = meaning.recurs ? recurring(meaning.base) : comparedValue(meaning) ?? value(of: meaning, tense)
        let clock = meaning.clock.isEmpty ? "" : meaning.clock.string
        if !clock.isEmpty { value = timed(value, clock) }
        if case .clock = meaning.base { value = (clockDay?.description ?? "") + clock }
        var mod = meaning.mod
        if mod == nil, case .holiday(let holiday, _, _) = meaning.base, !holiday.isExact {
            mod = .approximately
        }
        var time = TimeExpression(
            span: Span(0, 0), number: 0, type: meaning.type, value: value,
            mod: mod?.rawValue)
        guard let interval = TimexValue.interval(of: value, mod: mod?.rawValue, type: meaning.type) else {
            time.precision = meaning.type == .time ? .time : .day
            return time
        }
        time.precision = interval.precision
        (time.earliest, time.latest) = opened(meaning, interval)
        return time
    }

    /// The interval with the ends that the words around it leave open.
    private func opened(_ meaning: TimeMeaning, _ interval: TimexValue.Interval) -> (Day?, Day?) {
        var (earliest, latest) = (interval.earliest, interval.latest)
        if let date, case .shift(_, _, .report) = meaning.base {
            if meaning.half == .sofar || meaning.mod == .after {
                latest = min(latest ?? date, date)
            }
            if meaning.half == .still { earliest = max(earliest ?? date, date) }
        }
        switch meaning.open {
        case .none: break
        case .since: latest = nil
        case .until: earliest = nil
        case .before: (earliest, latest) = (nil, earliest?.advanced(by: -1))
        case .after: (earliest, latest) = (latest?.advanced(by: 1), nil)
        }
        if let first = earliest, let end = latest, end < first {
            return (interval.earliest, interval.latest)
        }
        return (earliest, latest)
    }

    /// `XXXX-10`, `XXXX-04-15`: of what comes again each year.
    private func recurring(_ base: TimeMeaning.Base) -> String {
        switch base {
        case .day(_, let month, let day): "XXXX-" + Day.padded(month, 2) + "-" + Day.padded(day, 2)
        case .month(_, let month, _): "XXXX-" + Day.padded(month, 2)
        case .weekday(let weekday, _): "XXXX-WXX-\(weekday)"
        default: "XXXX"
        }
    }

    private func timed(_ value: String, _ clock: String) -> String {
        // A part of the day only goes with a day.
        value.utf8.count == 10 ? value + clock : value
    }

    /// The day a time of day without one is on.
    private var clockDay: Day? {
        if let last, last.precision >= .day, last.earliest == last.latest { return last.earliest }
        return weekAnchor
    }

    // MARK: Values

    private func value(of meaning: TimeMeaning, _ tense: TimeParser.Tense) -> String {
        guard let origin = meaning.origin else { return value(of: dated(meaning.base, meaning), tense) }
        let from = TimexValue.interval(
            of: value(of: dated(origin, meaning), tense), mod: nil, type: .date)
        switch meaning.base {
        case .beside(let count, let unit):
            guard let day = count < 0 ? from?.earliest : from?.latest else { return unknown(unit) }
            return moved(day, count, unit)
        case .around(let unit):
            guard let day = from?.earliest else { return unknown(unit) }
            return moved(day, 0, unit)
        default: return value(of: meaning.base, tense)
        }
    }

    /// With the year that is counted from the report's, where it has such a one.
    private func dated(_ base: TimeMeaning.Base, _ meaning: TimeMeaning) -> TimeMeaning.Base {
        guard let count = meaning.yearCount, let date else { return base }
        return base.with(year: date.year + count) ?? base
    }

    private func value(of base: TimeMeaning.Base, _ tense: TimeParser.Tense) -> String {
        let base = besideSpoken(base)
        switch base {
        case .value(let value): return value.string
        case .clock: return ""
        case .day(let year, let month, let day): return dayValue(year, month, day, tense)
        case .dayAlone(let day): return dayAlone(day, tense)
        case .days(let year, let month, let range):
            let year = year ?? self.year(of: tense) { Day(year: $0, month: month, day: range.from) }
            guard let year, let first = Day(year: year, month: month, day: range.from),
                let last = Day(year: range.toMonth < month ? year + 1 : year, month: range.toMonth, day: range.to)
            else { return "XXXX-" + Day.padded(month, 2) + "-XX" }
            return "\(first)/\(last)"
        case .month(let year, let month, let step): return monthValue(year, month, step, tense)
        case .weekdayOf(let year, let month, let weekday, let number):
            let year = year ?? self.year(of: tense) { Day(year: $0, month: month, day: 15) }
            guard let year, let day = Day.weekday(weekday, number: number, year: year, month: month) else {
                return "XXXX-" + Day.padded(month, 2) + "-XX"
            }
            return day.description
        case .season(let year, let season, let step): return seasonValue(year, season, step, tense)
        case .quarter(let year, let quarter, let step):
            return quarterValue(year, quarter, step, tense)
        case .half(let year, let half):
            return (year ?? yearOfPart(endingIn: half * 6, tense)).map { TimexValue.year($0) + "-H\(half)" } ?? "XXXX-H\(half)"
        case .months(let year, let from, let to):
            guard let year = year ?? yearOfPart(endingIn: to, tense) else { return "PXM" }
            return TimexValue.month(year, from) + "/" + TimexValue.month(year, to)
        case .period(let period): return periodValue(period, tense)
        case .ended(let count, let unit): return TimeAmount(count: String(count), whole: count, unit: unit).value
        case .weekday(let weekday, let step): return weekdayValue(weekday, step, tense)
        case .weekend(let step): return weekendValue(step, tense)
        case .holiday(let holiday, let year, let step):
            return holidayValue(holiday, year, step, tense)
        case .shift(let count, let unit, let anchor): return shifted(count, unit, anchor)
        case .beside(_, let unit), .around(let unit): return unknown(unit)
        }
    }

    private func dayValue(_ year: Int?, _ month: Int, _ day: Int, _ tense: TimeParser.Tense)
        -> String
    {
        let year = year ?? self.year(of: tense) { Day(year: $0, month: month, day: day) }
        guard let year, let found = Day(year: year, month: month, day: day) else {
            return "XXXX-" + Day.padded(month, 2) + "-" + Day.padded(day, 2)
        }
        return found.description
    }

    /// A day of the month last spoken of, or of the next where that day has passed there.
    private func dayAlone(_ day: Int, _ tense: TimeParser.Tense) -> String {
        guard let spoken = spokenMonth(before: day, tense) else {
            return "XXXX-XX-" + Day.padded(day, 2)
        }
        let found = Day(year: spoken.year, month: spoken.month, day: day)
        return found?.description ?? TimexValue.month(spoken.year, spoken.month)
    }

    private func spokenMonth(
        before day: Int, _ tense: TimeParser.Tense
    ) -> (year: Int, month: Int)? {
        if let last, last.precision >= .month, let from = last.earliest {
            let (year, month, first) = from.civil
            return TimexValue.month(year, month, plus: last.precision >= .day && first > day ? 1 : 0)
        }
        guard let (year, month, today) = date?.civil else { return nil }
        let step = tense == .future ? (day < today ? 1 : 0) : day > today ? -1 : 0
        return TimexValue.month(year, month, plus: step)
    }

    private func monthValue(
        _ year: Int?, _ month: Int, _ step: TimeMeaning.Step?, _ tense: TimeParser.Tense
    ) -> String {
        if let year { return TimexValue.month(year, month) }
        guard let date, let step else {
            let found = self.year(of: tense) { year in
                // The month at hand counts from its first day, so that it is never in the future.
                if let date, date.year == year, date.civil.month == month { return date }
                return Day(year: year, month: month, day: 15)
            }
            return found.map { TimexValue.month($0, month) } ?? "XXXX-" + Day.padded(month, 2)
        }
        let now = date.civil
        switch step {
        case .this, .spokenOf: return TimexValue.month(now.year, month)
        case .last, .preceding: return TimexValue.month(month < now.month ? now.year : now.year - 1, month)
        case .next, .following: return TimexValue.month(month > now.month ? now.year : now.year + 1, month)
        }
    }

    private func seasonValue(
        _ year: Int?, _ season: Int, _ step: TimeMeaning.Step?, _ tense: TimeParser.Tense
    ) -> String {
        if let year { return TimexValue.season(year, season) }
        guard let date else {
            return (namedYear ?? self.year(of: tense) { Day(year: $0, month: season * 3 + 3, day: 1) })
                .map { TimexValue.season($0, season) } ?? "XXXX-"
                + ["SP", "SU", "FA", "WI"][season]
        }
        let now = TimexValue.season(of: date)
        switch step {
        case .spokenOf:
            let year = last?.earliest?.year ?? now.year
            return TimexValue.season((year, season) <= now ? year : year - 1, season)
        case .this: return TimexValue.season(now.season == season ? now.year : date.year, season)
        case .last, .preceding: return TimexValue.season(season < now.season ? now.year : now.year - 1, season)
        case .next, .following: return TimexValue.season(season > now.season ? now.year : now.year + 1, season)
        case nil:
            if let namedYear, namedYear != date.year, tense != .future {
                return TimexValue.season(namedYear, season)
            }
            if isStory, let year = yearOfStory({ Day(year: $0, month: season * 3 + 3, day: 1) }) {
                return TimexValue.season(year, season)
            }
            if tense == .future {
                return TimexValue.season(season >= now.season ? now.year : now.year + 1, season)
            }
            return TimexValue.season(season <= now.season ? now.year : now.year - 1, season)
        }
    }

    private func quarterValue(
        _ year: Int?, _ quarter: Int, _ step: TimeMeaning.Step?, _ tense: TimeParser.Tense
    ) -> String {
        if let year { return TimexValue.quarter(year, quarter) }
        guard let step, let now = date?.year else {
            return yearOfPart(endingIn: quarter * 3, tense).map { TimexValue.quarter($0, quarter) } ?? "XXXX-Q\(quarter)"
        }
        switch step {
        case .last, .preceding: return TimexValue.quarter(now - 1, quarter)
        case .next, .following: return TimexValue.quarter(now + 1, quarter)
        case .this, .spokenOf: return TimexValue.quarter(now, quarter)
        }
    }

    private func weekdayValue(_ weekday: Int, _ step: TimeMeaning.Step?, _ tense: TimeParser.Tense)
        -> String
    {
        let unknown = "XXXX-WXX-\(weekday)"
        guard let date = weekAnchor else { return unknown }
        let count: Int
        let back = (date.weekday - weekday + 7) % 7
        let ahead = (weekday - date.weekday + 7) % 7
        switch step {
        case .last, .preceding: count = back == 0 ? -7 : -back
        case .next, .following: count = ahead == 0 ? 7 : ahead
        case .this, .spokenOf: count = weekday - date.weekday
        case nil: count = tense == .future ? ahead : -back
        }
        return date.advanced(by: count)?.description ?? unknown
    }

    private func weekendValue(_ step: TimeMeaning.Step?, _ tense: TimeParser.Tense) -> String {
        guard let date = weekAnchor else { return "XXXX-WXX-WE" }
        let isWeekend = date.weekday > 5
        var count = 0
        switch step {
        case .last, .preceding: count = -7
        case .next, .following: count = 7
        case .this, .spokenOf: count = 0
        case nil: count = tense == .future || isWeekend ? 0 : -7
        }
        return (date.advanced(by: count).map(TimexValue.week) ?? unknown(.week)) + "-WE"
    }

    private func holidayValue(
        _ holiday: Holiday, _ year: Int?, _ step: TimeMeaning.Step?, _ tense: TimeParser.Tense
    ) -> String {
        var year = year
        if year == nil, let date, let step {
            let isAhead = (holiday.days(in: date.year)?.first ?? date) >= date
            switch step {
            case .last, .preceding: year = isAhead ? date.year - 1 : date.year
            case .next, .following: year = isAhead ? date.year : date.year + 1
            case .this, .spokenOf: year = date.year
            }
        }
        guard let year = year ?? self.year(of: tense, { holiday.days(in: $0)?.first }),
            let days = holiday.days(in: year)
        else { return "XXXX-XX-XX" }
        return days.first == days.last ? "\(days.first)" : "\(days.first)/\(days.last)"
    }
}

extension TimeExpression {
    /// Moves a time of day to the next day where it would else lie before the one it ends a range from:
    /// "from 10pm to 6am". Whether it did.
    @discardableResult
    fileprivate mutating func goOvernight(from begin: TimeExpression?) -> Bool {
        guard let begin, type == .time, begin.type == .time, earliest == begin.earliest, let from = RowClock(value: begin.value), let to = RowClock(value: value),
            to.order < from.order
        else { return false }
        move(by: 1)
        return true
    }

    /// Moves a time of one day by some days.
    fileprivate mutating func move(by days: Int) {
        guard let day = earliest?.advanced(by: days), let mark = value.firstIndex(of: "T") else { return }
        (earliest, latest, value) = (day, day, day.description + value[mark...])
    }

    /// Takes over the day of another.
    fileprivate mutating func mean(_ other: TimeExpression) {
        (value, earliest, latest, precision) = (other.value, other.earliest, other.latest, other.precision)
    }
}
