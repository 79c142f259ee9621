import GlossLexicon
import GlossModel

/// Reads the words of one sentence as cues: verbs here, nouns and phrases in `ClaimPhrases`.
struct ClaimCues {
    let words: ClaimWords
    let sentence: Range<Int>

    static let that: Word = "that"
    static let to: Word = "to"
    static let by: Word = "by"
    static let `as`: Word = "as"

    /// The claim whose cue is the word at an index, if it is one.
    func claim(at index: Int) -> ClaimFrame? {
        let word = words[index]
        guard word.isWord else { return nil }
        guard word.has([.cueVerb, .cueNoun]) else {
            return word.hash == ClaimPhrases.according.hash
                ? ClaimPhrases.accordingTo(index, words, sentence) : nil
        }
        if word.isCapital, !word.shape.contains(.opensSentence), !word.shape.contains(.inTitleCase) || word.has(.plural) { return nil }
        let bounds = bounds(of: index)
        let subjects = ClaimSubject(words: words, bounds: bounds)
        if word.has(.cueNoun), isNoun(index, bounds) {
            return ClaimPhrases.noun(index, words, bounds, subjects)
        }
        guard word.has(.cueVerb), !isNoun(index, bounds) else { return nil }
        return verb(index, bounds, subjects)
    }

    /// The sentence, or the part of it inside the quotation the word stands in.
    private func bounds(of index: Int) -> Range<Int> {
        guard let quotation = words.quotation(around: index) else { return sentence }
        let inside = quotation.inside
        return max(inside.lowerBound, sentence.lowerBound)..<min(inside.upperBound, sentence.upperBound)
    }

    // MARK: Noun or verb

    /// Whether a word that can be both stands as a noun.
    func isNoun(_ index: Int, _ bounds: Range<Int>) -> Bool {
        let word = words[index]
        if !word.has(.cueVerb) { return true }
        guard word.has([.base, .present]) else {
            return word.has(.gerund) && index > bounds.lowerBound
                && words[index - 1].has([.determiner, .possessive]) && !words[index - 1].has(.pronoun)
        }
        guard index > bounds.lowerBound else { return word.has(.base) }
        var before = index - 1
        while before > bounds.lowerBound, words[before].isManner
            || words[before].has([.adverb, .negation]) && !words[before].has([.determiner, .helping])
        {
            before -= 1
        }
        let previous = words[before]
        if previous.isWord(Self.one), before > bounds.lowerBound, words[before - 1].has(.determiner) { return false }
        if previous.kind == .possessive || previous.has([.determiner, .possessive]) {
            return !previous.has(.quantifier) || !word.has(.base)
        }
        if previous.isWord(Self.to) || previous.has([.modal, .auxiliary, .pronoun, .relative]) { return false }
        if previous.has([.preposition, .have, .be]) { return true }
        if word.has(.plural), word.has(.present), isPlural(index, after: previous, bounds) { return true }
        if word.has(.base) {
            if Self.neverNouns.contains(word.hash) { return false }
            let isPlural = previous.endsInS && !previous.has([.cueVerb, .adverb]) || Self.plurals.contains(previous.hash)
            if isPlural || previous.has([.quantifier, .conjunction, .subordinator]) { return false }
            return word.has(.cueNoun) || index + 1 >= bounds.upperBound || !words[index + 1].isWord(Self.that)
                || words.isSubject(that: index + 1, bounds.upperBound)
        }
        guard word.has(.cueNoun), !previous.isCapital else { return false }
        let next = index + 1 < bounds.upperBound ? words[index + 1] : nil
        return next.map { $0.has([.preposition, .helping, .conjunction]) && !$0.isWord(Self.to) || !$0.isWord } ?? true
    }

    private static let neverNouns = WordSet(["say", "believe", "think", "agree", "argue", "expect", "insist", "tell", "know"])
    private static let percent: Word = "percent"
    private static let determined: Word = "determined"
    private static let meaning: Word = "meaning"
    private static let say: Word = "say"
    private static let one: Word = "one"
    private static let plurals =
        WordSet(["people", "police", "men", "women", "children", "media", "staff", "majority", "percent"])

