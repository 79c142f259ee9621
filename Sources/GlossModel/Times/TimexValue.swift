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
    /// beginning open, AFTER and ON_OR_AFTER the end; before and after all days is no place. Other
    /// modifiers change nothing.
    /// O(length of the value).
    public static func interval(of value: String, mod: String?, type: TimexType) -> Interval? {
        guard type == .date || type == .time else { return nil }
        var value = value
        guard let unit = value.withBytes({ unit(of: $0) }) else { return nil }
        switch mod {
        case "BEFORE": return unit.first.advanced(by: -1).map { (nil, $0, unit.precision) }
        case "ON_OR_BEFORE": return (nil, unit.last, unit.precision)
        case "AFTER": return unit.last.advanced(by: 1).map { ($0, nil, unit.precision) }
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
    private static func unit(of value: Bytes) -> CalendarUnit? {
        guard value.count <= 64 else { return nil }
        guard let slash = value.firstIndex(of: 0x2F) else { return single(value) }
        guard let first = single(part(value, 0, slash)),
            let last = single(part(value, slash + 1, value.count)), first.first <= last.last
        else { return nil }
        return CalendarUnit(
            first: first.first, last: last.last, kind: .range,
            precision: max(first.precision, last.precision))
    }

    private static func part(_ bytes: Bytes, _ start: Int, _ end: Int) -> Bytes {
        Bytes(rebasing: bytes[start..<end])
    }

    private static func single(_ value: Bytes) -> CalendarUnit? {
        guard let clock = value.firstIndex(of: 0x54) else { return calendarUnit(of: value) }
        guard var unit = calendarUnit(of: part(value, 0, clock)), unit.kind == .day else { return nil }
        unit.precision = .time
        return unit
    }

    private static func calendarUnit(of date: Bytes) -> CalendarUnit? {
        let headEnd = date.firstIndex(of: 0x2D) ?? date.count
        let head = part(date, 0, headEnd)
        guard head.count <= 4 else { return nil }
        let digits = head.firstIndex { !$0.isDigit } ?? head.count
        guard isUnknown(part(head, digits, head.count)), let number = number(part(head, 0, digits))
        else { return nil }
        guard headEnd < date.count else { return span(of: number, digits: digits) }
        let rest = part(date, headEnd + 1, date.count)
        let middleEnd = rest.firstIndex(of: 0x2D) ?? rest.count
        let middle = part(rest, 0, middleEnd)
        let last = middleEnd < rest.count ? part(rest, middleEnd + 1, rest.count) : nil
        guard digits == 4 else {
            let isOpen = isUnknown(middle) && last.map(isUnknown) != false
            return isOpen ? span(of: number, digits: digits) : nil
        }
        return within(year: number, middle, last)
    }

    /// A century, decade or year, by the number of digits that are known of a year.
    private static func span(of number: Int, digits: Int) -> CalendarUnit? {
        switch digits {
        case 2: .century(number)
        case 3: .decade(number)
        case 4: .year(number)
        default: nil
        }
    }

    /// What stands behind the year: a month, week, quarter, half or season, and a day.
    private static func within(year: Int, _ middle: Bytes, _ last: Bytes?) -> CalendarUnit? {
        guard let letter = middle.first else { return nil }
        if letter.isDigit {
            guard middle.count == 2, let month = number(middle) else { return nil }
            guard let last, !has(last, "XX") else { return .month(year, month) }
            guard last.count == 2, let number = number(last) else { return nil }
            return Day(year: year, month: month, day: number).map(CalendarUnit.day)
        }
        if middle.count <= 2, isUnknown(middle) { return .year(year) }
        if let season = season(middle) { return .season(year, season) }
        guard let number = number(part(middle, 1, middle.count)) else { return nil }
        switch letter {
        case 0x57: return week(year: year, number, last)
        case 0x51: return .quarter(year, number)
        case 0x48: return .half(year, number)
        default: return nil
        }
    }

    private static func season(_ name: Bytes) -> Int? {
        if has(name, "SP") { return 0 }
        if has(name, "SU") { return 1 }
        if has(name, "FA") || has(name, "AU") { return 2 }
        return has(name, "WI") ? 3 : nil
    }

    private static func week(year: Int, _ week: Int, _ last: Bytes?) -> CalendarUnit? {
        guard let monday = Day.monday(year: year, week: week) else { return nil }
        guard let last, !(last.count <= 2 && isUnknown(last)) else { return .week(monday) }
        if has(last, "WE") { return .weekend(monday) }
        guard let number = number(last), (1...7).contains(number) else { return nil }
        return monday.advanced(by: number - 1).map(CalendarUnit.day)
    }

    /// Whether nothing but X stands there.
    private static func isUnknown(_ bytes: Bytes) -> Bool { bytes.allSatisfy { $0 == 0x58 } }

    private static func has(_ bytes: Bytes, _ word: StaticString) -> Bool {
        guard bytes.count == word.utf8CodeUnitCount else { return false }
        return bytes.indices.allSatisfy { bytes[$0] == word.utf8Start[$0] }
    }

    /// A number of one to nine digits.
    private static func number(_ bytes: Bytes) -> Int? {
        guard !bytes.isEmpty, bytes.count <= 9, bytes.allSatisfy(\.isDigit) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int($1 & 15) }
    }
}
