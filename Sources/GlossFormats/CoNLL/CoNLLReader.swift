import GlossModel

/// Puts the text of token lines together and reads their tags as mentions.
struct CoNLLReader {
    private let file: InputFile
    private let table: TokenTable
    private var reports: [Report] = []
    private var text: [UInt8] = []
    private var builder: FileLayerBuilder
    private var detokeniser = Detokeniser()
    /// The mention that is open in each tag column: its type in the file and its span.
    private var open: [(type: Range<Int>, start: Int, end: Int)?]
    private var documentStart = 0

    init(_ file: InputFile, _ table: TokenTable) {
        self.file = file
        self.table = table
        builder = CoNLLReader.builder(file)
        open = table.tagColumns.map { _ in nil }
    }

    private static func builder(_ file: InputFile) -> FileLayerBuilder {
        FileLayerBuilder(number: 0, name: file.name, format: "conll", source: file.content, path: file.path)
    }

    /// A report a document. Linear.
    mutating func read() -> [Report] {
        var lines = TokenLines(file.content)
        while let columns = lines.next() {
            if columns.isEmpty {
                endSentence()
            } else if lines.isDocumentStart(columns) {
                endDocument(at: lines.line.lowerBound)
            } else if columns.count == table.columnCount {
                take(columns)
            } else if !lines.isComment(columns) {
                builder.faults.add(
                    .unread, nil, at: lines.line.lowerBound,
                    "\(columns.count) columns stand where the others have \(table.columnCount); the line is left out")
            }
        }
        endDocument(at: file.content.count)
        if reports.count > 1 {
            for index in reports.indices { reports[index].path = "\(file.path)#\(index + 1)" }
        }
        return reports
    }

    private mutating func take(_ columns: [Range<Int>]) {
        var token = CoNLLReader.unescaped(file.content.bytes[columns[table.tokenColumn]])
        if text.isEmpty { token.removeFirst(ByteOrderMark.length(in: token)) }
        if detokeniser.spaceBefore(token) { text.append(0x20) }
        let start = text.count
        text.append(contentsOf: token)
        for (slot, column) in table.tagColumns.enumerated() {
            guard let tag = IOBTag(file.content, columns[column]) else { continue }
            take(tag, slot, start..<text.count)
        }
    }

    private mutating func take(_ tag: IOBTag, _ slot: Int, _ token: Range<Int>) {
        let goesOn = "IELM".utf8.contains(tag.letter)
        if goesOn, let mention = open[slot], isSame(mention.type, tag.type) {
            open[slot]?.end = token.upperBound
        } else {
            close(slot)
            if tag.letter != 0x4F { open[slot] = (tag.type, token.lowerBound, token.upperBound) }
        }
        // E and L end a mention, S, U and W are one; what follows begins another.
        if "ELSUW".utf8.contains(tag.letter) { close(slot) }
    }

    private func isSame(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
        file.content.bytes[a].elementsEqual(file.content.bytes[b])
    }

    private mutating func close(_ slot: Int) {
        guard let mention = open[slot] else { return }
        builder.mention([Span(mention.start, mention.end)], file.content[Span(mention.type)])
        open[slot] = nil
    }

    private mutating func endSentence() {
        for slot in open.indices { close(slot) }
        detokeniser.endSentence()
        if let last = text.last, last != 0x0A { text.append(0x0A) }
    }

    private mutating func endDocument(at end: Int) {
        endSentence()
        defer { documentStart = text.isEmpty && reports.isEmpty ? documentStart : end }
        guard !text.isEmpty else { return }
        let whole = Text(text)
        builder.layer.sourceRange = documentStart..<end
        var report = file.report(of: whole)
        report.findings = builder.faults.findings + findings
        report.add(builder.finished())
        reports.append(report)
        text = []
        builder = CoNLLReader.builder(file)
    }

    /// Columns that the model has no place for.
    private var findings: [Finding] {
        let known = table.tagColumns.count + 1 + table.tokenColumn
        guard table.columnCount > known, reports.isEmpty else { return [] }
        return [
            Finding(
                .note, "columns-kept", at: Finding.Place(file: file.path),
                (table.columnCount - known).of("column beside tokens and tags is", "columns beside tokens and tags are") + " not shown; what stands there is written back")
        ]
    }

    /// Brackets as the Penn Treebank writes them.
    private static func unescaped(_ token: Slice<Bytes>) -> [UInt8] {
        guard token.count == 5, token.first == 0x2D, token.last == 0x2D else { return Array(token) }
        switch String(decoding: token, as: UTF8.self) {
        case "-LRB-": return [0x28]
        case "-RRB-": return [0x29]
        case "-LSB-": return [0x5B]
        case "-RSB-": return [0x5D]
        case "-LCB-": return [0x7B]
        case "-RCB-": return [0x7D]
        default: return Array(token)
        }
    }
}
