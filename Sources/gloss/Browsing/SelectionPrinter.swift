import GlossFormats
import GlossInterface
import GlossModel

/// Prints what was selected in the browser as the commands print it: rows of the timeline first,
/// then claims, then entities, each in the order of its command.
struct SelectionPrinter {
    let format: TableFormat
    let style: TextStyle

    /// Writes the items of a session to standard output.
    func print(_ items: [Item], of state: State) throws {
        try Files.printing(isShown: format == .text) { print(items, of: state.reports.map(\.report), to: &$0) }
    }

    /// Writes the items to a file that is not there yet.
    func write(_ items: [Item], of reports: [Report], to path: String) throws {
        var batch = SaveBatch(force: false)
        try batch.add(path) { print(items, of: reports, to: &$0) }
        try batch.commit()
    }

    private func print(_ items: [Item], of reports: [Report], to out: inout ByteOutput) {
        for report in reports {
            let ids = items.filter { $0.report == report.id }.map(\.id)
            guard !ids.isEmpty else { continue }
            let names = reports.count > 1
            printTimeline(ids, report, names, &out)
            printClaims(ids, report, names, &out)
            printEntities(ids, report, names, &out)
        }
    }

    private func printTimeline(
        _ ids: [AnnotationID], _ report: Report, _ names: Bool, _ out: inout ByteOutput
    ) {
        let wanted = Set(ids.filter { $0.kind == .time })
        guard !wanted.isEmpty else { return }
        // Whatever was selected is printed, though the timeline leaves it out.
        let rows = report.timeline(.everything).filter { wanted.contains($0.time) }
        if !rows.isEmpty {
            TimelineTable(namesReports: names)
                .print(rows.map { TimelineItem(report, $0) }, format, style, &out)
        }
        let printed = Set(rows.map(\.time))
        printWords(ids.filter { $0.kind == .time && !printed.contains($0) }, report, &out)
    }

    private func printClaims(
        _ ids: [AnnotationID], _ report: Report, _ names: Bool, _ out: inout ByteOutput
    ) {
        let claims = report.claimIDs.filter(Set(ids).contains)
        guard !claims.isEmpty else { return }
        ClaimTable(namesReports: names)
            .print(claims.map { ClaimItem(report, $0) }, format.plain, style, &out)
    }

    private func printEntities(
        _ ids: [AnnotationID], _ report: Report, _ names: Bool, _ out: inout ByteOutput
    ) {
        let entities = Set(ids.compactMap { $0.kind == .entity ? $0 : report.entity(of: $0) })
        if !entities.isEmpty {
            let items = EntityItem.all(of: report).filter { entities.contains($0.id) }
            EntityTable(namesReports: names).print(items, format.plain, style, &out)
        }
        printWords(ids.filter { $0.kind == .mention && report.entity(of: $0) == nil }, report, &out)
    }

    /// What has no row in a table: its words with their place, one line each.
    private func printWords(_ ids: [AnnotationID], _ report: Report, _ out: inout ByteOutput) {
        for id in ids {
            guard let span = report.span(of: id) else { continue }
            out.write(report.citation(of: span).quoting(report.flow.string(of: span)) + "\n")
        }
    }
}

extension TableFormat {
    /// The format for tables other than the timeline: what only a timeline has is text there.
    fileprivate var plain: TableFormat { self == .ics || self == .markdown ? .text : self }
}
