import GlossLexicon
import GlossModel

/// Finds noun phrases that act or are acted on ("the security forces", "six senior members of the
/// party"), and pronouns that act.
struct NominalScan {
    let tokens: Tokens
    private let records: WordRecords
    private var isTime: [Bool] = []
    /// Index + 1 of the outermost name that covers each token; 0 for none.
    private var cover: [Int] = []
    /// Where what begins at a token ends; 0 for nothing.
    private var starts: [Int] = []
    /// The names; outermost ones grow by an article before them.
    private var names: [Atom] = []
    /// What has been found.
    private var atoms: [Atom] = []

    /// Takes the names and what it works with out of `scratch` until `giveBack`.
    init(_ tokens: Tokens, _ records: WordRecords, _ scratch: inout MentionRules.Scratch) {
        self.tokens = tokens
        self.records = records
        giveBack(&scratch)
        atoms.removeAll(keepingCapacity: true)
        cover.removeAll(keepingCapacity: true)
        cover.append(contentsOf: repeatElement(0, count: tokens.count))
        for index in names.indices {
            for token in names[index].range where cover[token] == 0 { cover[token] = index + 1 }
        }
    }

    /// Gives back what `init` took, and what has been found.
    mutating func giveBack(_ scratch: inout MentionRules.Scratch) {
        swap(&isTime, &scratch.isTime)
        swap(&cover, &scratch.cover)
        swap(&starts, &scratch.starts)
        swap(&names, &scratch.names)
        swap(&atoms, &scratch.nominals)
    }

    mutating func run() {
        articles()
        var index = 0
        while index < tokens.count {
            if !mayBegin(index) {
                index += 1
            } else if cover[index] > 0 {
                index = max(index + 1, names[cover[index] - 1].range.upperBound)
            } else if let phrase = nounPhrase(at: index) {
                atoms.append(phrase)
                index = phrase.range.upperBound
            } else {
                if let pronoun = pronoun(at: index) { atoms.append(pronoun) }
                index += 1
            }
        }
        tails()
    }

    /// Whether a token is a name, a common noun or a pronoun: most need no more than this.
    private func mayBegin(_ index: Int) -> Bool {
        let token = tokens[index]
        return cover[index] > 0 || token.phrase > 0 || token.classes.overlaps(Self.beginnings)
            || token.shape.contains(.hasApostrophe)
    }

    /// Takes the article into a name: "the Kurdish YPG".
    private mutating func articles() {
        for index in names.indices {
            let atom = names[index]
            let before = atom.range.lowerBound - 1
            guard before >= 0, cover[atom.range.lowerBound] == index + 1, cover[before] == 0,
                atom.type == .organization || atom.type == .location || atom.type == .person,
                tokens[before].is(Self.the) || tokens[before].is(Self.a) && atom.type == .person,
                tokens[before].sentence == tokens[atom.range.lowerBound].sentence,
                !isModifier(atom)
            else { continue }
            names[index].range = before..<atom.range.upperBound
        }
    }

    private static let the: Word = "the"
    private static let a: Word = "a"
    private static let of: Word = "of"
    private static let `for`: Word = "for"
    private static let to: Word = "to"
    private static let that: Word = "that"

    /// Whether a name only qualifies the noun after it: "the Taliban leader".
    private func isModifier(_ atom: Atom) -> Bool {
        guard let next = tokens.token(atom.range.upperBound), next.kind == .word || next.kind == .dash && !next.shape.contains(.spaceBefore) else { return false }
        if next.kind == .dash { return true }
        return head(at: atom.range.upperBound) != nil || next.is(.adjective) || isPlainNoun(atom.range.upperBound)
    }

    /// A word that may be a noun behind a name, whose article stands before that: "summit", "Revolution".
    private func isPlainNoun(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.kind == .word, token.sentence == tokens[index - 1].sentence, token.readEnd - token.readStart > 2 else { return false }
        if token.hasCapital { return !token.isAllCapitals || token.is(.event) || token.is(.eventHead) }
        if token.classes.overlaps([.event, .eventHead, .workHead, .reportNoun]), !token.classes.overlaps([.actionVerb, .reportingVerb]) { return true }
        guard !token.classes.overlaps(Self.noNouns), records.frames(token).isDisjoint(with: Self.noNounFrames) else { return false }
        let end = tokens.bytes[Int(token.readEnd) - 2..<Int(token.readEnd)]
        return !end.elementsEqual("ly".utf8) && !end.elementsEqual("ed".utf8)
    }

