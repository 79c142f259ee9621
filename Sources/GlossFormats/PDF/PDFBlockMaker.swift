import GlossModel

/// Makes blocks of the lines of a column.
struct PDFBlockMaker {
    let measures: PDFMeasures
    let lineMaker: PDFLineMaker
    /// Names of the notes that the page refers to.
    var notes: Set<String> = []

    /// The blocks of a column, from the top down. `listing` is the number of the line with which a
    /// listing ended the column before, 0 where none did.
    func blocks(_ column: PDFColumn, listing: inout Int) -> [PDFBlock] {
        var lines = column.lines
        let contents = PDFContents.entries(lines)
        var tables = PDFTables(measures, lines)
        var blocks: [PDFBlock] = []
        var plain: [PDFLine] = []
        func flush() {
            blocks += PDFParagraphs(measures, column).blocks(plain)
            plain = []
        }
        var listings = PDFListings.lines(lines, notes: notes, after: &listing)
        let found = tables.ranges()
        // Rows of a table may be numbered as well.
        for range in found where range.reduce(0, { $0 + lines[$1].cells.count }) > 2 * range.count && !range.contains(where: { lines[$0].style.isMono }) {
            if !goesOn(lines, range.lowerBound - 1, range.lowerBound), !goesOn(lines, range.upperBound - 1, range.upperBound) { listings.subtract(range) }
        }
        var ranges = found.filter { range in !range.contains { contents.contains($0) || listings.contains($0) } }[...]
        var index = 0
        while index < lines.count {
            if let table = ranges.first, table.lowerBound == index {
                flush()
                PDFCells(maker: lineMaker).part(&lines, table, at: tables.columns(table))
                tables = PDFTables(measures, lines)
                var block = PDFBlock(Array(lines[table]), kind: .table)
                block.rows = tables.rows(table)
                blocks.append(block)
                ranges.removeFirst()
                index = table.upperBound
                continue
            }
            if listings.contains(index) {
                flush()
                blocks.append(PDFBlock([lines[index]], kind: .code))
            } else if contents.contains(index) {
                flush()
                append(lines[index], to: &blocks)
            } else {
                plain.append(lines[index])
            }
            index += 1
        }
        flush()
        return measured(joiningCode(blocks), column)
    }

    /// Whether the numbers of two lines count on.
    private func goesOn(_ lines: [PDFLine], _ first: Int, _ second: Int) -> Bool {
        guard first >= 0, second < lines.count, let one = PDFListings.lineNumber(lines[first].text) else { return false }
        return PDFListings.lineNumber(lines[second].text) == one + 1
    }

    /// Adds a line of a table of contents: an entry, or the end of one that has no number yet.
    private func append(_ line: PDFLine, to blocks: inout [PDFBlock]) {
        if let last = blocks.last, last.kind == .contents, !(last.lastByte >= 0x30 && last.lastByte <= 0x39), PDFLabel(line.text) == nil {
            blocks[blocks.count - 1].lines.append(line)
        } else {
            blocks.append(PDFBlock([line], kind: .contents))
        }
    }

    /// Marks what is set in a typewriter face as code; such blocks that follow each other are one.
    private func joiningCode(_ blocks: [PDFBlock]) -> [PDFBlock] {
        var joined: [PDFBlock] = []
        for var block in blocks {
            let isNote = block.kind == .paragraph && block.lines[0].raised.first?.lowerBound == 0
            let isCode = block.kind == .code || block.kind == .paragraph && block.style.isMono && !measures.body.isMono && !isNote
            if isCode { block.kind = .code }
            if isCode, let last = joined.last, last.kind == .code,
                block.box.top - last.box.bottom < 1.2 * measures.leading(block.style.size)
            {
                joined[joined.count - 1].lines += block.lines
            } else {
                joined.append(block)
            }
        }
        return joined
    }

    /// Blocks that know the edges of their column and the white space around them.
    private func measured(_ blocks: [PDFBlock], _ column: PDFColumn) -> [PDFBlock] {
        var blocks = blocks
        for index in blocks.indices {
            blocks[index].column = (column.left, column.right)
            guard index > 0 else { continue }
            let above = blocks[index - 1].lines.last!, line = blocks[index].lines[0]
            let size = max(1, min(above.style.size, line.style.size))
            let white = (line.base - above.base - measures.leading(line.style.size)) / size
            blocks[index].above = white
            blocks[index - 1].below = white
        }
        return blocks
    }
}
