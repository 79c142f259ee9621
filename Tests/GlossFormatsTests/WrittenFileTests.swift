import GlossModel
import TestSupport
import Testing

@testable import GlossFormats

/// What is written parses by its format's own rules, whatever was read; and what a tool would not load is
/// not written.
struct WrittenFileTests {
    private static let formats = Formats.all.filter { $0.isWritten && $0.name != "text" }

    private func names(_ report: Report) -> [String] { report.allMentions.map { "\($0.type) \(report.text[$0.mention.span])" } }

    /// Bytes that are no UTF-8, in the text and in what is said of it.
    @Test(arguments: formats.indices) func bytesThatAreNoTextBecomeStandIns(index: Int) throws {
        let text = Text(Array("Bea ".utf8) + [0xFF, 0xC3] + Array(" met Olu.\n".utf8))
        let lines = Text(Array("T1\tPER 0 3\tBea\nT2\tX 4 6\t".utf8) + [0xFF, 0xC3] + Array("\n#1\tNote T1\tbad ".utf8) + [0xFE] + Array(" note\n".utf8))
        let file = InputFile(path: "r.txt", content: text) { $0 == "r.ann" ? lines : nil }
        let report = try #require(try Brat().read(file).first)
        var out = ByteOutput()
        try Self.formats[index].write(report, to: &out)
        #expect(out.bytes.withBytes { UTF8Decoding.isValid($0) })
    }

    @Test(arguments: [("json", GlossJSON() as any Format), ("spacy", SpaCy()), ("doccano", Doccano()), ("labelstudio", LabelStudio()), ("cas-json", CasJSON()), ("webannotation", WebAnnotation())])
    func jsonOfStrangersIsMended(name: String, format: any Format) throws {
        let content = "{\"text\":\"Bea \\ud83d met.\",\"label\":[[0,3,\"P\\udc00\"]],\"odd\\ud83d\":{\"a\":[NaN,-Infinity,\"\\ud83d\\ude00 \\ude00\"]},\"odd\":1,\"odd\":2}"
        var report = try #require(try Doccano().read(InputFile(path: "r.jsonl", content: Text(content))).first)
        var layer = LayerBuilder(number: 1, name: "more", origin: .file)
        layer.mentions.append(layer.makeMention([Span(0, 3)], number: 1, type: layer.type(named: "Q")))
        report.add(layer.finished())
        let out = Text(try written(report, format))
        #expect(JSONCleaning.cleaned(out.bytes) == nil)
        #expect(try JSONDocument(out).root.kind == (format is LabelStudio ? .array : .object))
        guard name == "doccano" else { return }
        let keys = try JSONRecord(out, from: 0).members.map { out[Span($0.key)] }
        #expect(Set(keys).count == keys.count)
    }

    @Test(arguments: [
        ("[1,2]", nil), ("\"\\ud83d\\ude00\"", nil), ("\"\\ud83d\"", "\"\\ufffd\""), ("[NaN,-Infinity,Infinity]", "[null,null,null]"),
        ("\"NaN I\"", nil), ("[1,,2]", "\"[1,,2]\""), ("\"\\\\ud83d\"", nil), ("{\"a\":\"\\ude00x\"}", "{\"a\":\"\\ufffdx\"}"),
    ] as [(String, String?)])
    func valuesAreCleaned(value: String, cleaned: String?) {
        let text = Text(value)
        #expect(JSONCleaning.cleaned(text.bytes).map { String(decoding: $0, as: UTF8.self) } == cleaned)
        let bad = Text([0x22, 0x61, 0xFF, 0x22])
        #expect(JSONCleaning.cleaned(bad.bytes).map { String(decoding: $0, as: UTF8.self) } == "\"a\u{FFFD}\"")
    }

    /// A file that breaks the rules is not given back as it stands.
    @Test func aRecordThatBreaksTheRulesIsWrittenAnew() throws {
        let content = "{\"text\":\"Bea.\",\"label\":[[0,3,\"P\"]],\"score\":NaN}\n"
        let report = try #require(try Doccano().read(InputFile(path: "r.jsonl", content: Text(content))).first)
        #expect(try written(report, Doccano()).contains("\"score\":null"))
    }

    @Test(arguments: ["conll", "conllu", "webanno-tsv", "xmi", "cas-json", "spacy", "doccano", "labelstudio", "json", "jsonl", "timeml"])
    func aReportWithoutWordsComesBack(name: String) throws {
        let format = try #require(Formats.named(name))
        let out = try written(Report(path: "empty.txt", text: Text("")), format)
        let file = InputFile(path: "o." + format.suffixes[0], content: Text(out))
        #expect(Formats.sniff(file).name == name)
        let again = try #require(try Formats.sniff(file).read(file).first)
        #expect(again.text.count == 0 && again.findings.isEmpty)
    }

