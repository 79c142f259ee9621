import GlossModel

/// The place of a viewport's top row, in terms that survive a resize: never a row number.
public struct TopLine: Hashable, Sendable {
    /// A byte offset on the row.
    public var offset: Int
    /// Which of the rows after the paragraph that holds `offset` it is, from 1; 0: a row of text.
    public var gap: Int

    public init(offset: Int, gap: Int = 0) {
        self.offset = offset
        self.gap = gap
    }

    /// Whether it is a row between two paragraphs.
    public var isGap: Bool { gap > 0 }

    /// The beginning of a report.
    public static let start = TopLine(offset: 0)
}

/// A row of the reading pane: text, or a row after a paragraph.
struct PaneRow {
    var chunk: Chunk
    /// Row of the chunk's layout; nil for a row after it.
    var row: Int?
    /// Which of the rows after the chunk, from 0.
    var gap = 0
}

/// Lays out what a reading pane shows, chunk by chunk, and remembers the layouts it made.
struct Viewport: Sendable {
    let chunks: Chunks
    let flow: Flow
    /// Columns for text.
    let width: Int
    /// What stands between two chunks.
    let spacing: Spacing
    /// Whether what is wider than the pane can be moved sideways; else tables are made to fit it.
    let canScroll: Bool
    /// The tags to put into a span's text; nil: none.
    let tags: (@Sendable (Span) -> [InlineTag])?
    private var layouts = ChunkLayouts()
    /// Columns of tables, by paragraph.
    private var grids: [Int: GridColumns?] = [:]
    /// Layouts kept at most; when there are more all are let go.
    private static let kept = 512

    init(
        chunks: Chunks, flow: Flow, width: Int, spacing: Spacing = Spacing(), canScroll: Bool = true,
        tags: (@Sendable (Span) -> [InlineTag])? = nil
    ) {
        self.chunks = chunks
        self.flow = flow
        self.width = width
        self.spacing = spacing
        self.canScroll = canScroll
        self.tags = tags
    }

    /// The layout of a chunk.
    mutating func layout(_ chunk: Chunk) -> ChunkLayout {
        if let known = layouts[chunk] { return known }
        if layouts.count >= Viewport.kept { layouts = ChunkLayouts() }
        let made = ChunkLayout(
            chunk, text: chunks.text, flow: flow, width: width, tags: tags?(chunk.span) ?? [],
            markers: chunks.paragraphs.markers(in: chunk.span), grid: chunk.kind == .table ? grid(of: chunk.paragraph) : nil)
        layouts.insert(made, for: chunk)
        return made
    }

    /// The columns of a table, measured once.
    private mutating func grid(of paragraph: Int) -> GridColumns? {
        if let known = grids[paragraph] { return known }
        let span = chunks.paragraphs.spans[paragraph]
        let made = GridColumns(
            of: span, chunks.text, flow, tags: { tags?($0) ?? [] }, markers: chunks.paragraphs.markers(in: span), pane: width, canScroll: canScroll)
        grids[paragraph] = .some(made)
        return made
    }

    /// The rows between a chunk and the next one.
    func gap(after chunk: Chunk) -> [GapRow] {
        guard chunk.isLast, let next = chunks.after(chunk) else { return [] }
        return spacing.rows(between: chunk, and: next, chunks.paragraphs)
    }

    /// The pane row at a top line; nil where the report is empty.
    mutating func row(at top: TopLine) -> PaneRow? {
        guard let chunk = chunks.chunk(at: top.offset) else { return nil }
        if top.isGap, chunk.isLast {
            let count = gap(after: chunk).count
            if count > 0 { return PaneRow(chunk: chunk, row: nil, gap: Swift.min(top.gap, count) - 1) }
        }
        return PaneRow(chunk: chunk, row: layout(chunk).row(at: top.offset))
    }

    /// The top line that a pane row makes.
    mutating func top(of row: PaneRow) -> TopLine {
        guard let index = row.row else {
            return TopLine(offset: Int(row.chunk.span.start), gap: row.gap + 1)
        }
        return TopLine(offset: Int(layout(row.chunk).rows[index].span.start))
    }

    mutating func after(_ row: PaneRow) -> PaneRow? {
        if let index = row.row {
            if index + 1 < layout(row.chunk).rows.count {
                return PaneRow(chunk: row.chunk, row: index + 1)
            }
            if !gap(after: row.chunk).isEmpty { return PaneRow(chunk: row.chunk, row: nil) }
        } else if row.gap + 1 < gap(after: row.chunk).count {
            return PaneRow(chunk: row.chunk, row: nil, gap: row.gap + 1)
        }
        return chunks.after(row.chunk).map { PaneRow(chunk: $0, row: 0) }
    }

