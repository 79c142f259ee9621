import GlossModel

extension SQLiteStore {
    static let hitColumns = "p.id, p.report, r.path, r.title, r.published, p.start, p.length, p.number, r.stored, r.copyOf"

    static func hit(_ row: Row, from column: Int32 = 0) -> Hit {
        Hit(
            paragraph: row.int(column), report: row.int(column + 1), path: row.text(column + 2), title: row.text(column + 3),
            published: row.optionalInt(column + 4), span: Span(row.int(column + 5), row.int(column + 5) + row.int(column + 6)),
            number: row.int(column + 7), stored: row.text(column + 8).isEmpty ? nil : row.text(column + 8), copyOf: row.optionalInt(column + 9))
    }

    /// Up to so many hits are put in order of rank; more come newest first.
    public static let mostRanked = 40_000

    public func hits(_ query: Query, order: HitOrder, _ body: (Hit) throws -> Bool) throws {
        let condition = try condition(query)
        var order = order
        if order == .rank { order = try condition.match == nil || count(query) > SQLiteStore.mostRanked ? .newest : .rank }
        let (sql, values) = Self.hitQuery(condition, order)
        var failed: (any Error)?
        try database.each(sql, values) { (row) throws(DatabaseError) in
            do { return try body(SQLiteStore.hit(row)) } catch {
                failed = error
                return false
            }
        }
        if let failed { throw failed }
    }

    /// What gives `columns` of the paragraphs `p`, with their reports `r`, of which a condition holds.
    static func hitQuery(_ condition: QueryCondition, _ order: HitOrder, columns: String = hitColumns) -> (String, [Value]) {
        let words =
            switch order {
            case .newest: "p.id DESC"
            case .oldest: "p.id"
            case .rank: "f.score, p.id DESC"
            case .date: "r.published DESC, p.id DESC"
            }
        let isRanked = order == .rank && condition.match != nil
        let direction = order == .newest ? "DESC" : order == .oldest ? "ASC" : ""
        guard var (found, values) = condition.found(direction) else {
            let sql = "SELECT \(columns) FROM paragraph p JOIN report r ON r.id = p.report WHERE \(condition.rest) ORDER BY \(words)"
            return (sql, condition.values)
        }
        var rest = condition.rest
        if isRanked, let match = condition.match {
            (found, values) = ("SELECT rowid AS id, bm25(words) AS score FROM words WHERE words MATCH ?", [.text(match)])
            if let marks = condition.marks {
                rest = "p.id IN (SELECT rowid FROM marks WHERE marks MATCH ?) AND " + rest
                values.append(.text(marks))
            }
        }
        // What the indexes find comes first, in its order; it must not be asked for each row (CROSS).
        let tables = "(\(found)) f CROSS JOIN paragraph p ON p.id = f.id CROSS JOIN report r ON r.id = p.report"
        return ("SELECT \(columns) FROM \(tables) WHERE \(rest)" + (direction.isEmpty ? " ORDER BY \(words)" : ""), values + condition.values)
    }

    public func count(_ query: Query) throws -> Int {
        let condition = try condition(query)
        if let (found, values) = condition.found(), condition.conditions.isEmpty {
            let isClean = try meta("dead") == 0
            let sql = isClean ? found : "SELECT p.id FROM (\(found)) f CROSS JOIN paragraph p ON p.id = f.id"
            return try database.first("SELECT count(*) FROM (\(sql))", values) { $0.int(0) } ?? 0
        }
        let (sql, values) = Self.hitQuery(condition, .oldest)
        return try database.first("SELECT count(*) FROM (\(sql))", values) { $0.int(0) } ?? 0
    }

    /// The reports in which each condition holds somewhere, newest first: their first paragraphs.
    public func reports(_ query: Query, _ body: (Hit) throws -> Bool) throws {
        let (sql, values) = try condition(query, ofReports: true).joined
        var failed: (any Error)?
        try database.each(
            "SELECT \(Self.hitColumns) FROM report r JOIN paragraph p ON p.id = r.firstParagraph WHERE \(sql) ORDER BY r.id DESC", values
        ) { (row) throws(DatabaseError) in
            do { return try body(SQLiteStore.hit(row)) } catch {
                failed = error
                return false
            }
        }
        if let failed { throw failed }
    }

    /// How many reports have a paragraph that is found.
    public func reportCount(_ query: Query) throws -> Int {
        let condition = try condition(query)
        guard let (found, values) = condition.found() else {
            let sql = "SELECT count(DISTINCT p.report) FROM paragraph p JOIN report r ON r.id = p.report WHERE \(condition.rest)"
            return try database.first(sql, condition.values) { $0.int(0) } ?? 0
        }
        let join = condition.conditions.isEmpty ? "" : " CROSS JOIN report r ON r.id = p.report"
        return try database.first(
            "SELECT count(DISTINCT p.report) FROM (\(found)) f CROSS JOIN paragraph p ON p.id = f.id\(join) WHERE \(condition.rest)", values + condition.values
        ) { $0.int(0) } ?? 0
    }

