import GlossModel

/// Tells headings by size, face, colour, numbering and place, and gives them their levels.
struct PDFHeadings {
    let measures: PDFMeasures
    private let bookmarks: PDFBookmarks
    private let labels: [String]

    /// `labels` are the numbers of the pages.
    init(_ measures: PDFMeasures, _ bookmarks: [PDFBookmark], labels: [String] = []) {
        self.measures = measures
        self.labels = labels
        self.bookmarks = PDFBookmarks(bookmarks)
    }

    /// Marks the headings among the blocks of a document. Linear, but for the sorting of styles.
    func mark(_ blocks: inout [PDFBlock]) {
        let usual = usualStyles(blocks)
        for index in blocks.indices where isHeading(blocks, index, usual) { blocks[index].kind = .heading }
        completeLooks(&blocks)
        markKnown(&blocks)
        markCounted(&blocks)
        dropLabels(&blocks)
        dropFragments(&blocks)
        markContents(&blocks)
        for index in PDFContents.announced(blocks, labels) { blocks[index].kind = .heading }
        joinLabels(&blocks)
        for (index, _) in bookmarks.matches(in: blocks) { blocks[index].kind = .heading }
    }

    // MARK: Which

    /// Styles in which long text is written, apart from that of most text: no style of headings.
    private func usualStyles(_ blocks: [PDFBlock]) -> Set<Look> {
        var long: [Look: Int] = [:]
        var all: [Look: Int] = [:]
        for block in blocks where block.kind == .paragraph {
            for line in block.lines where !line.style.isCaps {
                let look = Look(line.style)
                all[look, default: 0] += line.text.count
                if block.length > 160 { long[look, default: 0] += line.text.count }
            }
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
        if label?.isBullet == true || PDFCaptions.isCaption(block) || isByline(block) { return false }
        if !isTitleLike(block, label, ratio) { return false }
        let ends = block.lastByte
        let isSentence = ends == 0x2E || ends == 0x2C || ends == 0x3B
        let isNumbered = label.map { $0.kind == .word || $0.kind != .letter && ($0.isClosed || $0.depth > 1) || style.isBold } ?? false
        if ratio >= 1.04, block.string.split(separator: " ").count >= 6, PDFKinds.isQuoted(block) { return false }
        if isSentence, !isNumbered || block.length > 80 { return false }
        let words = block.lines.reduce(0) { $0 + $1.text.count(where: { $0 == 0x20 }) + 1 }
        // What leads to a list or goes on from elsewhere is a part of the text.
        if ratio < 1.12, label == nil, ends == 0x3A && words > (style.isBold ? 9 : 6) || words > 5 && PDFParagraphs.beginsSmall(block.lines[0].text) { return false }
        if usual.contains(Look(style)), ratio < 1.12 { return false }
        if ratio < 1.3, !isNumbered, words > 16 { return false }
        if ratio >= 1.12 { return block.length <= 150 || ratio > 1.3 }
        guard ratio >= 0.92 else { return false }
        let isApart = block.above > 0.25 || isNumbered
        if style.isBold, !body.isBold { return block.length <= 140 && (isApart || block.lines.count == 1) }
        if style.isCaps, isApart, block.length <= 100 { return true }
        if (style.colour != body.colour && (!style.isDark || !body.isDark) || ratio >= 1.04), isApart, block.length <= 100, ends != 0x3A { return followsUp(blocks, index) }
        if isNumbered, label!.depth > 1 || label!.kind == .word, block.lines.count <= 2, isApart, block.length <= 90 { return true }
        return style.isItalic && !body.isItalic && isApart && block.lines.count == 1 && block.length <= 80 && followsUp(blocks, index)
    }

    /// Whether more than half of a block, its number aside, is letters.
    func hasWords(_ block: PDFBlock) -> Bool {
        let label = PDFLabel(block.lines[0].text)
        var (letters, signs) = (0, 0)
        for (index, line) in block.lines.enumerated() {
            for byte in line.text.dropFirst(index == 0 ? label?.length ?? 0 : 0) where byte > 0x20 {
                if byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x80 { letters += 1 } else { signs += 1 }
            }
        }
        return letters >= (label == nil ? 3 : 2) && letters > signs || label?.kind == .word
    }

    /// Whether a line says who wrote what follows: "By Ada Costa".
    private func isByline(_ block: PDFBlock) -> Bool {
        let words = block.string.split(separator: " ")
        guard let first = words.first, first == "By" || first == "BY", words.count >= 3, words.count <= 9 else { return false }
        return words.dropFirst().allSatisfy { $0.first?.isUppercase == true || ["and", "&", "de", "van", "von", "der", "la", "of"].contains($0) }
    }

    /// Whether a block is no row of cells, no address and no word of signs.
    func isTitleLike(_ block: PDFBlock, _ label: PDFLabel?, _ ratio: Float) -> Bool {
        for line in block.lines where line.cells.count > (label == nil ? 1 : 2) {
            let gap = zip(line.cells, line.cells.dropFirst()).map { $1.box.left - $0.box.right }.max()!
            if ratio < 1.3 || gap > 3 * line.style.size { return false }
        }
        let words = block.string.split(separator: " ")
        if words.contains(where: PDFHeadings.isAddress) { return false }
        if words.count == 1, words[0].utf8.count > 24 || ratio < 1.12 && PDFHeadings.isName(words[0]) { return false }
        // "Host: update.example Connection: close": lines of a protocol, of code.
        if ratio < 1.3, words.count(where: { $0.hasSuffix(":") || $0.hasSuffix(";") }) >= 3 { return false }
        guard label == nil else { return true }
        // A date or a count: three letters and figures.
        let letters = block.string.reduce(0) { $0 + ($1.isLetter ? 1 : 0) }
        return letters > 3 || !block.string.contains(where: \.isNumber)
    }

    /// Whether a word is an address, a path or a name of a file.
    private static func isAddress(_ word: Substring) -> Bool {
        word.contains("://") || word.contains("@") || word.hasPrefix("www.") || word.contains("\\") || word.hasPrefix("/") && word.count > 2
            || word.hasPrefix("%") && word.dropFirst().contains("%")
    }

    /// Whether a word has a point between letters: a domain, a file.
    private static func isName(_ word: Substring) -> Bool {
        guard let point = word.lastIndex(of: "."), point > word.startIndex else { return false }
        return word[word.index(after: point)...].prefix(2).count { $0.isLetter } == 2
    }

    /// Whether text follows in the style of most text.
    private func followsUp(_ blocks: [PDFBlock], _ index: Int) -> Bool {
        guard index + 1 < blocks.count else { return false }
        let next = blocks[index + 1]
        return next.kind != .paragraph || Look(next.style) == Look(measures.body) || next.length > 120
    }

    /// What stands right above a table of contents names it.
    private func markContents(_ blocks: inout [PDFBlock]) {
        for index in blocks.indices.dropFirst() where blocks[index].kind == .contents && blocks[index - 1].kind == .paragraph {
            let name = PDFBookmarks.folded(blocks[index - 1].string)
            if PDFHeadings.contents.contains(name) {
                blocks[index - 1].kind = .heading
            }
        }
        // Entries that nothing but their place tells: under that heading, each with its page.
        var isUnder = false
        for index in blocks.indices {
            let block = blocks[index]
            if block.kind == .heading, PDFHeadings.contents.contains(PDFBookmarks.folded(block.string)) {
                isUnder = true
            } else if isUnder, block.kind == .heading || block.kind == .paragraph || block.kind == .list {
                let ends = block.lastByte >= 0x30 && block.lastByte <= 0x39 && block.length < 250
                if ends { blocks[index].kind = .contents } else { isUnder = block.length < 12 }
            }
        }
    }

    private static let contents: Set<String> = ["contents", "tableofcontents", "listoffigures", "listoftables", "figures", "tables", "inhalt", "sommaire"]

    /// Among words that stand alone, before it and after it, a heading is a label of a figure too.
    private func dropFragments(_ blocks: inout [PDFBlock]) {
        func isFragment(_ index: Int) -> Bool {
            guard blocks.indices.contains(index) else { return false }
            let block = blocks[index]
            return block.kind == .paragraph && block.length < 45 && !PDFParagraphs.endsSentence(block.lines[block.lines.count - 1].text)
        }
        for index in blocks.indices where blocks[index].kind == .heading && PDFLabel(blocks[index].lines[0].text) == nil {
            let isLarge = blocks[index].style.size > 1.4 * measures.body.size
            guard !isLarge, isFragment(index + 1), isFragment(index + 2), isFragment(index - 1) || blocks[index + 1].length < 25 else { continue }
            blocks[index].kind = .paragraph
        }
    }

    /// Three and more in one face without text between them are labels of a figure.
    private func dropLabels(_ blocks: inout [PDFBlock]) {
        var start = 0
        while start < blocks.count {
            guard blocks[start].kind == .heading else {
                start += 1
                continue
            }
            var end = start + 1
            while end < blocks.count, blocks[end].kind == .heading, blocks[end].page == blocks[start].page,
                Look(blocks[end].style) == Look(blocks[start].style), PDFLabel(blocks[end].lines[0].text) == nil
            {
                end += 1
            }
            if end - start >= 3 { for index in start..<end { blocks[index].kind = .paragraph } }
            start = end
        }
    }

    // MARK: How high

    /// What tells the levels of headings apart.
    struct Look: Hashable {
        var size: Int
        var isBold: Bool
        var isItalic: Bool
        var isCaps: Bool
        var isDark: Bool

        init(_ style: PDFStyle) {
            size = Int((style.size * 2).rounded())
            (isBold, isItalic, isCaps, isDark) = (style.isBold, style.isItalic, style.isCaps, style.isDark)
        }

        /// Whether it differs by the rounding of its size alone.
        func isAlike(_ other: Look) -> Bool {
            abs(size - other.size) * 25 <= max(size, other.size)
                && (isBold, isItalic, isCaps, isDark) == (other.isBold, other.isItalic, other.isCaps, other.isDark)
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

    /// Levels of the looks by how they follow each other: one that stands under another is lower. The
    /// number of a heading moves it among those of its look.
    func setLevels(_ blocks: inout [PDFBlock]) {
        let title = blocks.firstIndex { $0.level == 1 && $0.kind == .heading }
        let headings = blocks.indices.filter { blocks[$0].kind == .heading && $0 != title }
        let looks = self.looks(headings.map { Look(blocks[$0].style) })
        let ranks = self.ranks(headings.map { looks[Look(blocks[$0].style)]! })
        let depths = usualDepths(blocks, headings, looks)
        var open: [(look: Look, level: Int)] = []
        var counts: [Look: Int] = [:]
        for index in headings { counts[looks[Look(blocks[index].style)]!, default: 0] += 1 }
        for index in headings {
            let look = looks[Look(blocks[index].style)]!
            var level = ranks[look] ?? 1
            if let depth = numberDepth(blocks[index]), let usual = depths[look] { level += depth - usual }
            while let last = open.last, last.look != look, !Look.isHigher(last.look, look) { open.removeLast() }
            if let last = open.last, last.look != look, level <= last.level, numberDepth(blocks[index]) == nil,
                counts[look, default: 0] <= counts[last.look, default: 0]
            {
                level = last.level + 1
            }
            if let last = open.last, last.look == look, numberDepth(blocks[index]) == nil { level = max(level, last.level) }
            if numberDepth(blocks[index]) == nil { level = min(level, (open.last { $0.look != look }?.level ?? 0) + 1) }
            level = max(1, min(6, level))
            if open.last?.look == look { open[open.count - 1].level = level } else { open.append((look, level)) }
            blocks[index].level = level
        }
        for (index, level) in bookmarks.matches(in: blocks) { blocks[index].level = level }
    }

    /// One look for those that differ by less than can be seen.
    private func looks(_ all: [Look]) -> [Look: Look] {
        var found: [Look: Look] = [:]
        for look in Set(all).sorted(by: Look.isHigher) {
            found[look] = found.values.first { !Look.isHigher($0, look) && !Look.isHigher(look, $0) || look.isAlike($0) } ?? look
        }
        return found
    }

    /// How deep each look mostly stands under others.
    private func ranks(_ looks: [Look]) -> [Look: Int] {
        var open: [Look] = []
        var depths: [Look: [Int: Int]] = [:]
        for look in looks {
            while let last = open.last, !Look.isHigher(last, look) { open.removeLast() }
            open.append(look)
            depths[look, default: [:]][open.count, default: 0] += 1
        }
        return depths.mapValues { $0.max { ($0.value, $1.key) < ($1.value, $0.key) }!.key }
    }

    /// How many numbers ("3.2" has two) the highest headings of a look have, but for a few.
    private func usualDepths(_ blocks: [PDFBlock], _ headings: [Int], _ looks: [Look: Look]) -> [Look: Int] {
        var counts: [Look: [Int: Int]] = [:]
        for index in headings {
            if let depth = numberDepth(blocks[index]) { counts[looks[Look(blocks[index].style)]!, default: [:]][depth, default: 0] += 1 }
        }
        return counts.compactMapValues { counts in
            let all = counts.values.reduce(0, +)
            return counts.filter { $0.value * 8 >= all }.keys.min()
        }
    }

    private func numberDepth(_ block: PDFBlock) -> Int? {
        guard let label = PDFLabel(block.lines[0].text), case .number(let parts) = label.kind else { return nil }
        return parts.count
    }
}
