import GlossModel

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
