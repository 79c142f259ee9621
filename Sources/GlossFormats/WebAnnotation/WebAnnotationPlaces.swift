import GlossModel

/// Finds the words that selectors select.
struct WebAnnotationPlaces {
    /// Where something stands.
    enum Place {
        /// At offsets as the file counts them, with the words that it says stand there and around.
        case counted(Int, Int, QuotedSpans.Quotation)
        /// At bytes of the text; several where the same words are, none where they are not there.
        case found([Span])
        /// Nowhere, since what the file says is no stretch of any text.
        case wrong(Faults.Kind, String)
    }

    private let text: Text
    private var cursor: OffsetCursor
    private var search: WordSearch

    init(_ text: Text) {
        self.text = text
        search = WordSearch(text)
        cursor = OffsetCursor(text, Counting(statedFor: text, .codePoints))
    }

    /// nil where no selector is about text. Of several a position is taken, and the quote beside it to
    /// check it; they are alternatives (section 4.2).
    mutating func place(of target: WebAnnotationTarget) -> Place? {
        if let fragment = target.fragment { return WebAnnotationSelector(fragment: fragment).flatMap { place($0, nil) } }
        if let refined = target.selectors.first(where: { $0["refinedBy"] != nil }) { return refine(refined) }
        let selectors = target.selectors.compactMap { WebAnnotationSelector($0) }
        let position = selectors.first { if case .position = $0 { true } else { false } }
        let quote = selectors.first { if case .quote = $0 { true } else { false } }
        if let position { return place(position, quote) }
        return (quote ?? selectors.first).flatMap { place($0, nil) }
    }

    private mutating func place(_ selector: WebAnnotationSelector, _ quote: WebAnnotationSelector?) -> Place? {
        switch selector {
        case .position(let start, let end):
            guard case .quote(let exact, let prefix, let suffix) = quote else { return .counted(start, end, QuotedSpans.Quotation()) }
            return .counted(start, end, QuotedSpans.Quotation(words: exact, prefix: prefix, suffix: suffix))
        case .data(let start, let end):
            // Bytes of the file, with all that stands in it.
            let shift = text.mark == .absent ? 0 : ByteOrderMark.bytes.count
            guard start <= end else { return .wrong(.reversed, "bytes [\(start),\(end)] end before they begin; left out") }
            guard start >= 0 else { return .wrong(.beforeText, "bytes [\(start),\(end)] begin before the text; left out") }
            guard end - shift <= text.count else { return .wrong(.beyondText, "bytes [\(start),\(end)] end beyond the text; left out") }
            return .found([Span(max(0, start - shift), max(0, end - shift))])
        case .quote(let exact, let prefix, let suffix):
            return .found(find(exact.string ?? "", prefix, suffix, in: text.span))
        case .range(let start, let end):
            guard let first = spans(start, in: text.span).first, let last = spans(end, in: text.span).first,
                first.start <= last.start
            else { return .found([]) }
            return .found([Span(Int(first.start), Int(last.start))])
        }
    }

    /// A part of a part: what is outermost is found first.
    private mutating func refine(_ selector: JSONValue) -> Place? {
        var value = selector
        var found = [text.span]
        var isText = false
        while true {
            if WebAnnotationSelector(value) != nil {
                isText = true
                var inner: [Span] = []
                for span in found { inner += spans(value, in: span) }
                found = inner
            }
            guard let next = value["refinedBy"] else { break }
            value = next
        }
        return isText ? .found(found) : nil
    }

    /// What a selector selects within a stretch; offsets count from its start.
    private mutating func spans(_ value: JSONValue, in stretch: Span) -> [Span] {
        switch WebAnnotationSelector(value) {
        case .position(let start, let end):
            let base = cursor.units(beforeByte: Int(stretch.start))
            guard start <= end, let first = cursor.byte(beforeUnits: base + start),
                let last = cursor.byte(beforeUnits: base + end), last <= stretch.end
            else { return [] }
            return [Span(first, last)]
        case .quote(let exact, let prefix, let suffix): return find(exact.string ?? "", prefix, suffix, in: stretch)
        default: return []
        }
    }

    /// All places of some words that stand behind and before others; white space and Unicode form are left
    /// out of account where nothing fits otherwise. O(stretch).
    private mutating func find(_ exact: String, _ prefix: String, _ suffix: String, in stretch: Span) -> [Span] {
        let all = search.all(exact, in: stretch)
        let (before, behind) = (Array(prefix.utf8), Array(suffix.utf8))
        let fitting = all.filter { span in
            text.bytes[..<Int(span.start)].suffix(before.count).elementsEqual(before)
                && text.bytes[Int(span.end)...].prefix(behind.count).elementsEqual(behind)
        }
        if !fitting.isEmpty || before.isEmpty && behind.isEmpty { return fitting }
        return all.filter { search.fit(WordSearch.Context(prefix: prefix, suffix: suffix), around: $0) == 1 }
    }
}
