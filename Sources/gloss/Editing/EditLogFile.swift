import Glibc
import GlossFormats
import GlossModel

/// The log of a report's edits as a file, held by one gloss at a time.
final class EditLogFile {
    let path: String
    /// What was wrong with it, in words to the reader.
    private(set) var trouble: String?
    private(set) var descriptor: Int32
    private var hasSession = false

    /// Opens it, and makes it where there is none. Throws where another gloss holds it.
    init(_ path: String) throws(Failure) {
        self.path = path
        descriptor = SystemPath.open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0o600)
        guard descriptor >= 0 else {
            let why = errno
            throw Failure("nothing can be written beside the report (\(Failure.words(why))); copy it to a folder of yours and edit it there")
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            Glibc.close(descriptor)
            throw Failure("\(path) is no regular file; move it away")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            Glibc.close(descriptor)
            throw Failure("another gloss edits this report\(EditLogFile.holder(path)); here it is read only")
        }
    }

    deinit { close() }

    /// Who holds it, by the last session in it.
    private static func holder(_ path: String) -> String {
        guard let log = Files.neighbour(of: path, named: FileName.last(path)) else { return "" }
        for event in EditLog.read(log, over: Text("")).events.reversed() {
            if case .session(let who, let time, _, _) = event { return " (\(who), since \(time))" }
        }
        return ""
    }

    /// What it holds. A torn last line is cut off, and from a broken one on the rest is kept apart.
    func read(over text: Text) -> EditLog.Contents {
        guard let log = Files.neighbour(of: path, named: FileName.last(path)) else { return EditLog.Contents() }
        let contents = EditLog.read(log, over: text)
        if let line = contents.broken {
            let kept = path + ".broken"
            var batch = SaveBatch(force: true)
            if (try? batch.add(kept, mode: 0o600) { $0.write(raw: log.bytes) }) != nil { try? batch.commit() }
            trouble = "line \(line) of \(FileName.last(path)) is broken: taken up to there; the whole is kept as \(FileName.last(kept))"
        } else if contents.isTorn {
            trouble = "the last line of \(FileName.last(path)) was not finished; it is left out"
        }
        if contents.goodBytes < log.count { ftruncate(descriptor, off_t(contents.goodBytes)) }
        return contents
    }

    /// Adds a line, which is with the system when this returns and on the disk soon after.
    func append(_ event: EditLog.Event, over edited: EditedReport, _ file: EditedFile) throws(Failure) {
        var bytes: [UInt8] = []
        if !hasSession {
            let session = EditLog.Event.session(
                who: EditLogFile.who, time: EditLogFile.now, text: EditLog.hash(edited.report.text.bytes),
                annotations: file.isThere ? file.hash : nil)
            bytes += EditLog.line(session, over: edited)
        }
        bytes += EditLog.line(event, over: edited)
        guard Files.writeAll(bytes, to: descriptor) else {
            throw Failure("\(path): \(Failure.words(errno)); the edit is on the screen only")
        }
        hasSession = true
    }

    /// Keeps the log under another name and begins a new one.
    func setAside() throws(Failure) {
        guard SystemPath.rename(path, path + ".old") else { throw Failure(path: path, doing: "write", errno: errno) }
        let other = try EditLogFile(path)
        (descriptor, other.descriptor) = (other.descriptor, descriptor)
        hasSession = false
    }

    /// Lets it go; one without a line is taken away.
    func close() {
        guard descriptor >= 0 else { return }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_size == 0 { SystemPath.remove(path) }
        Glibc.close(descriptor)
        descriptor = -1
    }

    /// Who edits here.
    static var who: String {
        for name in ["GLOSSUSER", "USER", "LOGNAME"] {
            if let value = getenv(name), value[0] != 0 { return String(cString: value) }
        }
        return "someone"
    }

    /// The time now, as ISO 8601 in UTC.
    static var now: String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
    }
}
