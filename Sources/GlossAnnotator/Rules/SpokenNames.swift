import GlossLexicon
import GlossModel

/// Names that no list has, where what stands beside them says what they are: "the Farrow malware",
/// "the security firm Velka Labs", "Velka Labs, a security company", "Harbour Union (HU)".
extension NameScan {
    /// The name of a run of capitalised words, with the kind that the words around it tell; nil where
    /// they tell nothing.
    func spokenFor(_ run: Range<Int>) -> Atom? {
        let first = tokens[run.lowerBound]
        let last = tokens[run.upperBound - 1]
        if run.allSatisfy({ tokens[$0].classes.overlaps(Self.emptyClasses) }) { return nil }
        if let type = known[last.hash] { return type == .other ? nil : Atom(run, type, rule: .knownName) }
        if let atom = closingHead(run) ?? followingHead(run) { return atom }
        if first.is(.event) || last.is(.event) || last.classes.overlaps([.documentNoun, .platform, .weapon, .vehicle]) { return nil }
        if let type = bracketed(run) { return Atom(run, type, rule: .acronym) }
        if let type = precedingHead(run) ?? apposed(run) { return Atom(run, type, rule: .saidToBe) }
        if first.shape.contains(.inTitleCase), !last.isAllCapitals { return nil }
        if run.count > 1 {
            if Self.organizationOpenings.contains(first.hash) { return Atom(run, .organization, rule: .opening) }
            if Self.placeOpenings.contains(first.hash) || isSaintlyPlace(run.lowerBound) { return Atom(run, .location, rule: .opening) }
        }
        return nil
    }

    /// First words of the names of armed groups and parties.
    private static let organizationOpenings = WordSet([
        "jaysh", "jaish", "jabhat", "liwa", "harakat", "hizb", "kataib", "katibat", "lashkar", "sipah",
        "ansar", "tehrik", "jamaat", "hayat", "faylaq",
    ])
    /// First words of the names of mountains, waters and forts.
    private static let placeOpenings = WordSet([
        "mount", "mt", "lake", "cape", "fort", "port", "jebel", "jabal", "wadi", "lac", "rio", "isle",
        "san", "santa",
    ])

    private static let of: Word = "of"
    private static let the: Word = "the"

    // MARK: Heads

    /// "Farrow RAT", "Farrow Trojan": a run that ends in a word for malware.
    private func closingHead(_ run: Range<Int>) -> Atom? {
        let head = run.upperBound - 1
        guard run.count > 1, tokens[head].is(.productHead) else { return nil }
        return Atom(run.lowerBound..<head, .product, rule: .productHead)
    }

    /// "the Farrow malware", "the Farrow campaign", "the Farrow group": the word after the run.
    private func followingHead(_ run: Range<Int>) -> Atom? {
        let index = run.upperBound
        guard index < tokens.count, isAdjacent(index), !tokens[index].isCapital || tokens[index].isAllCapitals else { return nil }
        let head = tokens[index]
        let end = tokens.phrase(at: index).map { $0.is(.productHead) ? $0.end : index + 1 } ?? index + 1
        if head.is(.productHead) || tokens.phrase(at: index)?.is(.productHead) == true {
            guard !qualifies(end) else { return nil }
            return Atom(run, .product, rule: .productHead)
        }
        let isNamed = tokens.token(run.lowerBound - 1)?.is(Self.the) == true
        if head.is(Self.campaign), isNamed { return Atom(run, .event, rule: .eventHead) }
        if head.classes.overlaps([.organizationNoun, .organizationHead]), Self.bodies.contains(head.hash), isNamed, !qualifies(index + 1) {
            return Atom(run, .organization, rule: .organisationHead)
        }
        return nil
    }

    private static let campaign: Word = "campaign"
    private static let bodies = WordSet(["group", "gang", "company", "firm", "organization", "organisation", "militia", "party", "newspaper", "agency"])

    /// "malware researchers": the word for malware qualifies the next one, which then has the name.
    private func qualifies(_ index: Int) -> Bool {
        guard let next = tokens.token(index), next.kind == .word, index > 0, isAdjacent(index) else { return false }
        return Self.qualified.contains(next.hash) || next.classes.overlaps([.personNoun, .organizationNoun, .organizationHead])
    }

    private static let qualified = WordSet([
        "research", "researcher", "researchers", "analysis", "analyst", "analysts", "team", "teams", "lab", "labs",
        "conference", "removal", "protection", "scanner", "scanners", "detection", "report", "reports", "blog", "industry",
        "author", "authors", "writer", "writers", "response", "threat", "threats", "attacks", "infections", "center", "centre",
    ])

