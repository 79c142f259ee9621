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

    /// What is used again for every paragraph.
    struct Scratch: Sendable {
        fileprivate var words = ClaimWordBuffer()
        var claims: [FoundClaim] = []
        var parts = ClaimParts()
        fileprivate var nesting = ClaimNesting()
    }

    static func run(_ tokens: Tokens, _ pass: inout ParagraphPass) {
        var scratch = Scratch()
        swap(&scratch, &pass.claimScratch)
        let records = pass.lexicon.records
        let likelihoods = pass.lexicon.table(.likelihoods)
        var buffer = ClaimWordBuffer()
        swap(&buffer, &scratch.words)
        var first = 0
        var mentions = 0..<0
        while first < tokens.count {
            let range = first..<windowEnd(from: first, tokens)
            buffer.fill(tokens, range, records)
            mentions = self.mentions(in: tokens.span(range), from: mentions.upperBound, pass.mentions)
            buffer.withWords(likelihoods) { words in
                if words.count > 0 { run(words, mentions, tokens, &scratch, &pass) }
            }
            first = range.upperBound
        }
        swap(&buffer, &scratch.words)
        swap(&scratch, &pass.claimScratch)
    }

    /// The end of the last sentence that fits, or of the window where none does.
    private static func windowEnd(from first: Int, _ tokens: Tokens) -> Int {
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

    private static func run(
        _ words: ClaimWords, _ mentions: Range<Int>, _ tokens: Tokens, _ scratch: inout Scratch,
        _ pass: inout ParagraphPass
    ) {
        let announced = pass.carry.announced
        pass.carry.announced = nil
        var finder = ClaimFinder(words: words, &scratch)
        if let language = pass.language {
            LanguageClaims(words: words, language: language).find(&finder)
        } else if pass.isForeign {
            finder.addQuotations()
        } else {
            finder.run(announced: announced)
            pass.carry.announced = finder.announced
            ClaimAssertions(words: words).find(&finder) { span in
                mentions.contains { pass.mentions[$0].form == .name && span.contains(pass.mentions[$0].span) }
            }
        }
        finder.giveBack(&scratch)
        scratch.nesting.order(&scratch.claims, scratch.parts, words)
        let base = pass.claims.count
        for (index, within) in scratch.nesting.order {
            let claim = draft(
                scratch.claims[index], scratch.parts, within: within < 0 ? nil : base + within, words,
                mentions, tokens, &pass)
            pass.claims.append(claim)
        }
    }

    private static func draft(
        _ found: FoundClaim, _ parts: ClaimParts, within: Int?, _ words: ClaimWords,
        _ mentions: Range<Int>, _ tokens: Tokens, _ pass: inout ParagraphPass
    ) -> ClaimDraft {
        let first = pass.claimSpans.count
        for part in found.parts { pass.claimSpans.append(words.span(parts[part])) }
        var draft = ClaimDraft(
            spans: first..<pass.claimSpans.count, cue: found.cue, kind: found.kind, rule: found.rule)
        draft.within = within
        draft.source = found.source
        draft.mention = found.source.flatMap { mention(heading: $0, mentions, pass.mentions) }
        let certainty = Certainty(of: found, parts, words)
        draft.isForecast = certainty.isForecast
        draft.likelihood = certainty.likelihood
        draft.confidence = certainty.confidence
        if let term = certainty.term {
            draft.term = pass.terms.index(of: tokens.reading(of: tokens.range(in: words.span(term))))
        }
        return draft
    }

    /// The mention that a source's words are: the same span, else the first name inside, else the
    /// first mention of any form.
    private static func mention(
        heading span: Span, _ range: Range<Int>, _ mentions: [MentionDraft]
    ) -> Int? {
        var best: Int?
        for index in range where span.contains(mentions[index].span) {
            if mentions[index].span == span { return index }
            guard let known = best else {
                best = index
                continue
            }
            if mentions[index].form == .name, mentions[known].form != .name { best = index }
        }
        return best
    }
}

