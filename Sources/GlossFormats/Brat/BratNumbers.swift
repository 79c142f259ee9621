import GlossModel

/// The names that annotations get in a brat file, so that no two are the same.
///
/// The first layer that has brat's names keeps them. Others get the next free numbers, T in the
/// order of the text.
struct BratNumbers {
    private var next: [UInt8: UInt32] = [:]
    private var given: [AnnotationID: UInt32] = [:]
    /// Numbers of whole layers, by the layer.
    private var layers: [UInt16: LayerNumbers] = [:]
    private var kept: Set<UInt16> = []
    private var entityNumbers: [AnnotationID: UInt32] = [:]

    /// Gives numbers to all layers of a report. O(annotations).
    init(_ report: Report) {
        for layer in report.layers where BratNumbers.keepsNames(layer) {
            guard kept.isEmpty else { break }
            kept.insert(layer.number)
            reserve(layer)
            if layer.bratSource == nil { numberOdd(layer) }
        }
        for layer in report.layers where !kept.contains(layer.number) { number(layer) }
        let named = report.layers.filter { !$0.entities.isEmpty }
        if named.count > 1 { for layer in named { numberEntities(layer) } }
    }

    /// The numbers of a layer's rows.
    private struct LayerNumbers {
        /// T numbers by row.
        var mentions: [UInt32] = []
        var parts: [UInt32] = []
        var times: [UInt32] = []
        /// Numbers of the first rows.
        var claims: UInt32 = 0
        var events: UInt32 = 0
        var relations: UInt32 = 0
    }

    /// The name of an annotation as it stands in the file.
    func name(of id: AnnotationID, in layer: Layer) -> BratName {
        if layer.bratSource != nil, let odd = layer.names[id], kept.contains(layer.number) {
            return BratName(odd: odd)
        }
        let number = number(of: id, in: layer)
        switch id.kind {
        case .mention, .part, .time: return BratName("T", number)
        case .claim, .event: return BratName("E", number)
        case .relation: return BratName("R", number)
        case .reference: return BratName("N", number)
        case .note: return BratName("#", number)
        default: return BratName("A", number)
        }
    }

    private func number(of id: AnnotationID, in layer: Layer) -> UInt32 {
        if let numbers = layers[id.layer], let row = layer.row(id.kind, id.number) {
            switch id.kind {
            case .mention: return numbers.mentions[row]
            case .part: return numbers.parts[row]
            case .time: return numbers.times[row]
            case .claim: return numbers.claims + UInt32(row)
            case .event: return numbers.events + UInt32(row)
            case .relation: return numbers.relations + UInt32(row)
            default: break
            }
        }
        return given.isEmpty ? id.number : given[id] ?? id.number
    }

    /// The number of an entity: the 4 of `gloss:e4`.
    func number(ofEntity id: AnnotationID) -> UInt32 {
        entityNumbers.isEmpty ? id.number : entityNumbers[id] ?? id.number
    }

    /// Whether a layer keeps the numbers it has.
    func keeps(_ layer: Layer) -> Bool { kept.contains(layer.number) }

    /// The next free number after a letter.
    mutating func fresh(_ letter: Character) -> UInt32 {
        let key = letter.asciiValue ?? 0
        let number = next[key] ?? 1
        next[key] = number + 1
        return number
    }

    /// The first of some free numbers after a letter.
    private mutating func fresh(_ letter: Character, count: Int) -> UInt32 {
        let key = letter.asciiValue ?? 0
        let number = next[key] ?? 1
        next[key] = number + UInt32(count)
        return number
    }

    private static func keepsNames(_ layer: Layer) -> Bool {
        layer.prefixes[.mention] == "T" && layer.prefixes[.claim] == "E"
    }

    // MARK: Giving

    private mutating func reserve(_ layer: Layer) {
        func raise(_ letter: Character, _ number: UInt32, in next: inout [UInt8: UInt32]) {
            guard number < BratID.odd, let key = letter.asciiValue else { return }
            next[key] = max(next[key] ?? 1, number + 1)
        }
        for table in [layer.mentions, layer.parts] {
            raise("T", table.lazy.map(\.number).filter { $0 < BratID.odd }.max() ?? 0, in: &next)
        }
        for time in layer.times { raise("T", time.number, in: &next) }
        for claim in layer.claims { raise("E", claim.number, in: &next) }
        for event in layer.events { raise("E", event.number, in: &next) }
        for relation in layer.relations { raise("R", relation.number, in: &next) }
        for attribute in layer.attributes { raise("A", attribute.number, in: &next) }
        for note in layer.notes { raise("#", note.number, in: &next) }
        for reference in layer.references { raise("N", reference.number, in: &next) }
        guard let source = layer.bratSource else { return }
        for name in BratNumbers.names(in: source) { raise(name.letter, name.number, in: &next) }
    }

