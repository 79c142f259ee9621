/// How the rows of a table that was written as text are known.
enum TableShape: Equatable {
    /// Lines begin with `|` or `+`, or cells are parted by ` | `.
    case pipes
    case tabs
    /// Cells are parted by two spaces or more, and begin or end below each other.
    case columns([TableCell])

    /// Rows that have to stand below each other.
    private static let fewest = 3

    /// The table that begins with a line, judged from it and the lines below it; nil where there is
    /// none. O(1) where the line has nothing that parts cells, else O(three lines).
    init?(_ shape: LineShape, in text: Text) {
        guard shape.line.end - shape.line.start < LineShape.farthest else { return nil }
        let first = shape.first
        if first == 0x7C || first == 0x2B && shape[1] == 0x2D {
            guard let next = text.nextLine(from: shape.line.next), next.blanks == 0,
                TableShape.isPiped(LineShape(next.line, in: text))
            else { return nil }
            self = .pipes
            return
        }
        let parts = CellParts(shape)
        if parts.pipes > 0, TableShape.hasRows(shape, text, where: { CellParts($0).pipes == parts.pipes || $0.isPipeRule }) {
            self = .pipes
        } else if parts.tabs > 0, TableShape.hasRows(shape, text, where: { CellParts($0).tabs > 0 }) {
            self = .tabs
        } else if parts.gaps > 0, let cells = TableShape.columns(shape, text) {
            self = .columns(cells)
        } else {
            return nil
        }
    }

    private static func isPiped(_ shape: LineShape) -> Bool {
        shape.first == 0x7C || shape.first == 0x2B && shape[1] == 0x2D
    }

    /// Whether the next lines are rows too; a rule below the first one is enough.
    private static func hasRows(_ shape: LineShape, _ text: Text, where isRow: (LineShape) -> Bool) -> Bool {
        var offset = shape.line.next
        for row in 1..<fewest {
            guard let next = text.nextLine(from: offset), next.blanks == 0 else { return false }
            let below = LineShape(next.line, in: text)
            guard isRow(below) else { return false }
            if row == 1, below.isPipeRule { return true }
            offset = next.line.next
        }
        return true
    }

    /// The cells of three lines in columns; nil where they do not stand below each other.
    private static func columns(_ shape: LineShape, _ text: Text) -> [TableCell]? {
        let cells = TableCell.cells(of: shape)
        guard cells.count > 1, !shape.isJustified else { return nil }
        var below: [[TableCell]] = []
        var offset = shape.line.next
        while below.count < fewest - 1 {
            guard let next = text.nextLine(from: offset), next.blanks <= 1, !next.line.opensPage else { return nil }
            let line = LineShape(next.line, in: text)
            offset = next.line.next
            if line.rule != nil { continue }
            let row = TableCell.cells(of: line)
            guard row.count > 1, !line.isJustified else { return nil }
            below.append(row)
        }
        let isTable = cells.dropFirst().contains { cell in
            below.allSatisfy { row in row.dropFirst().contains { $0.stands(below: cell) } }
        }
        return isTable ? cells : nil
    }

    /// Whether a line is a row of the table, with some blank lines before it. Takes the row's columns.
    mutating func takes(_ shape: LineShape, blanks: Int, in text: Text) -> Bool {
        switch self {
        case .pipes:
            return blanks == 0 && (TableShape.isPiped(shape) || CellParts(shape).pipes > 0 || shape.isPipeRule)
        case .tabs: return blanks == 0 && CellParts(shape).tabs > 0
        case .columns(let columns):
            guard blanks <= 1 else { return false }
            if shape.rule != nil { return blanks == 0 }
            let row = TableCell.cells(of: shape)
            if row.count == 1 { return blanks == 0 && isContinued(row[0], columns, shape, text) }
            guard row.dropFirst().contains(where: { cell in columns.dropFirst().contains { cell.stands(below: $0) } }),
                blanks == 0 || row.allSatisfy({ cell in columns.contains { cell.stands(below: $0) } })
            else { return false }
            if row.count >= columns.count { self = .columns(row) }
            return true
        }
    }

