import GlossModel

/// Puts a report together of the parts of a document, in their order: its text, what each stretch of
/// it is, its notes, its links.
///
/// A block is one line of the text, however long, and blank lines part blocks; items of a list follow
/// each other line by line. White space collapses but in code. No-break spaces are spaces; soft
/// hyphens and zero-width spaces, which only lay lines out, are left out: dates and searches find
/// their words.
struct DocumentBuilder {
    /// What a block is.
    struct Style: Equatable {
        var kind: BlockKind = .paragraph
        var level = 0
    }

    /// What the blocks to come are.
    var style = Style()
    /// Written before the text of the next block: the bullet or the number of an item.
    var label = ""

    private(set) var bytes: [UInt8] = []
    /// The blocks that have ended.
    private(set) var blocks: [ReportBlock] = []
    private(set) var links: [Link] = []
    private var pages: [Page] = []
    private var newPage: String?
    private var open: (start: Int, style: Style)?
    /// Where the text of the open block begins, behind its label.
    private var textStart = 0
    private var hasSpace = false
    private var link: (target: String, start: Int?)?
    /// Where marks stand; nil until a character follows.
    private var marks: [Int?] = []
    private var openMarks: [Int] = []
    var notes = DocumentNotes()
    /// The table that is being written.
    var table: DocumentTable?
    /// Columns that the open cell covers beyond its first.
    var spanned = 0
    var findings: [Finding] = []

    // MARK: Blocks

    /// Ends the block that is open, if one is; within a table, what follows is parted by a space.
    mutating func end() {
        guard table == nil else {
            if open != nil { hasSpace = true }
            return
        }
        closeBlock()
    }

    mutating func closeBlock() {
        guard let block = open else { return }
        let target = link?.target
        endLink()
        open = nil
        hasSpace = false
        trim(from: block.style.kind == .table ? max(block.start, bytes.count) : block.start)
        if block.style.kind == .code { CodeLines.dedent(&bytes, from: block.start) }
        if bytes.count > block.start {
            blocks.append(ReportBlock(Span(block.start, bytes.count), block.style.kind, level: block.style.level))
        } else {
            bytes.removeLast(bytes.count - (blocks.last.map { Int($0.span.end) } ?? 0))
        }
        if let target { beginLink(target) }
    }

    private mutating func trim(from start: Int) {
        while bytes.count > start, bytes[bytes.count - 1] <= 0x20 { bytes.removeLast() }
    }

    /// Opens a block of the present style, unless one is open.
    mutating func openBlock() {
        guard open == nil else { return }
        if let last = blocks.last {
            let isNextItem = last.kind == .list && style.kind == .list && !label.isEmpty
            bytes.append(0x0A)
            if !isNextItem { bytes.append(0x0A) }
        }
        open = (bytes.count, style)
        bytes.append(contentsOf: label.utf8)
        label = ""
        textStart = bytes.count
    }

    /// Where the open block begins; nil where none is.
    var openStart: Int? { open?.start }

    /// Takes back what an open block has gained from an offset on.
    mutating func cut(to offset: Int) {
        bytes.removeLast(max(0, bytes.count - offset))
        hasSpace = false
    }

    /// Makes the last block one of another kind, where it says just this; whether it did.
    mutating func retype(_ kind: BlockKind, ifLastIs text: [UInt8]) -> Bool {
        guard let last = blocks.last, bytes[last.span.range].elementsEqual(text) else { return false }
        blocks[blocks.count - 1].kind = kind
        return true
    }

    /// Makes one block of the last ones, from an index on.
    mutating func mergeBlocks(from index: Int) {
        guard index < blocks.count - 1, let last = blocks.last else { return }
        blocks[index].span.end = last.span.end
        blocks.removeLast(blocks.count - 1 - index)
    }

    // MARK: Text

    /// Adds words. White space in them collapses, in code it stands.
    mutating func write(_ text: String) {
        var text = text
        text.withBytes { write($0) }
    }

    /// The same, in bytes of UTF-8.
    mutating func write(_ text: Bytes) {
        if (open?.style ?? style).kind == .code { return writeCode(text) }
        var (place, start) = (0, 0)
        while place < text.count {
            let byte = text[place]
            guard byte <= 0x20 || byte >= 0x7F, let special = SpecialCharacter(text, place) else {
                place += 1
                continue
            }
            writeRun(text, start..<place)
            switch special.meaning {
            case .space: space()
            case .lineBreak: lineBreak()
            case .nothing: break
            }
            place += special.length
            start = place
        }
        writeRun(text, start..<text.count)
    }

    @inline(__always)
    private mutating func writeRun(_ text: Bytes, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        begin()
        bytes.append(contentsOf: Bytes(rebasing: text[range]))
    }

    private mutating func writeCode(_ text: Bytes) {
        openBlock()
        for byte in text where byte >= 0x20 && byte != 0x7F || byte == 0x09 || byte == 0x0A { bytes.append(byte) }
    }

