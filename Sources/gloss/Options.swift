import ArgumentParser
import GlossFormats
import GlossModel

/// When to run the built-in annotator.
enum AnnotateMode: String, ExpressibleByArgument, CaseIterable {
    /// For each part that the input lacks.
    case auto
    case always, never
}

/// When to colour.
enum ColorMode: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
}

extension Day: ExpressibleByArgument {
    public init?(argument: String) { self.init(iso: argument) }
}

extension DayRange: ExpressibleByArgument {
    public init?(argument: String) { self.init(iso: argument) }
}

extension TimelineUnit: ExpressibleByArgument {}

extension TableFormat: ExpressibleByArgument {
    /// Refuses the forms that only a timeline has.
    static func checkPlain(_ format: TableFormat) throws {
        guard format != .markdown, format != .ics else {
            throw ValidationError("--format \(format.rawValue) is for the timeline only; use text, csv, tsv, json or jsonl")
        }
    }
}

/// What every command that reads a report takes.
struct InputOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Annotations in a file of their own.", valueName: "file"))
    var annotations: String?

    @Option(help: ArgumentHelp(
        "The report's date, on which \"last year\" hangs.", valueName: "YYYY-MM-DD"))
    var date: Day?

    @Option(help: "Run the built-in annotator: auto (for what the input lacks), always or never.")
    var annotate: AnnotateMode = .auto

    @Option(help: ArgumentHelp(
        "Names of your own for the annotator: name, type, aliases, parted by tabs.", valueName: "file"))
    var lexicon: String?

    @Option(help: ArgumentHelp("What the text is in, by a name that iconv knows; else UTF-8, or what it seems to be in.", valueName: "name"))
    var encoding: String?

    @Option(help: "Colour: auto, always or never.")
    var color: ColorMode = .auto
}
