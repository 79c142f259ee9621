import GlossModel

extension Browser {
    /// Shows the file as it stands, or paragraphs again; what is at the top stays there.
    mutating func switchRaw() {
        let offset = state.open.focusSpan.flatMap { $0.overlaps(visibleText()) ? Int($0.start) : nil } ?? state.open.top.offset
        let top = state.open.top.offset
        state.open.isRaw.toggle()
        state.open.sideways = [:]
        state.open.top = TopLine(offset: top)
        refreshViewport()
        if let row = viewport.row(at: state.open.top) { state.open.top = viewport.top(of: row) }
        reveal(offset)
        let key = keys.firstKey(for: .rawText, in: .everywhere) ?? ""
        state.say(state.open.isRaw ? "the file as it stands; Left and Right move it, \(key) shows paragraphs again" : "paragraphs again")
    }

    /// Follows a report that grows, to its end; or no longer.
    mutating func switchFollowing() -> [Effect] {
        state.isFollowing.toggle()
        guard state.isFollowing else {
            state.say("no longer followed")
            return [.follow(state.report.id, false)]
        }
        goToBottom()
        state.say("following: what is added is shown; Ctrl-C or F ends it")
        return [.follow(state.report.id, true)]
    }

    /// Asks for words that narrow the list or the timeline; searches where neither can be.
    mutating func beginNarrowing() -> [Effect] {
        if state.active == .timeline {
            state.timeline.isAsking = true
        } else if state.active == .side, state.side?.pane.narrowing == .asked {
            state.side?.isAsking = true
        } else {
            state.prompt = Prompt(purpose: .search(forward: true))
        }
        return []
    }

    /// Takes a key of the words that narrow the timeline; nil for keys that do something else.
    mutating func handleTimelineFilter(_ key: Key) -> [Effect]? {
        guard state.active == .timeline, state.timeline.isAsking, state.pending.isEmpty else { return nil }
        let before = state.timeline.filter.text
        switch key.base {
        case .enter: state.timeline.isAsking = false
        case .escape:
            state.timeline.isAsking = false
            state.timeline.filter = LineEditor()
        case .backspace where state.timeline.filter.isEmpty: state.timeline.isAsking = false
        default:
            if state.timeline.filter.handle(key) == .ignored { return nil }
        }
        if state.timeline.filter.text != before {
            forgetTimeline()
            state.timeline.list = ListPosition()
            zoomTimelineToFit()
        }
        return []
    }

    /// All rows again.
    mutating func clearTimelineFilter() {
        state.timeline.isAsking = false
        guard !state.timeline.filter.isEmpty else { return }
        let chosen = chosenRow()?.row
        state.timeline.filter = LineEditor()
        forgetTimeline()
        let timeline = timelineIndex()
        state.timeline.list.chosen = chosen.flatMap { timeline.row(of: $0.time, in: state.report) } ?? 0
    }

    /// Takes what was typed for the report's date: a day, a month or a year.
    mutating func setDate(_ typed: String) -> [Effect] {
        let text = typed.split(whereSeparator: \.isWhitespace).joined()
        guard !text.isEmpty else { return [] }
        guard let range = DayRange(iso: text), let day = range.earliest else {
            state.say("\(StandIn.line(text)) is no date; write 2018-01-15, 2018-01 or 2018", isWarning: true)
            return []
        }
        state.say("the report's date is \(text) now: its dates are found anew")
        return [.date(state.report.id, day)]
    }

    /// Writes the selection, or what is in focus, to a file.
    mutating func writeSelection(_ path: String) -> [Effect] {
        guard !path.isEmpty else { return [] }
        guard !state.selection.isEmpty else {
            state.say("nothing is selected; x selects")
            return []
        }
        return [.write(state.selection, path: path)]
    }
}

extension ParagraphIndex {
    /// A text as one block of lines that are not broken.
    static func asItStands(_ text: Text) -> ParagraphIndex {
        ParagraphIndex(text, blocks: text.count == 0 ? [] : [ReportBlock(text.span, .code, level: 1)])
    }
}
