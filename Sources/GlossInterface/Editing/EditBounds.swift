import GlossModel

/// Words as they are gone through and marked: letters and digits with what stands between them.
struct WordBounds {
    let text: Text

    /// The word that begins after a place, or, backward, that ends before it; nil at the edge of the text.
    func word(after place: Int) -> Span? {
        var offset = place
        while offset < text.count, !isWordByte(offset) { offset += 1 }
        guard offset < text.count else { return nil }
        return Span(offset, end(from: offset))
    }

    func word(before place: Int) -> Span? {
        var offset = min(place, text.count)
        while offset > 0, !isWordByte(offset - 1) { offset -= 1 }
        guard offset > 0 else { return nil }
        return Span(start(from: offset), offset)
    }

    /// The word that holds a place, or the nearest one after it in reach of a few bytes.
    func word(at place: Int) -> Span? {
        guard place < text.count else { return word(before: place) }
        let start = text.scalarStart(atOrBefore: place)
        guard isWordByte(start) || isInner(start) else { return word(after: start).flatMap { Int($0.start) < start + 4 ? $0 : nil } ?? word(before: start) }
        return word(after: self.start(from: start))
    }

    private func end(from offset: Int) -> Int {
        var offset = offset
        while offset < text.count, isWordByte(offset) || isInner(offset) { offset += 1 }
        return offset
    }

    private func start(from offset: Int) -> Int {
        var offset = offset
        while offset > 0, isWordByte(offset - 1) || isInner(offset - 1) { offset -= 1 }
        return offset
    }

    /// A hyphen, an apostrophe or a point between two letters or digits.
    private func isInner(_ offset: Int) -> Bool {
        guard [0x2D, 0x27, 0x2E, 0x26].contains(text.byte(offset)), offset > 0 else { return false }
        return isWordByte(offset - 1) && isWordByte(offset + 1)
    }

    private func isWordByte(_ offset: Int) -> Bool {
        let byte = text.byte(offset)
        guard byte >= 0x80 else {
            return byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x5F
        }
        let start = text.scalarStart(atOrBefore: offset)
        let properties = text.scalar(at: start).scalar.properties
        return properties.isAlphabetic || properties.numericType != nil || properties.generalCategory == .nonspacingMark
    }
}

extension Browser {
    var words: WordBounds { WordBounds(text: state.report.text) }

    /// Puts words into focus that are no annotation.
    mutating func focusWords(_ span: Span) {
        if let focus = focused { state.open.editing.base = focus }
        focus(.words(span), at: span)
    }

    /// Puts the hit of a search into focus, where nothing else is and it can be seen.
    mutating func focusHit() {
        guard state.open.focusSpan == nil, let hit = state.search?.hit, hit.overlaps(visibleText()) else { return }
        focusWords(hit)
    }

    /// Lets words go that are in focus.
    mutating func dropWords() {
        if case .words? = state.open.reference { state.open.reference = nil }
        state.open.editing.base = nil
    }

    /// Goes word by word; where an end is held, the words from there are in focus.
    mutating func stepWords(_ times: Int) {
        let start = state.open.focusSpan ?? Span(Int(visibleText().start), Int(visibleText().start))
        var place = start
        if let held = state.open.editing.held { place = place.start < held.start ? Span(Int(place.start), Int(place.start)) : place }
        for _ in 0..<min(abs(times), 10_000) {
            guard let next = times > 0 ? words.word(after: Int(place.end)) : words.word(before: Int(place.start)) else { break }
            place = next
        }
        guard place.count > 0 else { return state.say("no word is on that side") }
        reach(place)
    }

    /// Puts what is marked on some words into focus, else the words.
    mutating func focusStop(_ span: Span) {
        let visibility = state.open.visibility
        let mark = state.report.mentions(overlapping: span).last { $0.mention.span == span && visibility.shows($0) }?.id
            ?? (visibility.showsDates ? state.report.times(overlapping: span).last { state.report.span(of: $0) == span } : nil)
        if let mark { focus(mark, at: span) } else { focusWords(span) }
    }

    /// Keeps in mind which suggestions lie between the focus and a place farther on, as far as they can be seen.
    mutating func notePassed(before place: Span) {
        guard let here = state.open.focusSpan, here.start < place.start else { return }
        let seen = visibleText()
        let stretch = Span(Int(max(here.start, seen.start)), Int(max(min(place.start, seen.end), max(here.start, seen.start))))
        let filter = state.open.visibility
        var passed = state.report.mentions(overlapping: stretch).filter { filter.shows($0) && $0.mention.span < place }.map(\.id)
        if filter.showsDates { passed += state.report.times(overlapping: stretch).filter { state.report.span(of: $0).map { $0 < place } ?? false } }
        for id in passed where state.report.isSuggestion(id) && (state.report.span(of: id).map { $0 >= here } ?? false) {
            state.open.editing.passed.insert(id)
        }
        if let focus = focused, state.report.isSuggestion(focus) { state.open.editing.passed.insert(focus) }
    }

    /// Moves the end of the words in focus by characters, and of a mark as well.
    mutating func moveCharacters(_ times: Int) -> [Effect] {
        guard let whole = state.open.focusSpan else { return nothingInFocus() }
        let text = state.report.text
        let parts = focused.flatMap { state.report.markedWords($0)?.spans } ?? [whole]
        guard var last = parts.last else { return [] }
        var end = Int(last.end)
        for _ in 0..<min(abs(times), 1000) {
            if times > 0 { end = end < text.count ? end + text.scalar(at: end).length : end } else { end = text.scalarStart(atOrBefore: max(0, end - 1)) }
        }
        guard end > Int(last.start) else {
            state.say("nothing would be left of it; D takes it away")
            return []
        }
        last = Span(Int(last.start), end)
        guard let id = focused else {
            focusWords(Span(Int(whole.start), end))
            return []
        }
        state.open.editing.last = nil
        return edit(.spans(id, parts.dropLast() + [last]))
    }

