import GlossModel

extension Losses {
    /// What forms for reading leave out: they show text, mentions, entities, times and claims.
    static func ofExport(_ report: Report, _ format: String) -> [Finding] {
        var losses = Losses()
        for layer in report.layers {
            losses.add(layer.relations.count, "relations")
            losses.add(layer.events.count, "events")
            losses.add(layer.attributes.count, "attributes")
            losses.add(layer.notes.count, "notes")
        }
        return losses.findings(format, report.path)
    }
}

extension Report {
    /// The title, or the name of the file where there is none.
    var shownTitle: String {
        title.isEmpty ? path.split(separator: "/").last.map(String.init) ?? path : title
    }

    /// The rows of the timeline in the order of their days.
    var orderedTimeline: [TimelineItem] {
        timeline().map { TimelineItem(self, $0) }.sorted(by: TimelineItem.isOrdered)
    }

    /// Words of a claim's sources, on one line.
    func sourceWords(ofClaim id: AnnotationID) -> String {
        guard let claim = claim(id) else { return "" }
        let layer = layers[Int(id.layer)]
        return layer.sources(of: claim).filter { !$0.spans.isEmpty }
            .map { StandIn.line(text.joined(layer.spans($0.spans))) }.joined(separator: "; ")
    }

    /// Words of a claim's cue, on one line; empty for none.
    func cueWords(ofClaim id: AnnotationID) -> String {
        guard let claim = claim(id) else { return "" }
        return StandIn.line(text.joined(layers[Int(id.layer)].spans(claim.cue)))
    }
}
