import GlossModel

/// Tells headings by size, face, colour, numbering and place, and gives them their levels.
struct PDFHeadings {
    private let measures: PDFMeasures
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

    /// Words that head sections in most reports, alone on a line.
    private func markKnown(_ blocks: inout [PDFBlock]) {
        for index in blocks.indices where blocks[index].kind == .paragraph && blocks[index].lines.count == 1 && blocks[index].length < 45 {
            let block = blocks[index]
            guard block.style.size > 0.92 * measures.body.size, block.above > 0.2 || block.below > 0.2, !PDFParagraphs.beginsSmall(block.lines[0].text) else { continue }
            var words = block.string.lowercased().drop { !$0.isLetter }
            if let label = PDFLabel(block.lines[0].text) { words = block.string.lowercased().dropFirst(label.length) }
            if PDFHeadings.known.contains(words.filter { $0.isLetter || $0 == " " }) { blocks[index].kind = .heading }
        }
    }

    private static let known: Set<String> = [
        "abstract", "summary", "executive summary", "introduction", "foreword", "preface", "overview", "background", "key findings", "key points",
        "methodology", "related work", "findings", "discussion", "results", "analysis", "conclusion", "conclusions", "recommendations",
        "acknowledgements", "acknowledgments", "acknowledgement", "references", "bibliography", "works cited", "further reading", "notes", "endnotes",
        "glossary", "appendix", "appendices", "annex", "indicators of compromise", "about the authors", "about the author",
    ]

    /// Short lines apart that count from 1 in Roman or Arabic numbers, with text under each.
    private func markCounted(_ blocks: inout [PDFBlock]) {
        var series: [Bool: [Int]] = [:]
        for index in blocks.indices where [.paragraph, .heading].contains(blocks[index].kind) && blocks[index].lines.count <= 2 && blocks[index].length < 90 {
            let block = blocks[index]
            guard let number = counted(block), block.above > 0.2, !PDFParagraphs.endsSentence(block.lines[block.lines.count - 1].text), hasWords(block),
                index + 1 < blocks.count, counted(blocks[index + 1])?.value != number.value + 1
            else { continue }
            if number.value == (series[number.isRoman]?.count ?? 0) + 1 { series[number.isRoman, default: []].append(index) }
        }
        for found in series.values where found.count >= 3 {
            let text = blocks[found[0]...found[found.count - 1]].reduce(0) { $0 + ($1.kind == .paragraph ? $1.length : 0) }
            if text > 300 * found.count { for index in found { blocks[index].kind = .heading } }
        }
    }

    /// The number of a line that a title follows: "IV. Results", "4. Results".
    private func counted(_ block: PDFBlock) -> (value: Int, isRoman: Bool)? {
        guard let label = PDFLabel(block.lines[0].text), label.isClosed, label.depth == 1 else { return nil }
        let title = block.lines[0].text.dropFirst(label.length)
        guard let first = title.first, first >= 0x41 && first <= 0x5A || first >= 0xC3 else { return nil }
        if case .number(let parts) = label.kind { return block.lines[0].text[0] == 0x28 || block.lines[0].text[0] == 0x5B ? nil : (parts[0], false) }
        let name = String(decoding: block.lines[0].text.prefix { $0 >= 0x41 && $0 <= 0x5A }, as: UTF8.self)
        return label.kind == .letter && !name.isEmpty ? PDFPageNumbers.roman(name).map { ($0, true) } : nil
    }

    /// What looks as headings in colour do, and little else, is one as well.
    private func completeLooks(_ blocks: inout [PDFBlock]) {
        var counts: [PDFStyle: (headings: Int, others: [Int], length: Int)] = [:]
        for index in blocks.indices where [.heading, .paragraph].contains(blocks[index].kind) && !blocks[index].style.isDark {
            var style = blocks[index].style
            style.isCaps = false
            if blocks[index].kind == .heading { counts[style, default: (0, [], 0)].headings += 1 } else {
                counts[style, default: (0, [], 0)].others.append(index)
                counts[style]!.length += blocks[index].length
            }
        }
        for (_, found) in counts where found.headings >= 3 && found.headings >= found.others.count && found.length < 60 * found.others.count {
            for index in found.others {
                let block = blocks[index]
                guard block.lines.count == 1, block.length < 80, hasWords(block), isTitleLike(block, PDFLabel(block.lines[0].text), 1) else { continue }
                if !PDFParagraphs.endsSentence(block.lines[0].text), !PDFCaptions.isCaption(block) { blocks[index].kind = .heading }
            }
        }
    }

    /// Whether more than half of a block, its number aside, is letters.
    private func hasWords(_ block: PDFBlock) -> Bool {
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
    private func isTitleLike(_ block: PDFBlock, _ label: PDFLabel?, _ ratio: Float) -> Bool {
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

    /// Joins "Part 2:" or "Annex A" alone to the heading that stands under it.
    private func joinLabels(_ blocks: inout [PDFBlock]) {
        var joined: [PDFBlock] = []
        for block in blocks {
            if block.kind == .heading, let last = joined.last, last.kind == .heading, last.page == block.page,
                PDFLabel(block.lines[0].text) == nil, isLabel(last) && block.above < 4 || isOpen(last, block)
            {
                joined[joined.count - 1].lines += block.lines
                joined[joined.count - 1].below = block.below
            } else {
                joined.append(block)
            }
        }
        blocks = joined
    }

    private func isLabel(_ block: PDFBlock) -> Bool {
        guard block.lines.count == 1, let label = PDFLabel(block.lines[0].text), label.kind == .word else { return false }
        return label.length + 1 >= block.length
    }

    /// Whether a title goes on in the next line: it ends with a colon or a small word.
    private func isOpen(_ block: PDFBlock, _ next: PDFBlock) -> Bool {
        guard next.above < 0.35, Look(block.style) == Look(next.style), block.style.colour == next.style.colour else { return false }
        let last = block.string.split(separator: " ").last ?? ""
        return block.length > 20 && last.hasSuffix(":") || PDFHeadings.smallWords.contains(String(last))
    }

    private static let smallWords: Set<String> = ["of", "the", "and", "in", "for", "to", "on", "with", "a", "by", "from", "&", "or", "–", "-", "—"]

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
