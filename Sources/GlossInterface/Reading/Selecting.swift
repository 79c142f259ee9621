import GlossModel

extension Browser {
    mutating func selectFocus() {
        guard let focus = state.open.focus else {
            state.say("nothing is in focus; Tab goes to the next entity")
            return
        }
        toggleSelection(item(focus))
    }

    /// An annotation of the report on the screen.
    func item(_ id: AnnotationID) -> Item { Item(report: state.report.id, id: id) }

    mutating func toggleSelection(_ item: Item) {
        changeSelection { selection in
            if let index = selection.firstIndex(of: item) { selection.remove(at: index) } else { selection.append(item) }
        }
    }

    mutating func clearSelection() {
        let count = state.selection.count
        changeSelection { $0 = [] }
        state.timeline.anchor = nil
        state.say(count == 0 ? "nothing is selected" : "\(count) no longer selected")
    }

    /// Leaves and prints: the selection, else what is in focus in the pane that has the keys.
    mutating func quitAndPrint() -> [Effect] {
        if !state.selection.isEmpty { return [.quit(print: state.selection)] }
        if state.active == .timeline, let row = chosenRow() { return [.quit(print: [row.item])] }
        if state.active == .side, let target = chosenTarget() {
            return [.quit(print: [target])]
        }
        guard let focus = state.open.focus else {
            if state.open.reference != nil {
                state.say("Q prints names, dates and claims; y copies this")
                return []
            }
            state.say("nothing is selected and nothing is in focus; x selects, q leaves")
            return []
        }
        return [.quit(print: [Item(report: state.report.id, id: focus)])]
    }

    /// Copies the words in focus and where they stand: "“words” (report.txt, ¶ 3, p. 2)".
    mutating func copyFocus() -> [Effect] {
        if state.active == .timeline, let (row, item) = chosenRow() { return copy(row, of: report(of: item)) }
        if state.active == .side, let target = chosenTarget() { return copy(target) }
        if let reference = state.open.reference { return copy(reference) }
        guard let focus = state.open.focus, let span = state.report.span(of: focus) else {
            state.say("nothing is in focus to copy")
            return []
        }
        let report = state.report
        let spans = focus.kind == .claim ? report.spans(ofClaim: focus) : [span]
        return copy(spans.map { report.words(of: $0) }.joined(separator: " … "), at: span)
    }

    /// Copies the sentence of a row of the timeline.
    private mutating func copy(_ row: TimelineRow, of report: Report) -> [Effect] {
        let sentence = report.sentence(of: row).span
        return copy(report.words(of: sentence), at: sentence, in: report)
    }

    /// Copies what an item of a list stands for: of a claim its words, of an entity its name, with where it
    /// is first mentioned.
    private mutating func copy(_ item: Item) -> [Effect] {
        guard let index = index(of: item.report) else { return [] }
        let report = state.reports[index].report
        if item.id.kind == .entity {
            let entities = state.reports[index].digest().entities
            guard let name = report.entity(item.id)?.name, let first = entities.mentions(of: item.id, in: report).first else { return [] }
            return copy(name, at: entities.span(first, in: report), in: report)
        }
        guard let span = report.span(of: item.id) else { return [] }
        let spans = item.id.kind == .claim ? report.spans(ofClaim: item.id) : [span]
        return copy(spans.map { report.words(of: $0) }.joined(separator: " … "), at: span, in: report)
    }

    /// Copies words with where they stand.
    mutating func copy(_ words: String, at span: Span, in report: Report? = nil) -> [Effect] {
        copy(
            (report ?? state.report).citation(of: span).quoting(words), saying: "copied with its place: \(cut(StandIn.line(words), to: 40))")
    }

    /// Copies a text; says so when it is done.
    mutating func copy(_ text: String, saying done: String) -> [Effect] {
        state.copying = (text, done)
        return [.copy(text)]
    }

    /// Tells that a text is copied; where it could not be, shows it for the terminal's own selection.
    mutating func tellCopied(failure: String?) {
        guard let (text, done) = state.copying else { return }
        state.copying = nil
        guard let failure else { return state.say(done) }
        state.say("could not copy: \(failure)", isWarning: true)
        state.wordsToCopy = text
    }

    // MARK: Mouse

