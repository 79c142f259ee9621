import GlossAnnotator
import GlossLexicon
import GlossModel
import GlossResources
import Testing

/// What is found in texts that are not English, or no prose: the gate goes by paragraph.
@Suite struct LanguageTests {
    private func run(_ string: String) -> (report: Report, finding: Finding?) {
        let text = Text(string)
        let paragraphs = ParagraphIndex(text)
        var run = Annotator.Run(Annotator(lexicon: Lexicon(lexiconBytes)), text: text, date: nil, layerNumber: 0)
        run.extend(paragraphs, to: paragraphs.count)
        let finding = run.finding
        return (Report(text: text, paragraphs: paragraphs, layers: [run.finish()]), finding)
    }

    private static let german = """
        Der Hafen in Berlin wurde am 3. Mai 2016 geschlossen, weil die Pumpen nicht mehr liefen. Der Leiter sagte: „Wir \
        haben keine Zeit mehr gehabt.“ Der Angriff kam von 192.0.2.17 und dauerte bis 2016-05-04.
        """

    private static let english = "The minister said that the port was closed on 5 May 2016. It was not the first time."

    @Test func anyLanguageHasFiguresNamesAddressesAndQuotations() throws {
        let (report, finding) = run(Self.german)
        let layer = report.layers[0]
        #expect(layer.times.map { report.text[$0.span] } == ["2016-05-04"])
        #expect(layer.mentions.map { report.text[$0.span] } == ["Berlin", "192.0.2.17"])
        let claim = try #require(layer.claims.first)
        #expect(layer.claims.count == 1 && claim.kind == .quoted && layer.sources(of: claim).isEmpty)
        #expect(layer.spans(claim.spans).map { report.text[$0] } == ["„Wir haben keine Zeit mehr gehabt.“"])
        #expect(finding?.cause.hasPrefix("the text is not English") == true)
    }

    @Test func paragraphsOfTwoLanguages() {
        let (report, finding) = run(Self.english + "\n\n" + Self.german + "\n\n" + Self.english)
        #expect(report.layers[0].claims.count { !$0.cue.isEmpty } == 2)
        #expect(finding?.cause.hasPrefix("1 paragraph is not English") == true)
        #expect(finding?.place.span == report.paragraphs.spans[1])
    }

    @Test(arguments: [
        "2017-05-12 08:24:01 WARN host-17 connect 192.0.2.10:445 probe\n2017-05-13 09:00:00 INFO host-30 blocked velka.example",
        "Berlin, 3 May 2016; Paris, 4 June 2016; Kabul, 9 July 2017; Oslo, 1 May 2018; Rome, 2 May 2018; Bonn, 3 May 2018",
        "| Date | Place |\n|---|---|\n| 3 May 2016 | Berlin |\n| 4 June 2016 | Paris |",
        "Juan de la Cruz, Maria de los Santos, Pedro del Rio, Ana de la Torre, Luis de las Casas",
    ])
    func recordsAreOfNoLanguage(_ string: String) { #expect(run(string).finding == nil) }

    @Test(arguments: [
        "Le port a été fermé par la police parce que les pompes ne marchaient plus, et les ouvriers sont dans la rue.",
        "El puerto fue cerrado por la policía porque las bombas no funcionaban, y los obreros están en la calle.",
        "Il porto è stato chiuso dalla polizia perché le pompe non funzionavano, e gli operai sono nella strada.",
        "De haven werd door de politie gesloten omdat het water niet meer weg kon en er ook geen pompen zijn.",
        "Порт был закрыт полицией, потому что насосы не работали.", "港口因为水泵停止工作而关闭 工人们 在街上 抗议。",
    ])
    func otherLanguages(_ string: String) { #expect(run(string).finding != nil) }

    @Test(arguments: [
        "NATO left Kabul in 2014, and the UN followed.", "Prices rose.", "A fire broke out at the port of Rio de la Plata on Monday.",
        "Van den Berg met von der Heide at Den Haag, and the men agreed to die for it.",
    ])
    func englishWithForeignNames(_ string: String) { #expect(run(string).finding == nil) }

    @Test func recordsAreNoClaims() {
        let log = "2017-05-12 08:24:05 INFO host-17 created C:\\Temp\\a.exe sha256 24d004a104d4d54034dbcffc2a4b19a1 by SYSTEM"
        #expect(run(log).report.layers[0].claims.isEmpty)
    }

    @Test func datesOfEntriesAreNotTheReports() {
        let text = Text("# Incidents\n\n- Berlin, 3 May 2016\n- Paris, 4 June 2016\n- Kabul, 9 July 2017\n")
        let annotator = Annotator(lexicon: Lexicon(lexiconBytes))
        #expect(annotator.documentDate(text, ParagraphIndex(text)) == nil)
    }
}
