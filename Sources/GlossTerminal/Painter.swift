import CNcurses
import GlossInterface

/// Puts frames on the screen: what differs from the one before, in one piece of bytes.
///
/// Curses holds the terminal: it starts and ends the screen, knows what the terminal can do and how
/// it is told so. The cells themselves do not go through its windows: comparing them once, against
/// the frame before, answers a key in a third of the time.
struct Painter {
    private(set) var palette: Palette
    /// What the screen shows; of no size: unknown. Its parts stand alone, so that reading a cell
    /// counts no references.
    private var shownSize = Size(columns: 0, rows: 0)
    private var shownCells: [Cell] = []
    private var shownClusters: [String] = []
    private var looks: [(style: Style, bytes: [UInt8])] = []
    private var bytes: [UInt8] = []
    /// The style that the terminal writes in now.
    private var current = Style.plain
    /// Whether a character in the bottom right corner would scroll the screen.
    private let scrollsAtEnd: Bool
    private let clearToEnd: [UInt8]
    /// Whether the cursor is moved as ECMA-48 has it, which needs no look-up.
    private let movesByECMA48: Bool

    init(palette: Palette) {
        self.palette = palette
        scrollsAtEnd = tigetflag("am") > 0 && tigetflag("xenl") <= 0
        clearToEnd = Painter.capability("el")
        movesByECMA48 = Painter.capability("cup") == Array("\u{1B}[%i%p1%d;%p2%dH".utf8)
    }

    /// Makes the next frame be sent whole.
    mutating func repaintAll() { shownSize = Size(columns: 0, rows: 0) }

    /// Shows a frame on a screen of a size.
    mutating func paint(_ frame: Frame, size: Size, to output: OutputBuffer) {
        bytes.removeAll(keepingCapacity: true)
        if shownSize != frame.size { enter(frame, size, output) }
        for row in 0..<min(frame.size.rows, size.rows) {
            paint(row, of: frame, columns: min(frame.size.columns, size.columns), size)
        }
        use(.plain)
        place(frame.cursor, size)
        (shownSize, shownCells, shownClusters) = (frame.size, frame.cells, frame.clusters)
        output.append(bytes)
    }

    /// Has curses take the screen, if it has not got it, and clear it.
    private mutating func enter(_ frame: Frame, _ size: Size, _ output: OutputBuffer) {
        shownCells = Array(repeating: Cell(), count: frame.cells.count)
        shownClusters = []
        let screen = gloss_stdscr()
        werase(screen)
        clearok(gloss_curscr(), true)
        wrefresh(screen)
        // Curses made its own few rows the region that scrolls.
        if let region = gloss_scroll_region(Int32(size.rows)) { output.append(String(cString: region)) }
        current = .plain
    }

    private mutating func place(_ cursor: Position?, _ size: Size) {
        guard let cursor, cursor.row >= 0, cursor.row < size.rows, cursor.column >= 0,
            cursor.column < size.columns
        else {
            curs_set(0)
            return
        }
        move(to: cursor.row, cursor.column)
        curs_set(1)
    }

    // MARK: Rows

    /// Unchanged cells that cost less to send again than to step over.
    private static let gap = 6

    private mutating func paint(_ row: Int, of frame: Frame, columns: Int, _ size: Size) {
        let start = row * frame.size.columns
        guard !isAsShown(frame, start) else { return }
        var end = columns
        if scrollsAtEnd, row == size.rows - 1, columns == size.columns { end -= 1 }
        let blank = trailingBlanks(frame, start, end)
        var column = 0
        while column < end {
            guard isChanged(frame, start + column) else {
                column += 1
                continue
            }
            var first = column
            while first > 0, frame.cells[start + first].width == 0 { first -= 1 }
            if first >= blank, end - first > clearToEnd.count {
                move(to: row, first)
                use(.plain)
                bytes += clearToEnd
                return
            }
            let last = endOfRun(frame, start, from: column, limit: min(end, max(blank, column + 1)))
            move(to: row, first)
            column = first
            while column < last {
                let cell = frame.cells[start + column]
                use(cell.style)
                write(cell, of: frame, isCut: cell.width == 2 && column + 2 > columns)
                column += max(1, Int(cell.width))
            }
        }
    }

    /// The column from which a row is plain and blank to its end; `end` where it is not, or where
    /// the terminal cannot clear.
    private func trailingBlanks(_ frame: Frame, _ start: Int, _ end: Int) -> Int {
        guard !clearToEnd.isEmpty else { return end }
        let blank = Cell()
        var column = end
        while column > 0, frame.cells[start + column - 1] == blank { column -= 1 }
        return column
    }