    /// Makes ready for a character.
    private mutating func begin() {
        openBlock()
        if hasSpace {
            if bytes.count > textStart, let last = bytes.last, last > 0x20 { bytes.append(0x20) }
            hasSpace = false
        }
        if table != nil, !label.isEmpty {
            bytes.append(contentsOf: label.utf8)
            label = ""
        }
        if link != nil, link?.start == nil { link?.start = bytes.count }
        for mark in openMarks { marks[mark] = bytes.count }
        openMarks.removeAll(keepingCapacity: true)
        if let label = newPage {
            // The first page has whatever stands before its mark.
            pages.append(Page(start: pages.isEmpty ? 0 : bytes.count, label: label))
            newPage = nil
        }
    }

    /// White space: one space, where something follows in the same block.
    mutating func space() { if open != nil { hasSpace = true } }

    /// A break that the writer wanted; a space in headings and cells.
    mutating func lineBreak() {
        guard let open, table == nil, open.style.kind != .heading else { return space() }
        guard bytes.count > textStart else { return }
        trim(from: textStart)
        hasSpace = false
        bytes.append(0x0A)
    }

    /// Parts two cells.
    mutating func tab() {
        openBlock()
        hasSpace = false
        bytes.append(0x09)
    }

    /// Begins another row.
    mutating func newLine() {
        hasSpace = false
        bytes.append(0x0A)
    }

    // MARK: Marks, links and notes

    /// Marks the place of the next character; `span(from:)` tells it once that is written.
    mutating func mark() -> Int {
        marks.append(nil)
        openMarks.append(marks.count - 1)
        return marks.count - 1
    }

    /// The stretch from a mark to what was written last; nil where nothing was written behind the mark.
    func span(from mark: Int) -> Span? {
        guard let start = marks[mark], start < bytes.count else { return nil }
        return Span(start, bytes.count)
    }

    /// What follows leads to an address, up to `endLink`.
    mutating func beginLink(_ target: String) {
        endLink()
        if !target.isEmpty { link = (target, nil) }
    }

    mutating func endLink() {
        if let link, let start = link.start, start < bytes.count, (open?.style.kind ?? .paragraph) != .code {
            links.append(Link(Span(start, bytes.count), target: link.target))
        }
        link = nil
    }

    /// What follows stands on another page.
    mutating func beginPage(_ label: String) { newPage = label }

    /// Writes the marker of a note where it stands.
    mutating func writeMarker(_ words: String) -> Span {
        begin()
        let start = bytes.count
        bytes.append(contentsOf: words.utf8)
        return Span(start, bytes.count)
    }

    // MARK: The report

    /// The report of all that was written. O(blocks).
    func report(path: String, title: String = "", date: Day? = nil, metadata: Metadata = Metadata()) throws(FormatError) -> Report {
        guard !blocks.isEmpty else { throw .unsupported(what: "there is no text in it") }
        guard bytes.count < Int(UInt32.max) else { throw .unsupported(what: "its text is larger than 4 GiB") }
        let text = Text(exactly: bytes + [0x0A])
        let blocks = DocumentKinds(bytes: bytes, links: links).settled(blocks)
        let notes = self.notes.footnotes
        let paragraphs = ParagraphIndex(text, blocks: blocks, markers: notes.map(\.marker))
        let sections = Structure.sections(of: blocks.filter { $0.kind == .heading }, end: text.count)
        var report = Report(
            path: path, title: title, date: date, text: text, paragraphs: paragraphs,
            structure: Structure(sections: sections, pages: pages, notes: notes, links: links), findings: findings)
        report.metadata = metadata
        return report
    }
}

/// A character that does not stand as it is in running text.
private struct SpecialCharacter {
    enum Meaning { case space, lineBreak, nothing }
    var meaning: Meaning
    var length: Int

    @inline(__always)
    init?(_ text: Bytes, _ place: Int) {
        let byte = text[place]
        if byte <= 0x20 {
            let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
            self.init(isSpace ? .space : .nothing, 1)
            return
        }
        let next = place + 1 < text.count ? text[place + 1] : 0
        let third = place + 2 < text.count ? text[place + 2] : 0
        switch (byte, next, third) {
        case (0x7F, _, _): self.init(.nothing, 1)
        case (0xC2, 0xA0, _): self.init(.space, 2)
        case (0xC2, 0xAD, _): self.init(.nothing, 2)
        case (0xE2, 0x80, 0xAF): self.init(.space, 3)
        case (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9): self.init(.lineBreak, 3)
        case (0xE2, 0x80, 0x8B), (0xE2, 0x81, 0xA0), (0xEF, 0xBB, 0xBF): self.init(.nothing, 3)
        default: return nil
        }
    }

    private init(_ meaning: Meaning, _ length: Int) { (self.meaning, self.length) = (meaning, length) }
}

/// Lines of code.
enum CodeLines {
    /// Takes blank lines off the beginning, and the indentation that all lines share. Linear.
    static func dedent(_ bytes: inout [UInt8], from start: Int) {
        let lines = bytes[start...].split(separator: 0x0A, omittingEmptySubsequences: false).drop { $0.allSatisfy { $0 <= 0x20 } }
        let depth = lines.filter { $0.contains { $0 > 0x20 } }.map { $0.prefix { $0 == 0x20 }.count }.min() ?? 0
        let cut = lines.map { $0.dropFirst($0.contains { $0 > 0x20 } ? depth : $0.count) }
        bytes.replaceSubrange(start..., with: Array(cut.joined(separator: [0x0A])))
    }
}
