import GlossLexicon
import GlossModel

/// A likelihood and the words that say it.
struct Estimate {
    /// Nil where the words say that a thing is possible, not how likely.
    var likelihood: Likelihood?
    var range: Range<Int>
}

/// Finds the first estimate of a stretch of words that is of its main clause: terms of the table,
/// numbers and chances (`EstimateChances`), with what negates them (`EstimateNegation`).
struct EstimateFinder {
    let words: ClaimWords
    /// A claim's content, or a clause.
    let range: Range<Int>

    /// The first estimate with a band; where there is none before the next mark, the first that says
    /// that a thing is possible. Linear.
    func first() -> Estimate? {
        var possible: Estimate?
        var index = range.lowerBound
        while index < range.upperBound {
            if possible != nil, words[index].kind == .comma || words[index].isStop { return possible }
            if !isPhrase(at: index),
                let end = EstimateScope(words: words, range: range).endOfOtherClause(at: index)
            {
                index = max(end, index + 1)
                continue
            }
            if let found = estimate(at: index) {
                if found.likelihood != nil { return possible.map { isNear($0, found) ? found : $0 } ?? found }
                if possible == nil { possible = found }
                index = max(found.range.upperBound, index + 1)
                continue
            }
            index += 1
        }
        return possible
    }

    /// "as likely as not" begins no clause.
    private func isPhrase(at index: Int) -> Bool {
        words[index].term.longest > 1 && longest(at: index) != nil
    }

    /// "could probably": the second says more.
    private func isNear(_ first: Estimate, _ second: Estimate) -> Bool {
        second.range.lowerBound - first.range.upperBound < 4
    }

    private func estimate(at index: Int) -> Estimate? {
        let word = words[index]
        if word.number != nil { return EstimateChances(words: words, range: range).number(at: index) }
        guard word.isWord, word.term.longest > 0 else { return nil }
        if let found = EstimateChances(words: words, range: range).chance(at: index) { return found }
        guard let (entry, end) = longest(at: index), end > index + 1 || !CertaintyTerms.isName(index, words)
        else { return nil }
        return read(entry, index..<end)
    }

    /// The longest term that begins at an index, and one past its last token.
    func longest(at index: Int) -> (EstimativeTerm, end: Int)? {
        var hash = words[index].hash
        var entry = words[index].term
        var best = entry.isTerm ? (entry, end: index + 1) : nil
        for next in index + 1..<max(index + 1, min(range.upperBound, index + Int(entry.longest))) {
            hash = WordHash.join(hash, words[next].hash)
            entry = EstimativeTerm(bits: words.likelihoods[hash])
            if entry.isTerm { best = (entry, end: next + 1) }
        }
        return best
    }

    private func read(_ entry: EstimativeTerm, _ at: Range<Int>) -> Estimate? {
        if entry.band > 0, EstimateUse(words: words, range: range).isOther(at) { return nil }
        var band = Likelihood(band: entry.band)
        var found = at
        let negation = EstimateNegation(words: words, range: range)
        let before = negation.before(at.lowerBound)
        if before.isNegated {
            found = before.start..<at.upperBound
            band = entry.band == 0 ? nil : Likelihood(band: entry.negatedBand) ?? band?.negated
        } else if let end = negation.after(at), entry.band > 0 || words[at.lowerBound].has(.modal) {
            found = at.lowerBound..<end
            band = band?.mirrored
        }
        return Estimate(likelihood: band, range: found)
    }
}

extension Likelihood {
    /// The band that a compiled term has; nil for none.
    init?(band: UInt8) {
        guard band > 0 else { return nil }
        self.init(rawValue: band - 1)
    }

    /// What is left where it is denied: "not unlikely" is likely, "not certain" nothing in
    /// particular below certain.
    var negated: Likelihood? {
        switch self {
        case .almostNoChance, .almostCertain, .roughlyEvenChance: nil
        case .veryUnlikely, .unlikely: .likely
        case .likely, .veryLikely: .unlikely
        }
    }

