import GlossModel

/// The glyphs of a stretch of text in reading order, before they are set in rows.
struct GlyphRun: Sendable {
    private(set) var glyphs: [Glyph] = []
    private(set) var clusters: [String] = []
    private var tags: ArraySlice<InlineTag>
    /// Most columns of tags that may stand side by side: each row has room for a character of the
    /// text beside them, so that no two rows begin at the same byte.
    private let tagRoom: Int
    /// Whether a tab stays one, to be set later, instead of being a space.
    private let keepsTabs: Bool
    private var markers: ArraySlice<Span>

    init(_ text: Text, tags: ArraySlice<InlineTag>, markers: ArraySlice<Span>, tagRoom: Int, keepsTabs: Bool) {
        self.tags = tags
        self.markers = markers
        self.tagRoom = tagRoom
        self.keepsTabs = keepsTabs
    }

    /// Adds what a span reads as. Spans must come in order. Linear.
    mutating func add(_ span: Span, of text: Text, _ flow: Flow) {
        flow.forEachPiece(of: span) { piece in
            switch piece {
            case .text(let run): add(run, of: text)
            case .space(let gap):
                addTags(upTo: Int(gap.start))
                if !glyphs.isEmpty { glyphs.append(Glyph(scalar: " ", offset: gap.start, columns: 1)) }
            case .hidden: break
            }
        }
        addTags(upTo: Int(span.end))
    }

    /// Parts what was added from what comes next.
    mutating func endLine(at offset: UInt32) { glyphs.append(Glyph(scalar: " ", offset: offset, columns: 1)) }

    private mutating func add(_ span: Span, of text: Text) {
        var offset = Int(span.start)
        while offset < Int(span.end) {
            if !tags.isEmpty { addTags(upTo: offset) }
            if let marker = markers.first, offset >= marker.start {
                if offset >= marker.end { markers.removeFirst() } else { offset = add(marker: marker, from: offset, of: text) }
                continue
            }
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

    private static let superscripts: [Unicode.Scalar] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]

    /// A marker of plain digits as superscripts, any other as it stands. Gives the offset after it.
    private mutating func add(marker: Span, from start: Int, of text: Text) -> Int {
        let end = min(Int(marker.end), text.count)
        let isNumber = marker.range.allSatisfy { $0 < text.count && (0x30...0x39).contains(text.bytes[$0]) }
        let first = glyphs.count
        var offset = start
        while offset < end {
            let (scalar, length) = text.scalar(at: offset)
            if isNumber {
                let digit = GlyphRun.superscripts[Int(scalar.value) - 0x30]
                glyphs.append(Glyph(scalar: digit, offset: UInt32(offset), columns: 1))
            } else {
                add(scalar, at: offset)
            }
            offset += length
        }
        for index in first..<glyphs.count where glyphs[index].role == .text { glyphs[index].role = .marker }
        return max(end, start + 1)
    }

    /// Adds the tags that stand before `offset`.
    private mutating func addTags(upTo offset: Int) {
        while let tag = tags.first, Int(tag.offset) <= offset {
            tags.removeFirst()
            guard columnsOfLastTags + CharacterWidth.columns(of: tag.text) <= tagRoom else { continue }
            for scalar in tag.text.unicodeScalars {
                let columns = CharacterWidth.columns(of: scalar)
                guard columns > 0 else { continue }
                glyphs.append(Glyph(scalar: scalar, offset: tag.offset, columns: UInt8(columns), role: .tag))
            }
        }
    }

    private var columnsOfLastTags: Int {
        glyphs.reversed().prefix { $0.isTag }.reduce(0) { $0 + Int($1.columns) }
    }

    private mutating func add(_ scalar: Unicode.Scalar, at offset: Int) {
        if scalar == "\t" {
            glyphs.append(Glyph(scalar: keepsTabs ? "\t" : " ", offset: UInt32(offset), columns: 1))
        } else if let standIn = StandIn.character(for: scalar) {
            glyphs.append(Glyph(scalar: standIn, offset: UInt32(offset), columns: 1, role: .standIn))
        } else {
            let columns = CharacterWidth.columns(of: scalar)
            if columns > 0 {
                glyphs.append(
                    Glyph(scalar: scalar, offset: UInt32(offset), columns: UInt8(columns),
                        role: scalar == "\u{FFFD}" ? .standIn : .text))
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
        guard CharacterWidth.joins(mark) else { return }
        guard var base = glyphs.last, base.scalar != " ", base.scalar != "\t" else {
            glyphs.append(Glyph(scalar: "\u{25CC}", offset: UInt32(offset), columns: 1, role: .standIn))
            return
        }
        if base.cluster == 0 {
            clusters.append(String(base.scalar))
            base.cluster = UInt32(clusters.count)
            glyphs[glyphs.count - 1] = base
        }
        let index = Int(base.cluster) - 1
        if clusters[index].unicodeScalars.count < GlyphRun.longestCluster {
            clusters[index].unicodeScalars.append(mark)
        }
    }
}
