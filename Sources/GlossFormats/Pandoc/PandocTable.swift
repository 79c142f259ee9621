import GlossModel

extension PandocReader {
    /// A table: its caption before it, its rows as lines. What is laid out by a table, boxes and pages
    /// in columns, is read as the blocks in its cells.
    mutating func table(_ content: JSONValue?, _ block: JSONValue) throws(FormatError) {
        guard let content, content.kind == .array else { throw wrong(block, "a table is empty") }
        let parts = content.items
        guard parts.count == 6 else { return try oldTable(parts, block) }
        if let words = parts[1].item(1) { try caption(words) }
        var rows = parts[3].item(1)?.items ?? []
        for body in parts[4].items { rows += (body.item(2)?.items ?? []) + (body.item(3)?.items ?? []) }
        rows += parts[5].item(1)?.items ?? []
        let cells = rows.map { row in (row.item(1)?.items ?? []).map { PandocCell(cell: $0) } }
        try write(cells, width: parts[2].items.count)
    }

    /// A table of pandoc-types 1.20: caption, alignments, widths, head, rows.
    private mutating func oldTable(_ parts: [JSONValue], _ block: JSONValue) throws(FormatError) {
        guard parts.count == 5 else { throw wrong(block, "a table has \(parts.count) parts") }
        if !Self.words(parts[0]).isEmpty {
            try styled(.caption) { reader throws(FormatError) in try reader.inlines(parts[0]) }
        }
        let rows = [parts[3]] + parts[4].items
        try write(rows.map { $0.items.map { PandocCell(blocks: $0) } }, width: parts[1].items.count)
    }

    private mutating func write(_ rows: [[PandocCell]], width: Int) throws(FormatError) {
        let cells = rows.joined()
        guard builder.table == nil, width > 1, cells.count > 1, !cells.contains(where: \.isLayout) else {
            for cell in cells {
                try read(cell.blocks)
                builder.end()
            }
            return
        }
        builder.beginTable(width: width)
        for row in rows {
            builder.beginRow()
            for cell in row where builder.beginCell(columns: cell.columns, rows: cell.rows) {
                try read(cell.blocks)
                builder.endCell()
            }
            builder.endRow()
        }
        builder.endTable()
    }
}

private struct PandocCell {
    var rows = 1
    var columns = 1
    var blocks: JSONValue

    init(blocks: JSONValue) { self.blocks = blocks }

    init(cell: JSONValue) {
        rows = cell.item(2)?.int ?? 1
        columns = cell.item(3)?.int ?? 1
        blocks = cell.item(4) ?? cell
    }

    /// Whether it holds what no cell of a grid does: headings, tables, a page of paragraphs.
    var isLayout: Bool {
        let names = blocks.items.map { $0["t"]?.string ?? "" }
        if names.contains(where: { $0 == "Header" || $0 == "Table" }) { return true }
        return names.count { $0 == "Para" || $0 == "Plain" } > 2 && PandocReader.words(blocks).utf8.count > 800
    }
}
