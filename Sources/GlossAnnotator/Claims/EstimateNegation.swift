import GlossLexicon
import GlossModel

/// What negates a term of estimative probability in its own clause.
struct EstimateNegation {
    let words: ClaimWords
    let range: Range<Int>

    /// Whether the words before a term turn it round ("not", "hardly", "far from", "nobody thinks it"),
    /// and where the first of those that stand at it begins.
    func before(_ term: Int) -> (isNegated: Bool, start: Int) {
        var isNegated = false
        var start = term
        var index = term - 1
        while index >= range.lowerBound {
            let word = words[index]
            if let first = phrase(endingAt: index) {
                isNegated.toggle()
                start = first
                index = first - 1
            } else if isNegation(index) {
                if index + 1 < words.count, Self.only.contains(words[index + 1].hash) { break }
                isNegated.toggle()
                start = index
                index -= 1
            } else if isPassedOver(word) {
                index -= 1
            } else {
                break
            }
        }
        if hasNegativeSubject(upTo: term) { isNegated.toggle() }
        return (isNegated, start)
    }

    /// One past a negation right behind a term: "probably not", "unlikely not to", "likely won't".
    func after(_ term: Range<Int>) -> Int? {
        var index = term.upperBound
        if index + 1 < range.upperBound, words[index].isWord(ClaimCues.to)
            || words[index].has([.auxiliary, .modal, .have, .be]) && words[index + 1].has(.negation)
        {
            index += 1
        }
        guard index < range.upperBound, words[index].has(.negation), !words[index].has(.determiner),
            index + 1 >= words.count || !Self.only.contains(words[index + 1].hash)
        else { return nil }
        return index + 1
    }

    /// Whether the clause that "that" opens behind a term is denied in its own verb: "likely that it will not sail".
    func inClause(behind term: Range<Int>) -> Bool {
        guard term.upperBound < range.upperBound, words[term.upperBound].isWord(ClaimCues.that) else { return false }
        for index in term.upperBound + 1..<range.upperBound {
            let word = words[index]
            if word.kind == .comma || word.isStop || word.has([.relative, .subordinator]) { return false }
            if word.has(.negation), !word.has(.determiner), index + 1 >= words.count || !Self.only.contains(words[index + 1].hash) { return true }
            if words.isPlainlyFinite(index), index + 1 < range.upperBound, !words[index + 1].has([.negation, .helping, .adverb]), !words[index + 1].isManner { return false }
        }
        return false
    }

    private func isNegation(_ index: Int) -> Bool {
        words[index].has(.negation) && (!words[index].has(.determiner) || isNoLonger(index))
            || Self.nearNegations.contains(words[index].hash)
    }

    private func isNoLonger(_ index: Int) -> Bool {
        index + 1 < words.count && (words[index + 1].isWord(Self.longer) || words[index + 1].has(.adverb))
    }

    /// The first word of "far from", "anything but", "by no means" where it ends here.
    private func phrase(endingAt index: Int) -> Int? {
        guard index > range.lowerBound else { return nil }
        let (word, before) = (words[index], words[index - 1])
        if word.isWord(Self.from), before.isWord(Self.far) || before.isWord(Self.long) { return index - 1 }
        if word.isWord(Self.but), before.isWord(Self.anything) { return index - 1 }
        let isByNo = (word.isWord(Self.means) || word.isWord(Self.way)) && before.isWord(Self.no)
        if isByNo, index - 2 >= range.lowerBound, words[index - 2].has(.preposition) { return index - 2 }
        return nil
    }

    private func isPassedOver(_ word: ClaimWord) -> Bool {
        Self.degree.contains(word.hash) || word.has([.be, .auxiliary, .have, .modal]) || word.isManner
            || Self.linking.contains(word.hash) || CueStance.thinkers.contains(word.hash)
    }

    /// "No attack is likely", "few think it likely": the clause begins with a word that denies, and
    /// no verb but of being and thinking stands between.
    private func hasNegativeSubject(upTo term: Int) -> Bool {
        var start = term
        while start > range.lowerBound {
            let word = words[start - 1]
            if word.kind == .comma || word.isStop || word.kind == .openQuote
                || word.has([.subordinator]) && !word.has(.adverb) || word.isWord(Self.but)
            {
                break
            }
            start -= 1
        }
        guard start < term, Self.negativeSubjects.contains(words[start].hash) else { return false }
        if start + 1 < words.count, words[start + 1].isWord(Self.longer) || words[start + 1].isWord(Self.doubt) { return false }
        return !(start..<term).contains { index in
            let word = words[index]
            return word.isFinite && !word.has(.helping) && !CueStance.thinkers.contains(word.hash)
                && !Self.linking.contains(word.hash) && !word.has(.cueNoun)
        }
    }

