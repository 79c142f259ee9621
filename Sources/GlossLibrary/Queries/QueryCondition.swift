import GlossModel

/// A query as SQL: what the word index is asked, and what else must hold of paragraph `p` and report `r`.
struct QueryCondition {
    /// An expression of the word index; nil where no word is asked for.
    var match: String?
    /// Conditions that are joined by AND.
    var conditions: [String] = []
    var values: [Value] = []

    /// Whether all other conditions are on the report, so that hits can be looked at one by one as the word index
    /// gives them.
    var isOfReport: Bool { conditions.allSatisfy { !$0.contains("p.id") } }

    /// The whole condition without a table of hits.
    var joined: (sql: String, values: [Value]) {
        let own = match.map { [("p.id IN (SELECT rowid FROM words WHERE words MATCH ?)", [Value.text($0)])] } ?? []
        let all = own.map(\.0) + conditions
        return (all.isEmpty ? "1" : all.joined(separator: " AND "), own.flatMap(\.1) + values)
    }
}

extension SQLiteStore {
    /// A query as SQL. With `ofReports` each condition may hold in another paragraph of the report.
    func condition(_ query: Query, ofReports: Bool = false, depth: Int = 0) throws -> QueryCondition {
        var condition = QueryCondition()
        let parts: [Query] = if case .and(let parts) = query { parts } else { [query] }
        let texts = ofReports ? [] : parts.filter { Self.match($0) != nil }
        if !texts.isEmpty { condition.match = texts.compactMap { Self.match($0) }.joined(separator: " AND ") }
        for part in parts where !texts.contains(part) {
            let (sql, values) = try sql(part, ofReports, depth)
            condition.conditions.append(sql)
            condition.values += values
        }
        if try hasGone, depth == 0, !query.asksForGone {
            condition.conditions.append("r.file NOT IN (SELECT id FROM file WHERE gone IS NOT NULL)")
        }
        return condition
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
        case .entity, .person, .org, .place:
            let root = try onlyEntity(value, field.types)
            return try inReport("SELECT paragraph FROM mention WHERE entity IN (SELECT id FROM entity WHERE root=?)", [.int(root)], ofReports)
        case .source:
            let root = try onlyEntity(value, nil)
            return try inReport("SELECT paragraph FROM claim WHERE source IN (SELECT id FROM entity WHERE root=?)", [.int(root)], ofReports)
        case .type:
            return try inReport(
                "SELECT paragraph FROM mention WHERE entity IN (SELECT id FROM entity WHERE type = ? COLLATE NOCASE)", [.text(value)], ofReports)
        case .date:
            let (first, last) = try days(value, "date")
            return try inReport("SELECT paragraph FROM event WHERE coalesce(earliest, -9999999) <= ? AND coalesce(latest, 9999999) >= ?", [.int(last), .int(first)], ofReports)
        case .published:
            let (first, last) = try days(value, "published")
            return ("r.published BETWEEN ? AND ?", [.int(first), .int(last)])
        case .claim: return try claimWords(value, ofReports)
        case .certainty:
            let (first, last) = try bands(value)
            return try inReport("SELECT paragraph FROM claim WHERE certainty BETWEEN ? AND ?", [.int(first), .int(last)], ofReports)
        case .kind:
            guard let kind = ClaimKind.allCases.first(where: { $0.name == value.lowercased() }) else {
                throw QueryError(message: "kind:\(value): kinds are asserted, reported, quoted")
            }
            return try inReport("SELECT paragraph FROM claim WHERE kind=?", [.int(Int(kind.rawValue))], ofReports)
        case .report: return value.contains(where: { "*?[".contains($0) }) ? ("r.path GLOB ?", [.text(value)]) : ("(r.path = ? OR r.path GLOB ?)", [.text(value), .text(value + "#*")])
        case .tag: return ("r.path IN (SELECT report FROM tag WHERE tag=?)", [.text(value)])
        case .in: return try saved(value, ofReports, depth)
        case .is: return try state(value)
        }
    }

    private func claimWords(_ value: String, _ ofReports: Bool) throws -> (String, [Value]) {
        let words = Folding.words(value).map(\.word)
        let stems = value.hasSuffix("*") ? words.map { "\"s\($0)\" *" } : ClaimFeatures.of(words).map { "\"\($0)\"" }
        guard !stems.isEmpty else { throw QueryError(message: "claim:\(value): there is no word in it that tells claims apart") }
        return try inReport(
            "SELECT paragraph FROM claim WHERE id IN (SELECT rowid FROM features WHERE features MATCH ?)", [.text(stems.joined(separator: " AND "))], ofReports)
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

    private func bands(_ value: String) throws(QueryError) -> (Int, Int) {
        let ends = value.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let bands = ends.map { Likelihood(name: $0) }
        guard !zip(ends, bands).contains(where: { !$0.isEmpty && $1 == nil }), bands.contains(where: { $0 != nil }) else {
            throw QueryError(message: "certainty:\(value): bands are " + Likelihood.allCases.map { $0.name.split(separator: " ").joined(separator: "-") }.joined(separator: ", "))
        }
        return (bands[0].map { Int($0.rawValue) } ?? 0, bands[bands.count - 1].map { Int($0.rawValue) } ?? Likelihood.allCases.count)
    }
}

extension Query {
    var asksForGone: Bool {
        switch self {
        case .field(.is, "gone"): true
        case .and(let parts), .or(let parts): parts.contains { $0.asksForGone }
        case .not(let part): part.asksForGone
        default: false
        }
    }
}
