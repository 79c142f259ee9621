import GlossLexicon
import GlossModel

extension Holiday {
    /// Whether its name needs the word "Day".
    var needsDay: Bool {
        switch self {
        case .electionDay, .laborDay, .memorialDay, .independenceDay, .kingDay, .veteransDay,
            .columbusDay, .presidentsDay, .patricksDay: true
        default: false
        }
    }

    /// First and last day of the holiday in a year; nil outside of the calendar.
    ///
    /// Days of the Islamic calendar follow its tabular form (civil epoch, leap years 2, 5, 7, 10,
    /// 13, 16, 18, 21, 24, 26, 29 of 30), which may be a day off the moon that was seen.
    func days(in year: Int) -> (first: Day, last: Day)? {
        switch self {
        case .ramadan: return Holiday.islamic(year, month: 9, day: 1, length: 30)
        case .eid: return Holiday.islamic(year, month: 10, day: 1, length: 1)
        case .eidAlAdha: return Holiday.islamic(year, month: 12, day: 10, length: 1)
        case .ashura: return Holiday.islamic(year, month: 1, day: 10, length: 1)
        default: return day(in: year).map { ($0, $0) }
        }
    }

    /// Whether the days are sure.
    var isExact: Bool { ![.ramadan, .eid, .eidAlAdha, .ashura].contains(self) }

    private func day(in year: Int) -> Day? {
        switch self {
        case .christmas: Day(year: year, month: 12, day: 25)
        case .christmasEve: Day(year: year, month: 12, day: 24)
        case .boxingDay: Day(year: year, month: 12, day: 26)
        case .newYear: Day(year: year, month: 1, day: 1)
        case .newYearsEve: Day(year: year, month: 12, day: 31)
        case .halloween: Day(year: year, month: 10, day: 31)
        case .valentine: Day(year: year, month: 2, day: 14)
        case .nowruz: Day(year: year, month: 3, day: 21)
        case .mayDay: Day(year: year, month: 5, day: 1)
        case .independenceDay: Day(year: year, month: 7, day: 4)
        case .veteransDay: Day(year: year, month: 11, day: 11)
        case .patricksDay: Day(year: year, month: 3, day: 17)
        case .thanksgiving: Holiday.weekday(4, number: 4, year, month: 11)
        case .electionDay: Holiday.weekday(1, number: 1, year, month: 11)?.advanced(by: 1)
        case .laborDay: Holiday.weekday(1, number: 1, year, month: 9)
        case .memorialDay: Holiday.weekday(1, number: 1, year, month: 6)?.advanced(by: -7)
        case .kingDay: Holiday.weekday(1, number: 3, year, month: 1)
        case .presidentsDay: Holiday.weekday(1, number: 3, year, month: 2)
        case .columbusDay: Holiday.weekday(1, number: 2, year, month: 10)
        case .easter: Holiday.easter(in: year)
        case .easterMonday: Holiday.easter(in: year)?.advanced(by: 1)
        case .goodFriday: Holiday.easter(in: year)?.advanced(by: -2)
        case .palmSunday: Holiday.easter(in: year)?.advanced(by: -7)
        case .ashWednesday: Holiday.easter(in: year)?.advanced(by: -46)
        case .pentecost: Holiday.easter(in: year)?.advanced(by: 49)
        default: nil
        }
    }

    private static func weekday(_ weekday: Int, number: Int, _ year: Int, month: Int) -> Day? {
        Day.weekday(weekday, number: number, year: year, month: month)
    }

    /// Western Easter Sunday: the anonymous Gregorian computus.
    static func easter(in year: Int) -> Day? {
        guard year > 0 else { return nil }
        let a = year % 19
        let b = year / 100
        let c = year % 100
        let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30
        let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let n = h + l - 7 * m + 114
        return Day(year: year, month: n / 31, day: n % 31 + 1)
    }

    /// The first such day of the tabular Islamic calendar that falls in a Gregorian year.
    private static func islamic(
        _ year: Int, month: Int, day: Int, length: Int
    ) -> (first: Day, last: Day)? {
        guard let start = Day(year: year, month: 1, day: 1) else { return nil }
        let guess = (year - 622) * 33 / 32 - 1
        guard guess > 0 else { return nil }
        for hijri in guess...(guess + 4) {
            let days = day + (59 * (month - 1) + 1) / 2 + (hijri - 1) * 354 + (3 + 11 * hijri) / 30
            let number = days + 1_948_439 - 2_440_588
            if number >= Int(start.number) {
                let first = Day(number: number)
                return (first, first.advanced(atMostBy: length - 1))
            }
        }
        return nil
    }
}

extension Day {
    /// A weekday of a month, by number, -1 the last: the fourth Thursday of November. Nil where there is none.
    static func weekday(_ weekday: Int, number: Int, year: Int, month: Int) -> Day? {
        guard let first = Day(year: year, month: month, day: 1) else { return nil }
        let before = (weekday - first.weekday + 7) % 7
        let length = Day.length(ofMonth: month, year: year)
        let offset = number < 0 ? before + (length - 1 - before) / 7 * 7 : before + 7 * (number - 1)
        return offset < length ? first.advanced(by: offset) : nil
    }
}
