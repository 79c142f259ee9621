import GlossModel

extension SQLiteStore {
    // MARK: Out

    func removeReports(ofFile file: Int) throws {
        for report in try database.rows("SELECT id FROM report WHERE file=?", [.int(file)], { $0.int(0) }) { try remove(report) }
    }

    private func remove(_ report: Int) throws {
        let sql = "SELECT firstParagraph, endParagraph, paragraphs FROM report WHERE id=?"
        guard let (first, end, size) = try database.first(sql, [.int(report)], { ($0.int(0), $0.int(1), $0.int(2)) }) else { return }
        var mentions: [Int: Int] = [:]
        for (paragraph, holding) in try holdings(inReport: report) {
            for mention in holding.mentions { mentions[mention.entity, default: 0] += 1 }
            for (number, event) in holding.events.enumerated() { try removeEvent(event, paragraph, number, holding) }
        }
        try database.run("DELETE FROM paragraph WHERE id >= ? AND id < ?", .int(first), .int(end))
        for (entity, mentions) in mentions { count(entity, mentions: -mentions, reports: -1) }
        try database.run("DELETE FROM report WHERE id=?", .int(report))
        try handOn(copiesOf: report)
        prints?.remove(report)
        try setMeta("dead", meta("dead") + size)
    }

    /// What stands in the paragraphs of a report, in order.
    func holdings(inReport report: Int) throws -> [(paragraph: Int, holding: Holding)] {
        try database.rows(
            "SELECT p.id, p.start, p.held FROM report r JOIN paragraph p ON p.id >= r.firstParagraph AND p.id < r.endParagraph WHERE r.id=? ORDER BY p.id",
            [.int(report)]) { row in (row.int(0), row.bytes(2) { Holding($0, from: row.int(1)) }) }
    }

