import GlossModel

/// Makes layers of what another tool's file says: of gloss's own object in it where there is one and
/// it still fits, of the labelled spans and links themselves for everything else.
struct ForeignLayers {
    /// A labelled span of the file.
    struct Labelled {
        /// Its name in the file; empty for none.
        var id = ""
        var span: Span
        var label: String
        /// An identifier of what it refers to; empty for none.
        var entity = ""
        /// Names and values; without a value it is a flag.
        var attributes: [(name: String, value: String)] = []
        var notes: [(type: String, text: String)] = []
    }

    /// A link between two, by their names in the file.
    struct Link {
        var type: String
        var from: String
        var to: String
        var attributes: [(name: String, value: String)] = []
    }

    /// What one annotator said.
    struct Annotator {
        var name: String
        var origin = Origin.file
        var spans: [Labelled] = []
        var links: [Link] = []
        /// What is said of the document as a whole.
        var document: [(name: String, value: String)] = []
    }

    /// Where the words stand in the file, for writing them back.
    struct Source {
        var file: Text
        var range: Range<Int>?
        var format: String
        var isExact: Bool
    }

    private let source: Source
    private let path: String

    init(_ source: Source, path: String) {
        self.source = source
        self.path = path
    }

    /// Adds a layer for each annotator. `own` is gloss's object, where the file has one.
    func add(_ annotators: [Annotator], own: JSONValue?, to report: inout Report) {
        var rest = annotators
        if let own, own["gloss"]?.int == 1 { restore(own, &rest, &report) }
        for annotator in rest { add(annotator, to: &report) }
        if report.layers.isEmpty { add(Annotator(name: FileName.last(path)), to: &report) }
    }

    // MARK: What gloss wrote

    /// Takes what gloss wrote of the report as far as the file's own spans still say the same; what
    /// is new in them stays in `annotators`.
    private func restore(_ own: JSONValue, _ annotators: inout [Annotator], _ report: inout Report) {
        var reader = ReportJSONReader(own, text: report.text, path: path, firstNumber: report.layers.count)
        let (layers, findings) = reader.read()
        report.findings += findings
        report.date = report.date ?? Day(iso: own["date"]?.string ?? "")
        if let title = own["title"]?.string, !title.isEmpty { report.title = title }
        var known = Report(text: report.text, paragraphs: report.paragraphs, layers: report.layers)
        for layer in layers { known.add(layer) }
        var present: [Natives.Key: Int] = [:]
        for annotator in annotators {
            for item in annotator.spans { present[Natives.Key(span: item.span, label: item.label), default: 0] += 1 }
        }
        var gone = 0
        for layer in layers { report.add(kept(layer, known, &present, &gone)) }
        for index in annotators.indices {
            annotators[index].spans.removeAll { item in !isNew(item, &present) }
            let names = Set(annotators[index].spans.map(\.id))
            annotators[index].links.removeAll { !names.contains($0.from) && !names.contains($0.to) }
            annotators[index].document = []
        }
        annotators.removeAll { $0.spans.isEmpty }
        guard gone > 0 else { return }
        report.findings.append(
            Finding(
                .note, "annotations-gone", at: Finding.Place(file: path),
                "\(gone) annotations that gloss wrote were taken away or moved since"))
    }

    private func isNew(_ item: Labelled, _ left: inout [Natives.Key: Int]) -> Bool {
        let key = Natives.Key(span: item.span, label: item.label)
        guard let count = left[key], count > 0 else { return false }
        left[key] = count - 1
        return true
    }

