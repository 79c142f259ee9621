import GlossModel

/// Tells captions, list items and quotations; references and endnotes by `PDFReferences`.
struct PDFKinds {
    private let measures: PDFMeasures

    init(_ measures: PDFMeasures) { self.measures = measures }

    /// Marks what is still a paragraph. Linear.
    func mark(_ blocks: inout [PDFBlock]) {
        PDFReferences(measures).mark(&blocks)
        for index in blocks.indices where blocks[index].kind == .paragraph {
            let block = blocks[index]
            if PDFCaptions.isCaption(block) {
                blocks[index].kind = .caption
            } else if let label = PDFLabel(block.lines[0].text), label.isBullet || label.isClosed && label.kind != .word {
                blocks[index].kind = .list
            } else if isQuote(block, blocks, index) || block.style.size > 1.12 * measures.body.size && PDFKinds.isQuoted(block) {
                blocks[index].kind = .quote
            }
        }
        setDepths(&blocks)
    }

    // MARK: Quotations and lists

    /// Whether a paragraph is set in on both sides of what stands around it.
    private func isQuote(_ block: PDFBlock, _ blocks: [PDFBlock], _ index: Int) -> Bool {
        guard block.lines.count >= 2, block.length > 80 else { return false }
        let em = max(1, block.style.size)
        let around = [index - 1, index + 1, index - 2, index + 2].filter { blocks.indices.contains($0) }.map { blocks[$0] }
            .filter { [.paragraph, .quote].contains($0.kind) && $0.length > 100 && abs($0.column.left - block.column.left) < em && $0.page == block.page }
        guard let text = around.min(by: { $0.box.left < $1.box.left }) else { return false }
        let rest = block.lines.dropFirst()
        let left = rest.map(\.box.left).min()!
        return left > text.box.left + 1.2 * em && block.box.right < text.box.right - 0.8 * em && block.box.width > 0.5 * text.box.width
    }

    /// Whether a block begins and ends with marks of quotation: what is pulled out of a text in large letters.
    static func isQuoted(_ block: PDFBlock) -> Bool {
        let text = block.string.drop { $0 == " " }
        guard let first = text.first, "“\"„«‘".contains(first) else { return false }
        return text.suffix(3).contains { "”\"“»’".contains($0) }
    }

    /// Depths of list items by how far they are set in.
    private func setDepths(_ blocks: inout [PDFBlock]) {
        var lefts: [Float] = []
        for index in blocks.indices {
            guard blocks[index].kind == .list else {
                if blocks[index].kind != .paragraph || blocks[index].length > 200 { lefts = [] }
                continue
            }
            let left = blocks[index].lines[0].box.left
            let em = max(1, blocks[index].style.size)
            if blocks[index].above > 8 { lefts = [] }
            while let last = lefts.last, last > left + 0.5 * em { lefts.removeLast() }
            if lefts.last.map({ left > $0 + 0.5 * em }) ?? true { lefts.append(left) }
            blocks[index].level = min(15, lefts.count)
        }
    }
}
