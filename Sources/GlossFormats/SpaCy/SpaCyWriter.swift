import GlossModel

/// Writes a report as spaCy's `Doc.from_json` reads it.
struct SpaCyWriter {
    private let report: Report
    private let original: JSONRecord?
    private var ents: [Item] = []
    private var groups: [(name: String, items: [Item])] = []
    private static let known: Set<String> = ["text", "ents", "spans", "cats", "tokens", "sents", "gloss"]

    private struct Item {
        var span: Span
        var label: String
        var entity: String
    }

    init(_ report: Report, _ original: JSONRecord?) {
        self.report = report
        self.original = original
        for layer in report.layers { collect(layer) }
    }

    private mutating func collect(_ layer: Layer) {
        let natives = Natives(report, layer) { [text = report.text] in SpaCyTokens.trimmed($0, in: text) }
        for item in natives.spans {
            let entity = item.entity.flatMap { report.entity($0)?.references.first } ?? ""
            let group = item.annotation.flatMap { layer.value(SpaCyName.group, on: $0) }
            let isEntity = group == nil && item.spans.count == 1 && (item.group == .mentions || item.group == .times)
            let name = group ?? (layer.number == 0 ? "" : layer.name + ":") + item.group.rawValue
            for span in item.spans { offer(Item(span: span, label: item.label, entity: entity), asEntity: isEntity, name) }
        }
    }

    private mutating func offer(_ item: Item, asEntity isEntity: Bool, _ group: String) {
        if isEntity, item.span.start >= ents.last?.span.end ?? 0 {
            ents.append(item)
        } else if let known = groups.firstIndex(where: { $0.name == group }) {
            groups[known].items.append(item)
        } else {
            groups.append((group, [item]))
        }
    }

    // MARK: The object

    func write(_ json: inout JSONWriter, _ out: inout ByteOutput) {
        var cursor = OffsetCursor(report.text, unit: .codePoints)
        json.object(&out) { json, out in
            json.key("text", &out)
            json.text(report.text.span, of: report.text, &out)
            json.key("ents", &out)
            json.array(&out) { json, out in ents.forEach { write($0, false, &cursor, &json, &out) } }
            cats(&json, &out)
            json.key("spans", &out)
            json.object(&out) { json, out in
                for group in groups {
                    json.key(quoting: group.name, &out)
                    json.array(&out) { json, out in group.items.forEach { write($0, true, &cursor, &json, &out) } }
                }
            }
            tokens(&json, &out)
            json.rest(of: original, except: Self.known, &out)
            json.key("gloss", &out)
            json.own(report, &out)
        }
    }

    private func write(
        _ item: Item, _ isInGroup: Bool, _ cursor: inout OffsetCursor, _ json: inout JSONWriter, _ out: inout ByteOutput
    ) {
        json.object(&out) { json, out in
            json.key("start", &out)
            json.number(cursor.units(beforeByte: Int(item.span.start)), &out)
            json.key("end", &out)
            json.number(cursor.units(beforeByte: Int(item.span.end)), &out)
            json.key("label", &out)
            json.string(item.label, &out)
            guard isInGroup || !item.entity.isEmpty else { return }
            json.key("kb_id", &out)
            json.string(item.entity, &out)
        }
    }

    private func cats(_ json: inout JSONWriter, _ out: inout ByteOutput) {
        json.key("cats", &out)
        if let cats = original?.range(of: "cats"), let file = original?.file {
            json.raw(file.bytes[cats], &out)
            return
        }
        json.object(&out) { json, out in
            for (name, value) in report.layers.flatMap(\.documentAttributes) where name.hasPrefix(SpaCyName.cats) {
                guard let number = Double(value), number.isFinite else { continue }
                json.key(quoting: String(name.dropFirst(SpaCyName.cats.count)), &out)
                json.number(number, &out)
            }
        }
    }

    /// The file's own tokens where all spans begin and end with one, else new ones.
    private func tokens(_ json: inout JSONWriter, _ out: inout ByteOutput) {
        let spans = ents.map(\.span) + groups.flatMap { $0.items.map(\.span) }
        if let original, let tokens = original.range(of: "tokens"), SpaCyTokens.fit(original, spans, report.text) {
            json.key("tokens", &out)
            json.raw(original.file.bytes[tokens], &out)
            guard let sentences = original.range(of: "sents") else { return }
            json.key("sents", &out)
            json.raw(original.file.bytes[sentences], &out)
            return
        }
        var cursor = OffsetCursor(report.text, unit: .codePoints)
        json.key("tokens", &out)
        json.array(&out) { json, out in
            for (number, token) in SpaCyTokens.tokens(of: report.text, cutAt: spans).enumerated() {
                json.object(&out) { json, out in
                    json.key("id", &out)
                    json.number(number, &out)
                    json.key("start", &out)
                    json.number(cursor.units(beforeByte: Int(token.start)), &out)
                    json.key("end", &out)
                    json.number(cursor.units(beforeByte: Int(token.end)), &out)
                }
            }
        }
    }
}

/// Tokens as spaCy wants them: words of the text, one space behind each left out, all further white
/// space a token of its own.
enum SpaCyTokens {
    /// A span without white space at its ends; nil where nothing is left.
    static func trimmed(_ span: Span, in text: Text) -> Span? {
        var (start, end) = (Int(span.start), min(Int(span.end), text.count))
        while start < end, isSpace(text.scalar(at: start).scalar) { start += text.scalar(at: start).length }
        while end > start {
            let last = text.scalarStart(atOrBefore: end - 1)
            guard isSpace(text.scalar(at: last).scalar) else { break }
            end = last
        }
        return start < end ? Span(start, end) : nil
    }

    /// The tokens of a text, none across an end of one of the spans (which are trimmed).
    static func tokens(of text: Text, cutAt spans: [Span]) -> [Span] {
        let cuts = Set(spans.flatMap { [$0.start, $0.end] })
        var tokens: [Span] = []
        var offset = 0
        while offset < text.count {
            let start = offset
            let first = text.scalar(at: offset)
            let isSpaces = isSpace(first.scalar)
            let isWord = !isSpaces && self.isWord(first.scalar)
            offset += first.length
            while offset < text.count, isSpaces || isWord && !cuts.contains(UInt32(offset)) {
                let (scalar, length) = text.scalar(at: offset)
                if isSpaces != isSpace(scalar) || !isSpaces && !self.isWord(scalar) { break }
                offset += length
            }
            tokens.append(Span(start, offset))
            if !isSpaces, text.byte(offset) == 0x20 { offset += 1 }
        }
        return tokens
    }

    /// Whether the tokens of a file begin and end wherever spans do.
    static func fit(_ record: JSONRecord, _ spans: [Span], _ text: Text) -> Bool {
        guard let tokens = try? record.items("tokens") else { return false }
        var (starts, ends): (Set<Int>, Set<Int>) = ([], [])
        for token in tokens {
            guard let start = token["start"]?.int, let end = token["end"]?.int else { return false }
            starts.insert(start)
            ends.insert(end)
        }
        var cursor = OffsetCursor(text, unit: .codePoints)
        return spans.allSatisfy {
            starts.contains(cursor.units(beforeByte: Int($0.start))) && ends.contains(cursor.units(beforeByte: Int($0.end)))
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || scalar.properties.generalCategory == .nonspacingMark || scalar.properties.generalCategory == .spacingMark
    }

    /// As Python's `str.isspace` has it.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
    }
}
