extension Layer {
    /// The same annotations as another layer of their report: what they say of each other names the new
    /// one. O(annotations).
    public func renumbered(_ number: UInt16) -> Layer {
        func moved(_ id: AnnotationID) -> AnnotationID {
            id.layer == self.number ? AnnotationID(layer: number, kind: id.kind, number: id.number) : id
        }
        var layer = self
        layer.number = number
        for row in layer.relations.indices {
            layer.relations[row].from = moved(layer.relations[row].from)
            layer.relations[row].to = moved(layer.relations[row].to)
        }
        for row in layer.events.indices {
            layer.events[row].trigger = moved(layer.events[row].trigger)
            for place in layer.events[row].arguments.indices {
                layer.events[row].arguments[place].target = moved(layer.events[row].arguments[place].target)
            }
        }
        for row in layer.attributes.indices { layer.attributes[row].target = moved(layer.attributes[row].target) }
        for row in layer.notes.indices { layer.notes[row].target = moved(layer.notes[row].target) }
        for row in layer.references.indices { layer.references[row].target = moved(layer.references[row].target) }
        for row in layer.equivalences.indices { layer.equivalences[row].members = layer.equivalences[row].members.map(moved) }
        for row in layer.sources.indices { layer.sources[row].entity = layer.sources[row].entity.map(moved) }
        layer.names = Dictionary(uniqueKeysWithValues: layer.names.map { (moved($0.key), $0.value) })
        if layer.identities?.layer == self.number { layer.identities?.layer = number }
        layer.finish()
        return layer
    }
}
