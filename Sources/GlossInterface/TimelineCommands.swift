import GlossModel

extension Browser {
    mutating func toggleTimeline() {
        if state.isTimelineOpen, state.active == .timeline {
            _ = close()
            return
        }
        let wasSeen = isFocusSeen()
        state.isTimelineOpen = true
        state.active = .timeline
        refreshViewport()
        let timeline = state.open.timelineIndex()
        chooseRowNearFocus(timeline)
        zoomToFit(timeline)
        if wasSeen { keepFocusVisible() }
    }

    /// The row of the date in focus, else the first of the dates from the top of the screen on.
    private mutating func chooseRowNearFocus(_ timeline: TimelineIndex) {
        let report = state.report
        guard let focus = state.open.focus, let span = report.span(of: focus),
            let paragraph = report.paragraphs.index(at: Int(span.start))
        else { return }
        let sentence = Sentences(report.text).span(at: Int(span.start), in: report.paragraphs.spans[paragraph])
        let times = focus.kind == .time ? [focus] : report.times(overlapping: sentence)
        let index = times.compactMap { timeline.row(of: $0, in: report) }.min()
        if let index { state.open.timeline.list.chosen = index }
    }

    /// The finest zoom at which all buckets fit with four columns each; never finer than a month.
    private mutating func zoomToFit(_ timeline: TimelineIndex) {
        guard state.open.timeline.bucket == nil, !hasZoomed else { return }
        for zoom in [Zoom.quarter, .year] {
            state.open.timeline.zoom = zoom
            let axis = TimelineAxis(
                timeline, everything: state.open.timeline.showsEverything, zoom: zoom, columns: max(1, state.size.columns - 2), bucket: nil)
            if (axis?.bucketColumns ?? 4) >= 3 { return }
        }
    }

    private var hasZoomed: Bool { state.open.timeline.hasZoomed }

    mutating func runInTimeline(_ command: Command, _ times: Int) {
        let timeline = state.open.timelineIndex()
        let rows = timeline.rows
        let page = max(1, screen.timeline.rows - 4)
        switch command {
        case .itemDown: moveRow(by: times, rows)
        case .itemUp: moveRow(by: -times, rows)
        case .itemPageDown: moveRow(by: times * page, rows)
        case .itemPageUp: moveRow(by: -times * page, rows)
        case .firstItem: moveRow(by: -10_000_000, rows)
        case .lastItem: moveRow(by: 10_000_000, rows)
        case .bucketRight: moveBucket(by: times, timeline)
        case .bucketLeft: moveBucket(by: -times, timeline)
        case .zoomIn: zoom(by: 1)
        case .zoomOut: zoom(by: -1)
        case .open: openRow(rows)
        case .toggle: toggleRow(rows)
        case .selectRange: selectRange(rows)
        case .onlyFocused: toggleEntityFilter()
        case .everything: toggleEverything()
        default: break
        }
    }

    private mutating func moveRow(by steps: Int, _ rows: [TimelineRow]) {
        state.open.timeline.list.move(by: steps, count: rows.count)
        state.open.timeline.bucket = nil
    }

    /// To the next bucket on the axis; the first row that begins there, or lies over it, is chosen.
    private mutating func moveBucket(by steps: Int, _ timeline: TimelineIndex) {
        guard let axis = timelineAxis(timeline, screen.timeline) else { return }
        let from = chosenBucket(timeline.rows) ?? axis.first
        if chooseBeyond(axis, from: from, steps, timeline) { return }
        let bucket = max(axis.first, min(axis.first + axis.count - 1, from + steps))
        let zoom = state.open.timeline.zoom
        state.open.timeline.bucket = bucket
        let (first, next) = (zoom.start(of: bucket), zoom.start(of: bucket + 1))
        let numbers = first...max(first, next - 1)
        let days = DayRange(earliest: Day(number: numbers.lowerBound), latest: Day(number: numbers.upperBound))
        let starting = timeline.firstRow(beginningIn: numbers)
        let over = { timeline.rows[..<timeline.datedCount].firstIndex { $0.range.overlaps(days) } }
        if let index = starting ?? over() { state.open.timeline.list.chosen = index }
    }