    /// Takes words in up to another line or paragraph, where an end is held.
    /// - Returns: whether the command does that.
    mutating func extendHeld(_ command: Command, _ times: Int) -> Bool {
        guard let held = state.open.editing.held, let now = state.open.focusSpan else { return false }
        // The end that moves.
        let place = now.start < held.start ? Int(now.start) : max(Int(now.start), Int(now.end) - 1)
        let target: Int?
        switch command {
        case .lineDown: target = offset(rows: times, from: place)
        case .lineUp: target = offset(rows: -times, from: place)
        case .nextParagraph: target = paragraph(times, from: place).map { max(Int($0.start), Int($0.end) - 1) }
        case .previousParagraph: target = paragraph(-times, from: place).map { Int($0.start) }
        default: return false
        }
        if let target, let word = words.word(at: target) { reach(word) } else { state.say("no word is on that side") }
        return true
    }

    /// The place under or over another one, on the screen.
    private mutating func offset(rows: Int, from place: Int) -> Int? {
        reveal(place)
        let shown = viewport.rows(from: state.open.top, count: screen.text.rows)
        let texts = shown.filter { $0.row != nil && $0.chunk.folded == 0 }
        var layouts: [(layout: ChunkLayout, row: Int)] = []
        for row in texts { if let index = row.row { layouts.append((viewport.layout(row.chunk), index)) } }
        guard let at = layouts.firstIndex(where: { $0.layout.rows[$0.row].span.contains(place) }), layouts.indices.contains(at + rows) else { return nil }
        let column = layouts[at].layout.column(of: place, inRow: layouts[at].row)
        let (layout, row) = layouts[at + rows]
        if let offset = layout.offset(atColumn: column, inRow: row) { return offset }
        return layout.rows[row].span.count > 0 ? Int(layout.rows[row].span.end) - 1 : nil
    }

    /// The paragraph that holds a place, or one so many before or after it where the place is at its edge.
    private func paragraph(_ times: Int, from place: Int) -> Span? {
        let spans = state.report.paragraphs.spans
        guard let index = state.report.paragraphs.index(at: place), index < spans.count else { return nil }
        let isAtEdge = times > 0 ? words.word(after: place + 1).map { $0.start >= spans[index].end } ?? true
            : words.word(before: place).map { $0.end <= spans[index].start } ?? true
        let other = index + times - (isAtEdge ? 0 : times.signum())
        return spans.indices.contains(other) ? spans[other] : nil
    }

    /// Holds one end of the words in focus while others are added; again lets it go.
    mutating func holdEnd() {
        if state.open.editing.held != nil {
            state.open.editing.held = nil
            state.say("the words in focus stay as they are")
        } else if let span = state.open.focusSpan {
            state.open.editing.held = span
            state.say("Right and Left, j and k, } and { take more words in; then p o l or s")
        } else {
            _ = nothingInFocus()
        }
    }

    /// Moves an end of the mark or the words in focus by words: outward, or inward where `times` is negative.
    mutating func moveBounds(_ times: Int, isRight: Bool) -> [Effect] {
        guard let whole = state.open.focusSpan else { return nothingInFocus() }
        let parts = focused.flatMap { state.report.markedWords($0)?.spans } ?? [whole]
        var (start, end) = (Int(parts[0].start), Int(parts[parts.count - 1].end))
        for _ in 0..<min(abs(times), 1000) {
            switch (isRight, times > 0) {
            case (true, true): end = words.word(after: end).map { Int($0.end) } ?? end
            case (true, false): end = words.word(before: end).flatMap { words.word(before: Int($0.start)) }.map { Int($0.end) } ?? end
            case (false, true): start = words.word(before: start).map { Int($0.start) } ?? start
            case (false, false): start = words.word(after: start).flatMap { words.word(after: Int($0.end)) }.map { Int($0.start) } ?? start
            }
        }
        guard start < end else {
            state.say("nothing would be left of it; D takes it away")
            return []
        }
        guard let id = focused else {
            focusWords(Span(start, end))
            return []
        }
        var moved = parts.filter { Int($0.end) > start && Int($0.start) < end }
        guard !moved.isEmpty else { return [] }
        moved[0] = Span(start, Int(moved[0].end))
        moved[moved.count - 1] = Span(Int(moved[moved.count - 1].start), end)
        state.open.editing.last = .bounds(times, isRight: isRight)
        state.open.editing.lastPlace = whole
        return edit(.spans(id, moved))
    }

    /// Makes the words in focus another fragment of the mark that was in focus before; words that are one
    /// already are one no longer.
    mutating func joinFragment() -> [Effect] {
        guard case .words(let span)? = state.open.reference, let base = state.open.editing.base,
            let marked = state.report.markedWords(base), base.kind == .mention
        else {
            state.say("Tab to a name, then Right to the words that belong to it, then ,")
            return []
        }
        let apart = marked.spans.filter { !$0.overlaps(span) }
        let parts = apart.count < marked.spans.count ? apart : (apart + [span]).sorted()
        guard !parts.isEmpty else {
            state.say("nothing would be left of it; D takes it away")
            return []
        }
        state.open.editing.last = nil
        return edit(.spans(base, parts))
    }
}