    mutating func before(_ row: PaneRow) -> PaneRow? {
        guard let index = row.row else {
            if row.gap > 0 { return PaneRow(chunk: row.chunk, row: nil, gap: row.gap - 1) }
            return PaneRow(chunk: row.chunk, row: layout(row.chunk).rows.count - 1)
        }
        if index > 0 { return PaneRow(chunk: row.chunk, row: index - 1) }
        guard let previous = chunks.before(row.chunk) else { return nil }
        let between = gap(after: previous).count
        if between > 0 { return PaneRow(chunk: previous, row: nil, gap: between - 1) }
        return PaneRow(chunk: previous, row: layout(previous).rows.count - 1)
    }

    /// The rows from `top` on, at most `count`.
    mutating func rows(from top: TopLine, count: Int) -> [PaneRow] {
        var rows: [PaneRow] = []
        var next = row(at: top)
        while let row = next, rows.count < count {
            rows.append(row)
            next = after(row)
        }
        return rows
    }

    /// `top` moved down (up where negative) by rows, stopping where the last row of the report
    /// stands at the foot of a pane of `height` rows.
    mutating func moved(_ top: TopLine, by count: Int, height: Int) -> TopLine {
        guard var row = row(at: top) else { return top }
        var left = abs(count)
        while left > 0, let next = count > 0 ? after(row) : before(row) {
            row = next
            left -= 1
        }
        let moved = self.top(of: row)
        guard count > 0 else { return moved }
        return min(moved, bottom(height: height), keeping: top)
    }

    /// The top line that puts the report's last row at the foot of the pane.
    mutating func bottom(height: Int) -> TopLine {
        guard let last = chunks.last else { return .start }
        var row = PaneRow(chunk: last, row: layout(last).rows.count - 1)
        for _ in 1..<max(1, height) {
            guard let previous = before(row) else { break }
            row = previous
        }
        return top(of: row)
    }

    /// The earlier of two top lines, but never one before `kept`.
    private func min(_ a: TopLine, _ b: TopLine, keeping kept: TopLine) -> TopLine {
        let smaller = isOrdered(a, b) ? a : b
        return isOrdered(smaller, kept) ? kept : smaller
    }

    func isOrdered(_ a: TopLine, _ b: TopLine) -> Bool {
        let left = key(a)
        let right = key(b)
        return left <= right
    }

    /// The rows between come after all of its paragraph.
    private func key(_ top: TopLine) -> (Int, Int) {
        guard top.isGap, let chunk = chunks.chunk(at: top.offset) else { return (top.offset, 0) }
        return (Int(chunk.span.end), top.gap)
    }

    /// `top` moved no further than needed to show the row of `offset`, with `margin` rows around it
    /// where it has to move; where it is far off, in the upper third.
    mutating func revealing(
        _ offset: Int, from top: TopLine, height: Int, margin: Int = 2
    ) -> TopLine {
        guard let chunk = chunks.chunk(at: offset) else { return top }
        let target = PaneRow(chunk: chunk, row: layout(chunk).row(at: offset))
        let shown = rows(from: top, count: height)
        if let index = shown.firstIndex(where: { $0.chunk == target.chunk && $0.row == target.row }) {
            let room = Swift.min(margin, max(0, (height - 1) / 2))
            if index >= height - room, shown.count == height {
                return moved(top, by: index - (height - 1 - room), height: height)
            }
            return index < room ? moved(top, by: index - room, height: height) : top
        }
        let line = self.top(of: target)
        let above = moved(line, by: -(height / 3), height: height)
        let limit = bottom(height: height)
        return isOrdered(above, limit) ? above : limit
    }
}

/// Layouts by chunk, in the order of the text: a dictionary takes longer to set up than the first
/// screen to lay out.
private struct ChunkLayouts {
    private var items: [(chunk: Chunk, layout: ChunkLayout)] = []

    var count: Int { items.count }

    subscript(chunk: Chunk) -> ChunkLayout? {
        let place = place(of: chunk)
        return place < items.count && items[place].chunk == chunk ? items[place].layout : nil
    }

    mutating func insert(_ layout: ChunkLayout, for chunk: Chunk) {
        items.insert((chunk, layout), at: place(of: chunk))
    }

    private func place(of chunk: Chunk) -> Int {
        items.indices.partitioningIndex { items[$0].chunk.span >= chunk.span }
    }
}
