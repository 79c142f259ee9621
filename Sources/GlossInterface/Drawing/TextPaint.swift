import GlossModel

/// The styles of a visible stretch of text: who wins where annotations overlap.
///
/// On one cell: focus, then search hit, then the innermost mention by its background; a mention
/// around another one by underline; claims by a bar in the margin.
/// Cost: the mentions that touch the stretch, and the bytes they cover in it.
struct TextPaint {
    let span: Span
    /// Where the cursor goes: the first visible byte of what is in focus, else of the last hit.
    private(set) var focusStart: Int?
    private var styles: [UInt16]
    private var palette: [Style] = [.plain]
    private var chips: [(type: String, style: Style)] = []
    private let bars: [(span: Span, isReported: Bool, isFocus: Bool)]
    private let theme: Theme
    /// Whether what nobody has judged looks other than what somebody has.
    private let isEditing: Bool

    init(
        report: Report, visibility: Visibility, span: Span, focus: AnnotationID?, alike: Set<AnnotationID> = [], lit: [Pattern] = [],
        reference: CrossReference? = nil, hit: Span? = nil, theme: Theme, disagreements: [Disagreement] = [],
        isEditing: Bool = false
    ) {
        self.isEditing = isEditing
        self.span = span
        self.theme = theme
        styles = Array(repeating: 0, count: span.count)
        bars = TextPaint.bars(of: report, in: span, focus: focus)
        if visibility.showsRunning { paintRunning(of: report) }
        for index in report.links(overlapping: span) { paint(report.structure.links[index].span) { _ in theme.link } }
        paintIndicators(of: report, visibility)
        if visibility.showsDates { paintDates(of: report) }
        paintMentions(of: report, visibility, alike)
        paint(disagreements)
        for (number, pattern) in lit.enumerated() { paintHits(of: pattern, theme.hit(lit.count - 1 - number), current: hit, report) }
        if let focus {
            paintFocus(focus, of: report)
        } else if let reference {
            paintFocus(reference, of: report)
        } else if let hit, span.contains(Int(hit.start)) {
            focusStart = Int(hit.start)
        }
    }

    /// The style of the byte at an offset.
    func style(at offset: Int) -> Style {
        let index = offset - Int(span.start)
        return index >= 0 && index < styles.count ? palette[Int(styles[index])] : .plain
    }

    /// The margin bar beside a row, if a claim stands on it.
    func bar(over row: Span) -> (glyph: Unicode.Scalar, style: Style)? {
        let here = bars.filter { $0.span.overlaps(row) }
        guard !here.isEmpty else { return nil }
        if here.contains(where: \.isFocus) { return ("┃", theme.focusBar) }
        return here.contains(where: \.isReported)
            ? ("┃", theme.reportedBar) : ("│", theme.assertedBar)
    }

    private static func bars(
        of report: Report, in span: Span, focus: AnnotationID?
    ) -> [(span: Span, isReported: Bool, isFocus: Bool)] {
        report.claims(overlapping: span).flatMap { id in
            let isReported = report.claim(id).map { $0.kind != .asserted } ?? false
            return report.spans(ofClaim: id).map { ($0, isReported, id == focus) }
        }
    }

    private mutating func paintDates(of report: Report) {
        for id in report.times(overlapping: span) {
            let chip = style(of: "Date", isSuggestion: isEditing && report.isSuggestion(id))
            if let time = report.time(id) { paint(time.span) { _ in chip } }
        }
    }

    /// Running heads inside a paragraph that goes on over a page.
    private mutating func paintRunning(of report: Report) {
        let heads = report.paragraphs.furniture
        var index = heads.partitioningIndex { $0.end > span.start }
        while index < heads.count, heads[index].start < span.end {
            paint(heads[index]) { [theme] _ in theme.faint }
            index += 1
        }
    }

    /// Addresses, hashes and the like, where they are not lit as names are.
    private mutating func paintIndicators(of report: Report, _ visibility: Visibility) {
        for item in report.mentions(overlapping: span) where !visibility.shows(item) && Theme.isIndicator(item.type) {
            for part in report.spans(of: item) { paint(part) { [theme] in $0 == .plain ? theme.indicator : $0 } }
        }
    }

