/// The mentions of every entity of a report, in the order of the text.
///
/// One 32-bit number a mention: its ordinal, counted through the mention tables of all layers.
public struct EntityMentions: Sendable {
    /// Where the entities of each layer begin in `firsts`, and its mentions in the count.
    private var entityBases: [Int] = []
    private var mentionBases: [Int] = []
    /// Where the mentions of each entity begin in `ordinals`; one more than there are entities.
    private var firsts: [UInt32] = []
    private var ordinals: [UInt32] = []

    /// Gathers them. O(mentions).
    public init(_ report: Report) {
        var (entities, mentions) = (0, 0)
        for index in report.layers.indices {
            entityBases.append(entities)
            mentionBases.append(mentions)
            entities += report.layers[index].entities.count
            mentions += report.layers[index].mentions.count
        }
        firsts = [UInt32](repeating: 0, count: entities + 1)
        guard entities > 0 else { return }
        forEachMention(of: report) { entity, _ in firsts[entity + 1] += 1 }
        for entity in 0..<entities { firsts[entity + 1] += firsts[entity] }
        ordinals = [UInt32](repeating: 0, count: Int(firsts[entities]))
        var next = firsts
        forEachMention(of: report) { entity, ordinal in
            ordinals[Int(next[entity])] = ordinal
            next[entity] += 1
        }
        if report.layers.count(where: { !$0.mentions.isEmpty }) > 1 { sortByPlace(report) }
    }

    private func forEachMention(
        of report: Report, _ body: (_ entity: Int, _ ordinal: UInt32) -> Void
    ) {
        for layer in report.layers.indices {
            for row in report.layers[layer].mentions.indices {
                guard let (other, entity) = report.entityRow(ofMentionRow: row, layer: layer) else { continue }
                body(entityBases[other] + entity, UInt32(mentionBases[layer] + row))
            }
        }
    }

    private mutating func sortByPlace(_ report: Report) {
        for entity in 0..<firsts.count - 1 {
            let range = Int(firsts[entity])..<Int(firsts[entity + 1])
            guard range.count > 1 else { continue }
            let items = ordinals[range].map { item($0, in: report) }
            let order = items.indices.sorted { (items[$0].mention.span, items[$0].id) < (items[$1].mention.span, items[$1].id) }
            let sorted = order.map { ordinals[range.lowerBound + $0] }
            ordinals.replaceSubrange(range, with: sorted)
        }
    }

    /// The mentions of an entity of the report this was made of, in the order of the text.
    public func mentions(of entity: AnnotationID, in report: Report) -> ArraySlice<UInt32> {
        guard entity.kind == .entity, Int(entity.layer) < entityBases.count,
            let row = report.layers[Int(entity.layer)].row(.entity, entity.number)
        else { return [] }
        let index = entityBases[Int(entity.layer)] + row
        return ordinals[Int(firsts[index])..<Int(firsts[index + 1])]
    }

    /// The mention of an ordinal.
    public func item(_ ordinal: UInt32, in report: Report) -> MentionItem {
        let layer = layer(of: ordinal)
        return report.item(layer, Int(ordinal) - mentionBases[layer])
    }

    /// Where the mention of an ordinal stands.
    public func span(_ ordinal: UInt32, in report: Report) -> Span {
        let layer = layer(of: ordinal)
        return report.layers[layer].mentions[Int(ordinal) - mentionBases[layer]].span
    }

    private func layer(of ordinal: UInt32) -> Int {
        mentionBases.lastIndex { $0 <= Int(ordinal) } ?? 0
    }
}
