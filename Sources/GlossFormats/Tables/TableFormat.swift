import GlossModel
import GlossThreads

/// The forms in which timeline, entities and claims are printed.
public enum TableFormat: String, CaseIterable, Sendable {
    case text, csv, tsv, json, jsonl, markdown, ics
}

/// How the text form looks.
public struct TextStyle: Sendable {
    /// Columns of the terminal, to which sentences are wrapped; nil: nothing is wrapped, for pipes.
    public var width: Int?
    /// Whether SGR colours are used.
    public var isColored: Bool
    /// Whether cells of csv that spreadsheets would take for formulas are written such that they do not.
    public var isCSVSafe = true
    /// Columns that a character takes on the terminal.
    public var measure: @Sendable (Character) -> Int

    public init(
        width: Int? = nil, isColored: Bool = false,
        measure: @escaping @Sendable (Character) -> Int = { _ in 1 }
    ) {
        self.width = width
        self.isColored = isColored
        self.measure = measure
    }
}

/// A part of a report that is a row of a table.
public protocol TableRow: Sendable {
    /// The report it is of.
    var report: Report { get }
}

/// One kind of table: what its rows say in each form. To add a table: a file with such a type.
protocol Table: Sendable {
    associatedtype Row: TableRow
    /// Names of the columns, in order.
    var columns: [String] { get }
    /// The cells of a row, in the order of the columns; `start` and `end` in code points.
    func cells(_ row: Row, _ cursor: inout OffsetCursor) -> [String]
    /// The members of a row's JSON object, after "report".
    func members(_ row: Row, _ json: inout ReportJSON, _ out: inout ByteOutput)
    /// What a reader sees of a row.
    func line(_ row: Row) -> TextRow
}

/// A row for reading: short cells in columns, and words that are wrapped beside them.
struct TextRow: Sendable {
    /// A heading under which the row stands; nil for none.
    var heading: String?
    /// Short cells.
    var cells: [String]
    /// What is wrapped.
    var words: String
    /// What stands under the words, in order.
    var below: [String] = []
}

extension Table {
    /// Writes rows in one of the forms that all tables have.
    func write(_ rows: [Row], _ format: TableFormat, _ style: TextStyle, _ out: inout ByteOutput) {
        switch format {
        case .csv: separated(rows, comma: true, isSafe: style.isCSVSafe, &out)
        case .tsv: separated(rows, comma: false, isSafe: false, &out)
        case .json: json(rows, &out)
        case .jsonl: eachObject(rows, &out) { $0.passOn() }
        case .text, .markdown, .ics: TextTable(style).write(lines(rows), &out)
        }
    }

    func lines(_ rows: [Row]) -> [TextRow] {
        inHalves(rows.count, from: TextTable.many) { rows[$0].map { line($0) } }.flatMap { $0 }
    }

    private func separated(_ rows: [Row], comma: Bool, isSafe: Bool, _ out: inout ByteOutput) {
        CellRecord.write(columns, comma: comma, isSafe: isSafe, &out)
        each(rows) { row, cursor in
            CellRecord.write(cells(row, &cursor), comma: comma, isSafe: isSafe, &out)
            out.passOn()
        }
    }

    /// An array, an object a line.
    private func json(_ rows: [Row], _ out: inout ByteOutput) {
        out.write(rows.isEmpty ? "[" : "[\n")
        var left = rows.count
        eachObject(rows, &out, ends: false) { out in
            left -= 1
            out.write(left > 0 ? ",\n" : "\n")
            out.passOn()
        }
        out.write("]\n")
    }

    /// One object a row, in `jsonl` with the end of its line.
    func eachObject(_ rows: [Row], _ out: inout ByteOutput, ends: Bool = true, _ done: (inout ByteOutput) -> Void) {
        var writer: (path: String, json: ReportJSON)?
        for row in rows {
            if writer?.path != row.report.path {
                writer = (row.report.path, ReportJSON(row.report, indented: false))
            }
            writer?.json.object(&out) { json, out in
                json.text("report", row.report.path, &out)
                members(row, &json, &out)
            }
            if ends { out.write("\n") }
            done(&out)
        }
    }

    func each(_ rows: [Row], _ body: (Row, inout OffsetCursor) -> Void) {
        var cursor: (path: String, cursor: OffsetCursor)?
        for row in rows {
            if cursor?.path != row.report.path {
                cursor = (row.report.path, OffsetCursor(row.report.text, unit: .codePoints))
            }
            guard cursor != nil else { continue }
            body(row, &cursor!.cursor)
        }
    }
}

/// Cells as spreadsheets read them.
enum SpreadsheetCell {
    /// Whether a spreadsheet would compute a cell: it begins with `=`, `+`, `-` or `@`, perhaps after white
    /// space, and is no negative number.
    static func isFormula(_ cell: String) -> Bool {
        guard let first = cell.utf8.first(where: { $0 > 0x20 }), "=+-@".utf8.contains(first) else { return false }
        return first != 0x2D || Double(cell) == nil
    }
}
