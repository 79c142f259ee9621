/// What a word can be. One class a section `[name]` of the files in Resources/lexicons.
///
/// To add a class: one case here (the order does not matter, 62 at most), a line in `WordClasses`
/// below, one section of that name in a file there, and nothing else. Rules ask `token.is(.month)`.
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

    // Threats: names of malware and tools; words for what they are, and for what named events and
    // named laws are ("operation", "summit", "convention").
    case product, productHead, eventHead, workHead

    // What domains and names of files end in.
    case topLevelDomain, fileExtension

    // Names by lists: no rule goes by them alone, since many are words or names of other things as well.
    case listedPlace, listedGiven, listedFamily

    /// A name of the user's own; not in the compiled lexicon.
    case ownName

    /// A beginning of a longer entry; set by the compiler.
    case phraseBeginning
}

/// A set of word classes, 64 bits.
public struct WordClasses: OptionSet, Hashable, Sendable {
    /// Bit i stands for the class of raw value i.
    public var rawValue: UInt64

    @inlinable
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// Makes a set of its bits.
    @inlinable
    public init(bits: UInt64) { rawValue = bits }

    /// The set of one class.
    @inlinable
    public init(_ item: WordClass) { rawValue = 1 << UInt64(item.rawValue) }

    /// As `rawValue`.
    @inlinable
    public var bits: UInt64 {
        get { rawValue }
        set { rawValue = newValue }
    }

    /// Whether the class is in the set.
    @inlinable
    public func has(_ item: WordClass) -> Bool { bits >> UInt64(item.rawValue) & 1 == 1 }

    /// Whether the two sets share a class.
    @inlinable
    public func overlaps(_ other: WordClasses) -> Bool { bits & other.bits != 0 }
}

// A set is written with the names of its classes; that it is known when gloss is built costs
// nothing where it is asked for.
extension WordClasses {
    @inlinable public static var determiner: WordClasses { .init(.determiner) }
    @inlinable public static var preposition: WordClasses { .init(.preposition) }
    @inlinable public static var conjunction: WordClasses { .init(.conjunction) }
    @inlinable public static var pronoun: WordClasses { .init(.pronoun) }
    @inlinable public static var possessivePronoun: WordClasses { .init(.possessivePronoun) }
    @inlinable public static var auxiliary: WordClasses { .init(.auxiliary) }
    @inlinable public static var modal: WordClasses { .init(.modal) }
    @inlinable public static var common: WordClasses { .init(.common) }
    @inlinable public static var abbreviation: WordClasses { .init(.abbreviation) }
    @inlinable public static var month: WordClasses { .init(.month) }
    @inlinable public static var weekday: WordClasses { .init(.weekday) }
    @inlinable public static var number: WordClasses { .init(.number) }
    @inlinable public static var ordinal: WordClasses { .init(.ordinal) }
    @inlinable public static var timeUnit: WordClasses { .init(.timeUnit) }
    @inlinable public static var season: WordClasses { .init(.season) }
    @inlinable public static var reportingVerb: WordClasses { .init(.reportingVerb) }
    @inlinable public static var beliefVerb: WordClasses { .init(.beliefVerb) }
    @inlinable public static var reportNoun: WordClasses { .init(.reportNoun) }
    @inlinable public static var givenName: WordClasses { .init(.givenName) }
    @inlinable public static var familyName: WordClasses { .init(.familyName) }
    @inlinable public static var title: WordClasses { .init(.title) }
    @inlinable public static var post: WordClasses { .init(.post) }
    @inlinable public static var personNoun: WordClasses { .init(.personNoun) }
    @inlinable public static var nameParticle: WordClasses { .init(.nameParticle) }
    @inlinable public static var personName: WordClasses { .init(.personName) }
    @inlinable public static var organization: WordClasses { .init(.organization) }
    @inlinable public static var organizationHead: WordClasses { .init(.organizationHead) }
    @inlinable public static var organizationNoun: WordClasses { .init(.organizationNoun) }
    @inlinable public static var organizationWord: WordClasses { .init(.organizationWord) }
    @inlinable public static var media: WordClasses { .init(.media) }
    @inlinable public static var event: WordClasses { .init(.event) }
    @inlinable public static var country: WordClasses { .init(.country) }
    @inlinable public static var city: WordClasses { .init(.city) }
    @inlinable public static var region: WordClasses { .init(.region) }
    @inlinable public static var place: WordClasses { .init(.place) }
    @inlinable public static var placeHead: WordClasses { .init(.placeHead) }
    @inlinable public static var placeNoun: WordClasses { .init(.placeNoun) }
    @inlinable public static var facilityHead: WordClasses { .init(.facilityHead) }
    @inlinable public static var direction: WordClasses { .init(.direction) }
    @inlinable public static var nationality: WordClasses { .init(.nationality) }
    @inlinable public static var people: WordClasses { .init(.people) }
    @inlinable public static var groupNoun: WordClasses { .init(.groupNoun) }
    @inlinable public static var weapon: WordClasses { .init(.weapon) }
    @inlinable public static var vehicle: WordClasses { .init(.vehicle) }
    @inlinable public static var platform: WordClasses { .init(.platform) }
    @inlinable public static var documentNoun: WordClasses { .init(.documentNoun) }
    @inlinable public static var currency: WordClasses { .init(.currency) }
    @inlinable public static var measure: WordClasses { .init(.measure) }
    @inlinable public static var scale: WordClasses { .init(.scale) }
    @inlinable public static var adjective: WordClasses { .init(.adjective) }
    @inlinable public static var actionVerb: WordClasses { .init(.actionVerb) }
    @inlinable public static var product: WordClasses { .init(.product) }
    @inlinable public static var productHead: WordClasses { .init(.productHead) }
    @inlinable public static var eventHead: WordClasses { .init(.eventHead) }
    @inlinable public static var workHead: WordClasses { .init(.workHead) }
    @inlinable public static var topLevelDomain: WordClasses { .init(.topLevelDomain) }
    @inlinable public static var fileExtension: WordClasses { .init(.fileExtension) }
    @inlinable public static var listedPlace: WordClasses { .init(.listedPlace) }
    @inlinable public static var listedGiven: WordClasses { .init(.listedGiven) }
    @inlinable public static var listedFamily: WordClasses { .init(.listedFamily) }
    @inlinable public static var ownName: WordClasses { .init(.ownName) }
    @inlinable public static var phraseBeginning: WordClasses { .init(.phraseBeginning) }
}
