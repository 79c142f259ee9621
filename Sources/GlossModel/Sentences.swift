/// Finds sentences inside a paragraph, over bytes.
///
/// A sentence ends at `.`, `!`, `?` or an ellipsis, with closing quotes and brackets, before white
/// space and something that can begin a sentence; not after an abbreviation, an initial or a
/// number's point. Line breaks count as white space.
public struct Sentences: Sendable {
    private let text: Text

    /// Reads a report's text.
    public init(_ text: Text) { self.text = text }

    /// The sentences of a paragraph, in order, without the white space between. Linear.
    public func spans(in paragraph: Span) -> [Span] {
        var found: [Span] = []
        var start = skipSpace(from: Int(paragraph.start), to: Int(paragraph.end))
        var offset = start
        let end = min(Int(paragraph.end), text.count)
        while offset < end {
            guard let after = sentenceEnd(at: offset, start: start, end: end) else {
                offset += 1
                continue
            }
            found.append(Span(start, after))
            start = skipSpace(from: after, to: end)
            offset = start
        }
        var last = end
        while last > start, text.isSpace(last - 1) { last -= 1 }
        if last > start { found.append(Span(start, last)) }
        return found
    }

    /// The sentence of a paragraph that holds `offset`.
    public func span(at offset: Int, in paragraph: Span) -> Span {
        let sentences = spans(in: paragraph)
        return sentences.last { Int($0.start) <= offset } ?? paragraph
    }

    private func skipSpace(from start: Int, to end: Int) -> Int {
        var offset = start
        while offset < end, text.isSpace(offset) { offset += 1 }
        return offset
    }

    /// One past a sentence that ends with the mark at `offset`; nil where none does.
    private func sentenceEnd(at offset: Int, start: Int, end: Int) -> Int? {
        let byte = text.bytes[offset]
        guard byte == 0x2E || byte == 0x21 || byte == 0x3F || byte == 0xE2 else { return nil }
        let (mark, length) = text.scalar(at: offset)
        guard byte != 0xE2 || mark == "…" else { return nil }
        let (after, closed) = skipClosers(from: offset + length, to: end)
        guard after < end else { return after }
        guard text.isSpace(after) else { return nil }
        let next = skipSpace(from: after, to: end)
        guard next < end, canBegin(at: next, afterQuote: closed) else { return nil }
        if byte == 0x2E, !closed, isAbbreviation(before: offset, start: start, next: next) {
            return nil
        }
        return after
    }

    private func skipClosers(from start: Int, to end: Int) -> (Int, Bool) {
        var offset = start
        while offset < end {
            let (scalar, length) = text.scalar(at: offset)
            switch scalar {
            case "\"", "'", "”", "’", "»", ")", "]", ".", "!", "?", "…": offset += length
            default: return (offset, offset > start)
            }
        }
        return (offset, offset > start)
    }

    private func canBegin(at offset: Int, afterQuote: Bool) -> Bool {
        let scalar = text.scalar(at: offset).scalar
        if scalar.properties.isLowercase { return false }
        switch scalar {
        case ",", ";", ":", ")", "–", "—": return false
        case "(": return !afterQuote
        default: return true
        }
    }

    private func isAbbreviation(before point: Int, start: Int, next: Int) -> Bool {
        var wordStart = point
        while wordStart > start, !text.isSpace(wordStart - 1),
            text.bytes[wordStart - 1] != 0x28, point - wordStart < 16
        {
            wordStart -= 1
        }
        let word = text[Span(wordStart, point)]
            .drop(while: { !$0.isLetter && !$0.isNumber })
        guard let first = word.first else { return false }
        if word.count == 1, first.isUppercase, first != "I" { return true }
        if word.contains("."), word.allSatisfy({ $0.isLetter || $0 == "." }) {
            return !Sentences.beginsSentence(text[Span(next, min(next + 6, text.count))])
        }
        return Sentences.abbreviations.contains(word.lowercased())
    }

    /// Words that mark a new sentence even after "U.S."
    private static func beginsSentence(_ text: String) -> Bool {
        let word = text.prefix { $0.isLetter }
        return ["The", "In", "It", "He", "She", "They", "But", "A", "An", "This", "On", "At", "We",
            "And", "For", "If", "As"].contains(String(word))
    }

    private static let abbreviations: Set<String> = [
        "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "maj", "capt", "sgt", "cpl", "pvt",
        "adm", "cmdr", "brig", "sen", "rep", "gov", "pres", "st", "no", "nos", "vs", "etc", "inc",
        "ltd", "corp", "co", "bros", "jr", "sr", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
        "sep", "sept", "oct", "nov", "dec", "fig", "figs", "ed", "eds", "vol", "pp", "p", "cf",
        "al", "approx", "dept", "est", "rev", "hon", "fr", "ave", "blvd", "mt", "ft", "lt-gen",
        "i.e", "e.g", "c", "ca", "viz", "supt", "insp", "del", "rt", "op",
    ]
}
