/// What begins at a line.
extension BlockScanner {
    mutating func begin(_ line: Line, in text: Text, _ found: inout FoundBlocks) {
        let shape = LineShape(line, in: text)
        let isPlain = shape.beginsPlainly && !isInMailHead
        if let number = footnote(shape, in: text) {
            open(shape, .note, .note(number))
        } else if isPlain || !beginMarked(shape, in: text, &found), !beginRow(shape, in: text), !beginCaption(shape),
            !beginTitle(shape, isPlain: isPlain, in: text), isPlain || !beginItem(shape, in: text), !beginInset(shape, in: text)
        {
            if !beginFurther(shape, in: text) { open(shape, proseKind(shape, in: text), .prose) }
        }
        if isOpen { isTop = false }
    }

    mutating func open(_ shape: LineShape, _ kind: BlockKind, level: Int = 0, _ form: Form) {
        if kind != .list, shape.line.start == shape.start || kind == .heading { list.interrupt(isOver: kind == .heading) }
        (isOpen, start, label, last) = (true, shape.start, BlockLabel(kind, level: level), shape.line)
        self.kind = kind
        self.form = form
        if case .prose = form { isProse = true } else { isProse = false }
    }

    /// What begins with a mark of its own: fences, rules, quotations, mails, titles in Markdown.
    mutating func beginMarked(_ shape: LineShape, in text: Text, _ found: inout FoundBlocks) -> Bool {
        if isTop, let end = FrontMatter.end(ofYAML: shape, in: text) { yamlEnd = end.start }
        if shape.start < yamlEnd || shape.line.start == yamlEnd && yamlEnd > 0 { return beginYAML(shape, &found) }
        switch shape.first {
        case 0x23:
            guard blanks > 0 || isTop || lastKind == .heading || lastKind == .front || lastKind == .code,
                let title = MarkdownTitle(shape, in: text)
            else { return beginRule(shape, &found) }
            open(title, in: text, &found)
        case QuoteMarks.mark:
            guard QuoteMarks.begin(shape, after: isTop ? nil : last, blanks: blanks, in: text) || lastKind == .quote else { return false }
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

    mutating func beginYAML(_ shape: LineShape, _ found: inout FoundBlocks) -> Bool {
        if shape.rule != nil {
            found.furniture.append(Span(shape.line.start, shape.line.end))
        } else {
            open(shape, .front, .header)
        }
        return true
    }

    func beginRule(_ shape: LineShape, _ found: inout FoundBlocks) -> Bool {
        guard let rule = shape.rule, rule.byte != 0x2E, rule.byte != 0x22, rule.byte != 0x27 else { return false }
        found.furniture.append(Span(shape.line.start, shape.line.end))
        return true
    }

    mutating func open(_ title: MarkdownTitle, in text: Text, _ found: inout FoundBlocks) {
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
    mutating func beginRow(_ shape: LineShape, in text: Text) -> Bool {
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
    mutating func announce(entry shape: LineShape, until end: Int) {
        guard announced.count < Self.mostAnnounced else { return }
        let indent = shape.indent
        let margin = announcedMargin ?? indent
        announcedMargin = min(margin, indent)
        let level = SectionNumber(shape)?.parts.count ?? 1 + min(2, max(0, indent - margin + 1) / 3)
        announced[TitleWords.folded(shape.bytes, shape.start, end).hashValue] = UInt8(min(6, level))
    }

    static let mostAnnounced = 4096

    /// The first line of an entry of contents that ends on the next.
    func isWrappedEntry(_ shape: LineShape, in text: Text) -> Bool {
        guard shape.count <= 120, let next = text.nextLine(from: shape.line.next), next.blanks == 0 else { return false }
        return ContentsEntry.titleEnd(LineShape(next.line, in: text)) != nil
    }

    @inline(__always)
    mutating func beginTitle(_ shape: LineShape, isPlain: Bool, in text: Text) -> Bool {
        guard shape.count <= 160, let title = title(shape, isPlain: isPlain, in: text) else { return false }
        if let number = title.number { numbers.take(number) }
        open(shape, .heading, level: title.level, .lines(title.lines))
        announce(shape, from: title.number?.content ?? shape.start)
        return true
    }

    /// Takes from a heading what stands under it.
    mutating func announce(_ shape: LineShape, from start: Int) {
        let words = shape.end - start <= 60 ? TitleWords.folded(shape.bytes, start, shape.end) : ""
        topic = TitleWords.titles[words] ?? .body
        strays = 0
    }

    /// A further paragraph of an item: all of it is set in below the item.
    @inline(__always)
    mutating func beginFurther(_ shape: LineShape, in text: Text) -> Bool {
        guard lastKind == .list, shape.start > shape.line.start, list.holds(shape.indent) else { return false }
        if let next = text.nextLine(from: shape.line.next), next.blanks == 0,
            !list.holds(LineShape(next.line, in: text).indent)
        {
            return false
        }
        open(shape, .list, level: list.depth, .item(shape.indent))
        return true
    }

    @inline(__always)
    mutating func beginCaption(_ shape: LineShape) -> Bool {
        guard CaptionRule.matches(shape) else { return false }
        open(shape, .caption, .prose)
        return true
    }

    /// Whether a mark is that of the next item of a list.
    func listGoesOn(_ mark: LineMark) -> Bool { list.goesOn(mark) }

    mutating func beginItem(_ shape: LineShape, in text: Text) -> Bool {
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
    mutating func beginInset(_ shape: LineShape, in text: Text) -> Bool {
        guard shape.start > shape.line.start, shape.start - shape.line.start >= 4 || shape.line.start < shape.start && shape.bytes[shape.line.start] == 0x09,
            blanks > 0 || isTop || shape.line.opensPage || lastKind == .code || lastKind == .heading || lastKind == .list,
            lastKind != .list || !list.holds(shape.indent) || Preformatted.isCode(shape)
        else { return false }
        let margin = margin(of: shape.line, in: text)
        guard let kind = Preformatted.kind(shape, margin: margin, in: text) else { return false }
        open(shape, kind, .inset(margin + Preformatted.inset))
        return true
    }

    /// Left margin of the page that a line stands on: that of the whole text where it has no pages.
    mutating func margin(of line: Line, in text: Text) -> Int {
        guard style.hasPages else { return style.margin }
        let page = lastPage
        if let margin, margin.page == page { return margin.columns }
        let columns = LineStyle.margin(of: text, from: page)
        margin = (page, columns)
        return columns
    }

    /// The number of the note at the foot of a page that a line begins.
    @inline(__always)
    mutating func footnote(_ shape: LineShape, in text: Text) -> Int? {
        guard style.hasPages, shape.first < 0x41 || shape.first == 0x5B, blanks > 0 || lastKind == .note, topic == .body,
            let number = FootnoteRule.number(shape), FootnoteRule.begins(shape, in: text, isRunning: { [style] in BlockScanner.isRunning($0, style, in: text) })
        else { return nil }
        return number
    }

    /// What running words are where they stand.
    mutating func proseKind(_ shape: LineShape, in text: Text) -> BlockKind {
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
