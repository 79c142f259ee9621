/// A regular expression over what a paragraph reads as.
///
/// Syntax:
///
///     abc          these characters; a space is any blank, and a line break within a paragraph
///     .            any character
///     [a-z] [^a-z] one of these; one of all others
///     \w \d \s     letter, mark, digit or _; digit; white space (any script); \W \D \S: the others
///     \b \B        at a word's beginning or end; not there
///     \< \>        at a word's beginning; at its end
///     [[:alpha:]]  a class of POSIX, of any script: alpha digit alnum upper lower space blank punct
///                  print graph cntrl xdigit word
///     ^ $          paragraph's beginning; its end
///     * + ? {2,5}  any number; one or more; at most one; 2 to 5 ({2}: 2; {2,}: 2 or more)
///     a|b ( )      either; group
///     \. \* \\     the character itself
///
/// `'`, `"` and `-` stand for the typographic quotation marks and hyphens too; after a backslash
/// only for themselves. Case counts where the pattern has an upper-case letter outside escapes
/// (smart case), else not; beyond ASCII by Unicode's simple case mappings.
///
/// What the eye does not tell apart is one: composed and decomposed letters (NFC, NFD), ligatures and
/// their letters, forms of Arabic letters. A letter without diacritics, or points of Hebrew and Arabic, is
/// found with any; one that has them is found with the same only. Soft hyphens, joiners, marks of direction
/// and the like are not read; those in the pattern count within `[ ]`, after a backslash, and where
/// it has nothing else. In `[^ ]` a letter is only itself.
///
/// Line breaks inside a paragraph read as one space, running heads and hyphens that only a line
/// end put there are not read, as `Flow` has it. Bytes that are not UTF-8 read as U+FFFD. A match
/// lies in one paragraph, is never empty, and is the leftmost and of these the longest.
///
/// Time is linear in the text (at worst times the size of the pattern), memory is bounded: no
/// pattern and no text makes it exponential.
public struct Pattern: Sendable {
    /// As it was given.
    public let source: String
    /// Whether case is ignored.
    public let ignoresCase: Bool
    let program: PatternProgram
    let literal: PatternLiteral?

    /// Reads a pattern; `ignoringCase` nil is smart case. Costs at most a few milliseconds.
    public init(_ source: String, ignoringCase: Bool? = nil) throws(PatternError) {
        let ignoresCase = ignoringCase ?? PatternParser.ignoresCase(source)
        let node = try PatternParser.parse(source, ignoringCase: ignoresCase)
        self.source = source
        self.ignoresCase = ignoresCase
        program = try PatternProgram(node)
        literal = program.namesLigature ? nil : PatternLiteral(node)
    }

    /// Words to be found as they are: no character has a meaning of its own.
    public init(words: String) throws(PatternError) {
        let special = Set<Unicode.Scalar>(".[]()*+?{}|^$\\".unicodeScalars)
        var source = ""
        for scalar in words.unicodeScalars {
            if special.contains(scalar) { source += "\\" }
            source.unicodeScalars.append(scalar)
        }
        try self.init(source)
    }

    /// The matches in a paragraph, in order, apart; each from the first byte to the last, with the
    /// line breaks between. With `window`, those that touch it; of a paragraph beyond 64 kB only
    /// its surroundings are then read, and a match of more than 8 kB may be missed.
    public func matches(
        in text: Text, paragraph: Span, window: Span? = nil, flow: Flow
    ) -> [Span] {
        var scanner = PatternScanner(self, text, flow)
        return scanner.matches(in: paragraph, window: window)
    }

    /// Which of some paragraphs have a match. Indices beyond those found are left out. Linear in
    /// the bytes of the paragraphs.
    public func paragraphs(
        in text: Text, _ paragraphs: ParagraphIndex, among indices: Range<Int>
    ) -> [Int] {
        let flow = Flow(text, paragraphs)
        var scanner = PatternScanner(self, text, flow)
        return indices.clamped(to: 0..<paragraphs.count).filter {
            scanner.occurs(in: paragraphs.spans[$0])
        }
    }

    /// Whether a string, read as one paragraph, has a match.
    public func occurs(in string: String) -> Bool {
        let text = Text(string)
        var scanner = PatternScanner(self, text, Flow(text, furniture: []))
        return scanner.occurs(in: text.span)
    }
}
