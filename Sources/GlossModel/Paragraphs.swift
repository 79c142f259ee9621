/// The paragraphs of a text, found from its beginning as far as anyone has asked.
///
/// Understands blank-line separation, one paragraph a line, and text hard-wrapped without blank
/// lines, as converters leave it: there a paragraph ends after a line that the next word would
/// still have fitted on and that ends a sentence, and a blank line or page break in mid-sentence
/// does not end one. A paragraph may therefore hold line breaks, blank lines and running heads;
/// `Flow` says how it reads.
public struct ParagraphIndex: Sendable {
    /// The paragraphs, in order, apart, without white space at their ends.
    public private(set) var spans: [Span] = []
    /// Running heads and page numbers inside or between paragraphs, in order; not for reading.
    public private(set) var furniture: [Span] = []
    /// Markers of notes, in order; not for reading. Only what brings its structure has them.
    public private(set) var markers: [Span] = []
    /// What each of `spans` is, where the index was made of blocks; empty: all are paragraphs.
    private var labels: [BlockLabel] = []
    /// Indices of headings among `spans`, in order.
    public private(set) var headings: [UInt32] = []
    /// All lines before this byte have been read to their ends.
    private var scannedTo = 0
    /// Starts of pages after the first, where the text has form feeds; in order.
    public private(set) var pageStarts: [UInt32] = []

    /// The first byte that is covered: 0, but for a window into a text whose beginning has not been
    /// read. Paragraphs of a window have no numbers.
    public let startsAt: Int

    private let text: Text
    private let style: LineStyle
    private var open: Line?
    private var openStart = 0
    private var blanks = 0
    /// How far a line longer than anyone asked for has been read.
    private var lineReadTo = 0
    /// Whether the last of `spans` ends where reading stopped, not where its paragraph does.
    private var isLastCut = false
    /// How far beyond what was asked for the end of a paragraph is looked for.
    private static let patience = 1 << 16

    /// Finds the paragraphs that begin before `limit` (a byte offset). A paragraph that goes on for
    /// more than 64 kB beyond it is cut there until the index is extended. O(limit).
    public init(_ text: Text, upTo limit: Int = .max) {
        self.init(text, LineStyle(text), from: 0)
        extend(upTo: limit)
    }

    /// The index of a text whose blocks are known: those for reading become its paragraphs, running
    /// heads its furniture. `blocks` in order and apart; `pageStarts` of the pages after the first.
    public init(_ text: Text, blocks: [ReportBlock], pageStarts: [UInt32] = [], markers: [Span] = []) {
        self.init(text, LineStyle(), from: 0)
        for block in blocks {
            if block.kind == .running {
                furniture.append(block.span)
                continue
            }
            if block.kind == .heading { headings.append(UInt32(spans.count)) }
            spans.append(block.span)
            labels.append(BlockLabel(block.kind, level: block.level))
        }
        self.pageStarts = pageStarts
        self.markers = markers
        scannedTo = text.count
    }

    private init(_ text: Text, _ style: LineStyle, from start: Int) {
        self.text = text
        self.style = style
        startsAt = start
        scannedTo = start
    }

    /// An index of the paragraphs within about `reach` bytes of an offset, found without reading
    /// what lies before them. O(reach).
    public func window(around offset: Int, reach: Int = 1 << 17) -> ParagraphIndex {
        var window = ParagraphIndex(text, style, from: windowStart(offset - reach))
        window.extend(upTo: offset + reach)
        return window
    }

    /// A place near `offset` where a paragraph can begin: after a blank line, else at a line's
    /// beginning, else anywhere.
    private func windowStart(_ offset: Int) -> Int {
        guard offset > 0 else { return 0 }
        let limit = max(0, offset - Self.patience)
        var line: Int?
        var position = offset
        while position > limit {
            if text.bytes[position - 1] == 0x0A {
                line = line ?? position
                if position > 1, text.bytes[position - 2] == 0x0A { return position }
            }
            position -= 1
        }
        return limit == 0 ? 0 : line ?? text.scalarStart(atOrBefore: offset)
    }

    /// Whether the whole text is covered.
    public var isComplete: Bool { startsAt == 0 && reachesEnd }

    /// Whether the last paragraph of the text is known.
    public var reachesEnd: Bool { scannedTo >= text.count }

    /// All bytes from `startsAt` up to this one are covered.
    public var coveredTo: Int { isLastCut ? lineReadTo : scannedTo }

    /// Whether an offset lies in what is covered.
    public func covers(_ offset: Int) -> Bool {
        offset >= startsAt && (offset < coveredTo || reachesEnd)
    }

    /// Number of paragraphs found.
    public var count: Int { spans.count }

    /// Number of paragraphs of the text, guessed from those found where not all are.
    public var estimatedCount: Int {
        guard !isComplete, coveredTo > startsAt else { return count }
        return max(count, text.count / max(1, (coveredTo - startsAt) / max(1, count)))
    }

