/// A civil day of the proleptic Gregorian calendar, years 1 to 9999. There is no other: counting that
/// leaves the calendar gives nil.
///
/// Stored as the number of days since 1970-01-01, so that ordering and arithmetic are integer
/// operations. Conversions follow Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms".
public struct Day: Hashable, Sendable, Comparable {
    /// Days since 1970-01-01.
    public let number: Int32

    /// 0001-01-01 and 9999-12-31, by number.
    public static let numbers = -719_162...2_932_896
    /// 1970-01-01.
    public static let epoch = Day(number: 0)

    /// Makes the day `number` days after 1970-01-01, or the nearest that the calendar has.
    public init(number: Int) {
        self.number = Int32(min(max(number, Day.numbers.lowerBound), Day.numbers.upperBound))
    }

    /// Makes a day of the calendar, or nil if there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            day >= 1, day <= Day.length(ofMonth: month, year: year)
        else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    /// Reads `YYYY-MM-DD`; nil for anything else.
    public init?(iso text: some StringProtocol) {
        guard text.utf8.count == 10 else { return nil }
        var (place, numbers) = (0, (year: 0, month: 0, day: 0))
        for byte in text.utf8 {
            let digit = Int(byte) - 0x30
            switch place {
            case 4, 7: guard byte == 0x2D else { return nil }
            case _ where !(0...9).contains(digit): return nil
            case 0..<4: numbers.year = numbers.year * 10 + digit
            case 5, 6: numbers.month = numbers.month * 10 + digit
            default: numbers.day = numbers.day * 10 + digit
            }
            place += 1
        }
        self.init(year: numbers.year, month: numbers.month, day: numbers.day)
    }

    /// Year, month 1 to 12, and day of the month 1 to 31.
    public var civil: (year: Int, month: Int, day: Int) {
        let shifted = Int(number) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }

    /// The year.
    public var year: Int { civil.year }

    /// ISO 8601 weekday: Monday is 1, Sunday is 7.
    public var weekday: Int { ((Int(number) + 3) % 7 + 7) % 7 + 1 }

    /// The ISO 8601 week this day is in, with the year that week belongs to.
    public var week: (year: Int, week: Int) {
        let thursday = Day(number: Int(number) + 4 - weekday)
        let first = Day(year: thursday.year, month: 1, day: 1)!
        return (thursday.year, (Int(thursday.number) - Int(first.number)) / 7 + 1)
    }

    /// The Monday of an ISO 8601 week; nil where there is no such week, or it begins beyond the calendar.
    public static func monday(year: Int, week: Int) -> Day? {
        guard let fourth = Day(year: year, month: 1, day: 4), (1...53).contains(week) else {
            return nil
        }
        return fourth.advanced(by: (week - 1) * 7 - (fourth.weekday - 1))
    }

    /// Days in a month, 28 to 31.
    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The day `days` later (earlier where negative); nil where the calendar has none.
    public func advanced(by days: Int) -> Day? {
        let (wanted, isBeyond) = Int(number).addingReportingOverflow(days)
        return !isBeyond && Day.numbers.contains(wanted) ? Day(number: wanted) : nil
    }

    /// The same, or the first or last day of the calendar where that lies beyond it.
    public func advanced(atMostBy days: Int) -> Day {
        advanced(by: days) ?? Day(number: days < 0 ? Day.numbers.lowerBound : Day.numbers.upperBound)
    }

    public static func < (a: Day, b: Day) -> Bool { a.number < b.number }
}

extension Day: CustomStringConvertible {
    /// `YYYY-MM-DD`.
    public var description: String {
        let (year, month, day) = civil
        return Day.padded(year, 4) + "-" + Day.padded(month, 2) + "-" + Day.padded(day, 2)
    }

    /// A number in decimal with leading zeros up to `width`.
    public static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
