import ArgumentParser
import GlossFormats
import GlossInterface
import GlossModel

/// `gloss show`: the whole report on standard output.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print a report, highlighted; or its whole model as JSON.")

    @Argument(help: "The report; - for standard input.")
    var file: String

    @OptionGroup var input: InputOptions

    @Flag(help: "The whole model as JSON.")
    var json = false

    @Flag(help: "The same, one report a line.")
    var jsonl = false

    func run() throws {
        let loader = try ReportLoader(input)
        let reports = try loader.reports(at: file)
        Findings.warn(reports, loader)
        try Files.printing(isShown: !json && !jsonl) { out in
            for report in reports {
                if json || jsonl {
                    try (jsonl ? GlossJSONLines() as any Format : GlossJSON())
                        .write(loader.relate(report), to: &out)
                } else {
                    let depth: ColorDepth = OutputStyle.isColored(input.color) ? .many : .none
                    Highlighting(
                        report: report, theme: Theme(depth: depth), width: OutputStyle.width
                    ).write(&out)
                }
            }
        }
    }
}
