import GlossLexicon
import GlossModel

/// How the language of a block is told: by its own words, else by those of the text as a whole, unless the
/// user says which it is.
struct LanguageChoice: Sendable {
    /// What a block was read as.
    enum Verdict: Equatable, Sendable {
        case english
        /// Another language that is annotated, by its name.
        case annotated(String)
        case other
    }

    /// The language of a block.
    struct Known: Sendable {
        var isForeign = false
        /// Where it is annotated.
        var table: LanguageTable?

        var verdict: Verdict { table.map { .annotated($0.name) } ?? (isForeign ? .other : .english) }
    }

    private let lexicon: Lexicon
    private let isForced: Bool
    /// What blocks go by that say too little.
    private let whole: Known
    /// The language of the block before.
    private var last: LanguageTable?

    init(_ annotator: Annotator, _ text: Text) {
        lexicon = annotator.lexicon
        isForced = annotator.language != nil
        if let code = annotator.language {
            whole = Known(isForeign: code != "en", table: lexicon.languages[code].flatMap { $0.isAnnotated ? $0 : nil })
        } else {
            let count = Language.count(text, lexicon)
            whole = count.isForeign == true ? Known(isForeign: true, table: Self.table(count, lexicon)) : Known()
        }
    }

    var isForeign: Bool { whole.isForeign }
    /// The language of the text as a whole, where it is another than English and annotated.
    var ofText: LanguageTable? { whole.table }

    private static func table(_ count: Language.Count, _ lexicon: Lexicon) -> LanguageTable? {
        let bit = count.likeliest
        return bit > 0 ? lexicon.languages.tables.first { $0.bit == bit && $0.isAnnotated } : nil
    }

    /// Fills a buffer with the tokens of a block, cut as its language cuts them. Most often once: blocks are
    /// mostly of the language of the one before.
    mutating func fill(_ tokens: inout TokenBuffer, _ fill: (inout TokenBuffer, Set<UInt64>) -> Void) -> Known {
        let cut = last?.elisions ?? []
        fill(&tokens, cut)
        let found = language(of: tokens)
        last = found.table
        if (found.table?.elisions ?? []) != cut { fill(&tokens, found.table?.elisions ?? []) }
        return found
    }

    private func language(of tokens: TokenBuffer) -> Known {
        if isForced { return whole }
        return tokens.withTokens { tokens in
            let count = Language.count(tokens, lexicon.records)
            switch count.isForeign {
            case false?: return Known()
            case true?: return Known(isForeign: true, table: Self.table(count, lexicon))
            case nil: return whole
            }
        }
    }
}

/// How many blocks are of which language, and what was left out of them.
struct LanguageTally: Sendable {
    private var blocks = 0
    private var others = 0
    private var annotated: [String: Int] = [:]
    private var first: Span?

    mutating func add(_ language: LanguageChoice.Verdict, _ span: Span) {
        blocks += 1
        switch language {
        case .english: return
        case .annotated(let name): annotated[name, default: 0] += 1
        case .other: others += 1
        }
        first = first ?? span
    }

    /// What to tell; nil where all is English.
    var finding: Finding? {
        guard let first else { return nil }
        var told: [String] = []
        for (name, count) in annotated.sorted(by: { $0.key < $1.key }) {
            told.append(
                (count == blocks ? "the text is \(name)" : "\(count.of("paragraph is", "paragraphs are")) \(name)")
                    + ": common nouns, pronouns, likelihood and most attributions are not found there")
        }
        if others > 0 {
            told.append(
                (others == blocks ? "the text is not English" : "\(others.of("paragraph is", "paragraphs are")) not English")
                    + ": only dates in figures, names of the lexicon, addresses and quotations are found there")
        }
        return Finding(.note, Annotator.notEnglish, at: Finding.Place(span: first), told.joined(separator: "; "))
    }
}
