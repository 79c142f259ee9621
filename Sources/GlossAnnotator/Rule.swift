import GlossModel

/// Which rule made an annotation. One byte; the table below names and explains each. A rule's
/// number is its place in the table and means nothing outside this process.
public enum Rule: UInt8, Sendable, CaseIterable {
    case file
    case ownName, lexiconPhrase, lexiconWord, inside, beforeHyphen, title, givenName
    case organisationHead, placeHead, ofTail, placeNoun, productHead, eventHead, workHead
    case saidToBe, acronym, opening, knownName, learned
    case nounPhrase, pronoun, amount, address, detection, numbered
    case date, year, season, weekday, holiday, counted, beside, clock, duration, set, reference
    case saying, sayingAfter, inverted, passive, impersonal, accordingTo, noun, heading, signed
    case quotation, announced, author

    /// A stable name: the kind of annotation, a slash, the rule.
    public var name: String { Self.table[Int(rawValue)].name }

    /// What the rule does, in a sentence for readers.
    public var sentence: String { Self.table[Int(rawValue)].sentence }

    /// Names of all rules, by raw value.
    static let names = allCases.map(\.name)

    private static let table: [(name: String, sentence: String)] = [
        ("file", "It stands in a file; no rule made it."),

        ("mention/own-name", "It is in the user's lexicon."),
        ("mention/lexicon-phrase", "Its words are a name of the built-in lexicon."),
        ("mention/lexicon-word", "The word is a name of the built-in lexicon."),
        ("mention/inside", "It is a name of the lexicon inside a longer name."),
        ("mention/before-hyphen", "It is a name of the lexicon before a hyphen, as in “Iran-backed”."),
        ("mention/title", "A title or post stands before a name."),
        ("mention/given-name", "It begins with a given name, or ends in a family name."),
        ("mention/organisation-head", "Capitalised words end in a word for an organisation."),
        ("mention/place-head", "Capitalised words end in a capitalised word for a place or building."),
        ("mention/of-tail", "“of” or “for” joins a word for an organisation or place to a name."),
        ("mention/place-noun", "A name stands before a common noun for a place, as in “Velkan village”."),
        ("mention/product-head", "A name stands before a word for malware or a tool, as in “Farrow trojan”."),
        ("mention/event-head", "Capitalised words begin or end in a word for an event, as in “Operation Farrow”."),
        ("mention/work-head", "Capitalised words end in a word for a law or treaty."),
        ("mention/said-to-be", "The words beside it say what it is: “the firm Velka Labs”, “Velka Labs, a security company”."),
        ("mention/acronym", "Capitals in brackets after the name that they are short for."),
        ("mention/opening", "It begins with a word that names of its kind begin with, as in “Mount Velka”."),
        ("mention/known", "The text has said before what a name that ends so is."),
        ("mention/learned", "Its words and what stands around them are like names that people marked elsewhere."),
        ("mention/noun-phrase", "A common noun for people, organisations, places or things, with what qualifies it."),
        ("mention/pronoun", "A pronoun that acts or is acted on."),
        ("mention/amount", "A number with its scale, unit or currency."),
        ("mention/address", "It is written as an address, a path, a hash or a number of a vulnerability."),
        ("mention/detection", "It is written as scanners write what they detect, as in “Trojan.Win32.Agent”."),
        ("mention/numbered", "A word for a document and a number."),

        ("time/date", "A day or month is named, with or without its year, or a stretch of days."),
        ("time/year", "It is a year, decade, century or other date that needs no other to be known."),
        ("time/season", "A season, quarter or half of a year."),
        ("time/weekday", "A day of the week or a weekend."),
        ("time/holiday", "A holiday, also one that moves."),
        ("time/counted", "It is counted from the report's date or the date last spoken of."),
        ("time/beside", "It is counted from another date that is named with it."),
        ("time/clock", "A time of day."),
        ("time/duration", "How long something lasts, or how old somebody is."),
        ("time/set", "Something that comes again."),
        ("time/reference", "Past, present or future without a date."),

        ("claim/verb", "A verb of saying, thinking or wanting stands between source and content."),
        ("claim/after", "Source and verb follow the content."),
        ("claim/inverted", "The verb stands before its source, after the content."),
        ("claim/passive", "The content's subject is said, believed or expected to do it."),
        ("claim/impersonal", "“It was reported that”: said, but by nobody who is named."),
        ("claim/according-to", "“According to” or a like phrase names the source."),
        ("claim/noun", "A noun such as “claim”, “fear” or “report” announces the content."),
        ("claim/heading", "In a heading, a colon stands between source and content."),
        ("claim/signed", "The source stands in brackets after a quotation."),
        ("claim/quotation", "A verb stands beside a quotation."),
        ("claim/announced", "The words before a quotation, in another paragraph too, tell whose it is."),
        ("claim/author", "The author says it, and nobody else is named."),
    ]
}

extension TimeMeaning {
    /// The rule that stands for what an expression says.
    var rule: Rule {
        switch type {
        case .duration: return .duration
        case .set: return .set
        case .time where !clock.isEmpty: return .clock
        default: break
        }
        switch base {
        case .value(let value): return value.isNumeric ? .year : .reference
        case .day, .dayAlone, .days, .month, .weekdayOf: return .date
        case .season, .quarter, .half, .months, .period: return .season
        case .weekday, .weekend: return .weekday
        case .holiday: return .holiday
        case .beside, .around: return .beside
        case .clock: return .clock
        default: return .counted
        }
    }
}