    private static let noNouns: WordClasses = [
        .preposition, .conjunction, .determiner, .pronoun, .possessivePronoun, .auxiliary, .modal, .actionVerb, .reportingVerb, .beliefVerb,
        .common, .number, .timeUnit, .weekday, .month,
    ]
    private static let noNounFrames: FrameClasses = [
        .base, .present, .past, .participle, .verb, .adverb, .temporal, .negation, .conjunction, .subordinator, .relative, .question, .quantifier,
        .preposition, .pronoun, .helping,
    ]

    // MARK: Heads

    private static let heads: [(WordClass, MentionType)] = [
        (.platform, .militaryPlatform), (.weapon, .weapon), (.vehicle, .vehicle),
        (.organizationNoun, .organization), (.groupNoun, .organization), (.personNoun, .person), (.placeNoun, .location),
        (.documentNoun, .document),
    ]
    private static let headClasses: WordClasses = [
        .platform, .weapon, .vehicle, .organizationNoun, .groupNoun, .personNoun, .placeNoun,
        .documentNoun,
    ]
    private static let beginnings: WordClasses = [
        .platform, .weapon, .vehicle, .organizationNoun, .groupNoun, .personNoun, .placeNoun,
        .documentNoun, .pronoun,
    ]

    /// The common noun at a token: its end and type.
    private func head(at index: Int) -> (end: Int, type: MentionType)? {
        guard index < tokens.count, tokens[index].kind == .word, cover[index] == 0, !isTime[index] else { return nil }
        if let phrase = tokens.phrase(at: index), phrase.classes.overlaps(Self.headClasses) {
            return (phrase.end, Self.type(phrase.classes))
        }
        let token = tokens[index]
        guard token.classes.overlaps(Self.headClasses), !token.classes.overlaps([.pronoun, .preposition, .auxiliary, .modal]) else { return nil }
        return (index + 1, Self.type(token.classes))
    }

    private static func type(_ classes: WordClasses) -> MentionType {
        heads.first { classes.has($0.0) }?.1 ?? .other
    }

    private func nounPhrase(at index: Int) -> Atom? {
        guard var (end, type) = head(at: index) else { return nil }
        var isChain = false
        while end < tokens.count, isAdjacent(end), let next = head(at: end), !isVerb(end), !isPlural(end - 1) {
            (end, type) = (next.end, next.type)
            isChain = true
        }
        let (start, hasDeterminer, modifiers) = beginning(of: index)
        if isVerb(end - 1), !hasDeterminer, modifiers == 0, !isChain { return nil }
        if !isChain, qualifiesNext(end - 1) { return nil }
        let isBare = !hasDeterminer && modifiers == 0 && !isChain
        switch type {
        case .document, .location: if isBare { return nil }
        case .weapon: if isBare, tokens[end - 1].classes.overlaps([.actionVerb, .common]) { return nil }
        case .person, .organization:
            if isBare, tokens[end - 1].is(.title), !tokens[end - 1].is(.post) { return nil }
        default: break
        }
        return Atom(start..<end, type, core: index..<end, form: .nominal, rule: .nounPhrase)
    }

    private func isAdjacent(_ index: Int) -> Bool {
        tokens[index].kind == .word && tokens[index - 1].kind == .word
            && tokens[index].sentence == tokens[index - 1].sentence
    }

    /// A noun that is a verb here: "to attack", "will strike", "they report".
    private func isVerb(_ index: Int) -> Bool {
        let token = tokens[index]
        guard let before = tokens.token(index - 1) else { return false }
        if !isPlural(index), before.is(Self.to) || before.is(.pronoun) || before.is(.modal) { return true }
        guard token.classes.overlaps([.actionVerb, .reportingVerb]) else { return false }
        if before.is(Self.to) || before.classes.overlaps([.modal, .pronoun]) { return true }
        return cover[index - 1] > 0 && !token.classes.overlaps([.weapon, .documentNoun])
    }

    private func isPlural(_ index: Int) -> Bool {
        let end = Int(tokens[index].readEnd)
        return tokens.bytes[end - 1] == 0x73 && end > 1 && tokens.bytes[end - 2] != 0x73
    }

