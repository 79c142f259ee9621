/// Puts the lines of a text together to blocks, one line after the other, and says of each block what
/// it is. What it decides at a line depends on the lines before and on a few below, never on how far
/// anyone has asked.
///
/// What a block is is known when it begins; `goesOn` says whether a line belongs to it. To add a kind:
/// a case of `begin` and, where its lines hang together in a way of their own, a `Form`.
struct BlockScanner: Sendable {
    let style: LineStyle
    private let hasRunning: Bool
    private let isWrapped: Bool
    /// Whether a block is open: its end has not been seen.
    private(set) var isOpen = false
    /// Where it begins, and what it is.
    private(set) var start = 0
    private(set) var label = BlockLabel.paragraph
    private var kind = BlockKind.paragraph
    private var form = Form.prose
    /// Whether it is running prose: `form` said so that the many lines of prose need not ask for it.
    private var isProse = false
    /// Its last line.
    private(set) var last = Line(start: 0, end: 0, next: 0, opensPage: false, isBlank: true)
    /// Blank lines since the last line that was none.
    private(set) var blanks = 0
    /// Whether nothing stands before.
    private(set) var isTop: Bool
    /// What the last heading announced.
    var topic = TitleWords.Topic.body
    var numbers = SectionNumbers()
    var ranks = HeadingRanks()
    /// Titles in the table of contents, by hash, and their levels.
    private(set) var announced: [Int: UInt8] = [:]
    private var announcedMargin: Int?
    private var list = ListNesting()
    private var fence: Preformatted.Fence?
    /// Where data at the head of the text ends.
    private var yamlEnd = 0
    private var isInMailHead = false
    /// Blocks in a row under a heading for references that have nothing of one.
    private var strays = 0
    private static let mostStrays = 3
    /// Kind of the block before.
    private(set) var lastKind = BlockKind.paragraph
    private var lastPage = 0
    /// Left margin of the page that begins at an offset, once it was looked for.
    private var margin: (page: Int, columns: Int)?

    init(_ style: LineStyle, isTop: Bool) {
        self.style = style
        hasRunning = !style.runningHeads.isEmpty
        isWrapped = style.wrapWidth != nil
        self.isTop = isTop
    }

    /// How the lines of a block hang together.
    private enum Form: Sendable {
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
    private static let longest = 1 << 16

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
    private static func isRunning(_ line: Line, _ style: LineStyle, in text: Text) -> Bool {
        guard line.end - line.start <= 240 else { return false }
        let shape = LineStyle.shape(of: line, in: text)
        guard style.runningHeads.contains(shape) else { return false }
        return shape.count > 1 || LineStyle.isPageEdge(line, in: text)
    }

    private mutating func extend(_ line: Line, in text: Text, _ found: inout FoundBlocks) {
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
    private func hideMarks(_ shape: LineShape, _ found: inout FoundBlocks) -> Int {
        let words = QuoteMarks.end(shape)
        found.furniture.append(Span(shape.start, words))
        return words
    }

    // MARK: Going on

    @inline(__always)
    private mutating func goesOnInProse(_ line: Line, in text: Text) -> Bool {
        // Each line is a paragraph there, unless a blank one parts a sentence.
        guard isWrapped || blanks > 0 || line.opensPage else { return false }
        let beginning = LineBeginning(line, in: text)
        return !breaks(last, line, beginning, in: text) && !interrupts(line, beginning, in: text)
    }

    private mutating func goesOn(_ shape: LineShape, in text: Text) -> Bool {
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
            return (kind == .code || blanks == 0) && line.end - start < Self.longest
                && shape.indent >= columns && !line.opensPage
        case .table(var table):
            guard line.end - start < Self.longest, !line.opensPage, table.takes(shape, blanks: blanks, in: text)
            else { return false }
            form = .table(table)
            return true
        case .item(let column):
            let beginning = LineBeginning(line, in: text)
            if interrupts(line, beginning, in: text) { return false }
            if blanks == 0, shape.indent >= column { return true }
            return !breaks(last, line, beginning, in: text)
        case .note(let number):
            return FootnoteRule.number(shape) != number + 1 && !breaks(last, line, LineBeginning(line, in: text), in: text)
        }
    }

