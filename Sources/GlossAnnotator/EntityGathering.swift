import GlossLexicon
import GlossModel

/// Gathers name mentions into entities.
///
/// Two names are one where the lexicon says so, where the text says so ("Long Name (LN)"), where
/// they are the same words, where one is the acronym of the other, or where one is the family name
/// of the last person who bore it. Names that the lexicon keeps apart stay apart. A name has one
/// type in a text: the one that it has most often, which all its mentions then have. Linear.
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

    /// The names of a text, each once.
    struct NameTable {
        fileprivate(set) var names: [Name] = []
        private var indices = HashIndex()
        /// How often each comes.
        fileprivate var counts: [UInt32] = []

        /// The number of a name, from 1; it is added where it is new.
        mutating func number(of name: Name) -> UInt32 {
            let id = WordHash.join(name.key.whole, UInt64(name.key.sex) << 24 | UInt64(name.type.rawValue) << 16 | UInt64(name.identity))
            if let index = indices[id] {
                counts[index] += 1
                return UInt32(index + 1)
            }
            indices[id] = names.count
            names.append(name)
            counts.append(1)
            return UInt32(names.count)
        }

        /// Gives names of the same words the type that they have most often together; what the lexicon
        /// knows counts thrice. The family name of a person who is named in full may be something else too.
        mutating func settleTypes() {
            var rows: [UInt64: [Int]] = [:]
            for index in names.indices { rows[names[index].key.whole, default: []].append(index) }
            let full = Set(names.lazy.filter { $0.type == .person && $0.key.words > 1 }.map(\.key.last))
            for same in rows.values where same.count > 1 {
                let open = same.filter { names[$0].type != .person || names[$0].key.words > 1 || !full.contains(names[$0].key.last) }
                var votes: [UInt16: Int] = [:]
                for index in open { votes[names[index].layerType, default: 0] += Int(counts[index]) * (names[index].identity > 0 ? 3 : 1) }
                guard votes.count > 1, let best = votes.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key,
                    let model = open.first(where: { names[$0].layerType == best })
                else { continue }
                for index in open { (names[index].type, names[index].layerType) = (names[model].type, best) }
            }
        }
    }

    private let lexicon: Lexicon
    private let flow: Flow
    private(set) var entities: [Entity] = []
    private var identityOf: [UInt16] = []
    private var fullest: [UInt8] = []
    /// Of each, as `NameKey.sex`.
    private var sexes: [UInt8] = []
    /// How often each type stands for an entity, under both, and the most frequent one of each.
    private var votes = HashIndex()
    private var best: [(type: UInt16, votes: Int)] = []
    /// Entity of each name once it has been found, and 1.
    private var entityOfName: [UInt32] = []
    private var byIdentity = HashIndex()
    private var byKey = HashIndex()
    private var personByLast = HashIndex()
    private var personByEnds = HashIndex()
    private var byInitials = HashIndex()
    private var seenTexts = HashIndex()

    init(_ lexicon: Lexicon, _ flow: Flow) {
        self.lexicon = lexicon
        self.flow = flow
    }

    /// Puts the numbers of entities in the place of those that mentions have of their names in the
    /// table; 0 stays 0. `pairs` are rows of a long name and the short one in brackets after it.
    mutating func run(_ given: NameTable, pairs: [(Int, Int)], _ mentions: inout RowTable<Mention>) {
        var table = given
        table.settleTypes()
        entityOfName = [UInt32](repeating: 0, count: table.names.count)
        define(table, pairs.map { (mentions[$0.0].entity, mentions[$0.1].entity) })
        for row in mentions.indices where mentions[row].entity > 0 {
            mentions[row].entity = UInt32(entity(ofName: Int(mentions[row].entity) - 1, table)) + 1
        }
        var order = Appearance(count: entities.count)
        for row in mentions.indices where mentions[row].entity > 0 {
            let entity = Int(mentions[row].entity) - 1
            mentions[row].type = best[entity].votes > 0 ? best[entity].type : entities[entity].type
            mentions[row].entity = order.number(of: mentions[row].entity)
        }
        settle(order.numbers)
    }

    /// The same for numbers of names by row.
    mutating func run(_ table: NameTable, pairs: [(Int, Int)], _ rows: inout [UInt32]) {
        entityOfName = [UInt32](repeating: 0, count: table.names.count)
        define(table, pairs.map { (rows[$0.0], rows[$0.1]) })
        for row in rows.indices where rows[row] > 0 {
            rows[row] = UInt32(entity(ofName: Int(rows[row]) - 1, table)) + 1
        }
        var order = Appearance(count: entities.count)
        for row in rows.indices where rows[row] > 0 { rows[row] = order.number(of: rows[row]) }
        settle(order.numbers)
    }

    /// Numbers entities in the order in which they appear.
    private struct Appearance {
        private(set) var numbers: [UInt32]
        private var next: UInt32 = 0

        init(count: Int) { numbers = [UInt32](repeating: 0, count: count) }

        mutating func number(of entity: UInt32) -> UInt32 {
            if numbers[Int(entity) - 1] == 0 {
                next += 1
                numbers[Int(entity) - 1] = next
            }
            return numbers[Int(entity) - 1]
        }
    }

    /// The entity of a name that stands next in the text. What one name means stays; the family
    /// name of a person is their last bearer's.
    private mutating func entity(ofName index: Int, _ table: NameTable) -> Int {
        let name = table.names[index]
        let known = Int(entityOfName[index]) - 1
        let entity = known >= 0 ? known : find(name) ?? make(name)
        if known < 0 {
            entityOfName[index] = UInt32(entity + 1)
            note(name, entity)
        } else if name.type == .person {
            registerPerson(name, entity)
        }
        vote(name.layerType, entity)
        return entity
    }

    /// Takes what the text says in brackets, before anything else.
    private mutating func define(_ table: NameTable, _ pairs: [(UInt32, UInt32)]) {
        for (long, short) in pairs where long > 0 && short > 0 {
            let (longName, shortName) = (table.names[Int(long) - 1], table.names[Int(short) - 1])
            guard areOne(longName, shortName) else { continue }
            let key = salted(shortName)
            if let known = byKey[key], identityOf[known] != longName.identity { continue }
            let entity = find(longName) ?? find(shortName) ?? make(longName)
            byKey[key] = entity
            for identity in [longName.identity, shortName.identity] where identity > 0 {
                if byIdentity[mixed(identity)] == nil { byIdentity[mixed(identity)] = entity }
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
        if rest.count * 3 <= letters.count { return true }
        // "Multidimensional Mission in Mali (MINUSMA)": in any order, where they are many.
        return letters.count > 3 && initials.count > 2 && letters.filter(initials.contains).count * 3 >= letters.count * 2
    }

    /// What a name is found by. A man's family name is not a woman's.
    private func salted(_ name: Name) -> UInt64 {
        guard name.type == .person else { return name.key.whole }
        return name.key.words == 1 ? ~name.key.whole ^ UInt64(name.key.sex) << 7 : ~name.key.whole
    }

    private func mayBe(_ name: Name, _ entity: Int) -> Bool {
        name.key.sex == 0 || sexes[entity] == 0 || sexes[entity] == name.key.sex
    }

    /// The last person who bore a family name, of the sex that a title tells.
    private func bearer(_ name: Name) -> Int? {
        if name.key.sex > 0, let entity = personByLast[sexed(name.key.last, name.key.sex)] { return entity }
        return personByLast[name.key.last].flatMap { mayBe(name, $0) ? $0 : nil }
    }

    private func sexed(_ last: UInt64, _ sex: UInt8) -> UInt64 { WordHash.join(last, UInt64(sex)) }

    private func mixed(_ identity: UInt16) -> UInt64 { WordHash.join(0, UInt64(identity)) }

    private func find(_ name: Name) -> Int? {
        if name.identity > 0, let entity = byIdentity[mixed(name.identity)] { return entity }
        let key = salted(name)
        if let entity = byKey[key], name.identity == 0 || identityOf[entity] == 0 { return entity }
        if name.identity > 0 { return nil }
        if name.type == .person {
            if name.key.words == 1 { return bearer(name) }
            if let entity = personByEnds[WordHash.join(name.key.first, name.key.last)] { return entity }
            let alone = byKey[~name.key.last ^ UInt64(name.key.sex) << 7] ?? byKey[~name.key.last]
            if let entity = alone, entities[entity].name.isEmpty == false,
                fullest[entity] == 1, identityOf[entity] == 0, mayBe(name, entity) { return entity }
        } else if name.type == .organization, name.key.words == 1 {
            return byInitials[name.key.whole]
        }
        return nil
    }

    private mutating func make(_ name: Name) -> Int {
        entities.append(Entity(number: UInt32(entities.count + 1), name: "", type: name.layerType))
        identityOf.append(name.identity)
        fullest.append(0)
        sexes.append(name.key.sex)
        best.append((name.layerType, 0))
        return entities.count - 1
    }

    private mutating func register(_ name: Name, _ entity: Int) {
        let key = salted(name)
        if byKey[key] == nil { byKey[key] = entity }
        if name.identity > 0, byIdentity[mixed(name.identity)] == nil {
            byIdentity[mixed(name.identity)] = entity
        }
        if name.type == .person {
            registerPerson(name, entity)
        } else if name.key.initials != 0, name.key.words > 1, byInitials[name.key.initials] == nil {
            byInitials[name.key.initials] = entity
        }
    }

    private mutating func registerPerson(_ name: Name, _ entity: Int) {
        personByLast[name.key.last] = entity
        if sexes[entity] == 0 { sexes[entity] = name.key.sex }
        if sexes[entity] > 0 { personByLast[sexed(name.key.last, sexes[entity])] = entity }
        if name.key.words > 1 {
            personByEnds[WordHash.join(name.key.first, name.key.last)] = entity
        }
    }

    /// Counts a type of an entity; of types that are as frequent the first in the layer wins.
    private mutating func vote(_ type: UInt16, _ entity: Int) {
        let key = WordHash.join(UInt64(entity), UInt64(type))
        let count = (votes[key] ?? 0) + 1
        votes[key] = count
        if count > best[entity].votes || count == best[entity].votes && type < best[entity].type {
            best[entity] = (type, count)
        }
    }

    /// Keeps the name's words.
    private mutating func note(_ name: Name, _ entity: Int) {
        register(name, entity)
        let id = WordHash.join(name.key.whole, UInt64(entity))
        guard seenTexts[id] == nil else { return }
        seenTexts[id] = 0
        let text = flow.string(of: name.core)
        entities[entity].aliases.append(text)
        if name.key.words > fullest[entity] {
            fullest[entity] = name.key.words
            entities[entity].name = text
        }
    }

    /// Settles names and types, and puts the entities in the order of their first appearance.
    private mutating func settle(_ order: [UInt32]) {
        for index in entities.indices {
            entities[index].number = order[index]
            let known = lexicon.name(of: identityOf[index])
            if !known.isEmpty { entities[index].name = known }
            let name = entities[index].name
            entities[index].aliases.removeAll { $0 == name }
            if best[index].votes > 0 { entities[index].type = best[index].type }
        }
        entities = entities.filter { $0.number > 0 }.sorted { $0.number < $1.number }
    }
}
