import GlossModel

/// Headings that others of the document tell: by their words, their numbers, their colour, the line above.
extension PDFHeadings {
    /// Words that head sections in most reports, alone on a line.
    func markKnown(_ blocks: inout [PDFBlock]) {
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
    func markCounted(_ blocks: inout [PDFBlock]) {
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
    func completeLooks(_ blocks: inout [PDFBlock]) {
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

    // MARK: Two lines, one heading

    /// Joins "Part 2:" or "Annex A" alone to the heading that stands under it.
    func joinLabels(_ blocks: inout [PDFBlock]) {
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
}
