import GlossLexicon
import GlossModel

/// The tokens of one paragraph; refilled for the next, so that nothing is allocated a paragraph
/// once it has grown.
public struct TokenBuffer: Sendable {
    /// In the order of the text.
    public internal(set) var tokens: [Token] = []
    /// Lexicon entries of several words, the longest at each token, by first token.
    public internal(set) var phrases: [Phrase] = []
    /// Sentences of the paragraph as `GlossModel.Sentences` finds them.
    public internal(set) var sentences: [Span] = []
    /// Reading text: line breaks are spaces, running heads and line-end hyphens gone.
    public internal(set) var bytes: [UInt8] = []
    /// Byte in the report of each byte of `bytes`, and what is left of longer paragraphs behind.
    var offsets: [UInt32] = []
    /// The paragraph.
    public internal(set) var paragraph = Span(0, 0)

    public init() {}

    public var count: Int { tokens.count }

    @inline(__always)
    public subscript(index: Int) -> Token { tokens[index] }

    /// The token at an index, or nil beyond either end.
    public func token(_ index: Int) -> Token? {
        index >= 0 && index < tokens.count ? tokens[index] : nil
    }

    /// Bytes in the report of a range of tokens; it must not be empty.
    public func span(_ range: Range<Int>) -> Span {
        Span(Int(tokens[range.lowerBound].start), Int(tokens[range.upperBound - 1].end))
    }

    /// The text of a token as it reads. Copies.
    public func string(_ index: Int) -> String { string(index..<index + 1) }

    /// The text of tokens as it reads, line breaks as spaces. Copies.
    public func string(_ range: Range<Int>) -> String {
        guard !range.isEmpty else { return "" }
        let start = Int(tokens[range.lowerBound].readStart)
        let end = Int(tokens[range.upperBound - 1].readEnd)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// The whole number a token writes in digits, commas left out; nil where it is not one or is
    /// above 10^15.
    public func integer(_ index: Int) -> Int? {
        let token = tokens[index]
        guard token.kind == .number || token.kind == .ordinal else { return nil }
        var value = 0
        for offset in Int(token.readStart)..<Int(token.readEnd) {
            let byte = bytes[offset]
            if byte >= 0x30 && byte <= 0x39 {
                value = value * 10 + Int(byte - 0x30)
                if value > 1_000_000_000_000_000 { return nil }
            } else if byte != 0x2C {
                return token.kind == .ordinal ? value : nil
            }
        }
        return value
    }

    /// The longest lexicon phrase that begins at a token, or nil.
    public func phrase(at index: Int) -> Phrase? {
        let number = tokens[index].phrase
        return number > 0 ? phrases[Int(number) - 1] : nil
    }

    /// Tokens of the sentence that holds a token.
    public func sentence(around index: Int) -> Range<Int> {
        let sentence = tokens[index].sentence
        var first = index
        while first > 0, tokens[first - 1].sentence == sentence { first -= 1 }
        var end = index + 1
        while end < tokens.count, tokens[end].sentence == sentence { end += 1 }
        return first..<end
    }

    /// The tokens that lie inside a span of the report. O(log n).
    public func range(in span: Span) -> Range<Int> {
        let first = lowerBound { $0.start >= span.start }
        let end = lowerBound { $0.end > span.end }
        return first..<max(first, end)
    }

    private func lowerBound(_ isReached: (Token) -> Bool) -> Int {
        var low = 0
        var high = tokens.count
        while low < high {
            let middle = (low + high) / 2
            if isReached(tokens[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    // MARK: Filling

    /// Reads a paragraph. Linear in its length.
    mutating func fill(_ paragraph: Span, flow: Flow, sentences finder: Sentences, text: Text, lexicon: Lexicon) {
        self.paragraph = paragraph
        read(paragraph, flow, text)
        sentences = finder.spans(in: paragraph)
        tokens.removeAll(keepingCapacity: true)
        phrases.removeAll(keepingCapacity: true)
        var scan = TokenScan(lexicon: lexicon)
        bytes.withUnsafeBufferPointer { reading in
            offsets.withUnsafeBufferPointer { offsets in
                scan.run(reading, offsets, sentences, into: &tokens)
            }
        }
        markHeadings()
        findPhrases(lexicon)
    }

    /// Marks sentences where most long words begin with a capital: there it says nothing.
    private mutating func markHeadings() {
        var first = 0
        while first < tokens.count {
            var (end, long, capital) = (first, 0, 0)
            while end < tokens.count, tokens[end].sentence == tokens[first].sentence {
                if tokens[end].kind == .word, tokens[end].readEnd - tokens[end].readStart > 3 {
                    long += 1
                    if tokens[end].isCapital { capital += 1 }
                }
                end += 1
            }
            if long >= 4, capital * 4 >= long * 3 {
                for index in first..<end { tokens[index].shape.insert(.inTitleCase) }
            }
            first = end
        }
    }

    private mutating func read(_ paragraph: Span, _ flow: Flow, _ text: Text) {
        bytes.removeAll(keepingCapacity: true)
        if offsets.count < paragraph.count {
            offsets.append(contentsOf: repeatElement(0, count: paragraph.count - offsets.count))
        }
        for piece in flow.pieces(of: paragraph) {
            switch piece {
            case .text(let run):
                let start = bytes.count
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text.bytes[run.range]))
                offsets.withUnsafeMutableBufferPointer { offsets in
                    for index in 0..<run.count { offsets[start + index] = run.start &+ UInt32(index) }
                }
            case .space(let gap):
                offsets[bytes.count] = gap.start
                bytes.append(0x20)
            case .hidden: break
            }
        }
    }

    /// Words a phrase of the lexicon has at most.
    static let longestPhrase = 10

    private mutating func findPhrases(_ lexicon: Lexicon) {
        for index in tokens.indices where tokens[index].is(.phraseBeginning) {
            var hash = tokens[index].hash
            var next = index + 1
            while next < tokens.count, next - index < Self.longestPhrase {
                hash = WordHash.join(hash, tokens[next].hash)
                let own = lexicon.hasOwnNames ? lexicon.own(hash) : nil
                let known = lexicon.entry(hash)
                guard own != nil || known != nil else { break }
                next += 1
                if let entry = own?.entry, own?.writing.allows(tokens[index..<next]) == true {
                    keep(entry, index..<next)
                } else if let known {
                    keep(known, index..<next)
                }
                guard own?.isBeginning == true || known?.classes.contains(.phraseBeginning) == true
                else { break }
            }
        }
    }

    private mutating func keep(_ entry: LexiconEntry, _ range: Range<Int>) {
        var classes = entry.classes
        classes.bits &= ~(1 << UInt64(WordClass.phraseBeginning.rawValue))
        guard !classes.isEmpty else { return }
        keep(
            Phrase(
                first: range.lowerBound, end: range.upperBound, classes: classes,
                value: entry.value, code: entry.code, name: entry.name))
    }

    private mutating func keep(_ phrase: Phrase) {
        if tokens[phrase.first].phrase > 0 {
            phrases[Int(tokens[phrase.first].phrase) - 1] = phrase
        } else {
            phrases.append(phrase)
            tokens[phrase.first].phrase = UInt32(phrases.count)
        }
    }
}

extension TokenBuffer {
    /// Reads one paragraph of a text. Linear in its length.
    public mutating func fill(_ paragraph: Span, of text: Text, furniture: [Span], lexicon: Lexicon) {
        fill(
            paragraph, flow: Flow(text, furniture: furniture), sentences: Sentences(text),
            text: text, lexicon: lexicon)
    }
}
