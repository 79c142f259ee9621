import GlossModel

/// A place in the text that leads to another: what is in focus where it is no annotation. By index
/// into `Report.structure`.
public enum CrossReference: Hashable, Sendable {
    /// The marker of a note.
    case marker(Int)
    /// The note itself.
    case note(Int)
    case link(Int)
    /// Words that are to be marked.
    case words(Span)
}

extension Report {
    /// Where a cross reference stands; nil where the report has no such.
    func span(of reference: CrossReference) -> Span? {
        switch reference {
        case .marker(let index): structure.notes.indices.contains(index) ? structure.notes[index].marker : nil
        case .note(let index): structure.notes.indices.contains(index) ? structure.notes[index].body : nil
        case .link(let index): structure.links.indices.contains(index) ? structure.links[index].span : nil
        case .words(let span): text.clamped(span)
        }
    }

    /// The cross references of one kind, of those a reader steps to, that come next after a place,
    /// or before it. O(log n).
    func marker(after span: Span, forward: Bool) -> CrossReference? {
        neighbour(structure.notes.count, of: span, forward) { structure.notes[$0].marker }.map { .marker($0) }
    }

    /// The next link after a place, or before it. O(log n).
    func link(after span: Span, forward: Bool) -> CrossReference? {
        neighbour(structure.links.count, of: span, forward) { structure.links[$0].span }.map { .link($0) }
    }

    private func neighbour(_ count: Int, of span: Span, _ forward: Bool, _ place: (Int) -> Span) -> Int? {
        let index = forward
            ? (0..<count).partitioningIndex { place($0) > span }
            : (0..<count).partitioningIndex { place($0) >= span } - 1
        return (0..<count).contains(index) ? index : nil
    }

    /// The links that touch a span. O(log n + hits).
    func links(overlapping span: Span) -> Range<Int> {
        let links = structure.links
        var first = links.partitioningIndex { $0.span.start >= span.start }
        while first > 0, links[first - 1].span.end > span.start { first -= 1 }
        let last = links.partitioningIndex { $0.span.start >= span.end }
        return first..<max(first, last)
    }
}
