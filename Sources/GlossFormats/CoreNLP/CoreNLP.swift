import GlossModel

/// The JSON of Stanford CoreNLP (`-outputFormat json`, and its server): sentences of tokens with offsets in
/// UTF-16 units. Only read.
///
/// The text is `report.txt` beside where the tokens fit it, else it is put together of the tokens at their
/// offsets. `entitymentions` are mentions, those with a `timex` times; where there are none the tokens' `ner`
/// is read. The mentions of a coreference chain are one entity. Parses, lemmas, sentiments stay in the file.
public struct CoreNLP: ForeignFormat {
    public init() {}
    public var name: String { "corenlp" }
    public var suffixes: [String] { ["corenlp.json", "txt.json"] }
    var unit: OffsetUnit? { .utf16 }

    public func sniff(_ file: InputFile) -> Likeness {
        guard file.begins(with: 0x7B, 0x5B), let head = JSONHead(file), head.has("sentences", 0x5B) else { return .none }
        return head.itemOfList("sentences", has: "tokens") || head.itemOfList("sentences", has: "entitymentions") ? .certain : .none
    }

    func records(of file: InputFile, over text: Text?) throws(FormatError) -> [ForeignReport] {
        var records: [ForeignReport] = []
        var items = JSONRecords(file.content)
        while let (value, range) = try items.next() {
            guard value["sentences"] != nil else { continue }
            let document = CoreNLPDocument(value)
            let beside = text ?? (try? file.textBeside(nil)) ?? value["docId"]?.string.flatMap { file.neighbour($0) }
            guard let own = beside.flatMap({ document.fits($0) ? $0 : nil }) ?? document.text else {
                throw .textMissing(wanted: file.stem + ".txt")
            }
            var record = record(own, of: file, after: records.count, at: range)
            document.add(to: &record)
            records.append(record)
        }
        records.tellBroken(items, of: file)
        return records
    }
}
