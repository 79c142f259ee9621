/// The time of day of a row: where it stands among the rows of its day, and how it reads.
public struct RowClock: Hashable, Sendable {
    /// `14:30`, `14:30:05`, `15:30Z`, `09:00+02:00`; `morning`, `afternoon`, `evening`, `night`.
    public let words: String
    /// Seconds from midnight by which the rows of a day are put in order, a zone's offset taken off; part
    /// of a day stand in the middle of it.
    public let order: Int
    /// Whether it is a time of hours and minutes, and no part of the day.
    public let isExact: Bool
    /// Whether it says that it is universal time, or so far from it.
    public let hasZone: Bool

    private static let parts: [(code: String, words: String, hour: Int)] = [
        ("MO", "morning", 9), ("AF", "afternoon", 15), ("EV", "evening", 19), ("NI", "night", 22), ("MI", "midday", 12),
    ]

    /// The time of day of a TIMEX3 value, of a range that of its beginning; nil where it has none.
    public init?(value: String) {
        guard let first = value.split(separator: "/").first, let mark = first.firstIndex(of: "T"), first.first?.isNumber == true else { return nil }
        let clock = first[first.index(after: mark)...]
        if let part = Self.parts.first(where: { clock == $0.code }) {
            (words, order, isExact, hasZone) = (part.words, part.hour * 3600, false, false)
            return
        }
        let digits = clock.prefix { $0.isNumber || $0 == ":" }
        let numbers = digits.split(separator: ":").compactMap { Int($0) }
        guard let hour = numbers.first, (0...24).contains(hour), numbers.count <= 3 else { return nil }
        let zone = clock.dropFirst(digits.count)
        let offset = Self.offset(of: zone)
        guard zone.isEmpty || offset != nil else { return nil }
        words = String(digits) + (numbers.count == 1 ? ":00" : "") + zone
        order = hour * 3600 + (numbers.count > 1 ? numbers[1] * 60 : 0) + (numbers.count > 2 ? numbers[2] : 0) - (offset ?? 0)
        isExact = true
        hasZone = offset != nil
    }

    /// Seconds east of universal time: of `Z` 0, of `+02:00` 7200; nil where it says none.
    private static func offset(of zone: Substring) -> Int? {
        if zone == "Z" { return 0 }
        guard let sign = zone.first, sign == "+" || sign == "-" else { return nil }
        let numbers = zone.dropFirst().split(separator: ":").compactMap { Int($0) }
        guard let hours = numbers.first, hours <= 14 else { return nil }
        return (hours * 3600 + (numbers.count > 1 ? numbers[1] * 60 : 0)) * (sign == "-" ? -1 : 1)
    }
}

extension TimelineRow {
    /// The time of day; nil where the row names none.
    public var clock: RowClock? { precision == .time ? RowClock(value: value) : nil }

    /// The time of day at which a row of one day ends: of "9:00 to 17:00" 17:00.
    public var endClock: RowClock? {
        guard let slash = value.firstIndex(of: "/") else { return nil }
        return RowClock(value: String(value[value.index(after: slash)...]))
    }

    /// Where the row stands among those of the same days: without a time of day first, then by it.
    public var clockOrder: Int { clock?.order ?? .min }

    /// When, in words: "late 2014", "3-5 Aug 2017", "3 May 2017 14:30", "since 2014"; "undated" where it has
    /// no place on the line.
    public var label: String {
        let days = DateLabel.words(range, precision)
        guard range.earliest == range.latest, let clock else { return days }
        return days + " " + clock.words + (endClock.map { "-" + $0.words } ?? "")
    }
}
