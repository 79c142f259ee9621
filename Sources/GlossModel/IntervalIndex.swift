/// Finds the spans of a sorted table that overlap a range, without a pointer structure.
///
/// The implicit interval tree of cgranges (H. Li): the sorted array read as a complete binary
/// tree whose nodes carry the greatest end below them. Building is linear; a query is
/// O(log n + hits). One 32-bit number a span.
public struct IntervalIndex: Sendable {
    private var greatestEnd: [UInt32]
    private var rootLevel: Int

    /// Indexes `count` spans, sorted by start; `span(i)` gives the i-th.
    public init(count: Int, span: (Int) -> Span) {
        greatestEnd = []
        greatestEnd.reserveCapacity(count)
        for index in 0..<count { greatestEnd.append(span(index).end) }
        rootLevel = -1
        guard count > 0 else { return }
        var lastIndex = (count - 1) & ~1
        var lastEnd = greatestEnd[lastIndex]
        var level = 1
        while 1 << level <= count {
            let half = 1 << (level - 1)
            let step = half << 2
            var node = (half << 1) - 1
            while node < count {
                let left = greatestEnd[node - half]
                let right = node + half < count ? greatestEnd[node + half] : lastEnd
                greatestEnd[node] = max(greatestEnd[node], left, right)
                node += step
            }
            lastIndex = (lastIndex >> level) & 1 == 1 ? lastIndex - half : lastIndex + half
            if lastIndex < count { lastEnd = max(lastEnd, greatestEnd[lastIndex]) }
            level += 1
        }
        rootLevel = level - 1
    }

    /// Calls `body` with the index of each span that overlaps `query`, in order.
    /// An empty query finds the spans that hold its position. `span` must be the one indexed.
    public func forEach(
        overlapping query: Span, span: (Int) -> Span, _ body: (Int) -> Void
    ) {
        let start = query.start
        let end = max(query.end, query.start &+ 1)
        let count = greatestEnd.count
        guard rootLevel >= 0 else { return }
        var stack: [(node: Int, level: Int, leftDone: Bool)] = [((1 << rootLevel) - 1, rootLevel, false)]
        while let top = stack.popLast() {
            if top.level <= 3 {
                let first = (top.node >> top.level) << top.level
                let last = min(first + (1 << (top.level + 1)) - 1, count)
                for index in first..<max(first, last) {
                    let candidate = span(index)
                    if candidate.start >= end { break }
                    if start < candidate.end { body(index) }
                }
            } else if !top.leftDone {
                let left = top.node - (1 << (top.level - 1))
                stack.append((top.node, top.level, true))
                if left >= count || greatestEnd[left] > start {
                    stack.append((left, top.level - 1, false))
                }
            } else if top.node < count {
                let candidate = span(top.node)
                guard candidate.start < end else { continue }
                if start < candidate.end { body(top.node) }
                stack.append((top.node + (1 << (top.level - 1)), top.level - 1, false))
            }
        }
    }
}
