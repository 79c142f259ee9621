import CSQLite

/// What a database refuses to do, in its own words.
public struct DatabaseError: Error, Hashable, Sendable {
    /// The result code of SQLite, extended.
    public var code: Int32
    /// What SQLite says of it.
    public var message: String

    /// Whether another process has the database.
    public var isBusy: Bool { code & 0xFF == SQLITE_BUSY || code & 0xFF == SQLITE_LOCKED }
    /// Whether the file is none of SQLite's, or broken.
    public var isCorrupt: Bool { code & 0xFF == SQLITE_CORRUPT || code & 0xFF == SQLITE_NOTADB }
    /// Whether the file or its folder cannot be written.
    public var isReadOnly: Bool { [SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM].contains(code & 0xFF) }
    /// Whether the disk is full.
    public var isFull: Bool { code & 0xFF == SQLITE_FULL }
}

/// A connection to an SQLite database. Belongs to the thread that uses it. Statements are compiled once.
public final class Database {
    private var handle: OpaquePointer?
    private var statements: [String: Statement] = [:]
    private var depth = 0

    /// Opens a file, or makes it; `isReadOnly` does neither write nor make, nor any file beside it, and takes the
    /// file for one that nobody changes meanwhile.
    public init(_ path: String, isReadOnly: Bool = false) throws(DatabaseError) {
        let flags = isReadOnly ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        let code = sqlite3_open_v2(isReadOnly ? Database.unchanging(path) : path, &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK else {
            let error = self.error(code)
            sqlite3_close_v2(handle)
            handle = nil
            throw error
        }
        sqlite3_busy_timeout(handle, 5000)
    }

    private static func unchanging(_ path: String) -> String {
        let escaped = path.replacing("%", with: "%25").replacing("?", with: "%3f").replacing("#", with: "%23")
        return "file:\(escaped)?immutable=1"
    }

    deinit {
        statements = [:]
        sqlite3_close_v2(handle)
    }

    func error(_ code: Int32) -> DatabaseError {
        DatabaseError(code: code, message: handle.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code)))
    }

    /// Runs statements parted by semicolons, whose rows nobody wants.
    public func run(script: String) throws(DatabaseError) {
        let code = sqlite3_exec(handle, script, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code) }
    }

    /// Runs a statement to its end.
    @discardableResult
    public func run(_ sql: String, _ values: Value...) throws(DatabaseError) -> Int {
        try run(sql, values)
    }

    /// Runs a statement to its end, and gives how many rows it has changed.
    @discardableResult
    public func run(_ sql: String, _ values: [Value]) throws(DatabaseError) -> Int {
        let statement = try begin(sql, values)
        defer { statement.reset() }
        while try statement.step() {}
        return Int(sqlite3_changes(handle))
    }

    /// Gives each row of a query to `body`, until it says false.
    public func each(_ sql: String, _ values: [Value] = [], _ body: (Row) throws(DatabaseError) -> Bool) throws(DatabaseError) {
        let statement = try begin(sql, values)
        defer { statement.reset() }
        while try statement.step() { guard try body(Row(statement)) else { return } }
    }

    /// All rows of a query, each as `read` takes it.
    public func rows<Result>(_ sql: String, _ values: [Value] = [], _ read: (Row) -> Result) throws(DatabaseError) -> [Result] {
        var found: [Result] = []
        try each(sql, values) { (row) throws(DatabaseError) in
            found.append(read(row))
            return true
        }
        return found
    }

    /// The first row of a query as `read` takes it; nil where there is none.
    public func first<Result>(_ sql: String, _ values: [Value] = [], _ read: (Row) -> Result) throws(DatabaseError) -> Result? {
        var found: Result?
        try each(sql, values) { (row) throws(DatabaseError) in
            found = read(row)
            return false
        }
        return found
    }

    /// The number in the first column of the first row; 0 where there is none.
    public func number(_ sql: String, _ values: Value...) throws(DatabaseError) -> Int {
        try first(sql, values) { $0.int(0) } ?? 0
    }

    /// The id that the last row put in has got.
    public var lastID: Int { Int(sqlite3_last_insert_rowid(handle)) }

    /// All that `body` does, or nothing of it. Within another one it is a part of that.
    public func transaction<Result>(_ body: () throws -> Result) throws -> Result {
        guard depth == 0 else { return try body() }
        try run("BEGIN IMMEDIATE")
        depth = 1
        defer { depth = 0 }
        do {
            let result = try body()
            try run("COMMIT")
            return result
        } catch {
            // What has broken a transaction off may have ended it too.
            if sqlite3_get_autocommit(handle) == 0 { _ = try? run("ROLLBACK") }
            throw error
        }
    }

    private func begin(_ sql: String, _ values: [Value]) throws(DatabaseError) -> Statement {
        let statement: Statement
        if let known = statements[sql], !known.isRunning {
            statement = known
        } else {
            statement = try Statement(sql, handle, self)
            if statements[sql] == nil { statements[sql] = statement }
        }
        statement.isRunning = true
        for (place, value) in values.enumerated() {
            do { try statement.bind(value, Int32(place + 1)) } catch {
                statement.reset()
                throw error
            }
        }
        return statement
    }
}

