import GlossModel

/// What of several open reports lists and the timeline are of: the one on the screen, or all.
extension Browser {
    /// The reports in scope, by index.
    var scope: Range<Int> { state.spansReports ? 0..<state.reports.count : state.current..<state.current + 1 }

    /// Switches between this report and all.
    mutating func switchScope() {
        guard state.reports.count > 1 else { return state.say("only one report is open") }
        endPreview(returning: true)
        let chosen = chosenTarget()
        state.isOverAll.toggle()
        forgetRows()
        state.list = ListPosition()
        if sideContent() != nil { choose(chosen) }
        if state.isTimelineOpen {
            state.timeline.list = ListPosition()
            zoomTimelineToFit()
        }
        state.say(state.isOverAll ? "of all \(state.reports.count) reports" : "of this report")
    }

    /// The entity of another report that is the same: of the same name and type, where both reports have
    /// one such only.
    func counterpart(of item: Item, inReport index: Int) -> AnnotationID? {
        let report = state.reports[index].report
        guard item.report != report.id else { return item.id }
        let own = self.report(of: item)
        guard let entity = own.entity(item.id) else { return nil }
        let type = own.type(ofEntity: item.id)
        func same(_ report: Report) -> [AnnotationID] {
            let name = entity.name.lowercased()
            return report.entities(named: entity.name).filter { report.entity($0)?.name.lowercased() == name && report.type(ofEntity: $0) == type }
        }
        let there = same(report)
        return same(own).count == 1 && there.count == 1 ? there[0] : nil
    }
}

extension Report {
    /// The claims in the order of the text; what several annotators marked with the same spans is one claim.
    var distinctClaims: [AnnotationID] {
        var seen: Set<[Span]> = []
        var last: UInt32 = .max
        return claimIDs.filter { id in
            let spans = self.spans(ofClaim: id)
            // Those with the same spans begin at the same place.
            if spans.first?.start != last { seen = [] }
            last = spans.first?.start ?? .max
            return seen.insert(spans).inserted
        }
    }
}
