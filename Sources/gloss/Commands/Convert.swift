import ArgumentParser
import GlossFormats
import GlossModel

/// `gloss convert`: reads one format and writes another.
struct Convert: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Convert between formats (gloss formats lists them).",
        discussion: "Writes what the input holds; nothing is computed unless --annotate asks for it.")

    @Argument(help: "File to read; - for standard input.", completion: .file())
    var input: String

    @Argument(help: "File to write; a folder for a file of each report; - for standard output.", completion: .file())
    var output: String

    @Option(help: ArgumentHelp("Format of the input, where its name does not tell.", valueName: "name"))
    var formatIn: String?

    @Option(help: ArgumentHelp("Format of the output, where its name does not tell.", valueName: "name"))
    var formatOut: String?

    @Option(help: ArgumentHelp("Annotations in a file of their own.", valueName: "file"))
    var annotations: String?

    @Option(help: ArgumentHelp("The report's date.", valueName: "date"))
    var date: Day?

    @Option(help: "Run the built-in annotator: auto (for what the input lacks), always or never.")
    var annotate: AnnotateMode = .never

    @Option(help: ArgumentHelp(
        "Names of your own for the annotator: name, type, aliases, parted by tabs.", valueName: "file"))
    var lexicon: String?

    @Option(help: ArgumentHelp("What the text is in, by a name that iconv knows; else UTF-8, or what it seems to be in.", valueName: "name"))
    var encoding: String?

    @Option(help: ArgumentHelp("Most that is read of a pipe or a device.", valueName: "MiB"))
    var inputLimit = InputOptions.standardLimit

    @Flag(help: "Print to a terminal what is in the file as it is, control characters too.")
    var raw = false

    @OptionGroup var tables: TableOptions

    @Flag(help: "Replace an existing file.")
    var force = false

    func validate() throws { try InputOptions.check(inputLimit) }

    func run() throws {
        var target = try NamedFormat.find(formatOut, "--format-out") ?? Formats.forWriting(output)
        if target is CSV { target = CSV(isSafe: tables.csvSafe) }
        guard let target else {
            throw Failure("\(output): its name tells no format; --format-out names one of \(NamedFormat.all)")
        }
        var loader = try ReportLoader(
            annotations: annotations, date: date, mode: annotate, lexicon: lexicon, encoding: encoding)
        loader.format = try NamedFormat.find(formatIn, "--format-in")
        loader.inputLimit = inputLimit << 20
        var reports = try loader.reports(at: input)
        if annotate != .never { reports = reports.map { loader.relate($0) } }
        Findings.warn(reports, loader)
        Findings.warn(of: reports.flatMap { target.losses($0) })
        let saving = Saving(target: target, force: force)
        if output == "-" { return try Files.printing(isShown: raw) { try saving.print(reports, &$0) } }
        if Files.isFolder(output) { return try saving.save(reports, into: output) }
        try saving.save(reports, to: output)
    }
}
