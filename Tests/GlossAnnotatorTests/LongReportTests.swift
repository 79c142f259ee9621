import GlossAnnotator
import GlossLexicon
import GlossModel
import GlossResources
import Testing

/// Weekdays in a report of many pages.
@Suite struct LongReportTests {
    /// Values of the times of a report of so many pages with a heading on the first; dated 2018-01-15.
    private func values(_ sentences: String, pages: Int) -> [String] {
        let heading = "The mill"
        let text = Text("\(heading)\n\n\(sentences)\n" + String(repeating: "\u{C}\nRain.\n", count: pages - 1))
        let plain = ParagraphIndex(text)
        let blocks = plain.spans.enumerated().map { ReportBlock($1, $0 == 0 ? .heading : .paragraph, level: 1) }
        let paragraphs = ParagraphIndex(text, blocks: blocks, pageStarts: plain.pageStarts)
        let annotator = Annotator(lexicon: Lexicon(lexiconBytes))
        let layer = annotator.annotate(text: text, paragraphs: paragraphs, date: Day(iso: "2018-01-15"), layerNumber: 0)
        return layer.times.map(\.value)
    }

    @Test func aShortOneIsWrittenOnItsDate() {
        #expect(values("It burnt on Friday.", pages: 2) == ["2018-01-12"])
    }

    @Test func aLongOneIsNot() {
        #expect(values("It burnt on Friday.", pages: 6) == ["XXXX-WXX-5"])
        #expect(values("It burnt last weekend.", pages: 6) == ["XXXX-WXX-WE"])
        #expect(values("It burnt last year.", pages: 6) == ["2017"])
    }

    @Test func theDayThatTheSectionNamesCounts() {
        #expect(values("They met on 13 August 2014. It burnt on Friday.", pages: 6) == ["2014-08-13", "2014-08-08"])
    }

    /// Values of the times of a report of blocks, dated 2018-01-15; `#` begins a heading.
    private func values(ofBlocks blocks: [String]) -> [String] {
        let text = Text(blocks.map { $0.drop { $0 == "#" } }.joined(separator: "\n\n") + "\n")
        let spans = ParagraphIndex(text).spans
        let kinds = zip(spans, blocks).map { ReportBlock($0, $1.hasPrefix("#") ? .heading : .paragraph, level: 1) }
        let annotator = Annotator(lexicon: Lexicon(lexiconBytes))
        let paragraphs = ParagraphIndex(text, blocks: kinds, pageStarts: [])
        return annotator.annotate(text: text, paragraphs: paragraphs, date: Day(iso: "2018-01-15"), layerNumber: 0).times.map(\.value)
    }

    @Test func anArticleGoesByTheDayAboveItsTitle() {
        let head = ["#Appendix", "The Quay Gazette", "27 August 2008", "By Jo Marsh", "#Ferries stop"]
        #expect(values(ofBlocks: head + ["They stopped earlier this month."]).last == "2008-08")
        #expect(values(ofBlocks: head + ["Seven years ago it was new.", "On Aug. 12 the last one left."]).last == "2008-08-12")
        #expect(values(ofBlocks: head + ["One", "Two", "Three", "Four", "#Other", "It left last month."]).last == "2017-12")
    }
}
