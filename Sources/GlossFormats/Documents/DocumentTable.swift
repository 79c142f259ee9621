import GlossModel

/// A table that is being written: a row a line, cells parted by tabs. Where a cell spans several
/// rows or columns the others of them are empty, so that each row has as many cells as the table.
struct DocumentTable {
    /// Cells of a row; at most `widest`.
    let width: Int
    /// Rows that each column is still covered for by a cell above.
    fileprivate var covered: [Int]
    fileprivate var column = 0
    /// Where the row begins.
    fileprivate var rowStart = 0
    fileprivate var isFirst = true
    /// The style around the table.
    fileprivate let outer: DocumentBuilder.Style

    /// More columns than these are cut off: no table is so wide.
    static let widest = 256

    fileprivate init(width: Int, outer: DocumentBuilder.Style) {
        self.width = max(1, min(Self.widest, width))
        covered = Array(repeating: 0, count: self.width)
        self.outer = outer
    }
}

extension DocumentBuilder {
    mutating func beginTable(width: Int) {
        closeBlock()
        table = DocumentTable(width: width, outer: style)
        style = Style(kind: .table)
        label = ""
    }

    /// Begins a row.
    mutating func beginRow() {
        openBlock()
        if table?.isFirst == false { newLine() }
        table?.isFirst = false
        table?.column = 0
        table?.rowStart = bytes.count
    }

    /// Begins a cell; false where it is beyond the widest row, and nothing of it is to be written.
    mutating func beginCell(columns: Int, rows: Int) -> Bool {
        guard var table else { return false }
        while table.column < table.width, table.covered[table.column] > 0 {
            table.covered[table.column] -= 1
            part(&table)
        }
        guard table.column < table.width else { return false }
        let last = min(table.width, table.column + max(1, columns))
        if table.column > 0 { tab() }
        for column in table.column..<last { table.covered[column] = max(0, min(rows, 1 << 16) - 1) }
        self.table = table
        self.table?.column = last
        spanned = last - table.column - 1
        return true
    }

    /// Ends the cell.
    mutating func endCell() {
        for _ in 0..<spanned { tab() }
        spanned = 0
    }

    /// Moves beyond a column that a cell above covers.
    private mutating func part(_ table: inout DocumentTable) {
        if table.column > 0 { tab() }
        table.column += 1
    }

    /// Ends the row; one of nothing but empty cells is taken back.
    mutating func endRow() {
        guard var table else { return }
        while table.column < table.width {
            table.covered[table.column] = max(0, table.covered[table.column] - 1)
            part(&table)
        }
        self.table = table
        guard bytes[table.rowStart...].allSatisfy({ $0 == 0x09 }) else { return }
        let isFirst = table.rowStart == openStart
        cut(to: isFirst ? table.rowStart : table.rowStart - 1)
        self.table?.isFirst = isFirst
    }

    mutating func endTable() {
        guard let table else { return }
        closeBlock()
        style = table.outer
        self.table = nil
    }
}
