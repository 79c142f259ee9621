import GlossModel

/// Makes layers of what another tool's file says: of gloss's own object in it where there is one and
/// it still fits, of the labelled spans and links themselves for everything else.
struct ForeignLayers {
    /// A labelled span of the file.
    struct Labelled {
        /// Its name in the file; empty for none.
        var id = ""
        var span = Span(0, 0)
        /// Further stretches of it, in any order.
        var further: [Span] = []
        var label: String
        var form = Form.name
        /// What it means as a time; nil for a mention.
        var time: Timex?
        /// An identifier of what it refers to; empty for none.
        var entity = ""
        /// The file's own name for all that refers to the same, which means nothing elsewhere; empty for none.
        var chain = ""
        /// What the entity is called, where the file says so.
        var name = ""
        /// Names and values; without a value it is a flag.
        var attributes: [(name: String, value: String)] = []
        var notes: [(type: String, text: String)] = []
    }

    /// What a labelled span means as a time (TIMEX3).
    struct Timex {
        var type: TimexType
        var value: String
        var mod: String?
    }

    /// A link between two, by their names in the file or those of the entities that they refer to.
    struct Link {
        /// Its own name; empty for none.
        var id = ""
        var type: String
        var from: String
        var to: String
        var attributes: [(name: String, value: String)] = []
    }

    /// The type of what the file gives no label.
    static let unlabelled = "unlabelled"

    /// What one annotator said.
    struct Annotator {
        /// Empty where the file names nobody.
        var name: String
        var origin = Origin.file
        var spans: [Labelled] = []
        var links: [Link] = []
        /// What is said of the document as a whole.
        var document: [(name: String, value: String)] = []
        /// Whether the file takes all of it back: spans and links are not shown.
        var isTakenBack = false

        var isEmpty: Bool { spans.isEmpty && links.isEmpty && document.isEmpty }
    }

    /// Where the words stand in the file, for writing them back.
    struct Source {
        var file: Text
        var range: Range<Int>?
        var format: String
        var isExact: Bool
        /// What the format makes of a span of gloss's.
        var fit: (Span) -> Span? = { $0 }
    }

    private let source: Source
    private let path: String
    /// What is wrong with the annotations.
    private(set) var faults: Faults
    /// What gloss wrote and still stands, by the names that the file has for it.
    private var standing: [String: AnnotationID] = [:]

    init(_ source: Source, path: String, faults: Faults) {
        (self.source, self.path, self.faults) = (source, path, faults)
    }

    /// Adds a layer for each annotator. `own` is gloss's object, where the file has one.
    mutating func add(_ annotators: [Annotator], own: JSONPlace?, to report: inout Report) {
        var rest = annotators
        // What is said of the document needs no layer of its own.
        if rest.count > 1, rest[0].name.isEmpty, rest[0].spans.isEmpty, rest[0].links.isEmpty {
            rest[1].document = rest[0].document + rest[1].document
            rest.removeFirst()
        }
        if let own {
            let fields = JSONFields(JSONSlice(bytes: own.file.bytes, range: own.range))
            if fields["gloss"]?.int == 1 { restore(own.file, fields, &rest, &report) }
        }
        for annotator in rest where !annotator.isEmpty { add(annotator, to: &report) }
        if report.layers.isEmpty { add(Annotator(name: FileName.last(path)), to: &report) }
    }

    // MARK: What gloss wrote

    /// Takes what gloss wrote of the report as far as the file's own spans still say the same; what
    /// is new in them stays in `annotators`.
    private mutating func restore(
        _ file: Text, _ own: JSONFields, _ annotators: inout [Annotator], _ report: inout Report
    ) {
        var reader = ReportJSONReader(file, own, text: report.text, source: nil, path: path, firstNumber: report.layers.count)
        guard let (layers, findings) = try? reader.read() else {
            report.findings.append(
                Finding(
                    .warning, "own-unreadable", at: Finding.Place(file: path),
                    "what gloss wrote beside the annotations is broken; only what the format itself says is read"))
            return
        }
        report.findings += findings
        let head = reader.head
        report.date = report.date ?? head.date
        if let title = head.title, !title.isEmpty { report.title = title }
        var known = Report(text: report.text, paragraphs: report.paragraphs, layers: report.layers)
        for layer in layers { known.add(layer) }
        var state = Restoring()
        for annotator in annotators {
            for item in annotator.spans { state.present[Natives.Key(span: item.span, label: item.label), default: 0] += 1 }
        }
        for layer in layers { report.add(kept(layer, known, &state)) }
        for index in annotators.indices { state.takeKnown(&annotators[index]) }
        annotators.removeAll(where: \.isEmpty)
        standing = state.named
        let gone = state.gone
        guard gone > 0 else { return }
        report.findings.append(
            Finding(
                .note, "annotations-gone", at: Finding.Place(file: path),
                "\(gone.of("annotation that gloss wrote was", "annotations that gloss wrote were")) taken away or moved since"))
    }