    /// How likely the opposite is: the bands are symmetric.
    var mirrored: Likelihood? { Likelihood(rawValue: Likelihood.almostCertain.rawValue - rawValue) }

    /// The band of a percentage; what two bands share belongs to the more extreme one.
    init(percent: Int) {
        self =
            switch percent {
            case ..<6: .almostNoChance
            case ..<21: .veryUnlikely
            case ..<46: .unlikely
            case ..<55: .roughlyEvenChance
            case ..<80: .likely
            case ..<95: .veryLikely
            default: .almostCertain
            }
    }
}

/// Uses of a term that are no estimate: comparisons, superlatives, attributes of something else.
struct EstimateUse {
    let words: ClaimWords
    let range: Range<Int>

    func isOther(_ term: Range<Int>) -> Bool {
        let start = term.lowerBound
        let after = term.upperBound < words.count ? words[term.upperBound] : nil
        let before = start > 0 ? words[start - 1] : nil
        let first = words[start]
        if let before, term.count == 1, Self.comparatives.contains(before.hash)
            || before.isWord(ClaimCues.as) && after?.isWord(ClaimCues.as) == true
        {
            return true
        }
        if first.isWord(Self.most), let before, before.has([.determiner, .possessive]) || before.kind == .possessive {
            return true
        }
        if Self.impossible.contains(words[term.upperBound - 1].hash), let after,
            after.isWord(ClaimCues.to)
        {
            return true
        }
        if first.isWord(Self.sure) || first.isWord(Self.certain), let before, Self.makes.contains(before.hash) { return true }
        return isAttribute(term, before, after)
    }

    /// "an unlikely ally", "likely voters": where no copula makes it a statement.
    private func isAttribute(_ term: Range<Int>, _ before: ClaimWord?, _ after: ClaimWord?) -> Bool {
        guard Self.adjectives.contains(words[term.upperBound - 1].hash), let after, after.isWord else { return false }
        guard let before, term.lowerBound > range.lowerBound else {
            return isNoun(after) && after.endsInS && words[term.lowerBound].shape.contains(.opensSentence)
        }
        if before.has([.determiner, .possessive]) || before.kind == .possessive, isNoun(after) || after.isManner {
            if Self.unlikely.contains(words[term.upperBound - 1].hash) { return true }
            let isComplement = term.lowerBound >= 2 && words[term.lowerBound - 2].has(.be)
            let isSubject = (term.upperBound..<min(range.upperBound, term.upperBound + 6)).contains { words[$0].has(.be) }
            return !isComplement && !isSubject
        }
        let isObject = before.has([.verb, .cueVerb, .preposition]) && !before.has(.helping) && !CueStance.thinkers.contains(before.hash)
        return isNoun(after) && (isObject || before.kind == .number || before.endsInEd && before.classes.isEmpty)
    }

    private func isNoun(_ word: ClaimWord) -> Bool {
        guard word.isWord, !word.isManner else { return false }
        return word.classes.isEmpty && !word.endsInEd || word.has([.cueNoun, .speaker, .evidence, .plural])
            || word.has([.cueVerb, .verb]) && word.has(.present)
    }

    private static let most: Word = "most"
    private static let sure: Word = "sure"
    private static let certain: Word = "certain"
    private static let makes = WordSet(["make", "makes", "made", "making"])
    private static let impossible = WordSet(["impossible"])
    private static let unlikely = WordSet(["unlikely", "improbable"])
    private static let adjectives = WordSet(["likely", "unlikely", "probable", "improbable"])
    private static let comparatives = WordSet(["more", "less", "least", "most", "equally", "likelier"])
}

/// Clauses of a stretch that say something else than its main clause: relative clauses, clauses of
/// reason, condition, time and concession.
struct EstimateScope {
    let words: ClaimWords
    let range: Range<Int>

