import GlossModel

extension Browser {
    /// Makes a claim of the words in focus, else of the sentence there; one in focus that was computed becomes
    /// the reader's own.
    mutating func markClaim() -> [Effect] {
        state.open.editing.last = .claim
        if let focus = state.open.focus, focus.kind == .claim { return edit(.all([.accept([focus])])) }
        if case .words(let span)? = state.open.reference, state.open.editing.held != nil || span.count > 40 {
            state.open.editing.held = nil
            return edit(.claim([span]))
        }
        let place = Int((state.open.focusSpan ?? visibleText()).start)
        guard let index = state.report.paragraphs.index(at: place) else { return nothingInFocus() }
        let paragraph = state.report.paragraphs.spans[index]
        let sentence = Sentences(state.report.text).span(at: place, in: paragraph)
        return edit(.claim([sentence]))
    }

    /// Asks for words that are to be a part of the claim in focus.
    mutating func wantWords(_ wanted: (AnnotationID) -> EditState.Wanted) {
        guard let claim = state.open.focus, claim.kind == .claim else { return state.say("]c goes to a claim first, C makes one") }
        state.open.editing.wanted = wanted(claim)
        state.say("go to the words (Right, Tab, v), then Enter; Esc leaves it")
    }

    /// Asks for the other end of a relation that begins with what is in focus.
    mutating func wantOtherEnd() {
        guard let focus = state.open.focus, state.report.markedWords(focus) != nil else {
            return state.say("go to a name, a date or a claim first: the relation begins there")
        }
        state.open.editing.wanted = .relation(from: focus)
        state.say("go to the other end, then Enter; Esc leaves it")
    }

    /// Takes what is in focus for what was asked for; nil where nothing was.
    mutating func takeWanted() -> [Effect]? {
        guard state.open.editing.isOn, let wanted = state.open.editing.wanted else { return nil }
        let focus = state.open.focus
        let spans = focus.flatMap { state.report.markedWords($0)?.spans } ?? state.open.focusSpan.map { [$0] } ?? []
        state.open.editing.wanted = nil
        state.open.editing.held = nil
        state.open.editing.last = nil
        switch wanted {
        case .source(let claim): return edit(.source(claim, spans))
        case .cue(let claim): return edit(.cue(claim, spans))
        case .relation(let from):
            guard let focus else { return nothingInFocus() }
            let types = state.open.editing.relations.isEmpty ? TypeLetters.relations : state.open.editing.relations
            let words = types.map { "\($0.letter) \($0.type)" }.joined(separator: "  ")
            state.open.editing.question = EditQuestion(
                words: "it \(words) this one; Esc leaves it",
                answers: Dictionary(types.map { ($0.letter, .relation(from: from, to: focus, type: $0.type)) }, uniquingKeysWith: { first, _ in first }))
            return []
        }
    }

    /// Takes the key after `~`: 1 to 7 for the bands of ICD 203, 0 for none, l m h for confidence, f for a
    /// forecast.
    mutating func takeCertainty(_ key: Key) -> [Effect] {
        guard case .character(let letter) = key.base, key.modifiers.isEmpty else { return [] }
        guard let claim = state.open.focus, claim.kind == .claim else {
            state.say("]c goes to a claim first, C makes one")
            return []
        }
        let bands = Likelihood.allCases
        let chosen: LastEdit
        switch letter {
        case "0": chosen = .certainty(nil)
        case "1"..."7": chosen = .certainty(bands[Int(letter.value) - 0x31])
        case "l": chosen = .confidence(.low)
        case "m": chosen = .confidence(.moderate)
        case "h": chosen = .confidence(.high)
        case "f": chosen = .forecast
        default:
            let words = bands.enumerated().map { "\($0 + 1) \($1.name)" }.joined(separator: "  ")
            state.say("\(words)  0 none  l m h confidence  f forecast", isWarning: true)
            return []
        }
        state.open.editing.last = chosen
        return repeatOnFocus()
    }
}
