import GlossModel

/// Marks at the right edge of the text: where on the whole text hits of the search lie, else mentions of
/// the entity in focus, else the claims where one is in focus.
extension Browser {
    /// Draws them over the last column of the pane. O(rows · log n).
    mutating func drawTicks(_ frame: inout Frame, _ screen: ScreenLayout) {
        let pane = screen.reading
        let column = pane.column + pane.columns - 1
        guard !state.isLinear, pane.rows >= 4, column >= screen.text.column + screen.text.columns, !isAllShown(screen), let (has, style) = ticked() else { return }
        let length = max(1, state.report.text.count)
        for row in 0..<pane.rows {
            let (first, end) = (length * row / pane.rows, max(length * row / pane.rows + 1, length * (row + 1) / pane.rows))
            if has(first..<end) {
                frame.put("▐", width: 1, style: style, at: Position(row: pane.row + row, column: column))
            }
        }
    }

    /// Whether the whole report is on the screen.
    private mutating func isAllShown(_ screen: ScreenLayout) -> Bool {
        guard state.report.text.count <= screen.text.rows * screen.text.columns,
            viewport.row(at: state.open.top).flatMap({ viewport.before($0) }) == nil
        else { return false }
        return viewport.rows(from: state.open.top, count: screen.text.rows).last.flatMap { viewport.after($0) } == nil
    }

    /// Whether there is something in a stretch of bytes, and how it is shown.
    private mutating func ticked() -> (has: (Range<Int>) -> Bool, style: Style)? {
        if let search = state.search, !search.hits.starts.isEmpty {
            let starts = search.hits.starts
            return ({ stretch in
                let index = starts.partitioningIndex { Int($0) >= stretch.lowerBound }
                return index < starts.count && Int(starts[index]) < stretch.upperBound
            }, theme.hitTick)
        }
        guard let focus = focusShown else { return nil }
        let report = state.report
        if focus.kind == .claim {
            let claims = state.open.claims()
            return ({ stretch in
                let index = claims.partitioningIndex { Int(report.claim($0)?.extent.start ?? 0) >= stretch.lowerBound }
                return index < claims.count && Int(report.claim(claims[index])?.extent.start ?? 0) < stretch.upperBound
            }, theme.reportedBar)
        }
        guard let entity = report.entity(of: focus), let entities = state.open.cache.digest?.entities else { return nil }
        let mentions = entities.mentions(of: entity, in: report)
        return ({ stretch in
            let index = mentions.partitioningIndex { Int(entities.span($0, in: report).start) >= stretch.lowerBound }
            return index < mentions.endIndex && Int(entities.span(mentions[index], in: report).start) < stretch.upperBound
        }, theme.selected)
    }

    /// The mentions in a stretch of the entity whose mention is in focus. O(log mentions + those in it).
    func mentionsAlike(in span: Span) -> Set<AnnotationID> {
        guard let focus = focusShown, focus.kind == .mention, let entity = state.report.entity(of: focus),
            let entities = state.open.cache.digest?.entities
        else { return [] }
        let report = state.report
        let mentions = entities.mentions(of: entity, in: report)
        var index = mentions.partitioningIndex { entities.span($0, in: report).start >= span.start }
        // One that began before may reach into it.
        if index > mentions.startIndex { index -= 1 }
        var found: Set<AnnotationID> = []
        while index < mentions.endIndex, entities.span(mentions[index], in: report).start < span.end {
            found.insert(entities.item(mentions[index], in: report).id)
            index += 1
        }
        return found
    }

    /// "ISIS 5/36": which of its entity's mentions is in focus; nil where it is the only one. O(log mentions).
    func mentionCount() -> String? {
        guard state.active == .reading, let focus = focusShown, focus.kind == .mention, let entity = state.report.entity(of: focus),
            let name = state.report.entity(entity)?.name, let entities = state.open.cache.digest?.entities,
            let span = state.report.span(of: focus)
        else { return nil }
        let report = state.report
        let mentions = entities.mentions(of: entity, in: report)
        var index = mentions.partitioningIndex { entities.span($0, in: report) >= span }
        while index < mentions.endIndex, entities.span(mentions[index], in: report) == span, entities.item(mentions[index], in: report).id != focus {
            index += 1
        }
        guard index < mentions.endIndex, mentions.count > 1 else { return nil }
        let words = state.size.columns < 60 ? "" : cut(StandIn.line(name), to: min(24, state.size.columns / 5)) + " "
        return "\(words)\(index - mentions.startIndex + 1)/\(mentions.count)"
    }
}
