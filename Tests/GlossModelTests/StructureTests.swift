import GlossModel
import Testing

@Suite struct StructureTests {
    private static let text = Text("1 Start\n\nThe response6 was late.\n\n9\n\n\u{C}2 Velka\n\nAfter it.")

    /// Where the words stand first.
    private func span(_ words: String) -> Span {
        let all = Array(Self.text.bytes)
        let wanted = Array(words.utf8)
        let start = (0...all.count - wanted.count).first { Array(all[$0..<$0 + wanted.count]) == wanted }!
        return Span(start, start + wanted.count)
    }

    private var report: Report {
        let blocks = [
            ReportBlock(span("1 Start"), .heading, level: 1),
            ReportBlock(span("The response6 was late."), .paragraph),
            ReportBlock(span("9"), .running),
            ReportBlock(span("2 Velka"), .heading, level: 2),
            ReportBlock(span("After it."), .paragraph),
        ]
        let marker = Span(Int(span("response6").end) - 1, Int(span("response6").end))
        return Report(
            text: Self.text,
            paragraphs: ParagraphIndex(
                Self.text, blocks: blocks, pageStarts: [span("2 Velka").start], markers: [marker]))
    }

    @Test func runningHeadsAreNoParagraphs() {
        let paragraphs = report.paragraphs
        #expect(paragraphs.isComplete)
        #expect(paragraphs.spans.count == 4)
        #expect(paragraphs.furniture == [span("9")])
        #expect(paragraphs.kind(of: 0) == .heading)
        #expect(paragraphs.blocks.map(\.kind) == [.heading, .paragraph, .running, .heading, .paragraph])
        #expect(paragraphs.blocks.map(\.level) == [1, 0, 0, 2, 0])
    }

    @Test func markersOfNotesAreNotRead() {
        #expect(report.flow.string(of: report.paragraphs.spans[1]) == "The response was late.")
        #expect(report.flow.shown.string(of: report.paragraphs.spans[1]) == "The response6 was late.")
    }

    @Test func sectionsNest() {
        let structure = report.structure
        #expect(structure.sections.map(\.level) == [1, 2])
        #expect(structure.sections[0].span == Span(0, Self.text.count))
        #expect(structure.path(of: 1) == [0, 1])
        #expect(report.sectionTitle(at: Int(span("late").start)) == "1 Start")
        #expect(report.sectionTitle(at: Int(span("After").start)) == "2 Velka")
    }

    @Test func aSectionEndsWhereOneAsHighBegins() {
        let headings = [(0, 1), (10, 2), (20, 3), (30, 2), (40, 1)].map {
            ReportBlock(Span($0.0, $0.0 + 5), .heading, level: $0.1)
        }
        let sections = Structure.sections(of: headings, end: 50)
        #expect(sections.map(\.span) == [Span(0, 40), Span(10, 30), Span(20, 30), Span(30, 40), Span(40, 50)])
        let structure = Structure(sections: sections)
        #expect(structure.section(at: 25) == 2)
        #expect(structure.section(at: 35) == 3)
        #expect(structure.section(at: 45) == 4)
    }

    @Test func pagesAreCountedAtFormFeeds() {
        #expect(report.structure.pages.map(\.label) == ["1", "2"])
        #expect(report.pageLabel(at: 3) == "1")
        #expect(report.pageLabel(at: Int(span("After").start)) == "2")
        #expect(Report(text: Text("a\n\nb")).pageLabel(at: 0) == nil)
    }
}
