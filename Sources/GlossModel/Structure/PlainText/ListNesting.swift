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

    /// Depth of the last item.
    var depth: Int { levels.count }

    /// Whether words set in so far stand under an item.
    func holds(_ indent: Int) -> Bool {
        levels.last.map { indent > $0.indent && indent < $0.indent + 8 } ?? false
    }
}
