import GlossModel
import TestSupport
import Testing

@Suite struct PatternTests {
    /// Pattern, and a paragraph with its matches marked.
    @Test(arguments: [
        ("army", "The ⟦army⟧ said the ⟦Army⟧ held."),
        ("Army", "The army said the ⟦Army⟧ held."),
        ("k.m", "⟦Kam⟧ and ⟦k–m⟧, not km"),
        ("[a-c]+", "⟦abc⟧ x ⟦CAB⟧ y"),
        ("[^a-c ]+", "abc ⟦xyz⟧ a⟦1⟧"),
        ("[]x-]+", "a⟦]x-⟧b"),
        ("[^]]+", "⟦ab⟧]⟦cd⟧"),
        (#"[\d,]+"#, "in ⟦2014,⟧ ⟦1,500⟧ men"),
        (#"\d{4}"#, "in ⟦2014⟧ and ⟦2015⟧6, not 201"),
        (#"\d{2,3}"#, "1 ⟦22⟧ ⟦333⟧ ⟦444⟧4"),
        (#"a{2,}b"#, "ab ⟦aab⟧ ⟦aaaab⟧"),
        (#"ba{0,1}c"#, "⟦bc⟧ ⟦bac⟧ baac"),
        (#"\w+"#, "⟦José⟧ – ⟦東京⟧ ⟦l⟧'⟦Été⟧ ⟦x_1⟧"),
        (#"\W+"#, "ab⟦, ⟧cd⟦…⟧"),
        (#"\bis\b"#, "This ⟦is⟧ Isis; ⟦Is⟧."),
        (#"\bété\b"#, "⟦été⟧ étés"),
        (#"\Bis"#, "Th⟦is⟧ is Is⟦is⟧"),
        (#"is\b"#, "Th⟦is⟧ ⟦is⟧ Is⟦is⟧"),
        ("^the", "⟦The⟧ end of the"),
        ("end$", "end of the ⟦end⟧"),
        ("^all$", "⟦all⟧"),
        ("^all$", "all of it"),
        ("cat|category", "⟦category⟧ ⟦cat⟧"),
        ("a(b|cd)*e", "⟦ae⟧ ⟦abcdbe⟧ ace"),
        ("(?:ab)+", "⟦abab⟧ a"),
        ("(a*)*b", "⟦aaab⟧ ⟦b⟧ a"),
        ("x*", "a⟦xx⟧b⟦x⟧"),
        ("ab*?", "⟦abb⟧ ⟦a⟧"),
        (#"\.\*\(\\"#, #"a⟦.*(\⟧b"#),
        ("a{x", "⟦a{x⟧"),
        ("a]b}", "⟦a]b}⟧"),
        ("abcd|c", "ab⟦c⟧e ⟦abcd⟧"),
        ("aa", "⟦aa⟧⟦aa⟧a"),
        ("don't", "I ⟦don't⟧ and ⟦don’t⟧"),
        (#"don\'t"#, "I ⟦don't⟧ and don’t"),
        ("\"so\"", "⟦\"so\"⟧ ⟦“so”⟧"),
        ("al-b", "⟦al-b⟧ ⟦al\u{2011}b⟧ al–b"),
        ("10 km", "⟦10 km⟧ ⟦10\u{A0}km⟧ ⟦10\tkm⟧"),
        ("é", "⟦é⟧ ⟦É⟧ e"),
        ("É", "é ⟦É⟧ e"),
        ("[à-ý]", "⟦É⟧⟦é⟧ e"),
        ("дом", "⟦Дом⟧ ⟦ДОМ⟧"),
        ("東", "⟦東⟧京"),
        ("🚀+", "a⟦🚀🚀⟧b"),
        ("kelvin", "⟦KELVIN⟧"),
        ("9", "a ⟦9⟧ A"),
        ("[!-/]", "a⟦,⟧A"),
    ])
    func matches(pattern: String, marked: String) throws {
        let text = MarkedText(marked)
        #expect(try found(pattern, in: text.text) == text.spans.map(\.span))
    }

    /// A paragraph reads on over line ends, as `Flow` has it.
    @Test(arguments: [
        ("islamic state", "the ⟦Islamic\nState⟧ and ⟦Islamic  \r\n  State⟧"),
        (#"the\sgroup"#, "⟦the\ngroup⟧ was ⟦the group⟧"),
        ("the.group", "⟦the\ngroup⟧"),
        ("pakistan", "in ⟦Paki-\nstan⟧ and ⟦Pakistan⟧"),
        ("well-known", "a ⟦well-\nknown⟧ man"),
        ("^the", "⟦The⟧ one\nthe other"),
        ("one$", "the one\nthat ⟦one⟧"),
        (#"\bstan"#, "Paki-\nstan ⟦stan⟧"),
        ("e ", "th⟦e\n⟧group"),
        ("x", "a\nb"),
    ])
    func lineBreaks(pattern: String, marked: String) throws {
        let text = MarkedText(marked)
        #expect(try found(pattern, in: text.text) == text.spans.map(\.span))
    }

    @Test func runningHeadIsReadOver() throws {
        let text = Text("The group moved to\nANNUAL REPORT\nthe north.")
        let start = 19
        let flow = Flow(text, furniture: [Span(start, start + 13)])
        let moved = try Pattern("moved to the north")
        #expect(moved.matches(in: text, paragraph: text.span, flow: flow) == [Span(10, 42)])
        let head = try Pattern("annual")
        #expect(head.matches(in: text, paragraph: text.span, flow: flow) == [])
    }

    @Test(arguments: [
        ("", .empty, 0), ("a(b", .unclosedGroup, 1), ("a)b", .unopenedGroup, 1),
        ("(?<x>a)", .unknownGroup, 0), ("x[ab", .unclosedClass, 1), ("[", .unclosedClass, 0),
        ("[z-a]", .reversedRange, 1), ("*a", .nothingToRepeat, 0), ("a|+", .nothingToRepeat, 2),
        ("a{3,1}", .badBounds, 1), ("a{256}", .badBounds, 1), ("é{99999999999999999999}", .badBounds, 1),
        (#"ab\"#, .trailingBackslash, 2), (#"a\q"#, .unknownEscape, 1), (#"[\q]"#, .unknownEscape, 1),
        ("((a{255}){255}){255}", .tooLarge, 0),
    ] as [(String, PatternError.Kind, Int)])
    func errors(source: String, kind: PatternError.Kind, position: Int) {
        #expect(throws: PatternError(kind: kind, position: position)) { try Pattern(source) }
    }

    @Test func deepAndLongPatternsAreRefused() {
        let deep = String(repeating: "(", count: 500) + String(repeating: ")", count: 500)
        #expect(throws: PatternError(kind: .tooLarge, position: 100)) { try Pattern(deep) }
        let long = String(repeating: "a", count: 1001)
        #expect(throws: PatternError(kind: .tooLarge, position: 1000)) { try Pattern(long) }
    }

    @Test func nestedBoundsOfNothingEnd() throws {
        let pattern = try Pattern("((((((){255}){255}){255}){255}){255}){255}a")
        #expect(pattern.occurs(in: "xa"))
    }

    @Test(arguments: [
        ("abc", true), ("aBc", false), (#"\W\S\B\D"#, true), (#"\Wx"#, true), ("É", false), ("é", true),
    ])
    func smartCase(source: String, ignores: Bool) throws {
        #expect(try Pattern(source).ignoresCase == ignores)
        #expect(try Pattern(source, ignoringCase: true).ignoresCase)
        #expect(try !Pattern(source, ignoringCase: false).ignoresCase)
    }

    /// Bytes that are not UTF-8 are one replacement character each, and never cut a match wrong.
    @Test func invalidBytes() throws {
        let text = Text([0x61, 0xFF, 0x62, 0xC3, 0x61, 0xE2, 0x80, 0x62, 0xC3, 0xA9, 0xA9])
        #expect(try found("a.b", in: text) == [Span(0, 3), Span(4, 8)])
        #expect(try found(#"\bb"#, in: text) == [Span(2, 3), Span(7, 8)])
        #expect(try found("é", in: text) == [Span(8, 10)])
        #expect(try found(".", in: text).count == 9)
        #expect(try found("\u{FFFD}$", in: text) == [Span(10, 11)])
    }

    /// Patterns that make a backtracking matcher exponential.
    @Test(arguments: [
        "(a*)*c", "(a|a)*c", "(a|aa)+$b", "(x+x+)+y", "([a-z]+)*1", "(.*)(.*)(.*)(.*)(.*)9",
        "a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaa!", "(.{1,40}){1,40}!", "(a|b)*a(a|b){14}c",
    ])
    func pathological(source: String) throws {
        let pattern = try Pattern(source)
        #expect(!pattern.occurs(in: String(repeating: "abaax", count: 2000)))
    }

    /// More states than are kept: what was forgotten is built again.
    @Test func forgetsStates() throws {
        var state: UInt32 = 1
        var letters: [UInt8] = (0..<20_000).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return state >> 31 == 0 ? 0x61 : 0x62
        }
        letters += Array("abbbbbbbbbbbbbc".utf8)
        let text = Text(letters)
        let start = letters.count - 15
        #expect(try found("a[ab]{13}c", in: text) == [Span(start, start + 15)])
        #expect(try found(#"\b(a|b)*a[ab]{13}c"#, in: text) == [text.span])
        #expect(try found("a[ab]{13}d", in: text) == [])
    }

    @Test func windowOfALargeParagraph() throws {
        let line = "one two three four five "
        let text = Text(String(repeating: line, count: 20_000))
        let pattern = try Pattern("three")
        let window = Span(240_000, 240_048)
        let found = pattern.matches(
            in: text, paragraph: text.span, window: window, flow: Flow(text, furniture: []))
        #expect(found == [Span(240_008, 240_013), Span(240_032, 240_037)])
    }

    private func found(_ source: String, in text: Text) throws -> [Span] {
        let flow = Flow(text, furniture: [])
        return try Pattern(source).matches(in: text, paragraph: text.span, flow: flow)
    }
}
