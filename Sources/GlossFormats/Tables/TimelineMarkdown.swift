import GlossModel

/// The timeline as a table in Markdown (GitHub's form).
struct TimelineMarkdown {
    let namesReports: Bool

    func write(_ items: [TimelineItem], _ out: inout ByteOutput) {
        let citations = items.map { $0.report.citation(of: $0.report.sentence(of: $0.row).span) }
        let hasPages = citations.contains { $0.page != nil }
        let hasSections = citations.contains { $0.section != nil }
        let columns = (namesReports ? ["Report"] : []) + ["When", "¶", "What", "Who and where"]
            + (hasPages ? ["Page"] : []) + (hasSections ? ["Section"] : [])
        record(columns, &out)
        record(columns.map { _ in "---" }, &out)
        for (item, citation) in zip(items, citations) {
            let report = namesReports ? [item.report.path] : []
            let detail = item.detail
            let entities = detail.entities.compactMap { item.report.entity($0)?.name }
            record(
                (report + [
                    item.row.label, String(detail.paragraph + 1),
                    item.report.flow.string(of: detail.clause),
                    entities.joined(separator: ", "),
                ] + (hasPages ? [citation.page ?? ""] : []) + (hasSections ? [citation.section ?? ""] : [])).map { TimelineMarkdown.escaped(StandIn.line($0)) }, &out)
            out.passOn()
        }
    }

    private func record(_ cells: [String], _ out: inout ByteOutput) {
        out.write("| " + cells.joined(separator: " | ") + " |\n")
    }

    /// Marks that Markdown or HTML would read as their own.
    static func escaped(_ text: String) -> String {
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