    /// "cyber attacks led to", "the updates are": what follows a plural noun, or stands before one.
    private func isPlural(_ index: Int, after previous: ClaimWord, _ bounds: Range<Int>) -> Bool {
        guard index + 1 < bounds.upperBound else { return true }
        let next = words[index + 1]
        if next.kind == .comma || next.isStop, isPostposed(index, bounds) { return false }
        if next.isWord(Self.that), words.isSubject(that: index + 1, bounds.upperBound) { return true }
        if next.isFinite || next.kind == .comma || next.isStop && next.kind != .colon || next.has([.conjunction, .relative]) && !next.isWord(Self.that) { return true }
        if next.has(.preposition), !next.isWord(Self.to) { return !previous.isCapital || !next.isWord(Self.for) }
        let isSpeaker = previous.speaker > .quality || previous.has([.speaker, .evidence, .pronoun]) || previous.isAgent
            || previous.isCapital && !previous.shape.contains(.allCapitals)
        let takes = next.has([.determiner, .pronoun, .possessive, .question]) || next.isCapital || next.isWord(Self.that) || next.isWord(Self.to)
            || next.kind == .openQuote || next.kind == .colon || next.kind == .quote
        return !isSpeaker || !takes || next.has(.temporal)
    }

    /// "…,” Berg notes."
    private func isPostposed(_ index: Int, _ bounds: Range<Int>) -> Bool {
        guard words[index - 1].isCapital || words[index - 1].has(.pronoun) else { return false }
        var at = index - 1
        while at > bounds.lowerBound, words[at].isCapital || words[at].has(.pronoun) { at -= 1 }
        return words[at].kind == .closeQuote || words[at].kind == .comma
    }

    private static let `for`: Word = "for"

    // MARK: Verbs

    private func verb(_ index: Int, _ bounds: Range<Int>, _ subjects: ClaimSubject) -> ClaimFrame? {
        let word = words[index]
        let group = groupStart(index, bounds)
        if word.has(.participle), !word.has(.past), group == index || !hasHelping(group, index) { return nil }
        if isPassive(index, group, bounds) { return passive(index, group, bounds, subjects) }
        if let neither = neither(index, bounds, subjects) { return neither }
        if isModifying(index, bounds) || words[max(0, index - 1)].kind == .openBracket { return nil }
        if word.has([.past, .participle]), group == index, index > bounds.lowerBound,
            words[index - 1].has([.preposition, .subordinator])
        {
            return nil
        }
        if let inverted = inverted(index, bounds, subjects) { return inverted }
        let complement = ClaimComplement(words: words, bounds: bounds).after(index)
        var source = subjects.subject(of: index)
        if word.has(.gerund), word.has(.strict), !announcesQuotation(index, bounds) { return nil }
        if word.has(.gerund), !hasBe(group, index), !complement.isExplicit, !isAside(index, complement, bounds) { return nil }
        if isInfinitive(index, group), !complement.isExplicit || !word.has([.speech, .belief]) || word.has(.weak) { return nil }
        if word.isWord(Self.meaning) { return nil }
        if source == nil, word.has(.base), group == bounds.lowerBound { return nil }
        if source == nil { source = subjects.clauseSubject(before: index) }
        if word.has(.gerund), !hasBe(group, index), let near = source {
            source = teller(near, index, subjects) ?? near
        }
        if let named = source, named.count == 1, words[named.lowerBound].hash == Self.you.hash { return nil }
        let isBetweenCommas = source.map { $0.lowerBound > bounds.lowerBound && words[$0.lowerBound - 1].kind == .comma } ?? false
        let isInterruption = index + 2 < bounds.upperBound && words[index + 1].kind == .comma
            && (words[index + 2].isFinite || isBetweenCommas && word.has(.inverts) && words.quotation(around: index) == nil)
        if !word.has(.gerund), let start = source?.lowerBound, let before = before(start, bounds, allowsFragment: isInterruption),
            complement.isWeakerThanPostposed && !hasOwnObject(index, complement.start) || !complement.isExplicit && isQuoted(before),
            word.has([.speech, .belief]), !word.has(.weak) || endsClause(index, bounds), isTeller(source ?? before, index, before)
        {
            return ClaimFrame(
                content: ClaimContent(before, after(index, bounds)), cue: group..<index + 1,
                source: source, head: index, rule: .sayingAfter)
        }
        guard let start = complement.start else { return nil }
        if let source, isApart(index, group, source, complement) || !mayStand(index, source, complement, content: start) { return nil }
        if isToCome(group, index, complement.isExplicit) || isAsked(bounds, complement, start) { return nil }
        if source == nil, !word.has(.speech) || !word.has(.gerund) && !complement.isExplicit { return nil }
        var content = ClaimContent(start..<bounds.upperBound)
        if words[start].kind == .openQuote, let before = source.flatMap({ before($0.lowerBound, bounds) }),
            words[before.upperBound - 1].kind == .closeQuote || words[before.lowerBound].kind == .openQuote
        {
            content = ClaimContent(before, start..<bounds.upperBound)
        }
        return ClaimFrame(
            content: content.changed { extended($0, bounds) }, cue: cue(group, index),
            source: source, head: index, rule: .saying)
    }

