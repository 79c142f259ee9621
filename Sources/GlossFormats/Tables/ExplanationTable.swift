import GlossModel

/// What a report's layers hold and which rule made it, for `gloss annotate --explain`.
public enum ExplanationTable {
    /// One line a mention, time and claim in the order of the text, outer before inner, after a
    /// line with the names of the columns: start, end (code points), kind, type, rule, text. Cells
    /// are parted by tabs; in a cell white space is one space and controls are stand-ins.
    public static func write(_ reports: [Report], _ out: inout ByteOutput) {
        out.write("start\tend\tkind\ttype\trule\ttext\n")
        for report in reports {
            var cursor = OffsetCursor(report.text, unit: .codePoints)
            for line in lines(report) {
                out.write(cursor.units(beforeByte: Int(line.span.start)))
                out.put(0x09)
                out.write(cursor.units(beforeByte: Int(line.span.end)))
                for cell in [line.kind, line.type, rule(line.id, report)] {
                    out.put(0x09)
                    out.write(StandIn.line(cell))
                }
                out.put(0x09)
                out.write(StandIn.line(text(line.id, report)) + "\n")
                out.passOn()
            }
        }
    }

    /// The rule that made an annotation, and how sure it is where it says so.
    private static func rule(_ id: AnnotationID, _ report: Report) -> String {
        let rule = report.rule(of: id) ?? "file"
        return report.margin(of: id).map { "\(rule) \($0)" } ?? rule
    }

    private struct Line {
        var span: Span
        var id: AnnotationID
        var kind: String
        var type: String
    }

    private static func lines(_ report: Report) -> [Line] {
        var lines = report.allMentions.map {
            Line(span: $0.mention.span, id: $0.id, kind: "mention", type: $0.type)
        }
        lines += report.timeIDs.compactMap { id in
            report.time(id).map { Line(span: $0.span, id: id, kind: "time", type: $0.type.rawValue) }
        }
        lines += report.claimIDs.compactMap { id in
            report.claim(id).map { Line(span: $0.extent, id: id, kind: "claim", type: $0.kind.name) }
        }
        lines.sort { ($0.span, $1.id.kind.rawValue, $0.id) < ($1.span, $0.id.kind.rawValue, $1.id) }
        return lines
    }

    /// The words of an annotation, without what stands between its parts, as they read.
    private static func text(_ id: AnnotationID, _ report: Report) -> String {
        let flow = report.flow
        let spans: [Span] =
            switch id.kind {
            case .mention: report.mention(id).map { report.spans(of: $0) } ?? []
            case .claim: report.spans(ofClaim: id)
            default: report.span(of: id).map { [$0] } ?? []
            }
        return spans.map { flow.string(of: $0) }.joined(separator: " ")
    }
}
