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

    /// The first day of a bucket, by number. Of a bucket before the calendar its first day, of one behind
    /// it the one after its last, so that every bucket ends where the next begins.
    func start(of bucket: Int) -> Int {
        let parts = [Zoom.year: 1, .quarter: 4, .month: 12][self] ?? 0
        guard parts > 0 else { return max(Day.numbers.lowerBound, min(bucket, Day.numbers.upperBound + 1)) }
        guard bucket >= parts else { return Day.numbers.lowerBound }
        let day = Day(year: bucket / parts, month: bucket % parts * (12 / parts) + 1, day: 1)
        return day.map { Int($0.number) } ?? Day.numbers.upperBound + 1
    }

    /// The first day of a bucket, or the nearest that the calendar has.
    func firstDay(of bucket: Int) -> Day { Day(number: start(of: bucket)) }

    /// What stands on the axis at a bucket's beginning; the larger unit where one begins.
    func label(of bucket: Int) -> String {
        let (year, month, day) = firstDay(of: bucket).civil
        switch self {
        case .year: return String(year)
        case .quarter: return month == 1 ? String(year) : "Q\((month - 1) / 3 + 1)"
        case .month: return month == 1 ? String(year) : DateNames.months[month - 1]
        case .day: return day == 1 ? "\(DateNames.months[month - 1]) \(year)" : String(day)
        }
    }

    /// Whether a larger unit begins with a bucket: a divider stands there.
    func isBoundary(_ bucket: Int) -> Bool {
        let (_, month, day) = firstDay(of: bucket).civil
        switch self {
        case .year: return true
        case .quarter, .month: return month == 1
        case .day: return day == 1
        }
    }
}

/// Where the reader is on the timeline.
struct TimelineState: Sendable {
    /// The rows that name `entity`; nil: to be asked for.
    var index: TimelineIndex?
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
    /// Whether everything is shown: on the axis the rows far off from the others too, in the list the
    /// dates of which nothing says that something happened then.
    var showsEverything = false
}

extension OpenReport {
    /// The timeline, undated rows last: all of it, or what names an entity.
    mutating func timelineIndex() -> TimelineIndex {
        let digest = digest()
        let all = timeline.showsEverything ? everyRow() : digest.timeline
        guard let entity = timeline.entity else { return all }
        if let known = timeline.index { return known }
        let times = times(beside: entity, digest.entities)
        let index = TimelineIndex(all.rows.filter { times.contains($0.time) })
        timeline.index = index
        return index
    }

    /// All rows, those that date no event too. As `Report.timeline` the first time.
    private mutating func everyRow() -> TimelineIndex {
        if let known = cache.everyRow { return known }
        let made = TimelineIndex(report.timeline(.everything))
        cache.everyRow = made
        return made
    }

    /// The times in the sentences that mention an entity. O(its mentions · paragraph).
    private func times(beside entity: AnnotationID, _ entities: EntityMentions) -> Set<AnnotationID> {
        let sentences = Sentences(report.text)
        var found: Set<AnnotationID> = []
        var last = Span(0, 0)
        for ordinal in entities.mentions(of: entity, in: report) {
            let span = entities.span(ordinal, in: report)
            guard !last.contains(span), let index = report.paragraphs.index(at: Int(span.start)) else { continue }
            last = sentences.span(at: Int(span.start), in: report.paragraphs.spans[index])
            if last.contains(span) { found.formUnion(report.times(overlapping: last)) }
        }
        return found
    }
}

extension TimelineQuery {
    /// Rows that date no event too: of references, titles and fragments; and undated ones.
    public static var everything: TimelineQuery {
        var query = TimelineQuery()
        query.includesUndated = true
        query.includesReferences = true
        query.includesDoubtful = true
        return query
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
    /// Columns before the axis, for the mark of the rows before it.
    var inset = 0
    /// Rows that lie wholly before and after the axis.
    var before = 0
    var after = 0

    /// Fits days, by number, into `columns`; where they do not fit at one column a bucket, shows the
    /// stretch around `bucket`.
    init?(days: ClosedRange<Int>?, zoom: Zoom, columns: Int, bucket: Int?) {
        guard let days, columns > 0 else { return nil }
        self.zoom = zoom
        self.columns = columns
        first = zoom.bucket(of: Day(number: days.lowerBound))
        count = max(1, zoom.bucket(of: Day(number: days.upperBound)) - first + 1)
        let widest = zoom == .day ? 4 : 16
        bucketColumns = max(1, min(widest, columns / count))
        let shown = max(1, columns / bucketColumns)
        let wanted = (bucket ?? first) - first
        origin = first + max(0, min(count - shown, wanted - shown / 2))
    }

    /// The axis of a timeline: of most of its rows, with marks at its ends for those far off, or of
    /// all. O(log rows).
    init?(_ timeline: TimelineIndex, everything: Bool, zoom: Zoom, columns: Int, bucket: Int?) {
        guard !everything, let mass = timeline.mass, mass != timeline.days else {
            self.init(days: timeline.days, zoom: zoom, columns: columns, bucket: bucket)
            return
        }
        let before = timeline.count(endingBefore: mass.lowerBound)
        let after = timeline.count(beginningAfter: mass.upperBound)
        let left = before > 0 ? TimelineAxis.mark(before: before).count + 1 : 0
        let right = after > 0 ? TimelineAxis.mark(after: after).count + 1 : 0
        self.init(days: mass, zoom: zoom, columns: max(1, columns - left - right), bucket: bucket)
        (inset, self.before, self.after) = (left, before, after)
    }

    /// `‹3`: three rows lie before.
    static func mark(before count: Int) -> String { "‹\(count)" }
    /// `2›`: two rows lie after.
    static func mark(after count: Int) -> String { "\(count)›" }

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

    /// The first and the last day that a column stands for; where there are more columns than days
    /// the last may be the day before the first.
    func days(ofColumn column: Int) -> (first: Int, last: Int) {
        let bucket = self.bucket(atColumn: column)
        let start = zoom.start(of: bucket)
        let length = max(1, zoom.start(of: bucket + 1) - start)
        func day(_ part: Int) -> Int { start + (length * part + bucketColumns - 1) / bucketColumns }
        let part = column % bucketColumns
        return (day(part), day(part + 1) - 1)
    }

    /// How many rows cover each column. A row without beginning or end reaches to the axis's edge.
    /// O(columns · log rows).
    func density(of timeline: TimelineIndex) -> [Int] {
        (0..<shown * bucketColumns).map { column in
            let (first, last) = days(ofColumn: column)
            return timeline.count(from: first, to: last)
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
        let start = zoom.start(of: bucket)
        let length = max(1, zoom.start(of: bucket + 1) - start)
        return (bucket - origin) * bucketColumns + (Int(day.number) - start) * bucketColumns / length
    }
}
