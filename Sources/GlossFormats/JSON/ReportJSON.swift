import GlossModel

/// Writes a report as gloss's own JSON object (docs/formats.md). Offsets are code points, end
/// exclusive; texts are exact slices.
struct ReportJSON {
    let report: Report
    private var json: JSONWriter
    private var cursor: OffsetCursor
    private let isExplained: Bool

    init(_ report: Report, indented: Bool) {
        self.report = report
        isExplained = report.isExplained
        json = JSONWriter(indented: indented)
        cursor = OffsetCursor(report.text, unit: .codePoints)
    }

    /// Writes the object and a line feed. O(text + annotations · log annotations).
    mutating func write(_ out: inout ByteOutput) {
        json.begin(0x7B, &out)
        head(&out)
        list("paragraphs", report.paragraphs.spans, &out) { $0.bounds($1, &$2) }
        structure(&out)
        lists(&out)
        list("timeline", report.timeline(), &out) { $0.row($1, &$2) }
        further(&out)
        json.end(0x7D, &out)
        out.put(0x0A)
        out.passOn()
    }

    /// Writes all annotations as one object without the text: what a format of another tool holds
    /// beside its own words for them.
    mutating func writeAnnotations(_ out: inout ByteOutput) {
        json.begin(0x7B, &out)
        json.key("gloss", &out)
        json.number(1, &out)
        text("title", report.title, &out)
        text("date", report.date?.description, &out)
        lists(&out)
        further(&out)
        json.end(0x7D, &out)
    }

    // MARK: Items

    private mutating func lists(_ out: inout ByteOutput) {
        mentions(&out)
        entities(&out)
        list("times", report.timeIDs, &out) { $0.time($1, &$2) }
        list("claims", report.claimIDs, &out) { $0.claim($1, &$2) }
        relations(&out)
    }

    private mutating func head(_ out: inout ByteOutput) {
        json.key("gloss", &out)
        json.number(1, &out)
        text("id", report.path, &out)
        text("title", report.title, &out)
        text("date", report.date?.description, &out)
        json.key("text", &out)
        json.text(report.text.span, of: report.text, &out)
    }

    private mutating func mentions(_ out: inout ByteOutput) {
        list("mentions", report.allMentions, &out) { writer, item, out in
            writer.text("id", writer.report.name(of: item.id), &out)
            let spans = writer.report.spans(of: item)
            writer.spans(spans, &out)
            writer.bounds(item.mention.span, &out)
            writer.joined(spans, &out)
            writer.text("type", item.type, &out)
            writer.text("form", item.mention.form.name, &out)
            writer.name("entity", writer.report.entity(of: item.id), &out)
            writer.origin(item.id, &out)
        }
    }

    private mutating func entities(_ out: inout ByteOutput) {
        let mentions = EntityMentions(report)
        list("entities", report.entityIDs, &out) { writer, id, out in
            guard let entity = writer.report.entity(id) else { return }
            writer.text("id", writer.report.name(of: id), &out)
            writer.text("name", entity.name, &out)
            writer.text("type", writer.report.type(ofEntity: id), &out)
            writer.strings("aliases", entity.aliases, &out)
            let ids = mentions.mentions(of: id, in: writer.report).map { mentions.item($0, in: writer.report).id }
            writer.names("mentions", ids, &out)
            if !entity.references.isEmpty { writer.strings("references", entity.references, &out) }
            writer.origin(id, &out)
        }
    }

    private mutating func time(_ id: AnnotationID, _ out: inout ByteOutput) {
        guard let time = report.time(id) else { return }
        text("id", report.name(of: id), &out)
        bounds(time.span, &out)
        slice("text", time.span, &out)
        text("type", time.type.rawValue, &out)
        text("value", time.value, &out)
        text("mod", time.mod, &out)
        text("earliest", time.earliest?.description, &out)
        text("latest", time.latest?.description, &out)
        text("precision", time.precision.name, &out)
        if time.through > 0 {
            let end = AnnotationID(layer: id.layer, kind: .time, number: time.through)
            name("through", end, &out)
        }
        origin(id, &out)
    }

