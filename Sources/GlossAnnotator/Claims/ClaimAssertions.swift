import GlossModel

/// The author's own claims: what a sentence says where nobody else says it.
struct ClaimAssertions {
    let words: ClaimWords
    let claims: [FoundClaim]

    private static let but: Word = "but"

    /// Clauses outside other claims that have a finite verb and name somebody or something, or
    /// weigh how likely something is. Linear but for the test of names.
    mutating func find(names: (Span) -> Bool) -> [FoundClaim] {
        var found: [FoundClaim] = []
        for sentence in words.sentences {
            guard words.quotation(around: sentence.lowerBound) == nil else { continue }
            for clause in clauses(of: sentence) where isFree(clause) {
                let part = words.trimmed(withoutConjunction(clause))
                guard part.count >= 4, part.contains(where: { words[$0].isFinite }) else { continue }
                let span = words.span(part)
                guard names(span) || part.contains(where: { words[$0].isCapital && $0 > part.lowerBound })
                    || part.contains(where: { words[$0].has(.modal) })
                else { continue }
                found.append(
                    FoundClaim(
                        content: [span], source: nil, kind: .asserted, rule: "claim/author",
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
        return cuts.indices.map { cuts[$0]..<($0 + 1 < cuts.count ? cuts[$0 + 1] : sentence.upperBound) }
    }

    private func hasVerb(_ range: Range<Int>) -> Bool { range.contains { words[$0].isFinite } }

    /// Whether a subject stands between here and the next verb.
    private func startsClause(_ start: Int, _ end: Int) -> Bool {
        guard start < end else { return false }
        return !words[start].has([.helping, .preposition]) && !(words[start].has([.cueVerb, .verb]) && words[start].has(.past))
    }

    private func withoutConjunction(_ clause: Range<Int>) -> Range<Int> {
        let first = words[clause.lowerBound]
        let skips = first.has(.conjunction) || first.kind == .semicolon || first.isWord(Self.however)
        return skips && clause.count > 1 ? clause.lowerBound + 1..<clause.upperBound : clause
    }

    private static let however: Word = "however"

    /// Whether no claim has a cue or content in the clause.
    private func isFree(_ clause: Range<Int>) -> Bool {
        let span = words.span(clause)
        return !claims.contains { claim in
            claim.cue.contains { $0.overlaps(span) } || claim.content.contains { $0.overlaps(span) }
        }
    }
}
