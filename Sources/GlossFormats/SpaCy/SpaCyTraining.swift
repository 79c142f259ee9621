import GlossModel

/// The JSON that spaCy 2 was trained with (`spacy convert`, "JSON input format for training"): documents of
/// paragraphs of sentences of tokens with BILUO tags. Only read.
///
/// The text of a paragraph is its `raw`, in which the tokens are found again, else it is put together of the
/// tokens. A document is a report, its paragraphs are paragraphs; `cats` are attributes of the document.
public struct SpaCyTraining: ForeignFormat {
    public init() {}
    public var name: String { "spacy-training" }
    public var suffixes: [String] { ["spacy-training.json"] }
    var unit: OffsetUnit? { nil }

    public func sniff(_ file: InputFile) -> Likeness {
        guard file.begins(with: 0x7B, 0x5B), let head = JSONHead(file), head.has("paragraphs", 0x5B) else { return .none }
        return head.itemOfList("paragraphs", has: "sentences") || head.itemOfList("paragraphs", has: "raw") ? .certain : .none
    }

    func records(of file: InputFile, over text: Text?) throws(FormatError) -> [ForeignReport] {
        try records(ofItems: file) { document, begin in
            var reader = SpaCyTrainingDocument()
            for paragraph in document["paragraphs"]?.items ?? [] { reader.take(paragraph) }
            guard !reader.isEmpty else { return nil }
            var record = begin(reader.text)
            if let id = document["id"], !id.isNull { record.document("id", id.asWords, by: record.annotator("")) }
            reader.add(to: &record)
            return record
        }
    }
}

/// The paragraphs of one document, put together.
private struct SpaCyTrainingDocument {
    private var bytes: [UInt8] = []
    private var mentions: [(span: Span, type: String)] = []
    private var categories: [(name: String, value: String)] = []
    private var missing = 0

    var isEmpty: Bool { bytes.isEmpty }

    var text: Text { Text(bytes) }

    mutating func take(_ paragraph: JSONValue) {
        if !bytes.isEmpty { bytes += [0x0A, 0x0A] }
        let start = bytes.count
        let sentences = (paragraph["sentences"]?.items ?? []).map { $0["tokens"]?.items ?? [] }
        if let raw = paragraph["raw"]?.asText, raw.count > 0 {
            bytes += raw.bytes
            var places = TokenPlaces(raw)
            for tokens in sentences {
                let found = tokens.map { places.next($0["orth"]?.string ?? "") }
                add(tokens, at: start) { run in
                    let known = run.compactMap { found[$0] }
                    return known.first.flatMap { first in known.last.map { Span(Int(first.start), Int($0.end)) } }
                }
            }
            missing += places.missing
        } else {
            for tokens in sentences { put(tokens) }
        }
        offsets((paragraph["entities"]?.items ?? []).map(\.items).filter { $0.count > 2 }, start)
        for cat in paragraph["cats"]?.items ?? [] { categories.append(("cats." + (cat["label"]?.asWords ?? ""), cat["value"]?.asWords ?? "")) }
    }

    /// A sentence without its text: tokens as in print, on a line.
    private mutating func put(_ tokens: [JSONValue]) {
        if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
        let start = bytes.count
        var made = TokenText()
        var space: Bool?
        for token in tokens {
            made.add(token["orth"]?.string ?? "", space: space)
            space = token["space"]?.string.map { !$0.isEmpty }
        }
        bytes += made.bytes
        add(tokens, at: start) { made.span($0) }
    }

    private mutating func add(_ tokens: [JSONValue], at start: Int, _ place: (Range<Int>) -> Span?) {
        var runs = TagRuns()
        for (index, token) in tokens.enumerated() { runs.take(token["ner"]?.string ?? "O", at: index) }
        runs.end()
        for run in runs.runs {
            guard let span = place(run.tokens) else { continue }
            mentions.append((Span(start + Int(span.start), start + Int(span.end)), run.type))
        }
    }

    /// `[start, end, label]` in code points of the paragraph; what the tokens have said as well is left out.
    private mutating func offsets(_ entities: [[JSONValue]], _ start: Int) {
        guard !entities.isEmpty else { return }
        var known = Set(mentions.map { "\($0.span.start) \($0.span.end) \($0.type)" })
        var cursor = OffsetCursor(Text(exactly: Array(bytes[start...])), unit: .codePoints)
        for parts in entities {
            guard let first = parts[0].wholeNumber, let last = parts[1].wholeNumber, let from = cursor.byte(beforeUnits: first),
                let to = cursor.byte(beforeUnits: last), from <= to
            else {
                missing += 1
                continue
            }
            let (span, type) = (Span(start + from, start + to), parts[2].asWords)
            if known.insert("\(span.start) \(span.end) \(type)").inserted { mentions.append((span, type)) }
        }
    }

    func add(to record: inout ForeignReport) {
        let annotator = record.annotator("")
        for (span, type) in mentions {
            var item = ForeignLayers.Labelled(label: type)
            item.span = span
            record.add(placed: item, by: annotator)
        }
        for (name, value) in categories { record.document(name, value, by: annotator) }
        guard missing > 0 else { return }
        record.tell(.warning, "token-not-in-text", "\(missing.of("token does", "tokens do")) not stand in the text; what is said of them is left out")
    }
}
