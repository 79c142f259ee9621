import GlossModel

/// Writes the blocks of a document page by page, with the running heads and feet around them.
struct PDFPagination {
    private(set) var writer = PDFWriter()
    private let heights: [Float]
    private let running: [[PDFBlock]]
    /// The page whose heads are written; its feet are not.
    private var page = -1

    /// `running` are the heads and feet of each page.
    init(heights: [Float], running: [[PDFBlock]]) {
        self.heights = heights
        self.running = running
    }

    /// Writes a document. What goes on over a page stands after the feet of the one on which it
    /// begins and the heads of the next, in one piece.
    mutating func write(_ flow: [PDFBlock]) {
        for block in flow {
            go(to: block.page, turning: true)
            go(to: block.lines[block.lines.count - 1].page, turning: false)
            writer.write(block)
        }
        go(to: heights.count - 1, turning: true)
        if page >= 0 { put(running[page].filter { !isHead($0) }) }
    }

    /// Writes the feet of this page and the heads of those up to another. Without turning to it, its
    /// heads count to the page before.
    private mutating func go(to wanted: Int, turning: Bool) {
        while page < wanted {
            if page >= 0 { put(running[page].filter { !isHead($0) }) }
            page += 1
            let turns = turning || page < wanted
            if turns { writer.turn(to: page) }
            put(running[page].filter(isHead).map { turns ? $0 : $0.moved(to: page - 1) })
        }
    }

    private mutating func put(_ blocks: [PDFBlock]) {
        for block in blocks { writer.write(block) }
    }

    private func isHead(_ block: PDFBlock) -> Bool { block.lines[0].box.middle < heights[block.page] / 2 }
}

extension PDFBlock {
    /// The block as one of another page.
    fileprivate func moved(to page: Int) -> PDFBlock {
        var block = self
        for index in block.lines.indices { block.lines[index].page = page }
        return block
    }
}