    private mutating func claim(_ id: AnnotationID, _ out: inout ByteOutput) {
        guard let claim = report.claim(id) else { return }
        let layer = report.layers[Int(id.layer)]
        let content = Array(layer.spans(claim.spans))
        text("id", report.name(of: id), &out)
        words(content, &out)
        sources(layer.sources(of: claim), in: layer, &out)
        json.key("cue", &out)
        if claim.cue.isEmpty {
            json.null(&out)
        } else {
            json.begin(0x7B, &out)
            words(Array(layer.spans(claim.cue)), &out)
            json.end(0x7D, &out)
        }
        text("kind", claim.kind.name, &out)
        json.key("forecast", &out)
        json.bool(claim.isForecast, &out)
        let outer = AnnotationID(layer: id.layer, kind: .claim, number: claim.within)
        name("within", claim.within > 0 ? outer : nil, &out)
        certainty(claim, in: layer, &out)
        text("confidence", claim.confidence?.name, &out)
        names("entities", report.entities(in: content), &out)
        names("times", times(in: content), &out)
        place(claim.extent, &out)
        origin(id, &out)
    }

    private mutating func sources(
        _ sources: Slice<RowTable<ClaimSource>>, in layer: Layer, _ out: inout ByteOutput
    ) {
        json.key("sources", &out)
        json.begin(0x5B, &out)
        for source in sources {
            let mention = AnnotationID(layer: layer.number, kind: .mention, number: source.mention)
            json.begin(0x7B, &out)
            words(Array(layer.spans(source.spans)), &out)
            name("entity", source.entity ?? report.entity(of: mention), &out)
            json.end(0x7D, &out)
        }
        json.end(0x5D, &out)
    }

    private mutating func certainty(_ claim: Claim, in layer: Layer, _ out: inout ByteOutput) {
        json.key("certainty", &out)
        guard claim.likelihood != nil || claim.term > 0 else {
            json.null(&out)
            return
        }
        json.begin(0x7B, &out)
        text("term", claim.term > 0 ? layer.strings[Int(claim.term)] : nil, &out)
        text("band", claim.likelihood?.name, &out)
        json.end(0x7D, &out)
    }

    private func times(in spans: [Span]) -> [AnnotationID] {
        spans.flatMap { span in
            report.times(overlapping: span).filter { id in
                report.time(id).map { span.contains($0.span) } ?? false
            }
        }
    }

    private mutating func relations(_ out: inout ByteOutput) {
        let all = report.layers.flatMap { layer in
            layer.relations.filter { report.holds($0.from) && report.holds($0.to) }.map { (layer, $0) }
        }
        list("relations", all, &out) { writer, pair, out in
            let (layer, relation) = pair
            let id = AnnotationID(layer: layer.number, kind: .relation, number: relation.number)
            writer.text("id", writer.report.name(of: id), &out)
            writer.text("type", relation.type, &out)
            writer.name("from", relation.from, &out)
            writer.name("to", relation.to, &out)
            if relation.roles != Relation.Roles() {
                writer.strings("roles", [relation.roles.from, relation.roles.to], &out)
            }
            writer.score(relation.score, &out)
            writer.strings("because", relation.because, &out)
            writer.origin(id, &out)
        }
    }

    private mutating func row(_ row: TimelineRow, _ out: inout ByteOutput) {
        let detail = report.detail(of: row)
        text("earliest", row.range.earliest?.description, &out)
        text("latest", row.range.latest?.description, &out)
        text("value", row.value, &out)
        text("precision", row.precision.name, &out)
        text("clock", row.clock?.words, &out)
        slice("text", detail.clause, &out)
        json.key("paragraph", &out)
        json.number(detail.paragraph + 1, &out)
        bounds(detail.clause, &out)
        place(detail.sentence, &out)
        name("time", row.time, &out)
        names("claims", detail.claims, &out)
        names("entities", detail.entities, &out)
        also(detail, &out)
        origin(row.time, &out)
    }

    /// The other places of a row, where there are some.
    mutating func also(_ detail: TimelineDetail, _ out: inout ByteOutput) {
        guard !detail.also.isEmpty else { return }
        objects("also", detail.also, &out) { json, place, out in
            json.number("paragraph", place.paragraph + 1, &out)
            json.bounds(place.sentence, &out)
            json.place(place.sentence, &out)
        }
    }

    // MARK: What files hold beside

