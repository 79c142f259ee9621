import GlossModel

/// What is selected, in the order in which it was.
struct SelectionPane: AnnotationPane {
    var title: String { "Selected" }
    var hinted: [Command] { [.undoSelection, .writeSelection] }

    func items(in browser: inout Browser, _ order: ListOrder?) -> [Item] { browser.state.selection }

    func row(_ item: Item, in browser: Browser, width: Int, isOpen: Bool) -> ListItem {
        if item.id.kind == .claim { return isOpen ? browser.openClaimItem(item, width: width) : browser.claimItem(item, width: width, lines: 2) }
        let report = browser.report(of: item)
        let words: String
        var lead: StyledLine = []
        switch item.id.kind {
        case .entity: words = report.entity(item.id)?.name ?? ""
        case .time:
            let label = report.time(item.id).map { $0.isDated ? DateLabel.words(DayRange(earliest: $0.earliest, latest: $0.latest), $0.precision) : "undated" }
            lead = [Segment((label ?? "") + "  ", browser.theme.ink(Theme.slot(of: "Date")))]
            words = report.span(of: item.id).map { report.words(of: report.sentence(around: $0)) } ?? ""
        default: words = report.parts(of: item.id).map { report.words(of: $0) }.joined(separator: " … ")
        }
        if let span = report.span(of: item.id) {
            lead.insert(Segment(browser.placeLabel(Int(span.start), in: report) + " ", browser.theme.faint), at: 0)
        }
        let used = lead.reduce(0) { $0 + columns(of: $1.text) }
        let lines = wrapped(words, width: max(8, width - used), limit: isOpen ? 10 : 1)
        let indent = String(repeating: " ", count: used)
        return ListItem(lines: [lead + [Segment(lines[0])]] + lines.dropFirst().map { [Segment(indent + $0)] }, target: item)
    }

    func emptyWords(in browser: Browser) -> String { "Nothing is selected. x selects what is in focus, or a row of a list." }

    func toggle(in browser: inout Browser) {
        guard let target = browser.chosenTarget() else { return }
        browser.toggleSelection(target)
        browser.state.list.chosen = max(0, min(browser.state.list.chosen, browser.state.selection.count - 1))
    }
}

extension Report {
    /// The sentence that holds a span, or the line of a table.
    func sentence(around span: Span) -> Span {
        guard let index = paragraphs.index(at: Int(span.start)), index < paragraphs.count else { return span }
        return Sentences(text).span(at: Int(span.start), in: paragraphs.spans[index])
    }
}

extension Browser {
    /// Changes the selection so that it can be taken back, and shows it anew.
    mutating func changeSelection(_ change: (inout [Item]) -> Void) {
        let before = state.selection
        change(&state.selection)
        guard state.selection != before else { return }
        state.selectionsBefore.append(before)
        // Of a large selection fewer states are kept.
        while state.selectionsBefore.count > max(1, min(100, 200_000 / max(1, before.count))) { state.selectionsBefore.removeFirst() }
        if isOpen(SelectionPane.self) { state.side?.rows = nil }
    }

    /// Takes the last change of the selection back.
    mutating func undoSelection() {
        guard let before = state.selectionsBefore.popLast() else { return state.say("no change of the selection to take back") }
        state.selection = before
        if isOpen(SelectionPane.self) { state.side?.rows = nil }
        state.say(before.isEmpty ? "nothing is selected" : "\(before.count) selected")
    }

    /// Asks for a file to write the selection to.
    mutating func askForFile() {
        guard !state.selection.isEmpty else { return state.say("nothing is selected; x selects") }
        state.prompt = Prompt(purpose: .write)
    }
}
