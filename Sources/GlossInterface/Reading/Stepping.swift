import GlossModel

extension Browser {
    /// The bytes on the screen.
    mutating func visibleText() -> Span {
        let rows = viewport.rows(from: state.open.top, count: max(1, screen.text.rows))
        return visibleSpan(rows) ?? Span(0, 0)
    }

    /// The focus, while it can be seen.
    private mutating func visibleFocus() -> (id: AnnotationID?, span: Span)? {
        guard let span = state.open.focusSpan else { return nil }
        return span.overlaps(visibleText()) ? (state.open.focus, span) : nil
    }

    /// Where stepping starts: the focus, or a search's hit; where it has been scrolled away, the edge
    /// of the screen.
    mutating func startingPoint(forward: Bool) -> (span: Span, id: AnnotationID?) {
        if let focus = visibleFocus() { return (focus.span, focus.id) }
        let visible = visibleText()
        var edge = forward ? Int(visible.start) : Int(visible.end)
        if state.open.focusSpan == nil, let hit = state.search?.hit, hit.overlaps(visible) {
            edge = Int(hit.start)
        } else if state.open.landing?.top == state.open.top {
            edge = state.open.position
        }
        return (Span(edge, forward ? Int(UInt32.max) : edge), nil)
    }

    static let farEnd = (span: Span(Int(UInt32.max), Int(UInt32.max)), id: AnnotationID?.none)
    static let farStart = (span: Span(0, Int(UInt32.max)), id: AnnotationID?.none)

    /// What Tab may stop at.
    private enum Stop {
        case mention(MentionItem)
        case reference(CrossReference, Span)

        var span: Span {
            switch self {
            case .mention(let item): item.mention.span
            case .reference(_, let span): span
            }
        }
        var id: AnnotationID? {
            if case .mention(let item) = self { return item.id }
            return nil
        }
    }

    /// Steps to a shown mention that satisfies `include`, or, where `stopsAtReferences`, to a marker
    /// of a note or a link that is shown; past the end it goes on at the beginning. What is folded
    /// away is passed over.
    mutating func stepMentions(
        _ times: Int, forward: Bool, type: String? = nil, stopsAtReferences: Bool = false,
        where include: (Mention) -> Bool = { _ in true }
    ) {
        var position = startingPoint(forward: forward)
        let filter = MentionFilter(state.report, state.open.visibility, type: type)
        let open = state.open
        func shown(_ layer: Int, _ mention: Mention) -> Bool {
            filter.shows(mention, layer) && include(mention) && open.fold(at: Int(mention.span.start)) == nil
        }
        let hasTwins = open.report.layers.count > 1
        func next(_ position: (span: Span, id: AnnotationID?), isFar: Bool) -> Stop? {
            let mention = open.report.mention(after: position, forward: forward) { layer, mention in
                // Another annotator's mark of the same is not another stop.
                if !isFar, hasTwins, mention.span == position.span, position.id?.kind == .mention { return false }
                return shown(layer, mention)
            }
            return nearest(mention, after: position.span, forward: forward, stopsAtReferences)
        }
        var found: Stop?
        var hasWrapped = false
        for _ in 0..<min(times, 100_000) {
            var stop = next(position, isFar: false)
            if stop == nil {
                hasWrapped = true
                stop = next(forward ? Browser.farStart : Browser.farEnd, isFar: true)
            }
            guard let stop else { break }
            found = stop
            position = (stop.span, stop.id)
        }
        switch found {
        case .mention(let item): focus(item.id, at: item.mention.span)
        case .reference(let reference, let span): focus(reference, at: span)
        case nil: state.say(nothingToStepTo, isWarning: true)
        }
        if found != nil, hasWrapped { sayWrapped(forward) }
    }

    private mutating func sayWrapped(_ forward: Bool) {
        state.say(forward ? "past the end: from the top again" : "past the top: from the end again")
    }