    // MARK: Tools

    /// No sentence of CoNLL-U ends within a mention.
    @Test func aMentionStaysInOneSentence() throws {
        let report = try bratReport("Reed\nand\n\nSons came. They left.\n", "T1\tOrg 0 14\tReed and  Sons\n")
        let out = try written(report, CoNLLU())
        let sentences = out.split(separator: "# sent_id").dropFirst()
        #expect(sentences.contains { $0.contains("(m1-Org") && $0.contains("Entity=m1)") })
        let again = try #require(try CoNLLU().read(InputFile(path: "o.conllu", content: Text(out))).first)
        #expect(again.text.bytes.elementsEqual(report.text.bytes))
        #expect(names(again) == ["Org Reed\nand\n\nSons"])
    }

    /// A bracket's field for the entity is the one that the file names, wherever it stands.
    @Test func olderFilesNameTheTypeFirst() throws {
        let file = "# newdoc id = d\n# global.Entity = entity-GRP-MIN\n1\tBea\t_\t_\t_\t_\t_\t_\t_\tEntity=(person-4-1)\n2\tmet\t_\t_\t_\t_\t_\t_\t_\tEntity=(place-9-1\n3\tOslo\t_\t_\t_\t_\t_\t_\t_\tEntity=place-9)\n\n"
        let report = try #require(try CoNLLU().read(InputFile(path: "o.conllu", content: Text(file))).first)
        #expect(report.findings.isEmpty)
        #expect(names(report) == ["person Bea", "place met Oslo"])
        #expect(report.layers[0].entities.count == 2)
    }

    /// Links of slots have neither a text nor a place, and keep their type.
    @Test func linksOfSlotsStayLinks() throws {
        let tsv = "#FORMAT=WebAnno TSV 3.3\n#T_SP=my.Span|\n#T_SP=my.Host|ROLE_my.Host:ends_my.Joint|my.Span\n\n\n#Text=Bea met Olu .\n1-1\t0-3\tBea\t_\t*;by[1]\t1-2;1-3\t\n1-2\t4-7\tmet\t*\t_\t_\t\n1-3\t8-11\tOlu\t*\t_\t_\t\n1-4\t12-13\t.\t_\t_\t_\t\n"
        let report = try #require(try WebAnnoTSV().read(InputFile(path: "a.tsv", content: Text(tsv))).first)
        #expect(report.findings.isEmpty)
        let xmi = try written(withoutSource(report), XMI())
        let links = xmi.split(separator: "\n").filter { $0.contains("<my:Joint ") }
        #expect(links.count == 2 && links.allSatisfy { !$0.contains("begin=") && !$0.contains("sofa=") })
        #expect(links.contains { $0.contains("role=\"by\"") })
        let types = XMI().companions([report])[0].content.string
        #expect(types.contains("<name>my.Joint</name><description/><supertypeName>uima.cas.TOP</supertypeName>"))
        let file = InputFile(path: "o.xmi", content: Text(xmi)) { $0 == "typesystem.xml" ? Text(types) : nil }
        let again = try #require(try XMI().read(file).first)
        #expect(again.layers[0].relations.map(\.type).sorted() == ["ends", "ends", "target", "target"])
    }

    @Test func relationsBetweenTokensAreRelations() throws {
        let tsv = "#FORMAT=WebAnno TSV 3.3\n#T_RL=my.Arc|label|BT_de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token\n\n\n#Text=Bea met Olu\n1-1\t0-3\tBea\t_\t_\t\n1-2\t4-7\tmet\tsubj\t1-1\t\n1-3\t8-11\tOlu\t_\t_\t\n"
        let report = try #require(try WebAnnoTSV().read(InputFile(path: "a.tsv", content: Text(tsv))).first)
        #expect(report.allMentions.isEmpty && report.findings.isEmpty)
        let relation = try #require(report.layers[0].relations.first)
        #expect([relation.from, relation.to].map { report.span(of: $0).map { report.text[$0] } } == ["Bea", "met"])
        #expect(relation.type == "my.Arc")
    }

