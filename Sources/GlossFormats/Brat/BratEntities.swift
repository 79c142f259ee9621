import GlossModel

/// Who mentions refer to, as N lines (one identifier, one entity) and `*` lines (a set, an entity)
/// say it.
struct BratEntities {
    private let lines: BratLines
    private let roles: BratRoles
    private let file: Text
    private let text: Text
    /// A draft of an entity for each identifier and each mention of a set; joined ones lead to the
    /// first of them.
    private var parent: [Int] = []
    private var identifiers = ByteInterner()
    /// Draft of each identifier, by its number.
    private var draftOfIdentifier: [Int] = []
    /// Bytes of the file that name a draft, in the order of the lines; the first of each draft.
    private var names: [FileWords] = []
    /// One past the draft of a T line, by its row; 0 for none.
    private var draftOfText: [UInt32]

    init(_ lines: BratLines, _ roles: BratRoles, file: Text, text: Text) {
        self.lines = lines
        self.roles = roles
        self.file = file
        self.text = text
        draftOfText = [UInt32](repeating: 0, count: lines.texts.count)
    }

    /// The entities of a file, and which of its mentions and sources refer to them.
    struct Made: Sendable {
        fileprivate(set) var entities: [Entity] = []
        /// Number of the entity, by row of the mentions that were given; empty where there are none.
        fileprivate(set) var ofMentions: [UInt32] = []
        /// Number of the entity, by row of `BratLines.texts`.
        fileprivate(set) var ofTexts: [UInt32] = []

        /// Gives the mentions and sources of a layer their entities; the mentions are in the order
        /// in which they were given. O(mentions + sources).
        func apply(to layer: inout LayerBuilder, _ roles: BratRoles) {
            guard !entities.isEmpty else { return }
            layer.entities = entities
            for row in layer.mentions.indices { layer.mentions[row].entity = ofMentions[row] }
            for index in layer.sources.indices {
                guard let row = roles.texts[layer.sources[index].mention], ofTexts[row] > 0 else { continue }
                layer.sources[index].entity = AnnotationID(
                    layer: layer.number, kind: .entity, number: ofTexts[row])
            }
        }
    }

    /// Makes the entities of the mentions of a layer that is not sorted yet. O(lines + mentions).
    mutating func make(for layer: LayerBuilder) -> Made {
        let type = lines.word(BratScheme.reference)
        for reference in lines.references where reference.type == type { take(reference) }
        for set in lines.equivalences { take(set.members) }
        return parent.isEmpty ? Made() : build(layer)
    }

    private mutating func take(_ reference: BratLines.Remark) {
        guard let bytes = reference.value.bytes else { return }
        let number = identifiers.number(Bytes(rebasing: file.bytes[bytes]))
        if number == draftOfIdentifier.count { draftOfIdentifier.append(newDraft()) }
        let draft = draftOfIdentifier[number]
        if names[draft].isEmpty { names[draft] = reference.text }
        guard let row = roles.row(ofText: reference.target), roles.roles[row] != .time else { return }
        if draftOfText[row] > 0, roles.roles[row] == .mention { join(Int(draftOfText[row]) - 1, draft) }
        draftOfText[row] = UInt32(draft + 1)
    }

    private mutating func take(_ members: [BratID]) {
        let known = members.filter { roles.exists($0) }
        let rows = known.map { roles.kind(of: $0) == .mention ? roles.row(ofText: $0) : nil }
        guard rows.allSatisfy({ $0 != nil }) else { return }
        let drafts = rows.compactMap { $0 }.map { draft(ofText: $0) }
        guard drafts.count > 1 else { return }
        for draft in drafts.dropFirst() { join(drafts[0], draft) }
    }

    private mutating func draft(ofText row: Int) -> Int {
        if draftOfText[row] > 0 { return Int(draftOfText[row]) - 1 }
        let draft = newDraft()
        draftOfText[row] = UInt32(draft + 1)
        return draft
    }

