import GlossModel
import Testing

@testable import GlossFormats

/// What tools and services return: CoreNLP, GATE, Comprehend, Azure, Google.
struct ToolOutputTests {
    static let core = """
        {"docId":"x","sentences":[{"index":0,"entitymentions":[{"text":"Ann Lee","characterOffsetBegin":3,"characterOffsetEnd":10,"ner":"PERSON"},\
        {"text":"last week","characterOffsetBegin":16,"characterOffsetEnd":25,"ner":"DATE","normalizedNER":"2014-W10","timex":{"tid":"t1","type":"DATE","value":"2014-W10"}}],\
        "tokens":[{"index":1,"word":"🚢","originalText":"🚢","characterOffsetBegin":0,"characterOffsetEnd":2,"before":"","after":" "},\
        {"index":2,"word":"Ann","originalText":"Ann","characterOffsetBegin":3,"characterOffsetEnd":6,"before":" "},{"index":3,"word":"Lee","originalText":"Lee","characterOffsetBegin":7,"characterOffsetEnd":10,"before":" "},\
        {"index":4,"word":"left","originalText":"left","characterOffsetBegin":11,"characterOffsetEnd":15,"before":" "},{"index":5,"word":"last","originalText":"last","characterOffsetBegin":16,"characterOffsetEnd":20,"before":" "},\
        {"index":6,"word":"week","originalText":"week","characterOffsetBegin":21,"characterOffsetEnd":25,"before":" "}]},\
        {"index":1,"entitymentions":[],"tokens":[{"index":1,"word":"She","originalText":"She","characterOffsetBegin":27,"characterOffsetEnd":30,"before":"\\n\\n"},{"index":2,"word":"sang","originalText":"sang","characterOffsetBegin":31,"characterOffsetEnd":35,"before":" ","after":"."}]}],\
        "corefs":{"3":[{"text":"Ann Lee","type":"PROPER","startIndex":2,"endIndex":4,"sentNum":1,"isRepresentativeMention":true},\
        {"text":"She","type":"PRONOMINAL","startIndex":1,"endIndex":2,"sentNum":2,"isRepresentativeMention":false}],\
        "4":[{"text":"left","type":"NOMINAL","startIndex":4,"endIndex":5,"sentNum":1,"isRepresentativeMention":true}]}}
        """

    @Test func coreNLPsTextIsMadeOfItsTokens() throws {
        let file = try ForeignExample(CoreNLP(), Self.core)
        #expect(try file.first.text[file.first.text.span] == "🚢 Ann Lee left last week\n\nShe sang.")
        #expect(file.mentions() == ["PERSON Ann Lee", "Coreference She"])
        #expect(file.entities() == ["Ann Lee: Ann Lee She"])
        #expect(file.times() == ["last week 2014-W10"])
        #expect(file.codes == ["chains-of-one"] && file.severities == [.note])
    }

    @Test func coreNLPsTextMayStandBeside() throws {
        let text = "🚢 Ann Lee left last week\n\nShe sang. And more."
        #expect(try ForeignExample(CoreNLP(), Self.core, beside: ["in.txt": text]).first.text[Span(0, 99)] == text)
    }

    @Test func gatesNodesArePlacesOfTheText() throws {
        let file = try ForeignExample(
            GATEXML(), name: "in.xml",
            content: """
                <?xml version='1.0'?><GateDocument version="3"><GateDocumentFeatures><Feature><Name>lang</Name><Value>en</Value></Feature></GateDocumentFeatures>
                <TextWithNodes><Node id="0"/>Ann &amp; <Node id="6"/>🚢 <Node id="9"/>Oslo<Node id="13"/></TextWithNodes>
                <AnnotationSet><Annotation Id="1" Type="Person" StartNode="0" EndNode="6"><Feature><Name>matches</Name><Value>1;2</Value></Feature></Annotation>
                <Annotation Id="9" Type="Token" StartNode="0" EndNode="6"/></AnnotationSet>
                <AnnotationSet Name="Key"><Annotation Id="5" Type="Location" StartNode="9" EndNode="13"><Feature><Name>kind</Name><Value>town</Value></Feature></Annotation>
                <Annotation Id="6" Type="Location" StartNode="9" EndNode="99"/></AnnotationSet></GateDocument>
                """)
        #expect(try file.first.text[file.first.text.span] == "Ann & 🚢 Oslo")
        #expect(file.mentions() == ["Person Ann & ", "Location Oslo"])
        #expect(try file.first.layers.map(\.name) == ["in.xml", "Key"])
        #expect(file.document() == ["lang=en"])
        #expect(file.codes == ["columns-kept", "names-what-is-not-there"])
    }

