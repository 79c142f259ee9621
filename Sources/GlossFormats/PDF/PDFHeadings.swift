import GlossModel

/// Tells headings by size, face, colour, numbering and place, and gives them their levels.
struct PDFHeadings {
    private let measures: PDFMeasures
    private let bookmarks: PDFBookmarks

    init(_ measures: PDFMeasures, _ bookmarks: [PDFBookmark]) {
        self.measures = measures
        self.bookmarks = PDFBookmarks(bookmarks)
    }

    /// Marks the headings among the blocks of a document. Linear, but for the sorting of styles.
    func mark(_ blocks: inout [PDFBlock]) {
        let usual = usualStyles(blocks)
        for index in blocks.indices where isHeading(blocks, index, usual) { blocks[index].kind = .heading }
        let named = bookmarks.matches(in: blocks)
        for (index, _) in named { blocks[index].kind = .heading }
        setLevels(&blocks)
        for (index, level) in named { blocks[index].level = level }
    }

    // MARK: Which

    /// Styles in which long text is written, apart from that of most text: no style of headings.
    private func usualStyles(_ blocks: [PDFBlock]) -> Set<Look> {
        var long: [Look: Int] = [:]
        var all: [Look: Int] = [:]
        for block in blocks where block.kind == .paragraph {
            let look = Look(block.style)
            all[look, default: 0] += block.length
            if block.length > 160 { long[look, default: 0] += block.length }
        }
        return Set(long.keys.filter { long[$0]! * 2 > all[$0]! })
    }

    private func isHeading(_ blocks: [PDFBlock], _ index: Int, _ usual: Set<Look>) -> Bool {
        let block = blocks[index]
        guard block.kind == .paragraph, block.length <= 200, block.lines.count <= 5, hasWords(block) else { return false }
        let style = block.style
        let body = measures.body
        let ratio = style.size / max(1, body.size)
        let label = PDFLabel(block.lines[0].text)
        if label?.isBullet == true || PDFCaptions.isCaption(block) { return false }
        let ends = block.lastByte
        let isSentence = ends == 0x2E || ends == 0x2C || ends == 0x3B
        let isNumbered = label.map { $0.kind == .word || $0.kind != .letter && ($0.isClosed || $0.depth > 1) || style.isBold } ?? false
        if isSentence, !isNumbered || block.length > 80 { return false }
        if usual.contains(Look(style)), ratio < 1.12 { return false }
        if ratio >= 1.12 { return block.length <= 150 || ratio > 1.3 }
        guard ratio >= 0.92 else { return false }
        let isApart = block.above > 0.25 || isNumbered
        if style.isBold, !body.isBold { return block.length <= 140 && (isApart || block.lines.count == 1) }
        if style.isCaps, isApart, block.length <= 100 { return true }
        if (style.colour != body.colour && (!style.isDark || !body.isDark) || ratio >= 1.04), isApart, block.length <= 100, ends != 0x3A { return followsUp(blocks, index) }
        if isNumbered, label!.depth > 1 || label!.kind == .word, block.lines.count <= 2, isApart, block.length <= 90 { return true }
        return style.isItalic && !body.isItalic && isApart && block.lines.count == 1 && block.length <= 80 && followsUp(blocks, index)
    }

    private func hasWords(_ block: PDFBlock) -> Bool {
        var letters = 0
        for line in block.lines {
            for byte in line.text where byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x80 { letters += 1 }
        }
        return letters >= 3 && letters * 2 > block.length
    }

    /// Whether text follows in the style of most text.
    private func followsUp(_ blocks: [PDFBlock], _ index: Int) -> Bool {
        guard index + 1 < blocks.count else { return false }
        let next = blocks[index + 1]
        return next.kind != .paragraph || Look(next.style) == Look(measures.body) || next.length > 120
    }

    // MARK: How high

    /// What tells the levels of headings apart.
    private struct Look: Hashable {
        var size: Int
        var isBold: Bool
        var isItalic: Bool
        var isCaps: Bool
        var isDark: Bool