    private mutating func paintFocus(_ reference: CrossReference, of report: Report) {
        guard let place = report.span(of: reference), place.overlaps(span) else { return }
        if case .note = reference {
            paint(place) { $0.adding([.bold]) }
        } else {
            paint(place) { _ in Style([.reverse, .bold]) }
        }
        focusStart = max(Int(place.start), Int(span.start))
    }

    /// In order, outer before inner: what is painted over shines through as underline.
    private mutating func paintMentions(of report: Report, _ visibility: Visibility, _ alike: Set<AnnotationID>) {
        var last: MentionItem?
        for item in report.mentions(overlapping: span) where visibility.shows(item) {
            // Another annotator's mark of the same.
            if let last, last.mention.span == item.mention.span, last.type == item.type,
                last.id.layer != item.id.layer { continue }
            last = item
            let isAlike = alike.contains(item.id)
            let isSuggestion = isEditing && report.isSuggestion(item.id)
            let chip = isAlike && !isSuggestion
                ? theme.alike(Theme.slot(of: item.type)) : style(of: item.type, isSuggestion: isSuggestion)
            for part in report.spans(of: item) {
                paint(part) { [theme] in
                    $0 == .plain || $0 == theme.link || $0 == theme.indicator ? chip : chip.adding([.underline])
                }
            }
        }
    }

    /// Hits of a search, the one that was gone to apart from the others.
    private mutating func paintHits(of pattern: Pattern, _ style: Style, current: Span?, _ report: Report) {
        let flow = report.flow
        for index in report.paragraphs.indices(overlapping: span) {
            let paragraph = report.paragraphs.spans[index]
            for hit in pattern.matches(in: report.text, paragraph: paragraph, window: span, flow: flow) {
                let isCurrent = hit == current
                paint(hit) { [theme] _ in isCurrent ? theme.currentHit : style }
            }
        }
    }

    /// What annotators differ about stands out from its chip.
    private mutating func paint(_ disagreements: [Disagreement]) {
        let first = disagreements.partitioningIndex { $0.span.start >= span.start }
        // Those that begin before the stretch and reach into it are near it, or long claims.
        for disagreement in disagreements[max(0, first - 16)...] {
            guard disagreement.span.start < span.end else { return }
            let style = theme.differs
            for part in disagreement.marks.joined() where part.id.kind != .claim {
                for piece in part.spans {
                    paint(piece) { Style(foreground: style.foreground, background: $0.background, $0.attributes).adding(style.attributes) }
                }
            }
        }
    }

    private mutating func paintFocus(_ focus: AnnotationID, of report: Report) {
        let parts: [Span]
        switch focus.kind {
        case .claim: parts = report.spans(ofClaim: focus)
        case .mention: parts = report.mention(focus).map(report.spans(of:)) ?? []
        default: parts = report.span(of: focus).map { [$0] } ?? []
        }
        let isClaim = focus.kind == .claim
        for part in parts {
            paint(part) { isClaim ? $0.adding([.bold]) : Style([.reverse, .bold]) }
        }
        if isClaim, let claim = report.claim(focus) {
            for cue in report.layers[Int(focus.layer)].spans(claim.cue) {
                paint(cue) { $0.adding([.underline, .italic]) }
            }
        }
        let starts = parts.map { max(Int($0.start), Int(span.start)) }
        focusStart = starts.first { $0 < Int(span.end) }
    }

    private mutating func paint(_ part: Span, _ change: (Style) -> Style) {
        let start = max(Int(part.start), Int(span.start)) - Int(span.start)
        let end = min(Int(part.end), Int(span.end)) - Int(span.start)
        guard start < end else { return }
        var previous: UInt16 = .max
        var next: UInt16 = 0
        for index in start..<end {
            if styles[index] != previous {
                previous = styles[index]
                next = number(of: change(palette[Int(previous)]))
            }
            styles[index] = next
        }
    }

    /// Number of a style in the palette, which has a few dozen at most.
    private mutating func number(of style: Style) -> UInt16 {
        if let known = palette.firstIndex(of: style) { return UInt16(known) }
        palette.append(style)
        return UInt16(palette.count - 1)
    }

    private mutating func style(of type: String, isSuggestion: Bool) -> Style {
        isSuggestion ? theme.suggestion(Theme.slot(of: type)) : chip(of: type)
    }

    private mutating func chip(of type: String) -> Style {
        if let known = chips.first(where: { $0.type == type }) { return known.style }
        let made = theme.chip(Theme.slot(of: type))
        chips.append((type, made))
        return made
    }
}
