import GlossModel

/// OpenDocument Text (ODF 1.0 to 1.3), packed (.odt) and flat (.fodt). Only read.
public struct OpenDocument: Format {
    public init() {}
    public var name: String { "odt" }
    public var suffixes: [String] { ["odt", "fodt", "ott"] }
    public var isDocument: Bool { true }

    public func sniff(_ file: InputFile) -> Likeness {
        if ZipArchive.begins(file, holding: "application/vnd.oasis.opendocument.text") { return .certain }
        guard XMLEncoding.mayBegin(file) else { return .none }
        return XMLEncoding.head(file.content).holds("<office:document ") ? .certain : .none
    }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        guard file.begins(with: 0x50) else { return [try report(file, file.content, meta: file.content)] }
        let archive = try ZipArchive(file.content)
        guard let content = try archive.content(of: "content.xml") else { throw .unsupported(what: "content.xml is missing in it") }
        return [try report(file, content, styles: try archive.content(of: "styles.xml"), meta: try archive.content(of: "meta.xml"))]
    }

    private func report(_ file: InputFile, _ content: Text, styles: Text? = nil, meta: Text?) throws(FormatError) -> Report {
        var reader = OpenDocumentReader(try XMLEncoding.utf8(content))
        if let styles { try reader.readStyles(try XMLEncoding.utf8(styles)) }
        try reader.read()
        let tree = meta.map { HTMLTree($0.count > Self.metadata ? Text($0.bytes.prefix(Self.metadata)) : $0) }
        let metadata = Metadata(
            title: tree?.values(of: "dc:title").first, date: tree?.values(of: "meta:creation-date").first.flatMap(DayWords.day))
        return try reader.builder.report(
            path: file.path, title: reader.title ?? metadata.title ?? "", date: reader.date.flatMap(DayWords.day), metadata: metadata)
    }

    /// Bytes at the beginning of a file within which its metadata stand.
    private static let metadata = 1 << 18
}
