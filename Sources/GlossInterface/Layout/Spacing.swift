import GlossModel

/// A row of the reading pane between two blocks.
enum GapRow: Equatable, Sendable {
    case blank
    /// Under a heading, as long as it is: of the first level, or of the second.
    case rule(level: Int)
    /// A running head, where they are shown.
    case running(Span)
}

/// How much room there is between two blocks. The one place to say so.
struct Spacing: Hashable, Sendable {
    /// Whether the screen has room for two rows above a heading.
    var isRoomy = true
    /// Whether running heads stand between the blocks.
    var showsRunning = false

    /// The rows between two chunks that follow each other on the screen.
    func rows(between a: Chunk, and b: Chunk, _ paragraphs: ParagraphIndex) -> [GapRow] {
        var rows: [GapRow] = a.kind == .heading && a.folded == 0 && a.level <= 2 ? [.rule(level: max(1, a.level))] : []
        let heads = showsRunning ? paragraphs.furniture(between: a.span, and: b.span) : []
        let blanks = Spacing.isClose(a, b) ? 0 : self.blanks(before: b, after: a)
        rows += Array(repeating: .blank, count: heads.isEmpty ? blanks : 1)
        rows += heads.map { .running($0) }
        return heads.isEmpty ? rows : rows + [.blank]
    }

    /// Items of one list, entries of one table of contents: nothing parts them.
    private static func isClose(_ a: Chunk, _ b: Chunk) -> Bool {
        guard a.kind == b.kind, a.folded == 0, b.folded == 0 else { return false }
        return a.kind == .list || a.kind == .contents || a.kind == .reference || a.kind == .note
    }

    private func blanks(before b: Chunk, after a: Chunk) -> Int {
        if a.kind == .heading { return b.kind == .heading ? 1 : 0 }
        return b.kind == .heading && b.level <= 2 && isRoomy ? 2 : 1
    }
}

extension ParagraphIndex {
    /// The running heads that begin between two paragraphs. O(log n + hits).
    func furniture(between a: Span, and b: Span) -> ArraySlice<Span> {
        let first = furniture.partitioningIndex { $0.start >= a.end }
        let last = furniture.partitioningIndex { $0.start >= b.start }
        return furniture[first..<max(first, last)]
    }

    /// The markers of notes that touch a span. O(log n + hits).
    func markers(in span: Span) -> [Span] {
        guard !markers.isEmpty else { return [] }
        let first = markers.partitioningIndex { $0.end > span.start }
        let last = markers.partitioningIndex { $0.start >= span.end }
        return Array(markers[first..<max(first, last)])
    }
}
