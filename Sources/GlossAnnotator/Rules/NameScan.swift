import GlossLexicon
import GlossModel

/// Finds names: runs of capitalised words, cut and typed by the lexicon, their shape, and the
/// words around them. A run that nothing speaks for is no name.
struct NameScan {
    let tokens: Tokens
    let lexicon: Lexicon
    /// Tokens that belong to a time expression.
    private(set) var isTime: [Bool] = []
    /// Types of words that were names before in the text, by hash.
    private(set) var known: [UInt64: MentionType] = [:]
    /// What has been found, outer ones before those inside them.
    var atoms: [Atom] = []
    /// Tokens whose part before the hyphen may be a name.
    private(set) var prefixes: [Prefix] = []

    /// A token whose part before the hyphen may be a name.
    struct Prefix {
        var token: Int
        /// Of the part, in bytes.
        var length: Int
    }

    /// Takes what it works with out of `known` and `scratch` until `giveBack`.
    /// Whether the block is of another language than English: there "Union européenne" is a name whole.
    var isForeign = false

    init(
        _ tokens: Tokens, _ lexicon: Lexicon, known: inout [UInt64: MentionType],
        _ scratch: inout MentionRules.Scratch
    ) {
        self.tokens = tokens
        self.lexicon = lexicon
        swap(&self.known, &known)
        swap(&isTime, &scratch.isTime)
        swap(&atoms, &scratch.names)
        swap(&prefixes, &scratch.prefixes)
        atoms.removeAll(keepingCapacity: true)
        prefixes.removeAll(keepingCapacity: true)
    }

    /// Gives back what `init` took, and what has been found.
    mutating func giveBack(known: inout [UInt64: MentionType], _ scratch: inout MentionRules.Scratch) {
        swap(&self.known, &known)
        swap(&isTime, &scratch.isTime)
        swap(&atoms, &scratch.names)
        swap(&prefixes, &scratch.prefixes)
    }

    mutating func run() {
        var index = 0
        while index < tokens.count {
            if !mayBegin(index) {
                index += 1
            } else if tokens[index].is(.event), let event = namedEvent(at: index) {
                index = max(index + 1, addNested(event))
            } else if let atom = entry(at: index) {
                index = max(index + 1, take(from: index, atom))
            } else if isNameWord(index) {
                index = max(index + 1, take(from: index, nil))
            } else if tokens[index].opensSentence, tokens[index].phrase > 0, let person = person(at: index),
                person.rule == .title
            {
                index = max(index + 1, add(person))
            } else {
                hyphenated(index)
                index += 1
            }
        }
    }

    /// Whether a token can begin a name: most need no more than this.
    private func mayBegin(_ index: Int) -> Bool {
        let token = tokens[index]
        return token.kind == .word
            && (token.isCapital || token.shape.contains(.innerCapital) || token.is(.nameParticle)
                || isOwn(index))
    }

    /// Whether a name of the user's own begins at a token, as it has to be written.
    private func isOwn(_ index: Int) -> Bool {
        tokens[index].is(.ownName) || tokens.phrase(at: index)?.is(.ownName) == true
    }

    // MARK: Words

    static let nameClasses: WordClasses = [
        .organization, .country, .city, .region, .personName, .nationality, .people, .product, .ownName,
    ]
    static let functionClasses: WordClasses = [
        .determiner, .preposition, .conjunction, .pronoun, .possessivePronoun, .auxiliary, .modal,
    ]

    /// Whether a token is written as a name and may be one.
    func isNameWord(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.kind == .word, !isTime[index] else { return false }
        if token.is(.ownName) { return true }
        guard token.isCapital || isNameInside(token) else { return false }
        if token.shape.contains(.hasHyphen), !token.classes.overlaps(Self.nameClasses), lowerTail(token) != nil { return false }
        if token.classes.overlaps(Self.functionClasses) {
            return token.isAllCapitals && token.name > 0
        }
        if token.classes.overlaps([.month, .weekday]) || NominalScan.isContraction(token) { return false }
        if token.opensSentence, !token.isAllCapitals {
            if token.classes.overlaps(Self.nameClasses) || token.is(.givenName) {
                return !token.is(.common)
            }
            return isNameAtOpening(index)
        }
        return true
    }

    /// Length of what stands before the only hyphen of "Iran-backed", "ISIS-held"; nil for others.
    private func lowerTail(_ token: Token) -> Int? {
        let bytes = tokens.bytes[Int(token.readStart)..<Int(token.readEnd)]
        guard let hyphen = bytes.firstIndex(of: 0x2D), hyphen == bytes.lastIndex(of: 0x2D),
            hyphen - bytes.startIndex >= 2, bytes.endIndex - hyphen > 3
        else { return nil }
        let next = bytes[hyphen + 1]
        return next >= 0x61 && next <= 0x7A ? hyphen - bytes.startIndex : nil
    }

