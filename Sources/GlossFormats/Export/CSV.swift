import GlossModel

/// All annotations of a report as a table (RFC 4180), a row each, in the order of the text. Only
/// written.
public struct CSV: Format {
    public let name = "csv"
    public let suffixes = ["csv"]
    public var holdsSeveral: Bool { true }
    public let isRead = false
    /// Whether cells that spreadsheets would take for formulas are written such that they do not.
    public var isSafe = true

    public init(isSafe: Bool = true) { self.isSafe = isSafe }

    public func sniff(_ file: InputFile) -> Likeness { .none }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        throw .unsupported(what: "csv is only written")
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) { try write([report], to: &out) }

    /// One table with one head.
    public func write(_ reports: [Report], to out: inout ByteOutput) throws(FormatError) {
        var style = TextStyle()
        style.isCSVSafe = isSafe
        AnnotationTable().write(reports.flatMap { AnnotationItem.all(of: $0) }, .csv, style, &out)
    }

    public func losses(_ report: Report) -> [Finding] {
        var losses = Losses()
        for layer in report.layers {
            losses.add(layer.attributes.count, "attributes")
            losses.add(layer.notes.count, "notes")
        }
        return losses.findings(name, report.path)
    }
}

/// An annotation of a report as a row.
struct AnnotationItem: TableRow {
    var report: Report
    var id: AnnotationID
    /// Its words; none for entities and relations.
    var spans: [Span]
    /// Its place among the relations or the events of its layer.
    var row = 0

    /// What stands in the text in its order, then entities, then relations and events.
    static func all(of report: Report) -> [AnnotationItem] {
        var items = report.allMentions.map {
            AnnotationItem(report: report, id: $0.id, spans: report.spans(of: $0))
        }
        items += report.timeIDs.map {
            AnnotationItem(report: report, id: $0, spans: report.time($0).map { [$0.span] } ?? [])
        }
        items += report.claimIDs.map { AnnotationItem(report: report, id: $0, spans: report.spans(ofClaim: $0)) }
        items.sort { ($0.spans.first ?? Span(0, 0), $0.id) < ($1.spans.first ?? Span(0, 0), $1.id) }
        items += report.entityIDs.map { AnnotationItem(report: report, id: $0, spans: []) }
        for layer in report.layers {
            items += layer.relations.enumerated().map { row, relation in
                AnnotationItem(report: report, id: layer.id(.relation, relation.number), spans: [], row: row)
            }
            items += layer.events.enumerated().map { row, event in
                let words = layer.part(event.trigger.number).map { layer.spans(of: $0) } ?? []
                return AnnotationItem(report: report, id: layer.id(.event, event.number), spans: words, row: row)
            }
        }
        return items
    }
}

/// Annotations of every kind as a table.
struct AnnotationTable: Table {
    var columns: [String] {
        [
            "report", "layer", "origin", "kind", "id", "start", "end", "spans", "type", "text", "entity", "form", "value",
            "mod", "earliest", "latest", "source", "cue", "certainty", "confidence", "forecast", "within", "from", "to",
            "score", "because",
        ]
    }

    func cells(_ item: AnnotationItem, _ cursor: inout OffsetCursor) -> [String] {
        let layer = item.report.layers[Int(item.id.layer)]
        var cells: [String: String] = [
            "report": item.report.path, "layer": layer.name, "origin": layer.origin.rawValue,
            "kind": Self.name(of: item.id.kind), "id": item.report.name(of: item.id),
        ]
        if let first = item.spans.first, let last = item.spans.last {
            cells["start"] = String(cursor.units(beforeByte: Int(first.start)))
            cells["end"] = String(cursor.units(beforeByte: Int(last.end)))
            cells["text"] = item.report.text.joined(item.spans)
        }
        if item.spans.count > 1 {
            cells["spans"] = item.spans.map { span in
                "\(cursor.units(beforeByte: Int(span.start)))-\(cursor.units(beforeByte: Int(span.end)))"
            }.joined(separator: " ")
        }
        fill(&cells, item, layer)
        return columns.map { cells[$0] ?? "" }
    }

    private func fill(_ cells: inout [String: String], _ item: AnnotationItem, _ layer: Layer) {
        let report = item.report
        switch item.id.kind {
        case .mention:
            guard let found = report.mention(item.id) else { return }
            cells["type"] = found.type
            cells["form"] = found.mention.form.name
            cells["entity"] = report.entity(of: item.id).flatMap { report.entity($0)?.name }
        case .time: if let time = report.time(item.id) { fill(&cells, time) }
        case .claim: fillClaim(&cells, item)
        case .entity:
            cells["type"] = report.type(ofEntity: item.id)
            cells["entity"] = report.entity(item.id)?.name
        case .relation:
            let relation = layer.relations[item.row]
            cells["type"] = relation.type
            cells["from"] = report.name(of: relation.from)
            cells["to"] = report.name(of: relation.to)
            cells["score"] = relation.score.map { Decimals.string($0) }
            cells["because"] = relation.because.joined(separator: "; ")
        case .event: cells["type"] = layer.events[item.row].type
        default: break
        }
    }

    private func fill(_ cells: inout [String: String], _ time: TimeExpression) {
        cells["type"] = time.type.rawValue
        cells["value"] = time.value
        cells["mod"] = time.mod
        cells["earliest"] = time.earliest?.description
        cells["latest"] = time.latest?.description
    }

    private func fillClaim(_ cells: inout [String: String], _ item: AnnotationItem) {
        guard let claim = item.report.claim(item.id) else { return }
        cells["type"] = claim.kind.name
        cells["source"] = item.report.sourceWords(ofClaim: item.id)
        cells["cue"] = item.report.cueWords(ofClaim: item.id)
        cells["certainty"] = claim.likelihood?.name
        cells["confidence"] = claim.confidence?.name
        cells["forecast"] = claim.isForecast ? "yes" : "no"
        guard claim.within > 0 else { return }
        cells["within"] = item.report.name(of: item.report.layers[Int(item.id.layer)].id(.claim, claim.within))
    }

    func members(_ item: AnnotationItem, _ json: inout ReportJSON, _ out: inout ByteOutput) {
        json.name("id", item.id, &out)
    }

    func line(_ item: AnnotationItem) -> TextRow {
        TextRow(cells: [item.report.name(of: item.id)], words: item.report.text.joined(item.spans))
    }

    private static func name(of kind: AnnotationKind) -> String {
        switch kind {
        case .mention: "mention"
        case .time: "time"
        case .claim: "claim"
        case .entity: "entity"
        case .relation: "relation"
        case .event: "event"
        default: "annotation"
        }
    }
}
