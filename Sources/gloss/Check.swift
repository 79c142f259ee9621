import ArgumentParser
import GlossFormats
import GlossModel

/// `gloss check`: annotations against their text, every fault with its place and likely cause.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check annotations against their text.",
        discussion: "Prints one fault a line and exits with 1 where there is one, else with 0.")

    @Argument(help: "The report or its annotations.")
    var files: [String] = []

    @Flag(help: "Check your own files instead: keys.conf, containers.conf, lexicon.tsv.")
    var config = false

    @OptionGroup var input: InputOptions

    func validate() throws {
        guard config || !files.isEmpty else { throw ValidationError("Missing expected argument '<files> ...'") }
    }

    func run() throws {
        if config { return try tell(Settings.findings() + (files.isEmpty ? [] : try faults())) }
        try tell(faults())
    }

    private func faults() throws -> [Finding] {
        let loader = try ReportLoader(input)
        let reports = try files.flatMap { try loader.read($0) }
        return (config ? [] : loader.settingFindings) + reports.flatMap { report in
            (report.findings + loader.languageFindings(report) + [loader.dayOrderFinding(report)].compactMap { $0 }).map { finding in
                var finding = finding
                finding.place.file = finding.place.file ?? report.path
                return finding
            }
        }
    }

    private func tell(_ findings: [Finding]) throws {
        try Files.printing { out in
            for finding in findings {
                out.write("\(finding.severity.rawValue): \(Findings.sentence(finding))\n")
            }
        }
        if findings.contains(where: { $0.severity != .note }) { throw Quiet(status: 1) }
    }
}
