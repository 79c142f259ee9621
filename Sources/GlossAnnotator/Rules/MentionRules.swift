import GlossLexicon
import GlossModel

/// Mentions of people, organisations, places, groups and things.
///
/// Names first (`NameScan`), by lexicon, shape and what stands around them; then the noun phrases
/// that act or are acted on (`NominalScan`), amounts and pronouns. Mentions nest where the words
/// do: "Pakistan" in "Tehrik-e-Taliban Pakistan".
enum MentionRules {
    static func run(_ tokens: Tokens, _ pass: inout ParagraphPass) {
        guard tokens.count > 0 else { return }
        var scratch = Scratch()
        swap(&scratch, &pass.mentionScratch)
        markTimes(tokens, pass.times, &scratch)
        if pass.standing.contains(.names) {
            findNames(tokens, &pass, &scratch)
        } else {
            AmountRules.indicators(tokens, &scratch.drafts)
        }
        order(&scratch, into: &pass.mentions)
        findBracketed(pass.mentions, tokens, pass.text, into: &pass.sameNames)
        swap(&scratch, &pass.mentionScratch)
    }

    private static func findNames(_ tokens: Tokens, _ pass: inout ParagraphPass, _ scratch: inout Scratch) {
        var names = NameScan(tokens, pass.lexicon, known: &pass.carry.knownNames, &scratch)
        names.isForeign = pass.isForeign
        names.run()
        names.giveBack(known: &pass.carry.knownNames, &scratch)
        if pass.names != nil || pass.recorder != nil {
            LearnedNames.codes(scratch.names, count: tokens.count, into: &scratch.codes)
            let source = NameFeatures.Source(tokens: tokens, rules: scratch.codes, use: pass.use, ordinary: pass.lexicon.ordinary)
            scratch.tagger.run(source, pass.names, pass.recorder)
            if pass.names != nil {
                let learned = LearnedNames(
                    tokens: tokens, isTime: scratch.isTime, known: pass.carry.knownNames, use: pass.use, ordinary: pass.lexicon.ordinary,
                    isForeign: pass.isForeign)
                learned.merge(scratch.tagger.found, into: &scratch.names)
            }
        }
        OfficialNames.settle(&scratch.names, tokens)
        BracketedNames(tokens: tokens, ordinary: pass.lexicon.ordinary).settle(&scratch.names, &pass.carry.knownNames)
        var nominals = NominalScan(tokens, pass.lexicon.records, &scratch)
        nominals.run()
        nominals.giveBack(&scratch)
        for atom in scratch.names { scratch.drafts.append(atom.draft(tokens)) }
        for part in scratch.prefixes {
            if let draft = prefix(tokens, part, pass.lexicon) { scratch.drafts.append(draft) }
        }
        for atom in scratch.nominals { scratch.drafts.append(atom.draft(tokens)) }
        AmountRules.run(tokens, scratch.isTime, &scratch.drafts)
    }

    /// What is used again for every paragraph.
    struct Scratch: Sendable {
        /// Which tokens a time expression covers.
        var isTime: [Bool] = []
        /// See `NominalScan`.
        var cover: [Int] = []
        /// Where what begins at a token ends; 0 for nothing.
        var starts: [Int] = []
        var names: [Atom] = []
        var nominals: [Atom] = []
        var prefixes: [NameScan.Prefix] = []
        /// What the rules found at each token; see `LearnedNames.codes`.
        var codes: [UInt8] = []
        var tagger = NameTagger()
        var drafts: [MentionDraft] = []
        /// Order of `drafts` by span.
        fileprivate var keys: [Key] = []
    }

    /// Clears what the last paragraph left, and notes which tokens a time expression covers.
    private static func markTimes(_ tokens: Tokens, _ times: [TimeExpression], _ scratch: inout Scratch) {
        scratch.isTime.removeAll(keepingCapacity: true)
        scratch.isTime.append(contentsOf: repeatElement(false, count: tokens.count))
        scratch.drafts.removeAll(keepingCapacity: true)
        for time in times {
            for index in tokens.range(in: time.span) { scratch.isTime[index] = true }
        }
    }

