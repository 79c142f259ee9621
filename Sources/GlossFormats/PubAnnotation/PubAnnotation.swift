import GlossModel

/// PubAnnotation's JSON (pubannotation.org, "annotation format"): a text with denotations, relations,
/// attributes and blocks; or with `tracks`, the same of several projects; a list of such documents, or one a
/// line. Offsets are code points. Only read.
///
/// A project is a layer. Denotations are mentions, in pieces where `span` is a list; attributes with a
/// `pred` are theirs by their subject; blocks too, but for those that only say how the
/// text is built (sentences, titles). `namespaces`, and where the document comes from, are attributes of the document.
public struct PubAnnotation: ForeignFormat {
    public init() {}
    public var name: String { "pubannotation" }
    public var suffixes: [String] { ["pubannotation.json", "pubannotation.jsonl"] }
    var unit: OffsetUnit? { .codePoints }

    public func sniff(_ file: InputFile) -> Likeness {
        guard file.begins(with: 0x7B, 0x5B), let head = JSONHead(file), !head.isOwn, head.has("text", 0x22) else { return .none }
        return head.hasList("denotations", "tracks", "catanns", "blocks") || head.has("sourcedb") && head.has("sourceid") ? .certain : .none
    }

    func records(of file: InputFile, over text: Text?) throws(FormatError) -> [ForeignReport] {
        try records(ofItems: file) { document, begin in
            guard let text = document["text"]?.asText else { return nil }
            var record = begin(text)
            PubAnnotationDocument(document).add(to: &record)
            return record
        }
    }
}

/// One document.
struct PubAnnotationDocument {
    private let value: JSONValue
    private static let lists: Set<String> = ["denotations", "catanns", "relations", "insanns", "relanns", "attributes", "modifications", "blocks", "typesettings"]

    /// Blocks that only say how the text is built.
    private static let structural: Set<String> = [
        "sentence", "title", "paragraph", "section", "abstract", "caption", "p", "div", "body", "front", "back", "head", "heading", "label", "table", "fig",
    ]

    init(_ value: JSONValue) { self.value = value }

    func add(to record: inout ForeignReport) {
        let all = record.annotator(value["project"]?.string ?? "")
        for (key, item) in value.members where !Self.lists.contains(key) && !["text", "tracks", "project"].contains(key) && !item.isNull {
            record.document(key, item.asWords, by: all)
        }
        add(value, to: &record, all)
        for track in value["tracks"]?.items ?? [] {
            add(track, to: &record, record.annotator(track["project"]?.string ?? ""))
        }
    }

    private func add(_ track: JSONValue, to record: inout ForeignReport, _ annotator: Int) {
        var said: [String: [(name: String, value: String)]] = [:]
        for item in (track["attributes"]?.items ?? []) + (track["modifications"]?.items ?? []) {
            guard let subject = (item["subj"] ?? item["obj"])?.asWords else {
                record.odd(item, by: annotator)
                continue
            }
            let value = item["subj"] == nil ? "" : item["obj"]?.asWords ?? ""
            said[subject, default: []].append((item["pred"]?.asWords ?? "attribute", value == "true" ? "" : value))
        }
        for item in (track["denotations"] ?? track["catanns"])?.items ?? [] { denotation(item, &said, &record, annotator) }
        let blocks = track["blocks"]?.items ?? []
        let structural = blocks.filter { Self.structural.contains(($0["obj"]?.string ?? "").lowercased()) }
        for item in structural { said.removeValue(forKey: item["id"]?.asWords ?? "") }
        for item in blocks where !Self.structural.contains((item["obj"]?.string ?? "").lowercased()) { denotation(item, &said, &record, annotator) }
        if !structural.isEmpty {
            record.tell(.note, "columns-kept", "\(structural.count.of("block that is a sentence, a title or the like is", "blocks that are sentences, titles and the like are")) not shown")
        }
        for item in (track["relations"] ?? track["relanns"])?.items ?? [] { relation(item, &said, &record, annotator) }
        for item in track["typesettings"]?.items ?? [] {
            guard let (start, end) = PubAnnotationDocument.spans(item).first else { continue }
            record.add(ForeignLayers.Labelled(label: item["style"]?.asWords ?? "typesetting"), start, end, by: annotator)
        }
        guard !said.isEmpty else { return }
        record.tell(
            .warning, "names-what-is-not-there",
            "\(said.count.of("attribute names", "attributes name")) an annotation that is not there (\(said.keys.sorted().prefix(3).joined(separator: ", "))); left out")
    }

    private static func spans(_ item: JSONValue) -> [(Int, Int)] {
        (item["span"]?.orItems ?? []).compactMap { span in
            guard let start = span["begin"]?.wholeNumber, let end = span["end"]?.wholeNumber else { return nil }
            return (start, end)
        }
    }

    private func denotation(
        _ item: JSONValue, _ said: inout [String: [(name: String, value: String)]], _ record: inout ForeignReport, _ annotator: Int
    ) {
        let spans = PubAnnotationDocument.spans(item)
        guard !spans.isEmpty else { return record.odd(item, by: annotator) }
        let id = item["id"]?.asWords ?? ""
        var mention = ForeignLayers.Labelled(id: id, label: (item["obj"] ?? item["category"])?.asWords ?? "")
        mention.attributes = id.isEmpty ? [] : said.removeValue(forKey: id) ?? []
        record.add(mention, spans, by: annotator, at: item.range.lowerBound)
    }

    private func relation(
        _ item: JSONValue, _ said: inout [String: [(name: String, value: String)]], _ record: inout ForeignReport, _ annotator: Int
    ) {
        guard let from = item["subj"]?.asWords, let to = item["obj"]?.asWords else { return record.odd(item, by: annotator) }
        var link = ForeignLayers.Link(type: item["pred"]?.asWords ?? "relation", from: from, to: to)
        if let id = item["id"]?.asWords { link.attributes = said.removeValue(forKey: id) ?? [] }
        record.add(link, by: annotator)
    }
}
