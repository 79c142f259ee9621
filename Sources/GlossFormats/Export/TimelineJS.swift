import GlossModel

/// A report's timeline for TimelineJS 3 (Knight Lab; timeline.knightlab.com, "JSON data format"):
/// a slide for each dated sentence. Only written.
public struct TimelineJS: Format {
    public let name = "timelinejs"
    public let suffixes = ["timeline.json"]
    public let isRead = false

    public init() {}

    public func sniff(_ file: InputFile) -> Likeness { .none }

    public func read(_ file: InputFile) throws(FormatError) -> [Report] {
        throw .unsupported(what: "timelinejs is only written")
    }

    public func write(_ report: Report, to out: inout ByteOutput) throws(FormatError) {
        var json = JSONWriter(indented: true)
        json.object(&out) { json, out in
            json.key("title", &out)
            json.object(&out) { json, out in Self.text(report.shownTitle, nil, &json, &out) }
            json.key("events", &out)
            json.array(&out) { json, out in
                for item in report.orderedTimeline where item.row.isDated { Self.slide(item, &json, &out) }
            }
        }
        out.write("\n")
    }

    public func losses(_ report: Report) -> [Finding] {
        var losses = Losses()
        losses.add(report.timeline().count { !$0.isDated }, "expressions of time without a date")
        for layer in report.layers {
            losses.add(layer.relations.count, "relations")
            losses.add(layer.events.count, "events")
            losses.add(layer.attributes.count + layer.notes.count, "attributes and notes")
        }
        return losses.findings(name, report.path)
    }

    private static func slide(_ item: TimelineItem, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        let sentence = StandIn.line(item.report.flow.string(of: item.report.clause(of: item.row)))
        let (first, last) = (item.row.range.earliest ?? item.row.range.latest, item.row.range.latest)
        json.object(&out) { json, out in
            if let first { day("start_date", first, item.row, &json, &out, clock: item.row.clock) }
            if let last, last != first { day("end_date", last, item.row, &json, &out) }
            json.key("display_date", &out)
            json.string(item.row.label, &out)
            json.key("unique_id", &out)
            json.string("t\(item.row.time.layer)-\(item.row.time.number)", &out)
            let names = item.detail.entities.compactMap { item.report.entity($0)?.name }
            text(names.prefix(3).joined(separator: ", "), sentence, &json, &out)
        }
    }

    /// A day as finely as it is known.
    private static func day(
        _ key: String, _ day: Day, _ row: TimelineRow, _ json: inout JSONWriter, _ out: inout ByteOutput, clock: RowClock? = nil
    ) {
        let (year, month, date) = day.civil
        json.key(key, &out)
        json.object(&out) { json, out in
            json.key("year", &out)
            json.number(year, &out)
            guard row.precision >= .month else { return }
            json.key("month", &out)
            json.number(month, &out)
            guard row.precision >= .day else { return }
            json.key("day", &out)
            json.number(date, &out)
            guard let clock, clock.isExact, (0..<86_400).contains(clock.order) else { return }
            json.key("hour", &out)
            json.number(clock.order / 3600, &out)
            json.key("minute", &out)
            json.number(clock.order / 60 % 60, &out)
        }
    }

    private static func text(_ headline: String, _ words: String?, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        json.key("text", &out)
        json.object(&out) { json, out in
            json.key("headline", &out)
            json.string(HTMLWriter.escaped(StandIn.line(headline)), &out)
            guard let words else { return }
            json.key("text", &out)
            json.string(HTMLWriter.escaped(words), &out)
        }
    }
}
