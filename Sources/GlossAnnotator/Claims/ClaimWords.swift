import GlossLexicon
import GlossModel

/// A token as the rules for claims see it.
struct ClaimWord {
    var span: Span
    var hash: UInt64
    var classes: FrameClasses
    var kind: Token.Kind
    var shape: Token.Shape
    /// What words of likelihood begin with it; see `CertaintyTerms`.
    var term: EstimativeTerm
    var isManner: Bool
    var endsInS: Bool
    var endsInEd: Bool
    var isGerund = false
    /// Whether it ends as words for people do: "-ers", "-ists", "-men".
    var isAgent = false
    /// What it can be as the head of a source.
    var speaker = SpeakerKind.unknown
    /// The value of a number up to 1000, in figures or words; `noNumber` of all else.
    var value = ClaimWord.noNumber

    static let noNumber = UInt16.max
    /// The value of a number up to 1000; nil of all else.
    var number: UInt16? { value > 1000 ? nil : value }

    func has(_ wanted: FrameClasses) -> Bool { !classes.isDisjoint(with: wanted) }
    func isWord(_ word: Word) -> Bool { hash == word.hash }
    var isWord: Bool { kind == .word }
    var isCapital: Bool { shape.contains(.capital) }

    /// A form that can be the finite verb of a clause.
    var isFinite: Bool {
        if has(.temporal), isCapital { return false }
        if has(.helping) { return true }
        return has([.cueVerb, .verb]) && has([.past, .present])
    }

    var isQuestion: Bool { kind == .question }

    /// “ ” " « » rather than ‘ ’ '; of quotation marks.
    var isDoubleQuote: Bool { !isWord(Self.singleQuote) }

    /// „, which “ closes.
    var isLowQuote: Bool { kind == .openQuote && value == Self.lowQuote }
    static let lowQuote: UInt16 = 0x201E

    /// Any of ‘ ’ ': the lexicon's hash makes them one.
    static let singleQuote: Word = "'"

    /// Ends a clause or a sentence.
    var isStop: Bool {
        switch kind {
        case .period, .semicolon, .colon, .question, .exclamation, .ellipsis: true
        default: false
        }
    }
}

/// What a noun stands for, as far as it can say something.
enum SpeakerKind: UInt8, Comparable {
    /// A word that the lexicon does not know as any of these.
    case unknown
    /// A word that stands for nothing alone, or says how something is.
    case quality
    case person, organization, group, place, document

    init(_ classes: WordClasses) {
        if classes.overlaps(Self.persons) {
            self = .person
        } else if classes.overlaps(Self.organizations) {
            self = .organization
        } else if classes.overlaps(Self.groups) {
            self = .group
        } else if classes.has(.documentNoun) {
            self = .document
        } else if classes.overlaps(Self.places) {
            self = .place
        } else if classes.overlaps(Self.qualities) {
            self = .quality
        } else {
            self = .unknown
        }
    }

    static func < (a: SpeakerKind, b: SpeakerKind) -> Bool { a.rawValue < b.rawValue }

    private static let persons: WordClasses = [.title, .post, .personNoun, .givenName, .familyName, .personName]
    private static let organizations: WordClasses = [.organization, .organizationHead, .organizationNoun, .media]
    private static let groups: WordClasses = [.nationality, .people, .groupNoun]
    private static let qualities: WordClasses = [.common, .adjective, .direction]
    private static let places: WordClasses = [.country, .city, .region, .place]
}

/// A stretch between quotation marks.
struct Quotation {
    /// The opening mark.
    var open: Int
    /// The closing mark, or one past the last token of the paragraph where there is none.
    var close: Int
    var isClosed: Bool

    /// Tokens between the marks.
    var inside: Range<Int> { min(open + 1, close)..<close }
    /// The marks included.
    var whole: Range<Int> { open..<(isClosed ? close + 1 : close) }
}

/// The tokens of a paragraph with their classes, sentences and quotations; refilled for the next.
struct ClaimWordBuffer: Sendable {
    private var words: [ClaimWord] = []
    private var sentences: [Range<Int>] = []
    private var quotations: [Quotation] = []
    private var quotationOf: [UInt32] = []

    /// Reads the words where they lie; what `body` is given is good only there.
    func withWords<Result>(_ likelihoods: WordTable, _ body: (ClaimWords) -> Result) -> Result {
        words.withUnsafeBufferPointer { words in
            sentences.withUnsafeBufferPointer { sentences in
                quotations.withUnsafeBufferPointer { quotations in
                    quotationOf.withUnsafeBufferPointer { quotationOf in
                        body(
                            ClaimWords(
                                words: words, sentences: sentences, quotations: quotations,
                                quotationOf: quotationOf, likelihoods: likelihoods))
                    }
                }
            }
        }
    }

