import GlossModel

/// The XML that `pdftohtml -xml` of poppler, or `mutool draw -F stext`, makes of a PDF: every run of text
/// with its place and face. The structure of the report is found in it; docs/structure.md says how.
public struct PDFXML: Format {
    public init() {}
    public var name: String { "pdf2xml" }
    public var suffixes: [String] { ["pdf2xml"] }
    public var isDocument: Bool { true }

    public func sniff(_ file: InputFile) -> Likeness {
        guard file.begins(with: 0x3C) else { return .none }
        let head = file.content[Span(0, min(400, file.content.count))]
        let isOfMuPDF = head.holds(anyOf: ["<document name="]) && head.holds(anyOf: ["<page id=\"page"])
        return isOfMuPDF || head.holds(anyOf: ["<!DOCTYPE pdf2xml", "<pdf2xml"]) ? .certain : .none
    }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        let metadata = file.attachment("pdfinfo").map { PDFInfo($0).metadata } ?? Metadata()
        let report = PDFReading(PDFScanner.read(file.content), metadata).report(path: file.path)
        guard report.text.bytes.contains(where: { $0 > 0x20 }) else {
            throw .empty(remedy: "where it is scanned, ocrmypdf (package ocrmypdf) makes text of it")
        }
        return [report]
    }
}
