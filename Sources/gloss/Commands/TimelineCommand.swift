import ArgumentParser
import GlossFormats
import GlossModel

/// `gloss timeline`: what happened when, as rows.
struct TimelineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline", abstract: "Print the timeline: every dated sentence, in order.",
        discussion: "Exits with 1 where no row is wanted.")

    @OptionGroup var named: FilesOption

    @OptionGroup var input: InputOptions

    @OptionGroup var tables: TableOptions

    @Option(help: ArgumentHelp("Rows from this year, month or day on.", valueName: "date"))
    var from: DayRange?

    @Option(help: ArgumentHelp("Rows up to this year, month or day.", valueName: "date"))
    var to: DayRange?

    @Option(help: ArgumentHelp("Rows that mention this entity.", valueName: "name"))
    var entity: String?

    @Option(help: ArgumentHelp("Rows of this claim.", valueName: "id"))
    var claim: String?

    @Option(help: ArgumentHelp("Rows whose sentence holds this text.", valueName: "text"))
    var matching: String?

    @Flag(help: "Also what has no place on the line, last.")
    var undated = false

    @Flag(help: "Also dates of references, citations and look-ups.")
    var references = false

    @Flag(help: "Also dates of which nothing says that something happened then, and those of references.")
    var all = false

    @Option(help: "Put rows together by year, quarter, month or day.")
    var by: TimelineUnit?

    @Option(help: "text, csv, tsv, json, jsonl, markdown or ics.")
    var format: TableFormat = .text

    func run() throws {
        var job = TimelineJob()
        job.files = try named.paths()
        job.reading = input.reading
        job.tables = TableSettings(format: format, isCSVSafe: tables.csvSafe)
        (job.from, job.to, job.entity, job.claim, job.matching) = (from, to, entity, claim, matching)
        (job.includesUndated, job.includesReferences, job.includesAll) = (undated, references, all)
        job.by = by
        try job.run()
    }
}

/// What `gloss timeline` does.
struct TimelineJob: QuickJob {
    var files: [String] = []
    var reading = Reading()
    var tables = TableSettings()
    var from: DayRange?
    var to: DayRange?
    var entity: String?
    var claim: String?
    var matching: String?
    var includesUndated = false
    var includesReferences = false
    var includesAll = false
    var by: TimelineUnit?

    mutating func set(_ option: String, _ value: String) -> Bool {
        switch option {
        case "--format": return take(TableFormat(rawValue: value)) { $0.tables.format = $1 }
        case "--from": return take(DayRange(iso: value)) { $0.from = $1 }
        case "--to": return take(DayRange(iso: value)) { $0.to = $1 }
        case "--by": return take(TimelineUnit(rawValue: value)) { $0.by = $1 }
        case "--entity": entity = value
        case "--matching": matching = value
        default: return false
        }
        return true
    }

    /// What comes of one report.
    private struct Part: Sendable {
        var keys: [TimelineKey]
        var rows: PrintedRows
        /// Where they are kept.
        var block = 0
        var widths: [Int] = []
        /// The rows themselves, for forms of which all are needed.
        var items: [TimelineItem]
        var doubtful = 0
        var references = 0
        var isOneOfSeveral: Bool
    }

    func run() throws {
        if let first = from?.earliest, let last = to?.latest, first > last {
            throw Failure("--from \(Self.words(from)) is after --to \(Self.words(to)); no day is in between")
        }
        let loader = try ReportLoader(reading)
        let style = tables.style(reading.color)
        let known = [entity.map { KnownNames("entity", $0) }, claim.map { KnownNames("claim", $0) }]
        var parts: [Part] = []
        var spool = RowSpool()
        var left = (doubtful: 0, references: 0)
        let isComplete = try ReportStream(loader: loader).run(files) { report, isOneOfSeveral in
            part(of: report, isOneOfSeveral, style, known)
        } _: { part in
            guard let part else { return }
            left = (left.doubtful + part.doubtful, left.references + part.references)
            guard part.rows.count + part.items.count > 0 else { return }
            var kept = part
            kept.block = try spool.add(part.rows)
            kept.widths = part.rows.widths
            kept.rows = PrintedRows(bytes: [], ends: [], isText: false)
            parts.append(kept)
        }
        for names in known { names?.tell() }
        let count = try print(parts, spool, style)
        if tables.format == .text { Self.tell(left) }
        try end(rows: count, isComplete: isComplete)
    }

    private static func words(_ range: DayRange?) -> String { (range?.earliest ?? range?.latest)?.description ?? "" }

    /// Whether all rows are needed at once, with their reports.
    private var isWhole: Bool { tables.format == .markdown || tables.format == .ics }

