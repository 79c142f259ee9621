import GlossModel

/// What a step does to the reader's layer, where that is names alone: then the layer is changed, not read anew.
struct ChangedNames {
    let mentions: [ChangedMention]

    /// nil where more than plain names has changed, or something hangs on them that counts for others: then the
    /// whole file tells what there is.
    init?(_ changes: [BratDocument.Change], _ document: BratDocument, _ layer: Layer, _ text: MarkedText) {
        guard changes.count <= 64 else { return nil }
        var names: [String] = []
        for change in changes {
            for line in [change.was, change.now] {
                guard let line else { continue }
                guard let name = ChangedNames.plainName(line) else { return nil }
                if !names.contains(name) { names.append(name) }
            }
        }
        var mentions: [ChangedMention] = []
        for name in names {
            guard let number = UInt32(name.dropFirst()) else { return nil }
            let old = layer.mention(number)
            if let old, old.entity != 0 { return nil }
            guard layer.part(number) == nil, layer.time(number) == nil, old != nil || document.slots(naming: name).isEmpty else { return nil }
            guard let slot = document.slot(of: name) else {
                if old != nil { mentions.append(ChangedMention(number: number, spans: [], type: "")) }
                continue
            }
            guard let line = document.line(slot), let mark = ChangedNames.mark(line, number, text) else { return nil }
            mentions.append(mark)
        }
        self.mentions = mentions
    }

    /// The name of a line that marks words as no date and as no part of a claim.
    private static func plainName(_ line: String) -> String? {
        guard line.first == "T", let name = BratLine(line).name, let number = UInt32(name.dropFirst()), name == "T\(number)" else { return nil }
        let type = line.dropFirst(name.count + 1).prefix { $0 != " " }
        let parts: Set<String> = [BratScheme.claim, BratScheme.cue, BratScheme.source]
        return type.isEmpty || parts.contains(String(type)) || TimexType(rawValue: String(type)) != nil ? nil : name
    }

    private static func mark(_ line: String, _ number: UInt32, _ text: MarkedText) -> ChangedMention? {
        guard let mark = BratLine(line).mark else { return nil }
        var spans: [Span] = []
        for span in mark.spans {
            guard let span, let start = text.byte(span.start), let end = text.byte(span.end), spans.last.map({ Int($0.end) <= start }) ?? true
            else { return nil }
            spans.append(Span(start, end))
        }
        guard text.text.joined(spans) == mark.quote else { return nil }
        return ChangedMention(number: number, spans: ChangedNames.joined(spans, text.text), type: mark.type)
    }

    /// What brat cuts at a line break is one, as its reader has it.
    private static func joined(_ spans: [Span], _ text: Text) -> [Span] {
        var found = [spans[0]]
        for span in spans.dropFirst() {
            let last = found[found.count - 1]
            if BratBinding.isLineBreak(between: last, and: span, in: text) {
                found[found.count - 1] = Span(Int(last.start), Int(span.end))
            } else {
                found.append(span)
            }
        }
        return found
    }
}

/// Who the mentions of a reader's layer are, as a computed layer has it: by their words and their type.
struct KnownNames: Sendable {
    private var entities: [String: UInt32] = [:]

    init(_ layer: Layer) {
        for entity in layer.entities.reversed() {
            for name in [entity.name] + entity.aliases { entities[layer.typeName(entity.type) + "\t" + name] = entity.number }
        }
    }

    var isEmpty: Bool { entities.isEmpty }

    /// The number of the entity of a mention; 0 for none.
    func entity(of mention: Mention, in layer: Layer, _ text: Text) -> UInt32 {
        guard mention.entity == 0 else { return 0 }
        let words = layer.spans(of: mention).map { text.collapsed($0) }.joined(separator: " ")
        return entities[layer.typeName(mention.type) + "\t" + words] ?? 0
    }

    /// What is known of all mentions of a layer. O(mentions).
    func identities(of layer: Layer, _ text: Text) -> Layer.Identities {
        Layer.Identities(layer: layer.number, entities: layer.mentions.map { entity(of: $0, in: layer, text) })
    }

    /// The same after a few have changed: what was known of the others is kept. O(mentions) where rows moved.
    func identities(_ old: Layer.Identities, from before: Layer, to now: Layer, _ changes: [ChangedMention], _ text: Text) -> Layer.Identities {
        var identities = old
        let isInPlace = changes.allSatisfy { change in
            before.row(.mention, change.number) != nil && before.row(.mention, change.number) == now.row(.mention, change.number)
        }
        if isInPlace {
            for change in changes {
                guard let row = now.row(.mention, change.number), row < identities.entities.count else { continue }
                identities.entities[row] = entity(of: now.mentions[row], in: now, text)
            }
            return identities
        }
        let numbers = Set(changes.map(\.number))
        var row = 0
        identities.entities = now.mentions.map { mention in
            if numbers.contains(mention.number) { return entity(of: mention, in: now, text) }
            while row < before.mentions.count, numbers.contains(before.mentions[row].number) { row += 1 }
            defer { row += 1 }
            return row < old.entities.count ? old.entities[row] : 0
        }
        return identities
    }
}