/// A value of a statement.
public enum Value: Sendable, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByNilLiteral {
    case null
    case int(Int)
    case text(String)
    /// Text in UTF-8.
    case utf8([UInt8])
    case blob([UInt8])

    public init(integerLiteral value: Int) { self = .int(value) }
    public init(stringLiteral value: String) { self = .text(value) }
    public init(nilLiteral: ()) { self = .null }
    /// A number, or NULL for nil.
    public init(_ value: Int?) { self = value.map { .int($0) } ?? .null }
}

/// A compiled statement, which is used again.
final class Statement {
    fileprivate let handle: OpaquePointer?
    private unowned let database: Database
    var isRunning = false

    init(_ sql: String, _ connection: OpaquePointer?, _ database: Database) throws(DatabaseError) {
        self.database = database
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        handle = statement
        guard code == SQLITE_OK else { throw database.error(code) }
    }

    deinit { sqlite3_finalize(handle) }

    func bind(_ value: Value, _ place: Int32) throws(DatabaseError) {
        let code: Int32 =
            switch value {
            case .null: sqlite3_bind_null(handle, place)
            case .int(let number): sqlite3_bind_int64(handle, place, Int64(number))
            case .text(var text): text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { gloss_bind_text(handle, place, $0.baseAddress, Int32($0.count)) }
            }
            case .utf8(let bytes): bytes.withUnsafeBytes { gloss_bind_text(handle, place, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count)) }
            case .blob(let bytes): bytes.withUnsafeBytes { gloss_bind_blob(handle, place, $0.baseAddress, Int32($0.count)) }
            }
        guard code == SQLITE_OK else { throw database.error(code) }
    }

    /// Whether there is another row.
    func step() throws(DatabaseError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw database.error(code)
        }
    }

    func reset() {
        sqlite3_reset(handle)
        isRunning = false
    }
}

/// The row at which a statement is; good until the next one.
public struct Row {
    private let statement: Statement

    init(_ statement: Statement) { self.statement = statement }

    public func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(statement.handle, column)) }

    /// The number of a column; nil for NULL.
    public func optionalInt(_ column: Int32) -> Int? {
        sqlite3_column_type(statement.handle, column) == SQLITE_NULL ? nil : int(column)
    }

    /// The text of a column; empty for NULL.
    public func text(_ column: Int32) -> String {
        guard let bytes = sqlite3_column_text(statement.handle, column) else { return "" }
        return String(decoding: UnsafeBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement.handle, column))), as: UTF8.self)
    }

    /// The bytes of a column, for as long as `body` runs.
    func bytes<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let bytes = sqlite3_column_blob(statement.handle, column)
        return body(UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : Int(sqlite3_column_bytes(statement.handle, column))))
    }

    public func blob(_ column: Int32) -> [UInt8] {
        guard let bytes = sqlite3_column_blob(statement.handle, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement.handle, column))))
    }
}
