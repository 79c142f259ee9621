import GlossModel
import TestSupport
import Testing

@testable import GlossFormats

struct CASTests {
    static let xmi = """
        <?xml version="1.0" encoding="UTF-8"?>
        <xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:ner="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore" xmlns:seg="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore" xmlns:coref="http:///de/tudarmstadt/ukp/dkpro/core/api/coref/type.ecore" xmlns:meta="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore" xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0">
            <cas:NULL xmi:id="0"/>
            <meta:DocumentMetaData xmi:id="5" sofa="1" begin="0" end="36" language="en" documentTitle="ferry.txt"/>
            <seg:Sentence xmi:id="6" sofa="1" begin="0" end="25"/>
            <ner:NamedEntity xmi:id="10" sofa="1" begin="10" end="18" value="PER" identifier="http://example.org/Q7"/>
            <ner:NamedEntity xmi:id="11" sofa="1" begin="26" end="29" value="PER" identifier="http://example.org/Q7"/>
            <ner:NamedEntity xmi:id="18" sofa="1" begin="4" end="5" value="ODD"/>
            <custom:Weapon xmi:id="12" sofa="1" begin="4" end="6" kind="a &amp; b"/>
            <custom:Sinking xmi:id="13" sofa="1" begin="19" end="23" who="14"/>
            <custom:SinkingWhoLink xmi:id="14" role="victim" target="12"/>
            <custom:Owns xmi:id="15" sofa="1" begin="4" end="6" Governor="10" Dependent="12" label="sails"/>
            <custom:Owns xmi:id="19" sofa="1" begin="4" end="6" Governor="10" Dependent="99"/>
            <coref:CoreferenceChain xmi:id="20" first="21"/>
            <coref:CoreferenceLink xmi:id="21" sofa="1" begin="10" end="18" next="22" referenceType="nam"/>
            <coref:CoreferenceLink xmi:id="22" sofa="1" begin="26" end="29" referenceType="pro"/>
            <cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="The 🚢 of Ada Reed sank.&#13;&#10;She left."/>
            <cas:View sofa="1" members="5 6 10 11 12 13 15 18 19 20"/>
        </xmi:XMI>

        """

    private func read(_ text: String, _ format: any Format = XMI()) throws -> Report {
        try #require(try format.read(InputFile(path: "a.txt", content: Text(text))).first)
    }

    @Test func everyLayerFindsItsPlace() throws {
        let report = try read(Self.xmi)
        let layer = report.layers[0]
        let words = layer.mentions.map { "\(layer.types[Int($0.type)].name) \(report.text[$0.span])" }
        #expect(Set(words) == ["webanno.custom.Weapon 🚢", "PER Ada Reed", "nam Ada Reed", "PER She", "pro She", "ODD "])
        #expect(layer.types.first { $0.name == "webanno.custom.Weapon" }?.label == "Weapon")
        #expect(layer.entities.map(\.name) == ["Ada Reed", "Ada Reed"])
        #expect(layer.entities[0].references == ["http://example.org/Q7"])
        #expect(layer.events.map(\.type) == ["Sinking"])
        #expect(layer.events[0].arguments.map(\.role) == ["victim"])
        #expect(layer.relations.map(\.type) == ["sails"])
        #expect(report.title == "ferry.txt")
        #expect(report.findings.map(\.code) == ["names-what-is-not-there", "span-within-character", "tokens-kept"])
        let weapon = try #require(layer.mentions.first { layer.types[Int($0.type)].name == "webanno.custom.Weapon" })
        #expect(report.attributes(of: layer.id(.mention, weapon.number)).value("kind") == "a & b")
    }

    @Test func aFileIsWrittenBackAsItStood() throws {
        #expect(try written(read(Self.xmi), XMI()) == Self.xmi)
        #expect(XMI().companions(try read(Self.xmi)).isEmpty)
    }

    /// The whole model as gloss's own JSON, with the names that it has after one more reading.
    private func model(_ report: Report) throws -> String {
        var report = report
        report.path = ""
        for var layer in report.layers {
            layer.name = ""
            report.replace(layer)
        }
        return try written(report, GlossJSON())
    }

    static let formats: [any Format] = [XMI(), CASJSON()]

    @Test(arguments: 0..<2, 1..<60)
    func readWriteReadIsTheSame(format: Int, seed: UInt64) throws {
        let format = Self.formats[format]
        let report = GeneratedReport(seed: seed).report
        let first = try read(try written(report, format), format)
        #expect(first.findings.isEmpty)
        #expect(try content(first) == content(report))
        let again = try read(try written(withoutSource(first), format), format)
        #expect(try model(again) == model(first))
    }

