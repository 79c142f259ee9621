import GlossModel

/// A fault of a library that its user can do something about.
public struct LibraryError: Error, Hashable, Sendable {
    /// What is wrong, and what to do.
    public var message: String

    public init(_ message: String) { self.message = message }
}

/// The index in one file of SQLite.
public final class SQLiteStore: LibraryStore {
    let database: Database
    /// Ids of entities by key, of those that were met; emptied now and then.
    var known: [String: Int] = [:]
    /// Keys of what one report means by a name, as decisions have them.
    public var ownKeys: Set<String> = []
    /// Numbers of types that were met.
    var kinds: [String: Int] = [:]
    /// Prints of all reports, once they are asked for.
    var prints: PrintTable?
    private var isFirst = false
    /// Within a transaction what is written at its end.
    var gathered = Gathered()
    private var isWriting = false

    /// Opens an index that is there.
    public init(_ path: String, isReadOnly: Bool = false) throws {
        do {
            database = try Database(path, isReadOnly: isReadOnly)
            let application = try database.number("PRAGMA application_id")
            let version = try database.number("PRAGMA user_version")
            guard application == Schema.application else { throw LibraryError("\(path) is no index of gloss; gloss library rebuild makes it anew") }
            guard version == Schema.version else {
                throw LibraryError("the index is of another gloss (its form is \(version), here it is \(Schema.version)); gloss library rebuild makes it anew")
            }
        } catch let error as DatabaseError where error.isCorrupt {
            throw LibraryError("the index is broken (\(error.message)); gloss library rebuild makes it anew, decisions are not in it")
        }
    }

    /// Makes an empty index at a path where nothing is.
    public static func make(_ path: String) throws(DatabaseError) {
        let database = try Database(path)
        try database.run(script: Schema.tables)
        try database.run(script: indexScript)
    }

    private static var indexScript: String {
        Schema.secondary.map { "CREATE INDEX IF NOT EXISTS \($0.0) ON \($0.1);" }.joined()
    }

    public func transaction<Result>(_ body: () throws -> Result) throws -> Result {
        guard !isWriting else { return try body() }
        isWriting = true
        defer {
            isWriting = false
            gathered = Gathered()
        }
        do {
            return try database.transaction {
                let result = try body()
                try writeGathered()
                return result
            }
        } catch {
            // Nodes that were made are not.
            (known, kinds, prints) = ([:], [:], nil)
            throw error
        }
    }

    // MARK: Filling

    /// Call before the index is filled: an empty one does without its lesser indexes until it is full.
    public func beginFilling() throws {
        // Rows go to many places of many trees: what is held in memory is not read and written again and again.
        try database.run(script: "PRAGMA cache_size=-32768; PRAGMA wal_autocheckpoint=8192;")
        isFirst = try database.number("SELECT count(*) FROM (SELECT 1 FROM report LIMIT 1)") == 0
        try database.run(script: isFirst ? Schema.secondary.map { "DROP INDEX IF EXISTS \($0.0);" }.joined() : SQLiteStore.indexScript)
    }

    public func endFilling() throws { try database.run(script: SQLiteStore.indexScript) }

    public func knownFiles() throws -> [String: KnownFile] {
        var files: [String: KnownFile] = [:]
        let sql = "SELECT id, path, size, mtime, inode, annSize, annMtime, hash, checked, problem, gone FROM file"
        for file in try database.rows(sql, [], SQLiteStore.file) { files[file.path] = file }
        return files
    }

    /// What is known of the file of a path; nil where nothing is.
    public func knownFile(_ path: String) throws -> KnownFile? {
        try database.first(
            "SELECT id, path, size, mtime, inode, annSize, annMtime, hash, checked, problem, gone FROM file WHERE path=?", [.text(path)],
            SQLiteStore.file)
    }

    private static func file(_ row: Row) -> KnownFile {
        KnownFile(
            id: row.int(0), path: row.text(1), size: row.int(2), mtime: row.int(3), inode: row.int(4), annSize: row.int(5), annMtime: row.int(6),
            hash: row.blob(7), checked: row.int(8), problem: row.text(9).isEmpty ? nil : row.text(9), gone: row.optionalInt(10))
    }