    /// A layer without what the file's spans no longer say; what they say is taken out of `present`.
    private func kept(
        _ layer: Layer, _ report: Report, _ present: inout [Natives.Key: Int], _ gone: inout Int
    ) -> Layer {
        var removed: Set<AnnotationID> = []
        for item in Natives(report, layer).spans {
            let keys = item.spans.map { Natives.Key(span: $0, label: item.label) }
            for key in keys where (present[key] ?? 0) > 0 { present[key]! -= 1 }
            guard let id = item.annotation else { continue }
            if keys.contains(where: { present[$0] == nil }) { removed.insert(id) }
        }
        gone += removed.count
        var layer = layer
        layer.source = source.file
        layer.sourceRange = source.range
        layer.sourceFormat = source.format
        layer.isSourceExact = source.isExact && removed.isEmpty
        guard !removed.isEmpty else { return layer }
        func isGone(_ kind: AnnotationKind, _ number: UInt32) -> Bool { removed.contains(layer.id(kind, number)) }
        layer.mentions.removeAll { isGone(.mention, $0.number) }
        layer.times.removeAll { isGone(.time, $0.number) }
        layer.claims.removeAll { isGone(.claim, $0.number) }
        layer.events.removeAll { isGone(.event, $0.number) }
        layer.relations.removeAll { removed.contains($0.from) || removed.contains($0.to) }
        layer.attributes.removeAll { removed.contains($0.target) }
        layer.notes.removeAll { removed.contains($0.target) }
        layer.references.removeAll { removed.contains($0.target) }
        layer.finish()
        return layer
    }

    // MARK: What others wrote

    private func add(_ annotator: Annotator, to report: inout Report) {
        var builder = LayerBuilder(
            number: UInt16(clamping: report.layers.count), name: annotator.name, format: source.format, source: source.file)
        builder.layer.sourceRange = source.range
        builder.layer.isSourceExact = source.isExact
        builder.layer.origin = annotator.origin
        var entities: [String: UInt32] = [:]
        var ids: [String: AnnotationID] = [:]
        let isLinked = !annotator.links.isEmpty
        builder.layer.mentions.reserveCapacity(annotator.spans.count)
        for item in annotator.spans {
            let entity = item.entity.isEmpty ? 0 : self.entity(of: item, report.text, &entities, &builder)
            let id = builder.mention([item.span], item.label, entity: entity)
            if isLinked, !item.id.isEmpty { ids[item.id] = id }
            for (name, value) in item.attributes { builder.attribute(name, value, on: id) }
            for (type, text) in item.notes { builder.note(type, text, on: id) }
        }
        for (name, value) in annotator.document { builder.document(name, value) }
        let dangling = link(annotator.links, ids, &builder)
        report.add(builder.finished())
        guard dangling > 0 else { return }
        report.findings.append(
            Finding(
                .warning, "names-what-is-not-there", at: Finding.Place(file: path),
                "\(dangling) links name an annotation that is not there; left out"))
    }

    /// The number of the entity that a span refers to, made when it is first named.
    private func entity(
        of item: Labelled, _ text: Text, _ known: inout [String: UInt32], _ builder: inout LayerBuilder
    ) -> UInt32 {
        let name = text.collapsed(item.span)
        if let number = known[item.entity] {
            let row = Int(number) - 1
            let entity = builder.layer.entities[row]
            if entity.name != name, !entity.aliases.contains(name) { builder.layer.entities[row].aliases.append(name) }
            return number
        }
        let number = UInt32(builder.layer.entities.count + 1)
        let type = builder.type(item.label)
        builder.layer.entities.append(Entity(number: number, name: name, type: type, references: [item.entity]))
        known[item.entity] = number
        return number
    }

    private func link(_ links: [Link], _ ids: [String: AnnotationID], _ builder: inout LayerBuilder) -> Int {
        var dangling = 0
        for link in links {
            guard let from = ids[link.from], let to = ids[link.to] else {
                dangling += 1
                continue
            }
            let id = builder.fresh(.relation)
            builder.layer.relations.append(Relation(number: id.number, type: link.type, from: from, to: to))
            for (name, value) in link.attributes { builder.attribute(name, value, on: id) }
        }
        return dangling
    }
}

extension FileName {
    /// The last part of a path.
    static func last(_ path: String) -> String {
        path.utf8.lastIndex(of: 0x2F).map { String(path[path.utf8.index(after: $0)...]) } ?? path
    }
}
