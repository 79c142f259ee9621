import GlossModel
import GlossLexicon
import GlossModel

/// The words of the rules for times.
struct TimeLexicon {
    private let words: WordTable
    private let records: WordRecords
    /// Another language than English, whose words these are.
    let language: LanguageTable?

    init(_ lexicon: Lexicon, _ language: LanguageTable? = nil) {
        records = lexicon.records
        words = lexicon.table(.times)
        self.language = language
    }

    /// The word at `start..<end`, case aside; `.none` where it is none of ours.
    func word(_ bytes: Bytes, _ start: Int, _ end: Int) -> TimeWord {
        if let language { return word(in: language, bytes, start, end) }
        guard end - start <= 14 else { return .none }
        var hash = WordHash()
        for offset in start..<end {
            guard bytes[offset] < 0x80 else { return .none }
            hash.feed(UInt32(bytes[offset]))
        }
        return TimeWord(bits: words[hash.value])
    }

    private func word(in language: LanguageTable, _ bytes: Bytes, _ start: Int, _ end: Int) -> TimeWord {
        var hash = WordHash()
        var offset = start
        while offset < end {
            let (scalar, length) = UTF8Decoding.scalar(in: bytes, at: offset)
            hash.feed(scalar.value)
            offset += length
        }
        return language.words[hash.value] ?? .none
    }

    /// What a word's record says, as `TimeWord.bits`.
    @inline(__always)
    func bits(_ record: UInt16) -> UInt64 { records[record, .times] }

    /// Whether a word is one of those that an expression needs one of, unless it has digits.
    func isAnchor(_ bits: UInt64) -> Bool {
        guard bits != 0 else { return false }
        let word = TimeWord(bits: bits)
        switch word.kind {
        case .relation: return word.value == 0 || word.value == 2
        // Years in words: "nineteen ninety-one", "two thousand".
        case .number: return (18...20).contains(word.value) || word.value == 10 || word.value == 5
        case .hundred: return word.value == 1000
        case .month, .weekday, .season, .unit, .dayPart, .clockPoint, .deictic, .present, .past,
            .future, .setAdverb, .holiday, .recent, .ago, .decade, .half:
            return true
        default: return false
        }
    }
}
