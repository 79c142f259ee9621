import GlossModel

/// WebAnno TSV 1 and 2 (WebAnno up to 2.3): tokens in lines with a column for each feature and IOB tags in
/// them. Only read; what is newer is `webanno-tsv`.
///
/// Of version 1 the columns are number, word, lemma, part of speech, names and, after further columns of tags,
/// dependencies. Version 2 declares its layers in the first line: ` # TYPE | FEATURE | ...`; a layer with
/// `AttachTo` is of relations. A cell holds stacked annotations parted by `|`. The text is `#text`, in which
/// tokens are found again, else it is put together of them. Lemmas, parts of speech and dependencies of
/// version 1 stay in the file.
public struct WebAnnoOld: ForeignFormat {
    public init() {}
    public var name: String { "webanno-tsv-1" }
    public var suffixes: [String] { ["webanno1.tsv", "webanno2.tsv"] }
    var unit: OffsetUnit? { nil }

    public func sniff(_ file: InputFile) -> Likeness {
        guard file.begins(with: 0x23) || file.content.bytes.prefix(2048).drop(while: { $0 <= 0x20 }).prefix(while: { $0 != 0x0A }).contains(0x09)
        else { return .none }
        let lines = file.content[Span(0, min(2048, file.content.count))].fileLines.filter { !$0.isEmpty }.prefix(8)
        guard let first = lines.first else { return .none }
        if first.drop(while: { $0 == " " }).hasPrefix("# "), first.contains("|"), first.contains("webanno.") || first.contains("dkpro.") { return .certain }
        guard first.hasPrefix("#id=") || first.split(separator: "\t").count >= 9 else { return .none }
        let tokens = lines.filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
        guard !tokens.isEmpty, tokens.allSatisfy({ (9...10).contains($0.count) && Int($0[0]) != nil }) else { return .none }
        // CoNLL-U has ten columns as well, and none of tags.
        return first.hasPrefix("#id=") || tokens.allSatisfy({ $0.count == 10 && Self.isTags($0[4]) && Self.isTags($0[5]) }) ? .certain : .none
    }

    private static func isTags(_ cell: Substring) -> Bool {
        cell == "O" || cell.split(separator: "|").allSatisfy { $0.hasPrefix("B_") || $0.hasPrefix("I_") || $0.hasPrefix("B-") || $0.hasPrefix("I-") }
    }

    func records(of file: InputFile, over text: Text?) throws(FormatError) -> [ForeignReport] {
        var reader = WebAnnoOldReader()
        for line in file.content[file.content.span].fileLines {
            reader.take(line)
        }
        reader.endSentence()
        guard !reader.isEmpty else { return [] }
        var record = record(reader.text, of: file, after: 0)
        reader.add(to: &record)
        return [record]
    }
}