    /// The letter and number each line of a file begins with.
    private static func names(in file: Text) -> [(letter: Character, number: UInt32)] {
        var highest: [UInt8: UInt32] = [:]
        var offset = 0
        while offset < file.count {
            let letter = file.bytes[offset]
            var number: UInt32 = 0
            offset += 1
            while offset < file.count, file.bytes[offset] >= 0x30, file.bytes[offset] <= 0x39 {
                number = min(number, 200_000_000) * 10 + UInt32(file.bytes[offset] - 0x30)
                offset += 1
            }
            if number < BratID.odd { highest[letter] = max(highest[letter] ?? 0, number) }
            while offset < file.count, file.bytes[offset] != 0x0A { offset += 1 }
            offset += 1
        }
        return highest.map { (Character(Unicode.Scalar($0.key)), $0.value) }
    }

    private mutating func number(_ layer: Layer) {
        func id(_ kind: AnnotationKind, _ number: UInt32) -> AnnotationID {
            AnnotationID(layer: layer.number, kind: kind, number: number)
        }
        var numbers = LayerNumbers()
        numberBound(layer, &numbers)
        numbers.claims = fresh("E", count: layer.claims.count)
        numbers.events = fresh("E", count: layer.events.count)
        numbers.relations = fresh("R", count: layer.relations.count)
        layers[layer.number] = numbers
        for attribute in layer.attributes { given[id(.attribute, attribute.number)] = fresh("A") }
        for note in layer.notes { given[id(.note, note.number)] = fresh("#") }
        for reference in layer.references { given[id(.reference, reference.number)] = fresh("N") }
    }

    /// T numbers in the order of the text: of like spans mentions first, then times, then parts.
    private mutating func numberBound(_ layer: Layer, _ numbers: inout LayerNumbers) {
        numbers.mentions.reserveCapacity(layer.mentions.count)
        numbers.times.reserveCapacity(layer.times.count)
        let parts = layer.parts.indices.sorted { layer.parts[$0].span < layer.parts[$1].span }
        numbers.parts = [UInt32](repeating: 0, count: parts.count)
        var next = fresh("T", count: layer.mentions.count + layer.times.count + parts.count)
        var (mention, time, part) = (0, 0, 0)
        func span(_ isThere: Bool, _ span: @autoclosure () -> Span) -> Span {
            isThere ? span() : Span(Int(UInt32.max), 0)
        }
        while mention < layer.mentions.count || time < layer.times.count || part < parts.count {
            let ofMention = span(mention < layer.mentions.count, layer.mentions[mention].span)
            let ofTime = span(time < layer.times.count, layer.times.span(at: time))
            let ofPart = span(part < parts.count, layer.parts[parts[part]].span)
            if mention < layer.mentions.count, !(ofTime < ofMention), !(ofPart < ofMention) {
                numbers.mentions.append(next)
                mention += 1
            } else if time < layer.times.count, !(ofPart < ofTime) {
                numbers.times.append(next)
                time += 1
            } else {
                numbers.parts[parts[part]] = next
                part += 1
            }
            next += 1
        }
    }

    /// Numbers for what has none that brat could write, in a layer that keeps the others.
    private mutating func numberOdd(_ layer: Layer) {
        func give(_ kind: AnnotationKind, _ numbers: [UInt32], _ letter: Character) {
            for number in numbers where number >= BratID.odd {
                given[AnnotationID(layer: layer.number, kind: kind, number: number)] = fresh(letter)
            }
        }
        give(.mention, layer.mentions.map(\.number), "T")
        give(.part, layer.parts.map(\.number), "T")
        give(.time, layer.times.map(\.number), "T")
        give(.claim, layer.claims.map(\.number), "E")
        give(.event, layer.events.map(\.number), "E")
        give(.relation, layer.relations.map(\.number), "R")
    }

    /// Entities keep their numbers unless a layer before has them.
    private mutating func numberEntities(_ layer: Layer) {
        let taken = Set(entityNumbers.values)
        var next = (taken.max() ?? 0) + 1
        next = max(next, (layer.entities.map(\.number).max() ?? 0) + 1)
        for entity in layer.entities {
            let id = AnnotationID(layer: layer.number, kind: .entity, number: entity.number)
            if taken.contains(entity.number) {
                entityNumbers[id] = next
                next += 1
            } else {
                entityNumbers[id] = entity.number
            }
        }
    }
}
