/// Days in words, as the timeline shows them: "late 2014", "3-5 Aug 2017", "since 2014".
public enum DateLabel {
    /// The words for an interval of a precision; "undated" where both ends are open.
    ///
    /// A whole year, quarter, month or decade is named as such; two ends are joined by a hyphen
    /// with what they share said once. `mod` APPROX puts "about" in front.
    public static func words(_ range: DayRange, _ precision: Precision, mod: String? = nil) -> String {
        let about = mod == "APPROX" ? "about " : ""
        switch (range.earliest, range.latest) {
        case (nil, nil): return "undated"
        case (let first?, nil): return about + "since " + beginning(first, precision)
        case (nil, let last?): return about + "until " + ending(last, precision)
        case (let first?, let last?): return about + closed(first, last)
        }
    }

    private static func closed(_ first: Day, _ last: Day) -> String {
        if last < first { return iso(first) + "-" + iso(last) }
        let (a, b) = (first.civil, last.civil)
        if first == last { return day(a.day, a.month, a.year) }
        if a.day == 1, isMonthEnd(last) {
            if let name = months(a.year, a.month, b.year, b.month) { return name }
        }
        if a.year == b.year, a.month == b.month {
            return "\(a.day)-\(b.day) \(shortMonths[a.month - 1]) \(a.year)"
        }
        let left =
            a.year == b.year
            ? "\(a.day) \(shortMonths[a.month - 1])" : day(a.day, a.month, a.year)
        return left + " - " + day(b.day, b.month, b.year)
    }

    /// Words for whole months: `2014`, `late 2014`, `Aug 2017`, `May-Jul 2014`, `2014-2016`.
    private static func months(_ year: Int, _ from: Int, _ endYear: Int, _ to: Int) -> String? {
        if from == 1, to == 12 {
            if year == endYear { return "\(year)" }
            if endYear - year == 9, year % 10 == 0 { return "\(year)s" }
            if endYear - year == 99, year % 100 == 0 { return "\(year)s (century)" }
            return "\(year)-\(endYear)"
        }
        if year == endYear {
            switch (from, to) {
            case (1, 3): return "early \(year)"
            case (4, 9): return "mid-\(year)"
            case (10, 12): return "late \(year)"
            case _ where from == to: return "\(shortMonths[from - 1]) \(year)"
            default: return "\(shortMonths[from - 1])-\(shortMonths[to - 1]) \(year)"
            }
        }
        if from == 12, to == 2, endYear == year + 1 { return "winter \(year)/\(Day.padded(endYear % 100, 2))" }
        return "\(shortMonths[from - 1]) \(year) - \(shortMonths[to - 1]) \(endYear)"
    }

    private static func beginning(_ day: Day, _ precision: Precision) -> String {
        let (year, month, number) = day.civil
        if number == 1, month == 1, precision <= .year { return "\(year)" }
        if number == 1, precision < .week { return "\(shortMonths[month - 1]) \(year)" }
        return self.day(number, month, year)
    }

    private static func ending(_ day: Day, _ precision: Precision) -> String {
        let (year, month, number) = day.civil
        if isMonthEnd(day), month == 12, precision <= .year { return "\(year)" }
        if isMonthEnd(day), precision < .week { return "\(shortMonths[month - 1]) \(year)" }
        return self.day(number, month, year)
    }

    private static func isMonthEnd(_ day: Day) -> Bool {
        let (year, month, number) = day.civil
        return number == Day.length(ofMonth: month, year: year)
    }

    private static func day(_ day: Int, _ month: Int, _ year: Int) -> String {
        "\(day) \(shortMonths[month - 1]) \(year)"
    }

    private static func iso(_ day: Day) -> String { day.description }

    private static let shortMonths = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
