import GlossModel

extension Browser {
    /// Opens a list in the side pane and gives it the keys; closes it where it is there already.
    mutating func openSide(_ pane: SidePane) {
        if state.side == pane, state.active == .side {
            closeSide()
            return
        }
        let wasSeen = isFocusSeen()
        state.side = pane
        state.active = .side
        if pane.isTyped { state.listFilter = LineEditor() }
        refreshViewport()
        chooseFirst()
        if pane == .claims { chooseNearestClaim() }
        if pane == .outline { chooseSection() }
        if wasSeen { keepFocusVisible() }
    }

    mutating func closeSide() {
        let wasSeen = isFocusSeen()
        state.open.editing.joining = nil
        state.side = nil
        state.related = nil
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

    /// The claim in focus, else the first one from the top of the screen on.
    private mutating func chooseNearestClaim() {
        let claims = state.open.claims()
        let focus = state.open.focus
        let top = UInt32(clamping: state.open.top.offset)
        let report = state.report
        state.list.chosen = claims.firstIndex { $0 == focus }
            ?? claims.firstIndex { (report.claim($0)?.extent.end ?? 0) > top } ?? 0
    }

    mutating func switchPane() {
        var order: [ActivePane] = [.reading]
        if state.side != nil { order.append(.side) }
        if state.isTimelineOpen { order.append(.timeline) }
        guard order.count > 1, let index = order.firstIndex(of: state.active) else {
            state.say("no other pane is open")
            return
        }
        state.active = order[(index + 1) % order.count]
        if state.active == .side { ensureChoice() }
    }

    private mutating func ensureChoice() {
        guard let content = sideContent(), content.count > 0 else { return }
        let index = max(0, min(content.count - 1, state.list.chosen))
        if !content.item(index, max(2, screen.side.columns - 2)).isSelectable { chooseFirst() }
    }

    /// Closes the pane that has the keys, else any that is open, else leaves.
    mutating func close() -> [Effect] {
        if state.active == .side || state.active == .reading && state.side != nil {
            closeSide()
        } else if state.active == .timeline || state.isTimelineOpen {
            let wasSeen = isFocusSeen()
            state.isTimelineOpen = false
            state.open.timeline.anchor = nil
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
        if state.side == .related, state.related?.relations?.isEmpty == false {
            return openChosen()
        }
        if state.open.focusSpan == nil { stepMentions(1, forward: true, stopsAtReferences: true) }
        guard state.open.focusSpan != nil else { return [] }
        if state.side == .card, let reference = state.open.reference, follow(reference) { return [] }
        if state.side == .card {
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
            state.side = .card
            state.list = ListPosition()
            if wasSeen { keepFocusVisible() }
        }
        return []
    }

    /// Related claims of the claim in focus, or of the one around the focus; again: the next one.
    mutating func showRelated() -> [Effect] {
        if state.side == .related, state.related != nil {
            let count = state.related?.relations?.count ?? 0
            if count > 0 { state.list.chosen = (state.list.chosen + 1) % count }
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
        state.side = .related
        state.list = ListPosition()
        state.related = (claim, nil)
        if state.active == .side { state.active = .reading }
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

    mutating func runInList(_ command: Command, _ times: Int) -> [Effect] {
        if state.active == .timeline {
            runInTimeline(command, times)
            return []
        }
        guard state.side != nil else { return [] }
        let page = max(1, listRows(screen) / 2)
        switch command {
        case .itemDown: moveChosen(by: times)
        case .itemUp: moveChosen(by: -times)
        case .itemPageDown: moveChosen(by: times * page)
        case .itemPageUp: moveChosen(by: -times * page)
        case .firstItem: chooseFirst()
        case .lastItem: moveChosen(by: 10_000_000)
        case .open: return openChosen()
        case .toggle: toggleChosen()
        default: break
        }
        return []
    }

    private mutating func chosenItem() -> ListItem? {
        guard let content = sideContent(), content.count > 0 else { return nil }
        let index = max(0, min(content.count - 1, state.list.chosen))
        return content.item(index, max(2, screen.side.columns - 2))
    }

    mutating func chosenTarget() -> AnnotationID? { chosenItem()?.target }

    /// Goes to the chosen item, or does what it stands for; the keys go back to the text.
    mutating func openChosen() -> [Effect] {
        guard let item = chosenItem() else { return [] }
        switch item.action {
        case .flip: flipChosen()
        case .place(let offset):
            leaveList()
            go(to: offset)
        case .command(let command): return runFromPalette(command)
        case .page(let index):
            closePalette()
            goToPage(index: index)
        case .paragraph(let number):
            closePalette()
            goToParagraph(number)
            state.say("paragraph \(number): this report has no pages")
        case nil:
            if let target = item.target { return open(target) }
        }
        return []
    }

    private mutating func open(_ target: AnnotationID) -> [Effect] {
        let wasRelated = state.side == .related
        leaveList()
        if wasRelated { state.side = nil; state.related = nil }
        refreshViewport()
        if let effects = takeChosenEntity(target) { return effects }
        jump(toAnnotation: target)
        if wasRelated { state.say("Ctrl-O goes back") }
        return []
    }

    /// Gives the keys back to the text; where there is no room beside it, the list closes.
    private mutating func leaveList() {
        let isNarrow = !screen.isSideBeside
        state.active = .reading
        if state.side == .index || isNarrow && state.side != .card { state.side = nil }
        if state.side?.isTyped == true { state.listFilter = LineEditor() }
        refreshViewport()
    }

    private mutating func toggleChosen() {
        if state.side == .types {
            flipChosen()
        } else if let target = chosenTarget() {
            toggleSelection(target)
            moveChosen(by: 1)
        }
    }

    private mutating func flipChosen() {
        let all = switches()
        guard all.indices.contains(state.list.chosen) else { return }
        flip(all[state.list.chosen])
    }
}
