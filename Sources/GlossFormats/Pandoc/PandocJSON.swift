import GlossModel

/// pandoc's document tree (`pandoc -t json`, pandoc-types 1.20 and later): DOCX, ODT, EPUB and what
/// else pandoc reads, with headings, lists, tables, notes and links. Only read; gloss has pandoc make
/// it (Resources/containers.conf).
public struct PandocJSON: Format {
    public init() {}
    public var name: String { "pandoc" }
    public var suffixes: [String] { ["pandoc.json"] }
    public var isDocument: Bool { true }

    public func sniff(_ file: InputFile) -> Likeness {
        guard file.begins(with: 0x7B), let head = JSONHead(file), head.has("pandoc-api-version", 0x5B) else { return .none }
        return .certain
    }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        let root = try JSONDocument(file.content).root
        guard let version = root["pandoc-api-version"]?.items.map({ $0.int ?? 0 }), version.count > 1,
            let blocks = root["blocks"], blocks.kind == .array
        else { throw .unsupported(what: "this is not pandoc's document tree") }
        guard version[0] == 1, version[1] >= 20 else {
            throw .unsupported(what: "pandoc's tree of version \(version[0]).\(version[1]) is not read; a newer pandoc writes 1.20 and later")
        }
        var reader = PandocReader(file)
        try reader.read(PandocMetadata(root["meta"]), blocks)
        return [try reader.report(path: file.path)]
    }
}
