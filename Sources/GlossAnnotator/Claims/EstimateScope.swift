import GlossLexicon
import GlossModel

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
        if first.isWord(Self.most) || first.isWord(Self.less) && term.count == 2, let before, before.has([.determiner, .possessive]) || before.kind == .possessive {
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

    private static let less: Word = "less"
    private static let most: Word = "most"
    private static let sure: Word = "sure"
    private static let certain: Word = "certain"
    private static let makes = WordSet(["make", "makes", "made", "making"])
    private static let impossible = WordSet(["impossible"])
    private static let unlikely = WordSet(["unlikely", "improbable"])
    private static let adjectives = WordSet(["likely", "unlikely", "probable", "improbable"])
    private static let comparatives = WordSet(["more", "less", "least", "most", "equally", "likelier", "how"])
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
        guard Self.subordinators.contains(word.hash), !isPreposition(index) else { return nil }
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

    /// "An attack before dawn is likely": the only verb stands behind it, with no subject of its own.
    private func isPreposition(_ index: Int) -> Bool {
        guard words[index].has(.preposition), index > range.lowerBound + 1, !hasFinite(range.lowerBound..<index) else { return false }
        var groups = 0
        for at in index + 1..<range.upperBound {
            if words[at].kind == .comma || words[at].isStop { break }
            if words.isPlainlyFinite(at), !words.isPlainlyFinite(at - 1), !words[at - 1].has([.negation, .adverb]) { groups += 1 }
        }
        return groups == 1
    }

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
