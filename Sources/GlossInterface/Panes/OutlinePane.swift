import GlossModel

/// The sections of the report.
struct OutlinePane: SidePane {
    var narrowing: PaneNarrowing { .always }

    func content(in browser: inout Browser) -> ListContent { browser.outlineContent() }
    func begin(in browser: inout Browser) { browser.chooseSection() }
    func update(in browser: inout Browser) { browser.chooseSection() }
    func refilter(in browser: inout Browser) {
        browser.state.list = ListPosition()
        browser.chooseBestSection()
    }
}

extension Browser {
    /// The sections of the report, those that the filter finds, in the order of the text.
    mutating func outlineContent() -> ListContent {
        let found = outlineMatches()
        let browser = self
        let here = state.report.structure.section(at: state.open.position)
        let all = state.report.structure.sections.count
        let count = found.count == all ? "\(all)" : "\(found.count) of \(all)"
        return ListContent(
            heading: [Segment("Outline", theme.heading), Segment("  \(count) section\(all == 1 ? "" : "s")", theme.faint)],
            count: found.count,
            item: { index, width in browser.outlineItem(found[index].section, isHere: found[index].section == here, width) },
            empty: state.listFilter.isEmpty ? "No sections were found in this report." : "nothing matches")
    }

    /// Sections with how well they answer the filter. Linear in the sections; kept until it changes.
    private mutating func outlineMatches() -> [(section: Int, score: Int)] {
        let filter = state.listFilter.text
        if let known = state.open.cache.outline, known.filter == filter { return known.matches }
        let report = state.report
        let query = FuzzyMatch(filter)
        let matches = report.structure.sections.indices.compactMap { index in
            query.score(report.title(of: report.structure.sections[index])).map { (index, $0.score) }
        }
        state.open.cache.outline = (filter, matches)
        return matches
    }

    private func outlineItem(_ index: Int, isHere: Bool, _ width: Int) -> ListItem {
        let section = state.report.structure.sections[index]
        let page = state.report.pageLabel(at: Int(section.heading.start)).map { cut(StandIn.line($0), to: 8) } ?? ""
        let indent = min((section.level - 1) * 2, width / 3)
        let room = max(4, width - 2 - indent - (page.isEmpty ? 0 : columns(of: page) + 2))
        let title = cut(StandIn.line(state.report.title(of: section)), to: room)
        let style = isHere ? theme.here : section.level == 1 ? Style([.bold]) : .plain
        return ListItem(
            lines: [[
                Segment(isHere ? "▸ " : "  ", theme.here), Segment(String(repeating: " ", count: indent)),
                Segment(page.isEmpty ? title : title.padded(to: room) + "  ", style), Segment(page, theme.faint),
            ]], action: { browser in
                browser.leaveList()
                browser.go(to: Int(section.heading.start))
                return []
            })
    }

    /// Chooses the section at the top of the screen.
    mutating func chooseSection() {
        let matches = outlineMatches()
        guard let here = state.report.structure.section(at: state.open.position) else {
            state.list = ListPosition()
            return
        }
        state.list.chosen = max(0, matches.partitioningIndex { $0.section > here } - 1)
    }

    /// Chooses the section that answers best to what is typed.
    mutating func chooseBestSection() {
        let matches = outlineMatches()
        guard !state.listFilter.isEmpty else { return chooseSection() }
        let best = matches.indices.max { (matches[$0].score, -$0) < (matches[$1].score, -$1) }
        state.list.chosen = best ?? 0
    }
}
