import GlossAnnotator
import GlossModel
import Testing

@Suite struct RowGateTests {
    private func rows(_ blocks: [(BlockKind, String)], _ query: TimelineQuery = TimelineQuery()) -> [String] {
        let report = blockReport(blocks)
        return report.timeline(query).map { report.text[$0.span] }
    }

    private func rows(_ kind: BlockKind, _ words: String) -> [String] { rows([(kind, words)]) }

    @Test(arguments: [
        "In March 2012, the port of Arda was closed for good.",
        "Two ships sank near the pier on 5 May 2013.",
        "The bridge was opened in 1887 by the mayor.",
        "The new pier will be opened in 2019, the mayor says.",
        "Since 2014 nobody has used the old pier.",
        "Last year the guards left the town.",
        "The attack on the pier (May 2013) was the first of its kind.",
    ])
    func eventsAreRows(_ sentence: String) { #expect(rows(.paragraph, sentence).count == 1) }

    @Test(arguments: [
        "Copyright 2014 Harbour Press. All rights reserved.", "Last modified: 3 May 2014", "May 2014", "Page 7, 3 May 2014",
        "Version 2.1, May 2014", "Harbour Office Annual Review 2014", "Figure 4 of May 2014",
        "The old pier was shown to visitors in 2031.",
    ])
    func otherDatesAreNone(_ words: String) {
        #expect(rows(.paragraph, words) == [])
        var all = TimelineQuery()
        all.includesDoubtful = true
        all.includesReferences = true
        #expect(rows([(.paragraph, words)], all).count <= 1)
    }

    /// Numbers that are no dates at all.
    @Test(arguments: [
        "It ran on Windows Server 2003 and 2008 only.", "They had Office 2007 or Office 2010.", "Section 2014 of the code says so.",
        "It has been so since 5.2.3790 came out.", "The paper is in vol. 12(3), 1923-1962.", "It listens on port 1900 by default.",
        "It used non-stealth 1970s engines that were old.",
        "It was record 2041 of the list.", "Room 2014 was empty.", "The year 2099 is far off, and 1203 ships came.",
    ])
    func numbersAreNoDates(_ sentence: String) { #expect(rows(.paragraph, sentence) == []) }

    @Test(arguments: [
        "It is said that ships sank (Davis, 2009).", "Davis et al. (2005) counted the ships.", "Ships sank (see Davis and Reed, 2009).",
        "Davis (2009) counted ships.",
    ])
    func citationsAreNoDates(_ sentence: String) {
        var query = TimelineQuery()
        query.includesReferences = true
        query.includesDoubtful = true
        #expect(rows([(.paragraph, sentence)], query) == [])
    }

    @Test(arguments: ["The Pier. Retrieved on 3 May 2014.", "See http://pier.example (accessed 3 May 2014)."])
    func lookUpsAreReferences(_ sentence: String) {
        #expect(rows(.paragraph, sentence) == [])
        var query = TimelineQuery()
        query.includesReferences = true
        #expect(rows([(.paragraph, sentence)], query).count == 1)
        #expect(blockReport([(.paragraph, sentence)]).wholeTimeline(TimelineQuery()).references == 1)
    }

    @Test(arguments: [BlockKind.reference, .heading, .front, .caption])
    func blocksThatTellNoEvent(_ kind: BlockKind) { #expect(rows(kind, "Harbour review, 3 May 2014") == []) }

    @Test func aRemarkOnTheCalendarIsNoEvent() {
        #expect(rows(.paragraph, "In fact 21 July 2013 was a Sunday, not a Tuesday.") == [])
        #expect(rows(.paragraph, "On 21 July 2013 the tram left its rails.").count == 1)
    }

    @Test func aRowOfATableIsOne() {
        let report = blockReport([(.table, "Date\tWhat\n3 May 2013\tServer seized\n4 June 2013\tPier closed")])
        let rows = report.timeline()
        #expect(rows.map { report.text[report.detail(of: $0).sentence] } == ["3 May 2013\tServer seized", "4 June 2013\tPier closed"])
    }

    @Test func theSameToldTwiceIsOneRow() {
        let report = blockReport([
            (.paragraph, "On 5 May 2013 two guards of the northern pier were arrested in Arda."),
            (.paragraph, "On 5 May 2013 a storm broke the lighthouse."),
            (.heading, "Summary"),
            (.paragraph, "Two guards of the northern pier were arrested in Arda on 5 May 2013, as told above."),
        ])
        let rows = report.timeline()
        #expect(rows.count == 2)
        #expect(rows.map(\.also.count).sorted() == [0, 1])
        let told = rows.first { !$0.also.isEmpty }
        #expect(told.map { report.detail(of: $0).also.map(\.paragraph) } == [3])
        let index = TimelineIndex(rows)
        #expect(told.flatMap { index.row(of: $0.also[0], in: report) } == rows.firstIndex { !$0.also.isEmpty })
    }

    @Test func whatIsHeldBackIsCounted() {
        let report = blockReport([(.paragraph, "May 2014"), (.paragraph, "In March 2012, the port of Arda was closed.")])
        #expect(report.wholeTimeline(TimelineQuery()).doubtful == 1)
    }
}

/// What is compared with, named after or written above, and what a row says.
@Suite struct RowWordsTests {
    private func rows(_ words: String) -> [(when: String, says: String)] {
        let report = blockReport([(.paragraph, words)])
        return report.timeline().map { ($0.label, report.text[report.clause(of: $0)]) }
    }

    @Test(arguments: [
        ("Output was lower in May 2015 than in 2012.", ["May 2015"]), ("In 2016 it sold 40 boats, up from 30 in 2010.", ["2016"]),
        ("Profit in the third quarter of 2015 fell from a year ago.", ["Jul-Sep 2015"]), ("It grew by 3% in 2016, compared with 4% in 2011.", ["2016"]),
        ("He married in 2012. A year earlier he had left the army.", ["2011", "2012"]), ("It moved from Arda in 2012.", ["2012"]),
    ])
    func whatIsComparedWithIsNoRow(_ words: String, _ wanted: [String]) { #expect(rows(words).map(\.when) == wanted) }

    @Test(arguments: [
        "The 1951 Harbour Convention protects them.", "They are protected by the Act of 1998.", "The 1998 Act was broken.", "The Constitution of 1946 says so.",
    ])
    func aLawsYearIsNoRow(_ words: String) { #expect(rows(words).isEmpty) }

    @Test func theDateLineIsNoRow() {
        #expect(rows("ARDA, 15 January 2018 (Harbour News) - Two ships sank.").isEmpty)
        #expect(rows("On 15 January 2018 two ships sank.").count == 1)
    }

    @Test(arguments: [
        ("The old bridge over the river was blown up in March 2012, and the road was closed by the army in May 2013.",
         ["The old bridge over the river was blown up in March 2012", "the road was closed by the army in May 2013."]),
        ("The harbour board, which was founded in 1987 by three captains, was dissolved by the mayor in 2012.",
         ["The harbour board, which was founded in 1987 by three captains", "was dissolved by the mayor in 2012."]),
        ("Ships sank in 2013 and 2014.", ["Ships sank in 2013 and 2014.", "sank in 2013 and 2014."]),
        ("In an unlucky set of storms last year, the pier of Arda lost its lamps, its railing and most of its boards.",
         ["In an unlucky set of storms last year, the pier of Arda lost its lamps, its railing and most of its boards."]),
        ("The captain said “we left in May 2012, and nobody saw us” when he was asked about it by the harbour board of Arda.",
         ["The captain said “we left in May 2012, and nobody saw us” when he was asked about it by the harbour board of Arda."]),
        ("The board said on 3 May 2012 that the pier will close on 1 June 2012.",
         ["The board said on 3 May 2012 that the pier will close on 1 June 2012.", "the pier will close on 1 June 2012."]),
        ("A short one in May 2012, and it sank.", ["A short one in May 2012, and it sank."]),
    ])
    func aRowSaysItsClause(_ words: String, _ wanted: [String]) {
        let says = rows(words).map(\.says)
        #expect(says == wanted)
        #expect(Set(says.map { $0.prefix(12) }).count == says.count)
    }

    @Test func rowsOfADayStandByTheirTimeOfDay() {
        let found = rows("At 16:15 on 3 May 2017 the fire was out. On 3 May 2017 the town fell. At 9:30 a.m. on 3 May 2017 a ship sank off the pier. "
            + "At 10:30 a.m. on 3 May 2017 a ship sank off the pier. On the evening of 3 May 2017 the guards fled. The gate was shut at 0600Z on 3 May 2017.")
        #expect(found.map(\.when) == ["3 May 2017", "3 May 2017 06:00Z", "3 May 2017 09:30", "3 May 2017 10:30", "3 May 2017 16:15", "3 May 2017 evening"])
    }

    @Test(arguments: [
        ("2017-05-03T14:30", "14:30", 52_200), ("2017-05-03T14:30:05", "14:30:05", 52_205), ("2017-05-03T09:00+02:00", "09:00+02:00", 25_200),
        ("2017-05-03T15:30Z", "15:30Z", 55_800), ("2017-05-03T14", "14:00", 50_400), ("2017-05-03TEV", "evening", 68_400),
        ("2017-05-03T09:00/2017-05-03T17:00", "09:00", 32_400),
    ])
    func clocksAreRead(_ value: String, _ words: String, _ order: Int) {
        #expect(RowClock(value: value)?.words == words)
        #expect(RowClock(value: value)?.order == order)
    }

    @Test(arguments: ["2017-05-03", "PT5H", "T", "2017-05-03T", "2017-05-03T99:00", "2017-05-03TXX"])
    func otherValuesHaveNoClock(_ value: String) { #expect(RowClock(value: value) == nil) }
}
