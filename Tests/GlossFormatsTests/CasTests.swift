import GlossModel
import TestSupport
import Testing

@testable import GlossFormats

struct CasTests {
    static let typeSystem = """
        <?xml version="1.0" encoding="UTF-8"?>
        <typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>
        <typeDescription><name>webanno.custom.Boat</name><supertypeName>uima.tcas.Annotation</supertypeName><features>
        <featureDescription><name>kind</name><rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>
        <featureDescription><name>tons</name><rangeTypeName>uima.cas.Integer</rangeTypeName></featureDescription>
        <featureDescription><name>captain</name><rangeTypeName>uima.tcas.Annotation</rangeTypeName></featureDescription>
        </features></typeDescription>
        </types></typeSystemDescription>
        """
    static let xmi = """
        <?xml version="1.0" encoding="UTF-8"?>
        <xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:custom="http:///webanno/custom.ecore" xmlns:type3="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore" xmlns:type4="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore" xmlns:type5="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore" xmlns:type2="http:///de/tudarmstadt/ukp/dkpro/core/api/coref/type.ecore" xmlns:pos="http:///de/tudarmstadt/ukp/dkpro/core/api/lexmorph/type/pos.ecore" xmi:version="2.0">
            <cas:NULL xmi:id="0"/>
            <type3:DocumentMetaData xmi:id="1" sofa="12" begin="0" end="24" language="en" documentTitle="The &quot;ferry&quot;" documentId="f1" isLastSegment="false"/>
            <type5:Token xmi:id="20" sofa="12" begin="0" end="2" pos="21" order="0"/>
            <pos:POS xmi:id="21" sofa="12" begin="0" end="2" PosValue="SYM"/>
            <type4:NamedEntity xmi:id="30" sofa="12" begin="3" end="6" value="PER" identifier="http://www.wikidata.org/entity/Q7"/>
            <type4:NamedEntity xmi:id="31" sofa="12" begin="17" end="20" value="PER"/>
            <custom:Boat xmi:id="40" sofa="12" begin="0" end="2" kind="ferry" tons="30" captain="30"/>
            <custom:Sail xmi:id="41" sofa="12" begin="7" end="11" crew="50 51"/>
            <custom:SailCrewLink xmi:id="50" role="who" target="30"/>
            <custom:SailCrewLink xmi:id="51" role="what" target="40"/>
            <custom:Knows xmi:id="60" sofa="12" begin="17" end="20" Dependent="31" Governor="30" how="well"/>
            <type2:CoreferenceChain xmi:id="70" first="71"/>
            <type2:CoreferenceLink xmi:id="71" sofa="12" begin="3" end="6" next="72" referenceType="nam"/>
            <type2:CoreferenceLink xmi:id="72" sofa="12" begin="17" end="20" referenceType="nam" referenceRelation="same"/>
            <cas:Sofa xmi:id="12" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="\u{1F6A2} Ann said.&#13;&#10;\u{1F6A2}She&#13;&#10;Ann."/>
            <cas:View sofa="12" members="1 20 21 30 31 40 41 60 70 71 72"/>
        </xmi:XMI>

        """

    private func read(_ format: any Format, _ content: String, _ types: String? = CasTests.typeSystem) throws -> Report {
        let files = types.map { ["TypeSystem.xml": Text($0)] } ?? [:]
        let file = InputFile(path: "a.bin", content: Text(content)) { files[$0] }
        #expect(Formats.sniff(file).name == format.name)
        return try #require(try format.read(file).first)
    }

    @Test func everyLayerFindsItsPlace() throws {
        let report = try read(XMI(), Self.xmi)
        let layer = report.layers[0]
        #expect(report.findings.isEmpty)
        #expect(report.text[report.text.span] == "\u{1F6A2} Ann said.\r\n\u{1F6A2}She\r\nAnn.")
        #expect(report.title == "The \"ferry\"")
        let mentions = layer.mentions.map { "\(layer.types[Int($0.type)].name) \(report.text[$0.span])" }
        #expect(mentions == ["webanno.custom.Boat \u{1F6A2}", "PER Ann", "webanno.custom.Sail said", "PER e\r\n".replacing("e\r\n", with: report.text[layer.mentions[3].span])])
        #expect(layer.types.first { $0.name == "webanno.custom.Boat" }?.label == "Boat")
        #expect(report.attributes(of: layer.id(.mention, layer.mentions[0].number)).map { "\($0.name)=\($0.value)" } == ["kind=ferry", "tons=30"])
        #expect(layer.relations.map(\.type).sorted() == ["captain", "webanno.custom.Knows"])
        #expect(layer.events.map { $0.arguments.map(\.role) } == [["crew/who", "crew/what"]])
        #expect(layer.entities.count == 1)
        #expect(layer.entities[0].references == ["http://www.wikidata.org/entity/Q7"])
        #expect(layer.mentions.filter { $0.entity == 1 }.count == 2)
        #expect(layer.parts.count == 3)
    }

