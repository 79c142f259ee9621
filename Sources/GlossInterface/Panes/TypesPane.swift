import GlossModel

/// What is shown, with a switch each.
struct TypesPane: SidePane {
    var openWord: String { "show or hide" }

    func content(in browser: inout Browser) -> ListContent { browser.typesContent() }
    func toggle(in browser: inout Browser) { _ = browser.openChosen() }
}

extension Browser {
    /// What can be shown or hidden.
    enum Switch: Hashable, Sendable {
        case type(String, count: Int)
        case form(Form)
        case dates, claims, tags, notes, links, running
        /// Groups of blocks that fold.
        case blocks(BlockKind)
    }

    mutating func switches() -> [Switch] {
        let types = state.open.digest().types.map { Switch.type($0.name, count: $0.count) }
        let structure = state.report.structure
        var others: [Switch] = structure.notes.isEmpty ? [] : [.notes]
        if !structure.links.isEmpty { others.append(.links) }
        others += BlockFold.kinds.filter { state.report.paragraphs.has($0) }.map { .blocks($0) }
        if !state.report.paragraphs.furniture.isEmpty { others.append(.running) }
        return types + Browser.fixedSwitches + others
    }

    private static let fixedSwitches: [Switch] = [
        .dates, .form(.name), .form(.nominal), .form(.pronoun), .claims, .tags,
    ]

    /// The list of types, with a switch each.
    mutating func typesContent() -> ListContent {
        let all = switches()
        let browser = self
        return ListContent(
            heading: [Segment("Shown", theme.heading), Segment("  Enter switches", theme.faint)],
            count: all.count,
            item: { index, width in browser.switchItem(all[index], width: width) })
    }

    private func switchItem(_ item: Switch, width: Int) -> ListItem {
        let visibility = state.open.visibility
        let isOn: Bool
        let words: StyledLine
        switch item {
        case .type(let name, let count):
            isOn = !visibility.hiddenTypes.contains(name)
            words = [
                Segment(Theme.tag(of: name), theme.chip(Theme.slot(of: name))),
                Segment(" " + name), Segment("  \(count)", theme.faint),
            ]
        case .dates:
            isOn = visibility.showsDates
            words = [Segment("DAT", theme.chip(Theme.slot(of: "Date"))), Segment(" dates and times")]
        case .form(let form):
            isOn = visibility.forms.contains(form)
            let sample = ["names", "common nouns: the army", "pronouns: we, they"]
            words = [Segment("    " + sample[Int(form.rawValue)])]
        case .claims:
            isOn = visibility.showsClaims
            words = [Segment(" ┃", theme.reportedBar), Segment("  claims in the margin")]
        case .tags:
            isOn = visibility.showsTags || theme.showsTags
            words = [Segment("[ ]", theme.faint), Segment(" tags in the text")]
        case .notes:
            isOn = visibility.showsNotes
            words = [Segment(" ³ ", theme.marker), Segment(" Tab stops at notes")]
        case .links:
            isOn = visibility.showsLinks
            words = [Segment("www", theme.link), Segment(" Tab stops at links")]
        case .running:
            isOn = visibility.showsRunning
            words = [Segment("╌╌╌", theme.faint), Segment(" running heads")]
        case .blocks(let kind):
            isOn = !isFolded(kind)
            words = [Segment("▾  ", theme.faint), Segment(" \(BlockFold.name(of: kind).lowercased()), unfolded")]
        }
        return ListItem(lines: [[Segment(isOn ? "✓ " : "  ", theme.selected)] + words]) { browser in
            browser.flip(item)
            return []
        }
    }

    /// Shows or hides what the chosen line of the list stands for.
    mutating func flip(_ item: Switch) {
        var visibility = state.open.visibility
        switch item {
        case .type(let name, _):
            if visibility.hiddenTypes.remove(name) == nil { visibility.hiddenTypes.insert(name) }
        case .form(let form):
            visibility.forms.toggle(form)
        case .dates: visibility.showsDates.toggle()
        case .claims: visibility.showsClaims.toggle()
        case .tags: visibility.showsTags.toggle()
        case .notes: visibility.showsNotes.toggle()
        case .links: visibility.showsLinks.toggle()
        case .running: visibility.showsRunning.toggle()
        case .blocks(let kind): flipFolds(of: kind)
        }
        state.open.visibility = visibility
    }
}
