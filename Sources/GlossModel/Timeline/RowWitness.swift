extension RowGate {
    /// Whether a year only names what is cited: "According to the 2008 Military Balance".
    func isWitness(_ year: Span) -> Bool {
        let before = text.bytes[max(0, Int(year.start) - 24)..<Int(year.start)]
        guard RowGate.words(before).suffix(3) == ["according", "to", "the"] else { return false }
        var next = Int(year.end)
        while next < text.count, text.byte(next) <= 0x20, next - Int(year.end) < 3 { next += 1 }
        return text.byte(next) >= 0x41 && text.byte(next) <= 0x5A
    }
}
