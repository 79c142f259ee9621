import GlossAnnotator
import GlossLexicon
import GlossModel
import GlossResources
import Testing

/// A report made of blocks, as a reader brings it, annotated.
func blockReport(_ blocks: [(BlockKind, String)], date: String? = "2018-01-15") -> Report {
    var text = ""
    var found: [ReportBlock] = []
    for (kind, words) in blocks {
        let start = text.utf8.count
        text += words + "\n\n"
        found.append(ReportBlock(Span(start, text.utf8.count - 2), kind, level: kind == .heading ? 1 : 0))
    }
    let whole = Text(text)
    let paragraphs = ParagraphIndex(whole, blocks: found)
    let date = date.flatMap { Day(iso: $0) }
    var report = Report(date: date, text: whole, paragraphs: paragraphs)
    report.add(
        Annotator(lexicon: Lexicon(lexiconBytes)).annotate(text: whole, paragraphs: paragraphs, date: date, layerNumber: 0))
    return report
}

private let said = "Maria Lopez said in March 2012 that Kenya closed http://pier.example/a today."

@Suite struct StandingTests {
    private func found(_ kind: BlockKind) -> (names: Int, indicators: Int, times: Int, claims: Int) {
        let layer = blockReport([(.paragraph, "It was a quiet day at the port."), (kind, said)]).layers[0]
        let limit = 30
        let mentions = layer.mentions.filter { $0.form == .name && Int($0.span.start) > limit }
        let indicators = mentions.filter { layer.types[Int($0.type)].name == "URL" }.count
        return (
            mentions.count - indicators, indicators, layer.times.count { Int($0.span.start) > limit },
            layer.claims.count { Int($0.extent.start) > limit }
        )
    }

    @Test(arguments: [BlockKind.paragraph, .list, .quote, .note])
    func proseHasAll(_ kind: BlockKind) {
        let (names, indicators, times, claims) = found(kind)
        #expect(names == 2 && indicators == 1 && times == 2 && claims >= 1)
    }

    @Test(arguments: [BlockKind.heading, .caption, .table, .front])
    func whatIsNoSentenceHasNoClaims(_ kind: BlockKind) {
        let (names, indicators, times, claims) = found(kind)
        #expect(names == 2 && indicators == 1 && times == 2 && claims == 0)
    }

    @Test func referencesHaveTimesAndAddresses() {
        let (names, indicators, times, claims) = found(.reference)
        #expect(names == 0 && indicators == 1 && times == 2 && claims == 0)
    }

    @Test func codeHasAddresses() {
        let (names, indicators, times, claims) = found(.code)
        #expect(names == 0 && indicators == 1 && times == 0 && claims == 0)
    }

    @Test(arguments: [BlockKind.contents, .running])
    func contentsHaveNothing(_ kind: BlockKind) {
        let (names, indicators, times, claims) = found(kind)
        #expect(names == 0 && indicators == 0 && times == 0 && claims == 0)
    }

    @Test func nothingRunsOverACell() {
        let report = blockReport([(.table, "March\t2012\tNew\tYork City\nKenya\tLopez")])
        let layer = report.layers[0]
        let text = report.text
        for span in layer.mentions.map(\.span) + layer.times.map(\.span) {
            #expect(!text[span].contains { $0 == "\t" || $0 == "\n" }, "\(text[span])")
        }
        #expect(layer.times.map { text[$0.span] }.contains("2012"))
    }

    @Test func capitalsOfAHeadingAreNoAcronyms() {
        let layer = blockReport([(.heading, "WHO IS BEHIND IT AND WHAT CAN BE DONE")]).layers[0]
        #expect(layer.mentions.isEmpty)
    }

    @Test func titleCaseSaysNothing() {
        let layer = blockReport([(.heading, "Attacks Against Selected Harbour Offices"), (.table, "Known Victims\tSide Effects")]).layers[0]
        #expect(layer.mentions.filter { $0.form == .name }.isEmpty)
    }

    // MARK: Dates of a section

    private func values(_ blocks: [(BlockKind, String)]) -> [String] { blockReport(blocks).layers[0].times.map(\.value) }

    @Test func theDateLastNamedInASectionCounts() {
        let found = values([
            (.heading, "The first wave"), (.paragraph, "The port was closed on 5 March 2012. On 13 January it had been open."),
        ])
        #expect(found == ["2012-03-05", "2012-01-13"])
    }

    @Test func lastMonthGoesByTheSection() {
        let found = values([
            (.heading, "The first wave"), (.paragraph, "The port was closed on 5 March 2012. The month was quiet: last month two ships came."),
            (.heading, "Now"), (.paragraph, "Last month one ship came."),
        ])
        #expect(found.filter { $0.count == 7 } == ["2012-02", "2017-12"])
    }

    @Test func anotherSectionAReferenceAndACitationDoNot() {
        let found = values([
            (.heading, "The first wave"), (.paragraph, "The port was closed on 5 March 2012."),
            (.heading, "The second wave"), (.reference, "Reed, A. The Pier. Harbour Press, 3 May 2009."),
            (.paragraph, "It sank (Lopez, 2004). On 13 January it was raised."),
        ])
        #expect(found.last == "2018-01-13")
    }
}
