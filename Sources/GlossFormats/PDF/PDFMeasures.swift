/// What is usual in a document: the style of its text, the distance of its lines.
struct PDFMeasures {
    /// The style in which most is written.
    private(set) var body = PDFStyle()
    /// Distance of lines by size of text, as a multiple of it.
    private var leadings: [Int: Float] = [:]
    /// Whether lines of one text differ in size, as recognised ones do.
    private(set) var isUneven = false

    /// Linear in the lines, but for the sorting.
    init(_ columns: [[PDFColumn]]) {
        var weights: [PDFStyle: Int] = [:]
        var distances: [Int: [Float]] = [:]
        for column in columns.lazy.flatMap({ $0 }) {
            for (index, line) in column.lines.enumerated() {
                weights[PDFMeasures.key(line.style), default: 0] += line.text.count
                guard index > 0 else { continue }
                let above = column.lines[index - 1]
                let distance = (line.base - above.base) / max(1, line.style.size)
                if PDFMeasures.bucket(above.style.size) == PDFMeasures.bucket(line.style.size), distance > 0.85, distance < 3 {
                    distances[PDFMeasures.bucket(line.style.size), default: []].append(distance)
                }
            }
        }
        body = weights.max { ($0.value, $1.key.size) < ($1.value, $0.key.size) }?.key ?? PDFStyle(size: 16)
        var sizes: [Int: Int] = [:]
        for (style, weight) in weights { sizes[PDFMeasures.bucket(style.size), default: 0] += weight }
        let all = sizes.values.reduce(0, +), near = sizes.reduce(0) { $0 + (abs(Float($1.key) / 2 - body.size) < 0.2 * body.size ? $1.value : 0) }
        isUneven = sizes[PDFMeasures.bucket(body.size), default: 0] * 5 < all * 2 && near * 5 > all * 4
        leadings = distances.mapValues(PDFMeasures.usual)
    }

    /// Faces of one size count together, whatever their weight.
    private static func key(_ style: PDFStyle) -> PDFStyle {
        var style = style
        style.isCaps = false
        return style
    }

    private static func bucket(_ size: Float) -> Int { Int((size * 2).rounded()) }

    /// The smallest distance that is frequent: of lines within paragraphs, not between them.
    private static func usual(_ distances: [Float]) -> Float {
        let sorted = distances.sorted()
        let wanted = max(1, distances.count / 6)
        for (index, distance) in sorted.enumerated() {
            let end = sorted[index...].partitioningIndex { $0 > distance + 0.06 }
            if end - index >= wanted { return sorted[(index + end - 1) / 2] }
        }
        return sorted.first ?? 1.2
    }

    /// The distance of lines of a size, from base to base.
    func leading(_ size: Float) -> Float {
        size * (leadings[PDFMeasures.bucket(size)] ?? 1.25)
    }
}
