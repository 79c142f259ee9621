import GlossLexicon
import GlossModel

/// Finds the claims of one paragraph that have a cue.
struct ClaimFinder {
    let words: ClaimWords
    private(set) var claims: [FoundClaim] = []
    /// The tokens of the claims' contents.
    private(set) var parts = ClaimParts()
    /// The cue and source that announce a quotation in the next paragraph.
    private(set) var announced: Announcement?

    /// Takes what it works with out of `scratch` until `giveBack`.
    init(words: ClaimWords, _ scratch: inout ClaimRules.Scratch) {
        self.words = words
        giveBack(&scratch)
        claims.removeAll(keepingCapacity: true)
        parts.removeAll()
    }

    /// Gives back what `init` took, and what has been found.
    mutating func giveBack(_ scratch: inout ClaimRules.Scratch) {
        swap(&claims, &scratch.claims)
        swap(&parts, &scratch.parts)
    }

    /// One pass over the sentences, then over the quotations that no cue took.
    mutating func run(announced: Announcement?) {
        if let announced { take(announced) }
        for sentence in words.sentences {
            let cues = ClaimCues(words: words, sentence: sentence)
            for index in sentence {
                if let found = cues.claim(at: index) { add(found) }
            }
        }
        if let heading = ClaimPhrases.heading(words) { add(heading) }
        assignQuotations()
        dropOwnWords()
        endLeadingClauses()
        announce()
    }

    private mutating func add(_ frame: ClaimFrame) {
        let content = frame.content.trimmed(words)
        guard let first = content.first, content.contains(where: { $0.count < 12 || words.isProse($0) }) else { return }
        let isStrong = ClaimNesting.stands(frame, first, words)
        guard settles(frame, content, isStrong: isStrong) else { return }
        claims.append(
            FoundClaim(
                parts: parts.add(content), cue: frame.cue.isEmpty ? nil : words.span(frame.cue),
                source: frame.source.map { words.span($0) }, kind: kind(of: content),
                rule: frame.rule, head: frame.head,
                isSpeech: frame.head.map { words[$0].has([.speech, .saying]) } ?? true,
                isStrong: isStrong, isFirstPerson: isFirstPerson(frame.source)))
    }

    /// Makes room for a claim among those found: cuts a content that runs on into it, drops weaker
    /// ones that lie in it. Whether it may stand.
    private mutating func settles(
        _ frame: ClaimFrame, _ content: ClaimContent, isStrong: Bool
    ) -> Bool {
        guard let head = frame.head else { return true }
        var index = claims.count - 1
        while index >= 0, let other = claims[index].head, other > head - 200 {
            let claim = claims[index]
            if claim.head == head || claim.cue?.overlaps(words[head].span) == true { return false }
            if frame.rule == .noun, let first = content.first, parts[claim.parts.lowerBound] == first { return false }
            if frame.rule == .accordingTo, content.contains(where: { $0.contains(other) }), let last = claim.parts.last, parts[last].contains(head) {
                if claim.isStrong { shorten(index, last, to: max(parts[last].lowerBound + 1, frame.cue.lowerBound)) } else { claims.remove(at: index) }
            } else if let part = claim.parts.first(where: { parts[$0].contains(head) }) {
                if let cut = cut(before: frame, content, in: parts[part]) {
                    shorten(index, part, to: cut)
                } else if !isStrong || !claim.isSpeech {
                    return false
                }
            } else if content.contains(where: { $0.contains(other) }), !claim.isStrong {
                claims.remove(at: index)
            }
            index -= 1
        }
        return true
    }

    /// Where a content must end because a clause of another claim begins: "…, and X said …".
    private func cut(before frame: ClaimFrame, _ own: ClaimContent, in content: Range<Int>) -> Int? {
        let cue = frame.cue
        var start = own.reduce(cue.lowerBound) { min($0, $1.lowerBound) }
        let isAside = words[cue.lowerBound].has(.gerund) && cue.lowerBound > 0 && words[cue.lowerBound - 1].kind == .comma
        if !isAside, let source = frame.source, source.lowerBound > content.lowerBound { start = min(start, source.lowerBound) }
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
        let range = words.trimmed(parts[part].lowerBound..<end)
        guard !range.isEmpty else { return }
        parts[part] = range
        claims[index].parts = claims[index].parts.lowerBound..<part + 1
    }

