import GlossModel

/// A file as the index knows it.
public struct KnownFile: Sendable, Hashable {
    public var id: Int
    /// From the library's folder, or absolute where it is elsewhere.
    public var path: String
    /// Bytes, nanoseconds since 1970 and inode, of the file and of the annotations beside it.
    public var size: Int
    public var mtime: Int
    public var inode: Int
    public var annSize: Int
    public var annMtime: Int
    public var hash: [UInt8]
    /// When it was last compared, in nanoseconds since 1970.
    public var checked: Int
    public var problem: String?
    /// When it was found gone, in seconds since 1970; nil while it is there.
    public var gone: Int?

    public init(
        id: Int = 0, path: String, size: Int, mtime: Int, inode: Int, annSize: Int = 0, annMtime: Int = 0, hash: [UInt8] = [], checked: Int = 0,
        problem: String? = nil, gone: Int? = nil
    ) {
        (self.id, self.path, self.size, self.mtime, self.inode) = (id, path, size, mtime, inode)
        (self.annSize, self.annMtime, self.hash, self.checked, self.problem, self.gone) = (annSize, annMtime, hash, checked, problem, gone)
    }

    /// Whether nothing that the system tells of it differs.
    public func isSame(as other: KnownFile) -> Bool {
        (size, mtime, inode) == (other.size, other.mtime, other.inode) && (annSize, annMtime) == (other.annSize, other.annMtime)
    }
}

/// A paragraph that was found, with the report that it is in.
public struct Hit: Sendable, Hashable {
    public var paragraph: Int
    public var report: Int
    /// Path of the report.
    public var path: String
    public var title: String
    /// Day of the report as a number; nil where unknown.
    public var published: Int?
    /// Where the paragraph stands in the report's text, in bytes.
    public var span: Span
    /// Its number in the report, from 1.
    public var number: Int
    /// Name of the stored text; nil where the file is the text.
    public var stored: String?
    /// Of what report it is a copy; nil for none.
    public var copyOf: Int?
}

/// What the counts of a library are.
public struct LibraryCounts: Sendable, Hashable {
    public var files = 0
    public var reports = 0
    public var paragraphs = 0
    public var deadParagraphs = 0
    public var entities = 0
    public var mentions = 0
    public var events = 0
    public var claims = 0
    public var copies = 0
    public var gone = 0
    /// Files that are not indexed, with the reason.
    public var problems: [(path: String, problem: String)] = []
    public var lastSync: Int?

    public static func == (a: LibraryCounts, b: LibraryCounts) -> Bool {
        (a.files, a.reports, a.paragraphs, a.entities, a.mentions, a.events) == (b.files, b.reports, b.paragraphs, b.entities, b.mentions, b.events)
            && (a.claims, a.copies, a.gone) == (b.claims, b.copies, b.gone) && a.problems.map(\.path) == b.problems.map(\.path)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(reports) }
}

/// A resolved entity.
public struct EntityRow: Sendable, Hashable {
    public var id: Int
    public var name: String
    public var type: String
    public var mentions: Int
    public var reports: Int
    /// Keys of what is one in it.
    public var keys: [String] = []
}

/// A dated sentence of some report.
public struct EventRow: Sendable, Hashable {
    public var id: Int
    public var hit: Hit
    /// The sentence in the report's text.
    public var span: Span
    public var earliest: Int?
    public var latest: Int?
    public var precision: Precision
    public var value: String
    /// Resolved entities of the sentence.
    public var entities: [Int] = []
}

/// A claim of some report.
public struct ClaimEntry: Sendable, Hashable {
    public var id: Int
    public var hit: Hit
    public var span: Span
    public var name: String
    public var source: String
    public var kind: ClaimKind
    public var certainty: Likelihood?
    public var confidence: Confidence?
}

/// What holds a library's index, on one machine or past it. Every question is for a screen, a count or
/// buckets, never for all rows.
public protocol LibraryStore: AnyObject {
    // MARK: Filling
    func knownFiles() throws -> [String: KnownFile]
    /// Puts a file's reports in the place of those it had before.
    func put(_ file: KnownFile, _ reports: [IndexedReport]) throws
    func update(_ file: KnownFile) throws
    func drop(_ file: KnownFile) throws
    func transaction<Result>(_ body: () throws -> Result) throws -> Result
    /// Brings up to date what hangs on all reports together; `decisions` are what people said.
    func resolve(_ decisions: DecisionLog) throws
    func tidy(seconds: Double) throws
    // MARK: Asking
    func counts() throws -> LibraryCounts
    func count(_ query: Query) throws -> Int
    func hits(_ query: Query, order: HitOrder, _ body: (Hit) throws -> Bool) throws
    func events(_ query: Query, days: DayRange?, limit: Int) throws -> [EventRow]
    func claims(_ query: Query, limit: Int) throws -> [ClaimEntry]
    func entities(_ query: Query?, limit: Int) throws -> [EntityRow]
    func entities(named name: String, types: [String]?) throws -> [EntityRow]
}

/// In what order hits come.
public enum HitOrder: String, Sendable, CaseIterable {
    case newest, oldest, rank, date
}
