import GlossLexicon
import GlossModel

/// Whether what an expression dates has been or is to come.
extension TimeParser {
    enum Tense { case past, future, unknown }

    /// The tense of the verb nearest before an expression, or else behind it. A deadline
    /// ("until Tuesday", "as soon as Tuesday") lies ahead.
    func tense(of match: TimeMatch) -> Tense {
        let before = match.first - 1
        if kind(before) == .until, !self[before].beginsSentence { return .future }
        if looksAhead(before) { return .future }
        if isWord(before, "as"), isWord(before - 2, "as") { return .future }
        if isSetFor(before) { return .future }
        if ["was", "were", "had"].contains(where: { isWord(match.end, $0) }) { return .past }
        if case .weekday = match.meaning.base, isMark(match.end, "'") { return tense(ofPossessor: match) }
        for index in stride(from: match.first - 1, through: max(0, match.first - 14), by: -1) {
            if let tense = tense(at: index) { return tense }
            if isMark(index, ";") { break }
        }
        let reach = match.first <= 2 ? 30 : 14
        for index in match.end..<max(match.end, min(count, match.end + reach)) {
            if let tense = tense(at: index) { return tense }
            if isMark(index, ";") { break }
        }
        return .unknown
    }

    /// The tense of an expression that may end a range: that of its beginning, where that has one.
    func tense(of match: TimeMatch, endingRangeOf begin: TimeMatch?) -> Tense {
        guard let begin else { return tense(of: match) }
        let tense = tense(of: begin)
        return tense == .unknown ? self.tense(of: match) : tense
    }

    /// "Wednesday's ruling" has been, unless something is to be done with it.
    private func tense(ofPossessor match: TimeMatch) -> Tense {
        if kind(match.first - 1) == .of, isWord(match.first - 2, "ahead") { return .future }
        for index in stride(from: match.first - 1, through: max(0, match.first - 14), by: -1) {
            if isWord(index, "would") { continue }
            if let tense = tense(at: index) { return tense }
        }
        return .past
    }

    private func tense(at index: Int) -> Tense? {
        switch kind(index) {
        case .willVerb:
            // "Housing starts fell": a noun.
            if kind(index + 1) == .pastVerb, ends(index, with: "s") { return nil }
            if isNoun(index) || isPastPlan(index) { return isPastPlan(index) ? .past : nil }
            if isWord(index, "set"), kind(index + 1) != .to, kind(index + 1) != .for {
                return .past
            }
            if self[index].word.flags.contains(.ambiguous), kind(index + 1) != .to { return .past }
            if self[index].word.flags.contains(.plural) { return isPluralNoun(index - 1) ? .future : nil }
            return .future
        case .to where isWord(index - 1, "is") || isWord(index - 1, "are"): return .future
        case .relation: return self[index].word.value == 6 ? .future : nil
        case .month: return isWord(index, "may") && !self[index].isCapital ? .future : nil
        case .pastVerb: return isBehindWill(index) ? .future : isPresent(index - 1) ? nil : .past
        case .none:
            guard language == nil, self[index].kind == .word, !self[index].isCapital, ends(index, with: "ed") else {
                return nil
            }
            return isBehindWill(index) ? .future : isPresent(index - 1) ? nil : .past
        default: return nil
        }
    }

    /// "payable June 15", "effective on July 1", "extended through January": what stands right before such
    /// a date lies ahead of the text.
    private func looksAhead(_ index: Int) -> Bool {
        if kind(index) == .through {
            let isOver = kind(index - 1) == .pastVerb || ends(index - 1, with: "ed") && !isOf(index - 1, .putOff)
            return kind(index - 1) != .from && unit(at: index - 1) == nil && !self[index].beginsSentence && !isOver
        }
        if kind(index) == .to, isOf(index - 1, .putOff) { return true }
        let at = [.on, .from, .by, .in].contains(kind(index)) ? index - 1 : index
        if isWord(at, "effect") { return isWord(at - 1, "take") || isWord(at - 1, "takes") || isWord(at - 1, "into") && isPresentStart(at - 2) }
        if isWord(at, "force") { return isWord(at - 1, "into") && isPresentStart(at - 2) }
        return isOf(at, .ahead)
    }

    /// "The deadline is Friday", "the vote is on Sunday", "takes place in May": right before such a date the present
    /// tells of a plan.
    private func isSetFor(_ index: Int) -> Bool {
        let at = [.on, .at, .in].contains(kind(index)) ? index - 1 : index
        if kind(index) != .in, isWord(at, "is") || isWord(at, "are") { return self[at - 1].kind == .word && kind(at - 1) != .function }
        if isWord(at, "place") { return isWord(at - 1, "takes") || isWord(at - 1, "take") }
        return at < index && (isWord(at, "closes") || isWord(at, "concludes") || isWord(at, "votes") && isPlainWord(at - 1) && self[at - 2].kind != .number)
    }

    /// "comes into force", "goes into effect".
    private func isPresentStart(_ index: Int) -> Bool {
        isOf(index, .entering)
    }

    /// "announced the plan Nov. 21": a noun, and nothing is to be done.
    private func isNoun(_ index: Int) -> Bool {
        guard isWord(index, "plan") || isWord(index, "plans") || isWord(index, "hope") || isWord(index, "set") || isWord(index, "aims") || isWord(index, "opens")
        else { return false }
        if kind(index + 1) == .to { return false }
        let before = index - 1
        return kind(before) == .article || kind(before) == .demonstrative || isOf(before, .owner)
            || isWord(before, "s") && isMark(before - 1, "'")
            || self[before].kind == .word && kind(before - 1) == .article && !self[before].isCapital
    }

    /// "had been due to begin": what was to come is over.
    private func isPastPlan(_ index: Int) -> Bool {
        isWord(index - 1, "been") && (isWord(index - 2, "had") || isWord(index - 2, "originally") && isWord(index - 3, "had"))
            || isWord(index - 1, "originally") && isWord(index - 2, "been") && isWord(index - 3, "had")
    }

    /// "Talks resume": a noun in the plural, so that the verb behind it is of the present.
    private func isPluralNoun(_ index: Int) -> Bool {
        isPlainWord(index) && ends(index, with: "s") && !ends(index, with: "ss")
    }

    /// "is heard", "are held" say nothing of the tense.
    private func isPresent(_ index: Int) -> Bool {
        if ends(index, with: "ly"), kind(index) == .none { return isPresent(index - 1) }
        return isWord(index, "is") || isWord(index, "are") || isWord(index, "be")
    }

    /// "will be held", "would not be ratified", "is to be signed".
    private func isBehindWill(_ index: Int) -> Bool {
        var at = index - 1
        while at >= max(0, index - 4), self[at].kind == .word, kind(at) != .pastVerb {
            if kind(at) == .willVerb, !isWord(at, "set"), !isNoun(at), !(kind(at + 1) == .pastVerb && ends(at, with: "s")) { return true }
            if kind(at) == .to, isWord(at + 1, "be") { return true }
            at -= 1
        }
        return false
    }
}
