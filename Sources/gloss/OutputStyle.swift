import GlossFormats
import GlossInterface
import Glibc

/// How standard output is to look: for a reader at a terminal, or for a pipe.
enum OutputStyle {
    /// The style of tables in text.
    static func text(_ color: ColorMode, _ tables: TableOptions? = nil) -> TextStyle {
        var style = TextStyle(width: width, isColored: isColored(color)) {
            CharacterWidth.columns(of: String($0))
        }
        style.isCSVSafe = tables?.csvSafe ?? true
        return style
    }

    /// Columns of the terminal that standard output is; nil where it is none.
    static var width: Int? {
        guard isatty(1) == 1 else { return nil }
        var size = winsize()
        guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Whether to colour: as asked, else where standard output is a terminal that can and NO_COLOR
    /// (no-color.org) is not set.
    static func isColored(_ mode: ColorMode) -> Bool {
        switch mode {
        case .always: return true
        case .never: return false
        case .auto:
            let forbidden = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
            let terminal = getenv("TERM").map { String(cString: $0) } ?? "dumb"
            return isatty(1) == 1 && !forbidden && terminal != "dumb"
        }
    }
}
