import GlossModel

/// How wide the buckets of the timeline are.
enum Zoom: Int, CaseIterable, Sendable {
    case year, quarter, month, day

    var name: String { "\(self)" }

    /// The bucket that holds a day: consecutive numbers, comparable within a zoom.
    func bucket(of day: Day) -> Int {
        let (year, month, _) = day.civil
        switch self {
        case .year: return year
        case .quarter: return year * 4 + (month - 1) / 3
        case .month: return year * 12 + month - 1
        case .day: return Int(day.number)
        }
    }

    /// The first day of a bucket.
    func start(of bucket: Int) -> Day {
        let fallback = Zoom.endOfCalendar
        switch self {
        case .year: return Day(year: bucket, month: 1, day: 1) ?? fallback
        case .quarter: return Day(year: bucket / 4, month: bucket % 4 * 3 + 1, day: 1) ?? fallback
        case .month: return Day(year: bucket / 12, month: bucket % 12 + 1, day: 1) ?? fallback
        case .day: return Day(number: bucket)
        }
    }

    /// The day after 9999-12-31, the last of the calendar that `Day` knows.
    private static let endOfCalendar = Day(number: 2_932_897)

    /// What stands on the axis at a bucket's beginning; the larger unit where one begins.
    func label(of bucket: Int) -> String {
        let (year, month, day) = start(of: bucket).civil
        switch self {
        case .year: return String(year)
        case .quarter: return month == 1 ? String(year) : "Q\((month - 1) / 3 + 1)"
        case .month: return month == 1 ? String(year) : DateNames.months[month - 1]
        case .day: return day == 1 ? "\(DateNames.months[month - 1]) \(year)" : String(day)
        }
    }

    /// Whether a larger unit begins with a bucket: a divider stands there.
    func isBoundary(_ bucket: Int) -> Bool {
        let (_, month, day) = start(of: bucket).civil
        switch self {
        case .year: return true
        case .quarter, .month: return month == 1
        case .day: return day == 1
        }
    }
}

/// Where the reader is on the timeline.
struct TimelineState: Sendable {
    /// The rows as last asked for; nil: to be asked for.
    var rows: [TimelineRow]?
    var zoom = Zoom.quarter
    var list = ListPosition()
    /// The chosen bucket, in the zoom's numbers; nil: that of the chosen row.
    var bucket: Int?
    /// Whether the reader chose the zoom.
    var hasZoomed = false
    /// Row at which a range that is being selected began.
    var anchor: Int?
    /// Only rows that name this entity.
    var entity: AnnotationID?
}

extension OpenReport {
    /// The rows of the timeline, undated ones last. Asked of the report once.
    mutating func timelineRows() -> [TimelineRow] {
        if let known = timeline.rows { return known }
        var query = TimelineQuery()
        query.includesUndated = true
        query.entities = timeline.entity.map { [$0] }
        let rows = report.timeline(query)
        timeline.rows = rows
        return rows
    }
}

/// The axis: which days which columns stand for.
struct TimelineAxis {
    let zoom: Zoom
    /// First bucket on the axis and number of buckets.
    let first: Int
    let count: Int
    let columns: Int
    /// Columns a bucket takes, at least 1.
    let bucketColumns: Int
    /// First bucket on the screen.
    let origin: Int

    /// Fits the dated rows into `columns`; where they do not fit at one column a bucket, shows the
    /// stretch around `bucket`.
    init?(rows: [TimelineRow], zoom: Zoom, columns: Int, bucket: Int?) {
        let starts = rows.compactMap { $0.range.earliest ?? $0.range.latest }
        let ends = rows.compactMap { $0.range.latest ?? $0.range.earliest }
        guard let from = starts.min(), let to = ends.max(), columns > 0 else { return nil }
        self.zoom = zoom
        self.columns = columns
        first = zoom.bucket(of: from)
        count = max(1, zoom.bucket(of: to) - first + 1)
        let widest = zoom == .day ? 4 : 16
        bucketColumns = max(1, min(widest, columns / count))
        let shown = max(1, columns / bucketColumns)
        let wanted = (bucket ?? first) - first
        origin = first + max(0, min(count - shown, wanted - shown / 2))
    }

    /// Number of buckets on the screen.
    var shown: Int { min(columns / bucketColumns, first + count - origin) }

    /// Columns of a bucket, from the axis's left; nil where it is not on the screen.
    func columns(of bucket: Int) -> Range<Int>? {
        let index = bucket - origin
        guard index >= 0, index < shown else { return nil }
        return index * bucketColumns..<(index + 1) * bucketColumns
    }

    /// The bucket at a column.
    func bucket(atColumn column: Int) -> Int { origin + column / bucketColumns }

    /// The days that a column stands for.
    func days(ofColumn column: Int) -> ClosedRange<Int> {
        let bucket = self.bucket(atColumn: column)
        let start = Int(zoom.start(of: bucket).number)
        let length = max(1, Int(zoom.start(of: bucket + 1).number) - start)
        let part = column % bucketColumns
        let from = start + length * part / bucketColumns
        let to = max(from, start + length * (part + 1) / bucketColumns - 1)
        return from...to
    }

    /// How many rows cover each column. A row without beginning or end reaches to the axis's edge.
    /// O(rows + columns).
    func density(of rows: [TimelineRow]) -> [Int] {
        let width = shown * bucketColumns
        var change = [Int](repeating: 0, count: width + 1)
        for row in rows where row.isDated {
            guard let range = self.range(of: row, width: width) else { continue }
            change[range.lowerBound] += 1
            change[range.upperBound] -= 1
        }
        var level = 0
        return (0..<width).map { column in
            level += change[column]
            return level
        }
    }

    /// The columns that a row's interval covers, at least one; nil where it is off the screen.
    func range(of row: TimelineRow, width: Int) -> Range<Int>? {
        let from = row.range.earliest.map { column(of: $0) } ?? 0
        let to = row.range.latest.map { column(of: $0) } ?? width - 1
        guard to >= 0, from < width else { return nil }
        let start = max(0, from)
        return start..<max(start + 1, min(width, to + 1))
    }

    /// The column of a day; below 0 or beyond the width where it is off the screen.
    private func column(of day: Day) -> Int {
        let bucket = zoom.bucket(of: day)
        let start = Int(zoom.start(of: bucket).number)
        let length = max(1, Int(zoom.start(of: bucket + 1).number) - start)
        return (bucket - origin) * bucketColumns + (Int(day.number) - start) * bucketColumns / length
    }
}
