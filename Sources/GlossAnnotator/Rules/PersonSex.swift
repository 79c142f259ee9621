/// Whether a person is a man or a woman, as far as titles and given names tell.
enum PersonSex {
    /// 1 for a man, 2 for a woman, 0 where nothing tells.
    static func of(_ person: Atom, _ tokens: Tokens) -> UInt8 {
        for index in person.range.lowerBound..<person.core.lowerBound {
            if men.contains(tokens[index].hash) { return 1 }
            if women.contains(tokens[index].hash) { return 2 }
        }
        guard person.core.count > 1 else { return 0 }
        return UInt8(min(2, tokens[person.core.lowerBound].code))
    }

    private static let men = WordSet(["mr", "sir", "lord", "king", "prince", "father", "brother", "herr", "monsieur", "señor", "duke", "emperor"])
    private static let women = WordSet(["mrs", "ms", "miss", "lady", "dame", "madam", "madame", "queen", "princess", "sister", "frau", "signora", "duchess"])
}
