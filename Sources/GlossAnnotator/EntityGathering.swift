import GlossLexicon
import GlossModel

/// Gathers name mentions into entities.
///
/// Two names are one where the lexicon says so, where the text says so ("Long Name (LN)"), where
/// they are the same words, where one is the acronym of the other, or where one is the family name
/// of the last person who bore it. Names that the lexicon keeps apart stay apart. Linear.
struct EntityGathering {
    /// A name as far as its identity goes.
    struct Name {
        var type: MentionType
        /// Index of the type in its layer.
        var layerType: UInt16
        /// Where its words stand first.
        var core: Span
        var key: NameKey
        /// Identity from the lexicon; 0 for none.
        var identity: UInt16
    }

    /// Where a name stands: its row in the table of mentions and its index in `NameTable.names`.
    struct Use {
        var row: UInt32
        var name: UInt32
    }

    /// The names of a text, each once, and where they stand, in the order of the text.
    struct NameTable {
        private struct ID: Hashable {
            var whole: UInt64
            var type: MentionType
            var identity: UInt16
        }

        private(set) var names: [Name] = []
        private(set) var uses: [Use] = []
        private var indices: [ID: UInt32] = [:]

        /// Adds a mention of a name.
        mutating func append(_ name: Name, row: Int) {
            let id = ID(whole: name.key.whole, type: name.type, identity: name.identity)
            let index = indices[id] ?? UInt32(names.count)
            if Int(index) == names.count {
                indices[id] = index
                names.append(name)
            }
            uses.append(Use(row: UInt32(row), name: index))
        }
    }

    private let lexicon: Lexicon
    private let flow: Flow
    private(set) var entities: [Entity] = []
    private var identityOf: [UInt16] = []
    private var fullest: [Int] = []
    private var types: [[UInt16: Int]] = []
    private var byIdentity: [UInt16: Int] = [:]
    private var byKey: [UInt64: Int] = [:]
    private var personByLast: [UInt64: Int] = [:]
    private var personByEnds: [UInt64: Int] = [:]
    private var byInitials: [UInt64: Int] = [:]
    private var seenTexts: Set<UInt64> = []

    init(_ lexicon: Lexicon, _ flow: Flow) {
        self.lexicon = lexicon
        self.flow = flow
    }

    /// Gives each name its entity: the result has the entity's number at the name's row, 0 for the
    /// rows without one. `pairs` are rows of a long name and the short one in brackets after it.
    mutating func run(_ table: NameTable, rows: Int, pairs: [(Int, Int)]) -> [UInt32] {
        var result = [UInt32](repeating: 0, count: rows)
        define(table, pairs)
        for use in table.uses {
            let name = table.names[Int(use.name)]
            guard name.key.words > 0 else { continue }
            let entity = find(name) ?? make(name)
            note(name, entity)
            result[Int(use.row)] = UInt32(entity + 1)
        }
        return renumbered(result)
    }

    /// Takes what the text says in brackets, before anything else.
    private mutating func define(_ table: NameTable, _ pairs: [(Int, Int)]) {
        guard !pairs.isEmpty else { return }
        var nameOfRow: [Int: Int] = [:]
        let wanted = Set(pairs.flatMap { [$0.0, $0.1] })
        for use in table.uses where wanted.contains(Int(use.row)) { nameOfRow[Int(use.row)] = Int(use.name) }
        for (long, short) in pairs {
            guard let longName = nameOfRow[long].map({ table.names[$0] }),
                let shortName = nameOfRow[short].map({ table.names[$0] }), areOne(longName, shortName)
            else { continue }
            let key = salted(shortName.key.whole, shortName.type)
            if let known = byKey[key], identityOf[known] != longName.identity { continue }
            let entity = find(longName) ?? find(shortName) ?? make(longName)
            byKey[key] = entity
            for identity in [longName.identity, shortName.identity] where identity > 0 {
                if byIdentity[identity] == nil { byIdentity[identity] = entity }
            }
            if identityOf[entity] == 0 { identityOf[entity] = max(longName.identity, shortName.identity) }
            register(longName, entity)
        }
    }

