extension Layer {
    /// The same annotations under another name or origin, as given. O(1).
    public func labelled(_ name: String? = nil, as origin: Origin? = nil) -> Layer {
        var layer = self
        layer.name = name ?? layer.name
        layer.origin = origin ?? layer.origin
        return layer
    }

    /// The same annotations as another layer of their report: what they say of each other names the new
    /// one. O(annotations).
    public func renumbered(_ number: UInt16) -> Layer {
        let own = self.number
        return renumbered { $0 == own ? number : $0 }
    }

    /// The layer with every layer that it names, itself among them, under the number that `moved` gives.
    /// O(annotations).
    func renumbered(_ moved: (UInt16) -> UInt16) -> Layer {
        func id(_ id: AnnotationID) -> AnnotationID {
            AnnotationID(layer: moved(id.layer), kind: id.kind, number: id.number)
        }
        var layer = self
        layer.number = moved(number)
        if let other = identities?.layer { layer.identities?.layer = moved(other) }
        layer.names = Dictionary(uniqueKeysWithValues: names.map { (id($0.key), $0.value) })
        for row in sources.indices { layer.sources[row].entity = sources[row].entity.map(id) }
        for row in relations.indices {
            (layer.relations[row].from, layer.relations[row].to) = (id(relations[row].from), id(relations[row].to))
        }
        for row in events.indices {
            layer.events[row].trigger = id(events[row].trigger)
            for argument in events[row].arguments.indices {
                layer.events[row].arguments[argument].target = id(events[row].arguments[argument].target)
            }
        }
        for row in attributes.indices { layer.attributes[row].target = id(attributes[row].target) }
        for row in notes.indices { layer.notes[row].target = id(notes[row].target) }
        for row in references.indices { layer.references[row].target = id(references[row].target) }
        for row in equivalences.indices { layer.equivalences[row].members = equivalences[row].members.map(id) }
        layer.finish()
        return layer
    }
}
