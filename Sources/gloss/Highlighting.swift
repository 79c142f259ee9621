import GlossFormats
import GlossInterface
import GlossModel

/// A report's text with its mentions shown, for standard output: set as on the screen, wrapped on a
/// terminal, a paragraph a line in a pipe.
///
/// Names are shown; in colour by background, an outer mention around an inner one by underline;
/// else by tags, `[PER Name]`.
struct Highlighting {
    let report: Report
    let theme: Theme
    let width: Int?

    /// Writes the whole text. Linear.
    func write(_ out: inout ByteOutput) {
        PrintedText(report, theme: theme, width: width).forEachLine { line in
            write(line, &out)
            out.passOn()
        }
    }

    private func write(_ line: [PrintedText.Character], _ out: inout ByteOutput) {
        var style = Style.plain
        for character in line {
            if character.style != style, theme.depth != .none {
                out.write(Highlighting.sequence(character.style))
                style = character.style
            }
            if let cluster = character.cluster { out.write(cluster) } else { out.write(String(character.scalar)) }
        }
        if style != .plain { out.write("\u{1B}[0m") }
        out.write("\n")
    }

    /// The SGR sequence (ECMA-48) that sets a style from anything.
    private static func sequence(_ style: Style) -> String {
        var codes = ["0"]
        let attributes: [(Style.Attributes, String)] = [(.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7")]
        codes += attributes.filter { style.attributes.contains($0.0) }.map(\.1)
        if style.foreground != .standard { codes.append("38;5;\(style.foreground.index)") }
        if style.background != .standard { codes.append("48;5;\(style.background.index)") }
        return "\u{1B}[" + codes.joined(separator: ";") + "m"
    }
}
