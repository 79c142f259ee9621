import GlossModel

/// Tells captions, list items, quotations and front matter.
struct PDFKinds {
    private let measures: PDFMeasures

    init(_ measures: PDFMeasures) { self.measures = measures }

    /// Marks what is still a paragraph. Linear.
    func mark(_ blocks: inout [PDFBlock]) {
        for index in blocks.indices where blocks[index].kind == .paragraph {
            let block = blocks[index]
            if PDFCaptions.isCaption(block) {
                blocks[index].kind = .caption
            } else if let label = PDFLabel(block.lines[0].text), label.isBullet || label.isClosed && label.kind != .word {
                blocks[index].kind = .list
                blocks[index].level = 1
            }
        }
    }
}
