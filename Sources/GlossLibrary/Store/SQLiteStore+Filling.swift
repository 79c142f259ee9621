import GlossModel

extension SQLiteStore {
    // MARK: Out

    func removeReports(ofFile file: Int) throws {
        for report in try database.rows("SELECT id FROM report WHERE file=?", [.int(file)], { $0.int(0) }) { try remove(report) }
    }

    private func remove(_ report: Int) throws {
        let sql = "SELECT firstParagraph, paragraphs, simhash FROM report WHERE id=?"
        guard let (first, size, print) = try database.first(sql, [.int(report)], { ($0.int(0), $0.int(1), $0.optionalInt(2)) }) else { return }
        let range: [Value] = [.int(first), .int(first + size)]
        let within = "paragraph >= ? AND paragraph < ?"
        try database.run(
            "DELETE FROM appearance WHERE (entity, earliest, event) IN (SELECT m.entity, coalesce(e.earliest, e.latest), e.id FROM event e "
                + "JOIN mention m ON m.paragraph = e.paragraph WHERE e.paragraph >= ? AND e.paragraph < ?)", range)
        for table in ["mention", "event", "claim"] { try database.run("DELETE FROM \(table) WHERE \(within)", range) }
        try database.run("DELETE FROM paragraph WHERE id >= ? AND id < ?", range)
        for (entity, mentions) in try database.rows("SELECT entity, mentions FROM local WHERE report=?", [.int(report)], { ($0.int(0), $0.int(1)) }) {
            count(entity, mentions: -mentions, reports: -1)
        }
        try database.run("DELETE FROM local WHERE report=?", .int(report))
        if let print {
            for band in SimHash.bands(UInt64(UInt(bitPattern: print))) { try database.run("DELETE FROM band WHERE value=? AND report=?", .int(band), .int(report)) }
        }
        try database.run("DELETE FROM report WHERE id=?", .int(report))
        try handOn(copiesOf: report)
        try setMeta("dead", meta("dead") + size)
    }

    /// Where the first of several copies goes, the next is what the others are copies of.
    private func handOn(copiesOf report: Int) throws {
        guard let heir = try database.first("SELECT id FROM report WHERE copyOf=? ORDER BY id LIMIT 1", [.int(report)], { $0.int(0) }) else { return }
        try database.run("UPDATE report SET copyOf=NULL WHERE id=?", .int(heir))
        try database.run("UPDATE report SET copyOf=? WHERE copyOf=?", .int(heir), .int(report))
    }

    // MARK: In

    func add(_ report: IndexedReport, file: Int, stored: String?) throws {
        let first = try max(1, meta("nextParagraph"))
        try setMeta("nextParagraph", first + report.paragraphs.count)
        try database.run(
            "INSERT INTO report(file, path, title, format, published, firstParagraph, paragraphs, simhash, wordCount, copyOf, indexed, stored) "
                + "VALUES(?,?,?,?,?,?,?,?,?,?,?,?)",
            [
                .int(file), .text(report.path), .text(report.title), .text(report.format), Value(report.published), .int(first),
                .int(report.paragraphs.count), Value(report.print.map { Int(bitPattern: UInt($0)) }), .int(report.wordCount),
                Value(try original(of: report, inFile: file)), .int(try meta("syncNumber")), stored.map { .text($0) } ?? .null,
            ])
        let id = database.lastID
        if let print = report.print { for band in SimHash.bands(print) { try database.run("INSERT INTO band VALUES(?,?,?,?)", .int(band), .int(id), .int(Int(bitPattern: UInt(print))), .int(report.wordCount)) } }
        for (number, paragraph) in report.paragraphs.enumerated() {
            try database.run(
                "INSERT INTO paragraph VALUES(?,?,?,?,?)", .int(first + number), .int(id), .int(Int(paragraph.span.start)),
                .int(paragraph.span.count), .int(number + 1))
            try database.run("INSERT INTO words(rowid, body) VALUES(?,?)", .int(first + number), .text(paragraph.words))
        }
        let nodes = try addEntities(report, id)
        for place in report.places {
            try database.run(
                "INSERT OR IGNORE INTO mention VALUES(?,?,?,?)", .int(nodes[place.entity]), .int(first + place.paragraph), .int(Int(place.span.start)),
                .int(place.span.count))
        }
        try addEvents(report, first, nodes)
        try addClaims(report, first, nodes)
    }

