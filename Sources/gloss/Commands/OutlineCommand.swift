import ArgumentParser
import GlossFormats
import GlossModel

/// `gloss outline`: the sections of a report.
struct OutlineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outline", abstract: "Print the outline: every section, with its page.",
        discussion: "Exits with 1 where there is no section.")

    @OptionGroup var named: FilesOption

    @OptionGroup var input: InputOptions

    @OptionGroup var tables: TableOptions

    @Option(help: "text, json, jsonl, markdown, csv or tsv.")
    var format: OutlineFormat = .text

    func run() throws {
        let loader = try ReportLoader(input.reading)
        let format = format.table
        var reports: [Report] = []
        for file in try named.paths() { reports += try loader.read(file) }
        Findings.warn(reports, loader)
        let items = reports.flatMap { OutlineItem.all(of: $0) }
        try Files.printing(isShown: format == .text) { out in
            OutlineTable(namesReports: reports.count > 1)
                .print(items, format, OutputStyle.text(input.color, tables), &out)
        }
        if items.isEmpty { throw Quiet(status: 1) }
    }
}
