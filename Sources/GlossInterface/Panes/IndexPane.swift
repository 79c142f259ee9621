import GlossModel

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
        let count = "  \(matches.count)" + (matches.isDone ? "" : " …")
        return ListContent(
            heading: [Segment("Index", theme.heading), Segment(count, theme.faint)] + scope,
            count: matches.count,
            item: { index, width in browser.indexItem(matches[index], width: width, isOpen: index == opened) },
            empty: state.listFilter.isEmpty ? "No entities were found in this report." : matches.isDone ? "nothing matches" : "looking …", isUniform: true)
    }

    /// What the filter finds in the index, as far as it has been looked through; kept until the filter changes.
    private mutating func indexMatches() -> IndexNarrowing {
        let filter = state.listFilter.text
        let known = state.open.cache.index
        if let known, known.isOverAll == state.spansReports, known.found.filter == filter { return known.found }
        let isKnown = known?.isOverAll == state.spansReports
        let entries = isKnown ? known!.found.entries : indexEntries()
        // What is known is let go, so that nothing of it is copied.
        state.open.cache.index = nil
        var found = IndexNarrowing(entries, filter, after: isKnown ? known?.found : nil)
        found.more()
        state.open.cache.index = (state.spansReports, found)
        return found
    }

    /// Whether the index has entities that were not looked at yet.
    var isNarrowingIndex: Bool { state.side?.pane is IndexPane && state.open.cache.index?.found.isDone == false }

    /// Looks at some more of the index.
    mutating func narrowIndex() {
        guard isNarrowingIndex, var index = state.open.cache.index else { return }
        state.open.cache.index = nil
        index.found.more()
        state.open.cache.index = index
    }

    /// The entities of the reports in scope.
    private mutating func indexEntries() -> IndexEntries {
        if scope.count == 1, state.report.annotators.count <= 1 { return state.open.digest().index }
        var found: [IndexMatch] = []
        for index in scope {
            let digest = state.reports[index].digest()
            let report = state.reports[index].report
            found += report.entityIDs.map { IndexMatch(entity: Item(report: report.id, id: $0), mentions: digest.entities.mentions(of: $0, in: report).count) }
        }
        let browser = self
        return IndexEntries(joined(found)) { match in
            browser.report(of: match.entity).entity(match.entity.id).map { [$0.name] + $0.aliases } ?? [""]
        } type: { match in browser.report(of: match.entity).type(ofEntity: match.entity.id) }
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
    private func joined(_ found: [IndexMatch]) -> [IndexMatch] {
        struct Name: Hashable { var name: String; var type: String }
        struct Owner: Hashable { var report: ReportID; var layer: UInt16 }
        func key(_ index: Int) -> Name {
            let item = found[index].entity
            let report = report(of: item)
            return Name(name: (report.entity(item.id)?.name ?? "").lowercased(), type: report.type(ofEntity: item.id))
        }
        let groups = Dictionary(grouping: found.indices, by: key)
        return groups.values.flatMap { places -> [IndexMatch] in
            let owners = Set(places.map { Owner(report: found[$0].entity.report, layer: found[$0].entity.id.layer) })
            guard places.count > 1, owners.count == places.count else { return places.map { found[$0] } }
            let main = places.first { found[$0].entity.report == state.report.id } ?? places.min()!
            var one = found[main]
            one.mentions = distinctMentions(places.map { found[$0].entity })
            one.reports = Set(owners.map(\.report)).count
            return [one]
        }
    }

    /// Where an entity is first mentioned.
    private func firstMention(of entity: AnnotationID, inReport index: Int) -> Int? {
        guard let entities = state.reports[index].cache.digest?.entities else { return nil }
        let report = state.reports[index].report
        return entities.mentions(of: entity, in: report).first.map { Int(entities.span($0, in: report).start) }
    }

    private func indexItem(_ match: IndexMatch, width: Int, isOpen: Bool) -> ListItem {
        let report = self.report(of: match.entity)
        guard let entity = report.entity(match.entity.id) else { return ListItem(lines: [[]]) }
        let type = report.type(ofEntity: match.entity.id)
        let slot = Theme.slot(of: type)
        let first = index(of: match.entity.report).flatMap { firstMention(of: match.entity.id, inReport: $0) }
        let place = first.flatMap { report.pageLabel(at: $0) != nil ? placeLabel($0, in: report) : nil }
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
