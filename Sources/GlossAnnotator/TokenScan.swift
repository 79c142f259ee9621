import GlossLexicon
import GlossModel

/// One pass over a paragraph's reading text that cuts it into tokens and looks each word up.
struct TokenScan {
    let lexicon: Lexicon
    private var at = 0
    private var sentence = 0
    private var opensSentence = true
    private var spaceBefore = false
    private var openSingleQuotes = 0
    private var openDoubleQuotes = 0
    /// Index of the next of `indicators`.
    private var next = 0

    /// Hashes of the words that end with an apostrophe as tokens of their own: the `l'` of "l'armée".
    private let elisions: Set<UInt64>

    init(lexicon: Lexicon, elisions: Set<UInt64> = []) { (self.lexicon, self.elisions) = (lexicon, elisions) }

    typealias Offsets = UnsafeBufferPointer<UInt32>

    mutating func run(
        _ bytes: Bytes, _ offsets: Offsets, _ sentences: [Span], _ indicators: [Indicator], into tokens: inout [Token]
    ) {
        var nextIndicator = indicators.first?.start ?? .max
        while at < bytes.count {
            let byte = bytes[at]
            if byte <= 0x20 || byte == 0x7F {
                at += 1
                spaceBefore = true
                continue
            }
            let offset = offsets[at]
            while sentence + 1 < sentences.count, sentences[sentence + 1].start <= offset {
                sentence += 1
                opensSentence = true
            }
            let start = at
            if at >= nextIndicator {
                take(indicators, offsets, &tokens)
                nextIndicator = next < indicators.count ? indicators[next].start : .max
                if at > start {
                    spaceBefore = false
                    continue
                }
            }
            if Self.isLetter(bytes, at) {
                scanWord(bytes, offsets, sentenceEnd: sentences.isEmpty ? .max : sentences[sentence].end, &tokens)
            } else if byte >= 0x30 && byte <= 0x39 {
                scanNumber(bytes, offsets, &tokens)
            } else {
                scanMark(bytes, offsets, &tokens)
            }
            if at <= start { at = start + 1 }
            spaceBefore = false
        }
    }

    // MARK: Words

    private mutating func scanWord(
        _ bytes: Bytes, _ offsets: Offsets, sentenceEnd: UInt32, _ tokens: inout [Token]
    ) {
        let start = at
        var word = WordShape()
        advance(bytes, &word)
        var possessive = 0
        if word.possessiveAt > start { possessive = word.possessiveAt }
        let end = possessive > 0 ? possessive : at
        let hash = possessive > 0 ? word.hashBeforeApostrophe : word.hash.value
        var token = make(.word, start, end, hash, offsets, word.shape(opensSentence, spaceBefore))
        look(up: &token)
        let isInitial = end - start == 1 && word.uppers == 1
        if possessive == 0, at < bytes.count, bytes[at] == 0x2E, offsets[at] + 1 < sentenceEnd,
            word.points > 0 || token.is(.abbreviation) || isInitial
        {
            at += 1
            token.readEnd = UInt32(at)
            token.end = offsets[at - 1] + 1
            token.shape.insert(.hasPoint)
        } else if possessive == 0, word.points > 0, at < bytes.count, bytes[at] == 0x2E {
            at += 1
            token.readEnd = UInt32(at)
            token.end = offsets[at - 1] + 1
        }
        tokens.append(token)
        opensSentence = false
        if possessive > 0 {
            spaceBefore = false
            tokens.append(make(.possessive, possessive, at, Self.possessiveHash, offsets, []))
        }
    }

    private static let possessiveHash = WordHash("'s").value

