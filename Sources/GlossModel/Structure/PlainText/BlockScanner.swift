/// Puts the lines of a text together to blocks, one line after the other, and says of each block what
/// it is. What it decides at a line depends on the lines before and on a few below, never on how far
/// anyone has asked.
///
/// What a block is is known when it begins; `goesOn` says whether a line belongs to it. To add a kind:
/// a case of `begin` and, where its lines hang together in a way of their own, a `Form`. Functions that
/// are asked at every line are mutating though they change nothing: else the scanner would be copied
/// for each of them.
struct BlockScanner: Sendable {
    let style: LineStyle
    let hasRunning: Bool
    let isWrapped: Bool
    /// Whether a block is open: its end has not been seen.
    var isOpen = false
    /// Where it begins, and what it is.
    var start = 0
    var label = BlockLabel.paragraph
    var kind = BlockKind.paragraph
    var form = Form.prose
    /// Whether it is running prose: `form` said so that the many lines of prose need not ask for it.
    var isProse = false
    /// Its last line.
    var last = Line(start: 0, end: 0, next: 0, opensPage: false, isBlank: true)
    /// Blank lines since the last line that was none.
    var blanks = 0
    /// Whether nothing stands before.
    var isTop: Bool
    /// What the last heading announced.
    var topic = TitleWords.Topic.body
    var numbers = SectionNumbers()
    var ranks = HeadingRanks()
    /// Titles in the table of contents, by hash, and their levels.
    var announced: [Int: UInt8] = [:]
    var announcedMargin: Int?
    var list = ListNesting()
    var fence: Preformatted.Fence?
    /// Where data at the head of the text ends.
    var yamlEnd = 0
    var isInMailHead = false
    /// Blocks in a row under a heading for references that have nothing of one.
    var strays = 0
    static let mostStrays = 3
    /// Kind of the block before.
    var lastKind = BlockKind.paragraph
    var lastPage = 0
    /// Left margin of the page that begins at an offset, once it was looked for.
    var margin: (page: Int, columns: Int)?

    init(_ style: LineStyle, isTop: Bool) {
        self.style = style
        hasRunning = !style.runningHeads.isEmpty || style.hasRomanPages
        isWrapped = style.wrapWidth != nil
        self.isTop = isTop
    }

    /// How the lines of a block hang together.
    enum Form: Sendable {
        case prose
        /// One line, or as many as it says.
        case lines(Int)
        /// Lines of a mail's head: those set in go on.
        case header
        /// Lines that begin with so many `>`.
        case marked(Int)
        /// Lines set in by so many columns.
        case inset(Int)
        case fenced
        case table(TableShape)
        /// An item whose further lines begin in that column or behind it.
        case item(Int)
        /// A note of that number at the foot of a page.
        case note(Int)
    }

    /// Blocks whose lines stand end at the next line break behind so many bytes.
    static let longest = 1 << 16

    // MARK: Lines

    /// Takes the next line.
    @inline(__always)
    mutating func take(_ line: Line, in text: Text, _ found: inout FoundBlocks) {
        if line.opensPage {
            found.pageStarts.append(UInt32(line.start))
            lastPage = line.start
        }
        if line.isBlank {
            blanks += 1
            return
        }
        if hasRunning, style.mayBeRunning(line, in: text), BlockScanner.isRunning(line, style, in: text) {
            found.furniture.append(Span(line.start, line.end))
            return
        }
        if isProse ? goesOnInProse(line, in: text) : isOpen && goesOn(LineShape(line, in: text), in: text) {
            if isProse { last = line } else { extend(line, in: text, &found) }
        } else {
            close(in: text, &found)
            begin(line, in: text, &found)
        }
        blanks = 0
    }

    /// Ends the open block.
    @inline(__always)
    mutating func close(in text: Text, _ found: inout FoundBlocks) {
        guard isOpen else { return }
        if let span = text.trimmed(start, last.end) { found.add(span, label) }
        lastKind = kind
        isOpen = false
        isProse = false
    }

    /// Whether a line is a running head or a page number.
    static func isRunning(_ line: Line, _ style: LineStyle, in text: Text) -> Bool {
        guard line.end - line.start <= 240 else { return false }
        let shape = LineStyle.shape(of: line, in: text)
        if style.runningHeads.contains(shape) { return shape.count > 1 || LineStyle.isPageEdge(line, in: text) }
        return style.hasRomanPages && LineStyle.isRoman(shape) && LineStyle.isPageEdge(line, in: text)
    }

    mutating func extend(_ line: Line, in text: Text, _ found: inout FoundBlocks) {
        switch form {
        case .lines(let count): form = .lines(count - 1)
        case .marked: hideMarks(LineShape(line, in: text), &found)
        case .fenced:
            guard let fence, Preformatted.closes(fence, LineShape(line, in: text)) else { break }
            self.fence = nil
            close(in: text, &found)
            found.furniture.append(Span(line.start, line.end))
            return
        default: break
        }
        last = line
    }

    /// The `>` before the words of a quoted line are not for reading. Gives where the words begin.
    @discardableResult
    func hideMarks(_ shape: LineShape, _ found: inout FoundBlocks) -> Int {
        let words = QuoteMarks.end(shape)
        found.furniture.append(Span(shape.start, words))
        return words
    }

    // MARK: Going on

