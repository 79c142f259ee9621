import GlossModel
import Testing

@testable import GlossFormats

struct TimeMLTests {
    static let document = """
        <?xml version="1.0" ?>
        <TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <DOCID>harbour-17</DOCID>
        <DCT><TIMEX3 tid="t0" type="DATE" value="2019-06-03" temporalFunction="false" functionInDocument="CREATION_TIME">2019-06-03</TIMEX3></DCT>
        <TITLE>The ferry &amp; the storm</TITLE>
        <TEXT>
        The ferry <EVENT eid="e1" class="OCCURRENCE">sank</EVENT> <SIGNAL sid="s1">in</SIGNAL> <TIMEX3 tid="t1" type="DATE" value="2019-05" anchorTimeID="t0">May</TIMEX3>, Reed <EVENT eid="e2" class="REPORTING">said</EVENT>.
        It was closed <TIMEX3 tid="t2" type="DATE" value="2019" mod="END">late this <ENAMEX TYPE="ORG">year</ENAMEX></TIMEX3>.
        </TEXT>
        <MAKEINSTANCE eventID="e1" eiid="ei1" tense="PAST" aspect="NONE" polarity="POS" pos="VERB"/>
        <MAKEINSTANCE eventID="e2" eiid="ei2" tense="PAST" aspect="NONE" polarity="POS" pos="VERB"/>
        <MAKEINSTANCE eventID="e2" eiid="ei3" tense="NONE" aspect="NONE" polarity="NEG" pos="VERB"/>
        <TLINK lid="l1" relType="IS_INCLUDED" eventInstanceID="ei1" relatedToTime="t1" signalID="s1"/>
        <SLINK lid="l2" relType="EVIDENTIAL" eventInstanceID="ei2" subordinatedEventInstance="ei1"/>
        <ALINK lid="l3" relType="CONTINUES" eventInstanceID="ei3" relatedToEventInstance="ei1"/>
        <TLINK lid="l4" relType="BEFORE" timeID="t1" relatedToTime="t0"/>
        </TimeML>

        """

    private func read(_ document: String) throws -> Report {
        try #require(try TimeML().read(InputFile(path: "a.txt", content: Text(document))).first)
    }

    @Test func everyTagFindsItsPlace() throws {
        let report = try read(Self.document)
        let layer = report.layers[0]
        #expect(report.findings.isEmpty)
        #expect(report.date == Day(iso: "2019-06-03"))
        #expect(report.title == "The ferry & the storm")
        #expect(report.text[report.text.span].hasPrefix("\nThe ferry sank in May, Reed said."))
        #expect(layer.times.map(\.value) == ["2019-05", "2019"])
        #expect(layer.times[1].earliest == Day(iso: "2019-10-01"))
        #expect(report.text[layer.times[1].span] == "late this year")
        #expect(layer.events.map(\.type) == ["OCCURRENCE", "REPORTING", "REPORTING"])
        #expect(report.span(of: layer.id(.event, layer.events[0].number)).map { report.text[$0] } == "sank")
        #expect(report.attributes(of: layer.id(.event, layer.events[2].number)).value("polarity") == "NEG")
        #expect(layer.relations.map(\.type) == ["IS_INCLUDED", "EVIDENTIAL", "CONTINUES", "BEFORE"])
        #expect(layer.relations[0].to == layer.id(.time, 1))
        #expect(layer.mentions.map { report.text[$0.span] } == ["year"])
    }

    @Test func aFileIsWrittenBackAsItStood() throws {
        #expect(try written(read(Self.document), TimeML()) == Self.document)
    }

    /// The whole model as gloss's own JSON, without the names of files.
    private func model(_ report: Report) throws -> String {
        var report = report
        report.path = ""
        return try written(report, GlossJSON())
    }

    @Test func whatIsWrittenFromTablesIsReadTheSame() throws {
        let report = withoutSource(try read(Self.document))
        let first = try read(try written(report, TimeML()))
        #expect(try model(first) == model(report))
        let second = try read(try written(withoutSource(first), TimeML()))
        #expect(try model(second) == model(first))
    }

    @Test func textWithoutTEXTIsTheRoot() throws {
        let report = try read(
            "<TimeML>\n<s>On <TIMEX3 tid=\"t9\" type=\"DATE\" value=\"2001-02-03\" functionInDocument=\"CREATION_TIME\">3 Feb</TIMEX3>\n</s>\n"
                + "<TLINK lid=\"l1\" relType=\"BEFORE\" timeID=\"t9\" relatedToTime=\"t9\"/>\n\n</TimeML>")
        #expect(report.text[report.text.span] == "\nOn 3 Feb\n\n")
        #expect(report.date == Day(iso: "2001-02-03"))
        #expect(report.layers[0].relations.count == 1)
    }

    @Test func rangesAndOpenEndsOfGlossAreKept() throws {
        let report = try bratReport(
            "From May to July, since 2014.\n",
            """
            T1\tDATE 5 8\tMay
            T2\tDATE 12 16\tJuly
            T3\tDATE 24 28\t2014
            #1\tTIMEX3 T1\tvalue=2019-05
            #2\tTIMEX3 T2\tvalue=2019-07
            #3\tTIMEX3 T3\tvalue=2014 latest=
            R1\tThrough Arg1:T1 Arg2:T2

            """)
        let again = try read(try written(report, TimeML()))
        let times = again.layers[0].times
        #expect(times.map(\.value) == ["2019-05", "2019-07", "2014"])
        #expect(times[0].through == times[1].number)
        #expect(times[2].latest == nil && times[2].earliest == Day(iso: "2014-01-01"))
    }

    @Test func whatHasNoPlaceIsNamed() throws {
        let report = try bratReport(BratTests.text, BratTests.lines)
        let losses = TimeML().losses(report).map(\.cause)
        #expect(losses.contains { $0.contains("claims") })
        #expect(losses.contains { $0.contains("cross") })
        #expect(TimeML().losses(try read(Self.document)).isEmpty)
    }

    @Test func linksToNothingAreTold() throws {
        let report = try read("<TimeML>\n<TEXT>a</TEXT>\n<TLINK lid=\"l1\" relType=\"X\" timeID=\"t1\" relatedToTime=\"t2\"/></TimeML>")
        #expect(report.findings.map(\.code) == ["names-what-is-not-there"])
        #expect(report.findings[0].place.line == 3)
    }

    @Test func otherXMLIsRefused() {
        #expect(throws: FormatError.self) { try read("<xml><TimeML/></xml>") }
    }
}
