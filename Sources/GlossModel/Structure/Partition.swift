extension ReportBlock {
    /// Blocks that may come from anywhere, made those of a text: in order, cut to it, without white
    /// space at their ends, apart but for running heads within others; what none of them covers
    /// becomes what a text of its own would be. O(blocks · log blocks + bytes uncovered).
    public static func partition(_ blocks: [ReportBlock], of text: Text) -> [ReportBlock] {
        var parts: [ReportBlock] = []
        var covered = 0
        var runningEnd = 0
        for block in blocks.sorted(by: isBefore) {
            let isRunning = block.kind == .running
            let start = max(Int(block.span.start), isRunning ? runningEnd : covered)
            guard let span = text.trimmed(start, Int(block.span.end)) else { continue }
            if Int(span.start) > covered { parts += found(in: text, covered, Int(span.start)) }
            parts.append(ReportBlock(span, block.kind, level: block.kind.level(block.level)))
            covered = max(covered, Int(span.end))
            if isRunning { runningEnd = Int(span.end) }
        }
        return (parts + found(in: text, covered, text.count)).sorted(by: isBefore)
    }

    private static func isBefore(_ a: ReportBlock, _ b: ReportBlock) -> Bool {
        let (isRunning, isOtherRunning) = (a.kind == .running, b.kind == .running)
        if a.span.start == b.span.start, isRunning != isOtherRunning { return isOtherRunning }
        return a.span < b.span
    }

    private static func found(in text: Text, _ start: Int, _ end: Int) -> [ReportBlock] {
        guard let gap = text.trimmed(start, end) else { return [] }
        let part = Text(borrowing: UnsafeBufferPointer(rebasing: text.bytes[gap.range]), release: nil)
        let blocks = withExtendedLifetime(text) { ParagraphIndex(part).blocks }
        return blocks.map { block in
            let span = Span(Int(block.span.start + gap.start), Int(block.span.end + gap.start))
            return ReportBlock(span, block.kind, level: block.level)
        }
    }
}

extension BlockKind {
    /// A level that a block of this kind can have.
    fileprivate func level(_ level: Int) -> Int {
        switch self {
        case .heading: max(1, min(6, level))
        case .list: max(1, min(15, level))
        default: 0
        }
    }
}

extension Text {
    /// A stretch without the white space at its ends, cut to the text; nil where nothing is left.
    func trimmed(_ start: Int, _ end: Int) -> Span? {
        var (start, end) = (start, min(end, count))
        while start < end, isSpace(start) { start += 1 }
        while end > start, isSpace(end - 1) { end -= 1 }
        return start < end ? Span(start, end) : nil
    }
}
