import GlossModel

/// A pane that lists annotations, which can be narrowed, sorted and grouped.
protocol AnnotationPane: SidePane {
    /// What it is called: "Claims".
    var title: String { get }
    /// All that it lists, in an order.
    func items(in browser: inout Browser, _ order: ListOrder?) -> [Item]
    /// How an item reads; whole where it `isOpen`.
    func row(_ item: Item, in browser: Browser, width: Int, isOpen: Bool) -> ListItem
    /// What is said where there are none.
    func emptyWords(in browser: Browser) -> String
}

extension AnnotationPane {
    var narrowing: PaneNarrowing { .asked }
    var selects: Bool { true }
    var previews: Bool { true }

    func content(in browser: inout Browser) -> ListContent {
        let rows = browser.listRows(of: self)
        let order = browser.state.side?.listOrder
        let all = rows.all.count
        let isNarrowed = !rows.query.isEmpty
        var heading: StyledLine = [Segment(title, browser.theme.heading)]
        heading.append(Segment(isNarrowed ? "  \(rows.shown.count)/\(all)" : "  \(all)", browser.theme.faint))
        if let order, order != orders[0] { heading.append(Segment(" by \(order.rawValue)", browser.theme.faint)) }
        if rows.scanned < all { heading.append(Segment("  …", browser.theme.faint)) }
        let (pane, snapshot) = (self, browser)
        let opened = browser.state.active == .side ? browser.state.list.chosen : -1
        return ListContent(
            heading: heading, count: rows.lines.count,
            item: { index, width in
                switch rows.lines[index] {
                case .group(let group): snapshot.groupItem(rows.groups[group], width: width)
                case .item(let place): pane.row(rows.all[place], in: snapshot, width: width, isOpen: index == opened)
                }
            },
            empty: isNarrowed ? "nothing matches" : emptyWords(in: browser), isUniform: true, place: { (rows.number(ofLine: $0), rows.shown.count) })
    }

    func refilter(in browser: inout Browser) {
        browser.state.list = ListPosition()
        browser.chooseFirstItem(browser.listRows(of: self))
    }
}

/// What a pane lists, as it is narrowed now.
struct ListRows: Sendable {
    enum Line: Hashable, Sendable {
        case group(Int)
        case item(Int)
    }

    struct Group: Sendable {
        var name: String
        /// Places in `all`.
        var places: Range<Int>
        var isFolded: Bool
        var shown = 0
    }

    var all: [Item]
    var order: ListOrder?
    var groups: [Group]
    var query = ListQuery()
    /// Places in `all` that the query finds, of those looked at.
    var shown: [Int]
    /// How many of `all` have been looked at.
    var scanned: Int
    /// What stands in the list.
    var lines: [Line] = []

    init(all: [Item], order: ListOrder?, groups: [Group]) {
        (self.all, self.order, self.groups) = (all, order, groups)
        shown = Array(all.indices)
        scanned = all.count
        arrange()
    }

    /// Which of the items found a line is, from 1; of a group its first.
    func number(ofLine line: Int) -> Int {
        guard lines.indices.contains(line) else { return 0 }
        let place = switch lines[line] {
        case .item(let place): place
        case .group(let group): groups[group].places.lowerBound
        }
        return min(shown.count, shown.partitioningIndex { $0 >= place } + 1)
    }

    /// Puts the lines together: groups that hold something, with their items where they are not folded.
    mutating func arrange() {
        guard !groups.isEmpty else {
            lines = shown.map { .item($0) }
            return
        }
        lines = []
        var next = 0
        for index in groups.indices {
            let start = next
            while next < shown.count, shown[next] < groups[index].places.upperBound { next += 1 }
            groups[index].shown = next - start
            guard next > start else { continue }
            lines.append(.group(index))
            if !groups[index].isFolded { lines += shown[start..<next].map { .item($0) } }
        }
    }
}

extension Browser {
    /// Rows looked at between two looks at the keyboard.
    private static let slice = 1500

    /// The rows of the pane that is open: made once, narrowed a slice at a time.
    mutating func listRows(of pane: some AnnotationPane) -> ListRows {
        let order = state.side?.listOrder
        if state.side?.rows == nil || state.side?.rows?.order != order {
            let all = pane.items(in: &self, order)
            let made = ListRows(all: all, order: order, groups: groups(of: all, order))
            state.side?.rows = made
        }
        let query = ListQuery(state.listFilter.text)
        if state.side?.rows?.query != query {
            beginNarrowing(query)
            narrowMore()
        }
        return state.side?.rows ?? ListRows(all: [], order: order, groups: [])
    }

