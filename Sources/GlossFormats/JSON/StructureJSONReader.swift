import GlossModel

/// Reads blocks, sections, pages, notes and links of gloss's own JSON object. What it does not bring
/// is found in the text.
struct StructureJSONReader {
    private let file: Text
    private let root: JSONFields
    private let text: Text
    private var cursor: OffsetCursor

    init(_ file: Text, _ root: JSONFields, _ text: Text) {
        self.file = file
        self.root = root
        self.text = text
        cursor = OffsetCursor(text, Counting(statedFor: text, .codePoints))
    }

    /// A report of the text with the structure that the object brings, without annotations.
    /// O(bytes of the lists · log).
    mutating func report(path: String) throws(FormatError) -> Report {
        let blocks = try blocks()
        let notes = try notes()
        let pages = try pages()
        let paragraphs = blocks.isEmpty
            ? ParagraphIndex(text)
            : ParagraphIndex(
                text, blocks: ReportBlock.partition(blocks, of: text),
                pageStarts: pages.dropFirst().map(\.start), markers: notes.map(\.marker).filter { $0.count > 0 })
        guard !blocks.isEmpty || Self.lists.contains(where: { has($0) }) else {
            return Report(path: path, text: text, paragraphs: paragraphs)
        }
        var structure = Structure(text, paragraphs)
        if has("sections") { structure.sections = try sections(paragraphs) }
        if has("pages") { structure.pages = pages }
        structure.notes = notes
        structure.links = try links()
        withExtendedLifetime(file) {}
        return Report(path: path, text: text, paragraphs: paragraphs, structure: structure)
    }

    private static let lists: [StaticString] = ["sections", "pages", "links"]

    private func has(_ list: StaticString) -> Bool { root[list]?.isArray ?? false }

    private mutating func blocks() throws(FormatError) -> [ReportBlock] {
        var blocks: [ReportBlock] = []
        let root = root
        try root.forEach("blocks") { item in
            guard let span = bounds(item) else { return }
            let kind = (item["kind"]?.string).flatMap { BlockKind(name: $0) } ?? .paragraph
            blocks.append(ReportBlock(span, kind, level: item["level"]?.int ?? 0))
        }
        return blocks
    }

    private mutating func sections(_ paragraphs: ParagraphIndex) throws(FormatError) -> [Section] {
        var sections: [Section] = []
        let root = root
        try root.forEach("sections") { item in
            guard let span = bounds(item) else { return }
            let heading = codePoints(item["heading"]?.pair) ?? Self.heading(at: span, paragraphs)
            sections.append(Section(level: max(1, min(6, item["level"]?.int ?? 1)), heading: heading, span: span))
        }
        return sections.sorted { $0.span.start < $1.span.start }
    }

    /// The block that a section begins with.
    private static func heading(at section: Span, _ paragraphs: ParagraphIndex) -> Span {
        let first = paragraphs.indices(overlapping: section).first
        return first.map { paragraphs.spans[$0] } ?? Span(Int(section.start), Int(section.start))
    }

    private mutating func pages() throws(FormatError) -> [Page] {
        var pages: [Page] = []
        let root = root
        try root.forEach("pages") { item in
            guard let start = item["start"]?.int.flatMap({ cursor.byte(beforeUnits: $0) }) else { return }
            pages.append(Page(start: start, label: item["label"]?.words ?? String(pages.count + 1)))
        }
        return pages.sorted { $0.start < $1.start }
    }

    private mutating func notes() throws(FormatError) -> [Footnote] {
        var notes: [Footnote] = []
        let root = root
        try root.forEach("notes") { item in
            guard let marker = codePoints(item["marker"]?.pair), let body = bounds(item) else { return }
            notes.append(Footnote(marker: marker, body: body))
        }
        return notes.sorted { $0.marker < $1.marker }
    }

    private mutating func links() throws(FormatError) -> [Link] {
        var links: [Link] = []
        let root = root
        try root.forEach("links") { item in
            guard let span = bounds(item), let target = item["target"]?.string else { return }
            links.append(Link(span, target: target))
        }
        return links.sorted { $0.span < $1.span }
    }

    private mutating func bounds(_ item: JSONFields) -> Span? {
        guard let start = item["start"]?.int, let end = item["end"]?.int else { return nil }
        return codePoints((start, end))
    }

    /// A span in code points, cut to the text.
    private mutating func codePoints(_ pair: (Int, Int)?) -> Span? {
        guard let (first, last) = pair, first >= 0, last >= first, let start = cursor.byte(beforeUnits: first)
        else { return nil }
        return Span(start, max(start, cursor.byte(beforeUnits: last) ?? text.count))
    }
}
