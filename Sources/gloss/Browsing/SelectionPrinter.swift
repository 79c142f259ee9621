import ArgumentParser
import GlossInterface
import GlossModel

/// Prints what was selected in the browser, as the commands print it.
struct SelectionPrinter {
    let format: TimelineFormat

    func print(_ items: [Item], of state: State) throws {
        for item in items { Swift.print(item) }
    }
}

enum TimelineFormat: String, ExpressibleByArgument, CaseIterable { case text, csv, tsv, json, jsonl, markdown, ics }
