import GlossLexicon
import GlossModel

/// Cues that are no verbs: "according to", nouns, headings with a colon, quotations set into a
/// sentence, and announcements of a quotation in the next paragraph.
enum ClaimPhrases {
    static let according: Word = "according"
    private static let to: Word = "to"
    private static let by: Word = "by"
    private static let of: Word = "of"

    /// "According to X, C"; "C, according to X".
    static func accordingTo(_ index: Int, _ words: ClaimWords, _ sentence: Range<Int>) -> ClaimFrame? {
        guard words[index].isWord(according), index + 2 < sentence.upperBound,
            words[index + 1].isWord(to)
        else { return nil }
        var bounds = sentence
        if let quotation = words.quotation(around: index) { bounds = bounds.clamped(to: quotation.inside) }
        let subjects = ClaimSubject(words: words, bounds: bounds)
        let isOpening = index - bounds.lowerBound <= 1
        let bare = index + 2..<max(index + 3, subjects.phraseEnd(from: index + 2, limit: bounds.upperBound))
        let hasName = bare.contains { words[$0].isCapital || words[$0].has(.speaker) || words[$0].speaker == .person }
        guard var source = isOpening && !hasName ? bare : subjects.agent(from: index + 2, limit: bounds.upperBound),
            isOfSomebody(source, words, bounds)
        else { return nil }
        let isFirst = index - bounds.lowerBound <= 1
        if isFirst, source.upperBound < bounds.upperBound, words[source.upperBound].kind == .openBracket,
            let close = (source.upperBound..<bounds.upperBound).first(where: { words[$0].kind == .closeBracket })
        {
            source = source.lowerBound..<close + 1
        }
        var content = ClaimContent()
        if !isFirst { content.append(bounds.lowerBound..<index) }
        if source.upperBound < bounds.upperBound, isFirst || words[source.upperBound].kind == .comma {
            content.append(source.upperBound..<bounds.upperBound)
        }
        if let last = content.last, let quotation = words.quotation(at: last.upperBound - 1),
            quotation.open >= last.lowerBound
        {
            content.replaceLast(with: last.lowerBound..<max(last.upperBound, quotation.whole.upperBound))
        }
        return ClaimFrame(
            content: content, cue: index..<index + 2, source: source, head: index,
            rule: .accordingTo)
    }

    /// Whether the source can say something: people, documents, and of other things "a count by X", not
    /// "the calendar".
    private static func isOfSomebody(_ source: Range<Int>, _ words: ClaimWords, _ bounds: Range<Int>) -> Bool {
        let fit = ClaimSpeaker(words: words).fit(source)
        guard fit == .thing else { return fit > .thing }
        return words[source.lowerBound].has(.possessive)
            || source.contains { words[$0].isWord(by) || words[$0].isWord(from) || words[$0].kind == .possessive || words[$0].isWord(of) }
    }

    private static let from: Word = "from"

    // MARK: Nouns

    /// "the claim that C", "reports suggesting that C", "X's plan to C", "a statement: C".
    static func noun(
        _ index: Int, _ words: ClaimWords, _ bounds: Range<Int>, _ subjects: ClaimSubject
    ) -> ClaimFrame? {
        let word = words[index]
        let next = index + 1
        guard next < bounds.upperBound else { return nil }
        var start: Int?
        var cueEnd = next
        if word.has(.saying) {
            if words[next].isWord(ClaimCues.that), !words.isSubject(that: next, bounds.upperBound) { start = next + 1 }
            if words[next].kind == .colon, next + 1 < bounds.upperBound, saysSomething(next + 1..<bounds.upperBound, words) { start = next + 1 }
            if start == nil, let that = linked(next, words, bounds) {
                start = that + 1
                if words[next].has(.gerund) { cueEnd = next + 1 }
            }
        }
        if word.has(.purpose), words[next].isWord(to), !words.isPlace(behindTo: next + 1, bounds.upperBound) { start = next }
        guard let start, start < bounds.upperBound else { return nil }
        let phrase = subjects.phraseStart(endingAt: index)
        let owner = owner(index, phrase, words, bounds, subjects)
        if owner == nil, words[start].isWord(to) { return nil }
        if owner == nil, word.isWord(doubt) || word.isWord(doubts) || notions.contains(word.hash) { return nil }
        let end = endOfAdverbial(start, phrase, words, bounds) ?? endOfSubject(start, phrase, words, bounds)
        return ClaimFrame(
            content: ClaimContent(start..<end), cue: index..<cueEnd,
            source: owner, head: index, rule: .noun)
    }