    /// Moves over letters, digits and what may stand inside a word.
    private mutating func advance(_ bytes: Bytes, _ word: inout WordShape) {
        let start = at
        while at < bytes.count {
            takeLowers(bytes, &word)
            guard at < bytes.count else { return }
            let byte = bytes[at]
            if byte < 0x80 {
                if byte >= 0x41 && byte <= 0x5A {
                    if word.isStuckToLower(at - start), isFunctionWord(word.hash.value) { return }
                    word.take(upperAt: at - start)
                } else if byte >= 0x30 && byte <= 0x39 {
                    if word.isStuckToLower(at - start), isFunctionWord(word.hash.value) { return }
                    word.hasDigit = true
                } else if byte == 0x2D {
                    guard isWordByte(bytes, at + 1) else { return }
                    word.hasHyphen = true
                } else if byte == 0x2E {
                    guard joins(point: at, start, bytes, word) else { return }
                    word.points += 1
                    at += 1
                    continue
                } else if byte == 0x27 {
                    guard takeApostrophe(bytes, length: 1, &word) else { return }
                } else if byte == 0x26, word.lowers == 0, at + 1 < bytes.count, Self.isUpper(bytes[at + 1]) {
                    // AT&T
                } else {
                    return
                }
                word.hash.feed(UInt32(byte))
                at += 1
            } else {
                let (scalar, length) = UTF8Decoding.scalar(in: bytes, at: at)
                if scalar == "’" {
                    guard takeApostrophe(bytes, length: length, &word) else { return }
                } else if scalar == "\u{2010}" || scalar == "\u{2011}" {
                    guard isWordByte(bytes, at + length) else { return }
                    word.hasHyphen = true
                } else if scalar.value != 0xAD {
                    guard Self.isLetter(scalar) || Self.isMark(scalar) else { return }
                    if WordHash.lower(scalar.value) != scalar.value {
                        word.take(upperAt: at - start)
                    } else {
                        word.lowers += 1
                    }
                }
                if scalar.value != 0xAD { word.hash.feed(scalar.value) }
                at += length
            }
        }
    }

    /// Moves over lower-case ASCII letters.
    @inline(__always)
    private mutating func takeLowers(_ bytes: Bytes, _ word: inout WordShape) {
        var hash = word.hash
        var end = at
        while end < bytes.count, bytes[end] >= 0x61, bytes[end] <= 0x7A {
            hash.feed(lower: bytes[end])
            end += 1
        }
        word.hash = hash
        word.lowers += end - at
        at = end
    }

    /// Whether an apostrophe belongs to the token; notes where a possessive begins.
    private mutating func takeApostrophe(_ bytes: Bytes, length: Int, _ word: inout WordShape) -> Bool {
        let next = at + length
        guard next < bytes.count, Self.isLetter(bytes, next) else {
            let endsInS = at > 0 && (bytes[at - 1] | 0x20) == 0x73
            guard endsInS, openSingleQuotes == 0 else { return false }
            word.hashBeforeApostrophe = word.hash.value
            word.possessiveAt = at
            at = next
            return false
        }
        if !elisions.isEmpty, elisions.contains(word.hash.value) {
            at = next
            return false
        }
        if (bytes[next] | 0x20) == 0x73, !isWordByte(bytes, next + 1), !continues(bytes, next + 1) {
            word.hashBeforeApostrophe = word.hash.value
            word.possessiveAt = at
            at = next + 1
            return false
        }
        word.hasApostrophe = true
        return true
    }

    private func continues(_ bytes: Bytes, _ index: Int) -> Bool {
        index < bytes.count && (bytes[index] == 0x2D || bytes[index] >= 0x80)
            && isWordByte(bytes, index + 1)
    }

    /// Whether a point stands inside a word: between single letters, or inside a domain name.
    private func joins(point: Int, _ start: Int, _ bytes: Bytes, _ word: WordShape) -> Bool {
        guard point + 1 < bytes.count, Self.isLetter(bytes, point + 1), !word.hasHyphen else { return false }
        let isSingle = point - start == 1 || point - start >= 2 && bytes[point - 2] == 0x2E
        let nextIsSingle = point + 2 >= bytes.count || !isWordByte(bytes, point + 2)
        if isSingle { return nextIsSingle || word.points > 0 || !Self.isUpper(bytes[point + 1]) }
        return !Self.isUpper(bytes[point + 1])
    }

    private func isFunctionWord(_ hash: UInt64) -> Bool {
        guard let entry = lexicon.entry(hash) else { return false }
        return entry.classes.overlaps(Self.functionWords)
    }

    private static let functionWords: WordClasses = [.determiner, .preposition, .conjunction]

    /// Looks a word up: in capitals as an acronym first, then as a word.
    private func look(up token: inout Token) {
        let plain = lexicon.entry(token.hash)
        token.record = plain?.record ?? 0
        if !token.shape.isDisjoint(with: [.allCapitals, .hasPoint, .innerCapital]),
            let entry = lexicon.entry(WordHash.capitals(token.hash))
        {
            set(&token, entry)
            if let plain, plain.classes.contains(.phraseBeginning) {
                token.classes.formUnion([.phraseBeginning])
            }
        } else if let plain {
            set(&token, plain)
        }
        if lexicon.hasOwnNames { lookUpOwn(&token) }
    }

    /// A name of the user's own stands for whatever else the word can be.
    private func lookUpOwn(_ token: inout Token) {
        guard let own = lexicon.own(token.hash) else { return }
        let isBeginning = own.isBeginning || token.is(.phraseBeginning)
        if let entry = own.entry, own.writing.allows(token) { set(&token, entry) }
        if isBeginning { token.classes.formUnion([.phraseBeginning]) }
    }

