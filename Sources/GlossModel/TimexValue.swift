/// What a TIMEX3 value and modifier mean on the line of days (TimeML 1.2.1, section 2.2.3).
public enum TimexValue {
    /// The days that a value covers, and how fine it is; nil where it has no place on the line
    /// (durations, sets, references, anything not understood).
    ///
    /// Values: `YYYY`, `YYY` (decade), `YY` (century), `YYYY-MM`, `YYYY-MM-DD` (with a time after
    /// `T`), `YYYY-Wnn`, `YYYY-Wnn-WE`, `YYYY-Q1`, `YYYY-H1`, `YYYY-SP` and the other seasons,
    /// two of them joined by `/`. A season lies in its year but for winter, which ends in the
    /// next.
    public static func days(of value: String) -> (range: DayRange, precision: Precision)? {
        if let slash = value.utf8.firstIndex(of: 0x2F) {
            let first = String(value[..<slash])
            let second = String(value[value.index(after: slash)...])
            guard let from = single(first), let to = single(second) else { return nil }
            return (
                DayRange(earliest: from.range.earliest, latest: to.range.latest),
                max(from.precision, to.precision)
            )
        }
        return single(value)
    }

    /// The days that a value means under a modifier; nil where `days(of:)` is.
    ///
    /// START, MID and END take a quarter, the middle half and a quarter of a year, and thirds of
    /// anything else; a quarter or a season is not cut further. BEFORE, AFTER and their
    /// inclusive forms open the interval.
    public static func days(
        of value: String, mod: String?
    ) -> (range: DayRange, precision: Precision)? {
        guard var found = days(of: value) else { return nil }
        let (earliest, latest) = (found.range.earliest, found.range.latest)
        switch mod {
        case "BEFORE": found.range = DayRange(earliest: nil, latest: earliest?.advanced(by: -1))
        case "AFTER": found.range = DayRange(earliest: latest?.advanced(by: 1), latest: nil)
        case "ON_OR_BEFORE": found.range = DayRange(earliest: nil, latest: latest)
        case "ON_OR_AFTER": found.range = DayRange(earliest: earliest, latest: nil)
        case "START", "MID", "END":
            if let earliest, let latest {
                found = part(mod, of: (earliest, latest), found.precision)
            }
        default: break
        }
        return found
    }

    private static func part(
        _ mod: String?, of days: (Day, Day), _ precision: Precision
    ) -> (range: DayRange, precision: Precision) {
        let (first, last) = days
        switch precision {
        case .season, .quarter, .day, .time, .week:
            return (DayRange(earliest: first, latest: last), precision)
        case .year:
            let year = first.year
            let (from, to) = mod == "START" ? (1, 3) : mod == "MID" ? (4, 9) : (10, 12)
            let end = Day(year: last.year, month: to, day: Day.length(ofMonth: to, year: last.year))
            return (DayRange(earliest: Day(year: year, month: from, day: 1), latest: end), .quarter)
        case .month, .decade, .century:
            let third = (Int(last.number) - Int(first.number) + 1) / 3
            let start = mod == "START" ? 0 : mod == "MID" ? third : 2 * third
            let from = precision == .month ? first.advanced(by: start) : yearStart(first, start)
            let to: Day? =
                mod == "END" ? last
                : precision == .month
                    ? first.advanced(by: start + third - 1)
                    : yearStart(first, start + third)?.advanced(by: -1)
            return (
                DayRange(earliest: from, latest: to),
                precision == .month ? .week : precision == .decade ? .year : .decade
            )
        }
    }

    /// The first of January nearest to `days` after a day.
    private static func yearStart(_ day: Day, _ days: Int) -> Day? {
        Day(year: day.year + (days + 183) / 365, month: 1, day: 1)
    }

    private static func single(_ value: String) -> (range: DayRange, precision: Precision)? {
        let isTimed = value.utf8.contains(0x54)
        let date = isTimed ? String(value.prefix { $0 != "T" }) : value
        let parts = date.split(separator: "-", omittingEmptySubsequences: false)
        guard let head = parts.first, (1...3).contains(parts.count),
            head.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = Int(head)
        else { return nil }
        switch (head.count, parts.count) {
        case (2, 1): return years(number * 100, number * 100 + 99, .century)
        case (3, 1): return years(number * 10, number * 10 + 9, .decade)
        case (4, 1): return years(number, number, .year)
        case (4, _): break
        default: return nil
        }
        if let range = DayRange(iso: date) {
            return (range, parts.count == 2 ? .month : isTimed ? .time : .day)
        }
        return named(String(parts[1]), year: number, rest: parts.dropFirst(2).first.map(String.init))
    }

    private static func years(
        _ first: Int, _ last: Int, _ precision: Precision
    ) -> (range: DayRange, precision: Precision)? {
        guard let from = Day(year: max(first, 1), month: 1, day: 1),
            let to = Day(year: last, month: 12, day: 31)
        else { return nil }
        return (DayRange(earliest: from, latest: to), precision)
    }

    /// Parts of a year that have a name: weeks, quarters, halves, seasons.
    private static func named(
        _ part: String, year: Int, rest: String?
    ) -> (range: DayRange, precision: Precision)? {
        if part.hasPrefix("W"), part.count <= 3, let week = Int(part.dropFirst()) {
            guard let monday = Day.monday(year: year, week: week) else { return nil }
            if rest == "WE" {
                return (DayRange(earliest: monday.advanced(by: 5), latest: monday.advanced(by: 6)), .day)
            }
            if let rest, let day = Int(rest), (1...7).contains(day) {
                let only = monday.advanced(by: day - 1)
                return (DayRange(earliest: only, latest: only), .day)
            }
            return (DayRange(earliest: monday, latest: monday.advanced(by: 6)), .week)
        }
        switch part {
        case "Q1": return months(year, 1, 3, .quarter)
        case "Q2": return months(year, 4, 6, .quarter)
        case "Q3": return months(year, 7, 9, .quarter)
        case "Q4": return months(year, 10, 12, .quarter)
        case "H1": return months(year, 1, 6, .season)
        case "H2": return months(year, 7, 12, .season)
        case "SP": return months(year, 3, 5, .season)
        case "SU": return months(year, 6, 8, .season)
        case "FA": return months(year, 9, 11, .season)
        case "WI": return months(year, 12, 14, .season)
        default: return nil
        }
    }

    /// Months beyond 12 lie in the next year.
    private static func months(
        _ year: Int, _ first: Int, _ last: Int, _ precision: Precision
    ) -> (range: DayRange, precision: Precision)? {
        let (endYear, endMonth) = last > 12 ? (year + 1, last - 12) : (year, last)
        guard let from = Day(year: year, month: first, day: 1),
            let to = Day(
                year: endYear, month: endMonth, day: Day.length(ofMonth: endMonth, year: endYear))
        else { return nil }
        return (DayRange(earliest: from, latest: to), precision)
    }
}
