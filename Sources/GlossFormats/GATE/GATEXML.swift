import GlossModel

/// GATE's XML (GATE User Guide, "GATE XML format"): a text with nodes and sets of annotations from node to
/// node. Only read.
///
/// A set is a layer, the default set the first. Annotations are mentions by their type with their features as
/// attributes; those that say of each other that they match are one entity; TIMEX3 are times. Tokens, spaces
/// and sentences, and the markup of the original, stay in the file.
public struct GATEXML: ForeignFormat {
    public init() {}
    public var name: String { "gate-xml" }
    public var suffixes: [String] { ["gate.xml"] }
    var unit: OffsetUnit? { .utf16 }

    public func sniff(_ file: InputFile) -> Likeness { XMLEncoding.root(of: file) == "GateDocument" ? .certain : .none }

    func records(of file: InputFile, over text: Text?) throws(FormatError) -> [ForeignReport] {
        let root = try XMLNode(file.content)
        guard let content = root.first("TextWithNodes") else { throw .unsupported(what: "it has no text (no TextWithNodes)") }
        var bytes: [UInt8] = []
        var nodes: [String: Int] = [:]
        for child in content.children {
            switch child {
            case .text(let words): bytes += words
            case .element(let node): if let id = node["id"] { nodes[id] = bytes.count }
            }
        }
        var record = record(Text(exactly: bytes), of: file, after: 0)
        for (name, value) in GATEXML.features(root.first("GateDocumentFeatures")) { record.document(name, value, by: record.annotator("")) }
        var sets = GATESets()
        for set in root.all("AnnotationSet") {
            for annotation in set.all("Annotation") {
                let places = (annotation["StartNode"], annotation["EndNode"])
                sets.add(
                    GATESets.Annotation(
                        id: annotation["Id"] ?? "", type: annotation["Type"] ?? "",
                        features: GATEXML.features(annotation),
                        span: places.0.flatMap { nodes[$0] }.flatMap { start in places.1.flatMap { nodes[$0] }.map { Span(start, max(start, $0)) } }),
                    to: set["Name"] ?? "", &record)
            }
        }
        sets.finish(&record)
        return [record]
    }

    private static func features(_ node: XMLNode?) -> [(name: String, value: String)] {
        (node?.all("Feature") ?? []).map { ($0.first("Name")?.words ?? "", $0.first("Value")?.words ?? "") }
    }
}

/// The sets of annotations of a GATE document, whichever way it was written.
struct GATESets {
    struct Annotation {
        var id: String
        var type: String
        var features: [(name: String, value: String)]
        /// In bytes; nil where it names no place of the text.
        var span: Span?
        /// Offsets of the file, where they are not bound yet.
        var offsets: (start: Int, end: Int)?
    }

    private static let linguistic: Set<String> = ["Token", "SpaceToken", "Sentence", "Split", "DEFAULT_TOKEN"]
    private static let original = "Original markups"
    private var left = 0
    private var placeless = 0

    mutating func add(_ annotation: Annotation, to set: String, _ record: inout ForeignReport) {
        guard set != GATESets.original, !GATESets.linguistic.contains(annotation.type) else {
            left += 1
            return
        }
        let annotator = record.annotator(set)
        var item = ForeignLayers.Labelled(id: "\(set)\n\(annotation.id)", label: annotation.type)
        item.attributes = annotation.features.filter { $0.name != "matches" }
        if let matches = annotation.features.value("matches"), let first = GATESets.numbers(matches).min() { item.chain = "\(set)\n\(first)" }
        if ["TIMEX3", "Timex3", "TIMEX"].contains(annotation.type), let value = annotation.features.value("value") {
            let type = annotation.features.value("type") ?? annotation.features.value("timexType") ?? ""
            item.time = .init(type: TimexType(rawValue: type.uppercased()) ?? .date, value: value, mod: annotation.features.value("mod"))
            item.attributes.removeAll { ["value", "type", "mod"].contains($0.name) }
        }
        if let uri = annotation.features.value("inst") ?? annotation.features.value("URI"), item.chain.isEmpty { item.entity = uri }
        if let offsets = annotation.offsets {
            record.add(item, [offsets], quoted: annotation.features.value("string") ?? "", by: annotator)
        } else if let span = annotation.span {
            item.span = span
            record.add(placed: item, by: annotator)
        } else {
            placeless += 1
        }
    }

    /// The numbers of a list, however it is written: `3;15`, `[3, 15]`.
    private static func numbers(_ list: String) -> [Int] { list.split { !$0.isNumber }.compactMap { Int($0) } }

    func finish(_ record: inout ForeignReport) {
        if left > 0 {
            record.tell(.note, "columns-kept", "\(left.of("annotation of tokens, sentences and original markup is", "annotations of tokens, sentences and original markup are")) not shown")
        }
        guard placeless > 0 else { return }
        record.tell(.error, "names-what-is-not-there", "\(placeless.of("annotation names a node", "annotations name nodes")) that the text does not have; left out")
    }
}
