/// A stretch of a page that is read from the top down.
struct PDFColumn {
    var lines: [PDFLine]
    var left: Float
    var right: Float
}

/// Cuts a page into columns in the order in which they are read: what stands above columns side by
/// side, these from the left, what stands below; each cut again.
///
/// Where text stands beside text it is columns or a table. Columns hold lines of prose and are drawn
/// one after the other; a table is drawn row by row, or its cells stand on common lines.
struct PDFColumns {
    private let em: Float
    private let isItem: (PDFSegment) -> Bool
    /// Cuts within cuts, at most so deep.
    private static let deepest = 6

    /// `em` is the size of the text of the page; `isItem` says whether a segment begins with a bullet.
    init(em: Float, isItem: @escaping (PDFSegment) -> Bool = { _ in false }) {
        self.em = max(1, em)
        self.isItem = isItem
    }

    /// The segments of each column, from the top down. Costs candidates times segments, each depth.
    func cut(_ segments: [PDFSegment], depth: Int = 0) -> [[PDFSegment]] {
        guard segments.count >= 4, depth < PDFColumns.deepest, let band = bestBand(segments) else {
            return segments.isEmpty ? [] : [segments]
        }
        let parts = split(segments, by: band)
        return parts.flatMap { $0.count == segments.count ? [$0] : cut($0, depth: depth + 1) }
    }

    // MARK: Bands

    /// Text on both sides of a gutter.
    private struct Band {
        /// Where the right side begins.
        var gutter: Float
        var left: [Int] = []
        var right: [Int] = []
        var weight: Float = 0
    }

    private func bestBand(_ segments: [PDFSegment]) -> Band? {
        var best: Band?
        for gutter in gutters(segments) {
            for var band in bands(segments, at: gutter) {
                guard weigh(&band, segments), band.weight > best?.weight ?? 0 else { continue }
                best = band
            }
        }
        return best
    }

    /// Places where several segments begin, but for the leftmost, and where others begin behind an
    /// edge at which several end.
    private func gutters(_ segments: [PDFSegment]) -> [Float] {
        let lefts = segments.map(\.box.left).sorted()
        let begun = clusters(lefts).dropFirst().filter { $0.count >= 2 }
        let ended = clusters(segments.map(\.box.right).sorted()).dropLast().filter { $0.count >= 4 }
        let behind = ended.compactMap { end -> (start: Float, count: Int)? in
            let place = lefts.partitioningIndex { $0 > end.start + 0.35 * em }
            return place < lefts.count ? (lefts[place], end.count) : nil
        }
        var found: [Float] = []
        for (start, _) in (begun + behind).sorted(by: { $0.count > $1.count }) where !found.contains(where: { abs($0 - start) < 0.3 * em }) {
            found.append(start)
        }
        return Array(found.prefix(12))
    }

    /// Values that lie close together: the first of each, or of ends the last, and how many they are.
    private func clusters(_ values: [Float]) -> [(start: Float, count: Int)] {
        var found: [(start: Float, count: Int)] = []
        for value in values {
            if let last = found.last, value - last.start < 0.6 * em { found[found.count - 1].count += 1 } else { found.append((value, 1)) }
        }
        return found
    }

    private func bands(_ segments: [PDFSegment], at gutter: Float) -> [Band] {
        var bands: [Band] = []
        var band = Band(gutter: gutter)
        for (index, segment) in segments.enumerated() {
            if segment.box.left >= gutter - 0.1 * em {
                band.right.append(index)
            } else if segment.box.right <= gutter - 0.35 * em {
                band.left.append(index)
            } else {
                bands.append(band)
                band = Band(gutter: gutter)
            }
        }
        bands.append(band)
        return bands.flatMap { [$0] + pieces(of: $0, segments) }.filter { $0.left.count >= 2 && $0.right.count >= 2 }
    }

    /// The parts of a band between gaps that go through both sides: a table may stand under columns.
    private func pieces(of band: Band, _ segments: [PDFSegment]) -> [Band] {
        guard band.left.count >= 2, band.right.count >= 2 else { return [] }
        var pieces: [Band] = []
        var piece = Band(gutter: band.gutter)
        var bottom: Float?
        for index in (band.left + band.right).sorted() {
            let box = segments[index].box
            if let end = bottom, box.top - end > 1.2 * em {
                pieces.append(piece)
                piece = Band(gutter: band.gutter)
            }
            bottom = max(bottom ?? 0, box.bottom)
            if box.left >= band.gutter - 0.1 * em { piece.right.append(index) } else { piece.left.append(index) }
        }
        return pieces.isEmpty ? [] : pieces + [piece]
    }

    /// Whether a band is columns; weighs it by the text in it.
    private func weigh(_ band: inout Band, _ segments: [PDFSegment]) -> Bool {
        trim(&band, segments)
        guard band.left.count >= 2, band.right.count >= 2 else { return false }
        let left = band.left.map { segments[$0] }, right = band.right.map { segments[$0] }
        let top = max(left[0].box.top, right[0].box.top)
        let bottom = min(left.map(\.box.bottom).max()!, right.map(\.box.bottom).max()!)
        guard bottom - top > 1.8 * em else { return false }
        guard areColumns(left, right) else { return false }
        let characters = left.reduce(0) { $0 + $1.length } + right.reduce(0) { $0 + $1.length }
        band.weight = Float(characters) * min(1, (bottom - top) / (20 * em) + 0.2)
        return true
    }

