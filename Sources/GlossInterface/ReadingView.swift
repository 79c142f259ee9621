import GlossModel

extension Browser {
    /// Draws the text, its highlights and its margin. Cost: what is on the screen.
    mutating func drawReading(_ frame: inout Frame, _ screen: ScreenLayout) {
        guard !screen.reading.isEmpty else { return }
        let rows = viewport.rows(from: state.open.top, count: screen.text.rows)
        guard !rows.isEmpty else {
            frame.draw(emptyText, row: screen.text.row, column: screen.text.column, style: theme.faint)
            return
        }
        var start = 0
        while start < rows.count {
            let end = endOfRun(from: start, in: rows)
            drawRun(rows[start..<end], &frame, screen)
            start = end
        }
    }

    /// One past the last of the rows from `start` on whose paragraphs follow each other in the
    /// text: between two runs lies what the filter hides, and that is not looked at.
    private func endOfRun(from start: Int, in rows: [PaneRow]) -> Int {
        var end = start + 1
        while end < rows.count, rows[end].block.paragraph <= rows[end - 1].block.paragraph + 1 { end += 1 }
        return end
    }

    private mutating func drawRun(
        _ rows: ArraySlice<PaneRow>, _ frame: inout Frame, _ screen: ScreenLayout
    ) {
        guard let span = visibleSpan(rows) else { return }
        let paint = TextPaint(
            report: state.report, visibility: state.open.visibility, span: span,
            focus: state.open.focus, pattern: state.search?.pattern, hit: state.search?.hit,
            theme: theme, disagreements: state.open.cache.digest?.disagreements ?? [])
        for (index, row) in zip(rows.indices, rows) {
            draw(row, at: screen.text.row + index, paint, &frame, screen)
        }
    }

    private var emptyText: String {
        if state.report.text.count == 0, state.open.progress != nil { return "loading …" }
        return state.open.filterText.isEmpty ? "(empty)" : "no paragraph matches \(state.open.filterText)"
    }

    /// The bytes of the rows shown.
    mutating func visibleSpan(_ rows: some Sequence<PaneRow>) -> Span? {
        var span: Span?
        for row in rows {
            guard let index = row.row else { continue }
            let here = viewport.layout(row.block).rows[index].span
            span = Span(Int(span?.start ?? here.start), Int(here.end))
        }
        return span
    }

    private mutating func draw(
        _ row: PaneRow, at line: Int, _ paint: TextPaint, _ frame: inout Frame,
        _ screen: ScreenLayout
    ) {
        guard let index = row.row else { return }
        let layout = viewport.layout(row.block)
        let textRow = layout.rows[index]
        drawMargin(row, textRow, at: line, paint, &frame, screen)
        var column = screen.text.column
        for glyphIndex in textRow.glyphs {
            let glyph = layout.glyphs[glyphIndex]
            var style = paint.style(at: Int(glyph.offset))
            if glyph.isStandIn { style = theme.standIn }
            if glyph.isTag { style = theme.faint.adding([.bold]) }
            frame.put(
                glyph.scalar, cluster: glyph.cluster > 0 ? layout.clusters[Int(glyph.cluster) - 1] : nil,
                width: Int(glyph.columns), style: style, at: Position(row: line, column: column))
            if let focus = paint.focusStart, Int(glyph.offset) == focus, !glyph.isTag,
                frame.cursor == nil
            {
                frame.cursor = Position(row: line, column: column)
            }
            column += Int(glyph.columns)
        }
    }

    private func drawMargin(
        _ row: PaneRow, _ textRow: TextRow, at line: Int, _ paint: TextPaint,
        _ frame: inout Frame, _ screen: ScreenLayout
    ) {
        if screen.numberColumns > 0, row.block.isFirst, row.row == 0, state.report.paragraphs.startsAt == 0 {
            let number = String(row.block.paragraph + 1)
            frame.draw(
                number, row: line, column: screen.text.column - 3 - number.count,
                style: theme.faint)
        }
        guard state.open.visibility.showsClaims, let bar = paint.bar(over: textRow.span) else { return }
        frame.put(
            bar.glyph, width: 1, style: bar.style,
            at: Position(row: line, column: screen.text.column - 2))
    }
}
