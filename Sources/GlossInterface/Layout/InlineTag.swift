import GlossModel

/// Characters put into the text beside a mention: `[PER ` before it and `]` after it. They take
/// columns but stand for no bytes.
struct InlineTag: Hashable, Sendable {
    /// Byte offset that the tag stands before.
    var offset: UInt32
    var text: String

    /// The tags of the shown mentions and dates in a span, in the order in which they stand.
    static func tags(in span: Span, of report: Report, _ visibility: Visibility) -> [InlineTag] {
        var tagged: [(span: Span, type: String)] = []
        for item in report.mentions(overlapping: span) where visibility.shows(item) {
            tagged += report.spans(of: item).map { ($0, item.type) }
        }
        if visibility.showsDates {
            tagged += report.times(overlapping: span).compactMap(report.time).map { ($0.span, "Date") }
        }
        tagged.sort { $0.span < $1.span }
        var tags: [(offset: UInt32, rank: Int, text: String)] = []
        for (index, (part, type)) in tagged.enumerated() {
            tags.append((part.start, tagged.count + index, "[" + Theme.tag(of: type) + " "))
            tags.append((part.end, -index, "]"))
        }
        tags.sort { ($0.offset, $0.rank) < ($1.offset, $1.rank) }
        return tags.map { InlineTag(offset: $0.offset, text: $0.text) }
    }
}
