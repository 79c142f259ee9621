/// The paragraphs of a text, found from its beginning as far as anyone has asked.
///
/// Understands blank-line separation, one paragraph a line, and text hard-wrapped without blank
/// lines, as converters leave it: there a paragraph ends after a line that the next word would
/// still have fitted on and that ends a sentence, and a blank line or page break in mid-sentence
/// does not end one. A paragraph may therefore hold line breaks, blank lines and running heads;
/// `Flow` says how it reads.
public struct ParagraphIndex: Sendable {
    @usableFromInline var found = FoundBlocks()

    /// The paragraphs, in order, apart, without white space at their ends.
    @inlinable public var spans: [Span] { found.spans }
    /// Running heads and page numbers inside or between paragraphs, and marks that only show what
    /// stands beside them; in order, not for reading.
    @inlinable public var furniture: [Span] { found.furniture }
    /// Markers of notes, in order; not for reading. Only what brings its structure has them.
    public private(set) var markers: [Span] = []
    /// Indices of headings among `spans`, in order.
    @inlinable public var headings: [UInt32] { found.headings }
    /// Starts of pages after the first, where the text has form feeds; in order.
    @inlinable public var pageStarts: [UInt32] { found.pageStarts }
    /// All lines before this byte have been read to their ends.
    private var scannedTo = 0

    /// The first byte that is covered: 0, but for a window into a text whose beginning has not been
    /// read. Paragraphs of a window have no numbers.
    public let startsAt: Int

    private let text: Text
    private var scanner: BlockScanner
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
                found.furniture.append(block.span)
            } else {
                found.add(block.span, BlockLabel(block.kind, level: block.level))
            }
        }
        found.pageStarts = pageStarts
        self.markers = markers
        scannedTo = text.count
    }

    private init(_ text: Text, _ style: LineStyle, from start: Int) {
        self.text = text
        scanner = BlockScanner(style, isTop: start == 0)
        startsAt = start
        scannedTo = start
    }

    /// An index of the paragraphs within about `reach` bytes of an offset, found without reading
    /// what lies before them. O(reach).
    public func window(around offset: Int, reach: Int = 1 << 17) -> ParagraphIndex {
        var window = ParagraphIndex(text, scanner.style, from: windowStart(offset - reach))
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
        if isLastCut { found.removeLast() }
        isLastCut = false
        let wanted = min(max(limit, scannedTo), text.count - Self.patience) + Self.patience
        let end = max(wanted, lineReadTo)
        while !reachesEnd, scannedTo < limit || scanner.isOpen {
            guard let line = text.line(at: scannedTo, readTo: lineReadTo, upTo: end) else {
                cut(at: end)
                return
            }
            let before = found.spans.count
            scanner.take(line, in: text, &found)
            scannedTo = line.next
            if scannedTo >= limit, found.spans.count > before { break }
        }
        if reachesEnd { scanner.close(in: text, &found) }
    }

    /// Takes what has been read of a paragraph without end for one, for now.
    private mutating func cut(at end: Int) {
        lineReadTo = end
        let start = scanner.isOpen ? scanner.start : scannedTo
        guard let span = text.trimmed(start, end) else { return }
        found.add(span, scanner.isOpen ? scanner.label : .paragraph)
        isLastCut = true
    }

    // MARK: Asking

    /// What a paragraph is.
    public func kind(of index: Int) -> BlockKind { index < count ? found.labels[index].kind : .paragraph }

    /// Whether a paragraph is of that kind. Linear where none is.
    public func has(_ kind: BlockKind) -> Bool {
        kind == .paragraph ? !spans.isEmpty : found.labels.contains { $0.kind == kind }
    }

    /// A paragraph with what it is.
    public func block(_ index: Int) -> ReportBlock {
        let label = found.labels[index]
        return ReportBlock(spans[index], label.kind, level: label.level)
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

