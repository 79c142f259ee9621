import GlossModel

/// spaCy's `Doc.to_json` (spaCy 3): one object, an array of them, or one a line. Offsets are code points.
///
/// Read: `ents` and the groups of `spans` as mentions, `kb_id` as the entity that they refer to,
/// `cats` and what `_` holds as attributes of the document. Tokens and sentences stay in the file.
/// Written so that `Doc.from_json` takes it: mentions and times that do not overlap as `ents`,
/// everything else in groups of `spans`, with tokens that begin and end where they do; all that
/// gloss knows beside that in `gloss`, which spaCy passes over.
public struct SpaCy: RecordFormat {
    public init() {}
    public var name: String { "spacy" }
    public var suffixes: [String] { ["spacy.json", "spacy.jsonl"] }
    var unit: OffsetUnit { .codePoints }

    public func sniff(_ file: InputFile) -> Likeness {
        guard let head = JSONHead(file), !head.isOwn, head.has("text", 0x22) else { return .none }
        let isDoc = head.hasList("ents") || head.has("spans", 0x7B) || head.has("cats", 0x7B)
        return isDoc || head.itemOfList("tokens", has: "start") ? .certain : .none
    }

    func text(of record: JSONRecord) throws(FormatError) -> Text? { try record.value("text")?.asText }

    /// A token cannot begin or end within white space, and so no span can.
    func fit(_ text: Text) -> (Span) -> Span? { { SpaCyTokens.trimmed($0, in: text) } }

    var members: Set<String>? { ["text", "ents", "spans", "cats", "_", "tokens", "sents", "gloss", "meta"] }

    // MARK: Reading

    func take(_ record: JSONRecord, into report: inout ForeignReport) throws(FormatError) {
        let all = report.annotator("")
        for span in try record.items("ents") { take(span, nil, &report, by: all) }
        for group in try record.value("spans")?.members ?? [] {
            for span in group.value.items { take(span, group.key, &report, by: all) }
        }
        for cat in try record.value("cats")?.members ?? [] {
            report.document(SpaCyName.cats + cat.key, cat.value.asWords, by: all)
        }
        for extra in try record.value("_")?.members ?? [] {
            report.document(SpaCyName.extra + extra.key, extra.value.asWords, by: all)
        }
        report.own = record.place("gloss")
    }

    private func take(_ span: JSONValue, _ group: String?, _ report: inout ForeignReport, by annotator: Int) {
        var item = ForeignLayers.Labelled(label: span["label"]?.string ?? "")
        if let group { item.attributes.append((SpaCyName.group, group)) }
        for (key, value) in span.members where !["start", "end", "label"].contains(key) {
            if key == "kb_id" { item.entity = value.string ?? "" } else { item.attributes.append((key, value.asWords)) }
        }
        report.add(item, span["start"], span["end"], of: span, by: annotator)
    }

    // MARK: Writing

    func write(_ report: Report, _ original: JSONRecord?, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        SpaCyWriter(report, original).write(&json, &out)
    }
}

/// Names that reader and writer share.
enum SpaCyName {
    /// Attribute of a mention: the group of `spans` that it is in.
    static let group = "spans"
    /// Attributes of the document begin with it: categories.
    static let cats = "cats."
    /// Attributes of the document begin with it: members of `_`.
    static let extra = "_."
}
