import GlossModel

extension Browser {
    /// Whether the pane beside the text is of a kind.
    func isOpen(_ kind: any SidePane.Type) -> Bool { state.side.map { type(of: $0.pane) == kind } ?? false }

    /// Opens a list in the side pane and gives it the keys; closes it where it is there already.
    mutating func openSide(_ pane: some SidePane) {
        if isOpen(type(of: pane)), state.active == .side {
            state.side?.pane.close(in: &self)
            return
        }
        endPreview(returning: true)
        let wasSeen = isFocusSeen()
        state.side = OpenPane(pane)
        state.active = .side
        refreshViewport()
        pane.begin(in: &self)
        if wasSeen { keepFocusVisible() }
    }

    mutating func closeSide() {
        if state.active != .timeline { endPreview(returning: true) }
        let wasSeen = isFocusSeen()
        state.open.editing.joining = nil
        state.side = nil
        if state.active == .side { state.active = .reading }
        refreshViewport()
        if wasSeen { keepFocusVisible() }
    }

    /// Whether what is in focus stands on the screen; asked before a pane opens or closes.
    mutating func isFocusSeen() -> Bool {
        refreshViewport()
        guard let span = state.open.focusSpan else { return false }
        return span.overlaps(visibleText())
    }

    /// After a pane opened or closed: what was in focus and seen is seen again.
    mutating func keepFocusVisible() {
        refreshViewport()
        guard let span = state.open.focusSpan else { return }
        reveal(Int(span.start))
    }

    mutating func switchPane() {
        var order: [ActivePane] = [.reading]
        if state.side != nil { order.append(.side) }
        if state.isTimelineOpen { order.append(.timeline) }
        guard order.count > 1, let index = order.firstIndex(of: state.active) else {
            state.say("no other pane is open")
            return
        }
        endPreview(returning: false)
        state.active = order[(index + 1) % order.count]
        state.side?.isAsking = false
        if state.active == .side { ensureChoice() }
    }

    private mutating func ensureChoice() {
        guard let content = sideContent(), content.count > 0 else { return }
        let index = max(0, min(content.count - 1, state.list.chosen))
        if !content.item(index, max(2, screen.side.columns - 2)).isSelectable { chooseFirst() }
    }

    /// Closes the pane that has the keys, else any that is open, else leaves.
    mutating func close() -> [Effect] {
        if let side = state.side, state.active == .side || state.active == .reading {
            side.pane.close(in: &self)
        } else if state.active == .timeline || state.isTimelineOpen {
            endPreview(returning: true)
            let wasSeen = isFocusSeen()
            state.isTimelineOpen = false
            state.timeline.anchor = nil
            clearTimelineFilter()
            state.active = .reading
            if wasSeen { keepFocusVisible() }
        } else if !state.selection.isEmpty, !state.hasAskedToQuit {
            state.hasAskedToQuit = true
            let count = state.selection.count
            state.say("\(count) selected: Q prints \(count == 1 ? "it" : "them"), q again leaves without", isWarning: true)
        } else {
            return [.quit(print: [])]
        }
        return []
    }

    // MARK: Details and related claims

    /// Opens the card; where it is open, gives it the keys, so that what it names can be followed.
    mutating func showDetails() -> [Effect] {
        if let related = state.side?.pane as? RelatedPane, related.relations?.isEmpty == false {
            return openChosen()
        }
        if state.open.focusSpan == nil { stepMentions(1, forward: true, stopsAtReferences: true) }
        guard state.open.focusSpan != nil else { return [] }
        if isOpen(CardPane.self), let reference = state.open.reference, follow(reference) { return [] }
        if isOpen(CardPane.self) {
            state.active = .side
            chooseFirst()
            let content = sideContent()
            let hasTarget = content.map { list in
                (0..<list.count).contains { list.item($0, 20).isSelectable }
            } ?? false
            if !hasTarget {
                state.active = .reading
                state.say("the card names nothing to follow")
            }
        } else {
            let wasSeen = isFocusSeen()
            state.side = OpenPane(CardPane())
            showAlone()
            if wasSeen { keepFocusVisible() }
        }
        return []
    }

