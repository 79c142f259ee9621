import GlossModel

/// EPUB 2 and 3: the chapters in their order, read as pages are. Only read.
public struct EPUB: Format {
    public init() {}
    public var name: String { "epub" }
    public var suffixes: [String] { ["epub"] }
    public var isDocument: Bool { true }

    public func sniff(_ file: InputFile) -> Likeness { ZipArchive.begins(file, holding: "application/epub+zip") ? .certain : .none }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        let archive = try ZipArchive(file.content)
        var package = try EPUBPackage(archive)
        let (page, names) = try package.joined(archive)
        let tree = HTMLTree(page)
        var blocks = HTMLBlocks(tree, leftOut: tree.nodes.map { $0.tag.isSilent }, within: tree.nodes.indices, files: names)
        let beginning = tree.children(0).prefix(3).map { tree.words($0).prefix(1000) }.joined(separator: " ").lowercased()
        let front = (package.title.map { [$0] } ?? []) + package.authors
        for words in front where !beginning.contains(words.lowercased()) {
            blocks.styled(BlockKind.front) { $0.builder.write(words) }
        }
        blocks.writeChildren(0)
        blocks.builder.end()
        blocks.builder.findings += package.findings
        return [
            try blocks.builder.report(
                path: file.path, title: package.title ?? "", date: package.date.flatMap(DayWords.day),
                metadata: Metadata(title: package.title, date: package.date.flatMap(DayWords.day)))
        ]
    }
}

/// What an EPUB says that it is made of.
struct EPUBPackage {
    private(set) var title: String?
    private(set) var authors: [String] = []
    private(set) var date: String?
    private(set) var findings: [Finding] = []
    /// Paths of the chapters, in order.
    private var chapters: [String] = []

    init(_ archive: ZipArchive) throws(FormatError) {
        guard let container = try archive.content(of: "META-INF/container.xml") else { throw .unsupported(what: "META-INF/container.xml is missing in it") }
        let tree = HTMLTree(container)
        let roots = tree.nodes.indices.compactMap { tree.attribute("full-path", of: $0) }
        guard let path = roots.first, let package = try archive.content(of: path) else { throw .unsupported(what: "its list of chapters is missing") }
        read(HTMLTree(package), folder: path.split(separator: "/").dropLast().map(String.init))
        guard !chapters.isEmpty else { throw .unsupported(what: "its list of chapters is empty") }
    }

    private mutating func read(_ tree: HTMLTree, folder: [String]) {
        var items: [String: String] = [:]
        for node in tree.nodes.indices where tree.tag(node) != .text {
            if let reference = tree.attribute("idref", of: node) {
                if let path = items[reference] { chapters.append(path) }
            } else if let identifier = tree.attribute("id", of: node), let address = tree.attribute("href", of: node),
                tree.attribute("media-type", of: node)?.contains("html") == true
            {
                items[identifier] = EPUBPackage.path(address, folder)
            }
        }
        title = tree.values(of: "dc:title").first
        authors = tree.values(of: "dc:creator")
        date = tree.values(of: "dc:date").first
    }

    /// The path in the archive of an address in a file of a folder.
    private static func path(_ address: String, _ folder: [String]) -> String {
        var parts = folder
        for part in unescaped(address).split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
        }
        return parts.joined(separator: "/")
    }

    /// `a%20b` is `a b`.
    private static func unescaped(_ address: String) -> String {
        var (bytes, out) = (Array(address.utf8)[...], [UInt8]())
        while let byte = bytes.popFirst() {
            if byte == 0x25, bytes.count >= 2, let value = UInt8(String(decoding: bytes.prefix(2), as: UTF8.self), radix: 16) {
                out.append(value)
                bytes.removeFirst(2)
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The bodies of all chapters as one page, each in an element of its own, and the names of their
    /// files. Chapters that are not there are told.
    mutating func joined(_ archive: ZipArchive) throws(FormatError) -> (page: Text, names: [String]) {
        var bytes = Array("<?xml version=\"1.0\"?>".utf8)
        var names: [String] = []
        for path in chapters {
            guard let content = try archive.content(of: path) else {
                findings.append(Finding(.warning, "chapter-missing", "its chapter \(path) is not in it"))
                continue
            }
            guard bytes.count < ZipArchive.most else { throw .unsupported(what: "its chapters are larger than \(ZipArchive.most >> 20) MiB") }
            let text = HTMLEncoding.utf8(content, path: path).text
            bytes += Array("<div>".utf8)
            bytes += text.bytes[EPUBPackage.body(of: text)]
            bytes += Array("</div>".utf8)
            names.append(String(path.split(separator: "/").last ?? ""))
        }
        return (Text(bytes), names)
    }

    /// What stands between the tags of a page's body; all where there are none.
    private static func body(of text: Text) -> Range<Int> {
        let tree = HTMLTree(text)
        guard let body = tree.all(.body).first else { return 0..<text.count }
        let start = min(text.count, Int(tree.nodes[body].end) + 1)
        let tail = Array("</body".utf8)
        var end = text.count - tail.count
        while end > start, !text.bytes[end..<end + tail.count].elementsEqual(tail) { end -= 1 }
        return start..<(end > start ? end : text.count)
    }
}