    /// Whether something that is no running prose begins at a line, whatever stands before.
    @inline(__always)
    private mutating func interrupts(_ line: Line, _ beginning: LineBeginning, in text: Text) -> Bool {
        BlockScanner.mayInterrupt(text.bytes[beginning.start]) && interrupts(LineShape(line, in: text), in: text)
    }

    @inline(__always)
    private static func mayInterrupt(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x41...0x5A, 0x61...0x7A, 0x20...0x22, 0x24...0x27, 0x2C: false
        case 0xC3...0xE1, 0xE3...0xEE: false
        default: true
        }
    }

    private mutating func interrupts(_ shape: LineShape, in text: Text) -> Bool {
        switch shape.first {
        case 0x23: return MarkdownTitle(shape, in: text) != nil
        case QuoteMarks.mark: return QuoteMarks.begin(shape, after: last, blanks: blanks, in: text)
        case 0x60, 0x7E: return Preformatted.fence(shape, in: text) != nil
        case 0x7C: return TableShape(shape, in: text) != nil
        case 0x30...0x39:
            if ContentsEntry.titleEnd(shape) != nil { return true }
            return numberedTitle(shape, isApart: blanks > 0, in: text) != nil || beginsItem(shape, in: text)
        default: return shape.rule != nil || beginsItem(shape, in: text)
        }
    }

    private mutating func beginsItem(_ shape: LineShape, in text: Text) -> Bool {
        guard let mark = LineMark(shape) else { return false }
        if topic != .body, mark.style == .bracket || mark.style == .number { return true }
        return list.takes(mark, shape, isApart: blanks > 0, in: text) != nil
    }

    /// Whether a paragraph ends between two lines that only blank ones separate.
    @inline(__always)
    private mutating func breaks(_ a: Line, _ b: Line, _ right: LineBeginning, in text: Text) -> Bool {
        if blanks > 0 || b.opensPage {
            let left = LineEnd(a, in: text)
            return !(right.continues && !left.endsSentence || left.isHyphenated && right.isLower)
                && (blanks > 0 || endsEarly(a, before: right, in: text))
        }
        guard let width = style.wrapWidth else { return true }
        if right.isBullet { return true }
        let endsEarly = endsEarly(a, before: right, in: text)
        // Most lines are full: nothing more is looked at.
        guard endsEarly && !right.continues || right.isIndented else { return false }
        let left = LineEnd(a, in: text)
        if right.isIndented && left.endsSentence && !left.isIndented { return true }
        return endsEarly && !right.continues && (left.endsSentence || (a.end - a.start) * 10 < width * 7)
    }

    /// Whether the next line's first word would have fitted on the line: it ended on purpose.
    @inline(__always)
    private mutating func endsEarly(_ line: Line, before next: LineBeginning, in text: Text) -> Bool {
        guard let width = style.wrapWidth else { return true }
        let room = width - 3 - (line.end - line.start)
        return room > 0 && next.firstWordFits(room, in: text)
    }

    // MARK: Beginning

    private mutating func begin(_ line: Line, in text: Text, _ found: inout FoundBlocks) {
        let shape = LineShape(line, in: text)
        let isPlain = shape.beginsPlainly && !isInMailHead
        if let number = footnote(shape, in: text) {
            open(shape, .note, .note(number))
        } else if isPlain || !beginMarked(shape, in: text, &found), !beginRow(shape, in: text), !beginCaption(shape),
            !beginTitle(shape, isPlain: isPlain, in: text), isPlain || !beginItem(shape, in: text), !beginInset(shape, in: text)
        {
            open(shape, proseKind(shape, in: text), .prose)
        }
        if isOpen { isTop = false }
    }

    private mutating func open(_ shape: LineShape, _ kind: BlockKind, level: Int = 0, _ form: Form) {
        if kind != .list, shape.line.start == shape.start || kind == .heading { list.interrupt(isOver: kind == .heading) }
        (isOpen, start, label, last) = (true, shape.start, BlockLabel(kind, level: level), shape.line)
        self.kind = kind
        self.form = form
        if case .prose = form { isProse = true } else { isProse = false }
    }