    private func areColumns(_ left: [PDFSegment], _ right: [PDFSegment]) -> Bool {
        // Items beside items: a list in columns.
        if [left, right].allSatisfy({ $0.count(where: isItem) * 10 > $0.count * 6 }) { return true }
        let fewer = Float(min(left.count, right.count))
        let switches = Float(self.switches(left, right))
        let length = min(meanLength(left), meanLength(right))
        let aligned = self.aligned(left, right)
        if switches <= max(2, 0.3 * fewer) {
            // Drawn apart; a table drawn by columns stands on common lines, in short cells.
            return length >= 18 || aligned < 0.7 && length >= 8
        }
        return length >= 32 && fewer >= 6 && (aligned < 0.6 || length >= 40 && switches <= fewer)
    }

    /// How often the drawing went from one side to the other.
    private func switches(_ left: [PDFSegment], _ right: [PDFSegment]) -> Int {
        let orders = (left.map { ($0.order, false) } + right.map { ($0.order, true) }).sorted { $0.0 < $1.0 }
        return zip(orders, orders.dropFirst()).reduce(0) { $0 + ($1.0.1 != $1.1.1 ? 1 : 0) }
    }

    /// Bytes in a segment of a side; where most lines go from edge to edge, in a line: their words may
    /// stand as far apart as cells.
    private func meanLength(_ segments: [PDFSegment]) -> Float {
        var lines: [PDFBox] = []
        for segment in segments {
            if let last = lines.last, segment.box.overlapsLine(of: last) > 0.6 { lines[lines.count - 1].add(segment.box) } else { lines.append(segment.box) }
        }
        let left = lines.map(\.left).min() ?? 0, right = lines.map(\.right).max() ?? 0
        let full = lines.count { $0.left - left < 0.5 * em && right - $0.right < 0.5 * em }
        let isSpread = lines.count >= 5 && full * 10 > lines.count * 6
        return Float(segments.reduce(0) { $0 + $1.length }) / Float(max(1, isSpread ? lines.count : segments.count))
    }

    /// The share of the shorter side that stands on lines of the other.
    private func aligned(_ left: [PDFSegment], _ right: [PDFSegment]) -> Float {
        let (few, many) = left.count < right.count ? (left, right) : (right, left)
        let bottoms = many.map(\.box.bottom).sorted()
        let count = few.reduce(0) { count, segment in
            let place = bottoms.partitioningIndex { $0 > segment.box.bottom - 0.15 * em }
            return count + (place < bottoms.count && bottoms[place] < segment.box.bottom + 0.15 * em ? 1 : 0)
        }
        return Float(count) / Float(max(1, few.count))
    }

    /// Takes off either side what stands apart above and below the other: it is read before and after
    /// both. What has the width of the side belongs to it.
    private func trim(_ band: inout Band, _ segments: [PDFSegment]) {
        let left = band.left.map { segments[$0].box }, right = band.right.map { segments[$0].box }
        let top = max(left.map(\.top).min()!, right.map(\.top).min()!)
        let bottom = min(left.map(\.bottom).max()!, right.map(\.bottom).max()!)
        band.left = trimmed(band.left, segments, top, bottom)
        band.right = trimmed(band.right, segments, top, bottom)
    }

    private func trimmed(_ side: [Int], _ segments: [PDFSegment], _ top: Float, _ bottom: Float) -> [Int] {
        guard let first = side.firstIndex(where: { segments[$0].box.bottom > top }),
            let last = side.lastIndex(where: { segments[$0].box.top < bottom }), first <= last
        else { return [] }
        let core = side[first...last]
        let edge = core.map { segments[$0].box.left }.min()!
        let width = core.map { segments[$0].box.right }.max()! - edge
        func isFull(_ index: Int) -> Bool {
            let box = segments[index].box
            return abs(box.left - edge) < 2 * em && box.width > 0.7 * width && box.width < 1.15 * width
        }
        var from = side[..<first].firstIndex(where: isFull) ?? first
        var to = side[last...].lastIndex(where: isFull) ?? last
        while from > 0, isNext(segments[side[from - 1]], segments[side[from]]) { from -= 1 }
        while to + 1 < side.count, isNext(segments[side[to]], segments[side[to + 1]]) { to += 1 }
        return Array(side[from...max(from, to)])
    }

    private func isNext(_ above: PDFSegment, _ below: PDFSegment) -> Bool {
        abs(above.box.height - below.box.height) < 0.2 * above.box.height
            && below.box.top - above.box.top < 1.7 * above.box.height
    }

    /// What stands above a band, its left side, its right side, and what stands below.
    private func split(_ segments: [PDFSegment], by band: Band) -> [[PDFSegment]] {
        let inside = Set(band.left + band.right)
        let top = inside.map { segments[$0].box.top }.min()!
        var (above, below): ([PDFSegment], [PDFSegment]) = ([], [])
        for (index, segment) in segments.enumerated() where !inside.contains(index) {
            if segment.box.middle < top || isBefore(index, band) { above.append(segment) } else { below.append(segment) }
        }
        return [above, band.left.map { segments[$0] }, band.right.map { segments[$0] }, below]
    }

    private func isBefore(_ index: Int, _ band: Band) -> Bool { index < min(band.left[0], band.right[0]) }
}

extension RandomAccessCollection where Index == Int {
    /// The first index from which on a condition holds; it must not hold before. O(log n).
    func partitioningIndex(where holds: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
