import GlossModel

/// The log beside a brat file: one JSON object a line, only ever added to. It holds what was done, by whom
/// and when, so that nothing that stood on the screen is lost, and everything can be taken back; and what
/// a brat file cannot say (what was called wrong).
///
///     {"v":1,"session":"k3f","who":"mb","t":"2026-11-27T09:12:03Z","text":"9f...","ann":"11..."}
///     {"n":1,"op":"add","id":"T31","spans":[[12,18]],"quote":"Marian","type":"Person","lines":[[40,null,"T31\t..."]]}
///     {"n":2,"op":"wrong","spans":[[203,212]],"quote":"late 2015","type":"DATE","judged":[[[[203,212]],"DATE",null,"wrong"]]}
///     {"op":"undo","of":2}      {"op":"redo","of":2}      {"op":"saved","ann":"77..."}
///
/// Offsets count code points. `lines` are those of the file, by slot (`BratDocument`), as they were and are.
public enum EditLog {
    /// What a line of the log says.
    public enum Event: Sendable, Hashable {
        /// A session began, with hashes of the text and of the annotations, which are nil where there were none.
        case session(who: String, time: String, text: String, annotations: String?)
        case step(EditStep)
        case undo(Int)
        case redo(Int)
        /// The annotations were written; the hash is that of the file.
        case saved(annotations: String)
    }

    /// What a log holds.
    public struct Contents: Sendable {
        public var events: [Event] = []
        /// Bytes up to the end of the last line that is whole and understood.
        public var goodBytes = 0
        /// Whether lines were left out that do not end: a torn last one.
        public var isTorn = false
        /// The number of the line that is not understood, from 1, where one is before the last.
        public var broken: Int?

        public init() {}
    }