    /// What begins with a mark of its own: fences, rules, quotations, mails, titles in Markdown.
    private mutating func beginMarked(_ shape: LineShape, in text: Text, _ found: inout FoundBlocks) -> Bool {
        if isTop, let end = FrontMatter.end(ofYAML: shape, in: text) { yamlEnd = end.start }
        if shape.start < yamlEnd || shape.line.start == yamlEnd && yamlEnd > 0 { return beginYAML(shape, &found) }
        switch shape.first {
        case 0x23:
            guard let title = MarkdownTitle(shape, in: text) else { return beginRule(shape, &found) }
            open(title, in: text, &found)
        case QuoteMarks.mark:
            guard QuoteMarks.begin(shape, after: nil, blanks: blanks, in: text) || lastKind == .quote else { return false }
            var words = shape
            words.start = hideMarks(shape, &found)
            if words.start < shape.end { open(words, .quote, .marked(QuoteMarks.depth(shape))) }
        case 0x60, 0x7E:
            guard let fence = Preformatted.fence(shape, in: text) else { return beginRule(shape, &found) }
            self.fence = fence
            found.furniture.append(Span(shape.line.start, shape.line.end))
            open(shape, .code, .fenced)
            start = shape.line.next
        case 0x41...0x5A, 0x61...0x7A:
            isInMailHead = isInMailHead && blanks == 0 || FrontMatter.beginsMail(shape, isTop: isTop, in: text)
            guard isInMailHead else { return false }
            open(shape, .front, .header)
        default: return beginRule(shape, &found)
        }
        return true
    }

    private mutating func beginYAML(_ shape: LineShape, _ found: inout FoundBlocks) -> Bool {
        if shape.rule != nil {
            found.furniture.append(Span(shape.line.start, shape.line.end))
        } else {
            open(shape, .front, .header)
        }
        return true
    }

    private func beginRule(_ shape: LineShape, _ found: inout FoundBlocks) -> Bool {
        guard let rule = shape.rule, rule.byte != 0x2E, rule.byte != 0x22, rule.byte != 0x27 else { return false }
        found.furniture.append(Span(shape.line.start, shape.line.end))
        return true
    }

    private mutating func open(_ title: MarkdownTitle, in text: Text, _ found: inout FoundBlocks) {
        found.furniture.append(Span(title.shape.start, title.content))
        if title.end < title.shape.end { found.furniture.append(Span(title.end, title.shape.end)) }
        var line = title.shape.line
        line.end = title.end
        var words = LineShape(line, in: text)
        words.start = title.content
        open(words, .heading, level: title.level, .lines(1))
        announce(words, from: words.start)
    }

    /// Rows: entries of contents, tables.
    private mutating func beginRow(_ shape: LineShape, in text: Text) -> Bool {
        if shape.count <= 200, let end = topic == .contents ? ContentsEntry.looseTitleEnd(shape) : ContentsEntry.titleEnd(shape) {
            announce(entry: shape, until: end)
            open(shape, .contents, .lines(1))
            return true
        }
        if topic == .contents, isWrappedEntry(shape, in: text) {
            open(shape, .contents, .lines(2))
            return true
        }
        guard shape.mayHaveCells, let table = TableShape(shape, in: text) else { return false }
        open(shape, .table, .table(table))
        return true
    }

    /// Keeps the title of an entry of contents, to be known where it stands.
    private mutating func announce(entry shape: LineShape, until end: Int) {
        guard announced.count < Self.mostAnnounced else { return }
        let indent = shape.indent
        let margin = announcedMargin ?? indent
        announcedMargin = min(margin, indent)
        let level = SectionNumber(shape)?.parts.count ?? 1 + min(2, max(0, indent - margin + 1) / 3)
        announced[TitleWords.folded(shape.bytes, shape.start, end).hashValue] = UInt8(min(6, level))
    }

    private static let mostAnnounced = 4096

    /// The first line of an entry of contents that ends on the next.
    private func isWrappedEntry(_ shape: LineShape, in text: Text) -> Bool {
        guard shape.count <= 120, let next = text.nextLine(from: shape.line.next), next.blanks == 0 else { return false }
        return ContentsEntry.titleEnd(LineShape(next.line, in: text)) != nil
    }