    public func update(_ file: KnownFile) throws {
        let problem: Value = file.problem.map { .text($0) } ?? .null
        let values: [Value] = [
            .text(file.path), .int(file.size), .int(file.mtime), .int(file.inode), .int(file.annSize), .int(file.annMtime), .blob(file.hash),
            .int(file.checked), problem, Value(file.gone),
        ]
        let columns = "path, size, mtime, inode, annSize, annMtime, hash, checked, problem, gone"
        if file.id == 0 {
            try database.run("INSERT INTO file(\(columns)) VALUES(?,?,?,?,?,?,?,?,?,?)", values)
            return
        }
        let before = try database.first("SELECT path FROM file WHERE id=?", [.int(file.id)]) { $0.text(0) }
        try database.run(
            "UPDATE file SET path=?, size=?, mtime=?, inode=?, annSize=?, annMtime=?, hash=?, checked=?, problem=?, gone=? WHERE id=?",
            values + [.int(file.id)])
        guard let before, before != file.path else { return }
        let reports = try database.rows("SELECT id, path FROM report WHERE file=?", [.int(file.id)]) { ($0.int(0), $0.text(1)) }
        for (id, path) in reports {
            let moved = file.path + path.dropFirst(before.count)
            try database.run("UPDATE report SET path=? WHERE id=?", .text(moved), .int(id))
            try database.run("UPDATE OR REPLACE tag SET report=? WHERE report=?", .text(moved), .text(path))
        }
    }

    public func put(_ file: KnownFile, _ reports: [IndexedReport]) throws {
        try update(file)
        let id = try file.id > 0 ? file.id : database.number("SELECT id FROM file WHERE path=?", .text(file.path))
        try removeReports(ofFile: id)
        for report in reports { try add(report, file: id, stored: report.stored == nil ? nil : SQLiteStore.storedName(file.hash, report.path)) }
    }

    public func drop(_ file: KnownFile) throws {
        try removeReports(ofFile: file.id)
        try database.run("DELETE FROM file WHERE id=?", .int(file.id))
    }

    /// The name under which the text of a report is kept: of what its file holds, and which of its reports it is.
    public static func storedName(_ hash: [UInt8], _ path: String) -> String {
        let digits = hash.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        let number = path.utf8.lastIndex(of: 0x23).map { String(path[path.index(after: $0)...]) } ?? ""
        return digits.prefix(2) + "/" + digits.dropFirst(2) + (Int(number).map { "-\($0)" } ?? "")
    }

    // MARK: Counts

    func meta(_ key: String) throws -> Int {
        if let known = gathered.meta[key] { return known }
        let value = try database.number("SELECT value FROM meta WHERE key=?", .text(key))
        if isWriting { gathered.meta[key] = value }
        return value
    }

    public func setMeta(_ key: String, _ value: Int) throws {
        guard isWriting else { return try writeMeta(key, value) }
        gathered.meta[key] = value
        gathered.changedMeta.insert(key)
    }

    func writeMeta(_ key: String, _ value: Int) throws {
        try database.run("INSERT INTO meta(key, value) VALUES(?,?) ON CONFLICT(key) DO UPDATE SET value=excluded.value", .text(key), .int(value))
    }

    public func counts() throws -> LibraryCounts {
        var counts = LibraryCounts()
        func number(_ sql: String) throws -> Int { try database.number(sql) }
        counts.files = try number("SELECT count(*) FROM file WHERE gone IS NULL")
        counts.gone = try number("SELECT count(*) FROM file WHERE gone IS NOT NULL")
        counts.reports = try number("SELECT count(*) FROM report")
        counts.paragraphs = try number("SELECT count(*) FROM paragraph")
        counts.deadParagraphs = try meta("dead")
        counts.entities = try number("SELECT count(*) FROM entity WHERE mentions > 0 AND root = id")
        (counts.mentions, counts.events, counts.claims) =
            try database.first("SELECT total(mentions), total(events), total(claims) FROM report", []) { ($0.int(0), $0.int(1), $0.int(2)) } ?? (0, 0, 0)
        counts.copies = try number("SELECT count(*) FROM report WHERE copyOf IS NOT NULL")
        counts.lastSync = try database.first("SELECT value FROM meta WHERE key='synced'") { $0.int(0) }
        counts.problems = try database.rows("SELECT path, problem FROM file WHERE problem IS NOT NULL AND gone IS NULL ORDER BY path") {
            ($0.text(0), $0.text(1))
        }
        return counts
    }

    /// How many reports there are, of files that are there.
    public func reportTotal() throws -> Int { try database.number("SELECT count(*) FROM report") }

    /// How many of them the last sync has put in.
    public func newTotal() throws -> Int { try database.number("SELECT count(*) FROM report WHERE indexed = ?", .int(meta("syncNumber"))) }

    /// Brings parts of the word index together until nothing is left to do, or time is up.
    public func tidy(seconds: Double) throws {
        let clock = ContinuousClock()
        let end = clock.now + .milliseconds(Int(seconds * 1000))
        var before = try database.number("SELECT total_changes()")
        while clock.now < end {
            try database.run("INSERT INTO words(words, rank) VALUES('merge', 500)")
            let after = try database.number("SELECT total_changes()")
            if after - before < 2 { break }
            before = after
        }
    }

