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
        while end < rows.count, rows[end].chunk.paragraph <= rows[end - 1].chunk.paragraph + 1, rows[end - 1].chunk.folded == 0 { end += 1 }
        return end
    }

    private mutating func drawRun(
        _ rows: ArraySlice<PaneRow>, _ frame: inout Frame, _ screen: ScreenLayout
    ) {
        let paint = shownSpan(rows).map { span in
            TextPaint(
                report: state.report, visibility: state.open.visibility, span: span,
                focus: focusShown, alike: mentionsAlike(in: span), lit: state.typed.map { [$0] } ?? state.lit + (state.search.map { [$0.pattern] } ?? []), reference: state.preview == nil ? state.open.reference : nil,
                hit: state.search?.hit, theme: theme, disagreements: state.open.cache.digest?.disagreements ?? [], isEditing: state.open.editing.isOn)
        }
        let hints = shownHints
        for (index, row) in zip(rows.indices, rows) {
            let line = screen.text.row + index
            if state.open.editing.isOn, screen.text.column > 2 { frame.draw("▎", row: line, column: screen.reading.column, style: theme.focusBar) }
            if row.row == nil {
                drawGap(row, at: line, &frame, screen)
            } else if let paint {
                draw(row, at: line, paint, hints, &frame, screen)
            }
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
            let here = viewport.layout(row.chunk).rows[index].span
            span = Span(Int(span?.start ?? here.start), Int(here.end))
        }
        return span
    }

    /// The bytes whose glyphs the rows show.
    private mutating func shownSpan(_ rows: ArraySlice<PaneRow>) -> Span? {
        var span: Span?
        for row in rows {
            guard let index = row.row else { continue }
            // Of what is folded nothing is marked.
            guard row.chunk.folded == 0 else {
                span = span ?? Span(Int(row.chunk.span.start), Int(row.chunk.span.start))
                continue
            }
            let here = viewport.layout(row.chunk).rows[index]
            let start = min(here.span.start, here.extent.start)
            let end = max(here.span.end, here.extent.end)
            span = Span(Int(min(span?.start ?? start, start)), Int(max(span?.end ?? end, end)))
        }
        return span
    }

    private mutating func draw(
        _ row: PaneRow, at line: Int, _ paint: TextPaint, _ hints: [Int: ArraySlice<Unicode.Scalar>], _ frame: inout Frame,
        _ screen: ScreenLayout
    ) {
        guard let index = row.row else { return }
        let layout = viewport.layout(row.chunk)
        let textRow = layout.rows[index]
        drawMargin(row, textRow, at: line, paint, &frame, screen)
        let base = theme.base(row.chunk, textRow.role)
        let landing = state.open.landing?.top == state.open.top ? state.open.landing?.offset : nil
        let shift = self.shift(of: row.chunk)
        let left = screen.text.column
        let limit = left + screen.text.columns
        var column = left - shift
        var labels: [(column: Int, label: ArraySlice<Unicode.Scalar>)] = []
        for glyphIndex in textRow.glyphs {
            let glyph = layout.glyphs[glyphIndex]
            let next = column + Int(glyph.columns)
            defer { column = next }
            if !hints.isEmpty, glyph.isText, let label = hints[Int(glyph.offset)] { labels.append((column, label)) }
            guard column >= left, next <= limit else { continue }
            frame.put(
                glyph.scalar, cluster: glyph.cluster > 0 ? layout.clusters[Int(glyph.cluster) - 1] : nil,
                width: Int(glyph.columns), style: theme.style(of: glyph, paint, base),
                at: Position(row: line, column: column))
            if let focus = paint.focusStart ?? landing, Int(glyph.offset) == focus, glyph.isText, frame.cursor == nil {
                frame.cursor = Position(row: line, column: column)
            }
        }
        for (column, label) in labels {
            for (place, letter) in zip(column..., label) where place >= left && place < limit {
                frame.put(letter, width: 1, style: theme.hint, at: Position(row: line, column: place))
            }
        }
        if shift > 0, !textRow.glyphs.isEmpty { frame.put("‹", width: 1, style: theme.cutMark, at: Position(row: line, column: left)) }
        if column > limit { frame.put("›", width: 1, style: theme.cutMark, at: Position(row: line, column: limit - 1)) }
    }

    /// A row between two blocks: the rule under a heading, or a running head.
    private mutating func drawGap(_ row: PaneRow, at line: Int, _ frame: inout Frame, _ screen: ScreenLayout) {
        let rows = viewport.gap(after: row.chunk)
        guard row.gap < rows.count else { return }
        switch rows[row.gap] {
        case .blank: break
        case .rule(let level):
            let columns = min(screen.text.columns, max(4, viewport.layout(row.chunk).columns))
            for column in 0..<columns {
                frame.put(
                    Theme.ruleSign(level), width: 1, style: theme.underHeading(row.chunk),
                    at: Position(row: line, column: screen.text.column + column))
            }
        case .running(let span):
            let words = cut("╌╌ " + StandIn.line(state.report.text.collapsed(span)), to: screen.text.columns)
            frame.draw(words, row: line, column: screen.text.column, limit: screen.text.column + screen.text.columns, style: theme.faint)
        }
    }

    private func drawMargin(
        _ row: PaneRow, _ textRow: TextRow, at line: Int, _ paint: TextPaint,
        _ frame: inout Frame, _ screen: ScreenLayout
    ) {
        if screen.numberColumns > 0, row.chunk.isFirst, row.row == 0, state.report.paragraphs.startsAt == 0, row.chunk.isNumbered {
            let number = String(row.chunk.paragraph + 1)
            frame.draw(
                number, row: line, column: screen.text.column - 3 - number.count,
                style: theme.faint)
        }
        if row.chunk.folded == 0, differs(on: textRow.span) {
            frame.put("≠", width: 1, style: theme.differs.without([.underline]), at: Position(row: line, column: screen.text.column - 1))
        }
        guard state.open.visibility.showsClaims, row.chunk.folded == 0, let bar = paint.bar(over: textRow.extent) else { return }
        frame.put(
            bar.glyph, width: 1, style: bar.style,
            at: Position(row: line, column: screen.text.column - 2))
    }
}

extension Chunk {
    /// Whether its paragraph's number stands beside it: what is cited by number, not what leads
    /// through the report.
    fileprivate var isNumbered: Bool {
        switch kind {
        case .paragraph, .list, .quote, .table, .code: folded == 0
        default: false
        }
    }
}
