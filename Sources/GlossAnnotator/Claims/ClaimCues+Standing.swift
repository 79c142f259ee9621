import GlossLexicon
import GlossModel

/// Whether a verb that could be a cue is one: by who would say it, and how it is said.
extension ClaimCues {
    /// "called “Luckycat”": a name, nothing that is said.
    func isNaming(_ index: Int, _ start: Int) -> Bool {
        var at = start
        while at < sentence.upperBound, words[at].kind != .openQuote, words[at].kind != .quote, words[at].kind != .comma, at - start < 6 { at += 1 }
        let isNamer = Self.naming.contains(words[index].hash)
        if isNamer, isName(from: start) { return true }
        guard let quotation = words.quotation(at: at), quotation.open == at else { return false }
        if at == start { return isNamer || words[index].has(.strict) && quotation.inside.count <= 3 }
        return isNamer && quotation.inside.count <= 3 && quotation.inside.allSatisfy { words[$0].isCapital }
    }

    /// Whether nothing but a name stands between here and the end of the clause: "called Operation Blue Pier".
    private func isName(from start: Int) -> Bool {
        var at = start
        while at < sentence.upperBound, words[at].isCapital || words[at].kind == .number || at > start && words[at].has(.preposition) && at + 1 < sentence.upperBound && words[at + 1].isCapital { at += 1 }
        guard at > start else { return false }
        if at < sentence.upperBound, words[at].kind == .comma { return at + 1 < sentence.upperBound && words[at + 1].has([.relative, .conjunction]) }
        return at == sentence.upperBound || !words[at].isWord && words[at].kind != .openQuote && words[at].kind != .possessive && words[at].kind != .quote
            || words[at].has([.relative, .conjunction, .helping]) || words[at].isWord(ClaimCues.that)
    }

    static let naming = WordSet([
        "call", "calls", "called", "calling", "dub", "dubs", "dubbed", "dubbing", "label", "labels", "labelled", "labeled",
        "brand", "branded", "term", "terms", "termed", "contain", "contains", "use", "uses", "used", "name", "named", "entitled", "titled",
    ])

    /// Whether such a source can say it so: data and things by a clause alone, a verb as "continue"
    /// by what is plainly said.
    func mayStand(
        _ index: Int, _ source: Range<Int>, _ complement: ClaimComplement.Found, content start: Int
    ) -> Bool {
        if isNaming(index, start), source.lowerBound == sentence.lowerBound || !words[source.lowerBound - 1].isWord(Self.what) { return false }
        if source.count == 1, words[source.lowerBound].isWord(Self.i), words[index].has([.belief, .intention]),
            !words[index].has(.speech), !CueStance.isDoubt(words[index])
        {
            return false
        }
        let fit = ClaimSpeaker(words: words).fit(source)
        if fit == .thing, words[index].has(.gerund) { return false }
        let verb = words[index]
        let first = words[start]
        if !complement.isExplicit, lacksSubject(start), verb.has(.weak) || Self.observing.contains(verb.hash) || source.lowerBound == sentence.lowerBound || !words[source.lowerBound - 1].has([.relative, .question]) {
            return false
        }
        if first.isWord(Self.to), start + 1 < words.count, words[start + 1].isWord(Self.as) || words.isPlace(behindTo: start + 1, sentence.upperBound) && !Self.referring.contains(verb.hash) && !isAbout(start, verb) {
            return false
        }
        if !complement.isExplicit, Self.clausal.contains(verb.hash), !complement.isClause || !verb.has(.request) && !opensWithClause(start, sentence.upperBound) { return false }
        if !complement.isExplicit, isRelative(source) { return false }
        if isAttack(verb), verb.has(.base) && !verb.has(.past) || !isOnSomebody(start) { return false }
        if isReply(verb), !complement.isExplicit, !complement.isClause { return false }
        if verb.has(.strict), !complement.isExplicit, !isClause(verb, complement, start) { return false }
        switch fit {
        case .none: return false
        case .thing: return (complement.isExplicit || complement.isClause && verb.has(.inverts) && isClauseStart(start)) && !words[start].isWord(Self.to) && (!verb.has(.strict) || words[start - 1].isWord(Self.that))
        case .evidence where complement.isShown: return isMeasure(source)
        case .evidence: return complement.isExplicit || complement.isClause && !verb.has([.intention, .request]) && isClauseStart(start)
        case .speaker: if complement.isShown { return false }
        }
        if !complement.isExplicit, !complement.isClause, verb.has(.belief), !verb.has([.attitude, .speech, .oblique, .intention]) { return false }
        if words[start].has(.preposition), !words[start].isWord(Self.to), !complement.isExplicit {
            return verb.has(.oblique) && Self.topical.contains(words[start].hash)
        }
        return !isAsked(source.lowerBound) || complement.isExplicit
    }

