import CNcurses
import GlossInterface

/// The terminal's colours, and which of them stands for one that it has not got.
struct Palette {
    /// Colours to draw with: 0, 8, 16 or 256.
    let depth: Int

    /// Starts curses' colours, where there are any and the limit allows.
    init(limit: Int) {
        guard limit > 0, has_colors(), start_color() == OK else {
            depth = 0
            return
        }
        use_default_colors()
        // Where numbers are red, green and blue (xterm-direct), only the first eight are indices.
        let colors = gloss_COLORS() > 256 ? 8 : Int(gloss_COLORS())
        depth = [256, 16, 8].first { $0 <= min(limit, colors) } ?? 0
    }

    /// The number to draw a colour with; nil for the terminal's own.
    func index(_ color: Color) -> Int? {
        depth > 0 && color.index >= 0 ? Int(near(color)) : nil
    }

    /// The colour itself, or the nearest that the terminal has.
    private func near(_ color: Color) -> Int16 {
        guard color.index >= 0 else { return -1 }
        guard color.index >= depth else { return color.index }
        return depth == 16 ? Palette.sixteen(color.index) : Palette.sixteen(color.index) & 7
    }

    /// One of 256 as one of 16: by whether each of its parts is strong against the strongest.
    static func sixteen(_ index: Int16) -> Int16 {
        guard index >= 16 else { return max(0, index) }
        if index >= 232 {
            return index < 238 ? 0 : index < 244 ? 8 : index < 250 ? 7 : 15
        }
        let cube = Int(min(index, 231)) - 16
        let parts = [cube / 36, cube / 6 % 6, cube % 6]
        let most = parts.max() ?? 0
        guard most > 0 else { return 0 }
        var color: Int16 = most >= 4 ? 8 : 0
        for (bit, part) in parts.enumerated() where part * 3 > most * 2 { color |= 1 << bit }
        return color
    }
}
