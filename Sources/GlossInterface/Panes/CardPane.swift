import GlossModel

/// Everything about what is in focus.
struct CardPane: SidePane {
    var isGlance: Bool { true }
    var hasHeading: Bool { false }
    var followsFocus: Bool { true }
    var stay: PaneStay { .always }
    var selects: Bool { true }
    var previews: Bool { true }

    func content(in browser: inout Browser) -> ListContent { browser.cardContent() }
}

extension Browser {
    /// Everything about what is in focus.
    mutating func cardContent() -> ListContent {
        let items: [ListItem]
        let width = max(2, screen.side.columns - 2)
        switch state.open.focus {
        case nil where state.open.reference != nil: items = referenceCard(state.open.reference!, width)
        case let focus? where focus.kind == .mention: items = mentionCard(focus, width)
        case let focus? where focus.kind == .claim: items = claimCard(focus, width)
        case let focus? where focus.kind == .time: items = timeCard(focus, width)
        default:
            items = [ListItem(lines: [[Segment("Nothing is in focus. Tab goes to the next entity.", theme.faint)]])]
        }
        let all = items + annotators(width)
        return ListContent(heading: [], count: all.count, item: { index, _ in all[index] })
    }

    /// Who marked what here.
    private func annotators(_ width: Int) -> [ListItem] {
        let lines = state.open.focus.map { annotatorLines(for: $0) } ?? []
        guard !lines.isEmpty else { return [] }
        return [blank(), heading("annotators")] + lines.map { text($0, width, limit: 3) }
    }

    private func blank() -> ListItem { ListItem(lines: [[]]) }

    private func text(_ text: String, _ width: Int, _ style: Style = .plain, limit: Int = 6) -> ListItem {
        ListItem(lines: wrapped(text, width: width, limit: limit).map { [Segment($0, style)] })
    }

    private func heading(_ text: String) -> ListItem {
        ListItem(lines: [[Segment(text, theme.faint)]])
    }

    // MARK: Mentions and entities

    private mutating func mentionCard(_ id: AnnotationID, _ width: Int) -> [ListItem] {
        guard let item = state.report.mention(id) else { return [] }
        let entityID = state.report.entity(of: id)
        let entity = entityID.flatMap({ state.report.entity($0) })
        let words = state.report.spans(of: item).map { state.report.words(of: $0) }.joined(separator: " … ")
        let name = entity?.name ?? words
        var items = [title(name, type: item.type, width)]
        if let entity, !entity.aliases.isEmpty {
            items.append(text("also " + entity.aliases.joined(separator: ", "), width, limit: 3))
        }
        for reference in entity?.references ?? [] { items.append(text(reference, width, theme.faint)) }
        if words != name, entity?.aliases.contains(words) != true {
            items.append(text("here “\(words)”", width, theme.faint, limit: 2))
        }
        items += fileNotes(on: id, width)
        items += touching(item, width)
        if let entityID { items += entityCard(entityID, width) }
        return items
    }

    private func title(_ name: String, type: String, _ width: Int) -> ListItem {
        let slot = Theme.slot(of: type)
        let label = state.report.layers.lazy.flatMap(\.types).first { $0.name == type }?.label ?? type
        var lines: [StyledLine] = wrapped(name, width: width, limit: 2).map { [Segment($0, Style([.bold]))] }
        lines.append([Segment(" \(label.lowercased()) ", theme.chip(slot))])
        return ListItem(lines: lines)
    }

    private mutating func entityCard(_ id: AnnotationID, _ width: Int) -> [ListItem] {
        let entities = state.open.digest().entities
        let mentions = entities.mentions(of: id, in: state.report)
        // The card looks at the first few; of all it tells how many there are and how they lie.
        let places = mentions.prefix(Browser.cardLimit).map { entities.span($0, in: state.report) }
        guard let first = places.first, let last = mentions.last.map({ entities.span($0, in: state.report) }) else { return [] }
        var items = [blank()]
        let word = mentions.count == 1 ? "mention" : "mentions"
        let bars = sparkline(columns: min(16, max(4, width - 26))) { [report = state.report] offset in
            mentions.partitioningIndex { Int(entities.span($0, in: report).start) >= offset } - mentions.startIndex
        }
        items.append(ListItem(lines: [[
            Segment("\(mentions.count) \(word)  "), Segment(bars, theme.bar), Segment("  " + placeRange(first, last), theme.faint),
        ]]))
        let company = companions(of: id, places)
        if !company.isEmpty { items.append(text("with " + company.joined(separator: ", "), width, limit: 3)) }
        let dates = datesBeside(places)
        if !dates.isEmpty { items.append(text("dates " + dates.joined(separator: ", "), width, limit: 2)) }
        let claims = claimsAbout(places)
        if !claims.isEmpty {
            items += [blank(), heading("claims about it")]
            items += claims.map { claimItem(item($0), width: width, lines: 2) }
        }
        return items
    }

