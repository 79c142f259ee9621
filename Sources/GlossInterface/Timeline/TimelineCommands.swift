import GlossModel

extension Browser {
    mutating func toggleTimeline() {
        if state.isTimelineOpen, state.active == .timeline {
            _ = close()
            return
        }
        showTimeline()
    }

    /// Opens the timeline and gives it the keys.
    mutating func showTimeline() {
        if state.active != .timeline { endPreview(returning: true) }
        let wasSeen = isFocusSeen()
        state.isTimelineOpen = true
        state.active = .timeline
        refreshViewport()
        let timeline = timelineIndex()
        chooseRowNearFocus(timeline)
        zoomToFit(timeline)
        if wasSeen { keepFocusVisible() }
        if let words = hangingDates() { state.say(words) }
    }

    /// The row of the date in focus, else the one chosen before, at first the first that does not lie far off.
    private mutating func chooseRowNearFocus(_ timeline: TimelineIndex) {
        if state.timeline.list == ListPosition(), !state.timeline.showsEverything, let mass = timeline.mass {
            state.timeline.list.chosen = timeline.firstRow(beginningIn: mass) ?? 0
        }
        let report = state.report
        guard let focus = state.open.focus, let span = report.span(of: focus),
            let paragraph = report.paragraphs.index(at: Int(span.start))
        else { return }
        let sentence = Sentences(report.text).span(at: Int(span.start), in: report.paragraphs.spans[paragraph])
        let times = focus.kind == .time ? [focus] : report.times(overlapping: sentence)
        let index = times.compactMap { timeline.row(of: $0, in: report) }.min()
        if let index { choose(index, timeline) }
    }

    /// Chooses a row; of those that are undated the first unfolds them.
    private mutating func choose(_ row: Int, _ timeline: TimelineIndex) {
        if row >= timeline.datedCount { state.timeline.showsUndated = true }
        state.timeline.list.chosen = row
    }

    /// The zoom for the rows as they are now.
    mutating func zoomTimelineToFit() {
        state.timeline.bucket = nil
        zoomToFit(timelineIndex())
    }

    /// The finest zoom at which all rows fit, unless the reader chose one.
    private mutating func zoomToFit(_ timeline: TimelineIndex) {
        guard state.timeline.bucket == nil, !state.timeline.hasZoomed else { return }
        state.timeline.zoom = Zoom.fitting(
            timeline, everything: state.timeline.showsEverything, columns: max(1, state.size.columns - 2))
    }

    mutating func runInTimeline(_ command: Command, _ times: Int, count: Int? = nil) {
        let timeline = timelineIndex()
        let items = state.timeline.itemCount(timeline)
        let page = max(1, screen.timeline.rows - 4)
        switch command {
        case .itemDown: moveRow(by: times, items)
        case .itemUp: moveRow(by: -times, items)
        case .itemPageDown: moveRow(by: times * page, items)
        case .itemPageUp: moveRow(by: -times * page, items)
        case .firstItem: count.map { goToNumber($0, timeline) } ?? moveRow(by: -10_000_000, items)
        case .lastItem: count.map { goToNumber($0, timeline) } ?? goToLastRow(timeline)
        case .bucketRight: moveBucket(by: times, timeline)
        case .bucketLeft: moveBucket(by: -times, timeline)
        case .zoomIn: zoom(by: times)
        case .zoomOut: zoom(by: -times)
        case .open: openRow(timeline)
        case .toggle: toggleRow(timeline)
        case .selectRange: selectRange(timeline)
        case .onlyFocused: toggleEntityFilter()
        case .everything: toggleEverything()
        default: break
        }
        guard command != .open, command != .toggle, state.active == .timeline else { return }
        previewRow()
    }

    /// Shows the chosen row in the text.
    mutating func previewRow() {
        let timeline = timelineIndex()
        let chosen = state.timeline.list.chosen
        guard state.timeline.row(chosen, timeline) != nil else { return }
        preview(rowItem(chosen, timeline))
    }

    private mutating func moveRow(by steps: Int, _ count: Int) {
        state.timeline.list.move(by: steps, count: count)
        state.timeline.bucket = nil
    }

    /// The last row that has a date; without any, the last one.
    private mutating func goToLastRow(_ timeline: TimelineIndex) {
        let isThere = timeline.datedCount > 0 && state.timeline.list.chosen != timeline.datedCount - 1
        state.timeline.list.chosen = isThere ? timeline.datedCount - 1 : state.timeline.itemCount(timeline) - 1
        state.timeline.bucket = nil
    }

    // MARK: To a date, to a row

    /// A number of four digits is a year, another one that of a row.
    private mutating func goToNumber(_ number: Int, _ timeline: TimelineIndex) {
        if number >= 1000, let range = DayRange(iso: String(number)), timeline.datedCount > 0 { return go(to: range, timeline) }
        goToRow(number, timeline)
    }

    /// To a row, from 1.
    mutating func goToRow(_ number: Int, _ timeline: TimelineIndex) {
        guard !timeline.rows.isEmpty else { return state.say("there are no rows", isWarning: true) }
        if number > timeline.rows.count { state.say("there are \(timeline.rows.count) rows", isWarning: true) }
        choose(max(1, min(number, timeline.rows.count)) - 1, timeline)
        state.timeline.bucket = nil
        previewRow()
    }

    /// To the row for some days, the nearest where there is none in them.
    mutating func go(to range: DayRange, _ timeline: TimelineIndex) {
        guard let first = (range.earliest ?? range.latest), let row = timeline.row(for: Int(first.number)...Int((range.latest ?? first).number))
        else { return state.say("no row has a date", isWarning: true) }
        state.timeline.list.chosen = row.index
        state.timeline.bucket = nil
        if row.isNear { state.say("nothing \(DateLabel.words(range, .day)); the nearest is \(timeline.rows[row.index].label)") }
        previewRow()
    }

