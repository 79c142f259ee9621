import GlossModel

/// A query as SQL: what the indexes of words and of marks are asked, and what else must hold of paragraph `p` and
/// report `r`.
struct QueryCondition {
    /// An expression of the word index; nil where no word is asked for.
    var match: String?
    /// An expression of the index of marks; nil where it is not asked.
    var marks: String?
    /// Conditions that are joined by AND.
    var conditions: [String] = []
    var values: [Value] = []

    /// The paragraphs that the indexes find, as a query of ids; nil where neither is asked. In order of id, in
    /// either direction, it gives them one by one without bringing them together first.
    func found(_ direction: String = "") -> (sql: String, values: [Value])? {
        let parts = [match.map { ("words", $0) }, marks.map { ("marks", $0) }].compactMap { $0 }
        guard !parts.isEmpty else { return nil }
        let sql = parts.map { "SELECT rowid AS id FROM \($0.0) WHERE \($0.0) MATCH ?" }.joined(separator: " INTERSECT ")
        return (direction.isEmpty ? sql : sql + " ORDER BY 1 " + direction + " LIMIT -1", parts.map { .text($0.1) })
    }

    /// What must hold beside what the indexes find.
    var rest: String { conditions.isEmpty ? "1" : conditions.joined(separator: " AND ") }

    /// The whole condition without a table of hits.
    var joined: (sql: String, values: [Value]) {
        guard let found = found() else { return (rest, values) }
        return ("p.id IN (\(found.sql)) AND \(rest)", found.values + values)
    }
}

extension SQLiteStore {
    /// A query as SQL. With `ofReports` each condition may hold in another paragraph of the report.
    func condition(_ query: Query, ofReports: Bool = false, depth: Int = 0) throws -> QueryCondition {
        var condition = QueryCondition()
        let parts: [Query] = if case .and(let parts) = query { parts } else { [query] }
        var (words, marks): ([String], [String]) = ([], [])
        for part in parts {
            if !ofReports, let expression = try self.marks(part) {
                marks.append(expression)
            } else if !ofReports, let match = Self.match(part) {
                words.append(match)
            } else {
                let (sql, values) = try sql(part, ofReports, depth)
                condition.conditions.append(sql)
                condition.values += values
            }
        }
        if !words.isEmpty { condition.match = words.joined(separator: " AND ") }
        if !marks.isEmpty { condition.marks = marks.joined(separator: " AND ") }
        if try hasGone, depth == 0, !query.asksForGone {
            condition.conditions.append("r.file NOT IN (SELECT id FROM file WHERE gone IS NOT NULL)")
        }
        return condition
    }

    /// A query of what the index of marks knows; nil for any other.
    private func marks(_ query: Query) throws -> String? {
        func all(_ parts: [Query], _ word: String) throws -> String? {
            let found = try parts.compactMap { try marks($0) }
            return found.count == parts.count && !found.isEmpty ? "(" + found.joined(separator: word) + ")" : nil
        }
        switch query {
        case .text(.phrase(let words, isPrefix: true)): return words.count == 1 ? Beginnings.expression(words[0]) : nil
        case .and(let parts): return try all(parts, " AND ")
        case .or(let parts): return try Self.match(query) == nil ? all(parts, " OR ") : nil
        case .field(let field, let value): return try marks(field, value)
        default: return nil
        }
    }

    private func marks(_ field: Query.Field, _ value: String) throws -> String? {
        func any(_ letter: String, _ numbers: some Sequence<Int>) -> String {
            let words = numbers.map { "\"\(letter)\($0)\"" }
            // No row has this one.
            return words.isEmpty ? "\"none\"" : "(" + words.joined(separator: " OR ") + ")"
        }
        switch field {
        case .entity, .person, .org, .place: return any("e", try parts(of: onlyEntity(value, field.types)))
        case .source: return any("s", try parts(of: onlyEntity(value, nil)))
        case .type: return any("t", try database.rows("SELECT id FROM kind WHERE name=? COLLATE NOCASE", [.text(value)]) { $0.int(0) })
        case .certainty:
            let (first, last) = try bands(value)
            return any("b", first...max(first, last))
        case .kind: return any("k", [try claimKind(value)])
        default: return nil
        }
    }

    private func claimKind(_ value: String) throws -> Int {
        guard let kind = ClaimKind.allCases.first(where: { $0.name == value.lowercased() }) else {
            throw QueryError(message: "kind:\(value): kinds are asserted, reported, quoted")
        }
        return Int(kind.rawValue)
    }

