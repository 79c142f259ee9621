/// Puts the segments of a column together to lines.
struct PDFRows {
    let maker: PDFLineMaker

    /// The lines of a column, from the top down. O(n log n).
    func column(_ segments: [PDFSegment], page: Int) -> PDFColumn {
        var rows: [[PDFSegment]] = []
        var boxes: [PDFBox] = []
        for segment in segments.sorted(by: { $0.box.middle < $1.box.middle }) {
            // A row is as high as its largest text: raised signs and small ones belong to it.
            if let box = boxes.last, isBeside(segment, rows[rows.count - 1], box) {
                rows[rows.count - 1].append(segment)
                if segment.box.height > box.height { boxes[boxes.count - 1] = segment.box }
            } else {
                rows.append([segment])
                boxes.append(segment.box)
            }
        }
        let lines = rows.map { maker.line($0.sorted { $0.box.left < $1.box.left }, page: page) }
        return PDFColumn(
            lines: lines, left: segments.map(\.box.left).min() ?? 0, right: segments.map(\.box.right).max() ?? 0)
    }

    private func isBeside(_ segment: PDFSegment, _ row: [PDFSegment], _ box: PDFBox) -> Bool {
        guard segment.box.overlapsLine(of: box) > 0.5 else { return false }
        return row.allSatisfy { min($0.box.right, segment.box.right) - max($0.box.left, segment.box.left) < 0.5 * segment.box.height }
    }
}
