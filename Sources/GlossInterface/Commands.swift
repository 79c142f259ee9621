import GlossModel

extension Browser {
    /// Runs a command: the one place where commands become actions.
    mutating func run(_ command: Command, count: Int?) -> [Effect] {
        let effects = perform(command, count: count)
        if let count, !command.takesCount, state.message == nil, state.prompt == nil {
            state.say("\(count) means nothing to \(command.rawValue); it is passed over")
        }
        return effects
    }

    private mutating func perform(_ command: Command, count: Int?) -> [Effect] {
        refreshViewport()
        if state.active == .help { return runInHelp(command, count: count) }
        let times = max(1, count ?? 1)
        let page = max(1, screen.text.rows)
        if isEditing, state.open.editing.held != nil, extendHeld(command, times) { return [] }
        switch command {
        case .lineDown: scroll(by: times)
        case .lineUp: scroll(by: -times)
        case .pageDown: scroll(by: times * page)
        case .pageUp: scroll(by: -times * page)
        case .halfPageDown: scroll(by: times * max(1, page / 2))
        case .halfPageUp: scroll(by: -times * max(1, page / 2))
        case .top: count == nil ? goToTop() : goToParagraph(times)
        case .bottom: count == nil ? goToBottom() : goToParagraph(times)
        case .nextParagraph: moveParagraphs(by: times)
        case .previousParagraph: moveParagraphs(by: -times)
        case .nextReport: switchReport(by: times)
        case .previousReport: switchReport(by: -times)
        case .nextSection: stepSections(times)
        case .previousSection: stepSections(-times)
        case .nextPage: stepPages(times)
        case .previousPage: stepPages(-times)
        case .page: goToPage(number: count)
        case .scrollLeft: scrollSideways(by: -times)
        case .scrollRight: scrollSideways(by: times)
        case .fold: state.active == .side && state.side?.rows != nil ? foldChosenGroup() : foldHere()
        case .nextMention where isEditing: stepMarks(times, forward: true)
        case .previousMention where isEditing: stepMarks(times, forward: false)
        case .nextMention: stepMentions(times, forward: true, stopsAtReferences: true)
        case .previousMention: stepMentions(times, forward: false, stopsAtReferences: true)
        case .nextNote: stepReferences(times, forward: true, word: "notes") { $0.marker(after: $1, forward: true) }
        case .previousNote: stepReferences(times, forward: false, word: "notes") { $0.marker(after: $1, forward: false) }
        case .nextLink: stepReferences(times, forward: true, word: "links") { $0.link(after: $1, forward: true) }
        case .previousLink: stepReferences(times, forward: false, word: "links") { $0.link(after: $1, forward: false) }
        case .nextOfEntity: stepEntity(times, forward: true)
        case .previousOfEntity: stepEntity(times, forward: false)
        case .nextOfType: stepType(times, forward: true)
        case .previousOfType: stepType(times, forward: false)
        case .nextDate: stepDates(times, forward: true)
        case .previousDate: stepDates(times, forward: false)
        case .nextDisagreement: stepDisagreements(times, forward: true)
        case .previousDisagreement: stepDisagreements(times, forward: false)
        case .nextClaim: stepClaims(times, forward: true)
        case .previousClaim: stepClaims(times, forward: false)
        case .details: return takeWanted() ?? showDetails()
        case .claims: openSide(ClaimsPane())
        case .related: return showRelated()
        case .back: goBack()
        case .forward: goForward()
        case .timeline: toggleTimeline()
        case .index: openSide(IndexPane())
        case .types: openSide(TypesPane())
        case .outline: openSide(OutlinePane())
        case .palette: openPalette()
        case .nextPane: switchPane()
        case .close: return close()
        case .help:
            openHelp()
        case .search: state.prompt = Prompt(purpose: .search(forward: true))
        case .searchBackward: state.prompt = Prompt(purpose: .search(forward: false))
        case .nextHit: return nextHit(forward: true)
        case .previousHit: return nextHit(forward: false)
        case .filter: state.prompt = Prompt(purpose: .filter)
        case .select: selectFocus()
        case .clear: clearSelection()
        case .quitAndPrint: return quitAndPrint()
        case .copy: return copyFocus()
        case .reload: return [.reload(state.report.id)]
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .interrupt: return interrupt()
        case .cancel: cancel()
        case .mark, .goToMark, .markType, .certainty: break
        case .edit: return toggleEditing()
        case .rawText: switchRaw()
        case .position: state.say(positionWords())
        case .follow: return switchFollowing()
        case .files: openSide(FilesPane())
        case .selection: openSide(SelectionPane())
        case .reportDate: state.prompt = Prompt(purpose: .date, line: LineEditor(state.report.date.map { "\($0)" } ?? ""))
        case .editor: return [.edit(state.report.id, line: lineHere())]
        case .narrow: return beginNarrowing()
        case .sort: sortList()
        case .allReports: switchScope()
        case .undoSelection: undoSelection()
        case .writeSelection: askForFile()
        case .bucketRight, .bucketLeft, .zoomIn, .zoomOut, .selectRange, .onlyFocused, .everything:
            runInTimeline(command, times, count: count)
        case .itemDown, .itemUp, .itemPageDown, .itemPageUp, .firstItem, .lastItem, .open, .toggle:
            return runInList(command, times, count: count)
        default: return runEditing(command, times, isCounted: count != nil)
        }
        return []
    }

    private mutating func interrupt() -> [Effect] {
        if state.isFollowing { return switchFollowing() }
        if state.search?.resumeAt != nil {
            state.search?.resumeAt = nil
            state.say("search stopped")
            return []
        }
        return [.interrupted]
    }

    private mutating func cancel() {
        let isAnchored = state.timeline.anchor != nil
        state.timeline.anchor = nil
        guard !isAnchored else { return }
        if state.active == .timeline || state.isTimelineOpen || state.side != nil { _ = close() }
    }
}
