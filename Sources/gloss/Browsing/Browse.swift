import ArgumentParser
import GlossAnnotator
import GlossFormats
import GlossModel
import Glibc

/// What the browser can be told.
struct BrowseOptions: Sendable {
    var files: [String] = []
    var reading = Reading()
    var background = BackgroundMode.auto
    var format = TableFormat.text
    var resumes = true
    var isLinear = false
    var isReadOnly = false
    /// Whether editing is on from the beginning, and whose annotations are written; nil: the report's own.
    var edits = false
    var editor: String?
    /// What several annotators say is made one.
    var adjudication: Adjudication?
    /// A theme by name; nil: the user's own, or the standard one.
    var theme: String?
    var mouse = true
}

/// Whether the terminal is light or dark.
enum BackgroundMode: String, ExpressibleByArgument, CaseIterable {
    case auto, light, dark
}

/// `gloss [FILE...]`: opens reports in the browser.
struct Browse: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "browse", abstract: "Read reports in the terminal (the default command).")

    @Argument(
        help: "Reports; - or a pipe on standard input is read as text. None: a sample report.", completion: .file())
    var files: [String] = []

    @Option(
        help: ArgumentHelp("Reports named in a file, one a line.", valueName: "file"), completion: .file())
    var filesFrom: String?

    @Flag(name: [.customShort("0"), .customLong("null")], help: "The names in it end with NUL, as find -print0 writes them.")
    var null = false

    @OptionGroup var input: InputOptions

    @Option(help: "How Q prints selected rows of the timeline: text, csv, tsv, json, jsonl, markdown or ics.")
    var format: TableFormat = .text

    @Option(help: "Whether the terminal's background is light or dark.")
    var background: BackgroundMode = .auto

    @Flag(help: "Do not begin where the last reading of the file ended.")
    var noResume = false

    @Flag(help: "One pane at a time, full width, no boxes: for screen readers and braille displays.")
    var linear = false

    @Flag(help: "Change nothing: no editing.")
    var readOnly = false

    @Option(help: ArgumentHelp("Colours by name: standard, calm, colour-blind, or a file of yours.", valueName: "name"))
    var theme: String?

    @Flag(help: "Leave the mouse to the terminal.")
    var noMouse = false

    func run() throws {
        var options = options
        options.files = PathRuns.expanded(files)
        if filesFrom != nil { options.files = try NamedFiles(files: options.files, list: filesFrom, isNull: null).paths() }
        try Browsing(options).run()
    }

    var options: BrowseOptions {
        BrowseOptions(
            files: files, reading: input.reading, background: background, format: format, resumes: !noResume, isLinear: linear,
            isReadOnly: readOnly, theme: theme, mouse: !noMouse)
    }

    /// The options where the command line holds nothing but file names, which then need no parser;
    /// nil where it holds more.
    static func plainOptions(_ arguments: [String]) -> BrowseOptions? {
        guard arguments.allSatisfy({ !$0.hasPrefix("-") || $0 == "-" }),
            arguments.first.map({ !CommandNames.isCommand($0) }) ?? true
        else { return nil }
        return BrowseOptions(files: arguments)
    }

    /// Whether a command line opens the browser, and is no question about gloss.
    static func isBrowsing(_ arguments: [String]) -> Bool {
        let questions: Set<String> = ["--help", "-h", "--version", "--help-hidden", "--generate-completion-script", "--experimental-dump-help"]
        return !(arguments.first.map(CommandNames.isCommand) ?? false) && !arguments.contains { word in questions.contains { word.hasPrefix($0) } }
    }
}