    /// Whether a name in brackets may be short for the one before: its letters come in it, or the
    /// lexicon knows at most one of the two.
    private func areOne(_ long: Name, _ short: Name) -> Bool {
        if long.identity > 0, short.identity > 0 { return long.identity == short.identity }
        guard (long.type == .person) == (short.type == .person) else { return false }
        let letters = flow.string(of: short.core).lowercased().filter(\.isLetter)
        let initials = flow.string(of: long.core).lowercased().split { !$0.isLetter }.compactMap(\.first)
        guard letters.count >= 2, letters.count <= 10 else { return false }
        var rest = letters[...]
        for letter in initials where rest.first == letter { rest.removeFirst() }
        return rest.count * 3 <= letters.count
    }

    private func salted(_ key: UInt64, _ type: MentionType) -> UInt64 {
        type == .person ? ~key : key
    }

    private func find(_ name: Name) -> Int? {
        if name.identity > 0, let entity = byIdentity[name.identity] { return entity }
        let key = salted(name.key.whole, name.type)
        if let entity = byKey[key], name.identity == 0 || identityOf[entity] == 0 { return entity }
        if name.identity > 0 { return nil }
        if name.type == .person {
            if name.key.words == 1 { return personByLast[name.key.last] }
            if let entity = personByEnds[WordHash.join(name.key.first, name.key.last)] { return entity }
            if let entity = byKey[~name.key.last], entities[entity].name.isEmpty == false,
                fullest[entity] == 1, identityOf[entity] == 0 { return entity }
        } else if name.type == .organization, name.key.words == 1 {
            return byInitials[name.key.whole]
        }
        return nil
    }

    private mutating func make(_ name: Name) -> Int {
        entities.append(Entity(number: UInt32(entities.count + 1), name: "", type: name.layerType))
        identityOf.append(name.identity)
        fullest.append(0)
        types.append([:])
        return entities.count - 1
    }

    private mutating func register(_ name: Name, _ entity: Int) {
        let key = salted(name.key.whole, name.type)
        if byKey[key] == nil { byKey[key] = entity }
        if name.identity > 0, byIdentity[name.identity] == nil { byIdentity[name.identity] = entity }
        if name.type == .person {
            personByLast[name.key.last] = entity
            if name.key.words > 1 {
                personByEnds[WordHash.join(name.key.first, name.key.last)] = entity
            }
        } else if name.key.initials != 0, name.key.words > 1, byInitials[name.key.initials] == nil {
            byInitials[name.key.initials] = entity
        }
    }

    /// Keeps the name's words, and its type's vote.
    private mutating func note(_ name: Name, _ entity: Int) {
        register(name, entity)
        types[entity][name.layerType, default: 0] += 1
        guard seenTexts.insert(WordHash.join(name.key.whole, UInt64(entity))).inserted else { return }
        let text = flow.string(of: name.core)
        entities[entity].aliases.append(text)
        let words = Int(name.key.words)
        if words > fullest[entity] {
            fullest[entity] = words
            entities[entity].name = text
        }
    }

    /// Numbers the entities by first appearance and settles names and types.
    private mutating func renumbered(_ rows: [UInt32]) -> [UInt32] {
        var order = [UInt32](repeating: 0, count: entities.count)
        var next: UInt32 = 0
        let result = rows.map { old -> UInt32 in
            guard old > 0 else { return 0 }
            if order[Int(old) - 1] == 0 {
                next += 1
                order[Int(old) - 1] = next
            }
            return order[Int(old) - 1]
        }
        for index in entities.indices {
            entities[index].number = order[index]
            let known = lexicon.name(of: identityOf[index])
            if !known.isEmpty { entities[index].name = known }
            let name = entities[index].name
            entities[index].aliases.removeAll { $0 == name }
            let votes = types[index].sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            if let best = votes.first { entities[index].type = best.key }
        }
        entities = entities.filter { $0.number > 0 }.sorted { $0.number < $1.number }
        return result
    }
}
