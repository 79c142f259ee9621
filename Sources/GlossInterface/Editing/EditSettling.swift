import GlossModel

/// What was changed here and by another program, asked for one by one.
extension Browser {
    /// Asks about the first of them that is left.
    mutating func askToSettle() {
        if !state.open.editing.moved.isEmpty { return askAboutMoved() }
        guard state.open.editing.isOn, state.open.editing.question == nil, let conflict = state.open.editing.conflicts.first else { return }
        if let id = conflict.id, let span = state.report.span(of: id) { focus(id, at: span) }
        let left = state.open.editing.conflicts.count - 1
        var question = EditQuestion(
            words: "1 yours: \(words(conflict.mine))  2 theirs: \(words(conflict.theirs))\(left > 0 ? "  (\(left) more)" : "")", answers: [:])
        question.answers = [
            "1": .settle(conflict.name, takesTheirs: false), "2": .settle(conflict.name, takesTheirs: true),
        ]
        state.open.editing.question = question
    }

    /// Asks whether a mark is meant to stand where it was found.
    private mutating func askAboutMoved() {
        guard state.open.editing.isOn, state.open.editing.question == nil, let mark = state.open.editing.moved.first, let place = mark.places.first else { return }
        rememberPlace()
        focusWords(place)
        let left = state.open.editing.moved.count - 1
        var question = EditQuestion(
            words: "the text has changed: does it stand here? y yes, n elsewhere, D it is gone\(left > 0 ? "  (\(left) more)" : "")", answers: [:])
        let isThere = state.report.span(of: mark.id) == place
        question.answers = ["y": .stays(isThere ? nil : .spans(mark.id, [place])), "n": .nextPlace, "D": .stays(.remove([mark.id]))]
        state.open.editing.question = question
    }

    mutating func settleMoved(_ edit: Edit?) -> [Effect] {
        state.open.editing.moved.removeFirst()
        if let edit { return self.edit(edit) }
        askToSettle()
        return []
    }

    mutating func tryNextPlace() -> [Effect] {
        guard var mark = state.open.editing.moved.first else { return [] }
        mark.places.append(mark.places.removeFirst())
        state.open.editing.moved[0] = mark
        askToSettle()
        return []
    }

    mutating func settle(_ name: String, _ takesTheirs: Bool) -> [Effect] {
        state.open.editing.conflicts.removeAll { $0.name == name }
        return [.change(state.report.id, .settle(name, takesTheirs: takesTheirs))]
    }

    /// A line of the file in short: "T8 Person 0 5 Marian".
    private func words(_ line: String?) -> String {
        guard let line else { return "away" }
        return cut(StandIn.line(line.split(separator: "\t").joined(separator: " ")), to: max(12, state.size.columns / 2 - 16))
    }
}