    /// Whether a line of one cell goes on with a cell of the row before: it stands below a later one,
    /// or below the first with rows to come.
    private func isContinued(_ cell: TableCell, _ columns: [TableCell], _ shape: LineShape, _ text: Text) -> Bool {
        if columns.dropFirst().contains(where: { abs($0.start - cell.start) <= 1 }) { return true }
        guard let first = columns.first, abs(first.start - cell.start) <= 2, columns.count > 1, cell.end < columns[1].start + 2,
            let next = text.nextLine(from: shape.line.next), next.blanks == 0
        else { return false }
        return TableCell.cells(of: LineShape(next.line, in: text)).dropFirst().contains { below in
            columns.dropFirst().contains { below.stands(below: $0) }
        }
    }
}

/// A cell of a row in columns: where it begins and ends.
struct TableCell: Equatable {
    var start: Int
    var end: Int

    /// Whether it is set flush left, flush right or in the middle below another.
    func stands(below other: TableCell) -> Bool {
        start == other.start || end == other.end || abs(start + end - other.start - other.end) <= 1
    }

    private static let most = 24

    /// The cells of a line: what stands between two or more spaces or tabs.
    static func cells(of shape: LineShape) -> [TableCell] {
        var cells: [TableCell] = []
        var column = shape.indent
        var cell = TableCell(start: column, end: column)
        var gap = 0
        var isAfterStop = false
        for offset in shape.start..<shape.end {
            let byte = shape.bytes[offset]
            if byte & 0xC0 == 0x80 { continue }
            if byte <= 0x20 {
                gap += byte == 0x09 ? 2 : 1
                column = byte == 0x09 ? column / 8 * 8 + 8 : column + 1
                continue
            }
            if gap >= (isAfterStop ? 3 : 2), cells.count < most {
                cells.append(cell)
                cell.start = column
            }
            gap = 0
            isAfterStop = CellParts.isStop(byte)
            column += 1
            cell.end = column
        }
        return cells + [cell]
    }
}

/// What may part the cells of a line, counted.
private struct CellParts {
    /// ` | `
    var pipes = 0
    /// Tabs behind the first word.
    var tabs = 0
    /// Two spaces or more, not behind a stop.
    var gaps = 0

    init(_ shape: LineShape) {
        let bytes = shape.bytes
        guard shape.end - shape.start < LineShape.farthest else { return }
        let start = LineMark(shape)?.content ?? shape.start
        var offset = start + 1
        while offset < shape.end {
            let byte = bytes[offset]
            if byte == 0x09 {
                tabs += 1
                gaps += 1
            } else if byte == 0x7C, bytes[offset - 1] == 0x20, offset + 1 == shape.end || bytes[offset + 1] == 0x20 {
                pipes += 1
            } else if byte == 0x20, bytes[offset - 1] == 0x20, offset < 2 || !Self.isStop(bytes[offset - 2]) || bytes[offset + 1] == 0x20 {
                gaps += 1
            }
            offset += 1
        }
    }

    /// What two spaces are typed behind without meaning a cell.
    static func isStop(_ byte: UInt8) -> Bool { byte == 0x2E || byte == 0x21 || byte == 0x3F }
}

extension LineShape {
    /// Whether it parts the head of a table in pipes from its rows: `--- | :---:`.
    fileprivate var isPipeRule: Bool {
        var (dashes, pipes) = (0, 0)
        for offset in start..<end {
            switch bytes[offset] {
            case 0x2D: dashes += 1
            case 0x7C, 0x2B: pipes += 1
            case 0x3A, 0x20: continue
            default: return false
            }
        }
        return pipes > 0 && dashes >= 3
    }

    /// Whether spaces were put between its words to fill it: several gaps of two, none wider.
    fileprivate var isJustified: Bool {
        guard count >= 50 else { return false }
        var (two, wide, run) = (0, 0, 0)
        for offset in start...end {
            if offset < end, bytes[offset] == 0x20 {
                run += 1
                continue
            }
            if run == 2 { two += 1 } else if run > 2 { wide += 1 }
            run = 0
        }
        return wide == 0 && two >= 2
    }
}
