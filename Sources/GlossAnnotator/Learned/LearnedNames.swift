import GlossLexicon
import GlossModel

/// Brings what the rules and what was learned say of names together.
///
/// The tagger sees what the rules found, so where both speak it has weighed that already. What stands
/// against it are the user's own names, and the bodies and products that the lexicon knows.
enum LearnedNames {
    /// What `NameScan` found, with what the tagger makes of it; both in the order of the text. Linear.
    static func merge(_ tokens: Tokens, _ tagger: NameTagger, isTime: [Bool], into atoms: inout [Atom]) {
        var merged = atoms.filter(isSure)
        var first = 0
        for name in tagger.found where name.margin >= 0 && !name.range.contains(where: { isTime[$0] || isClause(tokens[$0], name.type) }) {
            while first < atoms.count, atoms[first].range.upperBound <= name.range.lowerBound { first += 1 }
            let near = atoms[first...].prefix { $0.range.lowerBound < name.range.upperBound }.filter { $0.range.overlaps(name.range) }
            guard near.allSatisfy({ !isSure($0) || leaves($0, name.range) }) else { continue }
            merged.append(atom(name, near))
            // A place, a people or a known body inside a longer name.
            merged += near.filter { $0.range != name.range && !isSure($0) && isInner($0, of: name) }
        }
        atoms = merged.sorted { ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound) }
    }

    private static func isSure(_ atom: Atom) -> Bool {
        if atom.rule == .ownName { return true }
        guard atom.rule == .lexiconPhrase || atom.rule == .lexiconWord, atom.name > 0 else { return false }
        return atom.type == .organization || atom.type == .product
    }

    /// Whether a word in small letters is of a clause, not of a name: "met", "has", "they". In names of
    /// people and places hardly any can stand.
    private static func isClause(_ token: Token, _ type: MentionType) -> Bool {
        guard token.kind == .word, !token.hasCapital else { return false }
        if token.classes.overlaps([.actionVerb, .reportingVerb, .beliefVerb, .auxiliary, .modal, .pronoun]) { return true }
        return (type == .person || type == .location) && !token.classes.overlaps(wordsOfNames)
    }

    private static let wordsOfNames: WordClasses = [
        .determiner, .preposition, .conjunction, .nameParticle, .placeHead, .facilityHead, .placeNoun, .direction, .title, .post,
    ]

    /// Whether a sure name lets another stand that it overlaps: a longer one than that of the lexicon.
    private static func leaves(_ sure: Atom, _ range: Range<Int>) -> Bool {
        sure.rule != .ownName && range.count > sure.range.count && range.lowerBound <= sure.range.lowerBound
            && sure.range.upperBound <= range.upperBound
    }

    /// A learned name, as the rules have it where they found the same.
    private static func atom(_ name: NameTagger.Found, _ atoms: [Atom]) -> Atom {
        guard let same = atoms.first(where: { $0.range == name.range || $0.core == name.range }) else {
            return Atom(name.range, name.type, rule: .learned)
        }
        return same.type == name.type ? same : Atom(name.range, name.type, name: same.name, rule: .learned)
    }

    private static func isInner(_ atom: Atom, of name: NameTagger.Found) -> Bool {
        name.range.lowerBound <= atom.range.lowerBound && atom.range.upperBound <= name.range.upperBound && name.type != .location
            && name.type != .person && (atom.type == .location || atom.type == .group || atom.type == .organization && atom.name > 0)
    }

    /// The type in a code, its place in `NameLabel.types`; nil where it is none that is learned.
    static func type(_ code: UInt8) -> Int? {
        let type = Int(code >> 5)
        return type < NameLabel.types.count ? type : nil
    }

    /// What the rules found at each token, for the features: type, rule and place, one byte; 0 for nothing.
    static func codes(_ atoms: [Atom], count: Int, into codes: inout [UInt8]) {
        codes.removeAll(keepingCapacity: true)
        codes.append(contentsOf: repeatElement(0, count: count))
        for atom in atoms {
            let type = UInt8(NameLabel.types.firstIndex(of: atom.type) ?? 7)
            for index in atom.range where codes[index] == 0 {
                codes[index] = type << 5 | min(atom.rule.rawValue, 15) << 1 | (index == atom.range.lowerBound ? 1 : 0)
            }
        }
    }
}