    private mutating func beginNarrowing(_ query: ListQuery) {
        guard var rows = state.side?.rows else { return }
        state.side?.rows = nil
        rows.query = query
        rows.shown = query.isEmpty ? Array(rows.all.indices) : []
        rows.scanned = query.isEmpty ? rows.all.count : 0
        rows.arrange()
        state.side?.rows = rows
    }

    /// Whether rows wait to be looked at.
    var isNarrowing: Bool { state.side?.rows.map { $0.scanned < $0.all.count } ?? false }

    /// Looks at some more rows.
    mutating func narrowMore() {
        guard var rows = state.side?.rows, rows.scanned < rows.all.count else { return }
        state.side?.rows = nil
        let end = min(rows.all.count, rows.scanned + Browser.slice)
        for place in rows.scanned..<end where isFound(rows.all[place], rows.query) { rows.shown.append(place) }
        rows.scanned = end
        rows.arrange()
        state.side?.rows = rows
    }

    // MARK: What is found

    /// Whether a query finds an annotation. O(its words).
    func isFound(_ item: Item, _ query: ListQuery) -> Bool {
        let report = self.report(of: item)
        let spans = report.parts(of: item.id)
        if !query.bands.isEmpty {
            guard let band = report.claim(item.id)?.likelihood, query.bands.contains(band) else { return false }
        }
        if !query.types.isEmpty {
            let types = item.id.kind == .entity
                ? [report.type(ofEntity: item.id)] : report.entities(in: spans).map { report.type(ofEntity: $0) }
            guard types.contains(where: query.admits(type:)) else { return false }
        }
        if query.wantsDays, !hasDate(in: spans, query.days, report) { return false }
        let sources = query.sources.isEmpty && query.words.isEmpty ? [] : foldedSources(of: item, report)
        guard query.sources.allSatisfy({ FoldedBytes.occurs($0, in: sources) }) else { return false }
        guard !query.words.isEmpty else { return true }
        var words = sources
        if item.id.kind == .entity, let entity = report.entity(item.id) {
            words = FoldedBytes.of(([entity.name] + entity.aliases).joined(separator: " "))
        }
        for span in spans {
            words.append(0x20)
            FoldedBytes.append(span, of: report.text, to: &words)
        }
        return query.admits(words)
    }

    private func foldedSources(of item: Item, _ report: Report) -> [UInt8] {
        guard let claim = report.claim(item.id) else { return [] }
        return FoldedBytes.of(sourceNames(of: item, claim).joined(separator: " "))
    }

    private func hasDate(in spans: [Span], _ days: DayRange, _ report: Report) -> Bool {
        spans.contains { span in
            report.times(overlapping: span).contains { id in
                report.time(id).map { $0.isDated && days.overlaps(DayRange(earliest: $0.earliest, latest: $0.latest)) } ?? false
            }
        }
    }

    // MARK: Orders and groups

    /// Claims in another order than that of the text. O(n log n).
    func sorted(_ items: [Item], _ order: ListOrder?) -> [Item] {
        switch order {
        case .source: return sorted(items) { sourceKey($0) }
        case .certainty: return sorted(items) { -(report(of: $0).claim($0.id)?.likelihood.map { Int($0.rawValue) } ?? -1) }
        case .date: return sorted(items) { firstDay(of: $0) }
        case .place, .section, nil: return items
        }
    }

    private func sorted<Key: Comparable>(_ items: [Item], _ key: (Item) -> Key) -> [Item] {
        items.enumerated().map { (key: key($1), place: $0) }.sorted { ($0.key, $0.place) < ($1.key, $1.place) }.map { items[$0.place] }
    }

    /// Who says it; the author last.
    private func sourceKey(_ item: Item) -> String { groupName(item, .source).map { $0 == Browser.author ? "\u{10FFFD}" : $0.lowercased() } ?? "" }

    private func firstDay(of item: Item) -> Int {
        let report = self.report(of: item)
        let days = report.parts(of: item.id).flatMap { report.times(overlapping: $0) }
            .compactMap { report.time($0) }.compactMap { ($0.earliest ?? $0.latest).map { Int($0.number) } }
        return days.min() ?? .max
    }

