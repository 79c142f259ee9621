import GlossModel

/// An entity of a report, with the mentions that refer to it.
public struct EntityItem: TableRow {
    public var report: Report
    public var id: AnnotationID
    /// In the order of the text.
    public var mentions: [AnnotationID]

    public init(_ report: Report, _ id: AnnotationID, mentions: [AnnotationID]) {
        self.report = report
        self.id = id
        self.mentions = mentions
    }

    /// The entities of a report, those with the most mentions first. O(mentions + entities log).
    public static func all(of report: Report) -> [EntityItem] {
        let mentions = EntityMentions(report)
        return report.entityIDs.map { id in
            let ids = mentions.mentions(of: id, in: report).map { mentions.item($0, in: report).id }
            return EntityItem(report, id, mentions: ids)
        }
            .sorted { ($1.mentions.count, $0.id) < ($0.mentions.count, $1.id) }
    }

    /// Paragraph of the first (last) mention, from 1; nil where there is none.
    func paragraph(_ mention: AnnotationID?) -> Int? {
        mention.flatMap { report.span(of: $0) }
            .flatMap { report.paragraphs.index(at: Int($0.start)) }.map { $0 + 1 }
    }
}

/// Entities as a table: one row an entity.
public struct EntityTable: Table {
    private let namesReports: Bool

    public init(namesReports: Bool = false) { self.namesReports = namesReports }

    /// Writes rows in the order given; forms that only a timeline has are written as text.
    public func print(
        _ items: [EntityItem], _ format: TableFormat, _ style: TextStyle, _ out: inout ByteOutput
    ) {
        write(items, format, style, &out)
    }

    /// Rows as they will be printed; of a timeline in a form of its own they are text.
    public func rows(_ items: [EntityItem], _ format: TableFormat, _ style: TextStyle) -> PrintedRows {
        printed(items, format, style)
    }

    /// Prints rows that come in parts.
    public func parts(_ format: TableFormat, _ style: TextStyle) -> TablePrinter { printer(format, style) }

    var columns: [String] {
        ["report", "id", "name", "type", "mentions", "first", "last", "aliases"]
    }

    func cells(_ item: EntityItem, _ cursor: inout OffsetCursor) -> [String] {
        let entity = item.report.entity(item.id)
        return [
            item.report.path, item.report.name(of: item.id), entity?.name ?? "",
            item.report.type(ofEntity: item.id), String(item.mentions.count),
            item.paragraph(item.mentions.first).map(String.init) ?? "",
            item.paragraph(item.mentions.last).map(String.init) ?? "",
            (entity?.aliases ?? []).joined(separator: "; "),
        ]
    }

    func members(_ item: EntityItem, _ json: inout ReportJSON, _ out: inout ByteOutput) {
        let entity = item.report.entity(item.id)
        json.name("id", item.id, &out)
        json.text("name", entity?.name, &out)
        json.text("type", item.report.type(ofEntity: item.id), &out)
        json.number("mentions", item.mentions.count, &out)
        json.number("first", item.paragraph(item.mentions.first) ?? 0, &out)
        json.number("last", item.paragraph(item.mentions.last) ?? 0, &out)
        json.strings("aliases", entity?.aliases ?? [], &out)
        json.origin(item.id, &out)
    }

    func line(_ item: EntityItem) -> TextRow {
        let entity = item.report.entity(item.id)
        let first = item.paragraph(item.mentions.first)
        let last = item.paragraph(item.mentions.last)
        let place = first == last ? first.map { "¶\($0)" } : "¶\(first ?? 0)-\(last ?? 0)"
        let aliases = (entity?.aliases ?? []).joined(separator: ", ")
        return TextRow(
            cells: [entity?.name ?? "", item.report.type(ofEntity: item.id)]
                + (namesReports ? [item.report.path] : [])
                + [String(item.mentions.count), place ?? ""],
            words: aliases.isEmpty ? "" : "also " + aliases)
    }
}
