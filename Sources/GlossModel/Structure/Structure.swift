/// A section of a report: a heading and all up to the next heading of its level or a higher one.
public struct Section: Hashable, Sendable {
    /// 1 to 6, 1 the highest.
    public var level: Int
    /// The heading.
    public var heading: Span
    /// From the heading to where the next section of this level or a higher one begins.
    public var span: Span

    public init(level: Int, heading: Span, span: Span) {
        self.level = level
        self.heading = heading
        self.span = span
    }
}

/// A page of a report.
public struct Page: Hashable, Sendable {
    /// Its first byte.
    public var start: UInt32
    /// The number printed on it ("iv", "12"), else its count from 1.
    public var label: String

    public init(start: Int, label: String) {
        self.start = UInt32(start)
        self.label = label
    }
}

/// A footnote or an endnote.
public struct Footnote: Hashable, Sendable {
    /// What refers to it in the text; not a part of what is read there.
    public var marker: Span
    /// What it says, with its own number.
    public var body: Span

    public init(marker: Span, body: Span) {
        self.marker = marker
        self.body = body
    }
}

/// A stretch of text that leads elsewhere.
public struct Link: Hashable, Sendable {
    public var span: Span
    /// An address as the file has it; not checked.
    public var target: String

    public init(_ span: Span, target: String) {
        self.span = span
        self.target = target
    }
}

/// What a report is made of above its blocks: sections, pages, notes, links; each in the order of
/// the text. The blocks themselves are in `ParagraphIndex`.
public struct Structure: Hashable, Sendable {
    /// In the order of the text, so that a section comes before those within it.
    public var sections: [Section]
    public var pages: [Page]
    public var notes: [Footnote]
    public var links: [Link]

    public init(sections: [Section] = [], pages: [Page] = [], notes: [Footnote] = [], links: [Link] = []) {
        self.sections = sections
        self.pages = pages
        self.notes = notes
        self.links = links
    }

    /// What the blocks of a text tell: a section for each heading, a page for each form feed, the notes
    /// where some are numbered and the text is known to its end. O(blocks + pages), with notes O(text).
    public init(_ text: Text, _ paragraphs: ParagraphIndex) {
        self.init(
            sections: Structure.sections(of: paragraphs.headings.map { paragraphs.block(Int($0)) }, end: text.count),
            pages: Structure.pages(text, paragraphs), notes: TextNotes.notes(text, paragraphs))
    }

    /// The section tree of headings, in the order of the text; the last ends at `end`. Linear.
    public static func sections(of headings: [ReportBlock], end: Int) -> [Section] {
        var sections: [Section] = []
        var open: [Int] = []
        for heading in headings {
            let level = max(1, min(6, heading.level))
            while let last = open.last, sections[last].level >= level {
                sections[last].span.end = heading.span.start
                open.removeLast()
            }
            open.append(sections.count)
            sections.append(
                Section(level: level, heading: heading.span, span: Span(Int(heading.span.start), end)))
        }
        return sections
    }

    private static func pages(_ text: Text, _ paragraphs: ParagraphIndex) -> [Page] {
        guard !paragraphs.pageStarts.isEmpty, paragraphs.startsAt == 0 else { return [] }
        var starts = [0] + paragraphs.pageStarts.map(Int.init)
        // What ends every page with a form feed ends the last one so.
        if paragraphs.isComplete, let last = starts.last, text.trimmed(last, text.count) == nil { starts.removeLast() }
        let labels = PageLabels.labels(text, starts: starts, furniture: paragraphs.furniture)
        return zip(starts, labels).map { Page(start: $0, label: $1) }
    }

    // MARK: Asking

    /// Index of the innermost section that holds an offset; nil before the first heading. O(log n +
    /// depth of what stands before).
    public func section(at offset: Int) -> Int? {
        var index = sections.partitioningIndex { Int($0.span.start) > offset } - 1
        while index >= 0, Int(sections[index].span.end) <= offset { index -= 1 }
        return index >= 0 ? index : nil
    }

    /// The sections that a section stands in, the outermost first, itself last. Linear in the
    /// sections before it of the same chapter.
    public func path(of index: Int) -> [Int] {
        var path = [index]
        var before = index - 1
        while before >= 0, sections[path[0]].level > 1 {
            if sections[before].level < sections[path[0]].level { path.insert(before, at: 0) }
            before -= 1
        }
        return path
    }

    /// Index of the page that holds an offset; nil where there are no pages. O(log n).
    public func page(at offset: Int) -> Int? {
        let index = pages.partitioningIndex { Int($0.start) > offset } - 1
        return pages.isEmpty ? nil : max(0, index)
    }

    /// Index of the first page with that label, case aside; nil where none has it. Linear.
    public func page(labelled label: String) -> Int? {
        let wanted = label.lowercased()
        return pages.firstIndex { $0.label.lowercased() == wanted }
    }

    /// Index of the note whose marker or body holds an offset. O(log n), bodies O(n).
    public func note(at offset: Int) -> Int? {
        let index = notes.partitioningIndex { Int($0.marker.start) > offset } - 1
        if index >= 0, notes[index].marker.contains(offset) { return index }
        return notes.firstIndex { $0.body.contains(offset) }
    }
}

extension Report {
    /// Title of a section, as it reads.
    public func title(of section: Section) -> String {
        let title = flow.string(of: section.heading)
        guard title.contains("  ") || title.contains("\t") else { return title }
        return title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Title of the innermost section at an offset; nil where there is none.
    public func sectionTitle(at offset: Int) -> String? {
        structure.section(at: offset).map { title(of: structure.sections[$0]) }
    }

    /// Label of the page at an offset; nil where there are no pages.
    public func pageLabel(at offset: Int) -> String? {
        structure.page(at: offset).map { structure.pages[$0].label }
    }
}
