import GlossModel

/// How wide the buckets of the timeline are.
enum Zoom: Int, CaseIterable, Sendable {
    case century, decade, year, quarter, month, week, day

    var name: String { "\(self)" }

    /// Classes of length (`TimelineIndex.lengths`) whose rows are mass at this zoom; longer ones are
    /// lines under it.
    var classes: Int { Zoom.day.rawValue - rawValue + 1 }

    /// Columns of a bucket, at most, and at least where the timeline opens at this zoom.
    var columns: ClosedRange<Int> {
        switch self {
        case .century: 1...24
        case .decade: 2...20
        case .year: 1...16
        case .quarter: 3...16
        case .month: 4...12
        case .week: 4...10
        case .day: 3...6
        }
    }

    /// The bucket that holds a day: consecutive numbers, comparable within a zoom.
    func bucket(of day: Day) -> Int {
        let (year, month, _) = day.civil
        switch self {
        case .century: return year / 100
        case .decade: return year / 10
        case .year: return year
        case .quarter: return year * 4 + (month - 1) / 3
        case .month: return year * 12 + month - 1
        case .week: return Zoom.week(of: Int(day.number))
        case .day: return Int(day.number)
        }
    }

    /// Weeks begin on Mondays; day 0 is a Thursday.
    private static func week(of day: Int) -> Int { (day + 3) >= 0 ? (day + 3) / 7 : (day + 3 - 6) / 7 }

    /// The first day of a bucket, by number. Of a bucket before the calendar its first day, of one behind
    /// it the one after its last, so that every bucket ends where the next begins.
    func start(of bucket: Int) -> Int {
        let limits = Day.numbers.lowerBound...Day.numbers.upperBound + 1
        func within(_ day: Int) -> Int { max(limits.lowerBound, min(day, limits.upperBound)) }
        func first(_ year: Int, _ month: Int) -> Int {
            guard year >= 1 else { return limits.lowerBound }
            return Day(year: year, month: month, day: 1).map { Int($0.number) } ?? limits.upperBound
        }
        let bucket = max(-10_000_000, min(bucket, 10_000_000))
        switch self {
        case .century: return first(bucket * 100, 1)
        case .decade: return first(bucket * 10, 1)
        case .year: return first(bucket, 1)
        case .quarter: return bucket < 4 ? limits.lowerBound : first(bucket / 4, bucket % 4 * 3 + 1)
        case .month: return bucket < 12 ? limits.lowerBound : first(bucket / 12, bucket % 12 + 1)
        case .week: return within(bucket * 7 - 3)
        case .day: return within(bucket)
        }
    }

    /// The first day of a bucket, or the nearest that the calendar has.
    func firstDay(of bucket: Int) -> Day { Day(number: start(of: bucket)) }

    /// The days of a bucket, at least one.
    func days(of bucket: Int) -> ClosedRange<Int> {
        let first = start(of: bucket)
        return first...max(first, start(of: bucket + 1) - 1)
    }

    /// What stands on the axis at a bucket's beginning; the larger unit where one begins.
    func label(of bucket: Int) -> String {
        let (year, month, day) = firstDay(of: bucket).civil
        switch self {
        case .century, .decade: return String(max(year / 10 * 10, 1))
        case .year: return String(year)
        case .quarter: return month == 1 ? String(year) : "Q\((month - 1) / 3 + 1)"
        case .month: return month == 1 ? String(year) : DateNames.months[month - 1]
        case .week: return day > 7 ? String(day) : month == 1 ? "Jan \(year)" : DateNames.months[month - 1]
        case .day: return day == 1 ? "\(DateNames.months[month - 1]) \(year)" : String(day)
        }
    }

    /// A bucket in words: "Q3 2015", "the week of 3 Aug 2015".
    func words(for bucket: Int) -> String {
        let (year, month, day) = firstDay(of: bucket).civil
        switch self {
        case .century, .decade: return "\(max(year / 10 * 10, 1))s"
        case .year: return String(year)
        case .quarter: return "Q\((month - 1) / 3 + 1) \(year)"
        case .month: return "\(DateNames.months[month - 1]) \(year)"
        case .week: return "the week of \(day) \(DateNames.months[month - 1]) \(year)"
        case .day: return "\(day) \(DateNames.months[month - 1]) \(year)"
        }
    }

    /// Whether a larger unit begins with a bucket: a divider stands there.
    func isBoundary(_ bucket: Int) -> Bool {
        let (_, month, day) = firstDay(of: bucket).civil
        switch self {
        case .century, .year: return true
        case .decade: return bucket % 10 == 0
        case .quarter, .month: return month == 1
        case .week: return day <= 7
        case .day: return day == 1
        }
    }

    /// The finest zoom at which a timeline fits an axis, its buckets wide enough to be told apart and most
    /// of its rows short enough to be mass; the coarsest where none does. O(1).
    static func fitting(_ timeline: TimelineIndex, everything: Bool, columns: Int) -> Zoom {
        let closed = timeline.count(ofClasses: TimelineIndex.lengths.count + 1)
        return allCases.reversed().first { zoom in
            guard timeline.count(ofClasses: zoom.classes) * 2 >= closed,
                let axis = TimelineAxis(timeline, everything: everything, zoom: zoom, columns: columns, bucket: nil)
            else { return false }
            return axis.isWhole && axis.bucketColumns >= zoom.columns.lowerBound
        } ?? .century
    }
}
