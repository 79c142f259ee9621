import GlossLexicon
import GlossModel

/// How likely a claim is said to be, with what confidence, and whether it speaks of the future.
///
/// Words of estimative probability fall into the seven bands of ICD 203 (Office of the Director of
/// National Intelligence, Analytic Standards, 2015): almost no chance 1–5 %, very unlikely 5–20,
/// unlikely 20–45, roughly even chance 45–55, likely 55–80, very likely 80–95, almost certain
/// 95–99. "May", "might" and "could" say that a thing is possible and not how likely it is: they
/// are kept as the term and have no band. Likelihood is that of the first such term of the content.
struct Certainty {
    private(set) var likelihood: Likelihood?
    /// The words used; nil for none.
    private(set) var term: Range<Int>?
    private(set) var confidence: Confidence?
    private(set) var isForecast = false

    /// Reads a claim's content (and its cue, for what is feared, expected or planned).
    init(of claim: FoundClaim, _ parts: ClaimParts, _ words: ClaimWords) {
        for index in claim.parts {
            let part = parts[index]
            if term == nil, let found = CertaintyTerms.first(in: part, words) {
                likelihood = found.likelihood
                term = found.range
            }
            if confidence == nil { confidence = CertaintyTerms.confidence(in: part, words) }
            if !isForecast { isForecast = CertaintyTerms.isFuture(part, words) }
        }
        guard let head = claim.head, head < words.count else { return }
        let start = max(0, head - 5)
        if confidence == nil { confidence = CertaintyTerms.confidence(in: start..<min(words.count, head + 5), words) }
        let cue = words[head]
        if cue.has([.intention, .request, .purpose]) && startsWithTo(claim, parts, words)
            || CertaintyTerms.foretells(cue)
        {
            isForecast = true
        }
    }

    private func startsWithTo(_ claim: FoundClaim, _ parts: ClaimParts, _ words: ClaimWords) -> Bool {
        guard let first = claim.parts.first.map({ parts[$0] }) else { return false }
        if words[first.lowerBound].isWord(ClaimCues.to) { return true }
        return claim.head.map { words[$0].has(.request) } ?? false
            && first.prefix(8).contains { words[$0].isWord(ClaimCues.to) }
    }
}

/// The words of estimative probability and where they stand.
enum CertaintyTerms {
    struct Found {
        var likelihood: Likelihood?
        var range: Range<Int>
    }

    /// The first term in a range of tokens, longest where several begin, with a negation before it.
    static func first(in range: Range<Int>, _ words: ClaimWords) -> Found? {
        for index in range where words[index].term.longest > 0 && words[index].isWord {
            guard let (entry, end) = longest(at: index, range.upperBound, words) else { continue }
            if end == index + 1, isName(index, words) { continue }
            return found(entry, index..<end, range, words)
        }
        return nil
    }

    /// The longest term that begins at an index, and one past its last token.
    private static func longest(
        at index: Int, _ limit: Int, _ words: ClaimWords
    ) -> (EstimativeTerm, end: Int)? {
        var hash = words[index].hash
        var entry = words[index].term
        var best = entry.isTerm ? (entry, end: index + 1) : nil
        for next in index + 1..<max(index + 1, min(limit, index + Int(entry.longest))) {
            hash = WordHash.join(hash, words[next].hash)
            entry = EstimativeTerm(bits: words.likelihoods[hash])
            if entry.isTerm { best = (entry, end: next + 1) }
        }
        return best
    }

    /// "May" the month, "Will" the man.
    private static func isName(_ index: Int, _ words: ClaimWords) -> Bool {
        words[index].isCapital && !words[index].shape.contains(.opensSentence)
    }

