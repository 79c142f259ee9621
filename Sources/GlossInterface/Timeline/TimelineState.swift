import GlossModel

/// Where the reader is on the timeline.
struct TimelineState: Sendable {
    /// The rows that are shown; nil: to be asked for.
    var index: TimelineIndex?
    /// Of several reports: which of them each row is of, by index. Empty: all of the one on the screen.
    var owners: [Int] = []
    /// What narrows it, and whether letters are typed to.
    var filter = LineEditor()
    var isAsking = false
    /// Rows that are being narrowed; nil: none wait.
    var narrowing: TimelineNarrowing?
    var zoom = Zoom.quarter
    var list = ListPosition()
    /// The chosen bucket, in the zoom's numbers; nil: that of the chosen row.
    var bucket: Int?
    /// Whether the reader chose the zoom.
    var hasZoomed = false
    /// Row at which a range that is being selected began.
    var anchor: Int?
    /// Only rows that name this entity.
    var entity: Item?
    /// Whether everything is shown: on the axis the rows far off from the others too, in the list the
    /// dates of which nothing says that something happened then.
    var showsEverything = false
    /// Whether the undated rows are unfolded.
    var showsUndated = false

    /// Items of its list: the rows that are dated, then the others, or one item that stands for them.
    func itemCount(_ index: TimelineIndex) -> Int {
        showsUndated || index.rows.count == index.datedCount ? index.rows.count : index.datedCount + 1
    }

    /// Whether an item stands for the undated rows.
    func isFold(_ item: Int, _ index: TimelineIndex) -> Bool {
        !showsUndated && item == index.datedCount && index.rows.count > index.datedCount
    }

    /// The row of an item; nil for the one that stands for the undated rows.
    func row(_ item: Int, _ index: TimelineIndex) -> TimelineRow? {
        index.rows.indices.contains(item) && !isFold(item, index) ? index.rows[item] : nil
    }
}

/// Rows that are looked at a slice at a time.
struct TimelineNarrowing: Sendable {
    var all: [TimelineRow]
    var owners: [Int]
    var scanned = 0
    var kept: [Int] = []
}

extension Browser {
    /// Rows looked at between two looks at the keyboard.
    private static let rowSlice = 1000

    /// The timeline, undated rows last: of the report on the screen or of all, of what names an entity, of
    /// what the filter finds. Kept until one of these changes.
    mutating func timelineIndex() -> TimelineIndex {
        let timeline = state.timeline
        if let known = timeline.index { return known }
        let isPlain = !state.spansReports && timeline.entity == nil && timeline.filter.isEmpty
        guard !isPlain else { return state.open.shownRows(timeline.showsEverything) }
        let (rows, owners) = rowsInScope(timeline)
        guard !timeline.filter.isEmpty else { return keep(rows, owners) }
        state.timeline.narrowing = TimelineNarrowing(all: rows, owners: owners)
        narrowTimeline()
        return state.timeline.index ?? TimelineIndex([])
    }

    /// What is computed from the rows is let go.
    mutating func forgetTimeline() {
        state.timeline.index = nil
        state.timeline.narrowing = nil
        state.timeline.bucket = nil
        state.timeline.anchor = nil
    }

    private mutating func keep(_ rows: [TimelineRow], _ owners: [Int]) -> TimelineIndex {
        let index = TimelineIndex(rows)
        state.timeline.index = index
        state.timeline.owners = owners
        return index
    }

    /// The rows of the reports in scope, in one order. O(n log n).
    private mutating func rowsInScope(_ timeline: TimelineState) -> (rows: [TimelineRow], owners: [Int]) {
        var found: [(row: TimelineRow, owner: Int)] = []
        for index in scope {
            var rows = state.reports[index].shownRows(timeline.showsEverything).rows
            if let wanted = timeline.entity {
                guard let entity = counterpart(of: wanted, inReport: index) else { continue }
                let entities = state.reports[index].digest().entities
                let times = state.reports[index].times(beside: entity, entities)
                rows = rows.filter { times.contains($0.time) }
            }
            found += rows.map { ($0, index) }
        }
        if scope.count > 1 { found.sort { Report.isOrdered($0.row, $0.owner, $1.row, $1.owner) } }
        return (found.map(\.row), found.map(\.owner))
    }

