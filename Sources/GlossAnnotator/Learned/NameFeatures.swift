import GlossModel
import GlossLexicon

/// What the tagger sees of a token: rows of the table of weights, by hashes of what stands at it and
/// around it.
///
/// Words, affixes, the way it is written, classes of the lexicon and what the rules found, in a window
/// of two tokens within the sentence; the run of capitalised words that it is of; and how the text writes
/// the word elsewhere. Collisions in the table are rare and harmless ("hashing trick", Weinberger et al.
/// 2009).
package struct NameFeatures {
    /// Rows of the table; a power of two. A row is told by the lowest bits of its hash.
    package static let rows = 1 << 18
    /// Rows of a token that hang on the text alone.
    package static let fixed = 42
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
        /// First and last token of the run of capitalised words, as places in the window.
        var run: (first: Int32, last: Int32) = (0, 0)
    }

    /// What a paragraph is read with.
    struct Source {
        var tokens: Tokens
        /// What the rules found at each token; see `LearnedNames.codes`.
        var rules: [UInt8]
        var use: WordUse
        var ordinary: OrdinaryWords
    }

    private var seen: [Seen] = []
    private var window = 0..<0
    private static let nothing = Seen()

    init() {}

    /// Reads a stretch of a sentence, and two tokens to each side. Linear in its length.
    mutating func read(_ stretch: Range<Int>, in sentence: Range<Int>, _ source: borrowing Source) {
        window = stretch.lowerBound - 2..<stretch.upperBound + 2
        seen.removeAll(keepingCapacity: true)
        for index in window {
            seen.append(sentence.contains(index) ? Self.seen(source.tokens[index], index, source) : Self.nothing)
        }
        markPhrases(sentence, source.tokens)
        markRuns(sentence, source.tokens)
    }

    private mutating func markPhrases(_ sentence: Range<Int>, _ tokens: Tokens) {
        for index in max(sentence.lowerBound, window.lowerBound - Self.longestPhrase)..<min(sentence.upperBound, window.upperBound) {
            guard let phrase = tokens.phrase(at: index) else { continue }
            for inside in phrase.first..<phrase.end where window.contains(inside) {
                seen[inside - window.lowerBound].phrase = Self.hash(phrase.classes.rawValue & Self.nameMask, inside == phrase.first ? 1 : 2)
            }
        }
    }

    /// Tokens before the window in which a phrase that reaches into it may begin.
    private static let longestPhrase = 4

    private mutating func markRuns(_ sentence: Range<Int>, _ tokens: Tokens) {
        func isOfRun(_ place: Int) -> Bool {
            let index = window.lowerBound + place
            return sentence.contains(index) && tokens[index].kind == .word && tokens[index].hasCapital
        }
        var first = 0
        while first < seen.count {
            var end = first + 1
            if isOfRun(first) {
                while end < seen.count, isOfRun(end) { end += 1 }
            }
            for place in first..<end { seen[place].run = (Int32(first), Int32(end - 1)) }
            first = end
        }
    }

    private static func seen(_ token: Token, _ index: Int, _ source: borrowing Source) -> Seen {
        var seen = Seen()
        let length = Int(token.readEnd - token.readStart)
        let size = length < 4 ? length : length < 7 ? 4 : length < 12 ? 5 : 6
        let written = token.shape.subtracting(.spaceBefore).rawValue
        seen.shape = UInt64(written) | UInt64(token.kind.rawValue) << 16 | UInt64(size) << 24
        seen.word = token.kind == .number ? hash(7, UInt64(min(length, 5))) : token.hash
        seen.names = token.classes.rawValue & nameMask
        seen.heads = token.classes.rawValue & ~nameMask & ~(1 << UInt64(WordClass.phraseBeginning.rawValue))
        seen.rule = UInt64(source.rules[index])
        guard token.kind == .word else { return seen }
        let bytes = source.tokens.bytes[Int(token.readStart)..<Int(token.readEnd)]
        func affix(_ part: Slice<Bytes>) -> UInt64 { part.reduce(0) { $0 << 8 | UInt64($1 | 0x20) } }
        seen.prefix = affix(bytes.prefix(4))
        seen.endings = (affix(bytes.suffix(2)), affix(bytes.suffix(3)), affix(bytes.suffix(4)))
        seen.writing = writing(token, source)
        return seen
    }

    /// How the text writes a word, and whether it is one that English writes in small letters.
    private static func writing(_ token: Token, _ source: borrowing Source) -> UInt64 {
        let (small, capital) = (source.use.small(token.hash), source.use.capital(token.hash))
        func step(_ count: Int) -> Int { count < 2 ? count : count < 5 ? 2 : 3 }
        let isOrdinary = token.hasCapital && source.ordinary.contains(token.hash)
        return UInt64(step(small) | step(capital) << 2 | (isOrdinary ? 16 : 0))
    }

    private static let nameMask: UInt64 = ([
        .givenName, .familyName, .personName, .nameParticle, .organization, .media, .country, .city, .region, .place,
        .nationality, .people, .product, .ownName, .listedPlace, .listedGiven, .listedFamily,
    ] as WordClasses).rawValue

    /// Tells of the rows of a token of the stretch, by their hashes; last of those in `moving`.
    @inline(__always)
    func forEachRow(_ index: Int, and moving: (UInt32, UInt32, UInt32)? = nil, _ body: (UInt32) -> Void) {
        seen.withUnsafeBufferPointer { seen in
            let place = index - window.lowerBound
            let (now, last, next, before, after) = (seen[place], seen[place - 1], seen[place + 1], seen[place - 2], seen[place + 2])
            var template: UInt64 = 0
            func tell(_ row: UInt32) { body(row) }
            func add(_ a: UInt64, _ b: UInt64 = 0, _ c: UInt64 = 0) {
                template += 1
                tell(Self.row(template, a, b, c))
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
            let (first, end) = (Int(now.run.first), Int(now.run.last))
            let head = seen[end]
            let (from, to) = (UInt64(min(place - first, 3)), UInt64(min(end - place, 3)))
            add(head.word, to); add(head.heads, head.names, to); add(head.endings.1, to)
            add(seen[max(0, first - 1)].word, from); add(seen[min(seen.count - 1, end + 1)].word, to)
            add(seen[first].word, from)
            add(from, to, now.writing)
            add(last.word, next.word, now.shape)
            add(now.writing, last.writing, next.writing)
            if let moving { tell(moving.0); tell(moving.1); tell(moving.2) }
        }
    }

    /// The rows, by their hashes, that hang on what the words at and around a token were before in the text.
    package static func remembered(_ now: Int, _ last: Int, _ next: Int) -> (UInt32, UInt32, UInt32) {
        (row(101, UInt64(now), 0, 0), row(102, UInt64(now * 8 + last), 0, 0), row(103, UInt64(now * 8 + next), 0, 0))
    }

    @inline(__always)
    private static func hash(_ a: UInt64, _ b: UInt64) -> UInt64 {
        var value = (a ^ 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
        value ^= value >> 32
        value = (value ^ b) &* 0xC2B2_AE3D_27D4_EB4F
        return value ^ value >> 29
    }

    @inline(__always)
    private static func row(_ template: UInt64, _ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt32 {
        var value = a &* 0xD6E8_FEB8_6659_FD93 ^ b &* 0xA076_1D64_78BD_642F ^ c &* 0xE703_7ED1_A0B4_28DB
        value = (value ^ value >> 32 ^ template &* 0x9E37_79B9_7F4A_7C15) &* 0xC2B2_AE3D_27D4_EB4F
        return UInt32(truncatingIfNeeded: value >> 32)
    }
}
