import GlossModel

/// Tells the entries of lists of references, which stand under a heading that names them.
struct PDFReferences {
    private let measures: PDFMeasures

    init(_ measures: PDFMeasures) { self.measures = measures }

    private static let references: Set<String> = [
        "references", "referencelist", "bibliography", "selectbibliography", "selectedbibliography", "workscited", "literature",
        "literaturecited", "sources", "furtherreading", "resources", "citations", "listofreferences", "referencesandnotes",
        "referencescited", "sourcescited", "bibliographyandsuggestedreadings", "suggestedreadings", "literatur", "literaturverzeichnis",
    ]
    private static let endnotes: Set<String> = ["notes", "endnotes", "footnotes", "notesandreferences", "anmerkungen"]

    /// Marks paragraphs under such headings as references or endnotes, up to the next heading that is
    /// not below, or to three paragraphs that cite nothing; joins the parts of entries. Linear.
    func mark(_ blocks: inout [PDFBlock]) {
        var kind: BlockKind?
        var level = 0
        var strange: [Int] = []
        for index in blocks.indices {
            if blocks[index].kind == .heading {
                let title = String(PDFBookmarks.folded(blocks[index].string).drop { $0.isNumber })
                if PDFReferences.references.contains(title) {
                    (kind, level) = (.reference, blocks[index].level)
                } else if PDFReferences.endnotes.contains(title) {
                    (kind, level) = (.note, blocks[index].level)
                } else if blocks[index].level <= level {
                    kind = nil
                }
                strange = []
            } else if let wanted = kind, blocks[index].kind == .paragraph {
                if wanted == .note, PDFNotes.name(of: blocks[index]) == nil { continue }
                let isRest = wanted == .reference && blocks[index].above < 0.4 && blocks[index - 1].kind == .reference
                guard blocks[index].length >= 12 || isNumber(blocks[index]) || isRest else { continue }
                blocks[index].kind = wanted
                if wanted == .reference { look(at: index, &blocks, &strange, &kind) }
            }
        }
        join(&blocks)
    }

    /// Three paragraphs in a row that cite nothing are none, nor what follows.
    private func look(at index: Int, _ blocks: inout [PDFBlock], _ strange: inout [Int], _ kind: inout BlockKind?) {
        if blocks[index].length < 100 || cites(blocks[index]) {
            if blocks[index].length >= 100 { strange = [] }
            return
        }
        strange.append(index)
        guard strange.count == 3 else { return }
        for index in strange { blocks[index].kind = .paragraph }
        kind = nil
    }

    /// Whether a year or an address stands in a block.
    private func cites(_ block: PDFBlock) -> Bool {
        block.lines.contains { line in
            line.text.split { !($0 >= 0x30 && $0 <= 0x39) }.contains { $0.count == 4 && ($0.starts(with: [0x31, 0x39]) || $0.starts(with: [0x32, 0x30])) }
                || PDFReferences.holdsAddress(line.text)
        }
    }

    /// Whether "://" or "www." stands in a line.
    static func holdsAddress(_ text: [UInt8]) -> Bool {
        text.indices.dropLast(2).contains { index in
            text[index] == 0x3A && text[index + 1] == 0x2F && text[index + 2] == 0x2F
                || text[index] == 0x77 && text[index + 1] == 0x77 && text[index + 2] == 0x77
        }
    }

    /// "[3]" or "3." alone: the number of the entry that follows.
    private func isNumber(_ block: PDFBlock) -> Bool {
        guard block.length <= 5 else { return false }
        let text = block.string
        return text.contains(where: \.isNumber) && text.allSatisfy { $0.isNumber || "[].()".contains($0) }
    }

    /// Joins the lines of entries that hang, and what goes on with an address.
    private func join(_ blocks: inout [PDFBlock]) {
        var joined: [PDFBlock] = []
        for block in blocks {
            if block.kind == .reference, let last = joined.last, last.kind == .reference, last.page == block.page, goesOn(last, block) {
                joined[joined.count - 1].lines += block.lines
                joined[joined.count - 1].below = block.below
            } else {
                joined.append(block)
            }
        }
        blocks = joined
    }

    private func goesOn(_ last: PDFBlock, _ block: PDFBlock) -> Bool {
        guard block.above < 1.2, PDFLabel(block.lines[0].text) == nil else { return false }
        if isNumber(last) || block.length < 12 && block.above < 0.4 { return true }
        let head = String(decoding: block.lines[0].text.prefix(12), as: UTF8.self)
        if PDFReferences.ends.contains(where: { head.hasPrefix($0) }), block.above < 0.6, !last.string.hasPrefix("http") { return true }
        let em = max(1, block.style.size)
        // A full line that ends neither a sentence nor an address.
        let line = last.lines[last.lines.count - 1]
        let isOpen = !PDFParagraphs.endsSentence(line.text) && !PDFReferences.holdsAddress(line.text)
        if isOpen, block.above < 0.3, line.box.right > last.column.left + 0.7 * (last.column.right - last.column.left) { return true }
        // What hangs under the first line of its entry.
        let step = block.lines[0].box.left - last.lines[0].box.left
        return step > 0.8 * em && step < 8 * em && block.above < 0.4
    }

    /// What the last lines of an entry begin with.
    private static let ends = ["http", "www.", "(accessed", "Retrieved", "Accessed", "accessed", "Available", "[Online]", "Last acces", "from http"]
}
