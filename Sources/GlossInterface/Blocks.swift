import GlossModel

/// A stretch of text that is laid out at once: a paragraph, or a piece of a very long one.
struct Block: Hashable, Sendable {
    /// Index of the paragraph.
    var paragraph: Int
    var span: Span
    /// Whether the paragraph begins here: its number stands beside the first row.
    var isFirst: Bool
    /// Whether the paragraph ends here: a blank row follows.
    var isLast: Bool
}

/// Walks a report's blocks, or those of the paragraphs that a filter lets through.
///
/// A paragraph beyond `longest` bytes is cut at the first space after each multiple of it, so that
/// laying out a screen never costs more than a few blocks. All look-ups are O(log paragraphs).
struct Blocks: Sendable {
    let text: Text
    let paragraphs: ParagraphIndex
    /// Indices of the paragraphs shown, in order; nil: all.
    let shown: [Int]?
    static let longest = 8192

    /// The block that holds `offset`; the nearest shown one before it, else the first after it.
    func block(at offset: Int) -> Block? {
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

    var first: Block? {
        guard let paragraph = shown == nil ? (paragraphs.count > 0 ? 0 : nil) : shown!.first else {
            return nil
        }
        return piece(of: paragraph, holding: Int(paragraphs.spans[paragraph].start))
    }

    var last: Block? {
        guard let paragraph = shown == nil ? (paragraphs.count > 0 ? paragraphs.count - 1 : nil) : shown!.last
        else { return nil }
        let span = paragraphs.spans[paragraph]
        return piece(of: paragraph, holding: max(Int(span.end) - 1, Int(span.start)))
    }

    func after(_ block: Block) -> Block? {
        if !block.isLast { return piece(of: block.paragraph, holding: Int(block.span.end)) }
        guard let next = nextShown(after: block.paragraph) else { return nil }
        return piece(of: next, holding: Int(paragraphs.spans[next].start))
    }

    func before(_ block: Block) -> Block? {
        if !block.isFirst { return piece(of: block.paragraph, holding: Int(block.span.start) - 1) }
        guard let previous = previousShown(before: block.paragraph) else { return nil }
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

    private func piece(of paragraph: Int, holding offset: Int) -> Block {
        let span = paragraphs.spans[paragraph]
        guard span.count > Blocks.longest else {
            return Block(paragraph: paragraph, span: span, isFirst: true, isLast: true)
        }
        let start = Int(span.start)
        var slot = (offset - start) / Blocks.longest
        if offset < cut(span, slot) {
            slot -= 1
        } else if offset >= cut(span, slot + 1) {
            slot += 1
        }
        let from = cut(span, slot)
        let to = cut(span, slot + 1)
        return Block(
            paragraph: paragraph, span: Span(from, to), isFirst: from == start,
            isLast: to == Int(span.end))
    }

    /// Where piece `slot` of a long paragraph begins: after the first space from its multiple on,
    /// else at a boundary of scalars.
    private func cut(_ span: Span, _ slot: Int) -> Int {
        guard slot > 0 else { return Int(span.start) }
        let nominal = Int(span.start) + slot * Blocks.longest
        guard nominal < Int(span.end) else { return Int(span.end) }
        var offset = nominal
        let limit = min(nominal + 512, Int(span.end))
        while offset < limit {
            if text.bytes[offset] == 0x20 || text.bytes[offset] == 0x0A { return offset + 1 }
            offset += 1
        }
        return text.scalarStart(atOrBefore: nominal)
    }
}
