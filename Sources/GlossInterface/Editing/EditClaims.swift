import GlossModel

extension Browser {
    /// Makes a claim of the words in focus, else of the sentence there; one in focus that was computed becomes
    /// the reader's own.
    mutating func markClaim() -> [Effect] {
        state.open.editing.last = nil
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
            let types: [(Unicode.Scalar, String)] = [("s", "supports"), ("c", "contradicts"), ("e", "elaborates"), ("r", "repeats")]
            state.open.editing.question = EditQuestion(
                words: "it s supports  c contradicts  e elaborates  r repeats this one; Esc leaves it",
                answers: Dictionary(uniqueKeysWithValues: types.map { ($0, .relation(from: from, to: focus, type: $1)) }))
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
        state.open.editing.last = nil
        let bands = Likelihood.allCases
        switch letter {
        case "0": return edit(.certainty(claim, nil))
        case "1"..."7": return edit(.certainty(claim, bands[Int(letter.value) - 0x31]))
        case "l": return edit(.confidence(claim, .low))
        case "m": return edit(.confidence(claim, .moderate))
        case "h": return edit(.confidence(claim, .high))
        case "f": return edit(.forecast(claim, !(state.report.claim(claim)?.isForecast ?? false)))
        default:
            let words = bands.enumerated().map { "\($0 + 1) \($1.name)" }.joined(separator: "  ")
            state.say("\(words)  0 none  l m h confidence  f forecast", isWarning: true)
            return []
        }
    }
}
