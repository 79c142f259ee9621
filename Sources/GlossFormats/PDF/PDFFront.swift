import GlossModel

/// Tells the title page and the title.
struct PDFFront {
    private let measures: PDFMeasures
    private let pageHeight: Float

    /// `pageHeight` is that of the first page.
    init(_ measures: PDFMeasures, pageHeight: Float) {
        self.measures = measures
        self.pageHeight = pageHeight
    }

    /// Marks what stands on a title page, or before the text of the first page; gives the title that
    /// is printed there, nil where nothing on the first page stands out.
    func mark(_ blocks: inout [PDFBlock]) -> String? {
        let first = blocks.indices.filter { blocks[$0].page == 0 }
        guard let largest = largest(blocks, first) else { return nil }
        let title = title(blocks, first, from: largest)
        let last = first.last!
        let isTitlePage = proseLength(blocks, first) < 700 && last + 1 < blocks.count
        // Above an article stand its title and who wrote it, up to its text or its first heading.
        let end = isTitlePage ? last + 1 : articleHead(blocks, first, after: title.upperBound)
        for index in first where index < end {
            switch blocks[index].kind {
            case .paragraph, .heading, .list, .quote:
                if title.contains(index), !isTitlePage { continue }
                if blocks[index].kind == .heading, index + 1 < blocks.count, blocks[index + 1].kind == .contents { continue }
                blocks[index].kind = .front
                blocks[index].level = 0
            default: break
            }
        }
        if !isTitlePage { setTitle(&blocks, title) }
        return title.map { PDFFront.joined(blocks[$0].lines) }.joined(separator: " ")
    }

    /// The block of the largest text that can be a title: words, not one letter or a number.
    private func largest(_ blocks: [PDFBlock], _ indices: [Int]) -> Int? {
        let all = indices.filter { index in
            let block = blocks[index]
            return [.heading, .paragraph].contains(block.kind) && block.length >= 4 && block.length <= 250
                && block.style.size > 1.1 * measures.body.size && !PDFKinds.isQuoted(block) && block.string.filter(\.isLetter).count >= 4
        }
        // What stands at the foot of the page is a motto, where something else is large as well.
        let foot = 0.7 * pageHeight
        let above = all.filter { blocks[$0].box.top < foot && blocks[$0].style.size > 1.5 * measures.body.size }
        let likely = above.isEmpty ? all : all.filter { blocks[$0].box.top < foot }
        // A publisher's name may be as large; the title has more words.
        let most = likely.map { blocks[$0].style.size }.max() ?? 0
        return likely.filter { blocks[$0].style.size > 0.93 * most }.max { blocks[$0].string.split(separator: " ").count < blocks[$1].string.split(separator: " ").count }
    }

    /// The blocks of the title: those in its face beside it.
    private func title(_ blocks: [PDFBlock], _ indices: [Int], from largest: Int) -> Range<Int> {
        func belongs(_ index: Int) -> Bool {
            guard indices.contains(index), [.heading, .paragraph].contains(blocks[index].kind) else { return false }
            let (a, b) = (blocks[index].style, blocks[largest].style)
            return abs(a.size - b.size) < 0.06 * b.size && a.colour == b.colour && a.isBold == b.isBold
        }
        var range = largest..<largest + 1
        while range.lowerBound > 0, belongs(range.lowerBound - 1) { range = range.lowerBound - 1..<range.upperBound }
        while range.upperBound < blocks.count, belongs(range.upperBound) { range = range.lowerBound..<range.upperBound + 1 }
        return range
    }

    private func proseLength(_ blocks: [PDFBlock], _ indices: [Int]) -> Int {
        indices.reduce(0) { sum, index in
            let isProse = blocks[index].kind.isProse && blocks[index].length > 120
            return sum + (isProse ? blocks[index].length : 0)
        }
    }

    /// Where the text begins under a title: its first long paragraph with the headings right above it.
    private func articleHead(_ blocks: [PDFBlock], _ indices: [Int], after title: Int) -> Int {
        guard let text = indices.first(where: { $0 >= title && (isText(blocks[$0]) || ![.paragraph, .heading, .front].contains(blocks[$0].kind)) })
        else { return title }
        var start = text
        // The first of several articles: a heading as others.
        if let article = indices.first(where: { $0 >= title && $0 < text && blocks[$0].kind == .heading && isOfSeveral(blocks, $0) }) { return article }
        let known = indices.first { $0 >= title && blocks[$0].kind == .heading && PDFFront.known.contains(PDFBookmarks.folded(blocks[$0].string)) }
        if let known, known < start { return known }
        while start > title, blocks[start - 1].kind == .heading, start == text || isUsual(blocks, start - 1) { start -= 1 }
        return start
    }

    private static let known: Set<String> = [
        "abstract", "summary", "executivesummary", "introduction", "foreword", "preface", "contents", "tableofcontents", "overview", "background", "keyfindings", "keypoints",
    ]

    /// Whether a block is long, or sentences in the style of most text.
    private func isText(_ block: PDFBlock) -> Bool {
        if block.length > 250 { return true }
        let isUsual = abs(block.style.size - measures.body.size) < 0.04 * measures.body.size && !block.style.isBold
        return block.kind == .paragraph && isUsual && block.lines.count >= 2 && block.length > 90 && block.lines[0].box.width > 0.6 * (block.column.right - block.column.left)
    }

    /// Whether two later headings, larger than the text, look as one does.
    private func isOfSeveral(_ blocks: [PDFBlock], _ index: Int) -> Bool {
        let style = blocks[index].style
        guard style.size > 1.1 * measures.body.size else { return false }
        return blocks[(index + 1)...].lazy.filter { $0.kind == .heading && abs($0.style.size - style.size) < 0.5 && $0.style.isBold == style.isBold && $0.style.colour == style.colour && $0.style.family == style.family }
            .prefix(2).count == 2
    }

    /// Whether other headings look like one, or it is numbered.
    private func isUsual(_ blocks: [PDFBlock], _ index: Int) -> Bool {
        let style = blocks[index].style
        return PDFLabel(blocks[index].lines[0].text) != nil || blocks.indices.contains { other in
            other != index && blocks[other].kind == .heading && abs(blocks[other].style.size - style.size) < 0.04 * style.size
                && blocks[other].style.isBold == style.isBold && blocks[other].style.isItalic == style.isItalic
        }
    }

    /// A title above an article is a heading of the highest level, one block.
    private func setTitle(_ blocks: inout [PDFBlock], _ title: Range<Int>) {
        for index in title {
            blocks[index].kind = .heading
            blocks[index].level = 1
        }
        guard title.count > 1, title.reduce(0, { $0 + blocks[$1].length }) < 250 else { return }
        for index in title.dropFirst() { blocks[title.lowerBound].lines += blocks[index].lines }
        blocks.removeSubrange(title.dropFirst())
    }

    /// Lines as one, words whole that a line end parts.
    static func joined(_ lines: [PDFLine]) -> String {
        lines.map(\.string).joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
