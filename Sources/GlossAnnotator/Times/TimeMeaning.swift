import GlossModel

/// What an expression says, before it is known from which day it is counted.
struct TimeMeaning: Sendable {
    var type: TimexType = .date
    var base: Base
    /// `T09:00`, `TMO`; empty for none.
    var clock = ""
    var mod: String?
    /// Which side of the day that it names it leaves open, as "since" and "until" do.
    var open = Opening.none
    /// "earlier this year": from its beginning to the day it is counted from, or from there on.
    var half = Half.whole

    init(_ base: Base, type: TimexType = .date, mod: String? = nil) {
        self.base = base
        self.type = type
        self.mod = mod
    }

    enum Opening: Sendable { case none, since, until, before, after }
    enum Half: Sendable { case whole, sofar, still }

    /// Which one of a row of like things: "last Friday", "next May".
    enum Step: Sendable { case last, this, next }

    /// The day it is counted from.
    enum Anchor: Sendable {
        /// The report's date: "last year".
        case report
        /// The day last spoken of: "a year earlier".
        case narrative
        /// The day last spoken of in the paragraph, or else the report's date: "the end of the year".
        case nearest
    }

    indirect enum Base: Sendable {
        /// A value that needs no other date.
        case value(String)
        case day(year: Int?, month: Int, day: Int)
        /// Days of a month, `to` beyond `from` or in `toMonth`.
        case days(year: Int?, month: Int, from: Int, toMonth: Int, to: Int)
        case month(year: Int?, month: Int, step: Step?)
        case season(year: Int?, season: Int, step: Step?)
        case quarter(year: Int?, quarter: Int, step: Step?)
        case half(year: Int?, half: Int)
        case weekday(Int, step: Step?)
        case weekend(step: Step?)
        case holiday(Holiday, year: Int?, step: Step?)
        /// `count` units from the anchor, as fine as the unit.
        case shift(Int, TimeUnit, Anchor)
        /// `count` units from the first day of another expression.
        case beside(Base, Int, TimeUnit)
        /// The unit that holds another expression: "the week of March 6".
        case around(Base, TimeUnit)
        /// A date without a year, in the year `count` years from the report's.
        case inYear(Base, Int)
        /// Only a time of day, of the day last spoken of.
        case clock
    }

    /// Whether a year can still be added, and adds it.
    mutating func take(year: Int) -> Bool {
        guard let filled = base.with(year: year) else { return false }
        base = filled
        return true
    }
}

extension TimeMeaning.Base {
    /// The same with a year where it lacks one; nil where it takes none.
    func with(year: Int) -> TimeMeaning.Base? {
        switch self {
        case .day(nil, let month, let day): .day(year: year, month: month, day: day)
        case .days(nil, let month, let from, let toMonth, let to):
            .days(year: year, month: month, from: from, toMonth: toMonth, to: to)
        case .month(nil, let month, nil): .month(year: year, month: month, step: nil)
        case .season(nil, let season, nil): .season(year: year, season: season, step: nil)
        case .quarter(nil, let quarter, nil): .quarter(year: year, quarter: quarter, step: nil)
        case .half(nil, let half): .half(year: year, half: half)
        case .holiday(let holiday, nil, nil): .holiday(holiday, year: year, step: nil)
        default: nil
        }
    }

    /// The same in a year counted from the report's; nil where it takes none.
    func inYear(_ count: Int) -> TimeMeaning.Base? { lacksYear ? .inYear(self, count) : nil }

    /// The year it names, or a month or season of it: what a following "in March" goes by.
    var loneYear: Int? {
        switch self {
        case .value, .month, .season, .quarter, .half: year
        default: nil
        }
    }

    /// Whether it could take a year and has none.
    var lacksYear: Bool { with(year: 2000) != nil }

    /// The year it names.
    var year: Int? {
        switch self {
        case .value(let value):
            value.count == 4 || value.dropFirst(4).first == "-" ? Int(value.prefix(4)) : nil
        case .day(let year, _, _), .days(let year, _, _, _, _), .month(let year, _, _),
            .season(let year, _, _), .quarter(let year, _, _), .half(let year, _),
            .holiday(_, let year, _):
            year
        default: nil
        }
    }
}

/// An expression found in a sentence: atoms and what they say.
struct TimeMatch: Sendable {
    /// First atom.
    var first: Int
    /// One past the last atom.
    var end: Int
    var meaning: TimeMeaning
    /// Whether the next match ends the range that this one begins.
    var continues = false
    /// Whether it is a whole year and nothing else.
    var isBareYear: Bool {
        if case .value(let value) = meaning.base { value.count == 4 } else { false }
    }
}
