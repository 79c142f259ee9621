import GlossModel

/// A chunk set in rows. The only place where columns of text are computed.
struct ChunkLayout: Sendable {
    let chunk: Chunk
    private(set) var rows: [TextRow] = []
    private(set) var glyphs: [Glyph] = []
    private(set) var clusters: [String] = []
    /// Columns of the widest row.
    private(set) var columns = 0
    private let shape: BlockShape
    private let width: Int
    /// Where each of `rows` begins; rows are given their spans at last.
    private var starts: [Int] = []

    /// A line of the text, in glyphs and bytes.
    private struct Line {
        var glyphs: Range<Int>
        var span: Span
    }

    /// Sets a chunk in rows of `width` columns, at least 2; only what keeps its lines may be wider.
    /// `grid`: the columns of the table that the chunk is of. Linear in the chunk.
    init(
        _ chunk: Chunk, text: Text, flow: Flow, width: Int, tags: [InlineTag] = [], markers: [Span] = [],
        grid: GridColumns? = nil
    ) {
        self.chunk = chunk
        self.width = max(2, width)
        shape = BlockShape(chunk, width: max(2, width), hasTabs: grid != nil)
        guard chunk.folded == 0 else {
            setFolded()
            return
        }
        let room = max(2, self.width - shape.indent - shape.hang)
        var run = GlyphRun(
            text, tags: tags.drop { $0.offset < chunk.span.start },
            markers: markers.drop { $0.end <= chunk.span.start }, tagRoom: room - 2,
            keepsTabs: shape.setting != .running && shape.setting != .lines)
        switch shape.setting {
        case .running:
            run.add(chunk.span, of: text, flow)
            setRunning(run)
        default: setLines(ChunkLayout.lines(of: chunk.span, text, flow, &run), run, grid)
        }
        finish()
    }

    /// The lines of a span, without those that are running heads.
    private static func lines(of span: Span, _ text: Text, _ flow: Flow, _ run: inout GlyphRun) -> [Line] {
        var lines: [Line] = []
        text.forEachLine(of: span) { line in
            let first = run.glyphs.count
            run.add(line, of: text, flow)
            run.endLine(at: UInt32(line.end))
            var end = run.glyphs.count
            while end > first, run.glyphs[end - 1].isSpace { end -= 1 }
            lines.append(Line(glyphs: first..<end, span: line))
        }
        return lines
    }

    // MARK: Rows

    private mutating func setRunning(_ run: GlyphRun) {
        clusters = run.clusters
        let hang = hangs(run.glyphs[...])
        var broken = LineBreaking.rows(run.glyphs, run.glyphs.indices, width: width - shape.indent, hang: hang)
        // Ends of tags alone on the last row are left out: the row would stand for no bytes.
        if broken.count > 1, let last = broken.last, run.glyphs[LineBreaking.visible(run.glyphs, last)].allSatisfy(\.isTag) {
            broken.removeLast()
        }
        let isPlain = shape.indent == 0 && hang == 0
        if isPlain { glyphs = run.glyphs }
        for (number, row) in broken.enumerated() {
            let visible = LineBreaking.visible(run.glyphs, row)
            let start = number == 0 ? Int(chunk.span.start) : Int(run.glyphs[row.lowerBound].offset)
            if isPlain {
                add(TextRow(glyphs: visible, span: chunk.span), at: start)
            } else {
                addRow(run.glyphs[visible], at: start, hang: number == 0 ? 0 : hang)
            }
        }
    }

    private mutating func setLines(_ lines: [Line], _ run: GlyphRun, _ grid: GridColumns?) {
        clusters = run.clusters
        switch shape.setting {
        case .contents: setContents(lines, run.glyphs)
        case .grid: if let grid { setGrid(lines, run.glyphs, grid) }
        case .unbroken: for line in lines { setUnbroken(line, run.glyphs) }
        case .lines, .running: for line in lines { setBroken(line, run.glyphs, width - shape.indent) }
        }
    }

