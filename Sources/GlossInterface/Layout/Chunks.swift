import GlossModel

/// What is laid out at once: a block of the report, a piece of a very long one, or a folded group
/// of blocks.
struct Chunk: Hashable, Sendable {
    /// Index of the paragraph.
    var paragraph: Int
    var span: Span
    /// Whether the paragraph begins here: its number stands beside the first row.
    var isFirst: Bool
    /// Whether the paragraph ends here: a blank row may follow.
    var isLast: Bool
    var kind = BlockKind.paragraph
    /// Of a heading 1 to 6, of a list item its depth from 1; else 0.
    var level = 0
    /// Entries of the folded group that it stands for; 0: it is not folded.
    var folded = 0
}

/// Walks a report's chunks, or those of the paragraphs that a filter lets through.
///
/// A block beyond `longest` bytes is cut at the first space, or line's end where lines count, after
/// each multiple of it, so that laying out a screen never costs more than a few chunks. All look-ups
/// are O(log paragraphs).
struct Chunks: Sendable {
    let text: Text
    let paragraphs: ParagraphIndex
    /// Indices of the paragraphs shown, in order; nil: all.
    let shown: [Int]?
    /// Folded groups in order; of each only the first paragraph is among `shown`.
    let folds: [Range<Int>]
    /// Bytes beyond which running text is cut.
    private let longestProse: Int
    static let longest = 8192

    init(
        text: Text, paragraphs: ParagraphIndex, shown: [Int]?, folds: [Range<Int>] = [], longestProse: Int = Chunks.longest
    ) {
        self.text = text
        self.paragraphs = paragraphs
        self.folds = folds
        self.longestProse = longestProse
        self.shown = folds.isEmpty ? shown : Chunks.unfolded(shown ?? Array(0..<paragraphs.count), folds)
    }

    private static func unfolded(_ shown: [Int], _ folds: [Range<Int>]) -> [Int] {
        var next = 0
        return shown.filter { index in
            while next < folds.count, folds[next].upperBound <= index { next += 1 }
            return next == folds.count || index <= folds[next].lowerBound
        }
    }

    /// The chunk that holds `offset`; the nearest shown one before it, else the first after it.
    func chunk(at offset: Int) -> Chunk? {
        guard var paragraph = paragraphs.index(at: offset) ?? (paragraphs.count > 0 ? 0 : nil) else {
            return nil
        }
        if let shown {
            guard let nearest = nearestShown(to: paragraph, in: shown) else { return nil }
            paragraph = nearest
        }
        let span = paragraphs.spans[paragraph]
        let inside = min(max(offset, Int(span.start)), max(Int(span.end) - 1, Int(span.start)))
        return piece(of: paragraph, holding: inside)
    }

    var first: Chunk? {
        guard let paragraph = shown == nil ? (paragraphs.count > 0 ? 0 : nil) : shown!.first else {
            return nil
        }
        return piece(of: paragraph, holding: Int(paragraphs.spans[paragraph].start))
    }

    var last: Chunk? {
        guard let paragraph = shown == nil ? (paragraphs.count > 0 ? paragraphs.count - 1 : nil) : shown!.last
        else { return nil }
        let span = paragraphs.spans[paragraph]
        return piece(of: paragraph, holding: max(Int(span.end) - 1, Int(span.start)))
    }

    func after(_ chunk: Chunk) -> Chunk? {
        if !chunk.isLast { return piece(of: chunk.paragraph, holding: Int(chunk.span.end)) }
        guard let next = nextShown(after: chunk.paragraph) else { return nil }
        return piece(of: next, holding: Int(paragraphs.spans[next].start))
    }

    func before(_ chunk: Chunk) -> Chunk? {
        if !chunk.isFirst { return piece(of: chunk.paragraph, holding: Int(chunk.span.start) - 1) }
        guard let previous = previousShown(before: chunk.paragraph) else { return nil }
        let span = paragraphs.spans[previous]
        return piece(of: previous, holding: max(Int(span.end) - 1, Int(span.start)))
    }

    private func nextShown(after paragraph: Int) -> Int? {
        guard let shown else { return paragraph + 1 < paragraphs.count ? paragraph + 1 : nil }
        let position = shown.partitioningIndex { $0 > paragraph }
        return position < shown.count ? shown[position] : nil
    }

    private func previousShown(before paragraph: Int) -> Int? {
        guard let shown else { return paragraph > 0 ? paragraph - 1 : nil }
        let position = shown.partitioningIndex { $0 >= paragraph }
        return position > 0 ? shown[position - 1] : nil
    }

    private func nearestShown(to paragraph: Int, in shown: [Int]) -> Int? {
        let position = shown.partitioningIndex { $0 > paragraph }
        return position > 0 ? shown[position - 1] : shown.first
    }

    private func piece(of paragraph: Int, holding offset: Int) -> Chunk {
        let block = paragraphs.block(paragraph)
        if !folds.isEmpty, let fold = fold(at: paragraph) {
            let end = paragraphs.spans[fold.upperBound - 1].end
            return Chunk(
                paragraph: paragraph, span: Span(Int(block.span.start), Int(end)), isFirst: true, isLast: true,
                kind: block.kind, folded: fold.count)
        }
        guard block.span.count > longest(block.kind) else {
            return Chunk(
                paragraph: paragraph, span: block.span, isFirst: true, isLast: true, kind: block.kind, level: block.level)
        }
        let start = Int(block.span.start)
        var slot = (offset - start) / Chunks.longest
        if offset < cut(block, slot) {
            slot -= 1
        } else if offset >= cut(block, slot + 1) {
            slot += 1
        }
        let from = cut(block, slot)
        let to = cut(block, slot + 1)
        return Chunk(
            paragraph: paragraph, span: Span(from, to), isFirst: from == start,
            isLast: to == Int(block.span.end), kind: block.kind, level: block.level)
    }

    private func longest(_ kind: BlockKind) -> Int { kind.keepsLines ? Chunks.longest : longestProse }

    private func fold(at paragraph: Int) -> Range<Int>? {
        let index = folds.partitioningIndex { $0.upperBound > paragraph }
        return index < folds.count && folds[index].contains(paragraph) ? folds[index] : nil
    }

    /// Where piece `slot` of a long block begins: after the first space (or line's end) from its
    /// multiple on, else at a boundary of scalars.
    private func cut(_ block: ReportBlock, _ slot: Int) -> Int {
        let span = block.span
        guard slot > 0 else { return Int(span.start) }
        let nominal = Int(span.start) + slot * Chunks.longest
        guard nominal < Int(span.end) else { return Int(span.end) }
        if block.kind.keepsLines {
            let limit = min(nominal + Chunks.longest / 2, Int(span.end))
            if let end = (nominal..<limit).first(where: { text.bytes[$0] == 0x0A }) { return end + 1 }
        }
        var offset = nominal
        let limit = min(nominal + 512, Int(span.end))
        while offset < limit {
            if text.bytes[offset] == 0x20 || text.bytes[offset] == 0x0A { return offset + 1 }
            offset += 1
        }
        return text.scalarStart(atOrBefore: nominal)
    }
}
