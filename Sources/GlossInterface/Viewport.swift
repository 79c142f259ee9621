import GlossModel

/// The place of a viewport's top row, in terms that survive a resize: never a row number.
public struct TopLine: Hashable, Sendable {
    /// A byte offset on the row.
    public var offset: Int
    /// Whether it is the blank row after the paragraph that holds `offset`.
    public var isGap: Bool

    public init(offset: Int, isGap: Bool = false) {
        self.offset = offset
        self.isGap = isGap
    }

    /// The beginning of a report.
    public static let start = TopLine(offset: 0)
}

/// A row of the reading pane: text, or the blank row after a paragraph.
struct PaneRow {
    var block: Block
    /// Row of the block's layout; nil for the blank row.
    var row: Int?
}

/// Lays out what a reading pane shows, block by block, and remembers the layouts it made.
struct Viewport: Sendable {
    let blocks: Blocks
    let flow: Flow
    /// Columns for text.
    let width: Int
    /// The tags to put into a span's text; nil: none.
    let tags: (@Sendable (Span) -> [InlineTag])?
    private var layouts = BlockLayouts()
    /// Layouts kept at most; when there are more all are let go.
    private static let kept = 512

    init(
        blocks: Blocks, flow: Flow, width: Int, tags: (@Sendable (Span) -> [InlineTag])? = nil
    ) {
        self.blocks = blocks
        self.flow = flow
        self.width = width
        self.tags = tags
    }

    /// The layout of a block.
    mutating func layout(_ block: Block) -> BlockLayout {
        if let known = layouts[block] { return known }
        if layouts.count >= Viewport.kept { layouts = BlockLayouts() }
        let made = BlockLayout(
            block, text: blocks.text, flow: flow, width: width, tags: tags?(block.span) ?? [])
        layouts.insert(made, for: block)
        return made
    }

    /// The pane row at a top line; nil where the report is empty.
    mutating func row(at top: TopLine) -> PaneRow? {
        guard let block = blocks.block(at: top.offset) else { return nil }
        if top.isGap, block.isLast { return PaneRow(block: block, row: nil) }
        return PaneRow(block: block, row: layout(block).row(at: top.offset))
    }

    /// The top line that a pane row makes.
    mutating func top(of row: PaneRow) -> TopLine {
        guard let index = row.row else {
            return TopLine(offset: Int(row.block.span.start), isGap: true)
        }
        return TopLine(offset: Int(layout(row.block).rows[index].span.start))
    }

    mutating func after(_ row: PaneRow) -> PaneRow? {
        if let index = row.row {
            if index + 1 < layout(row.block).rows.count {
                return PaneRow(block: row.block, row: index + 1)
            }
            if row.block.isLast {
                return blocks.after(row.block) == nil ? nil : PaneRow(block: row.block, row: nil)
            }
        }
        return blocks.after(row.block).map { PaneRow(block: $0, row: 0) }
    }

    mutating func before(_ row: PaneRow) -> PaneRow? {
        guard let index = row.row else {
            return PaneRow(block: row.block, row: layout(row.block).rows.count - 1)
        }
        if index > 0 { return PaneRow(block: row.block, row: index - 1) }
        guard let previous = blocks.before(row.block) else { return nil }
        if row.block.isFirst { return PaneRow(block: previous, row: nil) }
        return PaneRow(block: previous, row: layout(previous).rows.count - 1)
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
        guard let last = blocks.last else { return .start }
        var row = PaneRow(block: last, row: layout(last).rows.count - 1)
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

    /// The blank row comes after all of its paragraph.
    private func key(_ top: TopLine) -> (Int, Int) {
        guard top.isGap, let block = blocks.block(at: top.offset) else { return (top.offset, 0) }
        return (Int(block.span.end), 1)
    }

    /// `top` moved no further than needed to show the row of `offset`, with `margin` rows around it
    /// where it has to move; where it is far off, in the upper third.
    mutating func revealing(
        _ offset: Int, from top: TopLine, height: Int, margin: Int = 2
    ) -> TopLine {
        guard let block = blocks.block(at: offset) else { return top }
        let target = PaneRow(block: block, row: layout(block).row(at: offset))
        let shown = rows(from: top, count: height)
        if let index = shown.firstIndex(where: { $0.block == target.block && $0.row == target.row }) {
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

/// Layouts by block, in the order of the text: a dictionary takes longer to set up than the first
/// screen to lay out.
private struct BlockLayouts {
    private var items: [(block: Block, layout: BlockLayout)] = []

    var count: Int { items.count }

    subscript(block: Block) -> BlockLayout? {
        let place = place(of: block)
        return place < items.count && items[place].block == block ? items[place].layout : nil
    }

    mutating func insert(_ layout: BlockLayout, for block: Block) {
        items.insert((block, layout), at: place(of: block))
    }

    private func place(of block: Block) -> Int {
        items.indices.partitioningIndex { items[$0].block.span >= block.span }
    }
}
