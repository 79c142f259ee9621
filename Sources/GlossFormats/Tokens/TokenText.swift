import GlossModel

/// A text put together of tokens, as in print; sentences on lines of their own.
struct TokenText {
    /// The text so far, in UTF-8.
    private(set) var bytes: [UInt8] = []
    /// Where each token stands.
    private(set) var tokens: [Span] = []
    private var detokeniser = Detokeniser()

    /// Adds a token. `space` says whether a space stands before it, where that is known.
    mutating func add(_ word: String, space: Bool? = nil) {
        let word = Array(TokenText.unescaped(word).utf8)
        let guess = detokeniser.spaceBefore(word)
        if let last = bytes.last, last != 0x0A, last != 0x20, space ?? guess { bytes.append(0x20) }
        tokens.append(Span(bytes.count, bytes.count + word.count))
        bytes += word
    }

    /// Ends a sentence: what follows begins a line.
    mutating func endSentence() {
        detokeniser.endSentence()
        if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
    }

    /// The bytes on which a run of tokens stands.
    func span(_ range: Range<Int>) -> Span? {
        guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= tokens.count else { return nil }
        return Span(Int(tokens[range.lowerBound].start), Int(tokens[range.upperBound - 1].end))
    }

    var text: Text { Text(bytes) }

    private static let brackets = ["-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"]

    /// Brackets as the Penn Treebank writes them, marks as OntoNotes does.
    static func unescaped(_ word: String) -> String {
        if word.utf8.count == 5 { return brackets[word] ?? word }
        // OntoNotes has a stroke before marks of the web's texts.
        guard word.utf8.count == 2, word.utf8.first == 0x2F, let mark = word.utf8.last, ".?!-,:;".utf8.contains(mark) else { return word }
        return String(word.dropFirst())
    }
}

/// Finds tokens in the text that they were cut from, one after the other.
struct TokenPlaces {
    private let text: Text
    private var offset = 0
    /// Tokens that do not stand in the text.
    private(set) var missing = 0

    init(_ text: Text) { self.text = text }

    private static let spellings = ["``": "\"", "''": "\"", "`": "'"]
    /// A token stands within so many bytes behind the one before.
    private static let reach = 4096

    /// The place of the next token, which may be spelled as the Penn Treebank does; nil where it is not there.
    mutating func next(_ word: String) -> Span? {
        let plain = TokenText.unescaped(word)
        for spelling in [plain, TokenPlaces.spellings[word]].compactMap(\.self) {
            if let place = place(of: Array(spelling.utf8)) {
                offset = Int(place.end)
                return place
            }
        }
        missing += 1
        return nil
    }

    private func place(of word: [UInt8]) -> Span? {
        guard let first = word.first else { return nil }
        var place = offset
        while place + word.count <= min(text.count, offset + Self.reach) {
            if text.bytes[place] == first, text.bytes[place..<place + word.count].elementsEqual(word) {
                return Span(place, place + word.count)
            }
            place += 1
        }
        return nil
    }
}
