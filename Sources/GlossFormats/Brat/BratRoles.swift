import GlossModel

/// What each T line of a brat file is, and which E lines are claims: known before any span is bound.
struct BratRoles: Sendable {
    /// What a T line is.
    enum Role: UInt8 {
        case mention
        /// A trigger, content, cue or source.
        case part
        /// With a type of TIMEX3 and a note on its value.
        case time
    }

    /// By row of `BratLines.texts`.
    private(set) var roles: [Role]
    private(set) var forms: [Form]
    /// Row of the `TIMEX3` note in `BratLines.notes` for times, by row of `texts`; elsewhere 0.
    private(set) var timexNotes: [UInt32]
    let texts: NumberIndex
    let events: NumberIndex
    let relations: NumberIndex
    /// The number of `Claim` among the words.
    let claim: UInt32?
    private let lines: BratLines

    /// Decides. O(lines).
    init(_ lines: BratLines) {
        self.lines = lines
        texts = NumberIndex(count: lines.texts.count) { lines.texts[$0].number }
        events = NumberIndex(count: lines.events.count) { lines.events[$0].id.number }
        relations = NumberIndex(count: lines.relations.count) { lines.relations[$0].id.number }
        roles = [Role](repeating: .mention, count: lines.texts.count)
        forms = [Form](repeating: .name, count: lines.texts.count)
        timexNotes = [UInt32](repeating: 0, count: lines.texts.count)
        claim = lines.word(BratScheme.claim)
        takeParts()
        takeMarked()
        takeTimes()
    }

    private mutating func takeParts() {
        let named = [BratScheme.source, BratScheme.cue]
        let types = lines.types.map { named.contains($0) }
        if types.contains(true) {
            for row in lines.texts.indices where types[Int(lines.texts[row].type)] { roles[row] = .part }
        }
        let cue = lines.word(BratScheme.cue)
        for event in lines.events {
            if let row = row(ofText: event.trigger) { roles[row] = .part }
            guard event.type == claim else { continue }
            for index in event.arguments where lines.arguments[Int(index)].role == cue {
                if let row = row(ofText: lines.arguments[Int(index)].target) { roles[row] = .part }
            }
        }
    }

    /// Parts that nothing names say so themselves.
    private mutating func takeMarked() {
        guard let mark = lines.word(BratScheme.part) else { return }
        for attribute in lines.attributes where attribute.type == mark && attribute.value.isEmpty {
            if let row = row(ofText: attribute.target) { roles[row] = .part }
        }
    }

    private mutating func takeTimes() {
        guard let timex = lines.word(BratScheme.timex) else { return }
        let isTimex = lines.types.map { TimexType(rawValue: $0) != nil }
        for (index, note) in lines.notes.enumerated() where note.type == timex {
            guard let row = row(ofText: note.target), isTimex[Int(lines.texts[row].type)] else { continue }
            roles[row] = .time
            timexNotes[row] = UInt32(index)
        }
    }

    /// Sets the form of a mention.
    mutating func set(_ form: Form, ofText row: Int) { forms[row] = form }

    /// The row of a T line.
    func row(ofText id: BratID) -> Int? { id.letter == 0x54 ? texts[id.number] : nil }

    /// The row of an E line that is a claim.
    func row(ofClaim id: BratID) -> Int? {
        guard id.letter == 0x45, let row = events[id.number], lines.events[row].type == claim else { return nil }
        return row
    }

    /// What a name stands for.
    func kind(of id: BratID) -> AnnotationKind {
        switch id.letter {
        case 0x54:
            switch texts[id.number].map({ roles[$0] }) {
            case .part?: .part
            case .time?: .time
            default: .mention
            }
        case 0x45: row(ofClaim: id) != nil ? .claim : .event
        case 0x52: .relation
        case 0x41, 0x4D: .attribute
        case 0x4E: .reference
        default: .note
        }
    }

    /// Whether what a name stands for is in the file, as far as that is checked.
    func exists(_ id: BratID) -> Bool {
        switch id.letter {
        case 0x54: texts[id.number] != nil
        case 0x45: events[id.number] != nil
        case 0x52: relations[id.number] != nil
        default: true
        }
    }
}
