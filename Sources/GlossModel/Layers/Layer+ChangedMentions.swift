/// What a mention is now, by its number; or that it is gone.
public struct ChangedMention: Sendable, Hashable {
    public var number: UInt32
    /// In order and apart; empty: it is gone.
    public var spans: [Span]
    public var type: String

    public init(number: UInt32, spans: [Span], type: String) { (self.number, self.spans, self.type) = (number, spans, type) }
}

extension Layer {
    /// The layer with a few mentions changed, added or gone; a changed one keeps its form and its entity. O(changes ·
    /// log n) where every mention that is there keeps its place among the others, else O(mentions), without sorting.
    public func with(_ changes: [ChangedMention]) -> Layer {
        var layer = self
        var others: [ChangedMention] = []
        for change in changes where !layer.changeInPlace(change) { others.append(change) }
        if !others.isEmpty { layer.move(others) }
        layer.isSourceExact = false
        return layer
    }

    /// The same with its mentions in chunks, of which only those are copied that are written to. O(mentions).
    public var chunked: Layer {
        var layer = self
        layer.mentions = RowTable(mentions)
        return layer
    }

    private mutating func mention(_ change: ChangedMention, _ old: Mention?) -> Mention {
        makeMention(
            change.spans, number: change.number, type: type(named: change.type), form: old?.form ?? .name, entity: old?.entity ?? 0)
    }

    /// - Returns: false where the mention does not keep its place.
    private mutating func changeInPlace(_ change: ChangedMention) -> Bool {
        guard !change.spans.isEmpty, let row = row(.mention, change.number) else { return false }
        let old = mentions[row]
        let start = change.spans[0].start
        let end = change.spans.map(\.end).max() ?? 0
        let place = (Span(Int(start), Int(end)), change.number)
        guard row == 0 || (mentions[row - 1].span, mentions[row - 1].number) < place,
            row + 1 == mentions.count || place < (mentions[row + 1].span, mentions[row + 1].number)
        else { return false }
        mentions[row] = mention(change, old)
        mentionIndex.raise(row, to: end)
        return true
    }

    /// Takes mentions out and puts others in.
    private mutating func move(_ changes: [ChangedMention]) {
        var added: [Mention] = []
        var removed: [Int] = []
        for change in changes {
            let row = row(.mention, change.number)
            if let row { removed.append(row) }
            if !change.spans.isEmpty { added.append(mention(change, row.map { mentions[$0] })) }
        }
        added.sort { ($0.span, $0.number) < ($1.span, $1.number) }
        removed.sort()
        let order = rowsByNumber(removed, added)
        var table: RowTable<Mention> = []
        var (next, gone) = (0, 0)
        for row in mentions.indices {
            if gone < removed.count, removed[gone] == row {
                gone += 1
                continue
            }
            let old = mentions[row]
            while next < added.count, (added[next].span, added[next].number) < (old.span, old.number) {
                table.append(added[next])
                next += 1
            }
            table.append(old)
        }
        table.append(contentsOf: added[next...])
        mentions = table
        mentionIndex = IntervalIndex(count: table.count) { table[$0].span }
        rows[.mention] = order
    }

    /// The rows in the order of their numbers, once some are gone and others are there.
    private func rowsByNumber(_ removed: [Int], _ added: [Mention]) -> RowOrder {
        // Where each of those added goes: how many of the old rows stay before it.
        let places = added.map { new in
            mentions.indices.partitioningIndex { (mentions[$0].span, mentions[$0].number) >= (new.span, new.number) }
        }
        func moved(_ row: Int) -> UInt32 {
            var now = row
            for place in places where place <= row { now += 1 }
            for gone in removed where gone < row { now -= 1 }
            return UInt32(now)
        }
        var fresh = added.indices.map { index -> (number: UInt32, row: UInt32) in
            let stay = places[index] - removed.count { $0 < places[index] }
            return (added[index].number, UInt32(stay + index))
        }
        fresh.sort { $0.number < $1.number }
        var order: [UInt32] = []
        order.reserveCapacity(mentions.count + added.count)
        var next = 0
        forEachRowByNumber { row in
            if removed.contains(row) { return }
            while next < fresh.count, fresh[next].number < mentions[row].number {
                order.append(fresh[next].row)
                next += 1
            }
            order.append(moved(row))
        }
        order += fresh[next...].map(\.row)
        return .permuted(order)
    }

    private func forEachRowByNumber(_ body: (Int) -> Void) {
        if case .permuted(let order) = rows[.mention] { for row in order { body(Int(row)) } } else { mentions.indices.forEach(body) }
    }
}
