/// Reads entries of a table of contents: title, leaders, page.
enum ContentsEntry {
    /// Where the title ends and where the page's label begins; nil where the line names no page.
    static func page(of line: ArraySlice<Glyph>) -> (title: Int, label: Int)? {
        let label = line.reversed().prefix { isLabel($0.scalar) }
        guard (1...7).contains(label.count), label.count < line.count else { return nil }
        let start = line.endIndex - label.count
        var title = start
        var signs = 0
        var tabs = 0
        while title > line.startIndex, isLeader(line[title - 1].scalar) {
            title -= 1
            let scalar = line[title].scalar
            if scalar == "\t" { tabs += 1 }
            signs += scalar == "…" ? 3 : 1
        }
        guard title > line.startIndex, signs + tabs > 0 else { return nil }
        let isApart = tabs > 0 || signs >= 2
        return isApart || isNumber(label.map(\.scalar), after: line[..<title]) ? (title, start) : nil
    }

    /// Whether a short number with but a space before it is a page, not the number of a part.
    private static func isNumber(_ label: [Unicode.Scalar], after title: ArraySlice<Glyph>) -> Bool {
        guard label.count <= 3, label.allSatisfy({ ("0"..."9").contains($0) }) else { return false }
        let word = String(String.UnicodeScalarView(title.reversed().prefix { $0.scalar != " " }.reversed().map(\.scalar)))
        return !counted.contains(word.lowercased())
    }

    private static let counted: Set<String> = ["part", "chapter", "section", "appendix", "annex", "table", "figure", "volume", "no.", "kapitel", "teil"]

    private static func isLabel(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar) || "ivxlcdmIVXLCDM-".unicodeScalars.contains(scalar)
    }

    private static func isLeader(_ scalar: Unicode.Scalar) -> Bool { " .…·_\t\u{A0}".unicodeScalars.contains(scalar) }

    /// How deep an entry lies by its number: 0 for "3", 2 for "3.2.1".
    static func depth(_ title: ArraySlice<Glyph>) -> Int {
        let number = title.drop { !$0.isText }.prefix { ("0"..."9").contains($0.scalar) || $0.scalar == "." }
        let parts = number.split { $0.scalar == "." }
        return min(4, max(0, parts.count - 1))
    }
}
