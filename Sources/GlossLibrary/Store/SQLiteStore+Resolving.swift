import GlossModel

extension SQLiteStore {
    /// Says anew which entities are one: what people said first, then gloss's own rules where nothing that people
    /// said stands against them. Nothing is lost by it: each part stays what it is, and only points to another root.
    public func resolve(_ decisions: DecisionLog) throws {
        try writeGathered()
        try mirror(decisions)
        var groups = Groups()
        var shown: [Int: String] = [:]
        for line in decisions.standing {
            guard case .apart(let keys) = line.act, let a = try node(ofKey: keys[0]), let b = try node(ofKey: keys[1]) else { continue }
            groups.keepApart(a, b)
        }
        for line in decisions.standing {
            guard case .same(let keys, let name) = line.act else { continue }
            let nodes = try keys.compactMap { try node(ofKey: $0) }
            for node in nodes.dropFirst() { groups.join(nodes[0], node) }
            if let name, let first = nodes.first { shown[first] = name }
        }
        for (short, whole) in try ruleEdges() { groups.join(short, whole) }
        try store(groups, shown)
        try setMeta("decided", decisions.fingerprint)
    }

    /// Whether the index is of just these decisions.
    public func isResolved(_ decisions: DecisionLog) throws -> Bool { try meta("decided") == decisions.fingerprint }

    private func node(ofKey key: String) throws -> Int? {
        try database.first("SELECT id FROM entity WHERE key=?", [.text(key)]) { $0.int(0) }
    }

    /// Edges of gloss's own rules, none of which joins by a surname: what a report means by a name to what others
    /// mean by it; a name to the id elsewhere of that name, and an acronym to the name that it is explained by, where
    /// there is only one.
    private func ruleEdges() throws -> [(Int, Int)] {
        let own = try database.rows("SELECT short, whole FROM link WHERE rule='own' ORDER BY 1, 2") { ($0.int(0), $0.int(1)) }
        // From the links, which are few, to their ends (CROSS), not from all entities to their links.
        let others = try database.rows(
            "SELECT l.short, min(l.whole) FROM link l CROSS JOIN entity s ON s.id = l.short CROSS JOIN entity w ON w.id = l.whole "
                + "WHERE l.rule <> 'own' AND s.mentions > 0 AND w.mentions > 0 GROUP BY l.short HAVING count(DISTINCT l.whole) = 1 ORDER BY 1"
        ) { ($0.int(0), $0.int(1)) }
        return own + others
    }

    private func store(_ groups: Groups, _ shown: [Int: String]) throws {
        try database.run("UPDATE entity SET shown=NULL WHERE shown IS NOT NULL")
        let before = try database.rows("SELECT id FROM entity WHERE root <> id") { $0.int(0) }
        for id in before { try database.run("UPDATE entity SET root=id, total=mentions WHERE id=?", .int(id)) }
        let oldRoots = try database.rows("SELECT id FROM entity WHERE root=id AND total <> mentions") { $0.int(0) }
        for id in oldRoots { try database.run("UPDATE entity SET total=mentions WHERE id=?", .int(id)) }
        for members in groups.all {
            var sized: [(id: Int, mentions: Int)] = []
            for id in members { sized.append((id, try database.number("SELECT mentions FROM entity WHERE id=?", .int(id)))) }
            // The commonest part gives the name; of equals the oldest.
            guard let root = sized.max(by: { ($0.mentions, $1.id) < ($1.mentions, $0.id) })?.id else { continue }
            for id in members where id != root { try database.run("UPDATE entity SET root=? WHERE id=?", .int(root), .int(id)) }
            try database.run("UPDATE entity SET total=? WHERE id=?", .int(sized.reduce(0) { $0 + $1.mentions }), .int(root))
            if let name = members.compactMap({ shown[$0] }).last { try database.run("UPDATE entity SET shown=? WHERE id=?", .text(name), .int(root)) }
        }
    }

    /// Puts tags and saved searches, as the decisions have them, where queries find them.
    private func mirror(_ decisions: DecisionLog) throws {
        try database.run("DELETE FROM tag")
        try database.run("DELETE FROM search")
        for line in decisions.standing {
            switch line.act {
            case .tag(let report, let add, let remove):
                for tag in add { try database.run("INSERT OR IGNORE INTO tag VALUES(?,?)", .text(report), .text(tag)) }
                for tag in remove { try database.run("DELETE FROM tag WHERE report=? AND tag=?", .text(report), .text(tag)) }
            case .search(let name, let query):
                if query.isEmpty {
                    try database.run("DELETE FROM search WHERE name=?", .text(name))
                } else {
                    try database.run("INSERT INTO search VALUES(?,?) ON CONFLICT DO UPDATE SET query=excluded.query", .text(name), .text(query))
                }
            default: break
            }
        }
    }
}

/// Which of many are one, and which must not be (R. Tarjan 1975).
struct Groups {
    private var parents: [Int: Int] = [:]
    private var members: [Int: [Int]] = [:]
    private var apart: [Int: Set<Int>] = [:]

    private func root(_ id: Int) -> Int {
        var id = id
        while let parent = parents[id], parent != id { id = parent }
        return id
    }

    /// Says that two are never one.
    mutating func keepApart(_ a: Int, _ b: Int) {
        apart[a, default: []].insert(b)
        apart[b, default: []].insert(a)
    }

    /// Makes two one, unless that would make one of two that are apart.
    mutating func join(_ a: Int, _ b: Int) {
        let (first, second) = (root(a), root(b))
        guard first != second else { return }
        let (left, right) = (members[first] ?? [first], members[second] ?? [second])
        let others = Set(right)
        guard !left.contains(where: { apart[$0].map { !$0.isDisjoint(with: others) } ?? false }) else { return }
        let (large, small) = left.count >= right.count ? (first, second) : (second, first)
        parents[small] = large
        members[large] = left.count >= right.count ? left + right : right + left
        members[small] = nil
    }

    /// Those of two and more.
    var all: [[Int]] { members.values.filter { $0.count > 1 }.map { $0.sorted() }.sorted { $0[0] < $1[0] } }
}
