import GlossModel

/// The list of the timeline: a line a row, the chosen one opened to its whole sentence.
extension Browser {
    mutating func drawTimelineRows(
        _ frame: inout Frame, _ timeline: TimelineIndex, from top: Int, to end: Int, _ region: Region
    ) {
        let height = max(0, end - top)
        guard height > 0 else { return }
        let count = state.timeline.itemCount(timeline)
        guard count > 0 else {
            let why = !state.timeline.filter.isEmpty ? "nothing matches"
                : state.timeline.entity == nil ? "No dates were found in this report." : "No dated sentence names it."
            frame.draw(why, row: top, column: region.column + 1, style: theme.faint)
            return
        }
        let columns = timelineColumns(timeline, height: height, region)
        let chosen = chosenLines(timeline, columns, height: height)
        state.timeline.list.reveal(height: max(1, height - max(0, chosen.count - 1)), count: count)
        let list = state.timeline.list
        // At the end of the list nothing stays empty.
        var line = top
        var item = list.top
        while item < count, line < end {
            let isChosen = item == list.chosen
            draw(item, timeline, columns, first: isChosen ? chosen.first : nil, at: line, &frame)
            line += 1
            if isChosen {
                for words in chosen.dropFirst() where line < end {
                    frame.draw(words, row: line, column: columns.text, limit: columns.end)
                    line += 1
                }
            }
            item += 1
        }
    }

    /// Where the parts of a row stand.
    struct TimelineColumns {
        var label: Int
        var labelWidth: Int
        var scale: RowSpan?
        var text: Int
        var end: Int
        /// Columns of the widest place, "¶12" or "p. 7".
        var placeWidth: Int

        /// Columns for words.
        var room: Int { max(4, end - text - placeWidth - 2) }
    }

    /// The item of the list on a line of the pane, from its first; nil where none is.
    mutating func timelineItem(atLine line: Int, _ timeline: TimelineIndex, _ region: Region) -> Int? {
        let height = max(1, region.rows - timelineHeaderRows(timeline, region))
        let opened = chosenLines(timeline, timelineColumns(timeline, height: height, region), height: height).count - 1
        let list = state.timeline.list
        let place = list.chosen - list.top
        let index = list.top + (line <= place ? line : max(place, line - max(0, opened)))
        return index < state.timeline.itemCount(timeline) ? index : nil
    }

    private func timelineColumns(_ timeline: TimelineIndex, height: Int, _ region: Region) -> TimelineColumns {
        let list = state.timeline.list
        let near = max(0, min(list.top, list.chosen))..<max(0, min(timeline.rows.count, max(list.top, list.chosen) + height))
        let label = min(22, max(10, near.prefix(height * 2).map { columns(of: timeline.rows[$0].label) }.max() ?? 10))
        let left = region.column + 3
        let scale = RowSpan(timeline, everything: state.timeline.showsEverything, width: region.columns)
        let text = left + label + 2 + (scale.map { $0.columns + 2 } ?? 0)
        let last = timeline.rows.indices.contains(list.chosen) ? Int(timeline.rows[list.chosen].span.start) : 0
        return TimelineColumns(
            label: left, labelWidth: label, scale: scale, text: text, end: region.column + region.columns,
            placeWidth: max(columns(of: placeLabel(last)), 4) + (state.spansReports ? 13 : 0))
    }

    /// The lines of the chosen row: its whole sentence, as far as half of the list goes, and who says it
    /// where; one line alone where there is no room.
    private func chosenLines(_ timeline: TimelineIndex, _ columns: TimelineColumns, height: Int) -> [StyledLine] {
        let open = state.timeline
        guard let row = open.row(open.list.chosen, timeline), height >= 5, state.active == .timeline else { return [] }
        let report = self.report(ofRow: open.list.chosen)
        let detail = report.detail(of: row)
        let most = max(1, min(6, height - 2) - 1)
        let style = isSelected(rowItem(open.list.chosen, timeline)) ? theme.selected : .plain
        var words = wrapped(report.words(of: detail.sentence), width: columns.room)
        if words.count > most { words = wrapped(excerpt(of: row, report, room: columns.room * most), width: columns.room, limit: most) }
        let more = whoAndWhere(report, detail).map { [[Segment(cut($0, to: columns.end - columns.text - 1), theme.faint)]] } ?? []
        return words.map { [Segment($0, style)] } + more
    }

