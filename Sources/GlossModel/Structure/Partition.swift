extension ReportBlock {
    /// Blocks that may come from anywhere, made those of a text: in order, cut to it, without white
    /// space at their ends, apart but for running heads within others; what none of them covers
    /// becomes what a text of its own would be. O(blocks · log blocks + bytes uncovered).
    public static func partition(_ blocks: [ReportBlock], of text: Text) -> [ReportBlock] {
        let running = apart(blocks.filter { $0.kind == .running }, of: text)
        let others = apart(blocks.filter { $0.kind != .running }, of: text).filter { block in
            let next = running.partitioningIndex { $0.span.end >= block.span.end }
            return next == running.count || !running[next].span.contains(block.span)
        }
        let parts = (running + others).sorted(by: isBefore)
        var gaps: [ReportBlock] = []
        var covered = 0
        for part in parts {
            if part.span.start > covered { gaps += found(in: text, covered, Int(part.span.start)) }
            covered = max(covered, Int(part.span.end))
        }
        gaps += found(in: text, covered, text.count)
        return gaps.isEmpty ? parts : (parts + gaps).sorted(by: isBefore)
    }

    /// Blocks in order, each cut to begin where the one before it ends.
    private static func apart(_ blocks: [ReportBlock], of text: Text) -> [ReportBlock] {
        var end = 0
        return blocks.sorted(by: isBefore).compactMap { block in
            guard let span = text.trimmed(max(end, Int(block.span.start)), Int(block.span.end)) else { return nil }
            end = Int(span.end)
            return ReportBlock(span, block.kind, level: block.kind.level(block.level))
        }
    }

    private static func isBefore(_ a: ReportBlock, _ b: ReportBlock) -> Bool {
        let (isRunning, isOtherRunning) = (a.kind == .running, b.kind == .running)
        if a.span.start == b.span.start, isRunning != isOtherRunning { return isOtherRunning }
        return a.span < b.span
    }

    private static func found(in text: Text, _ start: Int, _ end: Int) -> [ReportBlock] {
        guard let gap = text.trimmed(start, end) else { return [] }
        let part = Text(exactly: Bytes(rebasing: text.bytes[gap.range]), release: nil)
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