    /// From the first bucket left to the rows that lie before the axis, from the last right to those
    /// after it. Says whether it went there.
    private mutating func chooseBeyond(_ axis: TimelineAxis, from: Int, _ steps: Int, _ timeline: TimelineIndex) -> Bool {
        let dated = timeline.rows[..<timeline.datedCount]
        func bucket(_ row: TimelineRow) -> Int { (row.range.earliest ?? row.range.latest).map { axis.zoom.bucket(of: $0) } ?? 0 }
        let row: Int?
        if steps < 0, axis.before > 0, from <= axis.first {
            row = from < axis.first ? state.open.timeline.list.chosen - 1 : dated.partitioningIndex { bucket($0) >= axis.first } - 1
        } else if steps > 0, axis.after > 0, from >= axis.first + axis.count - 1 {
            let isBeyond = from >= axis.first + axis.count
            row = isBeyond ? state.open.timeline.list.chosen + 1 : dated.partitioningIndex { bucket($0) >= axis.first + axis.count }
        } else {
            row = nil
        }
        guard let row else { return false }
        guard dated.indices.contains(row) else { return true }
        state.open.timeline.list.chosen = row
        state.open.timeline.bucket = nil
        return true
    }

    /// All rows, on an axis of all of them; or those that date events, on an axis of most.
    private mutating func toggleEverything() {
        let before = state.open.timelineIndex()
        let chosen = state.open.timeline.list.chosen
        let time = before.rows.indices.contains(chosen) ? before.rows[chosen].time : nil
        state.open.timeline.showsEverything.toggle()
        state.open.timeline.hasZoomed = false
        state.open.timeline.bucket = nil
        state.open.timeline.anchor = nil
        state.open.timeline.index = nil
        let timeline = state.open.timelineIndex()
        state.open.timeline.list.chosen = time.flatMap { timeline.row(of: $0, in: state.report) } ?? 0
        zoomToFit(timeline)
        guard state.open.timeline.showsEverything else { return }
        let more = timeline.rows.count - before.rows.count
        if more > 0 {
            state.say("\(more) more: dates of references, titles and fragments, at which nothing is said to happen")
        } else if timeline.mass == timeline.days {
            state.say("no row is held back, and none lies far off from the others")
        }
    }

    private mutating func zoom(by steps: Int) {
        let now = state.open.timeline.zoom
        guard let next = Zoom(rawValue: now.rawValue + steps) else {
            state.say(steps > 0 ? "days are the finest" : "years are the coarsest")
            return
        }
        if let bucket = state.open.timeline.bucket {
            state.open.timeline.bucket = next.bucket(of: now.firstDay(of: bucket))
        }
        state.open.timeline.zoom = next
        state.open.timeline.hasZoomed = true
    }

    private mutating func openRow(_ rows: [TimelineRow]) {
        guard rows.indices.contains(state.open.timeline.list.chosen) else { return }
        state.active = .reading
        jump(toAnnotation: rows[state.open.timeline.list.chosen].time)
    }

    private mutating func toggleRow(_ rows: [TimelineRow]) {
        guard rows.indices.contains(state.open.timeline.list.chosen) else { return }
        toggleSelection(rows[state.open.timeline.list.chosen].time)
        state.open.timeline.list.move(by: 1, count: rows.count)
    }

    private mutating func selectRange(_ rows: [TimelineRow]) {
        guard !rows.isEmpty else { return }
        let chosen = state.open.timeline.list.chosen
        guard let anchor = state.open.timeline.anchor else {
            state.open.timeline.anchor = chosen
            state.say("move to the other end, then v again; Esc leaves it")
            return
        }
        state.open.timeline.anchor = nil
        for row in rows[min(anchor, chosen)...min(max(anchor, chosen), rows.count - 1)]
        where !isSelected(row.time) {
            toggleSelection(row.time)
        }
        state.say("\(state.selection.count) selected; Q prints them")
    }

    private mutating func toggleEntityFilter() {
        if state.open.timeline.entity != nil {
            state.open.timeline.entity = nil
        } else if let focus = state.open.focus, let entity = state.report.entity(of: focus) {
            state.open.timeline.entity = entity
        } else {
            state.say("no entity is in focus in the text")
            return
        }
        state.open.timeline.index = nil
        state.open.timeline.list = ListPosition()
        state.open.timeline.bucket = nil
        state.open.timeline.anchor = nil
    }
}
