import GlossModel

/// What marks say of a report's structure.
///
///     ⟦Block=list+2:• an item⟧   a block of a kind, with its level
///     ⟦Page=iv:⟧                 a page begins here
///     ⟦Marker=a:3⟧ ⟦Body=a:3 ..⟧ a note's marker and the note
///     ⟦Link=books.example/7:the ledger⟧
struct MarkedStructure {
    let paragraphs: ParagraphIndex
    let structure: Structure

    static let labels = ["Block", "Page", "Marker", "Body", "Link"]

    /// nil where no block is marked.
    init?(_ marked: MarkedText) {
        var blocks: [ReportBlock] = []
        var pages: [Page] = []
        var markers: [(name: String, span: Span)] = []
        var bodies: [String: Span] = [:]
        var links: [Link] = []
        for (index, (label, span)) in marked.spans.enumerated() {
            let value = marked.parts[index].first { $0.sign == "=" }?.value ?? ""
            switch label {
            case "Block":
                let level = marked.parts[index].first { $0.sign == "+" }.flatMap { Int($0.value) } ?? 0
                if let kind = BlockKind(name: value) { blocks.append(ReportBlock(span, kind, level: level)) }
            case "Page": pages.append(Page(start: Int(span.start), label: value))
            case "Marker": markers.append((value, span))
            case "Body": bodies[value] = span
            case "Link": links.append(Link(span, target: value))
            default: break
            }
        }
        guard !blocks.isEmpty else { return nil }
        let text = marked.text
        paragraphs = ParagraphIndex(
            text, blocks: blocks, pageStarts: pages.dropFirst().map(\.start), markers: markers.map(\.span))
        structure = Structure(
            sections: Structure.sections(of: blocks.filter { $0.kind == .heading }, end: text.count), pages: pages,
            notes: markers.compactMap { marker in bodies[marker.name].map { Footnote(marker: marker.span, body: $0) } },
            links: links)
    }
}
