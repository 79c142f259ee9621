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
            state.open.editing.hints = nil
            state.open.editing.wanted = nil
            if let forms = state.open.editing.formsBefore { state.open.visibility.forms = forms }
            state.open.editing.formsBefore = nil
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
    mutating func runEditing(_ command: Command, _ times: Int, isCounted: Bool) -> [Effect] {
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
        case .unjudge: return unjudge()
        case .allSuch: return askForAllSuch()
        case .widenRight: return moveBounds(times, isRight: true)
        case .narrowRight: return moveBounds(-times, isRight: true)
        case .widenLeft: return moveBounds(times, isRight: false)
        case .narrowLeft: return moveBounds(-times, isRight: false)
        case .widenCharacter: return moveCharacters(times)
        case .narrowCharacter: return moveCharacters(-times)
        case .wordHints: openHints()
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
        case .neverSame: chooseDistinctEntity()
        case .splitEntity: return splitEntity()
        case .mostUncertain: goToDoubt()
        case .history: return askForHistory(ofAll: isCounted)
        case .nextUnjudged: stepMarks(times, forward: true, onlySuggestions: true)
        case .previousUnjudged: stepMarks(times, forward: false, onlySuggestions: true)
        default: break
        }
        return []
    }

    /// Takes judgements back of what is in focus: of a mark, or of words that were called wrong.
    private mutating func unjudge() -> [Effect] {
        if let id = state.open.focus, state.report.markedWords(id) != nil { return edit(.reopen([id])) }
        guard case .words(let span)? = state.open.reference else { return nothingInFocus() }
        state.open.editing.dismissed.remove(span)
        return edit(.reopenWords(span))
    }

    func edit(_ edit: Edit) -> [Effect] { [.change(state.report.id, .apply(edit))] }

    /// The mention or time in focus.
    var focused: AnnotationID? { state.open.focus.flatMap { $0.kind == .mention || $0.kind == .time ? $0 : nil } }

    mutating func nothingInFocus() -> [Effect] {
        if case .words? = state.open.reference {
            state.say("these words are no mark: a type makes them one, Tab passes them")
        } else {
            state.say("nothing is in focus: Tab goes to a mark, Right to a word")
        }
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
        if judgement == .wrong, case .words(let span)? = state.open.reference { return dismiss(span) }
        guard let id = state.open.focus, state.report.markedWords(id) != nil else { return nothingInFocus() }
        begin(judgement)
        guard judgement == .right else { return edit(.remove([id])) }
        if state.report.isSuggestion(id) { return edit(.accept([id])) }
        advance()
        return []
    }

    /// Says that words are nothing, so that they are no candidate any more.
    private mutating func dismiss(_ span: Span) -> [Effect] {
        guard !state.open.editing.dismissed.contains(span) else {
            advance()
            return []
        }
        begin(.wrong)
        state.open.editing.dismissed.insert(span)
        return edit(.dismiss(span))
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
        case .bounds(let times, let isRight): return moveBounds(times, isRight: isRight)
        case .claim: return markClaim()
        case nil:
            state.say("the last change cannot be made again elsewhere, or nothing was done yet")
            return []
        default: return repeatOnFocus()
        }
    }

    /// Does what was done last with the mark or claim in focus, where that is of its kind.
    mutating func repeatOnFocus() -> [Effect] {
        guard let id = state.open.focus, state.report.markedWords(id) != nil else { return nothingInFocus() }
        let isClaim = id.kind == .claim
        switch state.open.editing.last {
        case .entity(let entity) where id.kind == .mention: return edit(.entity([id], entity))
        case .remark(let words): return edit(.note(id, words))
        case .value(let value) where id.kind == .time: return edit(.value(id, value))
        case .certainty(let band) where isClaim: return edit(.certainty(id, band))
        case .confidence(let confidence) where isClaim: return edit(.confidence(id, confidence))
        case .forecast where isClaim: return edit(.forecast(id, !(state.report.claim(id)?.isForecast ?? false)))
        default:
            state.say("the last change was of another kind of annotation")
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
        let left = unjudgedCount() - passed.count
        state.open.editing.question = EditQuestion(
            words: "\(passed.count) that you passed become right\(left > 0 ? ", \(left) stay unjudged" : ""): y yes, Esc no",
            edit: .accept(passed))
        return []
    }

    /// Suggestions that are shown and nobody has judged. Linear in them.
    private func unjudgedCount() -> Int {
        let filter = MentionFilter(state.report, state.open.visibility)
        let hasDates = state.open.visibility.showsDates
        return state.report.layers.enumerated().filter { $0.element.origin == .computed }.reduce(0) { sum, layer in
            sum + layer.element.mentions.lazy.filter { filter.shows($0, layer.offset) }.count + (hasDates ? layer.element.times.count : 0)
        }
    }

    // MARK: Questions

    /// Takes the answer to a question; nil where none is asked.
    mutating func answerQuestion(_ key: Key) -> [Effect]? {
        guard let question = state.open.editing.question else { return nil }
        state.open.editing.question = nil
        switch (key.base, key.modifiers) {
        case (.character(let letter), []) where question.answers[letter] != nil:
            switch question.answers[letter] {
            case .edit(let edit)?: return self.edit(edit)
            case .stays(let edit)?: return settleMoved(edit)
            case .nextPlace?: return tryNextPlace()
            case .settle(let name, let takesTheirs)?: return settle(name, takesTheirs)
            case .everywhere(let edits, let same)?: return (edits.isEmpty ? [] : edit(.all(edits))) + askElsewhere(same)
            case nil: return []
            }
        case (.enter, _) where question.first != nil:
            if let first = question.first { focusWords(first) }
            state.say(". does the same here")
        case _ where !state.open.editing.moved.isEmpty:
            state.open.editing.moved = []
            state.say("they stay where they were found; z takes that back")
        case _ where !state.open.editing.conflicts.isEmpty:
            state.open.editing.conflicts = []
            state.say("what you have stands; what the other program wrote is in the log")
        default: state.say("nothing was changed")
        }
        return []
    }

    // MARK: Answers

    /// Takes what came of an edit.
    mutating func take(_ answer: EditAnswer, of id: ReportID) -> [Effect] {
        guard let index = index(of: id) else { return [] }
        switch answer {
        case .begun(let word, let terms): return begin(index, word, terms)
        case .conflicts(let conflicts):
            state.reports[index].editing.conflicts += conflicts
            if index == state.current { askToSettle() }
        case .moved(let marks):
            state.reports[index].editing.moved = marks
            if index == state.current { askToSettle() }
        case .history(let records):
            if isOpen(HistoryPane.self) { closeSide() }
            openSide(HistoryPane(records: records, isOfOne: state.open.editing.asksOfOne))
        case .refused(let why):
            state.reports[index].editing.awaited = nil
            state.say(why, isWarning: true)
        case .saved(let word): state.say(word)
        case .done(let report, let focus, let word): show(report, focus, word, index)
        }
        return []
    }

    /// Turns editing on: all forms of mentions are shown while it is, since all may be judged.
    private mutating func begin(_ index: Int, _ word: String?, _ terms: EditTerms) -> [Effect] {
        state.reports[index].editing.isOn = true
        state.reports[index].editing.letters = terms.letters
        state.reports[index].editing.relations = terms.relations
        state.reports[index].editing.dismissed.formUnion(terms.dismissed)
        if state.reports[index].editing.formsBefore == nil, state.reports[index].visibility.forms == [.name] {
            state.reports[index].editing.formsBefore = state.reports[index].visibility.forms
            state.reports[index].visibility.forms = [.name, .nominal, .pronoun]
        }
        if let word { state.say(word) }
        guard let same = state.reports[index].editing.awaited else { return [] }
        state.reports[index].editing.awaited = nil
        let edits = self.edits(of: same, in: index).map(\.edit)
        return edits.isEmpty ? [] : [.change(state.reports[index].report.id, .apply(.all(edits)))]
    }

    /// What was done, in a few words: "Reuters: Organization".
    private func told(of index: Int) -> String {
        let editing = state.reports[index].editing
        let words = editing.lastPlace.map { cut(StandIn.line(state.report.text.collapsed($0)), to: 40) } ?? ""
        switch editing.last {
        case .type(let type): return "\(words): \(type)"
        case .right: return "\(words): right"
        case .wrong: return "\(words): wrong"
        default: return ""
        }
    }

    private mutating func show(_ report: Report, _ focus: AnnotationID?, _ word: String?, _ index: Int) {
        let before = state.reports[index].focusSpan
        let wasRemoved = state.reports[index].focus.map { report.span(of: $0) == nil } ?? false
        exchange(report, index)
        if let focus, let span = report.span(of: focus) {
            state.reports[index].focus = focus
            if index == state.current { self.focus(focus, at: span) }
        } else if let before, wasRemoved {
            if index == state.current { focusStop(before) } else { state.reports[index].reference = .words(before) }
        }
        let advances = state.reports[index].editing.advances
        state.reports[index].editing.advances = false
        if index == state.current, advances { advance() }
        if index == state.current { askToSettle() }
        guard index == state.current else { return }
        if let word { return state.say(word) }
        if advances, state.message == nil { state.say(told(of: index)) }
    }
}
