/// A report written down block by block, with its kind in front of each, so that tests of structure
/// can be read:
///
///     heading 1: The dry docks
///     paragraph: The ⟦Organization#yard:yard⟧ closed.⟦Marker=a:3⟧ Nobody said why,
///     | and nobody asked.                      a line break within a block
///     page iv                                  a page begins with the next block
///     running: The dry docks   iv
///     table: Year→Ships                        → is a tab
///     | 2014→3
///     note a: 3 See ⟦Link=books.example/7:the ledger⟧.
///
/// The blocks are parted by blank lines in the text. A note's name is that of its marker.
public enum BlockReport {
    private static let kinds: Set<String> = [
        "heading", "paragraph", "list", "quote", "table", "code", "caption", "note", "reference", "contents", "front",
        "running",
    ]

    /// Whether a text is written down so.
    public static func isOne(_ text: String) -> Bool {
        text.split(separator: "\n").first.map { opening(of: $0) != nil || $0.hasPrefix("page ") } ?? false
    }

    /// The same as marked text: `⟦Block=heading+1:..⟧`, `⟦Page=iv:⟧`, `⟦Body=a:..⟧`.
    public static func marked(_ text: String) -> String {
        var blocks: [String] = []
        var page = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
            let words = line.replacing("→", with: "\t")
            if line.hasPrefix("page ") {
                page = "⟦Page=\(line.dropFirst(5)):⟧"
            } else if let (kind, more, start) = opening(of: line) {
                let content = String(line[start...]).replacing("→", with: "\t")
                let isNote = kind == "note" && !more.isEmpty
                let level = Int(more).map { "+\($0)" } ?? ""
                blocks.append(page + "⟦Block=\(kind)\(level):" + (isNote ? "⟦Body=\(more):\(content)⟧" : content) + "⟧")
                page = ""
            } else if !blocks.isEmpty {
                let added = "\n" + (words.hasPrefix("| ") ? words.dropFirst(2) : words == "|" ? "" : words[...])
                let ending = blocks[blocks.count - 1].hasSuffix("⟧⟧") && blocks[blocks.count - 1].contains("⟦Body=") ? "⟧⟧" : "⟧"
                blocks[blocks.count - 1].removeLast(ending.count)
                blocks[blocks.count - 1] += added + ending
            }
        }
        return blocks.joined(separator: "\n\n")
    }

    /// Kind, level or name, and where the words begin.
    private static func opening(of line: Substring) -> (kind: String, more: String, start: Substring.Index)? {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let words = line[..<colon].split(separator: " ")
        guard let kind = words.first.map(String.init), kinds.contains(kind), words.count <= 2 else { return nil }
        var start = line.index(after: colon)
        if start < line.endIndex, line[start] == " " { start = line.index(after: start) }
        return (kind, words.count == 2 ? String(words[1]) : "", start)
    }
}