    /// Where a content ends whose noun opens the sentence behind a preposition: "In the belief that C, he left."
    private static func endOfAdverbial(_ start: Int, _ phrase: Int, _ words: ClaimWords, _ bounds: Range<Int>) -> Int? {
        guard phrase - bounds.lowerBound <= 2, words[bounds.lowerBound].has([.preposition, .subordinator]) || words[bounds.lowerBound].isGerund else { return nil }
        return (start..<bounds.upperBound).first { index in
            words[index].kind == .comma && index + 1 < bounds.upperBound
                && (words[index + 1].has([.pronoun, .determiner, .possessive]) || words[index + 1].isCapital)
                && (index + 1..<bounds.upperBound).contains { words.isPlainlyFinite($0) }
        }
    }

    /// Where a content ends whose noun is the subject: "the claim that C was rejected" ends at the last
    /// verb before the next mark.
    private static func endOfSubject(_ start: Int, _ phrase: Int, _ words: ClaimWords, _ bounds: Range<Int>) -> Int {
        guard !(bounds.lowerBound..<phrase).contains(where: { words[$0].isFinite }) else { return bounds.upperBound }
        var groups = 0
        var last = bounds.upperBound
        for index in start..<bounds.upperBound {
            let word = words[index]
            if word.isStop || word.kind == .comma || word.kind == .openQuote { break }
            guard word.isFinite, !word.has(.cueNoun), !word.has(.plural) else { continue }
            let isHelped = words[index - 1].has([.helping, .negation, .adverb]) || words[index - 1].isManner
            if isHelped, index > start { continue }
            groups += 1
            let isOwn = words[index - 1].has([.conjunction, .relative, .subordinator, .pronoun]) || words[index - 1].isWord(to)
            if !isOwn { last = index }
        }
        return groups >= 2 && last > start + 1 ? last : bounds.upperBound
    }

    /// "that" after "reports suggesting", "reports and videos", "the claim by X".
    private static func linked(_ next: Int, _ words: ClaimWords, _ bounds: Range<Int>) -> Int? {
        let word = words[next]
        guard !word.isWord(to), word.has(.gerund) || word.has(.conjunction) || word.isWord(by) || word.isWord(of)
            || word.has(.preposition) || word.has(.temporal)
        else { return nil }
        for index in next + 1..<max(next + 1, min(bounds.upperBound, next + 7)) {
            if words[index].isWord(ClaimCues.that) { return words.isSubject(that: index, bounds.upperBound) ? nil : index }
            if !words[index].isWord && words[index].kind != .number || words[index].isFinite || words[index].has(.gerund) { return nil }
        }
        return nil
    }

    /// Who makes a claim that is a noun: the possessor, the agent, or the subject of "has".
    private static func owner(
        _ index: Int, _ phrase: Int, _ words: ClaimWords, _ bounds: Range<Int>,
        _ subjects: ClaimSubject
    ) -> Range<Int>? {
        for at in stride(from: index - 1, through: max(phrase, bounds.lowerBound), by: -1) {
            if words[at].kind == .possessive, at > bounds.lowerBound {
                return possessor(endingAt: at - 1, words, bounds)..<at
            }
            if words[at].has(.possessive) { return at..<at + 1 }
            if !words[at].isWord { break }
        }
        if index + 2 < bounds.upperBound, words[index + 1].isWord(by) || words[index + 1].isWord(of) {
            return subjects.agent(from: index + 2, limit: bounds.upperBound)
        }
        var verb = phrase - 1
        while verb > bounds.lowerBound, words[verb].has([.preposition, .determiner]) { verb -= 1 }
        guard verb >= bounds.lowerBound, words[verb].isWord, words[verb].isFinite || words[verb].has([.cueVerb, .verb]) || words[verb].endsInEd
        else { return nil }
        if verb + 1 < phrase, words[verb + 1].isWord(by) { return nil }
        guard let subject = subjects.subject(of: verb), ClaimSpeaker(words: words).fit(subject) > .thing else { return nil }
        let isEmpty = subject.count == 1 && [there, it].contains { words[subject.lowerBound].isWord($0) }
        return isEmpty || words[verb].has(.be) ? nil : subject
    }

