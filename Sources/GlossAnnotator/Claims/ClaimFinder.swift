import GlossLexicon
import GlossModel

/// Finds the claims of one paragraph that have a cue.
struct ClaimFinder {
    let words: ClaimWords
    private(set) var claims: [FoundClaim] = []
    /// The cue and source that announce a quotation in the next paragraph.
    private(set) var announced: ClaimDraft?

    init(words: ClaimWords) { self.words = words }

    /// One pass over the sentences, then over the quotations that no cue took.
    mutating func run(announced: ClaimDraft?) {
        if let announced { take(announced) }
        for sentence in words.sentences {
            let cues = ClaimCues(words: words, sentence: sentence)
            for index in sentence {
                if let found = cues.claim(at: index) { add(found) }
            }
        }
        if let heading = ClaimPhrases.heading(words) { add(heading) }
        assignQuotations()
        endLeadingClauses()
        announce()
    }

    private mutating func add(_ frame: ClaimFrame) {
        let parts = frame.content.map { words.trimmed($0) }.filter { !$0.isEmpty }
        let isStrong = ClaimNesting.stands(frame, parts, words)
        guard !parts.isEmpty, settles(frame, parts, isStrong: isStrong) else { return }
        claims.append(
            FoundClaim(
                content: parts.map { words.span($0) }, cue: frame.cue.filter { !$0.isEmpty }.map { words.span($0) },
                source: frame.source.map { [words.span($0)] }, kind: kind(of: parts),
                rule: frame.rule, tokens: parts, head: frame.head,
                isSpeech: frame.head.map { words[$0].has([.speech, .saying]) } ?? true,
                isStrong: isStrong))
    }

    /// Makes room for a claim among those found: cuts a content that runs on into it, drops weaker
    /// ones that lie in it. Whether it may stand.
    private mutating func settles(
        _ frame: ClaimFrame, _ parts: [Range<Int>], isStrong: Bool
    ) -> Bool {
        guard let head = frame.head else { return true }
        var index = claims.count - 1
        while index >= 0, let other = claims[index].head, other > head - 200 {
            let claim = claims[index]
            if claim.head == head || claim.cue.contains(where: { $0.overlaps(words[head].span) }) { return false }
            if let part = claim.tokens.firstIndex(where: { $0.contains(head) }) {
                if let cut = cut(before: frame, parts, in: claim.tokens[part]) {
                    shorten(index, part, to: cut)
                } else if !isStrong || !claim.isSpeech {
                    return false
                }
            } else if parts.contains(where: { $0.contains(other) }), !claim.isStrong {
                claims.remove(at: index)
            }
            index -= 1
        }
        return true
    }

    /// Where a content must end because a clause of another claim begins: "…, and X said …".
    private func cut(before frame: ClaimFrame, _ parts: [Range<Int>], in content: Range<Int>) -> Int? {
        guard let head = frame.head, let cue = frame.cue.first else { return nil }
        var start = min(cue.lowerBound, parts.map(\.lowerBound).min() ?? head)
        if let source = frame.source, source.lowerBound > content.lowerBound { start = min(start, source.lowerBound) }
        guard start > content.lowerBound + 1, words.quotation(around: start)?.open == words.quotation(around: content.lowerBound)?.open
        else { return nil }
        let before = words[start - 1]
        if before.kind == .semicolon { return start - 1 }
        if before.kind == .comma, words[start].has(.gerund) { return start - 1 }
        guard before.has([.conjunction, .subordinator]), !before.isWord(ClaimCues.that) else { return nil }
        let isParted = words[start - 2].kind == .comma || words[start - 2].kind == .closeQuote
        if isParted || before.has(.conjunction) && start == cue.lowerBound { return start - 1 }
        let isClause = content.lowerBound > 0 && words[content.lowerBound - 1].isWord(ClaimCues.that)
        if before.has(.conjunction), !isClause, !(content.lowerBound..<start - 1).contains(where: { words[$0].isFinite }) {
            return start - 1
        }
        return before.isWord(Self.but) || before.isWord(Self.while) ? start - 1 : nil
    }

    private static let but: Word = "but"
    private static let `while`: Word = "while"

    private mutating func shorten(_ index: Int, _ part: Int, to end: Int) {
        let range = words.trimmed(claims[index].tokens[part].lowerBound..<end)
        guard !range.isEmpty, part < claims[index].content.count else { return }
        claims[index].tokens[part] = range
        claims[index].content[part] = words.span(range)
        claims[index].tokens.removeSubrange((part + 1)...)
        claims[index].content.removeSubrange((part + 1)...)
    }

