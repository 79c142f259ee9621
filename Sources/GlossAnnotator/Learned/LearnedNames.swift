import GlossModel

/// Brings what the rules and what was learned say of names together.
///
/// The tagger sees what the rules found, so where both speak it has weighed that already. Only the
/// user's own names stand against it.
enum LearnedNames {
    /// What `NameScan` found, with what the tagger makes of it.
    static func merge(_ tokens: Tokens, _ tagger: NameTagger, isTime: [Bool], into atoms: inout [Atom]) {
        let own = atoms.filter { $0.rule == .ownName }
        let learned = tagger.found.filter { name in
            name.margin >= 0 && !name.range.contains { isTime[$0] } && !own.contains { $0.range.overlaps(name.range) }
        }
        var merged = own
        for name in learned {
            merged.append(atom(name, atoms))
            // A place, a people or a known body inside a longer name.
            merged += atoms.filter { $0.range != name.range && name.range.overlaps($0.range) && isInner($0, of: name) }
        }
        atoms = merged.sorted { ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound) }
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
