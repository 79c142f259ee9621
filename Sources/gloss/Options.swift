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
    /// A day; of a month or a year its first.
    public init?(argument: String) {
        guard let day = Day(iso: argument) ?? DayRange(iso: argument)?.earliest else { return nil }
        self = day
    }
}

extension DayRange: ExpressibleByArgument {
    public init?(argument: String) { self.init(iso: argument) }
}

extension TimelineUnit: ExpressibleByArgument {}

extension DayOrder: ExpressibleByArgument {}

extension TableFormat: ExpressibleByArgument {}

/// The forms that every table is printed in.
enum PlainTableFormat: String, ExpressibleByArgument, CaseIterable {
    case text, csv, tsv, json, jsonl

    var table: TableFormat { TableFormat(rawValue: rawValue) ?? .text }
}

/// The forms of an outline.
enum OutlineFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, jsonl, markdown, csv, tsv

    var table: TableFormat { TableFormat(rawValue: rawValue) ?? .text }
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
    @Option(help: ArgumentHelp("Annotations in a file of their own.", valueName: "file"), completion: .file())
    var annotations: String?

    @Option(help: ArgumentHelp(
        "The report's date, on which \"last year\" hangs: YYYY-MM-DD, YYYY-MM or YYYY.", valueName: "date"))
    var date: Day?

    @Option(help: "How 03/04/2016 is read: dmy (3 April) or mdy (March 4); else as the other dates and the English of the report tell.")
    var dateOrder: DayOrder?

    @Option(help: "The language of the whole report: en or fr; else it is told of each paragraph.")
    var language: String?

    @Option(help: "Run the built-in annotator: auto (for what the input lacks), always or never.")
    var annotate: AnnotateMode = .auto

    @Option(help: ArgumentHelp(
        "Names of your own for the annotator: name, type, aliases, parted by tabs.", valueName: "file"), completion: .file())
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

    /// The same as values.
    var reading: Reading {
        Reading(
            annotations: annotations, date: date, dateOrder: dateOrder, language: language, annotate: annotate, lexicon: lexicon, encoding: encoding, color: color,
            formatIn: formatIn, inputLimit: inputLimit << 20)
    }

    /// MiB of a pipe or a device that are read where nobody says how many.
    static let standardLimit = 256

    func validate() throws { try InputOptions.check(inputLimit) }

    /// Refuses a limit that is none.
    static func check(_ limit: Int) throws {
        guard (1...4095).contains(limit) else { throw ValidationError("--input-limit takes 1 to 4095 MiB") }
    }
}

/// Formats that options name.
enum NamedFormat {
    /// The format of a name that an option gives; nil where it gives none.
    static func find(_ name: String?, _ option: String) throws(Failure) -> (any Format)? {
        guard let name else { return nil }
        guard let format = Formats.named(name) else {
            let hint = Spelling.hint(for: name, among: Formats.all.map(\.name))
            throw Failure("\(option) \(name): there is no such format\(hint.isEmpty ? "; there are \(all)" : hint + " (gloss formats lists all)")")
        }
        return format
    }

    /// All names, for messages.
    static var all: String { Formats.all.map(\.name).joined(separator: ", ") }
}
