import GlossModel

extension Browser {
    /// Goes to the next mark, name or date, or to the next that nobody has judged. What is passed is kept in
    /// mind. O(log n) a step.
    mutating func stepMarks(_ times: Int, forward: Bool, onlySuggestions: Bool = false) {
        if let focus = focused, state.report.isSuggestion(focus) { state.open.editing.passed.insert(focus) }
        let report = state.report
        let filter = MentionFilter(report, state.open.visibility)
        func isStop(_ layer: Int, _ mention: Mention) -> Bool {
            filter.shows(mention, layer) && (!onlySuggestions || report.layers[layer].origin == .computed)
        }
        var position = startingPoint(forward: forward)
        var found: (span: Span, id: AnnotationID)?
        var hasWrapped = false
        for _ in 0..<min(times, 100_000) {
            var next = nextMark(position, forward, onlySuggestions, isStop)
            if next == nil {
                hasWrapped = true
                next = nextMark(forward ? Browser.farStart : Browser.farEnd, forward, onlySuggestions, isStop)
            }
            guard let next else { break }
            found = next
            position = (next.span, next.id)
        }
        guard let found else {
            state.say(onlySuggestions ? "everything is judged" : "no mark is shown; Right goes to a word, V chooses what is shown")
            return
        }
        state.open.editing.held = nil
        focus(found.id, at: found.span)
        if hasWrapped { state.say(forward ? "past the end: from the top again" : "past the top: from the end again") }
    }

    private func nextMark(
        _ position: (span: Span, id: AnnotationID?), _ forward: Bool, _ onlySuggestions: Bool,
        _ isStop: (_ layer: Int, Mention) -> Bool
    ) -> (span: Span, id: AnnotationID)? {
        let report = state.report
        let mention = report.mention(after: position, forward: forward, where: isStop).map { (span: $0.mention.span, id: $0.id) }
        guard state.open.visibility.showsDates else { return mention }
        let time = nextTime(position, forward: forward) { !onlySuggestions || report.isSuggestion($0) }
        guard let mention else { return time }
        guard let time else { return mention }
        return ((mention.span, mention.id) < (time.span, time.id)) == forward ? mention : time
    }

    /// Goes on after an edit: to the next stop, but not around the end.
    mutating func advance() {
        let place = state.open.focusSpan
        stepMarks(1, forward: true)
        guard let place, let now = state.open.focusSpan, now < place else { return }
        state.say("that was the last one; F calls right what you passed")
    }
}
