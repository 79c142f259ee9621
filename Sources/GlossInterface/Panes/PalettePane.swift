import GlossModel

/// All commands, over the pane that was there before.
struct PalettePane: SidePane {
    /// The pane that it covers; empty: none.
    var behind: [OpenPane]
    /// Who had the keys.
    var active: ActivePane

    var narrowing: PaneNarrowing { .always }
    var sign: String { ": " }
    var openWord: String { "run" }

    func content(in browser: inout Browser) -> ListContent { browser.paletteContent() }
    func close(in browser: inout Browser) { browser.closePalette() }
}

extension Browser {
    /// Opens the palette over what is there; with it open, closes it.
    mutating func openPalette() {
        guard !isOpen(PalettePane.self) else {
            closePalette()
            return
        }
        let preview = state.preview
        state.preview = nil
        openSide(PalettePane(behind: state.side.map { [$0] } ?? [], active: state.active))
        state.preview = preview
    }

    /// Gives the screen back to what was there before.
    mutating func closePalette() {
        guard let palette = state.side?.pane as? PalettePane else { return }
        let wasSeen = isFocusSeen()
        state.side = palette.behind.first
        state.active = palette.active
        refreshViewport()
        if wasSeen { keepFocusVisible() }
    }

    /// Runs a command where the palette was opened.
    mutating func runFromPalette(_ command: Command) -> [Effect] {
        closePalette()
        if command == .mark || command == .goToMark {
            state.say("press \(keys.firstKey(for: command, in: keyPlace) ?? command.rawValue) and a letter")
            return []
        }
        return run(command, count: nil)
    }

    /// The commands that what is typed finds, best first; a page's number, or a paragraph's where
    /// there are no pages, leads there.
    mutating func paletteContent() -> ListContent {
        let typed = state.listFilter.text
        let commands = paletteCommands(typed)
        let browser = self
        let places = paletteVerbs(typed) + (placeItem(typed).map { [$0] } ?? [])
        let verbs = begunVerbs(typed)
        return ListContent(
            heading: [Segment("Commands", theme.heading), Segment("  \(places.count + commands.count + verbs.count)", theme.faint)],
            count: places.count + commands.count + verbs.count,
            item: { index, width in
                let command = index - places.count
                if command < 0 { return places[index] }
                return command < commands.count ? browser.paletteItem(commands[command], width) : verbs[command - commands.count]
            },
            empty: numberIsNoPage(typed) ? "There is no page \(StandIn.line(typed)): \(pageRange)." : "no such command")
    }

    private func numberIsNoPage(_ typed: String) -> Bool { Int(typed) != nil && !state.report.structure.pages.isEmpty }

    private func placeItem(_ typed: String) -> ListItem? {
        guard !typed.isEmpty else { return nil }
        if placeBehind == .timeline, let number = Int(typed), number > 0 { return timelineNumberItem(number) }
        let structure = state.report.structure
        if let index = structure.page(labelled: typed) {
            return ListItem(lines: [[Segment("page \(StandIn.line(structure.pages[index].label))", theme.heading)]]) { browser in
                browser.closePalette()
                browser.goToPage(index: index)
                return []
            }
        }
        guard structure.pages.isEmpty, let number = Int(typed), number > 0 else { return nil }
        let words: StyledLine = [Segment("paragraph \(number)", theme.heading), Segment("  this report has no pages", theme.faint)]
        return ListItem(lines: [words]) { browser in
            browser.closePalette()
            browser.goToParagraph(number)
            browser.state.say("paragraph \(number): this report has no pages")
            return []
        }
    }

    /// Where the palette's commands will run.
    private var placeBehind: KeyPlace {
        switch (state.side?.pane as? PalettePane)?.active {
        case .timeline: .timeline
        case .side: .list
        default: .everywhere
        }
    }

    private func paletteCommands(_ typed: String) -> [Command] {
        // A number is a place.
        guard Int(typed) == nil else { return [] }
        let place = placeBehind
        let all = Command.allCases.filter { command in
            command != .palette && (!command.isOfPane || !keys.keys(for: command, in: place).isEmpty)
        }
        let candidates = all.map { $0.rawValue.replacing("-", with: " ") + "  " + $0.help.sentence }
        return FuzzyMatch(typed).ranked(candidates).map { all[$0.index] }
    }

    private func paletteItem(_ command: Command, _ width: Int) -> ListItem {
        let key = keys.firstKey(for: command, in: placeBehind) ?? ""
        let room = max(4, width - columns(of: key) - 1)
        let name = cut(command.rawValue, to: room).padded(to: room)
        let sentence = wrapped(command.help.sentence, width: width - 2, limit: 2)
        return ListItem(
            lines: [[Segment(name + " ", Style([.bold])), Segment(key, theme.key)]] + sentence.map { [Segment("  " + $0, theme.faint)] }
        ) { $0.runFromPalette(command) }
    }
}

extension Command {
    /// Whether it means something only in the timeline, a list or a card.
    var isOfPane: Bool { help.group == .timeline || help.group == .lists }
}
