import GlossModel
import Testing

@testable import GlossFormats

/// TEI: names, dates and structure.
struct TEITests {
    static let letter = """
        <?xml version="1.0" encoding="UTF-8"?>
        <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Ann to Bo</title><author>Ann</author></titleStmt></fileDesc>
        <profileDesc><correspDesc><correspAction type="sent"><date when="1850-03-02"/></correspAction></correspDesc></profileDesc></teiHeader>
        <text><body><pb n="12"/><div><head>The ferry</head>
        <p>Dear <persName ref="#bo">Bo,
          my friend</persName>, the <orgName key="https://example.org/harrow">Harrow Company</orgName> left <placeName>Oslo</placeName><note n="1">In <date from="1850-01" to="1850-02">winter</date>.</note>
        on <date when="1850-02-28">the last day</date> or <date notBefore="1850-03">later</date>, says <rs type="person" ref="#bo">he</rs>.
        <choice><sic>Teh</sic><corr>The</corr></choice> <del>old</del> end.</p>
        <div><head>Second</head><list><item>One</item><item>Two</item></list></div></div></body>
        <back><listPerson><person xml:id="bo"><persName>Bo Holder</persName></person></listPerson></back></text></TEI>
        """

    @Test func namesAndDatesAreMentionsAndTimes() throws {
        let file = try ForeignExample(TEI(), Self.letter, name: "in.xml")
        #expect(file.mentions() == ["Person Bo, my friend", "Organization Harrow Company", "Location Oslo", "Person he", "Person Bo Holder"])
        #expect(file.entities() == ["Bo Holder: Bo, my friend he Bo Holder", "Harrow Company: Harrow Company [https://example.org/harrow]"])
        #expect(file.times() == ["the last day 1850-02-28", "later 1850-03 ON_OR_AFTER", "winter 1850-01/1850-02"])
        #expect(file.document() == ["author=Ann"])
        #expect(file.codes == ["columns-kept"])
    }

    @Test func divisionsPagesAndNotesAreStructure() throws {
        let report = try ForeignExample(TEI(), Self.letter, name: "in.xml").first
        #expect(report.title == "Ann to Bo" && report.date == Day(iso: "1850-03-02"))
        #expect(report.structure.sections.map { report.text[$0.heading] } == ["The ferry", "Second"])
        #expect(report.structure.sections.map(\.level) == [1, 2])
        #expect(report.structure.pages.map(\.label) == ["12"])
        #expect(report.structure.notes.map { report.text[$0.body] } == ["In winter."])
        #expect(report.text[report.text.span].contains("The end."))
    }

    @Test func aCorpusIsAReportForEachTEI() throws {
        let file = try ForeignExample(
            TEI(), "<teiCorpus><teiHeader/><TEI><teiHeader/><text><body><p>Ann.</p></body></text></TEI><TEI><text><body><p><name type=\"place\">Oslo</name></p></body></text></TEI></teiCorpus>",
            name: "in.xml")
        #expect(file.reports.map(\.path) == ["in.xml#1", "in.xml#2"])
        #expect(file.mentions(1) == ["Location Oslo"])
    }
}
