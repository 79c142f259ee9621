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

    /// Tells on standard error, in a line a report, what was found while reading.
    static func warn(_ reports: [Report]) {
        for report in reports {
            let grave = report.findings.filter { $0.severity != .note }
            guard let first = grave.first else { continue }
            let more = grave.count > 1 ? "; gloss check \(report.path) tells \(grave.count - 1) more" : ""
            _ = Files.writeAll(Array("gloss: \(sentence(first))\(StandIn.line(more))\n".utf8), to: 2)
        }
    }
}
