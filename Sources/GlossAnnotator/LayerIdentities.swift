import GlossLexicon
import GlossModel

/// Finds the entities of mentions that a file brings without any.
struct LayerIdentities {
    private let lexicon: Lexicon
    private let text: Text

    init(_ lexicon: Lexicon, _ text: Text) {
        self.lexicon = lexicon
        self.text = text
    }

    func identify(_ layer: Layer, layerNumber: UInt16) -> Layer {
        var result = LayerBuilder(number: layerNumber, name: "gloss", origin: .computed)
        result.types = layer.types
        let types = layer.types.map { MentionType(fileType: $0.name) }
        var buffer = TokenBuffer()
        var names = EntityGathering.NameTable()
        var rows = [UInt32](repeating: 0, count: layer.mentions.count)
        for (row, mention) in layer.mentions.enumerated()
        where mention.form == .name && mention.entity == 0 && mention.fragments == 0 {
            let type = types[Int(mention.type)]
            guard isNamed(type), mention.span.count < 400 else { continue }
            buffer.fill(text.clamped(mention.span), of: text, furniture: [], lexicon: lexicon)
            if let name = buffer.withTokens({ name(mention, type, $0) }), name.key.words > 0 {
                rows[row] = names.number(of: name)
            }
        }
        var gathering = EntityGathering(lexicon, Flow(text, furniture: []))
        gathering.run(names, pairs: pairs(layer), &rows)
        result.entities = gathering.entities
        result.identities = Layer.Identities(layer: layer.number, entities: rows)
        return result.finished()
    }

    private func isNamed(_ type: MentionType) -> Bool {
        switch type {
        case .quantity, .money: false
        default: !type.isIndicator
        }
    }

    private func name(
        _ mention: Mention, _ type: MentionType, _ buffer: Tokens
    ) -> EntityGathering.Name? {
        var start = 0
        while start + 1 < buffer.count, isLeading(buffer[start], type) { start += 1 }
        var end = buffer.count
        while end > start + 1, buffer[end - 1].kind != .word, buffer[end - 1].kind != .number { end -= 1 }
        guard start < end else { return nil }
        let core = start..<end
        var identity: UInt16 = 0
        if let phrase = buffer.phrase(at: start), phrase.end == end { identity = phrase.name }
        if core.count == 1 { identity = buffer[start].name }
        return EntityGathering.Name(
            type: type, layerType: mention.type, core: buffer.span(core),
            key: NameKey(buffer, core), identity: identity)
    }

    /// Articles, and before a person titles and posts.
    private func isLeading(_ token: Token, _ type: MentionType) -> Bool {
        if token.is(.determiner), token.name == 0 { return true }
        return type == .person && token.classes.overlaps([.title, .post]) && !token.is(.givenName)
    }

    /// Rows of "Long Name" and "LN" in "Long Name (LN)".
    private func pairs(_ layer: Layer) -> [(Int, Int)] {
        layer.mentions.indices.dropFirst().compactMap { row in
            let (long, short) = (layer.mentions[row - 1].span, layer.mentions[row].span)
            let isBracketed = short.start == long.end + 2 && text.byte(Int(short.start) - 1) == 0x28
                && text.byte(Int(short.end)) == 0x29
            return isBracketed ? (row - 1, row) : nil
        }
    }
}
