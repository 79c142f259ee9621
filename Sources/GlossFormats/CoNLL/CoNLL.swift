import GlossModel

/// One token a line with a tag column: CoNLL-2002 and -2003, IOB1, IOB2, BIOES and BILOU.
///
/// The format has no text: it is put together of the tokens (`Detokeniser`), sentences on lines of
/// their own. A document ends at the next `-DOCSTART-`. Tags are read by one rule that holds for all
/// schemes: B, S and U begin, I and E go on with what is open if it is of the same type, else they
/// begin. Tag columns are the last ones that hold nothing else; chunk tags (NP, VP, ...) are no
/// mentions. Written: token, two empty columns and an IOB2 tag, as in CoNLL-2003.
public struct CoNLL: Format {
    public init() {}
    public var name: String { "conll" }
    public var suffixes: [String] { ["conll", "iob", "iob2", "bio", "bioes"] }
    public var holdsSeveral: Bool { true }

    public func sniff(_ file: InputFile) -> Likeness {
        if TokenTable.isEmptyDocument(file.content) { return .certain }
        // What is called so may have more lines that are out of order.
        let share = suffixes.contains(file.suffix) ? TokenTable.most : TokenTable.nearlyAll
        guard let table = TokenTable(file.content, upTo: 4096, sharing: share), !table.tagColumns.isEmpty else { return .none }
        return table.hasDocuments || table.rowCount > 1 && table.hasTags ? .certain : table.hasTags ? .likely : .none
    }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        if TokenTable.isEmptyDocument(file.content) { return [file.report(of: Text(""))] }
        guard let table = TokenTable(file.content, sharing: TokenTable.most) else {
            throw .malformed(line: 1, offset: 0, what: "not CoNLL: lines of tokens with the same number of columns are wanted")
        }
        guard !table.tagColumns.isEmpty else {
            throw .unsupported(what: "no column holds IOB tags (O, B-PER, I-PER)")
        }
        var reader = CoNLLReader(file, table)
        return reader.read()
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        if writesBack(report, to: &out) { return }
        var writer = CoNLLWriter(report)
        writer.write(&out)
    }

    public func losses(_ report: Report) -> [Finding] {
        if report.layers.allSatisfy({ $0.sourceFormat == name && $0.source != nil }) { return [] }
        return CoNLLWriter(report).losses.findings(name, report.path)
    }
}

/// The shape of a file of token lines.
struct TokenTable {
    private(set) var rowCount = 0
    /// 0, or 1 where lines begin with the token's number.
    private(set) var tokenColumn = 0
    /// Columns of tags that are mentions.
    private(set) var tagColumns: [Int] = []
    private(set) var columnCount = 0
    /// Whether some tag is not O.
    private(set) var hasTags = false
    private(set) var hasDocuments = false
    private static let chunks: Set<String> = [
        "NP", "VP", "PP", "ADVP", "SBAR", "ADJP", "PRT", "CONJP", "INTJ", "LST", "UCP",
    ]

    /// In how many of a hundred lines the columns are as many, where lines are surely of tokens, and where
    /// somebody says so.
    static let (nearlyAll, most) = (90, 60)

    /// Looks at the lines of a file, or those that end within its first bytes; nil where fewer than so many
    /// of a hundred have the same columns, at least two.
    init?(_ file: Text, upTo limit: Int? = nil, sharing share: Int = nearlyAll) {
        guard let usual = TokenTable.usualColumns(file, limit, share) else { return nil }
        columnCount = usual
        var isTag: [Bool] = []
        var isChunk: [Bool] = []
        var isNumber = true
        var kinds: [Bool] = []
        var lines = TokenLines(file, upTo: limit)
        while let columns = lines.next() {
            if columns.isEmpty || lines.isComment(columns) { continue }
            if lines.isDocumentStart(columns) {
                hasDocuments = true
                continue
            }
            guard columns.count == columnCount else { continue }
            if rowCount == 0 {
                isTag = [Bool](repeating: true, count: columnCount)
                (isChunk, kinds) = (isTag, [Bool](repeating: false, count: columnCount))
            }
            rowCount += 1
            if isNumber, Int(lines.string(columns[0])) == nil { isNumber = false }
            for column in columns.indices where isTag[column] {
                guard let tag = IOBTag(file, columns[column]) else {
                    isTag[column] = false
                    continue
                }
                guard !tag.type.isEmpty else { continue }
                kinds[column] = true
                if isChunk[column], !TokenTable.chunks.contains(lines.string(tag.type)) { isChunk[column] = false }
            }
        }
        guard rowCount > 0 else { return nil }
        tokenColumn = isNumber && columnCount > 2 && !isTag[1] ? 1 : 0
        var column = columnCount - 1
        while column > tokenColumn, isTag[column] {
            if !(isChunk[column] && kinds[column]) { tagColumns.insert(column, at: 0) }
            column -= 1
        }
        hasTags = tagColumns.contains { kinds[$0] }
    }
}

