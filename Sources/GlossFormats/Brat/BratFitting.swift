import GlossModel

/// What brat's standoff has a place for: brat opens no file with an annotation of no words, and takes
/// every text-bound one for a thing to be shown. So what says how a text is built (tokens, sentences) and
/// what is said of the document as a whole stay out.
struct BratFitting {
    /// The report as it is written.
    private(set) var report: Report
    private(set) var losses = Losses()

    /// Fits a report. O(annotations).
    init(_ report: Report) {
        self.report = report
        for layer in report.layers where layer.bratSource == nil {
            if let fitted = fitted(layer) { self.report.replace(fitted) }
        }
    }

    /// Whether a part needs a mark to be none of the mentions when it is read again: nothing in the file
    /// says what it serves.
    static func isMarked(_ part: Mention, in layer: Layer, _ served: Set<UInt32>) -> Bool {
        !served.contains(part.number) && ![BratScheme.source, BratScheme.cue].contains(layer.typeName(part.type))
    }

    /// Numbers of the parts that events and claims name.
    static func served(_ layer: Layer) -> Set<UInt32> {
        var served = Set(layer.events.lazy.map(\.trigger).filter { $0.kind == .part && $0.layer == layer.number }.map(\.number))
        for claim in layer.claims {
            served.formUnion([claim.contentPart, claim.cuePart])
            served.formUnion(layer.sources(of: claim).map(\.mention))
        }
        return served
    }

    /// The layer without what brat has no words for; nil where it has words for all.
    private mutating func fitted(_ layer: Layer) -> Layer? {
        let served = BratFitting.served(layer)
        var removed: Set<AnnotationID> = []
        var (document, built, empty) = (0, 0, 0)
        let linked = BratFitting.linked(layer)
        for part in layer.parts where !served.contains(part.number) {
            let id = layer.id(.part, part.number)
            if layer.isDocument(part) {
                document += layer.attributes(on: id).count
            } else if BratFitting.isOfConstruction(layer.typeName(part.type)), !linked.contains(id) {
                built += 1
            } else if part.span.count == 0 {
                empty += 1
            } else {
                continue
            }
            removed.insert(id)
        }
        for mention in layer.mentions where mention.span.count == 0 {
            removed.insert(layer.id(.mention, mention.number))
            empty += 1
        }
        losses.add(document, "attributes of the document")
        losses.add(built, "tokens, sentences and the like")
        losses.add(empty, "annotations without words")
        return removed.isEmpty ? nil : without(removed, layer)
    }

    /// Whether a type says how a text is built.
    private static func isOfConstruction(_ type: String) -> Bool { CasName.linguistic.contains { type.hasPrefix($0) } }

    /// What relations join that are about more than how a text is built.
    private static func linked(_ layer: Layer) -> Set<AnnotationID> {
        Set(layer.relations.lazy.filter { !isOfConstruction($0.type) && $0.roles.from != CasName.owner }.flatMap { [$0.from, $0.to] })
    }

    /// A layer without some annotations, all that is said of them and, step by step, of that.
    private mutating func without(_ ids: Set<AnnotationID>, _ layer: Layer) -> Layer {
        var layer = LayerBuilder(layer)
        var removed = ids
        var known = 0
        while known != removed.count {
            known = removed.count
            for event in layer.events where removed.contains(event.trigger) { removed.insert(layer.id(.event, event.number)) }
            for relation in layer.relations where removed.contains(relation.from) || removed.contains(relation.to) {
                removed.insert(layer.id(.relation, relation.number))
            }
        }
        layer.mentions = RowTable(layer.mentions.filter { !removed.contains(layer.id(.mention, $0.number)) })
        layer.parts = RowTable(layer.parts.filter { !removed.contains(layer.id(.part, $0.number)) })
        let own = layer.number
        let lost = layer.relations.count {
            removed.contains(AnnotationID(layer: own, kind: .relation, number: $0.number)) && !BratFitting.isOfConstruction($0.type)
        }
        losses.add(lost, "relations of these")
        layer.relations.removeAll { removed.contains(AnnotationID(layer: own, kind: .relation, number: $0.number)) }
        layer.events.removeAll { removed.contains(AnnotationID(layer: own, kind: .event, number: $0.number)) }
        for index in layer.events.indices { layer.events[index].arguments.removeAll { removed.contains($0.target) } }
        layer.attributes.removeAll { removed.contains($0.target) }
        layer.notes.removeAll { removed.contains($0.target) }
        layer.references.removeAll { removed.contains($0.target) }
        for index in layer.equivalences.indices { layer.equivalences[index].members.removeAll { removed.contains($0) } }
        return layer.finished()
    }
}