    /// "neither confirmed nor denied that C".
    private func neither(_ index: Int, _ bounds: Range<Int>, _ subjects: ClaimSubject) -> ClaimFrame? {
        guard index - 3 >= bounds.lowerBound, words[index - 1].isWord(Self.nor),
            let first = (max(bounds.lowerBound, index - 5)..<index - 1).last(where: { words[$0].isWord(Self.neither) }),
            let source = subjects.subject(of: first), ClaimSpeaker(words: words).fit(source) > .thing,
            let start = ClaimComplement(words: words, bounds: bounds).after(index).start
        else { return nil }
        return ClaimFrame(content: ClaimContent(start..<bounds.upperBound), cue: first..<index + 1, source: source, head: index, rule: .saying)
    }

    private static let nor: Word = "nor"
    private static let neither: Word = "neither"

    /// "…, the records show.": nothing stands behind the verb.
    private func endsClause(_ index: Int, _ bounds: Range<Int>) -> Bool {
        index + 1 >= bounds.upperBound || words[index + 1].isStop || words[index + 1].kind == .comma || words[index + 1].kind == .closeBracket
    }

    private func isInfinitive(_ index: Int, _ group: Int) -> Bool {
        words[index].has(.base) && group < index && words[index - 1].isWord(Self.to)
    }

    /// The verb with "did not", "has" and the like before it only where they change what is said:
    /// negation and modals; else the verb alone.
    private func cue(_ group: Int, _ index: Int) -> Range<Int> {
        if (group..<index).contains(where: { words[$0].has(.negation) }) { return group..<index + 1 }
        for at in group..<index where words[at].has(.modal) { return at..<index + 1 }
        return index..<index + 1
    }

    func groupStart(_ index: Int, _ bounds: Range<Int>) -> Int {
        let before = ClaimSubject(words: words, bounds: bounds).beforeVerbGroup(index)
        return min(index, before + 1)
    }

    func hasBe(_ group: Int, _ index: Int) -> Bool {
        (group..<index).contains { words[$0].has(.be) }
            || group > sentence.lowerBound && words[group - 1].has(.be)
    }

    func hasHelping(_ group: Int, _ index: Int) -> Bool {
        (group..<index).contains { words[$0].has(.helping) } || group > 0 && words[group - 1].has(.helping)
    }

    private func isPassive(_ index: Int, _ group: Int, _ bounds: Range<Int>) -> Bool {
        guard words[index].has([.past, .participle]) else { return false }
        var at = index - 1
        while at >= bounds.lowerBound, words[at].isManner || words[at].has([.adverb, .negation]) && !words[at].has(.helping) {
            at -= 1
        }
        guard at >= bounds.lowerBound else { return false }
        return words[at].has(.be) || words[at].has(.conjunction) && isBehindParticiple(at, bounds)
    }

    /// "was never mentioned or discussed".
    private func isBehindParticiple(_ conjunction: Int, _ bounds: Range<Int>) -> Bool {
        guard conjunction - 2 >= bounds.lowerBound, words[conjunction - 1].endsInEd || words[conjunction - 1].has(.participle) else { return false }
        var at = conjunction - 2
        while at > bounds.lowerBound, words[at].isManner || words[at].has([.adverb, .negation]) && !words[at].has(.helping) { at -= 1 }
        return words[at].has(.be)
    }

