import ArgumentParser
import GlossFormats
import GlossInterface
import GlossModel

/// `gloss show`: the whole report on standard output.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print a report, highlighted; or its whole model as JSON.")

    @Argument(help: "The report; - or nothing for standard input.", completion: .file())
    var file: String?

    @OptionGroup var input: InputOptions

    @Flag(help: "The whole model as JSON.")
    var json = false

    @Flag(help: "The same, one report a line.")
    var jsonl = false

    func run() throws {
        let loader = try ReportLoader(input.reading)
        let look = Look(isColored: OutputStyle.isColored(input.color), width: OutputStyle.width, isJSON: json || jsonl, isLine: jsonl)
        var isComplete = true
        try Files.printing(isShown: !json && !jsonl) { out in
            isComplete = try ReportStream(loader: loader).run([onlyFile(file)]) { report, _ in look.bytes(of: report, loader) } _: { bytes in
                out.write(raw: bytes)
                out.passOn()
            }
        }
        if !isComplete { throw Quiet(status: 2) }
    }

    /// How reports are printed.
    private struct Look: Sendable {
        var isColored: Bool
        var width: Int?
        var isJSON: Bool
        var isLine: Bool

        func bytes(of report: Report, _ loader: ReportLoader) -> [UInt8] {
            var out = ByteOutput()
            guard isJSON else {
                Highlighting(report: report, theme: Theme(depth: isColored ? .many : .none), width: width).write(&out)
                return out.bytes
            }
            let format: any Format = isLine ? GlossJSONLines() : GlossJSON()
            // Gloss's own forms hold everything.
            try? format.write(loader.relate(report), to: &out)
            return out.bytes
        }
    }
}
