import GlossModel

/// How a block of a kind stands on the page: its indent, and how its rows are made. The one place
/// to say what a kind looks like, but for its colours (`Theme`).
struct BlockShape: Equatable, Sendable {
    /// How rows are made.
    enum Setting: Equatable, Sendable {
        /// Running text, broken to the width.
        case running
        /// Each line by itself, broken to the width.
        case lines
        /// Each line on a row, however wide.
        case unbroken
        /// Lines of cells parted by tabs.
        case grid
        /// An entry of a table of contents: its page at the right.
        case contents
    }

    var setting = Setting.running
    /// Columns before each row.
    var indent = 0
    /// What stands in the last but one column of the indent.
    var bar: Unicode.Scalar?
    /// Whether rows after the first hang by the width of the sign that the text begins with.
    var hangsBySign = false
    /// Columns by which they hang where there is no sign.
    var hang = 0

    /// Rows for less than this many columns of text are made without indent.
    private static let leastRoom = 16

    /// The shape of a chunk in a pane of `width` columns. `hasTabs`: whether cells are parted by tabs.
    init(_ chunk: Chunk, width: Int, hasTabs: Bool) {
        switch chunk.kind {
        case .paragraph, .heading, .running: break
        case .list:
            indent = 2 * max(0, min(6, chunk.level - 1)) + 2
            hangsBySign = true
        case .quote:
            indent = 4
            bar = "▎"
        case .table: setting = hasTabs ? .grid : .unbroken
        case .code:
            setting = .unbroken
            // The file as it stands has a level.
            indent = chunk.level > 0 ? 0 : 2
        case .caption: indent = 2
        case .note:
            indent = 4
            hangsBySign = true
        case .reference:
            hangsBySign = true
            hang = 4
        case .contents:
            setting = .contents
            hang = 2
        case .front: setting = .lines
        }
        if width - indent - hang < BlockShape.leastRoom {
            indent = bar == nil || width < 6 ? 0 : 2
            hang = 0
            hangsBySign = hangsBySign && width >= BlockShape.leastRoom
        }
    }

    /// Columns of the sign that an item, a note or a reference begins with ("•", "3.", "(a)", "[12]"),
    /// with the white space behind it; nil where there is none.
    static func sign(_ glyphs: ArraySlice<Glyph>) -> Int? {
        let text = glyphs.prefix(8).drop { $0.isTag }
        let token = text.prefix { $0.scalar != " " && $0.scalar != "\t" && $0.isText }
        guard !token.isEmpty, token.count <= 6 else { return nil }
        let after = glyphs[token.endIndex...].prefix { $0.scalar == " " }
        guard !after.isEmpty, after.endIndex < glyphs.endIndex, isSign(token.map(\.scalar)) else { return nil }
        return glyphs[glyphs.startIndex..<after.endIndex].reduce(0) { $0 + Int($1.columns) }
    }

    private static let bullets: Set<Unicode.Scalar> = [
        "•", "◦", "▪", "▫", "‣", "⁃", "∙", "·", "●", "○", "■", "□", "–", "—", "-", "*", "+", "o", "†", "‡", "§", "➢", "✓", "\u{F0B7}",
    ]

    private static func isSign(_ token: [Unicode.Scalar]) -> Bool {
        if token.count == 1, bullets.contains(token[0]) { return true }
        let inner = token.filter { !"()[].:".unicodeScalars.contains($0) }
        let isNumber = !inner.isEmpty && inner.allSatisfy { ("0"..."9").contains($0) || ("⁰"..."⁹").contains($0) || "¹²³".unicodeScalars.contains($0) }
        if isNumber { return inner.count <= 4 }
        guard inner.count < token.count, inner.count <= 5 else { return false }
        return inner.count == 1 && inner[0].properties.isAlphabetic
            || !inner.isEmpty && inner.allSatisfy { "ivxlcIVXLC".unicodeScalars.contains($0) }
    }
}