    /// What a report holds, without the names of its annotations.
    private func content(_ report: Report) throws -> [String] {
        let layer = report.layers[0]
        var lines = [report.text[report.text.span]]
        lines += layer.mentions.map { mention in
            "\(layer.types[Int(mention.type)].name) \(mention.form) \(layer.spans(of: mention)) \(layer.entity(mention.entity)?.name ?? "")"
        }.sorted()
        lines += layer.entities.map { "\($0.name) \($0.aliases) \($0.references)" }.sorted()
        lines += layer.times.map { "\($0.span) \($0.type) \($0.value) \($0.mod ?? "") \(String(describing: $0.earliest)) \(String(describing: $0.latest)) \($0.precision) \($0.through > 0)" }
            .sorted()
        lines += layer.claims.map { claim in
            let sources = layer.sources(of: claim).map { "\(layer.spans($0.spans)) \(String(describing: $0.entity?.number))" }
            return "\(layer.spans(claim.spans)) \(layer.spans(claim.cue)) \(sources) \(claim.kind) \(claim.isForecast) \(claim.within > 0) "
                + "\(String(describing: claim.likelihood)) \(layer.strings[Int(claim.term)]) \(String(describing: claim.confidence))"
        }.sorted()
        lines += layer.relations.map { "\($0.type) \($0.from.kind) \($0.to.kind) \($0.roles) \($0.score ?? -1) \($0.because)" }.sorted()
        lines += layer.events.map { "\($0.type) \(String(describing: report.span(of: $0.trigger))) \($0.arguments.map(\.role))" }
        lines += layer.attributes.map { "\($0.target.kind) \(layer.strings[Int($0.name)]) \(layer.string($0.value))" }.sorted()
        lines += layer.notes.map { "\($0.target.kind) \(layer.strings[Int($0.type)]) \(layer.string($0.text))" }
        lines += layer.references.map { "\($0.target.kind) \(layer.strings[Int($0.type)]) \(layer.string($0.identifier)) \(layer.string($0.text))" }
        return lines
    }

    @Test func severalTextsAreReports() throws {
        let reports = try XMI().read(
            InputFile(
                path: "a.xmi",
                content: Text(
                    "<xmi:XMI xmlns:xmi=\"x\" xmlns:cas=\"http:///uima/cas.ecore\" xmlns:n=\"http:///a/b.ecore\">"
                        + "<n:M xmi:id=\"3\" sofa=\"2\" begin=\"0\" end=\"3\"/><cas:Sofa xmi:id=\"1\" sofaID=\"en\" sofaString=\"One\"/>"
                        + "<cas:Sofa xmi:id=\"2\" sofaID=\"de\" sofaString=\"Zwei\"/></xmi:XMI>")))
        #expect(reports.map(\.path) == ["a.xmi#en", "a.xmi#de"])
        #expect(reports.map { $0.layers[0].mentions.count } == [0, 1])
    }

    @Test func structuresByIdAreRead() throws {
        let report = try read(
            "{\"%TYPES\":{},\"%FEATURE_STRUCTURES\":{\"1\":{\"%TYPE\":\"uima.cas.Sofa\",\"sofaID\":\"_InitialView\",\"sofaString\":\"Ada 🚢\"},"
                + "\"2\":{\"%TYPE\":\"custom.Ship\",\"@sofa\":1,\"^begin\":4,\"^end\":6,\"@owner\":3,\"size\":9},"
                + "\"3\":{\"%TYPE\":\"custom.Owner\",\"@sofa\":1,\"begin\":0,\"end\":3}},\"%VIEWS\":{}}", CASJSON())
        let layer = report.layers[0]
        #expect(layer.mentions.map { report.text[$0.span] } == ["Ada", "🚢"])
        #expect(layer.relations.map(\.type) == ["owner"])
        #expect(report.attributes(of: layer.relations[0].from).value("size") == "9")
    }

    @Test(arguments: [
        "<xmi:XMI/>", "<a/>", "<xmi:XMI><cas:Sofa xmi:id=\"x\" sofaString=\"a\"/></xmi:XMI>",
        "<xmi:XMI xmlns:n=\"http:///a.ecore\"><n:M xmi:id=\"1\" begin=\"99999999999999999999\"/></xmi:XMI>",
    ])
    func brokenXMIIsRefused(text: String) {
        #expect(throws: FormatError.self) { try read(text) }
    }

    @Test(arguments: ["{}", "[]", "{\"%FEATURE_STRUCTURES\":[]}", "{\"%FEATURE_STRUCTURES\":[1,null,{\"%ID\":-1,\"begin\":1e99,\"@x\":\"y\"}]}"])
    func brokenJSONIsRefused(text: String) {
        #expect(throws: FormatError.self) { try read(text, CASJSON()) }
    }

    @Test func offsetsBeyondTheTextAreToldAndCut() throws {
        let report = try read(
            "<xmi:XMI xmlns:cas=\"http:///uima/cas.ecore\" xmlns:n=\"http:///a/b.ecore\"><n:M xmi:id=\"3\" sofa=\"1\" begin=\"1\" end=\"99\"/>"
                + "<cas:Sofa xmi:id=\"1\" sofaID=\"_InitialView\" sofaString=\"One\"/></xmi:XMI>")
        #expect(report.findings.map(\.code) == ["span-beyond-text"])
        #expect(report.layers[0].mentions.map(\.span) == [Span(1, 3)])
    }
}
