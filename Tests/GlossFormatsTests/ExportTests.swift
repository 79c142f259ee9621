import GlossModel
import TestSupport
import Testing

@testable import GlossFormats

/// Formats that are only written: what they say, and that it is well-formed whatever the text holds.
struct ExportTests {
    static let report = MarkedReport(
        """
        ⟦Person#ann:Ann <Lee> & Co⟧ said the ⟦Location#h:⟦Organization#hr:Harrow⟧ docks⟧ closed in ⟦Date=2014-Q4@END:late 2014⟧.

        # ⟦Source&c1:The *ministry*⟧ ⟦Cue&c1:warned⟧ that ⟦Claim&c1+reported+forecast%very-likely:⟦Person#ann+pronoun:she⟧ will leave 🚢⟧.
        """
    ).report

    private func parsed(_ page: String) throws -> [String] {
        let xml = page.split(separator: "\n", maxSplits: 1)[1]
        var reader = XMLReader(Text(String(xml)))
        var text: [String] = []
        while true {
            switch try reader.next() {
            case .text:
                var words: [UInt8] = []
                try reader.append(to: &words)
                text.append(String(decoding: words, as: UTF8.self))
            case .finished: return text
            default: break
            }
        }
    }

    @Test func aPageMarksWhatIsInTheText() throws {
        let page = try written(Self.report, HTML())
        #expect(page.hasPrefix("<!DOCTYPE html>\n"))
        #expect(page.contains("title=\"Person: Ann &lt;Lee&gt; &amp; Co\">Ann &lt;Lee&gt; &amp; Co</span>"))
        #expect(page.contains("class=\"mention location name\" title=\"Location: Harrow docks\"><span"))
        #expect(page.contains("title=\"2014-Q4\">late 2014</time>"))
        #expect(page.contains("title=\"claim, very likely, by The *ministry*\""))
        #expect(page.contains("<a href=\"#a0-"))
        #expect(!page.contains("<script") && !page.contains("http"))
    }

    @Test(arguments: 0..<40)
    func aPageIsWellFormedAndHoldsTheText(seed: Int) throws {
        let report = GeneratedReport(seed: UInt64(seed)).report
        let text = try parsed(written(report, HTML())).joined()
        let words = report.paragraphs.spans.map { span in
            report.text[span].unicodeScalars.filter { $0 != "\r" }.map { StandIn.character(for: $0) == nil || $0 == "\n" || $0 == "\t" ? $0 : StandIn.character(for: $0)! }
        }
        for paragraph in words {
            var string = String.UnicodeScalarView()
            string.append(contentsOf: paragraph)
            #expect(text.contains(String(string)))
        }
    }

    @Test(arguments: 0..<40)
    func piecesAreTheWholeOfAParagraph(seed: Int) {
        let report = GeneratedReport(seed: UInt64(seed)).report
        for span in report.paragraphs.spans {
            let pieces = MarkedPieces(report, span).pieces
            #expect(pieces.first?.span.start == span.start && pieces.last?.span.end == span.end)
            for (one, next) in zip(pieces, pieces.dropFirst()) { #expect(one.span.end == next.span.start) }
            for piece in pieces {
                for mark in piece.marks { #expect(mark.spans.last?.overlaps(piece.span) == true) }
            }
        }
    }

    @Test func markdownReadsAsTheText() throws {
        let text = try written(Self.report, Markdown())
        #expect(text.contains("**Ann &lt;Lee> &amp; Co** said the **Harrow docks** closed"))
        #expect(text.contains("closed in *late 2014*."))
        #expect(text.contains("\\# The \\*ministry\\* warned that she will leave 🚢[^c1]."))
        #expect(text.contains("[^c1]: reported by The \\*ministry\\*; very likely; a forecast"))
        #expect(text.contains("## Timeline\n\n| When |"))
        #expect(text.contains("- **Harrow docks** (Location): 1"))
        #expect(MarkdownText.paragraph("- a\n12. b\n1) c\n12 d\n= e") == "\\- a\n12\\. b\n1\\) c\n12 d\n\\= e")
    }

    @Test func aTableHasARowForEachAnnotation() throws {
        let text = try written(Self.report, CSV())
        let lines = text.split(separator: "\r\n")
        #expect(lines[0].hasPrefix("report,layer,origin,kind,id,start,end,"))
        #expect(lines.contains { $0.contains(",mention,") && $0.contains(",0,14,,Person,Ann <Lee> & Co,") })
        #expect(lines.contains { $0.contains(",time,") && $0.contains("2014-Q4,END,") })
        #expect(lines.contains { $0.contains(",claim,") && $0.contains("The *ministry*,warned,very likely,,yes") })
        #expect(lines.count == 1 + 4 + 1 + 1 + 3)
    }

    @Test func aTimelineHasDaysAsFineAsTheyAreKnown() throws {
        let text = try written(Self.report, TimelineJS())
        let root = try JSONDocument(Text(text)).root
        let event = try #require(root["events"]?.items.first)
        #expect(event["start_date"]?["year"]?.int == 2014)
        #expect(event["start_date"]?["day"] == nil)
        #expect(event["text"]?["text"]?.string?.hasPrefix("Ann &lt;Lee&gt;") == true)
    }

    @Test func aMapNamesWhatBears() throws {
        var layer = LayerBuilder(Self.report.layers[0])
        layer.claims.append(
            Claim(number: 90, extent: Span(0, 3), spans: layer.list([Span(0, 3)]), cue: .none, sources: 0..<0, kind: .asserted))
        layer.relations.append(
            Relation(number: 1, type: "contradicts", from: layer.id(.claim, 90), to: layer.id(.claim, layer.claims[0].number)))
        var report = Self.report
        report.replace(layer.finished())
        let text = try written(report, Argdown())
        #expect(text.contains("]: she will leave 🚢 {source: \"The *ministry*\", certainty: \"very likely\"}\n    - ["))
        #expect(text.hasPrefix("===\ntitle: \"Ann <Lee> & Co said"))
    }

    @Test(arguments: Formats.all.filter { !$0.isRead }.map(\.name))
    func anEmptyReportIsWritten(name: String) throws {
        let format = try #require(Formats.named(name))
        let empty = Report(path: "empty.txt", text: Text(""))
        #expect(try !written(empty, format).isEmpty)
        #expect(format.losses(empty).isEmpty)
        #expect(throws: FormatError.self) { try format.read(InputFile(path: "a", content: Text("x"))) }
    }

    @Test(arguments: Formats.all.filter { !$0.isRead }.map(\.name), 0..<10)
    func whateverIsInAReportIsWritten(name: String, seed: Int) throws {
        let format = try #require(Formats.named(name))
        let text = try written(GeneratedReport(seed: UInt64(seed)).report, format)
        #expect(!text.unicodeScalars.contains { $0 == "\u{202E}" })
        if name == "timelinejs" { _ = try JSONDocument(Text(text)) }
    }
}