    static let author = "the author"

    private func groupName(_ item: Item, _ order: ListOrder?) -> String? {
        let report = self.report(of: item)
        switch order {
        case .source:
            guard let claim = report.claim(item.id) else { return nil }
            let names = sourceNames(of: item, claim).joined(separator: ", ")
            return names.isEmpty ? (claim.cue.isEmpty ? Browser.author : "not named") : StandIn.line(names)
        case .section:
            return report.span(of: item.id).flatMap { report.sectionTitle(at: Int($0.start)) }.map { StandIn.line($0) } ?? "before the first section"
        default: return nil
        }
    }

    private func groups(of items: [Item], _ order: ListOrder?) -> [ListRows.Group] {
        guard order == .source || order == .section else { return [] }
        var groups: [ListRows.Group] = []
        for (place, item) in items.enumerated() {
            let name = groupName(item, order) ?? ""
            if groups.last?.name.lowercased() == name.lowercased() {
                groups[groups.count - 1].places = groups[groups.count - 1].places.lowerBound..<place + 1
            } else {
                groups.append(ListRows.Group(name: name, places: place..<place + 1, isFolded: state.side?.folded.contains(name) == true))
            }
        }
        return groups
    }

    /// The line of a group; Enter folds it, or unfolds it.
    func groupItem(_ group: ListRows.Group, width: Int) -> ListItem {
        let count = "  \(group.shown)"
        let name = cut(group.name, to: max(2, width - 2 - count.count))
        return ListItem(lines: [[
            Segment(group.isFolded ? "▸ " : "▾ ", theme.key), Segment(name, Style([.bold])), Segment(count, theme.faint),
        ]]) { browser in
            browser.foldGroup(named: group.name)
            return []
        }
    }

    /// Folds or unfolds the group that is chosen or holds the chosen item.
    mutating func foldChosenGroup() {
        guard let rows = state.side?.rows, !rows.groups.isEmpty, rows.lines.indices.contains(state.list.chosen) else {
            return state.say("nothing here folds; s sorts by section or source, and groups")
        }
        var line = state.list.chosen
        while line > 0, case .item = rows.lines[line] { line -= 1 }
        state.list.chosen = line
        if case .group(let group) = rows.lines[line] { foldGroup(named: rows.groups[group].name) }
    }

    private mutating func foldGroup(named name: String) {
        guard state.side?.folded.remove(name) == nil else { return arrangeGroups() }
        state.side?.folded.insert(name)
        arrangeGroups()
    }

    private mutating func arrangeGroups() {
        guard var rows = state.side?.rows else { return }
        for index in rows.groups.indices { rows.groups[index].isFolded = state.side?.folded.contains(rows.groups[index].name) == true }
        rows.arrange()
        state.side?.rows = rows
    }

    /// Puts the list in its next order, the chosen item still chosen.
    mutating func sortList() {
        guard let side = state.side, side.pane.orders.count > 1 else { return state.say("this list has one order") }
        let chosen = chosenTarget()
        state.side?.order = (side.order + 1) % side.pane.orders.count
        state.side?.rows = nil
        state.list = ListPosition()
        _ = sideContent()
        choose(chosen)
    }

    /// Chooses an annotation in the list, where it is in it.
    mutating func choose(_ item: Item?) {
        guard let rows = state.side?.rows else { return }
        guard let item, let place = rows.all.firstIndex(of: item), let line = rows.lines.firstIndex(of: .item(place))
        else { return chooseFirstItem(rows) }
        state.list.chosen = line
    }

    /// Chooses the first line that is no group.
    func firstItem(_ rows: ListRows) -> Int {
        rows.lines.firstIndex { if case .item = $0 { true } else { false } } ?? 0
    }

    mutating func chooseFirstItem(_ rows: ListRows) { state.list.chosen = firstItem(rows) }

    /// The report that an item is of.
    func report(of item: Item) -> Report { index(of: item.report).map { state.reports[$0].report } ?? state.report }
}

extension Report {
    /// The spans of an annotation; none of an entity.
    func parts(of id: AnnotationID) -> [Span] {
        switch id.kind {
        case .claim: spans(ofClaim: id)
        case .mention: mention(id).map { spans(of: $0) } ?? []
        case .entity: []
        default: span(of: id).map { [$0] } ?? []
        }
    }
}
