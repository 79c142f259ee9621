import GlossLexicon
import GlossModel

/// Mentions of people, organisations, places, groups and things.
///
/// Names first (`NameScan`), by lexicon, shape and what stands around them; then the noun phrases
/// that act or are acted on (`NominalScan`), amounts and pronouns. Mentions nest where the words
/// do: "Pakistan" in "Tehrik-e-Taliban Pakistan".
enum MentionRules {
    static func run(_ pass: inout ParagraphPass) {
        let tokens = pass.tokens
        guard tokens.count > 0 else { return }
        var names = NameScan(tokens, pass.lexicon, known: pass.carry.knownNames)
        names.isTime = timeTokens(pass)
        names.run()
        pass.carry.knownNames = names.known
        var nominals = NominalScan(tokens, names.atoms, names.isTime)
        nominals.run()
        var drafts = nominals.names.map { $0.draft(tokens) }
        drafts += names.prefixes.compactMap { prefix(tokens, $0, pass.lexicon) }
        drafts += nominals.atoms.map { $0.draft(tokens) }
        AmountRules.run(tokens, names.isTime, &drafts)
        pass.mentions = ordered(drafts)
        pass.sameNames = bracketed(pass.mentions, tokens, pass.text)
    }

    /// Which tokens a time expression covers.
    private static func timeTokens(_ pass: ParagraphPass) -> [Bool] {
        var covered = [Bool](repeating: false, count: pass.tokens.count)
        for time in pass.times {
            for index in pass.tokens.range(in: time.span) { covered[index] = true }
        }
        return covered
    }

    /// The name before a hyphen: "Iran" in "Iran-backed".
    private static func prefix(
        _ tokens: TokenBuffer, _ part: (token: Int, length: Int), _ lexicon: Lexicon
    ) -> MentionDraft? {
        let start = Int(tokens[part.token].readStart)
        let bytes = tokens.bytes[start..<start + part.length]
        let word = String(decoding: bytes, as: UTF8.self)
        let hash = WordHash(word).value
        let capitals = bytes.allSatisfy { $0 < 0x61 } ? lexicon.entry(WordHash.capitals(hash)) : nil
        let own = lexicon.hasOwnNames ? lexicon.own(hash)?.entry : nil
        guard let entry = own ?? capitals ?? lexicon.entry(hash) else { return nil }
        let type: MentionType
        if entry.classes.contains(.ownName) { type = MentionType(rawValue: UInt8(entry.value)) ?? .other }
        else if entry.classes.contains(.organization) { type = .organization }
        else if entry.classes.overlaps([.country, .city, .region]) { type = .location }
        else if entry.classes.overlaps([.nationality, .people]) { type = .group }
        else { return nil }
        let span = Span(Int(tokens[part.token].start), Int(tokens.offsets[start + part.length - 1]) + 1)
        var draft = MentionDraft(span, type, name: entry.name, rule: lexicon.isOwn(entry.name) ? .ownName : .beforeHyphen)
        draft.key.whole = hash
        draft.key.words = 1
        return draft
    }

    /// By span, outer first, one a span and type.
    private static func ordered(_ drafts: [MentionDraft]) -> [MentionDraft] {
        let keys = drafts.indices.map { index in
            let draft = drafts[index]
            let span = UInt64(draft.span.start) << 32 | UInt64(~draft.span.end)
            return (span: span, rest: UInt64(draft.type.rawValue) << 32 | UInt64(index))
        }
        var kept: [MentionDraft] = []
        kept.reserveCapacity(drafts.count)
        for key in keys.sorted(by: { $0 < $1 }) {
            let draft = drafts[Int(key.rest & 0xFFFF_FFFF)]
            if kept.last?.span != draft.span { kept.append(draft) }
        }
        return kept
    }

    /// "Long Name (LN)": pairs of a name and the name in brackets right after it.
    private static func bracketed(
        _ mentions: [MentionDraft], _ tokens: TokenBuffer, _ text: Text
    ) -> [(Int, Int)] {
        var pairs: [(Int, Int)] = []
        for index in mentions.indices.dropFirst() where isBracketed(mentions[index], text) {
            let short = mentions[index]
            let range = tokens.range(in: short.span)
            guard range.count == 1, let open = tokens.token(range.lowerBound - 1),
                let close = tokens.token(range.upperBound), open.kind == .openBracket,
                close.kind == .closeBracket, range.lowerBound >= 2
            else { continue }
            let end = tokens[range.lowerBound - 2].end
            let longs = mentions[..<index].indices.filter {
                mentions[$0].core.end == end && mentions[$0].form == .name
            }
            if let long = longs.min(by: { mentions[$0].span < mentions[$1].span }) {
                pairs.append((long, index))
            }
        }
        return pairs
    }

    /// Whether a name stands behind a bracket.
    private static func isBracketed(_ mention: MentionDraft, _ text: Text) -> Bool {
        guard mention.form == .name else { return false }
        var before = Int(mention.span.start) - 1
        while before > 0, text.bytes[before] <= 0x20 { before -= 1 }
        switch text.byte(before) {
        case 0x28, 0x5B, 0x7B: return true
        default: return false
        }
    }
}

/// A mention as a range of tokens, on its way to a draft.
struct Atom: Sendable {
    /// Tokens.
    var range: Range<Int>
    /// Tokens of the bare name.
    var core: Range<Int>
    var type: MentionType
    var form: Form = .name
    /// Identity from the lexicon; 0 for none.
    var name: UInt16 = 0
    /// Bytes of the first token that are meant; 0 for all tokens whole.
    var length = 0
    var rule: Rule

    init(
        _ range: Range<Int>, _ type: MentionType, core: Range<Int>? = nil, name: UInt16 = 0,
        form: Form = .name, rule: Rule
    ) {
        self.range = range
        self.core = core ?? range
        self.type = type
        self.form = form
        self.name = name
        self.rule = rule
    }

    /// The draft of this mention.
    func draft(_ tokens: TokenBuffer) -> MentionDraft {
        var draft = MentionDraft(tokens.span(range), type, form, name: name, rule: rule)
        if length > 0 { draft.span.end = draft.span.start + UInt32(length) }
        draft.core = tokens.span(core)
        if form == .name { draft.key = NameKey(tokens, core) }
        return draft
    }
}

extension NameKey {
    /// The key of the words of a range; marks and articles do not count.
    init(_ tokens: TokenBuffer, _ range: Range<Int>) {
        var letters = WordHash()
        for index in range {
            let token = tokens[index]
            guard token.kind == .word || token.kind == .number else { continue }
            if token.is(.determiner), !token.isAllCapitals, token.name == 0 { continue }
            whole = whole == 0 ? token.hash : WordHash.join(whole, token.hash)
            // "de Blasio" is one family name.
            if token.is(.nameParticle), !token.is(.givenName), range.count > 1 { continue }
            if words == 0 { first = token.hash }
            last = token.hash
            if words < .max { words += 1 }
            if token.isCapital { letters.feed(UInt32(tokens.bytes[Int(token.readStart)])) }
        }
        if words > 1 { initials = letters.value }
    }
}
