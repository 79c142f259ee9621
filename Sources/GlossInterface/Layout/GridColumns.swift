import GlossModel

/// The columns of a table whose cells are parted by tabs, the same for all of it.
struct GridColumns: Equatable, Sendable {
    var widths: [Int] = []
    /// Columns all of whose cells are numbers stand at the right.
    var isNumeric: [Bool] = []
    /// Whether the first line names the columns.
    var hasHeader = false

    /// Columns of screen between two cells: " │ ".
    static let gap = 3

    /// Width of a whole line.
    var total: Int { widths.reduce(0, +) + GridColumns.gap * max(0, widths.count - 1) }

    /// A cell as it was measured.
    struct Cell {
        var columns: Int
        var isNumber: Bool
        var isEmpty: Bool
    }

    /// From lines of cells, the first line of the table first. Cells of more than a share of the
    /// pane are set over several rows where the table would not fit.
    init(_ lines: [[Cell]], pane: Int, canScroll: Bool = true) {
        let count = lines.map(\.count).max() ?? 0
        var natural = [Int](repeating: 1, count: count)
        var numbers = [Int](repeating: 0, count: count)
        var words = numbers
        for (row, line) in lines.enumerated() {
            for (index, cell) in line.enumerated() {
                natural[index] = max(natural[index], cell.columns)
                guard row > 0 || lines.count == 1, !cell.isEmpty else { continue }
                if cell.isNumber { numbers[index] += 1 } else { words[index] += 1 }
            }
        }
        isNumeric = zip(numbers, words).map { $0 > 0 && $1 == 0 }
        hasHeader = lines.count > 1 && GridColumns.namesColumns(lines[0])
        widths = GridColumns.fitted(natural, pane: pane, canScroll: canScroll)
    }

    private static func namesColumns(_ line: [Cell]) -> Bool {
        let filled = line.filter { !$0.isEmpty }
        return filled.count * 2 > line.count && filled.contains { !$0.isNumber } && line.first?.isNumber != true
    }

    /// Where the whole does not fit, wide columns are cut to a share of the pane and given what room
    /// the others leave; or to less, where that makes it fit.
    private static func fitted(_ natural: [Int], pane: Int, canScroll: Bool) -> [Int] {
        let gaps = gap * max(0, natural.count - 1)
        guard natural.reduce(0, +) + gaps > pane else { return natural }
        let fair = (pane - gaps) / max(1, natural.count)
        let most = canScroll ? max(narrowest, min(40, pane * 2 / 5)) : max(6, fair)
        func spread(_ most: Int) -> (widths: [Int], spare: Int) {
            var widths = natural.map { min($0, most) }
            let cut = widths.indices.filter { widths[$0] < natural[$0] }.sorted { natural[$0] < natural[$1] }
            var spare = pane - gaps - widths.reduce(0, +)
            for (position, index) in cut.enumerated() where spare > 0 {
                let share = min(natural[index] - widths[index], spare / (cut.count - position))
                widths[index] += share
                spare -= share
            }
            return (widths, spare)
        }
        let wide = spread(most)
        guard wide.spare < 0, canScroll else { return wide.widths }
        let narrow = spread(narrowest)
        return narrow.spare < 0 ? wide.widths : narrow.widths
    }

    /// Columns that a cell of several rows has at least.
    private static let narrowest = 16
}
