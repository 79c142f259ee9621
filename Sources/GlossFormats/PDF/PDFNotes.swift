import GlossModel

/// Tells footnotes by size, place and the raised signs that refer to them.
struct PDFNotes {
    private let measures: PDFMeasures
    /// Whether the last note of the page before does not end there.
    private var isOpen = false
    /// Whether notes of the page begin with raised signs.
    private var areRaised = false

    init(_ measures: PDFMeasures) { self.measures = measures }

    /// Marks the notes at the feet of columns, each a block. Linear.
    mutating func mark(_ blocks: inout [PDFBlock]) {
        var start = 0
        isOpen = false
        while start < blocks.count {
            var end = start + 1
            while end < blocks.count, blocks[end].page == blocks[start].page { end += 1 }
            markPage(&blocks, start..<end)
            start = end
        }
        joinParts(&blocks)
    }

    private mutating func markPage(_ blocks: inout [PDFBlock], _ page: Range<Int>) {
        let wanted = Set(page.flatMap { blocks[$0].lines.flatMap(PDFNotes.references) })
        areRaised = page.contains { [.paragraph, .list].contains(blocks[$0].kind) && blocks[$0].lines[0].raised.first?.lowerBound == 0 }
        // From the foot of each column upwards, as long as it can be notes.
        var index = page.upperBound - 1
        while index >= page.lowerBound {
            var end = index
            while end > page.lowerBound, blocks[end].above < 8 { end -= 1 }
            markColumn(&blocks, end...index, wanted)
            index = end - 1
        }
        isOpen = page.last { blocks[$0].kind == .note }.map { !PDFParagraphs.endsSentence(blocks[$0].lines.last!.text) } ?? false
    }

    private func markColumn(_ blocks: inout [PDFBlock], _ column: ClosedRange<Int>, _ wanted: Set<String>) {
        var first: Int?
        for index in column.reversed() {
            let block = blocks[index]
            guard isSmall(block) || isNote(block, wanted), [.paragraph, .list].contains(block.kind) else { break }
            if isNote(block, wanted) { first = index }
        }
        // The end of the last note of the page before.
        if first == nil, isOpen, isSmall(blocks[column.upperBound]), blocks[column.upperBound].kind == .paragraph,
            PDFParagraphs.beginsSmall(blocks[column.upperBound].lines[0].text)
        {
            first = column.upperBound }
        guard let first else { return }
        for index in first...column.upperBound { blocks[index].kind = .note }
    }

    private func isSmall(_ block: PDFBlock) -> Bool { block.style.size < 0.95 * measures.body.size }

    /// Whether a block begins with the sign of a note.
    private func isNote(_ block: PDFBlock, _ wanted: Set<String>) -> Bool {
        let line = block.lines[0]
        if line.raised.first?.lowerBound == 0, block.length > 3 { return true }
        // Where signs are raised, a number that is not is an item's.
        guard !areRaised, let name = PDFNotes.name(of: block) else { return false }
        return wanted.contains(name) && (isSmall(block) || !name.first!.isNumber)
    }

    /// The sign or number that a note begins with: "12", "[3]", "*"; nil where there is none.
    static func name(of block: PDFBlock) -> String? {
        let line = block.lines[0]
        if let raised = line.raised.first, raised.lowerBound == 0 {
            return PDFNoteMarker.names(in: String(decoding: line.text[raised], as: UTF8.self)).first
        }
        let figures = line.text.prefix { $0 >= 0x30 && $0 <= 0x39 }
        if !figures.isEmpty, figures.count <= 3, figures.count < line.text.count, line.text[figures.count] | 0x20 >= 0x61 {
            return String(decoding: figures, as: UTF8.self)
        }
        let head = line.text.prefix { $0 != 0x20 && $0 != 0x09 }
        guard head.count < line.text.count else {
            let signs = String(decoding: line.text.prefix(6), as: UTF8.self).prefix { "*†‡§¶".contains($0) }
            return signs.isEmpty ? nil : String(signs)
        }
        var word = String(decoding: head, as: UTF8.self)
        while let last = word.last, ".):".contains(last) { word.removeLast() }
        let name = PDFNoteMarker.names(in: word)
        guard name.count == 1, name[0].first!.isNumber || "*†‡§¶".contains(name[0].first!) else { return nil }
        return name[0]
    }

    /// The names that raised signs on a page refer to.
    static func references(_ page: [PDFColumn]) -> Set<String> {
        Set(page.flatMap { $0.lines.flatMap(references) })
    }

    private static func references(_ line: PDFLine) -> [String] {
        line.raised.filter { $0.lowerBound > 0 }.flatMap { PDFNoteMarker.names(in: String(decoding: line.text[$0], as: UTF8.self)) }
    }

    /// What follows a note without a sign of its own is a part of it.
    private func joinParts(_ blocks: inout [PDFBlock]) {
        var joined: [PDFBlock] = []
        for block in blocks {
            if block.kind == .note, let last = joined.last, last.kind == .note, last.page == block.page, block.above < 8,
                PDFNotes.name(of: block) == nil
            {
                joined[joined.count - 1].lines += block.lines
                joined[joined.count - 1].below = block.below
            } else {
                joined.append(block)
            }
        }
        blocks = joined
    }
}

/// Joins the raised signs of a text to the notes that they name.
struct PDFNoteLinks {
    private(set) var notes: [Footnote] = []
    /// Signs that refer to notes, in the order of the text.
    private(set) var markers: [Span] = []

    /// A note of the text.
    struct Body {
        var name: String
        var span: Span
        var page: Int
    }

    /// `raised` are the raised signs outside of notes, in the order of the text; `bodies` the notes.
    init(_ text: [UInt8], raised: [(span: Span, page: Int)], bodies: [Body]) {
        var byName: [String: [Body]] = [:]
        for body in bodies { byName[body.name, default: []].append(body) }
        var last = 0
        for (span, page) in raised.sorted(by: { $0.span < $1.span }) {
            let names = PDFNoteMarker.names(in: String(decoding: text[span.range], as: UTF8.self))
            let found = names.compactMap { name in PDFNoteLinks.nearest(byName[name] ?? [], page) }
            for body in found where !body.span.contains(span) { notes.append(Footnote(marker: span, body: body.span)) }
            let number = names.first.flatMap { Int($0) } ?? 0
            // A number that counts on from the one before is a note's, though that was not found.
            if !found.isEmpty || number == last + 1 { markers.append(span) }
            if number > 0 { last = found.isEmpty && number != last + 1 ? last : number }
        }
    }

    /// The note of the page, or of the next, else the first that follows: an endnote.
    private static func nearest(_ bodies: [Body], _ page: Int) -> Body? {
        bodies.first { $0.page == page } ?? bodies.first { $0.page >= page }
    }
}