    /// Quoted where quotation marks hold at least half of the content.
    private func kind(of parts: ClaimContent) -> ClaimKind {
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
                let last = claims[index].parts.last, case let range = parts[last], range.lowerBound > head,
                words[sentence.lowerBound].has(.subordinator) && !words[sentence.lowerBound].has(.adverb)
                    || head == sentence.lowerBound && words[head].has([.past, .participle]),
                !(sentence.lowerBound..<head).contains(where: { words[$0].kind == .comma })
            else { continue }
            let comma = range.first { at in
                words[at].kind == .comma && at + 1 < range.upperBound && words.quotation(at: at) == nil
                    && (words[at + 1].has([.determiner, .pronoun]) || words[at + 1].isCapital)
                    && (at + 1..<range.upperBound).contains { words[$0].isFinite }
            }
            if let comma { shorten(index, last, to: comma) }
        }
    }

    // MARK: Quotations

    /// A quotation announced by the paragraph before.
    private mutating func take(_ announced: Announcement) {
        guard let first = words.quotations.first, first.open == 0 else { return }
        claims.append(
            FoundClaim(
                parts: parts.add(ClaimContent(first.whole)), cue: announced.cue,
                source: announced.source, kind: .quoted, rule: .announced, head: nil))
    }

    /// Gives quotations that no claim holds to the quoted claim they follow on.
    private mutating func assignQuotations() {
        for quotation in words.quotations where words.isDouble(quotation.open) {
            let whole = words.span(quotation.whole)
            let isHeld = claims.contains { claim in
                claim.parts.contains {
                    let part = words.span(parts[$0])
                    return part.overlaps(whole) && part.count * 3 >= whole.count
                }
            }
            if isHeld || quotation.inside.count < 2 { continue }

            if let owner = ownerBefore(quotation) {
                claims[owner].parts = parts.add(quotation.whole, to: claims[owner].parts)
            } else if let frame = ClaimPhrases.signed(quotation, in: words)
                ?? ClaimPhrases.embedded(quotation, in: words) {
                add(frame)
            }
        }
    }

    /// Drops what a quoted speaker thinks and wants within what is quoted: it is said already.
    private mutating func dropOwnWords() {
        guard !words.quotations.isEmpty else { return }
        for index in claims.indices.reversed() {
            guard let head = claims[index].head, let quotation = words.quotation(around: head) else { continue }
            let whole = words.span(quotation.whole)
            let isHeld = claims.indices.contains { other in
                other != index && claims[other].head != head
                    && claims[other].parts.contains { words.span(parts[$0]).overlaps(whole) && !parts[$0].isEmpty }
                    && !(claims[other].head.map { quotation.inside.contains($0) } ?? false)
            }
            if isHeld, !claims[index].isStrong || claims[index].isFirstPerson { claims.remove(at: index) }
        }
    }

    private func isFirstPerson(_ source: Range<Int>?) -> Bool {
        source.map { $0.count == 1 && Self.firstPersons.contains(words[$0.lowerBound].hash) } ?? true
    }

    private static let firstPersons = WordSet(["i", "we"])

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
            claim.kind == .quoted && parts[claim.parts.upperBound - 1].upperBound >= quotation.open - 1
        }
    }

    /// Notes what the paragraph's end announces: words before a colon, or a quotation left open.
    private mutating func announce() {
        announceNext()
        guard let source = announced?.source, let claim = claims.indices.last,
            let part = claims[claim].parts.last
        else { return }
        let range = parts[part]
        if let start = range.first(where: { words[$0].span.start == source.start }),
            start > range.lowerBound + 1, words[start - 1].has(.conjunction)
        {
            shorten(claim, part, to: start - 1)
        }
    }

    private mutating func announceNext() {
        if let last = words.quotations.last, !last.isClosed, last.close == words.count {
            let whole = words.span(last.whole)
            let owner = claims.last { $0.parts.contains { words.span(parts[$0]).overlaps(whole) } }
            if let owner { announced = Announcement(cue: owner.cue, source: owner.source) }
        } else if words.count > 2, words[words.count - 1].kind == .colon,
            let sentence = words.sentences.last
        {
            announced = ClaimPhrases.announcement(words, sentence)
        }
    }
}