    private mutating func newDraft() -> Int {
        parent.append(parent.count)
        names.append(.none)
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

    private mutating func build(_ layer: LayerBuilder) -> Made {
        var made = Made()
        let isNamed = named()
        let numbers = numbered(isNamed)
        // Row of each draft's entity; that of its root. Nobody refers to one whose lines name what is not
        // in the file: it is none.
        var rows = [Int?](repeating: nil, count: parent.count)
        for draft in parent.indices where root(draft) == draft && isNamed[draft] {
            rows[draft] = made.entities.count
            made.entities.append(Entity(number: numbers[draft], name: "", type: Layer.noType))
        }
        for draft in parent.indices { rows[draft] = rows[root(draft)] }
        for (number, draft) in draftOfIdentifier.enumerated() {
            let identifier = identifiers.string(number)
            guard let row = rows[draft], !identifier.hasPrefix(BratScheme.database) else { continue }
            made.entities[row].references.append(identifier)
        }
        for draft in parent.indices {
            guard let row = rows[draft], made.entities[row].name.isEmpty else { continue }
            made.entities[row].name = names[draft].bytes.map { file[Span($0)] } ?? ""
        }
        takeMentions(of: layer, &made, rows)
        made.ofTexts = draftOfText.map { draft in
            draft > 0 ? rows[Int(draft) - 1].map { made.entities[$0].number } ?? 0 : 0
        }
        made.entities.sort { $0.number < $1.number }
        return made
    }

    /// Whether some text of the file refers to a draft's entity. By draft; true for roots only.
    private mutating func named() -> [Bool] {
        var isNamed = [Bool](repeating: false, count: parent.count)
        for draft in draftOfText where draft > 0 { isNamed[root(Int(draft) - 1)] = true }
        return isNamed
    }

    /// `gloss:e4` is number 4 where that is free; the others come after. By draft; 0 but for roots.
    private mutating func numbered(_ isNamed: [Bool]) -> [UInt32] {
        var numbers = [UInt32](repeating: 0, count: parent.count)
        var taken: Set<UInt32> = []
        for (number, draft) in draftOfIdentifier.enumerated() {
            let identifier = identifiers.string(number)
            guard identifier.hasPrefix(BratScheme.database) else { continue }
            let name = identifier.dropFirst(BratScheme.database.count)
            guard name.first == "e", let number = UInt32(name.dropFirst()), number > 0,
                number < BratID.odd, numbers[root(draft)] == 0, taken.insert(number).inserted
            else { continue }
            numbers[root(draft)] = number
        }
        var next = (taken.max() ?? 0) + 1
        for draft in parent.indices where root(draft) == draft && isNamed[draft] && numbers[draft] == 0 {
            numbers[draft] = next
            next += 1
        }
        return numbers
    }

    /// Numbers on mentions; type and names of the entities from their mentions in the order of the
    /// file.
    private func takeMentions(of layer: LayerBuilder, _ made: inout Made, _ rows: [Int?]) {
        var aliases = AliasGathering(text, entities: made.entities.map { !$0.name.isEmpty })
        made.ofMentions.reserveCapacity(layer.mentions.count)
        for index in lines.texts.indices where roles.roles[index] == .mention {
            guard draftOfText[index] > 0, let row = rows[Int(draftOfText[index]) - 1] else {
                made.ofMentions.append(0)
                continue
            }
            aliases.take(layer.mentions[made.ofMentions.count], of: row, in: layer)
            made.ofMentions.append(made.entities[row].number)
        }
        for row in made.entities.indices {
            made.entities[row].type = aliases.types[row] ?? Layer.noType
            if made.entities[row].name.isEmpty { made.entities[row].name = aliases.fullest[row] }
            let name = AliasGathering.folded(made.entities[row].name)
            made.entities[row].aliases = aliases.names[row].filter { AliasGathering.folded($0) != name }
        }
    }
}

/// Gathers the names that entities go by from the words of their mentions, each distinct spelling
/// once.
struct AliasGathering {
    private let text: Text
    private let hasName: [Bool]
    private(set) var types: [UInt16?]
    private(set) var names: [[String]]
    /// The longest words of a mention, names before others.
    private(set) var fullest: [String]
    /// What has been seen: hashes of entity, form and spelling. 64 bits of them are taken to differ
    /// where these do.
    private var seen = HashSet()

    init(_ text: Text, entities: [Bool]) {
        self.text = text
        hasName = entities
        types = Array(repeating: nil, count: entities.count)
        names = Array(repeating: [], count: entities.count)
        fullest = Array(repeating: "", count: entities.count)
    }

    /// Takes a mention of the entity of a row.
    mutating func take(_ mention: Mention, of row: Int, in layer: LayerBuilder) {
        if types[row] == nil { types[row] = mention.type }
        guard mention.form == .name || !hasName[row] else { return }
        if mention.fragments == 0 {
            let bytes = Bytes(rebasing: text.bytes[text.clamped(mention.span).range])
            let seed = UInt64(row) << 1 | (mention.form == .name ? 1 : 0)
            guard seen.insert(ByteInterner.hash(bytes, seed: seed)) else { return }
        }
        let words = layer.spans(of: mention).map { text.collapsed($0) }.joined(separator: " ")
        if words.count > fullest[row].count, mention.form == .name || fullest[row].isEmpty { fullest[row] = words }
        guard mention.form == .name else { return }
        let folded = AliasGathering.folded(words)
        guard !names[row].contains(where: { AliasGathering.folded($0) == folded }) else { return }
        names[row].append(words.hasPrefix("the ") ? String(words.dropFirst(4)) : words)
    }

    /// What two spellings of one name share: case and a leading article aside.
    static func folded(_ name: String) -> String {
        let folded = name.lowercased()
        return folded.hasPrefix("the ") ? String(folded.dropFirst(4)) : folded
    }
}
