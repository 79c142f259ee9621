import GlossModel

/// What reaches the browser: input, and answers to its effects.
public enum BrowserEvent: Sendable {
    case input(InputEvent)
    /// A newer version of an open report: more of it loaded, or read anew. With what was computed
    /// from it, where that takes long.
    case loaded(Report, Digest?)
    /// All paragraphs of a report that is still being read.
    case paragraphs(ReportID, ParagraphIndex)
    /// The annotator's layer with all that it has found so far, which is in these parts of the text.
    case annotated(ReportID, Layer, parts: [Span])
    /// A report is annotated only where it is looked at, now and from now on.
    case annotatesView(ReportID)
    /// Work behind the screen, in a few words; nil: done.
    case progress(ReportID, String?)
    /// The claims that bear on one, best first.
    case related(Item, [Relation])
    /// What became of the last text to copy; nil: it is on the clipboard, else why it is not.
    case copied(failure: String?)
    /// What came of an edit of a report.
    case edited(ReportID, EditAnswer)
    /// Something went wrong or well outside, in a sentence.
    case message(String, isWarning: Bool)
    /// Time to go on with what was begun.
    case tick
    /// The terminal's background became known.
    case background(Background)
    /// A theme that was asked for.
    case theme(ThemeFile)
    /// Nothing came for a second while more keys were waited for.
    case waited
    /// Marks of earlier readings: letter, byte, report.
    case marks([(Unicode.Scalar, Int, ReportID)])
    /// What was searched for in earlier readings, the latest last.
    case searches([String])
    /// Somebody opens gloss for the first time.
    case greet
    /// Where the reader asks to begin.
    case begin(Beginning)
    /// A file of a report is not what was read any more.
    case changedOnDisk(ReportID)
}

/// What the browser wants done outside itself. The executable does it; answers come back as events.
public enum Effect: Sendable, Equatable {
    /// Leave, and print these on standard output once the screen is gone.
    case quit(print: [Item])
    /// Ctrl-C with nothing to stop.
    case interrupted
    /// A signal came that ends the process.
    case terminated(signal: Int32)
    case suspend
    /// Draw everything anew, whatever the terminal may show.
    case redraw
    /// Put a text on the clipboard; answer with `BrowserEvent.copied`.
    case copy(String)
    /// Read the report's files again.
    case reload(ReportID)
    /// Find the claims that bear on this one; answer with `BrowserEvent.related`.
    case relate(Item)
    /// Annotate a part of the text; answer with `BrowserEvent.annotated`.
    case annotate(ReportID, Span)
    /// Change the annotations of a report; answer with `BrowserEvent.edited`.
    case change(ReportID, EditRequest)
    /// Open the user's editor on a line of the report's file, from 1, and read the file again.
    case edit(ReportID, line: Int)
    /// Take this for the report's date, and find its dates anew.
    case date(ReportID, Day)
    /// Write these to a file, as they would be printed; answer with `BrowserEvent.message`.
    case write([Item], path: String)
    /// Look often whether the report's file grows, and read it then; or no longer.
    case follow(ReportID, Bool)
    /// Show what a theme of that name shows.
    case theme(String)
    /// Send `BrowserEvent.tick` as soon as no input waits.
    case tick
}
