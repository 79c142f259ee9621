import GlossModel

/// Where a search's hits begin, counted a stretch at a time behind the keys.
struct SearchHits: Sendable {
    /// Bytes at which hits begin, in order.
    var starts: [UInt32] = []
    /// Index of the paragraph to go on with.
    var next = 0
    var isDone = false
    /// More are not counted.
    static let most = 200_000
    /// Bytes counted between two looks at the keyboard.
    private static let slice = 1 << 20

    /// Counts on through some paragraphs.
    mutating func count(_ pattern: Pattern, in report: Report) {
        let paragraphs = report.paragraphs
        guard !isDone, paragraphs.startsAt == 0 else { return }
        let flow = report.flow
        var bytes = 0
        while next < paragraphs.count, bytes < SearchHits.slice, starts.count < SearchHits.most {
            let span = paragraphs.spans[next]
            // The last one of a report that is still being read may grow.
            if next == paragraphs.count - 1, !paragraphs.isComplete { return }
            starts += pattern.matches(in: report.text, paragraph: span, window: span, flow: flow).map(\.start)
            bytes += span.count + 64
            next += 1
        }
        isDone = starts.count >= SearchHits.most || next >= paragraphs.count && paragraphs.isComplete
    }

    /// "3/36", "3/36…" while it is counted; nil where the hit is not among those counted.
    func words(for hit: Span?) -> String? {
        guard !starts.isEmpty else { return nil }
        let total = "\(starts.count)" + (isDone && starts.count < SearchHits.most ? "" : "+")
        guard let hit else { return total }
        let index = starts.partitioningIndex { $0 >= hit.start }
        guard index < starts.count, starts[index] == hit.start else { return total }
        return "\(index + 1)/\(total)"
    }
}