    private func set(_ token: inout Token, _ entry: LexiconEntry) {
        token.classes = entry.classes
        token.value = entry.value
        token.code = entry.code
        token.name = entry.name
    }

    // MARK: Indicators

    /// Takes the indicator that begins here; passes over those that begin before.
    private mutating func take(_ indicators: [Indicator], _ offsets: Offsets, _ tokens: inout [Token]) {
        while next < indicators.count, indicators[next].start < at { next += 1 }
        guard next < indicators.count, indicators[next].start == at else { return }
        let indicator = indicators[next]
        next += 1
        let type = indicator.kind.type
        var token = make(
            type == nil ? .opaque : .indicator, at, indicator.end, 0, offsets, spaceBefore ? [.spaceBefore, .hasDigit] : .hasDigit)
        token.value = UInt16(type?.rawValue ?? 0)
        tokens.append(token)
        at = indicator.end
        opensSentence = false
    }

    // MARK: Numbers

    private mutating func scanNumber(_ bytes: Bytes, _ offsets: Offsets, _ tokens: inout [Token]) {
        let start = at
        while at < bytes.count, Self.isDigit(bytes[at]) || isInnerNumberMark(bytes) { at += 1 }
        var kind = Token.Kind.number
        var word = WordShape()
        word.hasDigit = true
        if at < bytes.count, Self.isLetter(bytes, at), !isFractionOfUnit(start, bytes) {
            kind = ordinalEnd(bytes) ? .ordinal : .word
            if kind == .ordinal { at += 2 } else { at = start; advance(bytes, &word) }
        } else if at + 1 < bytes.count, bytes[at] == 0x2D, Self.isLetter(bytes, at + 1) {
            kind = .word
            at = start
            advance(bytes, &word)
        }
        var hash = word.hash
        if kind != .word { for index in start..<at { hash.feed(UInt32(bytes[index])) } }
        var end = at
        if word.possessiveAt > start {
            end = word.possessiveAt
            hash = WordHash()
        }
        var token = make(
            kind, start, end, word.possessiveAt > start ? word.hashBeforeApostrophe : hash.value,
            offsets, word.shape(opensSentence, spaceBefore))
        if kind == .word { look(up: &token) }
        tokens.append(token)
        opensSentence = false
        if end < at { tokens.append(make(.possessive, end, at, Self.possessiveHash, offsets, [])) }
    }

    /// "1.5m", "2,500km": a number and the word behind it are two tokens.
    private func isFractionOfUnit(_ start: Int, _ bytes: Bytes) -> Bool {
        guard bytes[start..<at].contains(where: { $0 == 0x2E || $0 == 0x2C }) else { return false }
        var hash = WordHash()
        var end = at
        while end < bytes.count, bytes[end] < 0x80, Self.isLetter(bytes, end) {
            hash.feed(UInt32(bytes[end]))
            end += 1
        }
        return !isWordByte(bytes, end) && AmountRules.isUnit(hash.value)
    }

    private func isInnerNumberMark(_ bytes: Bytes) -> Bool {
        (bytes[at] == 0x2C || bytes[at] == 0x2E) && at + 1 < bytes.count && Self.isDigit(bytes[at + 1])
    }

    private func ordinalEnd(_ bytes: Bytes) -> Bool {
        guard at + 1 < bytes.count, !isWordByte(bytes, at + 2) else { return false }
        switch (bytes[at] | 0x20, bytes[at + 1] | 0x20) {
        case (0x73, 0x74), (0x6E, 0x64), (0x72, 0x64), (0x74, 0x68): return true
        default: return false
        }
    }

    // MARK: Marks

    private mutating func scanMark(_ bytes: Bytes, _ offsets: Offsets, _ tokens: inout [Token]) {
        let start = at
        let (scalar, length) = UTF8Decoding.scalar(in: bytes, at: at)
        at += length
        let kind = kind(of: scalar, before: at < bytes.count ? bytes[at] : 0x20)
        if kind == .period, at + 1 < bytes.count, bytes[at] == 0x2E {
            while at < bytes.count, bytes[at] == 0x2E { at += 1 }
            tokens.append(make(.ellipsis, start, at, 0x85, offsets, spaceBefore ? .spaceBefore : []))
            return
        }
        let shape: Token.Shape = spaceBefore ? .spaceBefore : []
        var hash = WordHash()
        hash.feed(scalar.value)
        tokens.append(make(kind, start, at, hash.value, offsets, shape))
        switch kind {
        case .openQuote, .quote, .colon: opensSentence = true
        case .other where opensSentence: break
        case .openBracket: break
        default: opensSentence = opensSentence && kind == .dash
        }
    }

