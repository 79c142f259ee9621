import GlossFormats
import GlossInterface
import GlossModel

/// Prints what was selected in the browser, as the commands print it.
struct SelectionPrinter {
    let format: TableFormat

    func print(_ items: [Item], of state: State) throws {
        for item in items { Swift.print(item) }
    }
}
