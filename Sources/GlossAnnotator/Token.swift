import GlossLexicon
import GlossModel

/// A word, number or mark of a paragraph's reading text. Fixed width.
public struct Token: Sendable {
    /// First byte in the report.
    public var start: UInt32
    /// One past the last byte in the report.
    public var end: UInt32
    /// First byte in the paragraph's reading text (`TokenBuffer.bytes`).
    public var readStart: UInt32
    /// One past the last byte in the reading text.
    public var readEnd: UInt32
    /// Hash of the word as the lexicon keeps it (`WordHash`); of a mark, too.
    public var hash: UInt64
    /// What the lexicon says it can be.
    public var classes: WordClasses
    /// Number from the lexicon (`january = 1`); 0 for none.
    public var value: UInt16
    /// Second number from the lexicon (`probably ~ 5`); 0 for none.
    public var code: UInt16
    /// Identity from the lexicon; 0 for none.
    public var name: UInt16
    /// The word's record in the lexicon: what its tables have of the word.
    public var record: UInt16
    public var kind: Kind
    public var shape: Shape
    /// Index of the sentence within the paragraph.
    public var sentence: UInt32
    /// One past the index in `TokenBuffer.phrases` of the longest lexicon phrase that begins here;
    /// 0 for none.
    public var phrase: UInt32

    /// What a token is.
    public enum Kind: UInt8, Sendable {
        case word, number
        /// `5th`.
        case ordinal
        /// `'s`, or the `'` of "ISIS' ability".
        case possessive
        /// An address, a path, a hash: `value` is the raw value of its `MentionType`.
        case indicator
        /// A version, a GUID, a hexadecimal number: no word, no number, no date.
        case opaque
        case comma, period, semicolon, colon, question, exclamation, ellipsis
        case openQuote, closeQuote
        /// `"` that opens or closes.
        case quote
        case openBracket, closeBracket
        /// Hyphen between numbers, or a dash.
        case dash
        case percent, currencySign, slash, ampersand, other
    }

    /// How a token is written.
    public struct Shape: OptionSet, Sendable {
        public let rawValue: UInt16
        public init(rawValue: UInt16) { self.rawValue = rawValue }

        /// Begins with an upper-case letter.
        public static let capital = Shape(rawValue: 1)
        /// Two letters or more, all upper-case.
        public static let allCapitals = Shape(rawValue: 2)
        public static let hasDigit = Shape(rawValue: 4)
        public static let hasHyphen = Shape(rawValue: 8)
        /// Upper-case letters after the first, but not all: `TTPs`, `McCain`, `al-Qaeda`.
        public static let innerCapital = Shape(rawValue: 16)
        /// First word of a sentence, of a quotation or after a colon: may be capital for that.
        public static let opensSentence = Shape(rawValue: 32)
        /// White space before it.
        public static let spaceBefore = Shape(rawValue: 64)
        /// Points inside: `U.S.`.
        public static let hasPoint = Shape(rawValue: 128)
        /// In a heading: a sentence where three long words in four begin with a capital.
        public static let inTitleCase = Shape(rawValue: 256)
        /// An apostrophe inside: `they've`, `O'Neill`.
        public static let hasApostrophe = Shape(rawValue: 512)
        /// In a line of three words or more of which four in five are in capitals.
        public static let inCapitals = Shape(rawValue: 1024)
    }

    /// Bytes in the report.
    public var span: Span { Span(Int(start), Int(end)) }

    /// Whether the lexicon has it in a class.
    @inline(__always)
    public func `is`(_ item: WordClass) -> Bool { classes.has(item) }

    /// Whether it is the given word, in any case. Use a `WordHash` constant for speed.
    @inline(__always)
    public func `is`(_ word: Word) -> Bool { hash == word.hash }

    public var isWord: Bool { kind == .word }
    public var isCapital: Bool { shape.contains(.capital) }
    public var isAllCapitals: Bool { shape.contains(.allCapitals) }
    public var opensSentence: Bool { shape.contains(.opensSentence) }
}

/// A word to compare tokens with: its hash, taken when gloss is built. `static let the: Word = "the"`.
public struct Word: Sendable, Hashable, ExpressibleByStringLiteral {
    public let hash: UInt64

    /// A word in lower-case ASCII letters, marks and apostrophes, without points.
    @inline(__always)
    public init(stringLiteral text: StaticString) {
        var hash = WordHash()
        var index = 0
        while index < text.utf8CodeUnitCount {
            hash.feed(lower: text.utf8Start[index])
            index += 1
        }
        self.hash = hash.value
    }

    /// A word of a known hash.
    init(_ hash: UInt64) { self.hash = hash }

    /// A mark beyond ASCII.
    init(scalar: Unicode.Scalar) {
        var hash = WordHash()
        hash.feed(scalar.value)
        self.hash = hash.value
    }
}

/// A few words to compare tokens with.
struct WordSet: Sendable {
    private let hashes: [UInt64]
    /// Bit i of word j: whether a hash ends in i and j.
    private let filter: SIMD4<UInt64>

    init(_ words: [Word]) {
        hashes = words.map(\.hash)
        filter = hashes.reduce(into: SIMD4()) { $0[Int($1 >> 6 & 3)] |= 1 << ($1 & 63) }
    }

    /// Whether a hash is that of one of the words; nearly always told from the filter.
    func contains(_ hash: UInt64) -> Bool {
        filter[Int(hash >> 6 & 3)] >> (hash & 63) & 1 == 1 && hashes.contains(hash)
    }
}

/// A lexicon entry of several words found in a paragraph.
public struct Phrase: Sendable {
    /// First token.
    public var first: Int
    /// One past the last token.
    public var end: Int
    public var classes: WordClasses
    public var value: UInt16
    public var code: UInt16
    public var name: UInt16

    /// Whether the lexicon has it in a class.
    public func `is`(_ item: WordClass) -> Bool { classes.has(item) }
}
