/// Tells what stands under or over a figure or a table.
enum PDFCaptions {
    private static let words = ["figure", "fig.", "fig", "table", "chart", "exhibit", "graph", "diagram", "screenshot", "image", "illustration", "box", "map", "listing", "plate", "photo", "source:", "sources:", "abbildung", "tabelle", "tableau", "figura", "tabla"]

    /// The segments of a column, and those of captions beside its text: they stand under a picture that
    /// the text runs around.
    static func apart(_ segments: [PDFSegment], in source: PDFSource) -> [[PDFSegment]] {
        var captions: [Int] = []
        for (index, segment) in segments.enumerated() where isLabel(segment, source) {
            guard segments.contains(where: { isLeft($0, of: segment) }), !segments.contains(where: { isLeft(segment, of: $0) }) else { continue }
            captions.append(index)
            var last = segment.box
            for (next, below) in segments.enumerated().dropFirst(index + 1)
            where below.box.top > last.top && below.box.top - last.top < 1.7 * last.height && isUnder(below.box, last)
                && (abs(below.box.left - last.left) < 0.5 * last.height || segments.contains { isLeft($0, of: below) })
            {
                captions.append(next)
                last = below.box
            }
        }
        guard !captions.isEmpty, captions.count * 4 < segments.count else { return [segments] }
        let taken = Set(captions)
        return [segments.indices.filter { !taken.contains($0) }.map { segments[$0] }, taken.sorted().map { segments[$0] }]
    }

    private static func isUnder(_ a: PDFBox, _ b: PDFBox) -> Bool { min(a.right, b.right) - max(a.left, b.left) > 0.5 * min(a.width, b.width) }

    private static func isLeft(_ a: PDFSegment, of b: PDFSegment) -> Bool { a.box.right < b.box.left && a.box.overlapsLine(of: b.box) > 0.5 }

    /// Whether a segment begins as captions of pictures do: "Figure 3.", "Illustration 4:".
    private static func isLabel(_ segment: PDFSegment, _ source: PDFSource) -> Bool {
        guard let first = source.bytes[segment.runs[0].text].first(where: { $0 != 0x20 }), first >= 0x43, first <= 0x53 else { return false }
        let head = segment.runs.lazy.flatMap { source.bytes[$0.text] }.prefix(24).drop { $0 == 0x20 }
        return pictures.contains { word in
            head.starts(with: word) && head.dropFirst(word.count).first { $0 != 0x20 }.map { $0 >= 0x30 && $0 <= 0x39 } == true
        }
    }

    private static let pictures = ["Figure", "Fig.", "FIGURE", "Illustration", "Screenshot", "Image", "Chart", "Photo", "Exhibit"].map { Array($0.utf8) }

    /// Joins a label alone, "Figure 4:", with what stands right under it.
    static func join(_ blocks: inout [PDFBlock]) {
        var joined: [PDFBlock] = []
        for block in blocks {
            if block.kind == .paragraph, let last = joined.last, last.kind == .paragraph, last.length < 16, last.page == block.page,
                block.above < 1.6, block.length < 200, isCaption(last)
            {
                joined[joined.count - 1].lines += block.lines
                joined[joined.count - 1].kind = .caption
                joined[joined.count - 1].below = block.below
            } else {
                joined.append(block)
            }
        }
        blocks = joined
    }

    /// Whether a block begins as captions do: "Figure 3:", "Table 2.", "Source: ...".
    static func isCaption(_ block: PDFBlock) -> Bool {
        guard block.length < 500 else { return false }
        let printed = String(decoding: block.lines[0].text.prefix(60), as: UTF8.self)
        let head = printed.lowercased()
        guard let word = words.first(where: { head.hasPrefix($0) }) else { return false }
        if word.hasSuffix(":") { return block.lines.count <= 2 && block.length < 160 }
        let rest = head.dropFirst(word.count)
        guard let first = rest.first, !first.isLetter else { return false }
        let name = rest.drop { $0 == " " || $0 == "\t" || $0 == "." }.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }
        guard let figure = name.first, figure.isNumber || PDFPageNumbers.roman(String(name.filter { $0 != "." })) != nil else { return false }
        let after = rest.dropFirst(rest.distance(from: rest.startIndex, to: name.endIndex))
        // "Figure 3 shows" begins a sentence; a caption closes its number, or is short.
        if let next = after.first(where: { $0 != " " }), ":.-–—|\t(".contains(next) || name.hasSuffix(".") { return true }
        guard let next = after.first(where: { $0 != " " }) else { return true }
        let isCapital = printed.suffix(after.count).first { $0 != " " }?.isUppercase ?? false
        return isCapital && !PDFParagraphs.endsSentence(block.lines[block.lines.count - 1].text) || block.length < 60 && !block.style.isDark
    }
}