    /// Where the noun phrase before a possessive begins: at its article, or with its name.
    private static func possessor(endingAt end: Int, _ words: ClaimWords, _ bounds: Range<Int>) -> Int {
        var start = end
        while start > bounds.lowerBound, !words[start].has([.determiner, .possessive]), words[start - 1].isWord || words[start - 1].kind == .possessive,
            !words[start - 1].has([.preposition, .subordinator, .conjunction, .helping, .adverb]), !words[start - 1].isFinite || words[start - 1].isCapital,
            words[start - 1].isCapital || !words[end].isCapital || words[start - 1].has(.determiner)
        {
            start -= 1
        }
        return start
    }

    /// Nouns of what nobody need have said.
    private static let notions = WordSet([
        "idea", "ideas", "notion", "notions", "sense", "thought", "illusion", "delusion", "feeling", "theory", "thesis",
        "hypothesis", "assumption", "presumption", "supposition", "impression", "perception", "misconception", "argument",
        "decision", "evidence", "proof", "sign", "signs", "dream", "prophecy", "narrative", "answer", "conviction", "faith", "confidence",
    ])
    private static let doubt: Word = "doubt"
    private static let doubts: Word = "doubts"
    private static let there: Word = "there"
    private static let it: Word = "it"

    // MARK: Headings, announcements, quotations

    /// "Minister: C" as a whole paragraph without a full stop.
    static func heading(_ words: ClaimWords) -> ClaimFrame? {
        guard let colon = (1..<max(1, min(6, words.count))).first(where: { words[$0].kind == .colon }),
            colon + 2 < words.count
        else { return nil }
        let before = 0..<colon
        guard before.allSatisfy({ (words[$0].isWord && words[$0].isCapital || words[$0].kind == .possessive)
            && !words[$0].has([.preposition, .verb, .helping, .subordinator, .question]) }),
            saysSomething(colon + 1..<words.count, words), isSpeaker(before, words, saying: words[colon + 1])
        else { return nil }
        return ClaimFrame(
            content: ClaimContent(colon + 1..<words.count), cue: colon..<colon + 1, source: before, head: colon, rule: .heading)
    }

    /// Words with a verb, or a quotation.
    private static func saysSomething(_ content: Range<Int>, _ words: ClaimWords) -> Bool {
        let first = words[content.lowerBound].kind
        return first == .openQuote || first == .quote
            || content.contains { words[$0].isFinite || words[$0].endsInEd || words[$0].shape.contains(.inTitleCase) }
    }

    /// Names and posts, no labels: "Police", "ANNA BERG", not "SHA1", "TAGS".
    private static func isSpeaker(_ source: Range<Int>, _ words: ClaimWords, saying first: ClaimWord) -> Bool {
        if labels.contains(words[source.lowerBound].hash) || labels.contains(words[source.upperBound - 1].hash) { return false }
        guard ClaimSpeaker(words: words).fit(source) == .speaker,
            source.allSatisfy({ !words[$0].shape.contains(.hasDigit) && !words[$0].shape.contains(.hasHyphen) && !words[$0].isGerund && !words[$0].endsInEd && !words[$0].has(.temporal) })
        else { return false }
        let isKnown = source.contains { words[$0].speaker != .unknown || words[$0].has(.speaker) || words[$0].isAgent }
        let isSpoken = first.has([.pronoun, .determiner, .question, .helping]) || first.kind == .openQuote || first.kind == .quote
        return isKnown || isSpoken || !source.allSatisfy { words[$0].shape.contains(.allCapitals) } || source.count == 2
    }

    /// What stands before a colon and speaks not.
    private static let labels = WordSet([
        "filename", "file", "name", "date", "title", "subject", "type", "size", "version", "status", "path", "description", "note", "figure", "table", "operation", "project",
        "chapter", "part", "section", "case", "annex", "appendix", "exhibit", "source", "sources", "author", "authors", "keywords", "abstract", "summary", "address", "phone",
        "email", "contact", "tel", "fax", "command", "parameter", "value", "key", "port", "protocol", "example", "examples", "detection", "module", "language", "location",
        "target", "targets", "campaign", "malware", "number", "category", "level", "photo", "image", "credit", "caption", "copyright", "published", "updated", "by", "step",
    ])