    /// Reads a range of a paragraph's tokens. Linear.
    mutating func fill(_ buffer: Tokens, _ range: Range<Int>, _ records: WordRecords) {
        words.removeAll(keepingCapacity: true)
        words.reserveCapacity(range.count)
        sentences.removeAll(keepingCapacity: true)
        var sentence: UInt32 = .max
        var start = 0
        var isInTwoApostrophes = false
        var skipped = false
        for index in range {
            let token = buffer[index]
            if skipped || token.kind == .other && token.is(Self.noBreakSpace) {
                skipped = false
                continue
            }
            if token.sentence != sentence {
                sentence = token.sentence
                if words.count > start { sentences.append(start..<words.count) }
                start = words.count
            }
            words.append(word(token, in: buffer, records))
            if token.kind != .word, isTwoBackticks(index, buffer) {
                skipped = true
                words[words.count - 1].kind = .openQuote
                words[words.count - 1].hash = Self.doubleQuote.hash
                words[words.count - 1].span.end = buffer[index + 1].end
                isInTwoApostrophes = true
            } else if token.kind != .word, isTwoApostrophes(index, buffer) {
                skipped = true
                words[words.count - 1].kind = isInTwoApostrophes ? .closeQuote : .openQuote
                words[words.count - 1].hash = Self.doubleQuote.hash
                words[words.count - 1].span.end = buffer[index + 1].end
                isInTwoApostrophes.toggle()
            }
        }
        if words.count > start { sentences.append(start..<words.count) }
        for sentence in sentences where isTitle(sentence) {
            for index in sentence { words[index].shape.insert(.inTitleCase) }
        }
        findQuotations()
    }

    /// Whether two backticks stand for a quotation mark here.
    private func isTwoBackticks(_ index: Int, _ buffer: Tokens) -> Bool {
        guard index + 1 < buffer.count, buffer[index].end == buffer[index + 1].start, buffer[index].span.count == 1 else { return false }
        return buffer.bytes[Int(buffer[index].readStart)] == 0x60 && buffer.bytes[Int(buffer[index + 1].readStart)] == 0x60
    }

    /// Whether `''` stands for a quotation mark here.
    private func isTwoApostrophes(_ index: Int, _ buffer: Tokens) -> Bool {
        guard index + 1 < buffer.count else { return false }
        let token = buffer[index]
        let next = buffer[index + 1]
        let isMark = token.is(ClaimWord.singleQuote) || token.kind == .possessive
        return isMark && next.is(ClaimWord.singleQuote) && next.span.count == 1 && token.span.count == 1 && token.end == next.start
    }

    /// Whether nearly all long words begin with a capital.
    private func isTitle(_ sentence: Range<Int>) -> Bool {
        var long = 0
        var capital = 0
        for index in sentence where words[index].isWord && words[index].span.count > 3 {
            long += 1
            if words[index].isCapital { capital += 1 }
        }
        return long >= 3 && capital * 5 >= long * 4
    }

    @inline(__always)
    private func word(_ token: Token, in buffer: Tokens, _ records: WordRecords) -> ClaimWord {
        guard token.kind == .word else { return mark(token, in: buffer) }
        let classes = FrameClasses(rawValue: records[token.record, .frames])
        let end = Int(token.readEnd)
        let last = buffer.bytes[end - 1] | 0x20
        let previous = end - 2 >= Int(token.readStart) ? buffer.bytes[end - 2] | 0x20 : 0
        let isLong = end - Int(token.readStart) > 3
        return ClaimWord(
            span: token.span, hash: token.hash, classes: classes, kind: token.kind,
            shape: token.shape,
            term: EstimativeTerm(bits: records[token.record, .likelihoods]), isManner: isLong && last == 0x79 && previous == 0x6C && classes.isEmpty && !isName(token),
            endsInS: isLong && last == 0x73 && previous != 0x73,
            endsInEd: isLong && last == 0x64 && previous == 0x65,
            isGerund: isLong && last == 0x67 && previous == 0x6E && end - Int(token.readStart) > 5,
            isAgent: isLong && Self.isAgent(buffer.bytes, end),
            speaker: SpeakerKind(token.classes),
            value: token.classes.has(.number) && token.value <= 1000 ? token.value : ClaimWord.noNumber)
    }

    /// "Kelly", "Italy": written as a name that is known.
    private func isName(_ token: Token) -> Bool {
        token.shape.contains(.capital) && token.classes.overlaps(Self.names)
    }

