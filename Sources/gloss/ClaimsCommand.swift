import ArgumentParser
import GlossAnnotator
import GlossFormats
import GlossModel

/// `gloss claims`: what is said to be so, by whom, how surely.
struct ClaimsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims", abstract: "Print the claims, in the order of the text.",
        discussion: "Exits with 1 where there is none.")

    @Argument(help: "Reports; - for standard input.")
    var files: [String]

    @OptionGroup var input: InputOptions

    @OptionGroup var tables: TableOptions

    @Option(help: ArgumentHelp("Claims that mention this entity.", valueName: "name"))
    var about: String?

    @Option(help: ArgumentHelp("Claims that bear on this one, strongest first.", valueName: "id"))
    var relatedTo: String?

    @Option(help: "text, csv, tsv, json or jsonl.")
    var format: TableFormat = .text

    func validate() throws { try TableFormat.checkPlain(format) }

    func run() throws {
        let loader = try ReportLoader(input)
        let reports = try loader.reports(at: files)
        Findings.warn(reports, loader)
        let items = reports.flatMap { claims(of: $0) }
        try Files.printing(isShown: format == .text) { out in
            ClaimTable(namesReports: reports.count > 1, isRelated: relatedTo != nil)
                .print(items, format, OutputStyle.text(input.color, tables), &out)
        }
        if items.isEmpty { throw Quiet(status: 1) }
    }

    private func claims(of report: Report) -> [ClaimItem] {
        let wanted = about.map { Set(report.entities(named: $0)) }
        return all(of: report).filter { item in
            guard let wanted else { return true }
            return !wanted.isDisjoint(with: report.entities(in: report.spans(ofClaim: item.id)))
        }
    }

    private func all(of report: Report) -> [ClaimItem] {
        guard let relatedTo else { return report.claimIDs.map { ClaimItem(report, $0) } }
        guard let id = report.annotation(named: relatedTo, kinds: [.claim]) else { return [] }
        return RelatedClaims(report).related(to: id).map { relation in
            ClaimItem(report, relation.other(than: id), relation: relation)
        }
    }
}
