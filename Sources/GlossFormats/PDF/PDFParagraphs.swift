/// Parts the lines of a column into paragraphs, list items and headings.
struct PDFParagraphs {
    private let measures: PDFMeasures
    private let column: PDFColumn

    init(_ measures: PDFMeasures, _ column: PDFColumn) {
        self.measures = measures
        self.column = column
    }

    /// The blocks of lines that follow each other in the column. Linear.
    func blocks(_ lines: [PDFLine]) -> [PDFBlock] {
        var groups: [[PDFLine]] = []
        for line in lines {
            if let last = groups.last?.last, !parts(last, line) { groups[groups.count - 1].append(line) } else { groups.append([line]) }
        }
        return groups.flatMap(split)
    }

    // MARK: By style and white space

    private func parts(_ above: PDFLine, _ below: PDFLine) -> Bool {
        let size = max(above.style.size, below.style.size)
        let isOne = measures.isUneven && min(above.text.count, below.text.count) > 30
        if abs(above.style.size - below.style.size) > (isOne ? 0.2 : 0.07) * size { return true }
        if above.style.isMono != below.style.isMono { return true }
        let distance = below.base - above.base
        if distance > 1.2 * measures.leading(below.style.size) + 0.08 * size { return distance > 2 * size || !isFull(above, before: below) }
        return distance < 0.2 * size
    }

    /// Whether a line is as long as it can be and ends no sentence: it goes on, however far the next is.
    private func isFull(_ line: PDFLine, before next: PDFLine) -> Bool {
        column.right - line.box.right < next.firstWordWidth + 0.6 * next.style.size && line.box.left < column.left + 0.3 * (column.right - column.left)
            && line.style == next.style && line.text.count > 40 && !PDFParagraphs.endsSentence(line.text) && !(endsAddress(line) && line.text.last != 0x2D) && PDFLabel(next.text) == nil
    }

    // MARK: By what lines begin and end with

    private func split(_ group: [PDFLine]) -> [PDFBlock] {
        guard group.count > 1 else { return group.isEmpty ? [] : [PDFBlock(group)] }
        let parts = insets(group)
        guard parts.count == 1 else { return parts.flatMap { split(Array(group[$0])) } }
        let edges = rightEdges(group)
        var layout = Layout(group, edges: edges)
        layout.isWrapped = countEarly(group, edges) * 3 < group.count
        var blocks: [[PDFLine]] = [[group[0]]]
        for index in group.indices.dropFirst() {
            if begins(group, index, block: blocks[blocks.count - 1], layout) {
                blocks.append([group[index]])
            } else {
                blocks[blocks.count - 1].append(group[index])
            }
        }
        return blocks.map { PDFBlock($0) }
    }

    /// Parts of a group that are set in on both sides, and what is around them.
    private func insets(_ group: [PDFLine]) -> [Range<Int>] {
        let em = max(1, group[0].style.size)
        var parts: [Range<Int>] = []
        var start = 0
        for index in group.indices.dropFirst() where index - start >= 2 || index == 1 {
            guard index + 1 < group.count, abs(group[index].box.left - group[index + 1].box.left) < 0.4 * em,
                abs(group[index].box.left - group[index - 1].box.left) > 1.2 * em
            else { continue }
            // An item that hangs, and a first line that is set in, are one line.
            if index - start >= 2 || start > 0, index >= 2, abs(group[index - 1].box.left - group[index - 2].box.left) > 0.4 * em,
                abs(group[index].box.left - group[index - 2].box.left) < 0.4 * em { continue }
            let edge = group[max(start, index - 4)..<index].map(\.box.right).max()!
            guard index == 1 ? group[1].box.left > group[0].box.left && group[1].box.right < group[0].box.right - 0.8 * em
                    && PDFParagraphs.endsSentence(group[0].text) && PDFLabel(group[0].text) == nil
                : endsEarly(group[index - 1], before: group[index], edge: edge) else { continue }
            parts.append(start..<index)
            start = index
        }
        return parts + [start..<group.count]
    }

    /// Where each line of a group would end if it were full.
    private func rightEdges(_ group: [PDFLine]) -> [Float] {
        let own = group.map(\.box.right).max()!
        let early = countEarly(group, Array(repeating: own, count: group.count))
        // Where most lines would have held the next word, they are no wrapped text, or it is narrower
        // for a while: beside a picture.
        let before = group.indices.map { index in group[max(0, index - 2)...index].map(\.box.right).max()! }
        let after = group.indices.map { index in group[index...min(group.count - 1, index + 2)].map(\.box.right).max()! }
        let near = zip(before, after).map { max($0, $1) }
        let nearEarly = countEarly(group, near)
        let narrow = near.count { $0 < own - 4 * group[0].style.size }
        if narrow >= 3, nearEarly * 4 < group.count, nearEarly + 3 <= early {
            // Within a sentence it may be the last or first line beside the picture.
            return group.indices.map { PDFParagraphs.endsSentence(group[$0].text) ? near[$0] : min(before[$0], after[$0]) }
        }
        return Array(repeating: early * 2 > group.count - 1 ? max(own, column.right) : own, count: group.count)
    }

    private func countEarly(_ group: [PDFLine], _ edges: [Float]) -> Int {
        group.indices.dropFirst().reduce(0) { $0 + (endsEarly(group[$1 - 1], before: group[$1], edge: edges[$1 - 1]) ? 1 : 0) }
    }

    private func endsEarly(_ line: PDFLine, before next: PDFLine, edge: Float) -> Bool {
        edge - line.box.right > next.firstWordWidth + 0.6 * next.style.size
    }