    private static let names: WordClasses = [
        .givenName, .familyName, .personName, .listedGiven, .listedFamily, .listedPlace, .country, .city, .organization,
    ]

    /// "-er", "-or", "-ee", "-ist", "-ian", "-man", "-men", "-woman" and their plurals.
    private static func isAgent(_ bytes: Bytes, _ end: Int) -> Bool {
        let end = bytes[end - 1] | 0x20 == 0x73 ? end - 1 : end
        let (a, b, c) = (bytes[end - 3] | 0x20, bytes[end - 2] | 0x20, bytes[end - 1] | 0x20)
        if c == 0x72 { return b == 0x65 || b == 0x6F }
        if c == 0x65, b == 0x65 { return a != 0x72 && a != 0x67 }
        if b == 0x73, c == 0x74 { return a == 0x69 }
        guard c == 0x6E else { return false }
        return a == 0x69 && b == 0x61 || a == 0x6D && (b == 0x61 || b == 0x65)
    }

    /// What is no word; the 's of "it's" is a verb.
    private func mark(_ token: Token, in buffer: Tokens) -> ClaimWord {
        let isVerb = token.kind == .possessive && words.last.map { $0.has([.pronoun, .question]) } == true
        return ClaimWord(
            span: token.span, hash: token.hash, classes: isVerb ? .be : [], kind: token.kind,
            shape: token.shape, term: EstimativeTerm(), isManner: false, endsInS: false, endsInEd: false,
            value: value(of: token, in: buffer))
    }

    private func value(of token: Token, in buffer: Tokens) -> UInt16 {
        if token.kind == .number { return Self.number(token, in: buffer) }
        let start = Int(token.readStart)
        let isLow = token.kind == .openQuote && Int(token.readEnd) == start + 3 && buffer.bytes[start + 2] == 0x9E
        return isLow ? ClaimWord.lowQuote : ClaimWord.noNumber
    }

    /// The whole part of a number in figures.
    private static func number(_ token: Token, in buffer: Tokens) -> UInt16 {
        var value: UInt16 = 0
        for index in Int(token.readStart)..<Int(token.readEnd) {
            let byte = buffer.bytes[index]
            if byte == 0x2E, index > Int(token.readStart) { break }
            guard byte >= 0x30, byte <= 0x39, value < 1000 else { return ClaimWord.noNumber }
            value = value * 10 + UInt16(byte - 0x30)
        }
        return value
    }

    // MARK: Quotations

    private mutating func findQuotations() {
        quotations.removeAll(keepingCapacity: true)
        quotationOf.removeAll(keepingCapacity: true)
        quotationOf.append(contentsOf: repeatElement(0, count: words.count))
        var open: Int?
        for index in words.indices {
            let kind = words[index].kind
            if let start = open {
                if closes(index, openedAt: start) {
                    add(Quotation(open: start, close: index, isClosed: true))
                    open = nil
                }
            } else if kind == .openQuote || kind == .quote {
                open = index
            }
        }
        if let start = open, words[start].isDoubleQuote {
            add(Quotation(open: start, close: words.count, isClosed: false))
        }
    }

    private func closes(_ index: Int, openedAt start: Int) -> Bool {
        let kind = words[index].kind
        // „so“
        if words[start].isLowQuote { return kind != .word && words[index].isDoubleQuote && (kind == .openQuote || kind == .closeQuote) }
        guard kind == .closeQuote || kind == .quote else { return false }
        return words[start].isDoubleQuote == words[index].isDoubleQuote
    }

    private static let doubleQuote: Word = "\""
    private static let noBreakSpace = Word(scalar: "\u{A0}")

    private mutating func add(_ quotation: Quotation) {
        quotations.append(quotation)
        for index in quotation.whole where index < quotationOf.count {
            quotationOf[index] = UInt32(quotations.count)
        }
    }
}

/// The words of a paragraph as the rules for claims read them: pointers into a `ClaimWordBuffer`.
struct ClaimWords {
    let words: UnsafeBufferPointer<ClaimWord>
    let sentences: UnsafeBufferPointer<Range<Int>>
    let quotations: UnsafeBufferPointer<Quotation>
    /// For each token one past the index of the quotation it stands in, marks included; 0: none.
    let quotationOf: UnsafeBufferPointer<UInt32>
    /// Terms of estimative probability; see `CertaintyTerms`.
    let likelihoods: WordTable

    @inline(__always)
    var count: Int { words.count }