    private func removeEvent(_ event: Holding.Event, _ paragraph: Int, _ number: Int, _ holding: Holding) throws {
        guard let (day, length) = event.place else { return }
        let place: [Value] = [.int(day), .int(length), .int(paragraph), .int(number)]
        try database.run("DELETE FROM event WHERE day=? AND length=? AND paragraph=? AND number=?", place)
        for entity in holding.entities(in: event.span) {
            try database.run("DELETE FROM appearance WHERE entity=? AND day=? AND length=? AND paragraph=? AND number=?", [.int(entity)] + place)
        }
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
        let original = try original(of: report, inFile: file)
        let id = try max(1, meta("nextReport"))
        try setMeta("nextReport", id + 1)
        let nodes = try addEntities(report)
        let held = try Self.held(report, nodes)
        var (paragraph, mentions, reportNodes) = (first, 0, [Int: Int]())
        for (number, holding) in held.enumerated() {
            try add(paragraph, report, number, id, holding)
            try addClaims(report, paragraph, holding, nodes)
            try addEvents(holding.holding, paragraph)
            paragraph += ClaimID.paragraphs(holding.claims.count)
            mentions += holding.holding.mentions.count
            for mention in holding.holding.mentions { reportNodes[mention.entity, default: 0] += 1 }
        }
        for (node, mentions) in reportNodes { count(node, mentions: mentions, reports: 1) }
        try setMeta("nextParagraph", paragraph)
        try database.run(
            "INSERT INTO report VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            [
                .int(id), .int(file), .text(report.path), .text(report.title), .text(report.format), Value(report.published), .int(first), .int(paragraph),
                .int(report.paragraphs.count), .int(mentions), .int(report.events.count), .int(report.claims.count),
                Value(report.print.map { Int(bitPattern: UInt($0)) }), .int(report.wordCount), Value(original), .int(try meta("syncNumber")),
                stored.map { .text($0) } ?? .null,
            ])
        if let print = report.print { prints?.add(print, report.wordCount, id) }
    }

    /// What stands in one paragraph of a report, with the claims by their places in the report.
    private struct Held {
        var holding = Holding()
        var claims: [Int] = []
        /// Types of its mentions, by their places among the report's entities.
        var entities: Set<Int> = []
    }

    private static func held(_ report: IndexedReport, _ nodes: [Int]) throws -> [Held] {
        var held = [Held](repeating: Held(), count: report.paragraphs.count)
        for place in report.places {
            held[place.paragraph].holding.mentions.append(Holding.Mention(entity: nodes[place.entity], span: place.span))
            held[place.paragraph].entities.insert(place.entity)
        }
        for event in report.events {
            held[event.paragraph].holding.events.append(
                Holding.Event(span: event.span, earliest: event.earliest, latest: event.latest, precision: event.precision, value: event.value))
        }
        for (index, claim) in report.claims.enumerated() {
            held[claim.paragraph].claims.append(index)
            held[claim.paragraph].holding.claims.append(
                Holding.ClaimMark(
                    span: claim.span, parts: claim.spans.count > 1 ? claim.spans : [], name: claim.name, source: claim.source.map { nodes[$0] } ?? 0,
                    kind: claim.kind, certainty: claim.certainty, confidence: claim.confidence))
        }
        for index in held.indices { held[index].holding.putInOrder() }
        return held
    }

    private func add(_ id: Int, _ report: IndexedReport, _ number: Int, _ reportID: Int, _ held: Held) throws {
        let paragraph = report.paragraphs[number]
        let start = Int(paragraph.span.start)
        try database.run(
            "INSERT INTO paragraph VALUES(?,?,?,?,?,?,?)", .int(id), .int(reportID), .int(start), .int(paragraph.span.count), .int(number + 1),
            .int(held.claims.count), .blob(held.holding.bytes(from: start)))
        try database.run("INSERT INTO words(rowid, body) VALUES(?,?)", .int(id), .text(paragraph.words))
        var marks = paragraph.beginnings
        held.holding.appendMarks(to: &marks)
        for type in Set(held.entities.map { report.entities[$0].type }) { marks += " t\(try kind(type))".utf8 }
        if !marks.isEmpty { try database.run("INSERT INTO marks(rowid, m) VALUES(?,?)", .int(id), .utf8(marks)) }
    }

    /// The report that a new one is a copy of; nil for none.
    private func original(of report: IndexedReport, inFile file: Int) throws -> Int? {
        let twin =
            "SELECT coalesce(r.copyOf, r.id) FROM file f JOIN file g ON g.hash = f.hash AND g.id <> f.id JOIN report r ON r.file = g.id "
            + "WHERE f.id=? AND g.gone IS NULL AND substr(r.path, length(g.path) + 1) = ? ORDER BY 1 LIMIT 1"
        let part = report.path.utf8.lastIndex(of: 0x23).map { String(report.path[$0...]) } ?? ""
        if report.wordCount > 0, let same = try database.first(twin, [.int(file), .text(part)], { $0.int(0) }) { return same }
        guard let print = report.print else { return nil }
        guard let best = try knownPrints().nearest(to: print, words: report.wordCount) else { return nil }
        return try database.first("SELECT coalesce(copyOf, id) FROM report WHERE id=?", [.int(best)]) { $0.int(0) }
    }

    private func knownPrints() throws -> PrintTable {
        if let prints { return prints }
        let table = PrintTable()
        try database.each("SELECT id, simhash, wordCount FROM report WHERE simhash IS NOT NULL ORDER BY id") { row in
            table.add(UInt64(UInt(bitPattern: row.int(1))), row.int(2), row.int(0))
            return true
        }
        prints = table
        return table
    }

    /// Puts a report's entities in; gives the node of each.
    private func addEntities(_ report: IndexedReport) throws -> [Int] {
        var nodes: [Int] = []
        var mentions = [Int](repeating: 0, count: report.entities.count)
        for place in report.places { mentions[place.entity] += 1 }
        for (number, entity) in report.entities.enumerated() {
            let keys = report.keys[number]
            let general = try node(keys.general, entity)
            let ownKey = ownKeys.isEmpty ? "" : NodeKey.inReport(report.path, entity.name)
            let own = ownKeys.contains(ownKey) ? try node(ownKey, entity) : general
            if own != general { try link(own, general, "own") }
            nodes.append(own)
            gathered.kinds[Gathered.Kind(entity: own, type: try kind(entity.type)), default: 0] += max(1, mentions[number])
            try addNames(entity, keys, own, general)
        }
        return nodes
    }

    private func addNames(_ entity: IndexedReport.LocalEntity, _ keys: IndexedReport.Keys, _ node: Int, _ general: Int) throws {
        for folded in keys.names { gathered.names[Gathered.Name(folded: folded, entity: node), default: 0] += 1 }
        for folded in keys.references { try database.run("INSERT OR IGNORE INTO name VALUES(?,?,1)", .text(folded), .int(node)) }
        if keys.general != keys.named, keys.named.hasPrefix("name:") { try link(try self.node(keys.named, entity), general, "id") }
        for alias in keys.acronyms {
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

    /// The number of a type of entities, which is made where it is new.
    func kind(_ name: String) throws -> Int {
        if let known = kinds[name] { return known }
        try database.run("INSERT OR IGNORE INTO kind(name) VALUES(?)", .text(name))
        let id = try database.number("SELECT id FROM kind WHERE name=?", .text(name))
        kinds[name] = id
        return id
    }

    private func count(_ entity: Int, mentions: Int, reports: Int) {
        gathered.counts[entity, default: (0, 0)].mentions += mentions
        gathered.counts[entity, default: (0, 0)].reports += reports
    }

    private func addEvents(_ holding: Holding, _ paragraph: Int) throws {
        for (number, event) in holding.events.enumerated() {
            guard let (day, length) = event.place else { continue }
            try database.run("INSERT INTO event VALUES(?,?,?,?)", .int(day), .int(length), .int(paragraph), .int(number))
            for entity in holding.entities(in: event.span) {
                try database.run("INSERT INTO appearance VALUES(?,?,?,?,?)", .int(entity), .int(day), .int(length), .int(paragraph), .int(number))
            }
        }
    }

    private func addClaims(_ report: IndexedReport, _ paragraph: Int, _ held: Held, _ nodes: [Int]) throws {
        for (place, index) in held.claims.enumerated() {
            let claim = report.claims[index]
            var features = claim.features
            for node in Set(claim.entities.map { nodes[$0] }) { features += " e\(node)".utf8 }
            try database.run("INSERT INTO features(rowid, f) VALUES(?,?)", .int(ClaimID.of(paragraph, place)), .utf8(features))
        }
    }
}

/// What many reports add to few rows, and is written once a transaction.
struct Gathered {
    struct Kind: Hashable {
        var entity: Int
        var type: Int
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
        for (entity, count) in all.counts.sorted(by: { $0.key < $1.key }) where count != (0, 0) {
            try database.run(
                "UPDATE entity SET mentions = mentions + ?1, reports = reports + ?2, total = CASE root WHEN id THEN total + ?1 ELSE total END WHERE id = ?3",
                .int(count.mentions), .int(count.reports), .int(entity))
        }
        for (kind, uses) in all.kinds.sorted(by: { $0.key.entity < $1.key.entity }) {
            try database.run(
                "INSERT INTO kindUse VALUES(?,?,?) ON CONFLICT DO UPDATE SET uses = uses + excluded.uses", .int(kind.entity), .int(kind.type), .int(uses))
        }
        for (name, uses) in all.names.sorted(by: { $0.key.folded < $1.key.folded }) {
            try database.run(
                "INSERT INTO name VALUES(?,?,?) ON CONFLICT DO UPDATE SET uses = uses + excluded.uses", .text(name.folded), .int(name.entity), .int(uses))
        }
        for key in all.changedMeta { try writeMeta(key, all.meta[key] ?? 0) }
    }
}
