import GlossModel

extension Browser {
    /// Columns moved by one key.
    private static let sidewaysStep = 8

    /// Moves the wide tables and code on the screen to the side.
    mutating func scrollSideways(by steps: Int) {
        let wide = wideParagraphs()
        guard !wide.isEmpty else {
            state.say("nothing on the screen is wider than it")
            return
        }
        var hasMoved = false
        for (paragraph, most) in wide {
            let before = max(0, min(state.open.sideways[paragraph] ?? 0, most))
            let now = max(0, min(most, before + steps * Browser.sidewaysStep))
            hasMoved = hasMoved || now != before
            state.open.sideways[paragraph] = now == 0 ? nil : now
        }
        if !hasMoved { state.say(steps > 0 ? "this is its right edge" : "this is its left edge") }
    }

    /// The paragraphs on the screen that are wider than the pane, with how far each can be moved.
    private mutating func wideParagraphs() -> [(paragraph: Int, most: Int)] {
        var wide: [(paragraph: Int, most: Int)] = []
        for row in viewport.rows(from: state.open.top, count: max(1, screen.text.rows)) where row.row != nil {
            let most = viewport.layout(row.chunk).columns - viewport.width
            if wide.last?.paragraph == row.chunk.paragraph {
                wide[wide.count - 1].most = max(most, wide[wide.count - 1].most)
            } else {
                wide.append((row.chunk.paragraph, most))
            }
        }
        return wide.filter { $0.most > 0 || state.open.sideways[$0.paragraph] != nil }
    }

    /// Columns by which a chunk is moved to the left. Pieces of one text may differ in width and
    /// move together; a table is as wide everywhere.
    mutating func shift(of chunk: Chunk) -> Int {
        guard let wanted = state.open.sideways[chunk.paragraph] else { return 0 }
        return chunk.kind == .table ? max(0, min(wanted, viewport.layout(chunk).columns - viewport.width)) : wanted
    }

    /// Moves a wide table or code so that an offset is between the edges of the pane.
    mutating func revealSideways(_ offset: Int) {
        guard let chunk = viewport.chunks.chunk(at: offset) else { return }
        let layout = viewport.layout(chunk)
        guard layout.columns > viewport.width else { return }
        let column = layout.column(of: offset, inRow: layout.row(at: offset))
        let shift = self.shift(of: chunk)
        let margin = min(12, viewport.width / 4)
        guard column < shift + min(2, margin) || column >= shift + viewport.width - margin else { return }
        let wanted = column < viewport.width - margin ? 0 : max(0, min(layout.columns - viewport.width, column - viewport.width / 3))
        state.open.sideways[chunk.paragraph] = wanted == 0 ? nil : wanted
    }
}
