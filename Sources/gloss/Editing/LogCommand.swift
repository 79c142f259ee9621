import ArgumentParser
import GlossFormats
import GlossModel

/// `gloss log FILE`: what was edited in a report, by whom and when.
struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Print what was edited in a report, by whom and when.")

    @Argument(help: "The report, its annotations (FILE.ann) or the log beside them (FILE.ann.log).")
    var file: String

    @Flag(help: "Counts instead: steps, judgements, sessions.")
    var stats = false

    @Option(help: ArgumentHelp("Only what this one did.", valueName: "name"))
    var who: String?

    @Option(help: ArgumentHelp("Only sessions from this day on.", valueName: "YYYY-MM-DD"))
    var since: Day?

    @Flag(help: "Keep what was called wrong, and drop the rest: nothing can be taken back any more.")
    var compact = false

    func run() throws {
        if compact { try SecureMode.refuse("the log is not written") }
        let path = LogCommand.path(file)
        guard let log = Files.neighbour(of: path, named: FileName.last(path)) else {
            throw Failure("\(path) is not there: nothing was edited; gloss edit \(file) does")
        }
        let text = try LogCommand.text(beside: path)
        let contents = EditLog.read(log, over: text)
        if let line = contents.broken { Findings.warn(of: [LogCommand.broken(path, line)]) }
        if compact { return try save(LogCompaction(contents.events), path, text) }
        let sessions = EditSessions(contents.events).filter { session in
            if let who, session.who != who { return false }
            guard let since else { return true }
            return Day(iso: session.time.prefix(10)).map { $0 >= since } ?? false
        }
        let lines = stats ? EditStatistics(sessions).lines : sessions.flatMap { $0.lines(over: text) }
        guard !lines.isEmpty else { throw Quiet(status: 1) }
        try Files.printing { out in for line in lines { out.write(StandIn.line(line) + "\n") } }
    }

    private func save(_ compaction: LogCompaction, _ path: String, _ text: Text) throws {
        let edited = EditedReport(Report(path: path, text: text), annotations: Text(""), fileName: FileName.last(path))
        let bytes = compaction.events.flatMap { EditLog.line($0, over: edited) }
        var batch = SaveBatch(force: true)
        try batch.add(path, mode: 0o600) { $0.write(raw: bytes) }
        try batch.commit()
    }

    private static func broken(_ path: String, _ line: Int) -> Finding {
        Finding(.warning, "log-line", at: Finding.Place(file: path, line: line), "is no line of a log", remedy: "what follows is left out")
    }

    private static func path(_ file: String) -> String {
        if file.hasSuffix(".log") { return file }
        return file.hasSuffix(".ann") ? file + ".log" : FileName.split(file).stem + ".ann.log"
    }

    private static func text(beside path: String) throws(Failure) -> Text {
        var stem = String(path.dropLast(".ann.log".count))
        if !Files.isThere(stem + ".txt"), let point = stem.lastIndex(of: ".") { stem = String(stem[..<point]) }
        return try Files.read(stem + ".txt")
    }
}
