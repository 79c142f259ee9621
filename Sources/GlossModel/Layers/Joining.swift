extension Report {
    /// One report of several of the same text, with the layers of all: those of the first, then those
    /// of the next. nil where their texts differ, or where there is but one. The layers of the others
    /// are named as `names` say, if they have one each. Linear in the annotations.
    public static func joined(_ reports: [Report], names: [String]) -> Report? {
        guard var whole = reports.first, reports.count > 1,
            reports.dropFirst().allSatisfy({ $0.text.bytes.elementsEqual(whole.text.bytes) })
        else { return nil }
        whole.layers = []
        for (report, name) in zip(reports, names) {
            let offset = UInt16(whole.layers.count)
            for layer in report.layers {
                var layer = layer.moved(by: offset)
                if layer.origin == .file, report.layers.count == 1 { layer.name = name }
                whole.layers.append(layer)
            }
        }
        whole.findings = reports.flatMap(\.findings)
        whole.date = reports.lazy.compactMap(\.date).first
        return whole
    }

    /// The layers that people or files made, one an annotator.
    public var annotators: [Int] { layers.indices.filter { layers[$0].origin == .file } }
}

extension Layer {
    /// The layer under another number, with the numbers of the layers it names moved as far.
    func moved(by offset: UInt16) -> Layer {
        guard offset > 0 else { return self }
        func moved(_ id: AnnotationID) -> AnnotationID {
            AnnotationID(layer: id.layer + offset, kind: id.kind, number: id.number)
        }
        var layer = self
        layer.number += offset
        layer.identities?.layer += offset
        layer.names = Dictionary(uniqueKeysWithValues: names.map { (moved($0.key), $0.value) })
        for row in layer.sources.indices { layer.sources[row].entity = sources[row].entity.map(moved) }
        for row in layer.relations.indices {
            (layer.relations[row].from, layer.relations[row].to) = (moved(relations[row].from), moved(relations[row].to))
        }
        for row in layer.events.indices {
            layer.events[row].trigger = moved(events[row].trigger)
            for argument in layer.events[row].arguments.indices {
                layer.events[row].arguments[argument].target = moved(events[row].arguments[argument].target)
            }
        }
        for row in layer.attributes.indices { layer.attributes[row].target = moved(attributes[row].target) }
        for row in layer.notes.indices { layer.notes[row].target = moved(notes[row].target) }
        for row in layer.references.indices { layer.references[row].target = moved(references[row].target) }
        for row in layer.equivalences.indices {
            layer.equivalences[row].members = equivalences[row].members.map(moved)
        }
        layer.finish()
        return layer
    }
}
