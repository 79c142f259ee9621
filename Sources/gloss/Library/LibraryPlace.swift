import Glibc
import GlossLibrary
import GlossModel

/// Where a library is: a folder with `.gloss` in it.
struct LibraryPlace: Sendable {
    /// The folder of the reports, without a slash at its end.
    let folder: String
    /// The index; elsewhere where `--index` says so.
    let index: String

    /// The folder's own files: `.gloss` in it.
    var own: String { folder + "/.gloss" }
    var decisions: String { own + "/decisions.jsonl" }
    var texts: String { own + "/text" }
    var ignore: String { own + "/ignore" }
    var lock: String { own + "/lock" }

    init(folder: String, index: String? = nil) {
        self.folder = folder
        self.index = index ?? folder + "/.gloss/library.sqlite"
    }

    /// The library that is named, that GLOSS_LIBRARY names, or that this folder is in.
    static func find(_ named: String?, index: String?) throws(Failure) -> LibraryPlace {
        if let named = named ?? getenv("GLOSS_LIBRARY").map({ String(cString: $0) }), !named.isEmpty {
            guard let folder = SystemPath.resolved(named), Files.isFolder(folder + "/.gloss") else {
                throw Failure("\(named): there is no library; gloss library init \(named) makes one")
            }
            return LibraryPlace(folder: folder, index: index)
        }
        var folder = SystemPath.resolved(".") ?? "/"
        while true {
            if Files.isFolder(folder + "/.gloss") { return LibraryPlace(folder: folder, index: index) }
            guard folder != "/", let slash = folder.utf8.lastIndex(of: 0x2F) else { break }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
        throw Failure("there is no library here or above; gloss library init makes one, --library or GLOSS_LIBRARY names one")
    }

    /// A path as the library has it: from its folder, or absolute where it is elsewhere.
    func relative(_ path: String) -> String {
        path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path
    }

    /// Where a path of the library is.
    func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : folder + "/" + path }

    /// The index, opened: only to be read where `--secure` wants that, or where it cannot be written.
    func open() throws -> SQLiteStore {
        guard Files.isThere(index) else { throw Failure("\(relative(index)) is not there; gloss library sync makes it from the reports") }
        return try LibraryPlace.told {
            do { return try SQLiteStore(index, isReadOnly: SecureMode.isOn) } catch let error as DatabaseError where error.isReadOnly {
                return try SQLiteStore(index, isReadOnly: true)
            }
        }
    }

    /// What people decided; faults are told on standard error.
    func decisionLog() throws(Failure) -> DecisionLog {
        guard Files.isThere(decisions) else { return DecisionLog() }
        let text = try Files.read(decisions)
        let log = withExtendedLifetime(text) { DecisionLog(text.bytes) }
        for fault in log.faults.prefix(5) { LibraryPlace.say("\(relative(decisions)), line \(fault.line): \(fault.what); it is passed over") }
        return log
    }

    /// Adds a line to the decisions, on the disk when this returns.
    func decide(_ act: DecisionLog.Act) throws(Failure) {
        try SecureMode.refuse("a decision is written to \(relative(decisions))")
        let who = getenv("USER").map { String(cString: $0) } ?? ""
        var line = Array(DecisionLog.line(act, time: LibraryPlace.now, who: who).utf8)
        let descriptor = SystemPath.open(decisions, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Failure(path: decisions, doing: "write", errno: errno) }
        defer { close(descriptor) }
        // A line that somebody left without an end stays a line of its own.
        let end = lseek(descriptor, 0, SEEK_END)
        var last: UInt8 = 0x0A
        if end > 0 { _ = pread(descriptor, &last, 1, end - 1) }
        if last != 0x0A { line.insert(0x0A, at: 0) }
        guard Files.writeAll(line, to: descriptor), fsync(descriptor) == 0 else { throw Failure(path: decisions, doing: "write", errno: errno) }
    }

    /// The time in UTC, `2026-11-27T09:12:03Z`.
    private static var now: String {
        let seconds = Int(time(nil))
        let day = Day(number: seconds / 86400)
        let rest = seconds % 86400
        func two(_ number: Int) -> String { Day.padded(number, 2) }
        return "\(day)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
    }

    static func say(_ message: String) { _ = Files.writeAll(Array("gloss: \(StandIn.line(message))\n".utf8), to: 2) }

    /// Makes errors of the library sentences for its user.
    static func told<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as LibraryError {
            throw Failure(error.message)
        } catch let error as QueryError {
            throw Failure(error.message + list(error.candidates))
        } catch let error as DatabaseError {
            if error.isFull { throw Failure("the index cannot be written: no space left on the device; what was committed stays, the next sync goes on") }
            if error.isBusy { throw Failure("another gloss is writing the index; try again when it is done") }
            if error.isCorrupt { throw Failure("the index is broken (\(error.message)); gloss library rebuild makes it anew, decisions are not in it") }
            throw Failure("the index: \(error.message)")
        }
    }

    private static func list(_ candidates: [EntityRow]) -> String {
        guard !candidates.isEmpty else { return "" }
        let rows = candidates.prefix(12).map { "e\($0.id) \($0.name), \($0.type), \($0.mentions) mentions" }
        return "; take one by its id: " + rows.joined(separator: "; ") + (candidates.count > 12 ? "; ..." : "")
    }
}

/// The one writer of a library; the lock goes with the process.
final class LibraryLock {
    private let descriptor: Int32

    /// Takes it; throws where another process has it, and says which.
    init(_ place: LibraryPlace) throws(Failure) {
        descriptor = SystemPath.open(place.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Failure(path: place.lock, doing: "write", errno: errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            var bytes = [UInt8](repeating: 0, count: 32)
            let count = read(descriptor, &bytes, bytes.count)
            let process = String(decoding: bytes.prefix(max(0, count)).prefix { $0 > 0x20 }, as: UTF8.self)
            close(descriptor)
            throw Failure("another gloss (process \(process)) is writing this library; try again when it is done")
        }
        ftruncate(descriptor, 0)
        _ = Files.writeAll(Array("\(getpid())\n".utf8), to: descriptor)
    }

    deinit { close(descriptor) }
}
