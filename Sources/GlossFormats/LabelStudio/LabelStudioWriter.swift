import GlossModel

/// Writes a report as a task.
struct LabelStudioWriter {
    private let report: Report
    private let original: JSONRecord?
    /// What the labelling configuration calls the labels and the text.
    private var names = (from: "label", to: "text")

    private static let known: Set<String> = ["data", "annotations", "completions", "predictions", "meta"]

    init(_ report: Report, _ original: JSONRecord?) {
        self.report = report
        // What a record of JSON-MIN says is no member of a task.
        self.original = original?.range(of: "data") == nil ? nil : original
        guard let result = LabelStudioWriter.firstResult(original) else { return }
        names.from = result["from_name"]?.string ?? names.from
        names.to = result["to_name"]?.string ?? names.to
    }

    private static func firstResult(_ record: JSONRecord?) -> JSONValue? {
        for key in ["annotations", "predictions"] {
            for item in (try? record?.items(key)) ?? [] {
                if let found = item["result"]?.items.first(where: { $0["to_name"] != nil }) { return found }
            }
        }
        return nil
    }

    func write(_ json: inout JSONWriter, _ out: inout ByteOutput) {
        json.object(&out) { json, out in
            json.rest(of: original, except: Self.known, &out)
            json.key("data", &out)
            data(&json, &out)
            json.key("annotations", &out)
            json.array(&out) { json, out in
                for layer in report.layers where layer.origin == .file { answer(layer, &json, &out) }
            }
            json.key("predictions", &out)
            json.array(&out) { json, out in
                for layer in report.layers where layer.origin != .file { answer(layer, &json, &out) }
            }
            json.key("meta", &out)
            meta(&json, &out)
        }
    }

    private func data(_ json: inout JSONWriter, _ out: inout ByteOutput) {
        if let original, let range = original.range(of: "data") { return json.raw(original.file.bytes[range], &out) }
        json.object(&out) { json, out in
            json.key("text", &out)
            json.text(report.text.span, of: report.text, &out)
        }
    }

    private func meta(_ json: inout JSONWriter, _ out: inout ByteOutput) {
        let meta = original.flatMap { record in record.range(of: "meta").flatMap { try? JSONRecord(record.file, $0) } }
        json.object(&out) { json, out in
            json.rest(of: meta, except: ["gloss"], &out)
            json.key("gloss", &out)
            json.own(report, &out)
        }
    }

    private func answer(_ layer: Layer, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        // Data that stays as it stood keeps the byte order mark of its text, which counts then.
        let isCopied = original?.range(of: "data") != nil
        var cursor = OffsetCursor(report.text, isCopied ? Counting(statedFor: report.text, .utf16) : Counting(unit: .utf16))
        let natives = Natives(report, layer)
        json.object(&out) { json, out in
            if layer.origin != .file {
                json.key("model_version", &out)
                json.string(layer.name, &out)
            } else if let number = LabelStudioName.number(in: layer.name) {
                json.key("completed_by", &out)
                json.number(number, &out)
            }
            json.key("result", &out)
            json.array(&out) { json, out in
                for item in natives.spans {
                    for (piece, span) in item.spans.enumerated() {
                        region(Natives.pieceID(item.id, piece), item.label, span, &cursor, &json, &out)
                    }
                }
                for link in natives.links { relation(link, &json, &out) }
            }
        }
    }

    private func region(
        _ id: String, _ label: String, _ span: Span, _ cursor: inout OffsetCursor, _ json: inout JSONWriter,
        _ out: inout ByteOutput
    ) {
        let bounds = (cursor.units(beforeByte: Int(span.start)), cursor.units(beforeByte: Int(span.end)))
        json.object(&out) { json, out in
            for (key, value) in [("id", id), ("from_name", names.from), ("to_name", names.to), ("type", "labels")] {
                json.member(key, value, &out)
            }
            json.key("value", &out)
            json.object(&out) { json, out in
                json.key("start", &out)
                json.number(bounds.0, &out)
                json.key("end", &out)
                json.number(bounds.1, &out)
                json.key("text", &out)
                json.text(span, of: report.text, &out)
                json.key("labels", &out)
                json.array(&out) { json, out in json.string(label, &out) }
            }
        }
    }

    private func relation(_ link: Natives.Link, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        json.object(&out) { json, out in
            json.member("from_id", link.from, &out)
            json.member("to_id", link.to, &out)
            json.member("type", "relation", &out)
            json.member("direction", "right", &out)
            json.key("labels", &out)
            json.array(&out) { json, out in json.string(link.type, &out) }
        }
    }
}
