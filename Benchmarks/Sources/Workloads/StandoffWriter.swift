/// Writes the annotations of sentences as brat standoff in gloss's scheme: each T line is followed
/// at once by what hangs on it, in the order of the text.
struct StandoffWriter {
    /// The lines written so far.
    private(set) var lineCount = 0
    private var textNumber = 0
    private var eventNumber = 0
    private var attributeNumber = 0
    private var noteNumber = 0
    private var referenceNumber = 0
    private var relationNumber = 0

    /// What is added to an entity's number for the identifier it has in another database.
    private static let firstIdentifier = 20_000_000
    /// Of 1000 mentions, those with an annotator's note.
    private static let remarked = 330

    /// Appends the lines of one sentence.
    /// - Parameters:
    ///   - text: the buffer the drafts' bytes are counted in.
    mutating func write(
        _ drafts: [Draft], _ claims: [ClaimDraft], of text: [UInt8], _ random: inout Random,
        to out: inout [UInt8]
    ) {
        var drafts = drafts
        var claims = claims
        let order = Self.inOrder(drafts)
        for index in order {
            writeText(&drafts[index], text, &out)
            writeTail(of: drafts[index], &out)
            if drafts[index].isMention, random.happens(Self.remarked) {
                startNote("AnnotatorNotes T", drafts[index].number, &out)
                out.append(contentsOf: random.pick(Fillings.remarks).bytes)
                out.append("; ")
                out.append(contentsOf: random.pick(Fillings.remarks).bytes)
                endLine(&out)
            }
            for claim in claims.indices where Self.isComplete(claims[claim], drafts) {
                writeClaim(&claims[claim], claims, drafts, &random, &out)
            }
        }
    }

    /// The drafts by start, the longer one first.
    private static func inOrder(_ drafts: [Draft]) -> [Int] {
        drafts.indices.sorted {
            let (a, b) = (drafts[$0].first, drafts[$1].first)
            return (a.start.byte, -a.end.byte, $0) < (b.start.byte, -b.end.byte, $1)
        }
    }

    private static func isComplete(_ claim: ClaimDraft, _ drafts: [Draft]) -> Bool {
        guard claim.number == 0, let content = claim.content else { return false }
        return [content, claim.cue ?? content, claim.source ?? content].allSatisfy {
            drafts[$0].number > 0
        }
    }

    private mutating func writeText(_ draft: inout Draft, _ text: [UInt8], _ out: inout [UInt8]) {
        textNumber += 1
        draft.number = textNumber
        out.append(0x54)
        out.append(digits: textNumber)
        out.append(0x09)
        out.append(contentsOf: draft.type.bytes)
        out.append(0x20)
        write(draft.first, &out)
        if let second = draft.second {
            out.append(0x3B)
            write(second, &out)
        }
        out.append(0x09)
        out.append(contentsOf: text[draft.first.start.byte..<draft.first.end.byte])
        if let second = draft.second {
            out.append(0x20)
            out.append(contentsOf: text[second.start.byte..<second.end.byte])
        }
        endLine(&out)
    }

    private func write(_ stretch: Stretch, _ out: inout [UInt8]) {
        out.append(digits: stretch.start.scalar)
        out.append(0x20)
        out.append(digits: stretch.end.scalar)
    }

    private mutating func endLine(_ out: inout [UInt8]) {
        out.append(0x0A)
        lineCount += 1
    }

    private mutating func writeTail(of draft: Draft, _ out: inout [UInt8]) {
        switch draft.tail {
        case .none: return
        case .entity(let number, let name):
            referenceNumber += 1
            out.append(0x4E)
            out.append(digits: referenceNumber)
            out.append("\tReference T")
            out.append(digits: draft.number)
            out.append(" Wikidata:Q")
            out.append(digits: Self.firstIdentifier + number)
            out.append(0x09)
            out.append(contentsOf: name.bytes)
        case .nominal:
            startAttribute("Form T", draft.number, &out)
            out.append(" nominal")
        case .time(let note):
            startNote("TIMEX3 T", draft.number, &out)
            out.append(contentsOf: note.bytes)
        }
        endLine(&out)
    }

    private mutating func startAttribute(_ name: StaticString, _ target: Int, _ out: inout [UInt8]) {
        attributeNumber += 1
        out.append(0x41)
        out.append(digits: attributeNumber)
        out.append(0x09)
        out.append(name)
        out.append(digits: target)
    }

    private mutating func startNote(_ name: StaticString, _ target: Int, _ out: inout [UInt8]) {
        noteNumber += 1
        out.append(0x23)
        out.append(digits: noteNumber)
        out.append(0x09)
        out.append(name)
        out.append(digits: target)
        out.append(0x09)
    }

    private mutating func writeClaim(
        _ claim: inout ClaimDraft, _ claims: [ClaimDraft], _ drafts: [Draft],
        _ random: inout Random, _ out: inout [UInt8]
    ) {
        guard let content = claim.content else { return }
        eventNumber += 1
        claim.number = eventNumber
        out.append(0x45)
        out.append(digits: eventNumber)
        writeRole("\tClaim:T", drafts[content].number, &out)
        if let cue = claim.cue { writeRole(" Cue:T", drafts[cue].number, &out) }
        if let source = claim.source { writeRole(" Source:T", drafts[source].number, &out) }
        if let within = claim.within, claims[within].number > 0 {
            writeRole(" Within:E", claims[within].number, &out)
        }
        endLine(&out)
        writeRemarks(on: claim, &out)
        if eventNumber > 40, random.happens(200) { writeRelation(&random, &out) }
    }

    private func writeRole(_ name: StaticString, _ number: Int, _ out: inout [UInt8]) {
        out.append(name)
        out.append(digits: number)
    }

    private mutating func writeRemarks(on claim: ClaimDraft, _ out: inout [UInt8]) {
        if claim.cue != nil {
            startAttribute("Kind E", claim.number, &out)
            if claim.isQuoted { out.append(" quoted") } else { out.append(" reported") }
            endLine(&out)
        }
        if claim.isForecast {
            startAttribute("Forecast E", claim.number, &out)
            endLine(&out)
        }
        if let likelihood = claim.likelihood {
            startAttribute("Certainty E", claim.number, &out)
            out.append(0x20)
            out.append(contentsOf: Fillings.likelihoods[likelihood].band.bytes)
            endLine(&out)
            startNote("Term E", claim.number, &out)
            out.append(contentsOf: Fillings.likelihoods[likelihood].term.bytes)
            endLine(&out)
        }
        if let confidence = claim.confidence {
            startAttribute("Confidence E", claim.number, &out)
            out.append(0x20)
            out.append(contentsOf: confidence.bytes)
            endLine(&out)
        }
    }

    /// The claim written last, and one of the forty before it.
    private mutating func writeRelation(_ random: inout Random, _ out: inout [UInt8]) {
        relationNumber += 1
        out.append(0x52)
        out.append(digits: relationNumber)
        if random.happens(500) { out.append("\tcontradicts Arg1:E") } else { out.append("\tsupports Arg1:E") }
        out.append(digits: eventNumber)
        out.append(" Arg2:E")
        out.append(digits: eventNumber - 1 - random.below(40))
        endLine(&out)
        startNote("Because R", relationNumber, &out)
        out.append("score=0.")
        out.append(digits: 100 + random.below(900))
        out.append("; both about the same place")
        endLine(&out)
    }
}