    /// "…" — Name
    static func signed(_ quotation: Quotation, in words: ClaimWords) -> ClaimFrame? {
        let dash = quotation.close + 1
        guard quotation.isClosed, dash + 1 < words.count, words[dash].kind == .dash, words[dash + 1].isCapital
        else { return nil }
        var end = dash + 1
        while end < words.count, words[end].isWord || words[end].kind == .comma, end - dash < 16 { end += 1 }
        return ClaimFrame(
            content: ClaimContent(quotation.whole), cue: dash..<dash + 1, source: dash + 1..<end, head: dash,
            rule: .signed)
    }

    /// A quotation inside a sentence that no cue has: the verb before it is the cue.
    static func embedded(_ quotation: Quotation, in words: ClaimWords) -> ClaimFrame? {
        guard let sentence = words.sentences.first(where: { $0.contains(quotation.open) }),
            quotation.open > sentence.lowerBound, quotation.inside.count >= 3
        else { return nil }
        if let named = named(quotation, words, sentence) { return named }
        let window = max(sentence.lowerBound, quotation.open - 12)..<quotation.open
        guard let verb = window.last(where: {
            words[$0].has(.cueVerb) && words[$0].has([.past, .present, .gerund])
                && !words[$0].has([.helping, .strict])
        }), !ClaimCues(words: words, sentence: sentence).isNoun(verb, sentence) else { return nil }
        let subjects = ClaimSubject(words: words, bounds: sentence)
        guard let source = subjects.subject(of: verb) ?? subjects.clauseSubject(before: verb),
            ClaimSpeaker(words: words).fit(source) == .speaker
        else { return nil }
        return ClaimFrame(
            content: ClaimContent(verb + 1..<max(quotation.whole.upperBound, verb + 2)), cue: verb..<verb + 1,
            source: source, head: verb, rule: .quotation)
    }

    /// "More from Ada Korb: “…”": a name right before a colon and a quotation.
    private static func named(_ quotation: Quotation, _ words: ClaimWords, _ sentence: Range<Int>) -> ClaimFrame? {
        let colon = quotation.open - 1
        guard colon - 1 >= sentence.lowerBound, words[colon].kind == .colon, quotation.inside.count >= 4 else { return nil }
        var end = colon
        while end - 1 > sentence.lowerBound, words[end - 1].has(.temporal) || words[end - 1].kind == .number || end < colon && words[end - 1].kind == .comma { end -= 1 }
        guard words[end - 1].isCapital else { return nil }
        var start = end - 1
        while start > sentence.lowerBound, words[start - 1].isCapital, words[start - 1].isWord, !words[start - 1].has(.preposition) { start -= 1 }
        let source = start..<end
        guard source.count <= 6, ClaimSpeaker(words: words).fit(source) == .speaker,
            !source.contains(where: { words[$0].shape.contains(.hasDigit) })
        else { return nil }
        return ClaimFrame(
            content: ClaimContent(quotation.whole), cue: colon..<colon + 1, source: source, head: colon, rule: .heading)
    }

    /// "X made a statement:" at the end of a paragraph.
    static func announcement(_ words: ClaimWords, _ sentence: Range<Int>) -> Announcement? {
        let colon = sentence.upperBound - 1
        let subjects = ClaimSubject(words: words, bounds: sentence)
        let window = max(sentence.lowerBound, colon - 14)..<colon
        guard let verb = window.last(where: {
            words[$0].isFinite && !words[$0].has([.helping, .plural, .cueNoun]) || words[$0].endsInEd && words[$0].classes.isEmpty
        }) ?? window.last(where: { words[$0].has(.cueVerb) && words[$0].has([.gerund, .present]) })
        else { return nil }
        var cueEnd = verb + 1
        if let noun = (verb + 1..<colon).last(where: { words[$0].has(.cueNoun) }) { cueEnd = noun + 1 }
        let source = subjects.subject(of: verb) ?? subjects.clauseSubject(before: verb)
        return Announcement(cue: words.span(verb..<cueEnd), source: source.map { words.span($0) })
    }
}
