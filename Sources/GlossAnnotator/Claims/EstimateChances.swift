import GlossLexicon
import GlossModel

/// Likelihoods in numbers ("a 70 per cent chance", "seven in ten", "three to one against"), and what is
/// said of a chance behind it ("the odds are overwhelming").
struct EstimateChances {
    let words: ClaimWords
    let range: Range<Int>

    // MARK: Behind the noun

    /// "chances", "likelihood" at an index with what a verb of being says of it, or a number.
    func chance(at index: Int) -> Estimate? {
        guard Self.nouns.contains(words[index].hash) else { return nil }
        let limit = min(range.upperBound, index + 24)
        for at in index + 1..<max(index + 1, limit) {
            if words[at].isStop || words[at].kind == .comma { return nil }
            if words[at].has(.be) || Self.linking.contains(words[at].hash) {
                if let found = predicate(from: at + 1, limit) { return found }
            }
            if words[at].number != nil, isGiven(at), let (percent, end) = percentage(at) ?? ratio(at) {
                return Estimate(likelihood: Likelihood(percent: percent), range: index..<end)
            }
        }
        return nil
    }

    private func predicate(from start: Int, _ limit: Int) -> Estimate? {
        for at in start..<max(start, min(limit, start + 2)) where words[at].term.longest > 0 {
            if let (entry, end) = EstimateFinder(words: words, range: range).longest(at: at), entry.band > 0 {
                return Estimate(likelihood: Likelihood(band: entry.band), range: at..<end)
            }
        }
        var isNegated = false
        var index = start
        while index < limit, !isMagnitude(index), words[index].has([.negation, .adverb, .determiner]) || words[index].isManner || Self.degree.contains(words[index].hash) {
            if words[index].has(.negation) { isNegated = true }
            index += 1
        }
        guard index < limit, let magnitude = Self.magnitudes.first(where: { $0.words.contains(words[index].hash) })
        else { return nil }
        var band = magnitude.band
        if index > start, Self.strong.contains(words[index - 1].hash) {
            if band == .likely { band = .veryLikely }
            if band == .unlikely { band = .veryUnlikely }
        }
        return Estimate(likelihood: isNegated ? band.negated : band, range: start..<index + 1)
    }

    private func isMagnitude(_ index: Int) -> Bool { Self.magnitudes.contains { $0.words.contains(words[index].hash) } }

    /// "at 70 per cent", "is about 70 per cent", not "of a 70 per cent rise".
    private func isGiven(_ number: Int) -> Bool {
        number > range.lowerBound
            && (words[number - 1].has(.be) || words[number - 1].isWord(Self.a) || Self.linking.contains(words[number - 1].hash) || Self.before.contains(words[number - 1].hash) || words[number - 1].kind == .openBracket)
    }

    // MARK: Before the noun

    /// A number at an index with the chance that it is of behind it: "a 70 per cent chance",
    /// "70 per cent likely", "a one in three chance".
    func number(at index: Int) -> Estimate? {
        guard let (percent, end) = percentage(index) ?? ratio(index) else { return nil }
        for at in end..<max(end, min(range.upperBound, end + 5)) {
            if Self.nouns.contains(words[at].hash) || Self.adjectives.contains(words[at].hash) {
                let isNegated = EstimateNegation(words: words, range: range).before(index).isNegated
                let band = isNegated ? nil : Likelihood(percent: percent)
                let isOpposite = words[at].isWord(Self.unlikely)
                return Estimate(likelihood: isOpposite ? band?.mirrored : band, range: index..<at + 1)
            }
            guard words[at].isWord, Self.between.contains(words[at].hash) || words[at].has(.conjunction) || words[at].has(.adverb) else { break }
        }
        return odds(end, percent, index)
    }

    /// "three to one against", after "odds" or with "that" behind.
    private func odds(_ end: Int, _ percent: Int, _ index: Int) -> Estimate? {
        guard index + 1 < range.upperBound, words[index + 1].isWord(ClaimCues.to), end < range.upperBound else { return nil }
        if words[end - 1].isWord(Self.against) { return Estimate(likelihood: Likelihood(percent: percent), range: index..<end) }
        let isAfterOdds = (max(range.lowerBound, index - 3)..<index).contains { words[$0].isWord(Self.oddsWord) }
        guard isAfterOdds, words[end].isWord(ClaimCues.that) || words[end].isWord(Self.on) || words[end].isWord(Self.in) else { return nil }
        return Estimate(likelihood: Likelihood(percent: percent), range: index..<end)
    }

