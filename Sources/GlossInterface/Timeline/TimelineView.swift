import GlossModel

extension Browser {
    /// Axis, bars and rows. Cost: the screen.
    mutating func drawTimeline(_ frame: inout Frame, _ screen: ScreenLayout) {
        let region = screen.timeline
        let timeline = timelineIndex()
        let top = region.row
        drawTimelineHeading(&frame, region, timeline)
        let header = timelineHeaderRows(timeline, region)
        if header > 1, let axis = timelineAxis(timeline, region) {
            drawBars(&frame, axis, timeline, at: top + 1, rows: header - 2, region)
            drawAxis(&frame, axis, timeline, at: top + header - 1, region)
        }
        drawTimelineRows(&frame, timeline, from: top + header, to: region.row + region.rows, region)
    }

    /// Rows of the timeline pane above its list: heading, bars, axis.
    func timelineHeaderRows(_ timeline: TimelineIndex, _ region: Region) -> Int {
        guard region.rows >= 6, timeline.datedCount > 0 else { return 1 }
        return region.rows >= 11 ? 4 : 3
    }

    /// The axis for the screen as it is.
    func timelineAxis(_ timeline: TimelineIndex, _ region: Region) -> TimelineAxis? {
        TimelineAxis(
            timeline, everything: state.timeline.showsEverything, zoom: state.timeline.zoom, columns: max(1, region.columns - 2),
            bucket: chosenBucket(timeline))
    }

    /// The bucket in focus: the one moved to, else that of the chosen row.
    func chosenBucket(_ timeline: TimelineIndex) -> Int? {
        let state = state.timeline
        if let bucket = state.bucket { return bucket }
        guard let range = state.row(state.list.chosen, timeline)?.range else { return nil }
        return (range.earliest ?? range.latest).map { state.zoom.bucket(of: $0) }
    }

    private func drawTimelineHeading(_ frame: inout Frame, _ region: Region, _ index: TimelineIndex) {
        let timeline = state.timeline
        var left: StyledLine = [Segment("Timeline", theme.heading)]
        if let entity = timeline.entity.flatMap({ report(of: $0).entity($0.id) }) {
            left.append(Segment("  only \(entity.name)", theme.warning))
        }
        if state.spansReports { left.append(Segment("  all \(state.reports.count) reports", theme.warning)) }
        if timeline.isAsking || !timeline.filter.isEmpty {
            left += [Segment("  › ", theme.key), Segment(timeline.filter.text + (timeline.isAsking ? " " : ""))]
        }
        if timeline.anchor != nil { left.append(Segment("  range: move, v again", theme.selected)) }
        if timeline.showsEverything { left.append(Segment("  everything", theme.warning)) }
        if !timeline.showsEverything, timeline.entity == nil, timeline.filter.isEmpty, let held = state.open.cache.digest?.heldBack, held > 0, !state.spansReports {
            left += [Segment("  \(held) more ", theme.faint), Segment(keys.firstKey(for: .everything, in: .timeline) ?? "0", theme.key)]
        }
        let all = index.rows.count
        let place = all == 0 ? "" : "\(min(all, timeline.list.chosen + 1)) of \(all)"
        let undated = all > index.datedCount ? " (\(all - index.datedCount) undated)" : ""
        let zoom = index.datedCount > 0 ? "by \(timeline.zoom.name)   " : ""
        let right = "\(zoom)\(place)\(undated)"
        let start = region.column + region.columns - columns(of: right) - 1
        let end = frame.draw(left, row: region.row, column: region.column + 1, limit: start)
        if timeline.isAsking { frame.cursor = Position(row: region.row, column: max(0, end - 1)) }
        frame.draw(right, row: region.row, column: max(0, start), style: theme.faint)
    }

    private static let eighths = Array(" ▁▂▃▄▅▆▇█".unicodeScalars)

