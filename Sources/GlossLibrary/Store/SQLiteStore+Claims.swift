import Glibc
import GlossModel

/// Claims of all reports.
extension SQLiteStore {
    /// Claims of which a query holds, the newest first. Conditions on claims hold of the claims themselves, not of
    /// others of their paragraph.
    public func claims(_ query: Query, limit: Int) throws -> [ClaimEntry] {
        guard limit > 0 else { return [] }
        var condition = try condition(query)
        condition.conditions.append("p.claims > 0")
        let own = try OwnClaims(query, self)
        let (sql, values) = Self.hitQuery(condition, .newest, columns: Self.hitColumns + ", p.held")
        var found: [Found] = []
        try database.each(sql, values) { (row) throws(DatabaseError) in
            found += Self.claims(row).reversed().filter { own.holds(of: $0) }
            return found.count < limit
        }
        return try found.prefix(limit).map { try entry($0) }
    }

    /// A claim as it is kept, and where.
    private struct Found {
        var id: Int
        var hit: Hit
        var claim: Holding.ClaimMark
    }

    /// The claims of a paragraph: columns of a hit, then what is held.
    private static func claims(_ row: Row) -> [Found] {
        let hit = hit(row)
        let holding = row.bytes(10) { Holding($0, from: Int(hit.span.start)) }
        return holding.claims.enumerated().map { Found(id: ClaimID.of(hit.paragraph, $0.offset), hit: hit, claim: $0.element) }
    }

    private func entry(_ found: Found) throws -> ClaimEntry {
        let claim = found.claim
        let source = claim.source == 0 ? nil : try database.first(
            "SELECT coalesce(s.shown, s.name) FROM entity n JOIN entity s ON s.id = n.root WHERE n.id=?", [.int(claim.source)]) { $0.text(0) }
        return ClaimEntry(
            id: found.id, hit: found.hit, span: claim.span, name: claim.name, source: source ?? "", kind: claim.kind, certainty: claim.certainty,
            confidence: claim.confidence)
    }

    /// What a query asks of claims.
    private struct OwnClaims {
        private var sources: Set<Int>?
        private var kinds: Set<Int>?
        private var bands: ClosedRange<Int>?
        /// Ids of those with the words that are asked for.
        private var ids: Set<Int>?

        init(_ query: Query, _ store: SQLiteStore) throws {
            let parts: [Query] = if case .and(let parts) = query { parts } else { [query] }
            for case .field(let field, let value) in parts {
                switch field {
                case .source: sources = Set(try store.parts(of: store.onlyEntity(value, nil)))
                case .kind: kinds = Set(ClaimKind.allCases.filter { $0.name == value.lowercased() }.map { Int($0.rawValue) })
                case .certainty:
                    let (first, last) = try store.bands(value)
                    bands = first...max(first, last)
                case .claim:
                    let rows = try store.database.rows("SELECT rowid FROM features WHERE features MATCH ?", [.text(store.claimExpression(value))]) { $0.int(0) }
                    ids = ids?.intersection(rows) ?? Set(rows)
                default: break
                }
            }
        }

        func holds(of found: Found) -> Bool {
            let claim = found.claim
            return (sources?.contains(claim.source) ?? true) && (kinds?.contains(Int(claim.kind.rawValue)) ?? true)
                && (bands.map { bands in claim.certainty.map { bands.contains(Int($0.rawValue)) } ?? false } ?? true) && (ids?.contains(found.id) ?? true)
        }
    }

    /// The claim of a report by the name that the report has for it.
    public func claim(_ name: String, ofReport path: String) throws -> ClaimEntry? {
        guard let report = try reportID(path) else { return nil }
        let sql =
            "SELECT \(Self.hitColumns), p.held FROM report r JOIN paragraph p ON p.id >= r.firstParagraph AND p.id < r.endParagraph "
            + "WHERE r.id=? AND p.claims > 0 ORDER BY p.id"
        var found: Found?
        try database.each(sql, [.int(report)]) { (row) throws(DatabaseError) in
            found = Self.claims(row).first { $0.claim.name.lowercased() == name.lowercased() }
            return found == nil
        }
        return try found.map { try entry($0) }
    }

