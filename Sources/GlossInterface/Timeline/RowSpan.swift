import GlossModel

/// The interval of a row of the timeline as a line beside it, on a scale that all rows share.
struct RowSpan {
    /// Days of the scale, by number.
    let days: ClosedRange<Int>
    let columns: Int

    /// Rows up to which each has its line.
    static let most = 30

    /// The scale for a screen; nil where there is no room, or too many rows, or nothing to tell apart.
    init?(_ timeline: TimelineIndex, everything: Bool, width: Int) {
        guard width >= 72, timeline.datedCount > 1, timeline.datedCount <= RowSpan.most,
            let days = everything ? timeline.days : timeline.mass
        else { return nil }
        self.days = days
        columns = min(24, width / 6)
    }

    /// The columns of days: square ends for days that are known, dots for what is rough, an arrow where it
    /// is open or goes on beyond the scale; as many characters as the scale has columns.
    func line(_ row: TimelineRow) -> String {
        var cells = [Character](repeating: " ", count: columns)
        guard row.isDated else { return String(cells) }
        let from = row.range.earliest.map { column(Int($0.number)) }
        let to = row.range.latest.map { column(Int($0.number)) }
        if let to, to < 0 { return put("‹", at: 0, &cells) }
        if let from, from >= columns { return put("›", at: columns - 1, &cells) }
        let first = max(0, from ?? 0)
        let last = min(columns - 1, to ?? columns - 1)
        let isKnown = row.precision >= .day
        for column in first...max(first, last) { cells[column] = isKnown ? "━" : "┄" }
        if isKnown, from.map({ $0 >= 0 }) == true { cells[first] = "■" }
        if isKnown, to.map({ $0 < columns }) == true { cells[max(first, last)] = "■" }
        if !isKnown, from.map({ $0 >= 0 }) == true, last > first { cells[first] = "╶" }
        if !isKnown, to.map({ $0 < columns }) == true, last > first { cells[last] = "╴" }
        if row.range.earliest == nil || from! < 0 { cells[first] = row.range.earliest == nil ? "◂" : "‹" }
        if row.range.latest == nil || to! >= columns { cells[max(first, last)] = row.range.latest == nil ? "▸" : "›" }
        return String(cells)
    }

    private func put(_ sign: Character, at column: Int, _ cells: inout [Character]) -> String {
        cells[column] = sign
        return String(cells)
    }

    private func column(_ day: Int) -> Int {
        let length = days.upperBound - days.lowerBound + 1
        let place = (day - days.lowerBound) * columns
        return place >= 0 ? place / length : -1
    }
}
