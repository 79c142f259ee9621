import GlossLexicon
import GlossModel

/// What follows a cue verb, and whether it is what the verb says.
struct ClaimComplement {
    let words: ClaimWords
    let bounds: Range<Int>

    /// Where the content begins after the verb, and how sure that is.
    struct Found {
        /// First token of the content; nil where there is none.
        var start: Int?
        /// Announced by "that", a question word, a quotation or a following clause.
        var isClause = false
        /// Announced by a word or a mark that nothing else can be.
        var isExplicit = false
        /// Whether content before the verb would be the better reading.
        var isWeakerThanPostposed = false
        /// A thing that is shown, found or seen: said only by what counts and measures.
        var isShown = false
    }

    /// Reads what follows the verb at an index.
    func after(_ index: Int) -> Found {
        let verb = words[index]
        var next = index + 1
        while next < bounds.upperBound, words[next].isManner || words[next].has(.adverb) && !words[next].has([.determiner, .subordinator, .pronoun]) {
            next += 1
        }
        next = behindTime(next)
        guard next < bounds.upperBound else { return Found(isWeakerThanPostposed: true) }
        let word = words[next]
        if word.isWord(ClaimCues.that) { return Found(start: min(next + 1, bounds.upperBound - 1), isClause: true, isExplicit: true) }
        if word.kind == .openQuote { return Found(start: next, isClause: true, isExplicit: true) }
        if word.kind == .comma || word.kind == .colon { return mark(next, verb) }
        if word.has(.conjunction) { return Found(isWeakerThanPostposed: true) }
        if !word.isWord && word.kind != .number && word.kind != .currencySign {
            return Found(isWeakerThanPostposed: true)
        }
        if word.has(.question), !word.has(.preposition) { return Found(start: next, isClause: true, isExplicit: true) }
        if word.isWord(ClaimCues.to) { return infinitive(verb, next) }
        if verb.has(.request), let to = infinitive(after: next) { return Found(start: to, isClause: true) }
        if word.has(.preposition) || word.has(.temporal) || word.has(.subordinator) { return oblique(verb, next) }
        return object(verb, next)
    }

    /// Behind "this month", "last week" where "that" or a clause follows.
    private func behindTime(_ start: Int) -> Int {
        guard start + 2 < bounds.upperBound, words[start].has([.determiner, .adverb]), words[start + 1].has(.temporal) else { return start }
        let next = words[start + 2]
        return next.isWord(ClaimCues.that) || next.has(.pronoun) && !next.has(.determiner) ? start + 2 : start
    }

    /// A comma or colon: a quotation after it, or after an adverbial between commas.
    private func mark(_ at: Int, _ verb: ClaimWord) -> Found {
        guard at + 1 < bounds.upperBound else { return Found(isWeakerThanPostposed: true) }
        if words[at + 1].kind == .openQuote { return Found(start: at + 1, isClause: true, isExplicit: true) }
        if words[at].kind == .colon { return Found(start: at + 1, isClause: true, isExplicit: true) }
        if words[bounds.lowerBound].isWord(ClaimCues.as), !words[at - 1].isCapital, hasFinite(from: at + 1) { return Found(start: at + 1, isClause: true, isExplicit: true) }
        let window = at + 1..<min(bounds.upperBound, at + 16)
        if let that = window.first(where: { words[$0].isWord(ClaimCues.that) }), that + 1 < bounds.upperBound,
            words[that - 1].kind == .comma
        {
            return Found(start: that + 1, isClause: true, isExplicit: true)
        }
        let isClause = verb.has([.speech, .belief]) && hasFinite(from: at + 1)
        return Found(start: isClause ? at + 1 : nil, isWeakerThanPostposed: true)
    }

    private func infinitive(_ verb: ClaimWord, _ to: Int) -> Found {
        if verb.has([.intention, .request]), !words.isPlace(behindTo: to + 1, bounds.upperBound) || words[min(to + 1, words.count - 1)].has(.adverb) {
            return Found(start: to, isClause: true)
        }
        if let clause = clause(from: to, verb) { return Found(start: clause, isClause: true, isExplicit: true) }
        return verb.has(.oblique) && !verb.has(.weak) ? Found(start: to) : Found(isWeakerThanPostposed: true)
    }