    /// "70 per cent", "60-70%", "60 to 70 percent": the middle of two.
    private func percentage(_ index: Int) -> (percent: Int, end: Int)? {
        guard let first = words[index].number.map(Int.init) else { return nil }
        let sign = percentSign(index + 1)
        let link = sign ?? index + 1
        if link + 1 < range.upperBound,
            words[link].kind == .dash || words[link].isWord(ClaimCues.to) || words[link].has(.conjunction),
            let second = words[link + 1].number.map(Int.init), second > first, second <= 100,
            let end = percentSign(link + 2)
        {
            return ((first + second) / 2, end)
        }
        return first <= 100 ? sign.map { (first, $0) } : nil
    }

    /// One past "per cent", "percent" or "%" at an index; nil where there is none.
    private func percentSign(_ index: Int) -> Int? {
        guard index < range.upperBound else { return nil }
        if words[index].kind == .percent || words[index].isWord(Self.percent) { return index + 1 }
        let isTwoWords = index + 1 < range.upperBound && words[index].isWord(Self.per) && words[index + 1].isWord(Self.cent)
        return isTwoWords ? index + 2 : nil
    }

    /// "seven in ten", "3 out of 4", "50-50", "three to one", "ten to one against".
    private func ratio(_ index: Int) -> (percent: Int, end: Int)? {
        guard let first = words[index].number.map(Int.init), index + 2 < range.upperBound else { return nil }
        var next = index + 1
        let link = words[next]
        if link.isWord(Self.out), words[next + 1].isWord(Self.of) { next += 1 }
        guard next + 1 < range.upperBound, let second = words[next + 1].number.map(Int.init), second > 0 else { return nil }
        let end = next + 2
        if link.isWord(Self.in) || link.isWord(Self.out) { return first <= second ? (100 * first / second, end) : nil }
        if link.isWord(ClaimCues.to) {
            let isAgainst = end < range.upperBound && words[end].isWord(Self.against)
            return (100 * (isAgainst ? second : first) / (first + second), isAgainst ? end + 1 : end)
        }
        guard link.kind == .dash || link.kind == .slash, first + second == 100 else { return nil }
        return (first, end)
    }

    private static let nouns = WordSet([
        "chance", "chances", "odds", "likelihood", "probability", "probabilities", "possibility", "prospect", "prospects",
    ])
    private static let adjectives = WordSet(["likely", "unlikely", "certain", "sure", "probable"])
    private static let linking = WordSet([
        "seem", "seems", "seemed", "appear", "appears", "look", "looks", "remain", "remains", "remained", "stand", "stands", "stay", "stays", "exceed", "exceeds", "exceeded", "reach", "reaches", "approach", "approaches",
    ])
    private static let before = WordSet([
        "of", "at", "about", "around", "roughly", "some", "only", "just", "than", "least", "most", "nearly", "as",
        "between", "to", "over", "under", "above", "below", "near", "approximately",
    ])
    private static let between = WordSet([
        "or", "greater", "higher", "more", "better", "less", "lower", "overall", "statistical",
    ])
    private static let degree = WordSet(["extremely", "very", "so", "too", "pretty", "little", "slightly"])
    private static let strong = WordSet(["extremely", "very", "exceedingly"])

    private static let magnitudes: [(words: WordSet, band: Likelihood)] = [
        (WordSet(["overwhelming"]), .almostCertain),
        (WordSet(["high", "strong", "great", "excellent"]), .veryLikely),
        (WordSet(["good", "fair", "reasonable", "favourable", "favorable", "decent"]), .likely),
        (WordSet(["even", "equal", "balanced", "fifty-fifty"]), .roughlyEvenChance),
        (WordSet(["poor", "bleak", "dim", "unfavourable", "unfavorable"]), .unlikely),
        (WordSet(["low", "small", "slim", "slight", "faint", "thin", "long", "slender", "scant"]), .veryUnlikely),
        (WordSet(["remote", "negligible", "minimal", "zero", "nil"]), .almostNoChance),
    ]

    private static let a: Word = "a"
    private static let unlikely: Word = "unlikely"
    private static let against: Word = "against"
    private static let oddsWord: Word = "odds"
    private static let on: Word = "on"
    private static let `in`: Word = "in"
    private static let out: Word = "out"
    private static let of: Word = "of"
    private static let per: Word = "per"
    private static let cent: Word = "cent"
    private static let percent: Word = "percent"
}