    @inline(__always)
    subscript(index: Int) -> ClaimWord {
        @inline(__always) get { words[index] }
    }

    /// “ ” " « » rather than ‘ ’ '.
    func isDouble(_ index: Int) -> Bool { words[index].isDoubleQuote }

    /// The quotation a token stands in, marks included.
    func quotation(at index: Int) -> Quotation? {
        guard index >= 0, index < quotationOf.count, quotationOf[index] > 0 else { return nil }
        return quotations[Int(quotationOf[index]) - 1]
    }

    /// The quotation a token stands in, marks left out.
    func quotation(around index: Int) -> Quotation? {
        quotation(at: index).flatMap { $0.inside.contains(index) ? $0 : nil }
    }

    /// The span of a range of tokens, which must not be empty.
    func span(_ range: Range<Int>) -> Span {
        Span(Int(words[range.lowerBound].span.start), Int(words[range.upperBound - 1].span.end))
    }

    /// A range without marks at its end (quotation marks stay where they belong to a whole
    /// quotation) and without commas and conjunctions at its beginning.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while end > start, isLoose(words[end - 1].kind) { end -= 1 }
        while start < end, isLoose(words[start].kind) || words[start].kind == .closeQuote || Self.bullets.contains(words[start].hash) { start += 1 }
        if end > start, words[end - 1].kind == .openQuote { end -= 1 }
        return start..<max(start, end)
    }

    /// Whether words read as a sentence, not as a record: one in eight is a function word, of short ones
    /// none needs be.
    func isProse(_ range: Range<Int>) -> Bool {
        guard range.count > 6 else { return true }
        var function = 0
        for index in range where words[index].has(Self.functionClasses) { function += 1 }
        return function * 8 >= range.count
    }

    /// Whether a token is the finite verb of a clause, as far as its form and the word before tell: no plural
    /// noun, no participle behind an article.
    func isPlainlyFinite(_ index: Int) -> Bool {
        let word = words[index]
        let isBehindPronoun = index > 0 && words[index - 1].has(.pronoun) && !words[index - 1].has(.possessive)
        if word.isFinite { return !word.has(.plural) || isBehindPronoun }
        if isBehindPronoun, word.has([.cueVerb, .verb]), word.has(.base) { return true }
        guard word.endsInEd, word.classes.isEmpty, !word.isCapital, index > 0 else { return false }
        let before = words[index - 1]
        return before.isWord && !before.has([.determiner, .possessive, .preposition, .conjunction, .be, .have]) || before.kind == .closeBracket
    }

    /// Whether "that" at an index is a relative pronoun in the place of a subject: a verb follows.
    func isSubject(that index: Int, _ limit: Int) -> Bool {
        var next = index + 1
        while next < limit, words[next].isManner || words[next].has([.adverb, .negation]) && !words[next].has([.determiner, .helping, .pronoun]) { next += 1 }
        guard next < limit else { return true }
        let word = words[next]
        if word.isCapital || word.has([.pronoun, .gerund]) { return false }
        if word.has(.helping) { return true }
        if word.has(.plural) { return next + 1 < limit && words[next + 1].has([.determiner, .possessive]) && !words[next + 1].has(.quantifier) }
        if word.has([.verb, .cueVerb]), word.has([.past, .present]), !word.has([.cueNoun, .base]) { return true }
        guard word.endsInEd || word.endsInS, word.classes.isEmpty, next + 1 < limit else { return false }
        let after = words[next + 1]
        if after.has([.determiner, .possessive]) { return true }
        guard word.endsInEd else { return false }
        if after.has([.preposition, .pronoun, .adverb]) || after.isCapital || after.kind == .number { return true }
        return !(next + 1..<min(limit, next + 7)).contains { isPlainlyFinite($0) }
    }

    /// Whether a noun rather than a verb follows "to": what can be no infinitive.
    func isPlace(behindTo index: Int, _ limit: Int) -> Bool {
        guard index < limit else { return true }
        let word = words[index]
        return word.isCapital || !word.isWord || word.has([.determiner, .possessive, .preposition, .question, .temporal, .pronoun])
    }

    private static let functionClasses: FrameClasses = [
        .determiner, .possessive, .pronoun, .preposition, .conjunction, .subordinator, .relative, .be, .have, .auxiliary, .modal,
        .negation, .adverb,
    ]

    private static let bullets = WordSet(["•", "*", "▪", "◦", "‣", "●", "·", "■"])

    private func isLoose(_ kind: Token.Kind) -> Bool {
        switch kind {
        case .comma, .period, .semicolon, .colon, .dash: true
        default: false
        }
    }
}
