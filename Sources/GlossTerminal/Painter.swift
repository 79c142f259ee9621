import CNcurses
import GlossInterface

/// Puts frames into curses' screen. Curses finds out what differs from what the terminal shows, what
/// can be scrolled, and how the terminal is told; it writes that in `doupdate`.
struct Painter {
    private var brushes: Brushes
    /// The frame that curses has; of no size: none. Its parts stand alone, so that reading a cell
    /// counts no references.
    private var shownSize = Size(columns: 0, rows: 0)
    private var shownCells: [Cell] = []
    private var shownClusters: [String] = []
    /// The cells of a row on their way to curses.
    private var row: [cchar_t] = []

    init(palette: Palette) { brushes = Brushes(palette: palette) }

    /// The terminal's colours.
    var palette: Palette { brushes.palette }

    /// Makes the next frame be sent whole, whatever the terminal shows.
    mutating func repaintAll() {
        shownSize = Size(columns: 0, rows: 0)
        clearok(gloss_curscr(), true)
    }

    /// Shows a frame on a screen of a size. Costs the rows that differ from the frame before.
    mutating func paint(_ frame: Frame, size: Size) {
        let screen = gloss_stdscr()
        if shownSize != frame.size { begin(frame, size) }
        for row in 0..<min(frame.size.rows, size.rows) {
            put(row, of: frame, columns: min(frame.size.columns, size.columns))
        }
        (shownSize, shownCells, shownClusters) = (frame.size, frame.cells, frame.clusters)
        place(frame.cursor, size)
        wnoutrefresh(screen)
        doupdate()
    }

    /// Fits curses' screen to the terminal's size and blanks it.
    private mutating func begin(_ frame: Frame, _ size: Size) {
        let screen = gloss_stdscr()
        if getmaxx(screen) != size.columns || getmaxy(screen) != size.rows {
            resize_term(Int32(size.rows), Int32(size.columns))
        }
        werase(screen)
        shownCells = Array(repeating: Cell(), count: frame.cells.count)
        shownClusters = []
    }

    /// Where the cursor is hidden it stays where the last cell was written.
    private func place(_ cursor: Position?, _ size: Size) {
        let screen = gloss_stdscr()
        let isShown = cursor.map {
            (0..<size.rows).contains($0.row) && (0..<size.columns).contains($0.column)
        } ?? false
        leaveok(screen, !isShown)
        if isShown, let cursor { wmove(screen, Int32(cursor.row), Int32(cursor.column)) }
        curs_set(isShown ? 1 : 0)
    }

    // MARK: Rows

    /// Tells curses the cells of a row from the first to the last that differ from the frame before.
    private mutating func put(_ line: Int, of frame: Frame, columns: Int) {
        guard var changed = changes(line, frame) else { return }
        let start = line * frame.size.columns
        // Neither the frame's glyphs nor those that stand there are cut in two.
        while changed.lowerBound > 0, isHalf(start + changed.lowerBound, frame) {
            changed = changed.lowerBound - 1..<changed.upperBound
        }
        while changed.upperBound < columns, isHalf(start + changed.upperBound, frame) {
            changed = changed.lowerBound..<changed.upperBound + 1
        }
        row.removeAll(keepingCapacity: true)
        var column = changed.lowerBound
        while column < min(changed.upperBound, columns) {
            column = appendPlain(frame, from: column, to: min(changed.upperBound, columns), start)
            guard column < min(changed.upperBound, columns) else { break }
            let cell = frame.cells[start + column]
            append(cell, of: frame, isCut: column + Int(cell.width) > columns)
            column += max(1, Int(cell.width))
        }
        let screen = gloss_stdscr()
        wmove(screen, Int32(line), Int32(changed.lowerBound))
        row.withUnsafeBufferPointer { _ = wadd_wchnstr(screen, $0.baseAddress, Int32($0.count)) }
    }

