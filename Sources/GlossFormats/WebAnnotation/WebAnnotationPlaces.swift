import GlossModel

/// Finds the words that selectors select.
struct WebAnnotationPlaces {
    /// Where something stands.
    enum Place {
        /// At offsets as the file counts them, with the words that it says stand there.
        case counted(Int, Int, JSONValue?)
        /// At bytes of the text; several where the same words are, none where they are not there.
        case found([Span])
    }

    private let text: Text
    private var cursor: OffsetCursor
    /// Places of quotes that were asked for before.
    private var known: [String: [Span]] = [:]

    init(_ text: Text) {
        self.text = text
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
            if case .quote(let exact, _, _) = quote { return .counted(start, end, exact) }
            return .counted(start, end, nil)
        case .data(let start, let end):
            // Bytes of the file, with all that stands in it.
            let shift = text.mark == .absent ? 0 : ByteOrderMark.bytes.count
            return .found(start <= end ? [text.clamped(Span(max(0, start - shift), max(0, end - shift)))] : [])
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

    /// All places of some words that stand behind and before others. O(stretch).
    private mutating func find(_ exact: String, _ prefix: String, _ suffix: String, in stretch: Span) -> [Span] {
        guard !exact.isEmpty else { return [] }
        let all = stretch == text.span ? known[exact] ?? places(of: exact, in: stretch) : places(of: exact, in: stretch)
        if stretch == text.span { known[exact] = all }
        let (before, behind) = (Array(prefix.utf8), Array(suffix.utf8))
        return all.filter { span in
            text.bytes[..<Int(span.start)].suffix(before.count).elementsEqual(before)
                && text.bytes[Int(span.end)...].prefix(behind.count).elementsEqual(behind)
        }
    }

    private func places(of words: String, in stretch: Span) -> [Span] {
        let wanted = Array(words.utf8)
        var found: [Span] = []
        var offset = Int(stretch.start)
        while offset + wanted.count <= Int(stretch.end) {
            guard let next = text.bytes[offset...(Int(stretch.end) - wanted.count)].firstIndex(of: wanted[0]) else { break }
            if text.bytes[next..<next + wanted.count].elementsEqual(wanted) {
                found.append(Span(next, next + wanted.count))
                offset = next + wanted.count
            } else {
                offset = next + 1
            }
        }
        return found
    }
}
