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

    private static func hitQuery(_ condition: QueryCondition, _ order: HitOrder) -> (String, [Value]) {
        let both = "JOIN report r ON r.id = p.report"
        let rest = condition.conditions.isEmpty ? "" : condition.conditions.joined(separator: " AND ")
        let words =
            switch order {
            case .newest: "p.id DESC"
            case .oldest: "p.id"
            case .rank: "f.score, p.id DESC"
            case .date: "r.published DESC, p.id DESC"
            }
        guard let match = condition.match else {
            return ("SELECT \(hitColumns) FROM paragraph p \(both) WHERE \(rest.isEmpty ? "1" : rest) ORDER BY \(words)", condition.values)
        }
        if condition.isOfReport, order == .newest || order == .oldest {
            // The word index gives its rows in order of id, in either direction, without sorting.
            return (
                "SELECT \(hitColumns) FROM words JOIN paragraph p ON p.id = words.rowid \(both) WHERE words MATCH ? "
                    + (rest.isEmpty ? "" : "AND \(rest) ") + "ORDER BY words.rowid\(order == .newest ? " DESC" : "")", [.text(match)] + condition.values
            )
        }
        let score = order == .rank ? ", bm25(words) AS score" : ""
        return (
            "WITH f AS MATERIALIZED (SELECT rowid AS id\(score) FROM words WHERE words MATCH ?) SELECT \(hitColumns) FROM f "
                + "JOIN paragraph p ON p.id = f.id \(both)\(rest.isEmpty ? "" : " WHERE " + rest) ORDER BY \(words)", [.text(match)] + condition.values
        )
    }

    public func count(_ query: Query) throws -> Int {
        let condition = try condition(query)
        if let match = condition.match, condition.conditions.isEmpty {
            if try meta("dead") == 0 { return try database.number("SELECT count(*) FROM words WHERE words MATCH ?", .text(match)) }
            return try database.number("SELECT count(*) FROM words JOIN paragraph p ON p.id = words.rowid WHERE words MATCH ?", .text(match))
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
        let (sql, values) = Self.hitQuery(try condition(query), .oldest)
        let named = sql.split(separator: " FROM ", maxSplits: 1)
        guard named.count == 2 else { return 0 }
        return try database.first("SELECT count(DISTINCT p.report) FROM \(named[1])", values) { $0.int(0) } ?? 0
    }

    /// Paragraphs of a query as a subquery of ids.
    private func paragraphs(_ query: Query) throws -> (sql: String, values: [Value]) {
        let (sql, values) = try condition(query).joined
        return ("SELECT p.id FROM paragraph p JOIN report r ON r.id = p.report WHERE \(sql)", values)
    }

    // MARK: Dates

    public func events(_ query: Query, days: DayRange?, limit: Int) throws -> [EventRow] {
        let columns = "e.id, e.start, e.length, e.earliest, e.latest, e.precision, e.value, " + Self.hitColumns
        let first = days?.earliest.map { Int($0.number) } ?? -9_999_999
        let last = days?.latest.map { Int($0.number) } ?? 9_999_999
        let time = "coalesce(e.earliest, -9999999) <= ? AND coalesce(e.latest, 9999999) >= ?"
        let (sql, values) = try eventSource(query)
        let rows = try database.rows(
            "SELECT \(columns) FROM \(sql) WHERE \(time) AND (\(try condition(query).joined.sql)) "
                + "ORDER BY coalesce(e.earliest, e.latest), coalesce(e.latest, 9999999), p.id LIMIT ?",
            values + [.int(last), .int(first)] + (try condition(query).joined.values) + [.int(limit)]
        ) { row in
            EventRow(
                id: row.int(0), hit: SQLiteStore.hit(row, from: 7), span: Span(row.int(1), row.int(1) + row.int(2)), earliest: row.optionalInt(3),
                latest: row.optionalInt(4), precision: Precision(rawValue: UInt8(row.int(5))) ?? .day, value: row.text(6))
        }
        return try rows.map { event in
            var event = event
            event.entities = try database.rows(
                "SELECT DISTINCT n.root FROM mention m JOIN entity n ON n.id = m.entity WHERE m.paragraph=? AND m.start >= ? AND m.start < ?",
                [.int(event.hit.paragraph), .int(Int(event.span.start)), .int(Int(event.span.end))]) { $0.int(0) }
            return event
        }
    }

    /// Where the dates of a query are looked for: of an entity alone its own range of appearances.
    private func eventSource(_ query: Query) throws -> (sql: String, values: [Value]) {
        let join = "JOIN paragraph p ON p.id = e.paragraph JOIN report r ON r.id = p.report"
        let parts: [Query] = if case .and(let parts) = query { parts } else { [query] }
        for case .field(let field, let name) in parts where [.entity, .person, .org, .place].contains(field) {
            let root = try onlyEntity(name, field.types)
            let nodes = try database.rows("SELECT id FROM entity WHERE root=?", [.int(root)]) { String($0.int(0)) }
            return ("(SELECT DISTINCT event FROM appearance WHERE entity IN (\(nodes.joined(separator: ",")))) a JOIN event e ON e.id = a.event \(join)", [])
        }
        return ("event e \(join)", [])
    }

    // MARK: Claims

    static let claimColumns = "c.id, c.start, c.length, c.name, c.kind, c.certainty, c.confidence, coalesce(s.shown, s.name, ''), " + hitColumns

    static func claim(_ row: Row) -> ClaimEntry {
        ClaimEntry(
            id: row.int(0), hit: hit(row, from: 8), span: Span(row.int(1), row.int(1) + row.int(2)), name: row.text(3), source: row.text(7),
            kind: ClaimKind(rawValue: UInt8(row.int(4))) ?? .asserted, certainty: row.optionalInt(5).flatMap { Likelihood(rawValue: UInt8($0)) },
            confidence: row.optionalInt(6).flatMap { Confidence(rawValue: UInt8($0)) })
    }

    static let claimTables =
        "claim c JOIN paragraph p ON p.id = c.paragraph JOIN report r ON r.id = p.report LEFT JOIN entity n ON n.id = c.source LEFT JOIN entity s ON s.id = n.root"

    public func claims(_ query: Query, limit: Int) throws -> [ClaimEntry] {
        let (sql, values) = try condition(query).joined
        let own = try Self.ownClaims(query, self)
        return try database.rows(
            "SELECT \(Self.claimColumns) FROM \(Self.claimTables) WHERE \(sql)\(own.sql) ORDER BY c.id DESC LIMIT ?", values + own.values + [.int(limit)],
            Self.claim)
    }

    /// Conditions on claims hold of the claims themselves where claims are asked for, not of others of their paragraph.
    private static func ownClaims(_ query: Query, _ store: SQLiteStore) throws -> (sql: String, values: [Value]) {
        var (sql, values): (String, [Value]) = ("", [])
        let parts: [Query] = if case .and(let parts) = query { parts } else { [query] }
        for case .field(let field, let value) in parts where [.source, .claim, .certainty, .kind].contains(field) {
            let (inner, found) = try store.condition(.field(field, value)).joined
            // The same subquery, with the claim's id instead of its paragraph.
            guard inner.hasPrefix("p.id IN (SELECT paragraph FROM claim") else { continue }
            let end = inner.lastIndex(of: ")") ?? inner.endIndex
            let condition = inner[inner.startIndex..<end].dropFirst("p.id IN (SELECT paragraph FROM claim".count)
            let cut = condition.firstRange(of: ") AND r.file").map { condition[..<$0.lowerBound] } ?? condition
            sql += " AND c.id IN (SELECT id FROM claim\(cut))"
            values += found
        }
        return (sql, values)
    }

    /// The claim of a report by the name that the report has for it.
    public func claim(_ name: String, ofReport path: String) throws -> ClaimEntry? {
        try database.first(
            "SELECT \(Self.claimColumns) FROM \(Self.claimTables) WHERE r.path=? AND c.name=? COLLATE NOCASE", [.text(path), .text(name)], Self.claim)
    }

    /// Claims that share rare features with one, the most alike first.
    public func claims(like features: [String], limit: Int) throws -> [ClaimEntry] {
        var rare: [(feature: String, count: Int)] = []
        for feature in Set(features) {
            let count = try database.number("SELECT doc FROM featureRows WHERE term=?", .text(feature))
            if count > 0, count < 20_000 { rare.append((feature, count)) }
        }
        let wanted = rare.sorted { ($0.count, $0.feature) < ($1.count, $1.feature) }.prefix(8).map { "\"\($0.feature)\"" }
        guard !wanted.isEmpty else { return [] }
        return try database.rows(
            "WITH f AS MATERIALIZED (SELECT rowid AS id, bm25(features) AS score FROM features WHERE features MATCH ? ORDER BY score LIMIT ?) "
                + "SELECT \(Self.claimColumns) FROM f JOIN \(Self.claimTables.replacing("claim c JOIN", with: "claim c ON c.id = f.id JOIN")) ORDER BY f.score",
            [.text(wanted.joined(separator: " OR ")), .int(limit)], Self.claim)
    }

    // MARK: Entities

    public func entities(_ query: Query?, limit: Int) throws -> [EntityRow] {
        guard let query, query != .all else {
            let rows = try database.rows(
                "SELECT id, coalesce(shown, name), type, total FROM entity WHERE root = id AND total > 0 ORDER BY total DESC, id LIMIT ?", [.int(limit)]
            ) { EntityRow(id: $0.int(0), name: $0.text(1), type: $0.text(2), mentions: $0.int(3), reports: 0) }
            return try rows.map { try filled($0) }
        }
        let (sql, values) = try paragraphs(query)
        let rows = try database.rows(
            "WITH f AS MATERIALIZED (\(sql) ORDER BY p.id DESC LIMIT \(SQLiteStore.mostFaceted)) SELECT n.root, count(*) FROM f "
                + "JOIN mention m ON m.paragraph = f.id JOIN entity n ON n.id = m.entity GROUP BY n.root ORDER BY 2 DESC, 1 LIMIT ?", values + [.int(limit)]
        ) { ($0.int(0), $0.int(1)) }
        return try rows.compactMap { root, mentions in
            guard var entity = try entity(root) else { return nil }
            entity.mentions = mentions
            return entity
        }
    }

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
        let parts = try database.rows("SELECT id, key, reports FROM entity WHERE root=? ORDER BY mentions DESC, key", [.int(row.id)]) {
            ($0.int(0), $0.text(1), $0.int(2))
        }
        row.keys = parts.map(\.1)
        row.reports = parts.reduce(0) { $0 + $1.2 }
        let ids = parts.map { String($0.0) }.joined(separator: ",")
        if let type = try database.first("SELECT type FROM kindUse WHERE entity IN (\(ids)) GROUP BY type ORDER BY sum(uses) DESC, type LIMIT 1", [], { $0.text(0) }) {
            row.type = type
        }
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
        let rows = try database.rows(
            "WITH f AS MATERIALIZED (SELECT DISTINCT paragraph FROM mention WHERE entity IN (SELECT id FROM entity WHERE root=?) ORDER BY paragraph DESC LIMIT 5000) "
                + "SELECT n.root, count(DISTINCT m.paragraph) FROM f JOIN mention m ON m.paragraph = f.paragraph JOIN entity n ON n.id = m.entity "
                + "WHERE n.root <> ? GROUP BY n.root ORDER BY 2 DESC, 1 LIMIT ?", [.int(root), .int(root), .int(limit)]) { ($0.int(0), $0.int(1)) }
        return try rows.compactMap { id, count in
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
        try database.number("SELECT EXISTS(SELECT 1 FROM report WHERE path=?)", .text(path)) == 1
    }

    /// How many copies of a report there are, itself and its original included.
    public func copyCount(_ hit: Hit) throws -> Int {
        try database.number("SELECT 1 + count(*) FROM report WHERE copyOf=?", .int(hit.copyOf ?? hit.report))
    }
}
