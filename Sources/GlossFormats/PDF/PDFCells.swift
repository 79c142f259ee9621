/// Parts the cells of a table that stand closer together than words do elsewhere.
struct PDFCells {
    let maker: PDFLineMaker

    /// Makes the lines of a table anew in which a cell goes over the place where a column begins: it is parted
    /// there between two of its runs, or between two words of one. Linear in the runs.
    func part(_ lines: inout [PDFLine], _ range: Range<Int>, at columns: [Float]) {
        guard columns.count > 1 else { return }
        for index in range {
            let line = lines[index]
            let cells = line.cells.flatMap { parts(of: $0, max(1, line.style.size), columns) }
            if cells.count > line.cells.count, areApart(cells, columns) { lines[index] = maker.line(cells, page: line.page) }
        }
    }

    /// Whether each cell stands in a column of its own: the head of a column may begin before it does.
    private func areApart(_ cells: [PDFSegment], _ columns: [Float]) -> Bool {
        let places = cells.map { cell in columns.partitioningIndex { $0 > cell.box.centre } }
        return zip(places, places.dropFirst()).allSatisfy { $0 < $1 }
    }

    private func parts(of cell: PDFSegment, _ em: Float, _ columns: [Float]) -> [PDFSegment] {
        let inside = columns.filter { $0 > cell.box.left + em && $0 < cell.box.right - 0.5 * em }
        guard !inside.isEmpty else { return [cell] }
        var parts: [PDFSegment] = []
        for run in cell.runs.flatMap({ words(of: $0, em, inside) }) {
            let end = parts.last?.runs.last?.box.right
            let begins = end.map { end in
                run.box.left - end > 0.2 * em && inside.contains { abs($0 - run.box.left) < 1.5 * em || $0 > end && $0 <= run.box.right }
            }
            if begins ?? true { parts.append(PDFSegment(run, order: cell.order)) } else { parts[parts.count - 1].add(run) }
        }
        return parts
    }

    /// A run of a few words, parted where a word begins about where a column does.
    private func words(of run: PDFRun, _ em: Float, _ columns: [Float]) -> [PDFRun] {
        let text = maker.source.bytes[run.text]
        let spaces = text.indices.filter { text[$0] == 0x20 && $0 + 1 < text.endIndex && text[$0 + 1] != 0x20 }
        guard !spaces.isEmpty, spaces.count <= 6 else { return [run] }
        let whole = text.reduce(0) { $0 + PDFSpaces.width($1) }
        for column in columns where column > run.box.left + em && column < run.box.right - 0.5 * em {
            for space in spaces {
                let before = text[...space].reduce(0) { $0 + PDFSpaces.width($1) }
                guard abs(run.box.left + run.box.width * before / whole - column) < 0.9 * em else { continue }
                var (first, second) = (run, run)
                first.text = run.text.lowerBound..<space
                first.box.right = column - 0.3 * em
                second.text = space + 1..<run.text.upperBound
                second.box.left = column
                return [first] + words(of: second, em, columns)
            }
        }
        return [run]
    }
}
