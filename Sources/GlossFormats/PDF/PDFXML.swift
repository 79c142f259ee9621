import GlossModel

/// The XML that `pdftohtml -xml` makes of a PDF: a report with its structure found in it.
public struct PDFXML: Format {
    public init() {}
    public var name: String { "pdf2xml" }
    public var suffixes: [String] { ["pdf2xml", "xml"] }

    public func sniff(_ file: InputFile) -> Likeness {
        guard file.begins(with: 0x3C) else { return .none }
        let head = String(decoding: file.content.bytes.prefix(400), as: UTF8.self)
        return head.contains("<!DOCTYPE pdf2xml") || head.contains("<pdf2xml") ? .certain : .none
    }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        let source = PDFScanner.read(file.content)
        return [PDFReading(source).report(path: file.path)]
    }
}
