import ArgumentParser
import GlossFormats
import GlossModel

/// `gloss entities`: who and what is spoken of.
struct EntitiesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "entities", abstract: "Print the entities, those with most mentions first.",
        discussion: "Exits with 1 where there is none.")

    @Argument(help: "Reports; - for standard input.")
    var files: [String]

    @OptionGroup var input: InputOptions

    @OptionGroup var tables: TableOptions

    @Option(help: "text, csv, tsv, json or jsonl.")
    var format: TableFormat = .text

    func validate() throws { try TableFormat.checkPlain(format) }

    func run() throws {
        let loader = try ReportLoader(input)
        let reports = try loader.reports(at: files)
        Findings.warn(reports, loader)
        let items = reports.flatMap { EntityItem.all(of: $0) }
        try Files.printing(isShown: format == .text) { out in
            EntityTable(namesReports: reports.count > 1)
                .print(items, format, OutputStyle.text(input.color, tables), &out)
        }
        if items.isEmpty { throw Quiet(status: 1) }
    }
}