    /// The name before a hyphen: "Iran" in "Iran-backed".
    private static func prefix(
        _ tokens: Tokens, _ part: NameScan.Prefix, _ lexicon: Lexicon
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

    fileprivate struct Key: Comparable {
        var span: UInt64
        var rest: UInt64

        static func < (a: Key, b: Key) -> Bool {
            a.span != b.span ? a.span < b.span : a.rest < b.rest
        }
    }

    /// The drafts by span, outer first, one a span and type.
    private static func order(_ scratch: inout Scratch, into kept: inout [MentionDraft]) {
        scratch.keys.removeAll(keepingCapacity: true)
        for index in scratch.drafts.indices {
            let draft = scratch.drafts[index]
            scratch.keys.append(
                Key(
                    span: UInt64(draft.span.start) << 32 | UInt64(~draft.span.end),
                    rest: UInt64(draft.type.rawValue) << 32 | UInt64(index)))
        }
        scratch.keys.sort()
        for key in scratch.keys {
            let index = Int(key.rest & 0xFFFF_FFFF)
            if kept.last?.span != scratch.drafts[index].span { kept.append(scratch.drafts[index]) }
        }
    }

    /// "Long Name (LN)": pairs of a name and the name in brackets right after it.
    private static func findBracketed(
        _ mentions: [MentionDraft], _ tokens: Tokens, _ text: Text, into pairs: inout [(Int, Int)]
    ) {
        for index in mentions.indices.dropFirst() where isBracketed(mentions[index], text) {
            let short = mentions[index]
            let range = tokens.range(in: short.span)
            guard range.count == 1, let open = tokens.token(range.lowerBound - 1),
                let close = tokens.token(range.upperBound), open.kind == .openBracket,
                close.kind == .closeBracket, range.lowerBound >= 2
            else { continue }
            let end = tokens[range.lowerBound - 2].end
            // They are in order of their spans.
            let long = mentions[..<index].firstIndex { $0.core.end == end && $0.form == .name }
            if let long { pairs.append((long, index)) }
        }
    }

    /// Whether a name stands behind a bracket.
    private static func isBracketed(_ mention: MentionDraft, _ text: Text) -> Bool {
        guard mention.form == .name else { return false }
        var before = Int(mention.span.start) - 1
        if before >= 0, text.bytes[before] > 0x5B, text.bytes[before] != 0x7B { return false }
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
    /// See `MentionDraft.margin`.
    var margin = 0
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
    func draft(_ tokens: Tokens) -> MentionDraft {
        var draft = MentionDraft(tokens.span(range), type, form, name: name, rule: rule)
        if length > 0 { draft.span.end = draft.span.start + UInt32(length) }
        draft.core = tokens.span(core)
        draft.margin = Int32(clamping: margin)
        if form == .name {
            draft.key = NameKey(tokens, type == .organization ? CompanyNames.bare(core, tokens) : core)
            if type == .person { draft.key.sex = PersonSex.of(self, tokens) }
        }
        return draft
    }
}

extension NameKey {
    /// The key of the words of a range; marks and articles do not count.
    init(_ tokens: Tokens, _ range: Range<Int>) {
        var letters = WordHash()
        for index in range {
            let token = tokens[index]
            guard token.kind == .word || token.kind == .number else { continue }
            if token.is(.determiner), !token.isAllCapitals, token.name == 0 { continue }
            let hash = Spelling.common(token.hash)
            whole = whole == 0 ? hash : WordHash.join(whole, hash)
            // "de Blasio" is one family name.
            if token.is(.nameParticle), !token.is(.givenName), range.count > 1 { continue }
            if words == 0 { first = hash }
            last = hash
            if words < .max { words += 1 }
            if token.isCapital { letters.feed(UInt32(tokens.bytes[Int(token.readStart)])) }
        }
        if words > 1 { initials = letters.value }
    }
}