    /// What of gloss's own words still stands in a file.
    private struct Restoring {
        /// How often each labelled span stands in the file and is not gloss's.
        var present: [Natives.Key: Int] = [:]
        /// Links that gloss wrote.
        var links: [LinkKey: Int] = [:]
        /// What stands where.
        var standing: [Natives.Key: AnnotationID] = [:]
        /// The same by the names of the file.
        var named: [String: AnnotationID] = [:]
        var gone = 0

        struct LinkKey: Hashable {
            var type: String
            var from: Natives.Key
            var to: Natives.Key
        }

        mutating func add(_ natives: Natives) {
            var keys: [String: Natives.Key] = [:]
            for item in natives.spans { keys[item.id] = Natives.Key(span: item.spans[0], label: item.label) }
            for link in natives.links {
                guard let from = keys[link.from], let to = keys[link.to] else { continue }
                links[LinkKey(type: link.type, from: from, to: to), default: 0] += 1
            }
        }

        /// Leaves an annotator only what is new.
        mutating func takeKnown(_ annotator: inout Annotator) {
            var keys: [String: Natives.Key] = [:]
            var rest: [Labelled] = []
            for item in annotator.spans {
                let key = Natives.Key(span: item.span, label: item.label)
                if !item.id.isEmpty { keys[item.id] = key }
                if let count = present[key], count > 0 {
                    present[key] = count - 1
                    rest.append(item)
                } else if !item.id.isEmpty {
                    named[item.id] = standing[key]
                }
            }
            annotator.spans = rest
            annotator.links.removeAll { link in
                guard let from = keys[link.from], let to = keys[link.to] else { return false }
                let key = LinkKey(type: link.type, from: from, to: to)
                guard let count = links[key], count > 0 else { return false }
                links[key] = count - 1
                return true
            }
            annotator.document = []
        }
    }

    /// A layer without what the file's spans no longer say; what they say is taken out of `state`.
    private func kept(
        _ layer: Layer, _ report: Report, _ state: inout Restoring
    ) -> Layer {
        var removed: Set<AnnotationID> = []
        let natives = Natives(report, layer, fit: source.fit)
        for item in natives.spans {
            let keys = item.spans.map { Natives.Key(span: $0, label: item.label) }
            for key in keys { if let count = state.present[key], count > 0 { state.present[key] = count - 1 } }
            guard let id = item.annotation else { continue }
            if keys.contains(where: { state.present[$0] == nil }) {
                removed.insert(id)
            } else if state.standing[keys[0]] == nil {
                state.standing[keys[0]] = id
            }
        }
        state.add(natives)
        state.gone += removed.count
        var layer = LayerBuilder(layer)
        layer.source = source.file
        layer.sourceRange = source.range
        layer.sourceFormat = source.format
        layer.isSourceExact = source.isExact && removed.isEmpty
        guard !removed.isEmpty else { return layer.finished() }
        let own = layer.number
        func isGone(_ kind: AnnotationKind, _ number: UInt32) -> Bool {
            removed.contains(AnnotationID(layer: own, kind: kind, number: number))
        }
        layer.mentions = RowTable(layer.mentions.filter { !isGone(.mention, $0.number) })
        layer.times = RowTable(layer.times.filter { !isGone(.time, $0.number) })
        layer.claims = RowTable(layer.claims.filter { !isGone(.claim, $0.number) })
        layer.events.removeAll { isGone(.event, $0.number) }
        layer.relations.removeAll { removed.contains($0.from) || removed.contains($0.to) }
        layer.attributes.removeAll { removed.contains($0.target) }
        layer.notes.removeAll { removed.contains($0.target) }
        layer.references.removeAll { removed.contains($0.target) }
        return layer.finished()
    }

