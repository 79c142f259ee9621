/// What a word means to the rules for times.
public struct TimeWord: Hashable, Sendable {
    /// The class of a word; `value` says which one of it.
    public enum Class: UInt8, CaseIterable, Sendable {
        case none, month, weekday, season, unit, number, vague, ordinal, ordinalSuffix
        case dayPart, clockPoint, meridiem, zone, article, demonstrative, same, relation
        case deictic, present, past, future, recent, part, half, approximately, more, less, least,
            most, than
        case ago, earlier, later, before, after, every, setAdverb, per, times, old, long
        case `in`, on, at, since, until, by, of, from, to, through, between, and, or, `for`, during
        case over, within, around, year, era, hundred, dozen, couple, holiday, holidayTail
        case willVerb, pastVerb, noun, notYear, countable, function, make, decade
    }

    /// The flags of a word.
    public struct Flags: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8

        @inlinable
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// A short form that a point may follow.
        @inlinable public static var abbreviation: Flags { .init(rawValue: 1) }
        /// Also a common word or a name; counts only beside a date.
        @inlinable public static var ambiguous: Flags { .init(rawValue: 2) }
        @inlinable public static var plural: Flags { .init(rawValue: 4) }
    }

    /// What a word is of, whatever else it means: words that rules look for around an expression.
    public enum Group: UInt8, CaseIterable, Sendable {
        case trade, figure, likened, against, alike, putOff, ahead, owner, habit, hours, dated, life, street, legal, numbered
        case adjective, lasting, priced, title, entering, nearness, union
    }

    public var kind: Class
    public var value: Int16
    public var flags: Flags
    /// `Group`s, a bit each.
    public var groups: UInt32 = 0

    @inlinable
    public init(kind: Class, value: Int16, flags: Flags) {
        self.kind = kind
        self.value = value
        self.flags = flags
    }

    /// Whether it is of a group.
    @inlinable
    public func isOf(_ group: Group) -> Bool { groups >> UInt32(group.rawValue) & 1 == 1 }

    @inlinable public static var none: TimeWord { TimeWord(kind: .none, value: 0, flags: []) }

    /// The word as `WordTable` holds it; 0 for none.
    public var bits: UInt64 {
        UInt64(kind.rawValue) | UInt64(flags.rawValue) << 8 | UInt64(UInt16(bitPattern: value)) << 16 | UInt64(groups & 0xFF_FFFF) << 32
    }

    /// A word of its `bits`.
    public init(bits: UInt64) {
        kind = Class(rawValue: UInt8(truncatingIfNeeded: bits)) ?? .none
        flags = Flags(rawValue: UInt8(truncatingIfNeeded: bits >> 8))
        value = Int16(truncatingIfNeeded: bits >> 16)
        groups = UInt32(truncatingIfNeeded: bits >> 32)
    }
}

/// The units that times are counted in.
public enum TimeUnit: Int, CaseIterable, Sendable {
    case second, minute, hour, day, weekend, week, fortnight, month, quarter, half, season, year
    case decade, century
}

/// Days that have a name in many reports.
public enum Holiday: Int, CaseIterable, Sendable {
    case easter, christmas, thanksgiving, halloween, ramadan, eid, eidAlAdha, ashura, nowruz
    case pentecost, goodFriday, newYear, palmSunday, boxingDay, ashWednesday, valentine
    case christmasEve, newYearsEve, easterMonday, mayDay
    case electionDay, laborDay, memorialDay, independenceDay, kingDay, veteransDay, columbusDay
    case presidentsDay, patricksDay
}
