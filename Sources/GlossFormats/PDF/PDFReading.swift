import GlossModel

/// From what a PDF shows to what it says: text, blocks, sections, pages, notes, links.
struct PDFReading {
    private let source: PDFSource
    private let metadata: Metadata
    private(set) var writer = PDFWriter()
    private(set) var labels: [String] = []
    /// The title that is printed on the first page; nil where nothing there stands out.
    private(set) var title: String?

    /// Reads a document. Linear in its runs, but for sorting on each page.
    init(_ source: PDFSource, _ metadata: Metadata = Metadata()) {
        self.source = source
        self.metadata = metadata
        let layers = PDFLayers(source)
        let segments = source.pages.map { PDFSegments(source, $0, layers).segments }
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
            let cutter = PDFColumns(em: PDFReading.usualSize(text, source)) { PDFCharacters.isBullet(source.bytes[$0.runs[0].text]) }
            columns.append(cutter.cut(text).flatMap { PDFCaptions.apart($0, in: source) }.map { maker.column($0, page: page) })
        }
        let measures = PDFMeasures(columns)
        var blocks: [PDFBlock] = []
        var listing = 0
        for page in columns {
            let blockMaker = PDFBlockMaker(measures: measures, lineMaker: maker.maker, notes: PDFNotes.references(page))
            for column in page { blocks += blockMaker.blocks(column, listing: &listing) }
        }
        PDFCaptions.join(&blocks)
        var notes = PDFNotes(measures)
        notes.mark(&blocks)
        let headings = PDFHeadings(measures, source.bookmarks, labels: labels)
        headings.mark(&blocks)
        title = PDFFront(measures, pageHeight: source.pages.first?.height ?? 0).mark(&blocks)
        headings.setLevels(&blocks)
        PDFKinds(measures).mark(&blocks)
        var pages = PDFPagination(heights: source.pages.map(\.height), running: running)
        pages.write(PDFFlow(measures: measures).joined(blocks))
        writer = pages.writer
        writer.find(source.links)
    }

    /// The size in which most of some text is set.
    static func usualSize(_ segments: some Sequence<PDFSegment>, _ source: PDFSource) -> Float {
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
        let (title, isPrinted) = bestTitle(text)
        var report = Report(path: path, title: title ?? "", text: text, paragraphs: paragraphs, structure: structure)
        report.metadata = metadata
        if !isPrinted {
            report.findings.append(
                Finding(
                    .note, "title-from-metadata", at: Finding.Place(file: path),
                    "no title stands out on the first page; \"\(title ?? "")\" is what the file says of itself"))
        }
        return report
    }

    /// The title on the first page; the one that the file brings where it stands there too, or where
    /// none stands out.
    private func bestTitle(_ text: Text) -> (title: String?, isPrinted: Bool) {
        guard let given = metadata.title else { return (title, true) }
        let name = PDFBookmarks.folded(given)
        let head = PDFBookmarks.folded(text[Span(0, min(text.count, 4096, writer.pageStarts.dropFirst().first ?? text.count))])
        if name.count >= 8, head.contains(name) { return (given, true) }
        if let title, title.contains(" ") { return (title, true) }
        return title == nil || given.contains(" ") ? (given, false) : (title, true)
    }
}