    static let negativeSubjects = WordSet(["no", "nobody", "none", "neither", "nothing", "few", "no-one", "hardly"])
    static let nearNegations = WordSet(["hardly", "scarcely", "barely", "cannot", "never", "not"])
    private static let only = WordSet(["only", "just", "merely", "simply", "necessarily", "surprisingly", "unexpectedly"])
    private static let degree = WordSet([
        "very", "highly", "quite", "at", "all", "seem", "appear", "be", "a", "any", "it", "is", "so", "to", "an",
        "longer", "too", "particularly", "especially", "terribly", "that", "ever", "now", "remotely", "this", "as",
    ])
    private static let linking = WordSet([
        "seem", "seems", "seemed", "appear", "appears", "appeared", "look", "looks", "looked", "become", "becomes",
        "became", "remain", "remains", "sound", "sounds",
    ])
    private static let far: Word = "far"
    private static let long: Word = "long"
    private static let from: Word = "from"
    private static let but: Word = "but"
    private static let anything: Word = "anything"
    private static let means: Word = "means"
    private static let way: Word = "way"
    private static let no: Word = "no"
    private static let longer: Word = "longer"
    private static let doubt: Word = "doubt"
}

/// What a cue does to the likelihood of what it takes: "denies" and "no one thinks" turn it round,
/// "no evidence that" leaves nothing of it, "doubts" is one itself.
struct CueStance {
    let head: Int
    let words: ClaimWords
    /// Whether it is turned round by a negation or a subject such as "nobody".
    private var isNegated = false
    private var isEmptied = false
    private var start: Int

    init(head: Int, isNoun: Bool, words: ClaimWords) {
        (self.head, self.words) = (head, words)
        start = head
        guard let sentence = words.sentences.first(where: { $0.contains(head) }) else { return }
        if isNoun {
            let near = max(sentence.lowerBound, head - 3)..<head
            isEmptied = near.contains { words[$0].isWord(Self.no) || words[$0].isWord(Self.little) || words[$0].has(.negation) }
            return
        }
        let subjects = ClaimSubject(words: words, bounds: sentence)
        let group = subjects.beforeVerbGroup(head) + 1
        if (min(group, head)..<head).contains(where: { words[$0].has(.negation) }) {
            start = min(group, head)
            let isThought = Self.thinkers.contains(words[head].hash) || Self.deniers.contains(words[head].hash)
            if isThought { isNegated.toggle() } else { isEmptied = true }
        }
        if let subject = subjects.subject(of: head), denies(subject.lowerBound, sentence) {
            isNegated.toggle()
        }
    }

    /// "nobody", "few analysts", "hardly anyone", "not many".
    private func denies(_ subject: Int, _ sentence: Range<Int>) -> Bool {
        if EstimateNegation.negativeSubjects.contains(words[subject].hash) { return true }
        guard subject > sentence.lowerBound else { return false }
        return EstimateNegation.nearNegations.contains(words[subject - 1].hash)
    }

    /// The likelihood of the content as this cue leaves it.
    func seen(_ likelihood: Likelihood?) -> Likelihood? {
        if isEmptied { return nil }
        return isNegated != Self.deniers.contains(words[head].hash) ? likelihood?.negated : likelihood
    }

    /// The estimate that "doubt" is: unlikely; where nobody doubts, almost certain.
    func doubt() -> Estimate? {
        guard Self.isDoubt(words[head]) else { return nil }
        for from in max(0, head - 2)...head where words[from].term.longest > 0 {
            guard let (entry, end) = EstimateFinder(words: words, range: from..<head + 1).longest(at: from), end == head + 1
            else { continue }
            return Estimate(likelihood: Likelihood(band: entry.band), range: from..<end)
        }
        if isNegated { return Estimate(likelihood: .almostCertain, range: start..<head + 1) }
        let isStrong = head > 0 && Self.strongly.contains(words[head - 1].hash)
        return Estimate(
            likelihood: isStrong ? .veryUnlikely : .unlikely, range: (isStrong ? head - 1 : head)..<head + 1)
    }

    static func isDoubt(_ word: ClaimWord) -> Bool { doubts.contains(word.hash) }

    private static let no: Word = "no"
    private static let little: Word = "little"
    private static let doubts = WordSet(["doubt", "doubts", "doubted", "doubting"])
    private static let strongly = WordSet(["seriously", "strongly", "highly", "gravely", "greatly", "very"])
    private static let deniers = WordSet([
        "deny", "denies", "denied", "denying", "reject", "rejects", "rejected", "dismiss", "dismisses", "dismissed",
        "dispute", "disputes", "disputed", "refute", "refutes", "refuted", "doubt", "doubts", "doubted",
        "disagree", "disagrees", "disagreed", "denial",
    ])

    /// "X does not think that C" says that X thinks that C is not so.
    static let thinkers = WordSet([
        "think", "thinks", "thought", "believe", "believes", "believed", "expect", "expects", "expected", "consider",
        "considers", "considered", "judge", "judges", "judged", "assess", "assesses", "assessed", "deem", "deems",
        "deemed", "regard", "regards", "regarded", "see", "sees", "saw", "seen", "find", "finds", "found", "suppose", "supposed",
        "reckon", "reckons", "reckoned", "anticipate", "anticipated", "hold", "holds", "held", "rate", "rated",
    ])
}