    /// Goes on to the paragraphs that begin before `limit`. Linear in the bytes added.
    public mutating func extend(upTo limit: Int) {
        guard !reachesEnd else { return }
        if isLastCut { spans.removeLast() }
        isLastCut = false
        let wanted = min(max(limit, scannedTo), text.count - Self.patience) + Self.patience
        let end = max(wanted, lineReadTo)
        while !reachesEnd, scannedTo < limit || open != nil {
            guard let line = text.line(at: scannedTo, readTo: lineReadTo, upTo: end) else {
                cut(at: end)
                return
            }
            let before = spans.count
            take(line)
            scannedTo = line.next
            if scannedTo >= limit, spans.count > before { break }
        }
        if reachesEnd { close() }
    }

    /// Takes what has been read of a paragraph without end for one, for now.
    private mutating func cut(at end: Int) {
        lineReadTo = end
        let start = open == nil ? scannedTo : openStart
        guard let span = text.trimmed(start, end) else { return }
        spans.append(span)
        isLastCut = true
    }

    private mutating func take(_ line: Line) {
        if line.opensPage { pageStarts.append(UInt32(line.start)) }
        if line.isBlank {
            blanks += 1
            return
        }
        if isFurniture(line) {
            furniture.append(Span(line.start, line.end))
            return
        }
        if let previous = open {
            if breaks(between: previous, and: line) {
                close()
                openStart = line.start
            }
        } else {
            openStart = line.start
        }
        open = line
        blanks = 0
    }

    private mutating func close() {
        guard let last = open else { return }
        if let span = text.trimmed(openStart, last.end) { spans.append(span) }
        open = nil
    }

    private func isFurniture(_ line: Line) -> Bool {
        guard !style.runningHeads.isEmpty, line.end - line.start <= 240 else { return false }
        return style.runningHeads.contains(LineStyle.shape(of: line, in: text))
    }

    /// Whether a paragraph ends between two lines that only blank ones separate.
    private func breaks(between a: Line, and b: Line) -> Bool {
        let left = LineEnd(a, in: text)
        let right = LineBeginning(b, in: text)
        if blanks > 0 || b.opensPage {
            return !(right.continues && !left.endsSentence || left.isHyphenated && right.isLower)
                && (blanks > 0 || endsEarly(a, before: right))
        }
        guard let width = style.wrapWidth else { return true }
        if right.isBullet { return true }
        if right.isIndented && left.endsSentence && !left.isIndented { return true }
        guard endsEarly(a, before: right), !right.continues else { return false }
        return left.endsSentence || (a.end - a.start) * 10 < width * 7
    }

    /// Whether the next line's first word would have fitted on the line: it ended on purpose.
    private func endsEarly(_ line: Line, before next: LineBeginning) -> Bool {
        guard let width = style.wrapWidth else { return true }
        return line.end - line.start + 1 + next.firstWordLength <= width - 2
    }

    // MARK: Asking

    /// What a paragraph is.
    public func kind(of index: Int) -> BlockKind { index < labels.count ? labels[index].kind : .paragraph }

    /// Whether a paragraph is of that kind. Linear where none is.
    public func has(_ kind: BlockKind) -> Bool {
        kind == .paragraph ? !spans.isEmpty : labels.contains { $0.kind == kind }
    }

    /// A paragraph with what it is.
    public func block(_ index: Int) -> ReportBlock {
        guard index < labels.count else { return ReportBlock(spans[index], .paragraph) }
        return ReportBlock(spans[index], labels[index].kind, level: labels[index].level)
    }

    /// All blocks in the order of the text, running heads too; those within a paragraph come after
    /// it. O(blocks).
    public var blocks: [ReportBlock] {
        var blocks: [ReportBlock] = []
        blocks.reserveCapacity(spans.count + furniture.count)
        var head = 0
        for index in spans.indices {
            while head < furniture.count, furniture[head].start < spans[index].start {
                blocks.append(ReportBlock(furniture[head], .running))
                head += 1
            }
            blocks.append(block(index))
        }
        return blocks + furniture[head...].map { ReportBlock($0, .running) }
    }

    /// Index of the paragraph that holds `offset`, or of the last one before it; nil before the
    /// first. O(log n).
    public func index(at offset: Int) -> Int? {
        var low = 0
        var high = spans.count
        while low < high {
            let middle = (low + high) / 2
            if Int(spans[middle].start) <= offset { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }

    /// The paragraphs that overlap a span. O(log n).
    public func indices(overlapping span: Span) -> Range<Int> {
        let first = index(at: Int(span.start)).map { spans[$0].end > span.start ? $0 : $0 + 1 } ?? 0
        let last = index(at: max(Int(span.end) - 1, Int(span.start))).map { $0 + 1 } ?? 0
        return first..<max(first, last)
    }

    /// Page that holds `offset`, from 1; nil where the text has no form feeds, and in a window.
    public func page(at offset: Int) -> Int? {
        guard !pageStarts.isEmpty, startsAt == 0 else { return nil }
        var low = 0
        var high = pageStarts.count
        while low < high {
            let middle = (low + high) / 2
            if Int(pageStarts[middle]) <= offset { low = middle + 1 } else { high = middle }
        }
        return low + 1
    }
}

