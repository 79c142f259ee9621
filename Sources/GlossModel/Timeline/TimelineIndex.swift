/// The rows of a timeline with what an axis asks of them, so that drawing it costs the screen and
/// not the report.
public struct TimelineIndex: Sendable {
    /// The rows in order: dated ones by their days, then undated ones.
    public let rows: [TimelineRow]
    /// How many of them are dated; they come first.
    public let datedCount: Int
    /// First and last days of the dated rows, each sorted; open ends lie beyond all days.
    private let starts: [Int32]
    private let ends: [Int32]
    /// The first and the last day that a row names; nil where no row is dated.
    public let days: ClosedRange<Int>?
    /// The same without the rows that lie far off from all others; nil where no row is dated.
    public let mass: ClosedRange<Int>?

    private static let open = Int32.max

    /// Indexes rows as `Report.timeline` gives them. O(n log n).
    public init(_ rows: [TimelineRow]) {
        self.rows = rows
        datedCount = rows.partitioningIndex { !$0.isDated }
        let dated = rows[..<datedCount]
        starts = dated.map { Int32($0.range.earliest?.number ?? -TimelineIndex.open) }.sorted()
        ends = dated.map { Int32($0.range.latest?.number ?? TimelineIndex.open) }.sorted()
        let named = dated.lazy.flatMap { [$0.range.earliest, $0.range.latest] }.compactMap { $0?.number }
        let days = named.min().map { Int($0)...Int(named.max()!) }
        self.days = days
        mass = days.map { TimelineIndex.mass(of: $0, dated) }
    }

    /// How many rows end before a day, by number. O(log rows).
    public func count(endingBefore day: Int) -> Int { ends.partitioningIndex { Int($0) >= day } }

    /// How many rows begin after a day, by number. O(log rows).
    public func count(beginningAfter day: Int) -> Int { starts.count - starts.partitioningIndex { Int($0) > day } }

    /// Days that part a row from all others at least where it is called far off.
    private static let farOff = 5 * 366

    /// The days of most rows. From the middle half of them on, a row belongs while it follows the
    /// one before within the width of that half, or five years; what is left, a quarter of the rows at
    /// most at each end, is far off.
    private static func mass(of days: ClosedRange<Int>, _ rows: ArraySlice<TimelineRow>) -> ClosedRange<Int> {
        guard rows.count >= 4 else { return days }
        let begins = rows.compactMap { ($0.range.earliest ?? $0.range.latest).map { Int($0.number) } }.sorted()
        let ends = rows.compactMap { ($0.range.latest ?? $0.range.earliest).map { Int($0.number) } }.sorted()
        let quarter = rows.count / 4
        let reach = max(farOff, begins[begins.count - 1 - quarter] - begins[quarter])
        var low = quarter
        while low > 0, begins[low] - begins[low - 1] <= reach { low -= 1 }
        var high = ends.count - 1 - quarter
        while high + 1 < ends.count, ends[high + 1] - ends[high] <= reach { high += 1 }
        return begins[low] <= ends[high] ? begins[low]...ends[high] : days
    }

    /// How many rows begin no later than a day and end no earlier than another, by number: those
    /// that share a day with the range, or span it where it is empty. O(log rows).
    public func count(from first: Int, to last: Int) -> Int {
        let begun = starts.partitioningIndex { Int($0) > last }
        let over = ends.partitioningIndex { Int($0) >= first }
        return max(0, begun - over)
    }

    /// The first row that begins in a range of days; rows without a beginning begin with their end.
    /// O(log rows).
    public func firstRow(beginningIn days: ClosedRange<Int>) -> Int? {
        let index = rows[..<datedCount].partitioningIndex { TimelineIndex.begin($0) >= days.lowerBound }
        return index < datedCount && TimelineIndex.begin(rows[index]) <= days.upperBound ? index : nil
    }

    /// The row of a time expression. O(log rows + rows of the same day).
    public func row(of time: AnnotationID, in report: Report) -> Int? {
        guard let row = report.timelineRow(of: time) else { return nil }
        guard row.isDated else { return rows[datedCount...].firstIndex { $0.time == time } }
        var index = rows[..<datedCount].partitioningIndex { TimelineIndex.begin($0) >= TimelineIndex.begin(row) }
        while index < datedCount, TimelineIndex.begin(rows[index]) == TimelineIndex.begin(row) {
            if rows[index].time == time || rows[index].also.contains(time) { return index }
            index += 1
        }
        return nil
    }

    private static func begin(_ row: TimelineRow) -> Int {
        Int((row.range.earliest ?? row.range.latest)?.number ?? 0)
    }
}

extension RandomAccessCollection {
    /// The index of the first element that satisfies `belongs`, where all after it do too. O(log n).
    public func partitioningIndex(where belongs: (Element) -> Bool) -> Index {
        var low = startIndex
        var length = count
        while length > 0 {
            let half = length / 2
            let middle = index(low, offsetBy: half)
            if belongs(self[middle]) {
                length = half
            } else {
                low = index(after: middle)
                length -= half + 1
            }
        }
        return low
    }
}
