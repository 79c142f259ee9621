import GlossLexicon
import GlossModel

/// What an expression says, before it is known from which day it is counted.
struct TimeMeaning: Sendable {
    var type: TimexType = .date
    var base: Base
    /// What `base` is counted from, where that is another expression.
    var origin: Base?
    /// "March last year": the year of the base or its origin, counted from the report's.
    var yearCount: Int?
    /// `T09:00`, `TMO`; empty for none.
    var clock = ShortText()
    var mod: Mod?
    /// Which side of the day that it names it leaves open, as "since" and "until" do.
    var open = Opening.none
    /// Whether it is only what something else is compared with: "than in 2012", "from a year earlier".
    /// Nothing is counted from it.
    var isCompared = false
    /// Whether it comes again each year: "between October and April" of what runs every winter.
    var recurs = false
    /// "earlier this year": from its beginning to the day it is counted from, or from there on.
    var half = Half.whole

    init(_ base: Base, type: TimexType = .date, origin: Base? = nil) {
        self.base = base
        self.type = type
        self.origin = origin
    }

    /// A value that needs no other date.
    init(_ value: String, type: TimexType = .date) { self.init(.value(ShortText(value)), type: type) }

    /// The modifiers of TIMEX3, by their names there.
    enum Mod: String, Sendable {
        case start = "START", middle = "MID", end = "END", approximately = "APPROX"
        case before = "BEFORE", after = "AFTER", onOrBefore = "ON_OR_BEFORE", onOrAfter = "ON_OR_AFTER"
        case lessThan = "LESS_THAN", moreThan = "MORE_THAN"
        case equalOrLess = "EQUAL_OR_LESS", equalOrMore = "EQUAL_OR_MORE"

        /// Early, middle or late part.
        init(part: Int) { self = part == 0 ? .start : part == 1 ? .middle : .end }
    }

    enum Opening: Sendable { case none, since, until, before, after }
    enum Half: Sendable { case whole, sofar, still }

    /// Which one of a row of like things: "last Friday", "next May", "that summer".
    enum Step: Sendable {
        case last, this, next, spokenOf
        /// The first one behind the day last spoken of, the last one before it: "the following January".
        case following, preceding
    }

    /// The day it is counted from.
    enum Anchor: Sendable {
        /// The report's date: "last year".
        case report
        /// The day last spoken of: "a year earlier".
        case narrative
        /// The day last spoken of in the paragraph, or else the report's date: "the end of the year".
        case nearest
    }

    /// From a day to a later one, or to one of a later month. Small, since meanings are copied a lot.
    struct DayRange: Sendable {
        private var first: Int8
        private var lastMonth: Int8
        private var last: Int8

        init(from: Int, toMonth: Int, to: Int) {
            first = Int8(truncatingIfNeeded: from)
            lastMonth = Int8(truncatingIfNeeded: toMonth)
            last = Int8(truncatingIfNeeded: to)
        }

        var from: Int { Int(first) }
        var toMonth: Int { Int(lastMonth) }
        var to: Int { Int(last) }
    }

    /// A period that is named by what it is like: "the same period last year", "the quarter".
    struct Period: Sendable {
        /// What it is; nil for any.
        var unit: TimeUnit?
        /// The year it is of; nil where it is counted.
        var year: Int?
        /// Years after the period under discussion.
        var count = 0
    }

    enum Base: Sendable {
        /// A value that needs no other date.
        case value(ShortText)
        case day(year: Int?, month: Int, day: Int)
        /// A day of the month last spoken of.
        case dayAlone(Int)
        /// Days of a month and the days behind them.
        case days(year: Int?, month: Int, DayRange)
        case month(year: Int?, month: Int, step: Step?)
        case season(year: Int?, season: Int, step: Step?)
        case quarter(year: Int?, quarter: Int, step: Step?)
        case half(year: Int?, half: Int)
        /// Whole months of a year, from one to another: "the first nine months".
        case months(year: Int?, from: Int, to: Int)
        /// The period under discussion, or the one like it some years before, or in a year that is named.
        case period(Period)
        /// So many units up to the day that the next expression names: "the year ended 31 March 2015".
        case ended(Int, TimeUnit)
        /// A weekday of a month by number; -1 is the last.
        case weekdayOf(year: Int?, month: Int, weekday: Int, number: Int)
        case weekday(Int, step: Step?)
        case weekend(step: Step?)
        case holiday(Holiday, year: Int?, step: Step?)
        /// `count` units from the anchor, as fine as the unit.
        case shift(Int, TimeUnit, Anchor)
        /// `count` units from the first or last day of the origin.
        case beside(Int, TimeUnit)
        /// The unit that holds the origin: "the week of March 6".
        case around(TimeUnit)
        /// Only a time of day, of the day last spoken of.
        case clock
    }