    /// How the lines of a group are set in.
    private struct Layout {
        /// Of each line.
        var edges: [Float]
        var left: Float
        /// From line to line, the median.
        var distance: Float = 0
        /// Whether most lines hold all the words that they can.
        var isWrapped = false
        /// Whether first lines stand to the left of the others.
        var isHanging = false
        /// Whether lines are centred, or flush right only.
        var isCentred = false

        init(_ group: [PDFLine], edges: [Float]) {
            self.edges = edges
            left = group.map(\.box.left).min()!
            distance = zip(group, group.dropFirst()).map { $1.base - $0.base }.sorted()[(group.count - 1) / 2]
            let em = max(1, group[0].style.size)
            let outer = group.map { $0.box.left - left < 0.5 * em }
            var (hanging, indented) = (0, 0)
            for index in group.indices.dropFirst() where outer[index - 1] != outer[index] {
                let isFull = edges[index - 1] - group[index - 1].box.right < group[index].firstWordWidth + 0.6 * em
                if outer[index] { if isFull { indented += 1 } else { hanging += 1 } } else if isFull { hanging += 1 } else { indented += 1 }
            }
            isHanging = hanging > indented
            let centres = group.map(\.box.centre)
            let lefts = group.map(\.box.left)
            isCentred = centres.max()! - centres.min()! < em && lefts.max()! - lefts.min()! > 1.5 * em && outer.count { $0 } * 2 <= group.count + 1
        }
    }

    private func begins(_ group: [PDFLine], _ index: Int, block: [PDFLine], _ layout: Layout) -> Bool {
        let (line, previous) = (group[index], group[index - 1])
        let em = max(1, line.style.size)
        let edge = layout.edges[index - 1]
        let isEarly = endsEarly(previous, before: line, edge: edge)
        let isShort = previous.style.isDark != line.style.isDark && previous.box.right < column.left + 0.6 * (column.right - column.left)
        if differs(line.style, previous.style), isEarly || isShort || index == 1 && PDFParagraphs.endsSentence(previous.text) { return true }
        if line.raised.first?.lowerBound == 0, isEarly || line.style.size < 0.97 * measures.body.size { return true }
        if PDFParagraphs.endsSentence(previous.text), line.base - previous.base > 1.15 * layout.distance + 0.1 * em, !PDFParagraphs.beginsSmall(line.text) {
            return true
        }
        if layout.isCentred { return false }
        let label = PDFLabel(line.text)
        if let label, isItem(label, after: block, line, isEarly) { return true }
        // Under an item: what hangs is its own.
        if let first = PDFLabel(block[0].text), first.isBullet || first.isClosed, block[0].box.left < line.box.left - 0.4 * em { return false }
        let step = line.box.left - layout.left
        if layout.isHanging {
            return step < 0.5 * em
        } else if step > 0.7 * em, step < 5 * em, line.box.left - previous.box.left > 0.5 * em || isEarly && PDFParagraphs.endsSentence(previous.text) {
            return true
        }
        guard isEarly else { return false }
        // A title over two lines may have a colon at the end of the first.
        if PDFParagraphs.endsSentence(previous.text) { return previous.text.last != 0x3A || index > 1 || !isHeadingLike(line.style) || line.style != previous.style }
        // A line that is ragged more than it needs to be.
        if layout.isWrapped, previous.text.count > 40, edge - previous.box.right < 0.3 * (edge - layout.left) { return false }
        if PDFParagraphs.beginsSmall(line.text), edge - previous.box.right < 0.5 * (edge - layout.left) { return false }
        return !isHeadingLike(line.style)
    }

    /// Whether a line begins with a small letter.
    static func beginsSmall(_ text: [UInt8]) -> Bool {
        String(decoding: text.prefix(4), as: UTF8.self).first?.isLowercase ?? false
    }

    private func differs(_ a: PDFStyle, _ b: PDFStyle) -> Bool {
        a.isBold != b.isBold || a.isDark != b.isDark || a.isCaps != b.isCaps && a.isBold
    }

    /// Larger or bolder than the text: its lines end where they will.
    private func isHeadingLike(_ style: PDFStyle) -> Bool {
        style.size > 1.12 * measures.body.size || style.isBold && !measures.body.isBold
    }

    private func isItem(_ label: PDFLabel, after block: [PDFLine], _ line: PDFLine, _ isEarly: Bool) -> Bool {
        switch label.kind {
        case .bullet:
            // A dash may be one between words.
            return line.text[0] >= 0xC2 && line.text[0] != 0xE2 || line.text.starts(with: [0xE2, 0x80, 0xA2]) || line.text[0] == 0xE2 && line.text[1] != 0x80
                || isEarly || PDFLabel(block[0].text)?.isBullet == true
        case .number(let parts):
            if case .number(let before)? = PDFLabel(block[0].text)?.kind, before.count == parts.count, before.last! + 1 == parts.last! {
                return label.isClosed || isEarly || endsAddress(block[block.count - 1]) || line.cells.count > 1 && line.cellStarts[1] == label.length
            }
            return isEarly && label.isClosed
        case .letter, .word: return isEarly && label.isClosed
        }
    }

    /// Whether the last word of a line is an address.
    private func endsAddress(_ line: PDFLine) -> Bool {
        line.text.split(separator: 0x20).last?.starts(with: "http".utf8) ?? false
    }

    /// Whether a line ends as sentences do.
    static func endsSentence(_ text: [UInt8]) -> Bool {
        var rest = text[...]
        while let last = rest.last, [0x20, 0x22, 0x27, 0x29, 0x5D, 0x9D, 0x99, 0x80, 0xE2].contains(last) || last >= 0x30 && last <= 0x39 && text.count - rest.count < 3 {
            rest.removeLast()
        }
        return rest.last.map { [0x2E, 0x21, 0x3F, 0x3A, 0x3B].contains($0) } ?? false
    }
}
