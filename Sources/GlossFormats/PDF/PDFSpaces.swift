/// Parts runs in which spaces make columns: some programs write a row of a table as one piece.
enum PDFSpaces {
    /// The run, or its parts between three spaces and more, each where it about stands.
    static func cells(of run: PDFRun, in source: PDFSource) -> [PDFRun] {
        let parts = self.parts(source.bytes[run.text])
        guard parts.count > 1 else { return [run] }
        let size = source.fonts[run.font].size
        let widths = parts.map { $0.reduce(0) { $0 + width(source.bytes[$1]) } * size }
        let first = parts[0].lowerBound, last = parts[parts.count - 1].upperBound
        let spaces = last - first - parts.reduce(0) { $0 + $1.count }
        let gap = (run.box.width - widths.reduce(0, +)) / Float(max(1, spaces))
        guard gap > 0.1 * size else { return [run] }
        var left = run.box.left
        var cells: [PDFRun] = []
        for (index, part) in parts.enumerated() {
            if index > 0 { left += gap * Float(part.lowerBound - parts[index - 1].upperBound) }
            var cell = run
            cell.text = part
            cell.box.left = left
            cell.box.right = index + 1 == parts.count ? run.box.right : left + widths[index]
            left += widths[index]
            cells.append(cell)
        }
        return cells
    }

    private static func parts(_ bytes: ArraySlice<UInt8>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start: Int?
        var spaces = 0
        for (index, byte) in zip(bytes.indices, bytes) {
            if byte == 0x20 {
                spaces += 1
                continue
            }
            if let from = start, spaces >= 3 {
                parts.append(from..<index - spaces)
                start = index
            }
            start = start ?? index
            spaces = 0
        }
        if let start { parts.append(start..<bytes.endIndex - spaces) }
        return parts
    }

    /// About how wide a character is, in its size.
    static func width(_ byte: UInt8) -> Float {
        switch byte {
        case 0x80..<0xC0: 0
        case 0x20, 0x21, 0x27, 0x2C, 0x2E, 0x3A, 0x3B, 0x69, 0x6A, 0x6C, 0x74, 0x66, 0x72: 0.3
        case 0x6D, 0x77, 0x4D, 0x57: 0.8
        case 0x41...0x5A: 0.65
        default: 0.48
        }
    }
}