    private mutating func setBroken(_ line: Line, _ source: [Glyph], _ room: Int, hang: Int = 0) {
        let broken = LineBreaking.rows(source, line.glyphs, width: room, hang: hang)
        if broken.isEmpty { addRow([], at: Int(line.span.start)) }
        for (number, row) in broken.enumerated() {
            let visible = source[LineBreaking.visible(source, row)]
            if number > 0, visible.allSatisfy(\.isTag) { continue }
            let start = number == 0 ? Int(line.span.start) : Int(source[row.lowerBound].offset)
            addRow(visible, at: start, hang: number == 0 ? 0 : hang)
        }
    }

    private static let tabStops = 8

    private mutating func setUnbroken(_ line: Line, _ source: [Glyph]) {
        var row: [Glyph] = []
        var column = 0
        for glyph in source[line.glyphs] {
            guard glyph.scalar == "\t" else {
                row.append(glyph)
                column += Int(glyph.columns)
                continue
            }
            let stop = ChunkLayout.tabStops - column % ChunkLayout.tabStops
            row.append(Glyph(scalar: " ", offset: glyph.offset, columns: 1))
            row += ornaments(String(repeating: " ", count: stop - 1), at: glyph.offset)
            column += stop
        }
        addRow(row[...], at: Int(line.span.start))
    }

    private mutating func setFolded() {
        let words = "▸ \(BlockFold.words(chunk.kind, chunk.folded))"
        addRow(ornaments(words, at: chunk.span.start)[...], at: Int(chunk.span.start))
        finish()
    }

    /// Columns by which rows after the first hang.
    private func hangs(_ text: ArraySlice<Glyph>) -> Int {
        guard shape.hangsBySign, let sign = BlockShape.sign(text) else { return shape.hang }
        return min(sign, max(0, width - shape.indent - 8))
    }

    /// Adds a row of glyphs behind the indent.
    private mutating func addRow(_ row: ArraySlice<Glyph>, at start: Int, hang: Int = 0, role: TextRow.Role = .body, extent: Span? = nil) {
        let first = glyphs.count
        if shape.indent + hang > 0 {
            var margin = String(repeating: " ", count: shape.indent + hang)
            if let bar = shape.bar, shape.indent >= 2 {
                margin = String(repeating: " ", count: shape.indent - 2) + String(bar) + " " + String(repeating: " ", count: hang)
            }
            glyphs += ornaments(margin, at: UInt32(start))
        }
        glyphs += row
        let hasText = !row.isEmpty || shape.bar != nil
        var made = TextRow(glyphs: first..<(hasText ? glyphs.count : first), span: chunk.span, role: role)
        if let extent { made.extent = extent } else { made.extent = Span(start, start) }
        add(made, at: start)
    }

    private mutating func add(_ row: TextRow, at start: Int) {
        rows.append(row)
        starts.append(start)
    }

    private func ornaments(_ text: String, at offset: UInt32) -> [Glyph] {
        text.unicodeScalars.map { Glyph(scalar: $0, offset: offset, columns: UInt8(max(1, CharacterWidth.columns(of: $0))), role: .ornament) }
    }

    /// Gives the rows their spans and sums up their widths.
    private mutating func finish() {
        if rows.isEmpty { add(TextRow(glyphs: 0..<0, span: chunk.span), at: Int(chunk.span.start)) }
        starts[0] = Int(chunk.span.start)
        for index in rows.indices {
            let span = Span(starts[index], index + 1 < rows.count ? starts[index + 1] : Int(chunk.span.end))
            rows[index].extent = rows[index].extent.count > 0 && shape.setting == .grid ? rows[index].extent : span
            rows[index].span = span
            columns = max(columns, rows[index].glyphs.reduce(0) { $0 + Int(glyphs[$1].columns) })
        }
        starts = []
    }

    // MARK: Contents

