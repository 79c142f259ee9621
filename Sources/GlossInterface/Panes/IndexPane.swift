import GlossModel

/// An entity of the index and where its name matches the filter.
struct IndexMatch: Sendable {
    var entity: AnnotationID
    var mentions: Int
    /// Where it is first mentioned.
    var first: Int?
}

/// The entities of the report.
struct IndexPane: SidePane {
    var narrowing: PaneNarrowing { .always }
    var stay: PaneStay { .never }
    var selects: Bool { true }
    var previews: Bool { true }

    func content(in browser: inout Browser) -> ListContent { browser.indexContent() }
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
        let mark = isSelected(item(match.entity)) ? "● " : ""
        let room = max(4, width - 5 - columns(of: count) - 1)
        let name = cut(mark + entity.name, to: room)
        let left = room - columns(of: name)
        let aliases = entity.aliases.isEmpty || left < 8
            ? "" : cut("  " + entity.aliases.joined(separator: ", "), to: left)
        let padding = String(repeating: " ", count: max(1, room - columns(of: name + aliases) + 1))
        return ListItem(
            lines: [[
                Segment(Theme.tag(of: type).padded(to: 3), theme.chip(slot)), Segment(" "),
                Segment(name, isSelected(item(match.entity)) ? theme.selected : .plain),
                Segment(aliases, theme.faint), Segment(padding), Segment(count, theme.faint),
            ]], target: item(match.entity))
    }
}

extension String {
    /// The text with spaces after it up to a number of columns.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - columns(of: self)))
    }
}
