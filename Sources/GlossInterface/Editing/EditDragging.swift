import GlossModel

/// Marking with the mouse: words from where a button was pressed to where it is. Keys do all of it, too.
extension Browser {
    /// Where the words are that the mouse points at, in bytes; nil beside the text.
    mutating func textOffset(at position: Position) -> Int? {
        let screen = self.screen
        guard screen.reading.contains(position) else { return nil }
        let rows = viewport.rows(from: state.open.top, count: screen.text.rows)
        let index = position.row - screen.text.row
        guard rows.indices.contains(index), let row = rows[index].row, rows[index].chunk.folded == 0 else { return nil }
        let column = max(0, position.column - screen.text.column)
        return viewport.layout(rows[index].chunk).offset(atColumn: column + shift(of: rows[index].chunk), inRow: row)
    }

    /// Begins at a place: the word there is in focus, unless something else is now.
    mutating func beginDrag(at position: Position) {
        guard isEditing else { return }
        state.open.editing.hints = nil
        let offset = textOffset(at: position)
        state.open.editing.dragStart = offset
        guard let offset, state.open.focusSpan.map({ !$0.contains(offset) }) ?? true, let word = words.word(at: offset) else { return }
        focusWords(word)
    }

    /// Takes in the words up to a place.
    mutating func drag(to position: Position) {
        guard isEditing, let start = state.open.editing.dragStart, let here = textOffset(at: position),
            let first = words.word(at: start), let last = words.word(at: here)
        else { return }
        let whole = Span(Int(min(first.start, last.start)), Int(max(first.end, last.end)))
        guard whole != state.open.focusSpan else { return }
        if first == last, state.open.focus != nil { return }
        focusWords(whole)
    }
}
