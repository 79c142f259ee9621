import GlossLexicon
import GlossModel

/// The tokens of one paragraph; refilled for the next, so that nothing is allocated a paragraph
/// once it has grown.
public struct TokenBuffer: Sendable {
    private var tokens: [Token] = []
    private var phrases: [Phrase] = []
    private var sentences: [Span] = []
    private var bytes: [UInt8] = []
    /// Byte in the report of each byte of `bytes`, and what is left of longer paragraphs behind.
    private var offsets: [UInt32] = []
    private var indicators: [Indicator] = []

    public init() {}

    public var count: Int { tokens.count }

    public subscript(index: Int) -> Token { tokens[index] }

    /// The text of a token as it reads. Copies.
    public func string(_ index: Int) -> String { withTokens { $0.string(index..<index + 1) } }

    /// Reads the tokens where they lie; what `body` is given is good only there.
    func withTokens<Result>(_ body: (Tokens) -> Result) -> Result {
        tokens.withUnsafeBufferPointer { tokens in
            phrases.withUnsafeBufferPointer { phrases in
                bytes.withBytes { bytes in
                    offsets.withUnsafeBufferPointer { offsets in
                        body(Tokens(tokens: tokens, phrases: phrases, bytes: bytes, offsets: offsets))
                    }
                }
            }
        }
    }

    // MARK: Filling

    /// Reads a paragraph, or a cell or line of one that is kept in lines. Linear in its length.
    mutating func fill(
        _ paragraph: Span, _ kind: BlockKind = .paragraph, flow: Flow, sentences finder: Sentences, text: Text,
        lexicon: Lexicon, elisions: Set<UInt64> = []
    ) {
        read(paragraph, flow, text)
        sentences.removeAll(keepingCapacity: true)
        finder.forEach(in: paragraph) { sentences.append($0) }
        tokens.removeAll(keepingCapacity: true)
        phrases.removeAll(keepingCapacity: true)
        var scan = TokenScan(lexicon: lexicon, elisions: elisions)
        bytes.withBytes { reading in
            offsets.withUnsafeBufferPointer { offsets in
                findIndicators(reading, offsets, text, lexicon)
                scan.run(reading, offsets, sentences, indicators, into: &tokens)
            }
        }
        markHeadings(kind, lexicon)
        findPhrases(lexicon)
    }

    private mutating func findIndicators(
        _ reading: Bytes, _ offsets: UnsafeBufferPointer<UInt32>, _ text: Text, _ lexicon: Lexicon
    ) {
        var scan = IndicatorScan(lexicon, reading, found: indicators) { index in
            guard index + 1 < reading.count else { return false }
            return (Int(offsets[index])..<Int(offsets[index + 1])).contains {
                text.bytes[$0] >= 0x0A && text.bytes[$0] <= 0x0D
            }
        }
        scan.run()
        indicators = scan.found
    }

    /// Marks sentences where most long words begin with a capital, and what is no sentence at all:
    /// there a capital says nothing. Where most words are in capitals, none is an acronym.
    private mutating func markHeadings(_ kind: BlockKind, _ lexicon: Lexicon) {
        var first = 0
        while first < tokens.count {
            var (end, long, capital, words, upper) = (first, 0, 0, 0, 0)
            while end < tokens.count, tokens[end].sentence == tokens[first].sentence {
                if tokens[end].kind == .word {
                    words += 1
                    if tokens[end].isAllCapitals { upper += 1 }
                    if tokens[end].readEnd - tokens[end].readStart > 3 {
                        long += 1
                        if tokens[end].isCapital { capital += 1 }
                    }
                }
                end += 1
            }
            let isSentence = tokens[end - 1].kind == .period
            let isTitle = isSentence ? capital * 10 >= long * 9 : capital * 4 >= long * 3
            if isTitle, long >= 4 || !kind.isProse && long > 0 {
                for index in first..<end { tokens[index].shape.insert(.inTitleCase) }
            }
            if words >= 3, upper * 5 >= words * 4 { lower(first..<end, lexicon) }
            first = end
        }
    }

    /// Takes words in capitals for what they are in lower case.
    private mutating func lower(_ range: Range<Int>, _ lexicon: Lexicon) {
        for index in range {
            tokens[index].shape.insert(.inCapitals)
            guard tokens[index].isAllCapitals, !tokens[index].is(.ownName) else { continue }
            guard let plain = lexicon.entry(tokens[index].hash), plain.classes.overlaps(Self.plainClasses) else { continue }
            tokens[index].classes = plain.classes
            tokens[index].value = plain.value
            tokens[index].code = plain.code
            tokens[index].name = plain.name
            tokens[index].shape.remove(.allCapitals)
        }
    }

    /// Words that are no acronym where all words are in capitals: "WHO", "US", "IT".
    private static let plainClasses: WordClasses = [
        .determiner, .preposition, .conjunction, .pronoun, .possessivePronoun, .auxiliary, .modal, .common, .adjective,
        .reportingVerb, .actionVerb, .beliefVerb,
    ]

    private mutating func read(_ paragraph: Span, _ flow: Flow, _ text: Text) {
        bytes.removeAll(keepingCapacity: true)
        if offsets.count < paragraph.count {
            offsets.append(contentsOf: repeatElement(0, count: paragraph.count - offsets.count))
        }
        flow.forEachPiece(of: paragraph) { piece in
            switch piece {
            case .text(let run):
                let start = bytes.count
                bytes.append(contentsOf: Bytes(rebasing: text.bytes[run.range]))
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