    @Test(arguments: [("j", 3), ("p", 2)]) func bdocSaysWhatItCounts(type: String, start: Int) throws {
        let file = try ForeignExample(
            Bdoc(),
            #"{"text":"🚢 Ann","name":"d","features":{},"annotation_sets":{"":{"name":"","annotations":[{"type":"Person","id":0,"start":\#(start),"end":\#(start + 3),"features":{"g":"f"}}],"next_annid":1}},"offset_type":"\#(type)"}"#)
        #expect(file.mentions() == ["Person Ann"])
        #expect(file.attributes(0) == ["g=f"])
    }

    @Test func tweetsOfGATEAreRead() throws {
        #expect(try ForeignExample(Bdoc(), #"{"text":"Ann in Oslo","entities":{"Person":[{"indices":[0,3]}],"Location":[{"indices":[7,11]}]}}"#).mentions() == ["Person Ann", "Location Oslo"])
    }

    // MARK: Services

    @Test func comprehendsLinesAreTextsOfTheirFile() throws {
        let file = try ForeignExample(
            Comprehend(),
            """
            {"Entities":[{"BeginOffset":0,"EndOffset":3,"Score":0.9,"Text":"Ann","Type":"PERSON"}],"File":"log.txt","Line":0}
            {"Entities":[{"BeginOffset":3,"EndOffset":7,"Score":0.8,"Text":"Oslo","Type":"LOCATION"}],"File":"log.txt","Line":1}
            """, beside: ["log.txt": "Ann left.\nIn Oslo.\n"])
        #expect(file.mentions(0) == ["PERSON Ann"] && file.mentions(1) == ["LOCATION Oslo"])
        #expect(file.attributes(0) == ["score=0.9"])
    }

    @Test func comprehendsAnswerIsAboutTheTextBeside() throws {
        let file = try ForeignExample(
            Comprehend(), #"{"Entities":[{"Score":0.9,"Type":"PERSON","Text":"Ann","BeginOffset":2,"EndOffset":5}]}"#, beside: ["in.txt": "🚢 Ann left."])
        #expect(file.mentions() == ["PERSON Ann"] && file.codes == [])
    }

    @Test func azureCountsUTF16() throws {
        let file = try ForeignExample(
            AzureLanguage(),
            """
            {"kind":"EntityRecognitionResults","results":{"documents":[{"id":"1","entities":[{"text":"Oslo","category":"Location","subcategory":"City","offset":6,"length":4,"confidenceScore":0.9}],"warnings":[]}],"errors":[],"modelVersion":"x"}}
            """, beside: ["in.txt": "🚢 in Oslo."])
        #expect(file.mentions() == ["Location Oslo"])
        #expect(file.attributes(0) == ["subcategory=City", "confidenceScore=0.9"])
        #expect(file.codes == [])
    }

    @Test func azuresLinksAreEntities() throws {
        let file = try ForeignExample(
            AzureLanguage(),
            #"{"documents":[{"id":"a","entities":[{"name":"Oslo","url":"https://example.org/Oslo","dataSource":"Wikipedia","matches":[{"text":"Oslo","offset":0,"length":4},{"text":"town","offset":8,"length":4}]}]}]}"#,
            beside: ["a.txt": "Oslo, a town."])
        #expect(file.entities() == ["Oslo: Oslo town [https://example.org/Oslo]"])
    }

    @Test(arguments: [("É 🚢 Ann left", 4), ("É 🚢 Ann left", 5), ("É 🚢 Ann left", 8)])
    func googlesUnitIsFoundByTheWords(text: String, offset: Int) throws {
        let file = try ForeignExample(
            GoogleLanguage(),
            #"{"entities":[{"name":"Ann","type":"PERSON","metadata":{"mid":"/m/1"},"salience":0.5,"mentions":[{"text":{"content":"Ann","beginOffset":\#(offset)},"type":"PROPER"}]}],"language":"en"}"#,
            beside: ["in.txt": text])
        #expect(file.mentions() == ["PERSON Ann"] && file.entities() == ["Ann: Ann [/m/1]"] && file.codes == [])
    }

    @Test func googlesSentencesMakeTheText() throws {
        let file = try ForeignExample(
            GoogleLanguage(),
            #"{"sentences":[{"text":{"content":"É Ann left.","beginOffset":0}},{"text":{"content":"She sang.","beginOffset":13}}],"entities":[{"name":"Ann","type":"PERSON","mentions":[{"text":{"content":"Ann","beginOffset":3},"type":"PROPER"}]}],"language":"en"}"#)
        #expect(try file.first.text[file.first.text.span] == "É Ann left. She sang.")
        #expect(file.mentions() == ["PERSON Ann"])
    }
}

/// Dialogues in Label Studio.
struct LabelStudioDialogueTests {
    @Test func regionsStandInTheirTurns() throws {
        let file = try ForeignExample(
            LabelStudioDialogue(),
            """
            [{"id":1,"data":{"topic":"boats","dialogue":[{"author":"Ann","text":"🚢 Who saw Bo?"},{"author":"Eva","text":"I saw Bo. Once."}]},"annotations":[{"completed_by":7,"result":[\
            {"id":"a","type":"paragraphlabels","from_name":"l","to_name":"d","value":{"start":"0","end":"0","startOffset":11,"endOffset":13,"text":"Bo","paragraphlabels":["PER"]}},\
            {"id":"b","type":"paragraphlabels","from_name":"l","to_name":"d","value":{"start":"0","end":"1","startOffset":3,"endOffset":9,"paragraphlabels":["TALK"]}},\
            {"id":"c","type":"paragraphlabels","value":{"start":"5","end":"5","startOffset":0,"endOffset":1,"paragraphlabels":["X"]}},\
            {"type":"relation","from_id":"a","to_id":"b","direction":"right","labels":["in"]}]}]}]
            """)
        #expect(try file.first.text[file.first.text.span] == "Ann: 🚢 Who saw Bo?\nEva: I saw Bo. Once.")
        #expect(file.mentions() == ["TALK Who saw Bo?\nEva: I saw Bo.", "PER Bo"])
        #expect(file.relations() == ["in Bo -> Who saw Bo?\nEva: I saw Bo."])
        #expect(file.document() == ["data.topic=boats"])
        #expect(file.codes == ["span-beyond-text"])
    }
}

/// Pages of HTML in Label Studio.
struct LabelStudioPageTests {
    private func task(_ value: String) -> String {
        """
        [{"id":1,"data":{"page":"<h1>Log</h1>\\n<p>Ann &amp; <b>Bo</b> met<br>Bo  again, 🚢 <i>Ann</i>.</p>","k":"v"},"annotations":[{"completed_by":3,"result":[\
        {"id":"a","type":"hypertextlabels","from_name":"l","to_name":"page","value":{\(value),"hypertextlabels":["PER"]}}]}]}]
        """
    }

    @Test(arguments: [
        ("\"start\":\"/p[1]/text()[3]\",\"end\":\"/p[1]/text()[3]\",\"startOffset\":0,\"endOffset\":2,\"globalOffsets\":{\"start\":17,\"end\":19},\"text\":\"Bo\"", "Bo", 18),
        ("\"start\":\"/p[1]/b[1]/text()[1]\",\"end\":\"/p[1]/b[1]/text()[1]\",\"startOffset\":0,\"endOffset\":2", "Bo", 11),
        ("\"start\":\"/p[1]/text()[1]\",\"end\":\"/p[1]/i[1]/text()[1]\",\"startOffset\":6,\"endOffset\":3,\"globalOffsets\":{\"start\":10,\"end\":34}", "Bo met\nBo again, 🚢 Ann", 11),
    ])
    func regionsStandOnThePageAsItIsShown(value: String, words: String, start: Int) throws {
        let file = try ForeignExample(LabelStudioPage(), task(value))
        #expect(try file.first.text[file.first.text.span] == "Log\n\nAnn & Bo met\nBo again, 🚢 Ann.")
        #expect(file.mentions() == ["PER " + words])
        #expect(try file.first.layers[0].mentions.map { Int($0.span.start) } == [start])
        #expect(try file.first.paragraphs.headings.count == 1)
        #expect(file.document() == ["data.k=v"])
        #expect(file.codes == [])
    }
}
