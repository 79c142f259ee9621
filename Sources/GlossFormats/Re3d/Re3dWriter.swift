import GlossModel

/// Writes a report in the three files of re3d.
struct Re3dWriter {
    private let report: Report
    /// The record that it was read from.
    private let original: JSONRecord?
    private let id: String

    init(_ report: Report) {
        self.report = report
        let layer = report.layers.first { $0.sourceFormat == "re3d" && $0.sourceRange != nil }
        original = layer.flatMap { layer in
            layer.source.flatMap { source in layer.sourceRange.flatMap { try? JSONRecord(source, $0) } }
        }
        id = original.flatMap { try? $0.value("_id")?.string } ?? FileName.last(report.path)
    }

    func writeDocument(_ out: inout ByteOutput) {
        var json = JSONWriter(indented: false)
        json.object(&out) { json, out in
            if original == nil { json.member("_id", id, &out) }
            json.rest(of: original, except: ["title", "text", "gloss"], &out)
            if original == nil { json.member("sourceName", FileName.last(report.path), &out) }
            json.member("title", report.title, &out)
            json.key("text", &out)
            json.text(report.text.span, of: report.text, &out)
            json.key("gloss", &out)
            json.own(report, &out)
        }
        out.put(0x0A)
        out.passOn()
    }

    /// A labelled stretch where relations find it.
    private struct End {
        var bounds: (start: Int, end: Int)
        var span: Span
        var label: String
    }

    func write(entities: inout ByteOutput, relations: inout ByteOutput) {
        var cursor = OffsetCursor(report.text, unit: .codePoints)
        var number = 0
        for layer in report.layers {
            let natives = Natives(report, layer)
            var ends: [String: End] = [:]
            for item in natives.spans {
                for span in item.spans {
                    let bounds = (cursor.units(beforeByte: Int(span.start)), cursor.units(beforeByte: Int(span.end)))
                    let end = End(bounds: bounds, span: span, label: item.label)
                    if ends[item.id] == nil { ends[item.id] = end }
                    let confidence = item.annotation.flatMap { layer.value("confidence", on: $0) }
                    number += 1
                    entity(end, number, confidence, &entities)
                }
            }
            for link in natives.links {
                guard let from = ends[link.from], let to = ends[link.to] else { continue }
                number += 1
                relation(link.type, from, to, number, &relations)
            }
        }
    }

    private func entity(_ item: End, _ number: Int, _ confidence: String?, _ out: inout ByteOutput) {
        var json = JSONWriter(indented: false)
        json.object(&out) { json, out in
            json.member("_id", "\(id)-\(number)-\(item.bounds.start)-\(item.bounds.end)-\(item.label)", &out)
            place(item.bounds, &json, &out)
            json.member("type", item.label, &out)
            json.key("value", &out)
            json.text(item.span, of: report.text, &out)
            close(confidence, &json, &out)
        }
        out.put(0x0A)
        out.passOn()
    }

    /// The words that state a relation are taken to be those from one end to the other.
    private func relation(_ type: String, _ from: End, _ to: End, _ number: Int, _ out: inout ByteOutput) {
        var json = JSONWriter(indented: false)
        let whole = Span(Int(min(from.span.start, to.span.start)), Int(max(from.span.end, to.span.end)))
        json.object(&out) { json, out in
            json.member("_id", "\(id)-\(number)-\(type)", &out)
            place((min(from.bounds.start, to.bounds.start), max(from.bounds.end, to.bounds.end)), &json, &out)
            for (name, end) in [("source", from), ("target", to)] {
                json.key(name + "Begin", &out)
                json.number(end.bounds.start, &out)
                json.key(name + "End", &out)
                json.number(end.bounds.end, &out)
                json.key(name, &out)
                json.text(end.span, of: report.text, &out)
                json.member(name + "Type", end.label, &out)
            }
            json.member("type", type, &out)
            json.key("value", &out)
            json.text(whole, of: report.text, &out)
            close(nil, &json, &out)
        }
        out.put(0x0A)
        out.passOn()
    }

    private func place(_ bounds: (start: Int, end: Int), _ json: inout JSONWriter, _ out: inout ByteOutput) {
        json.key("begin", &out)
        json.number(bounds.start, &out)
        json.key("end", &out)
        json.number(bounds.end, &out)
    }

    private func close(_ confidence: String?, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        json.member("documentId", id, &out)
        json.key("confidence", &out)
        if let number = confidence.flatMap(Double.init), number.isFinite { return json.number(number, &out) }
        json.number(1, &out)
    }
}
