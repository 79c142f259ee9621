import GlossModel

/// PubTator's format: `id|t|title`, `id|a|abstract`, then annotations and relations in columns, a blank line
/// between documents. Offsets are code points over title and abstract with one character between. Only read.
public struct PubTator: ForeignFormat {
    public init() {}
    public var name: String { "pubtator" }
    public var suffixes: [String] { ["pubtator", "pubtator.txt"] }
    var unit: OffsetUnit? { .codePoints }

    public func sniff(_ file: InputFile) -> Likeness {
        let line = file.content[Span(0, min(256, file.content.count))].drop(while: \.isWhitespace).prefix { !$0.isNewline }
        return PubTator.part(of: String(line)).map { $0.kind == "t" || $0.kind == "a" } == true ? .certain : .none
    }

    /// `123|t|words`; nil for another line.
    fileprivate static func part(of line: String) -> (id: String, kind: String, words: String)? {
        let parts = line.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[0].isEmpty, parts[1].count == 1, !parts[0].contains(where: \.isWhitespace) else { return nil }
        return (String(parts[0]), String(parts[1]), String(parts[2]))
    }

    func records(of file: InputFile, over text: Text?) throws(FormatError) -> [ForeignReport] {
        var documents: [PubTatorDocument] = []
        for (number, line) in file.content[file.content.span].fileLines.enumerated() {
            let line = String(line)
            if let part = PubTator.part(of: line), !line.contains("\t") || part.kind == "t" || part.kind == "a" {
                if documents.last?.id != part.id || part.kind == "t" && documents.last?.passages.isEmpty == false {
                    documents.append(PubTatorDocument(id: part.id))
                }
                documents[documents.count - 1].passages.append((part.kind, part.words))
            } else if !line.allSatisfy(\.isWhitespace) {
                guard !documents.isEmpty else { continue }
                documents[documents.count - 1].lines.append((number + 1, line))
            }
        }
        var records: [ForeignReport] = []
        for document in documents {
            var record = record(document.text, of: file, after: records.count)
            document.add(to: &record)
            records.append(record)
        }
        return records
    }
}

/// One document: its parts, and the lines about it.
private struct PubTatorDocument {
    let id: String
    var passages: [(kind: String, words: String)] = []
    var lines: [(number: Int, line: String)] = []

    var text: Text { Text(passages.map(\.words).joined(separator: "\n")) }

    func add(to record: inout ForeignReport) {
        let annotator = record.annotator("")
        record.title = passages.first { $0.kind == "t" }?.words ?? ""
        record.document("id", id, by: annotator)
        record.blocks = blocks
        for (number, line) in lines {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            if cells.count >= 5, let start = Int(within: cells[1]), let end = Int(within: cells[2]) {
                var item = ForeignLayers.Labelled(label: cells[4])
                if cells.count > 5, cells[5] != "-" { item.entity = cells[5] }
                if cells.count > 6 { item.attributes.append(("parts", cells[6...].joined(separator: " "))) }
                record.add(item, [(start, end)], quoted: cells[3], by: annotator)
            } else if cells.count >= 4, Int(cells[1]) == nil {
                var link = ForeignLayers.Link(type: cells[1], from: PubTatorDocument.identifier(cells[2]), to: PubTatorDocument.identifier(cells[3]))
                if cells.count > 4 { link.attributes.append(("note", cells[4...].joined(separator: " "))) }
                record.add(link, by: annotator)
            } else {
                record.odd("line \(number): \(line)", by: annotator)
            }
        }
    }

    /// `Chemical|MESH:D008874` is the second.
    private static func identifier(_ cell: String) -> String {
        let parts = cell.split(separator: "|", maxSplits: 1)
        return parts.count == 2 && parts[0].allSatisfy(\.isLetter) ? String(parts[1]) : cell
    }

    private var blocks: [ReportBlock] {
        var start = 0
        return passages.compactMap { kind, words in
            defer { start += words.utf8.count + 1 }
            guard !words.allSatisfy(\.isWhitespace) else { return nil }
            return ReportBlock(Span(start, start + words.utf8.count), kind == "t" ? .heading : .paragraph, level: kind == "t" ? 1 : 0)
        }
    }
}
