import GlossModel

/// Two entities that may be one.
public struct CandidatePair: Sendable, Hashable {
    public var a: EntityRow
    public var b: EntityRow
    /// 0 to 1.
    public var score: Double
    public var because: [String]
}

extension SQLiteStore {
    /// What stands in a paragraph; nil where it is there no more.
    private func holding(_ paragraph: Int) throws -> Holding? {
        try database.first("SELECT start, held FROM paragraph WHERE id=?", [.int(paragraph)]) { row in row.bytes(1) { Holding($0, from: row.int(0)) } }
    }

    /// Mentions that stand in a paragraph, in order.
    public func mentions(inParagraph paragraph: Int) throws -> [(span: Span, entity: EntityRow)] {
        let sql = "SELECT r.id, coalesce(r.shown, r.name), r.type, r.total FROM entity n JOIN entity r ON r.id = n.root WHERE n.id=?"
        var known: [Int: EntityRow] = [:]
        return try holding(paragraph)?.mentions.compactMap { mention in
            let entity = try known[mention.entity] ?? database.first(sql, [.int(mention.entity)]) { row in
                EntityRow(id: row.int(0), name: row.text(1), type: row.text(2), mentions: row.int(3), reports: 0)
            }
            known[mention.entity] = entity
            return entity.map { (mention.span, $0) }
        } ?? []
    }

    /// Whether a report has an entity of a name.
    public func has(name: String, inReport path: String) throws -> Bool {
        guard let report = try reportID(path) else { return false }
        let wanted = Folding.bareWords(name).joined(separator: " ")
        let nodes = Set(try holdings(inReport: report).flatMap { $0.holding.mentions.map(\.entity) })
        return try nodes.contains { try database.number("SELECT EXISTS(SELECT 1 FROM name WHERE folded=? AND entity=?)", .text(wanted), .int($0)) == 1 }
    }

    /// Parts of entities that are mentioned within a place.
    public func nodes(inParagraph paragraph: Int, _ span: Span) throws -> [Int] {
        Set(try holding(paragraph)?.mentions.filter { span.contains($0.span) }.map(\.entity) ?? []).sorted()
    }

    /// The newest mentions of an entity, each with its paragraph.
    public func mentions(of root: Int, limit: Int) throws -> [(hit: Hit, span: Span)] {
        let nodes = Set(try parts(of: root))
        var found: [(hit: Hit, span: Span)] = []
        try database.each(
            "SELECT \(Self.hitColumns), p.held FROM (SELECT rowid AS id FROM marks WHERE marks MATCH ? ORDER BY rowid DESC LIMIT -1) f "
                + "CROSS JOIN paragraph p ON p.id = f.id CROSS JOIN report r ON r.id = p.report",
            [.text(nodes.sorted().map { "\"e\($0)\"" }.joined(separator: " OR "))]
        ) { (row) throws(DatabaseError) in
            let hit = SQLiteStore.hit(row)
            let holding = row.bytes(10) { Holding($0, from: Int(hit.span.start), .mentions) }
            for mention in holding.mentions where nodes.contains(mention.entity) { found.append((hit, mention.span)) }
            return found.count < limit
        }
        return Array(found.prefix(limit))
    }

    /// Entities that are among the commonest hundredth have more mentions than this.
    public func commonMentions() throws -> Int {
        let count = try database.number("SELECT count(*) FROM entity WHERE root = id AND total > 0")
        guard count >= 200 else { return .max }
        return try database.number("SELECT total FROM entity WHERE root = id AND total > 0 ORDER BY total DESC LIMIT 1 OFFSET ?", .int(count / 100))
    }

    /// Makes the next sync read the file of a report again.
    public func forget(report path: String) throws {
        let file = String(path.prefix { $0 != "#" })
        try database.run("UPDATE file SET hash=x'', checked=0, size=-1 WHERE path=? OR id IN (SELECT file FROM report WHERE path=?)", .text(file), .text(path))
    }

    /// Files that have been gone since before a time, in seconds since 1970.
    public func goneFiles(before time: Int) throws -> [KnownFile] {
        try knownFiles().values.filter { $0.gone.map { $0 < time } ?? false }.sorted { $0.path < $1.path }
    }

    // MARK: Candidates

    /// Pairs of entities that may be one, the likeliest first: by their names, by whom they are found with, and by
    /// whether their times meet. Pairs that people have judged are left out.
    public func candidates(_ decisions: DecisionLog, limit: Int) throws -> [CandidatePair] {
        let judged = judgedPairs(decisions)
        var pairs: [CandidatePair] = []
        var seen: Set<[Int]> = []
        for group in try nameGroups() {
            for (place, a) in group.enumerated() {
                for b in group[(place + 1)...] where a.root != b.root {
                    guard seen.insert([min(a.root, b.root), max(a.root, b.root)]).inserted, !judged.contains([a.key, b.key]),
                        let likeness = NameLikeness.of(a.name, b.name, isPerson: a.type == "Person")
                    else { continue }
                    guard let left = try entity(a.root), let right = try entity(b.root), !differsById(left, right) else { continue }
                    pairs.append(CandidatePair(a: left, b: right, score: likeness.score, because: [likeness.reason]))
                }
            }
            if pairs.count > 4 * max(50, limit) { break }
        }
        pairs.sort { ($1.score, $0.a.id, $0.b.id) < ($0.score, $1.a.id, $1.b.id) }
        pairs = try pairs.prefix(2 * max(10, limit)).map { try withCompany($0) }
        return Array(pairs.sorted { ($1.score, $0.a.id, $0.b.id) < ($0.score, $1.a.id, $1.b.id) }.prefix(limit))
    }

