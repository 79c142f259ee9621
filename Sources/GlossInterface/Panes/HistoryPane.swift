import GlossModel

/// What was done with the annotation in focus, or with all of the report, the latest first.
struct HistoryPane: SidePane {
    var records: [EditRecord]
    /// Whether they are of one annotation only.
    var isOfOne: Bool

    func content(in browser: inout Browser) -> ListContent {
        let snapshot = browser
        let records = records
        return ListContent(
            heading: [Segment("History", browser.theme.heading), Segment(isOfOne ? "  of this" : "  \(records.count)", browser.theme.faint)],
            count: records.count, item: { index, width in snapshot.historyItem(records[index], width: width) },
            empty: isOfOne ? "Nobody has changed this. 1H tells what was done with all." : "Nothing was changed yet.")
    }
}

extension Browser {
    /// Asks for what was done with what is in focus; where nothing is, or with a count, for all of it.
    mutating func askForHistory(ofAll: Bool) -> [Effect] {
        let focus = ofAll ? nil : state.open.focus
        state.open.editing.asksOfOne = focus != nil
        return [.change(state.report.id, .history(focus))]
    }

    fileprivate func historyItem(_ record: EditRecord, width: Int) -> ListItem {
        let lead = "\(record.number) "
        let words = record.isUndone ? record.words + " (taken back)" : record.words
        var lines: [StyledLine] = [[
            Segment(lead, theme.faint), Segment(cut(words, to: max(4, width - lead.count)), record.isUndone ? theme.faint : Style([.bold])),
        ]]
        if !record.quote.isEmpty { lines.append([Segment("  " + cut(StandIn.line(record.quote.split(whereSeparator: \.isWhitespace).joined(separator: " ")), to: max(4, width - 2)))]) }
        let maker = [record.who, record.time.replacing("T", with: " ")].filter { !$0.isEmpty }.joined(separator: "  ")
        if !maker.isEmpty { lines.append([Segment("  " + cut(StandIn.line(maker), to: max(4, width - 2)), theme.faint)]) }
        guard let span = record.span else { return ListItem(lines: lines) }
        return ListItem(lines: lines) { browser in
            browser.rememberPlace()
            browser.leaveList()
            browser.focusStop(span)
            return []
        }
    }
}
