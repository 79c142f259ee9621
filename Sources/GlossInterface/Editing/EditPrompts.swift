import GlossModel

extension Browser {
    /// Opens the line for a remark on what is in focus, with the one that is there.
    mutating func openRemark() {
        guard let id = state.open.focus, state.report.markedWords(id) != nil else { return _ = nothingInFocus() }
        state.prompt = Prompt(purpose: .remark(id), line: LineEditor(remark(on: id)))
    }

    private func remark(on id: AnnotationID) -> String {
        let layer = state.report.layers[Int(id.layer)]
        for note in layer.notes where note.target == id && layer.strings[Int(note.type)] == "AnnotatorNotes" { return layer.string(note.text) }
        return ""
    }

    /// Opens the line for the value of the date in focus, with the present one.
    mutating func openValue() {
        guard let id = focused, let time = state.report.time(id) else { return state.say("only a date has a value; Tab to one") }
        state.prompt = Prompt(purpose: .value(id), line: LineEditor(time.value))
    }

    /// Opens the line for a type that has no letter.
    mutating func openType() { state.prompt = Prompt(purpose: .type) }

    /// What a typed value means, or what is wrong with it.
    func meaning(of value: String) -> (words: String, isWrong: Bool) {
        if let days = TimexValue.interval(of: value, mod: nil, type: .date) {
            let first = days.earliest.map { "\($0)" } ?? "…"
            let last = days.latest.map { "\($0)" } ?? "…"
            return (first == last ? first : "\(first) to \(last)", false)
        }
        return TimexValue.isWellFormed(value) ? ("no place on the line", false) : ("no TIMEX3 value yet", true)
    }

    /// Takes what was typed for an edit.
    mutating func accept(_ words: String, for purpose: Prompt.Purpose) -> [Effect] {
        state.open.editing.last = nil
        switch purpose {
        case .remark(let id):
            state.open.editing.last = .remark(words)
            return edit(.note(id, words))
        case .value(let id):
            state.open.editing.last = .value(words)
            return edit(.value(id, words))
        case .type:
            guard let type = knownType(words) else {
                state.say("no type is called \"\(StandIn.line(words))\" here; s lists those with letters", isWarning: true)
                return []
            }
            return mark(as: type)
        default: return []
        }
    }

    /// The type that begins with what was typed, among those of the report and gloss's own; a name in full is
    /// one of its own.
    private func knownType(_ words: String) -> String? {
        let folded = words.lowercased()
        guard !folded.isEmpty else { return nil }
        let names = state.open.editing.typeLetters.map(\.type) + state.report.layers.flatMap { $0.types.map(\.name) }
        return names.first { $0.lowercased() == folded } ?? names.first { $0.lowercased().hasPrefix(folded) }
            ?? (words.first?.isUppercase == true && !words.contains(" ") && words.count > 2 ? words : nil)
    }

    /// Takes the letter after `s`.
    mutating func takeTypeLetter(_ key: Key) -> [Effect] {
        guard case .character(let letter) = key.base, key.modifiers.isEmpty else { return [] }
        if letter == "/" {
            openType()
            return []
        }
        if letter == "s", let last = state.open.editing.lastType { return mark(as: last) }
        guard let type = state.open.editing.typeLetters.first(where: { $0.letter == letter })?.type else {
            let known = state.open.editing.typeLetters.map { "\($0.letter) \($0.type)" }.joined(separator: "  ")
            state.say("no type has the letter \(letter): \(known)  s again  / by name", isWarning: true)
            return []
        }
        return mark(as: type)
    }

    // MARK: Entities

    /// Lets the reader choose in the index whose mention this is, the best guess first.
    mutating func chooseEntity() {
        guard let id = focused, let item = state.report.mention(id) else { return state.say("only a name is of somebody; Tab to one") }
        openIndex(for: .mention(id), typed: state.report.text.collapsed(item.mention.span))
    }

    /// Lets the reader choose which entity is the same as the one in focus.
    mutating func chooseOtherEntity() {
        guard let id = focused, let entity = state.report.entity(of: id) else { return state.say("nobody is known in focus; = chooses who it is") }
        openIndex(for: .entity(entity), typed: "")
    }

    /// Lets the reader choose which entity is never the same as the one in focus.
    mutating func chooseDistinctEntity() {
        guard let id = focused, let entity = state.report.entity(of: id) else { return state.say("nobody is known in focus; = chooses who it is") }
        openIndex(for: .apart(entity), typed: "")
    }

    /// Says of the mention in focus, and of those that are selected, that they are one who is nobody else.
    mutating func splitEntity() -> [Effect] {
        let selected = state.selection.filter { $0.report == state.report.id && $0.id.kind == .mention && state.report.mention($0.id) != nil }.map(\.id)
        let ids = selected.isEmpty ? focused.map { [$0] } ?? [] : selected
        guard !ids.isEmpty else { return nothingInFocus() }
        state.open.editing.last = nil
        if !selected.isEmpty { changeSelection { $0.removeAll { selected.contains($0.id) } } }
        return edit(.split(ids))
    }

    private mutating func openIndex(for joining: EditState.Joining, typed: String) {
        state.open.editing.last = nil
        state.open.editing.joining = joining
        openSide(IndexPane())
        let narrowed = LineEditor(typed)
        state.listFilter = narrowed
        filterChanged()
        if (sideContent()?.count ?? 0) < (isMention(joining) ? 1 : 0) {
            state.listFilter = LineEditor()
            filterChanged()
        }
        switch joining {
        case .mention: state.say("Enter: it is of this entity; Esc leaves it")
        case .entity: state.say("Enter: the two are one; Esc leaves them")
        case .apart: state.say("Enter: the two are never the same; Esc leaves them")
        }
    }

    private func isMention(_ joining: EditState.Joining) -> Bool { if case .mention = joining { true } else { false } }

    /// Takes the entity that was chosen in the index for an edit; nil where none was asked for.
    mutating func takeChosenEntity(_ entity: AnnotationID) -> [Effect]? {
        guard let joining = state.open.editing.joining else { return nil }
        state.open.editing.joining = nil
        switch joining {
        case .mention(let id):
            state.open.editing.last = .entity(entity)
            state.open.editing.lastPlace = state.report.span(of: id)
            return edit(.entity([id], entity))
        case .entity(let other): return edit(.merge(other, entity))
        case .apart(let other): return edit(.distinct(other, entity))
        }
    }
}