    /// "UNAMA, likely · ¶ 40 · p. 17 · § 3.2 Victims · also ¶9"; nil where there is no more than a paragraph.
    private func whoAndWhere(_ report: Report, _ detail: TimelineDetail) -> String? {
        var who: [String] = []
        for id in detail.claims {
            guard let claim = report.claim(id) else { continue }
            let names = sourceNames(of: Item(report: report.id, id: id), claim)
            let certainty = certaintyWords(Item(report: report.id, id: id), claim)
            let words = [names.joined(separator: ", "), certainty].filter { !$0.isEmpty }.joined(separator: ", ")
            if !words.isEmpty, !who.contains(words) { who.append(words) }
        }
        let citation = report.citation(of: detail.sentence)
        guard !who.isEmpty || !detail.also.isEmpty || citation.page != nil || citation.section != nil || state.spansReports else { return nil }
        var parts = who.isEmpty ? [] : [who.prefix(2).joined(separator: "; ")]
        if state.spansReports { parts.append(citation.report) }
        parts.append(citation.place.replacing(", ", with: " · "))
        if !detail.also.isEmpty {
            parts.append("also " + detail.also.prefix(4).map { placeLabel(Int($0.sentence.start), in: report) }.joined(separator: " "))
        }
        return parts.joined(separator: " · ")
    }

    private func draw(
        _ item: Int, _ timeline: TimelineIndex, _ columns: TimelineColumns, first: StyledLine?, at line: Int, _ frame: inout Frame
    ) {
        let open = state.timeline
        let isChosen = item == open.list.chosen
        if let row = open.row(item, timeline) {
            draw(row, rowItem(item, timeline), item, columns, first: first, isChosen: isChosen, at: line, &frame)
        } else {
            frame.draw(isChosen ? "▸" : " ", row: line, column: columns.label - 2, style: theme.selected)
            frame.draw(cut(undatedWords(timeline), to: columns.end - columns.label - 1), row: line, column: columns.label, style: theme.faint)
        }
        guard isChosen else { return }
        let isActive = state.active == .timeline
        frame.restyle(row: line, columns: columns.label - 3..<columns.end) {
            isActive ? Style([.reverse]).adding($0.attributes.subtracting([.dim])) : $0.adding([.bold])
        }
        if isActive { frame.cursor = Position(row: line, column: columns.label - 2) }
    }

    /// What the item says that stands for the undated rows.
    private func undatedWords(_ timeline: TimelineIndex) -> String {
        let count = timeline.rows.count - timeline.datedCount
        let words = "\(count) undated: Enter shows \(count == 1 ? "it" : "them")"
        let hanging = state.report.date == nil ? state.open.cache.digest?.hanging ?? 0 : 0
        return hanging > 0 ? words + "; " + dateWords(hanging: hanging) : words
    }

    private func draw(
        _ row: TimelineRow, _ item: Item, _ index: Int, _ columns: TimelineColumns, first: StyledLine?, isChosen: Bool, at line: Int,
        _ frame: inout Frame
    ) {
        let timeline = state.timeline
        let isMarked = isSelected(item) || isInRange(index, timeline)
        let report = self.report(of: item)
        let page = (state.spansReports ? cut(report.fileName, to: 12) + " " : "") + placeLabel(Int(row.span.start), in: report)
        frame.draw(isMarked ? "●" : isChosen ? "▸" : " ", row: line, column: columns.label - 2, style: theme.selected)
        let date = row.isDated ? theme.ink(Theme.slot(of: "Date")) : theme.faint
        frame.draw(cut(row.label, to: columns.labelWidth), row: line, column: columns.label, style: date)
        if let scale = columns.scale {
            frame.draw(scale.line(row), row: line, column: columns.label + columns.labelWidth + 2, style: theme.bar)
        }
        let words = first ?? [Segment(excerpt(of: row, report, room: columns.room), isMarked ? theme.selected : .plain)]
        frame.draw(words, row: line, column: columns.text, limit: columns.end - GlossInterface.columns(of: page) - 2)
        frame.draw(page, row: line, column: columns.end - GlossInterface.columns(of: page) - 1, style: theme.faint)
    }

    /// As much of a row's clause as fits; of a long one from some way before the date on, so that it can be
    /// seen why.
    private func excerpt(of row: TimelineRow, _ report: Report, room: Int) -> String {
        let sentence = report.clause(of: row)
        guard sentence.count > room, Int(row.span.end) - Int(sentence.start) > room else {
            return cut(report.words(of: sentence), to: room)
        }
        let wanted = max(Int(sentence.start), Int(row.span.end) - room * 2 / 3)
        var start = min(wanted, Int(row.span.start))
        while start < Int(row.span.start), report.text.byte(start - 1) != 0x20 { start += 1 }
        return cut("…" + report.words(of: Span(start, Int(sentence.end))), to: room)
    }

    private func isInRange(_ index: Int, _ timeline: TimelineState) -> Bool {
        guard let anchor = timeline.anchor else { return false }
        return (min(anchor, timeline.list.chosen)...max(anchor, timeline.list.chosen)).contains(index)
    }
}
