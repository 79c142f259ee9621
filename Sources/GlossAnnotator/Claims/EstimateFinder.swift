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
        if word.number != nil, let found = EstimateChances(words: words, range: range).number(at: index) { return found }
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
        if entry.band > 0, negation.inClause(behind: at) { band = band?.mirrored }
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