/// A claim as the rules find it, before certainty and nesting.
struct FoundClaim: Sendable {
    /// The content: which of the `ClaimParts` it has; at least one.
    var parts: Range<Int>
    var cue: Span?
    var source: Span?
    var kind: ClaimKind
    var rule: Rule
    /// The index of the cue's verb or noun; nil where it has none or it stands elsewhere.
    var head: Int?
    /// Whether its cue says that something is said, so that another claim can stand in it.
    var isSpeech = true
    /// Whether it is sure enough to stand within another.
    var isStrong = true
    /// Whether "I" or "we" says it, or nobody that is named.
    var isFirstPerson = false
}

/// Which claim stands within which.
struct ClaimNesting: Sendable {
    /// The claims in the order of the text, outer before inner: the index of each, and the place in
    /// this order of the claim in whose content its own cue and content lie; -1 for none.
    private(set) var order: [(claim: Int, within: Int)] = []
    private var keys: [(extent: UInt64, claim: Int)] = []
    /// Places of the claims that reach on.
    private var open: [Int] = []

    /// Orders claims; of quotations in quotations the outer ones are no more than reported.
    /// O(n log n).
    mutating func order(_ claims: inout [FoundClaim], _ parts: ClaimParts, _ words: ClaimWords) {
        order.removeAll(keepingCapacity: true)
        keys.removeAll(keepingCapacity: true)
        open.removeAll(keepingCapacity: true)
        for index in claims.indices {
            let extent = Self.extent(claims[index], parts, words)
            keys.append((UInt64(extent.start) << 32 | UInt64(~extent.end), index))
        }
        keys.sort { $0 < $1 }
        for (extent, index) in keys {
            while let last = open.last, ~UInt32(truncatingIfNeeded: keys[last].extent) <= UInt32(extent >> 32) {
                open.removeLast()
            }
            let claim = claims[index]
            let outer = open.last { place in
                let outer = claims[order[place].claim]
                return outer.cue != nil && outer.cue != claim.cue && Self.holds(outer, claim, parts, words)
            }
            if let outer, claim.kind == .quoted, claims[order[outer].claim].kind == .quoted {
                claims[order[outer].claim].kind = .reported
            }
            open.append(order.count)
            order.append((index, outer ?? -1))
        }
    }

    /// Whether a claim is one even inside another: something is said, by somebody else than the
    /// speaker, and a "that", a quotation or a plain "said" announces it.
    static func stands(_ frame: ClaimFrame, _ content: Range<Int>, _ words: ClaimWords) -> Bool {
        guard let head = frame.head else { return true }
        let cue = words[head]
        guard cue.has([.speech, .saying]) || cue.classes.isEmpty, !cue.has(.gerund) else { return false }
        if let source = frame.source, source.count == 1, words.quotation(around: head) != nil,
            words[source.lowerBound].has(.pronoun)
        {
            return false
        }
        let first = content.lowerBound
        let isAnnounced = words[first].kind == .openQuote
            || first > 0 && (words[first - 1].isWord(ClaimCues.that) || words[first - 1].kind == .colon)
        guard let source = frame.source else { return false }
        let isPlain = (cue.isWord(said) || cue.isWord(says)) && first == head + 1 && !isPronoun(source, words)
        return isAnnounced || isPlain
    }

    private static let said: Word = "said"
    private static let says: Word = "says"

    private static func isPronoun(_ range: Range<Int>, _ words: ClaimWords) -> Bool {
        range.count == 1 && words[range.lowerBound].has(.pronoun)
    }

    private static func holds(
        _ outer: FoundClaim, _ claim: FoundClaim, _ parts: ClaimParts, _ words: ClaimWords
    ) -> Bool {
        func holds(_ span: Span) -> Bool { outer.parts.contains { words.span(parts[$0]).contains(span) } }
        return claim.parts.allSatisfy { holds(words.span(parts[$0])) } && claim.cue.map(holds) != false
    }

    private static func extent(_ claim: FoundClaim, _ parts: ClaimParts, _ words: ClaimWords) -> Span {
        var extent = words.span(parts[claim.parts.lowerBound])
        for part in claim.parts.dropFirst() {
            let span = words.span(parts[part])
            extent.start = min(extent.start, span.start)
            extent.end = max(extent.end, span.end)
        }
        return extent
    }
}