    private static let verbs: WordClasses = [
        .actionVerb, .reportingVerb, .beliefVerb, .auxiliary, .modal, .preposition, .conjunction,
        .pronoun, .determiner, .possessivePronoun,
    ]

    /// "military" before a noun that is no head: "military defeat".
    private func qualifiesNext(_ index: Int) -> Bool {
        let token = tokens[index]
        guard index + 1 < tokens.count, isAdjacent(index + 1) else { return false }
        guard !isPlural(index) || token.classes.overlaps([.adjective, .title]) else { return false }
        let next = tokens[index + 1]
        if next.isCapital || next.classes.overlaps(Self.verbs) || isPast(index + 1) { return false }
        let end = Int(next.readEnd)
        // What ends in -ed, -ing, -ly or -s may be a verb or an adverb.
        switch tokens.bytes[end - 1] {
        case 0x64, 0x73: return false
        case 0x79: return tokens.bytes[end - 2] != 0x6C
        case 0x67: return next.readEnd - next.readStart < 5
        default: return true
        }
    }

    /// Whether a verb of the past is no participle: "they threw stones", "soldiers brought rifles".
    private func isVerbHere(_ index: Int) -> Bool {
        if !records.frames(tokens[index]).contains(.participle) { return true }
        guard index > 0, tokens[index - 1].sentence == tokens[index].sentence else { return false }
        return cover[index - 1] > 0 || tokens[index - 1].classes.overlaps(Self.beginnings)
    }

    /// A verb of the past that has no other form like it: "came", "threw", "held".
    private func isPast(_ index: Int) -> Bool {
        let frames = records.frames(tokens[index])
        return frames.contains(.past) && !frames.contains(.base) && !tokens[index].is(.adjective)
    }

    /// Walks back over what qualifies a head; gives the first token, whether it is a determiner,
    /// and how many words qualify.
    private func beginning(of head: Int) -> (start: Int, hasDeterminer: Bool, modifiers: Int) {
        var start = head
        var modifiers = 0
        var index = head
        while index > 0, head - index < 7 {
            let before = index - 1
            let token = tokens[before]
            guard token.sentence == tokens[head].sentence,
                !isTime[before] || token.shape.contains(.hasHyphen) && token.kind == .word
            else { break }
            if cover[before] > 0 {
                let atom = names[cover[before] - 1]
                if atom.type == .person && atom.range.count > 1 || head - atom.range.lowerBound > 7 { break }
                (index, start) = (atom.range.lowerBound, atom.range.lowerBound)
                modifiers += 1
                if tokens[start].is(.determiner) { return (start, true, modifiers) }
                continue
            }
            if isTightDash(before - 1), before >= 2 {
                (index, start) = (before - 2, before - 2)
                if cover[index] > 0 { start = names[cover[index] - 1].range.lowerBound }
                index = start
                modifiers += 1
                continue
            }
            if token.shape.contains(.hasHyphen), token.shape.contains(.hasDigit) || token.isCapital {
                (index, start) = (before, before)
                modifiers += 1
                continue
            }
            if token.kind == .number { return (start, false, modifiers + 1) }
            guard token.kind == .word else { break }
            if token.classes.overlaps([.determiner, .possessivePronoun]), !token.is(.adjective) {
                if token.is(Self.that), !isThatDemonstrative(before) { break }
                return (before, true, modifiers)
            }
            if token.is(.adjective) || token.classes.overlaps(Self.headClasses) && !token.classes.overlaps([.actionVerb, .reportingVerb]) {
                (index, start) = (before, before)
                modifiers += 1
            } else if token.is(.number) {
                return (start, false, modifiers + 1)
            } else if token.classes.overlaps(Self.verbs) || token.isCapital && !token.opensSentence
                || isPast(before) && isVerbHere(before)
            {
                break
            } else {
                index = before
            }
        }
        return (start, false, modifiers)
    }

    /// "that" after a preposition or at a sentence's beginning points; after a verb it joins.
    private func isThatDemonstrative(_ index: Int) -> Bool {
        guard let token = tokens.token(index - 1), token.kind == .word else { return index == 0 }
        return token.classes.overlaps([.preposition, .conjunction])
    }

