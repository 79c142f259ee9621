import GlossModel

/// The unit that rows of the timeline are put together by.
public enum TimelineUnit: String, CaseIterable, Sendable {
    case year, quarter, month, day
}

/// A row of a report's timeline.
public struct TimelineItem: TableRow {
    public var report: Report
    public var row: TimelineRow

    public init(_ report: Report, _ row: TimelineRow) {
        self.report = report
        self.row = row
    }

    /// What its sentence holds. O(paragraph), each time.
    var detail: TimelineDetail { report.detail(of: row) }

    /// Whether the item comes before another of any report: by earliest day, then latest, then time of day;
    /// undated ones last.
    public static func isOrdered(_ a: TimelineItem, _ b: TimelineItem) -> Bool {
        guard a.row.isDated == b.row.isDated else { return a.row.isDated }
        func key(_ row: TimelineRow) -> (Int32, Int32, Int) {
            ((row.range.earliest ?? row.range.latest)?.number ?? 0, row.range.latest?.number ?? .max, row.clockOrder)
        }
        return key(a.row) < key(b.row)
    }
}

/// The timeline as a table: one row a dated sentence.
public struct TimelineTable: Table {
    private let unit: TimelineUnit?
    private let namesReports: Bool

    /// `unit` puts rows under headings in text and adds a column `bucket`; `namesReports` says
    /// which report a row is of in text as well.
    public init(by unit: TimelineUnit? = nil, namesReports: Bool = false) {
        self.unit = unit
        self.namesReports = namesReports
    }

    /// Writes rows in the order given, but those of one bucket together.
    public func print(
        _ items: [TimelineItem], _ format: TableFormat, _ style: TextStyle, _ out: inout ByteOutput
    ) {
        let items = grouped(items)
        switch format {
        case .markdown: TimelineMarkdown(namesReports: namesReports).write(items, &out)
        case .ics: TimelineCalendar().write(items, &out)
        default: write(items, format, style, &out)
        }
    }

    private func grouped(_ items: [TimelineItem]) -> [TimelineItem] {
        guard let unit else { return items }
        var places: [String: Int] = [:]
        var groups: [[TimelineItem]] = []
        for item in items {
            let bucket = TimelineTable.bucket(item.row.range, unit)
            if let place = places[bucket] {
                groups[place].append(item)
            } else {
                places[bucket] = groups.count
                groups.append([item])
            }
        }
        return groups.flatMap { $0 }
    }

    /// Rows as they will be printed; of a timeline in a form of its own they are text.
    public func rows(_ items: [TimelineItem], _ format: TableFormat, _ style: TextStyle) -> PrintedRows {
        printed(items, format, style)
    }

    /// Prints rows that come in parts.
    public func parts(_ format: TableFormat, _ style: TextStyle) -> TablePrinter { printer(format, style) }

    var columns: [String] {
        [
            "report", "earliest", "latest", "precision", "value", "paragraph", "start", "end",
            "entities", "claims", "text", "clock",
        ] + (unit == nil ? [] : ["bucket"]) + Citation.columns
    }

    func cells(_ item: TimelineItem, _ cursor: inout OffsetCursor) -> [String] {
        let (report, row, detail) = (item.report, item.row, item.detail)
        return [
            report.path, row.range.earliest?.description ?? "", row.range.latest?.description ?? "",
            row.isDated ? row.precision.name : "", row.value, String(detail.paragraph + 1),
            String(cursor.units(beforeByte: Int(detail.clause.start))),
            String(cursor.units(beforeByte: Int(detail.clause.end))),
            names(detail.entities, in: report).joined(separator: "; "),
            detail.claims.map { report.name(of: $0) }.joined(separator: " "),
            report.text.collapsed(detail.clause), row.clock?.words ?? "",
        ] + (unit.map { [TimelineTable.bucket(row.range, $0)] } ?? []) + report.citation(of: detail.sentence).cells
    }

    func members(_ item: TimelineItem, _ json: inout ReportJSON, _ out: inout ByteOutput) {
        let (row, detail) = (item.row, item.detail)
        json.text("earliest", row.range.earliest?.description, &out)
        json.text("latest", row.range.latest?.description, &out)
        json.text("precision", row.isDated ? row.precision.name : nil, &out)
        json.text("value", row.value, &out)
        json.text("clock", row.clock?.words, &out)
        json.number("paragraph", detail.paragraph + 1, &out)
        json.bounds(detail.clause, &out)
        json.strings("entities", names(detail.entities, in: item.report), &out)
        json.names("claims", detail.claims, &out)
        json.slice("text", detail.clause, &out)
        json.name("time", row.time, &out)
        if let unit { json.text("bucket", TimelineTable.bucket(row.range, unit), &out) }
        json.place(detail.sentence, &out)
        json.also(detail, &out)
        json.origin(row.time, &out)
    }

    func line(_ item: TimelineItem) -> TextRow {
        let sentence = item.report.sentence(of: item.row).span
        let citation = item.report.citation(of: sentence)
        let others = item.row.also.isEmpty ? [] : item.detail.also.map { item.report.citation(of: $0.sentence).shortPlace }
        return TextRow(
            heading: unit.map { TimelineTable.bucket(item.row.range, $0) },
            cells: [item.row.label] + (namesReports ? [item.report.path] : []) + [([citation.shortPlace] + others).joined(separator: ", ")],
            words: citation.closing(item.report.flow.string(of: item.report.clause(of: item.row))))
    }

    private func names(_ ids: [AnnotationID], in report: Report) -> [String] {
        ids.compactMap { report.entity($0)?.name }
    }

    /// The bucket that holds all of an interval: of the unit asked for where one does, else the
    /// next coarser that does; `2014/2016` over years, `2014/..` where it is open.
    public static func bucket(_ range: DayRange, _ unit: TimelineUnit) -> String {
        guard let first = range.earliest else {
            return range.latest.map { "../" + name($0, .year) } ?? "undated"
        }
        guard let last = range.latest else { return name(first, .year) + "/.." }
        let units: [TimelineUnit] = [.day, .month, .quarter, .year]
        for candidate in units.drop(while: { $0 != unit }) where name(first, candidate) == name(last, candidate) {
            return name(first, candidate)
        }
        return name(first, .year) + "/" + name(last, .year)
    }

    private static func name(_ day: Day, _ unit: TimelineUnit) -> String {
        let (year, month, _) = day.civil
        return switch unit {
        case .year: Day.padded(year, 4)
        case .quarter: Day.padded(year, 4) + "-Q\((month + 2) / 3)"
        case .month: Day.padded(year, 4) + "-" + Day.padded(month, 2)
        case .day: day.description
        }
    }
}
