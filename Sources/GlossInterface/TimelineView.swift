import GlossModel

extension Browser {
    /// Axis, bars and rows. Cost: the screen.
    mutating func drawTimeline(_ frame: inout Frame, _ screen: ScreenLayout) {
        let region = screen.timeline
        let timeline = state.open.timelineIndex()
        var top = region.row
        drawTimelineHeading(&frame, region, dated: timeline.datedCount, all: timeline.rows.count)
        top += 1
        if region.rows >= 6, let axis = timelineAxis(timeline, region) {
            let barRows = region.rows >= 11 ? 2 : 1
            drawBars(&frame, axis, timeline, at: top, rows: barRows, region)
            drawAxis(&frame, axis, timeline.rows, at: top + barRows, region)
            drawOutliers(&frame, axis, timeline.rows, at: top + barRows, region)
            top += barRows + 1
        }
        drawTimelineRows(&frame, timeline.rows, from: top, to: region.row + region.rows, region)
    }

    /// The axis for the screen as it is.
    func timelineAxis(_ timeline: TimelineIndex, _ region: Region) -> TimelineAxis? {
        TimelineAxis(
            timeline, everything: state.open.timeline.showsEverything, zoom: state.open.timeline.zoom, columns: max(1, region.columns - 2),
            bucket: chosenBucket(timeline.rows))
    }

    /// The bucket in focus: the one moved to, else that of the chosen row.
    func chosenBucket(_ rows: [TimelineRow]) -> Int? {
        let timeline = state.open.timeline
        if let bucket = timeline.bucket { return bucket }
        guard rows.indices.contains(timeline.list.chosen) else { return nil }
        let range = rows[timeline.list.chosen].range
        return (range.earliest ?? range.latest).map { timeline.zoom.bucket(of: $0) }
    }

    private func drawTimelineHeading(_ frame: inout Frame, _ region: Region, dated: Int, all: Int) {
        let timeline = state.open.timeline
        var left: StyledLine = [Segment("Timeline", theme.heading)]
        if let entity = timeline.entity.flatMap({ state.report.entity($0) }) {
            left.append(Segment("  only \(entity.name)", theme.warning))
        }
        if timeline.anchor != nil { left.append(Segment("  range: move, v again", theme.selected)) }
        let place = all == 0 ? "" : "\(min(all, timeline.list.chosen + 1)) of \(all)"
        let undated = all > dated ? " (\(all - dated) undated)" : ""
        if timeline.showsEverything { left.append(Segment("  everything", theme.warning)) }
        let right = "by \(timeline.zoom.name)   \(place)\(undated)"
        let start = region.column + region.columns - columns(of: right) - 1
        frame.draw(left, row: region.row, column: region.column + 1, limit: start)
        frame.draw(right, row: region.row, column: max(0, start), style: theme.faint)
    }

    private static let eighths = Array(" ▁▂▃▄▅▆▇█".unicodeScalars)

    private func drawBars(
        _ frame: inout Frame, _ axis: TimelineAxis, _ timeline: TimelineIndex, at top: Int,
        rows height: Int, _ region: Region
    ) {
        let density = axis.density(of: timeline)
        let most = max(1, density.max() ?? 1)
        let chosen = chosenBucket(timeline.rows).flatMap(axis.columns(of:))
        for (column, level) in density.enumerated() where level > 0 {
            let eighths = max(1, level * height * 8 / most)
            let style = chosen?.contains(column) == true ? theme.chosenBar : theme.bar
            for line in 0..<height {
                let part = min(8, max(0, eighths - (height - 1 - line) * 8))
                guard part > 0 else { continue }
                frame.put(
                    Browser.eighths[part], width: 1, style: style,
                    at: Position(row: top + line, column: region.column + 1 + axis.inset + column))
            }
        }
    }

    /// The line under the bars: dividers, labels where there is room, and the chosen row's width.
    private func drawAxis(
        _ frame: inout Frame, _ axis: TimelineAxis, _ rows: [TimelineRow], at row: Int, _ region: Region
    ) {
        let left = region.column + 1 + axis.inset
        let width = axis.shown * axis.bucketColumns
        frame.rule(row: row, columns: left..<left + width, style: theme.rule)
        if rows.indices.contains(state.open.timeline.list.chosen),
            rows[state.open.timeline.list.chosen].isDated,
            let range = axis.range(of: rows[state.open.timeline.list.chosen], width: width)
        {
            for column in range {
                frame.put("━", width: 1, style: theme.chosenBar, at: Position(row: row, column: left + column))
            }
        }
        var free = left
        for index in 0..<max(0, axis.shown) {
            let bucket = axis.origin + index
            let isBoundary = axis.zoom.isBoundary(bucket)
            let column = left + index * axis.bucketColumns
            let label = axis.zoom.label(of: bucket)
            let room = isBoundary ? 1 : 2
            guard column >= free, column + label.count <= left + width || index == 0,
                isBoundary || fits(label, before: bucket, axis)
            else { continue }
            let style = chosenBucket(rows) == bucket ? theme.chosenBar : isBoundary ? theme.heading : theme.faint
            free = frame.draw(label, row: row, column: column, limit: region.column + region.columns, style: style) + room
        }
    }

