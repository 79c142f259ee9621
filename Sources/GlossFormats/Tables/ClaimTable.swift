import GlossModel

/// A claim of a report, alone or as it bears on another one.
public struct ClaimItem: TableRow {
    public var report: Report
    public var id: AnnotationID
    /// How it is related to the claim that was asked about; nil where none was.
    public var relation: Relation?

    public init(_ report: Report, _ id: AnnotationID, relation: Relation? = nil) {
        self.report = report
        self.id = id
        self.relation = relation
    }

    var layer: Layer { report.layers[Int(id.layer)] }

    var content: [Span] { report.spans(ofClaim: id) }

    /// Who says it, in words of the text.
    var sources: [String] {
        guard let claim = report.claim(id) else { return [] }
        return layer.sources(of: claim).map { report.text.joined(layer.spans($0.spans)) }
    }

    var cue: String {
        report.claim(id).map { report.text.joined(layer.spans($0.cue)) } ?? ""
    }

    var term: String {
        report.claim(id).map { layer.strings[Int($0.term)] } ?? ""
    }

    var times: [TimeExpression] {
        content.flatMap { span in
            report.times(overlapping: span).compactMap { report.time($0) }
                .filter { span.contains($0.span) }
        }
    }
}

/// Claims as a table: one row a claim.
public struct ClaimTable: Table {
    private let namesReports: Bool
    private let isRelated: Bool

    /// `isRelated` adds how each claim is related to the one asked about.
    public init(namesReports: Bool = false, isRelated: Bool = false) {
        self.namesReports = namesReports
        self.isRelated = isRelated
    }

    /// Writes rows in the order given; forms that only a timeline has are written as text.
    public func print(
        _ items: [ClaimItem], _ format: TableFormat, _ style: TextStyle, _ out: inout ByteOutput
    ) {
        write(items, format, style, &out)
    }

    /// Rows as they will be printed; of a timeline in a form of its own they are text.
    public func rows(_ items: [ClaimItem], _ format: TableFormat, _ style: TextStyle) -> PrintedRows {
        printed(items, format, style)
    }

    /// Prints rows that come in parts.
    public func parts(_ format: TableFormat, _ style: TextStyle) -> TablePrinter { printer(format, style) }

    var columns: [String] {
        [
            "report", "id", "kind", "forecast", "certainty", "term", "confidence", "source", "cue",
            "within", "paragraph", "start", "end", "entities", "times", "text",
        ] + (isRelated ? ["relation", "score", "because"] : []) + Citation.columns
    }

    func cells(_ item: ClaimItem, _ cursor: inout OffsetCursor) -> [String] {
        guard let claim = item.report.claim(item.id) else { return [] }
        let report = item.report
        let within = within(item, claim).map { report.name(of: $0) } ?? ""
        let cells: [String] = [
            report.path, report.name(of: item.id), claim.kind.name, claim.isForecast ? "true" : "false",
            claim.likelihood?.name ?? "", item.term, claim.confidence?.name ?? "",
            item.sources.joined(separator: "; "), item.cue, within,
            String(paragraph(item, claim)),
            String(cursor.units(beforeByte: Int(claim.extent.start))),
            String(cursor.units(beforeByte: Int(claim.extent.end))),
            entities(item).joined(separator: "; "),
            item.times.map(\.value).joined(separator: "; "), report.text.joined(item.content),
        ]
        return (isRelated ? cells + related(item) : cells) + report.citation(of: claim.extent).cells
    }

    func members(_ item: ClaimItem, _ json: inout ReportJSON, _ out: inout ByteOutput) {
        guard let claim = item.report.claim(item.id) else { return }
        json.name("id", item.id, &out)
        json.text("kind", claim.kind.name, &out)
        json.flag("forecast", claim.isForecast, &out)
        json.text("certainty", claim.likelihood?.name, &out)
        json.text("term", claim.term > 0 ? item.term : nil, &out)
        json.text("confidence", claim.confidence?.name, &out)
        json.strings("source", item.sources, &out)
        json.text("cue", claim.cue.isEmpty ? nil : item.cue, &out)
        json.name("within", within(item, claim), &out)
        json.number("paragraph", paragraph(item, claim), &out)
        json.bounds(claim.extent, &out)
        json.strings("entities", entities(item), &out)
        json.strings("times", item.times.map(\.value), &out)
        json.joined(item.content, &out)
        if let relation = item.relation {
            json.text("relation", relation.type, &out)
            json.score(relation.score, &out)
            json.strings("because", relation.because, &out)
        }
        json.place(claim.extent, &out)
        json.origin(item.id, &out)
    }

    func line(_ item: ClaimItem) -> TextRow {
        guard let claim = item.report.claim(item.id) else { return TextRow(cells: [], words: "") }
        var below: [String] = []
        let sources = item.sources.joined(separator: ", ")
        if !item.cue.isEmpty || !sources.isEmpty {
            below.append([claim.kind.name, sources, item.cue].filter { !$0.isEmpty }.joined(separator: ": "))
        }
        if let relation = item.relation {
            below.append(([relation.type] + relation.because).joined(separator: "; "))
        }
        let citation = item.report.citation(of: claim.extent)
        let certainty = claim.likelihood?.name ?? (claim.isForecast ? "forecast" : "")
        return TextRow(
            cells: [item.report.name(of: item.id)] + (namesReports ? [item.report.path] : [])
                + [citation.shortPlace, certainty],
            words: citation.closing(item.content.map { item.report.flow.string(of: $0) }.joined(separator: " … ")),
            below: below)
    }

    private func within(_ item: ClaimItem, _ claim: Claim) -> AnnotationID? {
        claim.within == 0
            ? nil : AnnotationID(layer: item.id.layer, kind: .claim, number: claim.within)
    }

    private func paragraph(_ item: ClaimItem, _ claim: Claim) -> Int {
        (item.report.paragraphs.index(at: Int(claim.extent.start)) ?? 0) + 1
    }

    private func entities(_ item: ClaimItem) -> [String] {
        item.report.entities(in: item.content).compactMap { item.report.entity($0)?.name }
    }

    private func related(_ item: ClaimItem) -> [String] {
        guard let relation = item.relation else { return ["", "", ""] }
        let score = relation.score.map { value in
            let hundredths = Int((min(max(value, 0), 1) * 100).rounded())
            return "\(hundredths / 100).\(Day.padded(hundredths % 100, 2))"
        }
        return [relation.type, score ?? "", relation.because.joined(separator: "; ")]
    }
}
