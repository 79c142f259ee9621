import GlossLexicon
import GlossModel

/// Capitals in brackets are what the words before them say: the type of a name that is written out ("Harbour
/// Workers Union (HWU)"), a document ("Common Fishing Plan (CFP)"), or no name ("human intelligence (HUMINT)").
/// So they are from there on.
struct BracketedNames {
    let tokens: Tokens
    let ordinary: OrdinaryWords

    /// Settles the names in brackets of a paragraph and where they stand again in it, and notes what they are. Linear but for the
    /// brackets, of which a paragraph has few.
    func settle(_ atoms: inout [Atom], _ known: inout [UInt64: MentionType]) {
        for index in 0..<tokens.count where isBracketed(index) {
            guard let type = type(index, atoms) else { continue }
            known[tokens[index].hash] = type
            set(index, type, .acronym, &atoms)
            for later in index + 1..<tokens.count where tokens[later].hash == tokens[index].hash && tokens[later].isAllCapitals {
                if !atoms.contains(where: { $0.range.count > 1 && $0.range.contains(later) }) { set(later, type, .knownName, &atoms) }
            }
        }
    }

    /// Makes a token a name of a type; of `.other`, none.
    private func set(_ index: Int, _ type: MentionType, _ rule: Rule, _ atoms: inout [Atom]) {
        atoms.removeAll { $0.range == index..<index + 1 }
        guard type != .other else { return }
        let place = atoms.firstIndex { $0.range.lowerBound > index } ?? atoms.count
        atoms.insert(Atom(index..<index + 1, type, rule: rule), at: place)
    }

    private func isBracketed(_ index: Int) -> Bool {
        guard index > 1, tokens[index].kind == .word, tokens[index].isAllCapitals, tokens[index].name == 0, !tokens[index].is(.ownName),
            tokens.token(index + 1)?.kind == .closeBracket
        else { return false }
        return tokens[index - 1].kind == .openBracket
    }

    /// What the words before the bracket say; nil where they say nothing.
    private func type(_ index: Int, _ atoms: [Atom]) -> MentionType? {
        if let long = atoms.first(where: { $0.range.upperBound == index - 1 && $0.range.count > 1 && $0.type != .person }) {
            return fits(index, long.core, isLoose: long.range.count > 2) ? document(long.core) ?? long.type : nil
        }
        guard let words = words(index) else { return nil }
        if let document = document(words) { return document }
        return words.allSatisfy { tokens[$0].kind != .word || ordinary.contains(tokens[$0].hash) } ? .other : nil
    }

    /// A document where a word for one is among capitalised words: "Common Fishing Plan".
    private func document(_ range: Range<Int>) -> MentionType? {
        guard range.contains(where: { Self.documents.contains(tokens[$0].hash) && tokens[$0].isCapital }),
            !range.contains(where: { tokens[$0].classes.overlaps([.organizationHead, .organizationWord]) })
        else { return nil }
        return .document
    }

    private static let documents = WordSet(["plan", "agreement", "accord", "accords", "act", "treaty", "convention", "protocol", "pact", "charter"])

    /// The words before the bracket whose initials are the capitals, little words passed over.
    private func words(_ index: Int) -> Range<Int>? {
        var letters = letters(index)
        let count = letters.count
        var at = index - 2
        while at >= 0, let letter = letters.last, index - at < 2 * count + 4, tokens[at].kind == .word, tokens[at].sentence == tokens[index].sentence {
            if initial(at) == letter {
                letters.removeLast()
            } else if !tokens[at].classes.overlaps([.preposition, .determiner, .conjunction]) {
                return nil
            }
            at -= 1
        }
        return letters.isEmpty && count > 1 ? at + 1..<index - 1 : nil
    }

    /// Whether capitals can be short for a name: two in three begin its words, in order or, where it is long
    /// and they are many, in any.
    private func fits(_ index: Int, _ long: Range<Int>, isLoose: Bool) -> Bool {
        let letters = letters(index)
        var rest = letters[...]
        var initials: [UInt8] = []
        for word in long where tokens[word].kind == .word {
            initials.append(initial(word))
            if rest.first == initial(word) { rest.removeFirst() }
        }
        if letters.count > 1, rest.count * 3 <= letters.count { return true }
        // Of another language, as "MINUSMA" is.
        if letters.count > 4, initials.count > 4, letters.first == initials.first { return true }
        guard isLoose, letters.count > 3, letters.first.map(initials.contains) == true || initials.first.map(letters.contains) == true else { return false }
        return letters.filter(initials.contains).count * 3 >= letters.count * 2
    }

    private func letters(_ index: Int) -> [UInt8] {
        tokens.reading(of: index..<index + 1).filter { $0 >= 0x41 && $0 <= 0x5A }.map { $0 | 0x20 }
    }

    private func initial(_ index: Int) -> UInt8 { tokens.bytes[Int(tokens[index].readStart)] | 0x20 }
}