    /// One past the last changed cell of a run that has no long unchanged stretch in it.
    private func endOfRun(_ frame: Frame, _ start: Int, from column: Int, limit: Int) -> Int {
        var last = column + 1
        var next = last
        while next < limit, next - last < Painter.gap {
            if isChanged(frame, start + next) { last = next + 1 }
            next += 1
        }
        return last
    }

    /// Whether a row without clusters is the same as the one shown.
    private func isAsShown(_ frame: Frame, _ start: Int) -> Bool {
        guard frame.clusters.isEmpty, shownClusters.isEmpty else { return false }
        for index in start..<start + frame.size.columns where frame.cells[index] != shownCells[index] {
            return false
        }
        return true
    }

    /// Whether a cell differs from what is shown. Clusters are numbered by frame, so their text is
    /// compared.
    private func isChanged(_ frame: Frame, _ index: Int) -> Bool {
        let (new, old) = (frame.cells[index], shownCells[index])
        guard new.cluster > 0, old.cluster > 0 else { return new != old }
        return new.scalar != old.scalar || new.style != old.style || new.width != old.width
            || frame.clusters[Int(new.cluster) - 1] != shownClusters[Int(old.cluster) - 1]
    }

    // MARK: Cells

    /// Writes a cell so that what libc measures is the frame's width: terminals mostly go by libc.
    private mutating func write(_ cell: Cell, of frame: Frame, isCut: Bool) {
        if (0x20..<0x7F).contains(cell.scalar.value), cell.cluster == 0 {
            bytes.append(UInt8(cell.scalar.value))
            return
        }
        guard !isCut else {
            bytes.append(0x20)
            return
        }
        switch (wcwidth(wchar_t(bitPattern: cell.scalar.value)), cell.width) {
        case (1, 1), (2, 2):
            bytes += UTF8.encode(cell.scalar)!
            if cell.cluster > 0 { writeMarks(of: frame.clusters[Int(cell.cluster) - 1]) }
        case (1, 2):
            // Wide only by a variation selector or as one of a pair: the base alone.
            bytes += UTF8.encode(cell.scalar)!
            bytes.append(0x20)
        default:
            bytes += UTF8.encode("\u{FFFD}")!
            if cell.width == 2 { bytes.append(0x20) }
        }
    }

    /// The zero-width scalars after the base that may go into a cell: up to four, without joiners
    /// and variation selectors, which change the width of what the terminal draws.
    private mutating func writeMarks(of cluster: String) {
        var count = 0
        for scalar in cluster.unicodeScalars.dropFirst() {
            let value = scalar.value
            guard count < 4, wcwidth(wchar_t(bitPattern: value)) == 0 else { break }
            let isHarmless =
                !(0x200B...0x200F).contains(value) && !(0xFE00...0xFE0F).contains(value)
                && value < 0xE0000
            guard isHarmless else { continue }
            bytes += UTF8.encode(scalar)!
            count += 1
        }
    }

    // MARK: Capabilities

    private mutating func move(to row: Int, _ column: Int) {
        guard movesByECMA48 else {
            bytes += Painter.string(gloss_move(Int32(row), Int32(column)))
            return
        }
        bytes += [0x1B, 0x5B]
        write(number: row + 1)
        bytes.append(0x3B)
        write(number: column + 1)
        bytes.append(0x48)
    }

    private mutating func write(number: Int) {
        if number >= 10 { write(number: number / 10) }
        bytes.append(0x30 + UInt8(number % 10))
    }

    private mutating func use(_ style: Style) {
        guard style != current else { return }
        current = style
        if let known = looks.first(where: { $0.style == style }) {
            bytes += known.bytes
            return
        }
        let made = look(of: style)
        looks.append((style, made))
        bytes += made
    }

    /// What makes the terminal write in a style, whatever it wrote in before.
    private func look(of style: Style) -> [UInt8] {
        var look = Painter.capability("sgr0")
        for (attribute, name) in Painter.attributes where style.attributes.contains(attribute) {
            look += Painter.capability(name)
        }
        if let color = palette.index(style.foreground) {
            look += Painter.string(gloss_color("setaf", Int32(color)))
        }
        if let color = palette.index(style.background) {
            look += Painter.string(gloss_color("setab", Int32(color)))
        }
        return look
    }

    private static let attributes: [(Style.Attributes, String)] = [
        (.bold, "bold"), (.dim, "dim"), (.underline, "smul"), (.reverse, "rev"), (.italic, "sitm"),
    ]

    private static func capability(_ name: String) -> [UInt8] {
        let found = tigetstr(name)
        return found.isCapability ? string(found) : []
    }

    /// The bytes of a capability, without terminfo's delays.
    private static func string(_ capability: UnsafePointer<CChar>?) -> [UInt8] {
        capability.map { Terminal.withoutPadding(String(cString: $0)) } ?? []
    }
}
