import GlossModel

/// Joins what goes on over the end of a column or a page.
struct PDFFlow {
    let measures: PDFMeasures

    /// The blocks of a document in order, with those joined that are one paragraph. Before a
    /// paragraph that goes on over a page stands what else stands on the page on which it begins.
    /// Linear.
    func joined(_ blocks: [PDFBlock]) -> [PDFBlock] {
        var flow: [PDFBlock] = []
        // The last block of prose, which may go on.
        var open: Int?
        for block in blocks {
            if let last = open, block.above > 8, goesOn(flow[last], block) {
                var whole = flow[last]
                whole.lines += block.lines
                whole.below = block.below
                if flow[last].lines.last!.page == block.page {
                    flow[last] = whole
                } else {
                    flow.remove(at: last)
                    let place = flow[last...].firstIndex { $0.page == block.page } ?? flow.count
                    flow.insert(whole, at: place)
                    open = place
                }
                continue
            }
            if let last = flow.indices.last, let table = joinedTable(flow[last], block) {
                flow[last] = table
                continue
            }
            flow.append(block)
            switch block.kind {
            case .paragraph, .list, .quote, .reference: open = flow.count - 1
            case .heading, .contents, .code, .front: open = nil
            default: break
            }
        }
        return flow
    }

    /// A table that goes on over a page, where its columns stand where they stood.
    private func joinedTable(_ a: PDFBlock, _ b: PDFBlock) -> PDFBlock? {
        guard a.kind == .table, b.kind == .table, b.above > 8, b.page == a.lines[a.lines.count - 1].page + 1,
            let first = a.rows.first, first.count == b.rows.first?.count
        else { return nil }
        let em = max(1, measures.body.size)
        guard zip(lefts(a), lefts(b)).allSatisfy({ abs($0 - $1) < em }) else { return nil }
        var whole = a
        whole.lines += b.lines
        whole.rows += b.rows.map { $0.map { $0.map { PDFCellLine(line: $0.line + a.lines.count, cell: $0.cell) } } }
        whole.below = b.below
        return whole
    }

    /// Where the columns of a table begin.
    private func lefts(_ table: PDFBlock) -> [Float] {
        (0..<(table.rows.first?.count ?? 0)).map { column in
            table.rows.lazy.flatMap { $0[column] }.map { table.lines[$0.line].cells[$0.cell].box.left }.min() ?? 0
        }
    }

    /// Whether a sentence that ends with a full line at the end of a page is not the last of its
    /// paragraph: the next does not begin one by its indent, and both are long.
    private func goesOnAfterSentence(_ a: PDFBlock, _ b: PDFBlock) -> Bool {
        guard a.kind == .paragraph, a.lines.count >= 2, b.lines.count >= 2, a.length > 120, b.length > 80 else { return false }
        return b.lines[0].box.left - b.lines[1].box.left < 0.7 * max(1, b.style.size)
    }

    /// Whether a block at the top of a column ends an entry of the column before: it has no number, and
    /// begins small or hangs.
    private func entryGoesOn(_ a: PDFBlock, _ b: PDFBlock) -> Bool {
        guard let last = a.lines.last, b.page - last.page <= 1, PDFLabel(b.lines[0].text) == nil else { return false }
        let em = max(1, b.style.size)
        let hangs = a.lines.count > 1 && a.lines[1].box.left > a.lines[0].box.left + 0.8 * em && b.lines[0].box.left > b.column.left + 0.8 * em
        return hangs || last.text.last == 0x2D || PDFParagraphs.beginsSmall(b.lines[0].text)
    }

    private func goesOn(_ a: PDFBlock, _ b: PDFBlock) -> Bool {
        if a.kind == .reference, b.kind == .reference { return entryGoesOn(a, b) }
        guard b.kind == .paragraph || b.kind == .quote && a.kind == .quote, b.page - a.lines.last!.page <= 1,
            abs(a.style.size - b.style.size) < 0.07 * a.style.size, a.style.isBold == b.style.isBold,
            let last = a.lines.last, let first = b.lines.first
        else { return false }
        if PDFLabel(first.text).map({ $0.isBullet || $0.isClosed }) == true { return false }
        let begins = String(decoding: first.text.prefix(4), as: UTF8.self).first!
        if last.text.last == 0x2D, begins.isLetter { return true }
        let em = last.style.size
        let room = a.column.right - last.box.right - first.firstWordWidth
        if PDFParagraphs.endsSentence(last.text) { return room < 0.6 * em && goesOnAfterSentence(a, b) }
        if begins.isLowercase { return true }
        return room < 2 * em && a.length > 60 && b.length > 20 && first.box.left - b.column.left < 4 * em
    }
}