    /// "A poll shows Berg ahead": what counts and measures says things by an object, too.
    private func isMeasure(_ source: Range<Int>) -> Bool { source.contains { Self.measures.contains(words[$0].hash) } }

    private static let measures = WordSet([
        "poll", "polls", "polling", "survey", "surveys", "census", "study", "studies", "statistics", "records", "surveys", "reports", "documents", "emails", "filings", "results",
    ])

    private static let observing = WordSet([
        "observe", "observed", "observes", "discover", "discovered", "discovers", "learn", "learned", "learnt", "realise", "realised", "realize", "realized", "recognise",
        "recognised", "recognize", "recognized", "analyse", "identify", "identified", "mention", "mentioned", "describe", "described", "perceive", "perceived",
    ])

    /// A participle behind a comma ("Berg, respected member of the club"), and a base form behind "and"
    /// that has no plural before it ("deter and counter").
    func isApart(_ index: Int, _ group: Int, _ source: Range<Int>, _ complement: ClaimComplement.Found) -> Bool {
        guard group == index, index > sentence.lowerBound, !complement.isExplicit else { return false }
        let before = words[index - 1]
        if before.kind == .comma, words[index].has(.past), source.upperBound == index - 1 {
            return !source.contains { words[$0].kind == .comma }
        }
        guard before.has(.conjunction), words[index].has(.base), !words[index].has(.past) else { return false }
        if isSecondInfinitive(index - 1) { return true }
        if source.count == 1, Self.singular.contains(words[source.lowerBound].hash) { return true }
        return !source.contains { words[$0].endsInS || words[$0].has([.pronoun, .quantifier, .speaker, .conjunction]) }
    }

    /// "to observe and describe".
    private func isSecondInfinitive(_ conjunction: Int) -> Bool {
        var at = conjunction - 1
        while at > sentence.lowerBound, conjunction - at < 5 {
            if words[at].isWord(ClaimCues.to) { return true }
            if words[at].isFinite || !words[at].isWord { return false }
            at -= 1
        }
        return false
    }

    private static let singular = WordSet(["he", "she", "it"])

    /// A question that runs to the end of what is said: "Should we read it as a threat?"
    func isAsked(_ bounds: Range<Int>, _ complement: ClaimComplement.Found, _ start: Int) -> Bool {
        bounds == sentence && words[sentence.upperBound - 1].isQuestion && words[start].kind != .openQuote && words[start - 1].kind != .colon
    }

    /// "what people want".
    func isAsked(_ source: Int) -> Bool {
        source > sentence.lowerBound && words[source - 1].has(.question) && !words[source - 1].has([.relative, .adverb])
            && !words[source - 1].has(.subordinator)
    }

    /// Verbs whose "to" begins what is spoken of.
    private static let referring = WordSet([
        "refer", "refers", "referred", "referring", "allude", "alludes", "alluded", "alluding", "point", "points", "pointed", "pointing", "object", "objects", "objected",
        "objecting", "agree", "agrees", "agreed", "apologize", "apologizes", "apologized", "apologise", "apologised", "admit", "admits", "admitted", "admitting", "confess", "confessed",
    ])

