import GlossModel

/// Which blocks fold away, and how a folded group reads.
enum BlockFold {
    /// Kinds whose groups fold.
    static let kinds: [BlockKind] = [.contents, .reference, .note]

    /// "References, 84 entries".
    static func words(_ kind: BlockKind, _ count: Int) -> String {
        kind == .note ? "Notes, \(count)" : "\(name(of: kind)), \(count) " + (count == 1 ? "entry" : "entries")
    }

    /// What a group of a kind is called.
    static func name(of kind: BlockKind) -> String {
        switch kind {
        case .contents: "Contents"
        case .reference: "References"
        case .note: "Notes"
        default: kind.name
        }
    }
}

extension ParagraphIndex {
    /// The blocks of one kind around a paragraph that fold together; nil where it does not fold.
    /// Linear in the group.
    func foldable(around index: Int) -> Range<Int>? {
        let kind = kind(of: index)
        guard BlockFold.kinds.contains(kind), index < count else { return nil }
        var first = index
        var last = index + 1
        while first > 0, self.kind(of: first - 1) == kind { first -= 1 }
        while last < count, self.kind(of: last) == kind { last += 1 }
        return first..<last
    }

    /// All groups of a kind. Linear in the paragraphs.
    func groups(of kind: BlockKind) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        var index = 0
        while index < count {
            guard self.kind(of: index) == kind, let group = foldable(around: index) else {
                index += 1
                continue
            }
            groups.append(group)
            index = group.upperBound
        }
        return groups
    }
}

extension OpenReport {
    /// The folded group that holds an offset.
    func fold(at offset: Int) -> Range<Int>? {
        guard !folds.isEmpty, let index = report.paragraphs.index(at: offset) else { return nil }
        return folds.first { $0.contains(index) }
    }

    /// Folds or unfolds a group.
    mutating func flipFold(_ group: Range<Int>) {
        if let known = folds.firstIndex(of: group) {
            folds.remove(at: known)
        } else {
            folds.removeAll { $0.overlaps(group) }
            folds.append(group)
            folds.sort { $0.lowerBound < $1.lowerBound }
        }
    }
}

extension Browser {
    /// Folds or unfolds the group in focus, else the first one on the screen.
    mutating func foldHere() {
        guard let group = groupHere() else {
            state.say("nothing here folds: references, contents and notes do")
            return
        }
        let start = Int(state.report.paragraphs.spans[group.lowerBound].start)
        state.open.flipFold(group)
        if state.open.folds.contains(group) { leaveFold(group) }
        refreshViewport()
        reveal(start)
    }

    /// Unfolds the group that a chunk stands for.
    mutating func unfold(_ chunk: Chunk) {
        unfold(Int(chunk.span.start))
        refreshViewport()
    }

    private mutating func groupHere() -> Range<Int>? {
        let paragraphs = state.report.paragraphs
        if let focus = state.open.focusSpan, focus.overlaps(visibleText()),
            let group = paragraphs.index(at: Int(focus.start)).flatMap(paragraphs.foldable(around:)) { return group }
        let rows = viewport.rows(from: state.open.top, count: max(1, screen.text.rows))
        return rows.lazy.compactMap { paragraphs.foldable(around: $0.chunk.paragraph) }.first
    }

    /// What is folded is no longer in focus.
    private mutating func leaveFold(_ group: Range<Int>) {
        guard let focus = state.open.focusSpan, state.report.paragraphs.index(at: Int(focus.start)).map(group.contains) == true
        else { return }
        state.open.focus = nil
        state.open.reference = nil
    }

    /// Whether all groups of a kind are folded.
    func isFolded(_ kind: BlockKind) -> Bool {
        let paragraphs = state.report.paragraphs
        return state.open.folds.contains { paragraphs.kind(of: $0.lowerBound) == kind }
    }

    /// Folds all groups of a kind, or unfolds them where one is folded.
    mutating func flipFolds(of kind: BlockKind) {
        let paragraphs = state.report.paragraphs
        let wasFolded = isFolded(kind)
        state.open.folds.removeAll { paragraphs.kind(of: $0.lowerBound) == kind }
        if !wasFolded {
            let groups = paragraphs.groups(of: kind)
            state.open.folds = (state.open.folds + groups).sorted { $0.lowerBound < $1.lowerBound }
            for group in groups { leaveFold(group) }
        }
    }

    /// Unfolds what an offset is folded into, because it is to be seen.
    mutating func unfold(_ offset: Int) {
        guard let group = state.open.fold(at: offset) else { return }
        state.open.flipFold(group)
    }
}
