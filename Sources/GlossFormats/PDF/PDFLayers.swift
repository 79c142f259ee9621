/// Leaves out a second text that lies over the first: a placed page of which nothing but a part is
/// seen, or recognised text beside the real one. Poppler gives both.
struct PDFLayers {
    private let source: PDFSource
    /// How much of the document is set in each family.
    private let lengths: [String: Int]

    init(_ source: PDFSource) {
        self.source = source
        var lengths: [Int: Int] = [:]
        for run in source.pages.lazy.flatMap(\.runs) { lengths[run.font, default: 0] += run.text.count }
        self.lengths = Dictionary(lengths.map { (source.fonts[$0.key].family, $0.value) }, uniquingKeysWith: +)
    }

    /// So many lines on lines are no accident.
    private static let fewest = 4

    /// Of the segments of a page, in the order in which it draws them, those of the text that counts, and
    /// of another what lies on nothing. All where there is one text. O(n log n), and pairs that lie on
    /// each other.
    func visible(_ segments: [PDFSegment]) -> [PDFSegment] {
        let pairs = overlaps(segments)
        guard pairs.count >= PDFLayers.fewest else { return segments }
        let covered = Set(pairs.flatMap { [$0.0, $0.1] })
        let all = segments.reduce(0) { $0 + $1.length }
        guard covered.reduce(0, { $0 + segments[$1].length }) * 3 > all else { return segments }
        let second = secondFaces(segments, pairs)
        let dropped = second.isEmpty ? Set(pairs.map { max($0.0, $0.1) }) : covered.filter { second.contains(segments[$0].runs[0].font) }
        let whole = facesMostly(within: dropped, segments)
        return segments.indices.filter { !dropped.contains($0) && !whole.contains(segments[$0].runs[0].font) }.map { segments[$0] }
    }

    // MARK: Which text counts

    /// The faces of the text that does not count: those that lie on the others are of one text. Empty
    /// where both are in one face; then what is drawn first counts.
    private func secondFaces(_ segments: [PDFSegment], _ pairs: [(Int, Int)]) -> Set<Int> {
        struct Pair: Hashable { var a: Int, b: Int }
        var weights: [Pair: Int] = [:]
        for (a, b) in pairs {
            let (one, other) = (segments[a].runs[0].font, segments[b].runs[0].font)
            if one != other { weights[Pair(a: min(one, other), b: max(one, other)), default: 0] += min(segments[a].length, segments[b].length) }
        }
        var sides: [Int: Bool] = [:]
        for (pair, _) in weights.sorted(by: { ($0.value, $1.key.a, $1.key.b) > ($1.value, $0.key.a, $0.key.b) }) {
            if let side = sides[pair.a], sides[pair.b] == nil { sides[pair.b] = !side }
            if let side = sides[pair.b], sides[pair.a] == nil { sides[pair.a] = !side }
            if sides[pair.a] == nil { (sides[pair.a], sides[pair.b]) = (true, false) }
        }
        let one = sides.filter(\.value).map(\.key), other = sides.filter { !$0.value }.map(\.key)
        return Set(rank(one) >= rank(other) ? other : one)
    }

    /// How much faces are worth: those of recognised text nothing, others by what is set in them.
    private func rank(_ faces: [Int]) -> Int {
        let families = Set(faces.map { source.fonts[$0].family })
        if families.contains(where: { $0.contains("glyphless") || $0.contains("hidden") }) { return -1 }
        return families.reduce(0) { $0 + lengths[$1, default: 0] }
    }

    /// Faces of which most is in a set: the rest of it belongs to that as well.
    private func facesMostly(within set: Set<Int>, _ segments: [PDFSegment]) -> Set<Int> {
        var inside: [Int: Int] = [:], all: [Int: Int] = [:]
        for (index, segment) in segments.enumerated() {
            all[segment.runs[0].font, default: 0] += segment.length
            if set.contains(index) { inside[segment.runs[0].font, default: 0] += segment.length }
        }
        return Set(inside.keys.filter { inside[$0]! * 3 > all[$0]! * 2 })
    }

    // MARK: What lies on what

    /// Pairs of lines that cannot be read both: far more than the next line's ascenders is covered.
    private func overlaps(_ segments: [PDFSegment]) -> [(Int, Int)] {
        let order = segments.indices.filter { segments[$0].length >= 6 }.sorted { segments[$0].box.top < segments[$1].box.top }
        var pairs: [(Int, Int)] = []
        for (place, index) in order.enumerated() {
            let box = segments[index].box
            for other in order[(place + 1)...] {
                let next = segments[other].box
                if next.top > box.bottom { break }
                let width = min(box.right, next.right) - max(box.left, next.left)
                if width > 0.3 * min(box.width, next.width), isCovered(segments[index], segments[other]) { pairs.append((index, other)) }
            }
        }
        return pairs
    }

    private func isCovered(_ a: PDFSegment, _ b: PDFSegment) -> Bool {
        let em = min(source.fonts[a.runs[0].font].size, source.fonts[b.runs[0].font].size)
        let height = min(a.box.bottom, b.box.bottom) - max(a.box.top, b.box.top)
        return height > 0.45 * min(a.box.height, b.box.height) && abs(a.box.bottom - b.box.bottom) < 0.75 * em
    }
}
