import GlossModel

/// One character on the screen and the bytes it stands for.
struct Glyph: Equatable, Sendable {
    var scalar: Unicode.Scalar
    /// One past the index into `BlockLayout.clusters`; 0: the scalar alone.
    var cluster: UInt32 = 0
    /// First byte in the report.
    var offset: UInt32
    /// Columns, 1 or 2.
    var columns: UInt8
    /// Whether it stands for a character that must not reach the terminal.
    var isStandIn = false
    /// Whether it belongs to a tag and stands for no bytes.
    var isTag = false

    /// Whether a row may end with it; a tag stays with the word that it opens.
    var isSpace: Bool { scalar == " " && !isTag }
}

/// A row of wrapped text.
struct TextRow: Equatable, Sendable {
    /// Its glyphs in `BlockLayout.glyphs`, without spaces at its end.
    var glyphs: Range<Int>
    /// The bytes it covers, with the spaces at its end; rows of a block leave no gap.
    var span: Span
}

/// A block wrapped to a width. The only place where columns of text are computed.
struct BlockLayout: Sendable {
    let block: Block
    private(set) var rows: [TextRow] = []
    private(set) var glyphs: [Glyph] = []
    private(set) var clusters: [String] = []
    private var tags: ArraySlice<InlineTag>
    /// Most columns of tags that may stand side by side: each row has room for a character of the
    /// text beside them, so that no two rows begin at the same byte.
    private let tagRoom: Int

    /// Wraps at spaces and after hyphens and dashes, wide characters anywhere, and cuts words that
    /// are wider than a row. `width` is in columns, at least 2. Linear in the block.
    init(_ block: Block, text: Text, flow: Flow, width: Int, tags: [InlineTag] = []) {
        self.block = block
        self.tags = tags.drop { $0.offset < block.span.start }
        tagRoom = max(2, width) - 2
        for piece in flow.pieces(of: block.span) {
            switch piece {
            case .text(let span): add(span, of: text)
            case .space(let span):
                addTags(upTo: Int(span.start))
                if !glyphs.isEmpty { glyphs.append(Glyph(scalar: " ", offset: span.start, columns: 1)) }
            case .hidden: break
            }
        }
        addTags(upTo: Int(block.span.end))
        wrap(to: max(2, width))
    }

    private mutating func add(_ span: Span, of text: Text) {
        var offset = Int(span.start)
        while offset < Int(span.end) {
            if !tags.isEmpty { addTags(upTo: offset) }
            let byte = text.bytes[offset]
            if byte >= 0x20 && byte < 0x7F {
                glyphs.append(Glyph(scalar: Unicode.Scalar(byte), offset: UInt32(offset), columns: 1))
                offset += 1
                continue
            }
            let (scalar, length) = text.scalar(at: offset)
            add(scalar, at: offset)
            offset += length
        }
    }

    /// Adds the tags that stand before `offset`.
    private mutating func addTags(upTo offset: Int) {
        while let tag = tags.first, Int(tag.offset) <= offset {
            tags.removeFirst()
            guard columnsOfLastTags + CharacterWidth.columns(of: tag.text) <= tagRoom else { continue }
            for scalar in tag.text.unicodeScalars {
                let columns = CharacterWidth.columns(of: scalar)
                guard columns > 0 else { continue }
                glyphs.append(
                    Glyph(scalar: scalar, offset: tag.offset, columns: UInt8(columns), isTag: true))
            }
        }
    }

    private var columnsOfLastTags: Int {
        glyphs.reversed().prefix { $0.isTag }.reduce(0) { $0 + Int($1.columns) }
    }

    private mutating func add(_ scalar: Unicode.Scalar, at offset: Int) {
        if scalar == "\t" {
            glyphs.append(Glyph(scalar: " ", offset: UInt32(offset), columns: 1))
        } else if let standIn = StandIn.character(for: scalar) {
            glyphs.append(
                Glyph(scalar: standIn, offset: UInt32(offset), columns: 1, isStandIn: true))
        } else {
            let columns = CharacterWidth.columns(of: scalar)
            if columns > 0 {
                glyphs.append(
                    Glyph(scalar: scalar, offset: UInt32(offset), columns: UInt8(columns),
                        isStandIn: scalar == "\u{FFFD}"))
            } else {
                combine(scalar, at: offset)
            }
        }
    }

