import GlossModel

/// What is known of a report that is still being read: paragraphs around the view, then all of
/// them; annotations around the view, then all of them.
extension Browser {
    /// Bytes around the view whose paragraphs are known before a key is answered.
    private static let margin = 1 << 15
    /// Bytes by which the paragraphs grow when the view comes near their end.
    private static let growth = 1 << 17

    /// Makes sure that the paragraphs around an offset are known. Does nothing once all are; else
    /// the cost does not depend on the report's length.
    mutating func cover(_ offset: Int) {
        let paragraphs = state.report.paragraphs
        guard !paragraphs.isComplete else { return }
        let end = state.report.text.count
        let near = max(0, offset - Browser.margin)...max(0, min(end - 1, offset + Browser.margin))
        guard !paragraphs.covers(near.lowerBound) || !paragraphs.covers(near.upperBound) else { return }
        let isNext = paragraphs.covers(near.lowerBound) && offset < paragraphs.coveredTo + Browser.growth
        if isNext || state.open.shownParagraphs != nil {
            let known = paragraphs.count
            state.open.report.paragraphs.extend(upTo: near.upperBound + Browser.growth)
            refilter(state.current, from: max(0, known - 1))
        } else {
            state.open.report.paragraphs = paragraphs.window(around: offset)
        }
        invalidateLayouts()
        renewViewport()
    }

    /// All paragraphs of a report became known.
    mutating func take(_ paragraphs: ParagraphIndex, of id: ReportID) -> [Effect] {
        guard let index = index(of: id), !state.reports[index].report.paragraphs.isComplete else {
            return []
        }
        let known = state.reports[index].report.paragraphs.count
        state.reports[index].report.paragraphs = paragraphs
        invalidateLayouts()
        refilter(index, from: max(0, known - 1))
        return state.search?.resumeAt == nil ? [] : continueSearch()
    }

    /// Asks for the annotations around the view where they are found only there.
    mutating func annotateView() -> [Effect] {
        guard let annotated = state.open.annotatedView else { return [] }
        let top = state.open.top.offset
        let end = state.report.text.count
        let view = Span(min(top, end), min(top + Browser.viewBytes, end))
        let isAsked = state.open.askedToAnnotate?.contains(view) == true
        guard !isAsked, !annotated.contains(where: { $0.contains(view) }) else { return [] }
        let wanted = Span(max(0, Int(view.start) - Browser.viewBytes), min(end, Int(view.end) + 4 * Browser.viewBytes))
        state.open.askedToAnnotate = wanted
        return [.annotate(state.report.id, wanted)]
    }

    /// More than a screen shows.
    private static let viewBytes = 12 << 10

    /// Takes annotations of a part of a report: the layer that holds all those found so far.
    mutating func take(_ layer: Layer, ofParts parts: [Span], of id: ReportID) {
        guard let index = index(of: id), state.reports[index].annotatedView != nil else { return }
        let old = state.reports[index].report
        var report = old
        if Int(layer.number) < report.layers.count { report.replace(layer) } else { report.add(layer) }
        state.reports[index].replace(with: report)
        rename(from: old, to: report)
        forgetRows()
        state.reports[index].annotatedView = parts
        state.reports[index].askedToAnnotate = nil
        if index == state.current { invalidateLayouts() }
    }

    /// Names in a newer version of a report for what is in focus, selected, marked and jumped from:
    /// annotations found anew may have other names, but stand where they stood.
    mutating func rename(from old: Report, to new: Report) {
        func renamed(_ id: AnnotationID?) -> AnnotationID? { id.flatMap { new.counterpart(of: $0, in: old) } }
        func moved(_ place: Place) -> Place {
            guard place.report == old.id else { return place }
            var place = place
            place.focus = renamed(place.focus)
            if new.text !== old.text { place.reference = nil }
            return place
        }
        state.selection = state.selection.compactMap { item in
            guard item.report == old.id else { return item }
            return renamed(item.id).map { Item(report: item.report, id: $0) }
        }
        if !state.marks.isEmpty { state.marks = state.marks.mapValues(moved) }
        state.jumps.update(moved)
    }
}

extension Report {
    /// The annotation of this report that stands for one of another version of it: the one of its
    /// name, if it is at the same place, else one of its kind at the same place.
    func counterpart(of id: AnnotationID, in old: Report) -> AnnotationID? {
        guard let place = old.span(of: id) else { return counterpart(ofEntity: id, in: old) }
        guard text === old.text else { return span(of: id) == nil ? nil : id }
        if span(of: id) == place { return id }
        switch id.kind {
        case .mention:
            let type = old.mention(id)?.type
            let same = mentions(overlapping: place).filter { $0.mention.span == place }
            return (same.first { $0.type == type } ?? same.first)?.id
        case .claim: return claims(overlapping: place).first { claim($0)?.extent == place }
        case .time: return times(overlapping: place).first { time($0)?.span == place }
        default: return nil
        }
    }

    private func counterpart(ofEntity id: AnnotationID, in old: Report) -> AnnotationID? {
        guard id.kind == .entity, let entity = old.entity(id) else { return nil }
        if self.entity(id)?.name == entity.name { return id }
        return entities(named: entity.name).first
    }
}
