import GlossLexicon
import GlossModel

/// Tells English from other languages by function words: those of English are four in ten words of
/// its prose, those of another language as many in that. Words that are of none, as in tables, logs
/// and lists, speak for no language.
enum Language {
    private static let sample = 1 << 16
    private static let function: WordClasses = [
        .determiner, .preposition, .conjunction, .pronoun, .possessivePronoun, .auxiliary, .modal,
    ]

    /// How many words of a stretch speak for what.
    struct Count {
        var words = 0
        var english = 0
        var others = 0
        /// Words that stand in names in English, too.
        var particles = 0
        /// Words in letters that English does not have.
        var otherLetters = 0
        /// Function words of each language, by its bit.
        private var ofLanguage = SIMD32<UInt16>()

        /// Adds a word that is a function word of some languages, a bit each.
        fileprivate mutating func addOther(_ languages: UInt64, isOtherLetter: Bool) {
            if isOtherLetter { otherLetters += 1 }
            guard languages != 0 else { return }
            if languages & 1 == 1 { particles += 1 } else { others += 1 }
            var bits = languages & 0xFFFF_FFFE
            while bits != 0 {
                ofLanguage[bits.trailingZeroBitCount] &+= 1
                bits &= bits - 1
            }
        }

        /// The bit of the language that most of the function words are of; 0 where two are as likely or none is.
        var likeliest: Int {
            let most = ofLanguage.max()
            let first = (0..<32).first { ofLanguage[$0] == most } ?? 0
            return most >= 2 && (first + 1..<32).allSatisfy { ofLanguage[$0] < most } ? first : 0
        }

        /// Whether the words are of another language; nil where too few speak for any.
        var isForeign: Bool? {
            guard words > 0 else { return nil }
            if otherLetters * 2 > words, words >= 2 { return true }
            let others = others >= 2 ? others + particles : others
            if others >= 3, others * 100 >= words * 15, others > english { return true }
            return english >= 3 && english * 100 >= words * 10 && english > others ? false : nil
        }
    }

    /// What the words of the first 64 kB of a text speak for.
    static func count(_ text: Text, _ lexicon: Lexicon) -> Count {
        var count = Count()
        let records = lexicon.records
        let bytes = text.bytes
        let end = min(bytes.count, sample)
        var offset = 0
        while offset < end {
            var hash = WordHash()
            let next = wordEnd(bytes, offset, end, &hash)
            guard next > offset else {
                offset += bytes[offset] < 0x80 ? 1 : UTF8Decoding.scalar(in: bytes, at: offset).length
                continue
            }
            count.words += 1
            let entry = lexicon.entry(hash.value)
            if entry?.classes.overlaps(function) == true { count.english += 1 }
            count.addOther(records[entry?.record ?? 0, .languages], isOtherLetter: isOther(bytes, offset))
            offset = next
        }
        return count
    }

    /// What the words of a block speak for. Linear; few words are looked up in English prose.
    static func count(_ tokens: Tokens, _ records: WordRecords) -> Count {
        var count = Count()
        for index in 0..<tokens.count where tokens[index].kind == .word {
            count.words += 1
            if tokens[index].classes.overlaps(function) { count.english += 1 }
        }
        if count.english * 5 >= count.words, count.english >= 3 { return count }
        for index in 0..<tokens.count where tokens[index].kind == .word {
            let token = tokens[index]
            count.addOther(records[token.record, .languages], isOtherLetter: isOther(tokens.bytes, Int(token.readStart)))
        }
        return count
    }

    /// Whether a word begins with a letter of another script: Greek, Cyrillic, Arabic, Chinese, ...
    private static func isOther(_ bytes: Bytes, _ offset: Int) -> Bool {
        bytes[offset] >= 0xCD
    }

    /// One past the letters from an offset on, which are added to the hash.
    @inline(__always)
    private static func wordEnd(
        _ bytes: Bytes, _ start: Int, _ end: Int, _ hash: inout WordHash
    ) -> Int {
        var offset = start
        while offset < end {
            let byte = bytes[offset]
            if byte < 0x80 {
                guard (byte | 0x20) >= 0x61, (byte | 0x20) <= 0x7A else { break }
                hash.feed(UInt32(byte))
                offset += 1
            } else {
                let (scalar, length) = UTF8Decoding.scalar(in: bytes, at: offset)
                guard TokenScan.isLetter(scalar) else { break }
                hash.feed(scalar.value)
                offset += length
            }
        }
        return offset
    }

}