    /// The parts that a resolved entity is of.
    func parts(of root: Int) throws -> [Int] {
        try [root] + database.rows("SELECT id FROM entity WHERE root=? AND root <> id ORDER BY id", [.int(root)]) { $0.int(0) }
    }

    var hasGone: Bool { get throws { try database.number("SELECT EXISTS(SELECT 1 FROM file WHERE gone IS NOT NULL)") == 1 } }

    /// A query of words alone for the word index; nil for any other.
    static func match(_ query: Query) -> String? {
        func quoted(_ words: [String], _ isPrefix: Bool = false) -> String {
            "\"" + words.joined(separator: " ") + "\"" + (isPrefix ? " *" : "")
        }
        switch query {
        case .text(.phrase(let words, let isPrefix)): return quoted(words, isPrefix)
        case .text(.exact(let word)):
            let words = Folding.words(word).map(\.word)
            return words.isEmpty ? nil : quoted(words)
        case .text(.near(let a, let b, let distance)): return "NEAR(\(quoted(a)) \(quoted(b)), \(distance))"
        case .or(let parts):
            let all = parts.compactMap { match($0) }
            return all.count == parts.count ? "(" + all.joined(separator: " OR ") + ")" : nil
        case .and(let parts):
            let all = parts.compactMap { match($0) }
            return all.count == parts.count && !all.isEmpty ? "(" + all.joined(separator: " AND ") + ")" : nil
        default: return nil
        }
    }

    private func sql(_ query: Query, _ ofReports: Bool, _ depth: Int) throws -> (String, [Value]) {
        if !ofReports || query.isSingle, let expression = try marks(query) {
            return try inReport("SELECT rowid FROM marks WHERE marks MATCH ?", [.text(expression)], ofReports)
        }
        if !ofReports, let match = Self.match(query) { return ("p.id IN (SELECT rowid FROM words WHERE words MATCH ?)", [.text(match)]) }
        switch query {
        case .all: return ("1", [])
        case .and(let parts): return try joined(parts, " AND ", ofReports, depth)
        case .or(let parts): return try joined(parts, " OR ", ofReports, depth)
        case .not(let part):
            let (inner, values) = try sql(part, ofReports, depth)
            return ("NOT (\(inner))", values)
        case .text:
            return try inReport("SELECT rowid FROM words WHERE words MATCH ?", [.text(Self.match(query) ?? "\"\"")], ofReports)
        case .field(let field, let value): return try sql(field, value, ofReports, depth)
        }
    }

    private func joined(_ parts: [Query], _ word: String, _ ofReports: Bool, _ depth: Int) throws -> (String, [Value]) {
        let all = try parts.map { try sql($0, ofReports, depth) }
        return ("(" + all.map(\.0).joined(separator: word) + ")", all.flatMap(\.1))
    }

    /// A condition that some paragraph is one of those found: this one, or any of the report.
    private func inReport(_ paragraphs: String, _ values: [Value], _ ofReports: Bool) throws -> (String, [Value]) {
        ofReports
            ? ("r.id IN (SELECT q.report FROM paragraph q WHERE q.id IN (\(paragraphs)))", values) : ("p.id IN (\(paragraphs))", values)
    }

    private func sql(_ field: Query.Field, _ value: String, _ ofReports: Bool, _ depth: Int) throws -> (String, [Value]) {
        switch field {
        case .date:
            let (first, last) = try days(value, "date")
            return try inReport(Self.paragraphsOfDays, [.int(last), .int(first), .int(first)], ofReports)
        case .published:
            let (first, last) = try days(value, "published")
            return ("r.published BETWEEN ? AND ?", [.int(first), .int(last)])
        case .claim:
            return try inReport(Self.paragraphsOfClaims, [.text(try claimExpression(value))], ofReports)
        case .report:
            let isPattern = value.contains { "*?[".contains($0) }
            guard !isPattern else { return ("r.path GLOB ?", [.text(value)]) }
            return (
                "r.file IN (SELECT id FROM file WHERE path IN (?, ?)) AND (r.path = ? OR substr(r.path, 1, length(?) + 1) = ? || '#')",
                [.text(value), .text(Self.filePath(ofReport: value)), .text(value), .text(value), .text(value)])
        case .tag: return ("r.path IN (SELECT report FROM tag WHERE tag=?)", [.text(value)])
        case .in: return try saved(value, ofReports, depth)
        case .is: return try state(value)
        // What the index of marks knows.
        case .entity, .person, .org, .place, .source, .type, .certainty, .kind: return ("0", [])
        }
    }