    /// Quoted where quotation marks hold at least half of the content.
    private func kind(of parts: [Range<Int>]) -> ClaimKind {
        guard !words.quotations.isEmpty else { return .reported }
        var quoted = 0
        var total = 0
        for part in parts {
            let outer = words.quotation(around: part.lowerBound)
            for index in part where words[index].isWord {
                total += 1
                guard let inner = words.quotation(at: index) else { continue }
                if outer == nil || inner.open != outer?.open { quoted += 1 }
            }
        }
        return quoted * 2 >= total && quoted > 0 ? .quoted : .reported
    }

    /// Ends the content of a leading clause with "while" or "although" where the main clause begins.
    private mutating func endLeadingClauses() {
        for index in claims.indices {
            guard let head = claims[index].head, let sentence = words.sentences.first(where: { $0.contains(head) }),
                let range = claims[index].tokens.last, range.lowerBound > head,
                words[sentence.lowerBound].has(.subordinator), !words[sentence.lowerBound].has(.adverb),
                !(sentence.lowerBound..<head).contains(where: { words[$0].kind == .comma })
            else { continue }
            let comma = range.first { at in
                words[at].kind == .comma && at + 1 < range.upperBound && words.quotation(at: at) == nil
                    && (words[at + 1].has([.determiner, .pronoun]) || words[at + 1].isCapital)
                    && (at + 1..<range.upperBound).contains { words[$0].isFinite }
            }
            if let comma { shorten(index, claims[index].tokens.count - 1, to: comma) }
        }
    }

    // MARK: Quotations

    /// A quotation announced by the paragraph before.
    private mutating func take(_ announced: ClaimDraft) {
        guard let first = words.quotations.first, first.open == 0 else { return }
        claims.append(
            FoundClaim(
                content: [words.span(first.whole)], cue: announced.cue,
                source: announced.sources.first?.spans, kind: .quoted, rule: .announced,
                tokens: [first.whole], head: nil))
    }

    /// Gives quotations that no claim holds to the quoted claim they follow on.
    private mutating func assignQuotations() {
        for quotation in words.quotations where words.isDouble(quotation.open) {
            let whole = words.span(quotation.whole)
            let isHeld = claims.contains { claim in
                claim.content.contains { $0.overlaps(whole) && $0.count * 3 >= whole.count }
            }
            if isHeld || quotation.inside.count < 2 { continue }

            if let owner = ownerBefore(quotation) {
                claims[owner].content.append(whole)
                claims[owner].tokens.append(quotation.whole)
            } else if let frame = ClaimPhrases.signed(quotation, in: words)
                ?? ClaimPhrases.embedded(quotation, in: words) {
                add(frame)
            }
        }
    }

    /// A quoted claim that ends where the quotation begins, its cue in the sentence before.
    private func ownerBefore(_ quotation: Quotation) -> Int? {
        guard quotation.open > 0 else { return nil }
        let before = words[quotation.open - 1]
        guard before.isStop || before.kind == .closeQuote else { return nil }
        guard
            let sentence = words.sentences.last(where: { $0.upperBound <= quotation.open })
        else { return nil }
        let owner = claims.lastIndex { claim in
            claim.kind == .quoted && claim.head.map(sentence.contains) ?? false
        }
        return owner ?? claims.lastIndex { claim in
            claim.kind == .quoted && (claim.tokens.last?.upperBound ?? 0) >= quotation.open - 1
        }
    }

    /// Notes what the paragraph's end announces: words before a colon, or a quotation left open.
    private mutating func announce() {
        announceNext()
        guard let source = announced?.sources.first?.spans.first, let claim = claims.indices.last,
            let part = claims[claim].tokens.indices.last
        else { return }
        let range = claims[claim].tokens[part]
        if let start = range.first(where: { words[$0].span.start == source.start }),
            start > range.lowerBound + 1, words[start - 1].has(.conjunction)
        {
            shorten(claim, part, to: start - 1)
        }
    }

    private mutating func announceNext() {
        if let last = words.quotations.last, !last.isClosed, last.close == words.count {
            let whole = words.span(last.whole)
            if let owner = claims.last(where: { $0.content.contains { $0.overlaps(whole) } }) {
                announced = ClaimDraft(
                    [], cue: owner.cue, sources: owner.source.map { [.init($0)] } ?? [],
                    kind: .quoted, rule: .announced)
            }
        } else if words.count > 2, words[words.count - 1].kind == .colon,
            let sentence = words.sentences.last
        {
            announced = ClaimPhrases.announcement(words, sentence)
        }
    }
}

/// What a rule finds: ranges of tokens.
struct ClaimFrame {
    var content: [Range<Int>]
    var cue: [Range<Int>]
    var source: Range<Int>?
    var head: Int?
    var rule: Rule
}