    /// "The samples we observed match it": a pronoun behind the noun phrase that opens the sentence is the
    /// subject of a relative clause.
    private func isRelative(_ source: Range<Int>) -> Bool {
        guard source.count == 1, words[source.lowerBound].has(.pronoun), !words[source.lowerBound].has(.determiner),
            case let at = source.lowerBound - 1, at > sentence.lowerBound, words[at].isWord, !words[at].isCapital, !words[at].isManner,
            words[at].classes.isEmpty || words[at].has([.plural, .cueNoun, .speaker, .evidence])
        else { return false }
        let first = words[sentence.lowerBound]
        return first.has([.determiner, .possessive, .quantifier]) && !first.has(.temporal) && !(sentence.lowerBound..<at).contains {
            words[$0].isFinite && !words[$0].has(.plural) || words[$0].kind == .comma || words[$0].has([.temporal, .subordinator])
        }
    }

    /// Verbs that say nothing of a thing: "added a line", "observed a change", "told a friend".
    private static let clausal = WordSet([
        "add", "adds", "added", "observe", "observes", "observed", "conclude", "concludes", "concluded", "remark", "remarked", "reckon", "reckons", "reckoned", "assume",
        "assumes", "assumed", "presume", "realise", "realised", "realize", "realized", "tell", "tells", "told", "telling", "notify", "notifies", "notified", "inform", "informs",
        "informed", "remind", "reminds", "reminded", "assure", "assures", "assured", "brief", "briefed", "think", "thinks", "know", "knows", "knew", "allege", "alleges", "alleged",
    ])

    /// Whether a finite verb stands before the next comma.
    private func opensWithClause(_ start: Int, _ limit: Int) -> Bool {
        (start..<max(start, limit)).first { words[$0].kind == .comma || words.isPlainlyFinite($0) }.map { words[$0].kind != .comma } == true
    }

    /// "spoke to the radio about the flood".
    private func isAbout(_ start: Int, _ verb: ClaimWord) -> Bool {
        verb.has(.oblique) && (start..<min(sentence.upperBound, start + 10)).contains { words[$0].isWord(Self.about) }
    }

    /// Attacks in words are on somebody, or on what is somebody's.
    private func isAttack(_ verb: ClaimWord) -> Bool { Self.attacks.contains(verb.hash) }
    private func isOnSomebody(_ start: Int) -> Bool {
        (start..<min(sentence.upperBound, start + 3)).contains { words[$0].isCapital || words[$0].has([.possessive, .pronoun]) || words[$0].kind == .openQuote }
    }

    private static let attacks = WordSet(["attack", "attacks", "attacked", "attacking", "hit", "bash", "bashed"])
    private static let about: Word = "about"

    /// "did not respond to questions" says nothing.
    private func isReply(_ verb: ClaimWord) -> Bool { Self.replies.contains(verb.hash) }

    private static let replies = WordSet(["respond", "responds", "responded", "responding", "reply", "replies", "replied", "answer", "answers", "answered", "answering"])

    /// Prepositions that begin what is spoken of.
    static let topical = WordSet(["about", "of", "for", "against", "on", "over"])

    /// A finite verb where a clause should begin: words that columns have thrown together.
    func lacksSubject(_ start: Int) -> Bool {
        var at = start
        while at + 1 < sentence.upperBound, words[at].has(.adverb) || words[at].isManner, !words[at].has([.determiner, .pronoun]) { at += 1 }
        let word = words[at]
        if word.isCapital || word.has([.pronoun, .gerund]) { return false }
        return word.has(.helping)
            || word.has([.verb, .cueVerb]) && word.has([.past, .present]) && !word.has([.cueNoun, .plural, .base])
    }

    func isClauseStart(_ start: Int) -> Bool {
        words[start].isCapital || words[start].has([.determiner, .pronoun, .possessive])
    }

    func isClause(_ verb: ClaimWord, _ complement: ClaimComplement.Found, _ start: Int) -> Bool {
        if verb.has(.inverts), words[start].has(.possessive), opensWithClause(start, sentence.upperBound) { return true }
        return complement.isClause && (verb.has(.belief) || verb.has(.inverts) || verb.has(.intention))
            && !words[start].has([.preposition, .possessive])
    }

    /// "will announce new rules": a deed to come, not one that is told.
    func isToCome(_ group: Int, _ index: Int, _ isExplicit: Bool) -> Bool {
        guard !words[index].has(.intention) || isExplicit else { return false }
        return (group..<index).contains { isExplicit ? Self.futures.contains(words[$0].hash) : words[$0].has(.modal) }
    }

