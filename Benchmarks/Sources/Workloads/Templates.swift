/// A sentence with places to fill in.
struct Template {
    /// The pieces of a sentence, in their order.
    enum Piece {
        case words(Phrase)
        case person(isSource: Bool)
        case organization(isSource: Bool)
        case place, thing, date
        /// A date behind the preposition that it takes.
        case when
        case noun, outcome, deed, aside
        /// The words that say that a claim is made.
        case cue(Cue)
        /// How likely the claim is said to be; an infinitive follows.
        case likelihood
        /// A level of confidence.
        case confidence
        case claimStart, claimEnd
        /// The organisation that every made report begins with.
        case known
    }

    enum Cue: String {
        case said, reports, according
    }

    let pieces: [Piece]

    /// Claims stand in brackets, what is filled in in braces; `!` marks who says it.
    init(_ text: String) {
        var found: [Piece] = []
        var words = ""
        var rest = Substring(text)
        func flush() {
            if !words.isEmpty { found.append(.words(Phrase(words))) }
            words = ""
        }
        while let next = rest.popFirst() {
            switch next {
            case "[": flush(); found.append(.claimStart)
            case "]": flush(); found.append(.claimEnd)
            case "{":
                flush()
                let name = rest.prefix { $0 != "}" }
                rest = rest.dropFirst(name.count + 1)
                found.append(Self.piece(String(name)))
            default: words.append(next)
            }
        }
        flush()
        pieces = found
    }

    private static func piece(_ name: String) -> Piece {
        switch name {
        case "person": .person(isSource: false)
        case "person!": .person(isSource: true)
        case "org": .organization(isSource: false)
        case "org!": .organization(isSource: true)
        case "place": .place
        case "thing": .thing
        case "date": .date
        case "when": .when
        case "noun": .noun
        case "outcome": .outcome
        case "deed": .deed
        case "aside": .aside
        case "likely": .likelihood
        case "confidence": .confidence
        case "known": .known
        default: Cue(rawValue: name).map { .cue($0) } ?? .words(Phrase(name))
        }
    }

    static let all = [
        "{person!} {said} {when} that [the {noun} in {place} {outcome} and {outcome}].",
        "{person!} {said} that [{org} {likely} {deed} before the end of {date}, since the {noun} {outcome}].",
        "{org!} {said} that [the {noun} of {date} {outcome}, and that {thing} were seen near {place}].",
        "{org!} {said} with {confidence} confidence that [{org} {likely} {deed} because the {noun} {outcome}].",
        "{according} {org!}, [the {noun} in {place} {outcome}, though the {noun} before it {outcome}].",
        "{according} {person!}, [{org} moved {thing} from {place} to {place} {when}].",
        "“[The {noun} {outcome}, and it {outcome},]” {person!} {said} in {place} {when}.",
        "“[{org} {likely} {deed}, whatever the {noun} in {place} may have cost us,]” {person!} {said}.",
        "{org!} {said} that [{person!} had {reports} that [the {noun} in {place} {outcome}]].",
        "[The {noun} in {place} {outcome}, and nobody there has forgotten that it {outcome}].",
        "[By {date}, {org} had lost {thing} on the road to {place}, and the {noun} {outcome}].",
        "[{org} {likely} {deed} after the {noun} in {place}, which {outcome}].",
        "[{person} and {person} left {place} {when}, shortly after the {noun}, which {outcome}].",
        "{when}, {person} took over {org} from {person}.",
        "[The {noun} began {when}, when {org} sent {thing} from {place} to {place}].",
        "{person} was born in {place} {when} and worked for {org} for many years.",
        "[Since {date} the road from {place} to {place} has been in the hands of {org}, and the {noun} {outcome}].",
        "In the weeks around {date} a total of {thing} crossed the border at {place}.",
        "{aside}",
    ].map { Template($0) }
}

/// What fills the places of templates that are not expressions.
enum Fillings {
    static let said = ["said", "stated", "warned", "told reporters", "insisted", "announced", "claimed"]
        .map { Phrase($0) }
    static let reports = ["reported", "said", "written", "told it"].map { Phrase($0) }
    static let according = [Phrase("According to")]

    static let nouns = Names.nouns.map { Phrase($0) }
    static let outcomes = Names.outcomes.map { Phrase($0) }
    static let deeds = Names.deeds.map { Phrase($0) }
    static let remarks = Names.remarks.map { Phrase($0) }
    static let asides = Names.asides.map { Phrase($0) }

    static let confidences = ["low", "moderate", "high"].map { Phrase($0) }

    /// The words in the sentence, the term in them, and the band of ICD 203.
    static let likelihoods: [(words: Phrase, term: Phrase, band: Phrase)] = [
        ("will almost certainly", "almost certainly", "almost-certain"),
        ("is very likely to", "very likely", "very-likely"),
        ("is likely to", "likely", "likely"),
        ("will probably", "probably", "likely"),
        ("has roughly even odds to", "roughly even odds", "roughly-even-chance"),
        ("is unlikely to", "unlikely", "unlikely"),
        ("is very unlikely to", "very unlikely", "very-unlikely"),
        ("has almost no chance to", "almost no chance", "almost-no-chance"),
    ].map { (Phrase($0.0), Phrase($0.1), Phrase($0.2)) }
}