    /// Longest cluster, in scalars; marks beyond it are left out.
    private static let longestCluster = 8

    /// Adds a combining mark to the glyph before it. Joiners, variation selectors and skin tones
    /// are dropped: terminals disagree on what they do to a row.
    private mutating func combine(_ mark: Unicode.Scalar, at offset: Int) {
        switch mark.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: break
        default: return
        }
        if (0xFE00...0xFE0F).contains(mark.value) { return }
        guard var base = glyphs.last, base.scalar != " " else {
            glyphs.append(
                Glyph(scalar: "\u{25CC}", offset: UInt32(offset), columns: 1, isStandIn: true))
            return
        }
        if base.cluster == 0 {
            clusters.append(String(base.scalar))
            base.cluster = UInt32(clusters.count)
            glyphs[glyphs.count - 1] = base
        }
        let index = Int(base.cluster) - 1
        if clusters[index].unicodeScalars.count < BlockLayout.longestCluster {
            clusters[index].unicodeScalars.append(mark)
        }
    }

    // MARK: Wrapping

    private mutating func wrap(to width: Int) {
        var rowStart = 0
        while rowStart < glyphs.count {
            let next = endOfRow(from: rowStart, width: width)
            var visible = next
            while visible > rowStart, glyphs[visible - 1].isSpace { visible -= 1 }
            let start = rowStart == 0 ? Int(block.span.start) : Int(glyphs[rowStart].offset)
            let end = next < glyphs.count ? Int(glyphs[next].offset) : Int(block.span.end)
            rows.append(TextRow(glyphs: rowStart..<visible, span: Span(start, end)))
            rowStart = next
        }
        dropRowOfTags()
        if rows.isEmpty { rows.append(TextRow(glyphs: 0..<0, span: block.span)) }
    }

    /// Ends of tags alone on the last row are left out: the row would stand for no bytes.
    private mutating func dropRowOfTags() {
        guard rows.count > 1, let last = rows.last, glyphs[last.glyphs].allSatisfy(\.isTag) else { return }
        rows.removeLast()
        rows[rows.count - 1].span.end = last.span.end
    }

    /// Index of the first glyph of the next row.
    private func endOfRow(from start: Int, width: Int) -> Int {
        var columns = 0
        var index = start
        var lastBreak = start
        while index < glyphs.count {
            let glyph = glyphs[index]
            if glyph.isSpace {
                columns += 1
                index += 1
                lastBreak = index
                continue
            }
            if columns + Int(glyph.columns) > width { return lastBreak > start ? lastBreak : max(index, start + 1) }
            if glyph.columns == 2, index > start { lastBreak = index }
            columns += Int(glyph.columns)
            index += 1
            if canBreak(after: index - 1), columns <= width { lastBreak = index }
        }
        return glyphs.count
    }

    private func canBreak(after index: Int) -> Bool {
        guard index > 0, index + 1 < glyphs.count else { return false }
        switch glyphs[index].scalar {
        case "-", "–", "—", "/": return glyphs[index - 1].scalar != " " && glyphs[index + 1].scalar != " "
        default: return glyphs[index].columns == 2
        }
    }

    // MARK: Asking

    /// The row that holds a byte offset.
    func row(at offset: Int) -> Int {
        max(0, rows.partitioningIndex { Int($0.span.start) > offset } - 1)
    }

    /// The column of a byte offset in a row, from the row's first.
    func column(of offset: Int, inRow row: Int) -> Int {
        var columns = 0
        for index in rows[row].glyphs {
            let next = index + 1 < rows[row].glyphs.upperBound ? Int(glyphs[index + 1].offset) : Int.max
            if offset < next { return columns }
            columns += Int(glyphs[index].columns)
        }
        return columns
    }

    /// The byte offset shown at a column of a row; nil beyond its end.
    func offset(atColumn column: Int, inRow row: Int) -> Int? {
        var columns = 0
        for index in rows[row].glyphs {
            columns += Int(glyphs[index].columns)
            if column < columns { return Int(glyphs[index].offset) }
        }
        return nil
    }
}
