import CNcurses
import GlossInterface

/// Blank cells in every style that was drawn with: curses' attributes and pairs of colours.
struct Brushes {
    let palette: Palette
    private var made: [Style: cchar_t] = [:]
    private var last: (style: Style, blank: cchar_t)
    /// The pairs of colours that curses was told of, as they are numbered from 1.
    private var pairs: [Pair: Int32] = [:]

    private struct Pair: Hashable {
        /// -1 for the terminal's own.
        var foreground: Int32
        var background: Int32
        static let own = Pair(foreground: -1, background: -1)
    }

    init(palette: Palette) {
        self.palette = palette
        last = (.plain, Brushes.blank(attributes: 0, pair: 0))
        useBackground()
    }

    /// Makes what is plain a pair of the terminal's own colours, where curses would leave attributes (6
    /// bytes) each time that it goes back to no pair. Not where erasing leaves no pair either.
    private mutating func useBackground() {
        guard palette.depth > 0, tigetflag("bce") > 0, init_extended_pair(1, -1, -1) != ERR else { return }
        pairs[.own] = 1
        var blank = Brushes.blank(attributes: 0, pair: 1)
        wbkgrndset(gloss_stdscr(), &blank)
    }

    /// A space in a style; its character may be replaced.
    mutating func blank(_ style: Style) -> cchar_t {
        if style == last.style { return last.blank }
        let blank = made[style] ?? make(style)
        last = (style, blank)
        return blank
    }

    private mutating func make(_ style: Style) -> cchar_t {
        var attributes: attr_t = 0
        for (attribute, number) in Brushes.attributes where style.attributes.contains(attribute) {
            attributes |= number
        }
        let blank = Brushes.blank(attributes: attributes, pair: pair(of: style))
        made[style] = blank
        return blank
    }

    /// The number of a style's pair of colours. Where the terminal has no more pairs, its own colours.
    private mutating func pair(of style: Style) -> Int32 {
        let pair = Pair(
            foreground: palette.index(style.foreground).map(Int32.init) ?? -1,
            background: palette.index(style.background).map(Int32.init) ?? -1)
        // Curses gives it the background's.
        if pair == .own { return 0 }
        if let known = pairs[pair] { return known }
        let number = Int32(pairs.count + 1)
        guard number < gloss_COLOR_PAIRS(), init_extended_pair(number, pair.foreground, pair.background) != ERR
        else { return 0 }
        pairs[pair] = number
        return number
    }

    private static func blank(attributes: attr_t, pair: Int32) -> cchar_t {
        var cell = cchar_t()
        var pair = pair
        // The pair's whole number goes through the last argument: the other holds 15 bits.
        setcchar(&cell, [0x20, 0], attributes, 0, &pair)
        return cell
    }

    private static let attributes: [(Style.Attributes, attr_t)] = [
        (.bold, gloss_A_BOLD), (.dim, gloss_A_DIM), (.underline, gloss_A_UNDERLINE),
        (.reverse, gloss_A_REVERSE), (.italic, gloss_A_ITALIC),
    ]
}
