import GlossLexicon

/// The official names of countries: "the Islamic Republic of Mauritania" is one place, whatever else its words
/// are; and who is sued or accused, whose part is no part of the name.
enum OfficialNames {
    /// Widens the countries behind such words, and leaves out the parts of a trial. Linear but for such words.
    static func settle(_ atoms: inout [Atom], _ tokens: Tokens) {
        for index in atoms.indices where atoms[index].form == .name {
            if let first = begin(of: atoms[index], tokens) {
                atoms[index].range = first..<atoms[index].range.upperBound
                atoms[index].type = .location
            } else if atoms[index].range.count > 1, atoms[index].type == .person || atoms[index].type == .organization, parts.contains(tokens[atoms[index].range.lowerBound].hash) {
                let range = atoms[index].range.lowerBound + 1..<atoms[index].range.upperBound
                atoms[index].range = range
                if !range.contains(atoms[index].core.lowerBound) { atoms[index].core = range }
            }
        }
        atoms.sort { ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound) }
        var kept: [Atom] = []
        for atom in atoms {
            if let last = kept.last, last.range.lowerBound <= atom.range.lowerBound, atom.range.upperBound < last.range.upperBound, last.type == .location, last.form == .name,
                isState(last.range, tokens), atom.range.upperBound <= last.core.lowerBound
            {
                continue
            }
            kept.append(atom)
        }
        atoms = kept
    }

    /// Where the official name of a country begins; nil where it stands alone.
    private static func begin(of atom: Atom, _ tokens: Tokens) -> Int? {
        guard atom.type == .location, case let first = atom.range.lowerBound, first > 1, tokens[first - 1].is(of), atom.range == atom.core,
            tokens[first].is(.country) || tokens.phrase(at: first)?.is(.country) == true, case let head = first - 2, isHead(tokens[head])
        else { return nil }
        var begin = head
        while begin > 0, isQualifier(tokens[begin - 1]), tokens[begin - 1].sentence == tokens[head].sentence { begin -= 1 }
        if begin > 0, tokens[begin - 1].is(the), tokens[begin - 1].sentence == tokens[head].sentence { begin -= 1 }
        return begin
    }

    private static func isState(_ range: Range<Int>, _ tokens: Tokens) -> Bool { range.contains { isHead(tokens[$0]) } }

    private static func isHead(_ token: Token) -> Bool { token.kind == .word && token.isCapital && heads.contains(token.hash) }

    private static func isQualifier(_ token: Token) -> Bool { (token.kind == .word && token.isCapital || token.kind == .possessive) && qualifiers.contains(token.hash) }

    private static let of: Word = "of"
    private static let the: Word = "the"
    private static let heads = WordSet([
        "republic", "kingdom", "federation", "commonwealth", "principality", "sultanate", "emirate", "duchy", "union", "confederation", "state", "states", "territory",
    ])
    private static let qualifiers = WordSet([
        "islamic", "democratic", "federal", "federative", "federated", "people", "'s", "socialist", "bolivarian", "arab", "cooperative", "co-operative", "independent",
        "plurinational", "hashemite", "grand", "oriental", "united", "eastern", "soviet", "popular",
    ])
    private static let parts = WordSet(["defendant", "plaintiff", "appellant", "respondent", "petitioner", "claimant", "co-defendant", "appellee"])
}
