import GlossAnnotator
import GlossLexicon
import GlossModel
import GlossResources
import TestSupport
import Testing

/// How dates in digits are read, and what an annual report is about.
@Suite struct DayOrderTests {
    @Test(arguments: [
        // Other dates of the report, before or behind, in whatever form of digits.
        ("It was seen on 03/04/2016. It came back on 13/04/2016.", DayOrder.dmy, false),
        ("It was seen on 03/04/2016. It came back on 04/13/2016.", .mdy, false),
        ("It came back on 4/13/16, and was seen on 3/4/16.", .mdy, false),
        ("Opened\t01/02/2016\nClosed\t02/03/2016\nSold\t25/03/2016", .dmy, false),
        ("The color of the labor center is gray; 03/04/2016, 13/04/2016.", .dmy, false),
        ("Most say 13/04/2016 and 14/04/2016, one says 04/13/2016; see 03/04/2016.", .dmy, false),
        // Its English.
        ("It was seen on 03/04/2016. The colour of the harbour was grey.", .dmy, false),
        ("It was seen on 03/04/2016. The color of the harbor was gray.", .mdy, false),
        ("It was seen on 03/04/2016. It left on March 5, 2016 and again on April 9.", .mdy, false),
        ("It was seen on 03/04/2016. It left on 5 March 2016 and again on 9 April.", .dmy, false),
        ("It was seen on 03/04/2016 in Boston, Texas.", .mdy, false),
        ("It was seen on 03/04/2016 in London, England.", .dmy, false),
        // Nothing tells.
        ("It was seen on 03/04/2016.", .dmy, true),
        ("It was seen on 03/03/2016.", .dmy, false),
        ("It was seen today; the address is 10.04.12.3, and version 3.4.2016.7 runs.", .dmy, false),
    ])
    func isJudged(_ words: String, _ order: DayOrder, _ isDoubtful: Bool) {
        let reading = DayOrderReading(Text(words))
        #expect(reading.order == order)
        #expect((reading.doubtful != nil) == isDoubtful)
    }

    @Test func theWholeReportGoesByOneOrder() {
        #expect(values("Seen on 03/04/2016. Sold on 04/13/2016.") == ["2016-03-04", "2016-04-13"])
        #expect(values("Seen on 03/04/2016. Sold on 13/04/2016.") == ["2016-04-03", "2016-04-13"])
        #expect(values("Seen on 03/04/2016. Sold on 04/13/2016.", .dmy) == ["2016-04-03", "2016-04-13"])
        #expect(values("Seen on 03/04/2016.", .mdy) == ["2016-03-04"])
    }

    @Test func bothReadingsAreTold() {
        let text = Text("It was seen on 03/04/2016.")
        let finding = DayOrderReading(text).finding(text)
        #expect(finding?.cause == "03/04/2016 is read as 3 Apr 2016, and may be 4 Mar 2016: nothing in the report tells which")
        #expect(finding?.remedy?.contains("--date-order mdy") == true)
        #expect(finding?.place.span == Span(15, 25))
        let settled = Text("It was seen on 03/04/2016 and 13/04/2016.")
        #expect(DayOrderReading(settled).finding(settled) == nil)
    }

    @Test(arguments: [
        ("Harbour Board Annual Report 2015\n\nIn October the pier burned. In February it had been sold.", ["2015-10", "2015-02"]),
        ("2015 Report on Piers\n\nOn 9 January two ships sank.", ["2015", "2015-01-09"]),
        ("ANNUAL REPORT\n\nBy the end of the year nine ships had sunk. In January they had been new.", ["P1Y", "2015 END", "2015-01"]),
        ("Report on Piers\n\nIn January two ships sank.", ["2016-01"]),
        ("Annual Report 2016\n\nIn January two ships sank.", ["P1Y", "2016-01"]),
    ])
    func annualReportsAreAboutTheYearBefore(_ words: String, _ values: [String]) {
        let times = TimeCase.annotated(Text(words), date: "2016-03-10").times
        #expect(times.map { $0.value + ($0.mod.map { " " + $0 } ?? "") } == values)
    }

    private func values(_ words: String, _ order: DayOrder? = nil) -> [String] {
        let text = Text(words)
        var annotator = Annotator(lexicon: Lexicon(lexiconBytes))
        annotator.dayOrder = order
        let layer = annotator.annotate(text: text, paragraphs: ParagraphIndex(text), date: nil, wants: .times, layerNumber: 0)
        return layer.times.map(\.value)
    }
}
