import GlossLexicon
import GlossModel

/// Tells English from other languages by how many of a text's words are English function words:
/// four in ten in English prose, less than one in ten elsewhere.
enum Language {
    private static let sample = 1 << 16
    /// Where twice the share that is needed ends the reading.
    private static let shortSample = 1 << 14
    private static let fewestWords = 20
    private static let function: WordClasses = [
        .determiner, .preposition, .conjunction, .pronoun, .possessivePronoun, .auxiliary, .modal,
    ]

    static func isEnglish(_ text: Text, _ lexicon: Lexicon) -> Bool {
        let bytes = text.bytes
        let end = min(bytes.count, sample)
        var words = 0
        var functionWords = 0
        var offset = 0
        while offset < end {
            var hash = WordHash()
            let start = offset
            let next = wordEnd(bytes, offset, end, &hash)
            if next > start {
                words += 1
                if lexicon.entry(hash.value)?.classes.overlaps(function) == true { functionWords += 1 }
                if next >= shortSample, functionWords * 100 >= words * 30 { return true }
                offset = next
            } else {
                offset += bytes[offset] < 0x80 ? 1 : UTF8Decoding.scalar(in: bytes, at: offset).length
            }
        }
        return words < fewestWords || functionWords * 100 >= words * 15
    }

    /// One past the letters from an offset on, which are added to the hash.
    @inline(__always)
    private static func wordEnd(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ hash: inout WordHash
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