    /// "the alleged plot", "a man accused of murder": no verb of its own clause.
    private func isModifying(_ index: Int, _ bounds: Range<Int>) -> Bool {
        let word = words[index]
        guard word.has([.past, .participle, .gerund]), index > bounds.lowerBound else { return false }
        let previous = words[index - 1]
        let next = index + 1 < bounds.upperBound ? words[index + 1] : nil
        if previous.has([.determiner, .possessive]) || previous.kind == .possessive {
            guard let next else { return true }
            return !next.isWord(Self.that) && next.kind != .comma && next.kind != .openQuote
        }
        guard word.has(.past), let next else { return false }
        if next.isWord(Self.by) { return true }
        return next.isWord(Self.of) && !word.has([.oblique, .speech])
    }

    private static let of: Word = "of"

    /// "It was reported that C", "X is believed to C", "was criticised by X for C".
    private func passive(
        _ index: Int, _ group: Int, _ bounds: Range<Int>, _ subjects: ClaimSubject
    ) -> ClaimFrame? {
        let word = words[index]
        let next = index + 1
        guard next < bounds.upperBound else { return nil }
        if word.isWord(Self.supposed) || Self.naming.contains(word.hash) { return nil }
        var agent: Range<Int>?
        let far = (next..<min(bounds.upperBound, next + 8)).first { words[$0].isWord(Self.to) || words[$0].isWord(Self.that) || words[$0].kind == .comma }
        let near = next..<(far ?? min(bounds.upperBound, next + 8))
        if let by = near.first(where: { words[$0].isWord(Self.by) }) {
            agent = subjects.agent(from: by + 1, limit: bounds.upperBound)
        }
        let subject = subjects.subject(of: index)
        if let subject, subject.dropFirst().contains(where: { words[$0].has(.relative) && !words[$0].isWord(Self.that) && words[$0 - 1].has(.preposition) }) { return nil }
        if word.isWord(Self.determined) { return nil }
        if words[next].isWord(Self.that), word.has([.speech, .belief]) {
            let isAddressee = word.has(.request)
            return ClaimFrame(
                content: ClaimContent(next + 1..<bounds.upperBound), cue: group..<index + 1,
                source: isAddressee ? nil : agent, head: index, rule: .impersonal)
        }
        if words[next].term.isTerm, next + 1 < bounds.upperBound, word.has(.belief),
            words[next + 1].isWord(Self.to) || words[next + 1].isWord(Self.that)
        {
            let rest = next..<bounds.upperBound
            let isIt = words[next + 1].isWord(Self.that)
            return ClaimFrame(
                content: subject.map { isIt ? ClaimContent(rest) : ClaimContent($0, rest) } ?? ClaimContent(rest),
                cue: group..<index + 1, source: agent, head: index, rule: .impersonal)
        }
        if words[next].isWord(Self.to), !words.isPlace(behindTo: next + 1, bounds.upperBound), word.has(.impersonal) || word.has([.speech, .belief]) && !word.has(.request) {
            let rest = next..<bounds.upperBound
            return ClaimFrame(
                content: subject.map { ClaimContent($0, rest) } ?? ClaimContent(rest),
                cue: group..<index + 1, source: agent, head: index,
                rule: .impersonal)
        }
        guard let agent, word.has([.attitude, .speech]), let subject, ClaimSpeaker(words: words).fit(agent) == .speaker,
            words[agent.lowerBound].kind != .number || agent.contains(where: { words[$0].kind == .percent || words[$0].isWord(Self.percent) })
        else { return nil }
        return ClaimFrame(
            content: ClaimContent(subject), cue: group..<index + 1, source: agent, head: index,
            rule: .passive)
    }

