import GlossModel

/// Entities as Google's Natural Language API returns them (`analyzeEntities`, `annotateText`): `entities` with
/// `mentions` at a `beginOffset` in code points, bytes or UTF-16 units by the request's `encodingType`, which
/// the words tell. Only read.
///
/// The text is `report.txt` beside, else the `sentences` of the answer at their offsets. `metadata` says what
/// an entity is known as elsewhere.
public struct GoogleLanguage: ForeignFormat {
    public init() {}
    public var name: String { "google-language" }
    public var suffixes: [String] { ["google.json"] }
    var unit: OffsetUnit? { .codePoints }

    public func sniff(_ file: InputFile) -> Likeness {
        guard file.begins(with: 0x7B, 0x5B), let head = JSONHead(file), !head.isOwn else { return .none }
        return head.itemOfList("entities", has: "mentions") && (head.itemOfList("entities", has: "name") || head.has("language"))
            || head.has("documentSentiment") && head.has("entities", 0x5B) ? .certain : .none
    }

    func records(of file: InputFile, over text: Text?) throws(FormatError) -> [ForeignReport] {
        var records: [ForeignReport] = []
        var items = JSONRecords(file.content)
        while let (value, range) = try items.next() {
            let own = text ?? (try? file.textBeside(nil)) ?? GoogleLanguage.text(of: value["sentences"]?.items ?? [])
            guard let own else { throw .textMissing(wanted: file.stem + ".txt") }
            let unit = GoogleLanguage.unit(of: value["entities"]?.items ?? [], in: own)
            var record = ForeignReport(own, unit: unit, path: "\(file.path)#\(records.count + 1)", file: file.content)
            record.range = range
            GoogleLanguage.add(value, unit, to: &record)
            records.append(record)
        }
        records.tellBroken(items, of: file)
        return records
    }

    /// The sentences of an answer, at their offsets in the unit that makes them follow each other.
    private static func text(of sentences: [JSONValue]) -> Text? {
        guard !sentences.isEmpty else { return nil }
        var made = ""
        for sentence in sentences {
            let offset = GoogleLanguage.offset(sentence["text"]) ?? -1
            let ends = [made.unicodeScalars.count, made.utf8.count, made.utf16.count]
            let gaps = ends.map { offset - $0 }
            let gap = gaps.contains(1) ? 1 : gaps.first { $0 > 0 } ?? (offset < 0 ? 1 : 0)
            if !made.isEmpty { made += String(repeating: " ", count: min(gap, 64)) }
            made += sentence["text"]?["content"]?.string ?? ""
        }
        return Text(made)
    }

    /// The unit in which most mentions stand where they say; a place without its words' length tells no end.
    private static func unit(of entities: [JSONValue], in text: Text) -> OffsetUnit {
        let places = entities.flatMap { $0["mentions"]?.items ?? [] }.compactMap { mention -> (Int, String)? in
            GoogleLanguage.offset(mention["text"]).map { ($0, mention["text"]?["content"]?.string ?? "") }
        }
        func fits(_ unit: OffsetUnit) -> Int {
            var cursor = OffsetCursor(text, unit: unit)
            return places.count { place in
                cursor.byte(beforeUnits: place.0).map { text.bytes[$0...].starts(with: place.1.utf8) } ?? false
            }
        }
        let counts = [OffsetUnit.codePoints, .bytes, .utf16].map { ($0, fits($0)) }
        return counts.max { $0.1 < $1.1 }.flatMap { best in counts.first { $0.1 == best.1 }?.0 } ?? .codePoints
    }

    /// Where some words begin, in the names of JSON or of Python.
    private static func offset(_ words: JSONValue?) -> Int? { (words?["beginOffset"] ?? words?["begin_offset"])?.wholeNumber }

    private static func length(_ words: String, _ unit: OffsetUnit) -> Int {
        switch unit {
        case .bytes: words.utf8.count
        case .utf16: words.utf16.count
        case .codePoints: words.unicodeScalars.count
        }
    }

    private static func add(_ value: JSONValue, _ unit: OffsetUnit, to record: inout ForeignReport) {
        let annotator = record.annotator("")
        for (key, item) in value.members where ["language", "languageCode", "documentSentiment"].contains(key) {
            record.document(key, item.asWords, by: annotator)
        }
        var placeless = 0
        for (number, entity) in (value["entities"]?.items ?? []).enumerated() {
            for mention in entity["mentions"]?.items ?? [] {
                let words = mention["text"]?["content"]?.string ?? ""
                guard let start = GoogleLanguage.offset(mention["text"]) ?? (mention["text"] == nil ? nil : 0), start >= 0 else {
                    placeless += 1
                    continue
                }
                let item = labelled(entity, number, mention)
                record.add(item, [(start, start + length(words, unit))], quoted: words, by: annotator, at: mention.range.lowerBound)
            }
        }
        guard placeless > 0 else { return }
        record.tell(
            .warning, "span-without-place", "\(placeless.of("mention has", "mentions have")) no place (the request named no encodingType); left out")
    }

    private static func labelled(_ entity: JSONValue, _ number: Int, _ mention: JSONValue) -> ForeignLayers.Labelled {
        var item = ForeignLayers.Labelled(label: entity["type"]?.string ?? "")
        item.chain = "\(number)"
        item.name = entity["name"]?.string ?? ""
        let metadata = entity["metadata"]
        item.entity = (metadata?["wikipedia_url"] ?? metadata?["mid"])?.string ?? ""
        if mention["type"]?.string == "COMMON" { item.form = .nominal }
        for (key, value) in metadata?.members ?? [] where value.string != item.entity { item.attributes.append((key, value.asWords)) }
        for key in ["salience", "probability"] {
            if let value = entity[key] ?? mention[key] { item.attributes.append((key, value.asWords)) }
        }
        return item
    }
}
