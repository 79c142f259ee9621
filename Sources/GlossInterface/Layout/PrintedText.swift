import GlossModel

/// A report's text set for standard output as it is set on the screen, line by line: headings,
/// lists and tables look the same in both.
public struct PrintedText {
    /// A character to be printed.
    public struct Character: Sendable {
        public var scalar: Unicode.Scalar
        /// The whole cluster where it has more scalars than the one.
        public var cluster: String?
        public var style: Style
    }

    private let report: Report
    private let theme: Theme
    private let width: Int

    /// Lines end nowhere but at the ends of blocks and of the lines that blocks keep.
    private static let endless = 1 << 24

    /// `width`: columns of the terminal; nil: paragraphs stand on one line each.
    public init(_ report: Report, theme: Theme, width: Int?) {
        self.report = report
        self.theme = theme
        self.width = width.map { $0 >= 10 ? $0 : PrintedText.endless } ?? PrintedText.endless
    }

    /// Tells of the lines in order. Linear in the text.
    public func forEachLine(_ body: ([Character]) -> Void) {
        let visibility = Visibility()
        let tags: (@Sendable (Span) -> [InlineTag])? =
            theme.showsTags ? { @Sendable [report] span in InlineTag.tags(in: span, of: report, visibility) } : nil
        var viewport = Viewport(
            chunks: Chunks(text: report.text, paragraphs: report.paragraphs, shown: nil, longestProse: .max),
            flow: report.flow.shown, width: width, canScroll: false, tags: tags)
        var next = viewport.chunks.first
        while let chunk = next {
            let layout = viewport.layout(chunk)
            let paint = TextPaint(
                report: report, visibility: visibility, span: chunk.span, focus: nil, theme: theme)
            for row in layout.rows { body(line(row, layout, paint)) }
            for gap in viewport.gap(after: chunk) { body(line(gap, under: layout)) }
            next = viewport.chunks.after(chunk)
        }
    }

    private func line(_ row: TextRow, _ layout: ChunkLayout, _ paint: TextPaint) -> [Character] {
        let base = theme.base(layout.chunk, row.role)
        return row.glyphs.map { index in
            let glyph = layout.glyphs[index]
            return Character(
                scalar: glyph.scalar, cluster: glyph.cluster > 0 ? layout.clusters[Int(glyph.cluster) - 1] : nil,
                style: theme.style(of: glyph, paint, base))
        }
    }

    private func line(_ gap: GapRow, under layout: ChunkLayout) -> [Character] {
        guard case .rule(let level) = gap else { return [] }
        let style = theme.underHeading(layout.chunk)
        return Array(repeating: Character(scalar: Theme.ruleSign(level), style: style), count: max(4, min(width, layout.columns)))
    }
}

extension Theme {
    /// The style of a glyph on text of a style, with what is marked on it.
    func style(of glyph: Glyph, _ paint: TextPaint, _ base: Style) -> Style {
        switch glyph.role {
        case .text: paint.style(at: Int(glyph.offset)).over(base)
        case .marker: paint.style(at: Int(glyph.offset)).over(marker)
        case .standIn: standIn
        case .tag: faint.adding([.bold])
        case .ornament: base.attributes.contains(.underline) ? base : rule
        }
    }

    /// The rule under a heading.
    func underHeading(_ chunk: Chunk) -> Style { chunk.level <= 1 ? base(chunk).adding([.bold]) : rule }

    /// What the rule under a heading of a level is made of.
    static func ruleSign(_ level: Int) -> Unicode.Scalar { level == 1 ? "━" : "─" }
}
