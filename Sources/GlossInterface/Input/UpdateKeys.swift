import GlossModel

extension Browser {
    /// Where keys are looked up first.
    var keyPlace: KeyPlace {
        switch state.active {
        case .timeline: .timeline
        case .side: .list
        case .reading: state.open.editing.isOn ? .edit : .everywhere
        case .help: .everywhere
        }
    }

    /// Takes a key: a prompt's or a filter's text, a letter that a command waits for, a count, or a
    /// part of a sequence.
    mutating func handle(_ key: Key) -> [Effect] {
        let wasAsked = state.hasAskedToQuit
        state.message = nil
        state.wordsToCopy = nil
        state.hasAskedToQuit = false
        state.showsFollowing = false
        state.greets = false
        refreshViewport()
        if let effects = answerQuestion(key) ?? takeHint(key) { return effects }
        if let effects = handleHelpFilter(key) ?? handleTimelineFilter(key) { return effects }
        if state.prompt != nil { return handlePrompt(key) }
        if state.pending.isEmpty, isTypingFilter, let effects = handleFilter(key) { return effects }
        if let waiting = waitingForLetter { return takeLetter(key, for: waiting) }
        if state.pending.isEmpty, let effects = takeDecision(key) { return effects }
        if takesDigit(key) { return [] }
        state.pending.append(key)
        switch keys.match(state.pending, in: keyPlace) {
        case .prefix: return []
        case .none:
            let typed = state.pending.map(\.description).joined()
            let isKnownEnd = state.pending.count > 1 && key.base == .escape
            state.pending = []
            state.count = nil
            if !isKnownEnd { state.say("\(typed) does nothing here; h shows the keys") }
            return []
        case .command(let command):
            if command.waitsForLetter { return [] }
            state.pending = []
            let count = state.count
            state.count = nil
            if command == .close { state.hasAskedToQuit = wasAsked }
            return run(command, count: count)
        }
    }

    /// A command that waits for a letter, as the pending keys say.
    private var waitingForLetter: Command? {
        guard !state.pending.isEmpty, case .command(let command) = keys.match(state.pending, in: keyPlace)
        else { return nil }
        return command
    }

    private mutating func takeLetter(_ key: Key, for command: Command) -> [Effect] {
        state.pending = []
        state.count = nil
        if command == .markType { return takeTypeLetter(key) }
        if command == .certainty { return takeCertainty(key) }
        guard case .character(let letter) = key.base, key.modifiers.isEmpty else { return [] }
        if command == .mark {
            state.marks[letter] = here
            state.say("marked \(letter)")
        } else if letter == "'" {
            return run(.back, count: nil)
        } else if let place = state.marks[letter] {
            jump(to: place)
        } else {
            state.say("no mark \(letter)", isWarning: true)
        }
        return []
    }

    private mutating func takesDigit(_ key: Key) -> Bool {
        guard state.pending.isEmpty, key.modifiers.isEmpty, case .character(let scalar) = key.base,
            let digit = scalar.properties.numericType == .decimal ? Int(String(scalar)) : nil,
            digit > 0 || state.count != nil
        else { return false }
        state.count = min(10_000_000, (state.count ?? 0) * 10 + digit)
        return true
    }

    // MARK: Text being typed

    var isTypingFilter: Bool { state.active == .side && state.side?.isTyped == true }

    /// Typing into a list; nil for keys that move in the list or leave it.
    private mutating func handleFilter(_ key: Key) -> [Effect]? {
        guard let side = state.side else { return nil }
        let isLeft = key.base == .escape || key.base == .backspace && state.listFilter.isEmpty && side.pane.narrowing != .always
        if side.isAsking, isLeft || key.base == .enter { return endNarrowing(keeping: key.base == .enter) }
        if key.base == .escape || side.pane is PalettePane && key.base == .backspace && state.listFilter.isEmpty {
            side.pane.close(in: &self)
            return []
        }
        if key.base == .tab { return side.pane.selects ? runInList(.toggle, 1) : [] }
        guard key.base != .home, key.base != .end else { return nil }
        switch state.listFilter.handle(key) {
        case .changed:
            filterChanged()
            return []
        case .moved: return []
        case .ignored: return nil
        }
    }

    /// Makes the list begin anew with what is typed now.
    mutating func filterChanged() {
        state.side?.pane.refilter(in: &self)
    }

    /// Gives the letters back to the keys; the list stays narrowed where that is to be kept.
    private mutating func endNarrowing(keeping: Bool) -> [Effect] {
        state.side?.isAsking = false
        guard !keeping else { return [] }
        state.listFilter = LineEditor()
        filterChanged()
        return []
    }

    private mutating func handlePrompt(_ key: Key) -> [Effect] {
        guard var prompt = state.prompt else { return [] }
        defer { state.typed = state.prompt.flatMap(typedPattern) }
        switch (key.base, key.modifiers) {
        case (.escape, _), (.character("c"), .control), (.character("g"), .control):
            state.prompt = nil
        case (.enter, _):
            (state.prompt, state.recalled) = (nil, nil)
            return accept(prompt)
        case (.backspace, _) where prompt.line.isEmpty:
            state.prompt = nil
        case (.up, _): recall(-1, &prompt)
        case (.down, _): recall(1, &prompt)
        default:
            state.recalled = nil
            _ = prompt.line.handle(key)
            state.prompt = prompt
        }
        return []
    }

    /// Goes through what was searched for before.
    private mutating func recall(_ step: Int, _ prompt: inout Prompt) {
        guard prompt.purpose != .write, prompt.purpose != .date, !state.searches.isEmpty else { return }
        let place = (state.recalled ?? state.searches.count) + step
        state.recalled = place >= state.searches.count ? nil : max(0, place)
        prompt.line = LineEditor(state.recalled.map { state.searches[$0] } ?? "")
        state.prompt = prompt
    }

    /// The pattern being typed, so that its hits show.
    private func typedPattern(_ prompt: Prompt) -> Pattern? {
        guard prompt.purpose != .write, prompt.purpose != .date, !prompt.line.isEmpty else { return nil }
        let text = prompt.line.text
        return try? Pattern(text.hasPrefix("+") && text.count > 1 ? String(text.dropFirst()) : text)
    }

    private mutating func accept(_ prompt: Prompt) -> [Effect] {
        switch prompt.purpose {
        case .search(let forward): return beginSearch(prompt.line.text, forward: forward)
        case .filter:
            applyFilter(prompt.line.text)
            return []
        case .remark, .value, .type: return accept(prompt.line.text, for: prompt.purpose)
        case .write: return writeSelection(prompt.line.text)
        case .date: return setDate(prompt.line.text)
        }
    }
}