    /// Bars of how much of the rows lies in each column; under them a line where a row lies that is long
    /// for the zoom, or open.
    private func drawBars(
        _ frame: inout Frame, _ axis: TimelineAxis, _ timeline: TimelineIndex, at top: Int,
        rows height: Int, _ region: Region
    ) {
        let left = region.column + 1 + axis.inset
        let density = axis.density(of: timeline)
        let most = density.max() ?? 0
        let chosen = chosenBucket(timeline).flatMap(axis.columns(of:))
        for (column, isSpanned) in axis.spanned(by: timeline).enumerated() {
            let eighths = most > 0 && density[column] > 0 ? max(1, Int(density[column] / most * Double(height * 8) + 0.5)) : 0
            let style = chosen?.contains(column) == true ? theme.chosenBar : theme.bar
            if eighths == 0, isSpanned {
                frame.put("_", width: 1, style: theme.spanBar, at: Position(row: top + height - 1, column: left + column))
            }
            for line in 0..<height {
                let part = min(8, max(0, eighths - (height - 1 - line) * 8))
                guard part > 0 else { continue }
                frame.put(Browser.eighths[part], width: 1, style: style, at: Position(row: top + line, column: left + column))
            }
        }
    }

    /// The line under the bars: dividers, labels where there is room, the chosen row's width, and what
    /// says that there is more to either side.
    private func drawAxis(
        _ frame: inout Frame, _ axis: TimelineAxis, _ timeline: TimelineIndex, at row: Int, _ region: Region
    ) {
        let left = region.column + 1 + axis.inset
        frame.rule(row: row, columns: left..<left + axis.width, style: theme.rule)
        let chosen = state.timeline.row(state.timeline.list.chosen, timeline)
        if let chosen, chosen.isDated, let range = axis.range(of: chosen, width: axis.width) {
            for column in range { frame.put("━", width: 1, style: theme.chosenBar, at: Position(row: row, column: left + column)) }
        }
        drawLabels(&frame, axis, chosen: chosenBucket(timeline), at: row, left)
        drawAxisEnds(&frame, axis, chosen: chosenBucket(timeline), at: row, region)
    }

    private func drawLabels(_ frame: inout Frame, _ axis: TimelineAxis, chosen: Int?, at row: Int, _ left: Int) {
        var free = left
        for index in 0..<max(0, axis.shown) {
            let bucket = axis.origin + index
            let isBoundary = axis.zoom.isBoundary(bucket)
            let column = left + index * axis.bucketColumns
            let label = axis.zoom.label(of: bucket)
            guard column >= free, column + label.count <= left + axis.width || index == 0, isBoundary || axis.bucketColumns > label.count
            else { continue }
            let style = chosen == bucket ? theme.chosenBar : isBoundary ? theme.heading : theme.faint
            free = frame.draw(label, row: row, column: column, style: style) + (isBoundary ? 1 : 2)
        }
    }

    /// The marks for rows that lie far off, lit where the chosen row does; arrows where buckets lie beyond
    /// the screen.
    private func drawAxisEnds(
        _ frame: inout Frame, _ axis: TimelineAxis, chosen: Int?, at row: Int, _ region: Region
    ) {
        func style(_ isChosen: Bool?) -> Style { isChosen == true ? theme.chosenBar : theme.key }
        let end = region.column + 1 + axis.inset + axis.width
        if axis.before > 0 {
            frame.draw(axis.markBefore, row: row, column: region.column + 1, style: style(chosen.map { $0 < axis.first }))
        }
        if axis.after > 0 {
            frame.draw(axis.markAfter, row: row, column: end + 1, style: style(chosen.map { $0 >= axis.first + axis.count }))
        }
        if axis.origin > axis.first {
            frame.draw("‹", row: row, column: max(0, region.column + axis.inset), style: theme.key)
        }
        if axis.origin + axis.shown < axis.first + axis.count {
            frame.draw("›", row: row, column: end, style: theme.key)
        }
    }
}
