import GlossModel

/// An entity of the index and where its name matches the filter.
struct IndexMatch: Sendable {
    var entity: AnnotationID
    var mentions: Int
    /// Where it is first mentioned.
    var first: Int?
}

extension Browser {
    /// The index of entities: those the filter finds, best first; without one, most mentioned first.
    mutating func indexContent() -> ListContent {
        let matches = indexMatches()
        let browser = self
        return ListContent(
            heading: [Segment("Index", theme.heading), Segment("  \(matches.count)", theme.faint)],
            count: matches.count,
            item: { index, width in browser.indexItem(matches[index], width: width) },
            empty: state.listFilter.isEmpty ? "No entities were found in this report." : "nothing matches")
    }

    /// Finds the entities of the filter. Linear in the entities; kept until the filter changes.
    mutating func indexMatches() -> [IndexMatch] {
        let filter = state.listFilter.text
        if let known = state.open.cache.index, known.filter == filter { return known.matches }
        let digest = state.open.digest()
        let report = state.report
        let query = FuzzyMatch(filter)
        var scored: [(match: IndexMatch, score: Int, name: String)] = []
        for id in report.entityIDs {
            guard let entity = report.entity(id) else { continue }
            let names = [entity.name] + entity.aliases
            guard let best = names.compactMap({ query.score($0)?.score }).max() else { continue }
            let mentions = digest.entities.mentions(of: id, in: report)
            let first = mentions.first.map { Int(digest.entities.span($0, in: report).start) }
            scored.append((IndexMatch(entity: id, mentions: mentions.count, first: first), best, entity.name))
        }
        let isFiltered = !filter.isEmpty
        scored.sort {
            if isFiltered, $0.score != $1.score { return $0.score > $1.score }
            if $0.match.mentions != $1.match.mentions { return $0.match.mentions > $1.match.mentions }
            return $0.name < $1.name
        }
        let matches = scored.map(\.match)
        state.open.cache.index = (filter, matches)
        return matches
    }

    private func indexItem(_ match: IndexMatch, width: Int) -> ListItem {
        guard let entity = state.report.entity(match.entity) else { return ListItem(lines: [[]]) }
        let type = state.report.type(ofEntity: match.entity)
        let slot = Theme.slot(of: type)
        let place = match.first.flatMap { state.report.pageLabel(at: $0) != nil ? placeLabel($0) : nil }
        let count = String(match.mentions) + (place.map { "  " + $0.padded(to: 6) } ?? "")
        let mark = isSelected(match.entity) ? "● " : ""
        let room = max(4, width - 5 - columns(of: count) - 1)
        let name = cut(mark + entity.name, to: room)
        let left = room - columns(of: name)
        let aliases = entity.aliases.isEmpty || left < 8
            ? "" : cut("  " + entity.aliases.joined(separator: ", "), to: left)
        let padding = String(repeating: " ", count: max(1, room - columns(of: name + aliases) + 1))
        return ListItem(
            lines: [[
                Segment(Theme.tag(of: type).padded(to: 3), theme.chip(slot)), Segment(" "),
                Segment(name, isSelected(match.entity) ? theme.selected : .plain),
                Segment(aliases, theme.faint), Segment(padding), Segment(count, theme.faint),
            ]], target: match.entity)
    }

    // MARK: Types

    /// What can be shown or hidden.
    enum Switch: Hashable {
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
        return ListItem(lines: [[Segment(isOn ? "✓ " : "  ", theme.selected)] + words], action: .flip)
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

extension String {
    /// The text with spaces after it up to a number of columns.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - columns(of: self)))
    }
}
