import GlossModel

/// How far annotators of a report agree on one type, or on all.
public struct AgreementItem: TableRow {
    public var report: Report
    public var row: Agreement.Row

    public init(_ report: Report, _ row: Agreement.Row) {
        self.report = report
        self.row = row
    }
}

/// Agreement as a table: one row a type, then all.
public struct AgreementTable: Table {
    private let annotators: [String]

    /// `annotators` are named in the order of the counts.
    public init(annotators: [String]) { self.annotators = annotators }

    /// Writes rows in the order given, in text under a line that names the columns.
    public func print(
        _ items: [AgreementItem], _ format: TableFormat, _ style: TextStyle, _ out: inout ByteOutput
    ) {
        guard format == .text else { return write(items, format, style, &out) }
        let head = ["type"] + annotators + ["strict F1", "overlap F1", "kappa", "alpha"]
        let rows = [TextRow(cells: head, words: "")] + items.map { line($0) }
        TextTable(style).write(rows, &out)
    }

    var columns: [String] { ["report", "type"] + annotators + ["strict_f1", "overlap_f1", "kappa", "alpha"] }

    private func measures(_ row: Agreement.Row) -> [Double?] {
        [row.strictF1, row.overlapF1, row.kappa, row.alpha]
    }

    func cells(_ item: AgreementItem, _ cursor: inout OffsetCursor) -> [String] {
        [item.report.path, item.row.type ?? ""] + item.row.counts.map(String.init)
            + measures(item.row).map { $0.map(Decimals.string) ?? "" }
    }

    func members(_ item: AgreementItem, _ json: inout ReportJSON, _ out: inout ByteOutput) {
        json.text("type", item.row.type, &out)
        json.strings("annotators", annotators, &out)
        json.numbers("counts", item.row.counts, &out)
        for (key, value) in zip(["strict_f1", "overlap_f1", "kappa", "alpha"], measures(item.row)) {
            json.decimal(key, value, &out)
        }
    }

    func line(_ item: AgreementItem) -> TextRow {
        TextRow(
            cells: [item.row.type ?? "all"] + item.row.counts.map(String.init)
                + measures(item.row).map { $0.map(Decimals.string) ?? "-" }, words: "")
    }
}

/// Numbers in three places.
enum Decimals {
    static func string(_ value: Double) -> String {
        let thousandths = Int((abs(value) * 1000).rounded())
        let sign = value < 0 && thousandths > 0 ? "-" : ""
        return sign + String(thousandths / 1000) + "." + Day.padded(thousandths % 1000, 3)
    }
}
