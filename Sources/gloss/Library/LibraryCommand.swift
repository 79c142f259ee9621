import ArgumentParser
import GlossFormats
import GlossLibrary
import GlossModel

/// `gloss library`: many reports as one.
struct LibraryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "library", abstract: "Many reports as one: searched, put on one timeline, with who is who.",
        discussion: """
            gloss library init && gloss library sync      index the reports of this folder
            gloss library search 'drone north* date:2014..2016'
            gloss library timeline 'entity:TTP' --format csv
            """,
        subcommands: [
            LibraryBrowse.self, LibraryInit.self, LibraryAdd.self, LibraryRemove.self, LibrarySyncCommand.self, LibraryStatus.self, LibrarySearch.self, LibraryCount.self,
            LibraryKWIC.self, LibraryEntities.self, LibraryEntity.self, LibraryTimeline.self, LibraryClaims.self, LibraryRelated.self,
            LibrarySame.self, LibraryApart.self, LibraryCandidates.self, LibraryUndo.self, LibraryLog.self, LibraryTag.self, LibrarySave.self,
            LibrarySearches.self, LibraryDump.self, LibraryRestore.self, LibraryCheck.self, LibraryRebuild.self, LibraryGC.self,
        ],
        defaultSubcommand: LibraryBrowse.self)
}

/// Which library is meant.
struct LibraryOptions: ParsableArguments {
    @Option(name: .customLong("library"), help: ArgumentHelp("The library's folder; else GLOSS_LIBRARY, else the one that this folder is in.", valueName: "folder"), completion: .directory)
    var library: String?

    @Option(help: ArgumentHelp("The index, where it does not lie in the library.", valueName: "file"), completion: .file())
    var index: String?

    func place() throws(Failure) -> LibraryPlace { try LibraryPlace.find(library, index: index) }

    /// Opens the index and does something with it.
    func withStore(_ body: (SQLiteStore, LibraryPlace) throws -> Void) throws {
        let place = try place()
        try LibraryPlace.told { try body(place.open(), place) }
    }
}

/// How the tables of a library are printed.
struct LibraryTableOptions: ParsableArguments {
    @Option(help: "text, csv, tsv, json, jsonl or markdown.")
    var format: OutlineFormat = .text

    @Option(help: ArgumentHelp("At most so many rows; 0 for all.", valueName: "number"))
    var limit: Int?

    @Option(help: "Colour: auto, always or never.")
    var color: ColorMode = .auto

    @OptionGroup var tables: TableOptions

    func validate() throws { guard limit ?? 0 >= 0 else { throw ValidationError("--limit takes a number from 0 on") } }

    /// The number of rows that are wanted, `otherwise` where nobody says.
    func rows(_ otherwise: Int) -> Int { limit.map { $0 == 0 ? Int(Int32.max) : $0 } ?? otherwise }

    /// Prints rows and ends with 1 where there is none; tells where there are more.
    func print(_ columns: [String], _ lines: [PlainTable.Line], more: String? = nil) throws {
        let table = PlainTable(columns: columns)
        try Files.printing(isShown: format == .text) { table.print(lines, format.table, OutputStyle.text(color, tables), &$0) }
        if let more, format == .text { LibraryPlace.say(more) }
        if lines.isEmpty { throw Quiet(status: 1) }
    }
}

/// The words of a query as a command line has them.
struct QueryWords: ParsableArguments {
    @Argument(help: "What is looked for: words, \"phrases\", entity:NAME, date:2014..2016, ... (man gloss lists all).")
    var words: [String] = []

    func query() throws -> Query { try LibraryPlace.told { try Query(text) } }

    var text: String { words.joined(separator: " ") }

    func required() throws -> Query {
        guard !words.isEmpty else { throw ValidationError("say what to look for, such as: drone entity:TTP date:2014..2016") }
        return try query()
    }
}
