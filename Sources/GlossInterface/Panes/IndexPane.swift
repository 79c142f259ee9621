import GlossModel

/// An entity of the index.
struct IndexMatch: Sendable {
    var entity: Item
    var mentions: Int
    /// Where it is first mentioned.
    var first: Int?
    /// How many of the open reports mention it.
    var reports = 1
}

/// The entities of the report, or of all open ones.
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
        let opened = state.active == .side ? state.list.chosen : -1
        let scope: StyledLine = state.spansReports ? [Segment("  all \(state.reports.count) reports", theme.warning)] : []
        return ListContent(
            heading: [Segment("Index", theme.heading), Segment("  \(matches.count)", theme.faint)] + scope,
            count: matches.count,
            item: { index, width in browser.indexItem(matches[index], width: width, isOpen: index == opened) },
            empty: state.listFilter.isEmpty ? "No entities were found in this report." : "nothing matches", isUniform: true)
    }

    /// Finds the entities of the filter, `type:org` among its words. Linear in the entities; kept until the
    /// filter changes.
    mutating func indexMatches() -> [IndexMatch] {
        let filter = state.listFilter.text
        if let known = state.open.cache.index, known.filter == filter, known.isOverAll == state.spansReports { return known.matches }
        let words = filter.split(separator: " ")
        let query = FuzzyMatch(words.filter { !$0.hasPrefix("type:") }.joined(separator: " "))
        let types = ListQuery(words.filter { $0.hasPrefix("type:") }.joined(separator: " "))
        var scored: [(match: IndexMatch, score: Int, name: String)] = []
        for index in scope {
            let digest = state.reports[index].digest()
            let report = state.reports[index].report
            for id in report.entityIDs {
                guard let entity = report.entity(id), types.types.isEmpty || types.admits(type: report.type(ofEntity: id)) else { continue }
                let names = [entity.name] + entity.aliases
                guard let best = names.compactMap({ query.score($0)?.score }).max() else { continue }
                let mentions = digest.entities.mentions(of: id, in: report)
                let first = mentions.first.map { Int(digest.entities.span($0, in: report).start) }
                scored.append((IndexMatch(entity: Item(report: report.id, id: id), mentions: mentions.count, first: first), best, entity.name))
            }
        }
        if scope.count > 1 || state.report.annotators.count > 1 { scored = joined(scored) }
        let isFiltered = !filter.isEmpty
        scored.sort {
            if isFiltered, $0.score != $1.score { return $0.score > $1.score }
            if $0.match.mentions != $1.match.mentions { return $0.match.mentions > $1.match.mentions }
            return $0.name < $1.name
        }
        let matches = scored.map(\.match)
        state.open.cache.index = (filter, state.spansReports, matches)
        return matches
    }

    /// Mentions of entities that are one: what several annotators marked at one place counts once.
    private func distinctMentions(_ items: [Item]) -> Int {
        var seen: Set<ReportID> = []
        var count = 0
        for item in items where seen.insert(item.report).inserted {
            guard let index = index(of: item.report), let entities = state.reports[index].cache.digest?.entities else { continue }
            let report = state.reports[index].report
            var spans: Set<Span> = []
            for other in items where other.report == item.report {
                for mention in entities.mentions(of: other.id, in: report) { spans.insert(entities.span(mention, in: report)) }
            }
            count += spans.count
        }
        return count
    }

    /// Entities of several reports or annotators that are one: of the same name and type, where no
    /// annotator of a report has two such.
    private func joined(_ found: [(match: IndexMatch, score: Int, name: String)]) -> [(match: IndexMatch, score: Int, name: String)] {
        struct Name: Hashable { var name: String; var type: String }
        struct Owner: Hashable { var report: ReportID; var layer: UInt16 }
        func key(_ index: Int) -> Name {
            let item = found[index].match.entity
            return Name(name: found[index].name.lowercased(), type: report(of: item).type(ofEntity: item.id))
        }
        let groups = Dictionary(grouping: found.indices, by: key)
        return groups.values.flatMap { places -> [(match: IndexMatch, score: Int, name: String)] in
            let owners = Set(places.map { Owner(report: found[$0].match.entity.report, layer: found[$0].match.entity.id.layer) })
            guard places.count > 1, owners.count == places.count else { return places.map { found[$0] } }
            let main = places.first { found[$0].match.entity.report == state.report.id } ?? places.min()!
            var one = found[main]
            one.match.mentions = distinctMentions(places.map { found[$0].match.entity })
            one.match.reports = Set(owners.map(\.report)).count
            return [one]
        }
    }

    private func indexItem(_ match: IndexMatch, width: Int, isOpen: Bool) -> ListItem {
        let report = self.report(of: match.entity)
        guard let entity = report.entity(match.entity.id) else { return ListItem(lines: [[]]) }
        let type = report.type(ofEntity: match.entity.id)
        let slot = Theme.slot(of: type)
        let place = match.first.flatMap { report.pageLabel(at: $0) != nil ? placeLabel($0, in: report) : nil }
        let reports = state.spansReports ? (match.reports > 1 ? "\(match.reports) reports" : cut(report.fileName, to: 14)).padded(to: 14) + " " : ""
        let count = reports + String(match.mentions) + (place.map { "  " + $0.padded(to: 6) } ?? "")
        let mark = isSelected(match.entity) ? "● " : ""
        let room = max(4, width - 5 - columns(of: count) - 1)
        let name = cut(mark + entity.name, to: room)
        let left = room - columns(of: name)
        let aliases = entity.aliases.isEmpty || left < 8
            ? "" : cut("  " + entity.aliases.joined(separator: ", "), to: left)
        let padding = String(repeating: " ", count: max(1, room - columns(of: name + aliases) + 1))
        var lines: [StyledLine] = [[
            Segment(Theme.tag(of: type).padded(to: 3), theme.chip(slot)), Segment(" "),
            Segment(name, isSelected(match.entity) ? theme.selected : .plain),
            Segment(aliases, theme.faint), Segment(padding), Segment(count, theme.faint),
        ]]
        // What was cut is told of the chosen one.
        if isOpen, name != mark + entity.name || aliases != "  " + entity.aliases.joined(separator: ", ") && !entity.aliases.isEmpty {
            let whole = ([entity.name] + entity.aliases).joined(separator: ", ")
            lines += wrapped(StandIn.line(whole), width: max(8, width - 4), limit: 4).map { [Segment("    " + $0, theme.faint)] }
        }
        return ListItem(lines: lines, target: match.entity)
    }
}

extension String {
    /// The text with spaces after it up to a number of columns.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - columns(of: self)))
    }
}