    /// Whether rows wait to be looked at.
    var isNarrowingTimeline: Bool { state.timeline.narrowing != nil }

    /// Looks at some more rows.
    mutating func narrowTimeline() {
        guard var narrowing = state.timeline.narrowing else { return }
        let query = ListQuery(state.timeline.filter.text)
        let end = min(narrowing.all.count, narrowing.scanned + Browser.rowSlice)
        for place in narrowing.scanned..<end where isFound(narrowing.all[place], of: narrowing.owners[place], query) { narrowing.kept.append(place) }
        narrowing.scanned = end
        _ = keep(narrowing.kept.map { narrowing.all[$0] }, narrowing.kept.map { narrowing.owners[$0] })
        state.timeline.narrowing = end < narrowing.all.count ? narrowing : nil
    }

    /// Whether a query finds a row, by its sentence and the claims in it.
    private func isFound(_ row: TimelineRow, of owner: Int, _ query: ListQuery) -> Bool {
        let report = state.reports[owner].report
        var rest = query
        if query.wantsDays {
            guard row.isDated, query.days.overlaps(row.range) else { return false }
            rest.days = DayRange(earliest: nil, latest: nil)
        }
        let sentence = report.sentence(of: row).span
        if !query.sources.isEmpty || !query.bands.isEmpty {
            let claims = report.claims(overlapping: sentence)
            var claimQuery = ListQuery()
            (claimQuery.sources, claimQuery.bands) = (query.sources, query.bands)
            guard claims.contains(where: { isFound(Item(report: report.id, id: $0), claimQuery) }) else { return false }
        }
        if !query.types.isEmpty {
            guard report.entities(in: [sentence]).contains(where: { query.admits(type: report.type(ofEntity: $0)) }) else { return false }
        }
        var words: [UInt8] = []
        FoldedBytes.append(sentence, of: report.text, to: &words)
        return query.admits(words + [0x20] + FoldedBytes.of(row.label))
    }

    /// The item of a row.
    func rowItem(_ index: Int, _ timeline: TimelineIndex) -> Item {
        Item(report: report(ofRow: index).id, id: timeline.rows[index].time)
    }

    /// The report that a row is of.
    func report(ofRow index: Int) -> Report {
        let owners = state.timeline.owners
        return state.timeline.index != nil && owners.indices.contains(index) ? state.reports[owners[index]].report : state.report
    }
}

extension Report {
    /// The order of the timeline over several reports.
    fileprivate static func isOrdered(_ a: TimelineRow, _ owner: Int, _ b: TimelineRow, _ other: Int) -> Bool {
        guard a.isDated == b.isDated else { return a.isDated }
        func begin(_ row: TimelineRow) -> Int32 { (row.range.earliest ?? row.range.latest)?.number ?? 0 }
        func end(_ row: TimelineRow) -> Int32 { row.range.latest?.number ?? .max }
        return (begin(a), end(a), owner, a.span) < (begin(b), end(b), other, b.span)
    }
}

extension OpenReport {
    /// The rows that are shown: those that date events, or every one.
    fileprivate mutating func shownRows(_ everything: Bool) -> TimelineIndex { everything ? everyRow() : digest().timeline }

    /// All rows, those that date no event too. As `Report.timeline` the first time.
    private mutating func everyRow() -> TimelineIndex {
        if let known = cache.everyRow { return known }
        let made = TimelineIndex(report.timeline(.everything))
        cache.everyRow = made
        return made
    }

    /// The times in the sentences that mention an entity. O(its mentions · paragraph).
    fileprivate func times(beside entity: AnnotationID, _ entities: EntityMentions) -> Set<AnnotationID> {
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
