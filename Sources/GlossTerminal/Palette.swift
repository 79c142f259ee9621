import CNcurses
import GlossInterface

/// The terminal's colours, and the pairs of them that curses wants.
struct Palette {
    /// Colours to draw with: 0, 8, 16 or 256.
    let depth: Int
    /// By foreground and background; a pair is made when it is first drawn.
    private var pairs: [UInt32: Int32] = [:]

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

    /// The pair's number; 0, the terminal's own colours, where it has no more.
    mutating func pair(foreground: Color, background: Color) -> Int32 {
        guard depth > 0, foreground.index >= 0 || background.index >= 0 else { return 0 }
        let colors = (near(foreground), near(background))
        let key = UInt32(UInt16(bitPattern: colors.0)) << 16 | UInt32(UInt16(bitPattern: colors.1))
        if let known = pairs[key] { return known }
        // Past its last pair curses would give away one that is on the screen.
        guard pairs.count < Int(gloss_COLOR_PAIRS()) - 1 else { return 0 }
        let made = max(0, alloc_pair(Int32(colors.0), Int32(colors.1)))
        pairs[key] = made
        return made
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
