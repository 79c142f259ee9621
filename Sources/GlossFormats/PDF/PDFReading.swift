import GlossModel

/// From what a PDF shows to what it says: text, blocks, sections, pages, notes, links.
struct PDFReading {
    private let source: PDFSource
    private(set) var writer = PDFWriter()
    private(set) var labels: [String] = []
    /// The title that is printed on the first page; nil where nothing there stands out.
    private(set) var title: String?

    /// Reads a document. Linear in its runs, but for sorting on each page.
    init(_ source: PDFSource) {
        self.source = source
        let segments = source.pages.map { PDFSegments(source, $0).segments }
        let heads = PDFRunningHeads(source, segments)
        labels = PDFPageNumbers.labels(heads.numbers)
        let maker = PDFRows(maker: PDFLineMaker(source: source))
        var running: [[PDFBlock]] = []
        var columns: [[PDFColumn]] = []
        for page in source.pages.indices {
            var text: [PDFSegment] = []
            var furniture: [PDFSegment] = []
            for (index, segment) in segments[page].enumerated() {
                if heads.found[page].contains(index) { furniture.append(segment) } else { text.append(segment) }
            }
            running.append(maker.column(furniture, page: page).lines.map { PDFBlock([$0], kind: .running) })
            columns.append(PDFColumns(em: PDFReading.usualSize(text, source)).cut(text).map { maker.column($0, page: page) })
        }
        let measures = PDFMeasures(columns)
        var blocks = columns.flatMap { page in
            page.flatMap(PDFBlockMaker(measures: measures, notes: PDFNotes.references(page)).blocks)
        }
        PDFNotes(measures).mark(&blocks)
        let headings = PDFHeadings(measures, source.bookmarks)
        headings.mark(&blocks)
        title = PDFFront(measures).mark(&blocks)
        headings.setLevels(&blocks)
        PDFKinds(measures).mark(&blocks)
        var pages = PDFPagination(heights: source.pages.map(\.height), running: running)
        pages.write(PDFFlow(measures: measures).joined(blocks))
        writer = pages.writer
        writer.find(source.links)
    }

    private static func usualSize(_ segments: [PDFSegment], _ source: PDFSource) -> Float {
        var lengths: [Int: Int] = [:]
        for run in segments.lazy.flatMap(\.runs) { lengths[Int(source.fonts[run.font].size), default: 0] += run.text.count }
        return Float(lengths.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 16)
    }

    /// The report.
    func report(path: String) -> Report {
        let text = Text(exactly: writer.text)
        let starts = writer.pageStarts
        let links = PDFNoteLinks(writer.text, raised: writer.raised, bodies: writer.notes)
        let paragraphs = ParagraphIndex(
            text, blocks: writer.blocks, pageStarts: starts.dropFirst().map(UInt32.init), markers: links.markers)
        let headings = writer.blocks.filter { $0.kind == .heading }
        let pages = starts.enumerated().map { index, start in
            Page(start: start, label: index < labels.count ? labels[index] : String(index + 1))
        }
        let structure = Structure(
            sections: Structure.sections(of: headings, end: text.count), pages: pages, notes: links.notes,
            links: writer.links)
        return Report(path: path, title: title ?? "", text: text, paragraphs: paragraphs, structure: structure)
    }
}
