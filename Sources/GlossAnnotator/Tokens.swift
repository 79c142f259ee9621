import GlossLexicon
import GlossModel

extension WordRecords {
    /// What a word can do in a claim's frame.
    func frames(_ token: Token) -> FrameClasses { FrameClasses(rawValue: self[token.record, .frames]) }
}

/// The tokens of one paragraph as the rules read them: pointers into a `TokenBuffer`, which cost
/// nothing to hand on.
struct Tokens {
    /// In the order of the text.
    let tokens: UnsafeBufferPointer<Token>
    /// Lexicon entries of several words, the longest at each token, by first token.
    let phrases: UnsafeBufferPointer<Phrase>
    /// Reading text: line breaks are spaces, running heads and line-end hyphens gone.
    let bytes: Bytes
    /// Byte in the report of each byte of `bytes`.
    let offsets: UnsafeBufferPointer<UInt32>

    @inline(__always)
    var count: Int { tokens.count }

    @inline(__always)
    subscript(index: Int) -> Token {
        @inline(__always) get { tokens[index] }
    }

    /// The token at an index, or nil beyond either end.
    @inline(__always)
    func token(_ index: Int) -> Token? {
        index >= 0 && index < tokens.count ? tokens[index] : nil
    }

    /// Bytes in the report of a range of tokens; it must not be empty.
    func span(_ range: Range<Int>) -> Span {
        Span(Int(self[range.lowerBound].start), Int(self[range.upperBound - 1].end))
    }

    /// The text of tokens as it reads, line breaks as spaces. Copies.
    func string(_ range: Range<Int>) -> String {
        guard !range.isEmpty else { return "" }
        return String(decoding: reading(of: range), as: UTF8.self)
    }

    /// The bytes of tokens as they read; they must not be none.
    func reading(of range: Range<Int>) -> Slice<Bytes> {
        bytes[Int(self[range.lowerBound].readStart)..<Int(self[range.upperBound - 1].readEnd)]
    }

    /// The longest lexicon phrase that begins at a token, or nil.
    @inline(__always)
    func phrase(at index: Int) -> Phrase? {
        let number = self[index].phrase
        return number > 0 ? phrases[Int(number) - 1] : nil
    }

    /// The tokens that lie inside a span of the report. O(log n).
    func range(in span: Span) -> Range<Int> {
        let first = lowerBound { $0.start >= span.start }
        let end = lowerBound { $0.end > span.end }
        return first..<max(first, end)
    }

    @inline(__always)
    private func lowerBound(_ isReached: (borrowing Token) -> Bool) -> Int {
        var low = 0
        var high = tokens.count
        while low < high {
            let middle = (low + high) / 2
            if isReached(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