    private mutating func kind(of scalar: Unicode.Scalar, before next: UInt8) -> Token.Kind {
        switch scalar {
        case ",": return .comma
        case ".": return .period
        case ";": return .semicolon
        case ":": return .colon
        case "?": return .question
        case "!": return .exclamation
        case "…": return .ellipsis
        case "(", "[", "{": return .openBracket
        case ")", "]", "}": return .closeBracket
        case "-", "–", "—", "‒", "―", "−": return .dash
        case "%": return .percent
        case "$", "€", "£", "¥", "₹", "₽", "₺", "₪", "₩": return .currencySign
        case "/": return .slash
        case "&": return .ampersand
        case "“", "«", "„": return .openQuote
        case "”", "»": return .closeQuote
        case "‘":
            openSingleQuotes += 1
            return .openQuote
        case "’":
            openSingleQuotes = max(0, openSingleQuotes - 1)
            return .closeQuote
        case "'":
            if spaceBefore || next > 0x20 && openSingleQuotes == 0 {
                openSingleQuotes += 1
                return .openQuote
            }
            openSingleQuotes = max(0, openSingleQuotes - 1)
            return .closeQuote
        case "\"":
            openDoubleQuotes += 1
            return openDoubleQuotes % 2 == 1 ? .openQuote : .closeQuote
        default: return .other
        }
    }

    // MARK: Bytes

    private func make(
        _ kind: Token.Kind, _ start: Int, _ end: Int, _ hash: UInt64, _ offsets: Offsets,
        _ shape: Token.Shape
    ) -> Token {
        Token(
            start: offsets[start], end: offsets[end - 1] + 1, readStart: UInt32(start),
            readEnd: UInt32(end), hash: hash, classes: [], value: 0, code: 0, name: 0, record: 0, kind: kind,
            shape: shape, sentence: UInt32(sentence), phrase: 0)
    }

    private func isWordByte(_ bytes: Bytes, _ index: Int) -> Bool {
        index < bytes.count && (Self.isDigit(bytes[index]) || Self.isLetter(bytes, index))
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

    static func isLetter(_ bytes: Bytes, _ index: Int) -> Bool {
        let byte = bytes[index]
        if byte < 0x80 { return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
        return isLetter(UTF8Decoding.scalar(in: bytes, at: index).scalar)
    }

    /// Letters of the scripts that can stand in a name; others go by the Unicode property.
    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xC0...0x24F: scalar.value != 0xD7 && scalar.value != 0xF7
        case 0x80...0xBF: scalar.value == 0xAA || scalar.value == 0xB5 || scalar.value == 0xBA
        case 0x2000...0x2BFF, 0x3000...0x303F, 0xFFFD: false
        case 0x2BC, 0x2BB: true
        default: scalar.properties.isAlphabetic
        }
    }

    static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        (0x300...0x36F).contains(scalar.value) || scalar.value == 0x200D || scalar.value == 0x200C
    }
}

/// What a scan of a word gathers.
struct WordShape {
    var hash = WordHash()
    var hashBeforeApostrophe: UInt64 = 0
    /// Where a possessive begins; 0 for none.
    var possessiveAt = 0
    var uppers = 0
    var lowers = 0
    var points = 0
    var beginsUpper = false
    var hasDigit = false
    var hasHyphen = false
    var hasApostrophe = false

    mutating func take(upperAt index: Int) {
        uppers += 1
        if index == 0 { beginsUpper = true }
    }

    /// Whether only lower-case letters have come, two or more: "the20-year-old", "ofPakistan".
    func isStuckToLower(_ length: Int) -> Bool {
        length >= 2 && lowers == length && !hasDigit && uppers == 0
    }

    @inline(__always)
    func shape(_ opensSentence: Bool, _ spaceBefore: Bool) -> Token.Shape {
        var shape: Token.Shape = []
        if beginsUpper { shape.insert(.capital) }
        if uppers >= 2 && lowers == 0 { shape.insert(.allCapitals) }
        if uppers > (beginsUpper ? 1 : 0) && lowers > 0 { shape.insert(.innerCapital) }
        if hasDigit { shape.insert(.hasDigit) }
        if hasHyphen { shape.insert(.hasHyphen) }
        if points > 0 { shape.insert(.hasPoint) }
        if hasApostrophe { shape.insert(.hasApostrophe) }
        if opensSentence { shape.insert(.opensSentence) }
        if spaceBefore { shape.insert(.spaceBefore) }
        return shape
    }
}
