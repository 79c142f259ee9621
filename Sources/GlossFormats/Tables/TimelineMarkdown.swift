import GlossModel

/// The timeline as a table in Markdown (GitHub's form).
struct TimelineMarkdown {
    let namesReports: Bool

    func write(_ items: [TimelineItem], _ out: inout ByteOutput) {
        let first = namesReports ? ["Report"] : []
        record(first + ["When", "¶", "What", "Who and where"], &out)
        record(Array(repeating: "---", count: first.count + 4), &out)
        for item in items {
            let report = namesReports ? [item.report.path] : []
            let detail = item.detail
            let entities = detail.entities.compactMap { item.report.entity($0)?.name }
            record(
                (report + [
                    item.row.label, String(detail.paragraph + 1),
                    item.report.flow.string(of: detail.sentence),
                    entities.joined(separator: ", "),
                ]).map { TimelineMarkdown.escaped(StandIn.line($0)) }, &out)
            out.passOn()
        }
    }

    private func record(_ cells: [String], _ out: inout ByteOutput) {
        out.write("| " + cells.joined(separator: " | ") + " |\n")
    }

    /// Marks that Markdown or HTML would read as their own.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "|", "*", "_", "`", "[", "]", "~": result += "\\"
            case "<":
                result += "&lt;"
                continue
            case "&":
                result += "&amp;"
                continue
            default: break
            }
            result.unicodeScalars.append(scalar)
        }
        return result
    }
}
