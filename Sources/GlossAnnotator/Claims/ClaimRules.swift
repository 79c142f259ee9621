import GlossLexicon
import GlossModel

/// Claims: who says, thinks or wants what, in which words, how likely it is said to be; and what
/// the author says without anybody else.
///
/// Cues are found word by word (`ClaimCues`), their sources by `ClaimSubject`; quotations that no
/// cue took are then given to the claim they follow on (`ClaimQuotations`); sentences that hold no
/// claim yet become the author's own (`ClaimAssertions`).
enum ClaimRules {
    /// Tokens looked at together, so that a paragraph without end costs no more than others.
    private static let window = 4000

    static func run(_ pass: inout ParagraphPass) {
        var words = ClaimWords(pass.lexicon)
        swap(&words, &pass.claimWords)
        var first = 0
        var mentions = 0..<0
        while first < pass.tokens.count {
            let range = first..<windowEnd(from: first, pass.tokens)
            words.fill(pass.tokens, range)
            mentions = self.mentions(in: pass.tokens.span(range), from: mentions.upperBound, pass.mentions)
            if words.count > 0 { run(words, mentions, &pass) }
            first = range.upperBound
        }
        swap(&words, &pass.claimWords)
    }

    /// The end of the last sentence that fits, or of the window where none does.
    private static func windowEnd(from first: Int, _ tokens: TokenBuffer) -> Int {
        let end = first + window
        guard end < tokens.count else { return tokens.count }
        var cut = end
        while cut > first + window / 2, tokens[cut].sentence == tokens[cut - 1].sentence { cut -= 1 }
        return cut > first + window / 2 ? cut : end
    }

    /// Mentions that begin inside a span; they are in order.
    private static func mentions(
        in span: Span, from start: Int, _ mentions: [MentionDraft]
    ) -> Range<Int> {
        var first = start
        while first < mentions.count, mentions[first].span.start < span.start { first += 1 }
        var end = first
        while end < mentions.count, mentions[end].span.start < span.end { end += 1 }
        return first..<end
    }

    private static func run(_ words: ClaimWords, _ mentions: Range<Int>, _ pass: inout ParagraphPass) {
        let announced = pass.carry.announced
        pass.carry.announced = nil
        var finder = ClaimFinder(words: words)
        finder.run(announced: announced)
        pass.carry.announced = finder.announced
        let known = pass.mentions[mentions]
        let assertions = ClaimAssertions(words: words, claims: finder.claims)
        let asserted = assertions.find { span in
            known.contains { $0.form == .name && span.contains($0.span) }
        }
        let base = pass.claims.count
        pass.claims += ClaimNesting.order(finder.claims + asserted).map { found, within in
            draft(found, within: within.map { base + $0 }, words, known, pass.tokens)
        }
    }

    private static func draft(
        _ found: FoundClaim, within: Int?, _ words: ClaimWords, _ mentions: ArraySlice<MentionDraft>,
        _ tokens: TokenBuffer
    ) -> ClaimDraft {
        var sources: [ClaimDraft.Source] = []
        if let source = found.source {
            sources.append(ClaimDraft.Source(source, mention: mention(heading: source, mentions)))
        }
        var draft = ClaimDraft(
            found.content, cue: found.cue, sources: sources, kind: found.kind, rule: found.rule)
        draft.within = within
        let certainty = Certainty(of: found, words, reading: tokens)
        draft.isForecast = certainty.isForecast
        draft.likelihood = certainty.likelihood
        draft.term = certainty.term
        draft.confidence = certainty.confidence
        return draft
    }

    /// The mention that a source's words are: the same span, else the first name inside, else the
    /// first mention of any form.
    static func mention(heading source: [Span], _ mentions: ArraySlice<MentionDraft>) -> Int? {
        guard let span = source.first else { return nil }
        var best: Int?
        for index in mentions.indices where span.contains(mentions[index].span) {
            let mention = mentions[index]
            if mention.span == span { return index }
            guard let known = best else {
                best = index
                continue
            }
            if mention.form == .name, mentions[known].form != .name { best = index }
        }
        return best
    }
}

/// A claim as the rules find it, before certainty and nesting.
struct FoundClaim {
    var content: [Span]
    var cue: [Span] = []
    var source: [Span]?
    var kind: ClaimKind
    var rule: Rule
    /// Tokens of the content in this paragraph.
    var tokens: [Range<Int>]
    /// The index of the cue's verb or noun; nil where it has none or it stands elsewhere.
    var head: Int?
    /// Whether its cue says that something is said, so that another claim can stand in it.
    var isSpeech = true
    /// Whether it is sure enough to stand within another.
    var isStrong = true
}

/// Which claim stands within which.
enum ClaimNesting {
    /// Claims in the order of the text, outer before inner, each with the index of the claim in
    /// whose content its own cue and content lie. O(n log n).
    static func order(_ claims: [FoundClaim]) -> [(FoundClaim, within: Int?)] {
        let extents = claims.map { extent($0) }
        let order = claims.indices.sorted { extents[$0] < extents[$1] }
        var result: [(FoundClaim, within: Int?)] = []
        var open: [Int] = []
        result.reserveCapacity(claims.count)
        for index in order {
            let claim = claims[index]
            let span = extents[index]
            while let last = open.last, extents[order[last]].end <= span.start { open.removeLast() }
            let outer = open.last { position in
                let outer = claims[order[position]]
                return holds(outer, claim.content) && holds(outer, claim.cue)
                    && outer.cue != claim.cue && !outer.cue.isEmpty
            }
            if let outer, claim.kind == .quoted, result[outer].0.kind == .quoted { result[outer].0.kind = .reported }
            result.append((claim, outer))
            open.append(result.count - 1)
        }
        return result
    }

    /// Whether a claim is one even inside another: something is said, by somebody else than the
    /// speaker, and a "that" or a quotation announces it.
    static func stands(_ frame: ClaimFrame, _ parts: [Range<Int>], _ words: ClaimWords) -> Bool {
        guard let head = frame.head, let first = parts.first else { return true }
        let cue = words[head]
        guard cue.has([.speech, .saying]) || cue.classes.isEmpty, !cue.has(.gerund) else { return false }
        if let source = frame.source, source.count == 1, words.quotation(around: head) != nil,
            words[source.lowerBound].has(.pronoun)
        {
            return false
        }
        let isAnnounced = words[first.lowerBound].kind == .openQuote
            || first.lowerBound > 0 && (words[first.lowerBound - 1].isWord(ClaimCues.that)
                || words[first.lowerBound - 1].kind == .colon)
        return isAnnounced && frame.source != nil
    }

    private static func holds(_ outer: FoundClaim, _ spans: [Span]) -> Bool {
        spans.allSatisfy { span in outer.content.contains { $0.contains(span) } }
    }

    private static func extent(_ claim: FoundClaim) -> Span {
        guard var extent = claim.content.first else { return Span(0, 0) }
        for span in claim.content {
            extent.start = min(extent.start, span.start)
            extent.end = max(extent.end, span.end)
        }
        return extent
    }
}
