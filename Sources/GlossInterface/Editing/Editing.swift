import GlossModel

/// Marking and judging by keys, in the text. What is asked for goes out as an effect; the answer brings the
/// report as it is then.
extension Browser {
    /// Whether keys edit.
    var isEditing: Bool { state.open.editing.isOn && state.active == .reading }

    /// Turns editing on or off. Off writes what was changed.
    mutating func toggleEditing() -> [Effect] {
        if state.open.editing.isOn {
            state.open.editing.isOn = false
            state.open.editing.held = nil
            dropWords()
            return [.change(state.report.id, .save)]
        }
        // A smaller one is annotated so only until it is read, and then begins.
        guard state.open.annotatedView == nil || state.report.text.count <= 200 << 20 else {
            state.say("a report of this size is not edited", isWarning: true)
            return []
        }
        return [.change(state.report.id, .begin)]
    }

    /// Runs a command of editing.
    mutating func runEditing(_ command: Command, _ times: Int) -> [Effect] {
        guard state.open.editing.isOn else {
            state.say("e edits first")
            return []
        }
        state.open.editing.advances = false
        focusHit()
        switch command {
        case .markPerson: return mark(as: "Person")
        case .markOrganization: return mark(as: "Organization")
        case .markLocation: return mark(as: "Location")
        case .accept: return judge(.right)
        case .reject: return judge(.wrong)
        case .acceptParagraph: return acceptPassed(inParagraph: true)
        case .finishReport: return acceptPassed(inParagraph: false)
        case .unjudge: return focused.map { edit(.reopen([$0])) } ?? nothingInFocus()
        case .allSuch: return askForAllSuch()
        case .widenRight: return moveBounds(times, isRight: true)
        case .narrowRight: return moveBounds(-times, isRight: true)
        case .widenLeft: return moveBounds(times, isRight: false)
        case .narrowLeft: return moveBounds(-times, isRight: false)
        case .nextWord: stepWords(times)
        case .previousWord: stepWords(-times)
        case .holdEnd: holdEnd()
        case .fragment: return joinFragment()
        case .undoEdit: return [.change(state.report.id, .undo)]
        case .redoEdit: return [.change(state.report.id, .redo)]
        case .repeatEdit: return repeatLast()
        case .markClaim: return markClaim()
        case .claimSource: wantWords { .source(of: $0) }
        case .claimCue: wantWords { .cue(of: $0) }
        case .relate: wantOtherEnd()
        case .saveEdits: return [.change(state.report.id, .save)]
        case .remark: openRemark()
        case .value: openValue()
        case .sameEntity: chooseEntity()
        case .mergeEntities: chooseOtherEntity()
        case .splitEntity: return focused.map { edit(.split([$0])) } ?? nothingInFocus()
        case .nextUnjudged: stepMarks(times, forward: true, onlySuggestions: true)
        case .previousUnjudged: stepMarks(times, forward: false, onlySuggestions: true)
        default: break
        }
        return []
    }

    func edit(_ edit: Edit) -> [Effect] { [.change(state.report.id, .apply(edit))] }

    /// The mention or time in focus.
    var focused: AnnotationID? { state.open.focus.flatMap { $0.kind == .mention || $0.kind == .time ? $0 : nil } }

    mutating func nothingInFocus() -> [Effect] {
        state.say("nothing is in focus: Tab goes to a mark, Right to a word")
        return []
    }

    // MARK: Types and judgements

    /// Marks the words in focus, or gives the mark there another type; then goes to the next stop.
    mutating func mark(as type: String) -> [Effect] {
        begin(.type(type))
        state.open.editing.lastType = type
        if case .words(let span)? = state.open.reference { return edit(.add(spans: [span], type: type)) }
        guard let id = focused, let words = state.report.markedWords(id) else { return nothingInFocus() }
        if words.type == type {
            if state.report.isSuggestion(id) { return edit(.accept([id])) }
            advance()
            return []
        }
        return edit(.type([id], type))
    }

    private mutating func judge(_ judgement: LastEdit) -> [Effect] {
        guard let id = state.open.focus, state.report.markedWords(id) != nil else { return nothingInFocus() }
        begin(judgement)
        guard judgement == .right else { return edit(.remove([id])) }
        if state.report.isSuggestion(id) { return edit(.accept([id])) }
        advance()
        return []
    }

