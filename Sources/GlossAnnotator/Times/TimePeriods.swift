import GlossLexicon
import GlossModel

/// The periods that a text has named, so that "a year earlier" and "the quarter" are known: by kind, and
/// which of them is under discussion.
struct TimePeriods: Sendable {
    /// A period that was named.
    struct Named: Sendable {
        var unit: TimeUnit?
        /// As in TIMEX3; months of a year as `2015-01/2015-09`.
        var value: String
        /// Sentences since.
        var age = 0
    }

    /// The last of each kind, the last named at the end.
    private var named: [Named] = []

    /// Sentences within which a month or a year is still under discussion, and a quarter or a half.
    private static let (short, long) = (1, 6)

    /// Goes on to the next sentence.
    mutating func age() {
        guard !named.isEmpty else { return }
        for index in named.indices { named[index].age += 1 }
    }

    /// Keeps a period that an expression names.
    mutating func note(_ base: TimeMeaning.Base, _ value: String) {
        guard let unit = TimePeriods.unit(of: base, value) else { return }
        named.removeAll { $0.unit == unit.unit }
        named.append(Named(unit: unit.unit, value: value))
    }

    /// Keeps "the nine months" of a year whose quarter was named: its first months.
    mutating func note(duration value: String) {
        guard value == "P9M" || value == "P6M", let quarter = last(.quarter), let year = Int(quarter.value.prefix(4)) else { return }
        note(.months(year: year, from: 1, to: 9), TimexValue.month(year, 1) + "/" + TimexValue.month(year, value == "P9M" ? 9 : 6))
    }

    /// The kind of period that an expression names; nil where it names none.
    private static func unit(of base: TimeMeaning.Base, _ value: String) -> (unit: TimeUnit?, Void)? {
        guard value.utf8.first?.isDigit == true else { return nil }
        switch base {
        case .value: return value.utf8.count == 4 ? (.year, ()) : nil
        case .month: return (.month, ())
        case .quarter: return (.quarter, ())
        case .half: return (.half, ())
        case .months, .ended: return (value.contains("/") ? nil : value.contains("-Q") ? .quarter : value.utf8.count == 4 ? .year : .month, ())
        case .shift(_, let unit, _) where [.month, .quarter, .year].contains(unit): return (unit, ())
        case .period(let period): return (period.unit, ())
        default: return nil
        }
    }

    /// What "a year earlier" is compared with: the period last named, while it is under discussion.
    var underDiscussion: Named? {
        guard let last = named.last else { return nil }
        switch last.unit {
        case .month, .year: return last.age <= Self.short ? last : nil
        default: return last.age <= Self.long ? last : nil
        }
    }

    /// The last one of a kind.
    func last(_ unit: TimeUnit) -> Named? {
        named.last { $0.unit == unit && (unit != .month && unit != .year || $0.age <= Self.long) }
    }

    /// The year of the period under discussion.
    var year: Int? { underDiscussion.flatMap { Int($0.value.prefix(4)) } }

    /// A period some units from another, as fine as that one: of `2015-Q3` a year before `2014-Q3`, of
    /// months the months before. Nil where the unit does not go with it.
    static func moved(_ value: String, _ count: Int, _ unit: TimeUnit) -> String? {
        let parts = value.split(separator: "/").map(String.init)
        let moved = parts.compactMap { part(moved: $0, count, unit) }
        return moved.count == parts.count ? moved.joined(separator: "/") : nil
    }

    private static func part(moved part: String, _ count: Int, _ unit: TimeUnit) -> String? {
        guard part.utf8.count >= 4, let year = Int(part.prefix(4)) else { return nil }
        let rest = part.dropFirst(4)
        if unit == .year { return TimexValue.year(year + count) + rest }
        guard let number = Int(rest.drop { !("0"..."9").contains($0) }) else { return nil }
        switch unit {
        case .month where rest.utf8.count == 3 && number > 0 && rest.utf8.dropFirst().first?.isDigit == true:
            let moved = TimexValue.month(year, number, plus: count)
            return TimexValue.month(moved.year, moved.month)
        case .quarter where rest.hasPrefix("-Q"):
            let moved = TimexValue.month(year, number * 3, plus: count * 3)
            return TimexValue.quarter(moved.year, moved.month / 3)
        case .half where rest.hasPrefix("-H"):
            let moved = TimexValue.month(year, number * 6, plus: count * 6)
            return TimexValue.year(moved.year) + "-H\(moved.month / 6)"
        default: return nil
        }
    }
}