    /// "C, said X": the subject after the verb.
    private func inverted(_ index: Int, _ bounds: Range<Int>, _ subjects: ClaimSubject) -> ClaimFrame? {
        guard words[index].has(.inverts), words[index].has([.past, .present]) || words[index].isWord(Self.say), index + 1 < bounds.upperBound
        else { return nil }
        if index == bounds.lowerBound { return opening(index, bounds, subjects) }
        let previous = words[index - 1]
        guard previous.kind == .comma || previous.kind == .closeQuote || previous.kind == .dash else { return nil }
        let next = words[index + 1]
        guard next.isCapital || next.has([.determiner, .possessive, .quantifier]) || next.kind == .number
            || next.isWord && next.classes.isEmpty || next.has(.speaker)
        else { return nil }
        guard !next.isWord(Self.that), !next.has(.temporal), let before = before(index, bounds),
            let agent = subjects.agent(from: index + 1, limit: bounds.upperBound), ClaimSpeaker(words: words).fit(agent) > .none
        else { return nil }
        let after = subjects.phraseEnd(from: index + 1, limit: bounds.upperBound)
        if after < bounds.upperBound, previous.kind != .closeQuote, words[after].isFinite, !words[after].has(.relative) {
            return nil
        }
        var content = ClaimContent(before)
        if agent.upperBound < bounds.upperBound,
            let open = (agent.upperBound..<bounds.upperBound).first(where: { words[$0].kind == .openQuote })
        {
            content.append(open..<bounds.upperBound)
        }
        return ClaimFrame(
            content: content.changed { extended($0, bounds) }, cue: index..<index + 1, source: agent, head: index,
            rule: .inverted)
    }

    /// "Said X: C".
    private func opening(_ index: Int, _ bounds: Range<Int>, _ subjects: ClaimSubject) -> ClaimFrame? {
        guard words[index + 1].isCapital, let agent = subjects.agent(from: index + 1, limit: bounds.upperBound),
            agent.upperBound + 1 < bounds.upperBound,
            words[agent.upperBound].kind == .colon || words[agent.upperBound].kind == .comma
        else { return nil }
        return ClaimFrame(
            content: ClaimContent(extended(agent.upperBound + 1..<bounds.upperBound, bounds)), cue: index..<index + 1,
            source: agent, head: index, rule: .inverted)
    }

    // MARK: Content

    /// What stands before the source where a comma or quotation mark parts them: the content of
    /// "C, X said". Reaches back to where a quotation that is open there began.
    private func before(
        _ start: Int, _ bounds: Range<Int>, allowsFragment: Bool = false
    ) -> Range<Int>? {
        var end = start - 1
        while end >= bounds.lowerBound, words[end].has([.conjunction, .adverb]) { end -= 1 }
        guard end > bounds.lowerBound else { return nil }
        let mark = words[end].kind
        guard mark == .comma || mark == .closeQuote || mark == .dash || mark == .question || mark == .openBracket else { return nil }
        var from = bounds.lowerBound
        if let quotation = words.quotation(at: end - (mark == .comma ? 1 : 0)), mark != .dash {
            from = min(from, quotation.open)
            if mark == .closeQuote { end += 1 }
        }
        guard end - from >= (allowsFragment ? 1 : 2) else { return nil }
        let isQuoted = words[end - 1].kind == .closeQuote || words[from].kind == .openQuote
        guard isQuoted || allowsFragment || (from..<end).contains(where: { words[$0].isFinite })
            || !words[from].has([.preposition, .subordinator, .adverb, .conjunction, .gerund])
                && (words[from].shape.contains(.inTitleCase) || end - from > 3 && (from..<end).contains { words[$0].has([.verb, .cueVerb]) })
        else { return nil }
        return from..<end
    }

    /// The rest of a content that the cue interrupts: "The plan, he said, was dead".
    private func after(_ index: Int, _ bounds: Range<Int>) -> Range<Int>? {
        guard let comma = (index + 1..<bounds.upperBound).first(where: { words[$0].kind == .comma }),
            comma + 1 < bounds.upperBound
        else { return nil }
        let next = words[comma + 1]
        if next.has([.gerund, .subordinator, .relative, .preposition]) { return nil }
        if next.has(.conjunction) || comma == index + 1 || next.kind == .openQuote {
            return comma + 1..<bounds.upperBound
        }
        return nil
    }

    /// A range that begins with a quotation, drawn out to its end where that lies beyond.
    private func extended(_ range: Range<Int>, _ bounds: Range<Int>) -> Range<Int> {
        guard let quotation = words.quotation(at: max(range.lowerBound, range.upperBound - 1)),
            quotation.open >= range.lowerBound, quotation.whole.upperBound > range.upperBound
        else { return range }
        return range.lowerBound..<quotation.whole.upperBound
    }
}
