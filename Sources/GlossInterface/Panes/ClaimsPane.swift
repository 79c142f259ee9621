import GlossModel

/// The claims of the report, or of all open ones.
struct ClaimsPane: AnnotationPane {
    var title: String { "Claims" }
    var orders: [ListOrder] { [.place, .section, .source, .certainty, .date] }

    func items(in browser: inout Browser, _ order: ListOrder?) -> [Item] {
        browser.sorted(browser.claimsInScope(), order)
    }

    func row(_ item: Item, in browser: Browser, width: Int, isOpen: Bool) -> ListItem {
        isOpen ? browser.openClaimItem(item, width: width) : browser.claimItem(item, width: width)
    }
    func emptyWords(in browser: Browser) -> String { "No claims were found in this report." }

    func begin(in browser: inout Browser) {
        _ = browser.sideContent()
        browser.chooseNearestClaim()
    }
}

extension Browser {
    /// The claims in the order of the text, of one report or of all.
    mutating func claimsInScope() -> [Item] {
        var found: [Item] = []
        for index in scope {
            let report = state.reports[index].report.id
            found += state.reports[index].claims().map { Item(report: report, id: $0) }
        }
        return found
    }

    /// The claim in focus, else the first one from the top of the screen on.
    mutating func chooseNearestClaim() {
        let claims = state.open.claims()
        let focus = state.open.focus
        let top = UInt32(clamping: state.open.top.offset)
        let report = state.report
        // Claims stand by where they begin: one that reaches to the top of the screen, else the next one.
        let reaching = report.claims(overlapping: Span(Int(top), Int(top) + 1)).first { claims.contains($0) }
        let next = claims.partitioningIndex { report.claim($0)?.extent.start ?? 0 >= top }
        let first = reaching ?? (next < claims.count ? claims[next] : claims.first)
        choose((focus.flatMap { claims.contains($0) ? $0 : nil } ?? first).map { item($0) })
    }

    /// How a claim reads in a list: paragraph, source and cue; content; certainty.
    func claimItem(_ item: Item, width: Int, lines: Int = 3, lead: StyledLine = []) -> ListItem {
        let (report, id) = (self.report(of: item), item.id)
        guard let claim = report.claim(id) else { return ListItem(lines: [lead]) }
        var head = lead
        head.append(Segment(placeColumn(Int(claim.extent.start), in: report), theme.faint))
        if state.spansReports { head.append(Segment(cut(report.fileName, to: 14).padded(to: 14) + " ", theme.faint)) }
        if let gauge = Browser.gauge(claim) { head.append(Segment(gauge + " ", theme.warning)) }
        head += sourceWords(of: item, claim)
        let certainty = certaintyWords(item, claim)
        if !certainty.isEmpty { head.append(Segment(certainty, theme.warning)) }
        let mark = isSelected(item) ? "● " : ""
        let content = report.spans(ofClaim: id).map { report.words(of: $0) }
            .joined(separator: " … ")
        var body = wrapped(mark + content, width: width - 2, limit: lines).map {
            [Segment("  " + $0, isSelected(item) ? theme.selected : .plain)]
        }
        if head.count == 1 + lead.count, lead.isEmpty {
            let first = wrapped(mark + content, width: width - columns(of: head[0].text), limit: lines)
            let indent = String(repeating: " ", count: columns(of: head[0].text))
            body = first.dropFirst().map { [Segment(indent + $0, isSelected(item) ? theme.selected : .plain)] }
            head.append(Segment(first.first ?? "", isSelected(item) ? theme.selected : .plain))
        }
        return ListItem(lines: [head] + body, target: item)
    }

    /// A claim whole: all of its words, paragraph, page and section.
    func openClaimItem(_ item: Item, width: Int, lead: StyledLine = []) -> ListItem {
        var whole = claimItem(item, width: width, lines: 12, lead: lead)
        let report = self.report(of: item)
        guard let span = report.span(of: item.id) else { return whole }
        let citation = report.citation(of: span)
        guard citation.page != nil || citation.section != nil else { return whole }
        whole.lines += wrapped(citation.place.replacing(", ", with: " · "), width: width - 2, limit: 2).map { [Segment("  " + $0, theme.faint)] }
        return whole
    }

    func isSelected(_ item: Item) -> Bool { state.selection.contains(item) }

    /// Who says a claim, by the names of entities where they are known.
    func sourceNames(of item: Item, _ claim: Claim) -> [String] {
        let report = self.report(of: item)
        let layer = report.layers[Int(item.id.layer)]
        return layer.sources(of: claim).map { source in
            if let entity = source.entity.flatMap({ report.entity($0) }) { return entity.name }
            return layer.spans(source.spans).map(report.flow.string(of:)).joined(separator: " ")
        }
    }

    /// "UNAMA stated ", nothing for the author's own.
    private func sourceWords(of item: Item, _ claim: Claim) -> StyledLine {
        let report = self.report(of: item)
        let layer = report.layers[Int(item.id.layer)]
        let flow = report.flow
        let sources = sourceNames(of: item, claim)
        let cue = layer.spans(claim.cue).map(flow.string(of:)).joined(separator: " ")
        var words: StyledLine = []
        if !sources.isEmpty { words.append(Segment(cut(sources.joined(separator: ", "), to: 40) + " ", Style([.bold]))) }
        if !cue.isEmpty { words.append(Segment(cut(cue, to: 24) + " ", theme.faint)) }
        return words
    }

    /// The band of certainty as a bar out of seven, the last full; nil where none is stated.
    static func gauge(_ claim: Claim) -> String? {
        claim.likelihood.map { String(gauges[Int($0.rawValue)]) }
    }

    private static let gauges = Array("▁▂▃▄▅▆█")

    /// Where something stands, in a column as wide as the report's last place.
    func placeColumn(_ offset: Int, in report: Report) -> String {
        let last = placeLabel(max(0, report.text.count - 1), in: report)
        return placeLabel(offset, in: report).padded(to: min(8, columns(of: last))) + " "
    }

    /// "possible", "very likely, forecast, low confidence".
    func certaintyWords(_ item: Item, _ claim: Claim) -> String {
        var words: [String] = []
        if let likelihood = claim.likelihood { words.append(likelihood.name) }
        else if claim.term > 0 {
            words.append("“" + report(of: item).layers[Int(item.id.layer)].strings[Int(claim.term)] + "”")
        }
        if claim.isForecast { words.append("forecast") }
        if let confidence = claim.confidence { words.append("\(confidence.name) confidence") }
        return words.joined(separator: ", ")
    }
}
