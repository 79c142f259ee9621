import GlossModel

/// Takes feature structures one by one and writes them in a syntax.
protocol CASSink {
    /// Begins a structure; `span` in UTF-16 units for an annotation.
    mutating func begin(_ type: String, _ id: Int, _ span: (begin: Int, end: Int)?, _ out: inout ByteOutput)
    mutating func text(_ feature: String, _ value: String, _ out: inout ByteOutput)
    mutating func flag(_ feature: String, _ value: Bool, _ out: inout ByteOutput)
    mutating func number(_ feature: String, _ value: Double, _ out: inout ByteOutput)
    mutating func reference(_ feature: String, _ id: Int, _ out: inout ByteOutput)
    mutating func strings(_ feature: String, _ values: [String], _ out: inout ByteOutput)
    mutating func references(_ feature: String, _ ids: [Int], _ out: inout ByteOutput)
    mutating func end(_ out: inout ByteOutput)
}

/// Turns a report into feature structures: mentions into named entities, or spans of the layer they
/// came from; everything else into gloss's own types.
struct CASOutput<Sink: CASSink> {
    private let report: Report
    private(set) var sink: Sink
    private var cursor: OffsetCursor
    /// The first id of each kind of each layer; a row's id is that and its place in its table.
    private var bases: [AnnotationKind: [Int]] = [:]
    private var next: Int
    /// Ids of structures in the text's index.
    private(set) var members: [Int] = []
    private let parts: [Set<UInt32>]

    /// `firstID` is free, and so is everything beyond.
    init(_ report: Report, _ sink: Sink, firstID: Int) {
        self.report = report
        self.sink = sink
        next = firstID
        cursor = OffsetCursor(report.text, unit: .utf16)
        parts = report.layers.map { CASOutput.freeParts($0) }
        for kind in [AnnotationKind.entity, .mention, .part, .time, .claim, .event, .relation] {
            for layer in report.layers {
                bases[kind, default: []].append(next)
                next += CASOutput.count(kind, layer)
            }
        }
    }

    /// Parts that are no trigger, content, cue or source: those are written with what they serve.
    private static func freeParts(_ layer: Layer) -> Set<UInt32> {
        var found = Set(layer.parts.lazy.filter { !layer.isDocument($0) }.map(\.number))
        for event in layer.events where event.trigger.kind == .part && event.trigger.layer == layer.number {
            found.remove(event.trigger.number)
        }
        for claim in layer.claims {
            found.remove(claim.contentPart)
            found.remove(claim.cuePart)
            for source in layer.sources(of: claim) { found.remove(source.mention) }
        }
        return found
    }

    private static func count(_ kind: AnnotationKind, _ layer: Layer) -> Int {
        switch kind {
        case .entity: layer.entities.count
        case .mention: layer.mentions.count
        case .part: layer.parts.count
        case .time: layer.times.count
        case .claim: layer.claims.count
        case .event: layer.events.count
        default: layer.relations.count
        }
    }

    private func id(_ id: AnnotationID) -> Int? {
        guard Int(id.layer) < report.layers.count, let row = report.layers[Int(id.layer)].row(id.kind, id.number) else { return nil }
        if id.kind == .part, !parts[Int(id.layer)].contains(id.number) { return nil }
        return bases[id.kind].map { $0[Int(id.layer)] + row }
    }

    private mutating func fresh() -> Int {
        next += 1
        return next - 1
    }

    // MARK: Writing

    /// Writes everything. O(annotations · log annotations).
    mutating func write(_ out: inout ByteOutput) {
        metadata(&out)
        for layer in report.layers { entities(layer, &out) }
        for layer in report.layers {
            for (row, mention) in layer.mentions.enumerated() { self.mention(mention, row, layer, &out) }
            for part in layer.parts where parts[Int(layer.number)].contains(part.number) { self.part(part, layer, &out) }
            for time in layer.times { self.time(time, layer, &out) }
            for claim in layer.claims { self.claim(claim, layer, &out) }
        }
        for layer in report.layers {
            for event in layer.events { self.event(event, layer, &out) }
            for relation in layer.relations { self.relation(relation, layer, &out) }
            remarks(layer, &out)
        }
    }

    private func units(_ span: Span, _ cursor: inout OffsetCursor) -> (begin: Int, end: Int) {
        (cursor.units(beforeByte: Int(span.start)), cursor.units(beforeByte: Int(span.end)))
    }

