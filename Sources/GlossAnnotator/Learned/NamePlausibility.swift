import GlossLexicon
import GlossModel

/// What a learned name can be, and where it begins and ends.
extension LearnedNames {
    /// A name without what only qualifies it ("Paris-based Velka Labs"), and without the article of the noun
    /// behind it ("the NATO summit"); nil where nothing is left, or where a time or a clause is in it.
    func trimmed(_ found: NameTagger.Found) -> NameTagger.Found? {
        var name = found
        while let first = name.range.first, isCompound(tokens[first]) || isArticle(first) && ownsArticle(name.range.upperBound) {
            name.range = first + 1..<name.range.upperBound
        }
        guard !name.range.isEmpty, name.margin >= Self.leastMargin else { return nil }
        if name.range.contains(where: { isClause(tokens[$0], name.type) }) || !isTimeless(name) { return nil }
        return whole(name)
    }

    /// Two companies that are one for the tagger, each behind what companies end in: "Clark, Inc. and Marsh & Sons Ltd.".
    func companies(_ found: NameTagger.Found) -> [NameTagger.Found] {
        guard found.type == .organization, found.range.count > 4, CompanyNames.isSuffix(tokens[found.range.upperBound - 1]),
            let and = found.range.dropFirst().dropLast().first(where: { tokens[$0].is(Self.and) && !tokens[$0].isCapital && CompanyNames.isSuffix(tokens[$0 - 1]) })
        else { return [found] }
        return [found.range.lowerBound..<and, and + 1..<found.range.upperBound].map { NameTagger.Found(range: $0, type: .organization, margin: found.margin) }
    }

    private static let and: Word = "and"

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

    func isPlausible(_ name: NameTagger.Found) -> Bool {
        let first = tokens[name.range.lowerBound]
        if first.shape.contains(.inCapitals) { return name.range.allSatisfy { !isPlain(tokens[$0]) } }
        if name.range.count == 1, tokens.isLanguage(name.range.lowerBound) || isPrefixed(first) { return false }
        if isLettered(name.range) || name.type == .organization && isPostOf(name.range) { return false }
        if name.range.allSatisfy({ tokens[$0].classes.overlaps([.title, .post]) && !tokens[$0].is(.givenName) }) { return false }
        guard name.range.count == 1, first.kind == .word, !first.classes.overlaps(Self.names) else { return true }
        let length = Int(first.readEnd - first.readStart)
        if length < 2 || first.isAllCapitals && (isRoman(first) || first.is(.common)) || known[first.hash] == .other { return false }
        if first.isAllCapitals { return name.margin >= Self.acronymMargin }
        return !isPlain(first) || name.margin >= Self.plainMargin || isNamedAgain(first)
    }

    /// "Note Q", "Exhibit B": a word of English and a letter.
    private func isLettered(_ range: Range<Int>) -> Bool {
        guard range.count == 2, case let last = tokens[range.upperBound - 1], last.readEnd - last.readStart == 1 else { return false }
        return isPlain(tokens[range.lowerBound])
    }

    /// "the Minister for Health": who holds a post is no body.
    private func isPostOf(_ range: Range<Int>) -> Bool {
        guard let first = range.first(where: { !tokens[$0].is(.determiner) }), first + 1 < range.upperBound else { return false }
        return tokens[first].is(.post) && !tokens[first].classes.overlaps([.organizationHead, .organizationNoun]) && tokens[first + 1].is(.preposition)
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
}
