/// The lists that a line may go on with: an item of each depth.
struct ListNesting: Sendable {
    private var levels: [(indent: Int, mark: LineMark)] = []
    /// Whether something else has stood since: numbers go on, depths begin anew.
    private var isInterrupted = false
    private static let deepest = 8
    private static let linesAhead = 12

    init() {}

    /// Something that is no item begins; a heading ends all numbers.
    mutating func interrupt(isOver: Bool) {
        if isOver { levels = [] }
        isInterrupted = true
    }

    /// The mark of a line, read so that it is one of a list: a bullet, a number that goes on, or a first
    /// one with a second below. nil where it is none. `isApart`: a paragraph ends before it.
    func takes(_ mark: LineMark, _ shape: LineShape, isApart: Bool, in text: Text) -> LineMark? {
        switch mark.style {
        case .bullet: return mark
        case .dash: return mark.closing == 0x2D || hasSibling(mark, shape, in: text) || goesOn(mark) ? mark : nil
        case .bracket, .number, .letter, .roman:
            for reading in [mark, mark.alternative(shape)].compactMap({ $0 }) {
                if goesOn(reading) { return reading }
                let isFirst = reading.number == 1 || isApart && reading.style == .number && reading.number < 100
                if isFirst, hasSibling(reading, shape, in: text) { return reading }
            }
            return nil
        }
    }

    /// Whether a mark is that of the next item.
    func goesOn(_ mark: LineMark) -> Bool { levels.contains { $0.mark.precedes(mark) } }

    /// Whether one of the next lines is the next item.
    private func hasSibling(_ mark: LineMark, _ shape: LineShape, in text: Text) -> Bool {
        let indent = shape.indent
        var offset = shape.line.next
        for _ in 0..<Self.linesAhead {
            guard let next = text.nextLine(from: offset) else { return false }
            offset = next.line.next
            let line = LineShape(next.line, in: text)
            guard abs(line.indent - indent) <= 1, let other = LineMark(line) else { continue }
            if mark.precedes(other) || other.alternative(line).map(mark.precedes) ?? false { return true }
        }
        return false
    }

    /// Puts an item among the levels and gives its depth, from 1.
    mutating func take(_ mark: LineMark, indent: Int) -> Int {
        if isInterrupted, !goesOn(mark) || mark.number == 0 { levels = [] }
        isInterrupted = false
        while let last = levels.last, last.indent > indent + 1 { levels.removeLast() }
        if let last = levels.last, last.indent >= indent - 1, levels.count <= Self.deepest {
            levels[levels.count - 1] = (indent, mark)
        } else if levels.count < Self.deepest {
            levels.append((indent, mark))
        }
        return levels.count
    }

    /// Whether words set in so far stand under an item.
    func holds(_ indent: Int) -> Bool {
        levels.last.map { indent > $0.indent && indent < $0.indent + 8 } ?? false
    }
}

/// `>` before quoted lines.
enum QuoteMarks {
    static let mark: UInt8 = 0x3E

    /// Where the words behind the marks begin.
    static func end(_ shape: LineShape) -> Int {
        var offset = shape.start
        while offset < shape.end, shape.bytes[offset] == mark || shape.bytes[offset] == 0x20 || shape.bytes[offset] == 0x09 {
            offset += 1
        }
        return offset
    }

    /// How many marks there are, 15 at most.
    static func depth(_ shape: LineShape) -> Int {
        min(15, (shape.start..<end(shape)).count { shape.bytes[$0] == mark })
    }

    /// Whether a quotation begins: the next line is quoted too, or it stands alone.
    static func begin(_ shape: LineShape, after last: Line?, blanks: Int, in text: Text) -> Bool {
        guard shape[1] == 0x20 || shape[1] == mark || shape.count == 1 || shape[1] >= 0x41 else { return false }
        let next = text.nextLine(from: shape.line.next)
        if let next, next.blanks == 0, LineShape(next.line, in: text).first == mark { return true }
        if blanks > 0 || last == nil { return next?.blanks ?? 1 > 0 && shape[1] == 0x20 }
        return last.map { LineEnd($0, in: text).endsSentence } ?? true
    }
}

/// A title in Markdown: `## Title`, `## Title ##`.
struct MarkdownTitle {
    let shape: LineShape
    let level: Int
    /// Where the title begins and ends.
    let content: Int
    let end: Int

    /// The title of a line; nil where it is none. Several in a row are comments of a program.
    init?(_ shape: LineShape, in text: Text) {
        let level = shape.run(of: 0x23)
        guard level <= 6, shape[level] == 0x20, shape.count < 200, shape.start - shape.line.start < 4 else { return nil }
        if let next = text.nextLine(from: shape.line.next), next.blanks == 0 {
            let below = LineShape(next.line, in: text)
            if below.first == 0x23, below.run(of: 0x23) == level, below[level] == 0x20 { return nil }
        }
        var content = shape.start + level
        while content < shape.end, shape.bytes[content] <= 0x20 { content += 1 }
        var end = shape.end
        while end > content, shape.bytes[end - 1] == 0x23 { end -= 1 }
        if end < shape.end, end > content, shape.bytes[end - 1] > 0x20 { end = shape.end }
        while end > content, shape.bytes[end - 1] <= 0x20 { end -= 1 }
        guard content < end, !Preformatted.isCode(shape) else { return nil }
        (self.shape, self.level, self.content, self.end) = (shape, level, content, end)
    }
}
