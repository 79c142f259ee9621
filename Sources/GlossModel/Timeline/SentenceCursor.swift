/// Finds the sentences of offsets that come in order, so that a paragraph is cut once.
struct SentenceCursor {
    private let report: Report
    private var paragraph = -1
    private var sentences: [Span] = []
    private var next = 0

    init(_ report: Report) { self.report = report }

    /// The sentence at an offset, or the line of a table, and what its block is.
    mutating func place(at offset: Int) -> (sentence: Span, kind: BlockKind, opensBlock: Bool) {
        let paragraphs = report.paragraphs
        guard let index = paragraphs.index(at: offset) else { return (report.sentence(at: offset).span, .paragraph, false) }
        let kind = paragraphs.kind(of: index)
        let span = paragraphs.spans[index]
        if kind.keepsLines || span.count > 4096 {
            let sentence = report.sentence(at: offset).span
            return (sentence, kind, sentence.start == span.start && sentence.end < span.end)
        }
        if index != paragraph {
            paragraph = index
            sentences = Sentences(report.text).spans(in: span)
            next = 0
        }
        if next >= sentences.count || sentences[next].start > offset { next = 0 }
        while next + 1 < sentences.count, sentences[next + 1].start <= offset { next += 1 }
        return (next < sentences.count ? sentences[next] : span, kind, next == 0)
    }
}

extension Text {
    /// The line at an offset, as far as it lies in a span.
    func line(around offset: Int, in span: Span) -> Span {
        var (start, end) = (offset, offset)
        while start > Int(span.start), bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0C { start -= 1 }
        while end < Int(span.end), bytes[end] != 0x0A, bytes[end] != 0x0C { end += 1 }
        while end > start, isSpace(end - 1) { end -= 1 }
        return Span(start, max(start, end))
    }
}
