/// Reading of TIMEX3 values (TimeML 1.2.1, Sauri et al. 2006) as intervals of days.
///
/// Values are ISO 8601 with the additions of TimeML: `2014`, `2014-06`, `2014-06-03`,
/// `2014-06-03T09:00`, `2014-06-03TMO`, `2014-W12`, `2014-W12-WE`, `2014-Q3`, `2014-H1`,
/// `2014-SP` (SU, FA, WI), decades `201`, centuries `20`. gloss adds `a/b` for one expression that
/// names a range. Trailing X digits leave a part open, so `2014-XX` is somewhere in 2014; a value
/// that begins with X has no place.
public enum TimexValue {
    /// An interval of days, inclusive at both ends, nil where open, and how fine it is.
    public typealias Interval = (earliest: Day?, latest: Day?, precision: Precision)

    /// The days a value may mean; nil where it has no place on the line: durations, sets,
    /// `PRESENT_REF` and the like, times of day without a day, anything not understood.
    ///
    /// START, MID and END take a part of the unit named, and the precision is that of the part:
    /// the end of a year is its last quarter, never finer. BEFORE and ON_OR_BEFORE leave the
    /// beginning open, AFTER and ON_OR_AFTER the end. Other modifiers change nothing.
    /// O(length of the value).
    public static func interval(of value: String, mod: String?, type: TimexType) -> Interval? {
        guard type == .date || type == .time else { return nil }
        guard let unit = unit(of: Substring(value)) else { return nil }
        switch mod {
        case "BEFORE": return (nil, unit.first.advanced(by: -1), unit.precision)
        case "ON_OR_BEFORE": return (nil, unit.last, unit.precision)
        case "AFTER": return (unit.last.advanced(by: 1), nil, unit.precision)
        case "ON_OR_AFTER": return (unit.first, nil, unit.precision)
        case "START": return closed(unit.part(.start))
        case "MID": return closed(unit.part(.middle))
        case "END": return closed(unit.part(.end))
        default: return closed(unit)
        }
    }

    private static func closed(_ unit: CalendarUnit) -> Interval {
        (unit.first, unit.last, unit.precision)
    }

    /// The unit of the calendar a value names, a range read as one; nil where it names none.
    static func unit(of value: Substring) -> CalendarUnit? {
        guard value.utf8.count <= 64 else { return nil }
        let ends = value.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2 else { return single(value) }
        guard let first = single(ends[0]), let last = single(ends[1]), first.first <= last.last
        else { return nil }
        return CalendarUnit(
            first: first.first, last: last.last, kind: .range,
            precision: max(first.precision, last.precision))
    }

    private static func single(_ value: Substring) -> CalendarUnit? {
        let halves = value.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard let date = halves.first, var unit = calendarUnit(of: date) else { return nil }
        if halves.count == 2 {
            guard unit.kind == .day else { return nil }
            unit.precision = .time
        }
        return unit
    }

    private static func calendarUnit(of date: Substring) -> CalendarUnit? {
        let parts = date.split(separator: "-", omittingEmptySubsequences: false)
        guard let head = parts.first, parts.count <= 3 else { return nil }
        let digits = head.prefix { $0.isASCII && $0.isNumber }
        guard head.dropFirst(digits.count).allSatisfy({ $0 == "X" }), head.count <= 4,
            let number = Int(digits)
        else { return nil }
        if digits.count < 4 || parts.count == 1 {
            guard parts.dropFirst().allSatisfy({ $0.allSatisfy { $0 == "X" } }) else { return nil }
            switch digits.count {
            case 2: return .century(number)
            case 3: return .decade(number)
            case 4: return .year(number)
            default: return nil
            }
        }
        return within(year: number, parts[1], parts.count == 3 ? parts[2] : nil)
    }

    /// What stands behind the year: a month, week, quarter, half or season, and a day.
    private static func within(
        year: Int, _ middle: Substring, _ last: Substring?
    ) -> CalendarUnit? {
        guard let letter = middle.first else { return nil }
        let number = Int(middle.dropFirst())
        switch letter {
        case "X": return middle == "XX" || middle == "X" ? .year(year) : nil
        case "W":
            guard let number else { return middle == "WI" ? .season(year, 3) : nil }
            return week(year: year, number, last)
        case "Q": return number.flatMap { .quarter(year, $0) }
        case "H": return number.flatMap { .half(year, $0) }
        case "S": return middle == "SP" ? .season(year, 0) : middle == "SU" ? .season(year, 1) : nil
        case "F", "A": return middle == "FA" || middle == "AU" ? .season(year, 2) : nil
        default: break
        }
        guard middle.count == 2, let month = Int(middle) else { return nil }
        guard let last, last != "XX" else { return .month(year, month) }
        guard last.count == 2, let number = Int(last) else { return nil }
        return Day(year: year, month: month, day: number).map(CalendarUnit.day)
    }

    private static func week(year: Int, _ week: Int, _ last: Substring?) -> CalendarUnit? {
        guard let monday = Day.monday(year: year, week: week) else { return nil }
        switch last {
        case nil, "X", "XX": return .week(monday)
        case "WE": return .weekend(monday)
        default:
            guard let number = last.flatMap({ Int($0) }), (1...7).contains(number) else {
                return nil
            }
            return .day(monday.advanced(by: number - 1))
        }
    }
}