    private mutating func further(_ out: inout ByteOutput) {
        let layers = report.layers
        parts(&out)
        if layers.contains(where: { !$0.events.isEmpty }) {
            list("events", layers.flatMap { layer in layer.events.map { (layer, $0) } }, &out) {
                $0.event($1.1, in: $1.0, &$2)
            }
        }
        if layers.contains(where: { !$0.attributes.isEmpty }) {
            list("attributes", layers.flatMap { layer in layer.attributes.filter { report.holds($0.target) }.map { (layer, $0) } }, &out) {
                $0.text("name", $1.0.strings[Int($1.1.name)], &$2)
                $0.text("value", $1.1.value.isEmpty ? nil : $1.0.string($1.1.value), &$2)
                $0.name("target", $1.1.target, &$2)
                $0.origin($1.0, &$2)
            }
        }
        if layers.contains(where: { !$0.notes.isEmpty }) {
            list("comments", layers.flatMap { layer in layer.notes.filter { report.holds($0.target) }.map { (layer, $0) } }, &out) {
                $0.text("type", $1.0.strings[Int($1.1.type)], &$2)
                $0.name("target", $1.1.target, &$2)
                $0.text("text", $1.0.string($1.1.text), &$2)
                $0.origin($1.0, &$2)
            }
        }
        if layers.contains(where: { !$0.references.isEmpty }) {
            list("references", layers.flatMap { layer in layer.references.filter { report.holds($0.target) }.map { (layer, $0) } }, &out) {
                $0.text("type", $1.0.strings[Int($1.1.type)], &$2)
                $0.name("target", $1.1.target, &$2)
                $0.text("identifier", $1.0.string($1.1.identifier), &$2)
                $0.text("text", $1.0.string($1.1.text), &$2)
                $0.origin($1.0, &$2)
            }
        }
        if layers.contains(where: { !$0.equivalences.isEmpty }) {
            list("equivalences", layers.flatMap { layer in layer.equivalences.map { (layer, $0) } }, &out) {
                $0.text("type", $1.1.type, &$2)
                $0.names("members", $1.1.members, &$2)
                $0.origin($1.0, &$2)
            }
        }
    }

    /// Parts that something is said of, or that an event names; those of claims are told with them.
    private mutating func parts(_ out: inout ByteOutput) {
        let all = report.layers.flatMap { layer in
            let needed = ReportJSON.neededParts(layer)
            return layer.parts.filter { needed.contains($0.number) }.map { (layer, $0) }
        }
        guard !all.isEmpty else { return }
        list("parts", all, &out) { writer, pair, out in
            let (layer, part) = pair
            writer.text("id", writer.report.name(of: layer.id(.part, part.number)), &out)
            writer.words(layer.spans(of: part), &out)
            writer.text("type", layer.typeName(part.type), &out)
            writer.origin(layer, &out)
        }
    }

    private static func neededParts(_ layer: Layer) -> Set<UInt32> {
        var ids = layer.events.map(\.trigger) + layer.events.flatMap { $0.arguments.map(\.target) }
        ids += layer.attributes.map(\.target) + layer.notes.map(\.target) + layer.references.map(\.target)
        ids += layer.relations.flatMap { [$0.from, $0.to] }
        return Set(ids.lazy.filter { $0.kind == .part && $0.layer == layer.number }.map(\.number))
    }

    private mutating func event(_ event: Event, in layer: Layer, _ out: inout ByteOutput) {
        let id = AnnotationID(layer: layer.number, kind: .event, number: event.number)
        text("id", report.name(of: id), &out)
        text("type", event.type, &out)
        if let trigger = layer.part(event.trigger.number) {
            words(layer.spans(of: trigger), &out)
            name("trigger", event.trigger, &out)
        }
        json.key("arguments", &out)
        json.begin(0x5B, &out)
        for argument in event.arguments where report.holds(argument.target) {
            json.begin(0x7B, &out)
            text("role", argument.role, &out)
            name("target", argument.target, &out)
            json.end(0x7D, &out)
        }
        json.end(0x5D, &out)
        origin(id, &out)
    }

    // MARK: Fields

    mutating func list<Item>(
        _ key: String, _ items: [Item], _ out: inout ByteOutput,
        _ body: (inout ReportJSON, Item, inout ByteOutput) -> Void
    ) {
        json.key(key, &out)
        json.begin(0x5B, &out)
        for item in items {
            json.begin(0x7B, &out)
            body(&self, item, &out)
            json.end(0x7D, &out)
        }
        json.end(0x5D, &out)
    }

    /// One object on a line of its own, as tables in JSON want it.
    mutating func object(
        _ out: inout ByteOutput, _ body: (inout ReportJSON, inout ByteOutput) -> Void
    ) {
        json.begin(0x7B, &out)
        body(&self, &out)
        json.end(0x7D, &out)
    }

    mutating func text(_ key: String, _ value: String?, _ out: inout ByteOutput) {
        json.key(key, &out)
        json.string(orNull: value, &out)
    }

    mutating func number(_ key: String, _ value: Int, _ out: inout ByteOutput) {
        json.key(key, &out)
        json.number(value, &out)
    }

    mutating func decimal(_ key: String, _ value: Double?, _ out: inout ByteOutput) {
        json.key(key, &out)
        json.decimal(value, &out)
    }