    /// The marks at the ends of the axis for rows that lie beyond it; lit where the chosen row does.
    private func drawOutliers(
        _ frame: inout Frame, _ axis: TimelineAxis, _ rows: [TimelineRow], at row: Int, _ region: Region
    ) {
        let bucket = chosenBucket(rows)
        func style(_ isChosen: Bool) -> Style { isChosen ? theme.chosenBar : theme.key }
        if axis.before > 0 {
            let isChosen = bucket.map { $0 < axis.first } ?? false
            frame.draw(TimelineAxis.mark(before: axis.before), row: row, column: region.column + 1, style: style(isChosen))
        }
        if axis.after > 0 {
            let isChosen = bucket.map { $0 >= axis.first + axis.count } ?? false
            let column = region.column + 1 + axis.inset + axis.shown * axis.bucketColumns + 1
            frame.draw(TimelineAxis.mark(after: axis.after), row: row, column: column, style: style(isChosen))
        }
    }

    /// Whether a minor label leaves room for the boundary that comes next.
    private func fits(_ label: String, before bucket: Int, _ axis: TimelineAxis) -> Bool {
        axis.bucketColumns > label.count
    }

    private mutating func drawTimelineRows(
        _ frame: inout Frame, _ rows: [TimelineRow], from top: Int, to end: Int, _ region: Region
    ) {
        let height = max(0, end - top)
        guard height > 0 else { return }
        guard !rows.isEmpty else {
            let why = state.open.timeline.entity == nil ? "No dates were found in this report." : "No dated sentence names it."
            frame.draw(why, row: top, column: region.column + 1, style: theme.faint)
            return
        }
        state.open.timeline.list.reveal(height: height, count: rows.count)
        let timeline = state.open.timeline
        let shown = timeline.list.top..<min(rows.count, timeline.list.top + height)
        let label = min(22, max(10, shown.map { columns(of: rows[$0].label) }.max() ?? 10))
        for index in shown {
            draw(rows[index], index: index, at: top + index - timeline.list.top, labelWidth: label, &frame, region)
        }
    }

    private func draw(
        _ row: TimelineRow, index: Int, at line: Int, labelWidth: Int, _ frame: inout Frame, _ region: Region
    ) {
        let timeline = state.open.timeline
        let isChosen = index == timeline.list.chosen
        let isActive = state.active == .timeline
        let isMarked = isSelected(row.time) || isInRange(index, timeline)
        let detail = state.report.detail(of: row)
        let page = placeLabel(Int(row.span.start))
        let left = region.column + 1
        let limit = region.column + region.columns
        let textStart = left + 2 + labelWidth + 2
        frame.draw(isMarked ? "●" : isChosen ? "▸" : " ", row: line, column: left, style: theme.selected)
        frame.draw(
            cut(row.label, to: labelWidth), row: line, column: left + 2,
            style: row.isDated ? theme.ink(Theme.slot(of: "Date")) : theme.faint)
        let part = excerpt(of: row, detail.clause, room: limit - textStart - 6)
        let sentence = (part == detail.clause ? "" : "…") + state.report.words(of: part)
        frame.draw(
            cut(sentence, to: limit - textStart - columns(of: page) - 2), row: line, column: textStart,
            style: isMarked ? theme.selected : .plain)
        frame.draw(page, row: line, column: limit - columns(of: page) - 1, style: theme.faint)
        guard isChosen else { return }
        frame.restyle(row: line, columns: region.column..<limit) {
            isActive ? Style([.reverse]).adding($0.attributes.subtracting([.dim])) : $0.adding([.bold])
        }
        if isActive { frame.cursor = Position(row: line, column: left) }
    }

    /// A long sentence from the clause on in which the date stands, so that it can be seen why.
    private func excerpt(of row: TimelineRow, _ sentence: Span, room: Int) -> Span {
        guard sentence.count > room, Int(row.span.end) - Int(sentence.start) > room else { return sentence }
        let wanted = max(Int(sentence.start), Int(row.span.end) - max(0, room) * 2 / 3)
        var start = min(wanted, Int(row.span.start))
        while start < Int(row.span.start), state.report.text.byte(start - 1) != 0x20 { start += 1 }
        return Span(start, Int(sentence.end))
    }

    private func isInRange(_ index: Int, _ timeline: TimelineState) -> Bool {
        guard let anchor = timeline.anchor else { return false }
        return (min(anchor, timeline.list.chosen)...max(anchor, timeline.list.chosen)).contains(index)
    }
}
