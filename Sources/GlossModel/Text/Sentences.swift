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
        forEach(in: paragraph) { found.append($0) }
        return found
    }

    /// Tells of the sentences of a paragraph, in order, without the white space between. Linear.
    public func forEach(in paragraph: Span, _ body: (Span) -> Void) {
        var start = skipSpace(from: Int(paragraph.start), to: Int(paragraph.end))
        var offset = start
        let end = min(Int(paragraph.end), text.count)
        let bytes = text.bytes
        while offset < end {
            if offset & 7 == 0 { offset = ByteScan.stop(in: bytes, from: offset, to: end) }
            guard offset < end else { break }
            let byte = bytes[offset]
            guard byte > 0x3F ? byte == 0xE2 : byte == 0x2E || byte == 0x21 || byte == 0x3F else {
                offset += 1
                continue
            }
            let (ended, resume) = sentenceEnd(at: offset, start: start, end: end)
            guard let after = ended else {
                offset = resume
                continue
            }
            body(Span(start, after))
            start = skipSpace(from: after, to: end)
            offset = start
        }
        var last = end
        while last > start, text.isSpace(last - 1) { last -= 1 }
        if last > start { body(Span(start, last)) }
    }

    /// The sentence of a paragraph that holds `offset`. Of a paragraph beyond 16 kB only 4 kB on
    /// either side are read, so that the cost does not grow with it.
    public func span(at offset: Int, in paragraph: Span) -> Span {
        let near = paragraph.count > 4 * Self.reach ? stretch(around: offset, in: paragraph) : paragraph
        return spans(in: near).last { Int($0.start) <= offset } ?? near
    }

    private static let reach = 4096

    private func stretch(around offset: Int, in paragraph: Span) -> Span {
        var start = max(Int(paragraph.start), offset - Self.reach)
        while start > Int(paragraph.start), start < offset, !text.isSpace(start) { start += 1 }
        return Span(start, text.scalarStart(atOrBefore: min(Int(paragraph.end), offset + Self.reach)))
    }

    /// A paragraph in pieces of about `length` bytes that end where sentences do; a short paragraph
    /// as it is. Linear.
    public func pieces(of paragraph: Span, length: Int) -> [Span] {
        guard paragraph.count > 2 * length else { return [paragraph] }
        var pieces: [Span] = []
        var start = Int(paragraph.start)
        while Int(paragraph.end) - start > 2 * length {
            let found = spans(in: Span(start, text.scalarStart(atOrBefore: start + length)))
            let end = found.count > 1 ? Int(found[found.count - 2].end) : text.scalarStart(atOrBefore: start + length)
            pieces.append(Span(start, end))
            start = skipSpace(from: end, to: Int(paragraph.end))
        }
        return pieces + [Span(start, Int(paragraph.end))]
    }

    private func skipSpace(from start: Int, to end: Int) -> Int {
        var offset = start
        while offset < end {
            if text.isSpace(offset) {
                offset += 1
            } else if isNoBreakSpace(offset, end) {
                offset += 2
            } else {
                break
            }
        }
        return offset
    }

    private func isNoBreakSpace(_ offset: Int, _ end: Int) -> Bool {
        offset + 1 < end && text.bytes[offset] == 0xC2 && text.bytes[offset + 1] == 0xA0
    }

    /// One past a sentence that ends with the mark at `offset`; where none does nil, and where the next
    /// mark may end one. Of a run of marks all but the last have the same answer, so that it is gone
    /// through once.
    private func sentenceEnd(at offset: Int, start: Int, end: Int) -> (after: Int?, resume: Int) {
        let byte = text.bytes[offset]
        let (mark, length) = text.scalar(at: offset)
        guard byte != 0xE2 || mark == "…" else { return (nil, offset + 1) }
        var (after, closed) = skipClosers(from: offset + length, to: end)
        while let behind = skipNote(at: after, to: end) { after = behind }
        guard after < end else { return (after, end) }
        let resume = closed ? text.scalarStart(atOrBefore: after - 1) : offset + 1
        guard text.isSpace(after) || isNoBreakSpace(after, end) else { return (nil, resume) }
        let next = skipSpace(from: after, to: end)
        guard next < end, canBegin(at: next, afterQuote: closed) else { return (nil, resume) }
        if byte == 0x2E, !closed, isAbbreviation(before: offset, start: start, next: next) { return (nil, resume) }
        return (after, resume)
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

    /// Behind the number of a note in brackets, "[12]".
    private func skipNote(at start: Int, to end: Int) -> Int? {
        guard start + 2 < end, text.bytes[start] == 0x5B else { return nil }
        var offset = start + 1
        while offset < end, offset - start < 5, text.bytes[offset] >= 0x30, text.bytes[offset] <= 0x39 { offset += 1 }
        return offset > start + 1 && offset < end && text.bytes[offset] == 0x5D ? offset + 1 : nil
    }

    private func canBegin(at offset: Int, afterQuote: Bool) -> Bool {
        let scalar = text.scalar(at: offset).scalar
        if scalar.isASCII ? scalar >= "a" && scalar <= "z" : scalar.properties.isLowercase { return false }
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
        while wordStart < point, !isLetterOrDigit(wordStart) { wordStart += text.scalar(at: wordStart).length }
        guard wordStart < point else { return false }
        let (first, length) = text.scalar(at: wordStart)
        if wordStart + length == point, first.properties.isUppercase, first != "I" { return true }
        if isPointed(wordStart..<point) { return !opensSentence(next) }
        return point - wordStart <= 8
            && Sentences.abbreviations.contains(Sentences.packed(text.bytes[wordStart..<point]))
    }

    private func isLetterOrDigit(_ offset: Int) -> Bool {
        let byte = text.bytes[offset]
        if byte < 0x80 { return Sentences.isLetter(byte) || byte >= 0x30 && byte <= 0x39 }
        let properties = text.scalar(at: offset).scalar.properties
        return properties.isAlphabetic || properties.numericType != nil
    }

    /// Letters with points between them: "U.S".
    private func isPointed(_ range: Range<Int>) -> Bool {
        var hasPoint = false
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (scalar, length) = text.scalar(at: offset)
            if scalar == "." {
                hasPoint = true
            } else if scalar.isASCII ? !Sentences.isLetter(UInt8(scalar.value)) : !scalar.properties.isAlphabetic {
                return false
            }
            offset += length
        }
        return hasPoint
    }

    /// Whether a word at an offset marks a new sentence even after "U.S."
    private func opensSentence(_ offset: Int) -> Bool {
        var end = offset
        while end < text.count, end - offset < 6, Sentences.isLetter(text.bytes[end]) { end += 1 }
        return Sentences.openers.contains(Sentences.packed(text.bytes[offset..<end]))
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

    /// Up to eight bytes in lower case as one number.
    private static func packed(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64(isLetter($1) ? $1 | 0x20 : $1) }
    }

    private static func packed(words: [StaticString]) -> Set<UInt64> {
        Set(words.map { word in word.withUTF8Buffer { packed($0) } })
    }

    private static let openers = packed(words: [
        "The", "In", "It", "He", "She", "They", "But", "A", "An", "This", "On", "At", "We", "And",
        "For", "If", "As",
    ])

    private static let abbreviations = packed(words: [
        "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "maj", "capt", "sgt", "cpl", "pvt",
        "adm", "cmdr", "brig", "sen", "rep", "gov", "pres", "st", "no", "nos", "vs", "etc", "inc",
        "ltd", "corp", "co", "bros", "jr", "sr", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
        "sep", "sept", "oct", "nov", "dec", "fig", "figs", "ed", "eds", "vol", "pp", "p", "cf",
        "al", "approx", "dept", "est", "rev", "hon", "fr", "ave", "blvd", "mt", "ft", "lt-gen",
        "i.e", "e.g", "c", "ca", "viz", "supt", "insp", "del", "rt", "op",
    ])
}
