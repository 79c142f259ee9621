import GlossModel

/// Rows of a table as they will be printed, which hold on to no report: what many reports give can be
/// kept, put in order and printed while the reports are gone.
public struct PrintedRows: Sendable {
    enum Form: Sendable {
        /// The rows of csv, tsv, json or jsonl one after the other, and where each ends.
        case bytes([UInt8], ends: [Int])
        case lines([TextRow])
    }
    var form: Form

    /// How many rows there are.
    public var count: Int {
        switch form {
        case .bytes(_, let ends): ends.count
        case .lines(let lines): lines.count
        }
    }

    /// One of them alone. O(bytes of the row).
    public func row(_ index: Int) -> PrintedRows {
        switch form {
        case .lines(let lines): return PrintedRows(form: .lines([lines[index]]))
        case .bytes(let bytes, let ends):
            let row = Array(bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
            return PrintedRows(form: .bytes(row, ends: [row.count]))
        }
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
        case .text, .markdown, .ics: return PrintedRows(form: .lines(lines(rows)))
        }
        return PrintedRows(form: .bytes(out.bytes, ends: ends))
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

    /// Prints rows, or in text keeps the first until there are enough.
    public mutating func add(_ rows: PrintedRows, _ out: inout ByteOutput) {
        begin(&out)
        switch rows.form {
        case .lines(let lines): text.add(lines, &out)
        case .bytes(let bytes, let ends): format == .json ? addObjects(bytes, ends, &out) : out.write(raw: bytes)
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