    private mutating func begin(_ type: String, _ id: Int, _ span: Span?, _ out: inout ByteOutput) {
        sink.begin(type, id, span.map { units($0, &cursor) }, &out)
        members.append(id)
    }

    private mutating func end(_ out: inout ByteOutput) {
        sink.end(&out)
        out.passOn()
    }

    /// Fragments in units, `0-3 5-9`; nothing for a contiguous annotation.
    private mutating func fragments(_ spans: some Collection<Span>, _ out: inout ByteOutput) {
        guard spans.count > 1 else { return }
        let pairs = spans.map { span in
            let (begin, end) = units(span, &cursor)
            return "\(begin)-\(end)"
        }
        sink.text("fragments", pairs.joined(separator: " "), &out)
    }

    private mutating func reference(_ feature: String, _ target: AnnotationID?, _ out: inout ByteOutput) {
        if let target, let id = id(target) { sink.reference(feature, id, &out) }
    }

    private func extent(_ spans: some Collection<Span>) -> Span {
        Span(Int(spans.map(\.start).min() ?? 0), Int(spans.map(\.end).max() ?? 0))
    }

    private mutating func metadata(_ out: inout ByteOutput) {
        begin(CASNames.metadata, fresh(), report.text.span, &out)
        sink.text("documentTitle", report.title, &out)
        var said: Set<String> = ["documentTitle"]
        for (name, value) in report.layers.flatMap(\.documentAttributes)
        where CASTypeSystem.metadataFeatures.contains(name) && said.insert(name).inserted {
            sink.text(name, value, &out)
        }
        end(&out)
        guard let date = report.date else { return }
        begin(CASNames.document, fresh(), nil, &out)
        sink.text("date", date.description, &out)
        end(&out)
    }

    private mutating func entities(_ layer: Layer, _ out: inout ByteOutput) {
        for (row, entity) in layer.entities.enumerated() {
            begin(CASNames.entity, (bases[.entity]?[Int(layer.number)] ?? 0) + row, nil, &out)
            sink.text("name", entity.name, &out)
            sink.text("entityType", layer.types[Int(entity.type)].name, &out)
            if !entity.aliases.isEmpty { sink.strings("aliases", entity.aliases, &out) }
            if !entity.references.isEmpty { sink.strings("references", entity.references, &out) }
            end(&out)
        }
    }

    private mutating func mention(_ mention: Mention, _ row: Int, _ layer: Layer, _ out: inout ByteOutput) {
        let id = (bases[.mention]?[Int(layer.number)] ?? 0) + row
        let type = layer.types[Int(mention.type)].name
        let entity = report.entity(of: layer.id(.mention, mention.number))
        if type.contains(".") {
            begin(CASTypeSystem.name(type), id, mention.span, &out)
        } else {
            begin(CASNames.namedEntity, id, mention.span, &out)
            sink.text("value", type, &out)
            if let known = entity.flatMap({ report.entity($0) })?.references.first { sink.text("identifier", known, &out) }
        }
        end(&out)
        guard mention.form != .name || entity != nil || mention.fragments > 0 else { return }
        begin(CASNames.mention, fresh(), mention.span, &out)
        sink.reference("of", id, &out)
        sink.text("form", mention.form.name, &out)
        reference("entity", entity, &out)
        fragments(layer.spans(of: mention), &out)
        end(&out)
    }

    private mutating func part(_ part: Mention, _ layer: Layer, _ out: inout ByteOutput) {
        guard let id = id(layer.id(.part, part.number)) else { return }
        begin(CASNames.part, id, part.span, &out)
        sink.text("partType", layer.types[Int(part.type)].name, &out)
        fragments(layer.spans(of: part), &out)
        end(&out)
    }

    private mutating func time(_ time: TimeExpression, _ layer: Layer, _ out: inout ByteOutput) {
        guard let id = id(layer.id(.time, time.number)) else { return }
        begin(CASNames.time, id, time.span, &out)
        sink.text("timexType", time.type.rawValue, &out)
        sink.text("value", time.value, &out)
        if let mod = time.mod { sink.text("mod", mod, &out) }
        if let earliest = time.earliest { sink.text("earliest", earliest.description, &out) }
        if let latest = time.latest { sink.text("latest", latest.description, &out) }
        sink.text("precision", time.precision.name, &out)
        if time.through > 0 { reference("through", layer.id(.time, time.through), &out) }
        end(&out)
    }

    // MARK: Claims

