import GlossAnnotator
import GlossModel

/// Sentences for findings.
enum Findings {
    /// One finding on one line: where, what, what to do.
    static func sentence(_ finding: Finding) -> String {
        var place = finding.place.file ?? ""
        if let line = finding.place.line { place += ":\(line)" }
        if let name = finding.place.annotation { place += place.isEmpty ? name : ": " + name }
        let remedy = finding.remedy.map { " (" + $0 + ")" } ?? ""
        return StandIn.line((place.isEmpty ? "" : place + ": ") + finding.cause + remedy)
    }

    /// As many faults of the user's own files are told one by one.
    private static let mostFaults = 5

    /// Tells findings on standard error, a line each.
    static func warn(of findings: some Sequence<Finding>) {
        for finding in findings { _ = Files.writeAll(Array("gloss: \(sentence(finding))\n".utf8), to: 2) }
    }

    /// Tells on standard error what was found while reading: the faults of the user's own files a line
    /// each, and a line a report.
    static func warn(_ reports: [Report], _ loader: ReportLoader) {
        warn(settings: loader)
        for report in reports { for line in warnings(of: report) { _ = Files.writeAll(Array(line.utf8), to: 2) } }
    }

    /// Tells the faults of the user's own files, the first few.
    static func warn(settings loader: ReportLoader) {
        let faults = loader.settingFindings
        warn(of: faults.prefix(mostFaults))
        if faults.count > mostFaults {
            let rest = "\(faults.count - mostFaults) more faults of your own files; gloss check FILE tells them, with --lexicon where it was given"
            _ = Files.writeAll(Array("gloss: \(StandIn.line(rest))\n".utf8), to: 2)
        }
    }

    /// What is told of a report: that it is in no language that the annotator knows, and its first fault with how
    /// many there are more; none where there is neither.
    static func warnings(of report: Report) -> [String] {
        let told = report.findings.filter { $0.code == Annotator.notEnglish || $0.code == "day-order" }.map { finding in
            var finding = finding
            finding.place.file = finding.place.file ?? report.path
            return "gloss: \(sentence(finding))\n"
        }
        let grave = report.findings.filter { $0.severity != .note }
        guard let first = grave.first else { return told }
        let more = grave.count > 1 ? "; gloss check \(report.path) tells \(grave.count - 1) more" : ""
        return told + ["gloss: \(sentence(first))\(StandIn.line(more))\n"]
    }
}
