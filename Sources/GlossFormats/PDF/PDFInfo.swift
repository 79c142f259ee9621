import GlossModel

/// What `pdfinfo -isodates` says of a PDF.
struct PDFInfo {
    private(set) var metadata = Metadata()

    /// Reads its lines, `Title:  ...`; names of files and of programs are no titles.
    init(_ text: Text) {
        for line in text[Span(0, min(text.count, 1 << 16))].split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            switch line[..<colon] {
            case "Title": metadata.title = PDFInfo.title(String(value))
            case "CreationDate": metadata.date = Day(iso: value.prefix(10))
            default: break
            }
        }
    }

    private static let suffixes = [".doc", ".docx", ".indd", ".pdf", ".odt", ".rtf", ".tex", ".dvi", ".ppt", ".pptx", ".qxd", ".qxp", ".html", ".txt", ".pages", ".wpd"]

    private static func title(_ value: String) -> String? {
        var title = value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for program in ["Microsoft Word - ", "Microsoft PowerPoint - ", "Untitled"] where title.hasPrefix(program) {
            title.removeFirst(program.count)
        }
        let small = title.lowercased()
        guard title.contains(where: \.isLetter), title.count >= 4, !suffixes.contains(where: { small.hasSuffix($0) }) else { return nil }
        // One word with figures or signs in it is the name of a file or a number of a report.
        if !title.contains(" "), title.contains(where: { "_-.".contains($0) || $0.isNumber }) { return nil }
        return title
    }
}
