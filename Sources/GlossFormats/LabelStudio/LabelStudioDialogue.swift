import GlossModel

/// Label Studio's tasks about dialogues (`Paragraphs`): the data is a list of turns, a region goes from an
/// offset in one to an offset in the same or a later one, in UTF-16 units. Only read; tasks about one text are
/// `labelstudio`.
///
/// A turn is a paragraph, with who says it before it. Each annotation and prediction is a layer.
public struct LabelStudioDialogue: ForeignFormat {
    public init() {}
    public var name: String { "labelstudio-dialogue" }
    public var suffixes: [String] { ["dialogue.json"] }
    var unit: OffsetUnit? { .utf16 }

    /// Bytes of the first task that are looked through for the kind of its regions.
    private static let reach = 1 << 20

    public func sniff(_ file: InputFile) -> Likeness {
        guard let task = LabelStudioTask.first(of: file, within: Self.reach) else { return .none }
        return LabelStudioTurns(task["data"]) == nil ? .none : .certain
    }

    func records(of file: InputFile, over text: Text?) throws(FormatError) -> [ForeignReport] {
        try records(ofItems: file) { task, begin in
            guard let turns = LabelStudioTurns(task["data"]) else { return nil }
            var record = begin(turns.text)
            record.blocks = turns.blocks
            for (key, value) in task["data"]?.members ?? [] where value.kind != .array && !value.isNull {
                record.document("data." + key, value.asWords, by: record.annotator(""))
            }
            LabelStudioTask(task, place: { turns.span(of: $0) }).add(to: &record)
            return record
        }
    }
}

/// The turns of a dialogue as a text.
struct LabelStudioTurns {
    private var bytes: [UInt8] = []
    /// Where the words of each turn stand.
    private var turns: [Span] = []
    private(set) var blocks: [ReportBlock] = []

    private static let words = ["text", "utterance", "content", "message", "phrase"]
    private static let names = ["author", "name", "speaker", "role", "user", "from"]

    /// The first list of turns in a task's data; nil where there is none.
    init?(_ data: JSONValue?) {
        let lists = (data?.members ?? []).map(\.value.items)
        guard let list = lists.first(where: { $0.first.flatMap { LabelStudioTurns.value(Self.words, of: $0) } != nil }) else { return nil }
        for turn in list {
            if !bytes.isEmpty { bytes.append(0x0A) }
            let start = bytes.count
            if let name = LabelStudioTurns.value(Self.names, of: turn), !name.isEmpty { bytes += Array("\(name): ".utf8) }
            let words = Array((LabelStudioTurns.value(Self.words, of: turn) ?? "").utf8)
            turns.append(Span(bytes.count, bytes.count + words.count))
            bytes += words
            if bytes.count > start { blocks.append(ReportBlock(Span(start, bytes.count), .paragraph)) }
        }
    }

    private static func value(_ keys: [String], of turn: JSONValue) -> String? { keys.lazy.compactMap { turn[$0]?.string }.first }

    var text: Text { Text(exactly: bytes) }

    /// The stretch of a region; nil where it is on no turn.
    func span(of value: JSONValue) -> Span? {
        guard let start = place(value["start"], value["startOffset"]), let end = place(value["end"], value["endOffset"]), start <= end else { return nil }
        return Span(start, end)
    }

    /// Turns are numbered from 0, in strings.
    private func place(_ turn: JSONValue?, _ offset: JSONValue?) -> Int? {
        guard let number = turn?.wholeNumber ?? turn?.string.flatMap({ Int($0) }), turns.indices.contains(number), let units = offset?.wholeNumber
        else { return nil }
        let words = Text(exactly: Array(bytes[turns[number].range]))
        var cursor = OffsetCursor(words, unit: .utf16)
        return cursor.byte(beforeUnits: units).map { Int(turns[number].start) + $0 }
    }
}