    private mutating func begin(_ last: LastEdit) {
        state.open.editing.last = last
        state.open.editing.lastPlace = state.open.focusSpan
        state.open.editing.advances = true
    }

    private mutating func repeatLast() -> [Effect] {
        switch state.open.editing.last {
        case .type(let type): return mark(as: type)
        case .right: return judge(.right)
        case .wrong: return judge(.wrong)
        case nil:
            state.say("nothing was done yet")
            return []
        }
    }

    /// Says of the suggestions that the reader has passed, in this paragraph and on the screen, or in the
    /// whole report, that they are right.
    private mutating func acceptPassed(inParagraph: Bool) -> [Effect] {
        var passed = Array(state.open.editing.passed)
        if let focus = focused, state.report.isSuggestion(focus) { passed.append(focus) }
        passed = Array(Set(passed)).filter { state.report.span(of: $0) != nil && state.report.isSuggestion($0) }.sorted()
        if inParagraph {
            let here = state.open.focusSpan ?? visibleText()
            guard let index = state.report.paragraphs.index(at: Int(here.start)) else { return [] }
            let paragraph = state.report.paragraphs.spans[index]
            let seen = visibleText()
            passed = passed.filter { id in state.report.span(of: id).map { paragraph.contains($0) && seen.overlaps($0) } ?? false }
        }
        guard !passed.isEmpty else {
            state.say("nothing was passed here that is not judged; Tab passes")
            return []
        }
        if inParagraph { return edit(.accept(passed)) }
        state.open.editing.question = EditQuestion(
            words: "\(passed.count) that you passed become right: y yes, Esc no", edit: .accept(passed))
        return []
    }

    // MARK: Questions

    /// Takes the answer to a question; nil where none is asked.
    mutating func answerQuestion(_ key: Key) -> [Effect]? {
        guard let question = state.open.editing.question else { return nil }
        state.open.editing.question = nil
        switch (key.base, key.modifiers) {
        case (.character(let letter), []) where question.answers[letter] != nil:
            return question.answers[letter].map(edit) ?? []
        case (.enter, _) where question.first != nil:
            if let first = question.first { focusWords(first) }
            state.say(". does the same here")
        default: state.say("nothing was changed")
        }
        return []
    }

    // MARK: Answers

    /// Takes what came of an edit.
    mutating func take(_ answer: EditAnswer, of id: ReportID) {
        guard let index = index(of: id) else { return }
        switch answer {
        case .begun(let word, let letters):
            state.reports[index].editing.isOn = true
            state.reports[index].editing.letters = letters
            if let word { state.say(word) }
        case .refused(let why): state.say(why, isWarning: true)
        case .saved(let word): state.say(word)
        case .done(let report, let focus, let word): show(report, focus, word, index)
        }
    }

    /// What was done, in a few words: "Reuters: Organization".
    private func told(of index: Int) -> String {
        let editing = state.reports[index].editing
        let words = editing.lastPlace.map { cut(StandIn.line(state.report.text.collapsed($0)), to: 40) } ?? ""
        switch editing.last {
        case .type(let type): return "\(words): \(type)"
        case .right: return "\(words): right"
        case .wrong: return "\(words): wrong"
        case nil: return ""
        }
    }

    private mutating func show(_ report: Report, _ focus: AnnotationID?, _ word: String?, _ index: Int) {
        let before = state.reports[index].focusSpan
        let wasRemoved = state.reports[index].focus.map { report.span(of: $0) == nil } ?? false
        exchange(report, index)
        if let focus, let span = report.span(of: focus) {
            state.reports[index].focus = focus
            if index == state.current { self.focus(focus, at: span) }
        } else if let before, wasRemoved || focus == nil {
            state.reports[index].focus = nil
            state.reports[index].reference = .words(before)
        }
        let advances = state.reports[index].editing.advances
        state.reports[index].editing.advances = false
        if index == state.current, advances { advance() }
        if let word { return state.say(word) }
        if advances, state.message == nil { state.say(told(of: index)) }
    }
}
