import GlossLexicon
import GlossModel

/// How likely a claim is said to be, with what confidence, and whether it speaks of the future.
///
/// Words of estimative probability fall into the seven bands of ICD 203 (Office of the Director of
/// National Intelligence, Analytic Standards, 2015): almost no chance 1–5 %, very unlikely 5–20,
/// unlikely 20–45, roughly even chance 45–55, likely 55–80, very likely 80–95, almost certain
/// 95–99. "May", "might" and "could" say that a thing is possible and not how likely it is: they
/// are kept as the term and have no band. Likelihood is that of the first such term of the content
/// (`EstimateFinder`), seen with what the cue does to it (`CueStance`).
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
            if term == nil, let found = EstimateFinder(words: words, range: part).first() {
                likelihood = found.likelihood
                term = found.range
            }
            if confidence == nil { confidence = CertaintyTerms.confidence(in: part, words) }
            if !isForecast { isForecast = CertaintyTerms.isFuture(part, words) }
        }
        guard let head = claim.head, head < words.count else {
            readAround(claim, parts, words)
            return
        }
        readCue(head, claim, parts, words)
        let start = max(0, head - 5)
        if confidence == nil { confidence = CertaintyTerms.confidence(in: start..<min(words.count, head + 5), words) }
        let cue = words[head]
        if cue.has([.intention, .request, .purpose]) && startsWithTo(claim, parts, words)
            || CertaintyTerms.foretells(cue)
        {
            isForecast = true
        }
    }

    /// What the words of the cue make of the likelihood: turned round by "denied", "no one thinks";
    /// said by "doubts" alone.
    private mutating func readCue(_ head: Int, _ claim: FoundClaim, _ parts: ClaimParts, _ words: ClaimWords) {
        let stance = CueStance(head: head, isNoun: claim.rule == .noun, words: words)
        if term == nil, let doubt = stance.doubt() {
            likelihood = doubt.likelihood
            term = doubt.range
        } else if likelihood != nil, let term, !isSecond(term, claim, parts, words) {
            likelihood = stance.seen(likelihood)
        }
    }

    /// Whether the words stand in a second clause, which the cue does not reach: "… and is unlikely to".
    private func isSecond(_ term: Range<Int>, _ claim: FoundClaim, _ parts: ClaimParts, _ words: ClaimWords) -> Bool {
        claim.parts.contains { part in
            let range = parts[part]
            guard range.contains(term.lowerBound) else { return false }
            return (range.lowerBound..<term.lowerBound).contains {
                words[$0].has(.conjunction) && $0 + 1 < range.upperBound && words[$0 + 1].isFinite
            }
        }
    }

    /// Confidence that the rest of the sentence has, behind the author's own claim.
    private mutating func readAround(_ claim: FoundClaim, _ parts: ClaimParts, _ words: ClaimWords) {
        guard confidence == nil, claim.cue == nil, let last = claim.parts.last else { return }
        let end = parts[last].upperBound
        guard let sentence = words.sentences.first(where: { $0.contains(end - 1) }) else { return }
        confidence = CertaintyTerms.confidence(in: end - 1..<sentence.upperBound, words)
    }

    private func startsWithTo(_ claim: FoundClaim, _ parts: ClaimParts, _ words: ClaimWords) -> Bool {
        guard let first = claim.parts.first.map({ parts[$0] }) else { return false }
        if words[first.lowerBound].isWord(ClaimCues.to) { return true }
        return claim.head.map { words[$0].has(.request) } ?? false
            && first.prefix(8).contains { words[$0].isWord(ClaimCues.to) }
    }
}

/// Words for confidence, and for what is to come.
enum CertaintyTerms {
    // MARK: Confidence

    /// "with low confidence", "moderate confidence", "our confidence is high", "highly confident".
    static func confidence(in range: Range<Int>, _ words: ClaimWords) -> Confidence? {
        for index in range.dropFirst() {
            if words[index].isWord(confidentWord) {
                if let level = adverbs.first(where: { words[index - 1].isWord($0.word) })?.level { return level }
            } else if words[index].isWord(confidenceWord), !isOfOtherThings(index, words) {
                if let level = level(of: words[index - 1]) { return level }
                if let level = predicated(index, range.upperBound, words) { return level }
            }
        }
        return nil
    }

    private static func level(of word: ClaimWord) -> Confidence? {
        levels.first { word.isWord($0.word) }?.level
    }

    /// "confidence in this judgment is moderate".
    private static func predicated(_ index: Int, _ limit: Int, _ words: ClaimWords) -> Confidence? {
        for at in index + 1..<max(index + 1, min(limit, index + 9)) where words[at].has(.be) && at + 1 < limit {
            return level(of: words[at + 1])
        }
        return nil
    }

    /// "confidence in the mayor": no judgment that somebody is sure of.
    private static func isOfOtherThings(_ index: Int, _ words: ClaimWords) -> Bool {
        guard index + 1 < words.count, words[index + 1].isWord(inWord) else {
            return words[index - 1].classes.isEmpty && level(of: words[index - 1]) == nil && words[index - 1].isWord
        }
        return !(index + 2..<min(words.count, index + 6)).contains { judgments.contains(words[$0].hash) }
    }

    private static let judgments = WordSet([
        "judgment", "judgement", "judgments", "judgements", "assessment", "assessments", "finding",
        "findings", "conclusion", "conclusions", "estimate", "estimates", "analysis", "reporting", "this", "it",
    ])
    private static let inWord: Word = "in"
    private static let confidenceWord: Word = "confidence"
    private static let confidentWord: Word = "confident"
    private static let levels: [(word: Word, level: Confidence)] = [
        ("low", .low), ("little", .low), ("limited", .low), ("moderate", .moderate), ("medium", .moderate), ("high", .high),
        ("great", .high), ("strong", .high),
    ]
    private static let adverbs: [(word: Word, level: Confidence)] = [
        ("moderately", .moderate), ("reasonably", .moderate), ("fairly", .moderate), ("highly", .high),
        ("very", .high), ("extremely", .high),
    ]

    // MARK: Future

    /// Whether a range speaks of the future: "will", "shall", "is going to", "is likely to", ...
    static func isFuture(_ range: Range<Int>, _ words: ClaimWords) -> Bool {
        for index in range where words[index].isWord {
            let word = words[index]
            if futureModals.contains(word.hash), !isName(index, words) { return true }
            guard index + 1 < range.upperBound, words[index + 1].isWord(ClaimCues.to) else { continue }
            if futureBeforeTo.contains(word.hash), !words.isPlace(behindTo: index + 2, range.upperBound) {
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

    /// "May" the month, "Will" the man.
    static func isName(_ index: Int, _ words: ClaimWords) -> Bool {
        words[index].isCapital && !words[index].shape.contains(.opensSentence)
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
