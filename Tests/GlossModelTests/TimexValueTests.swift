import GlossModel
import Testing

/// TIMEX3 values as intervals.
@Suite struct TimexValueTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var value: String
        var mod: String?
        /// `earliest/latest precision`, `..` where open; nil for no place.
        var expected: String?

        init(_ value: String, _ expected: String?) {
            (self.value, self.expected) = (value, expected)
        }

        init(_ value: String, _ mod: String, _ expected: String?) {
            self.init(value, expected)
            self.mod = mod
        }

        var testDescription: String { value + (mod.map { " " + $0 } ?? "") }
    }

    static func shown(_ interval: TimexValue.Interval?) -> String? {
        interval.map {
            ($0.earliest?.description ?? "..") + "/" + ($0.latest?.description ?? "..") + " "
                + $0.precision.name
        }
    }

    @Test(arguments: [
        Case("2014", "2014-01-01/2014-12-31 year"),
        Case("2014-06", "2014-06-01/2014-06-30 month"),
        Case("2016-02", "2016-02-01/2016-02-29 month"),
        Case("2014-06-03", "2014-06-03/2014-06-03 day"),
        Case("2014-06-03T09:00", "2014-06-03/2014-06-03 time"),
        Case("2014-06-03TMO", "2014-06-03/2014-06-03 time"),
        Case("2014-06-03TNI", "2014-06-03/2014-06-03 time"),
        Case("2014-W12", "2014-03-17/2014-03-23 week"),
        Case("2014-W1", "2013-12-30/2014-01-05 week"),
        Case("2014-W12-WE", "2014-03-22/2014-03-23 day"),
        Case("2014-W12-3", "2014-03-19/2014-03-19 day"),
        Case("2014-Q3", "2014-07-01/2014-09-30 quarter"),
        Case("2014-H1", "2014-01-01/2014-06-30 quarter"),
        Case("2014-H2", "2014-07-01/2014-12-31 quarter"),
        Case("2014-SP", "2014-03-01/2014-05-31 season"),
        Case("2014-SU", "2014-06-01/2014-08-31 season"),
        Case("2014-FA", "2014-09-01/2014-11-30 season"),
        Case("2014-WI", "2014-12-01/2015-02-28 season"),
        Case("2015-WI", "2015-12-01/2016-02-29 season"),
        Case("201", "2010-01-01/2019-12-31 decade"),
        Case("199X", "1990-01-01/1999-12-31 decade"),
        Case("20", "2000-01-01/2099-12-31 century"),
        Case("19XX", "1900-01-01/1999-12-31 century"),
        Case("2017-08-03/2017-08-05", "2017-08-03/2017-08-05 day"),
        Case("2014/2016", "2014-01-01/2016-12-31 year"),
        Case("2015-05/2015-07", "2015-05-01/2015-07-31 month"),
        Case("1998-XX-XX", "1998-01-01/1998-12-31 year"),
        Case("1998-10-XX", "1998-10-01/1998-10-31 month"),
        Case("2014", "APPROX", "2014-01-01/2014-12-31 year"),
        Case("2014", "START", "2014-01-01/2014-03-31 quarter"),
        Case("2014", "MID", "2014-04-01/2014-09-30 quarter"),
        Case("2014", "END", "2014-10-01/2014-12-31 quarter"),
        Case("201", "START", "2010-01-01/2013-12-31 year"),
        Case("201", "MID", "2014-01-01/2016-12-31 year"),
        Case("201", "END", "2017-01-01/2019-12-31 year"),
        Case("19", "END", "1967-01-01/1999-12-31 decade"),
        Case("2014-06", "START", "2014-06-01/2014-06-10 week"),
        Case("2014-06", "MID", "2014-06-11/2014-06-20 week"),
        Case("2014-02", "END", "2014-02-21/2014-02-28 week"),
        Case("2014-W12", "START", "2014-03-17/2014-03-19 day"),
        Case("2014-W12", "END", "2014-03-21/2014-03-23 day"),
        Case("2014-WI", "MID", "2015-01-01/2015-01-31 month"),
        Case("2014-H1", "END", "2014-05-01/2014-06-30 month"),
        Case("2014", "BEFORE", "../2013-12-31 year"),
        Case("2014", "ON_OR_BEFORE", "../2014-12-31 year"),
        Case("2014-06-03", "AFTER", "2014-06-04/.. day"),
        Case("2014-06", "ON_OR_AFTER", "2014-06-01/.. month"),
        Case("PRESENT_REF", nil), Case("PAST_REF", nil), Case("FUTURE_REF", nil),
        Case("P3Y", nil), Case("PXD", nil), Case("T09:00", nil), Case("XXXX", nil),
        Case("XXXX-05", nil), Case("XXXX-WXX-5", nil), Case("2014-13", nil),
        Case("2014-02-30", nil), Case("2014-W60", nil), Case("2014-Q5", nil), Case("", nil),
        Case("-", nil), Case("0000", nil), Case("99999", nil), Case("2016/2014", nil),
        Case("2014-06-03-04", nil), Case("٢٠١٤", nil), Case("2014T09", nil), Case("/", nil),
    ])
    func interval(_ one: Case) {
        #expect(
            Self.shown(TimexValue.interval(of: one.value, mod: one.mod, type: .date))
                == one.expected)
    }

    @Test(arguments: [TimexType.duration, .set]) func durationsAndSetsHaveNoPlace(_ type: TimexType)
    {
        #expect(TimexValue.interval(of: "2014", mod: nil, type: type) == nil)
    }

    @Test func valuesThatAreWrittenAreRead() throws {
        var day = try #require(Day(iso: "1998-12-20"))
        for _ in 0..<800 {
            let (year, season) = TimexValue.season(of: day)
            let values = [
                day.description, TimexValue.week(of: day), TimexValue.season(year, season),
                TimexValue.month(day.year, day.civil.month), TimexValue.decade(ofYear: day.year),
                TimexValue.century(ofYear: day.year),
                TimexValue.quarter(day.year, (day.civil.month + 2) / 3),
            ]
            for value in values {
                let interval = try #require(TimexValue.interval(of: value, mod: nil, type: .date))
                #expect(interval.earliest.map { $0 <= day } == true, "\(value) \(day)")
                #expect(interval.latest.map { $0 >= day } == true, "\(value) \(day)")
            }
            day = day.advanced(atMostBy: 7)
        }
    }

    @Test(arguments: [
        ("9999-W52", nil, "9999-12-27", "9999-12-31"), ("9999-W52-5", nil, "9999-12-31", "9999-12-31"),
        ("9999-WI", nil, "9999-12-01", "9999-12-31"), ("9999-W52", "END", "9999-12-31", "9999-12-31"),
        ("9999-12-31", "ON_OR_AFTER", "9999-12-31", nil), ("0001", "ON_OR_BEFORE", nil, "0001-12-31"),
    ] as [(String, String?, String?, String?)])
    func theEndsOfTheCalendar(value: String, mod: String?, earliest: String?, latest: String?) throws {
        let interval = try #require(TimexValue.interval(of: value, mod: mod, type: .date))
        #expect(interval.earliest?.description == earliest && interval.latest?.description == latest)
    }

    @Test(arguments: [
        ("9999-12-31", "AFTER"), ("9999", "AFTER"), ("0001-01-01", "BEFORE"), ("00", "BEFORE"), ("9999-W52-6", nil), ("9999-W52-WE", nil),
        ("9999-W53", nil), ("0000", nil), ("0000-12-31", nil),
    ] as [(String, String?)])
    func beyondTheCalendarIsNoPlace(value: String, mod: String?) {
        #expect(TimexValue.interval(of: value, mod: mod, type: .date) == nil)
    }
}