    private func part(of report: Report, _ isOneOfSeveral: Bool, _ style: TextStyle, _ known: [KnownNames?]) -> Part? {
        guard let query = query(for: report, known) else { return nil }
        let timeline = report.wholeTimeline(query)
        let items = timeline.rows.map { TimelineItem(report, $0) }
        let table = TimelineTable(by: by, namesReports: isOneOfSeveral)
        return Part(
            keys: items.map { TimelineKey($0, by) }, rows: table.rows(isWhole ? [] : items, tables.format, style), items: isWhole ? items : [],
            doubtful: timeline.doubtful, references: timeline.references, isOneOfSeveral: isOneOfSeveral)
    }

    /// Prints all rows in order of date, those of one bucket together; gives how many there are.
    private func print(_ parts: [Part], _ spool: borrowing RowSpool, _ style: TextStyle) throws -> Int {
        let places = TimelineKey.ordered(parts.map(\.keys))
        try Files.printing(isShown: tables.format == .text) { out in
            let table = TimelineTable(by: by, namesReports: parts.first?.isOneOfSeveral ?? false)
            if isWhole {
                let items = places.map { parts[$0.part].items[$0.row] }
                return table.print(items, tables.format, style, &out)
            }
            var printer = table.parts(tables.format, style)
            for part in parts { printer.widen(to: part.widths) }
            for place in places { printer.add(try spool.row(parts[place.part].block, place.row), &out) }
            printer.finish(&out)
        }
        return places.count
    }

    /// Says on standard error how many dates are no rows, and how to see them.
    private static func tell(_ left: (doubtful: Int, references: Int)) {
        let kinds = [
            left.doubtful > 0 ? "\(left.doubtful) more \(left.doubtful == 1 ? "date" : "dates") of no event (--all)" : nil,
            left.references > 0 ? "\(left.references) of references (--references)" : nil,
        ].compactMap { $0 }
        guard !kinds.isEmpty else { return }
        _ = Files.writeAll(Array("gloss: not shown: \(kinds.joined(separator: ", "))\n".utf8), to: 2)
    }

    /// What is asked of one report; nil where it lacks the entity or claim that is named.
    private func query(for report: Report, _ known: [KnownNames?]) -> TimelineQuery? {
        var query = TimelineQuery()
        if from != nil || to != nil {
            query.days = DayRange(earliest: from?.earliest, latest: to?.latest)
        }
        if let entity, let names = known[0] {
            guard let found = report.entities(entity, names) else { return nil }
            query.entities = found
        }
        if let claim, let names = known[1] {
            guard let id = report.claim(claim, names) else { return nil }
            query.claim = id
        }
        query.matching = matching
        query.includesUndated = includesUndated
        query.includesReferences = includesReferences || includesAll
        query.includesDoubtful = includesAll
        return query
    }
}

/// Where a row of the timeline comes among those of all reports.
struct TimelineKey: Sendable {
    private let isDated: Bool
    private let first: Int32
    private let last: Int32
    private let clock: Int
    private let bucket: String

    init(_ item: TimelineItem, _ unit: TimelineUnit?) {
        let range = item.row.range
        isDated = item.row.isDated
        first = isDated ? (range.earliest ?? range.latest)?.number ?? 0 : 0
        last = isDated ? range.latest?.number ?? .max : 0
        clock = isDated ? item.row.clockOrder : 0
        bucket = unit.map { TimelineTable.bucket(range, $0) } ?? ""
    }

    typealias Place = (part: Int, row: Int)

    /// The rows of several reports in order: dated before undated, by first day, then last; of equals those of
    /// an earlier report first. Rows of one bucket stand together, where its first stands.
    static func ordered(_ parts: [[TimelineKey]]) -> [Place] {
        var places: [Place] = parts.indices.flatMap { part in parts[part].indices.map { (part, $0) } }
        func key(_ place: Place) -> ((Int, Int32, Int32), Int, Int, Int) {
            let key = parts[place.part][place.row]
            return ((key.isDated ? 0 : 1, key.first, key.last), key.clock, place.part, place.row)
        }
        if parts.count > 1 {
            places.sort { a, b in
            let (x, y) = (key(a), key(b))
            return x.0 == y.0 ? (x.1, x.2, x.3) < (y.1, y.2, y.3) : x.0 < y.0
            }
        }
        var buckets: [String: Int] = [:]
        var groups: [[Place]] = []
        for place in places {
            let bucket = parts[place.part][place.row].bucket
            let group = buckets[bucket] ?? groups.count
            if group == groups.count {
                buckets[bucket] = group
                groups.append([])
            }
            groups[group].append(place)
        }
        return groups.count == 1 ? groups[0] : groups.flatMap { $0 }
    }
}