    @Test func withoutATypeSystemNothingIsLost() throws {
        let layer = try read(XMI(), Self.xmi, nil).layers[0]
        #expect(layer.events.map { $0.arguments.map(\.role) } == [["crew/who", "crew/what"]])
        #expect(layer.attributes.contains { layer.strings[Int($0.name)] == "captain" && layer.string($0.value) == "30" })
    }

    @Test func aFileIsWrittenBackAsItStood() throws {
        #expect(try written(read(XMI(), Self.xmi), XMI()) == Self.xmi)
    }

    @Test(arguments: ["xmi", "cas-json"]) func whatIsWrittenFromTablesIsReadTheSame(name: String) throws {
        let format = try #require(Formats.named(name))
        let report = withoutSource(try read(XMI(), Self.xmi))
        let types = format.companions([report]).first?.content.string
        let again = try read(format, written(report, format), types)
        #expect(again.text.bytes.elementsEqual(report.text.bytes))
        #expect(modelDescription(again) == modelDescription(report))
        #expect(again.title == report.title)
    }

    @Test(arguments: ["xmi", "cas-json"], 0..<40) func generatedReportsComeBack(name: String, seed: Int) throws {
        let format = try #require(Formats.named(name))
        var report = GeneratedReport(seed: UInt64(seed)).report
        (report.date, report.title) = (Day(iso: "2018-01-15"), "Made <\(seed)> & \"more\"")
        let again = try read(format, written(report, format), format.companions([report]).first?.content.string)
        #expect(again.findings.isEmpty)
        #expect(again.text.bytes.elementsEqual(report.text.bytes))
        #expect(again.date == report.date && again.title == report.title)
        func lines(_ report: Report) -> [String] {
            // Words that serve a claim or say of the document what the report says are made when written.
            modelDescription(report).filter { !$0.contains("/Document") }
        }
        #expect(lines(again) == lines(report))
    }

    @Test func offsetsWithinACharacterAndBeyondAreTold() throws {
        let json = """
            {"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaID":"_InitialView","sofaString":"a\u{1F6A2}b"},
            {"%ID":2,"%TYPE":"x.Y","@sofa":1,"begin":2,"end":3},{"%ID":3,"%TYPE":"x.Y","@sofa":1,"begin":0,"end":9},
            {"%ID":4,"%TYPE":"x.Y","@sofa":1,"begin":99999999999999,"end":-1}]}
            """
        let report = try read(CasJSON(), json)
        #expect(report.findings.map(\.code) == ["span-cuts-character", "span-beyond-text", "span-before-text"])
        #expect(report.layers[0].mentions.map(\.span).contains(Span(1, 5)))
    }

    @Test func severalViewsAreSeveralReports() throws {
        let json = """
            {"%FEATURE_STRUCTURES":{"1":{"%TYPE":"uima.cas.Sofa","sofaID":"_InitialView","sofaString":"One"},
            "2":{"%TYPE":"uima.cas.Sofa","sofaID":"deu","sofaString":"Eins"},
            "3":{"%TYPE":"x.Y","@sofa":2,"begin":0,"end":4},"4":{"%TYPE":"x.Y","@sofa":1,"begin":0,"end":1}}}
            """
        let reports = try CasJSON().read(InputFile(path: "a", content: Text(json)))
        #expect(reports.map { $0.text[$0.text.span] } == ["One", "Eins"])
        #expect(reports.map(\.path) == ["a", "a#deu"])
        #expect(reports.map { $0.layers[0].mentions.map(\.span) } == [[Span(0, 1)], [Span(0, 4)]])
    }

    @Test func chainsThatGoRoundEnd() throws {
        let json = """
            {"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaID":"_InitialView","sofaString":"a b"},
            {"%ID":2,"%TYPE":"c.Chain","@first":3},{"%ID":3,"%TYPE":"c.L","@sofa":1,"begin":0,"end":1,"@next":4},
            {"%ID":4,"%TYPE":"c.L","@sofa":1,"begin":2,"end":3,"@next":3}]}
            """
        #expect(try read(CasJSON(), json).layers[0].entities.count == 1)
    }

    @Test(arguments: 0..<60) func cutShortItIsAnErrorOrRead(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let report = GeneratedReport(seed: 7).report
        for format in [XMI(), CasJSON()] as [any Format] {
            var bytes = Array(try written(report, format).utf8)
            if seed % 2 == 0 { bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random)) }
            for _ in 0..<seed % 5 { bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random) }
            do throws(FormatError) {
                for report in try format.read(InputFile(path: "x", content: Text(bytes))) { _ = try? written(withoutSource(report), format) }
            } catch {}
        }
    }
}
