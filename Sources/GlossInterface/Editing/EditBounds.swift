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
    private var words: WordBounds { WordBounds(text: state.report.text) }

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
        guard let held = state.open.editing.held else { return focusWords(place) }
        focusWords(Span(Int(min(place.start, held.start)), Int(max(place.end, held.end))))
    }

    /// Holds one end of the words in focus while others are added; again lets it go.
    mutating func holdEnd() {
        if state.open.editing.held != nil {
            state.open.editing.held = nil
            state.say("the words in focus stay as they are")
        } else if let span = state.open.focusSpan {
            state.open.editing.held = span
            state.say("Right and Left take more words in; then p o l or s")
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
        state.open.editing.last = nil
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
