import GlossLexicon

/// What the tagger sees of a token: rows of the table of weights, by hashes of what stands at it and
/// around it.
///
/// Words, affixes, the way it is written, classes of the lexicon and what the rules found, in a window
/// of two tokens within the sentence; and how the text has written the word so far. Collisions in the
/// table are rare and harmless ("hashing trick", Weinberger et al. 2009).
package struct NameFeatures {
    /// Rows of the table; a power of two.
    package static let rows = 1 << 18
    /// Rows of a token that hang on the text alone.
    package static let fixed = 33
    /// Rows that hang on the labels of the sentences before; see `remembered`.
    package static let moving = 3

    /// What a token is for the features around it.
    private struct Seen {
        var word: UInt64 = 1
        var shape: UInt64 = 1
        var names: UInt64 = 0
        var heads: UInt64 = 0
        var phrase: UInt64 = 0
        var rule: UInt64 = 0
        var prefix: UInt64 = 0
        var endings: (UInt64, UInt64, UInt64) = (0, 0, 0)
        var writing: UInt64 = 0
    }

    private var seen: [Seen] = []
    private static let nothing = Seen()

    init() {}

    /// Reads the tokens of a paragraph; `rules` says what the rules found at each. Linear.
    mutating func read(_ tokens: Tokens, rules: [UInt8], _ memory: inout NameMemory) {
        seen.removeAll(keepingCapacity: true)
        for index in 0..<tokens.count {
            memory.note(tokens[index])
            seen.append(Self.seen(tokens[index], tokens, rules[index], memory))
        }
        for index in 0..<tokens.count {
            guard let phrase = tokens.phrase(at: index) else { continue }
            for inside in phrase.first..<phrase.end {
                seen[inside].phrase = Self.hash(phrase.classes.rawValue & Self.nameMask, inside == phrase.first ? 1 : 2)
            }
        }
    }

    private static func seen(_ token: Token, _ tokens: Tokens, _ rule: UInt8, _ memory: NameMemory) -> Seen {
        var seen = Seen()
        let length = Int(token.readEnd - token.readStart)
        let size = length < 4 ? length : length < 7 ? 4 : length < 12 ? 5 : 6
        let written = token.shape.subtracting(.spaceBefore).rawValue
        seen.shape = UInt64(written) | UInt64(token.kind.rawValue) << 16 | UInt64(size) << 24
        seen.word = token.kind == .number ? hash(7, UInt64(min(length, 5))) : token.hash
        seen.names = token.classes.rawValue & nameMask
        seen.heads = token.classes.rawValue & ~nameMask & ~(1 << UInt64(WordClass.phraseBeginning.rawValue))
        seen.rule = UInt64(rule)
        guard token.kind == .word else { return seen }
        let bytes = tokens.bytes[Int(token.readStart)..<Int(token.readEnd)]
        func affix(_ part: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 { part.reduce(0) { $0 << 8 | UInt64($1 | 0x20) } }
        seen.prefix = affix(bytes.prefix(4))
        seen.endings = (affix(bytes.suffix(2)), affix(bytes.suffix(3)), affix(bytes.suffix(4)))
        seen.writing = memory.writing(token.hash)
        return seen
    }

    private static let nameMask: UInt64 = ([
        .givenName, .familyName, .personName, .nameParticle, .organization, .media, .country, .city, .region, .place,
        .nationality, .people, .product, .ownName, .listedPlace, .listedGiven, .listedFamily,
    ] as WordClasses).rawValue

    /// Appends the rows of a token of a sentence.
    func append(_ index: Int, in sentence: Range<Int>, to rows: inout [UInt32]) {
        func at(_ other: Int) -> Seen { sentence.contains(other) ? seen[other] : Self.nothing }
        let (now, last, next) = (at(index), at(index - 1), at(index + 1))
        let (before, after) = (at(index - 2), at(index + 2))
        var template: UInt64 = 0
        func add(_ a: UInt64, _ b: UInt64 = 0, _ c: UInt64 = 0) {
            template += 1
            rows.append(Self.row(template, Self.hash(a, Self.hash(b, c))))
        }
        add(0)
        add(now.word); add(last.word); add(next.word); add(before.word); add(after.word)
        add(last.word, now.word); add(now.word, next.word)
        add(now.shape); add(last.shape, now.shape); add(now.shape, next.shape); add(last.shape, now.shape, next.shape)
        add(now.prefix); add(now.endings.0, now.shape); add(now.endings.1); add(now.endings.2)
        add(now.names); add(last.names, now.shape); add(next.names, now.shape)
        add(now.heads); add(last.heads); add(next.heads)
        add(last.heads, now.shape); add(now.shape, next.heads)
        add(now.phrase); add(now.names, now.heads, now.shape)
        add(now.writing, now.shape)
        add(now.rule); add(last.rule, now.rule); add(now.rule, next.rule); add(now.rule, now.shape)
        add(last.word, now.shape); add(next.word, now.shape)
    }

    /// The rows that hang on what the words at and around a token were before in the text.
    package static func remembered(_ now: Int, _ last: Int, _ next: Int) -> (UInt32, UInt32, UInt32) {
        (row(101, UInt64(now)), row(102, UInt64(now * 8 + last)), row(103, UInt64(now * 8 + next)))
    }

    @inline(__always)
    private static func hash(_ a: UInt64, _ b: UInt64) -> UInt64 {
        var value = (a ^ 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
        value ^= value >> 32
        value = (value ^ b) &* 0xC2B2_AE3D_27D4_EB4F
        return value ^ value >> 29
    }

    @inline(__always)
    private static func row(_ template: UInt64, _ value: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: hash(value, template) >> 20) & UInt32(rows - 1)
    }
}