    mutating func handle(_ mouse: MouseEvent) -> [Effect] {
        refreshViewport()
        state.message = nil
        state.hasAskedToQuit = false
        let screen = self.screen
        switch mouse.action {
        case .wheelDown: wheel(3, at: mouse.position, screen)
        case .wheelUp: wheel(-3, at: mouse.position, screen)
        case .press:
            press(at: mouse.position, screen)
            beginDrag(at: mouse.position)
        case .drag: drag(to: mouse.position)
        case .doublePress:
            press(at: mouse.position, screen)
            switch state.active {
            case .timeline: runInTimeline(.open, 1)
            case .side: return openChosen()
            case .reading: return showDetails()
            case .help: break
            }
        }
        return []
    }

    private mutating func wheel(_ rows: Int, at position: Position, _ screen: ScreenLayout) {
        if state.active == .help {
            state.helpTop = max(0, min(helpBottom, state.helpTop + rows))
        } else if screen.timeline.contains(position) {
            runInTimeline(rows > 0 ? .itemDown : .itemUp, 1)
        } else if screen.side.contains(position), state.side?.pane.followsFocus != true {
            moveChosen(by: rows > 0 ? 1 : -1)
        } else {
            state.open.top = viewport.moved(state.open.top, by: rows, height: max(1, screen.text.rows))
        }
    }

    private mutating func press(at position: Position, _ screen: ScreenLayout) {
        guard state.active != .help else { return }
        if screen.timeline.contains(position) {
            state.active = .timeline
            pressTimeline(at: position, screen)
        } else if screen.side.contains(position) {
            state.active = .side
            pressSide(at: position, screen)
        } else if screen.reading.contains(position) {
            state.active = .reading
            pressText(at: position, screen)
        }
    }

    private mutating func pressText(at position: Position, _ screen: ScreenLayout) {
        let rows = viewport.rows(from: state.open.top, count: screen.text.rows)
        let index = position.row - screen.text.row
        guard rows.indices.contains(index), let row = rows[index].row else { return }
        let layout = viewport.layout(rows[index].chunk)
        let column = position.column - screen.text.column
        if column < 0 {
            let span = layout.rows[row].span
            if let claim = state.report.claims(overlapping: span).first(where: { id in
                state.report.spans(ofClaim: id).contains { $0.overlaps(span) }
            }) { state.open.focus = claim }
            return
        }
        guard let offset = layout.offset(atColumn: column + shift(of: rows[index].chunk), inRow: row) else { return }
        let place = Span(offset, offset + 1)
        guard rows[index].chunk.folded == 0 else { return unfold(rows[index].chunk) }
        let visibility = state.open.visibility
        let mention = state.report.mentions(overlapping: place).filter { item in
            visibility.shows(item) && state.report.spans(of: item).contains { $0.overlaps(place) }
        }.last?.id
        if let id = mention ?? state.report.times(overlapping: place).last {
            state.open.focus = id
        } else if let note = state.report.structure.notes.firstIndex(where: { $0.marker.contains(offset) }) {
            state.open.reference = .marker(note)
        } else if let link = state.report.links(overlapping: place).first {
            state.open.reference = .link(link)
        }
    }

    private mutating func pressSide(at position: Position, _ screen: ScreenLayout) {
        guard let content = sideContent(), content.count > 0 else { return }
        var row = screen.side.row + screen.side.rows - listRows(screen)
        var index = state.list.top
        let width = max(2, screen.side.columns - 2)
        while index < content.count {
            let item = content.item(index, width)
            if position.row < row + item.lines.count {
                if item.isSelectable { state.list.chosen = index }
                return
            }
            row += item.lines.count
            index += 1
        }
    }

    private mutating func pressTimeline(at position: Position, _ screen: ScreenLayout) {
        let timeline = timelineIndex()
        let header = timelineHeaderRows(timeline, screen.timeline)
        let line = position.row - screen.timeline.row - header
        if line >= 0 {
            guard let item = timelineItem(atLine: line, timeline, screen.timeline) else { return }
            state.timeline.list.chosen = item
            state.timeline.bucket = nil
        } else if let axis = timelineAxis(timeline, screen.timeline) {
            let column = position.column - screen.timeline.column - 1 - axis.inset
            guard column >= 0, column < axis.width else { return }
            choose(bucket: axis.bucket(atColumn: column), timeline)
        }
        previewRow()
    }

    /// The chosen row of the timeline.
    mutating func chosenRow() -> (row: TimelineRow, item: Item)? {
        let timeline = timelineIndex()
        let chosen = state.timeline.list.chosen
        return state.timeline.row(chosen, timeline).map { ($0, rowItem(chosen, timeline)) }
    }
}