    @inline(__always)
    private mutating func beginTitle(_ shape: LineShape, isPlain: Bool, in text: Text) -> Bool {
        guard shape.count <= 160, let title = title(shape, isPlain: isPlain, in: text) else { return false }
        if let number = title.number { numbers.take(number) }
        open(shape, .heading, level: title.level, .lines(title.lines))
        announce(shape, from: title.number?.content ?? shape.start)
        return true
    }

    /// Takes from a heading what stands under it.
    private mutating func announce(_ shape: LineShape, from start: Int) {
        let words = shape.end - start <= 60 ? TitleWords.folded(shape.bytes, start, shape.end) : ""
        topic = TitleWords.titles[words] ?? .body
        strays = 0
    }

    @inline(__always)
    private mutating func beginCaption(_ shape: LineShape) -> Bool {
        guard CaptionRule.matches(shape) else { return false }
        open(shape, .caption, .prose)
        return true
    }

    /// Whether a mark is that of the next item of a list.
    func listGoesOn(_ mark: LineMark) -> Bool { list.goesOn(mark) }

    private mutating func beginItem(_ shape: LineShape, in text: Text) -> Bool {
        guard let mark = LineMark(shape) else { return false }
        let isApart = blanks > 0 || isTop || style.wrapWidth == nil
        if topic != .body, topic != .contents, mark.style == .bracket || mark.style == .number {
            open(shape, topic == .notes ? .note : .reference, .item(shape.indent + 1))
            return true
        }
        if mark.style == .bracket, isApart || lastKind == .note {
            open(shape, .note, .item(shape.indent + 1))
            return true
        }
        guard let taken = list.takes(mark, shape, isApart: true, in: text) else { return false }
        let depth = list.take(taken, indent: shape.indent)
        open(shape, .list, level: depth, .item(shape.indent + 1))
        return true
    }

    /// Lines that are set in from the margin throughout.
    @inline(__always)
    private mutating func beginInset(_ shape: LineShape, in text: Text) -> Bool {
        guard shape.start > shape.line.start, shape.start - shape.line.start >= 4 || shape.line.start < shape.start && shape.bytes[shape.line.start] == 0x09,
            blanks > 0 || isTop || shape.line.opensPage || lastKind == .code || lastKind == .heading || lastKind == .list,
            !(lastKind == .list && list.holds(shape.indent))
        else { return false }
        let margin = margin(of: shape.line, in: text)
        guard let kind = Preformatted.kind(shape, margin: margin, style: style, in: text) else { return false }
        open(shape, kind, .inset(margin + Preformatted.inset))
        return true
    }

    /// Left margin of the page that a line stands on: that of the whole text where it has no pages.
    private mutating func margin(of line: Line, in text: Text) -> Int {
        guard style.hasPages else { return style.margin }
        let page = lastPage
        if let margin, margin.page == page { return margin.columns }
        let columns = LineStyle.margin(of: text, from: page)
        margin = (page, columns)
        return columns
    }

    /// The number of the note at the foot of a page that a line begins.
    @inline(__always)
    private mutating func footnote(_ shape: LineShape, in text: Text) -> Int? {
        guard style.hasPages, shape.first < 0x41 || shape.first == 0x5B, blanks > 0 || lastKind == .note, topic == .body,
            let number = FootnoteRule.number(shape), FootnoteRule.begins(shape, in: text, isRunning: { [style] in BlockScanner.isRunning($0, style, in: text) })
        else { return nil }
        return number
    }

    /// What running words are where they stand.
    private mutating func proseKind(_ shape: LineShape, in text: Text) -> BlockKind {
        switch topic {
        case .references:
            strays = ReferenceEntry.matches(shape, in: text) ? 0 : strays + 1
            if strays >= Self.mostStrays { topic = .body }
            return topic == .body ? .paragraph : .reference
        case .notes: return .note
        case .contents:
            if shape.count > 100 { topic = .body }
            return .paragraph
        case .body: return .paragraph
        }
    }
}
