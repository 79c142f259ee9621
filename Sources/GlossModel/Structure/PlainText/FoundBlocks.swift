/// What a scan of a text has found so far.
@usableFromInline
struct FoundBlocks: Sendable {
    @usableFromInline var spans: [Span] = []
    /// Kind and level of each of `spans`.
    @usableFromInline var labels: [BlockLabel] = []
    /// Running heads and marks that only show what stands beside them, in order.
    @usableFromInline var furniture: [Span] = []
    /// Indices of headings among `spans`.
    @usableFromInline var headings: [UInt32] = []
    @usableFromInline var pageStarts: [UInt32] = []

    init() {}

    mutating func add(_ span: Span, _ label: BlockLabel) {
        if label.kind == .heading { headings.append(UInt32(spans.count)) }
        spans.append(span)
        labels.append(label)
    }

    /// Takes back what was added last, which is no heading.
    mutating func removeLast() {
        spans.removeLast()
        labels.removeLast()
    }
}
