import GlossLexicon
import GlossModel

/// Finds the noun phrases around a verb without a parser: leftwards to the subject, rightwards to
/// an agent. All ranges are of tokens and stay inside `bounds`.
struct ClaimSubject {
    let words: ClaimWords
    /// The sentence, or the quotation inside it, that is looked at.
    let bounds: Range<Int>

    /// The subject of the verb at an index, with titles, appositions and relative clauses.
    func subject(of verb: Int) -> Range<Int>? {
        var end = beforeVerbGroup(verb)
        while end > bounds.lowerBound, let earlier = beforeAdverbial(endingAt: end) { end = earlier }
        guard end >= bounds.lowerBound else { return nil }
        let word = words[end]
        if word.kind == .comma || word.kind == .closeBracket { return apposed(closedAt: end, verb) }
        if word.has(.conjunction) { return clauseSubject(before: end) }
        if word.has(.relative), end > bounds.lowerBound { return antecedent(of: end) }
        if word.kind == .closeQuote || word.isStop || word.has([.preposition, .subordinator]) {
            return word.has([.preposition]) ? clauseSubject(before: end) : nil
        }
        let start = withLeadingPost(phraseStart(endingAt: end))
        if start - 2 >= bounds.lowerBound, words[start - 1].isWord(Self.who), words[start].endsInEd || words[start].isFinite {
            return phraseStart(endingAt: start - 2)..<end + 1
        }
        return start <= end ? withoutLead(start..<end + 1) : nil
    }

    /// Without what stands before the phrase: a date or more that a preposition leads in at the head of the
    /// sentence ("in March 2016 Anna Berg", "on 4 May in Arda President Varn"), a note's number.
    private func withoutLead(_ phrase: Range<Int>) -> Range<Int> {
        var start = phrase.lowerBound
        if isLedIn(start) {
            let date = (start..<phrase.upperBound - 1).prefix { isOfDate(words[$0]) }
            if date.contains(where: { words[$0].has(.temporal) || isYear(words[$0]) }) { start = date.endIndex }
            start = subjectStart(in: start..<phrase.upperBound) ?? start
        }
        guard phrase.upperBound - start > 2, words[start].kind == .number, case let next = words[start + 1],
            next.has([.determiner, .possessive, .quantifier]) || next.kind == .number
        else { return start..<phrase.upperBound }
        return start + 1..<phrase.upperBound
    }

    /// Whether the sentence begins with a preposition, and nothing but adverbials stands before a token.
    private func isLedIn(_ start: Int) -> Bool {
        let first = bounds.lowerBound
        guard first < start, words[first].has(.preposition), !words[first].isWord(Self.of),
            words[start - 1].has(.preposition) || isOfDate(words[start - 1])
        else { return false }
        return (first + 1..<start).allSatisfy { index in
            let word = words[index]
            return (word.isWord || isOfDate(word)) && !word.has([.subordinator, .relative]) && (!word.isFinite || word.has(.preposition))
        }
    }

    private func isOfDate(_ word: ClaimWord) -> Bool { word.has(.temporal) || word.kind == .number || word.kind == .ordinal }

    /// Four figures, as far as a word knows.
    private func isYear(_ word: ClaimWord) -> Bool { word.kind == .number && word.span.count == 4 && word.number == nil }

    /// Where the subject begins behind what is led in without a comma: at a name behind a thing ("in a
    /// statement | Velka Mining"), else at a title or a given name behind a place ("in Arda | Mr Korb").
    private func subjectStart(in phrase: Range<Int>) -> Int? {
        let names = phrase.dropFirst().filter { words[$0].isCapital && words[$0].isWord && words[$0 - 1].isWord }
        let behindThing = names.first { index in
            let thing = words[index - 1]
            return !thing.isCapital && !thing.isAgent && ![.person, .organization, .group].contains(thing.speaker)
                && !thing.has([.preposition, .determiner, .possessive, .conjunction, .temporal])
        }
        if let behindThing { return behindThing }
        let title = names.first { index in
            words[index].speaker == .person && words[index - 1].isCapital && words[index - 1].speaker != .person
        }
        guard var start = title, let place = (phrase.lowerBound..<start).last(where: { !words[$0 - 1].isCapital || words[$0 - 1].has(.preposition) }),
            words[place - 1].has([.preposition, .determiner])
        else { return nil }
        // "Prime Minister", "Interior Minister".
        while start - 1 > place, words[start - 1].speaker == .quality { start -= 1 }
        return start
    }

