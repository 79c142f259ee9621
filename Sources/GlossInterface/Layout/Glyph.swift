import GlossModel

/// One character on the screen and the bytes it stands for.
struct Glyph: Equatable, Sendable {
    /// What it is beside a character of the text.
    enum Role: UInt8, Sendable {
        case text
        /// Stands for a character that must not reach the terminal.
        case standIn
        /// Belongs to a tag, `[PER `; stands for no bytes.
        case tag
        /// Indent, bar, line of a grid, leader; stands for no bytes.
        case ornament
        /// Belongs to the marker of a note.
        case marker
    }

    var scalar: Unicode.Scalar
    /// One past the index into `ChunkLayout.clusters`; 0: the scalar alone.
    var cluster: UInt32 = 0
    /// First byte in the report.
    var offset: UInt32
    /// Columns, 1 or 2.
    var columns: UInt8
    var role = Role.text

    var isTag: Bool { role == .tag }
    /// Whether it stands for bytes of the text.
    var isText: Bool { role != .tag && role != .ornament }

    /// Whether a row may end with it; a tag stays with the word that it opens.
    var isSpace: Bool { scalar == " " && role != .tag }
}

/// A row of a chunk as it is laid out.
struct TextRow: Equatable, Sendable {
    /// What a row of a grid is.
    enum Role: UInt8, Sendable { case body, header, rule }

    /// Its glyphs in `ChunkLayout.glyphs`, without spaces at its end.
    var glyphs: Range<Int>
    /// From its first byte to that of the next row: rows of a chunk leave no gap and no two begin
    /// at one byte.
    var span: Span
    /// The bytes in which its glyphs lie: more than `span` where the cells of a grid go over
    /// several rows.
    var extent: Span
    var role = Role.body

    init(glyphs: Range<Int>, span: Span, extent: Span? = nil, role: Role = .body) {
        self.glyphs = glyphs
        self.span = span
        self.extent = extent ?? span
        self.role = role
    }
}
