import GlossModel

/// A table whose rows are of no one report: of a library.
public struct PlainTable: Sendable {
    /// What a cell holds.
    public enum Cell: Sendable, Hashable {
        case text(String)
        case number(Int)
        case list([String])
        case none

        var words: String {
            switch self {
            case .text(let text): text
            case .number(let number): String(number)
            case .list(let words): words.joined(separator: "; ")
            case .none: ""
            }
        }
    }

    /// A row: its cells in all forms but text, and what is read of it there.
    public struct Line: Sendable {
        public var cells: [Cell]
        /// Short cells of the text form.
        public var short: [String]
        /// What is wrapped beside them.
        public var words: String
        /// A heading under which it stands in text; nil for none.
        public var heading: String?

        public init(cells: [Cell], short: [String], words: String, heading: String? = nil) {
            self.cells = cells
            self.short = short
            self.words = words
            self.heading = heading
        }
    }

    private let columns: [String]

    /// `columns` name the cells.
    public init(columns: [String]) { self.columns = columns }

    /// Writes rows in the order given, in the forms that every table has and as a list in Markdown.
    public func print(_ lines: [Line], _ format: TableFormat, _ style: TextStyle, _ out: inout ByteOutput) {
        switch format {
        case .csv, .tsv:
            let isComma = format == .csv
            CellRecord.write(columns, comma: isComma, isSafe: isComma && style.isCSVSafe, &out)
            for line in lines {
                CellRecord.write(line.cells.map(\.words), comma: isComma, isSafe: isComma && style.isCSVSafe, &out)
                out.passOn()
            }
        case .json, .jsonl: json(lines, isArray: format == .json, &out)
        case .markdown:
            for line in lines {
                let cells = line.short.filter { !$0.isEmpty }.map { TimelineMarkdown.escaped(StandIn.line($0)) }
                out.write("- **\(cells.first ?? "")** \(TimelineMarkdown.escaped(StandIn.line(line.words)))")
                out.write(cells.count > 1 ? " (\(cells.dropFirst().joined(separator: ", ")))\n" : "\n")
                out.passOn()
            }
        case .text, .ics:
            TextTable(style).write(lines.map { TextRow(heading: $0.heading, cells: $0.short, words: $0.words) }, &out)
        }
    }

    private func json(_ lines: [Line], isArray: Bool, _ out: inout ByteOutput) {
        out.write(isArray ? "[" : "")
        for (index, line) in lines.enumerated() {
            if isArray { out.write(index == 0 ? "\n" : ",\n") }
            out.write("{")
            for (place, (name, cell)) in zip(columns, line.cells).enumerated() {
                if place > 0 { out.write(",") }
                string(name, &out)
                out.write(":")
                value(cell, &out)
            }
            out.write(isArray ? "}" : "}\n")
            out.passOn()
        }
        if isArray { out.write(lines.isEmpty ? "]\n" : "\n]\n") }
    }

    private func value(_ cell: Cell, _ out: inout ByteOutput) {
        switch cell {
        case .text(let text): string(text, &out)
        case .number(let number): out.write(number)
        case .none: out.write("null")
        case .list(let words):
            out.write("[")
            for (index, word) in words.enumerated() {
                if index > 0 { out.write(",") }
                string(word, &out)
            }
            out.write("]")
        }
    }

    private func string(_ text: String, _ out: inout ByteOutput) {
        out.put(0x22)
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C:
                out.put(0x5C)
                out.put(byte)
            case 0x0A: out.write("\\n")
            case 0x09: out.write("\\t")
            case ..<0x20, 0x7F:
                let digits = String(byte, radix: 16)
                out.write("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            default: out.put(byte)
            }
        }
        out.put(0x22)
    }
}

/// A line of csv or tsv.
enum CellRecord {
    /// RFC 4180 for commas: CRLF, quotes where needed. Tabs: LF, no quotes, no tab in a cell.
    /// Safe, a cell that spreadsheets would take for a formula has an apostrophe before it.
    static func write(_ cells: [String], comma: Bool, isSafe: Bool, _ out: inout ByteOutput) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { out.put(comma ? 0x2C : 0x09) }
            let line = (isSafe && SpreadsheetCell.isFormula(cell) ? "'" : "") + StandIn.line(cell)
            if comma, line.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 }) {
                out.put(0x22)
                out.write(line.split(separator: "\"", omittingEmptySubsequences: false)
                    .joined(separator: "\"\""))
                out.put(0x22)
            } else {
                out.write(line)
            }
        }
        out.write(comma ? "\r\n" : "\n")
    }
}
