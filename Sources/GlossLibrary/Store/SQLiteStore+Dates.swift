import GlossModel

/// Dated sentences of all reports.
extension SQLiteStore {
    public func events(_ query: Query, days: DayRange?, limit: Int) throws -> [EventRow] {
        let first = days?.earliest.map { Int($0.number) } ?? -Holding.endless
        let last = days?.latest.map { Int($0.number) } ?? Holding.endless
        let condition = try condition(query)
        if let nodes = try entityParts(query) { return try rows(appearances(nodes), condition, first, last, limit) }
        if let few = try few(condition) { return try sorted(few, first, last, limit) }
        return try rows(("SELECT day, length, paragraph, number FROM event ORDER BY 1, 2, 3, 4 LIMIT -1", []), condition, first, last, limit)
    }

    /// The parts of the entity that a query asks for; nil where it asks for none.
    private func entityParts(_ query: Query) throws -> [Int]? {
        let parts: [Query] = if case .and(let parts) = query { parts } else { [query] }
        for case .field(let field, let name) in parts where [.entity, .person, .org, .place].contains(field) {
            return try self.parts(of: onlyEntity(name, field.types))
        }
        return nil
    }

    /// The timelines of some parts as one, in order, without bringing it together first.
    private func appearances(_ nodes: [Int]) -> (String, [Value]) {
        let each = "SELECT day, length, paragraph, number FROM appearance WHERE entity=?"
        return (nodes.map { _ in each }.joined(separator: " UNION ") + " ORDER BY 1, 2, 3, 4 LIMIT -1", nodes.map { .int($0) })
    }

    /// Rows in the order of a source of places, those of which the condition holds.
    private func rows(_ source: (sql: String, values: [Value]), _ condition: QueryCondition, _ first: Int, _ last: Int, _ limit: Int) throws -> [EventRow] {
        var found: [EventRow] = []
        guard limit > 0 else { return [] }
        let (sql, values) = condition.joined
        let days = "(e.length >= 0 AND e.day <= ? AND e.day + e.length >= ? OR e.length < 0 AND e.day >= ?)"
        try database.each(
            "SELECT \(Self.hitColumns), p.held, e.number FROM (\(source.sql)) e CROSS JOIN paragraph p ON p.id = e.paragraph "
                + "CROSS JOIN report r ON r.id = p.report WHERE \(days) AND \(sql)",
            source.values + [.int(last), .int(first), .int(first)] + values
        ) { (row) throws(DatabaseError) in
            if let event = Self.events(row).first(where: { $0.number == row.int(11) }) { found.append(event.row) }
            return found.count < limit
        }
        return try found.map { try withRoots($0) }
    }

    /// So few paragraphs are read whole to find their dates.
    private static let fewParagraphs = 20_000

    /// The dates of the paragraphs of a condition where these are few; nil where the line of all dates is the shorter way.
    private func few(_ condition: QueryCondition) throws -> [EventRow]? {
        guard condition.found() != nil || !condition.conditions.isEmpty else { return nil }
        let (sql, values) = Self.hitQuery(condition, .oldest, columns: Self.hitColumns + ", p.held")
        var found: [EventRow] = []
        var count = 0
        try database.each(sql, values) { (row) throws(DatabaseError) in
            count += 1
            found += Self.events(row).map(\.row)
            return count <= Self.fewParagraphs
        }
        return count > Self.fewParagraphs ? nil : found
    }

    private func sorted(_ events: [EventRow], _ first: Int, _ last: Int, _ limit: Int) throws -> [EventRow] {
        func place(_ event: EventRow) -> (Int, Int, Int) {
            (event.earliest ?? event.latest ?? 0, event.earliest == nil ? -1 : event.latest.map { $0 - event.earliest! } ?? Holding.endless, event.id)
        }
        let within = events.filter { ($0.earliest ?? -Holding.endless) <= last && ($0.latest ?? Holding.endless) >= first }
        return try within.sorted { place($0) < place($1) }.prefix(limit).map { try withRoots($0) }
    }

    /// The dated sentences of a paragraph: columns of a hit, then what is held. Entities are parts yet.
    private static func events(_ row: Row) -> [(number: Int, row: EventRow)] {
        let hit = hit(row)
        let holding = row.bytes(10) { Holding($0, from: Int(hit.span.start)) }
        return holding.events.enumerated().compactMap { number, event in
            guard event.place != nil else { return nil }
            let row = EventRow(
                id: hit.paragraph << 16 | min(number, 0xFFFF), hit: hit, span: event.span, earliest: event.earliest, latest: event.latest,
                precision: event.precision, value: event.value, entities: holding.entities(in: event.span))
            return (number, row)
        }
    }

    private func withRoots(_ event: EventRow) throws -> EventRow {
        var event = event
        event.entities = Array(Set(try event.entities.map { try root(of: $0) })).sorted()
        return event
    }

    /// First and last day of what is dated about an entity.
    public func days(of root: Int) throws -> (first: Int, last: Int)? {
        let nodes = try parts(of: root).map(String.init).joined(separator: ",")
        return try database.first("SELECT min(day), max(day) FROM appearance WHERE entity IN (\(nodes))", []) { row in
            row.optionalInt(0).map { ($0, row.int(1)) }
        } ?? nil
    }
}
