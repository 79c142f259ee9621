import GlossModel

/// Who mentions refer to, as N lines (one identifier, one entity) and `*` lines (a set, an entity)
/// say it.
struct BratEntities {
    private let text: Text
    private var parent: [Int] = []
    private var byIdentifier: [String: Int] = [:]
    private var identifiers: [(draft: Int, identifier: String)] = []
    private var names: [(draft: Int, name: String)] = []
    private var draftOfMention: [UInt32: Int] = [:]
    private var draftOfSource: [UInt32: Int] = [:]

    init(_ text: Text) { self.text = text }

    /// Gives the mentions and sources of a layer their entities. O(lines + mentions).
    mutating func assign(_ lines: BratLines, to layer: inout Layer) {
        for reference in layer.references
        where reference.type == BratScheme.reference && !reference.identifier.isEmpty {
            take(reference)
        }
        for set in layer.equivalences where set.members.allSatisfy({ $0.kind == .mention }) {
            let drafts = set.members.map { draft(ofMention: $0.number) }
            for draft in drafts.dropFirst() { join(drafts[0], draft) }
        }
        guard !parent.isEmpty else { return }
        build(&layer)
    }

    private mutating func take(_ reference: Reference) {
        let identifier = reference.identifier
        let draft = byIdentifier[identifier] ?? newDraft()
        if byIdentifier.updateValue(draft, forKey: identifier) == nil {
            identifiers.append((draft, identifier))
        }
        if !reference.text.isEmpty { names.append((draft, reference.text)) }
        switch reference.target.kind {
        case .mention:
            if let known = draftOfMention[reference.target.number] { join(known, draft) }
            draftOfMention[reference.target.number] = draft
        case .part: draftOfSource[reference.target.number] = draft
        default: break
        }
    }

    private mutating func draft(ofMention number: UInt32) -> Int {
        if let known = draftOfMention[number] { return known }
        let draft = newDraft()
        draftOfMention[number] = draft
        return draft
    }

    private mutating func newDraft() -> Int {
        parent.append(parent.count)
        return parent.count - 1
    }

    private mutating func root(_ draft: Int) -> Int {
        var draft = draft
        while parent[draft] != draft {
            parent[draft] = parent[parent[draft]]
            draft = parent[draft]
        }
        return draft
    }

    private mutating func join(_ a: Int, _ b: Int) {
        let (first, second) = (root(a), root(b))
        if first != second { parent[max(first, second)] = min(first, second) }
    }

    // MARK: Entities of drafts

    private mutating func build(_ layer: inout Layer) {
        let numbers = numbered()
        var rows: [Int: Int] = [:]
        for draft in parent.indices where root(draft) == draft {
            guard let number = numbers[draft] else { continue }
            rows[draft] = layer.entities.count
            layer.entities.append(Entity(number: number, name: "", type: 0))
        }
        for (draft, identifier) in identifiers where !identifier.hasPrefix(BratScheme.database) {
            if let row = rows[root(draft)] { layer.entities[row].references.append(identifier) }
        }
        for (draft, name) in names {
            if let row = rows[root(draft)], layer.entities[row].name.isEmpty {
                layer.entities[row].name = name
            }
        }
        takeMentions(&layer, rows)
        for index in layer.sources.indices {
            guard let draft = draftOfSource[layer.sources[index].mention],
                let row = rows[root(draft)]
            else { continue }
            layer.sources[index].entity = AnnotationID(
                layer: layer.number, kind: .entity, number: layer.entities[row].number)
        }
        layer.entities.sort { $0.number < $1.number }
    }

    /// `gloss:e4` is number 4 where that is free; the others come after.
    private mutating func numbered() -> [Int: UInt32] {
        var numbers: [Int: UInt32] = [:]
        var taken: Set<UInt32> = []
        for (draft, identifier) in identifiers where identifier.hasPrefix(BratScheme.database) {
            let name = identifier.dropFirst(BratScheme.database.count)
            guard name.first == "e", let number = UInt32(name.dropFirst()), number > 0,
                number < BratID.odd, numbers[root(draft)] == nil, taken.insert(number).inserted
            else { continue }
            numbers[root(draft)] = number
        }
        var next = (taken.max() ?? 0) + 1
        for draft in parent.indices where root(draft) == draft && numbers[draft] == nil {
            numbers[draft] = next
            next += 1
        }
        return numbers
    }

    /// Numbers on mentions; type and names of the entities from their mentions in the order of the
    /// text.
    private mutating func takeMentions(_ layer: inout Layer, _ rows: [Int: Int]) {
        var seenNames: [Int: Set<String>] = [:]
        var fullest: [Int: String] = [:]
        var hasType: Set<Int> = []
        for index in layer.mentions.indices {
            let mention = layer.mentions[index]
            guard let draft = draftOfMention[mention.number], let row = rows[root(draft)] else {
                continue
            }
            layer.mentions[index].entity = layer.entities[row].number
            if hasType.insert(row).inserted { layer.entities[row].type = mention.type }
            let words = collapsed(layer.spans(of: mention))
            if words.count > (fullest[row]?.count ?? 0), mention.form == .name || fullest[row] == nil {
                fullest[row] = words
            }
            guard mention.form == .name else { continue }
            if seenNames[row, default: []].insert(BratEntities.folded(words)).inserted {
                let isLed = words.hasPrefix("the ")
                layer.entities[row].aliases.append(isLed ? String(words.dropFirst(4)) : words)
            }
        }
        for row in layer.entities.indices {
            if layer.entities[row].name.isEmpty { layer.entities[row].name = fullest[row] ?? "" }
            let name = BratEntities.folded(layer.entities[row].name)
            layer.entities[row].aliases.removeAll { BratEntities.folded($0) == name }
        }
    }

    /// What two spellings of one name share: case and a leading article aside.
    private static func folded(_ name: String) -> String {
        let folded = name.lowercased()
        return folded.hasPrefix("the ") ? String(folded.dropFirst(4)) : folded
    }

    private func collapsed(_ spans: [Span]) -> String {
        spans.map { text.collapsed($0) }.joined(separator: " ")
    }
}
