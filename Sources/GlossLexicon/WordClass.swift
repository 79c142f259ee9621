/// What a word can be. One class a section `[name]` of the files in Resources/lexicons.
///
/// To add a class: one case here (the order does not matter, 62 at most), one section of that
/// name in a file there, and nothing else. Rules ask `token.is(.month)`.
public enum WordClass: UInt8, CaseIterable, Sendable {
    // Function words.
    case determiner, preposition, conjunction, pronoun, possessivePronoun, auxiliary, modal
    /// Words that stand for nothing alone: never a name, however they are written.
    case common
    /// Written with a point that ends no sentence: `Col`, `Jan`, `St`.
    case abbreviation

    // Times.
    case month, weekday, number, ordinal, timeUnit, season

    // Claims.
    case reportingVerb, beliefVerb, reportNoun

    // Persons.
    case givenName, familyName, title, post, personNoun, nameParticle, personName

    // Organisations.
    case organization, organizationHead, organizationNoun, organizationWord, media, event

    // Places.
    case country, city, region, place, placeHead, placeNoun, facilityHead, direction

    // Groups of people by nation, faith, descent; words for bands of people.
    case nationality, people, groupNoun

    // Things.
    case weapon, vehicle, platform, documentNoun, currency, measure, scale

    /// Words that qualify a noun: `armed`, `senior`.
    case adjective
    /// Verbs of deeds: what stands before them acts.
    case actionVerb

    /// A name of the user's own; not in the compiled lexicon.
    case ownName

    /// A beginning of a longer entry; set by the compiler.
    case phraseBeginning
}

/// A set of word classes, 64 bits.
public struct WordClasses: Hashable, Sendable, ExpressibleByArrayLiteral {
    /// Bit i stands for the class of raw value i.
    public var bits: UInt64

    /// Makes a set of its bits.
    @inlinable
    public init(bits: UInt64) { self.bits = bits }

    @inlinable
    public init(arrayLiteral classes: WordClass...) {
        bits = 0
        for item in classes { bits |= 1 << UInt64(item.rawValue) }
    }

    /// Whether the class is in the set.
    @inlinable
    public func contains(_ item: WordClass) -> Bool { bits >> UInt64(item.rawValue) & 1 == 1 }

    /// Whether the two sets share a class.
    @inlinable
    public func overlaps(_ other: WordClasses) -> Bool { bits & other.bits != 0 }

    /// Whether there is no class.
    @inlinable
    public var isEmpty: Bool { bits == 0 }

    /// Adds all classes of another set.
    @inlinable
    public mutating func formUnion(_ other: WordClasses) { bits |= other.bits }
}