    // MARK: Entities

    public func entities(_ query: Query?, limit: Int) throws -> [EntityRow] {
        guard let query, query != .all else {
            let rows = try database.rows(
                "SELECT id, coalesce(shown, name), type, total FROM entity WHERE root = id AND total > 0 ORDER BY total DESC, id LIMIT ?", [.int(limit)]
            ) { EntityRow(id: $0.int(0), name: $0.text(1), type: $0.text(2), mentions: $0.int(3), reports: 0) }
            return try rows.map { try filled($0) }
        }
        let counts = try mentions(ofNewest: query)
        return try counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit).compactMap { root, mentions in
            guard var entity = try entity(root) else { return nil }
            entity.mentions = mentions
            return entity
        }
    }

    /// How often who and what is mentioned in the newest paragraphs of a query.
    private func mentions(ofNewest query: Query) throws -> [Int: Int] {
        var nodes: [Int: Int] = [:]
        try newest(query) { row in
            row.bytes(1) { for mention in Holding($0, from: 0, .mentions).mentions { nodes[mention.entity, default: 0] += 1 } }
        }
        return try roots(of: nodes)
    }

    /// Gives the newest paragraphs of a query, their ids and what is held of them, to `body`.
    private func newest(_ query: Query, _ body: (Row) -> Void) throws {
        let (sql, values) = Self.hitQuery(try condition(query), .newest, columns: "p.id, p.held")
        var count = 0
        try database.each(sql, values) { (row) throws(DatabaseError) in
            body(row)
            count += 1
            return count < SQLiteStore.mostFaceted
        }
    }

    /// Counts of parts as those of the entities that they are parts of.
    private func roots(of nodes: [Int: Int]) throws -> [Int: Int] {
        var counts: [Int: Int] = [:]
        for (node, count) in nodes { counts[try root(of: node), default: 0] += count }
        return counts
    }

    /// The entity that a part is of.
    func root(of node: Int) throws -> Int { try database.first("SELECT root FROM entity WHERE id=?", [.int(node)]) { $0.int(0) } ?? node }

    /// Lists that go with a query are those of its newest paragraphs, so many of them.
    public static let mostFaceted = 5000

    /// A resolved entity by its id or that of a part of it.
    public func entity(_ id: Int) throws -> EntityRow? {
        let sql = "SELECT r.id, coalesce(r.shown, r.name), r.type, r.total FROM entity n JOIN entity r ON r.id = n.root WHERE n.id=?"
        return try database.first(sql, [.int(id)]) { EntityRow(id: $0.int(0), name: $0.text(1), type: $0.text(2), mentions: $0.int(3), reports: 0) }
            .map { try filled($0) }
    }

    /// A row with what stands with its parts: type, keys, reports; a name of one word of a person says that it may be
    /// of several.
    private func filled(_ row: EntityRow) throws -> EntityRow {
        var row = row
        let nodes = try parts(of: row.id).map(String.init).joined(separator: ",")
        let parts = try database.rows("SELECT id, key, reports FROM entity WHERE id IN (\(nodes)) ORDER BY mentions DESC, key", []) {
            ($0.int(0), $0.text(1), $0.int(2))
        }
        row.keys = parts.map(\.1)
        row.reports = parts.reduce(0) { $0 + $1.2 }
        let types =
            "SELECT k.name FROM kindUse u JOIN kind k ON k.id = u.type WHERE u.entity IN (\(nodes)) GROUP BY u.type ORDER BY sum(u.uses) DESC, k.name LIMIT 1"
        if let type = try database.first(types, [], { $0.text(0) }) { row.type = type }
        if parts.allSatisfy({ $0.1.hasPrefix("surname:") }), let key = row.keys.first {
            let bearers = try bearers(of: String(key.dropFirst("surname:".count)))
            row.name += bearers > 0 ? " (\(bearers)?)" : " (?)"
        }
        return row
    }

    /// How many persons of a full name have a word as their last or first.
    private func bearers(of word: String) throws -> Int {
        try database.number(
            "SELECT count(DISTINCT n.root) FROM name a JOIN entity n ON n.id = a.entity WHERE a.folded=? AND n.key LIKE 'name:%' AND n.mentions > 0", .text(word))
    }

    public func entities(named name: String, types: [String]?) throws -> [EntityRow] {
        if let id = Int(name.hasPrefix("e") ? String(name.dropFirst()) : name), let entity = try entity(id) { return [entity] }
        let key = name.lowercased()
        if ["name:", "surname:", "id:", "report:"].contains(where: { key.hasPrefix($0) }) {
            let found = try database.first("SELECT id FROM entity WHERE key=?", [.text(name)]) { $0.int(0) }
            return try found.flatMap { try entity($0) }.map { [$0] } ?? []
        }
        let folded = Folding.name(name)
        guard !folded.isEmpty else { return [] }
        let bare = Folding.bareWords(name).joined(separator: " ")
        var roots = try roots("a.folded IN (?, ?)", [.text(folded), .text(bare)])
        if roots.isEmpty { roots = try self.roots("' ' || a.folded || ' ' LIKE ?", [.text("% \(folded) %")]) }
        let found = try roots.compactMap { try entity($0) }
        return found.filter { types?.contains($0.type) ?? true }.sorted { ($1.mentions, $0.id) < ($0.mentions, $1.id) }
    }

    private func roots(_ condition: String, _ values: [Value]) throws -> [Int] {
        try database.rows(
            "SELECT DISTINCT n.root FROM name a JOIN entity n ON n.id = a.entity WHERE \(condition) AND n.mentions > 0 LIMIT 200", values) { $0.int(0) }
    }

    /// The one entity of a name or id; throws where there is none, or several.
    func onlyEntity(_ name: String, _ types: [String]?) throws -> Int {
        let found = try entities(named: name, types: types)
        guard let first = found.first else { throw QueryError(message: "there is no entity \"\(name)\"") }
        // Its full name tells it from those that are called so too.
        let exact = found.filter { Folding.name($0.name) == Folding.name(name) || $0.keys.contains("name:" + Folding.bareWords(name).joined(separator: " ")) }
        if found.count == 1 { return first.id }
        if exact.count == 1 { return exact[0].id }
        throw QueryError(message: "\"\(name)\" is the name of \(found.count)", candidates: found)
    }

    /// Names that are nearly one, for somebody who has mistyped it: those that begin alike.
    public func names(like name: String) throws -> [String] {
        let folded = Folding.name(name)
        guard let first = folded.first else { return [] }
        return try database.rows(
            "SELECT folded FROM name WHERE folded >= ? AND folded < ? GROUP BY folded ORDER BY sum(uses) DESC LIMIT 2000",
            [.text(String(first)), .text(String(first) + "\u{10FFFF}")]) { $0.text(0) }
    }

    /// Who stands in paragraphs with an entity, by how often.
    public func company(of root: Int, limit: Int) throws -> [EntityRow] {
        var paragraphs: [Int: Int] = [:]
        let expression = try parts(of: root).map { "\"e\($0)\"" }.joined(separator: " OR ")
        var last: [Int: Int] = [:]
        var roots: [Int: Int] = [:]
        let held = try database.rows(
            "SELECT p.id, p.held FROM (SELECT rowid AS id FROM marks WHERE marks MATCH ? ORDER BY rowid DESC LIMIT -1) f CROSS JOIN paragraph p ON p.id = f.id "
                + "LIMIT \(SQLiteStore.mostFaceted)", [.text(expression)]
        ) { row in
            var nodes: [Int] = []
            row.bytes(1) { Holding.entities($0) { nodes.append($0) } }
            return (row.int(0), nodes)
        }
        for (paragraph, nodes) in held {
            for node in nodes {
                let entity = try roots[node] ?? self.root(of: node)
                roots[node] = entity
                guard last.updateValue(paragraph, forKey: entity) != paragraph else { continue }
                paragraphs[entity, default: 0] += 1
            }
        }
        paragraphs[root] = nil
        return try paragraphs.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit).compactMap { id, count in
            guard var entity = try entity(id) else { return nil }
            entity.mentions = count
            return entity
        }
    }

    // MARK: Tags and searches

    public func tags(ofReport path: String) throws -> [String] {
        try database.rows("SELECT tag FROM tag WHERE report=? ORDER BY tag", [.text(path)]) { $0.text(0) }
    }

    public func searches() throws -> [(name: String, query: String)] {
        try database.rows("SELECT name, query FROM search ORDER BY name") { ($0.text(0), $0.text(1)) }
    }

    /// Paths of files of a report pattern, for exact paths.
    public func hasReport(_ path: String) throws -> Bool {
        try reportID(path) != nil
    }

    /// The id of the report of a path.
    func reportID(_ path: String) throws -> Int? {
        try database.first(
            "SELECT r.id FROM file f JOIN report r ON r.file = f.id WHERE f.path IN (?, ?) AND r.path = ?",
            [.text(path), .text(Self.filePath(ofReport: path)), .text(path)]) { $0.int(0) }
    }

    /// How many copies of a report there are, itself and its original included.
    public func copyCount(_ hit: Hit) throws -> Int {
        try database.number("SELECT 1 + count(*) FROM report WHERE copyOf=?", .int(hit.copyOf ?? hit.report))
    }
}