    /// The report that a new one is a copy of; nil for none.
    private func original(of report: IndexedReport, inFile file: Int) throws -> Int? {
        let twin =
            "SELECT coalesce(r.copyOf, r.id) FROM file f JOIN file g ON g.hash = f.hash AND g.id <> f.id JOIN report r ON r.file = g.id "
            + "WHERE f.id=? AND g.gone IS NULL AND substr(r.path, length(g.path) + 1) = ? ORDER BY 1 LIMIT 1"
        let part = report.path.utf8.lastIndex(of: 0x23).map { String(report.path[$0...]) } ?? ""
        if report.wordCount > 0, let same = try database.first(twin, [.int(file), .text(part)], { $0.int(0) }) { return same }
        guard let print = report.print else { return nil }
        var best: (distance: Int, id: Int)?
        for band in SimHash.bands(print) {
            // Of texts made by one form many share a part of their prints; the first are enough.
            try database.each("SELECT report, simhash, wordCount FROM band WHERE value=? LIMIT 500", [.int(band)]) { row in
                let distance = SimHash.distance(print, UInt64(UInt(bitPattern: row.int(1))))
                let words = row.int(2)
                if distance <= SimHash.nearest, abs(words - report.wordCount) * 5 <= max(words, report.wordCount), best.map({ distance < $0.distance }) ?? true {
                    best = (distance, row.int(0))
                }
                return true
            }
        }
        return try best.flatMap { best in try database.first("SELECT coalesce(copyOf, id) FROM report WHERE id=?", [.int(best.id)]) { $0.int(0) } }
    }

    /// Puts a report's entities in; gives the node of each.
    private func addEntities(_ report: IndexedReport, _ id: Int) throws -> [Int] {
        var nodes: [Int] = []
        var counted: Set<Int> = []
        for (number, entity) in report.entities.enumerated() {
            let general = try node(NodeKey.of(entity), entity)
            let ownKey = NodeKey.inReport(report.path, entity.name)
            let own = ownKeys.contains(ownKey) ? try node(ownKey, entity) : general
            if own != general { try link(own, general, "own") }
            nodes.append(own)
            try database.run(
                "INSERT INTO local VALUES(?,?,?,?,?,?)", .int(id), .int(number), .int(own), .text(entity.name), .text(entity.type), .int(entity.mentions))
            count(own, mentions: entity.mentions, reports: counted.insert(own).inserted ? 1 : 0)
            gathered.kinds[Gathered.Kind(entity: own, type: entity.type), default: 0] += max(1, entity.mentions)
            try addNames(entity, own, general)
        }
        return nodes
    }

    private func addNames(_ entity: IndexedReport.LocalEntity, _ node: Int, _ general: Int) throws {
        let all = [entity.name] + entity.aliases.prefix(16)
        for folded in Set(all.flatMap { [Folding.name($0), Folding.bareWords($0).joined(separator: " ")] }) where !folded.isEmpty && folded.utf8.count <= 120 {
            gathered.names[Gathered.Name(folded: folded, entity: node), default: 0] += 1
        }
        for reference in entity.references {
            guard let colon = reference.firstIndex(of: ":") else { continue }
            let folded = Folding.name(String(reference[reference.index(after: colon)...]))
            if !folded.isEmpty { try database.run("INSERT OR IGNORE INTO name VALUES(?,?,1)", .text(folded), .int(node)) }
        }
        let named = NodeKey.named(entity.name, entity.type)
        if NodeKey.of(entity) != named, named.hasPrefix("name:") { try link(try self.node(named, entity), general, "id") }
        guard entity.type != "Person" else { return }
        for alias in entity.aliases where NodeKey.isAcronym(alias, of: entity.name) {
            var short = entity
            short.name = alias
            short.references = []
            try link(try self.node(NodeKey.of(short), short), general, "acronym")
        }
    }

    private func link(_ short: Int, _ whole: Int, _ rule: String) throws {
        guard short != whole else { return }
        try database.run("INSERT INTO link VALUES(?,?,?,1) ON CONFLICT DO UPDATE SET uses = uses + 1", .int(short), .int(whole), .text(rule))
    }

