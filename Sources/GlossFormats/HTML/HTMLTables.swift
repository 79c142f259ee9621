import GlossModel

extension HTMLBlocks {
    private struct Cell {
        var node: Int
        var columns: Int
        var rows: Int
    }

    /// A table: its caption, then a line a row. What only lays a page out is read cell by cell.
    mutating func table(_ node: Int) {
        builder.end()
        let rows = rows(of: node)
        let width = Self.width(of: rows)
        for caption in tree.children(node) where tree.tag(caption) == .caption { write(caption) }
        let cells = rows.joined()
        guard builder.table == nil, width > 1, cells.count > 1, !cells.contains(where: { isLayout($0.node) }) else {
            return writeCells(node)
        }
        builder.beginTable(width: width)
        for row in rows {
            builder.beginRow()
            for cell in row where builder.beginCell(columns: cell.columns, rows: cell.rows) {
                write(cell.node)
                builder.endCell()
            }
            builder.endRow()
        }
        builder.endTable()
    }

    /// All that stands in a table, block by block.
    private mutating func writeCells(_ node: Int) {
        for child in tree.children(node) where tree.tag(child) != .caption { write(child) }
        builder.end()
    }

    private func rows(of table: Int) -> [[Cell]] {
        var rows: [[Cell]] = []
        var feet: [[Cell]] = []
        for child in tree.children(table) where !isLeftOut[child] {
            switch tree.tag(child) {
            case .tr: rows.append(cells(of: child))
            case .thead, .tbody: rows += tree.children(child).filter { tree.tag($0) == .tr && !isLeftOut[$0] }.map(cells)
            case .tfoot: feet += tree.children(child).filter { tree.tag($0) == .tr && !isLeftOut[$0] }.map(cells)
            default: break
            }
        }
        return rows + feet
    }

    private func cells(of row: Int) -> [Cell] {
        tree.children(row).filter { tree.tag($0) == .td || tree.tag($0) == .th }.map { node in
            Cell(node: node, columns: span("colspan", node, most: 1000), rows: span("rowspan", node, most: 65534))
        }
    }

    private func span(_ name: StaticString, _ node: Int, most: Int) -> Int {
        let value = tree.attribute(name, of: node).flatMap { Int($0) } ?? 1
        // rowspan=0 goes to the end of the table.
        return value == 0 ? most : max(1, min(most, value))
    }

    /// The widest row, with what cells above cover of it.
    private static func width(of rows: [[Cell]]) -> Int {
        var (width, covered) = (0, [Int](repeating: 0, count: DocumentTable.widest))
        for row in rows {
            var column = 0
            func pass() { while column < covered.count, covered[column] > 0 { (covered[column], column) = (covered[column] - 1, column + 1) } }
            for cell in row {
                pass()
                let last = min(covered.count, column + cell.columns)
                for place in column..<max(column, last) { covered[place] = cell.rows - 1 }
                column = max(column, last)
            }
            let end = column
            pass()
            width = max(width, end, column)
        }
        return width
    }

    /// Whether a cell holds what no cell of a grid does: headings, tables, a page of paragraphs.
    private func isLayout(_ node: Int) -> Bool {
        let range = node + 1..<tree.end(of: node)
        var (paragraphs, bytes) = (0, 0)
        for index in range {
            switch tree.tag(index) {
            case .h1, .h2, .h3, .h4, .table, .article, .nav: return true
            case .p, .div: paragraphs += 1
            case .text: bytes += tree.nodes[index].range.count
            default: break
            }
        }
        return paragraphs > 2 && bytes > 1200
    }
}