    /// The expression some units away from this one.
    func beside(_ count: Int, _ unit: TimeUnit) -> TimeMeaning { counted(.beside(count, unit)) }

    /// The unit that holds this expression.
    func around(_ unit: TimeUnit) -> TimeMeaning { counted(.around(unit)) }

    private func counted(_ base: Base) -> TimeMeaning {
        var result = TimeMeaning(base, origin: self.base)
        result.yearCount = yearCount
        return result
    }

    /// Whether a year can still be added, and adds it.
    mutating func take(year: Int) -> Bool {
        guard yearCount == nil, let filled = base.with(year: year) else { return false }
        base = filled
        return true
    }
}

extension TimeMeaning.Base {
    /// The same with a year where it lacks one; nil where it takes none.
    func with(year: Int) -> TimeMeaning.Base? {
        switch self {
        case .day(nil, let month, let day): .day(year: year, month: month, day: day)
        case .days(nil, let month, let range): .days(year: year, month: month, range)
        case .month(nil, let month, nil): .month(year: year, month: month, step: nil)
        case .season(nil, let season, nil): .season(year: year, season: season, step: nil)
        case .quarter(nil, let quarter, nil): .quarter(year: year, quarter: quarter, step: nil)
        case .half(nil, let half): .half(year: year, half: half)
        case .months(nil, let from, let to): .months(year: year, from: from, to: to)
        case .weekdayOf(nil, let month, let weekday, let number): .weekdayOf(year: year, month: month, weekday: weekday, number: number)
        case .holiday(let holiday, nil, nil): .holiday(holiday, year: year, step: nil)
        default: nil
        }
    }

    /// The year it names, or a month or season of it: what a following "in March" goes by.
    var loneYear: Int? {
        switch self {
        case .value, .month, .season, .quarter, .half, .months: year
        default: nil
        }
    }

    /// Whether it looks back from where the text is: the day before is told of, and then the text goes on
    /// from where it was.
    var isFlashback: Bool { if case .shift(..<0, _, .narrative) = self { true } else { false } }

    /// Whether it could take a year and has none.
    var lacksYear: Bool { with(year: 2000) != nil }

    /// Whether it is counted from the report's date: "yesterday", "Friday", "last year".
    var isCountedFromReport: Bool {
        switch self {
        case .shift(_, _, .report), .weekday, .weekend, .month(_, _, .some), .season(_, _, .some): true
        default: false
        }
    }

    /// The year it names.
    var year: Int? {
        switch self {
        case .value(let value): value.year
        case .day(let year, _, _), .days(let year, _, _), .month(let year, _, _),
            .season(let year, _, _), .quarter(let year, _, _), .half(let year, _), .months(let year, _, _),
            .weekdayOf(let year, _, _, _),
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
}

/// Up to 23 bytes of text without memory of its own, so that what holds it is copied as numbers are.
struct ShortText: Sendable {
    private var words: (UInt64, UInt64, UInt64) = (0, 0, 0)

    init() {}

    /// The first 23 bytes of a string.
    init(_ string: String) {
        var string = string
        withUnsafeMutableBytes(of: &words) { bytes in
            string.withUTF8 { bytes.copyBytes(from: $0.prefix(23)) }
            bytes[23] = UInt8(min(string.utf8.count, 23))
        }
    }

    /// Number of bytes.
    var count: Int { Int(words.2 >> 56) }
    var isEmpty: Bool { count == 0 }

    var string: String {
        withUnsafeBytes(of: words) { String(decoding: $0[..<$0.index($0.startIndex, offsetBy: count)], as: UTF8.self) }
    }

    /// Whether it begins with a digit.
    var isNumeric: Bool { UInt8(truncatingIfNeeded: words.0).isDigit }

    /// Whether it is `PAST_REF` or the like.
    var isReference: Bool { string.hasSuffix("_REF") }

    /// The year that a value of a year or a finer date begins with.
    var year: Int? {
        guard isNumeric, count == 4 || count > 4 && words.0 >> 32 & 0xFF == 0x2D else { return nil }
        return Int(string.prefix(4))
    }
}
