import GlossLexicon
import GlossModel

/// The author's own claims: what a sentence says where nobody else says it.
struct ClaimAssertions {
    let words: ClaimWords

    private static let but: Word = "but"

    /// Clauses outside other claims that have a finite verb and name somebody or something, and
    /// those that weigh how likely something is. Linear but for the test of names.
    func find(_ finder: inout ClaimFinder, names: (Span) -> Bool) {
        let others = finder.claims.indices
        for sentence in words.sentences {
            guard words.quotation(around: sentence.lowerBound) == nil else { continue }
            guard !words[sentence.upperBound - 1].isQuestion else { continue }
            let isAbout = isAbout(sentence, names) || CertaintyTerms.confidence(in: sentence, words) != nil
            forEachClause(of: sentence) { clause in
                let part = words.trimmed(withoutConjunction(clause))
                let statement = ClaimStatement(words: words, sentence: sentence)
                if part.count >= 3, !statement.isFormula(part), let estimate = estimate(part), estimate.likelihood == nil ? statement.isWhole(part) : statement.hasFinite(part) || part.count < sentence.count,
                    isFree(words.span(estimate.likelihood == nil ? part : estimate.range), of: finder, others)
                {
                    return finder.add(own: part)
                }
                guard isAbout else { return }
                let rest = words.trimmed(withoutConjunction(free(clause, of: finder, others)))
                if rest.count >= 3, words.isProse(rest), statement.isWhole(rest) { finder.add(own: statement.withoutNumber(rest)) }
            }
        }
    }

    /// The words that say how likely a clause is.
    private func estimate(_ clause: Range<Int>) -> Estimate? {
        guard clause.contains(where: { words[$0].term.longest > 0 || words[$0].number != nil }) else { return nil }
        return EstimateFinder(words: words, range: clause).first()
    }

    /// Whether no claim so far has these words.
    private func isFree(_ span: Span, of finder: ClaimFinder, _ others: Range<Int>) -> Bool {
        !others.contains { index in
            let claim = finder.claims[index]
            return claim.cue?.overlaps(span) == true
                || claim.parts.contains { words.span(finder.parts[$0]).overlaps(span) }
        }
    }

    /// The sentence cut at "but" and semicolons where both sides have a verb.
    private func forEachClause(of sentence: Range<Int>, _ body: (Range<Int>) -> Void) {
        var start = sentence.lowerBound
        for index in sentence.dropFirst() {
            let isCut = words[index].kind == .semicolon || words[index].isWord(Self.but)
            guard isCut, words.quotation(at: index) == nil, hasVerb(start..<index),
                hasVerb(index + 1..<sentence.upperBound), startsClause(index + 1, sentence.upperBound)
            else { continue }
            body(start..<index)
            start = index
        }
        if start == sentence.lowerBound, let comma = endOfConcession(sentence) {
            body(start..<comma)
            start = comma
        }
        body(start..<sentence.upperBound)
    }

    /// The comma after "Although A" where a clause follows.
    private func endOfConcession(_ sentence: Range<Int>) -> Int? {
        guard Self.concessives.contains(words[sentence.lowerBound].hash) else { return nil }
        return sentence.first { index in
            words[index].kind == .comma && hasVerb(sentence.lowerBound..<index)
                && hasVerb(index + 1..<sentence.upperBound) && startsClause(index + 1, sentence.upperBound)
        }
    }

    private static let concessives =
        WordSet(["although", "though", "while", "whereas"])

    private func hasVerb(_ range: Range<Int>) -> Bool {
        range.contains { words[$0].isFinite || words[$0].endsInEd && words[$0].classes.isEmpty }
    }

    /// Whether a sentence names somebody or something, or weighs how likely something is.
    private func isAbout(_ sentence: Range<Int>, _ names: (Span) -> Bool) -> Bool {
        sentence.contains { index in
            let word = words[index]
            return word.has(.modal) || word.shape.contains(.allCapitals)
                || word.isCapital && !word.shape.contains(.opensSentence)
        } || names(words.span(sentence))
    }

    /// Whether a subject stands between here and the next verb.
    private func startsClause(_ start: Int, _ end: Int) -> Bool {
        guard start < end else { return false }
        return !words[start].has([.helping, .preposition]) && !(words[start].has([.cueVerb, .verb]) && words[start].has(.past))
    }

    private func withoutConjunction(_ clause: Range<Int>) -> Range<Int> {
        guard !clause.isEmpty else { return clause }
        let first = words[clause.lowerBound]
        let skips = first.has(.conjunction) || first.kind == .semicolon || first.isWord(Self.however)
            || first.kind == .comma || Self.concessives.contains(first.hash)
        return skips && clause.count > 1 ? clause.lowerBound + 1..<clause.upperBound : clause
    }

    private static let however: Word = "however"

    /// What other claims leave of a clause: all of it where none touches it, what follows their
    /// last comma, else nothing.
    private func free(_ clause: Range<Int>, of finder: ClaimFinder, _ others: Range<Int>) -> Range<Int> {
        let span = words.span(clause)
        var end = clause.lowerBound
        func pass(_ part: Span) {
            guard part.overlaps(span) else { return }
            while end < clause.upperBound, words[end].span.start < part.end { end += 1 }
        }
        for index in others {
            let claim = finder.claims[index]
            for part in claim.parts { pass(words.span(finder.parts[part])) }
            if let cue = claim.cue { pass(cue) }
            if let source = claim.source { pass(source) }
        }
        if end == clause.lowerBound { return clause }
        guard end < clause.upperBound, words[end].kind == .comma || words[end].kind == .semicolon else {
            return end..<end
        }
        return end + 1..<clause.upperBound
    }
}