    /// So many claims have what is rare at most: ranking costs some microseconds for each.
    private static let mostOfRare = 20_000

    /// Claims that share rare features with one, the most alike first.
    public func claims(like features: [String], limit: Int) throws -> [ClaimEntry] {
        var known: [(feature: String, count: Int)] = []
        for feature in Set(features) {
            let count = try database.number("SELECT doc FROM featureRows WHERE term=?", .text(feature))
            if count > 0 { known.append((feature, count)) }
        }
        known.sort { ($0.count, $0.feature) < ($1.count, $1.feature) }
        // Any of what is rare; where nothing is, the rarest of it together, which few have.
        let rare = known.prefix(8).filter { $0.count < Self.mostOfRare }
        let wanted = (rare.isEmpty ? Array(known.prefix(3)) : rare).map { "\"\($0.feature)\"" }
        guard !wanted.isEmpty else { return [] }
        let expression = wanted.joined(separator: rare.isEmpty ? " AND " : " OR ")
        let ids = try database.rows(
            "SELECT rowid FROM features WHERE features MATCH ? ORDER BY bm25(features), rowid LIMIT ?", [.text(expression), .int(limit)]
        ) { $0.int(0) }
        return try ids.compactMap { try claim(id: $0) }
    }

    /// How much it tells of two claims that they share a feature: the natural logarithm of how many claims there are
    /// for each that has it. A small library is taken for one of some thousand claims, or all its words would be common.
    public func weights(of features: Set<String>) throws -> (weights: [String: Double], enough: Double) {
        let count = Double(try max(2000, database.first("SELECT total(claims) FROM report", []) { $0.int(0) } ?? 0))
        var weights: [String: Double] = [:]
        for feature in features {
            let claims = try database.number("SELECT doc FROM featureRows WHERE term=?", .text(feature))
            weights[feature] = max(0, log(count / Double(max(1, claims))))
        }
        return (weights, Self.enoughShared * log(count))
    }

    /// What claims of different reports share must tell this much more than one claim of all does, or they are of
    /// different things. Of 71 claims listed first for 30 others, judged by hand, 32 bore on theirs; of the 37 that share
    /// so much, 26.
    private static let enoughShared = 1.69

    /// The claim of an id; nil where its paragraph is there no more.
    private func claim(id: Int) throws -> ClaimEntry? {
        let sql = "SELECT \(Self.hitColumns), p.held FROM paragraph p JOIN report r ON r.id = p.report WHERE p.id <= ? ORDER BY p.id DESC LIMIT 1"
        return try database.first(sql, [.int(id >> ClaimID.bits)]) { row in Self.claims(row).first { $0.id == id } }.flatMap { $0 }.map { try entry($0) }
    }

    /// How many claims an entity makes, and how many are made in paragraphs with it.
    public func claimCounts(of root: Int) throws -> (says: Int, saidOf: Int) {
        let nodes = Set(try parts(of: root))
        var (says, saidOf) = (0, 0)
        let expression = nodes.sorted().map { "\"e\($0)\" OR \"s\($0)\"" }.joined(separator: " OR ")
        try database.each(
            "SELECT p.held FROM (SELECT rowid AS id FROM marks WHERE marks MATCH ?) f CROSS JOIN paragraph p ON p.id = f.id WHERE p.claims > 0",
            [.text(expression)]
        ) { (row) throws(DatabaseError) in
            let holding = row.bytes(0) { Holding($0, from: 0) }
            let own = holding.claims.count { nodes.contains($0.source) }
            says += own
            if holding.mentions.contains(where: { nodes.contains($0.entity) }) { saidOf += holding.claims.count - own }
            return true
        }
        return (says, saidOf)
    }
}
