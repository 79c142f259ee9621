import ArgumentParser
import GlossFormats
import GlossModel

/// `gloss annotate`: runs the built-in annotator and writes what it found.
struct Annotate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annotate", abstract: "Run the built-in annotator; prints brat standoff.")

    @Argument(help: "The report; - or nothing for standard input.", completion: .file())
    var file: String?

    @OptionGroup var input: InputOptions

    @Option(name: .shortAndLong, help: ArgumentHelp("Save to a file instead; - for standard output.", valueName: "file"), completion: .file())
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
        var loader = try ReportLoader(input.reading)
        loader.explains = explain
        let file = try onlyFile(file)
        let write: (inout ByteOutput) throws -> Void =
            explain && !json && !jsonl
            ? { ExplanationTable.write(try annotated(file, loader), &$0) } : { try writeEach(file, loader, &$0) }
        if let output, output != "-" {
            // Written when all is read: what is read is never written to.
            var whole = ByteOutput()
            try write(&whole)
            try Files.save(output, force: force) { $0.write(raw: whole.bytes) }
        } else {
            try Files.printing(isShown: raw, write)
        }
    }

    private func annotated(_ file: String, _ loader: ReportLoader) throws -> [Report] {
        let reports = try loader.reports(at: file)
        Findings.warn(reports, loader)
        return reports
    }

    /// Writes one report after the other, as standoff or as JSON with the claims that bear on each other.
    private func writeEach(_ file: String, _ loader: ReportLoader, _ out: inout ByteOutput) throws {
        let isJSON = json || jsonl
        let format = Formats.named(jsonl ? "jsonl" : json ? "json" : "brat") ?? PlainText()
        let isComplete = try ReportStream(loader: loader).run([file]) { report, _ in
            var out = ByteOutput()
            let result = Result { try format.write(isJSON ? loader.relate(report) : report, to: &out) }
            return result.map { out.bytes }
        } _: { bytes in
            out.write(raw: try bytes.get())
            out.passOn()
        }
        if !isComplete { throw Quiet(status: 2) }
    }
}
