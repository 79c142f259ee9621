import GlossModel

/// Writes a report's annotations as a collection of one page. What stands in pieces has a target for
/// each.
struct WebAnnotationWriter {
    private let report: Report
    private let source: String
    private let base: String
    /// So much of the text is quoted before and behind, in code points.
    private static let around = 24

    init(_ report: Report) {
        self.report = report
        let name = FileName.last(report.path)
        let parts = FileName.split(name)
        source = WebAnnotationName.own + WebAnnotationName.escaped(parts.suffix == "txt" ? name : parts.stem + ".txt")
        base = WebAnnotationName.own + WebAnnotationName.escaped(parts.stem)
    }

    /// Linear in the annotations.
    func write(_ out: inout ByteOutput) {
        var json = JSONWriter(indented: false)
        let natives = report.layers.map { Natives(report, $0) }
        json.object(&out) { json, out in
            context(&json, &out)
            json.member("id", base, &out)
            json.member("type", "AnnotationCollection", &out)
            if !report.title.isEmpty { json.member("label", report.title, &out) }
            json.key("total", &out)
            json.number(natives.reduce(0) { $0 + $1.spans.count + $1.links.count }, &out)
            json.key("first", &out)
            json.object(&out) { json, out in
                json.member("id", base + "#page1", &out)
                json.member("type", "AnnotationPage", &out)
                json.key("items", &out)
                json.array(&out) { json, out in
                    for (layer, natives) in zip(report.layers, natives) { annotations(layer, natives, &json, &out) }
                }
            }
            json.key("gloss", &out)
            json.own(report, &out)
        }
        out.put(0x0A)
    }

    /// The Recommendation's, and what `gloss` is: JSON that a processor leaves as it is (JSON-LD 1.1).
    private func context(_ json: inout JSONWriter, _ out: inout ByteOutput) {
        json.key("@context", &out)
        json.array(&out) { json, out in
            json.string(WebAnnotation.context, &out)
            json.object(&out) { json, out in
                json.key("gloss", &out)
                json.object(&out) { json, out in
                    json.member("@id", "urn:gloss:report", &out)
                    json.member("@type", "@json", &out)
                }
            }
        }
    }

    private func annotations(
        _ layer: Layer, _ natives: Natives, _ json: inout JSONWriter, _ out: inout ByteOutput
    ) {
        var cursor = OffsetCursor(report.text, unit: .codePoints)
        let notes = Dictionary(grouping: layer.notes.indices) { layer.notes[$0].target }
        for item in natives.spans {
            json.object(&out) { json, out in
                head(item.id, layer, &json, &out)
                let own = item.annotation.flatMap { notes[$0] } ?? []
                bodies(item, own.map { layer.string(layer.notes[$0].text) }, &json, &out)
                json.key("target", &out)
                if item.spans.count == 1 { return target(item.spans[0], &cursor, &json, &out) }
                json.array(&out) { json, out in item.spans.forEach { target($0, &cursor, &json, &out) } }
            }
        }
        for link in natives.links { self.link(link, layer, &json, &out) }
    }

    private func iri(_ id: String) -> String { base + "#" + WebAnnotationName.escaped(id) }

    private func head(_ id: String, _ layer: Layer, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        json.member("id", iri(id), &out)
        json.member("type", "Annotation", &out)
        guard report.layers.count > 1 else { return }
        json.key("creator", &out)
        json.object(&out) { json, out in
            json.member("type", layer.origin == .file ? "Person" : "Software", &out)
            json.member("name", layer.name, &out)
        }
    }

    private func bodies(_ item: Natives.Labelled, _ notes: [String], _ json: inout JSONWriter, _ out: inout ByteOutput) {
        json.key("body", &out)
        json.array(&out) { json, out in
            textual(item.label, "tagging", &json, &out)
            if let reference = item.entity.flatMap({ report.entity($0)?.references.first }) {
                json.object(&out) { json, out in
                    json.member("type", "SpecificResource", &out)
                    json.member("source", reference, &out)
                    json.member("purpose", "identifying", &out)
                }
            }
            for note in notes { textual(note, "commenting", &json, &out) }
        }
    }

    private func textual(_ words: String, _ purpose: String, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        json.object(&out) { json, out in
            json.member("type", "TextualBody", &out)
            json.member("value", words, &out)
            json.member("purpose", purpose, &out)
        }
    }

    private func target(_ span: Span, _ cursor: inout OffsetCursor, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        let bounds = (cursor.units(beforeByte: Int(span.start)), cursor.units(beforeByte: Int(span.end)))
        json.object(&out) { json, out in
            json.member("source", source, &out)
            json.key("selector", &out)
            json.array(&out) { json, out in
                json.object(&out) { json, out in
                    json.member("type", "TextPositionSelector", &out)
                    json.key("start", &out)
                    json.number(bounds.0, &out)
                    json.key("end", &out)
                    json.number(bounds.1, &out)
                }
                quote(span, &json, &out)
            }
        }
    }

    private func quote(_ span: Span, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        json.object(&out) { json, out in
            json.member("type", "TextQuoteSelector", &out)
            json.key("exact", &out)
            json.text(span, of: report.text, &out)
            var (start, end) = (Int(span.start), Int(span.end))
            for _ in 0..<Self.around where start > 0 { start = report.text.scalarStart(atOrBefore: start - 1) }
            for _ in 0..<Self.around where end < report.text.count { end += report.text.scalar(at: end).length }
            json.key("prefix", &out)
            json.text(Span(start, Int(span.start)), of: report.text, &out)
            json.key("suffix", &out)
            json.text(Span(Int(span.end), end), of: report.text, &out)
        }
    }

    private func link(_ link: Natives.Link, _ layer: Layer, _ json: inout JSONWriter, _ out: inout ByteOutput) {
        json.object(&out) { json, out in
            head(link.id, layer, &json, &out)
            json.member("motivation", "linking", &out)
            json.key("body", &out)
            json.array(&out) { json, out in textual(link.type, "tagging", &json, &out) }
            json.key("target", &out)
            json.array(&out) { json, out in
                json.string(iri(link.from), &out)
                json.string(iri(link.to), &out)
            }
        }
    }
}
