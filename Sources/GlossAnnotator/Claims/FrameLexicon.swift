import GlossLexicon

/// What a word can do in a claim's frame.
struct FrameClasses: OptionSet, Sendable {
    let rawValue: UInt64

    // Verbs and nouns that say that something is said, thought or wanted.
    /// Takes a clause or a quotation: "say", "announce".
    static let speech = FrameClasses(rawValue: 1 << 0)
    /// Takes a clause: "believe", "fear".
    static let belief = FrameClasses(rawValue: 1 << 1)
    /// Takes an infinitive: "plan to", "refuse to".
    static let intention = FrameClasses(rawValue: 1 << 2)
    /// Takes somebody and an infinitive: "urge him to".
    static let request = FrameClasses(rawValue: 1 << 3)
    /// Takes an object that is what is thought or said: "criticise", "deny".
    static let attitude = FrameClasses(rawValue: 1 << 4)
    /// Stands before its subject after a quotation: "…, said the minister".
    static let inverts = FrameClasses(rawValue: 1 << 5)
    /// Says it without anyone who does: "is believed to", "it was reported that".
    static let impersonal = FrameClasses(rawValue: 1 << 6)
    /// A noun that takes "that": "the claim that".
    static let saying = FrameClasses(rawValue: 1 << 7)
    /// A noun that takes "to": "a plan to".
    static let purpose = FrameClasses(rawValue: 1 << 8)
    /// Needs "that", a question or a quotation after it to say anything: "show", "see".
    static let weak = FrameClasses(rawValue: 1 << 9)
    /// "to" or "of" or "about" begins what is said: "warned of", "called for".
    static let oblique = FrameClasses(rawValue: 1 << 10)

    // Frame words.
    static let determiner = FrameClasses(rawValue: 1 << 16)
    static let preposition = FrameClasses(rawValue: 1 << 17)
    /// A pronoun that can be a subject.
    static let pronoun = FrameClasses(rawValue: 1 << 18)
    static let possessive = FrameClasses(rawValue: 1 << 19)
    static let be = FrameClasses(rawValue: 1 << 20)
    static let have = FrameClasses(rawValue: 1 << 21)
    static let auxiliary = FrameClasses(rawValue: 1 << 22)
    static let modal = FrameClasses(rawValue: 1 << 23)
    static let negation = FrameClasses(rawValue: 1 << 24)
    static let conjunction = FrameClasses(rawValue: 1 << 25)
    static let subordinator = FrameClasses(rawValue: 1 << 26)
    static let adverb = FrameClasses(rawValue: 1 << 27)
    static let temporal = FrameClasses(rawValue: 1 << 28)
    /// A finite form of a verb that is no cue.
    static let verb = FrameClasses(rawValue: 1 << 29)
    static let relative = FrameClasses(rawValue: 1 << 30)
    static let question = FrameClasses(rawValue: 1 << 31)
    /// A pronoun that stands for somebody unnamed: "many", "some", "others".
    static let quantifier = FrameClasses(rawValue: 1 << 32)

    // Forms of the verbs above.
    static let base = FrameClasses(rawValue: 1 << 40)
    static let present = FrameClasses(rawValue: 1 << 41)
    static let past = FrameClasses(rawValue: 1 << 42)
    static let participle = FrameClasses(rawValue: 1 << 43)
    static let gerund = FrameClasses(rawValue: 1 << 44)

    static let cueVerb: FrameClasses = [
        .speech, .belief, .intention, .request, .attitude, .weak, .oblique,
    ]
    static let cueNoun: FrameClasses = [.saying, .purpose]
    static let helping: FrameClasses = [.be, .have, .auxiliary, .modal]
}

/// The words that frame claims, with their inflected forms. Built once when first asked.
struct FrameLexicon: Sendable {
    static let shared = FrameLexicon()

    private var classes: [UInt64: FrameClasses] = [:]

    /// The classes of a word by its hash in the lexicon; empty for an unknown one.
    subscript(_ hash: UInt64) -> FrameClasses { classes[hash] ?? [] }

    private init() {
        classes.reserveCapacity(6000)
        for (classes, verbs) in ClaimVerbs.table { verbs.forEachWord { addVerb($0, classes) } }
        for (classes, nouns) in ClaimVerbs.nouns { nouns.forEachWord { addNoun($0, classes) } }
        for (classes, words) in ClaimFrameWords.table {
            words.forEachWord { add($0.utf8, classes) }
        }
        ClaimFrameWords.verbs.forEachWord { addVerb($0, .verb) }
    }

    private mutating func add(_ word: some Sequence<UInt8>, _ added: FrameClasses) {
        var hash = WordHash()
        for byte in word { hash.feed(UInt32(byte)) }
        classes[hash.value, default: []].formUnion(added)
    }

    private mutating func addNoun(_ noun: Substring, _ added: FrameClasses) {
        add(noun.utf8, added)
        add(Inflection.plural(Array(noun.utf8)), added)
    }

    /// Adds a verb written `lemma`, `lemma*` (its last consonant doubles), `lemma:past` or
    /// `lemma:past:participle`.
    private mutating func addVerb(_ entry: Substring, _ added: FrameClasses) {
        let forms = entry.split(separator: ":")
        let doubles = forms[0].hasSuffix("*")
        let lemma = Array((doubles ? forms[0].dropLast() : forms[0]).utf8)
        add(lemma, added.union(.base))
        add(Inflection.plural(lemma), added.union(.present))
        add(Inflection.gerund(lemma, doubles: doubles), added.union(.gerund))
        if forms.count > 1 {
            add(forms[1].utf8, added.union(.past))
            add(forms[forms.count - 1].utf8, added.union(.participle))
        } else {
            add(Inflection.past(lemma, doubles: doubles), added.union([.past, .participle]))
        }
    }
}

extension String {
    /// Calls `body` with each word between white space.
    func forEachWord(_ body: (Substring) -> Void) {
        for word in split(whereSeparator: { $0 == " " || $0 == "\n" }) { body(word) }
    }
}

/// Regular endings of English words, over lower-case ASCII.
enum Inflection {
    static func plural(_ word: [UInt8]) -> [UInt8] {
        guard let last = word.last, word.count > 1 else { return word }
        if last == 0x79, !isVowel(word[word.count - 2]) {
            return word.dropLast() + Array("ies".utf8)
        }
        let hisses =
            last == 0x73 || last == 0x78 || last == 0x7A
            || last == 0x68 && [0x73, 0x63].contains(word[word.count - 2])
        return word + Array((hisses ? "es" : "s").utf8)
    }

    static func past(_ word: [UInt8], doubles: Bool) -> [UInt8] {
        guard let last = word.last, word.count > 1 else { return word }
        if last == 0x65 { return word + [0x64] }
        if last == 0x79, !isVowel(word[word.count - 2]) {
            return word.dropLast() + Array("ied".utf8)
        }
        return word + (doubles ? [last] : []) + [0x65, 0x64]
    }

    static func gerund(_ word: [UInt8], doubles: Bool) -> [UInt8] {
        guard let last = word.last, word.count > 2 else { return word + Array("ing".utf8) }
        let ending = Array("ing".utf8)
        if last == 0x65, word[word.count - 2] != 0x65 { return word.dropLast() + ending }
        return word + (doubles ? [last] : []) + ending
    }

    private static func isVowel(_ byte: UInt8) -> Bool {
        [0x61, 0x65, 0x69, 0x6F, 0x75].contains(byte)
    }
}
