/// How a slice of a search ended.
public enum SearchStep: Hashable, Sendable {
    /// The match, in bytes.
    case found(Span)
    /// Nothing up to the end of the text, or back to its beginning.
    case exhausted
    /// Nothing yet: call again from this offset. Where it is the offset that was asked from, the
    /// paragraph index has to be extended first.
    case `continue`(at: Int)
}

extension Pattern {
    /// The first match that begins at `offset` or later. Reads about `budget` bytes and always at
    /// least one paragraph, so that the caller can answer keys between slices. After a match, go
    /// on from its end.
    public func next(
        in text: Text, _ paragraphs: ParagraphIndex, from offset: Int, budget: Int = 1 << 20
    ) -> SearchStep {
        let spans = paragraphs.spans
        let covered = paragraphs.isComplete ? text.count : spans.last.map { Int($0.end) } ?? 0
        let ended: SearchStep =
            paragraphs.isComplete ? .exhausted : .continue(at: max(offset, covered))
        guard var index = paragraphs.firstIndex(endingAfter: offset) else { return ended }
        let limit = max(Int(spans[index].start), offset) + max(1, budget)
        let last = paragraphs.index(at: limit - 1) ?? index
        var scanner = PatternScanner(self, text, Flow(text, paragraphs))
        var from = offset
        while index <= last {
            guard let candidate = scanner.candidate(paragraphs, index...last, from: from) else { break }
            if let found = scanner.first(in: spans[candidate], from: from) { return .found(found) }
            from = Int(spans[candidate].end)
            index = candidate + 1
        }
        return last + 1 < spans.count ? .continue(at: Int(spans[last + 1].start)) : ended
    }

    /// The last match that begins before `offset`, in slices as `next`.
    public func previous(
        in text: Text, _ paragraphs: ParagraphIndex, before offset: Int, budget: Int = 1 << 20
    ) -> SearchStep {
        let spans = paragraphs.spans
        if !paragraphs.isComplete, offset > spans.last.map({ Int($0.end) }) ?? 0 {
            return .continue(at: offset)
        }
        guard offset > 0, var last = paragraphs.index(at: offset - 1) else { return .exhausted }
        let limit = offset - max(1, budget)
        var scanner = PatternScanner(self, text, Flow(text, paragraphs))
        while true {
            let first = paragraphs.blockStart(before: last)
            for index in scanner.candidates(paragraphs, first...last).reversed() {
                if let found = scanner.last(in: spans[index], before: offset) { return .found(found) }
            }
            guard first > 0 else { return .exhausted }
            if Int(spans[first].start) <= limit { return .continue(at: Int(spans[first].start)) }
            last = first - 1
        }
    }
}

extension ParagraphIndex {
    fileprivate func firstIndex(endingAfter offset: Int) -> Int? {
        guard let before = index(at: max(0, offset)) else { return spans.isEmpty ? nil : 0 }
        if Int(spans[before].end) > offset { return before }
        return before + 1 < count ? before + 1 : nil
    }

    /// The first of the paragraphs that, with the one at `index`, are about 64 kB.
    fileprivate func blockStart(before index: Int) -> Int {
        let from = Int(spans[index].end) - (1 << 16)
        return min(index, from > 0 ? (self.index(at: from) ?? 0) : 0)
    }
}