    // MARK: Buckets

    /// To another bucket on the axis, and to the row for it.
    private mutating func moveBucket(by steps: Int, _ timeline: TimelineIndex) {
        guard let axis = timelineAxis(timeline, screen.timeline) else { return }
        let from = chosenBucket(timeline) ?? axis.first
        if chooseBeyond(axis, from: from, steps, timeline) { return }
        let bucket = max(axis.first, min(axis.first + axis.count - 1, from + steps))
        if bucket == from, state.timeline.bucket == bucket {
            return state.say(steps > 0 ? "this is the last on the axis" : "this is the first on the axis")
        }
        choose(bucket: bucket, timeline)
    }

    /// Chooses a bucket and the row for it; says so where it has none.
    mutating func choose(bucket: Int, _ timeline: TimelineIndex) {
        let zoom = state.timeline.zoom
        guard let row = timeline.row(for: zoom.days(of: bucket)) else { return }
        state.timeline.bucket = bucket
        state.timeline.list.chosen = row.index
        if row.isNear { state.say("nothing in \(zoom.words(for: bucket)); the nearest is \(timeline.rows[row.index].label)") }
    }

    /// From the first bucket left to the rows that lie before the axis, from the last right to those
    /// after it. Says whether it went there.
    private mutating func chooseBeyond(_ axis: TimelineAxis, from: Int, _ steps: Int, _ timeline: TimelineIndex) -> Bool {
        let dated = timeline.rows[..<timeline.datedCount]
        func bucket(_ row: TimelineRow) -> Int { (row.range.earliest ?? row.range.latest).map { axis.zoom.bucket(of: $0) } ?? 0 }
        let row: Int?
        if steps < 0, axis.before > 0, from <= axis.first {
            row = from < axis.first ? state.timeline.list.chosen - 1 : dated.partitioningIndex { bucket($0) >= axis.first } - 1
        } else if steps > 0, axis.after > 0, from >= axis.first + axis.count - 1 {
            let isBeyond = from >= axis.first + axis.count
            row = isBeyond ? state.timeline.list.chosen + 1 : dated.partitioningIndex { bucket($0) >= axis.first + axis.count }
        } else {
            row = nil
        }
        guard let row else { return false }
        guard dated.indices.contains(row) else { return true }
        state.timeline.list.chosen = row
        state.timeline.bucket = nil
        return true
    }

    /// All rows, on an axis of all of them; or those that date events, on an axis of most.
    private mutating func toggleEverything() {
        let before = timelineIndex()
        let time = state.timeline.row(state.timeline.list.chosen, before)?.time
        state.timeline.showsEverything.toggle()
        state.timeline.hasZoomed = false
        forgetTimeline()
        let timeline = timelineIndex()
        choose(time.flatMap { timeline.row(of: $0, in: state.report) } ?? 0, timeline)
        zoomToFit(timeline)
        guard state.timeline.showsEverything else { return }
        let more = timeline.rows.count - before.rows.count
        if more > 0 {
            state.say("\(more) more: dates of references, titles and fragments, at which nothing is said to happen")
        } else if timeline.mass == timeline.days {
            state.say("no row is held back, and none lies far off from the others")
        }
    }

    private mutating func zoom(by steps: Int) {
        let now = state.timeline.zoom
        let wanted = max(0, min(Zoom.allCases.count - 1, now.rawValue + steps))
        guard let next = Zoom(rawValue: wanted), next != now else {
            state.say(steps > 0 ? "days are the finest" : "centuries are the coarsest")
            return
        }
        if let bucket = state.timeline.bucket {
            state.timeline.bucket = next.bucket(of: now.firstDay(of: bucket))
        }
        state.timeline.zoom = next
        state.timeline.hasZoomed = true
    }

    // MARK: Rows

    private mutating func openRow(_ timeline: TimelineIndex) {
        let chosen = state.timeline.list.chosen
        guard state.timeline.row(chosen, timeline) != nil else {
            state.timeline.showsUndated = true
            return
        }
        let item = rowItem(chosen, timeline)
        endPreview(returning: true)
        state.active = .reading
        jump(to: item)
    }

    private mutating func toggleRow(_ timeline: TimelineIndex) {
        guard state.timeline.row(state.timeline.list.chosen, timeline) != nil else { return }
        toggleSelection(rowItem(state.timeline.list.chosen, timeline))
        state.timeline.list.move(by: 1, count: state.timeline.itemCount(timeline))
        previewRow()
    }

    private mutating func selectRange(_ timeline: TimelineIndex) {
        let rows = timeline.rows
        guard !rows.isEmpty else { return }
        let chosen = state.timeline.list.chosen
        guard let anchor = state.timeline.anchor else {
            state.timeline.anchor = chosen
            state.say("move to the other end, then v again; Esc leaves it")
            return
        }
        state.timeline.anchor = nil
        let last = min(max(anchor, chosen), rows.count - 1)
        let selected = Set(state.selection)
        let more = (min(anchor, chosen, last)...last).map { rowItem($0, timeline) }.filter { !selected.contains($0) }
        changeSelection { $0 += more }
        state.say("\(state.selection.count) selected; Q prints them")
    }

    private mutating func toggleEntityFilter() {
        if state.timeline.entity != nil {
            state.timeline.entity = nil
        } else if let focus = state.open.focus, let entity = state.report.entity(of: focus) {
            state.timeline.entity = item(entity)
        } else {
            state.say("no entity is in focus in the text")
            return
        }
        forgetTimeline()
        state.timeline.list = ListPosition()
    }
}
