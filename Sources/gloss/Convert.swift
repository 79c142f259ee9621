import ArgumentParser
import GlossFormats
import GlossModel

/// `gloss convert`: reads one format and writes another.
struct Convert: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Convert between formats: \(Formats.all.map(\.name).joined(separator: ", ")).",
        discussion: "Writes what the input holds; nothing is computed unless --annotate asks for it.")

    @Argument(help: "File to read; - for standard input.")
    var input: String

    @Argument(help: "File to write; - for standard output.")
    var output: String

    @Option(help: ArgumentHelp("Format of the input, where its name does not tell.", valueName: "name"))
    var formatIn: String?

    @Option(help: ArgumentHelp("Format of the output, where its name does not tell.", valueName: "name"))
    var formatOut: String?

    @Option(help: ArgumentHelp("Annotations in a file of their own.", valueName: "file"))
    var annotations: String?

    @Option(help: ArgumentHelp("The report's date.", valueName: "YYYY-MM-DD"))
    var date: Day?

    @Option(help: "Run the built-in annotator: auto (for what the input lacks), always or never.")
    var annotate: AnnotateMode = .never

    @Option(help: ArgumentHelp(
        "Names of your own for the annotator: name, type, aliases, parted by tabs.", valueName: "file"))
    var lexicon: String?

    @Flag(help: "Replace existing files.")
    var force = false

    func run() throws {
        let target = try format(formatOut, "--format-out") ?? Formats.forWriting(output)
        guard let target else {
            throw Failure("\(output): its name tells no format; --format-out names one of \(names)")
        }
        var loader = try ReportLoader(
            annotations: annotations, date: date, mode: annotate, lexicon: lexicon)
        loader.format = try format(formatIn, "--format-in")
        var reports = try loader.reports(at: input)
        if annotate != .never { reports = reports.map { loader.relate($0) } }
        Findings.warn(reports, loader)
        let write: (inout ByteOutput) throws -> Void = { out in
            do throws(FormatError) { try target.write(reports, to: &out) } catch {
                throw Failure(path: output, error)
            }
        }
        Findings.warn(of: reports.flatMap { target.losses($0) })
        guard output != "-" else { return try Files.printing(write) }
        try saveText(target, reports)
        try saveCompanions(target, reports)
        try Files.save(output, force: force, write)
    }

    /// Files that the format wants beside the written one. One that is there already and says the
    /// same stays.
    private func saveCompanions(_ target: any Format, _ reports: [Report]) throws {
        var saved: [String: [UInt8]] = [:]
        for companion in target.companions(reports) {
            let path = Files.beside(output, companion.name)
            let bytes = companion.content.bytes
            if let known = saved[path] {
                guard known == bytes else {
                    throw Failure("\(output): its reports want different files \(companion.name); convert them one by one")
                }
                continue
            }
            saved[path] = bytes
            if Files.exists(path), try Files.read(path).bytes.elementsEqual(bytes) { continue }
            try Files.save(path, force: force) { $0.write(raw: bytes) }
        }
    }

    /// The text beside annotations that stand apart from it, unless it is there already.
    private func saveText(_ target: any Format, _ reports: [Report]) throws {
        guard let suffix = target.textSuffix else { return }
        guard reports.count == 1 else {
            throw Failure("\(output): \(target.name) holds one report a file, and there are \(reports.count)")
        }
        let path = FileName.split(output).stem + "." + suffix
        if Files.exists(path), try Files.read(path).bytes.elementsEqual(reports[0].text.bytes) { return }
        try Files.save(path, force: force) { try PlainText().write(reports[0], to: &$0) }
    }

    private func format(_ name: String?, _ option: String) throws -> (any Format)? {
        guard let name else { return nil }
        guard let format = Formats.named(name) else {
            throw Failure("\(option) \(name): there is no such format; there are \(names)")
        }
        return format
    }

    private var names: String { Formats.all.map(\.name).joined(separator: ", ") }
}
