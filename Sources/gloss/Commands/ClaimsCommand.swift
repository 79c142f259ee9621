import ArgumentParser
import GlossAnnotator
import GlossFormats
import GlossModel

/// `gloss claims`: what is said to be so, by whom, how surely.
struct ClaimsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims", abstract: "Print the claims, in the order of the text.",
        discussion: "Exits with 1 where there is none.")

    @OptionGroup var named: FilesOption

    @OptionGroup var input: InputOptions

    @OptionGroup var tables: TableOptions

    @Option(help: ArgumentHelp("Claims that mention this entity.", valueName: "name"))
    var about: String?

    @Option(help: ArgumentHelp("Claims that bear on this one, strongest first.", valueName: "id"))
    var relatedTo: String?

    @Option(help: "text, csv, tsv, json or jsonl.")
    var format: PlainTableFormat = .text

    func run() throws {
        var job = ClaimsJob()
        job.files = try named.paths()
        job.reading = input.reading
        job.tables = TableSettings(format: format.table, isCSVSafe: tables.csvSafe)
        (job.about, job.relatedTo) = (about, relatedTo)
        try job.run()
    }
}

/// What `gloss claims` does.
struct ClaimsJob: QuickJob {
    var files: [String] = []
    var reading = Reading()
    var tables = TableSettings()
    var about: String?
    var relatedTo: String?

    mutating func set(_ option: String, _ value: String) -> Bool {
        switch option {
        case "--format": return take(PlainTableFormat(rawValue: value)) { $0.tables.format = $1.table }
        case "--about": about = value
        default: return false
        }
        return true
    }

    func run() throws {
        let loader = try ReportLoader(reading)
        let style = tables.style(reading.color)
        let (format, isRelated) = (tables.format, relatedTo != nil)
        let known = [about.map { KnownNames("entity", $0) }, relatedTo.map { KnownNames("claim", $0) }]
        var printer = ClaimTable(isRelated: isRelated).parts(format, style)
        var (count, isComplete) = (0, true)
        try Files.printing(isShown: format == .text) { out in
            isComplete = try ReportStream(loader: loader).run(files) { report, isOneOfSeveral in
                ClaimTable(namesReports: isOneOfSeveral, isRelated: isRelated).rows(claims(of: report, known), format, style)
            } _: { rows in
                count += rows.count
                printer.add(rows, &out)
            }
            printer.finish(&out)
        }
        for names in known { names?.tell() }
        try end(rows: count, isComplete: isComplete)
    }

    private func claims(of report: Report, _ known: [KnownNames?]) -> [ClaimItem] {
        guard let about, let names = known[0] else { return all(of: report, known) }
        guard let found = report.entities(about, names) else { return [] }
        let wanted = Set(found)
        return all(of: report, known).filter { !wanted.isDisjoint(with: report.entities(in: report.spans(ofClaim: $0.id))) }
    }

    private func all(of report: Report, _ known: [KnownNames?]) -> [ClaimItem] {
        guard let relatedTo, let names = known[1] else { return report.claimIDs.map { ClaimItem(report, $0) } }
        guard let id = report.claim(relatedTo, names) else { return [] }
        return RelatedClaims(report).related(to: id).map { relation in
            ClaimItem(report, relation.other(than: id), relation: relation)
        }
    }
}