    /// brat opens no file with an annotation of no words, and shows every text-bound one.
    @Test func bratGetsWhatItShows() throws {
        let head = "<?xml version=\"1.0\"?><xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" xmlns:n=\"http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore\" xmlns:s=\"http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore\" xmlns:m=\"http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore\" xmlns:c=\"http:///my/layer.ecore\" xmi:version=\"2.0\">"
        let xmi = head + "<m:DocumentMetaData xmi:id=\"9\" sofa=\"1\" begin=\"0\" end=\"12\" documentId=\"d\"/><s:Token xmi:id=\"3\" sofa=\"1\" begin=\"0\" end=\"3\"/><m:TagsetDescription xmi:id=\"4\" sofa=\"1\" begin=\"0\" end=\"0\" name=\"t\"/><c:Gap xmi:id=\"5\" sofa=\"1\" begin=\"4\" end=\"4\"/><n:NamedEntity xmi:id=\"2\" sofa=\"1\" begin=\"0\" end=\"3\" value=\"PER\"/><cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"_InitialView\" sofaString=\"Bea met Olu.\"/></xmi:XMI>"
        let report = try #require(try XMI().read(InputFile(path: "a.xmi", content: Text(xmi))).first)
        #expect(try written(report, Brat()) == "T1\tPER 0 3\tBea\n")
        #expect(Brat().losses(report).map(\.cause).contains { $0.contains("tokens, sentences and the like; 2 left out") })
        #expect(Brat().losses(report).map(\.cause).contains { $0.contains("annotations without words; 1 left out") })
    }

    /// A part that nothing names stays one.
    @Test func partsStayParts() throws {
        let report = try #require(
            try TimeML().read(InputFile(path: "a.tml", content: Text("<TimeML><TEXT>Bea came <SIGNAL sid=\"s1\">before</SIGNAL> noon.</TEXT></TimeML>"))).first)
        let out = try written(report, Brat())
        #expect(out.contains("\tPart T1\n"))
        let again = try bratReport(report.text[report.text.span], out)
        #expect(again.allMentions.isEmpty && again.layers[0].parts.count == 1 && again.findings.isEmpty)
    }

    @Test func partsOfAUnitHaveOtherNames() throws {
        let tml = "<TimeML><TEXT>In <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2014\" mod=\"EARLY\">early 2014</TIMEX3>.</TEXT></TimeML>"
        let report = try #require(try TimeML().read(InputFile(path: "a.tml", content: Text(tml))).first)
        let time = report.layers[0].times[0]
        #expect(time.mod == "START" && time.latest == Day(iso: "2014-03-31"))
    }

    // MARK: Label Studio

    private func studio(_ data: String, _ result: String) throws -> Report {
        let content = "[{\"data\":{\(data)},\"annotations\":[{\"result\":[\(result)]}]}]"
        return try #require(try LabelStudio().read(InputFile(path: "r.json", content: Text(content))).first)
    }

    @Test func theTextIsTheOneThatIsQuoted() throws {
        let report = try studio(
            "\"body\":\"Bea met Olu.\",\"hint\":\"A much longer string that nobody has annotated.\"",
            "{\"id\":\"a\",\"to_name\":\"shown\",\"type\":\"labels\",\"value\":{\"start\":8,\"end\":11,\"text\":\"Olu\",\"labels\":[\"PER\"]}},"
                + "{\"id\":\"b\",\"to_name\":\"other\",\"type\":\"labels\",\"value\":{\"start\":0,\"end\":1,\"text\":\"A\",\"labels\":[\"X\"]}}")
        #expect(names(report) == ["PER Olu"])
        #expect(report.findings.map(\.code) == ["annotations-not-read"])
    }

    @Test func offsetsOfAPageCountWhatIsShown() throws {
        let report = try studio(
            "\"text\":\"<p>Olu &amp; Olu<br/>saw <b>Olu</b>.</p>\"",
            "{\"id\":\"a\",\"to_name\":\"text\",\"type\":\"hypertextlabels\",\"value\":{\"start\":\"/p[1]/b[1]\",\"end\":\"/p[1]/b[1]\",\"globalOffsets\":{\"start\":14,\"end\":17},\"text\":\"Olu\",\"hypertextlabels\":[\"PER\"]}}")
        #expect(report.allMentions.map { Int($0.mention.span.start) } == [28])
        #expect(report.findings.isEmpty)
    }

    @Test func freeTextIsAnAnswer() throws {
        let report = try studio(
            "\"text\":\"Bea met Olu.\"",
            "{\"id\":\"a\",\"from_name\":\"full\",\"to_name\":\"text\",\"type\":\"textarea\",\"value\":{\"start\":0,\"end\":3,\"text\":[\"Bea Lund\"]}},"
                + "{\"id\":\"a\",\"to_name\":\"text\",\"type\":\"labels\",\"value\":{\"start\":0,\"end\":3,\"text\":\"Bea\",\"labels\":[\"PER\"]}},"
                + "{\"id\":\"q\",\"from_name\":\"sum\",\"to_name\":\"text\",\"type\":\"textarea\",\"value\":{\"text\":[\"They met.\"]}}")
        #expect(names(report) == ["PER Bea"] && report.findings.isEmpty)
        let layer = report.layers[0]
        #expect(layer.value("full", on: layer.id(.mention, 1)) == "Bea Lund")
        #expect(layer.documentAttributes.map { "\($0.name)=\($0.value)" } == ["sum=They met."])
    }
}
