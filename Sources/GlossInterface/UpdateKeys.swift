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
        refreshViewport()
        if let effects = answerQuestion(key) { return effects }
        if state.prompt != nil { return handlePrompt(key) }
        if state.pending.isEmpty, isTypingFilter, let effects = handleFilter(key) { return effects }
        if let waiting = waitingForLetter { return takeLetter(key, for: waiting) }
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
        if key.base == .escape || state.side == .palette && key.base == .backspace && state.listFilter.isEmpty {
            state.side == .palette ? closePalette() : closeSide()
            return []
        }
        if key.base == .tab { return state.side == .index ? runInList(.toggle, 1) : [] }
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
        state.list = ListPosition()
        if state.side == .outline { chooseBestSection() }
    }

    private mutating func handlePrompt(_ key: Key) -> [Effect] {
        guard var prompt = state.prompt else { return [] }
        switch (key.base, key.modifiers) {
        case (.escape, _), (.character("c"), .control), (.character("g"), .control):
            state.prompt = nil
        case (.enter, _):
            state.prompt = nil
            return accept(prompt)
        case (.backspace, _) where prompt.line.isEmpty:
            state.prompt = nil
        case (.up, _) where prompt.purpose.isPattern:
            if let last = state.lastPattern { prompt.line = LineEditor(last) }
            state.prompt = prompt
        default:
            _ = prompt.line.handle(key)
            state.prompt = prompt
        }
        return []
    }

    private mutating func accept(_ prompt: Prompt) -> [Effect] {
        switch prompt.purpose {
        case .search(let forward): return beginSearch(prompt.line.text, forward: forward)
        case .filter:
            applyFilter(prompt.line.text)
            return []
        case .remark, .value, .type: return accept(prompt.line.text, for: prompt.purpose)
        }
    }
}
