import GlossModel

/// Finds the tables among the lines of a column: rows whose cells stand under each other.
struct PDFTables {
    private let measures: PDFMeasures
    private let lines: [PDFLine]
    private let em: Float
    private let left: Float
    private let right: Float
    /// The share of lines that go from edge to edge.
    private let fullShare: Float

    init(_ measures: PDFMeasures, _ lines: [PDFLine]) {
        left = lines.map(\.box.left).min() ?? 0
        right = lines.map(\.box.right).max() ?? 0
        self.measures = measures
        self.lines = lines
        em = max(1, measures.body.size)
        let (left, right, em) = (left, right, em)
        let full = lines.count { $0.box.left - left < 0.4 * em && right - $0.box.right < 0.4 * em }
        fullShare = lines.count < 6 ? 0 : Float(full) / Float(lines.count)
    }

    /// Ranges of lines that are tables, in order. Linear in the cells.
    func ranges() -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 0
        while index < lines.count {
            guard isRow(index), let range = table(from: index, after: found.last?.upperBound ?? 0) else {
                index += 1
                continue
            }
            index = range.upperBound
            let rows = withoutProse(range)
            if rows.count >= 2 { found.append(rows) }
        }
        return found
    }

    /// Whether a line has cells: gaps that are no gap after a label.
    private func isRow(_ index: Int) -> Bool { cells(lines[index]).count >= 2 && !isJustified(index) }

    /// Whether a line of prose was spread to the width of its column: its words stand as far from each
    /// other as cells do, all equally far, between lines of that width.
    private func isJustified(_ index: Int) -> Bool {
        let line = lines[index]
        guard isFull(line) else { return false }
        let gaps = zip(line.cells, line.cells.dropFirst()).map { $1.box.left - $0.box.right }
        guard let widest = gaps.max(), widest - gaps.min()! < 0.3 * em, widest < 4 * em else { return false }
        let isAfter = isProse(from: index, by: -1), isBefore = isProse(from: index, by: 1)
        return isAfter && isBefore || gaps.count >= 2 && (isAfter || isBefore || fullShare > 0.5)
    }

    /// Whether prose stands above or below a line, but for a few others that are as wide.
    private func isProse(from index: Int, by step: Int) -> Bool {
        var place = index + step
        while lines.indices.contains(place), abs(place - index) < 4, isFull(lines[place]), lines[place].cells.count > 1 { place += step }
        return lines.indices.contains(place) && lines[place].cells.count == 1 && isFull(lines[place])
    }

    private func isFull(_ line: PDFLine) -> Bool { line.box.left - left < 0.4 * em && right - line.box.right < 0.4 * em }

    private func cells(_ line: PDFLine) -> ArraySlice<PDFSegment> {
        guard line.cells.count >= 2, let label = PDFLabel(line.text), label.length <= line.cellStarts[1] else { return line.cells[...] }
        return line.cells.dropFirst()
    }

    private func table(from start: Int, after limit: Int) -> Range<Int>? {
        var rows = 1
        var last = start
        var aligned = 0
        var most = lines[start].cells.count
        var edges = lines[start].cells.map(\.box)
        var index = start + 1
        while index < lines.count, index - last <= 4 {
            let line = lines[index]
            if isGap(lines[index - 1], line) { break }
            if isRow(index) {
                let hits = line.cells.count { cell in edges.contains { PDFTables.isAligned(cell.box, $0, em) } }
                if hits < 1 || hits == 1 && line.cells.count > 2 && index - last > 2 { break }
                rows += 1
                if hits >= 2 { aligned += 1 }
                last = index
                most = max(most, line.cells.count)
                edges = line.cells.map(\.box) + edges.prefix(24)
            } else if !isContinuation(line, edges) {
                break
            }
            index += 1
        }
        let end = trailing(after: last, edges)
        guard rows >= 3 && aligned * 2 >= rows - 1 || rows == 2 && aligned == 1 && most >= 3 else { return nil }
        return start..<end
    }

    /// The rows without lines of text before and after them, which go over several columns.
    private func withoutProse(_ range: Range<Int>) -> Range<Int> {
        let starts = columns(range)
        func isProse(_ index: Int) -> Bool {
            lines[index].text.count > 50 && lines[index].cells.contains { cell in
                starts.contains { $0 > cell.box.left + 2 * em && $0 < cell.box.right - 2 * em }
            }
        }
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isProse(start) { start += 1 }
        while end > start, isProse(end - 1) { end -= 1 }
        return start..<end
    }

    private func isGap(_ above: PDFLine, _ below: PDFLine) -> Bool {
        below.box.top - above.box.bottom > 2.2 * measures.leading(below.style.size)
    }

    static func isAligned(_ a: PDFBox, _ b: PDFBox, _ em: Float) -> Bool {
        abs(a.left - b.left) < 0.6 * em || abs(a.right - b.right) < 0.6 * em || abs(a.centre - b.centre) < 0.6 * em
    }

    /// Whether a line of one cell goes on with a cell above it: it stands in one column alone.
    private func isContinuation(_ line: PDFLine, _ edges: [PDFBox]) -> Bool {
        let box = line.box
        guard edges.contains(where: { PDFTables.isAligned(box, $0, em) }) else { return false }
        let lefts = edges.map(\.left).sorted()
        let next = lefts.first { $0 > box.left + em }
        return next == nil ? box.left > lefts[0] + 2 * em : box.right < next! + em
    }

    /// The lines behind the last row that still belong to its cells.
    private func trailing(after last: Int, _ edges: [PDFBox]) -> Int {
        var end = last + 1
        while end < lines.count, end - last <= 6, !isGap(lines[end - 1], lines[end]), isContinuation(lines[end], edges),
            lines[end].base - lines[end - 1].base < 1.3 * measures.leading(lines[end].style.size),
            lines[end].box.left > edges.map(\.left).min()! + em
        {
            end += 1
        }
        return end
    }

    // MARK: Cells

    /// The rows of a table's lines, each with the lines of its cells, one for each column.
    func rows(_ range: Range<Int>) -> [[[PDFCellLine]]] {
        let bounds = columns(range)
        var rows: [[[PDFCellLine]]] = []
        let spread = isSpread(range)
        for index in range {
            let line = lines[index]
            let places = line.cells.map { cell in max(0, bounds.partitioningIndex { $0 > cell.box.centre } - 1) }
            if rows.isEmpty || beginsRow(index, range, places, spread, columns: bounds.count) {
                rows.append(Array(repeating: [], count: bounds.count))
            }
            for (cell, place) in places.enumerated() {
                rows[rows.count - 1][place].append(PDFCellLine(line: index - range.lowerBound, cell: cell))
            }
        }
        return rows
    }

    private func beginsRow(_ index: Int, _ range: Range<Int>, _ places: [Int], _ isSpread: Bool, columns: Int) -> Bool {
        let (above, line) = (lines[index - 1], lines[index])
        let isClose = line.base - above.base <= 1.25 * measures.leading(line.style.size)
        // Lines that fill every column are rows, however close they stand.
        if isSpread { return !isClose || columns >= 3 && line.cells.count == columns && above.cells.count == columns }
        guard places.first == 0 else { return !isClose && places.count > 1 }
        if places.count == 1, isClose, line.text.first.map({ $0 >= 0x61 && $0 <= 0x7A }) ?? false { return false }
        return true
    }

    /// Whether rows stand farther apart than the lines in a cell.
    private func isSpread(_ range: Range<Int>) -> Bool {
        var (close, apart) = (0, 0)
        for index in range.dropFirst() {
            let distance = lines[index].base - lines[index - 1].base
            if distance <= 1.25 * measures.leading(lines[index].style.size) { close += 1 } else { apart += 1 }
        }
        return apart >= 2 && close >= 1 && apart * 5 > close
    }

    /// Where each column begins: gaps that nearly no cell crosses.
    func columns(_ range: Range<Int>) -> [Float] {
        let all = range.flatMap { lines[$0].cells.count > 1 ? lines[$0].cells.map(\.box) : [] }
        // A cell over several columns says nothing of where they part.
        let lefts = all.map(\.left).sorted()
        let cells = all.filter { cell in
            let first = lefts.partitioningIndex { $0 > cell.left + em }
            let within = lefts[first..<max(first, lefts.partitioningIndex { $0 > cell.right - 0.5 * em })]
            guard within.count >= max(2, range.count / 4) else { return true }
            // The head of a column may be wider than its numbers, which stand at its other end.
            let isOne = within.last! - within.first! < em
            let beside = lefts.partitioningIndex { $0 > cell.left + 0.5 * em } - lefts.partitioningIndex { $0 > cell.left - 0.5 * em }
            return isOne && beside == 1
        }
        var events = cells.flatMap { [($0.left, 1), ($0.right, -1)] }
        events.sort { ($0.0, $0.1) < ($1.0, $1.1) }
        let few = max(0, range.count / 10)
        var depth = 0
        var starts: [Float] = []
        var isInside = false
        for (place, step) in events {
            depth += step
            if depth > few, !isInside {
                if starts.isEmpty || place > starts[starts.count - 1] { starts.append(place) }
                isInside = true
            } else if depth <= few {
                isInside = false
            }
        }
        if starts.isEmpty { return [0] }
        starts[0] = min(starts[0], 0)
        return starts
    }
}
