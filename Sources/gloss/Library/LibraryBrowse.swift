import ArgumentParser
import GlossFormats
import GlossLibrary
import GlossModel

/// `gloss library [QUERY]`: the library on the terminal.
struct LibraryBrowse: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "browse", abstract: "Read the library on the terminal (gloss library alone does).",
        discussion: "What is typed narrows the list, Enter opens the report at the place, h lists the keys.")
    @OptionGroup var words: QueryWords
    @OptionGroup var library: LibraryOptions
    @OptionGroup var tables: LibraryTableOptions

    func run() throws {
        try library.withStore { store, place in
            let rows = try LibrarySession(LibraryLists(store, place), query: words.text, color: tables.color).run()
            guard !rows.isEmpty else { return }
            let lines = rows.map { row in
                PlainTable.Line(cells: row.cells.map { .text($0) } + [.text(row.words)], short: row.cells, words: row.words)
            }
            let columns = (0..<rows[0].cells.count).map { "cell\($0 + 1)" } + ["text"]
            try tables.print(columns, lines)
        }
    }
}