    /// "urged the government to leave": where the one who is urged stands.
    private func infinitive(after start: Int) -> Int? {
        let window = start..<min(bounds.upperBound, start + 9)
        for index in window {
            let word = words[index]
            if word.isWord(ClaimCues.to), index > start { return start }
            if word.isStop || word.kind == .comma || word.kind == .openQuote || word.isWord(ClaimCues.that)
                || word.isFinite
            {
                return nil
            }
        }
        return nil
    }

    /// "that" or a quotation after an addressee or an adverbial: "told reporters on Monday that".
    private func clause(from start: Int, _ verb: ClaimWord) -> Int? {
        let window = start..<min(bounds.upperBound, start + 16)
        for index in window {
            let word = words[index]
            if word.isWord(ClaimCues.that), index + 1 < bounds.upperBound { return words.isSubject(that: index, bounds.upperBound) ? nil : index + 1 }
            if word.kind == .openQuote { return isMark(index - 1) ? index : nil }
            if word.kind == .colon { return index + 1 < bounds.upperBound && (verb.has(.inverts) || words[index + 1].kind == .openQuote) ? index + 1 : nil }
            if word.isStop || word.isFinite && index > start && !word.has([.plural, .cueNoun]) { return nil }
            if word.has(.gerund), word.has(.cueVerb), !word.has([.cueNoun, .evidence]), !words[index - 1].has(.determiner) { return nil }
            if word.kind == .comma, index + 1 < bounds.upperBound, words[index + 1].has(.gerund) { return nil }
        }
        return nil
    }

    private func isMark(_ index: Int) -> Bool {
        words[index].kind == .comma || words[index].kind == .colon
    }

    private func oblique(_ verb: ClaimWord, _ start: Int) -> Found {
        if let clause = clause(from: start, verb) { return Found(start: clause, isClause: true, isExplicit: true) }
        if let clause = adverbialThenClause(start) { return Found(start: clause, isClause: true, isExplicit: true) }
        if let clause = behindDate(verb, start) { return Found(start: clause, isClause: true, isExplicit: true) }
        if opensClause(verb, start) { return Found(start: start, isClause: true, isExplicit: true) }
        if verb.has(.oblique) { return Found(start: start) }
        if verb.has(.weak) || !verb.has([.speech, .belief]) { return Found(isWeakerThanPostposed: true) }
        return Found(start: start, isWeakerThanPostposed: true)
    }

    /// "said on Monday the plan was dead": a clause after a date.
    private func adverbialThenClause(_ start: Int) -> Int? {
        var index = start
        if words[index].has(.preposition) { index += 1 }
        guard index < bounds.upperBound, words[index].has(.temporal) || words[index].kind == .number else { return nil }
        while index < bounds.upperBound, words[index].has(.temporal) || words[index].kind == .number { index += 1 }
        guard index < bounds.upperBound, words[index].isWord,
            !words[index].has([.preposition, .conjunction, .subordinator]),
            hasFinite(from: index)
        else { return nil }
        return index
    }

    /// "said in a statement on Friday the plan was dead": a clause right behind a date that ends what stands between.
    private func behindDate(_ verb: ClaimWord, _ start: Int) -> Int? {
        guard verb.has(.inverts), words[start].has(.preposition) else { return nil }
        for index in start..<max(start, min(bounds.upperBound - 1, start + 9)) {
            if !words[index].isWord && words[index].kind != .number || words[index].isFinite && !words[index].isCapital { return nil }
            let next = words[index + 1]
            let ends = words[index].has(.temporal) && !next.has([.temporal, .preposition]) && next.kind != .number
            if ends, next.has([.determiner, .possessive, .pronoun]) || next.isCapital { return hasFinite(from: index + 1) ? index + 1 : nil }
        }
        return nil
    }