extension ClaimFinder {
    /// Adds what stands between double quotation marks, four words and more: all that is known of a
    /// claim in another language.
    mutating func addQuotations() {
        for quotation in words.quotations where words.isDouble(quotation.open) && quotation.inside.count >= 4 {
            claims.append(
                FoundClaim(
                    parts: parts.add(ClaimContent(quotation.whole)), kind: .quoted, rule: .quotation, head: nil))
        }
    }

    /// Adds a claim that is known whole.
    mutating func add(_ content: Range<Int>, cue: Range<Int>, source: Range<Int>, kind: ClaimKind, rule: Rule) {
        claims.append(
            FoundClaim(
                parts: parts.add(ClaimContent(content)), cue: cue.isEmpty ? nil : words.span(cue), source: source.isEmpty ? nil : words.span(source),
                kind: kind, rule: rule, head: nil))
    }

    /// Adds the author's own claims.
    mutating func add(own content: Range<Int>) {
        claims.append(
            FoundClaim(
                parts: parts.add(ClaimContent(content)), kind: .asserted, rule: .author, head: nil))
    }
}

/// What announces a quotation in the next paragraph.
struct Announcement: Sendable {
    var cue: Span?
    var source: Span?
}

/// The one or two stretches of tokens that a content begins with.
struct ClaimContent: RandomAccessCollection {
    private var first: Range<Int>
    private var second: Range<Int>
    private(set) var endIndex: Int
    var startIndex: Int { 0 }

    init() { (first, second, endIndex) = (0..<0, 0..<0, 0) }

    init(_ content: Range<Int>) { (first, second, endIndex) = (content, 0..<0, 1) }

    init(_ content: Range<Int>, _ rest: Range<Int>?) {
        (first, second, endIndex) = (content, rest ?? 0..<0, rest == nil ? 1 : 2)
    }

    subscript(index: Int) -> Range<Int> { index == 0 ? first : second }

    mutating func append(_ range: Range<Int>) {
        if endIndex == 0 { first = range } else { second = range }
        endIndex += 1
    }

    mutating func replaceLast(with range: Range<Int>) {
        if endIndex == 1 { first = range } else { second = range }
    }

    /// What `ClaimWords.trimmed` leaves of them.
    func trimmed(_ words: ClaimWords) -> ClaimContent { changed { words.trimmed($0) } }

    /// Each changed; those left out that are empty then.
    func changed(_ change: (Range<Int>) -> Range<Int>) -> ClaimContent {
        var result = ClaimContent()
        for range in self {
            let range = change(range)
            if !range.isEmpty { result.append(range) }
        }
        return result
    }
}

/// The contents of all claims of a paragraph: a claim has some of them, one after the other.
struct ClaimParts: Sendable {
    private var ranges: [Range<Int>] = []

    mutating func removeAll() { ranges.removeAll(keepingCapacity: true) }

    subscript(index: Int) -> Range<Int> {
        get { ranges[index] }
        set { ranges[index] = newValue }
    }

    /// Adds a content; gives where it lies.
    mutating func add(_ content: ClaimContent) -> Range<Int> {
        let start = ranges.count
        for range in content { ranges.append(range) }
        return start..<ranges.count
    }

    /// Adds a stretch to a content; gives where that lies now.
    mutating func add(_ range: Range<Int>, to content: Range<Int>) -> Range<Int> {
        var start = content.lowerBound
        if content.upperBound < ranges.count {
            start = ranges.count
            for index in content { ranges.append(ranges[index]) }
        }
        ranges.append(range)
        return start..<ranges.count
    }
}

/// What a rule finds: ranges of tokens.
struct ClaimFrame {
    var content: ClaimContent
    var cue: Range<Int>
    var source: Range<Int>?
    var head: Int?
    var rule: Rule
}
