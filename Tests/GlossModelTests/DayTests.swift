import GlossModel
import TestSupport
import Testing

struct DayTests {
    @Test func everyDayHasOneNumberAndComesBack() {
        var generator = SeededGenerator(seed: 1)
        let first = Day(year: 1, month: 1, day: 1)!.number
        let last = Day(year: 9999, month: 12, day: 31)!.number
        for _ in 0..<5000 {
            let day = Day(number: Int(Int32.random(in: first...last, using: &generator)))
            let (year, month, date) = day.civil
            #expect(Day(year: year, month: month, day: date) == day)
            #expect(Day(iso: day.description) == day)
            let week = day.week
            #expect(Day.monday(year: week.year, week: week.week)?.advanced(by: day.weekday - 1) == day)
        }
    }

    @Test(arguments: [
        ("1970-01-01", 0, 4), ("2000-02-29", 11016, 2), ("2017-08-03", 17381, 4), ("0001-01-01", -719_162, 1),
    ])
    func knownDays(iso: String, number: Int32, weekday: Int) {
        #expect(Day(iso: iso)?.number == number)
        #expect(Day(iso: iso)?.weekday == weekday)
    }

    @Test func theCalendarHasTwoEnds() throws {
        let (first, last) = (try #require(Day(iso: "0001-01-01")), try #require(Day(iso: "9999-12-31")))
        #expect(Day.numbers == Int(first.number)...Int(last.number))
        #expect(first.advanced(by: -1) == nil && last.advanced(by: 1) == nil)
        #expect(first.advanced(by: .min) == nil && last.advanced(by: .max) == nil)
        #expect(first.advanced(by: Day.numbers.count - 1) == last)
        #expect(last.advanced(atMostBy: 8) == last && first.advanced(atMostBy: -8) == first)
        #expect(Day(number: .max) == last && Day(number: .min) == first)
        #expect(last.week == (9999, 52) && first.week == (1, 1))
        #expect(Day.monday(year: 9999, week: 53) == nil && Day.monday(year: 9999, week: 52) == Day(iso: "9999-12-27"))
        for number in [Day.numbers.lowerBound, Day.numbers.upperBound].flatMap({ $0 - 500...$0 + 500 }) {
            let day = Day(number: number)
            #expect(Day(iso: day.description) == day)
            #expect((1...9999).contains(day.week.year) && (1...53).contains(day.week.week))
        }
    }

    @Test(arguments: ["2017-02-29", "2017-13-01", "2017-00-10", "17-01-01", "2017-1-1", "", "x", "0000-01-01", "2017-01-01-"])
    func noSuchDay(iso: String) { #expect(Day(iso: iso) == nil) }

    @Test(arguments: [
        ("2014", "2014-01-01", "2014-12-31"), ("2016-02", "2016-02-01", "2016-02-29"),
        ("2014-06-03", "2014-06-03", "2014-06-03"),
    ])
    func rangesAreAsWideAsTheyAreSaid(iso: String, first: String, last: String) {
        #expect(DayRange(iso: iso) == DayRange(earliest: Day(iso: first), latest: Day(iso: last)))
    }

    @Test func openRangesOverlapWhatTheyReach() {
        let since = DayRange(earliest: Day(iso: "2014-01-01"), latest: nil)
        let until = DayRange(earliest: nil, latest: Day(iso: "2013-12-31"))
        #expect(!since.overlaps(until))
        #expect(since.overlaps(DayRange(iso: "2020")!))
        #expect(until.overlaps(DayRange(iso: "2013")!))
    }
}