    private static let who: Word = "who"

    /// Before "in 2010" or "this month", where that ends at a token and something precedes it.
    private func beforeAdverbial(endingAt end: Int) -> Int? {
        guard words[end].has(.temporal) || words[end].kind == .number else { return nil }
        var start = end
        while start > bounds.lowerBound, words[start - 1].has([.temporal, .determiner, .adverb])
            || words[start - 1].kind == .number || words[start - 1].has(.preposition)
        {
            start -= 1
        }
        guard start > bounds.lowerBound, words[start].has([.preposition, .determiner]) || words[start].has(.temporal)
        else { return nil }
        return start - 1
    }

    /// The start of a post before a name and a comma: "the ministry's spokesman, Jan Novak".
    private func withLeadingPost(_ name: Int) -> Int {
        guard name - 2 >= bounds.lowerBound, words[name - 1].kind == .comma, words[name].isCapital
        else { return name }
        var start = name - 1
        while start > bounds.lowerBound, name - start < 24 {
            let word = words[start - 1]
            if word.isWord(Self.that) || word.isStop { break }
            if word.kind == .comma || word.kind == .openQuote || word.kind == .closeQuote { return name }
            if word.isFinite || word.has([.adverb, .temporal, .pronoun]) && !word.has(.determiner) { return name }
            start -= 1
        }
        guard start < name - 1, words[start].isWord, name - start < 24,
            (start..<name - 1).contains(where: { words[$0].speaker == .person || words[$0].has(.speaker) || words[$0].isAgent }),
            !words[start].has([.preposition, .subordinator, .conjunction, .gerund]),
            !words[start].isManner, !words[start].isCapital || words[start].shape.contains(.opensSentence)
        else { return name }
        return start
    }

    /// The last token before a verb with its helping verbs and adverbs.
    func beforeVerbGroup(_ verb: Int) -> Int {
        var index = verb - 1
        while index >= bounds.lowerBound {
            let word = words[index]
            if word.has(.pronoun) { break }
            let isGroup =
                word.has([.helping, .negation]) && !word.has(.determiner) || word.isManner
                || word.has(.adverb) && !word.has([.determiner, .temporal]) || word.isWord(Self.to)
            guard isGroup else { break }
            index -= 1
        }
        return index
    }

    private static let to: Word = "to"
    private static let of: Word = "of"

    /// "X, a senior Y, said": from X to the comma.
    private func apposed(closedAt comma: Int, _ verb: Int) -> Range<Int>? {
        var open = comma - 1
        let limit = max(bounds.lowerBound, comma - 40)
        let mark: Token.Kind = words[comma].kind == .comma ? .comma : .openBracket
        while open > limit, words[open].kind != mark {
            let isPoint = words[open].kind == .period && words[open + 1].kind == .comma
            if words[open].isStop, mark == .comma, !isPoint { return clauseSubject(before: verb) }
            open -= 1
        }
        guard open > limit, words[open].kind == mark else { return clauseSubject(before: verb) }
        let end = open - 1
        guard words[end].isWord || words[end].kind == .possessive || words[end].kind == .closeQuote,
            !words[end].has([.preposition, .conjunction]), !words[end].isManner
        else { return clauseSubject(before: verb) }
        var start = withLeadingPost(phraseStart(endingAt: end))
        while start - 2 > bounds.lowerBound, words[start - 1].kind == .comma, words[start].has(.determiner),
            words[start - 2].isCapital
        {
            start = withLeadingPost(phraseStart(endingAt: start - 2))
        }
        let isLeading = start > bounds.lowerBound && words[start - 1].has([.preposition])
            && start - 1 == bounds.lowerBound
        if isLeading || words[start].has([.temporal, .subordinator]) { return clauseSubject(before: verb) }
        return start..<(mark == .comma ? comma : comma + 1)
    }

