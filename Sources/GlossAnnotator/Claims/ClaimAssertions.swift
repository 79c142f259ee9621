import GlossLexicon
import GlossModel

/// The author's own claims: what a sentence says where nobody else says it.
struct ClaimAssertions {
    let words: ClaimWords
    let claims: [FoundClaim]

    private static let but: Word = "but"

    /// Clauses outside other claims that have a finite verb and name somebody or something, or
    /// weigh how likely something is. Linear but for the test of names.
    func find(names: (Span) -> Bool) -> [FoundClaim] {
        var found: [FoundClaim] = []
        for sentence in words.sentences {
            guard words.quotation(around: sentence.lowerBound) == nil else { continue }
            guard !words[sentence.upperBound - 1].isQuestion, isAbout(sentence, names) else { continue }
            for clause in clauses(of: sentence) {
                let part = words.trimmed(withoutConjunction(free(clause)))
                guard part.count >= 3, hasVerb(part) else { continue }
                let span = words.span(part)
                found.append(
                    FoundClaim(
                        content: [span], source: nil, kind: .asserted, rule: .author,
                        tokens: [part]))
            }
        }
        return found
    }

    /// The sentence cut at "but" and semicolons where both sides have a verb.
    private func clauses(of sentence: Range<Int>) -> [Range<Int>] {
        var cuts = [sentence.lowerBound]
        for index in sentence.dropFirst() where words.quotation(at: index) == nil {
            let isCut = words[index].kind == .semicolon || words[index].isWord(Self.but)
            guard isCut, let start = cuts.last, hasVerb(start..<index), hasVerb(index + 1..<sentence.upperBound),
                startsClause(index + 1, sentence.upperBound)
            else { continue }
            cuts.append(index)
        }
        if cuts.count == 1, let comma = endOfConcession(sentence) { cuts.append(comma) }
        return cuts.indices.map { cuts[$0]..<($0 + 1 < cuts.count ? cuts[$0 + 1] : sentence.upperBound) }
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
    private func free(_ clause: Range<Int>) -> Range<Int> {
        let span = words.span(clause)
        var end = clause.lowerBound
        func pass(_ parts: [Span]) {
            for part in parts where part.overlaps(span) {
                while end < clause.upperBound, words[end].span.start < part.end { end += 1 }
            }
        }
        for claim in claims {
            pass(claim.content)
            pass(claim.cue)
            if let source = claim.source { pass(source) }
        }
        if end == clause.lowerBound { return clause }
        guard end < clause.upperBound, words[end].kind == .comma || words[end].kind == .semicolon else {
            return end..<end
        }
        return end + 1..<clause.upperBound
    }
}
