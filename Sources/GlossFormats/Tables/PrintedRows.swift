import GlossModel

/// Rows of a table as they will be printed, in bytes, which hold on to no report: what many reports give can be
/// kept, put in order and printed while the reports are gone.
public struct PrintedRows: Sendable {
    /// The rows one after the other: of csv, tsv, json or jsonl as they stand, of text as `TextRow` packs them.
    public private(set) var bytes: [UInt8]
    /// Where each ends.
    public private(set) var ends: [Int]
    /// Whether they are rows of text.
    public let isText: Bool
    /// How wide the columns of text want to be.
    public private(set) var widths: [Int] = []

    /// Takes rows that were kept elsewhere.
    public init(bytes: [UInt8], ends: [Int], isText: Bool) {
        self.bytes = bytes
        self.ends = ends
        self.isText = isText
    }

    init(_ lines: [TextRow], _ table: TextTable) {
        widths = table.columnWidths(lines)
        var packed: [UInt8] = []
        ends = lines.map { line in
            line.pack(&packed)
            return packed.count
        }
        bytes = packed
        isText = true
    }

    /// How many rows there are.
    public var count: Int { ends.count }

    /// Where one of them stands in the bytes.
    public func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

    /// One of them alone. O(bytes of the row).
    public func row(_ index: Int) -> PrintedRows {
        let row = Array(bytes[range(index)])
        return PrintedRows(bytes: row, ends: [row.count], isText: isText)
    }

    /// The rows of text.
    var lines: [TextRow] { ends.indices.map { TextRow(packed: bytes[range($0)]) } }
}

extension TextRow {
    /// Adds the row to bytes: its parts, each with its length before it.
    fileprivate func pack(_ bytes: inout [UInt8]) {
        func put(_ words: [String]) {
            bytes.append(UInt8(clamping: words.count))
            for word in words.prefix(255) {
                let length = UInt32(word.utf8.count)
                for shift in [0, 8, 16, 24] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: length >> shift)) }
                bytes += word.utf8
            }
        }
        put(heading.map { [$0] } ?? [])
        put(cells)
        put([words])
        put(below)
    }

    fileprivate init(packed bytes: ArraySlice<UInt8>) {
        var place = bytes.startIndex
        func take() -> [String] {
            let count = Int(bytes[place])
            place += 1
            return (0..<count).map { _ in
                let length = (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
                defer { place += 4 + length }
                return String(decoding: bytes[place + 4..<place + 4 + length], as: UTF8.self)
            }
        }
        let heading = take().first, cells = take(), words = take().first ?? ""
        self.init(heading: heading, cells: cells, words: words, below: take())
    }
}

extension Table {
    /// Rows as they will be printed in one of the forms that all tables have.
    func printed(_ rows: [Row], _ format: TableFormat, _ style: TextStyle) -> PrintedRows {
        var out = ByteOutput()
        var ends: [Int] = []
        ends.reserveCapacity(rows.count)
        switch format {
        case .csv, .tsv:
            each(rows) { row, cursor in
                CellRecord.write(cells(row, &cursor), comma: format == .csv, isSafe: format == .csv && style.isCSVSafe, &out)
                ends.append(out.bytes.count)
            }
        case .json, .jsonl:
            eachObject(rows, &out, ends: format == .jsonl) { ends.append($0.bytes.count) }
        case .text, .markdown, .ics: return PrintedRows(lines(rows), TextTable(style))
        }
        return PrintedRows(bytes: out.bytes, ends: ends, isText: false)
    }

    /// Prints rows that come in parts.
    func printer(_ format: TableFormat, _ style: TextStyle) -> TablePrinter {
        var head = ByteOutput()
        if format == .csv || format == .tsv {
            CellRecord.write(columns, comma: format == .csv, isSafe: format == .csv && style.isCSVSafe, &head)
        }
        return TablePrinter(format, style, head: head.bytes)
    }
}

/// Prints the rows of a table as they come, in constant memory.
///
/// In text the columns are as wide as the first rows want them, about 64 KiB of them; where later ones
/// want more, they get it from there on.
public struct TablePrinter {
    private let format: TableFormat
    private let head: [UInt8]
    private var text: TextTable.Printer
    private var hasBegun = false
    private var count = 0

    init(_ format: TableFormat, _ style: TextStyle, head: [UInt8]) {
        self.format = format
        self.head = head
        text = TextTable.Printer(TextTable(style))
    }

    /// Makes the columns of text as wide as rows want them that come later.
    public mutating func widen(to rows: [Int]) { text.widen(to: rows) }

    /// Prints rows, or in text keeps the first until there are enough.
    public mutating func add(_ rows: PrintedRows, _ out: inout ByteOutput) {
        begin(&out)
        if rows.isText {
            text.add(rows.lines, &out)
        } else if format == .json {
            addObjects(rows.bytes, rows.ends, &out)
        } else {
            out.write(raw: rows.bytes)
        }
        count += rows.count
        out.passOn()
    }

    private mutating func begin(_ out: inout ByteOutput) {
        guard !hasBegun else { return }
        hasBegun = true
        out.write(raw: head)
        if format == .json { out.write("[") }
    }

    private func addObjects(_ bytes: [UInt8], _ ends: [Int], _ out: inout ByteOutput) {
        var start = 0
        for (index, end) in ends.enumerated() {
            out.write(count + index == 0 ? "\n" : ",\n")
            out.write(raw: bytes[start..<end])
            start = end
        }
    }

    /// Prints what was kept and what ends the table.
    public mutating func finish(_ out: inout ByteOutput) {
        begin(&out)
        text.finish(&out)
        if format == .json { out.write(count == 0 ? "]\n" : "\n]\n") }
    }
}