    @inline(__always)
    mutating func goesOnInProse(_ line: Line, in text: Text) -> Bool {
        // Each line is a paragraph there, unless a blank one parts a sentence.
        guard isWrapped || blanks > 0 || line.opensPage else { return false }
        let beginning = LineBeginning(line, in: text)
        if blanks > 0, beginning.isIndented, beginsCode(line, in: text) { return false }
        return !breaks(last, line, beginning, in: text) && !interrupts(line, beginning, in: text)
    }

    /// Whether a line that is set in is one of a program, which needs no capital to begin.
    func beginsCode(_ line: Line, in text: Text) -> Bool {
        let shape = LineShape(line, in: text)
        return shape.indent >= style.margin + Preformatted.inset && Preformatted.isCode(shape)
    }

    mutating func goesOn(_ shape: LineShape, in text: Text) -> Bool {
        let line = shape.line
        switch form {
        case .prose: return false
        case .lines(let count): return count > 1 && blanks == 0
        case .header: return blanks == 0 && line.start < shape.start
        case .fenced: return true
        case .marked(let depth):
            guard blanks == 0, shape.first == QuoteMarks.mark, QuoteMarks.depth(shape) == depth else { return false }
            let words = QuoteMarks.end(shape)
            guard words < shape.end else { return false }
            return !breaks(last, line, LineBeginning(line, in: text, from: words), in: text)
        case .inset(let columns):
            guard line.end - start < Self.longest, shape.indent >= columns, !line.opensPage else { return false }
            return blanks == 0 || kind == .code
                && Preformatted.kind(shape, margin: columns - Preformatted.inset, in: text) == .code
        case .table(var table):
            guard line.end - start < Self.longest, !line.opensPage, table.takes(shape, blanks: blanks, in: text)
            else { return false }
            form = .table(table)
            return true
        case .item(let column):
            let beginning = LineBeginning(line, in: text)
            if interrupts(line, beginning, in: text) || beginsItem(shape, in: text) { return false }
            if blanks > 0, beginsCode(line, in: text) { return false }
            if blanks == 0, shape.indent >= column { return true }
            return !breaks(last, line, beginning, in: text)
        case .note(let number):
            return FootnoteRule.number(shape) != number + 1 && !breaks(last, line, LineBeginning(line, in: text), in: text)
        }
    }

    /// Whether something that is no running prose begins at a line, whatever stands before.
    @inline(__always)
    mutating func interrupts(_ line: Line, _ beginning: LineBeginning, in text: Text) -> Bool {
        BlockScanner.mayInterrupt(text.bytes[beginning.start]) && interrupts(LineShape(line, in: text), in: text)
    }

    @inline(__always)
    static func mayInterrupt(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x41...0x5A, 0x61...0x7A, 0x20...0x22, 0x24...0x27, 0x2C: false
        case 0xC3...0xE1, 0xE3...0xEE: false
        default: true
        }
    }

    mutating func interrupts(_ shape: LineShape, in text: Text) -> Bool {
        switch shape.first {
        case 0x23: return blanks > 0 && MarkdownTitle(shape, in: text) != nil
        case QuoteMarks.mark: return QuoteMarks.begin(shape, after: last, blanks: blanks, in: text)
        case 0x60, 0x7E: return Preformatted.fence(shape, in: text) != nil
        case 0x7C: return TableShape(shape, in: text) != nil
        case 0x30...0x39:
            if ContentsEntry.titleEnd(shape) != nil { return true }
            return numberedTitle(shape, isApart: blanks > 0, in: text) != nil || beginsItem(shape, in: text)
        default: return shape.rule != nil || beginsItem(shape, in: text)
        }
    }

    mutating func beginsItem(_ shape: LineShape, in text: Text) -> Bool {
        guard let mark = LineMark(shape) else { return false }
        if topic != .body, mark.style == .bracket || mark.style == .number { return true }
        // A dash within a sentence; where one ends, the paragraph does.
        if mark.style == .dash, isProse { return false }
        return list.takes(mark, shape, isApart: blanks > 0, in: text) != nil
    }

    /// Whether a paragraph ends between two lines that only blank ones separate.
    @inline(__always)
    mutating func breaks(_ a: Line, _ b: Line, _ right: LineBeginning, in text: Text) -> Bool {
        if blanks > 0 || b.opensPage {
            let left = LineEnd(a, in: text)
            return !(right.continues && !left.endsSentence || left.isHyphenated && right.isLower)
                && (blanks > 0 || endsEarly(a, before: right, in: text))
        }
        guard let width = style.wrapWidth else { return true }
        let endsEarly = endsEarly(a, before: right, in: text)
        if right.isBullet { return !right.isDash || endsEarly || LineEnd(a, in: text).endsSentence }
        // Most lines are full: nothing more is looked at.
        guard endsEarly && !right.continues || right.isIndented else { return false }
        let left = LineEnd(a, in: text)
        if right.isIndented && left.endsSentence && !left.isIndented { return true }
        return endsEarly && !right.continues && (left.endsSentence || (a.end - a.start) * 10 < width * 7)
    }

    /// Whether the next line's first word would have fitted on the line: it ended on purpose.
    @inline(__always)
    mutating func endsEarly(_ line: Line, before next: LineBeginning, in text: Text) -> Bool {
        guard let width = style.wrapWidth else { return true }
        let room = width - 3 - (line.end - line.start)
        return room > 0 && next.firstWordFits(room, in: text)
    }
}