    static let futures = WordSet(["will", "won't", "shall"])

    private static let what: Word = "what"
    static let i: Word = "i"
    static let supposed: Word = "supposed"
    static let you: Word = "you"

    /// Whether a source may stand behind what it says: things only by what is quoted or plainly said.
    func isTeller(_ source: Range<Int>, _ index: Int, _ before: Range<Int>) -> Bool {
        let fit = ClaimSpeaker(words: words).fit(source)
        return fit > .thing || fit == .thing && (isQuoted(before) || Self.plain.contains(words[index].hash))
    }

    static let plain = WordSet(["said", "says", "say", "told", "added", "adds", "wrote", "writes", "explained", "insisted"])

    /// "…, sometimes we observed two": a verb that needs a clause has another object.
    func hasOwnObject(_ index: Int, _ start: Int?) -> Bool {
        guard let start, Self.objectless.contains(words[index].hash), words[index + 1].isWord else { return false }
        return !words[start].has([.preposition, .temporal, .subordinator, .adverb]) && words[start].isWord
    }

    private static let objectless = WordSet([
        "observe", "observes", "observed", "note", "notes", "noted", "add", "adds", "added", "know", "knew", "knows", "feel", "felt", "remark", "recall", "recalls", "recalled",
        "see", "saw", "believe", "claim", "claims", "claimed", "report", "reported",
    ])

    func isQuoted(_ range: Range<Int>) -> Bool {
        words[range.lowerBound].kind == .openQuote && words[range.upperBound - 1].kind == .closeQuote
    }

    func announcesQuotation(_ index: Int, _ bounds: Range<Int>) -> Bool {
        (index + 1..<max(index + 1, min(bounds.upperBound, index + 3))).contains { words[$0].kind == .openQuote || words[$0].kind == .quote }
    }

    /// "…, saying he would resign", "…, calling him a friend".
    func isAside(_ index: Int, _ complement: ClaimComplement.Found, _ bounds: Range<Int>) -> Bool {
        guard index > bounds.lowerBound, complement.start != nil else { return false }
        let isClause = complement.isClause && words[index].has([.speech, .belief, .request]) && !words[index].has(.weak)
        if words[index - 1].kind == .comma || words[index - 1].kind == .dash { return isClause || Self.calling.contains(words[index].hash) }
        if words[index - 1].has([.cueNoun, .evidence]), words[index].has(.inverts) { return isClause && opensWithClause(index + 1, bounds.upperBound) }
        return Self.beforeAsides.contains(words[index - 1].hash) && isClause && opensWithClause(index + 1, bounds.upperBound)
    }

    private static let beforeAsides = WordSet(["by", "after", "before", "while", "and"])
    static let calling = WordSet([
        "calling", "accusing", "criticising", "criticizing", "denouncing", "praising", "blaming", "citing", "vowing", "promising", "threatening", "claiming", "describing",
        "referring", "comparing", "demanding", "urging", "touting", "condemning", "dismissing", "explaining", "arguing", "warning", "pledging", "slamming", "mocking",
        "defending", "labeling", "labelling", "branding", "alleging", "complaining", "insisting", "suggesting", "recalling", "rejecting", "denying",
    ])

    /// Who says it where a participle does: the subject of the clause before a comma, of the verb
    /// before a document ("X released a statement saying").
    func teller(_ near: Range<Int>, _ index: Int, _ subjects: ClaimSubject) -> Range<Int>? {
        if words[index - 1].kind == .comma || Self.beforeAsides.contains(words[index - 1].hash) { return subjects.mainSubject(before: index) }
        guard ClaimSpeaker(words: words).fit(near) != .speaker, near.lowerBound > sentence.lowerBound,
            case let verb = near.lowerBound - 1, words[verb].isFinite || words[verb].endsInEd, !words[verb].has(.be),
            let subject = subjects.subject(of: verb), ClaimSpeaker(words: words).fit(subject) == .speaker
        else { return nil }
        return subject
    }
}