    /// The nearer of a mention and the next cross reference that Tab stops at.
    private func nearest(_ mention: MentionItem?, after span: Span, forward: Bool, _ stopsAtReferences: Bool) -> Stop? {
        let open = state.open
        var best = mention.map { Stop.mention($0) }
        guard stopsAtReferences else { return best }
        let references = [
            open.visibility.showsNotes ? open.report.marker(after: span, forward: forward) : nil,
            open.visibility.showsLinks ? open.report.link(after: span, forward: forward) : nil,
        ]
        for reference in references.compactMap({ $0 }) {
            guard let place = open.report.span(of: reference), open.fold(at: Int(place.start)) == nil else { continue }
            if best.map({ (place < $0.span) == forward }) ?? true { best = .reference(reference, place) }
        }
        return best
    }

    /// Steps through the markers of notes, or through links.
    mutating func stepReferences(_ times: Int, forward: Bool, word: String, _ next: (Report, Span) -> CrossReference?) {
        var span = startingPoint(forward: forward).span
        var found: CrossReference?
        var hasWrapped = false
        for _ in 0..<min(times, 100_000) {
            var reference = next(state.report, span)
            if reference == nil {
                hasWrapped = true
                reference = next(state.report, forward ? Browser.farStart.span : Browser.farEnd.span)
            }
            guard let reference, let place = state.report.span(of: reference) else { break }
            (found, span) = (reference, place)
        }
        guard let found else {
            state.say("no \(word) in this report", isWarning: true)
            return
        }
        focus(found, at: span)
        if hasWrapped { sayWrapped(forward) }
    }

    private var nothingToStepTo: String {
        if state.open.progress != nil { return "loading" }
        return state.report.layers.allSatisfy { $0.mentions.isEmpty }
            ? "no entities in this report" : "no such entity is shown; V chooses what is"
    }

    mutating func stepEntity(_ times: Int, forward: Bool) {
        guard let focus = state.open.focus, focus.kind == .mention else {
            state.say("Tab to an entity first")
            return
        }
        guard let entity = state.report.entity(of: focus) else {
            stepSameWords(times, forward: forward, as: focus)
            return
        }
        rememberPlace()
        stepThrough(entity, times, forward: forward)
    }

    private mutating func stepSameWords(_ times: Int, forward: Bool, as focus: AnnotationID) {
        let text = state.report.text
        guard let span = state.report.mention(focus)?.mention.span else { return }
        let first = text.byte(Int(span.start))
        let words = text.collapsed(span)
        stepMentions(times, forward: forward) {
            text.byte(Int($0.span.start)) == first && text.collapsed($0.span) == words
        }
    }

    /// Steps through the shown mentions of an entity. O(log n), and what is not shown on the way.
    private mutating func stepThrough(_ entity: AnnotationID, _ times: Int, forward: Bool) {
        let entities = state.open.digest().entities
        let report = state.report
        let filter = MentionFilter(report, state.open.visibility)
        let all = entities.mentions(of: entity, in: report)
        let from = startingPoint(forward: forward)
        func item(_ place: Int) -> MentionItem { entities.item(all[all.startIndex + place], in: report) }
        // The first one behind where we are; going back, the one before it is next.
        var place = (0..<all.count).partitioningIndex { place in
            let item = item(place)
            return item.mention.span != from.span ? from.span < item.mention.span
                : from.id.map { forward ? $0 < item.id : $0 <= item.id } ?? true
        }
        if forward { place -= 1 }
        var (left, hasWrapped) = (times, false)
        while left > 0 {
            place += forward ? 1 : -1
            if place < 0 || place >= all.count {
                // A whole round without one.
                guard !all.isEmpty, !hasWrapped || left < times else { return }
                place = forward ? 0 : all.count - 1
                hasWrapped = true
            }
            let found = item(place)
            guard filter.shows(found.mention, Int(found.id.layer)) else { continue }
            left -= 1
            if left == 0 { focus(found.id, at: found.mention.span) }
        }
        if hasWrapped { sayWrapped(forward) }
    }

    mutating func stepType(_ times: Int, forward: Bool) {
        guard let focus = state.open.focus, let type = state.report.mention(focus)?.type else {
            state.say("Tab to an entity first")
            return
        }
        stepMentions(times, forward: forward, type: type)
    }

