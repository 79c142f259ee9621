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

    /// What `NameScan` found, with what the tagger makes of it; both in the order of the text. Linear.
    func merge(_ found: [NameTagger.Found], into atoms: inout [Atom]) {
        var merged = atoms.filter(isSure)
        var (heard, first) = ([Range<Int>](), 0)
        for found in found {
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
    private func isHeaded(_ atom: Atom) -> Bool { atom.rule == .opening || atom.rule == .eventHead || atom.rule == .workHead }

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

    // MARK: What a name can be

    /// A name without what only qualifies it ("Paris-based Velka Labs"), and without the article of the noun
    /// behind it ("the NATO summit"); nil where nothing is left, or where a time or a clause is in it.
    private func trimmed(_ found: NameTagger.Found) -> NameTagger.Found? {
        var name = found
        while let first = name.range.first, isCompound(tokens[first]) || isArticle(first) && ownsArticle(name.range.upperBound) {
            name.range = first + 1..<name.range.upperBound
        }
        guard !name.range.isEmpty, name.margin >= Self.leastMargin else { return nil }
        if name.range.contains(where: { isClause(tokens[$0], name.type) }) || !isTimeless(name) { return nil }
        return whole(name)
    }

    /// Whether no time is in a name, but for the year of an event: "2004 Velka election".
    private func isTimeless(_ name: NameTagger.Found) -> Bool {
        let times = name.range.filter { isTime[$0] }
        return times.isEmpty || name.type == .event && times == [name.range.lowerBound] && tokens[times[0]].kind == .number && name.range.count > 1
    }

    /// A name with what belongs to it: "J.L. Clark, Inc." is a company; capitals are of the type that they were
    /// explained to be.
    private func whole(_ found: NameTagger.Found) -> NameTagger.Found {
        var name = found
        let end = name.range.upperBound
        if tokens.token(end)?.kind == .comma, let suffix = tokens.token(end + 1), CompanyNames.isSuffix(suffix), suffix.isCapital,
            suffix.sentence == tokens[end].sentence
        {
            (name.range, name.type) = (name.range.lowerBound..<end + 2, .organization)
        }
        if name.range.count > 1, let type = headType(name) { name.type = type }
        if name.range.count == 1, tokens[end - 1].isAllCapitals, let type = known[tokens[end - 1].hash], type != .other { name.type = type }
        return name
    }

    /// What the last word of a name, or the one before "of", says that it is: "Velka Holdings", "Dayton
    /// Agreement". A person's name has no such word, but where it begins as one.
    private func headType(_ name: NameTagger.Found) -> MentionType? {
        guard name.type == .person || name.type == .location, !tokens[name.range.lowerBound].classes.overlaps([.givenName, .listedGiven, .title]) else { return nil }
        let of = name.range.dropFirst().first { tokens[$0].is(.preposition) }
        let head = tokens[(of ?? name.range.upperBound) - 1]
        guard head.isCapital, !head.classes.overlaps([.placeHead, .facilityHead, .listedFamily, .familyName]) else { return nil }
        if head.is(.organizationHead) && !Self.buildings.contains(head.hash) || CompanyNames.isSuffix(head) { return .organization }
        if head.is(.workHead) { return .work }
        return head.is(.eventHead) ? .event : nil
    }

    private static let buildings = WordSet(["centre", "center", "observatory", "post", "academy", "college", "exchange", "court", "mission"])

    /// "Iran-backed", "Tibet-related": the part before the hyphen alone is a name.
    private func isCompound(_ token: Token) -> Bool {
        guard token.kind == .word, token.isCapital, token.shape.contains(.hasHyphen) else { return false }
        let bytes = tokens.bytes[Int(token.readStart)..<Int(token.readEnd)]
        guard let hyphen = bytes.lastIndex(of: 0x2D), bytes.endIndex - hyphen > 3 else { return false }
        return bytes[(hyphen + 1)...].allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
    }

    private func isArticle(_ index: Int) -> Bool { tokens[index].is(Self.the) && !tokens[index].isCapital }

    /// Whether a token is a noun in small letters, whose article stands before the name before it.
    private func ownsArticle(_ index: Int) -> Bool {
        guard let token = tokens.token(index), token.kind == .word, !token.hasCapital, token.sentence == tokens[index - 1].sentence else { return false }
        return token.classes.overlaps([
            .event, .eventHead, .workHead, .documentNoun, .personNoun, .organizationNoun, .placeNoun, .reportNoun, .post, .groupNoun,
        ]) && !token.classes.overlaps([.auxiliary, .modal, .reportingVerb, .actionVerb, .preposition])
    }

    /// Whether a word in small letters is of a clause, not of a name: "met", "has", "they". In names of
    /// people and places hardly any can stand.
    private func isClause(_ token: Token, _ type: MentionType) -> Bool {
        guard token.kind == .word, !token.hasCapital else { return false }
        if token.classes.overlaps([.actionVerb, .reportingVerb, .beliefVerb, .auxiliary, .modal, .pronoun]) { return true }
        return (type == .person || type == .location) && !token.classes.overlaps(Self.wordsOfNames)
    }

    private static let wordsOfNames: WordClasses = [
        .determiner, .preposition, .conjunction, .nameParticle, .placeHead, .facilityHead, .placeNoun, .direction, .title, .post,
    ]
    private static let the: Word = "the"

    private static let names: WordClasses = [
        .organization, .media, .country, .city, .region, .personName, .nationality, .people, .product, .givenName, .familyName,
    ]

    private func isPlausible(_ name: NameTagger.Found) -> Bool {
        let first = tokens[name.range.lowerBound]
        if first.shape.contains(.inCapitals) { return name.range.allSatisfy { !isPlain(tokens[$0]) } }
        if name.range.count == 1, tokens.isLanguage(name.range.lowerBound) || isPrefixed(first) { return false }
        if name.range.allSatisfy({ tokens[$0].classes.overlaps([.title, .post]) && !tokens[$0].is(.givenName) }) { return false }
        guard name.range.count == 1, first.kind == .word, !first.classes.overlaps(Self.names) else { return true }
        let length = Int(first.readEnd - first.readStart)
        if length < 2 || first.isAllCapitals && (isRoman(first) || first.is(.common)) || known[first.hash] == .other { return false }
        if first.isAllCapitals { return name.margin >= Self.acronymMargin }
        return !isPlain(first) || name.margin >= Self.plainMargin || isNamedAgain(first)
    }

    /// Below these margins nothing is said: of any name, of one in capitals, and of a word that English
    /// writes in small letters. There more than half is wrong on texts held back.
    private static let leastMargin = 20
    private static let acronymMargin = 40
    private static let plainMargin = 60

    /// Whether English or this text writes a word in small letters, and no list of names has it.
    private func isPlain(_ token: Token) -> Bool {
        guard token.kind == .word, !token.classes.overlaps(Self.names), !token.classes.overlaps([.listedFamily, .listedGiven, .listedPlace]) else { return false }
        return ordinary.contains(token.hash) || use.small(token.hash) > 0
    }

    /// Whether the text has it as a name more than once, and seldom otherwise.
    private func isNamedAgain(_ token: Token) -> Bool {
        let capital = use.capital(token.hash)
        return capital > 1 && capital > 2 * use.small(token.hash)
    }

    /// "Sino-Soviet", "anti-Estonian": what qualifies is no name.
    private func isPrefixed(_ token: Token) -> Bool {
        guard token.shape.contains(.hasHyphen), token.kind == .word else { return false }
        var hash = WordHash()
        for byte in tokens.bytes[Int(token.readStart)..<Int(token.readEnd)].prefix(while: { $0 != 0x2D }) { hash.feed(UInt32(byte)) }
        return Self.prefixes.contains(hash.value)
    }

    private static let prefixes = WordSet([
        "sino", "russo", "franco", "anglo", "indo", "euro", "afro", "austro", "greco", "italo", "anti", "pro", "non", "all", "pre", "post", "ex", "pan",
        "trans", "un", "mid", "inter", "neo",
    ])

    private func isRoman(_ token: Token) -> Bool {
        tokens.bytes[Int(token.readStart)..<Int(token.readEnd)].allSatisfy { $0 == 0x49 || $0 == 0x56 || $0 == 0x58 }
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