    /// The columns from the first to the last cell of a row that are not those of the frame before.
    private func changes(_ line: Int, _ frame: Frame) -> Range<Int>? {
        let start = line * frame.size.columns
        return frame.cells.withUnsafeBufferPointer { new in
            shownCells.withUnsafeBufferPointer { old in
                func isSame(_ column: Int) -> Bool {
                    let (new, old) = (new[start + column], old[start + column])
                    return new == old && new.cluster == 0 || isSameCluster(new, old, frame)
                }
                guard let first = (0..<frame.size.columns).first(where: { !isSame($0) }) else { return nil }
                var last = frame.size.columns - 1
                while isSame(last) { last -= 1 }
                return first..<last + 1
            }
        }
    }

    /// Clusters are numbered by frame, so their text is compared.
    private func isSameCluster(_ new: Cell, _ old: Cell, _ frame: Frame) -> Bool {
        new.cluster > 0 && old.cluster > 0 && new.scalar == old.scalar && new.style == old.style && new.width == old.width
            && frame.clusters[Int(new.cluster) - 1] == shownClusters[Int(old.cluster) - 1]
    }

    /// Whether a cell is covered by a wide one to its left, in the frame or in the one before.
    private func isHalf(_ index: Int, _ frame: Frame) -> Bool {
        frame.cells[index].width == 0 || shownCells[index].width == 0
    }

    // MARK: Cells

    /// Adds cells of one column in ASCII, which most are, up to the first that is not; gives its column.
    private mutating func appendPlain(_ frame: Frame, from first: Int, to end: Int, _ start: Int) -> Int {
        frame.cells.withUnsafeBufferPointer { cells in
            var column = first
            var (style, glyph) = (Style.plain, brushes.blank(.plain))
            while column < end {
                let cell = cells[start + column]
                guard cell.scalar.value &- 0x20 < 0x5F, cell.cluster == 0, cell.width == 1 else { break }
                if cell.style != style { (style, glyph) = (cell.style, brushes.blank(cell.style)) }
                glyph.chars.0 = wchar_t(bitPattern: cell.scalar.value)
                row.append(glyph)
                column += 1
            }
            return column
        }
    }

    /// Adds a cell so that what libc measures is the frame's width: curses and most terminals go by
    /// libc.
    private mutating func append(_ cell: Cell, of frame: Frame, isCut: Bool) {
        var glyph = brushes.blank(cell.style)
        guard !isCut else { return row.append(glyph) }
        let blank = glyph
        let measured = wcwidth(wchar_t(bitPattern: cell.scalar.value))
        let isKnown = measured == 1 || measured == 2 && cell.width == 2
        glyph.chars.0 = wchar_t(bitPattern: isKnown ? cell.scalar.value : 0xFFFD)
        if isKnown, measured == cell.width, cell.cluster > 0 {
            Painter.addMarks(of: frame.clusters[Int(cell.cluster) - 1], to: &glyph)
        }
        row.append(glyph)
        // Wide only by a variation selector or as one of a pair, or not known: the base alone.
        if cell.width == 2, !isKnown || measured == 1 { row.append(blank) }
    }

    /// Adds the zero-width scalars after the base that may go into a cell: as many as it holds,
    /// without joiners and variation selectors, which change the width of what the terminal draws.
    private static func addMarks(of cluster: String, to glyph: inout cchar_t) {
        withUnsafeMutableBytes(of: &glyph.chars) { bytes in
            let places = bytes.bindMemory(to: wchar_t.self)
            var next = 1
            for scalar in cluster.unicodeScalars.dropFirst() {
                let value = scalar.value
                guard next < places.count, wcwidth(wchar_t(bitPattern: value)) == 0 else { break }
                let isHarmless =
                    !(0x200B...0x200F).contains(value) && !(0xFE00...0xFE0F).contains(value)
                    && value < 0xE0000
                guard isHarmless else { continue }
                places[next] = wchar_t(bitPattern: value)
                next += 1
            }
        }
    }
}
