import GlossModel

/// The open reports, with what is in each.
struct FilesPane: SidePane {
    var narrowing: PaneNarrowing { .asked }

    func content(in browser: inout Browser) -> ListContent {
        let query = ListQuery(browser.state.listFilter.text)
        let shown = browser.state.reports.indices.filter { query.admits(FoldedBytes.of(browser.nameAndTitle(ofReport: $0))) }
        let all = browser.state.reports.count
        let snapshot = browser
        return ListContent(
            heading: [
                Segment("Files", browser.theme.heading),
                Segment(shown.count == all ? "  \(all)" : "  \(shown.count)/\(all)", browser.theme.faint),
            ],
            count: shown.count, item: { index, width in snapshot.fileItem(shown[index], width: width) }, empty: "nothing matches", isUniform: true)
    }

    func begin(in browser: inout Browser) { browser.state.list.chosen = browser.state.current }
}

extension Browser {
    func nameAndTitle(ofReport index: Int) -> String {
        let report = state.reports[index].report
        return report.fileName + " " + report.title
    }

    /// A file: its name, its title, what is in it as far as that is known.
    fileprivate func fileItem(_ index: Int, width: Int) -> ListItem {
        let open = state.reports[index]
        let report = open.report
        let isHere = index == state.current
        let mentions = report.layers.reduce(0) { $0 + $1.mentions.count }
        let claims = report.layers.reduce(0) { $0 + $1.claims.count }
        var counts = ["\(report.paragraphs.count)\(report.paragraphs.isComplete ? "" : "+") ¶", mentions == 1 ? "1 mention" : "\(mentions) mentions",
            claims == 1 ? "1 claim" : "\(claims) claims"]
        if let digest = open.cache.digest { counts.append(digest.timeline.datedCount == 1 ? "1 date" : "\(digest.timeline.datedCount) dates") }
        if let progress = open.progress { counts.append(progress) }
        let number = "\(index + 1) "
        var lines: [StyledLine] = [[
            Segment(isHere ? "▸" : " ", theme.here), Segment(number, theme.faint),
            Segment(cut(report.fileName, to: max(4, width - number.count - 1)), isHere ? theme.here : Style([.bold])),
        ]]
        if !report.title.isEmpty { lines.append([Segment("   " + cut(StandIn.line(report.title), to: max(4, width - 3)))]) }
        lines += wrapped(counts.joined(separator: " · "), width: max(8, width - 3), limit: 2).map { [Segment("   " + $0, theme.faint)] }
        return ListItem(lines: lines) { browser in
            browser.leaveList()
            guard index != browser.state.current else { return [] }
            browser.rememberPlace()
            browser.show(report: index)
            return []
        }
    }
}

extension Report {
    /// Name of its file, without the folder, free of control characters.
    var fileName: String { StandIn.line(path.split(separator: "/").last.map(String.init) ?? title) }
}
