import ArgumentParser
import GlossAnnotator
import GlossFormats
import GlossModel

/// `gloss entities`: who and what is spoken of.
struct EntitiesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "entities", abstract: "Print the entities, those with most mentions first.",
        discussion: "Exits with 1 where there is none.")

    @OptionGroup var named: FilesOption

    @OptionGroup var input: InputOptions

    @OptionGroup var tables: TableOptions

    @Option(help: "text, csv, tsv, json or jsonl.")
    var format: PlainTableFormat = .text

    func run() throws {
        var job = EntitiesJob()
        job.files = try named.paths()
        job.reading = input.reading
        job.tables = TableSettings(format: format.table, isCSVSafe: tables.csvSafe)
        try job.run()
    }
}

/// What `gloss entities` does.
struct EntitiesJob: QuickJob {
    var files: [String] = []
    var reading = Reading()
    var tables = TableSettings()

    mutating func set(_ option: String, _ value: String) -> Bool {
        option == "--format" && take(PlainTableFormat(rawValue: value)) { $0.tables.format = $1.table }
    }

    func run() throws {
        let loader = try ReportLoader(reading)
        let style = tables.style(reading.color)
        let format = tables.format
        var printer = EntityTable().parts(format, style)
        var (count, isComplete) = (0, true)
        try Files.printing(isShown: format == .text) { out in
            isComplete = try ReportStream(loader: loader, parts: [.mentions, .times]).run(files) { report, isOneOfSeveral in
                EntityTable(namesReports: isOneOfSeveral).rows(EntityItem.all(of: report), format, style)
            } _: { rows in
                count += rows.count
                printer.add(rows, &out)
            }
            printer.finish(&out)
        }
        try end(rows: count, isComplete: isComplete)
    }
}
