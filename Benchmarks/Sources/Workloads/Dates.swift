/// A date as it is written and as TIMEX3 has it.
struct MadeDate {
    let text: Phrase
    /// What the TIMEX3 note says.
    let note: Phrase
    /// "on " or "in ".
    let preposition: Phrase

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
    private static let quarters = ["first", "second", "third", "fourth"]

    /// A date of any precision, most of them in 2014 to 2017.
    init(_ random: inout Random) {
        let year = random.happens(850) ? 2014 + random.below(4) : 1995 + random.below(24)
        let month = 1 + random.below(12)
        let name = Self.months[month - 1]
        let monthValue = "\(year)-\(Self.twoDigits(month))"
        let day = 1 + random.below(26)
        let dayValue = "\(monthValue)-\(Self.twoDigits(day))"
        switch random.below(16) {
        case 0...5: self.init("\(day) \(name) \(year)", "value=\(dayValue)")
        case 6: self.init("\(name) \(day), \(year)", "value=\(dayValue)")
        case 7...9: self.init("\(name) \(year)", "value=\(monthValue)")
        case 10, 11: self.init("\(year)", "value=\(year)")
        case 12: self.init("late \(year)", "value=\(year) mod=END")
        case 13: self.init("early \(year)", "value=\(year) mod=START")
        case 14:
            let quarter = random.below(4)
            self.init(
                "the \(Self.quarters[quarter]) quarter of \(year)", "value=\(year)-Q\(quarter + 1)")
        default:
            let last = "\(monthValue)-\(Self.twoDigits(day + 2))"
            self.init("\(day)-\(day + 2) \(name) \(year)", "value=\(dayValue)/\(last)")
        }
    }

    private init(_ text: String, _ note: String) {
        self.text = Phrase(text)
        self.note = Phrase(note)
        let isDays = note.split(separator: "-").count > 2 && !note.contains("Q")
        preposition = Phrase(isDays ? "on " : "in ")
    }

    private static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