    /// The paragraphs that speak of days: values are the last of them, the first, and the first again.
    private static let paragraphsOfDays =
        "SELECT paragraph FROM event WHERE day <= ? AND day + length >= ? AND length >= 0 UNION ALL SELECT paragraph FROM event WHERE length < 0 AND day >= ?"

    /// The paragraphs of the claims that are found, without those that are there no more.
    private static let paragraphsOfClaims =
        "SELECT id FROM (SELECT (SELECT q.id FROM (SELECT id, claims FROM paragraph WHERE id <= f.rowid >> \(ClaimID.bits) ORDER BY id DESC LIMIT 1) q "
        + "WHERE (q.id << \(ClaimID.bits)) + q.claims > f.rowid) AS id FROM features f WHERE f.features MATCH ?) WHERE id IS NOT NULL"

    /// The path of the file of a report: one of several has a number behind it.
    static func filePath(ofReport path: String) -> String {
        guard let mark = path.utf8.lastIndex(of: 0x23), Int(path[path.index(after: mark)...]) != nil else { return path }
        return String(path[..<mark])
    }

    /// The expression of the index of features for words inside claims.
    func claimExpression(_ value: String) throws(QueryError) -> String {
        let words = Folding.words(value).map(\.word)
        let stems = value.hasSuffix("*") ? words.map { "\"s\($0)\" *" } : ClaimFeatures.of(words).map { "\"\($0)\"" }
        guard !stems.isEmpty else { throw QueryError(message: "claim:\(value): there is no word in it that tells claims apart") }
        return stems.joined(separator: " AND ")
    }

    private func saved(_ name: String, _ ofReports: Bool, _ depth: Int) throws -> (String, [Value]) {
        guard depth < 8 else { throw QueryError(message: "in:\(name): saved searches stand within each other without an end") }
        guard let text = try database.first("SELECT query FROM search WHERE name=?", [.text(name)], { $0.text(0) }) else {
            throw QueryError(message: "there is no saved search \"\(name)\" (gloss library searches lists them)")
        }
        let inner = try condition(Query(text), ofReports: ofReports, depth: depth + 1).joined
        return ("(\(inner.sql))", inner.values)
    }

    private func state(_ value: String) throws -> (String, [Value]) {
        switch value {
        case "copy": return ("r.copyOf IS NOT NULL", [])
        case "new": return ("r.indexed = ?", [.int(try meta("syncNumber"))])
        case "gone": return ("r.file IN (SELECT id FROM file WHERE gone IS NOT NULL)", [])
        case "unjudged": return ("r.path NOT IN (SELECT report FROM tag)", [])
        default: throw QueryError(message: "is:\(value): there are is:copy, is:new, is:gone, is:unjudged")
        }
    }

    /// The first and the last day of `2014`, `2014..2016-06`, `..2016`, `2014..`.
    func days(_ value: String, _ field: String) throws(QueryError) -> (Int, Int) {
        let ends = value.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let ranges = ends.map { $0.isEmpty ? DayRange(earliest: nil, latest: nil) : DayRange(iso: $0) }
        guard ends.contains(where: { !$0.isEmpty }), !ranges.contains(where: { $0 == nil }) else {
            throw QueryError(message: "\(field):\(value): write a year, a month or a day, or two of them with .. between: 2014..2016-06")
        }
        let first = ranges[0]?.earliest.map { Int($0.number) } ?? -9_999_999
        let last = ranges[ranges.count - 1]?.latest.map { Int($0.number) } ?? 9_999_999
        guard first <= last else { throw QueryError(message: "\(field):\(value): the end is before the beginning") }
        return (first, last)
    }

    func bands(_ value: String) throws(QueryError) -> (Int, Int) {
        let ends = value.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let bands = ends.map { Likelihood(name: $0) }
        guard !zip(ends, bands).contains(where: { !$0.isEmpty && $1 == nil }), bands.contains(where: { $0 != nil }) else {
            throw QueryError(message: "certainty:\(value): bands are " + Likelihood.allCases.map { $0.name.split(separator: " ").joined(separator: "-") }.joined(separator: ", "))
        }
        return (bands[0].map { Int($0.rawValue) } ?? 0, bands[bands.count - 1].map { Int($0.rawValue) } ?? Likelihood.allCases.count)
    }
}

extension Query {
    /// Whether it is one condition.
    var isSingle: Bool {
        switch self {
        case .text, .field: true
        case .all, .and, .or, .not: false
        }
    }

    var asksForGone: Bool {
        switch self {
        case .field(.is, "gone"): true
        case .and(let parts), .or(let parts): parts.contains { $0.asksForGone }
        case .not(let part): part.asksForGone
        default: false
        }
    }
}
