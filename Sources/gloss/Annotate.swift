import ArgumentParser
import GlossFormats
import GlossModel

/// `gloss annotate`: runs the built-in annotator and writes what it found.
struct Annotate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annotate", abstract: "Run the built-in annotator; prints brat standoff.")

    @Argument(help: "The report; - for standard input.")
    var file: String

    @OptionGroup var input: InputOptions

    @Option(name: .shortAndLong, help: ArgumentHelp("Save to a file instead.", valueName: "file"))
    var output: String?

    @Flag(help: "Print the whole model as JSON.")
    var json = false

    @Flag(help: "The same on one line.")
    var jsonl = false

    @Flag(help: "Print what was found and which rule found it, one line an annotation; with --json a \"rule\" to each item.")
    var explain = false

    @Flag(help: "Print to a terminal what is in the file as it is, control characters too.")
    var raw = false

    @Flag(help: "Replace an existing file.")
    var force = false

    func run() throws {
        var loader = try ReportLoader(input)
        loader.explains = explain
        var reports = try loader.reports(at: file)
        Findings.warn(reports, loader)
        if json || jsonl { reports = reports.map { loader.relate($0) } }
        let format = Formats.named(jsonl ? "jsonl" : json ? "json" : "brat") ?? PlainText()
        let write: (inout ByteOutput) throws -> Void = { out in
            if explain, !json, !jsonl {
                ExplanationTable.write(reports, &out)
            } else {
                for report in reports { try format.write(report, to: &out) }
            }
        }
        if let output {
            try Files.save(output, force: force, write)
        } else {
            try Files.printing(isShown: raw, write)
        }
    }
}
