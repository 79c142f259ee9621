/// A unit of the calendar: a century, a month, a weekend, as its first and last day.
struct CalendarUnit {
    /// What kind of unit, finer than `Precision` where the parts differ.
    enum Kind {
        case century, decade, year, half, season, quarter, month, week, weekend, day, range
    }
    /// Which third of a unit.
    enum Part: Int { case start, middle, end }

    var first: Day
    var last: Day
    var kind: Kind
    var precision: Precision

    /// The years `100 * number` to `100 * number + 99`, as ISO 8601 counts centuries.
    static func century(_ number: Int) -> CalendarUnit? {
        years(number * 100, number * 100 + 99, .century, .century)
    }

    static func decade(_ number: Int) -> CalendarUnit? {
        years(number * 10, number * 10 + 9, .decade, .decade)
    }

    static func year(_ number: Int) -> CalendarUnit? { years(number, number, .year, .year) }

    static func half(_ year: Int, _ number: Int) -> CalendarUnit? {
        guard (1...2).contains(number) else { return nil }
        return months(year, number * 6 - 5, 6, .half, .quarter)
    }

    static func quarter(_ year: Int, _ number: Int) -> CalendarUnit? {
        guard (1...4).contains(number) else { return nil }
        return months(year, number * 3 - 2, 3, .quarter, .quarter)
    }

    /// A season of the northern meteorological year: spring 0 begins in March; winter 3 begins in
    /// December and runs over the end of the year.
    static func season(_ year: Int, _ number: Int) -> CalendarUnit? {
        months(year, number * 3 + 3, 3, .season, .season)
    }

    static func month(_ year: Int, _ number: Int) -> CalendarUnit? {
        guard (1...12).contains(number) else { return nil }
        return months(year, number, 1, .month, .month)
    }

    static func week(_ monday: Day) -> CalendarUnit {
        CalendarUnit(first: monday, last: monday.advanced(atMostBy: 6), kind: .week, precision: .week)
    }

    static func weekend(_ monday: Day) -> CalendarUnit? {
        monday.advanced(by: 5).map {
            CalendarUnit(first: $0, last: $0.advanced(atMostBy: 1), kind: .weekend, precision: .day)
        }
    }

    static func day(_ day: Day) -> CalendarUnit {
        CalendarUnit(first: day, last: day, kind: .day, precision: .day)
    }

    private static func years(
        _ from: Int, _ to: Int, _ kind: Kind, _ precision: Precision
    ) -> CalendarUnit? {
        guard let first = Day(year: max(from, 1), month: 1, day: 1),
            let last = Day(year: to, month: 12, day: 31)
        else { return nil }
        return CalendarUnit(first: first, last: last, kind: kind, precision: precision)
    }

    /// `count` months from a month that may run beyond December, to the end of the calendar at most.
    private static func months(
        _ year: Int, _ from: Int, _ count: Int, _ kind: Kind, _ precision: Precision
    ) -> CalendarUnit? {
        let to = year * 12 + from + count - 2
        let lastMonth = to % 12 + 1
        let length = Day.length(ofMonth: lastMonth, year: to / 12)
        guard let first = Day(year: year, month: from, day: 1) else { return nil }
        let last = Day(year: to / 12, month: lastMonth, day: length) ?? Day(number: Day.numbers.upperBound)
        return CalendarUnit(first: first, last: last, kind: kind, precision: precision)
    }

    /// The beginning, middle or end of the unit. Of a year the first quarter, the two middle ones
    /// or the last; of a decade the years 0-3, 4-6, 7-9; of a month its days 1-10, 11-20, 21-.
    func part(_ part: Part) -> CalendarUnit {
        let year = first.year
        switch kind {
        case .century:
            let bounds = [(0, 33), (34, 66), (67, 99)][part.rawValue]
            return CalendarUnit.years(
                year / 100 * 100 + bounds.0, year / 100 * 100 + bounds.1, kind, .decade) ?? self
        case .decade:
            let bounds = [(0, 3), (4, 6), (7, 9)][part.rawValue]
            return CalendarUnit.years(
                year / 10 * 10 + bounds.0, year / 10 * 10 + bounds.1, kind, .year) ?? self
        case .year:
            let bounds = [(1, 3), (4, 6), (10, 3)][part.rawValue]
            return CalendarUnit.months(year, bounds.0, bounds.1, kind, .quarter) ?? self
        case .half: return monthsWithin(part, each: 2)
        case .season, .quarter: return monthsWithin(part, each: 1)
        case .month: return days(part, [(0, 9), (10, 19), (20, 30)], .week)
        case .week: return days(part, [(0, 2), (1, 3), (4, 6)], .day)
        case .weekend, .day, .range: return self
        }
    }

    private func monthsWithin(_ part: Part, each count: Int) -> CalendarUnit {
        let (year, month, _) = first.civil
        let from = year * 12 + month - 1 + part.rawValue * count
        return CalendarUnit.months(from / 12, from % 12 + 1, count, kind, .month) ?? self
    }

    private func days(
        _ part: Part, _ bounds: [(Int, Int)], _ precision: Precision
    ) -> CalendarUnit {
        let (from, to) = bounds[part.rawValue]
        return CalendarUnit(
            first: first.advanced(atMostBy: from), last: min(last, first.advanced(atMostBy: to)), kind: kind,
            precision: precision)
    }
}
