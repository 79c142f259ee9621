/// Finds the spans of a sorted table that overlap a range, without a pointer structure.
///
/// The implicit interval tree of cgranges (H. Li), over blocks of spans: the sorted blocks read as a
/// complete binary tree whose nodes carry the greatest end below them. Building is linear; a query
/// is O(log n + hits). One 32-bit number for sixteen spans.
public struct IntervalIndex: Sendable {
    private var greatestEnd: [UInt32]
    private var rootLevel: Int
    private let count: Int

    private static let blockBits = 4

    /// Indexes `count` spans, sorted by start; `span(i)` gives the i-th.
    public init(count: Int, span: (Int) -> Span) {
        self.count = count
        let blocks = (count + (1 << Self.blockBits) - 1) >> Self.blockBits
        greatestEnd = []
        greatestEnd.reserveCapacity(blocks)
        for block in 0..<blocks {
            var end: UInt32 = 0
            for index in Self.rows(of: block, count) { end = max(end, span(index).end) }
            greatestEnd.append(end)
        }
        rootLevel = -1
        guard blocks > 0 else { return }
        var lastIndex = (blocks - 1) & ~1
        var lastEnd = greatestEnd[lastIndex]
        var level = 1
        while 1 << level <= blocks {
            let half = 1 << (level - 1)
            let step = half << 2
            var node = (half << 1) - 1
            while node < blocks {
                let left = greatestEnd[node - half]
                let right = node + half < blocks ? greatestEnd[node + half] : lastEnd
                greatestEnd[node] = max(greatestEnd[node], left, right)
                node += step
            }
            lastIndex = (lastIndex >> level) & 1 == 1 ? lastIndex - half : lastIndex + half
            if lastIndex < blocks { lastEnd = max(lastEnd, greatestEnd[lastIndex]) }
            level += 1
        }
        rootLevel = level - 1
    }

    /// Lets the span at an index end farther on, or nearer: then the index only prunes less than it could. O(log n).
    mutating func raise(_ index: Int, to end: UInt32) {
        let block = index >> Self.blockBits
        guard block < greatestEnd.count else { return }
        greatestEnd[block] = max(greatestEnd[block], end)
        for level in 0...max(0, rootLevel) {
            let node = (block >> (level + 1)) << (level + 1) + (1 << level) - 1
            if node < greatestEnd.count { greatestEnd[node] = max(greatestEnd[node], end) }
        }
    }

    private static func rows(of block: Int, _ count: Int) -> Range<Int> {
        block << blockBits..<min((block + 1) << blockBits, count)
    }

    /// Calls `body` with the index of each span that overlaps `query`, in order.
    /// An empty query finds the spans that hold its position. `span` must be the one indexed.
    public func forEach(
        overlapping query: Span, span: (Int) -> Span, _ body: (Int) -> Void
    ) {
        let start = query.start
        let end = max(query.end, query.start &+ 1)
        let blocks = greatestEnd.count
        guard rootLevel >= 0 else { return }
        /// Whether spans behind the block can still overlap.
        func scan(_ block: Int) -> Bool {
            for index in Self.rows(of: block, count) {
                let candidate = span(index)
                if candidate.start >= end { return false }
                if start < candidate.end { body(index) }
            }
            return true
        }
        var stack: [(node: Int, level: Int, leftDone: Bool)] = [((1 << rootLevel) - 1, rootLevel, false)]
        while let top = stack.popLast() {
            if top.level <= 1 {
                let first = (top.node >> top.level) << top.level
                for block in first..<max(first, min(first + (1 << (top.level + 1)) - 1, blocks)) {
                    if !scan(block) { break }
                }
            } else if !top.leftDone {
                let left = top.node - (1 << (top.level - 1))
                stack.append((top.node, top.level, true))
                if left >= blocks || greatestEnd[left] > start {
                    stack.append((left, top.level - 1, false))
                }
            } else if top.node < blocks, scan(top.node) {
                stack.append((top.node + (1 << (top.level - 1)), top.level - 1, false))
            }
        }
    }
}