    /// The id of the node of a key, which is made where it is new.
    private func node(_ key: String, _ entity: IndexedReport.LocalEntity) throws -> Int {
        if let id = known[key] { return id }
        if known.count > 200_000 { known = [:] }
        if let id = try database.first("SELECT id FROM entity WHERE key=?", [.text(key)], { $0.int(0) }) {
            known[key] = id
            return id
        }
        // Ids of entities are never used twice.
        let id = try max(1, meta("nextEntity"))
        try setMeta("nextEntity", id + 1)
        try database.run("INSERT INTO entity(id, key, name, type, mentions, reports, root, total) VALUES(?,?,?,?,0,0,?,0)", [
            .int(id), .text(key), .text(entity.name), .text(entity.type), .int(id),
        ])
        known[key] = id
        return id
    }

    private func count(_ entity: Int, mentions: Int, reports: Int) {
        gathered.counts[entity, default: (0, 0)].mentions += mentions
        gathered.counts[entity, default: (0, 0)].reports += reports
    }

    private func addEvents(_ report: IndexedReport, _ first: Int, _ nodes: [Int]) throws {
        for event in report.events {
            try database.run(
                "INSERT INTO event(paragraph, start, length, earliest, latest, precision, value) VALUES(?,?,?,?,?,?,?)",
                [
                    .int(first + event.paragraph), .int(Int(event.span.start)), .int(event.span.count), Value(event.earliest), Value(event.latest),
                    .int(Int(event.precision.rawValue)), .text(event.value),
                ])
            let id = database.lastID
            guard let day = event.earliest ?? event.latest else { continue }
            for entity in event.entities {
                try database.run("INSERT OR IGNORE INTO appearance VALUES(?,?,?)", .int(nodes[entity]), .int(day), .int(id))
            }
        }
    }

    private func addClaims(_ report: IndexedReport, _ first: Int, _ nodes: [Int]) throws {
        var next = try max(1, meta("nextClaim"))
        for claim in report.claims {
            try database.run(
                "INSERT INTO claim VALUES(?,?,?,?,?,?,?,?,?)",
                [
                    .int(next), .int(first + claim.paragraph), .int(Int(claim.span.start)), .int(claim.span.count), .text(claim.name),
                    .int(claim.source.map { nodes[$0] } ?? 0), .int(Int(claim.kind.rawValue)), Value(claim.certainty.map { Int($0.rawValue) }),
                    Value(claim.confidence.map { Int($0.rawValue) }),
                ])
            let features = claim.features + claim.entities.map { "e\(nodes[$0])" }
            try database.run("INSERT INTO features(rowid, f) VALUES(?,?)", .int(next), .text(features.joined(separator: " ")))
            next += 1
        }
        if !report.claims.isEmpty { try setMeta("nextClaim", next) }
    }
}

/// What many reports add to few rows, and is written once a transaction.
struct Gathered {
    struct Kind: Hashable {
        var entity: Int
        var type: String
    }
    struct Name: Hashable {
        var folded: String
        var entity: Int
    }
    var counts: [Int: (mentions: Int, reports: Int)] = [:]
    var kinds: [Kind: Int] = [:]
    var names: [Name: Int] = [:]
    /// Numbers of `meta` that were read or set, and which of them differ from the table.
    var meta: [String: Int] = [:]
    var changedMeta: Set<String> = []
}

extension SQLiteStore {
    /// Writes what was gathered.
    func writeGathered() throws {
        let all = gathered
        gathered = Gathered()
        for (entity, count) in all.counts where count != (0, 0) {
            try database.run(
                "UPDATE entity SET mentions = mentions + ?1, reports = reports + ?2, total = CASE root WHEN id THEN total + ?1 ELSE total END WHERE id = ?3",
                .int(count.mentions), .int(count.reports), .int(entity))
        }
        for (kind, uses) in all.kinds {
            try database.run(
                "INSERT INTO kindUse VALUES(?,?,?) ON CONFLICT DO UPDATE SET uses = uses + excluded.uses", .int(kind.entity), .text(kind.type), .int(uses))
        }
        for (name, uses) in all.names {
            try database.run(
                "INSERT INTO name VALUES(?,?,?) ON CONFLICT DO UPDATE SET uses = uses + excluded.uses", .text(name.folded), .int(name.entity), .int(uses))
        }
        for key in all.changedMeta { try writeMeta(key, all.meta[key] ?? 0) }
    }
}
