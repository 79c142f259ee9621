import CNcurses
import GlossInterface

/// Puts frames on curses' screen, a row at a time; curses finds what to send.
struct Painter {
    var palette: Palette
    /// What curses was given last.
    private var shown: Frame?
    private var row: [cchar_t] = []
    private var last: (style: Style, attributes: attr_t, pair: Int32)?

    init(palette: Palette) { self.palette = palette }

    /// Makes the next frame be sent whole.
    mutating func repaintAll() {
        shown = nil
        clearok(gloss_curscr(), true)
    }

    /// Shows a frame on a screen of a size.
    mutating func paint(_ frame: Frame, size: Size) {
        let screen = gloss_stdscr()
        if shown?.size != frame.size { werase(screen) }
        for index in 0..<min(frame.size.rows, size.rows) where isChanged(index, of: frame) {
            fill(from: frame, index, columns: min(frame.size.columns, size.columns))
            mvwadd_wchnstr(screen, Int32(index), 0, row, Int32(row.count))
        }
        place(frame.cursor, size, on: screen)
        wrefresh(screen)
        shown = frame
    }

    private func place(_ cursor: Position?, _ size: Size, on screen: UnsafeMutablePointer<WINDOW>?) {
        guard let cursor, cursor.row >= 0, cursor.row < size.rows, cursor.column >= 0,
            cursor.column < size.columns
        else {
            curs_set(0)
            return
        }
        wmove(screen, Int32(cursor.row), Int32(cursor.column))
        curs_set(1)
    }

    /// Whether a row differs from what is shown. Clusters are numbered by frame, so rows that have
    /// any are compared by text too.
    private func isChanged(_ index: Int, of frame: Frame) -> Bool {
        guard let shown, shown.size == frame.size else { return true }
        let range = index * frame.size.columns..<(index + 1) * frame.size.columns
        for cell in range {
            let new = frame.cells[cell]
            if new != shown.cells[cell] { return true }
            if new.cluster > 0,
                frame.clusters[Int(new.cluster) - 1] != shown.clusters[Int(new.cluster) - 1]
            {
                return true
            }
        }
        return false
    }

    // MARK: Cells

    /// Makes curses' cells of a row: one a glyph, none for the right half of a wide one.
    private mutating func fill(from frame: Frame, _ index: Int, columns: Int) {
        row.removeAll(keepingCapacity: true)
        let start = index * frame.size.columns
        var column = 0
        while column < columns {
            let cell = frame.cells[start + column]
            let isCut = cell.width == 2 && column + 2 > columns
            if cell.width == 0 || isCut {
                append(" ", cell.style)
                column += 1
            } else {
                append(cell, of: frame)
                column += Int(cell.width)
            }
        }
    }

    /// Adds a cell so that what libc measures is the frame's width: curses goes by libc.
    private mutating func append(_ cell: Cell, of frame: Frame) {
        if cell.cluster == 0, cell.width == 1, (0x20..<0x7F).contains(cell.scalar.value) {
            append(cell.scalar, cell.style)
            return
        }
        let measured = wcwidth(wchar_t(bitPattern: cell.scalar.value))
        switch (measured, cell.width) {
        case (1, 1), (2, 2):
            let cluster = cell.cluster > 0 ? frame.clusters[Int(cell.cluster) - 1] : ""
            append(cell.scalar, cell.style, marks: marks(of: cluster))
        case (1, 2):
            // Wide only by a variation selector or as one of a pair: the base alone.
            append(cell.scalar, cell.style)
            append(" ", cell.style)
        default:
            append("\u{FFFD}", cell.style)
            if cell.width == 2 { append(" ", cell.style) }
        }
    }

    /// The zero-width scalars after the base that may go into a cell: up to four, without joiners
    /// and variation selectors, which change the width of what the terminal draws.
    private func marks(of cluster: String) -> [wchar_t] {
        var marks: [wchar_t] = []
        for scalar in cluster.unicodeScalars.dropFirst() {
            let value = wchar_t(bitPattern: scalar.value)
            guard marks.count < 4, wcwidth(value) == 0 else { break }
            let isHarmless =
                !(0x200B...0x200F).contains(value) && !(0xFE00...0xFE0F).contains(value)
                && value < 0xE0000
            if isHarmless { marks.append(value) }
        }
        return marks
    }

    private mutating func append(
        _ scalar: Unicode.Scalar, _ style: Style, marks: [wchar_t] = []
    ) {
        if last?.style != style { last = look(of: style) }
        var cell = cchar_t()
        cell.attr = last?.attributes ?? gloss_A_NORMAL
        cell.ext_color = last?.pair ?? 0
        cell.chars.0 = wchar_t(bitPattern: scalar.value)
        if !marks.isEmpty {
            cell.chars.1 = marks[0]
            if marks.count > 1 { cell.chars.2 = marks[1] }
            if marks.count > 2 { cell.chars.3 = marks[2] }
            if marks.count > 3 { cell.chars.4 = marks[3] }
        }
        row.append(cell)
    }

    private mutating func look(
        of style: Style
    ) -> (style: Style, attributes: attr_t, pair: Int32) {
        var attributes = gloss_A_NORMAL
        for (attribute, bit) in Painter.attributes where style.attributes.contains(attribute) {
            attributes |= bit
        }
        let pair = palette.pair(foreground: style.foreground, background: style.background)
        // Curses keeps small numbers in the attributes too.
        attributes |= attr_t(min(pair, 255)) << 8 & gloss_A_COLOR
        return (style, attributes, pair)
    }

    private static let attributes: [(Style.Attributes, attr_t)] = [
        (.bold, gloss_A_BOLD), (.dim, gloss_A_DIM), (.underline, gloss_A_UNDERLINE),
        (.reverse, gloss_A_REVERSE), (.italic, gloss_A_ITALIC),
    ]
}
