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

    /// The closed rows by length, see `lengths`; the last one longer than all of these.
    private let spans: [SpanTable]
    /// The latest last day of the rows up to each.
    private let reach: [Int32]

    private static let open = Int32.max

    /// Most days of the rows of each class of length: five days, weeks, months, quarters, years, decades,
    /// centuries. Longer ones and those with an open end are of no class.
    public static let lengths = [5, 35, 155, 460, 1830, 18_300, 183_000]

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
        spans = TimelineIndex.spans(of: dated)
        reach = TimelineIndex.reach(of: dated)
    }

    private static func spans(of rows: ArraySlice<TimelineRow>) -> [SpanTable] {
        var classes = [[(first: Int32, last: Int32)]](repeating: [], count: lengths.count + 1)
        for row in rows {
            guard let from = row.range.earliest?.number, let to = row.range.latest?.number else { continue }
            let (first, last) = (min(from, to), max(from, to))
            let length = Int(last) - Int(first) + 1
            classes[lengths.firstIndex { length <= $0 } ?? lengths.count].append((first, last))
        }
        return classes.map { SpanTable($0) }
    }

    private static func reach(of rows: ArraySlice<TimelineRow>) -> [Int32] {
        var latest = Int32.min
        return rows.map { row in
            latest = max(latest, row.range.latest?.number ?? open)
            return latest
        }
    }

    /// How many rows are of one of the first `classes` classes of length.
    public func count(ofClasses classes: Int) -> Int { spans.prefix(classes).reduce(0) { $0 + $1.count } }

    /// How much of the rows of the first `classes` classes of length lies between two moments in days:
    /// a row counts 1 over all its days together. O(log rows).
    public func mass(from first: Double, to end: Double, classes: Int) -> Double {
        spans.prefix(classes).reduce(0) { $0 + $1.mass(from: first, to: end) }
    }

    /// Whether a row that is longer than those classes, or has an open end, shares a day with `first` to
    /// `last`. O(log rows).
    public func isSpanned(from first: Int, to last: Int, beyond classes: Int) -> Bool {
        count(from: first, to: max(first, last)) > spans.prefix(classes).reduce(0) { $0 + $1.count(from: first, to: max(first, last)) }
    }

    /// The row for some days: the first that begins in them, else one that lies over them, else the one
    /// that is nearest. `isNear` says that it is only near. Nil where no row is dated. O(log rows).
    public func row(for days: ClosedRange<Int>) -> (index: Int, isNear: Bool)? {
        guard datedCount > 0 else { return nil }
        if let first = firstRow(beginningIn: days) { return (first, false) }
        let next = rows[..<datedCount].partitioningIndex { TimelineIndex.begin($0) > days.upperBound }
        let over = reach.partitioningIndex { Int($0) >= days.lowerBound }
        if over < next { return (over, false) }
        guard next > 0 else { return (0, true) }
        guard next < datedCount else { return (next - 1, true) }
        let before = days.lowerBound - (rows[next - 1].range.latest.map { Int($0.number) } ?? TimelineIndex.begin(rows[next - 1]))
        return (TimelineIndex.begin(rows[next]) - days.upperBound < before ? next : next - 1, true)
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
