import ArgumentParser
import GlossFormats
import GlossModel

/// `gloss check`: annotations against their text, every fault with its place and likely cause.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check annotations against their text.",
        discussion: "Prints one fault a line and exits with 1 where there is one, else with 0.")

    @OptionGroup var named: FilesOption

    @Flag(help: "Check your own files instead: keys.conf, containers.conf, lexicon.tsv.")
    var config = false

    @OptionGroup var input: InputOptions

    func run() throws {
        guard config else { return try tell(faults(named.paths())) }
        let isBare = named.files.isEmpty && named.filesFrom == nil
        try tell(Settings.findings() + (isBare ? [] : faults(named.paths())))
    }

    private func faults(_ files: [String]) throws -> [Finding] {
        let loader = try ReportLoader(input.reading)
        let reports = try files.flatMap { try loader.read($0) }
        return (config ? [] : loader.settingFindings) + reports.flatMap { report in
            (loader.dated(report).findings + loader.languageFindings(report)).map { finding in
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
