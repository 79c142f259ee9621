import GlossModel

/// Decides where tokens that come without their text had a space between them.
///
/// Marks that close stand at the word before, marks that open at the word after; of plain quotation
/// marks the first opens and the second closes; `'s`, `n't` and the like stand at their word. In scripts that
/// are written without spaces tokens stand together.
struct Detokeniser {
    private var before: [UInt8] = []
    private var hasToken = false
    private var opensNext = false
    private var quotes: Set<UInt8> = []
    /// How the token before ends.
    private var script = Script.spaced
    /// Whether a token of Chinese or Japanese has come: then letters and digits may come one by one.
    private var isIdeographic = false

    /// Begins anew: a sentence has ended.
    mutating func endSentence() { self = Detokeniser() }

    /// Whether a space stands before the next token.
    mutating func spaceBefore(_ token: some Collection<UInt8>) -> Bool {
        let bytes = Array(token)
        let isFirst = !hasToken
        let isUnspaced = isUnspaced(before: bytes)
        let joins = opensNext || Detokeniser.isClosing(bytes) || isClitic(bytes) || closesQuote(bytes) || isUnspaced
        opensNext = Detokeniser.isOpening(bytes) || opensQuote(bytes)
        before = bytes
        hasToken = true
        return !isFirst && !joins
    }

    /// Whether no space stands before a token since its script has none.
    private mutating func isUnspaced(before token: [UInt8]) -> Bool {
        // Most text tells at once.
        guard let first = token.first, isIdeographic || script != .spaced || first >= 0xE0 || (token.last ?? 0) >= 0x80 else { return false }
        let words = String(decoding: token, as: UTF8.self).unicodeScalars
        guard let start = words.first.map({ Script(of: $0) }), let end = words.last.map({ Script(of: $0) }) else { return false }
        let areLetters = isIdeographic && token.count == 1 && before.count == 1 && isLetter(token[0]) && isLetter(before[0])
        let joins = script == .ideographic || start == .ideographic || script == .unspaced && start == .unspaced || areLetters
        script = end
        if end == .ideographic { isIdeographic = true }
        return joins
    }

    private func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39 }

    private static func isClosing(_ token: [UInt8]) -> Bool {
        switch token.count {
        case 1: ",.;:!?)]}%".utf8.contains(token[0])
        case 2: token == [0x27, 0x27]
        case 3: token == [0x2E, 0x2E, 0x2E] || token == Array("”".utf8) || token == Array("’".utf8) || token == Array("…".utf8)
        default: false
        }
    }

    private static func isOpening(_ token: [UInt8]) -> Bool {
        switch token.count {
        case 1: "([{$#".utf8.contains(token[0])
        case 2: token == [0x60, 0x60] || token == Array("£".utf8)
        case 3: token == Array("“".utf8) || token == Array("‘".utf8) || token == Array("€".utf8)
        default: false
        }
    }

    /// `'s`, `'re`, `’ll` and `n't`, behind a letter or a digit.
    private func isClitic(_ token: [UInt8]) -> Bool {
        guard let last = before.last, last >= 0x30, token.count > 1, token.count <= 5 else { return false }
        if token.elementsEqual("n't".utf8) || token.elementsEqual("n’t".utf8) { return true }
        let quote = token[0] == 0x27 ? 1 : token.starts(with: "’".utf8) ? 3 : 0
        return quote > 0 && token.count > quote && token.count - quote <= 2 && token[quote...].allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
    }

    private mutating func opensQuote(_ token: [UInt8]) -> Bool {
        guard token.count == 1, token[0] == 0x22 || token[0] == 0x27 else { return false }
        if quotes.remove(token[0]) != nil { return false }
        quotes.insert(token[0])
        return true
    }

    private func closesQuote(_ token: [UInt8]) -> Bool {
        token.count == 1 && quotes.contains(token[0])
    }
}

/// Cuts a text into tokens for formats that have nothing else: words, numbers, single marks; never
/// over a place where an annotation begins or ends.
struct Tokeniser {
    let text: Text
    /// Where annotations begin and end, in order.
    private let cuts: [Int]

    init(_ text: Text, cuts: [Int]) {
        self.text = text
        self.cuts = cuts
    }

    /// The pieces between white space in a span, in order.
    func chunks(in span: Span) -> [Span] {
        var found: [Span] = []
        var offset = Int(span.start)
        while offset < Int(span.end) {
            let start = offset
            while offset < Int(span.end), !Tokeniser.isSpace(text, at: offset) { offset += step(offset) }
            if offset > start { found.append(Span(start, offset)) }
            while offset < Int(span.end), Tokeniser.isSpace(text, at: offset) { offset += step(offset) }
        }
        return found
    }

    /// A chunk cut only where annotations begin and end.
    func pieces(of chunk: Span) -> [Span] {
        var found: [Span] = []
        var start = Int(chunk.start)
        var index = cuts.partitioningIndex { $0 > start }
        while index < cuts.count, cuts[index] < Int(chunk.end) {
            if cuts[index] > start {
                found.append(Span(start, cuts[index]))
                start = cuts[index]
            }
            index += 1
        }
        found.append(Span(start, Int(chunk.end)))
        return found
    }

    /// The tokens of a chunk.
    func tokens(of chunk: Span) -> [Span] {
        pieces(of: chunk).flatMap { piece in
            var found: [Span] = []
            var offset = Int(piece.start)
            while offset < Int(piece.end) {
                let start = offset
                if isMark(offset) {
                    offset += step(offset)
                } else {
                    while offset < Int(piece.end), !isMark(offset) || isInside(offset, piece) { offset += step(offset) }
                }
                found.append(Span(start, min(offset, Int(piece.end))))
            }
            return found
        }
    }

    /// White space of any script, and the controls that separate lines.
    static func isSpace(_ text: Text, at offset: Int) -> Bool {
        let byte = text.bytes[offset]
        if byte < 0x80 { return byte <= 0x20 || byte == 0x7F }
        return byte >= 0xC2 && byte <= 0xE3 && text.scalar(at: offset).scalar.properties.isWhitespace
    }

    private func step(_ offset: Int) -> Int { text.bytes[offset] < 0x80 ? 1 : text.scalar(at: offset).length }

    private func isMark(_ offset: Int) -> Bool {
        let byte = text.bytes[offset]
        if byte < 0x80 { return !(byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == 0x5F) }
        switch text.scalar(at: offset).scalar.value {
        case 0x2010...0x2027, 0x2030...0x205E, 0x3001...0x3003, 0x3008...0x3011, 0xAB, 0xBB, 0xBF, 0xA1: return true
        default: return false
        }
    }

    /// A point, comma, hyphen or apostrophe between letters or digits belongs to its word.
    private func isInside(_ offset: Int, _ piece: Span) -> Bool {
        guard "-.,'/:&".utf8.contains(text.bytes[offset]), offset + 1 < Int(piece.end) else { return false }
        return !isMark(offset + 1) && !isMark(text.scalarStart(atOrBefore: offset - 1))
    }
}

/// How words stand in the script of a letter.
enum Script {
    /// With spaces between them.
    case spaced
    /// Without, as in Chinese and Japanese, also beside letters of other scripts.
    case ideographic
    /// Without, as in Thai, Lao, Khmer and Burmese.
    case unspaced

    init(of scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x3000...0x30FF, 0x31F0...0x31FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0xFF00...0xFFEF, 0x20000...0x3FFFF: self = .ideographic
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: self = .unspaced
        default: self = .spaced
        }
    }
}
