import GlossModel

/// Writes the text of a report and keeps where everything is in it.
struct PDFWriter {
    private(set) var text: [UInt8] = []
    private(set) var blocks: [ReportBlock] = []
    /// First byte of each page.
    private(set) var pageStarts: [Int] = [0]
    private(set) var links: [Link] = []
    /// Raised signs outside of notes.
    private(set) var raised: [(span: Span, page: Int)] = []
    private(set) var notes: [PDFNoteLinks.Body] = []
    /// Bytes of the source that stand in the text: where from, how many, where to.
    private var pieces: [(source: Int, count: Int, target: Int)] = []
    private var page = 0

    /// Writes a block after a blank line; gives its index in `blocks`.
    @discardableResult
    mutating func write(_ block: PDFBlock) -> Int {
        if !text.isEmpty { text.append(contentsOf: text.last == 0x0A ? [0x0A] : [0x0A, 0x0A]) }
        turn(to: block.page)
        let start = text.count
        switch block.kind {
        case .table where !block.rows.isEmpty: writeTable(block)
        case .code: writeCode(block)
        default: writeLines(block)
        }
        blocks.append(ReportBlock(trimmed(start), block.kind, level: block.level))
        if block.kind == .note, let name = PDFNotes.name(of: block) {
            notes.append(PDFNoteLinks.Body(name: name, span: blocks[blocks.count - 1].span, page: block.page))
        }
        return blocks.count - 1
    }

    /// Goes on to a page.
    mutating func turn(to page: Int) {
        while self.page < page {
            pageStarts.append(text.count)
            text.append(0x0C)
            self.page += 1
        }
    }

    private func trimmed(_ start: Int) -> Span {
        let first = text[start...].firstIndex { $0 > 0x20 } ?? start
        let last = text[start...].lastIndex { $0 > 0x20 } ?? start
        return Span(first, max(first, last + (text.isEmpty ? 0 : 1)))
    }

    private mutating func writeLines(_ block: PDFBlock) {
        for (index, line) in block.lines.enumerated() {
            if index > 0 {
                text.append(0x0A)
                turn(to: line.page)
            }
            write(line, 0..<line.text.count)
        }
        // The sign that a note begins with refers to nothing.
        if block.kind == .note, block.lines[0].raised.first?.lowerBound == 0 { dropRaised(block.lines.reduce(0) { $0 + $1.raised.count }) }
    }

    private mutating func dropRaised(_ count: Int) { raised.removeLast(min(count, raised.count)) }

    /// Writes bytes of a line; tabs as spaces.
    private mutating func write(_ line: PDFLine, _ range: Range<Int>, keepsTabs: Bool = false) {
        let start = text.count
        for byte in line.text[range] { text.append(byte == 0x09 && !keepsTabs ? 0x20 : byte) }
        for piece in line.pieces {
            let low = max(piece.start, range.lowerBound), high = min(piece.start + piece.source.count, range.upperBound)
            if low < high { pieces.append((piece.source.lowerBound + low - piece.start, high - low, start + low - range.lowerBound)) }
        }
        for span in line.raised where span.lowerBound >= range.lowerBound && span.upperBound <= range.upperBound {
            let offset = start - range.lowerBound
            raised.append((Span(span.lowerBound + offset, span.upperBound + offset), line.page))
        }
    }

    private mutating func writeTable(_ block: PDFBlock) {
        for (number, row) in block.rows.enumerated() {
            if number > 0 { text.append(0x0A) }
            if let first = row.lazy.flatMap({ $0 }).first { turn(to: block.lines[first.line].page) }
            for (column, cell) in row.enumerated() {
                if column > 0 { text.append(0x09) }
                for (index, part) in cell.enumerated() {
                    if index > 0 { text.append(0x20) }
                    let line = block.lines[part.line]
                    let end = part.cell + 1 < line.cellStarts.count ? line.cellStarts[part.cell + 1] - 1 : line.text.count
                    write(line, line.cellStarts[part.cell]..<end)
                }
            }
        }
    }

    /// Lines of code, indented as they stand.
    private mutating func writeCode(_ block: PDFBlock) {
        let left = block.lines.map(\.box.left).min()!
        for (index, line) in block.lines.enumerated() {
            if index > 0 {
                text.append(0x0A)
                turn(to: line.page)
            }
            let width = line.box.width / Float(max(1, line.text.count))
            if width > 0 { text.append(contentsOf: repeatElement(0x20, count: min(60, Int(((line.box.left - left) / width).rounded())))) }
            write(line, 0..<line.text.count)
        }
    }

    /// Finds the links of the source in the text. O(links log n).
    mutating func find(_ wanted: [PDFLink]) {
        let sorted = pieces.sorted { $0.source < $1.source }
        for link in wanted {
            var index = sorted.partitioningIndex { $0.source + $0.count > link.text.lowerBound }
            var span: Span?
            while index < sorted.count, sorted[index].source < link.text.upperBound {
                let piece = sorted[index]
                let low = max(piece.source, link.text.lowerBound), high = min(piece.source + piece.count, link.text.upperBound)
                let part = Span(piece.target + low - piece.source, piece.target + high - piece.source)
                span = span.map { Span(min(Int($0.start), Int(part.start)), max(Int($0.end), Int(part.end))) } ?? part
                index += 1
            }
            if let span, span.count > 0 { links.append(Link(span, target: link.target)) }
        }
        links.sort { $0.span < $1.span }
    }
}
