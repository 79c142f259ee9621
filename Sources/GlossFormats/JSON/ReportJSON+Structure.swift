import GlossModel

extension ReportJSON {
    /// Writes sections, blocks, pages, notes and links.
    mutating func structure(_ out: inout ByteOutput) {
        let structure = report.structure
        list("sections", structure.sections, &out) { $0.section($1, &$2) }
        list("blocks", report.paragraphs.blocks, &out) { writer, block, out in
            writer.bounds(block.span, &out)
            writer.text("kind", block.kind.name, &out)
            if block.level > 0 { writer.number("level", block.level, &out) }
        }
        list("pages", structure.pages, &out) { writer, page, out in
            writer.offset("start", page.start, &out)
            writer.text("label", page.label, &out)
        }
        list("notes", structure.notes, &out) { writer, note, out in
            writer.pair("marker", note.marker, &out)
            writer.bounds(note.body, &out)
        }
        guard !structure.links.isEmpty else { return }
        list("links", structure.links, &out) { writer, link, out in
            writer.bounds(link.span, &out)
            writer.text("target", link.target, &out)
        }
    }

    /// The members of a section's object.
    mutating func section(_ section: Section, _ out: inout ByteOutput) {
        number("level", section.level, &out)
        text("title", report.title(of: section), &out)
        bounds(section.span, &out)
        text("page", report.pageLabel(at: Int(section.heading.start)), &out)
        pair("heading", section.heading, &out)
    }
}
