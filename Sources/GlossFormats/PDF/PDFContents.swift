/// Finds tables of contents: lines that end with the number of a page behind leaders, or at a common
/// edge, counting up.
struct PDFContents {
    /// Which lines are entries, or parts of them. Linear.
    static func entries(_ lines: [PDFLine]) -> Set<Int> {
        var found: Set<Int> = []
        for (index, line) in lines.enumerated() where hasLeader(line.text) { found.insert(index) }
        if found.count == 1, !isContentsHeading(lines, before: found.first!) { found = [] }
        found.formUnion(counting(lines))
        addNeighbours(lines, &found)
        // The beginning of an entry over two lines, and an entry between others without a number.
        if found.count >= 3 {
            for index in lines.indices where !found.contains(index) {
                if found.contains(index - 1), found.contains(index + 1), lines[index].base - lines[index - 1].base < 2 * lines[index].box.height { found.insert(index) }
            }
        }
        return found
    }

    /// Adds lines beside entries that end with a number at their edge, whatever parts it from the title.
    private static func addNeighbours(_ lines: [PDFLine], _ found: inout Set<Int>) {
        guard found.count >= 3 else { return }
        func take(_ index: Int, beside entry: Int) {
            guard found.contains(entry), !found.contains(index), let number = pageNumber(lines[index].text), number.lowerBound > 2 else { return }
            if abs(lines[index].box.right - lines[entry].box.right) < 0.6 * lines[entry].box.height { found.insert(index) }
        }
        for index in lines.indices.dropFirst() { take(index, beside: index - 1) }
        for index in lines.indices.dropLast().reversed() { take(index, beside: index + 1) }
    }

    private static func isContentsHeading(_ lines: [PDFLine], before index: Int) -> Bool {
        lines[..<index].suffix(3).contains { $0.string.lowercased().contains("contents") }
    }

    /// Whether points lead to a number: "Victims ........ 12".
    static func hasLeader(_ text: [UInt8]) -> Bool {
        guard let page = pageNumber(text) else { return false }
        var points = 0
        for byte in text[..<page.lowerBound].reversed() {
            switch byte {
            case 0x2E, 0x5F, 0xB7: points += 1
            case 0xA6: points += 3
            case 0x20, 0x09, 0xE2, 0x80, 0xC2: break
            default: return points >= 3
            }
        }
        return false
    }

    /// The blocks that say what an entry of the table of contents says, on its page. Linear.
    static func announced(_ blocks: [PDFBlock], _ labels: [String]) -> [Int] {
        var pages: [String: Set<Int>] = [:]
        let numbers = Dictionary(labels.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        for block in blocks where block.kind == .contents {
            guard let line = block.lines.last, let number = pageNumber(line.text), let page = numbers[String(decoding: line.text[number], as: UTF8.self)] else { continue }
            var text = Array(block.lines.dropLast().flatMap { $0.text + [0x20] }) + line.text[..<number.lowerBound]
            while let last = text.last, last == 0x2E || last <= 0x20 { text.removeLast() }
            let title = PDFBookmarks.folded(String(decoding: text, as: UTF8.self))
            if title.count >= 4 { pages[title, default: []].insert(page) }
        }
        guard pages.count >= 3 else { return [] }
        return blocks.indices.filter { index in
            let block = blocks[index]
            guard block.kind == .paragraph, block.length < 160, block.above > 0.25 || block.lines.count == 1 else { return false }
            return pages[PDFBookmarks.folded(block.string)]?.contains(block.page) ?? false
        }
    }

    /// The range of a number of a page at the end of a line.
    private static func pageNumber(_ text: [UInt8]) -> Range<Int>? {
        let start = text.lastIndex { !($0 >= 0x30 && $0 <= 0x39 || [0x69, 0x76, 0x78, 0x49, 0x56, 0x58, 0x6C].contains($0)) }.map { $0 + 1 } ?? 0
        guard start > 0, start < text.count, text.count - start <= 6 else { return nil }
        guard PDFPageNumbers.value(String(decoding: text[start...], as: UTF8.self)) != nil else { return nil }
        return start..<text.count
    }

    /// Lines whose last cell is a number, at one right edge, that do not count down; four at least.
    private static func counting(_ lines: [PDFLine]) -> Set<Int> {
        var found: Set<Int> = []
        var run: [(index: Int, value: Int)] = []
        func close() {
            if run.count >= 4, run.last!.value > run[0].value, run.last!.value - run[0].value >= 2 { found.formUnion(run.map(\.index)) }
            run = []
        }
        for (index, line) in lines.enumerated() {
            guard line.cells.count == 2 || line.cells.count == 3 && PDFLabel(line.text) != nil,
                let last = line.cellStarts.last, let value = PDFPageNumbers.value(ofLine: String(decoding: line.text[last...], as: UTF8.self)),
                line.text[..<last].contains(where: { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A })
            else {
                if let previous = run.last, index - previous.index > 1 { close() }
                continue
            }
            if let previous = run.last,
                value < previous.value || index - previous.index > 2
                    || abs(line.cells.last!.box.right - lines[previous.index].cells.last!.box.right) > line.box.height
            {
                close()
            }
            run.append((index, value))
        }
        close()
        return found
    }
}
