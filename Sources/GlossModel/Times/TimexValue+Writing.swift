/// Writing of TIMEX3 values.
extension TimexValue {
    /// `2014`; four digits, `XXXX` outside of the years 1 to 9999.
    public static func year(_ year: Int) -> String {
        (1...9999).contains(year) ? Day.padded(year, 4) : "XXXX"
    }

    /// `2014-06`.
    public static func month(_ year: Int, _ month: Int) -> String {
        self.year(year) + "-" + Day.padded(month, 2)
    }

    /// `2014-W12`: the ISO 8601 week of a day, in the year that the week belongs to.
    public static func week(of day: Day) -> String {
        let (year, week) = day.week
        return self.year(year) + "-W" + Day.padded(week, 2)
    }

    /// `2014-Q3`.
    public static func quarter(_ year: Int, _ quarter: Int) -> String {
        self.year(year) + "-Q" + String(quarter)
    }

    /// `201`: the decade of a year.
    public static func decade(ofYear year: Int) -> String {
        (1...9999).contains(year) ? Day.padded(year / 10, 3) : "XXX"
    }

    /// `20`: the century of a year as ISO 8601 counts, so that 2014 is in 20.
    public static func century(ofYear year: Int) -> String {
        (1...9999).contains(year) ? Day.padded(year / 100, 2) : "XX"
    }

    /// `2014-SP`: season 0 is spring, 3 winter, which goes by the year it begins in.
    public static func season(_ year: Int, _ season: Int) -> String {
        self.year(year) + ["-SP", "-SU", "-FA", "-WI"][((season % 4) + 4) % 4]
    }

    /// The season a day is in, with the year the season begins in.
    public static func season(of day: Day) -> (year: Int, season: Int) {
        let (year, month, _) = day.civil
        return month < 3 ? (year - 1, 3) : (year, month / 3 - 1)
    }

    /// A month some months later (earlier where negative), carried over years.
    public static func month(
        _ year: Int, _ month: Int, plus count: Int
    ) -> (year: Int, month: Int) {
        let total = year * 12 + month - 1 + max(-240_000, min(count, 240_000))
        return total >= 0 ? (total / 12, total % 12 + 1) : (0, 1)
    }
}
