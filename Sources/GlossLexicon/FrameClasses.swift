/// What a word can do in a claim's frame.
///
/// To add a class: a bit and its name here (below bit 56), and a section of that name in
/// Resources/languages/en/frames.txt.
public struct FrameClasses: OptionSet, Sendable {
    public let rawValue: UInt64

    @inlinable
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    // Verbs and nouns that say that something is said, thought or wanted.
    /// Takes a clause or a quotation: "say", "announce".
    @inlinable public static var speech: FrameClasses { .init(rawValue: 1 << 0) }
    /// Takes a clause: "believe", "fear".
    @inlinable public static var belief: FrameClasses { .init(rawValue: 1 << 1) }
    /// Takes an infinitive: "plan to", "refuse to".
    @inlinable public static var intention: FrameClasses { .init(rawValue: 1 << 2) }
    /// Takes somebody and an infinitive: "urge him to".
    @inlinable public static var request: FrameClasses { .init(rawValue: 1 << 3) }
    /// Takes an object that is what is thought or said: "criticise", "deny".
    @inlinable public static var attitude: FrameClasses { .init(rawValue: 1 << 4) }
    /// Stands before its subject after a quotation: "…, said the minister".
    @inlinable public static var inverts: FrameClasses { .init(rawValue: 1 << 5) }
    /// Says it without anyone who does: "is believed to", "it was reported that".
    @inlinable public static var impersonal: FrameClasses { .init(rawValue: 1 << 6) }
    /// A noun that takes "that": "the claim that".
    @inlinable public static var saying: FrameClasses { .init(rawValue: 1 << 7) }
    /// A noun that takes "to": "a plan to".
    @inlinable public static var purpose: FrameClasses { .init(rawValue: 1 << 8) }
    /// Needs "that", a question or a quotation after it to say anything: "show", "see".
    @inlinable public static var weak: FrameClasses { .init(rawValue: 1 << 9) }
    /// "to" or "of" or "about" begins what is said: "warned of", "called for".
    @inlinable public static var oblique: FrameClasses { .init(rawValue: 1 << 10) }

    /// Says nothing by a plain object: "continue", "maintain".
    @inlinable public static var strict: FrameClasses { .init(rawValue: 1 << 11) }
    /// A noun for those who speak that no lexicon has: "campaign", "majority".
    @inlinable public static var speaker: FrameClasses { .init(rawValue: 1 << 12) }
    /// A noun for what shows something: "data", "poll".
    @inlinable public static var evidence: FrameClasses { .init(rawValue: 1 << 13) }
    /// A plural noun as well as a verb that has no cue noun's complement: "attacks", "states".
    @inlinable public static var plural: FrameClasses { .init(rawValue: 1 << 14) }

    // Frame words.
    @inlinable public static var determiner: FrameClasses { .init(rawValue: 1 << 16) }
    @inlinable public static var preposition: FrameClasses { .init(rawValue: 1 << 17) }
    /// A pronoun that can be a subject.
    @inlinable public static var pronoun: FrameClasses { .init(rawValue: 1 << 18) }
    @inlinable public static var possessive: FrameClasses { .init(rawValue: 1 << 19) }
    @inlinable public static var be: FrameClasses { .init(rawValue: 1 << 20) }
    @inlinable public static var have: FrameClasses { .init(rawValue: 1 << 21) }
    @inlinable public static var auxiliary: FrameClasses { .init(rawValue: 1 << 22) }
    @inlinable public static var modal: FrameClasses { .init(rawValue: 1 << 23) }
    @inlinable public static var negation: FrameClasses { .init(rawValue: 1 << 24) }
    @inlinable public static var conjunction: FrameClasses { .init(rawValue: 1 << 25) }
    @inlinable public static var subordinator: FrameClasses { .init(rawValue: 1 << 26) }
    @inlinable public static var adverb: FrameClasses { .init(rawValue: 1 << 27) }
    @inlinable public static var temporal: FrameClasses { .init(rawValue: 1 << 28) }
    /// A finite form of a verb that is no cue.
    @inlinable public static var verb: FrameClasses { .init(rawValue: 1 << 29) }
    @inlinable public static var relative: FrameClasses { .init(rawValue: 1 << 30) }
    @inlinable public static var question: FrameClasses { .init(rawValue: 1 << 31) }
    /// A pronoun that stands for somebody unnamed: "many", "some", "others".
    @inlinable public static var quantifier: FrameClasses { .init(rawValue: 1 << 32) }

    // Forms of the verbs above.
    @inlinable public static var base: FrameClasses { .init(rawValue: 1 << 40) }
    @inlinable public static var present: FrameClasses { .init(rawValue: 1 << 41) }
    @inlinable public static var past: FrameClasses { .init(rawValue: 1 << 42) }
    @inlinable public static var participle: FrameClasses { .init(rawValue: 1 << 43) }
    @inlinable public static var gerund: FrameClasses { .init(rawValue: 1 << 44) }

    @inlinable public static var cueVerb: FrameClasses {
        [.speech, .belief, .intention, .request, .attitude, .weak, .oblique]
    }
    @inlinable public static var cueNoun: FrameClasses { [.saying, .purpose] }
    @inlinable public static var helping: FrameClasses { [.be, .have, .auxiliary, .modal] }
}

extension FrameClasses {
    /// The classes by the names that sections have.
    public static let names: [(String, FrameClasses)] = [
        ("speech", .speech), ("belief", .belief), ("intention", .intention),
        ("request", .request), ("attitude", .attitude), ("inverts", .inverts),
        ("impersonal", .impersonal), ("saying", .saying), ("purpose", .purpose), ("weak", .weak),
        ("oblique", .oblique), ("strict", .strict), ("speaker", .speaker), ("evidence", .evidence),
        ("plural", .plural), ("determiner", .determiner), ("preposition", .preposition),
        ("pronoun", .pronoun), ("possessive", .possessive), ("be", .be), ("have", .have),
        ("auxiliary", .auxiliary), ("modal", .modal), ("negation", .negation),
        ("conjunction", .conjunction), ("subordinator", .subordinator), ("adverb", .adverb),
        ("temporal", .temporal), ("verb", .verb), ("relative", .relative),
        ("question", .question), ("quantifier", .quantifier), ("base", .base),
        ("present", .present), ("past", .past), ("participle", .participle), ("gerund", .gerund),
    ]
}