    /// `al-Baghdadi`, `bin-Laden`: a particle, a hyphen and a capital.
    private func isNameInside(_ token: Token) -> Bool {
        token.shape.contains(.innerCapital) && token.shape.contains(.hasHyphen)
    }

    /// A word at a sentence's beginning is a name where another stands beside it, or where it came
    /// as one before.
    private func isNameAtOpening(_ index: Int) -> Bool {
        let token = tokens[index]
        if known[token.hash] != nil || isNamedInQuotes(index) { return true }
        if token.is(.title) || token.is(.post) || token.is(.familyName) || token.is(.organizationHead) {
            return next(index, isCapital: true)
        }
        if token.classes.overlaps([.common, .actionVerb, .reportingVerb, .adjective, .personNoun, .placeNoun, .organizationNoun, .weapon, .number, .event]) {
            return false
        }
        return next(index, isCapital: true) || token.shape.contains(.innerCapital)
            || tokens.token(index + 1).map { $0.kind == .possessive || $0.is(.placeHead) } == true
    }

    private func next(_ index: Int, isCapital: Bool) -> Bool {
        guard let token = tokens.token(index + 1), token.kind == .word, !isTime[index + 1] else { return false }
        return (token.isCapital == isCapital || isCapital && isNameInside(token)) && !token.classes.overlaps(Self.functionClasses)
    }

    /// A name of the lexicon at a token: the longest phrase, else the word.
    func entry(at index: Int) -> Atom? {
        let token = tokens[index]
        guard token.kind == .word else { return nil }
        if !isOwn(index) {
            guard !isTime[index], token.hasCapital || token.is(.nameParticle) else { return nil }
        }
        if let phrase = tokens.phrase(at: index), phrase.classes.overlaps(Self.nameClasses),
            isWrittenAsName(phrase)
        {
            if phrase.is(.ownName) { return own(phrase.first..<phrase.end, phrase.value, phrase.name) }
            return Atom(
                phrase.first..<phrase.end, type(of: phrase.classes, index), name: phrase.name,
                rule: .lexiconPhrase)
        }
        if token.is(.ownName) { return own(index..<index + 1, token.value, token.name) }
        guard token.isCapital || isNameInside(token) || token.is(.product) && token.hasCapital,
            token.classes.overlaps(Self.nameClasses)
        else { return nil }
        if token.opensSentence, token.is(.common), !token.isAllCapitals { return nil }
        if tokens.isLanguage(index) { return nil }
        if token.classes.overlaps(Self.functionClasses), !token.isAllCapitals,
            !token.shape.contains(.innerCapital) { return nil }
        return Atom(
            index..<index + 1, type(of: token.classes, index), name: token.name,
            rule: .lexiconWord)
    }

    private func own(_ range: Range<Int>, _ type: UInt16, _ name: UInt16) -> Atom {
        Atom(range, MentionType(rawValue: UInt8(type)) ?? .other, name: name, rule: .ownName)
    }

    private func isWrittenAsName(_ phrase: Phrase) -> Bool {
        if phrase.is(.ownName) { return true }
        let last = tokens[phrase.end - 1]
        let first = tokens[phrase.first]
        guard first.isCapital || isNameInside(first) || first.is(.nameParticle) else { return false }
        if isForeign || last.isCapital || isNameInside(last) || last.kind != .word { return true }
        return last.classes.overlaps([.organizationHead, .media, .organizationNoun]) && first.isCapital
            && phrase.name > 0
    }

    func type(of classes: WordClasses, _ index: Int) -> MentionType {
        if classes.contains(.organization) { return .organization }
        if classes.contains(.product), !classes.overlaps([.country, .city, .region, .personName]) { return .product }
        if classes.contains(.country) { return .location }
        if classes.contains(.city) || classes.contains(.region) { return .location }
        if classes.contains(.personName) { return .person }
        return .group
    }

    // MARK: Runs

    /// Words a run has at most.
    private static let longestRun = 10

    /// Takes the names of the run of capitalised words that begins at a token; gives its end.
    private mutating func take(from start: Int, _ first: Atom?) -> Int {
        if let event = namedEvent(at: start) { return addNested(event) }
        if isSaintlyPlace(start), start + 1 < tokens.count, isAdjacent(start + 1), isNameWord(start + 1) {
            return addNested(Atom(start..<start + 2, .location, rule: .opening))
        }
        if let person = person(at: start) { return add(person) }
        if let first {
            let end = runEnd(from: first.range.upperBound)
            if end > first.range.upperBound, let whole = headed(start..<end, first) {
                return addNested(whole)
            }
            if let place = placed(first.range) { return addNested(place) }
            if first.range.count == 1, let person = person(at: start, loose: true) { return add(person) }
            return addNested(tailed(first))
        }
        let end = runEnd(from: start)
        guard end > start else { return start + 1 }
        if let whole = headed(start..<end, nil) { return addNested(whole) }
        return unknown(start..<end)
    }

