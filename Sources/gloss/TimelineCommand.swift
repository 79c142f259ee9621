import ArgumentParser
import GlossFormats
import GlossModel

/// `gloss timeline`: what happened when, as rows.
struct TimelineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline", abstract: "Print the timeline: every dated sentence, in order.",
        discussion: "Exits with 1 where no row is wanted.")

    @Argument(help: "Reports; - for standard input.")
    var files: [String]

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
        let loader = try ReportLoader(input)
        let reports = try loader.reports(at: files)
        Findings.warn(reports, loader)
        var items: [TimelineItem] = []
        var left = (doubtful: 0, references: 0)
        for report in reports {
            guard let query = query(for: report) else { continue }
            let timeline = report.wholeTimeline(query)
            items += timeline.rows.map { TimelineItem(report, $0) }
            left = (left.doubtful + timeline.doubtful, left.references + timeline.references)
        }
        if reports.count > 1 {
            items = items.enumerated().sorted {
                if TimelineItem.isOrdered($0.element, $1.element) { return true }
                return !TimelineItem.isOrdered($1.element, $0.element) && $0.offset < $1.offset
            }.map(\.element)
        }
        try Files.printing(isShown: format == .text) { out in
            TimelineTable(by: by, namesReports: reports.count > 1)
                .print(items, format, OutputStyle.text(input.color, tables), &out)
        }
        if format == .text { Self.tell(left) }
        if items.isEmpty { throw Quiet(status: 1) }
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
    private func query(for report: Report) -> TimelineQuery? {
        var query = TimelineQuery()
        if from != nil || to != nil {
            query.days = DayRange(earliest: from?.earliest, latest: to?.latest)
        }
        if let entity {
            query.entities = report.entities(named: entity)
            if query.entities == [] { return nil }
        }
        if let claim {
            guard let id = report.annotation(named: claim, kinds: [.claim]) else { return nil }
            query.claim = id
        }
        query.matching = matching
        query.includesUndated = undated
        query.includesReferences = references || all
        query.includesDoubtful = all
        return query
    }
}
