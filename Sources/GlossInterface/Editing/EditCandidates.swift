import GlossModel

/// Words that look like a name or a date and are marked as nothing: where somebody who corrects
/// annotations looks next. Capitalised runs (of one word not at the beginning of a sentence) and numbers that
/// look like a year or a day.
struct Candidates {
    let text: Text
    let words: WordBounds

    init(_ text: Text) {
        self.text = text
        words = WordBounds(text: text)
    }

    /// The candidates that begin in a stretch, in order. O(stretch).
    func all(in stretch: Span) -> [Span] {
        var found: [Span] = []
        var place = Int(stretch.start)
        while let word = words.word(after: place), word.start < stretch.end {
            place = Int(word.end)
            if isDate(word) {
                found.append(word)
            } else if isCapital(word) {
                var end = word.end
                var count = 1
                while let next = words.word(after: Int(end)), next.end <= stretch.end, isSpace(Int(end), Int(next.start)), isCapital(next) {
                    end = next.end
                    count += 1
                }
                place = Int(end)
                if count > 1 || !beginsSentence(word, from: Int(stretch.start)) { found.append(Span(Int(word.start), Int(end))) }
            }
        }
        return found
    }

    private func isCapital(_ word: Span) -> Bool {
        let scalar = text.scalar(at: Int(word.start)).scalar
        guard scalar.properties.isUppercase else { return false }
        return word.count > 1
    }

    /// 1987, 3.6.2018, 2018-06-03.
    private func isDate(_ word: Span) -> Bool {
        let bytes = text.bytes[Int(word.start)..<Int(word.end)]
        guard bytes.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2D || $0 == 0x2E }) else { return false }
        let parts = bytes.split { $0 == 0x2D || $0 == 0x2E }
        let isYear = { (part: Slice<Bytes>) in part.count == 4 && (part.first == 0x31 || part.first == 0x32) }
        return parts.count == 1 && bytes.count == 4 && isYear(parts[0]) || parts.count == 3 && parts.contains(where: isYear)
    }

    private func isSpace(_ start: Int, _ end: Int) -> Bool {
        end - start > 0 && end - start < 3 && (start..<end).allSatisfy { text.bytes[$0] == 0x20 || text.bytes[$0] == 0x0A || text.bytes[$0] == 0x0D }
    }

    /// Whether a word stands where every word is written with a capital.
    private func beginsSentence(_ word: Span, from start: Int) -> Bool {
        var offset = Int(word.start)
        while offset > start, text.bytes[offset - 1] <= 0x20 || text.bytes[offset - 1] >= 0x80 || [0x22, 0x27, 0x28, 0x5B].contains(text.bytes[offset - 1]) {
            offset -= 1
        }
        return offset == start || [0x2E, 0x21, 0x3F, 0x3A, 0x3B].contains(text.bytes[offset - 1])
    }
}

extension Browser {
    /// The next candidate after a place, or before it, that is nearer than `limit`; nil where none is within a few
    /// paragraphs. Costs the paragraphs looked at.
    func nextCandidate(_ place: Span, forward: Bool, limit: Span?) -> Span? {
        let paragraphs = state.report.paragraphs
        guard var index = paragraphs.index(at: min(Int(place.start), max(0, state.report.text.count - 1))) else { return nil }
        let candidates = Candidates(state.report.text)
        for _ in 0..<30 {
            guard index >= 0, index < paragraphs.count else { return nil }
            let paragraph = paragraphs.spans[index]
            if let limit, forward ? paragraph.start > limit.start : paragraph.end < limit.start { return nil }
            if Browser.holdsProse(paragraphs.kind(of: index)), paragraph.count < 1 << 14 {
                let found = candidates.all(in: paragraph).filter { !isMarked($0) && (forward ? $0.start >= (place.end == .max ? place.start : place.end) : $0.end <= place.start) }
                if let next = forward ? found.first : found.last {
                    guard let limit else { return next }
                    return (forward ? next < limit : next > limit) ? next : nil
                }
            }
            index += forward ? 1 : -1
        }
        return nil
    }

    /// Headings have capitals everywhere; contents and references are no sentences.
    private static func holdsProse(_ kind: BlockKind) -> Bool {
        switch kind {
        case .paragraph, .list, .quote, .caption, .note: true
        default: false
        }
    }

    /// Whether a mark or a judgement is on some of the words.
    private func isMarked(_ span: Span) -> Bool {
        !state.report.mentions(overlapping: span).isEmpty || !state.report.times(overlapping: span).isEmpty
            || state.open.editing.dismissed.contains(span)
    }
}
