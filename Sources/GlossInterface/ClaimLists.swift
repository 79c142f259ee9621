import GlossModel

extension Browser {
    /// How a claim reads in a list: paragraph, source and cue; content; certainty.
    func claimItem(_ id: AnnotationID, width: Int, lines: Int = 3, lead: StyledLine = []) -> ListItem {
        let report = state.report
        guard let claim = report.claim(id) else { return ListItem(lines: [lead]) }
        var head = lead
        head.append(Segment(placeLabel(Int(claim.extent.start)) + " ", theme.faint))
        head += sourceWords(of: id, claim)
        let certainty = certaintyWords(id, claim)
        if !certainty.isEmpty { head.append(Segment(certainty, theme.warning)) }
        let mark = isSelected(id) ? "● " : ""
        let content = report.spans(ofClaim: id).map { report.words(of: $0) }
            .joined(separator: " … ")
        var body = wrapped(mark + content, width: width - 2, limit: lines).map {
            [Segment("  " + $0, isSelected(id) ? theme.selected : .plain)]
        }
        if head.count == 1 + lead.count, lead.isEmpty {
            let first = wrapped(mark + content, width: width - columns(of: head[0].text), limit: lines)
            let indent = String(repeating: " ", count: columns(of: head[0].text))
            body = first.dropFirst().map { [Segment(indent + $0, isSelected(id) ? theme.selected : .plain)] }
            head.append(Segment(first.first ?? "", isSelected(id) ? theme.selected : .plain))
        }
        return ListItem(lines: [head] + body, target: id)
    }

    func isSelected(_ id: AnnotationID) -> Bool {
        state.selection.contains(Item(report: state.report.id, id: id))
    }

    /// "UNAMA stated ", nothing for the author's own.
    private func sourceWords(of id: AnnotationID, _ claim: Claim) -> StyledLine {
        let layer = state.report.layers[Int(id.layer)]
        let flow = state.report.flow
        let sources = layer.sources(of: claim).map { source in
            if let entity = source.entity.flatMap({ state.report.entity($0) }) { return entity.name }
            return layer.spans(source.spans).map(flow.string(of:)).joined(separator: " ")
        }
        let cue = layer.spans(claim.cue).map(flow.string(of:)).joined(separator: " ")
        var words: StyledLine = []
        if !sources.isEmpty { words.append(Segment(cut(sources.joined(separator: ", "), to: 40) + " ", Style([.bold]))) }
        if !cue.isEmpty { words.append(Segment(cut(cue, to: 24) + " ", theme.faint)) }
        return words
    }

    /// "possible", "very likely, forecast, low confidence".
    func certaintyWords(_ id: AnnotationID, _ claim: Claim) -> String {
        var words: [String] = []
        if let likelihood = claim.likelihood { words.append(likelihood.name) }
        else if claim.term > 0 {
            words.append("“" + state.report.layers[Int(id.layer)].strings[Int(claim.term)] + "”")
        }
        if claim.isForecast { words.append("forecast") }
        if let confidence = claim.confidence { words.append("\(confidence.name) confidence") }
        return words.joined(separator: ", ")
    }

    /// The list of claims.
    mutating func claimsContent() -> ListContent {
        let claims = state.open.claims()
        let browser = self
        return ListContent(
            heading: [Segment("Claims", theme.heading), Segment("  \(claims.count)", theme.faint)],
            count: claims.count,
            item: { index, width in browser.claimItem(claims[index], width: width) },
            empty: "No claims were found in this report.")
    }

    /// The claims that bear on one, with reasons.
    mutating func relatedContent() -> ListContent {
        let heading = [Segment("Related claims", theme.heading)]
        guard let related = state.related else {
            return ListContent(
                heading: heading, count: 0, item: { _, _ in ListItem(lines: []) },
                empty: "r finds the claims that bear on the one in focus.")
        }
        guard let relations = related.relations else {
            return ListContent(
                heading: heading, count: 0, item: { _, _ in ListItem(lines: []) },
                empty: "looking for claims that bear on this one …")
        }
        let browser = self
        return ListContent(
            heading: heading + [Segment("  \(relations.count)", theme.faint)],
            count: relations.count,
            item: { index, width in
                browser.relatedItem(relations[index], from: related.claim, width: width)
            },
            empty: "No other claim bears on this one.")
    }

    private func relatedItem(_ relation: Relation, from claim: AnnotationID, width: Int) -> ListItem {
        let other = relation.from == claim ? relation.to : relation.from
        let isReversed = relation.to == claim && relation.from != claim
        let verb = isReversed ? (Browser.passives[relation.type] ?? "← " + relation.type) : relation.type
        let sign = ["contradicts": "≠ ", "supports": "+ ", "repeats": "= ", "elaborates": "» "][relation.type] ?? "→ "
        var item = claimItem(
            other, width: width, lines: 4, lead: [Segment(sign + verb + "  ", theme.key)])
        let reasons = relation.because.isEmpty
            ? (relation.score == nil ? "as the annotators say" : "")
            : relation.because.joined(separator: "; ")
        item.lines += wrapped(reasons, width: width - 2, limit: 3).filter { !$0.isEmpty }.map {
            [Segment("  " + $0, theme.faint)]
        }
        item.lines.append([])
        return item
    }

    /// How a relation reads from its other end.
    private static let passives = [
        "supports": "is supported by", "contradicts": "is contradicted by",
        "elaborates": "is elaborated by", "repeats": "is repeated by",
    ]
}