extension TimeResolver {
    /// The value of "the quarter", "the same period last year".
    func periodValue(_ period: TimeMeaning.Period, _ tense: TimeParser.Tense) -> String {
        let spoken = spokenPeriod(period.unit)
        guard let year = period.year ?? (spoken == nil && period.unit == nil ? date.map { $0.year + period.count } : nil) else {
            guard let value = spoken ?? period.unit.flatMap({ lastOver($0, tense) }) else { return unknown(period.unit ?? .year) }
            return TimePeriods.moved(value, period.count, .year) ?? value
        }
        guard let value = spoken ?? period.unit.flatMap({ lastOver($0, tense) }), let from = Int(value.prefix(4)) else { return TimexValue.year(year) }
        return TimePeriods.moved(value, year - from, .year) ?? TimexValue.year(year)
    }

    /// The period that was named last, of a kind where that is given.
    private func spokenPeriod(_ unit: TimeUnit?) -> String? {
        guard let unit else { return periods.underDiscussion?.value }
        if unit == .month || unit == .year, periods.underDiscussion?.unit != unit { return nil }
        return periods.last(unit)?.value
    }

    /// The last unit that was over on the report's date; of years the one at hand, but in its first months.
    private func lastOver(_ unit: TimeUnit, _ tense: TimeParser.Tense) -> String? {
        if unit == .year, let reviewYear { return TimexValue.year(reviewYear) }
        guard let date else { return nil }
        if tense == .future { return moved(date, 0, unit) }
        guard unit == .year else { return moved(date, -1, unit) }
        return TimexValue.year(date.civil.month <= 3 ? date.year - 1 : date.year)
    }

    /// The answer of "a year earlier" where it is compared with the period under discussion.
    func comparedValue(_ meaning: TimeMeaning) -> String? {
        if case .shift(let count, .quarter, .narrative) = meaning.base, let quarter = periods.last(.quarter) {
            return TimePeriods.moved(quarter.value, count, .quarter)
        }
        guard case .shift(let count, let unit, _) = meaning.base, count < 0, let named = periods.underDiscussion else { return nil }
        let isLong = named.unit != .month && named.unit != .year
        guard meaning.isCompared || isLong && unit == .year && named.age <= 1 else { return nil }
        return TimePeriods.moved(named.value, count, unit)
    }

    /// The year of a quarter, half or months without one, whose last month is given.
    func yearOfPart(endingIn month: Int, _ tense: TimeParser.Tense) -> Int? {
        if tense != .future || date == nil {
            if let namedYear, namedYear != date?.year || date == nil { return namedYear }
            if let year = reviewYear ?? periods.year { return year }
        }
        guard let date else { return nil }
        let now = date.civil
        return month > now.month + 2 && tense != .future ? now.year - 1 : now.year
    }

    /// "The year ended 31 March 2015", known from its last day: the interval, and a value to compare with.
    func ended(_ count: Int, _ unit: TimeUnit, by end: TimeExpression) -> (first: Day, last: Day, value: String)? {
        guard let last = end.latest else { return nil }
        let (year, month, day) = last.civil
        guard unit != .week else { return last.advanced(by: 1 - 7 * count).map { ($0, last, TimexValue.week(of: last)) } }
        let months = count * (unit == .year ? 12 : unit == .quarter ? 3 : unit == .half ? 6 : 1)
        let isWhole = day >= 28 || end.precision == .month
        let from = TimexValue.month(year, month, plus: isWhole ? 1 - months : -months)
        guard let first = Day(year: from.year, month: from.month, day: isWhole ? 1 : min(day, 27))?.advanced(by: isWhole ? 0 : 1) else { return nil }
        return (first, last, TimeResolver.value(ofMonths: months, (year, month)))
    }

    private static func value(ofMonths months: Int, _ end: (year: Int, month: Int)) -> String {
        if months == 12 { return TimexValue.year(end.year) }
        if months == 3, end.month % 3 == 0 { return TimexValue.quarter(end.year, end.month / 3) }
        if months == 1 { return TimexValue.month(end.year, end.month) }
        let from = TimexValue.month(end.year, end.month, plus: 1 - months)
        return TimexValue.month(from.year, from.month) + "/" + TimexValue.month(end.year, end.month)
    }
}
