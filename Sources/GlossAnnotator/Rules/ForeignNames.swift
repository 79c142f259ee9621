import GlossLexicon
import GlossModel

/// Names in a paragraph of another language: those of the lexicon, and what was learned from English where the
/// other language writes names as English does.
enum ForeignNames {
    /// A mention as it stands in such a paragraph; nil for none.
    static func kept(_ mention: MentionDraft, _ language: LanguageTable, _ tokens: Tokens, _ records: WordRecords) -> MentionDraft? {
        if mention.rule == .file || mention.rule == .ownName { return mention }
        if ParagraphPass.isOfAnyLanguage(mention.rule) {
            return isFunctionWord(mention, language, tokens, records) ? nil : mention
        }
        guard mention.form == .name, isLearned(mention.rule) else { return mention.rule == .amount ? mention : nil }
        var range = tokens.range(in: mention.span)
        let whole = range
        while let first = range.first, isFunctionWord(tokens[first], language, records) { range = first + 1..<range.upperBound }
        while let last = range.last, isFunctionWord(tokens[last], language, records) || tokens[last].kind != .word { range = range.lowerBound..<last }
        guard let first = range.first, tokens[first].isCapital, isPlausible(mention, range, tokens) else { return nil }
        guard range != whole else { return mention }
        var kept = mention
        kept.span = tokens.span(range)
        kept.core = kept.span
        kept.key = NameKey(tokens, range)
        return kept
    }

    /// People behind a title or post of the language, "le général Koné", whom nothing else has found.
    static func titled(_ language: LanguageTable, _ tokens: Tokens, _ records: WordRecords, _ mentions: inout [MentionDraft]) {
        guard language.lists["title"] != nil else { return }
        var found: [MentionDraft] = []
        for index in 0..<tokens.count where tokens[index].kind == .word && language.has(tokens[index].hash, "title") {
            var end = index + 1
            while end < min(tokens.count, index + 4), isNamePart(tokens[end], language, records), tokens[end].sentence == tokens[index].sentence { end += 1 }
            guard end > index + 1, case let range = index + 1..<end, case let span = tokens.span(range), !mentions.contains(where: { $0.span.overlaps(span) }) else { continue }
            var draft = MentionDraft(span, .person, rule: .title)
            draft.key = NameKey(tokens, range)
            found.append(draft)
        }
        guard !found.isEmpty else { return }
        mentions = (mentions + found).sorted { ($0.span.start, ~$0.span.end) < ($1.span.start, ~$1.span.end) }
    }

    private static func isNamePart(_ token: Token, _ language: LanguageTable, _ records: WordRecords) -> Bool {
        token.kind == .word && token.isCapital && !token.isAllCapitals && !isFunctionWord(token, language, records)
    }

    private static func isLearned(_ rule: Rule) -> Bool { rule == .learned || rule == .givenName || rule == .title || rule == .knownName }

    /// One word alone that opens a sentence, or has a small margin, is most often no name.
    private static func isPlausible(_ mention: MentionDraft, _ range: Range<Int>, _ tokens: Tokens) -> Bool {
        let first = tokens[range.lowerBound]
        guard range.count == 1, mention.rule == .learned else { return true }
        if first.classes.overlaps([.country, .city, .region, .organization, .people, .personName, .listedPlace, .listedGiven, .listedFamily, .givenName, .familyName]) { return true }
        if first.shape.contains(.inTitleCase) || first.shape.contains(.inCapitals) { return false }
        return mention.margin >= (first.opensSentence ? surest : sure)
    }

    /// Margins that a single word needs: in a sentence, and where it opens one.
    private static let (sure, surest): (Int32, Int32) = (40, 90)

    private static func isFunctionWord(_ mention: MentionDraft, _ language: LanguageTable, _ tokens: Tokens, _ records: WordRecords) -> Bool {
        let range = tokens.range(in: mention.span)
        return range.count == 1 && isFunctionWord(tokens[range.lowerBound], language, records)
    }

    private static func isFunctionWord(_ token: Token, _ language: LanguageTable, _ records: WordRecords) -> Bool {
        guard token.kind == .word, !token.isAllCapitals else { return false }
        return records[token.record, .languages] >> UInt64(language.bit) & 1 == 1 || language.elisions.contains(token.hash) || language.words[token.hash] != nil
            || language.has(token.hash, "common")
    }
}
