import GlossLexicon
import GlossModel

/// Tells English from other languages by how many of a text's words are English function words:
/// four in ten in English prose, less than one in ten elsewhere.
enum Language {
    private static let sample = 1 << 16
    private static let fewestWords = 20
    private static let function: WordClasses = [
        .determiner, .preposition, .conjunction, .pronoun, .possessivePronoun, .auxiliary, .modal,
    ]

    static func isEnglish(_ text: Text, _ lexicon: Lexicon) -> Bool {
        var words = 0
        var functionWords = 0
        var offset = 0
        let end = min(text.count, sample)
        while offset < end {
            var hash = WordHash()
            var length = 0
            while offset < end {
                let (scalar, count) = text.scalar(at: offset)
                guard TokenScan.isLetter(scalar) || scalar.value >= 0x41 && scalar.value < 0x80 && scalar.properties.isAlphabetic else { break }
                hash.feed(scalar.value)
                offset += count
                length += 1
            }
            if length > 0 {
                words += 1
                if let entry = lexicon.entry(hash.value), entry.classes.overlaps(function) { functionWords += 1 }
            } else {
                offset += text.scalar(at: offset).length
            }
        }
        return words < fewestWords || functionWords * 100 >= words * 15
    }
}