        init(_ style: PDFStyle) {
            size = Int((style.size * 2).rounded())
            (isBold, isItalic, isCaps, isDark) = (style.isBold, style.isItalic, style.isCaps, style.isDark)
        }

        /// Higher ones come first.
        static func isHigher(_ a: Look, _ b: Look) -> Bool {
            if abs(a.size - b.size) * 25 > max(a.size, b.size) { return a.size > b.size }
            if a.isBold != b.isBold { return a.isBold }
            if a.isCaps != b.isCaps { return a.isCaps }
            if a.isItalic != b.isItalic { return b.isItalic }
            return a.isDark == b.isDark ? a.size > b.size : b.isDark
        }
    }

    private func setLevels(_ blocks: inout [PDFBlock]) {
        let headings = blocks.indices.filter { blocks[$0].kind == .heading }
        var pages: [Look: Set<Int>] = [:]
        for index in headings { pages[Look(blocks[index].style), default: []].insert(blocks[index].page) }
        // What stands on the first page alone is the title, and no rank among the headings.
        let looks = pages.keys.filter { pages[$0] != [0] }.sorted { Look.isHigher($0, $1) }
        var ranks: [Look: Int] = [:]
        for (rank, look) in looks.enumerated() { ranks[look] = min(6, rank + 1) }
        let depths = usualDepths(blocks, headings)
        for index in headings {
            let look = Look(blocks[index].style)
            var level = ranks[look] ?? 1
            if let depth = numberDepth(blocks[index]), let usual = depths[look] { level += depth - usual }
            blocks[index].level = max(1, min(6, level))
        }
    }

    /// How many numbers ("3.2" has two) the headings of a look mostly have.
    private func usualDepths(_ blocks: [PDFBlock], _ headings: [Int]) -> [Look: Int] {
        var counts: [Look: [Int: Int]] = [:]
        for index in headings {
            if let depth = numberDepth(blocks[index]) { counts[Look(blocks[index].style), default: [:]][depth, default: 0] += 1 }
        }
        return counts.mapValues { $0.max { ($0.value, $1.key) < ($1.value, $0.key) }!.key }
    }

    private func numberDepth(_ block: PDFBlock) -> Int? {
        guard let label = PDFLabel(block.lines[0].text), case .number(let parts) = label.kind else { return nil }
        return parts.count
    }
}

/// The bookmarks of a document and the blocks that they name.
struct PDFBookmarks {
    private var byPage: [Int: [PDFBookmark]] = [:]

    init(_ bookmarks: [PDFBookmark]) {
        for bookmark in bookmarks { byPage[bookmark.page - 1, default: []].append(bookmark) }
    }

    /// Blocks that say what a bookmark of their page says, with its level.
    func matches(in blocks: [PDFBlock]) -> [(index: Int, level: Int)] {
        guard !byPage.isEmpty else { return [] }
        var found: [(Int, Int)] = []
        for (index, block) in blocks.enumerated() where block.kind == .paragraph || block.kind == .heading || block.kind == .list {
            guard block.length < 300, let wanted = byPage[block.page] else { continue }
            let text = PDFBookmarks.folded(block.string)
            if let bookmark = wanted.first(where: { PDFBookmarks.isSame(text, PDFBookmarks.folded($0.title)) }) {
                found.append((index, max(1, min(6, bookmark.level))))
            }
        }
        return found
    }

    /// Letters and figures alone, small.
    static func folded(_ text: String) -> String { String(text.lowercased().filter { $0.isLetter || $0.isNumber }) }

    private static func isSame(_ text: String, _ title: String) -> Bool {
        guard title.count >= 2, !text.isEmpty else { return false }
        if text == title { return true }
        // One of the two may lack its number, or the end where it was cut.
        let (short, long) = text.count < title.count ? (text, title) : (title, text)
        return short.count >= 4 && long.count - short.count <= 6 && (long.hasSuffix(short) || long.hasPrefix(short))
    }
}