    private mutating func claim(_ claim: Claim, _ layer: Layer, _ out: inout ByteOutput) {
        guard let id = id(layer.id(.claim, claim.number)) else { return }
        begin(CASNames.claim, id, claim.extent, &out)
        fragments(layer.spans(claim.spans), &out)
        sink.text("claimKind", claim.kind.name, &out)
        if claim.isForecast { sink.flag("forecast", true, &out) }
        if claim.within > 0 { reference("within", layer.id(.claim, claim.within), &out) }
        if let band = claim.likelihood { sink.text("certainty", band.name, &out) }
        if claim.term > 0 { sink.text("term", layer.strings[Int(claim.term)], &out) }
        if let confidence = claim.confidence { sink.text("confidence", confidence.name, &out) }
        end(&out)
        if !claim.cue.isEmpty { serve(CASNames.cue, layer.spans(claim.cue), id, nil, &out) }
        for source in layer.sources(of: claim) where !source.spans.isEmpty {
            serve(CASNames.source, layer.spans(source.spans), id, source.entity, &out)
        }
    }

    private mutating func serve(
        _ type: String, _ spans: ArraySlice<Span>, _ claim: Int, _ entity: AnnotationID?, _ out: inout ByteOutput
    ) {
        begin(type, fresh(), extent(spans), &out)
        sink.reference("claim", claim, &out)
        fragments(spans, &out)
        reference("entity", entity, &out)
        end(&out)
    }

    // MARK: Events, relations, remarks

    private mutating func event(_ event: Event, _ layer: Layer, _ out: inout ByteOutput) {
        guard let id = id(layer.id(.event, event.number)), let span = report.span(of: event.trigger) else { return }
        begin(CASNames.event, id, span, &out)
        sink.text("eventType", event.type, &out)
        if event.trigger.kind == .part, let part = report.layers[Int(event.trigger.layer)].part(event.trigger.number) {
            let owner = report.layers[Int(event.trigger.layer)]
            sink.text("triggerType", owner.types[Int(part.type)].name, &out)
            fragments(owner.spans(of: part), &out)
        }
        end(&out)
        for argument in event.arguments {
            begin(CASNames.argument, fresh(), nil, &out)
            sink.reference("event", id, &out)
            sink.text("role", argument.role, &out)
            reference("target", argument.target, &out)
            end(&out)
        }
    }

    private mutating func relation(_ relation: Relation, _ layer: Layer, _ out: inout ByteOutput) {
        guard let id = id(layer.id(.relation, relation.number)) else { return }
        begin(CASNames.relation, id, nil, &out)
        sink.text("relationType", relation.type, &out)
        reference("from", relation.from, &out)
        reference("to", relation.to, &out)
        if relation.roles != Relation.Roles() {
            sink.text("roleFrom", relation.roles.from, &out)
            sink.text("roleTo", relation.roles.to, &out)
        }
        if let score = relation.score, score.isFinite { sink.number("score", score, &out) }
        if !relation.because.isEmpty { sink.strings("because", relation.because, &out) }
        end(&out)
    }

    private mutating func remarks(_ layer: Layer, _ out: inout ByteOutput) {
        for attribute in layer.attributes where id(attribute.target) != nil {
            begin(CASNames.attribute, fresh(), nil, &out)
            reference("target", attribute.target, &out)
            sink.text("name", layer.strings[Int(attribute.name)], &out)
            if !attribute.value.isEmpty { sink.text("value", layer.string(attribute.value), &out) }
            end(&out)
        }
        for note in layer.notes where id(note.target) != nil {
            begin(CASNames.note, fresh(), nil, &out)
            reference("target", note.target, &out)
            sink.text("noteType", layer.strings[Int(note.type)], &out)
            sink.text("text", layer.string(note.text), &out)
            end(&out)
        }
        for item in layer.references where id(item.target) != nil {
            begin(CASNames.reference, fresh(), nil, &out)
            reference("target", item.target, &out)
            sink.text("referenceType", layer.strings[Int(item.type)], &out)
            sink.text("identifier", layer.string(item.identifier), &out)
            sink.text("text", layer.string(item.text), &out)
            end(&out)
        }
        for item in layer.equivalences {
            begin(CASNames.equivalence, fresh(), nil, &out)
            sink.text("equivalenceType", item.type, &out)
            sink.references("members", item.members.compactMap { id($0) }, &out)
            end(&out)
        }
    }
}