    // MARK: What others wrote

    private mutating func add(_ annotator: Annotator, to report: inout Report) {
        var builder = FileLayerBuilder(
            number: UInt16(clamping: report.layers.count),
            name: annotator.name.isEmpty ? FileName.last(path) : annotator.name, format: source.format, source: source.file)
        builder.faults = faults
        builder.layer.sourceRange = source.range
        builder.layer.isSourceExact = source.isExact
        builder.layer.origin = annotator.origin
        var entities: [String: UInt32] = [:]
        for var item in annotator.spans {
            // A label that the file leaves out: other formats, and readers, want one.
            if item.label.isEmpty { item.label = ForeignLayers.unlabelled }
            let isNamed = !item.entity.isEmpty || !item.chain.isEmpty
            let entity = isNamed && item.time == nil ? self.entity(of: item, report.text, &entities, &builder) : 0
            let id = place(item, entity, &builder)
            builder.name(id, item.id)
            for (name, value) in item.attributes { builder.attribute(name, value, on: id) }
            for (type, text) in item.notes { builder.note(type, text, on: id) }
        }
        builder.know(standing)
        for (name, value) in annotator.document { builder.document(name, value) }
        nameNameless(entities, annotator.spans, report.text, &builder)
        builder.know(entities.mapValues { builder.id(.entity, $0) })
        for link in annotator.links {
            guard let id = builder.relation(link.type, from: link.from, to: link.to, name: link.id.isEmpty ? nil : link.id) else { continue }
            for (name, value) in link.attributes { builder.attribute(name, value, on: id) }
        }
        faults = builder.faults
        report.add(builder.finished())
    }

    /// The number of the entity that a span refers to, made when it is first named.
    private func entity(
        of item: Labelled, _ text: Text, _ known: inout [String: UInt32], _ builder: inout FileLayerBuilder
    ) -> UInt32 {
        let words = item.form == .name || item.chain.isEmpty ? text.collapsed(item.span) : ""
        let references = item.entity.isEmpty ? [] : [item.entity]
        let key = item.chain.isEmpty ? item.entity : item.chain
        guard let number = known[key] else {
            let number = UInt32(builder.layer.entities.count + 1)
            let type = builder.type(item.label)
            let name = item.name.isEmpty ? words : item.name
            builder.layer.entities.append(Entity(number: number, name: name, type: type, references: references))
            known[key] = number
            if !references.isEmpty, known[item.entity] == nil { known[item.entity] = number }
            if name != words, !words.isEmpty { builder.layer.entities[Int(number) - 1].aliases.append(words) }
            return number
        }
        let row = Int(number) - 1
        let entity = builder.layer.entities[row]
        if entity.name.isEmpty {
            builder.layer.entities[row].name = words
        } else if entity.name != words, !words.isEmpty, !entity.aliases.contains(words) {
            builder.layer.entities[row].aliases.append(words)
        }
        for reference in references where !entity.references.contains(reference) { builder.layer.entities[row].references.append(reference) }
        return number
    }

    /// Calls an entity that no name refers to as its first mention says.
    private func nameNameless(_ known: [String: UInt32], _ items: [Labelled], _ text: Text, _ builder: inout FileLayerBuilder) {
        guard builder.layer.entities.contains(where: \.name.isEmpty) else { return }
        for item in items {
            guard let number = known[item.chain.isEmpty ? item.entity : item.chain] else { continue }
            let row = Int(number) - 1
            if builder.layer.entities[row].name.isEmpty { builder.layer.entities[row].name = text.collapsed(item.span) }
        }
    }

    /// Adds what a labelled span is: a mention, or a time.
    private func place(_ item: Labelled, _ entity: UInt32, _ builder: inout FileLayerBuilder) -> AnnotationID {
        let spans = [item.span] + item.further
        guard let time = item.time else { return builder.mention(spans, item.label, form: item.form, entity: entity) }
        let whole = Span(Int(spans.map(\.start).min() ?? 0), Int(spans.map(\.end).max() ?? 0))
        return builder.time(whole, time.type, value: time.value, mod: time.mod)
    }
}

extension FileName {
    /// The last part of a path.
    public static func last(_ path: String) -> String {
        path.utf8.lastIndex(of: 0x2F).map { String(path[path.utf8.index(after: $0)...]) } ?? path
    }
}