    private func antecedent(of relative: Int) -> Range<Int>? {
        var end = relative - 1
        if words[end].kind == .comma || words[end].has(.preposition) { end -= 1 }
        guard end >= bounds.lowerBound, words[end].isWord || words[end].kind == .possessive
            || words[end].kind == .closeBracket || words[end].kind == .number
        else { return relative..<relative + 1 }
        return phraseStart(endingAt: end)..<relative + 1
    }

    /// The subject of the clause that a coordinated verb or a participle belongs to: the first
    /// noun phrase after leading adverbials.
    func clauseSubject(before limit: Int) -> Range<Int>? {
        var start = bounds.lowerBound
        if let quotation = words.quotation(at: start), quotation.open == start, quotation.isClosed,
            quotation.close < limit
        {
            start = quotation.close + 1
        }
        while start < limit, !words[start].isWord && words[start].kind != .number { start += 1 }
        if start < limit, words[start].has([.preposition, .subordinator, .conjunction, .adverb])
            || start < limit && (words[start].isManner || words[start].has(.gerund))
        {
            if let comma = (start..<limit).first(where: { words[$0].kind == .comma }), comma + 1 < limit {
                start = comma + 1
            } else {
                start += 1
            }
        }
        guard start < limit else { return nil }
        var end = phraseEnd(from: start, limit: limit)
        while end > start + 1, words[end - 1].has(.adverb) && !words[end - 1].has([.determiner, .pronoun]) || words[end - 1].isManner { end -= 1 }
        return end > start ? start..<end : nil
    }

    /// The subject of the last finite verb before a token that somebody is the subject of, outside
    /// of quotations.
    func mainSubject(before limit: Int) -> Range<Int>? {
        var verb = limit - 1
        while verb > bounds.lowerBound {
            let word = words[verb]
            let isVerb = word.isFinite && !word.has(.plural) || word.endsInEd && word.classes.isEmpty && !word.isCapital
            if isVerb, words.quotation(around: verb)?.open == words.quotation(around: bounds.lowerBound)?.open || words.quotation(at: verb) == nil,
                let subject = subject(of: verb), ClaimSpeaker(words: words).fit(subject) == .speaker, !isSubordinate(subject)
            {
                return subject
            }
            verb -= 1
        }
        return nil
    }

    /// "… after they came out": behind a subordinator other than "that".
    private func isSubordinate(_ subject: Range<Int>) -> Bool {
        guard subject.lowerBound > bounds.lowerBound + 1, case let before = words[subject.lowerBound - 1] else { return false }
        return before.has(.subordinator) && !before.has([.adverb, .relative]) && !before.isWord(Self.that)
    }

    /// Where the noun phrase that ends at a token begins.
    func phraseStart(endingAt end: Int) -> Int {
        if words[end].has(.pronoun) { return end }
        var start = end
        while start > bounds.lowerBound, extends(from: start, over: start - 1, end: end) { start -= 1 }
        while start < end, words[start].has([.preposition, .conjunction]) && !words[start].isCapital {
            start += 1
        }
        return start
    }

    /// Whether the phrase goes on leftwards over the token `at`.
    private func extends(from start: Int, over at: Int, end: Int) -> Bool {
        let word = words[at]
        switch word.kind {
        case .number: return !words[start].has([.determiner, .possessive])
        case .possessive, .ordinal, .ampersand, .slash, .currencySign, .percent: return true
        case .word: break
        default: return false
        }
        if word.has(.pronoun), !word.has(.determiner), !Self.indefinite.contains(word.hash) { return false }
        if word.isWord(Self.that) { return false }
        if words[start].has([.determiner, .possessive]), !word.has([.preposition, .conjunction, .determiner]) {
            return false
        }
        if word.has(.conjunction) { return joins(at, start) }
        if word.isWord(Self.of) { return true }
        if word.has(.preposition) { return at > bounds.lowerBound && isNominal(at - 1) }
        if word.has([.subordinator, .relative, .modal, .be, .have, .auxiliary]) { return false }
        if word.has(.adverb), !word.has(.determiner) {
            return at > bounds.lowerBound && words[at - 1].has(.determiner)
        }
        if word.has([.cueVerb, .verb]), word.has([.past, .present, .gerund]), !word.isCapital {
            return isModifier(at)
        }
        if word.has(.temporal), words[start].isCapital || words[start].has(.determiner) { return false }
        return !word.isManner || at > bounds.lowerBound && words[at - 1].has(.determiner)
    }

