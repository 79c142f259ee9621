import GlossModel

extension Browser {
    /// Goes to the next mark, name or date, or to the next that nobody has judged. What is passed is kept in
    /// mind. O(log n) a step.
    mutating func stepMarks(_ times: Int, forward: Bool, onlySuggestions: Bool = false) {
        let report = state.report
        let filter = MentionFilter(report, state.open.visibility)
        func isStop(_ layer: Int, _ mention: Mention) -> Bool {
            filter.shows(mention, layer) && (!onlySuggestions || report.layers[layer].origin == .computed)
        }
        var position = startingPoint(forward: forward)
        var found: (span: Span, id: AnnotationID?)?
        var hasWrapped = false
        for _ in 0..<min(times, 100_000) {
            var next = nextStop(position, forward, onlySuggestions, isStop)
            if next == nil {
                hasWrapped = true
                next = nextStop(forward ? Browser.farStart : Browser.farEnd, forward, onlySuggestions, isStop)
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
        state.open.editing.way = onlySuggestions ? .unjudged : .stops
        if !hasWrapped { notePassed(before: found.span) }
        if let id = found.id { focus(id, at: found.span) } else { focusWords(found.span) }
        if hasWrapped { state.say(forward ? "past the end: from the top again" : "past the top: from the end again") }
    }

    /// The next mark, or candidate where one is nearer.
    private func nextStop(
        _ position: (span: Span, id: AnnotationID?), _ forward: Bool, _ onlySuggestions: Bool,
        _ isStop: (_ layer: Int, Mention) -> Bool
    ) -> (span: Span, id: AnnotationID?)? {
        let mark = nextMark(position, forward, onlySuggestions, isStop)
        guard !onlySuggestions, decidedLayers.isEmpty, let candidate = nextCandidate(position.span, forward: forward, limit: mark?.span) else {
            return mark.map { ($0.span, $0.id) }
        }
        return (candidate, nil)
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
        switch state.open.editing.way {
        case .doubts: return goToDoubt()
        case .unjudged: stepMarks(1, forward: true, onlySuggestions: true)
        case .stops: stepMarks(1, forward: true)
        }
        guard let place, let now = state.open.focusSpan, now < place else { return }
        state.say("that was the last one; F calls right what you passed")
    }
}
