import GlossModel

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
    /// Columns before the axis, for the mark of the rows before it.
    var inset = 0
    /// Rows that lie wholly before and after the axis, and the marks for them.
    var before = 0
    var after = 0
    var markBefore = ""
    var markAfter = ""

    /// Fits days, by number, into `columns`; where they do not fit at one column a bucket, shows the
    /// stretch around `bucket`.
    init?(days: ClosedRange<Int>?, zoom: Zoom, columns: Int, bucket: Int?) {
        guard let days, columns > 0 else { return nil }
        self.zoom = zoom
        self.columns = columns
        first = zoom.bucket(of: Day(number: days.lowerBound))
        count = max(1, zoom.bucket(of: Day(number: days.upperBound)) - first + 1)
        let fitting = columns / count
        bucketColumns = max(1, min(columns, zoom.columns.upperBound, fitting > 0 ? fitting : zoom.columns.lowerBound))
        let shown = max(1, columns / bucketColumns)
        let wanted = (bucket ?? first) - first
        origin = first + max(0, min(count - shown, wanted - shown / 2))
    }

    /// The axis of a timeline: of most of its rows, with marks at its ends for those far off, or of
    /// all. O(log rows).
    init?(_ timeline: TimelineIndex, everything: Bool, zoom: Zoom, columns: Int, bucket: Int?) {
        guard !everything, let days = timeline.days, let mass = timeline.mass, mass != days else {
            self.init(days: timeline.days, zoom: zoom, columns: columns, bucket: bucket)
            return
        }
        let before = timeline.count(endingBefore: mass.lowerBound)
        let after = timeline.count(beginningAfter: mass.upperBound)
        let isRoomy = columns >= 60
        func mark(_ count: Int, _ day: Int) -> String {
            count == 0 ? "" : isRoomy ? String(Day(number: day).year) : String(count)
        }
        let left = before > 0 ? "‹" + mark(before, days.lowerBound) + (isRoomy ? " ⋯" : "") : ""
        let right = after > 0 ? (isRoomy ? "⋯ " : "") + mark(after, days.upperBound) + "›" : ""
        let room = [left, right].filter { !$0.isEmpty }.reduce(0) { $0 + $1.count + 1 }
        self.init(days: mass, zoom: zoom, columns: max(1, columns - room), bucket: bucket)
        (inset, self.before, self.after) = (left.isEmpty ? 0 : left.count + 1, before, after)
        (markBefore, markAfter) = (left, right)
    }

    /// Number of buckets on the screen.
    var shown: Int { min(columns / bucketColumns, first + count - origin) }
    /// Columns that the buckets on the screen take.
    var width: Int { shown * bucketColumns }
    /// Whether all buckets are on the screen.
    var isWhole: Bool { shown == count }

    /// Columns of a bucket, from the axis's left; nil where it is not on the screen.
    func columns(of bucket: Int) -> Range<Int>? {
        let index = bucket - origin
        guard index >= 0, index < shown else { return nil }
        return index * bucketColumns..<(index + 1) * bucketColumns
    }

    /// The bucket at a column.
    func bucket(atColumn column: Int) -> Int { origin + column / bucketColumns }

    /// The moments, in days, at which a column begins and ends.
    func moments(ofColumn column: Int) -> (first: Double, end: Double) {
        let bucket = self.bucket(atColumn: column)
        let start = Double(zoom.start(of: bucket))
        let length = Double(max(1, zoom.start(of: bucket + 1) - zoom.start(of: bucket)))
        let part = Double(column % bucketColumns)
        return (start + length * part / Double(bucketColumns), start + length * (part + 1) / Double(bucketColumns))
    }

    /// How much of the rows each column holds, a row counting 1 over all of its columns together; of rows
    /// that are long for the zoom, and open ones, nothing. O(columns · log rows).
    func density(of timeline: TimelineIndex) -> [Double] {
        (0..<width).map { column in
            let (first, end) = moments(ofColumn: column)
            let mass = timeline.mass(from: first, to: end, classes: zoom.classes)
            return mass < 1e-5 ? 0 : mass
        }
    }

    /// Whether a row that is long for the zoom, or open, lies over each column. O(columns · log rows).
    func spanned(by timeline: TimelineIndex) -> [Bool] {
        (0..<width).map { column in
            let (first, end) = moments(ofColumn: column)
            return timeline.isSpanned(from: Int(first), to: Int(end.rounded(.up)) - 1, beyond: zoom.classes)
        }
    }

    /// The columns that a row's interval covers, at least one; nil where it is off the screen. An open end
    /// reaches to the edge.
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
        let start = zoom.start(of: bucket)
        let length = max(1, zoom.start(of: bucket + 1) - start)
        return (bucket - origin) * bucketColumns + (Int(day.number) - start) * bucketColumns / length
    }
}