    /// The hyphen of "U.S.-led".
    private func isTightDash(_ index: Int) -> Bool {
        guard index > 0, let next = tokens.token(index + 1) else { return false }
        return tokens[index].kind == .dash && !tokens[index].shape.contains(.spaceBefore)
            && !next.shape.contains(.spaceBefore) && next.kind == .word
    }

    // MARK: Tails and pronouns

    /// "members of the Pakistani Taliban": takes a name or phrase after "of" into the phrase.
    private mutating func tails() {
        guard atoms.contains(where: { $0.form == .nominal }) else { return }
        starts.removeAll(keepingCapacity: true)
        starts.append(contentsOf: repeatElement(0, count: tokens.count))
        for atom in names where cover[atom.core.lowerBound] > 0 {
            starts[atom.range.lowerBound] = max(starts[atom.range.lowerBound], atom.range.upperBound)
        }
        for atom in atoms { starts[atom.range.lowerBound] = atom.range.upperBound }
        for index in atoms.indices.reversed() where atoms[index].form == .nominal {
            let end = atoms[index].range.upperBound
            guard end + 1 < tokens.count, tokens[end].is(Self.of) || tokens[end].is(Self.for) && tokens[end - 1].is(.post),
                case let far = starts[end + 1], far > 0,
                far - atoms[index].range.lowerBound <= 14, !isTightDash(far)
            else { continue }
            atoms[index].range = atoms[index].range.lowerBound..<far
            starts[atoms[index].range.lowerBound] = far
        }
    }

    private static let acting: [(Word, MentionType)] = [
        ("we", .organization), ("us", .organization), ("they", .group), ("them", .group),
        ("he", .person), ("she", .person), ("him", .person), ("her", .person), ("i", .person),
        ("me", .person),
    ]

    private func pronoun(at index: Int) -> Atom? {
        let token = tokens[index]
        guard token.kind == .word else { return nil }
        if let (type, length) = contracted(token) {
            var atom = Atom(index..<index + 1, type, form: .pronoun, rule: .pronoun)
            atom.length = length
            return atom
        }
        guard token.is(.pronoun), var type = Self.type(of: token, in: Self.acting) else { return nil }
        if token.is(.possessivePronoun), let next = tokens.token(index + 1), next.kind == .word,
            !next.classes.overlaps(Self.verbs) { return nil }
        if token.isAllCapitals, token.name > 0 { return nil }
        if type == .group { type = lastPlural(before: index) }
        return Atom(index..<index + 1, type, form: .pronoun, rule: .pronoun)
    }

    private static let contractions: [(Word, MentionType)] = [
        ("we've", .organization), ("we're", .organization), ("we'll", .organization),
        ("we'd", .organization), ("they've", .organization), ("they're", .organization),
        ("they'll", .organization), ("they'd", .organization), ("he's", .person),
        ("he'll", .person), ("he'd", .person), ("she'll", .person), ("she'd", .person),
        ("i've", .person), ("i'm", .person), ("i'll", .person), ("i'd", .person),
    ]

    /// What a word stands for; the tables are short enough to be looked through.
    private static func type(of token: Token, in table: [(Word, MentionType)]) -> MentionType? {
        table.first { $0.0.hash == token.hash }?.1
    }

    /// Whether a word is a pronoun and a verb in one.
    static func isContraction(_ token: Token) -> Bool {
        token.shape.contains(.hasApostrophe) && type(of: token, in: contractions) != nil
    }

    /// "We" in "We've": its type and its length in bytes.
    private func contracted(_ token: Token) -> (MentionType, Int)? {
        guard token.shape.contains(.hasApostrophe), let type = Self.type(of: token, in: Self.contractions)
        else { return nil }
        let bytes = tokens.bytes[Int(token.readStart)..<Int(token.readEnd)]
        guard let end = bytes.firstIndex(where: { $0 == 0x27 || $0 >= 0x80 }) else { return nil }
        return (type, end - Int(token.readStart))
    }

    /// What "they" most likely are: the kind of the last person or organisation before.
    private func lastPlural(before index: Int) -> MentionType {
        var best: Atom?
        for atom in atoms.reversed() where atom.type == .person || atom.type == .organization {
            best = atom
            break
        }
        let name = names.last { $0.range.upperBound <= index && ($0.type == .organization || $0.type == .group) }
        if let best, let name { return best.range.lowerBound > name.range.lowerBound ? best.type : .organization }
        return best?.type ?? .organization
    }
}
