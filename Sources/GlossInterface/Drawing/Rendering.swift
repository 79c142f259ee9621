import GlossModel

extension Browser {
    /// The screen as it should be now.
    public mutating func frame() -> Frame {
        refreshViewport()
        var frame = Frame(size: state.size)
        guard state.size.columns > 0, state.size.rows > 0 else { return frame }
        if state.active == .help {
            drawHelp(&frame)
            frame.keepCursorInside()
            return frame
        }
        let screen = self.screen
        drawHeader(&frame, screen)
        if focusShown?.kind == .mention { _ = state.open.digestAtHand() }
        drawReading(&frame, screen)
        if !screen.reading.isEmpty { drawTicks(&frame, screen) }
        if !screen.side.isEmpty {
            drawSide(&frame, screen)
            if state.active == .side, state.isLinear, frame.cursor == nil {
                frame.cursor = Position(row: screen.side.row, column: screen.side.column + 1)
            }
        }
        if !screen.timeline.isEmpty { drawTimeline(&frame, screen) }
        drawRules(&frame, screen)
        drawWordsToCopy(&frame, screen)
        drawGreeting(&frame, screen)
        drawLongMessage(&frame, screen)
        drawFollowing(&frame, screen)
        drawFooter(&frame, screen)
        frame.keepCursorInside()
        return frame
    }

    /// Words to be copied by hand, over what stands above the bottom line; each row from its edge on, so
    /// that nothing else is selected with them.
    private func drawWordsToCopy(_ frame: inout Frame, _ screen: ScreenLayout) {
        guard let words = state.wordsToCopy else { return }
        let rows = max(0, screen.footer.row - 2)
        let lines = wrapped(StandIn.line(words), width: state.size.columns, limit: max(1, rows)).prefix(rows)
        let first = screen.footer.row - lines.count
        guard !lines.isEmpty else { return }
        frame.rule(row: first - 1, columns: 0..<state.size.columns, style: theme.rule)
        for (index, line) in lines.enumerated() {
            frame.fill(row: first + index, columns: 0..<state.size.columns, style: .plain)
            frame.draw(line, row: first + index, column: 0)
        }
        frame.cursor = Position(row: first, column: 0)
    }

    /// The lines that part the panes.
    private func drawRules(_ frame: inout Frame, _ screen: ScreenLayout) {
        guard !state.isLinear else { return }
        let columns = state.size.columns
        if screen.hasHeaderRule {
            frame.rule(row: screen.header.row + 1, columns: 0..<columns, style: theme.rule)
        }
        if !screen.timeline.isEmpty, !screen.reading.isEmpty {
            frame.rule(row: screen.timeline.row - 1, columns: 0..<columns, style: theme.rule)
        }
        guard !screen.side.isEmpty, !screen.reading.isEmpty else { return }
        guard screen.isSideBeside else {
            frame.rule(row: screen.side.row - 1, columns: 0..<columns, style: theme.rule)
            return
        }
        let column = screen.side.column - 1
        func put(_ glyph: Unicode.Scalar, _ row: Int) {
            frame.put(glyph, width: 1, style: theme.rule, at: Position(row: row, column: column))
        }
        for row in screen.side.row..<screen.side.row + screen.side.rows { put("│", row) }
        if screen.hasHeaderRule { put("┬", screen.side.row - 1) }
        if !screen.timeline.isEmpty { put("┴", screen.timeline.row - 1) }
    }
}