    private static func found(
        _ entry: EstimativeTerm, _ at: Range<Int>, _ range: Range<Int>, _ words: ClaimWords
    ) -> Found {
        var start = at.lowerBound
        var isNegated = false
        var back = start - 1
        while back >= range.lowerBound, back >= at.lowerBound - 4 {
            if words[back].has(.negation) {
                isNegated = true
                start = back
                break
            }
            guard degree.contains(words[back].hash) || words[back].has([.be, .auxiliary]) else { break }
            back -= 1
        }
        var end = at.upperBound
        if !isNegated, entry.band == 0 || isModal(at, words), end < range.upperBound,
            words[end].has(.negation)
        {
            end += 1
        }
        let likelihood = isNegated ? opposite(entry) : likelihood(entry.band)
        return Found(likelihood: likelihood, range: start..<end)
    }

    private static let degree = WordSet([
        "very", "highly", "quite", "at", "all", "seem", "appear", "be", "a", "any", "it", "is", "so",
        "to",
    ])

    private static func isModal(_ at: Range<Int>, _ words: ClaimWords) -> Bool { words[at.lowerBound].has(.modal) }

    /// ICD 203's bands are symmetric: "not unlikely" is likely, "not certain" nothing in
    /// particular below certain.
    private static func opposite(_ entry: EstimativeTerm) -> Likelihood? {
        if let negated = likelihood(entry.negatedBand) { return negated }
        switch likelihood(entry.band) {
        case .almostNoChance, .almostCertain, nil: return nil
        case .veryUnlikely, .unlikely: return .likely
        case .roughlyEvenChance: return nil
        case .likely, .veryLikely: return .unlikely
        }
    }

    private static func likelihood(_ band: UInt8) -> Likelihood? {
        band == 0 ? nil : Likelihood(rawValue: band - 1)
    }

    // MARK: Confidence

    /// "with low confidence", "high confidence", "moderate confidence".
    static func confidence(in range: Range<Int>, _ words: ClaimWords) -> Confidence? {
        for index in range.dropFirst() where words[index].isWord(confidenceWord) {
            switch words[index - 1].hash {
            case low.hash, little.hash: return .low
            case moderate.hash, medium.hash: return .moderate
            case high.hash, great.hash, strong.hash: return .high
            default: continue
            }
        }
        return nil
    }

    private static let confidenceWord: Word = "confidence"
    private static let low: Word = "low"
    private static let little: Word = "little"
    private static let moderate: Word = "moderate"
    private static let medium: Word = "medium"
    private static let high: Word = "high"
    private static let great: Word = "great"
    private static let strong: Word = "strong"

    // MARK: Future

    /// Whether a range speaks of the future: "will", "shall", "is going to", "is likely to", ...
    static func isFuture(_ range: Range<Int>, _ words: ClaimWords) -> Bool {
        for index in range where words[index].isWord {
            let word = words[index]
            if futureModals.contains(word.hash), !isName(index, words) { return true }
            guard index + 1 < range.upperBound, words[index + 1].isWord(ClaimCues.to) else { continue }
            if futureBeforeTo.contains(word.hash) {
                let before = index > range.lowerBound ? words[index - 1] : word
                if before.has([.be, .negation]) || word.hash == likely.hash || word.hash == unlikely.hash
                    || before.isManner || before.has(.adverb)
                {
                    return true
                }
            }
        }
        return false
    }

    private static let likely: Word = "likely"
    private static let unlikely: Word = "unlikely"

    private static let futureModals = WordSet([
        "will", "shall", "won't", "shan't", "i'll", "you'll", "he'll", "she'll", "it'll", "we'll",
        "they'll", "would", "wouldn't", "upcoming", "forthcoming",
    ])

    private static let futureBeforeTo = WordSet([
        "going", "likely", "unlikely", "about", "set", "due", "bound", "expected", "poised",
        "scheduled", "destined", "slated", "certain", "sure", "ready", "planning", "predicted",
        "forecast", "projected",
    ])

    /// Cues that only what is to come can follow: "predict", "forecast".
    static func foretells(_ cue: ClaimWord) -> Bool { foretellers.contains(cue.hash) }

    private static let foretellers = WordSet([
        "predict", "predicts", "predicted", "predicting", "forecast", "forecasts", "foresee",
        "foresees", "foresaw", "anticipate", "anticipates", "anticipated", "prediction",
        "expect", "expects", "expected", "predictions", "projection", "projections", "prophesy", "prophecy",
    ])
}
