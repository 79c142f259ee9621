import GlossModel

/// A place of a report where its annotators differ.
public struct DisagreementItem: TableRow {
    public var report: Report
    public var disagreement: Disagreement

    public init(_ report: Report, _ disagreement: Disagreement) {
        self.report = report
        self.disagreement = disagreement
    }

    /// From 1.
    var paragraph: Int { (report.paragraphs.index(at: Int(disagreement.span.start)) ?? 0) + 1 }
}

/// Disagreements as a table: one row a place.
public struct DisagreementTable: Table {
    private let annotators: [String]

    /// `annotators` are named in the order of a disagreement's marks.
    public init(annotators: [String]) { self.annotators = annotators }

    /// Writes rows in the order given.
    public func print(
        _ items: [DisagreementItem], _ format: TableFormat, _ style: TextStyle, _ out: inout ByteOutput
    ) {
        write(items, format, style, &out)
    }

    var columns: [String] { ["report", "kind", "paragraph", "start", "end"] + annotators + ["text"] }

    func cells(_ item: DisagreementItem, _ cursor: inout OffsetCursor) -> [String] {
        let span = item.disagreement.span
        return [
            item.report.path, item.disagreement.kind.rawValue, String(item.paragraph),
            String(cursor.units(beforeByte: Int(span.start))), String(cursor.units(beforeByte: Int(span.end))),
        ] + item.disagreement.marks.map { words($0, in: item.report) } + [item.report.text.collapsed(span)]
    }

    func members(_ item: DisagreementItem, _ json: inout ReportJSON, _ out: inout ByteOutput) {
        json.text("kind", item.disagreement.kind.rawValue, &out)
        json.number("paragraph", item.paragraph, &out)
        json.bounds(item.disagreement.span, &out)
        json.slice("text", item.disagreement.span, &out)
        let marks = zip(annotators, item.disagreement.marks).flatMap { name, marks in marks.map { (name, $0) } }
        json.objects("marks", marks, &out) { json, mark, out in
            json.text("annotator", mark.0, &out)
            json.name("id", mark.1.id, &out)
            json.text("type", mark.1.type, &out)
            json.words(mark.1.spans, &out)
            json.text("label", mark.1.label.isEmpty ? nil : mark.1.label, &out)
        }
    }

    func line(_ item: DisagreementItem) -> TextRow {
        TextRow(
            cells: ["¶\(item.paragraph)", item.disagreement.kind.rawValue],
            words: zip(annotators, item.disagreement.marks).map { name, marks in
                name + ": " + (marks.isEmpty ? "-" : words(marks, in: item.report))
            }.joined(separator: "   "))
    }

    /// `Person “Ann Lind”`, and what more is said of it.
    private func words(_ marks: [Mark], in report: Report) -> String {
        marks.map { mark in
            let text = mark.spans.map { report.text.collapsed($0) }.joined(separator: " ")
            return mark.type + " “" + text + "”" + (mark.label.isEmpty ? "" : " (" + mark.label + ")")
        }.joined(separator: ", ")
    }
}
