import GlossModel

/// BioC (Comeau et al. 2013) in XML and JSON: collections of documents of passages, and what PubTator serves
/// in it. Offsets are counted over the document, in code points unless its passages stand as another unit
/// counts. Only read.
///
/// A document is a report: its passages stand at their offsets, titles are headings, captions and references
/// are such blocks. Annotations are mentions by their `type`, in pieces where they have several locations;
/// `identifier` and infons named after a database are what they refer to. Relations join annotations or
/// identifiers. Other infons are attributes.
public struct BioC: ForeignFormat {
    public init() {}
    public var name: String { "bioc" }
    public var suffixes: [String] { ["bioc.xml", "bioc.json"] }
    var unit: OffsetUnit? { .codePoints }

    public func sniff(_ file: InputFile) -> Likeness {
        if XMLEncoding.root(of: file) == "collection" {
            let head = XMLEncoding.head(file.content)
            return head.contains("BioC") || head.contains("<document>") || head.contains("<key>") ? .certain : .none
        }
        guard file.begins(with: 0x7B, 0x5B), let head = JSONHead(file), !head.isOwn else { return .none }
        if head.itemOfList("documents", has: "passages") || head.itemOfList("PubTator3", has: "passages") { return .certain }
        return head.itemOfList("passages", has: "offset") ? .certain : .none
    }

    func records(of file: InputFile, over text: Text?) throws(FormatError) -> [ForeignReport] {
        var records: [ForeignReport] = []
        var items = JSONRecords(file.content)
        for document in try documents(of: file, &items) where document.hasText {
            let placed = BioCPlaces(document)
            var record = ForeignReport(placed.text, unit: placed.unit, path: "\(file.path)#\(records.count + 1)", file: file.content)
            record.blocks = placed.blocks
            placed.add(to: &record)
            records.append(record)
        }
        records.tellBroken(items, of: file)
        return records
    }

    private func documents(of file: InputFile, _ items: inout JSONRecords) throws(FormatError) -> [BioCDocument] {
        if file.begins(with: 0x3C) || UTF16Text.stands(in: file.content) {
            return try XMLNode(file.content).all("document").map { BioCDocument($0) }
        }
        var found: [BioCDocument] = []
        while let (value, _) = try items.next() {
            let list = (value["documents"] ?? value["PubTator3"])?.items ?? [value]
            found += list.map { BioCDocument($0) }
        }
        return found
    }
}

/// A document of a collection, whichever way it was written.
struct BioCDocument {
    struct Annotation {
        var id: String
        var infons: [(name: String, value: String)]
        var locations: [(offset: Int, length: Int)]
        var text: String
    }

    struct Relation {
        var id: String
        var infons: [(name: String, value: String)]
        /// Ids of annotations and relations, with their roles.
        var nodes: [(id: String, role: String)]
    }

    /// A passage, or a sentence of one.
    struct Passage {
        var infons: [(name: String, value: String)] = []
        var offset: Int?
        var text: Text?
        var annotations: [Annotation] = []
        var sentences: [Passage] = []
    }

    var id = ""
    var infons: [(name: String, value: String)] = []
    var passages: [Passage] = []
    var relations: [Relation] = []

    var hasText: Bool { passages.contains { $0.text != nil || $0.sentences.contains { $0.text != nil } } }
}

// MARK: XML

extension BioCDocument {
    init(_ node: XMLNode) {
        id = node.first("id")?.words ?? ""
        infons = BioCDocument.infons(node)
        relations = BioCDocument.relations(node)
        for passage in node.all("passage") { passages.append(self.passage(passage)) }
    }

    private static func infons(_ node: XMLNode) -> [(name: String, value: String)] {
        node.all("infon").map { ($0["key"] ?? "", $0.words) }
    }

    private mutating func passage(_ node: XMLNode) -> Passage {
        relations += BioCDocument.relations(node)
        var passage = Passage(infons: BioCDocument.infons(node), offset: node.first("offset").flatMap { Int(within: $0.words) })
        passage.text = node.first("text").map { Text($0.characters, isString: true) }
        passage.annotations = node.all("annotation").map { item in
            Annotation(
                id: item["id"] ?? "", infons: BioCDocument.infons(item),
                locations: item.all("location").compactMap { place in
                    guard let offset = place["offset"].flatMap({ Int(within: $0) }), let length = place["length"].flatMap({ Int(within: $0) }) else { return nil }
                    return (offset, length)
                },
                text: item.first("text").map { String(decoding: $0.characters, as: UTF8.self) } ?? "")
        }
        passage.sentences = node.all("sentence").map { self.passage($0) }
        return passage
    }

    private static func relations(_ node: XMLNode) -> [Relation] {
        node.all("relation").map { item in
            Relation(
                id: item["id"] ?? "", infons: infons(item),
                nodes: item.all("node").map { ($0["refid"] ?? "", $0["role"] ?? "") })
        }
    }
}

// MARK: JSON

extension BioCDocument {
    init(_ value: JSONValue) {
        id = value["id"]?.asWords ?? ""
        infons = BioCDocument.infons(value)
        relations = BioCDocument.relations(value)
        for passage in value["passages"]?.items ?? [] { passages.append(self.passage(passage)) }
    }

    /// An object in an infon is what its members say.
    private static func infons(_ value: JSONValue) -> [(name: String, value: String)] {
        (value["infons"]?.members ?? []).flatMap { name, value -> [(name: String, value: String)] in
            guard value.kind == .object else { return value.isNull ? [] : [(name, value.asWords)] }
            return value.members.filter { !$0.value.isNull }.map { ("\(name).\($0.key)", $0.value.asWords) }
        }
    }

    private mutating func passage(_ value: JSONValue) -> Passage {
        relations += BioCDocument.relations(value)
        var passage = Passage(infons: BioCDocument.infons(value), offset: value["offset"]?.wholeNumber)
        passage.text = value["text"]?.asText
        passage.annotations = (value["annotations"]?.items ?? []).map { item in
            Annotation(
                id: item["id"]?.asWords ?? "", infons: BioCDocument.infons(item),
                locations: (item["locations"]?.items ?? []).compactMap { place in
                    guard let offset = place["offset"]?.wholeNumber, let length = place["length"]?.wholeNumber else { return nil }
                    return (offset, length)
                },
                text: item["text"]?.string ?? "")
        }
        passage.sentences = (value["sentences"]?.items ?? []).map { self.passage($0) }
        // A passage cut into sentences says its words there.
        if passage.text?.count == 0, !passage.sentences.isEmpty { passage.text = nil }
        return passage
    }

    private static func relations(_ value: JSONValue) -> [Relation] {
        (value["relations"]?.items ?? []).map { item in
            Relation(
                id: item["id"]?.asWords ?? "", infons: infons(item),
                nodes: (item["nodes"]?.items ?? []).map { ($0["refid"]?.asWords ?? "", $0["role"]?.asWords ?? "") })
        }
    }
}