    private static let indefinite = WordSet([
        "nobody", "somebody", "everybody", "anybody", "someone", "everyone", "anyone", "none",
    ])
    private static let that: Word = "that"

    /// A participle or noun inside a noun phrase: "the convicted man", "its reporting staff".
    private func isModifier(_ at: Int) -> Bool {
        at > bounds.lowerBound
            && (words[at - 1].has([.determiner, .possessive]) || words[at - 1].kind == .possessive)
    }

    private func isNominal(_ at: Int) -> Bool {
        let word = words[at]
        guard word.isWord || word.kind == .number || word.kind == .closeQuote else { return false }
        if word.has([.helping, .preposition, .subordinator, .adverb, .conjunction]) { return false }
        if word.has(.pronoun), !word.has(.determiner) { return Self.indefinite.contains(word.hash) }
        return !(word.has([.cueVerb, .verb]) && word.has([.past, .gerund])) || word.isCapital
    }

    /// Whether "and" joins two noun phrases here rather than two clauses.
    private func joins(_ conjunction: Int, _ start: Int) -> Bool {
        guard conjunction > bounds.lowerBound, isNominal(conjunction - 1) else { return false }
        let left = words[conjunction - 1]
        guard left.isCapital == words[start].isCapital else { return false }
        var index = conjunction - 1
        while index >= bounds.lowerBound, !words[index].isStop, words[index].kind != .comma {
            if words[index].isFinite { return false }
            index -= 1
        }
        return true
    }

    /// One past the noun phrase that begins at a token.
    func phraseEnd(from start: Int, limit: Int) -> Int {
        if words[start].has(.pronoun) { return start + 1 }
        var end = start
        while end < limit {
            let word = words[end]
            switch word.kind {
            case .word: break
            case .number, .ordinal, .possessive, .ampersand, .slash, .percent, .currencySign:
                end += 1
                continue
            default: return end
            }
            if end > start, endsPhrase(word, at: end, start: start) { return end }
            end += 1
        }
        return end
    }

    private func endsPhrase(_ word: ClaimWord, at end: Int, start: Int) -> Bool {
        if word.has([.helping, .subordinator, .relative]) && !word.isCapital { return true }
        if word.has(.temporal), words[end - 1].has(.preposition) == false { return true }
        if word.has(.pronoun), !word.has(.determiner), !word.isCapital { return true }
        guard word.has([.cueVerb, .verb]), word.has([.past, .present, .base]) else {
            return word.endsInEd && !words[end - 1].has([.determiner, .possessive, .preposition])
                && !word.isCapital
        }
        if words[end - 1].has([.determiner, .possessive, .preposition]) || word.isCapital { return false }
        return word.has([.past, .present])
    }

    /// An agent to the right (after "by", "according to", or an inverted verb) with what is apposed
    /// to it up to the next verb or the end.
    func agent(from start: Int, limit: Int) -> Range<Int>? {
        guard start < limit else { return nil }
        var end = phraseEnd(from: start, limit: limit)
        guard end > start else { return nil }
        if words[end - 1].has(.pronoun) { return start..<end }
        if end < limit, words[end].has(.relative) || words[end].kind == .comma {
            let next = closing(after: end + 1, limit: limit)
            let apposition = (end + 1)..<next
            let isVerbless = !apposition.contains { words[$0].isFinite && !words[$0].isCapital }
            let isRelative = words[end].has(.relative)
                || end + 1 < limit && words[end + 1].has(.relative)
            let begins = end + 1 < limit && (words[end + 1].has([.determiner, .possessive]) || words[end + 1].kind == .number
                || words[end + 1].isCapital || words[end + 1].has(.relative)
                || words[end + 1].isWord && words[end + 1].classes.isEmpty && !words[end + 1].isManner)
            if apposition.count > 0, isRelative || isVerbless && begins, next <= limit { end = next }
        }
        return start..<end
    }

    private func closing(after start: Int, limit: Int) -> Int {
        var index = start
        while index < limit, words[index].kind != .comma, !words[index].isStop,
            words[index].kind != .openQuote, words[index].kind != .closeQuote
        {
            index += 1
        }
        return index
    }
}