    /// "malware named Farrow", "the trojan Farrow", "the security firm Velka Labs", "the city of Oruz".
    private func precedingHead(_ run: Range<Int>) -> MentionType? {
        var index = run.lowerBound - 1
        if let mark = tokens.token(index), mark.kind == .openQuote || mark.kind == .quote { index -= 1 }
        guard var before = tokens.token(index), before.kind == .word, before.sentence == tokens[run.lowerBound].sentence else { return nil }
        let isCalled = Self.namings.contains(before.hash)
        if isCalled {
            index -= before.is(Self.`as`) ? 2 : 1
            guard let noun = tokens.token(index), noun.kind == .word else { return nil }
            before = noun
        } else if before.is(Self.of) {
            guard let noun = tokens.token(index - 1), noun.classes.overlaps([.placeHead, .placeNoun]), !noun.isCapital else { return nil }
            return .location
        }
        if before.is(.productHead) { return .product }
        guard !before.isCapital, isCalled || Self.bodies.contains(before.hash) || before.classes.overlaps([.placeNoun]) else { return nil }
        return headType(before.classes, before.hash)
    }

    /// "dubbed “Farrow”": the word behind the mark is a name, though it opens a quotation.
    func isNamedInQuotes(_ index: Int) -> Bool {
        guard index > 1, tokens[index - 1].kind == .openQuote || tokens[index - 1].kind == .quote else { return false }
        return Self.namings.contains(tokens[index - 2].hash)
    }

    private static let namings = WordSet(["called", "named", "dubbed", "nicknamed", "codenamed", "as"])
    private static let `as`: Word = "as"

    private func headType(_ classes: WordClasses, _ hash: UInt64) -> MentionType? {
        if classes.contains(.productHead) { return .product }
        if classes.overlaps([.organizationNoun, .groupNoun, .media]) || Self.bodies.contains(hash) { return .organization }
        if classes.overlaps([.placeNoun, .placeHead]) { return .location }
        if classes.overlaps([.personNoun, .post]) { return .person }
        return nil
    }

    // MARK: Beside

    /// "Velka Labs, a security company": the noun of the phrase behind the comma.
    private func apposed(_ run: Range<Int>) -> MentionType? {
        var index = run.upperBound
        guard tokens.token(index)?.kind == .comma, let article = tokens.token(index + 1), article.is(.determiner),
            Self.articles.contains(article.hash)
        else { return nil }
        index += 2
        var type: MentionType?
        let limit = min(tokens.count, index + 6)
        while index < limit, tokens[index].kind == .word, tokens[index].sentence == tokens[run.lowerBound].sentence {
            let token = tokens[index]
            if token.classes.overlaps([.preposition, .pronoun, .auxiliary, .conjunction]) { break }
            type = token.isCapital ? nil : headType(token.classes, token.hash)
            index += 1
        }
        return type
    }

    private static let articles = WordSet(["a", "an", "the"])

    /// "Harbour Workers Union (HWU)": capitals in brackets behind a name whose words begin so.
    private func bracketed(_ run: Range<Int>) -> MentionType? {
        guard run.count == 1, tokens[run.lowerBound].isAllCapitals, tokens.token(run.lowerBound - 1)?.kind == .openBracket,
            tokens.token(run.upperBound)?.kind == .closeBracket, let last = atoms.last(where: { $0.range.upperBound == run.lowerBound - 1 })
        else { return nil }
        let letters = tokens.reading(of: run).filter { $0 >= 0x41 && $0 <= 0x5A }
        var rest = letters[...]
        for index in last.core where rest.first.map({ $0 | 0x20 }) == tokens.bytes[Int(tokens[index].readStart)] | 0x20 { rest.removeFirst() }
        return letters.count >= 2 && rest.count * 3 <= letters.count ? last.type : nil
    }

    // MARK: Events and works

    /// "Operation Farrow", "Velka Security Conference", "Battle of Arda", "Harbours Act".
    func namedEvent(at start: Int) -> Atom? {
        let first = tokens[start]
        guard first.isCapital, !first.shape.contains(.inTitleCase) || first.is(Self.operation) else { return nil }
        if first.is(Self.operation) {
            guard start + 1 < tokens.count, isAdjacent(start + 1), isNameWord(start + 1) else { return nil }
            return Atom(start..<min(start + 5, runEnd(from: start + 1)), .event, rule: .eventHead)
        }
        if Self.fights.contains(first.hash), tokens.token(start + 1)?.is(Self.of) == true, start + 2 < tokens.count, isNameWord(start + 2) {
            return Atom(start..<runEnd(from: start + 2), .event, rule: .eventHead)
        }
        let end = runEnd(from: start)
        guard end - start > 1, end - start <= 6, isNameWord(start) else { return nil }
        for last in stride(from: end - 1, to: start, by: -1) where tokens[last].isCapital {
            guard !(start..<last).allSatisfy({ tokens[$0].is(.common) }) else { continue }
            if tokens[last].is(.eventHead) {
                let number = tokens.token(last + 1).map { $0.kind == .number && isAdjacentNumber(last + 1) } ?? false
                return Atom(start..<last + (number && !isTime[last + 1] ? 2 : 1), .event, rule: .eventHead)
            }
            if tokens[last].is(.workHead) { return Atom(start..<last + 1, .work, rule: .workHead) }
        }
        return nil
    }

    private static let operation: Word = "operation"
    private static let fights = WordSet(["battle", "siege", "treaty", "war"])

    private func isAdjacentNumber(_ index: Int) -> Bool { tokens[index].sentence == tokens[index - 1].sentence }
}