    /// A run that no list has: a name where what stands beside it says of what kind.
    private mutating func unknown(_ run: Range<Int>) -> Int {
        var run = run
        // Cut before a name of the lexicon or a person.
        for index in run.dropFirst() where entry(at: index) != nil || person(at: index) != nil {
            run = run.lowerBound..<index
            break
        }
        if let atom = spokenFor(run) {
            atoms.append(atom)
            learn(atom.core, atom.type, isSaid: true)
        }
        return run.upperBound
    }

    static let emptyClasses: WordClasses = [
        .common, .event, .adjective, .number, .ordinal, .organizationNoun, .placeNoun, .personNoun,
        .documentNoun, .direction, .title, .post, .actionVerb, .reportingVerb, .weapon, .vehicle,
        .platform, .organizationHead, .placeHead, .facilityHead, .timeUnit, .season, .month, .weekday,
        .currency, .measure, .scale, .beliefVerb, .reportNoun, .productHead, .eventHead, .workHead,
    ]

    /// End of the run of name words from a token; stops before a name of the lexicon that does not
    /// end in a head of its own, before a person, and at marks.
    func runEnd(from start: Int) -> Int {
        var index = start
        while index < min(tokens.count, start + Self.longestRun) {
            if index > start, !isAdjacent(index) { break }
            if isNameWord(index) {
                index += 1
            } else if index > start, isJoint(index) {
                index += 1
            } else {
                break
            }
        }
        return index
    }

    /// Whether nothing but space stands between a token and the one before.
    func isAdjacent(_ index: Int) -> Bool {
        tokens[index - 1].kind == .word && tokens[index].kind == .word
            && tokens[index].sentence == tokens[index - 1].sentence
    }

    /// A particle between two name words.
    private func isJoint(_ index: Int) -> Bool {
        guard tokens[index].is(.nameParticle), index + 1 < tokens.count, isAdjacent(index + 1) else { return false }
        return isNameWord(index + 1)
    }

    /// A run that ends in a head: "Pakistan Muslim League", "Sari Pul province"; with what follows
    /// it by "of" or "for".
    private func headed(_ run: Range<Int>, _ first: Atom?) -> Atom? {
        var run = run
        // A person or a second name later in the run begins a name of its own.
        for index in run.dropFirst() where index >= (first?.range.upperBound ?? 0) {
            if person(at: index) != nil { run = run.lowerBound..<index; break }
        }
        guard run.count > 1 || first == nil, !tokens[run.lowerBound].is(.event) else { return nil }
        for end in stride(from: run.upperBound, to: run.lowerBound + (first == nil ? 0 : first!.range.count), by: -1) {
            let token = tokens[end - 1]
            let range = run.lowerBound..<end
            if first == nil, token.shape.contains(.inTitleCase) {
                if token.is(.organizationHead), let longer = tail(range) { return longer }
                continue
            }
            if token.is(.organizationHead) || token.is(.organizationWord) {
                if let longer = tail(range) { return longer }
                if range.count > 1 { return Atom(range, .organization, rule: .organisationHead) }
            }
            if range.count > 1, token.classes.overlaps([.placeHead, .facilityHead]), !token.is(.event) {
                return Atom(range, .location, rule: .placeHead)
            }
            if range.count == 1, token.classes.overlaps([.placeHead, .facilityHead]), let longer = tail(range) {
                return longer
            }
        }
        if let first, run.upperBound > first.range.upperBound { return nil }
        return first == nil ? placed(run) : nil
    }

    private static let of: Word = "of"
    private static let `for`: Word = "for"
    private static let `in`: Word = "in"
    private static let the: Word = "the"
    private static let and: Word = "and"
    private static let mission: Word = "mission"

