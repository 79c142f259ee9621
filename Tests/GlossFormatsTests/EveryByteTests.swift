import GlossModel
import Testing

@testable import GlossFormats

/// Files cut at every byte, and with every byte changed: each is read or refused, and what is read can
/// be written and read again.
struct EveryByteTests {
    /// A small report with something of everything, by brat's standoff.
    private static func report() throws -> Report {
        let text = Text("Bea met Olu in Lo\u{301}me on 3 May 2014.\n\nShe left.\n")
        let annotations = """
            T1\tPerson 0 3\tBea
            T2\tPerson 8 11;29 34\tOlu 2014.
            T3\tMeet 4 7\tmet
            E1\tMeet:T3 Who:T1 With:T2
            R1\tKnows Arg1:T1 Arg2:T2
            A1\tSure T2 high
            *\tEquiv T1 T2
            N1\tReference T2 Wikidata:Q1\tOlu
            #1\tAnnotatorNotes T1\tseen

            """
        return try #require(
            try Brat().read(InputFile(path: "r.ann", content: Text(annotations)) { $0 == "r.txt" ? text : nil }).first)
    }

    /// A file of each format that is read: what gloss writes, and small ones of those it does not.
    private static func file(_ name: String) throws -> [UInt8] {
        switch name {
        case "pandoc": return Array(#"{"pandoc-api-version":[1,23],"meta":{},"blocks":[{"t":"Para","c":[{"t":"Str","c":"Bea"},{"t":"Note","c":[]}]}]}"#.utf8)
        case "zip": return PackedDocumentTests.archive([("a.jsonl", Array(#"{"text": "Bea left.", "label": [[0, 3, "PER"]]}"#.utf8)), ("b/c.txt", Array("Olu.".utf8))])
        case "epub": return PackedDocumentTests.epub([("one", "<h1>One</h1><p>Bea <b>left</b>.</p>")])
        case "odt": return PackedDocumentTests.archive([("content.xml", Array(PackedDocumentTests.content.utf8))])
        case "pdf2xml":
            return Array("""
                <pdf2xml><page number="1" height="800" width="600"><fontspec id="0" size="12" family="T" color="#000000"/>
                <text top="90" left="80" width="300" height="14" font="0">Bea <b>left</b></text></page></pdf2xml>
                """.utf8)
        default:
            if let form = NewFormDetectionTests.contents.first(where: { $0.format == name }) { return Array(form.content.utf8) }
            let format = try #require(Formats.named(name))
            if !format.isWritten { return try #require(Self.trap(name)) }
            var out = ByteOutput()
            try format.write([try report()], to: &out)
            return out.bytes
        }
    }

    /// Every format that is read, but Markdown, which another program reads.
    private static let names = Formats.all.filter { $0.isRead && $0.name != "markdown" }.map(\.name)

    /// The shortest file of another tool that is read in a format.
    private static func trap(_ name: String) -> [UInt8]? {
        let known = Trap.all.filter { trap in
            let beside = Dictionary(trap.files.map { ($0.name, Text($0.content)) }) { first, _ in first }
            let file = InputFile(path: trap.files[0].name, content: Text(trap.files[0].content)) { beside[$0] }
            return Formats.sniff(file).name == name && trap.expected.contains { $0.hasPrefix("m ") }
        }
        return known.map { $0.files[0].content }.min { $0.count < $1.count }
    }

    @Test(arguments: names)
    func cutAtEveryByte(name: String) throws {
        let bytes = try Self.file(name)
        for count in 0..<bytes.count { try Self.tryOut(Array(bytes[..<count]), name, count) }
    }

    @Test(arguments: names)
    func everyByteChanged(name: String) throws {
        let bytes = try Self.file(name)
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1 << UInt8(place % 8)
            try Self.tryOut(changed, name, place)
        }
    }

    /// Reads bytes as the format and as what they seem to be.
    private static func tryOut(_ bytes: [UInt8], _ name: String, _ place: Int) throws {
        let text = Text("Bea met Olu in Lo\u{301}me on 3 May 2014.\n\nShe left.\n")
        let format = try #require(Formats.named(name))
        let file = InputFile(path: "r." + format.suffixes[0], content: Text(bytes)) { $0.hasSuffix(".txt") ? text : nil }
        guard let reports = try? format.read(file) else { return }
        if !reports.allSatisfy(isSound) { Issue.record("\(name), byte \(place): something stands beyond the text") }
        guard place % 16 == 0, let report = reports.first else { return }
        var out = ByteOutput()
        try GlossJSON().write(report, to: &out)
        let again = try GlossJSON().read(InputFile(path: "r.json", content: Text(out.bytes)))
        #expect(again.first?.text.bytes.elementsEqual(report.text.bytes) ?? false || report.text.bytes.contains { $0 >= 0x80 })
    }

    /// Whether all that a report says stands in its text.
    private static func isSound(_ report: Report) -> Bool {
        let end = UInt32(report.text.count)
        func isInside(_ span: Span) -> Bool { span.start <= span.end && span.end <= end }
        return report.layers.allSatisfy { layer in
            layer.mentions.allSatisfy { isInside($0.span) } && layer.times.allSatisfy { isInside($0.span) }
        } && report.paragraphs.spans.allSatisfy(isInside)
            && report.findings.allSatisfy { !$0.cause.isEmpty && ($0.place.span.map(isInside) ?? true) }
    }
}