    /// Takes dead words out, and gives room back to the disk. Nothing can be deleted from the word indexes, so where
    /// a fifth of them is dead they are filled anew, with the texts of the reports; one whose text is gone keeps no words.
    public func compact(texts: (Hit) -> Text?) throws {
        let (dead, living) = (try meta("dead"), try database.number("SELECT count(*) FROM paragraph"))
        if dead * 5 > living { try transaction { try refill(texts) } }
        for index in ["words", "marks", "features"] { try database.run("INSERT INTO \(index)(\(index)) VALUES('optimize')") }
        try database.run("VACUUM")
    }

    private func refill(_ texts: (Hit) -> Text?) throws {
        for index in ["words", "marks", "features"] { try database.run("INSERT INTO \(index)(\(index)) VALUES('delete-all')") }
        let sql = "SELECT \(SQLiteStore.hitColumns), p.held FROM paragraph p JOIN report r ON r.id = p.report ORDER BY p.id"
        var (report, flow, size): (Int, Flow?, Int) = (0, nil, 0)
        var features = FeatureTable()
        try database.each(sql) { (row) throws(DatabaseError) in
            let hit = SQLiteStore.hit(row)
            if report != hit.report {
                let text = texts(hit)
                (report, flow, size) = (hit.report, text.map { Flow($0, ParagraphIndex($0)) }, text?.count ?? 0)
                features = FeatureTable()
            }
            let holding = row.bytes(10) { Holding($0, from: Int(hit.span.start)) }
            let readable = flow.flatMap { Int(hit.span.end) <= size ? $0 : nil }
            try self.refill(hit, holding, readable, &features)
            return true
        }
        try setMeta("dead", 0)
    }

    private func refill(_ hit: Hit, _ holding: Holding, _ flow: Flow?, _ features: inout FeatureTable) throws(DatabaseError) {
        var marks: [UInt8] = []
        if let flow {
            let words = flow.string(of: hit.span)
            var beginnings = Beginnings()
            Folding.eachWord(words) { word, _ in beginnings.add(word) }
            marks = beginnings.take()
            try database.run("INSERT INTO words(rowid, body) VALUES(?,?)", .int(hit.paragraph), .text(words))
        }
        holding.appendMarks(to: &marks)
        for type in try database.rows("SELECT id FROM kind WHERE name IN (SELECT type FROM entity WHERE id IN (\(holding.entityList)))", [], { $0.int(0) }) {
            marks += " t\(type)".utf8
        }
        try database.run("INSERT INTO marks(rowid, m) VALUES(?,?)", .int(hit.paragraph), .utf8(marks))
        for (place, claim) in holding.claims.enumerated() {
            let parts = claim.parts.isEmpty ? [claim.span] : claim.parts
            var words = flow.map { flow in features.features(of: parts.map { flow.string(of: $0) }) } ?? []
            for entity in Set(parts.flatMap { holding.entities(in: $0) }) { words += " e\(entity)".utf8 }
            try database.run("INSERT INTO features(rowid, f) VALUES(?,?)", .int(ClaimID.of(hit.paragraph, place)), .utf8(words))
        }
    }

    /// Brings all that is written into the one file.
    public func close() throws { try database.run(script: "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE; PRAGMA journal_mode=WAL;") }

    /// What SQLite finds wrong in the file; empty where nothing is.
    public func faults() throws -> [String] {
        var found = try database.rows("PRAGMA integrity_check(20)") { $0.text(0) }.filter { $0 != "ok" }
        func count(_ sql: String, _ what: String) throws {
            let number = try database.number(sql)
            if number > 0 { found.append("\(number) \(what)") }
        }
        try count("SELECT count(*) FROM report WHERE file NOT IN (SELECT id FROM file)", "reports are of no file")
        try count("SELECT count(*) FROM paragraph WHERE report NOT IN (SELECT id FROM report)", "paragraphs are of no report")
        try count("SELECT count(*) FROM event WHERE paragraph NOT IN (SELECT id FROM paragraph)", "dates stand in no paragraph")
        try count("SELECT count(*) FROM appearance WHERE paragraph NOT IN (SELECT id FROM paragraph)", "rows of timelines are of no paragraph")
        try count(
            "SELECT count(*) FROM appearance a WHERE NOT EXISTS (SELECT 1 FROM event e WHERE (e.day, e.length, e.paragraph, e.number) = "
                + "(a.day, a.length, a.paragraph, a.number))", "rows of timelines are of no date")
        try count(
            "SELECT count(*) FROM report r WHERE claims <> (SELECT total(claims) FROM paragraph WHERE id >= firstParagraph AND id < endParagraph)",
            "reports lack claims")
        try count(
            "SELECT count(*) FROM report r WHERE paragraphs <> (SELECT count(*) FROM paragraph WHERE id >= firstParagraph AND id < endParagraph)",
            "reports lack paragraphs")
        return found
    }

    /// Names of stored texts that reports have.
    public func storedNames() throws -> Set<String> {
        Set(try database.rows("SELECT stored FROM report WHERE stored IS NOT NULL") { $0.text(0) })
    }
}