    /// "Ministry of Foreign Affairs", "Centre for Air Power Studies".
    private func tail(_ range: Range<Int>) -> Atom? {
        let head = tokens[range.upperBound - 1]
        var index = range.upperBound
        guard index + 1 < tokens.count, isAdjacent(index) else { return nil }
        let link = tokens[index]
        guard link.is(Self.of) || link.is(Self.for) && head.is(.organizationHead)
            || link.is(Self.in) && head.is(Self.mission) else { return nil }
        index += 1
        if tokens[index].is(Self.the) { index += 1 }
        guard index < tokens.count, isNameWord(index) else { return nil }
        let entry = entry(at: index)
        // "the committee for UNICEF": another organisation.
        if link.is(Self.for), let entry, entry.type == .organization, entry.name > 0 { return nil }
        var end = entry?.range.upperBound ?? index
        end = runEnd(from: end)
        while end + 1 < tokens.count, tokens[end].is(Self.and) || tokens[end].is(Self.of), isAdjacent(end),
            isNameWord(end + 1), !tokens[end + 1].classes.overlaps(Self.nameClasses)
        {
            end = runEnd(from: end + 1)
        }
        let type: MentionType = head.is(.organizationHead) ? .organization : .location
        return Atom(range.lowerBound..<end, type, rule: .ofTail)
    }

    private func tailed(_ atom: Atom) -> Atom {
        guard atom.type == .organization || atom.type == .location, atom.name == 0,
            let longer = tail(atom.range) else { return atom }
        return longer
    }

    /// "Mirza Olang village": a name and the word for what it is.
    private func placed(_ run: Range<Int>) -> Atom? {
        let end = run.upperBound
        guard end < tokens.count, isAdjacent(end), !tokens[end].isCapital,
            tokens[end].classes.overlaps([.placeHead, .facilityHead]), !isPlural(end),
            run.allSatisfy({ !tokens[$0].classes.overlaps([.nationality, .people, .organization, .country, .personName]) })
        else { return nil }
        return Atom(run.lowerBound..<end + 1, .location, core: run, rule: .placeNoun)
    }

    private func isPlural(_ index: Int) -> Bool {
        tokens.bytes[Int(tokens[index].readEnd) - 1] == 0x73
    }

    // MARK: Keeping

    private mutating func add(_ person: Atom) -> Int {
        atoms.append(person)
        learn(person.core, .person)
        var index = person.range.lowerBound
        while index < person.core.lowerBound {
            if let atom = entry(at: index), atom.range.upperBound <= person.core.lowerBound {
                atoms.append(atom)
                index = atom.range.upperBound
            } else {
                hyphenated(index)
                index += 1
            }
        }
        return person.range.upperBound
    }

    mutating func addNested(_ atom: Atom) -> Int {
        atoms.append(acting(atom))
        if tokens[atom.range.lowerBound].isAllCapitals, atom.range.count == 1 { learn(atom.range, atom.type) }
        var index = atom.range.lowerBound
        while index < atom.range.upperBound {
            if let inner = innerEntry(at: index, within: atom) {
                atoms.append(inner)
                index = inner.range.upperBound
            } else {
                index += 1
            }
        }
        return atom.range.upperBound
    }

    /// A name of the lexicon inside a longer one: a place or an organisation, not a fellow alias.
    private func innerEntry(at index: Int, within atom: Atom) -> Atom? {
        if atom.rule == .lexiconPhrase, atom.type == .location { return nil }
        var inner = entry(at: index)
        if let found = inner, found.range.upperBound > atom.range.upperBound || found.range == atom.range {
            let token = tokens[index]
            inner = atom.range.count > 1 && token.classes.overlaps(Self.nameClasses)
                ? Atom(index..<index + 1, type(of: token.classes, index), name: token.name, rule: .inside)
                : nil
        }
        guard let found = inner, found.range.count < atom.range.count, found.range != atom.core,
            found.rule == .ownName || found.type == .location || found.type == .group
                || found.type == .organization && atom.name == 0 && !isMedia(found)
        else { return nil }
        return found
    }

    private func isMedia(_ atom: Atom) -> Bool {
        let start = atom.range.lowerBound
        return tokens[start].is(.media) || tokens.phrase(at: start)?.is(.media) == true
    }

    /// Keeps the type of a name by its last word; of one word where that is in capitals, or where the
    /// text `isSaid` to tell what it is.
    private mutating func learn(_ range: Range<Int>, _ type: MentionType, isSaid: Bool = false) {
        guard range.count > 1 || isSaid || tokens[range.lowerBound].isAllCapitals else { return }
        let last = tokens[range.upperBound - 1]
        guard last.kind == .word, last.readEnd - last.readStart > 2 || last.isAllCapitals else { return }
        if last.classes.overlaps(Self.nameClasses) || last.classes.overlaps(Self.emptyClasses) { return }
        if known.count < 1 << 16 { known[last.hash] = type }
    }

    /// "U.S." in "U.S.-led", "Iran" in "Iran-backed".
    private mutating func hyphenated(_ index: Int) {
        let token = tokens[index]
        guard token.shape.contains(.hasHyphen), token.isCapital, !isTime[index] else { return }
        if let length = lowerTail(token) { prefixes.append(Prefix(token: index, length: length)) }
    }
}