    /// The hash of some bytes, as the log writes it: FNV-1a of 64 bits, which tells files apart that
    /// somebody changed, and nothing about who wants to deceive.
    public static func hash(_ bytes: some Sequence<UInt8>) -> String {
        let digits = String(FNV1a(bytes).value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    // MARK: Reading

    /// Reads a log over the text that it is about. Never fails: what cannot be read is told.
    public static func read(_ log: Text, over text: Text) -> Contents {
        let offsets = OffsetIndex(text, unit: .codePoints)
        var contents = Contents()
        var start = 0
        var number = 0
        while start < log.count {
            number += 1
            var end = start
            while end < log.count, log.bytes[end] != 0x0A { end += 1 }
            guard end < log.count, let event = event(log, start..<end, offsets, text) else {
                if end >= log.count { contents.isTorn = true } else { contents.broken = number }
                return contents
            }
            contents.events.append(event)
            start = end + 1
            contents.goodBytes = start
        }
        return contents
    }

    private static func event(_ log: Text, _ range: Range<Int>, _ offsets: OffsetIndex, _ text: Text) -> Event? {
        guard let value = try? JSONDocument(log, in: range).root, value.kind == .object else { return nil }
        if value["v"] != nil {
            guard let hash = value["text"]?.string else { return nil }
            return .session(
                who: value["who"]?.string ?? "", time: value["t"]?.string ?? "", text: hash, annotations: value["ann"]?.string)
        }
        switch value["op"]?.string {
        case "undo": return value["of"]?.int.map { .undo($0) }
        case "redo": return value["of"]?.int.map { .redo($0) }
        case "saved": return value["ann"]?.string.map { .saved(annotations: $0) }
        case let operation?: return step(value, operation, offsets, text).map { .step($0) }
        case nil: return nil
        }
    }

    private static func step(_ value: JSONValue, _ operation: String, _ offsets: OffsetIndex, _ text: Text) -> EditStep? {
        guard let number = value["n"]?.int else { return nil }
        var step = EditStep(number: number, operation: operation)
        step.name = value["id"]?.string ?? ""
        step.seconds = value["t"]?.int
        if let spans = value["spans"], let type = value["type"]?.string {
            step.words = spans.spans(offsets).map { MarkedWords(spans: $0, type: type) }
        }
        for item in value["lines"]?.items ?? [] {
            let parts = item.items
            guard parts.count == 3, let slot = parts[0].int, slot >= 0 else { return nil }
            step.changes.append(BratDocument.Change(slot: slot, was: parts[1].string, now: parts[2].string))
        }
        for item in value["judged"]?.items ?? [] {
            let parts = item.items
            guard parts.count >= 4, let type = parts[1].string else { return nil }
            // What was said of words that have moved, or are gone, is never said of others.
            guard let spans = MarkedQuote(parts[0], parts.count > 5 ? parts[5].string : nil).spans(offsets, text) else { continue }
            step.judged.append(
                EditStep.Judged(
                    words: MarkedWords(spans: spans, type: type), was: parts[2].string.flatMap { Judgement(rawValue: $0) },
                    now: parts[3].string.flatMap { Judgement(rawValue: $0) }, name: parts.count > 4 ? parts[4].string ?? "" : ""))
        }
        step.apart = (value["apart"]?.items ?? []).compactMap(\.string)
        for item in value["conflicts"]?.items ?? [] {
            let parts = item.items
            guard parts.count == 3, let name = parts[0].string else { return nil }
            step.conflicts.append(EditConflict(name: name, mine: parts[1].string, theirs: parts[2].string))
        }
        return step
    }

    // MARK: Writing

    /// The line that tells of an event, with its end.
    public static func line(_ event: Event, over edited: EditedReport) -> [UInt8] {
        var out = ByteOutput()
        var json = JSONWriter(indented: false)
        json.object(&out) { json, out in
            switch event {
            case .session(let who, let time, let text, let annotations):
                json.key("v", &out)
                json.number(1, &out)
                for (name, value) in [("who", who), ("t", time), ("text", text)] { json.member(name, value, &out) }
                json.key("ann", &out)
                json.string(orNull: annotations, &out)
            case .undo(let number): json.mention("undo", number, &out)
            case .redo(let number): json.mention("redo", number, &out)
            case .saved(let annotations):
                json.member("op", "saved", &out)
                json.member("ann", annotations, &out)
            case .step(let step): write(step, edited.text, &json, &out)
            }
        }
        out.put(0x0A)
        return out.bytes
    }

    private static func write(_ step: EditStep, _ text: MarkedText, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        json.key("n", &out)
        json.number(step.number, &out)
        json.member("op", step.operation, &out)
        if let seconds = step.seconds {
            json.key("t", &out)
            json.number(seconds, &out)
        }
        if !step.name.isEmpty { json.member("id", step.name, &out) }
        if let words = step.words {
            json.key("spans", &out)
            json.spans(words.spans, text, &out)
            json.member("quote", text.text.joined(words.spans), &out)
            json.member("type", words.type, &out)
        }
        json.rows("lines", step.changes, &out) { change, json, out in
            json.number(change.slot, &out)
            json.string(orNull: change.was, &out)
            json.string(orNull: change.now, &out)
        }
        json.rows("conflicts", step.conflicts, &out) { conflict, json, out in
            json.string(conflict.name, &out)
            json.string(orNull: conflict.mine, &out)
            json.string(orNull: conflict.theirs, &out)
        }
        if !step.apart.isEmpty {
            json.key("apart", &out)
            json.array(&out) { json, out in for name in step.apart { json.string(name, &out) } }
        }
        json.rows("judged", step.judged, &out) { change, json, out in
            json.spans(change.words.spans, text, &out)
            json.string(change.words.type, &out)
            json.string(orNull: change.was?.rawValue, &out)
            json.string(orNull: change.now?.rawValue, &out)
            json.string(change.name, &out)
            json.string(text.text.joined(change.words.spans), &out)
        }
    }
}

extension JSONWriter {
    fileprivate mutating func mention(_ operation: String, _ number: Int, _ out: inout ByteOutput) {
        member("op", operation, &out)
        key("of", &out)
        self.number(number, &out)
    }

    /// A member that is an array of arrays, one a row; none where there are no rows.
    fileprivate mutating func rows<Row>(
        _ name: String, _ rows: [Row], _ out: inout ByteOutput, _ cells: (Row, inout JSONWriter, inout ByteOutput) -> Void
    ) {
        guard !rows.isEmpty else { return }
        key(name, &out)
        array(&out) { json, out in
            for row in rows { json.array(&out) { cells(row, &$0, &$1) } }
        }
    }

    fileprivate mutating func spans(_ spans: [Span], _ text: MarkedText, _ out: inout ByteOutput) {
        array(&out) { json, out in
            for span in spans {
                json.array(&out) { json, out in
                    json.number(text.units(Int(span.start)), &out)
                    json.number(text.units(Int(span.end)), &out)
                }
            }
        }
    }
}

/// Places of words in a log, with the words, where it has them.
private struct MarkedQuote {
    private let places: JSONValue
    private let quote: String?

    init(_ places: JSONValue, _ quote: String?) { (self.places, self.quote) = (places, quote) }

    /// Where the words stand now, in bytes; nil where they do not.
    func spans(_ offsets: OffsetIndex, _ text: Text) -> [Span]? {
        let spans = places.spans(offsets)
        guard let quote else { return spans }
        if let spans, text.joined(spans) == quote { return spans }
        guard places.items.count == 1, let start = places.items[0].items.first?.int else { return nil }
        var anchors = QuoteAnchors(text, old: nil)
        let found = anchors.places(of: quote, at: offsets.byte(beforeUnits: start) ?? text.count)
        return found.isSure ? found.all.first.map { [$0] } : nil
    }
}

extension JSONValue {
    /// Pairs of code points as spans in bytes; nil where one lies beyond the text.
    fileprivate func spans(_ offsets: OffsetIndex) -> [Span]? {
        var found: [Span] = []
        for item in items {
            let ends = item.items
            guard ends.count == 2, let first = ends[0].int, let last = ends[1].int, first <= last,
                let start = offsets.byte(beforeUnits: first), let end = offsets.byte(beforeUnits: last)
            else { return nil }
            found.append(Span(start, end))
        }
        return found.isEmpty ? nil : found
    }
}
