import GlossModel

/// Dates that cannot be told without the report's own: "last year", "on Monday".
extension Browser {
    /// "3 dates need the report's date: D sets it", once; nil where none does.
    mutating func hangingDates() -> String? {
        guard state.report.date == nil, !state.open.isToldOfHangingDates else { return nil }
        state.open.isToldOfHangingDates = true
        let count = state.open.digest().hanging
        return count == 0 ? nil : dateWords(hanging: count)
    }

    func dateWords(hanging count: Int) -> String {
        let key = keys.firstKey(for: .reportDate, in: .everywhere) ?? ":date"
        return count == 1 ? "1 date needs the report's date: \(key) sets it" : "\(count) dates need the report's date: \(key) sets it"
    }
}