    /// Entries with the page at the right; a line without a page goes on in the next one.
    private mutating func setContents(_ lines: [Line], _ source: [Glyph]) {
        var open: Line?
        for line in lines {
            let entry = open.map { Line(glyphs: $0.glyphs.lowerBound..<line.glyphs.upperBound, span: Span(Int($0.span.start), Int(line.span.end))) } ?? line
            open = nil
            let page = ContentsEntry.page(of: source[entry.glyphs])
            if let page, width >= ChunkLayout.narrowestContents {
                setEntry(entry, page, source)
            } else if page != nil || line.span.end == lines.last?.span.end {
                setBroken(entry, source, width - shape.indent, hang: shape.hang)
            } else {
                open = entry
            }
        }
    }

    /// Columns from which pages stand at the right.
    private static let narrowestContents = 12
    /// Columns at which pages stand at most: where lines have no end, too.
    private static let widestContents = 100

    private mutating func setEntry(_ line: Line, _ page: (title: Int, label: Int), _ source: [Glyph]) {
        let width = min(self.width, ChunkLayout.widestContents)
        let label = source[page.label..<line.glyphs.upperBound]
        let labelColumns = label.reduce(0) { $0 + Int($1.columns) }
        let indent = min(ContentsEntry.depth(source[line.glyphs.lowerBound..<page.title]) * 2, max(0, width / 4))
        let room = max(2, width - indent - labelColumns - 4)
        let broken = LineBreaking.rows(source, line.glyphs.lowerBound..<page.title, width: room, hang: shape.hang)
        for (number, row) in broken.enumerated() {
            var made = Array(source[LineBreaking.visible(source, row)])
            let start = number == 0 ? line.span.start : source[row.lowerBound].offset
            let hang = indent + (number == 0 ? 0 : shape.hang)
            if number == broken.count - 1 {
                let used = made.reduce(hang) { $0 + Int($1.columns) }
                let dots = max(1, width - used - labelColumns - 2)
                made += ornaments(" " + String(repeating: "·", count: dots) + " ", at: label.first?.offset ?? start) + label
            }
            addRow(made[...], at: Int(start), hang: hang)
        }
    }

    // MARK: Grids

    private mutating func setGrid(_ lines: [Line], _ source: [Glyph], _ grid: GridColumns) {
        columns = grid.total
        for (number, line) in lines.enumerated() {
            let isHeader = number == 0 && chunk.isFirst && grid.hasHeader
            let cells = ChunkLayout.cells(of: line.glyphs, source)
            let broken = cells.enumerated().map { index, cell in
                cellRows(source[cell], width: index < grid.widths.count ? grid.widths[index] : 8)
            }
            let height = max(1, broken.map(\.count).max() ?? 1)
            for row in 0..<height {
                let made = gridRow(broken.map { row < $0.count ? $0[row] : [] }, grid, at: line.span.start)
                let anchor = row == 0 ? line.span.start : made.first(where: \.isText)?.offset ?? line.span.start
                addRow(made[...], at: Int(anchor), role: isHeader ? .header : .body, extent: line.span)
            }
            if isHeader, lines.count > 1 { addRule(after: line, grid) }
        }
    }

    private mutating func addRule(after line: Line, _ grid: GridColumns) {
        let rule = grid.widths.map { String(repeating: "─", count: $0) }.joined(separator: "─┼─")
        let end = Int(line.span.end)
        addRow(ornaments(rule, at: UInt32(end))[...], at: end, role: .rule, extent: Span(end, end + 1))
    }

    /// Ranges of the cells of a line.
    static func cells(of line: Range<Int>, _ source: [Glyph]) -> [Range<Int>] {
        var cells: [Range<Int>] = []
        var start = line.lowerBound
        for index in line where source[index].scalar == "\t" {
            cells.append(start..<index)
            start = index + 1
        }
        return cells + [start..<line.upperBound]
    }

