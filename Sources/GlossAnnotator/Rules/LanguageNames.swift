import GlossLexicon

/// Languages are no peoples: "in Russian", "Farsi", "she speaks French".
extension Tokens {
    /// Whether a capitalised word stands for a language there.
    func isLanguage(_ index: Int) -> Bool {
        let token = self[index]
        guard token.kind == .word, token.isCapital else { return false }
        if LanguageNames.only.contains(token.hash) { return !isBefore(index, LanguageNames.peoples) }
        guard token.is(.nationality) || token.is(.people) else { return false }
        if isBefore(index, LanguageNames.heads) || isSpoken(index + 1) { return true }
        guard let before = self.token(index - 1), before.kind == .word, before.sentence == token.sentence else { return false }
        if LanguageNames.verbs.contains(before.hash) { return !hasNoun(index + 1) }
        guard LanguageNames.links.contains(before.hash) else { return false }
        return !hasNoun(index + 1)
    }

    private func isBefore(_ index: Int, _ words: WordSet) -> Bool {
        guard let next = token(index + 1), next.kind == .word, next.sentence == self[index].sentence else { return false }
        return words.contains(next.hash)
    }

    /// "Spanish and Portuguese are spoken".
    private func isSpoken(_ index: Int) -> Bool {
        var at = index
        while let token = token(at), token.kind == .comma || token.is(.conjunction) || token.is(.nationality) && token.isCapital { at += 1 }
        while let token = token(at), token.is(.auxiliary), at < index + 8 { at += 1 }
        guard at > index, let verb = token(at), token(at - 1)?.is(.auxiliary) == true else { return false }
        return LanguageNames.uses.contains(verb.hash)
    }

    /// Whether a word that may be a noun or qualify one stands at a token.
    private func hasNoun(_ index: Int) -> Bool {
        guard let token = token(index), token.kind == .word, token.sentence == self[index - 1].sentence else { return false }
        return !token.classes.overlaps([.preposition, .conjunction, .determiner, .pronoun, .auxiliary, .modal, .possessivePronoun])
    }
}

/// Words that tell languages.
enum LanguageNames {
    static let only = WordSet([
        "farsi", "dari", "pashto", "urdu", "hindi", "arabic", "mandarin", "cantonese", "hebrew", "yiddish", "swahili", "latin", "sanskrit",
        "tagalog", "esperanto", "gaelic", "tamil", "telugu", "malayalam", "marathi", "punjabi", "gujarati", "amharic", "tigrinya", "aramaic",
        "putonghua", "bahasa", "afrikaans", "catalan", "flemish", "kannada", "nahuatl", "quechua", "kiswahili",
    ])
    static let peoples = WordSet([
        "people", "peoples", "tribe", "tribes", "community", "communities", "population", "rebels", "separatists", "minority", "america",
        "american", "americans", "tigers", "nadu", "quarter", "church", "kings",
    ])
    fileprivate static let heads = WordSet([
        "language", "languages", "speaker", "speakers", "speaking", "translation", "translations", "translator", "version", "alphabet", "script",
        "grammar", "dictionary", "subtitles", "keyboard", "dialect", "dialects", "lessons", "vocabulary", "phrase", "phrases",
    ])
    fileprivate static let verbs = WordSet([
        "speak", "speaks", "spoke", "speaking", "spoken", "fluent", "learn", "learned", "learnt", "learning", "read", "reads", "taught", "teaches",
        "understand", "understands", "broken", "fluently",
    ])
    fileprivate static let uses = WordSet(["spoken", "taught", "understood"])
    fileprivate static let links = WordSet(["in", "into"])
}