extension TokenTable {
    /// Whether a file holds the beginning of a document and nothing else: that of a report without words.
    static func isEmptyDocument(_ file: Text) -> Bool {
        guard file.count < 4096 else { return false }
        var lines = TokenLines(file)
        var hasStart = false
        while let columns = lines.next() {
            if columns.isEmpty { continue }
            guard lines.isDocumentStart(columns) else { return false }
            hasStart = true
        }
        return hasStart
    }

    /// The number of columns that nearly all token lines have.
    private static func usualColumns(_ file: Text, _ limit: Int?, _ share: Int) -> Int? {
        var counts: [Int: Int] = [:]
        var lines = TokenLines(file, upTo: limit)
        while let columns = lines.next() {
            if columns.isEmpty || lines.isComment(columns) || lines.isDocumentStart(columns) { continue }
            counts[columns.count, default: 0] += 1
        }
        let total = counts.values.reduce(0, +)
        guard let usual = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), usual.key > 1, usual.value * 100 >= total * share
        else { return nil }
        return usual.key
    }
}

/// A tag of the IOB family: its letter and its type, as bytes of the file.
struct IOBTag {
    var letter: UInt8
    var type: Range<Int>

    /// Reads `O`, `B-PER`, `I_PER`, ...; nil for anything else.
    init?(_ file: Text, _ range: Range<Int>) {
        guard let first = range.first else { return nil }
        letter = file.bytes[first]
        if range.count == 1, letter == 0x4F {
            type = range.upperBound..<range.upperBound
            return
        }
        guard range.count > 2, file.bytes[first + 1] == 0x2D || file.bytes[first + 1] == 0x5F, "BIESLUMW".utf8.contains(letter) else { return nil }
        type = first + 2..<range.upperBound
    }
}

/// The lines of a file in columns, which are parted by tabs where there are any, else by spaces.
struct TokenLines {
    let file: Text
    /// The bytes of the line that came last, without its end.
    private(set) var line = 0..<0
    private var offset = 0
    private let limit: Int
    private var columns: [Range<Int>] = []

    init(_ file: Text, upTo limit: Int? = nil) {
        self.file = file
        self.limit = min(limit ?? file.count, file.count)
    }

    /// The columns of the next line, none for a blank one; nil at the end.
    mutating func next() -> [Range<Int>]? {
        guard offset < limit else { return nil }
        let start = offset
        var end = start
        var hasTab = false
        while end < limit, file.bytes[end] != 0x0A {
            if file.bytes[end] == 0x09 { hasTab = true }
            end += 1
        }
        if end >= limit, limit < file.count { return nil }
        offset = end + 1
        if end > start, file.bytes[end - 1] == 0x0D { end -= 1 }
        line = start..<end
        split(by: hasTab ? 0x09 : 0x20)
        return columns
    }

    func string(_ range: Range<Int>) -> String { String(decoding: file.bytes[range], as: UTF8.self) }

    func isDocumentStart(_ columns: [Range<Int>]) -> Bool {
        columns.contains { $0.count == 10 && file.bytes[$0].elementsEqual("-DOCSTART-".utf8) }
    }

    /// A line such as `# sentence 1`, also with tabs in it, that ends with no tag.
    func isComment(_ columns: [Range<Int>]) -> Bool {
        guard file.bytes[line.lowerBound] == 0x23 else { return false }
        let isMark = columns[0].count == 1 || file.bytes[line.lowerBound + 1] == 0x20
        return isMark && columns.last.map { IOBTag(file, $0) == nil } ?? true
    }

    private mutating func split(by separator: UInt8) {
        columns.removeAll(keepingCapacity: true)
        var place = line.lowerBound
        while place < line.upperBound {
            let start = place
            while place < line.upperBound, file.bytes[place] != separator { place += 1 }
            if place > start { columns.append(start..<place) }
            place += 1
        }
        if columns.allSatisfy({ file.bytes[$0].allSatisfy { $0 <= 0x20 } }) { columns.removeAll(keepingCapacity: true) }
    }
}
