/// A pattern of an expression of time in a language that has no grammar of its own in code: what stands after
/// what, and what that says. See Resources/languages/README.md.
public struct TimePattern: Sendable {
    /// One place of a pattern.
    public enum Element: Sendable, Equatable {
        /// One of some words, by their numbers (`TimeWord.groups`).
        case literal([UInt32])
        /// A word of a class, and of a value where one is given.
        case word(TimeWord.Class, Int16?)
        case mark(UInt8)
        /// A day of the month, a year in four digits, such a year where only a word before it says that it is one, two digits.
        case day, year, loneYear, twoDigits
        /// A number of units, a time of day.
        case count, clock
        /// Any pattern of a section, by its index.
        case section(Int)
    }

    /// What a pattern says.
    public enum Kind: String, Sendable, CaseIterable {
        case date, days, month, year, decade, century, weekday, weekend, season, quarter, half, holiday
        case shift, unit, day, duration, set, clock, keep, value
    }

    public enum Step: String, Sendable, CaseIterable { case last, this, next, following, preceding, spoken }
    public enum Anchor: String, Sendable, CaseIterable { case report, narrative, nearest }

    public var elements: [(element: Element, isOptional: Bool)] = []
    public var kind = Kind.keep
    /// Units, or what a count is multiplied with.
    public var number = 0
    public var step: Step?
    public var anchor = Anchor.report
    /// A modifier of TIMEX3 by its name; `PART` is that of the word for a part.
    public var modifier: String?
    /// Years from the report's, of what has no year of its own.
    public var yearCount: Int?
    /// The part of the day that it is, 0 (morning) to 3 (night).
    public var dayPart: Int?
    /// Whether half a unit is added to its count: "deux ans et demi".
    public var hasHalf = false
    /// A value of TIMEX3.
    public var value = ""
}

/// A fault in the data of a language.
public struct LanguageFault: Error, CustomStringConvertible {
    /// Which language.
    public var code: String
    public var line: String
    public var what: String
    public var description: String { "Resources/languages/\(code): error: \(what): \(line)" }
}
