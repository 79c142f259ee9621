import GlossModel

/// The claims that bear on one, with the reasons.
struct RelatedPane: SidePane {
    /// The claim; nil until one is asked for.
    var claim: AnnotationID?
    /// What bears on it; nil while that is being found.
    var relations: [Relation]?

    var isGlance: Bool { true }
    var stay: PaneStay { .never }
    var selects: Bool { true }
    var previews: Bool { true }
    var narrowing: PaneNarrowing { .asked }

    func content(in browser: inout Browser) -> ListContent { browser.relatedContent(self) }
}

extension Browser {
    /// The claims that bear on one, with reasons.
    func relatedContent(_ pane: RelatedPane) -> ListContent {
        let heading = [Segment("Related claims", theme.heading)]
        guard let claim = pane.claim else {
            return ListContent(
                heading: heading, count: 0, item: { _, _ in ListItem(lines: []) },
                empty: "r finds the claims that bear on the one in focus.")
        }
        guard let relations = pane.relations else {
            return ListContent(
                heading: heading, count: 0, item: { _, _ in ListItem(lines: []) },
                empty: "looking for claims that bear on this one …")
        }
        let browser = self
        let query = ListQuery(state.listFilter.text)
        let all = relations.count
        let shown = query.isEmpty ? relations : relations.filter { isFound(item($0.from == claim ? $0.to : $0.from), query) }
        let count = shown.count == all ? "  \(all)" : "  \(shown.count)/\(all)"
        return ListContent(
            heading: heading + [Segment(count, theme.faint)],
            count: shown.count,
            item: { index, width in
                browser.relatedItem(shown[index], from: claim, width: width)
            },
            empty: query.isEmpty ? "No other claim bears on this one." : "nothing matches", isUniform: true)
    }

    private func relatedItem(_ relation: Relation, from claim: AnnotationID, width: Int) -> ListItem {
        let other = relation.from == claim ? relation.to : relation.from
        let isReversed = relation.to == claim && relation.from != claim
        let verb = isReversed ? (Browser.passives[relation.type] ?? "← " + relation.type) : relation.type
        let sign = ["contradicts": "≠ ", "supports": "+ ", "repeats": "= ", "elaborates": "» "][relation.type] ?? "→ "
        var item = claimItem(
            self.item(other), width: width, lines: 4, lead: [Segment(sign + verb + "  ", theme.key)])
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
