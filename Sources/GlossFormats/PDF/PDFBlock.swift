import GlossModel

/// Lines that belong together, and what they are.
struct PDFBlock {
    var lines: [PDFLine]
    var kind = BlockKind.paragraph
    var level = 0
    /// The edges of the column that it stands in.
    var column: (left: Float, right: Float) = (0, 0)
    /// White above and below it, in lines; large at the ends of a column.
    var above: Float = 9
    var below: Float = 9
    /// Rows of cells, where it is a table.
    var rows: [[[PDFCellLine]]] = []

    var page: Int { lines[0].page }
    var style: PDFStyle { lines[0].style }

    var box: PDFBox {
        var box = lines[0].box
        for line in lines.dropFirst() { box.add(line.box) }
        return box
    }

    /// Bytes of its text.
    var length: Int { lines.reduce(0) { $0 + $1.text.count + 1 } - 1 }

    /// Its text on one line.
    var string: String { lines.map(\.string).joined(separator: " ") }

    /// Its last visible byte.
    var lastByte: UInt8 { lines[lines.count - 1].text.last ?? 0 }

    init(_ lines: [PDFLine], kind: BlockKind = .paragraph) {
        self.lines = lines
        self.kind = kind
    }
}

/// A line of a cell: which line of the block, which cell of it.
struct PDFCellLine {
    var line: Int
    var cell: Int
}