    mutating func numbers(_ key: String, _ values: [Int], _ out: inout ByteOutput) {
        json.key(key, &out)
        json.begin(0x5B, &out)
        for value in values { json.number(value, &out) }
        json.end(0x5D, &out)
    }

    /// A list of objects.
    mutating func objects<Item>(
        _ key: String, _ items: [Item], _ out: inout ByteOutput,
        _ members: (inout ReportJSON, Item, inout ByteOutput) -> Void
    ) {
        json.key(key, &out)
        json.begin(0x5B, &out)
        for item in items {
            object(&out) { json, out in members(&json, item, &out) }
        }
        json.end(0x5D, &out)
    }

    mutating func score(_ value: Double?, _ out: inout ByteOutput) {
        json.key("score", &out)
        if let value { json.fraction(value, &out) } else { json.null(&out) }
    }

    mutating func flag(_ key: String, _ value: Bool, _ out: inout ByteOutput) {
        json.key(key, &out)
        json.bool(value, &out)
    }

    mutating func name(_ key: String, _ id: AnnotationID?, _ out: inout ByteOutput) {
        text(key, id.map { report.name(of: $0) }, &out)
    }

    mutating func names(_ key: String, _ ids: [AnnotationID], _ out: inout ByteOutput) {
        strings(key, ids.map { report.name(of: $0) }, &out)
    }

    mutating func strings(_ key: String, _ values: [String], _ out: inout ByteOutput) {
        json.key(key, &out)
        json.begin(0x5B, &out)
        for value in values { json.string(value, &out) }
        json.end(0x5D, &out)
    }

    mutating func slice(_ key: String, _ span: Span, _ out: inout ByteOutput) {
        json.key(key, &out)
        json.text(span, of: report.text, &out)
    }

    mutating func bounds(_ span: Span, _ out: inout ByteOutput) {
        offset("start", span.start, &out)
        offset("end", span.end, &out)
    }

    mutating func offset(_ key: String, _ byte: UInt32, _ out: inout ByteOutput) {
        number(key, cursor.units(beforeByte: Int(byte)), &out)
    }

    /// A span as `[start, end]`.
    mutating func pair(_ key: String, _ span: Span, _ out: inout ByteOutput) {
        numbers(key, [Int(span.start), Int(span.end)].map { cursor.units(beforeByte: $0) }, &out)
    }

    /// "page" and "section" of where a span begins.
    mutating func place(_ span: Span, _ out: inout ByteOutput) {
        text("page", report.pageLabel(at: Int(span.start)), &out)
        text("section", report.sectionTitle(at: Int(span.start)), &out)
    }

    /// "spans" and "text": the fragments, joined by one space.
    mutating func words(_ spans: [Span], _ out: inout ByteOutput) {
        self.spans(spans, &out)
        joined(spans, &out)
    }

    /// "text": the fragments, joined by one space.
    mutating func joined(_ spans: [Span], _ out: inout ByteOutput) {
        if spans.count == 1 {
            slice("text", spans[0], &out)
        } else {
            text("text", report.text.joined(spans), &out)
        }
    }

    private mutating func spans(_ spans: [Span], _ out: inout ByteOutput) {
        json.key("spans", &out)
        json.begin(0x5B, &out)
        for span in spans {
            json.begin(0x5B, &out)
            json.number(cursor.units(beforeByte: Int(span.start)), &out)
            json.number(cursor.units(beforeByte: Int(span.end)), &out)
            json.end(0x5D, &out)
        }
        json.end(0x5D, &out)
    }

    mutating func origin(_ id: AnnotationID, _ out: inout ByteOutput) {
        if isExplained, id.kind == .mention || id.kind == .time || id.kind == .claim {
            text("rule", report.rule(of: id), &out)
            if let margin = report.margin(of: id) { number("margin", Int(margin), &out) }
        }
        origin(report.layers[Int(id.layer)], &out)
    }

    private mutating func origin(_ layer: Layer, _ out: inout ByteOutput) {
        text("layer", layer.name, &out)
        text("origin", layer.origin.rawValue, &out)
    }
}

extension Report {
    /// Whether what an annotation is named after is there: nobody outside can make anything of a name that
    /// stands for nothing.
    fileprivate func holds(_ id: AnnotationID) -> Bool {
        switch id.kind {
        case .mention, .part, .time, .claim, .entity, .relation, .event:
            layers.indices.contains(Int(id.layer)) && layers[Int(id.layer)].row(id.kind, id.number) != nil
        default: true
        }
    }
}
