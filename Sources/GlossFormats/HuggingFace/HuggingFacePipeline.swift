import GlossModel

/// What the token-classification pipelines of Hugging Face `transformers` return, kept as JSON: a list of
/// objects with `entity_group` or `entity`, `start`, `end`, `word` and `score`, about `report.txt` beside;
/// or records that hold their text with such a list. Offsets are code points. Only read.
///
/// Pieces of words (`entity` with `index`) that follow each other are one mention, by their tags.
public struct HuggingFacePipeline: ForeignFormat {
    public init() {}
    public var name: String { "hf-pipeline" }
    public var suffixes: [String] { ["pipeline.json", "pipeline.jsonl"] }
    public var textSuffix: String? { nil }
    var unit: OffsetUnit? { .codePoints }

    private static let textKeys = ["text", "inputs", "input", "sequence", "sentence"]

    public func sniff(_ file: InputFile) -> Likeness {
        guard file.begins(with: 0x7B, 0x5B) else { return .none }
        if let head = JSONHead(file) {
            if head.isOwn { return .none }
            if head.has("entity_group") || head.has("entity", 0x22) && head.has("score") && head.has("word") { return .certain }
            guard Self.textKeys.contains(where: { head.has($0, 0x22) }) else { return .none }
            return head.keys.contains { head.itemOfList($0.name, has: "entity_group") || head.itemOfList($0.name, has: "entity", "score") }
                ? .certain : .none
        }
        // A list for each of several texts.
        let beginning = file.content[Span(0, min(512, file.content.count))].filter { !$0.isWhitespace }
        return beginning.hasPrefix("[[{\"entity") || beginning.hasPrefix("[[{") && beginning.contains("\"entity_group\"") ? .certain : .none
    }

    func records(of file: InputFile, over text: Text?) throws(FormatError) -> [ForeignReport] {
        var records: [ForeignReport] = []
        var beside: [JSONValue] = []
        var items = JSONRecords(file.content)
        while let (value, range) = try items.next() {
            if let own = Self.textKeys.lazy.compactMap({ value[$0]?.asText }).first {
                var record = record(own, of: file, after: records.count, at: range)
                add(HuggingFacePipeline.list(in: value), to: &record)
                records.append(record)
            } else {
                beside += value.kind == .array ? value.items : [value]
            }
        }
        if !beside.isEmpty || records.isEmpty {
            var record = record(try file.textBeside(text), of: file, after: records.count)
            add(beside, to: &record)
            records.append(record)
        }
        records.tellBroken(items, of: file)
        return records
    }

    /// The list of a record that is what a pipeline returned.
    private static func list(in value: JSONValue) -> [JSONValue] {
        value.members.lazy.map(\.value.items).first { $0.contains { $0["entity_group"] != nil || $0["entity"] != nil } } ?? []
    }

    private func add(_ list: [JSONValue], to record: inout ForeignReport) {
        let annotator = record.annotator("")
        var open: HuggingFacePiece?
        for value in list {
            guard let piece = HuggingFacePiece(value) else {
                record.odd(value, by: annotator)
                continue
            }
            if let known = open, known.goesOn(with: piece) {
                open = known.joined(with: piece)
            } else {
                open?.add(to: &record, annotator)
                open = piece
            }
        }
        open?.add(to: &record, annotator)
    }
}

/// A piece of what a pipeline found.
struct HuggingFacePiece {
    private var start: Int
    private var end: Int
    private var letter: UInt8?
    private let type: String
    private let isGroup: Bool
    private var index: Int?
    private var word: String
    private var scores: [Double]
    /// Where it stands in the file, in bytes.
    private let offset: Int

    /// nil where it has no place.
    init?(_ value: JSONValue) {
        guard let start = value["start"]?.wholeNumber, let end = value["end"]?.wholeNumber else { return nil }
        (self.start, self.end, offset) = (start, end, value.range.lowerBound)
        isGroup = value["entity_group"]?.string != nil
        let tag = (value["entity_group"] ?? value["entity"] ?? value["label"])?.string ?? ""
        let parts = TagRuns.parts(of: tag)
        (letter, type) = isGroup ? (nil, tag) : (parts.letter, parts.letter == nil ? tag : parts.type)
        index = value["index"]?.wholeNumber
        word = value["word"]?.string ?? ""
        scores = value["score"]?.double.map { [$0] } ?? []
    }

    /// Whether what comes next is another piece of the same mention.
    func goesOn(with next: HuggingFacePiece) -> Bool {
        guard !isGroup, !next.isGroup, type == next.type else { return false }
        let isPiece = next.word.hasPrefix("##") && next.start == end
        let isNext = index.flatMap { own in next.index.map { $0 == own + 1 } } ?? (next.start >= end && next.start <= end + 1)
        return isPiece || isNext && next.letter != 0x42 && next.letter != 0x53 && next.letter != 0x55
    }

    func joined(with next: HuggingFacePiece) -> HuggingFacePiece {
        var whole = self
        whole.end = next.end
        whole.index = next.index
        whole.word = ""
        whole.scores += next.scores
        return whole
    }

    func add(to record: inout ForeignReport, _ annotator: Int) {
        guard !(type == "O" && letter == nil && !isGroup) else { return }
        var item = ForeignLayers.Labelled(label: type.isEmpty ? "entity" : type)
        if let least = scores.min() { item.attributes.append(("score", "\(least)")) }
        record.add(item, [(start, end)], quoted: HuggingFacePiece.isWhole(word) ? word : "", by: annotator, at: offset)
    }

    /// Whether a word is as it stands in the text: no piece of one, and by a model that keeps capitals.
    private static func isWhole(_ word: String) -> Bool {
        !word.contains("##") && !word.contains("▁") && !word.contains("Ġ") && word.contains(where: \.isUppercase)
    }
}
