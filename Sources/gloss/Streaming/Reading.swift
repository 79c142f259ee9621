import GlossAnnotator
import GlossFormats
import GlossModel

/// How reports are read, as the options of every command say it.
struct Reading: Sendable {
    var annotations: String?
    var date: Day?
    var dateOrder: DayOrder?
    /// A code; nil to tell it of each paragraph.
    var language: String?
    var annotate = AnnotateMode.auto
    var lexicon: String?
    var encoding: String?
    var color = ColorMode.auto
    var formatIn: String?
    /// Most bytes that are read of a pipe or a device.
    var inputLimit = InputOptions.standardLimit << 20
}

/// What becomes of the rows of a table: how they are printed, and whether there were any.
struct TableSettings: Sendable {
    var format = TableFormat.text
    var isCSVSafe = true

    func style(_ color: ColorMode) -> TextStyle {
        var style = OutputStyle.text(color)
        style.isCSVSafe = isCSVSafe
        return style
    }
}

/// Ends a command that prints rows: 2 where something could not be read, 1 where there is no row.
func end(rows: Int, isComplete: Bool) throws(Quiet) {
    if !isComplete { throw Quiet(status: 2) }
    if rows == 0 { throw Quiet(status: 1) }
}
