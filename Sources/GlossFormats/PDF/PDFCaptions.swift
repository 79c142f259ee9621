/// Tells what stands under or over a figure or a table.
enum PDFCaptions {
    private static let words = ["figure", "fig.", "fig", "table", "chart", "exhibit", "graph", "diagram", "screenshot", "image", "illustration", "box", "map", "listing", "plate", "photo", "source:", "sources:", "abbildung", "tabelle", "tableau", "figura", "tabla"]

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
        let head = String(decoding: block.lines[0].text.prefix(40), as: UTF8.self).lowercased()
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
        return next.isUppercase || block.length < 60 && !block.style.isDark
    }
}