    /// One past such a clause where one begins at an index.
    func endOfOtherClause(at index: Int) -> Int? {
        let word = words[index]
        guard word.isWord, word.has([.relative, .subordinator]), !word.isCapital || word.shape.contains(.opensSentence) else { return nil }
        if isOfNothing(index) { return range.upperBound }
        if isRelative(index) { return end(from: index + 1, isSubject: !hasFinite(range.lowerBound..<index)) }
        guard Self.subordinators.contains(word.hash) else { return nil }
        let isLeading = index <= range.lowerBound + 1
        let end = end(from: index + 1, isSubject: isLeading)
        return hasFinite(index + 1..<end) ? end : nil
    }

    /// "no evidence that", "little sign that".
    private func isOfNothing(_ index: Int) -> Bool {
        guard words[index].isWord(ClaimCues.that), index > range.lowerBound, words[index - 1].has(.cueNoun), words[index - 1].term.longest == 0,
            !words[index - 1].isWord(Self.doubt)
        else { return false }
        return (max(range.lowerBound, index - 4)..<index - 1).contains { words[$0].has(.negation) || words[$0].isWord(Self.little) }
    }

    private static let doubt: Word = "doubt"
    private static let little: Word = "little"

    private func isRelative(_ index: Int) -> Bool {
        guard words[index].has(.relative), index > range.lowerBound else { return false }
        let before = words[index - 1]
        if !words[index].isWord(ClaimCues.that) {
            return before.kind == .comma || before.has(.preposition)
                || before.isWord && !before.has([.cueVerb, .verb, .helping]) || before.kind == .closeBracket
        }
        let after = index + 1 < range.upperBound ? words[index + 1] : before
        if before.isWord, before.term.longest == 0 || before.has(.cueNoun), !before.has([.adverb, .preposition]), after.isFinite,
            !after.has(.cueNoun), !before.isFinite || before.has(.cueNoun)
        {
            return true
        }
        guard before.isWord, before.classes.isEmpty || before.has(.temporal), before.term.longest == 0, !Self.factual.contains(before.hash)
        else { return false }
        guard index - 2 >= range.lowerBound else { return true }
        let earlier = words[index - 2]
        return !(earlier.has([.be, .negation]) || earlier.isManner || Self.linking.contains(earlier.hash)
            || earlier.has(.adverb) && !earlier.has(.determiner))
    }

    /// The next comma or stop; of a clause in the subject also where the main verb begins.
    private func end(from start: Int, isSubject: Bool) -> Int {
        var groups = 0
        var isInGroup = false
        for index in start..<max(start, range.upperBound) {
            let word = words[index]
            if word.kind == .comma || word.isStop { return index + 1 }
            guard word.isFinite else {
                if !word.isManner, !word.has([.adverb, .negation, .participle, .gerund]) { isInGroup = false }
                continue
            }
            let isNew = !isInGroup || word.has(.helping) && !words[index - 1].has([.helping, .negation, .adverb])
            if isNew {
                groups += 1
                let isJoined = words[index - 1].has([.conjunction, .relative]) || words[index - 1].isWord(ClaimCues.to)
                if isSubject, groups == 2, !isJoined { return index }
            }
            isInGroup = true
        }
        return range.upperBound
    }

    private func hasFinite(_ range: Range<Int>) -> Bool {
        range.contains { words[$0].isFinite || words[$0].endsInEd && words[$0].classes.isEmpty || words[$0].endsInS && words[$0].classes.isEmpty }
    }

    private static let subordinators = WordSet([
        "because", "while", "when", "whenever", "if", "although", "though", "whereas", "unless", "until",
        "since", "after", "before", "once", "as",
    ])
    private static let factual = WordSet([
        "fact", "case", "point", "reason", "truth", "clear", "obvious", "evident", "apparent", "true", "plain",
    ])
    private static let linking = WordSet([
        "seem", "seems", "seemed", "appear", "appears", "appeared", "remain", "remains", "remained", "look", "looks",
        "becomes", "became", "less", "more",
    ])
}
