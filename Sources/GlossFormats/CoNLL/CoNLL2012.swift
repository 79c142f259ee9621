import GlossModel

/// CoNLL-2012 (OntoNotes): `#begin document`, a token a line, names in the tenth column from the left or the
/// one before the predicates' arguments, coreference chains in the last. Only read.
///
/// A document part is a report; its text is put together of the tokens. Names are mentions; the mentions of
/// a chain are one entity, and a name on the words of one is the same mention. What kind of word it is, the
/// parse, word senses and arguments of predicates stay in the file.
public struct CoNLL2012: ForeignFormat {
    public init() {}
    public var name: String { "conll-2012" }
    public var suffixes: [String] { ["v4_gold_conll", "v4_auto_conll", "conll2012"] }
    var unit: OffsetUnit? { nil }

    public func sniff(_ file: InputFile) -> Likeness {
        file.content[Span(0, min(64, file.content.count))].drop(while: \.isWhitespace).hasPrefix("#begin document") ? .certain : .none
    }

    func records(of file: InputFile, over text: Text?) throws(FormatError) -> [ForeignReport] {
        var reader = CoNLL2012Reader(file)
        reader.read()
        return reader.documents.enumerated().map { index, document in
            var record = record(document.text, of: file, after: index, at: document.range)
            document.add(to: &record)
            return record
        }
    }
}

/// Goes through the lines of a file.
private struct CoNLL2012Reader {
    private(set) var documents: [CoNLL2012Document] = []
    private let file: InputFile
    private var open: CoNLL2012Document?

    init(_ file: InputFile) { self.file = file }

    mutating func read() {
        var lines = TokenLines(file.content)
        while let columns = lines.next() {
            let bytes = file.content.bytes[lines.line]
            if columns.isEmpty {
                open?.endSentence()
            } else if bytes.starts(with: "#begin document".utf8) {
                close(at: lines.line.lowerBound)
                open = CoNLL2012Document(CoNLL2012Reader.title(lines.string(lines.line)), from: lines.line.lowerBound)
            } else if bytes.starts(with: "#end document".utf8) {
                close(at: lines.line.upperBound)
            } else if bytes.first != 0x23 {
                if open == nil { open = CoNLL2012Document("", from: lines.line.lowerBound) }
                open?.take(columns.map(lines.string))
            }
        }
        close(at: file.content.count)
    }

    /// `(bn/cnn/0122); part 000` as a name.
    private static func title(_ line: String) -> String {
        let rest = line.drop { $0 != "(" }.dropFirst()
        let name = rest.prefix { $0 != ")" }
        let part = rest.dropFirst(name.count).split(whereSeparator: \.isWhitespace).last.flatMap { Int($0) } ?? 0
        return part > 0 ? "\(name) part \(part)" : String(name)
    }

    private mutating func close(at end: Int) {
        if var document = open, !document.isEmpty {
            document.finish(at: end)
            documents.append(document)
        }
        open = nil
    }
}
