/// Fills templates: appends the sentence to a buffer and notes what is to be annotated.
struct SentenceMaker {
    private(set) var drafts: [Draft] = []
    private(set) var claims: [ClaimDraft] = []
    /// The text that was made, from `byte` 0; code points count from the beginning of the report.
    var text: [UInt8] = []
    private(set) var scalars = 0
    var random: Random

    private let expressions: Expressions
    private let dates: [MadeDate]
    private var open: [Int] = []
    private var pendingCue: Int?
    private var pendingSource: Int?
    private var pendingConfidence: Phrase?
    private var lastCue = Template.Cue.said

    private static let claim = Phrase("Claim")
    private static let cue = Phrase("Cue")
    private static let date = Phrase("DATE")

    init(seed: UInt64) {
        random = Random(seed: seed)
        expressions = Expressions(&random)
        var made: [MadeDate] = []
        for _ in 0..<4000 { made.append(MadeDate(&random)) }
        dates = made
    }

    private var place: Position { Position(byte: text.count, scalar: scalars) }

    /// Appends text that is not annotated.
    mutating func append(_ phrase: Phrase) {
        text.append(contentsOf: phrase.bytes)
        scalars += phrase.scalars
    }

    /// Appends one sentence; `drafts` and `claims` are its own afterwards.
    mutating func makeSentence() {
        make(random.pick(Template.all))
    }

    mutating func make(_ template: Template) {
        drafts.removeAll(keepingCapacity: true)
        claims.removeAll(keepingCapacity: true)
        (pendingCue, pendingSource, pendingConfidence) = (nil, nil, nil)
        let start = text.count
        for piece in template.pieces { fill(piece) }
        let letter = text[start] < 0x80 ? start : start + 3
        if (0x61...0x7A).contains(text[letter]) { text[letter] -= 0x20 }
        attachWhatFollowed()
    }

    private mutating func fill(_ piece: Template.Piece) {
        switch piece {
        case .words(let words): append(words)
        case .person(let isSource): append(expressions.people.draw(&random), isSource)
        case .organization(let isSource): append(expressions.organizations.draw(&random), isSource)
        case .place: append(expressions.places.draw(&random), false)
        case .thing: append(expressions.things.draw(&random), false)
        case .date: append(random.pick(dates))
        case .when:
            let date = random.pick(dates)
            append(date.preposition)
            append(date)
        case .noun: append(random.pick(Fillings.nouns))
        case .outcome: append(random.pick(Fillings.outcomes))
        case .deed: append(random.pick(Fillings.deeds))
        case .aside: append(random.pick(Fillings.asides))
        case .cue(let cue): append(cue)
        case .likelihood: appendLikelihood()
        case .confidence:
            let level = random.pick(Fillings.confidences)
            append(level)
            pendingConfidence = level
        case .claimStart: startClaim()
        case .claimEnd: endClaim()
        case .known: append(expressions.known, false)
        }
    }

    private mutating func append(_ expression: Expression, _ isSource: Bool) {
        let base = place
        append(expression.text)
        if isSource { pendingSource = drafts.count }
        for mention in expression.mentions {
            let tail: Draft.Tail =
                mention.entity.map { .entity(number: $0.number, name: $0.name) } ?? .nominal
            drafts.append(
                Draft(
                    first: mention.first.moved(by: base), second: mention.second?.moved(by: base),
                    type: mention.type, tail: tail))
        }
    }

    private mutating func append(_ date: MadeDate) {
        let start = place
        append(date.text)
        drafts.append(
            Draft(
                first: Stretch(start: start, end: place), second: nil, type: Self.date,
                tail: .time(note: date.note)))
    }

    private mutating func append(_ cue: Template.Cue) {
        let start = place
        switch cue {
        case .said: append(random.pick(Fillings.said))
        case .reports: append(random.pick(Fillings.reports))
        case .according: append(random.pick(Fillings.according))
        }
        pendingCue = drafts.count
        drafts.append(
            Draft(
                first: Stretch(start: start, end: place), second: nil, type: Self.cue, tail: .none))
    }

    private mutating func appendLikelihood() {
        let index = random.below(Fillings.likelihoods.count)
        append(Fillings.likelihoods[index].words)
        guard let claim = open.last else { return }
        claims[claim].likelihood = index
        claims[claim].isForecast = true
    }

    private mutating func startClaim() {
        var claim = ClaimDraft(start: place)
        (claim.cue, claim.source, claim.confidence) = (pendingCue, pendingSource, pendingConfidence)
        (pendingCue, pendingSource, pendingConfidence) = (nil, nil, nil)
        claim.within = open.last
        claim.isQuoted = text.last == 0x9C && text.suffix(3).elementsEqual("“".utf8)
        open.append(claims.count)
        claims.append(claim)
    }

    private mutating func endClaim() {
        guard let index = open.popLast() else { return }
        claims[index].content = drafts.count
        drafts.append(
            Draft(
                first: Stretch(start: claims[index].start, end: place), second: nil,
                type: Self.claim, tail: .none))
    }

    /// A claim that is told before who made it: "...", said somebody.
    private mutating func attachWhatFollowed() {
        if let last = claims.indices.last, claims[last].cue == nil, let cue = pendingCue {
            claims[last].cue = cue
            claims[last].source = pendingSource
        }
    }
}
