/// What stands on a terminal's screen: enough of xterm for what pagers, editors and gloss send.
public struct Screen: Sendable {
    /// One column of a row.
    struct Cell: Sendable {
        /// 0 in the right half of a wide character.
        var scalar: UInt32 = 0x20
        var hasBackground = false
    }

    public private(set) var columns: Int
    public private(set) var rows: Int
    /// What a terminal answers to the questions it was asked; emptied by whoever sends it.
    public var replies: [UInt8] = []
    /// The rows written to since this was emptied.
    public var touched: Set<Int> = []

    var row = 0
    var column = 0
    /// The first and the last row that scroll.
    var top = 0
    var bottom: Int
    var hasBackground = false
    /// The last column was written; the next character goes to the next line.
    var isBeforeWrap = false
    var lastScalar: UInt32 = 0x20
    private var saved = (row: 0, column: 0)
    private var cells: [Cell]
    private var parser = ScreenParser()

    public init(columns: Int, rows: Int) {
        (self.columns, self.rows) = (columns, rows)
        bottom = rows - 1
        cells = [Cell](repeating: Cell(), count: columns * rows)
    }

    /// Takes what a program wrote.
    public mutating func feed(_ bytes: some Sequence<UInt8>) {
        var parser = self.parser
        for byte in bytes { parser.take(byte, &self) }
        self.parser = parser
    }

    /// Changes the size; what stood there stays where there is room.
    public mutating func resize(columns: Int, rows: Int) {
        var screen = Screen(columns: columns, rows: rows)
        for row in 0..<min(rows, self.rows) {
            for column in 0..<min(columns, self.columns) {
                screen.cells[row * columns + column] = cells[row * self.columns + column]
            }
        }
        (screen.row, screen.column) = (min(row, rows - 1), min(column, columns - 1))
        (screen.parser, screen.replies) = (parser, replies)
        self = screen
    }

    /// A row's characters.
    public func text(row: Int) -> String {
        var view = String.UnicodeScalarView()
        for cell in cells[row * columns..<(row + 1) * columns] where cell.scalar != 0 {
            view.append(Unicode.Scalar(cell.scalar) ?? "\u{FFFD}")
        }
        return String(view)
    }

    /// Where a text of characters one column wide stands first within a row, if it does.
    public func find(_ text: String) -> (row: Int, column: Int)? {
        let wanted = text.unicodeScalars.map(\.value)
        guard let first = wanted.first, wanted.count <= columns else { return nil }
        for row in 0..<rows {
            for start in row * columns...(row + 1) * columns - wanted.count
            where cells[start].scalar == first {
                if wanted.indices.allSatisfy({ cells[start + $0].scalar == wanted[$0] }) {
                    return (row, start - row * columns)
                }
            }
        }
        return nil
    }

    /// Whether a text stands there with a background colour under all of it.
    public func isHighlighted(_ text: String) -> Bool {
        guard let place = find(text) else { return false }
        let start = place.row * columns + place.column
        return cells[start..<start + text.unicodeScalars.count].allSatisfy(\.hasBackground)
    }

    // MARK: What the parser asks for

    mutating func print(_ scalar: UInt32) {
        let width = ScreenParser.width(scalar)
        guard width > 0 else { return }
        if isBeforeWrap || column + width > columns {
            column = 0
            lineFeed()
        }
        let index = row * columns + column
        cells[index] = Cell(scalar: scalar, hasBackground: hasBackground)
        if width == 2 { cells[index + 1] = Cell(scalar: 0, hasBackground: hasBackground) }
        touched.insert(row)
        isBeforeWrap = column + width >= columns
        column = min(columns - 1, column + width)
        lastScalar = scalar
    }

    mutating func move(row: Int, column: Int) {
        self.row = max(0, min(rows - 1, row))
        self.column = max(0, min(columns - 1, column))
        isBeforeWrap = false
    }

    mutating func lineFeed() {
        isBeforeWrap = false
        if row == bottom { scroll(from: top, by: 1) } else if row < rows - 1 { row += 1 }
    }

    mutating func reverseLineFeed() {
        isBeforeWrap = false
        if row == top { scroll(from: top, by: -1) } else if row > 0 { row -= 1 }
    }

    /// Moves the rows from one to the end of the scrolling region up, or down where negative.
    mutating func scroll(from first: Int, by count: Int) {
        guard first <= bottom else { return }
        let height = bottom - first + 1
        let amount = min(abs(count), height)
        let kept = height - amount
        for step in 0..<kept {
            let (from, to) =
                count > 0
                ? (first + amount + step, first + step) : (bottom - amount - step, bottom - step)
            for column in 0..<columns { cells[to * columns + column] = cells[from * columns + column] }
        }
        let blank = count > 0 ? bottom - amount + 1...bottom : first...first + amount - 1
        for row in blank { erase(row: row, 0..<columns) }
        touched.formUnion(first...bottom)
    }

    mutating func erase(row: Int, _ range: Range<Int>) {
        for column in range.clamped(to: 0..<columns) {
            cells[row * columns + column] = Cell(hasBackground: hasBackground)
        }
        touched.insert(row)
    }

    mutating func eraseRows(_ range: Range<Int>) {
        for row in range.clamped(to: 0..<rows) { erase(row: row, 0..<columns) }
    }

    mutating func insertCells(_ count: Int) {
        let (start, end) = (row * columns + column, (row + 1) * columns)
        let count = min(count, end - start)
        for index in stride(from: end - 1, through: start + count, by: -1) { cells[index] = cells[index - count] }
        erase(row: row, column..<column + count)
    }

    mutating func deleteCells(_ count: Int) {
        let (start, end) = (row * columns + column, (row + 1) * columns)
        let count = min(count, end - start)
        for index in start..<end - count { cells[index] = cells[index + count] }
        erase(row: row, columns - count..<columns)
    }

    mutating func save() { saved = (row, column) }

    mutating func restore() { move(row: saved.row, column: saved.column) }
}
