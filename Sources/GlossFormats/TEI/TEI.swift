import GlossModel

/// TEI (Text Encoding Initiative, P5; P4 as far as it is alike): the text of `text`, with its divisions,
/// headings, pages and notes as structure; names, places, organisations and dates as they are marked. Only
/// read.
///
/// Element names mean what the Guidelines say, whatever their prefix. `persName` and the like are mentions of
/// a Person, an Organization, a Location; `name` and `rs` by their `type`; `date` and `time` are times. What
/// `ref`, `key` or `corresp` name is what they refer to, by its name in a list of persons, places or
/// organisations where the document has one. Of a `choice` the corrected, regular and expanded words are
/// read. A `teiCorpus` is a report for each TEI in it.
public struct TEI: Format {
    public init() {}
    public var name: String { "tei" }
    public var suffixes: [String] { ["tei", "tei.xml"] }
    public var isWritten: Bool { false }
    public var holdsSeveral: Bool { true }

    private static let roots: Set<String> = ["TEI", "TEI.2", "teiCorpus", "teiCorpus.2"]

    public func sniff(_ file: InputFile) -> Likeness { XMLEncoding.root(of: file).map { Self.roots.contains($0) } == true ? .certain : .none }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        let root = try XMLNode(file.content)
        let names = TEINames(root)
        let documents = root.name.hasPrefix("teiCorpus") ? root.descendants { $0.name == "TEI" || $0.name == "TEI.2" } : [root]
        var reports: [Report] = []
        for document in documents {
            guard let text = document.first("text") else { continue }
            let path = documents.count == 1 ? file.path : "\(file.path)#\(reports.count + 1)"
            reports.append(try report(document, text, names, path, file))
        }
        guard !reports.isEmpty else { throw .unsupported(what: "it has no text (no <text> element)") }
        return reports
    }

    private func report(
        _ document: XMLNode, _ text: XMLNode, _ names: TEINames, _ path: String, _ file: InputFile
    ) throws(FormatError) -> Report {
        let header = TEIHeader(document.first("teiHeader"))
        var blocks = TEIBlocks(names)
        blocks.write(text)
        var report = try blocks.builder.report(path: path, title: header.title, date: header.date)
        var record = ForeignReport(report.text, unit: .codePoints, path: path)
        let annotator = record.annotator("")
        for (name, value) in header.facts { record.document(name, value, by: annotator) }
        for item in blocks.labelled { record.add(placed: item, by: annotator) }
        for (what, count) in blocks.left.sorted(by: { $0.key < $1.key }) {
            record.tell(.note, "columns-kept", "\(count.of("\(what) element is", "\(what) elements are")) not shown")
        }
        record.add(to: &report, path, ForeignLayers.Source(file: file.content, range: nil, format: name, isExact: true))
        return report
    }
}

/// What the header says of the text.
struct TEIHeader {
    private(set) var title = ""
    private(set) var date: Day?
    private(set) var facts: [(name: String, value: String)] = []

    init(_ header: XMLNode?) {
        guard let header else { return }
        let statement = header.first("fileDesc")?.first("titleStmt")
        let titles = statement?.all("title") ?? []
        title = (titles.first { $0["type"] == "main" } ?? titles.first)?.words ?? ""
        for author in statement?.all("author") ?? [] where !author.words.isEmpty { facts.append(("author", author.words)) }
        for language in header.descendants(where: { $0.name == "language" }) {
            if let name = language["ident"] { facts.append(("language", name)) }
        }
        date = TEIHeader.date(header)
    }

    /// When a letter was sent, else when the text was made, else when its source was published.
    private static func date(_ header: XMLNode) -> Day? {
        let sent = header.descendants { $0.name == "correspAction" && $0["type"] == "sent" }.flatMap { $0.all("date") }
        let made = header.descendants { $0.name == "creation" }.flatMap { $0.all("date") }
        let published = (header.first("fileDesc")?.first("sourceDesc")?.descendants { $0.name == "date" } ?? [])
        for date in sent + made + published {
            if let when = date["when"] ?? date["value"] ?? date["when-iso"], let day = Day(iso: when.prefix(10)) { return day }
        }
        return nil
    }
}

/// The names that lists of a document give to what is referred to by a key.
struct TEINames {
    private var names: [String: String] = [:]
    private static let listed: Set<String> = ["person", "personGrp", "place", "org", "item", "event", "object", "nym"]
    private static let naming: Set<String> = ["persName", "placeName", "orgName", "name", "eventName", "objectName", "settlement", "country", "label"]

    init(_ root: XMLNode) {
        for node in root.descendants(where: { TEINames.listed.contains($0.name) && $0["id"] != nil }) {
            guard let id = node["id"], names[id] == nil, let name = node.elements.first(where: { TEINames.naming.contains($0.name) })
            else { continue }
            names[id] = name.words
        }
    }

    /// The name of what a reference names; empty where no list has it.
    func name(_ reference: String) -> String {
        reference.utf8.lastIndex(of: 0x23).map { names[String(reference[reference.utf8.index(after: $0)...])] ?? "" }
            ?? names[reference] ?? ""
    }
}
