import GlossModel

/// Characters put into the text beside a mention: `[PER ` before it and `]` after it. They take
/// columns but stand for no bytes.
struct InlineTag: Hashable, Sendable {
    /// Byte offset that the tag stands before.
    var offset: UInt32
    var text: String

    /// The tags of the shown mentions in a span, in the order in which they stand.
    static func tags(in span: Span, of report: Report, _ visibility: Visibility) -> [InlineTag] {
        var opening: [(offset: UInt32, rank: Int, text: String)] = []
        let items = report.mentions(overlapping: span).filter(visibility.shows)
        for (index, item) in items.enumerated() {
            for part in report.spans(of: item) {
                opening.append((part.start, 1_000_000 + index, "[" + Theme.tag(of: item.type) + " "))
                opening.append((part.end, -index, "]"))
            }
        }
        opening.sort { ($0.offset, $0.rank) < ($1.offset, $1.rank) }
        return opening.map { InlineTag(offset: $0.offset, text: $0.text) }
    }
}
