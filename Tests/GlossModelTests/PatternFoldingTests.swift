import GlossModel
import TestSupport
import Testing

/// What the eye does not tell apart is one to a search.
@Suite struct PatternFoldingTests {
    /// Pattern, and a paragraph with its matches marked.
    @Test(arguments: [
        // Composed and decomposed.
        ("café", "a ⟦café⟧, a ⟦cafe\u{301}⟧, no cafe"),
        ("cafe\u{301}", "a ⟦café⟧, a ⟦cafe\u{301}⟧, no cafe"),
        ("한국", "⟦한국⟧ ⟦\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}⟧"),
        ("\u{1112}\u{1161}\u{11AB}", "⟦한⟧국"),
        ("việt", "⟦việt⟧ ⟦vi\u{1EC7}t⟧ ⟦vie\u{323}\u{302}t⟧ ⟦vie\u{302}\u{323}t⟧ ⟦vi\u{EA}\u{323}t⟧ viet"),
        ("[à-ý]", "⟦É⟧⟦é⟧ e"),
        ("Å", "⟦Å⟧ ⟦A\u{30A}⟧ å a"),
        // Diacritics count only where the pattern has them.
        ("jose", "⟦José⟧, ⟦Jose\u{301}⟧, ⟦JOSE⟧"),
        ("resumé", "⟦résumé⟧ ⟦resumé⟧ resume"),
        ("sorensen", "⟦Sørensen⟧ ⟦Sorensen⟧"),
        ("k.m", "⟦ke\u{301}m⟧"),
        ("^.{3}$", "⟦e\u{301}ab⟧"),
        (#"\bet\b"#, "⟦ét⟧ ⟦e\u{301}t⟧ ete\u{301}"),
        (#"\w+"#, "⟦Jose\u{301}⟧, ⟦x⟧"),
        ("[ae]t", "⟦ät⟧ ⟦e\u{301}t⟧"),
        ("[^a]t", "⟦ät⟧ at"),
        ("ελληνας", "⟦Έλληνας⟧"),
        ("и", "⟦й⟧ ⟦и⟧"),
        ("й", "⟦й⟧ и ⟦и\u{306}⟧"),
        // Points of Arabic and Hebrew, forms of letters.
        ("محمد", "⟦مُحَمَّد⟧ ⟦محمد⟧ ⟦محـمد⟧"),
        ("مُحمد", "⟦مُحمد⟧ محمد"),
        ("שלום", "⟦שָׁלוֹם⟧ ⟦\u{FB2A}לום⟧"),
        ("سلام", "⟦\u{FEB3}\u{FEFC}\u{FEE1}⟧ ⟦سلام⟧"),
        ("ا", "⟦أ⟧ ⟦آ⟧ ⟦ا⟧"),
        ("أ", "⟦أ⟧ ا ⟦ا\u{654}⟧"),
        // Ligatures.
        ("find", "⟦ﬁnd⟧ ⟦find⟧"),
        ("ind", "⟦ﬁnd⟧ f⟦ind⟧"),
        ("office", "⟦oﬃce⟧ ⟦oﬀice⟧ ⟦ofﬁce⟧ ⟦OFFICE⟧"),
        ("ﬁn", "⟦fin⟧ ⟦ﬁn⟧"),
        ("oeuvre", "⟦œuvre⟧ ⟦Œuvre⟧ ⟦oeuvre⟧"),
        ("strasse", "⟦Straße⟧ ⟦strasse⟧"),
        ("f", "o⟦ﬀ⟧ice"),
        ("[ﬁ]", "⟦ﬁ⟧nd find"),
        // What is not seen.
        ("cooperation", "⟦co\u{AD}opera\u{AD}tion⟧ ⟦co\u{200B}operation⟧ ⟦cooperation⟧"),
        ("co\u{AD}operation", "⟦co\u{AD}operation⟧ ⟦cooperation⟧"),
        ("kabul", "in \u{202B}⟦Ka\u{200F}bul⟧\u{202C} now"),
        ("zero", "⟦ze\u{200D}ro⟧\u{FEFF}x"),
        ("\u{200B}", "a⟦\u{200B}⟧b"),
        ("[\u{200B}]b", "a⟦\u{200B}b⟧ ab"),
        ("東京", "⟦東\u{200B}京⟧"),
        ("a.b", "⟦a\u{AD}xb⟧ a\u{AD}b"),
        (#"\bb"#, "a\u{AD}b ⟦b⟧"),
        ("^b", "\u{200F}⟦b⟧b"),
        // Classes of POSIX and marks of words.
        ("[[:upper:]]+", "⟦É⟧t⟦É⟧ a"),
        ("[[:alpha:]_]+", "⟦José_⟧1⟦a⟧"),
        ("[^[:space:]]+", "⟦ab⟧ ⟦c⟧"),
        ("[[:punct:]]", "a⟦,⟧ b⟦“⟧ c⟦+⟧"),
        ("[[:digit:][:blank:]]+", "a⟦ 12 ⟧b"),
        ("[[:xdigit:]]{4}", "⟦beef⟧ zzzz"),
        ("[[:]", "a⟦[⟧⟦:⟧"),
        (#"\<is\>"#, "This ⟦is⟧ Isis; ⟦Is⟧."),
        (#"\<is"#, "This ⟦is⟧ ⟦Is⟧is"),
        (#"is\>"#, "Th⟦is⟧ ⟦is⟧ Is⟦is⟧"),
    ])
    func matches(pattern: String, marked: String) throws {
        let text = MarkedText(marked)
        #expect(try Self.found(pattern, in: text.text) == text.spans.map(\.span))
    }

    /// Words hyphenated at a line end, and breaks that are not of ASCII.
    @Test(arguments: [
        ("pakistan", "in ⟦Paki\u{AD}\nstan⟧ and ⟦Paki\u{2010}\nstan⟧ and ⟦Paki-\r\n  stan⟧"),
        ("pakistan", "in ⟦Pa\u{301}ki-\nstan⟧ and ⟦Paki-\nsta\u{AD}n⟧"),
        ("re-entry", "the ⟦re-\nentry⟧ and ⟦re-entry⟧ and reentry"),
        ("reentry", "the ⟦re-\nentry⟧ and re-entry"),
        ("islamic state", "⟦islamic\u{2028}state⟧ ⟦islamic\u{85}state⟧ ⟦islamic\u{2029}\n state⟧"),
        ("office", "⟦oﬀ-\nice⟧"),
    ])
    func lineEnds(pattern: String, marked: String) throws {
        let text = MarkedText(marked)
        #expect(try Self.found(pattern, in: text.text) == text.spans.map(\.span))
    }

    /// What `next` finds by looking for bytes first is what reading every paragraph finds.
    @Test(arguments: ["jose", "office", "cooperation", "kabul", "strasse", "re-entry", "resume"])
    func prefilterMissesNothing(source: String) throws {
        let words = [
            "José", "Jose\u{301}", "jo\u{AD}se", "oﬃce", "co\u{200B}opera\u{AD}\ntion", "KA\u{200E}BUL", "Straße", "re-\nentry",
            "re\u{301}sume\u{301}", "ﬁ", "“quoted”", "ре́ка", "of\u{AD}ﬁce", "ré-\nsumé",
        ]
        let text = Text(words.map { "Nobody who was there that day has told of the \($0) since it was found." }.joined(separator: "\n\n"))
        let paragraphs = ParagraphIndex(text)
        let pattern = try Pattern(source)
        let flow = Flow(text, paragraphs)
        let expected = paragraphs.spans.flatMap { pattern.matches(in: text, paragraph: $0, flow: flow) }
        let read = paragraphs.spans.filter { pattern.occurs(in: flow.string(of: $0)) }
        var found: [Span] = []
        while case .found(let span) = pattern.next(in: text, paragraphs, from: found.last.map { Int($0.end) } ?? 0) {
            found.append(span)
        }
        #expect(found == expected)
        #expect(!found.isEmpty)
        #expect(found.count >= read.count)
    }

    @Test(arguments: ["[[:alfa:]]", "[[.a.]]", "[[=a=]]"])
    func unknownClasses(source: String) {
        #expect(throws: PatternError(kind: .unknownClass, position: 1)) { try Pattern(source) }
    }

    @Test func linesEndWithUnicodesBreaks() {
        let text = Text("one\u{2028}two\u{85}three\u{2029}four")
        let paragraphs = ParagraphIndex(text)
        let flow = Flow(text, paragraphs)
        let read = paragraphs.spans.map(flow.string(of:)).joined(separator: " ")
        #expect(read == "one two three four")
    }

    private static func found(_ source: String, in text: Text) throws -> [Span] {
        try Pattern(source).matches(in: text, paragraph: text.span, flow: Flow(text, furniture: []))
    }
}
