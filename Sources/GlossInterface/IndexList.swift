import GlossModel

/// An entity of the index and where its name matches the filter.
struct IndexMatch: Sendable {
    var entity: AnnotationID
    var mentions: Int
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
            empty: state.indexFilter.isEmpty ? "No entities were found in this report." : "nothing matches")
    }

    /// Finds the entities of the filter. Linear in the entities; kept until the filter changes.
    mutating func indexMatches() -> [IndexMatch] {
        let filter = state.indexFilter.text
        if let known = state.open.cache.index, known.filter == filter { return known.matches }
        let digest = state.open.digest()
        let report = state.report
        let query = FuzzyMatch(filter)
        var scored: [(match: IndexMatch, score: Int, name: String)] = []
        for id in report.entityIDs {
            guard let entity = report.entity(id) else { continue }
            let names = [entity.name] + entity.aliases
            guard let best = names.compactMap({ query.score($0)?.score }).max() else { continue }
            scored.append((IndexMatch(entity: id, mentions: digest.entities.mentions(of: id, in: report).count), best, entity.name))
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
        let count = String(match.mentions)
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
        case dates, claims, tags
    }

    mutating func switches() -> [Switch] {
        state.open.digest().types.map { .type($0.name, count: $0.count) } + Browser.fixedSwitches
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
        }
        return ListItem(lines: [[Segment(isOn ? "✓ " : "  ", theme.selected)] + words], isSwitch: true)
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