    /// The rows of a cell; tags are left out where they would have a row to themselves.
    private func cellRows(_ cell: ArraySlice<Glyph>, width: Int) -> [[Glyph]] {
        func broken(_ glyphs: [Glyph]) -> [[Glyph]] {
            LineBreaking.rows(glyphs, glyphs.indices, width: width).map { Array(glyphs[LineBreaking.visible(glyphs, $0)]) }
        }
        let trimmed = Array(cell.drop { $0.isSpace })
        let rows = broken(trimmed)
        let isSound = rows.dropFirst().allSatisfy { $0.contains(where: \.isText) }
        return isSound ? rows : broken(trimmed.filter(\.isText)).filter { !$0.isEmpty }
    }

    private func gridRow(_ cells: [[Glyph]], _ grid: GridColumns, at start: UInt32) -> [Glyph] {
        var row: [Glyph] = []
        for index in 0..<max(cells.count, grid.widths.count) {
            let cell = index < cells.count ? cells[index] : []
            let offset = cell.first?.offset ?? row.last?.offset ?? start
            if index > 0 { row += ornaments(" │ ", at: offset) }
            let wide = index < grid.widths.count ? grid.widths[index] : 8
            let padding = String(repeating: " ", count: max(0, wide - cell.reduce(0) { $0 + Int($1.columns) }))
            let isRight = index < grid.isNumeric.count && grid.isNumeric[index]
            row += isRight ? ornaments(padding, at: offset) + cell : cell + ornaments(padding, at: cell.last?.offset ?? offset)
        }
        while let last = row.last, last.role == .ornament, last.scalar == " " { row.removeLast() }
        return row
    }

    // MARK: Asking

    /// The row that shows a byte offset.
    func row(at offset: Int) -> Int {
        let row = max(0, rows.partitioningIndex { Int($0.span.start) > offset } - 1)
        guard shape.setting == .grid else { return row }
        return rowInGrid(of: offset) ?? row
    }

    /// The row with the last glyph at or before an offset, among those of its line.
    private func rowInGrid(of offset: Int) -> Int? {
        let first = rows.partitioningIndex { Int($0.extent.end) >= offset }
        var best: (offset: Int, row: Int)?
        for row in rows[first...].indices {
            guard Int(rows[row].extent.start) <= offset else { break }
            guard rows[row].role != .rule || rows[row].extent.contains(offset) else { continue }
            if rows[row].role == .rule { return row }
            for index in rows[row].glyphs where glyphs[index].isText && Int(glyphs[index].offset) <= offset {
                let here = Int(glyphs[index].offset)
                if here >= best?.offset ?? -1 { best = (here, row) }
            }
        }
        guard let best, Int(rows[best.row].extent.end) >= offset else { return nil }
        return rows[best.row].extent.start <= offset ? best.row : nil
    }

    /// The column of a byte offset in a row, from the row's first.
    func column(of offset: Int, inRow row: Int) -> Int {
        var columns = 0
        var best: (offset: Int, column: Int)?
        for index in rows[row].glyphs {
            let here = Int(glyphs[index].offset)
            if glyphs[index].isText, here <= offset, here >= best?.offset ?? -1 { best = (here, columns) }
            columns += Int(glyphs[index].columns)
        }
        return best?.column ?? 0
    }

    /// The byte offset shown at a column of a row; nil beyond its end.
    func offset(atColumn column: Int, inRow row: Int) -> Int? {
        var columns = 0
        for index in rows[row].glyphs {
            columns += Int(glyphs[index].columns)
            if column < columns { return Int(glyphs[index].offset) }
        }
        return nil
    }
}

extension Text {
    /// Tells of the lines of a span in order, without what ends them; an empty one at its end is none.
    func forEachLine(of span: Span, _ body: (Span) -> Void) {
        var start = Int(span.start)
        while start < Int(span.end) {
            var next = start
            while next < Int(span.end), !endsLine(next) { next += 1 }
            let end = next > start && bytes[next - 1] == 0x0D ? next - 1 : next
            body(Span(start, end))
            start = next + (next < Int(span.end) ? breakLength(at: next) : 1)
        }
    }

    private func endsLine(_ offset: Int) -> Bool { bytes[offset] == 0x0A || breakLength(at: offset) > 1 }
}
