import GlossModel

/// The timeline as a calendar (iCalendar, RFC 5545).
///
/// A dated row is an all-day VEVENT; DTEND is the day after its last. A row with a time of day begins then
/// instead, for a minute or as long as it says: in universal time where it says its zone, else in the reader's own. An interval with one open
/// end is a VEVENT on the day of the end it has, and its summary says "since" or "until". An
/// undated row is a VJOURNAL without a date. The time stamp is the report's date, so that the
/// same report gives the same bytes.
struct TimelineCalendar {
    func write(_ items: [TimelineItem], _ out: inout ByteOutput) {
        line("BEGIN:VCALENDAR", &out)
        line("VERSION:2.0", &out)
        line("PRODID:-//gloss//timeline//EN", &out)
        line("CALSCALE:GREGORIAN", &out)
        var seen: [UInt64: Int] = [:]
        for item in items {
            let key = TimelineCalendar.hash(item)
            seen[key, default: 0] += 1
            entry(item, uid: String(key, radix: 16) + "-\(seen[key] ?? 1)@gloss", &out)
            out.passOn()
        }
        line("END:VCALENDAR", &out)
    }

    private func entry(_ item: TimelineItem, uid: String, _ out: inout ByteOutput) {
        let (row, report) = (item.row, item.report)
        let kind = row.isDated ? "VEVENT" : "VJOURNAL"
        let detail = item.detail
        let clause = StandIn.line(report.flow.string(of: detail.clause))
        let sentence = StandIn.line(report.flow.string(of: detail.sentence))
        line("BEGIN:" + kind, &out)
        line("UID:" + uid, &out)
        line("DTSTAMP:" + TimelineCalendar.basic(report.date ?? .epoch) + "T000000Z", &out)
        dates(row, &out)
        line("SUMMARY:" + TimelineCalendar.escaped(row.label + ": " + clause), &out)
        let place = "\(StandIn.line(report.path)), \(report.citation(of: detail.sentence).place)"
        line("DESCRIPTION:" + TimelineCalendar.escaped(sentence + "\n" + place), &out)
        let names = detail.entities.compactMap { report.entity($0)?.name }
        if !names.isEmpty {
            let list = names.map { TimelineCalendar.escaped(StandIn.line($0)) }
            line("CATEGORIES:" + list.joined(separator: ","), &out)
        }
        if row.isDated { line("TRANSP:TRANSPARENT", &out) }
        line("END:" + kind, &out)
    }

    private func dates(_ row: TimelineRow, _ out: inout ByteOutput) {
        guard let first = row.range.earliest ?? row.range.latest else { return }
        if row.range.earliest != nil, let clock = row.clock, clock.isExact {
            line("DTSTART:" + TimelineCalendar.moment(first, clock.order, clock), &out)
            let end = row.endClock.map { (row.range.latest ?? first, $0.order) }
            return line("DTEND:" + TimelineCalendar.moment(end?.0 ?? first, end?.1 ?? clock.order + 60, clock), &out)
        }
        let last = max(first, row.range.earliest == nil ? first : row.range.latest ?? first)
        line("DTSTART;VALUE=DATE:" + TimelineCalendar.basic(first), &out)
        if let after = last.advanced(by: 1) {
            line("DTEND;VALUE=DATE:" + TimelineCalendar.basic(after), &out)
        } else {
            // The end is not part of it, and there is no day behind the last.
            line("DURATION:P\(last.number - first.number + 1)D", &out)
        }
    }

    /// A content line, folded so that no line has more than 75 octets and no character is cut.
    private func line(_ content: String, _ out: inout ByteOutput) {
        var filled = 0
        for scalar in content.unicodeScalars {
            let length = String(scalar).utf8.count
            if filled + length > 75 {
                out.write("\r\n ")
                filled = 1
            }
            out.write(String(scalar))
            filled += length
        }
        out.write("\r\n")
    }

    /// TEXT values: backslash, semicolon, comma and line feed.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": result += "\\"
            case "\n":
                result += "\\n"
                continue
            default: break
            }
            result.unicodeScalars.append(scalar)
        }
        return result
    }

    private static func basic(_ day: Day) -> String {
        String(day.description.filter { $0 != "-" })
    }

    /// `20170503T143000`, `20170503T153000Z`: with a zone the day may be another.
    private static func moment(_ day: Day, _ seconds: Int, _ clock: RowClock) -> String {
        let days = seconds < 0 ? -1 : seconds / 86_400
        let rest = seconds - days * 86_400
        let time = Day.padded(rest / 3600, 2) + Day.padded(rest / 60 % 60, 2) + Day.padded(rest % 60, 2)
        return basic(day.advanced(atMostBy: days)) + "T" + time + (clock.hasZone ? "Z" : "")
    }

    /// A number for report, place and interval, the same in every run (FNV-1a).
    private static func hash(_ item: TimelineItem) -> UInt64 {
        FNV1a("\(item.report.path) \(item.row.span.start) \(item.row.value)").value
    }
}