    /// "says despite the rain, she plans to come": an adverbial at the head of what is said.
    private func opensClause(_ verb: ClaimWord, _ start: Int) -> Bool {
        guard verb.has(.inverts), Self.heads.contains(words[start].hash),
            let comma = (start..<min(bounds.upperBound, start + 20)).first(where: { words[$0].kind == .comma || words[$0].isStop }),
            words[comma].kind == .comma, comma + 1 < bounds.upperBound
        else { return false }
        let next = words[comma + 1]
        return (next.has([.pronoun, .determiner, .possessive]) || next.isCapital) && hasFinite(from: comma + 1)
    }

    private static let heads = WordSet(["despite", "if", "when", "while", "although", "though", "unless", "because", "since", "without", "until", "once"])

    private func object(_ verb: ClaimWord, _ start: Int) -> Found {
        if verb.has(.belief), words[start].isWord(Self.it), start + 1 < bounds.upperBound, words[start + 1].term.longest > 0
            || words[start + 1].has(.adverb) || words[start + 1].isManner
        {
            return Found(start: start, isClause: true, isExplicit: true)
        }
        if verb.has(.weak) {
            let isClause = words[start].has(.pronoun) && !words[start].has(.determiner) || hasFinite(from: start, acrossCommas: false) && verb.has(.belief)
            if isClause { return Found(start: start, isClause: hasFinite(from: start)) }
            let isShown = Self.showing.contains(verb.hash)
            return Found(start: isShown ? start : nil, isWeakerThanPostposed: true, isShown: isShown)
        }
        if let clause = clause(from: start, verb), verb.has(.request) || verb.has([.oblique, .speech]) && !hasFiniteBefore(clause, start) {
            return Found(start: verb.has(.attitude) ? start : clause, isClause: true, isExplicit: true)
        }
        if let clause = behindAddressee(verb, start) { return Found(start: clause, isClause: true) }
        if verb.has([.speech, .belief, .attitude]) {
            let isClause = hasFinite(from: start)
            return Found(start: start, isClause: isClause, isWeakerThanPostposed: !isClause)
        }
        return Found(isWeakerThanPostposed: true)
    }

    /// "told Reuters the plan was sound", "told him she would come": the clause behind who is told.
    private func behindAddressee(_ verb: ClaimWord, _ start: Int) -> Int? {
        guard Self.tellers.contains(verb.hash) else { return nil }
        var end = start
        if words[end].has(.determiner) { end += 1 }
        if end == start, words[end].isWord, words[end].has(.pronoun) || Self.objects.contains(words[end].hash) {
            end += 1
        } else {
            let isName = end < bounds.upperBound && words[end].isCapital
            while end < bounds.upperBound, words[end].isWord, words[end].isCapital == isName,
                !words[end].has([.determiner, .pronoun, .possessive, .verb, .helping])
            {
                end += 1
            }
        }
        guard end > start, end < bounds.upperBound, words[end].has([.determiner, .pronoun, .possessive]) || words[end].isCapital,
            hasFinite(from: end)
        else { return nil }
        return end
    }

    private static let showing = WordSet(["show", "shows", "showed", "shown", "find", "finds", "found"])
    private static let tellers = WordSet([
        "tell", "tells", "told", "telling", "inform", "informs", "informed", "assure", "assures", "assured", "remind", "reminds",
        "reminded", "warn", "warns", "warned", "notify", "notified",
    ])
    private static let objects = WordSet(["him", "her", "them", "me", "us", "you", "it"])
    private static let it: Word = "it"

    private func hasFiniteBefore(_ end: Int, _ start: Int) -> Bool {
        (start..<end).contains { words[$0].isFinite }
    }

    /// Whether a finite verb follows before the next mark.
    private func hasFinite(from start: Int, acrossCommas: Bool = true) -> Bool {
        var index = start
        while index < bounds.upperBound, index < start + 24 {
            let word = words[index]
            if word.isStop || !acrossCommas && word.kind == .comma || index > start && word.has(.relative) { return false }
            if index > start ? words.isPlainlyFinite(index) : word.isFinite && !word.has(.plural) { return true }
            index += 1
        }
        return false
    }
}