    /// Where one pane stands at a time, the one that was opened is the one that is seen.
    private mutating func showAlone() {
        if state.isLinear { state.active = .side }
    }

    /// Related claims of the claim in focus, or of the one around the focus; again: the next one.
    mutating func showRelated() -> [Effect] {
        if let related = state.side?.pane as? RelatedPane, related.claim != nil {
            let count = related.relations?.count ?? 0
            if count > 0 { state.list.chosen = (state.list.chosen + 1) % count }
            previewChosen()
            return []
        }
        guard let claim = claimInFocus() else {
            state.say("no claim here; ]c goes to the next one")
            return []
        }
        if state.open.focus != claim, let span = state.report.span(of: claim) {
            rememberPlace()
            focus(claim, at: span)
        }
        let wasSeen = isFocusSeen()
        state.side = OpenPane(RelatedPane(claim: claim))
        if state.active == .side { state.active = .reading }
        showAlone()
        if wasSeen { keepFocusVisible() }
        return [.relate(Item(report: state.report.id, id: claim))]
    }

    /// The claim in focus, else the innermost one that holds the focus, else the first on the screen.
    private mutating func claimInFocus() -> AnnotationID? {
        if let focus = state.open.focus {
            if focus.kind == .claim { return focus }
            if let span = state.report.span(of: focus) {
                let around = state.report.claims(overlapping: span).filter { id in
                    state.report.spans(ofClaim: id).contains { $0.overlaps(span) }
                }
                if let innermost = around.last { return innermost }
            }
        }
        return state.report.claims(overlapping: visibleText()).first
    }

    // MARK: Lists

    mutating func runInList(_ command: Command, _ times: Int, count: Int? = nil) -> [Effect] {
        if state.active == .timeline {
            runInTimeline(command, times, count: count)
            return []
        }
        guard state.side != nil else { return [] }
        let page = max(1, listRows(screen) / 2)
        switch command {
        case .itemDown: moveChosen(by: times)
        case .itemUp: moveChosen(by: -times)
        case .itemPageDown: moveChosen(by: times * page)
        case .itemPageUp: moveChosen(by: -times * page)
        case .firstItem: count.map { chooseNumber($0) } ?? chooseFirst()
        case .lastItem: count.map { chooseNumber($0) } ?? moveChosen(by: 10_000_000)
        case .open: return openChosen()
        case .toggle: state.side?.pane.toggle(in: &self)
        default: break
        }
        previewChosen()
        return []
    }

    private mutating func chosenItem() -> ListItem? {
        guard let content = sideContent(), content.count > 0 else { return nil }
        let index = max(0, min(content.count - 1, state.list.chosen))
        return content.item(index, max(2, screen.side.columns - 2))
    }

    mutating func chosenTarget() -> Item? { chosenItem()?.target }

    /// Goes to the chosen item, or does what it stands for; the keys go back to the text.
    mutating func openChosen() -> [Effect] {
        guard let item = chosenItem() else { return [] }
        if let action = item.action { return action(&self) }
        if let target = item.target { return open(target) }
        return []
    }

    private mutating func open(_ target: Item) -> [Effect] {
        endPreview(returning: true)
        let isGlance = state.side?.pane.isGlance == true && state.side?.pane.stay == .never
        leaveList()
        refreshViewport()
        if let effects = takeChosenEntity(target.id) { return effects }
        jump(to: target)
        if isGlance { state.say("Ctrl-O goes back") }
        return []
    }

    /// Gives the keys back to the text; where there is no room beside it, the list closes.
    mutating func leaveList() {
        let isBeside = screen.isSideBeside
        state.active = .reading
        switch state.side?.pane.stay {
        case .never: state.side = nil
        case .beside where !isBeside: state.side = nil
        case .beside where state.side?.pane.narrowing == .always: state.listFilter = LineEditor()
        default: break
        }
        state.side?.isAsking = false
        refreshViewport()
    }
}