    mutating func stepDates(_ times: Int, forward: Bool) {
        step(times, forward: forward, kind: .time, word: "dates") { layer in
            (layer.times.count, { (layer.times[$0].span, layer.times[$0].number) })
        }
    }

    /// The next date after a place, or before it, that is to be stopped at. O(log n + dates passed over).
    func nextTime(
        _ position: (span: Span, id: AnnotationID?), forward: Bool, where include: (AnnotationID) -> Bool
    ) -> (span: Span, id: AnnotationID)? {
        var position = position
        while let next = neighbour(of: position, forward: forward, .time, Browser.times) {
            if include(next.id) { return next }
            position = (next.span, next.id)
        }
        return nil
    }

    private static func times(_ layer: Layer) -> (count: Int, row: (Int) -> (Span, UInt32)) {
        (layer.times.count, { (layer.times[$0].span, layer.times[$0].number) })
    }

    mutating func stepClaims(_ times: Int, forward: Bool) {
        step(times, forward: forward, kind: .claim, word: "claims") { layer in
            (layer.claims.count, { (layer.claims[$0].extent, layer.claims[$0].number) })
        }
        if state.side?.pane is RelatedPane { state.side?.pane = RelatedPane() }
    }

    /// Steps through tables sorted by span, of all layers. O(log n) a step.
    private mutating func step(
        _ times: Int, forward: Bool, kind: AnnotationKind, word: String,
        table: (Layer) -> (count: Int, row: (Int) -> (Span, UInt32))
    ) {
        var position = startingPoint(forward: forward)
        var found: (span: Span, id: AnnotationID)?
        var hasWrapped = false
        for _ in 0..<min(times, 100_000) {
            var next = neighbour(of: position, forward: forward, kind, table)
            if next == nil {
                hasWrapped = true
                next = neighbour(of: forward ? Browser.farStart : Browser.farEnd, forward: forward, kind, table)
            }
            guard let next else { break }
            found = next
            position = (next.span, next.id)
        }
        guard let found else {
            state.say(state.open.progress == nil ? "no \(word) in this report" : "loading", isWarning: true)
            return
        }
        focus(found.id, at: found.span)
        if hasWrapped { sayWrapped(forward) }
    }

    private func neighbour(
        of position: (span: Span, id: AnnotationID?), forward: Bool, _ kind: AnnotationKind,
        _ table: (Layer) -> (count: Int, row: (Int) -> (Span, UInt32))
    ) -> (span: Span, id: AnnotationID)? {
        var best: (span: Span, id: AnnotationID)?
        for layer in state.report.layers {
            let (count, row) = table(layer)
            func entry(_ index: Int) -> (span: Span, id: AnnotationID) {
                let (span, number) = row(index)
                return (span, AnnotationID(layer: layer.number, kind: kind, number: number))
            }
            func isBefore(_ index: Int) -> Bool {
                let here = entry(index)
                if here.span != position.span { return here.span < position.span }
                return position.id.map { here.id < $0 } ?? false
            }
            var index = 0
            var high = count
            while index < high {
                let middle = (index + high) / 2
                if isBefore(middle) { index = middle + 1 } else { high = middle }
            }
            if forward, index < count, entry(index).id == position.id { index += 1 }
            if !forward { index -= 1 }
            guard index >= 0, index < count else { continue }
            let candidate = entry(index)
            guard let current = best else {
                best = candidate
                continue
            }
            if ((candidate.span, candidate.id) < (current.span, current.id)) == forward { best = candidate }
        }
        return best
    }
}

/// Which mentions are shown, decided once for each type: asked of a mention it costs two look-ups.
struct MentionFilter {
    private let types: [[Bool]]
    /// A bit for each form.
    private let forms: FormSet

    /// The mentions that are shown, of one type alone where `type` is given.
    init(_ report: Report, _ visibility: Visibility, type: String? = nil) {
        types = report.layers.map { layer in
            layer.types.map { !visibility.hiddenTypes.contains($0.name) && (type == nil || type == $0.name) }
        }
        forms = visibility.forms
    }

    func shows(_ mention: Mention, _ layer: Int) -> Bool {
        types[layer][Int(mention.type)] && forms.contains(mention.form)
    }
}
