import ArgumentParser
import GlossAnnotator
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

extension DayOrder: ExpressibleByArgument {}

extension TableFormat: ExpressibleByArgument {
    /// Refuses the forms that only a timeline has.
    static func checkPlain(_ format: TableFormat) throws {
        guard format != .markdown, format != .ics else {
            throw ValidationError("--format \(format.rawValue) is for the timeline only; use text, csv, tsv, json or jsonl")
        }
    }
}

/// What every command that prints tables takes.
struct TableOptions: ParsableArguments {
    @Flag(
        inversion: .prefixedNo,
        help: "In csv an apostrophe before cells that begin with = + - or @, so that no spreadsheet takes them for formulas.")
    var csvSafe = true
}

/// What every command that reads a report takes.
struct InputOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Annotations in a file of their own.", valueName: "file"))
    var annotations: String?

    @Option(help: ArgumentHelp(
        "The report's date, on which \"last year\" hangs.", valueName: "YYYY-MM-DD"))
    var date: Day?

    @Option(help: "How 03/04/2016 is read: dmy (3 April) or mdy (March 4); else as the other dates and the English of the report tell.")
    var dateOrder: DayOrder?

    @Option(help: "Run the built-in annotator: auto (for what the input lacks), always or never.")
    var annotate: AnnotateMode = .auto

    @Option(help: ArgumentHelp(
        "Names of your own for the annotator: name, type, aliases, parted by tabs.", valueName: "file"))
    var lexicon: String?

    @Option(help: ArgumentHelp("What the text is in, by a name that iconv knows; else UTF-8, or what it seems to be in.", valueName: "name"))
    var encoding: String?

    @Option(help: "Colour: auto, always or never.")
    var color: ColorMode = .auto

    @Option(help: ArgumentHelp(
        "Format of the files, where names and beginnings do not tell; text shows anything as it stands.", valueName: "name"))
    var formatIn: String?

    @Option(help: ArgumentHelp("Most that is read of a pipe or a device.", valueName: "MiB"))
    var inputLimit = InputOptions.standardLimit

    /// MiB of a pipe or a device that are read where nobody says how many.
    static let standardLimit = 256

    func validate() throws {
        guard (1...4095).contains(inputLimit) else { throw ValidationError("--input-limit takes 1 to 4095 MiB") }
    }
}

/// Formats that options name.
enum NamedFormat {
    /// The format of a name that an option gives; nil where it gives none.
    static func find(_ name: String?, _ option: String) throws(Failure) -> (any Format)? {
        guard let name else { return nil }
        guard let format = Formats.named(name) else {
            throw Failure("\(option) \(name): there is no such format; there are \(all)")
        }
        return format
    }

    /// All names, for messages.
    static var all: String { Formats.all.map(\.name).joined(separator: ", ") }
}
