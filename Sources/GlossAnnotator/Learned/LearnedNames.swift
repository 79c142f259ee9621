import GlossLexicon
import GlossModel

/// Brings what the rules and what was learned say of names together.
///
/// The tagger sees what the rules found, so where both speak it has weighed that already. What stands
/// against it are the user's own names, the bodies and products that the lexicon knows, titles, what a
/// name of the lexicon is, and what no name can be.
struct LearnedNames {
    let tokens: Tokens
    let isTime: [Bool]
    /// Types of words that were names before in the text; `.other` of those that are no name.
    let known: [UInt64: MentionType]
    let use: WordUse
    let ordinary: OrdinaryWords
    /// Whether the block is of another language than what the weights were learned from.
    var isForeign = false

    /// What `NameScan` found, with what the tagger makes of it; both in the order of the text. Linear.
    func merge(_ found: [NameTagger.Found], into atoms: inout [Atom]) {
        var merged = atoms.filter(isSure)
        var (heard, first) = ([Range<Int>](), 0)
        for found in found.flatMap(companies) {
            guard let name = trimmed(found), isPlausible(name) else { continue }
            while first < atoms.count, atoms[first].range.upperBound <= name.range.lowerBound { first += 1 }
            let near = atoms[first...].prefix { $0.range.lowerBound < name.range.upperBound }.filter { $0.range.overlaps(name.range) }
            guard near.allSatisfy({ !isSure($0) || leaves($0, name.range) }) else { continue }
            let atom = atom(name, near)
            merged.append(atom)
            heard.append(atom.range)
            // A place, a people or a known body inside a longer name.
            merged += near.filter { $0.range != atom.range && !isSure($0) && isInner($0, of: atom) }
        }
        merged += unheard(heard, atoms)
        atoms = merged.sorted { ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound) }
    }

    /// What the rules found where the tagger hears nothing, by rules that are seldom wrong then.
    private func unheard(_ heard: [Range<Int>], _ atoms: [Atom]) -> [Atom] {
        var (unheard, first) = ([Atom](), 0)
        for atom in atoms where isStrong(atom) && !isSure(atom) {
            while first < heard.count, heard[first].upperBound <= atom.range.lowerBound { first += 1 }
            if first == heard.count || heard[first].lowerBound >= atom.range.upperBound { unheard.append(atom) }
        }
        return unheard
    }

    private func isStrong(_ atom: Atom) -> Bool {
        switch atom.rule {
        case .title, .acronym, .organisationHead, .placeHead, .ofTail, .eventHead, .workHead, .saidToBe, .opening, .knownName, .productHead, .detection:
            return true
        case .lexiconPhrase where isForeign, .lexiconWord where isForeign: return true
        case .lexiconPhrase: return !isOfRun(atom.range)
        case .givenName: return atom.name > 0
        case .lexiconWord where isOfRun(atom.range): return false
        case .lexiconWord: return isOnlyThat(atom) || atom.type == .product || tokens[atom.range.lowerBound].isAllCapitals
        default: return false
        }
    }

    /// Whether capitalised words stand beside it: "United States" in the name of an election.
    private func isOfRun(_ range: Range<Int>) -> Bool {
        func isCapital(_ index: Int) -> Bool {
            guard let token = tokens.token(index), token.kind == .word, token.isCapital, token.sentence == tokens[range.lowerBound].sentence else { return false }
            return !token.opensSentence && !token.shape.contains(.inCapitals)
        }
        return isCapital(range.lowerBound - 1) || isCapital(range.upperBound)
    }

    private func isSure(_ atom: Atom) -> Bool {
        if atom.rule == .ownName { return true }
        guard atom.rule == .lexiconPhrase || atom.rule == .lexiconWord && atom.name > 0 else { return false }
        return atom.type == .organization || atom.type == .product
    }

    /// Whether a sure name lets another stand that it overlaps: a longer one than that of the lexicon.
    private func leaves(_ sure: Atom, _ range: Range<Int>) -> Bool {
        sure.rule != .ownName && range.count > sure.range.count && range.lowerBound <= sure.range.lowerBound
            && sure.range.upperBound <= range.upperBound
    }

    /// A learned name, as the rules have it where they found the same, or the person with a title.
    private func atom(_ name: NameTagger.Found, _ near: [Atom]) -> Atom {
        if let titled = near.first(where: {
            $0.rule == .title && $0.range.lowerBound <= name.range.lowerBound && $0.range.upperBound == name.range.upperBound
        }), titled.core.lowerBound <= name.range.lowerBound || name.type == .person {
            return titled
        }
        if let longer = near.first(where: { isHeaded($0) && contains($0.range, name.range) }) { return longer }
        var learned = Atom(name.range, name.type, rule: .learned)
        learned.margin = name.margin
        guard let same = near.first(where: { $0.range == name.range || $0.core == name.range }) else { return learned }
        if same.type == name.type || isOnlyThat(same) { return same }
        learned.name = same.name
        return learned
    }

    /// Whether a rule saw where a name begins and ends by its own words: "Mount Velka", "Battle of Arda".
    /// So has the lexicon "Saint Kitts and Nevis".
    private func isHeaded(_ atom: Atom) -> Bool {
        atom.rule == .opening || atom.rule == .eventHead || atom.rule == .workHead
            || atom.rule == .lexiconPhrase && atom.type == .location && atom.range.contains { tokens[$0].is(.conjunction) }
    }

    private func contains(_ outer: Range<Int>, _ inner: Range<Int>) -> Bool {
        outer.count > inner.count && outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
    }

    /// Whether the word of a name is in the lexicon for what the rules take it for, and in no other list:
    /// "Iraqi" is a people, "Iraq" a place that may act.
    private func isOnlyThat(_ atom: Atom) -> Bool {
        if atom.rule == .lexiconPhrase { return true }
        guard atom.rule == .lexiconWord else { return false }
        let classes = tokens.phrase(at: atom.range.lowerBound)?.classes ?? tokens[atom.range.lowerBound].classes
        if atom.type == .person { return classes.contains(.personName) }
        if classes.overlaps([.givenName, .familyName, .listedGiven, .listedFamily, .personName]) { return false }
        switch atom.type {
        case .group: return !classes.overlaps([.country, .city, .region, .organization])
        case .location, .organization: return classes.overlaps([.country, .region]) && !classes.overlaps([.organization, .nationality, .people])
        default: return false
        }
    }

    private func isInner(_ atom: Atom, of name: Atom) -> Bool {
        name.range.lowerBound <= atom.range.lowerBound && atom.range.upperBound <= name.range.upperBound && name.type != .location
            && (name.type != .person || name.rule == .title && atom.range.upperBound <= name.core.lowerBound)
            && (atom.type == .location || atom.type == .group || atom.type == .organization && atom.name > 0)
    }

    // MARK: Features

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
