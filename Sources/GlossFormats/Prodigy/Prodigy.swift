import GlossModel

/// The JSONL of Prodigy (explosion.ai), as `prodigy db-out` writes it: a task a line. Offsets are code
/// points. Only read.
///
/// Read: `spans` of ner, spans and their review, `relations` of rel with the spans that they join, the
/// `label` and the `accept`ed options of textcat and choice as attributes of the document, `meta`. What was
/// answered with `reject` or `ignore` is told and not shown.
public struct Prodigy: ForeignFormat {
    public init() {}
    public var name: String { "prodigy" }
    public var suffixes: [String] { ["prodigy.jsonl"] }
    var unit: OffsetUnit? { .codePoints }

    public func sniff(_ file: InputFile) -> Likeness {
        guard file.begins(with: 0x7B, 0x5B), let head = JSONHead(file), !head.isOwn else { return .none }
        // Tasks about pages and pictures stand among those about texts.
        if head.has("_input_hash"), head.has("_task_hash") { return .certain }
        guard head.has("text", 0x22) || head.itemOfList("tokens", has: "text") else { return .none }
        let isTask = ["_input_hash", "_task_hash", "_view_id", "_session_id"].contains { head.has($0) }
        let isAnswered = ["accept", "reject", "ignore"].contains { head.beginning(of: "answer", 8).hasPrefix("\"\($0)\"") }
        return isTask || isAnswered || head.itemOfList("spans", has: "start", "end") ? .certain : .none
    }

    func records(of file: InputFile, over text: Text?) throws(FormatError) -> [ForeignReport] {
        try records(ofItems: file) { task, begin in
            guard let text = Prodigy.text(of: task) else { return nil }
            var record = begin(text)
            ProdigyTask(task).add(to: &record)
            return record
        }
    }

    /// The text of a task, or what its tokens make; nil where there is neither.
    private static func text(of task: JSONValue) -> Text? {
        if let text = task["text"]?.asText { return text }
        let tokens = task["tokens"]?.items ?? []
        guard tokens.contains(where: { $0["text"]?.string != nil }) else { return nil }
        var words = TokenText()
        var space = false
        for token in tokens {
            words.add(token["text"]?.string ?? "", space: space)
            space = token["ws"]?.bool ?? true
        }
        return words.text
    }
}

/// One task: what somebody was asked about a text, and what they answered.
struct ProdigyTask {
    private let task: JSONValue
    private let tokens: [JSONValue]
    /// Members that mean something, or say how the task was served.
    private static let known: Set<String> = [
        "text", "tokens", "spans", "relations", "answer", "label", "accept", "options", "meta", "html", "config", "style", "arcs",
    ]

    init(_ task: JSONValue) { (self.task, tokens) = (task, task["tokens"]?.items ?? []) }

    func add(to record: inout ForeignReport) {
        let who = (task["_annotator_id"] ?? task["_session_id"])?.string ?? ""
        let annotator = record.annotator(who)
        for (key, value) in task["meta"]?.members ?? [] { record.document("meta." + key, value.asWords, by: annotator) }
        let answer = task["answer"]?.string ?? "accept"
        guard answer == "accept" else { return reject(answer, &record) }
        spans(&record, annotator)
        categories(&record, annotator)
        for (key, value) in task.members where !Self.known.contains(key) && !key.hasPrefix("_") && !value.isNull {
            record.document(key, value.asWords, by: annotator)
        }
    }

    /// Counts what was not accepted.
    private func reject(_ answer: String, _ record: inout ForeignReport) {
        let said = (task["spans"]?.items.count ?? 0) + (task["relations"]?.items.count ?? 0)
            + (task["label"]?.string == nil ? 0 : 1) + (task["accept"]?.items.count ?? 0)
        guard said == 0 else { return record.reject(said, "answered with \(answer)", at: task.range.lowerBound) }
        record.tell(.note, "rejected-left-out", "annotators answered with \(answer)")
    }

    private func categories(_ record: inout ForeignReport, _ annotator: Int) {
        if let label = task["label"], !label.isNull { record.document("label", label.asWords, by: annotator) }
        for option in task["accept"]?.items ?? [] { record.document("accept", option.asWords, by: annotator) }
        if task["accept"]?.kind != .array, let option = task["accept"], !option.isNull {
            record.document("accept", option.asWords, by: annotator)
        }
    }

    // MARK: Spans and relations

    private func spans(_ record: inout ForeignReport, _ annotator: Int) {
        var ids: [String: String] = [:]
        for span in task["spans"]?.items ?? [] where isAccepted(span, &record) { add(span, &ids, &record, annotator) }
        for relation in task["relations"]?.items ?? [] where isAccepted(relation, &record) {
            let from = end("head", of: relation, &ids, &record, annotator)
            let to = end("child", of: relation, &ids, &record, annotator)
            guard let from, let to else {
                record.odd(relation, by: annotator)
                continue
            }
            record.add(ForeignLayers.Link(type: relation["label"]?.string ?? "relation", from: from, to: to), by: annotator)
        }
    }

    /// A span may have an answer of its own (review).
    private func isAccepted(_ item: JSONValue, _ record: inout ForeignReport) -> Bool {
        guard let answer = item["answer"]?.string, answer != "accept" else { return true }
        record.reject(1, "answered with \(answer)", at: item.range.lowerBound)
        return false
    }

    @discardableResult
    private func add(
        _ span: JSONValue, _ ids: inout [String: String], _ record: inout ForeignReport, _ annotator: Int, label: String = "span"
    ) -> String? {
        guard let (start, end) = bounds(span) else {
            record.odd(span, by: annotator)
            return nil
        }
        let place = "\(start):\(end)"
        let id = ids[place] == nil ? place : "\(place):\(ids.count)"
        var item = ForeignLayers.Labelled(id: id, label: span["label"]?.string ?? label)
        for key in ["source", "score", "kb_id", "note", "comment"] {
            guard let value = span[key], !value.isNull else { continue }
            if key == "kb_id" { item.entity = value.asWords } else { item.attributes.append((key, value.asWords)) }
        }
        if ids[place] == nil { ids[place] = id }
        record.add(item, start, end, QuotedSpans.Quotation(words: span["text"]), by: annotator, at: span.range.lowerBound)
        return id
    }

    /// The span at one end of a relation; a token that is in no span becomes one.
    private func end(
        _ name: String, of relation: JSONValue, _ ids: inout [String: String], _ record: inout ForeignReport, _ annotator: Int
    ) -> String? {
        let token = relation[name]?.wholeNumber
        let atToken = token.flatMap { tokens.indices.contains($0) ? tokens[$0] : nil }
        guard let span = relation[name + "_span"] ?? atToken, let place = bounds(span) else { return nil }
        if let known = ids["\(place.start):\(place.end)"] { return known }
        return add(span, &ids, &record, annotator, label: "token")
    }

    /// Where a span stands, by its offsets or by its tokens.
    private func bounds(_ span: JSONValue) -> (start: Int, end: Int)? {
        if let start = span["start"]?.wholeNumber, let end = span["end"]?.wholeNumber { return (start, end) }
        guard let first = span["token_start"]?.wholeNumber, let last = span["token_end"]?.wholeNumber, tokens.indices.contains(first),
            tokens.indices.contains(last), let start = tokens[first]["start"]?.wholeNumber, let end = tokens[last]["end"]?.wholeNumber
        else { return nil }
        return (start, end)
    }
}
