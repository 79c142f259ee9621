/// Runs that stand beside each other without a gap: a line of a column, a cell of a table.
struct PDFSegment {
    var box: PDFBox
    /// In the order in which they read.
    var runs: [PDFRun]
    /// Place of its first run in the order in which the page draws.
    var order: Int
    /// Bytes of its text.
    var length: Int

    init(_ run: PDFRun, order: Int) {
        box = run.box
        runs = [run]
        self.order = order
        length = run.text.count
    }

    mutating func add(_ run: PDFRun) {
        box.add(run.box)
        runs.append(run)
        length += run.text.count
    }

    mutating func merge(_ other: PDFSegment) {
        box.add(other.box)
        runs += other.runs
        runs.sort { $0.box.left < $1.box.left }
        order = min(order, other.order)
        length += other.length
    }
}

/// Makes segments of the runs of a page.
struct PDFSegments {
    private let source: PDFSource
    private let page: PDFPage
    private(set) var segments: [PDFSegment] = []

    /// The segments of a page from the top down. O(n log n).
    init(_ source: PDFSource, _ page: PDFPage, _ layers: PDFLayers) {
        self.source = source
        self.page = page
        gather()
        segments = layers.visible(segments)
        for index in segments.indices { trim(&segments[index]) }
        segments.sort { ($0.box.top, $0.box.left) < ($1.box.top, $1.box.left) }
        joinNeighbours()
        takeDropCaps()
    }

    /// A space at the end of a line counts to its run, but takes no room.
    private func trim(_ segment: inout PDFSegment) {
        guard let last = segment.runs.last, last.box.right == segment.box.right, source.bytes[last.text].last == 0x20 else { return }
        let text = source.bytes[last.text]
        let spaces = Float(text.reversed().prefix { $0 == 0x20 }.count)
        segment.box.right = max(segment.box.left + 0.5 * segment.box.width, segment.box.right - 0.25 * size(last) * min(3, spaces))
    }

    private func size(_ run: PDFRun) -> Float { max(1, source.fonts[run.font].size) }

    /// Runs that follow each other on a line, as the page draws them.
    private mutating func gather() {
        var seen: [Int: [PDFRun]] = [:]
        for (order, run) in page.runs.enumerated() {
            guard isVisible(run), !isDouble(run, &seen) else { continue }
            if let last = segments.last, follows(run, last, within: 1.0) {
                segments[segments.count - 1].add(run)
            } else if source.bytes[run.text].contains(where: { $0 != 0x20 }) {
                segments.append(PDFSegment(run, order: order))
            }
        }
    }

    private func isVisible(_ run: PDFRun) -> Bool {
        let box = run.box
        guard box.right > 0, box.bottom > 0, box.left < page.width, box.top < page.height else { return false }
        guard source.fonts[run.font].size > 0 else { return false }
        // Letters that run up the page have a box that is far narrower than they are.
        let letters = Float(run.text.count)
        return letters < 6 || box.width > 0.1 * letters * box.height || box.width > 0.12 * letters * size(run)
    }

    /// Whether the same was drawn at the same place: a shadow, or bold made of two.
    private func isDouble(_ run: PDFRun, _ seen: inout [Int: [PDFRun]]) -> Bool {
        guard run.text.count > 1 else { return false }
        var hasher = Hasher()
        for byte in source.bytes[run.text] { hasher.combine(byte) }
        let key = hasher.finalize()
        let near = 0.25 * size(run)
        let isDouble = seen[key]?.contains { other in
            abs(other.box.left - run.box.left) < near && abs(other.box.top - run.box.top) < near
                && source.bytes[other.text].elementsEqual(source.bytes[run.text])
        }
        if isDouble == true { return true }
        seen[key, default: []].append(run)
        return false
    }

    private func follows(_ run: PDFRun, _ last: PDFSegment, within reach: Float) -> Bool {
        let previous = last.runs[last.runs.count - 1]
        let em = max(size(run), size(previous))
        guard run.box.overlapsLine(of: previous.box) > 0.45 || run.box.overlapsLine(of: last.box) > 0.6 else { return false }
        let gap = run.box.left - last.box.right
        return gap > -0.4 * em && gap < reach * em
    }

    /// Joins what stands beside each other but was drawn at different times.
    private mutating func joinNeighbours() {
        var joined: [PDFSegment] = []
        var recent = 0
        for segment in segments {
            while recent < joined.count, joined[recent].box.bottom < segment.box.top - 2 * segment.box.height { recent += 1 }
            let partner = joined.indices[recent...].last { adjoins(joined[$0], segment) }
            if let partner { joined[partner].merge(segment) } else { joined.append(segment) }
        }
        segments = joined
    }

    private func adjoins(_ a: PDFSegment, _ b: PDFSegment) -> Bool {
        guard a.box.overlapsLine(of: b.box) > 0.6 else { return false }
        let em = min(size(a.runs[0]), size(b.runs[0]))
        let gap = max(a.box.left, b.box.left) - min(a.box.right, b.box.right)
        // Two long pieces drawn apart are lines of columns.
        return gap > -0.3 * em && gap < (min(a.length, b.length) >= 20 ? 0.35 : 0.6) * em
    }

    /// Puts a large first letter before the line that it begins.
    private mutating func takeDropCaps() {
        for index in segments.indices.reversed() where isDropCap(segments[index]) {
            let cap = segments[index]
            let line = segments.indices.first { other in
                let box = segments[other].box
                return other != index && box.top >= cap.box.top - box.height && box.middle < cap.box.middle
                    && box.left >= cap.box.right - 0.5 * box.height && box.left < cap.box.right + 2 * box.height
                    && box.height < 0.7 * cap.box.height
            }
            guard let line else { continue }
            segments[line].runs.insert(contentsOf: cap.runs, at: 0)
            segments[line].length += cap.length
            segments[line].box.left = cap.box.left
            segments[line].order = min(segments[line].order, cap.order)
            segments.remove(at: index)
        }
    }

    private func isDropCap(_ segment: PDFSegment) -> Bool {
        segment.length <= 3 && segment.runs.count == 1 && source.bytes[segment.runs[0].text].allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == 0x20 || $0 == 0x22 || $0 >= 0x80 }
            && source.bytes[segment.runs[0].text].contains { $0 >= 0x41 && $0 <= 0x5A }
    }
}
