import GlossAnnotator
import GlossModel
import Testing

/// Times counted from a report's date where the calendar begins and ends: what lies beyond it has no
/// place, and nothing stops.
struct CalendarEdgeTests {
    @Test(arguments: [
        TimeCase("⟦Next week⟧ she left.", "XXXX-WXX ../..", date: "9999-12-30"),
        TimeCase("⟦Last week⟧ she left.", "XXXX-WXX ../..", date: "0001-01-02"),
        TimeCase("⟦This week⟧ she left.", "9999-W52 9999-12-27/9999-12-31", date: "9999-12-30"),
        TimeCase("She left ⟦yesterday⟧.", "XXXX-XX-XX ../..", date: "0001-01-01"),
        TimeCase("She will leave ⟦tomorrow⟧.", "XXXX-XX-XX ../..", date: "9999-12-31"),
        TimeCase("She left ⟦yesterday⟧.", "9999-12-30 9999-12-30/9999-12-30", date: "9999-12-31"),
        TimeCase("She will leave ⟦next Friday⟧.", "XXXX-WXX-5 ../..", date: "9999-12-31"),
        TimeCase("She left ⟦last year⟧.", "XXXX ../..", date: "0001-06-01"),
    ])
    func beyondTheCalendarIsNoPlace(example: TimeCase) { example.check() }

    /// Every way to count from a date, near both ends.
    @Test func countingStaysWithinTheCalendar() {
        let steps = ["last", "this", "next", "the previous", "the following", "the coming", "early last", "late next"]
        let units = [
            "day", "week", "weekend", "fortnight", "month", "quarter", "season", "half", "year", "decade", "century", "Monday", "Friday",
            "Sunday", "January", "June", "December", "spring", "summer", "autumn", "winter", "Christmas", "Easter", "Ramadan", "Thanksgiving",
        ]
        var sentences = steps.flatMap { step in units.flatMap { ["She left \(step) \($0).", "She will leave \(step) \($0)."] } }
        for unit in ["hours", "days", "weeks", "weekends", "fortnights", "months", "quarters", "years", "decades", "centuries"] {
            for count in ["1", "two", "40", "100000", "99999999999999999999"] {
                sentences += [
                    "She left \(count) \(unit) ago.", "She will leave in \(count) \(unit).", "She left \(count) \(unit) later.",
                    "She left \(count) \(unit) earlier.", "In the last \(count) \(unit) she left.", "In the next \(count) \(unit) she leaves.",
                ]
            }
        }
        sentences += [
            "She left today, yesterday, tomorrow, tonight, the day before yesterday and the day after tomorrow.",
            "She was there before today and after today, until tomorrow, since yesterday, from Monday to Sunday.",
            "She left on Monday, on Friday, on 31 December, on 1 January, at noon, and on the 31st.",
        ]
        let text = Text(sentences.joined(separator: "\n\n"))
        let ends = [Day.numbers.lowerBound...Day.numbers.lowerBound + 8, Day.numbers.upperBound - 8...Day.numbers.upperBound].joined()
        for number in Array(ends) + [Day.numbers.lowerBound + 200, Day.numbers.upperBound - 200] {
            let date = Day(number: number).description
            let times = TimeCase.annotated(text, date: date).times
            #expect(times.count > sentences.count / 2)
            for time in times {
                guard let earliest = time.earliest, let latest = time.latest else { continue }
                #expect(earliest <= latest, "\(time.value) on \(date)")
            }
        }
    }
}