    private typealias Named = (root: Int, key: String, name: String, type: String)

    /// Entities that share the last word of their names, or a rare one.
    private func nameGroups() throws -> [[Named]] {
        var groups: [String: [Named]] = [:]
        try database.each("SELECT root, key, name, type FROM entity WHERE mentions > 0 AND key NOT LIKE 'report:%' ORDER BY mentions DESC LIMIT 200000") { row in
            let named: Named = (row.int(0), row.text(1), row.text(2), row.text(3))
            let words = Folding.bareWords(named.name)
            for word in named.type == "Person" ? Array(words.suffix(1)) : Array(Set(words)) where word.utf8.count > 2 {
                groups[(named.type == "Person" ? "p " : "n ") + word, default: []].append(named)
            }
            return true
        }
        return groups.sorted { $0.key < $1.key }.map(\.value).filter { (2...40).contains($0.count) }
    }

    private func judgedPairs(_ decisions: DecisionLog) -> Set<Set<String>> {
        var judged: Set<Set<String>> = []
        for line in decisions.standing {
            switch line.act {
            case .apart(let keys), .unsure(let keys): judged.insert(Set(keys))
            default: break
            }
        }
        return judged
    }

    /// Whether ids elsewhere say that two are two.
    private func differsById(_ a: EntityRow, _ b: EntityRow) -> Bool {
        func ids(_ row: EntityRow) -> Set<String> { Set(row.keys.filter { $0.hasPrefix("id:") }) }
        let (left, right) = (ids(a), ids(b))
        return !left.isEmpty && !right.isEmpty && left.isDisjoint(with: right)
    }

    private func withCompany(_ pair: CandidatePair) throws -> CandidatePair {
        var pair = pair
        let common = try commonMentions()
        let left = try company(of: pair.a.id, limit: 30), right = try company(of: pair.b.id, limit: 30)
        let others = Set(right.map(\.id))
        let shared = left.filter { others.contains($0.id) && $0.mentions < common }
        if !shared.isEmpty {
            pair.score += (1 - pair.score) * min(0.5, 0.15 * Double(shared.count))
            pair.because.append("both with " + shared.prefix(3).map(\.name).joined(separator: ", "))
        }
        if let a = try days(of: pair.a.id), let b = try days(of: pair.b.id), a.last + 3650 < b.first || b.last + 3650 < a.first {
            pair.score *= 0.6
            pair.because.append("their times lie ten years and more apart")
        }
        return pair
    }
}

/// How alike two names are.
enum NameLikeness {
    /// nil where nothing speaks for it.
    static func of(_ a: String, _ b: String, isPerson: Bool) -> (score: Double, reason: String)? {
        let (left, right) = (Folding.bareWords(a), Folding.bareWords(b))
        guard left != right, !left.isEmpty, !right.isEmpty else { return left == right ? (0.8, "the same name") : nil }
        if isPerson { return person(left, right) }
        if NodeKey.isAcronym(a, of: b) || NodeKey.isAcronym(b, of: a) { return (0.6, "one may be short for the other") }
        let shared = Set(left).intersection(right)
        let all = Set(left).union(right)
        let jaccard = Double(shared.count) / Double(all.count)
        if distance(left.joined(), right.joined()) <= 2, left.joined().count > 6 { return (0.75, "spelt nearly the same") }
        return jaccard >= 0.5 ? (0.3 + 0.5 * jaccard, "share " + shared.sorted().joined(separator: ", ")) : nil
    }

    private static func person(_ left: [String], _ right: [String]) -> (Double, String)? {
        guard left.last == right.last else { return nil }
        if left.count == 1 || right.count == 1 { return (0.35, "one has the last name only") }
        let (a, b) = (left[0], right[0])
        if a == b { return (0.7, "first and last name are the same") }
        if a.first == b.first, a.count == 1 || b.count == 1 { return (0.65, "an initial fits") }
        if a.hasPrefix(b) || b.hasPrefix(a) { return (0.65, "one first name begins with the other") }
        if distance(a, b) <= 1, min(a.count, b.count) > 3 { return (0.6, "first names spelt nearly the same") }
        let initials = Set(left.dropLast().compactMap(\.first))
        if right.count > 2 || left.count > 2, right.dropLast().contains(where: { $0.first.map { initials.contains($0) } ?? false }) { return (0.4, "an initial is shared") }
        return nil
    }

    private static func distance(_ a: String, _ b: String) -> Int {
        abs(a.count - b.count) > 2 ? 3 : EditDistance.between(a, b)
    }
}