    /// "¶3–¶9", "p. 3–9".
    private func placeRange(_ first: Span, _ last: Span) -> String {
        let from = placeLabel(Int(first.start))
        let to = placeLabel(Int(last.start))
        guard from != to else { return from }
        return from + "–" + (to.hasPrefix("p. ") ? String(to.dropFirst(3)) : to)
    }

    /// How mentions lie in the text, from its beginning to its end; `before` tells how many begin before an offset.
    private func sparkline(columns: Int, before: (Int) -> Int) -> String {
        let length = max(1, state.report.text.count)
        // The first offset whose share of the columns is the column.
        let edges = (0..<columns).map { before(($0 * length + columns - 1) / columns) } + [before(length + 1)]
        let counts = (0..<columns).map { edges[$0 + 1] - edges[$0] }
        let most = max(1, counts.max() ?? 1)
        let bars = Array("▁▂▃▄▅▆▇█")
        return String(counts.map { $0 == 0 ? "·" : bars[($0 * 7 + most - 1) / most] })
    }

    /// Most mentions of an entity that its card looks at.
    private static let cardLimit = 400

    /// Entities named in the same sentences, most often first, with how often.
    private func companions(of id: AnnotationID, _ places: [Span]) -> [String] {
        var counts: [AnnotationID: Int] = [:]
        for sentence in sentences(of: places) {
            for other in state.report.entities(in: [sentence]) where other != id { counts[other, default: 0] += 1 }
        }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5).compactMap { other in
            state.report.entity(other.key).map { "\($0.name) \(other.value)" }
        }
    }

    private func datesBeside(_ places: [Span]) -> [String] {
        var seen: Set<String> = []
        var found: [TimeExpression] = []
        for sentence in sentences(of: places) {
            for id in state.report.times(overlapping: sentence) {
                if let time = state.report.time(id), time.isDated, seen.insert(time.value).inserted { found.append(time) }
            }
        }
        return found.sorted { ($0.earliest ?? $0.latest!) < ($1.earliest ?? $1.latest!) }.prefix(6).map {
            state.report.words(of: $0.span)
        }
    }

    private func sentences(of places: [Span]) -> [Span] {
        let sentences = Sentences(state.report.text)
        var found: [Span] = []
        for place in places.prefix(Browser.cardLimit) where found.last?.overlaps(place) != true {
            guard let index = state.report.paragraphs.index(at: Int(place.start)) else { continue }
            found.append(sentences.span(at: Int(place.start), in: state.report.paragraphs.spans[index]))
        }
        return found
    }

    private func claimsAbout(_ places: [Span]) -> [AnnotationID] {
        var seen: Set<AnnotationID> = []
        var found: [AnnotationID] = []
        for place in places.prefix(Browser.cardLimit) {
            for id in state.report.claims(overlapping: place)
            where state.report.spans(ofClaim: id).contains(where: { $0.overlaps(place) }) {
                if seen.insert(id).inserted { found.append(id) }
            }
        }
        return found
    }

    /// Other mentions on the same words, so that each can be reached where they overlap.
    private func touching(_ item: MentionItem, _ width: Int) -> [ListItem] {
        let others = state.report.mentions(overlapping: item.mention.span).filter {
            $0.id != item.id && state.open.visibility.shows($0)
        }
        guard !others.isEmpty else { return [] }
        return [heading("on the same words")] + others.prefix(8).map { other in
            ListItem(lines: [[
                Segment(Theme.tag(of: other.type), theme.chip(Theme.slot(of: other.type))),
                Segment(" " + cut(state.report.words(of: other.mention.span), to: width - 4)),
            ]], target: self.item(other.id))
        }
    }

    /// Attributes, notes, events and relations that a file hangs on an annotation.
    private func fileNotes(on id: AnnotationID, _ width: Int) -> [ListItem] {
        let layer = state.report.layers[Int(id.layer)]
        var items: [ListItem] = []
        for attribute in layer.attributes(on: id) {
            let value = attribute.value.isEmpty ? "" : ": " + layer.string(attribute.value)
            items.append(text(layer.strings[Int(attribute.name)] + value, width, theme.faint))
        }
        for note in layer.notes(on: id) { items.append(text("“\(layer.string(note.text))”", width, limit: 4)) }
        for reference in layer.references(on: id) {
            let identifier = layer.string(reference.identifier)
            guard !identifier.hasPrefix("gloss:") else { continue }
            items.append(text(identifier + " " + layer.string(reference.text), width, theme.faint))
        }
        for event in layer.events {
            let isTrigger = event.trigger == id
            guard isTrigger || event.arguments.contains(where: { $0.target == id }) else { continue }
            for argument in event.arguments where isTrigger || argument.target == id {
                items.append(link("\(event.type) \(argument.role)", to: isTrigger ? argument.target : event.trigger, width))
            }
        }
        for relation in layer.relations(on: id) {
            let other = relation.from == id ? relation.to : relation.from
            items.append(link((relation.from == id ? "→ " : "← ") + relation.type, to: other, width))
        }
        return items
    }

    private func link(_ label: String, to id: AnnotationID, _ width: Int) -> ListItem {
        let words = state.report.span(of: id).map { state.report.words(of: $0) } ?? state.report.name(of: id)
        return ListItem(lines: [[
            Segment(label + " ", theme.faint), Segment(cut(words, to: max(4, width - columns(of: label) - 1))),
        ]], target: item(id))
    }

    // MARK: Claims and times

    private func claimCard(_ id: AnnotationID, _ width: Int) -> [ListItem] {
        guard let claim = state.report.claim(id) else { return [] }
        let layer = state.report.layers[Int(id.layer)]
        let flow = state.report.flow
        var items = [ListItem(lines: [[Segment("Claim", Style([.bold])), Segment("  \(claim.kind.name)", theme.faint)]])]
        for source in layer.sources(of: claim) {
            let words = layer.spans(source.spans).map(flow.string(of:)).joined(separator: " ")
            let entity = source.entity.flatMap({ state.report.entity($0) })?.name
            items.append(text("source  " + words + (entity.map { $0 == words ? "" : " (\($0))" } ?? ""), width))
        }
        if claim.sources.isEmpty { items.append(text("source  " + (claim.cue.isEmpty ? "the author" : "not named"), width)) }
        let cue = layer.spans(claim.cue).map(flow.string(of:)).joined(separator: " … ")
        if !cue.isEmpty { items.append(text("cue     " + cue, width)) }
        let certainty = certaintyWords(item(id), claim)
        if !certainty.isEmpty { items.append(text("said to be  " + certainty, width, theme.warning)) }
        if claim.within > 0 {
            let outer = AnnotationID(layer: id.layer, kind: .claim, number: claim.within)
            items += [heading("within"), claimItem(item(outer), width: width, lines: 2)]
        }
        let spans = state.report.spans(ofClaim: id)
        let names = state.report.entities(in: spans).compactMap { state.report.entity($0)?.name }
        if !names.isEmpty { items += [blank(), text("names " + names.joined(separator: ", "), width)] }
        items += fileNotes(on: id, width)
        items += [blank(), heading("r finds the claims that bear on it")]
        return items
    }

    private func timeCard(_ id: AnnotationID, _ width: Int) -> [ListItem] {
        guard let time = state.report.time(id) else { return [] }
        var items = [title(state.report.words(of: time.span), type: time.type.rawValue, width)]
        items.append(text("value   " + time.value + (time.mod.map { "  " + $0 } ?? ""), width))
        if time.isDated {
            let from = time.earliest.map(String.init(describing:)) ?? "open"
            let to = time.latest.map(String.init(describing:)) ?? "open"
            items.append(text("from    " + from, width))
            items.append(text("to      " + to, width))
            items.append(text("precise to the " + time.precision.name, width, theme.faint))
        } else {
            items.append(text("has no place on the timeline", width, theme.faint))
        }
        return items + fileNotes(on: id, width)
    }
}
