import ArgumentParser
import GlossFormats
import GlossModel
import GlossThreads

/// `gloss diff`: how far annotators of one text agree, and where they do not.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Compare annotations of one text by several annotators.",
        discussion: """
            Prints how far they agree by type (F1, Cohen's kappa over words, Krippendorff's alpha for \
            units), then where they do not. Exits with 0 where all is the same, else with 1. A file \
            without annotations is taken for the text of the others.
            """)

    @Argument(
        help: "Annotated reports of the same text, or files of annotations; one that holds several annotators will do.",
        completion: .file())
    var files: [String]

    @Flag(help: "Only how far they agree.")
    var summary = false

    @Option(help: "text, csv, tsv, json or jsonl: the disagreements; with --summary the agreement.")
    var format: PlainTableFormat = .text

    @Option(help: "Colour: auto, always or never.")
    var color: ColorMode = .auto

    @OptionGroup var tables: TableOptions

    @Option(help: ArgumentHelp("Format of the files, where names and beginnings do not tell.", valueName: "name"))
    var formatIn: String?

    @Option(help: ArgumentHelp("What the text is in, by a name that iconv knows; else UTF-8, or what it seems to be in.", valueName: "name"))
    var encoding: String?

    @Option(help: ArgumentHelp("Most that is read of a pipe or a device.", valueName: "MiB"))
    var inputLimit = InputOptions.standardLimit

    func validate() throws { try InputOptions.check(inputLimit) }

    func run() throws {
        let files = PathRuns.expanded(files)
        let format = format.table
        var loader = try ReportLoader(mode: .never, encoding: encoding)
        loader.inputLimit = inputLimit << 20
        loader.format = try NamedFormat.find(formatIn, "--format-in")
        let report = try Annotators.together(files, loader)
        let layers = report.annotators
        guard layers.count > 1 else {
            // As diff has it: a file is the same as itself.
            if files.count > 1, Set(files).count == 1 { return }
            throw Failure("\(files[0]): there is only one annotator to compare; name another file")
        }
        let names = layers.map { report.layers[$0].name }
        let agreement = Agreement(report, layers: layers)
        let style = OutputStyle.text(color, tables)
        try Files.printing(isShown: format == .text) { out in
            if summary || format == .text {
                let items = agreement.rows.map { AgreementItem(report, $0) }
                AgreementTable(annotators: names).print(items, format, style, &out)
            }
            guard !summary else { return }
            if format == .text, !agreement.disagreements.isEmpty { out.write("\n") }
            let items = agreement.disagreements.map { DisagreementItem(report, $0) }
            DisagreementTable(annotators: names).print(items, format, style, &out)
        }
        if !agreement.disagreements.isEmpty { throw Quiet(status: 1) }
    }
}

/// Reads what several people made of one text.
enum Annotators {
    /// The reports of all files as one, with a layer for each annotator.
    static func together(_ files: [String], _ loader: ReportLoader) throws -> Report {
        var reports: [Report] = []
        var bare: [String] = []
        for path in files {
            do { reports += try loader.read(path) } catch let failure as Failure where failure.isTextMissing {
                bare.append(path)
            }
        }
        if !bare.isEmpty {
            guard let text = reports.first else {
                throw Failure("\(bare[0]): its text is not beside it; name the text too: gloss diff report.txt \(bare[0]) ...")
            }
            for path in bare {
                reports.append(try loader.annotated(Report(path: path, text: text.text), by: path))
            }
        }
        let annotated = distinct(reports)
        guard let first = annotated.first else { throw Failure("\(files[0]): there are no annotations in it") }
        guard annotated.count > 1 else { return first }
        guard let whole = Report.joined(annotated, names: names(annotated)) else {
            throw Failure("\(files.joined(separator: ", ")): their texts differ; only annotations of one text can be compared")
        }
        return whole
    }

    /// The reports that have annotations, each file of them once: `report.txt` and `report.ann` are
    /// the same.
    static func distinct(_ reports: [Report]) -> [Report] {
        var seen: Set<String> = []
        return reports.filter { !$0.layers.isEmpty && seen.insert(FileName.split($0.path).stem + "/" + $0.layers[0].name).inserted }
    }

    /// The names of the layers where they differ, else the paths.
    static func names(_ reports: [Report]) -> [String] {
        let names = reports.map { $0.layers.first?.name ?? $0.path }
        return Set(names).count == names.count ? names : reports.map(\.path)
    }
}
