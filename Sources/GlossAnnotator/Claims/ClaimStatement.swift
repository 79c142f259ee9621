import GlossLexicon
import GlossModel

/// Whether a clause that nobody else says reads as a whole statement: with a subject and a finite verb,
/// neither begun nor broken off in the middle. Headings, captions, orders, formulas and halves of sentences
/// are none.
struct ClaimStatement {
    let words: ClaimWords
    /// The sentence that the clause stands in.
    let sentence: Range<Int>

    /// Linear in the clause.
    func isWhole(_ clause: Range<Int>) -> Bool {
        !isFormula(clause) && words[clause.lowerBound].kind != .opaque && !lacksSubject(clause) && !isBrokenOff(clause) && !announcesList(clause) && hasFinite(clause)
    }

    /// "hash = target".
    func isFormula(_ clause: Range<Int>) -> Bool { clause.contains { words[$0].hash == Self.equals.hash } }

    /// The clause without a note's number before its first word: "7 As described".
    func withoutNumber(_ clause: Range<Int>) -> Range<Int> {
        guard clause.count > 4, words[clause.lowerBound].kind == .number, let number = words[clause.lowerBound].number, number < 400,
            case let next = words[clause.lowerBound + 1], next.isCapital,
            next.has([.determiner, .possessive, .pronoun, .preposition, .subordinator, .adverb]), !next.has(.temporal)
        else { return clause }
        return clause.lowerBound + 1..<clause.upperBound
    }

    private var endsInStop: Bool {
        switch words[sentence.upperBound - 1].kind {
        case .period, .exclamation, .question, .ellipsis, .closeQuote, .closeBracket: true
        default: false
        }
    }

    /// A finite verb of its own, beside those of relative clauses; a participle is one where the sentence ends
    /// as sentences do.
    func hasFinite(_ clause: Range<Int>) -> Bool {
        var (verbs, relatives) = (0, 0)
        var isInGroup = false
        for index in clause.dropFirst() {
            let isVerb = isFinite(index, clause)
            if isVerb, !isInGroup { verbs += 1 }
            isInGroup = isVerb
            if Self.relatives.contains(words[index].hash), !words[index - 1].has([.cueVerb, .be]) { relatives += 1 }
            if verbs > relatives, clause.upperBound - index < clause.count / 2 { return true }
        }
        return verbs > relatives
    }

    private func isFinite(_ index: Int, _ clause: Range<Int>) -> Bool {
        let word = words[index]
        if word.isFinite { return words.isPlainlyFinite(index) }
        if word.endsInS, word.classes.isEmpty, !word.isCapital, endsInStop { return true }
        return endsInStop && words.isPlainlyFinite(index) && !(index + 1 < clause.upperBound && words[index + 1].isWord(ClaimCues.by))
            || word.has([.verb, .cueVerb]) && word.has(.base) && words[index - 1].isWord && !words[index - 1].has([.preposition, .determiner, .possessive])
    }

    private static let relatives = WordSet(["who", "which", "whom", "whose"])

    /// Begins with a verb, or in the middle of a sentence.
    private func lacksSubject(_ clause: Range<Int>) -> Bool {
        let first = words[clause.lowerBound]
        guard first.isWord, !first.has(.temporal) else { return false }
        if first.has(.helping), !first.has(.pronoun) { return !(words[clause.lowerBound + 1].isCapital && first.isCapital) }
        if first.has([.verb, .cueVerb]), first.has([.base, .present]), !first.has([.cueNoun, .plural, .speaker, .evidence]), !first.has(.adverb) { return true }
        let opensText = sentence.lowerBound == 0 && clause.lowerBound <= 2 && !(0..<clause.lowerBound).contains { words[$0].isCapital } && !first.isCapital && !first.shape.contains(.hasHyphen) && !first.shape.contains(.hasDigit)
        return opensText && !first.has([.determiner, .possessive, .pronoun, .quantifier, .adverb])
    }

    /// Ends with a word that something must follow.
    private func isBrokenOff(_ clause: Range<Int>) -> Bool {
        let last = words[clause.upperBound - 1]
        guard clause.upperBound == sentence.upperBound || words[clause.upperBound].kind == .colon else { return false }
        if last.isCapital || last.has(.adverb) { return false }
        return last.has([.be, .conjunction, .relative]) || last.has([.determiner, .possessive]) && !last.has([.quantifier, .pronoun, .negation])
            || last.has(.preposition) && clause.upperBound == sentence.upperBound
    }

    /// "had the following properties:", "are as follows:".
    private func announcesList(_ clause: Range<Int>) -> Bool {
        guard words[sentence.upperBound - 1].kind == .colon, clause.upperBound >= sentence.upperBound - 1 else { return false }
        return clause.contains { Self.announcers.contains(words[$0].hash) } || words[clause.upperBound - 1].has([.helping, .preposition])
    }

    private static let announcers = WordSet(["following", "follows", "below", "include", "includes", "these", "like", "steps", "examples"])
    private static let equals: Word = "="
}
