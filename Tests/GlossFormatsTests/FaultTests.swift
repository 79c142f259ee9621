import GlossModel
import TestSupport
import Testing

@testable import GlossFormats

/// One fault is one finding with its place, in every format; the file is read all the same.
struct FaultTests {
    /// What each format makes of `Bea met Olu.`, whatever is wrong beside it: a mention of Bea stands.
    private struct Case {
        var format: any Format
        var fault: String
        var content: String
        var codes: [String]
    }

    private static func spacy(_ spans: String) -> String { "{\"text\":\"Bea met Olu.\",\"ents\":[{\"start\":0,\"end\":3,\"label\":\"PER\"},\(spans)]}" }

    private static func doccano(_ labels: String, _ relations: String = "") -> String {
        "{\"text\":\"Bea met Olu.\",\"entities\":[{\"id\":1,\"start_offset\":0,\"end_offset\":3,\"label\":\"PER\"}\(labels)],\"relations\":[\(relations)]}"
    }

    private static func studio(_ results: String) -> String {
        "[{\"data\":{\"text\":\"Bea met Olu.\"},\"annotations\":[{\"result\":[{\"id\":\"a\",\"to_name\":\"text\",\"type\":\"labels\",\"value\":{\"start\":0,\"end\":3,\"text\":\"Bea\",\"labels\":[\"PER\"]}},\(results)]}]}]"
    }

    private static func region(_ id: String, _ start: String, _ end: String) -> String {
        "{\"id\":\"\(id)\",\"to_name\":\"text\",\"type\":\"labels\",\"value\":{\"start\":\(start),\"end\":\(end),\"labels\":[\"X\"]}}"
    }

    private static func own(_ lists: String) -> String {
        "{\"gloss\":1,\"text\":\"Bea met Olu.\",\"mentions\":[{\"id\":\"m1\",\"start\":0,\"end\":3,\"type\":\"PER\"}\(lists)}"
    }

    private static func xmi(_ structures: String, members: String = "2") -> String {
        """
        <?xml version="1.0"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:c="http:///my/layer.ecore" \
        xmlns:n="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore" xmi:version="2.0"><n:NamedEntity xmi:id="2" sofa="1" begin="0" end="3" value="PER"/>\
        \(structures)<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="Bea met Olu."/><cas:View sofa="1" members="\(members)"/></xmi:XMI>
        """
    }

    private static func tsv(_ second: String, head: String = "#T_SP=my.Span|label", first: String = "PER") -> String {
        "#FORMAT=WebAnno TSV 3.3\n\(head)\n\n\n#Text=Bea met Olu.\n1-1\t0-3\tBea\t\(first)\t\n\(second)\n1-3\t8-11\tOlu\t_\t\n1-4\t11-12\t.\t_\t\n"
    }

    private static let cases: [Case] = [
        Case(format: SpaCy(), fault: "reversed", content: spacy("{\"start\":8,\"end\":4,\"label\":\"X\"}"), codes: ["span-reversed"]),
        Case(format: SpaCy(), fault: "negative", content: spacy("{\"start\":-1,\"end\":4,\"label\":\"X\"}"), codes: ["span-before-text"]),
        Case(format: SpaCy(), fault: "fraction", content: spacy("{\"start\":0.5,\"end\":4,\"label\":\"X\"}"), codes: ["offset-not-whole"]),
        Case(format: SpaCy(), fault: "NaN", content: spacy("{\"start\":NaN,\"end\":4,\"label\":\"X\"}"), codes: ["offset-not-whole"]),
        Case(format: SpaCy(), fault: "missing", content: spacy("{\"end\":4,\"label\":\"X\"}"), codes: ["argument-missing"]),
        Case(format: SpaCy(), fault: "beyond", content: spacy("{\"start\":8,\"end\":99,\"label\":\"X\"}"), codes: ["span-beyond-text"]),
        Case(format: Doccano(), fault: "twice", content: doccano(",{\"id\":1,\"start_offset\":8,\"end_offset\":11,\"label\":\"PER\"}"), codes: ["name-twice"]),
        Case(format: Doccano(), fault: "dangling", content: doccano("", "{\"id\":7,\"from_id\":1,\"to_id\":9,\"type\":\"R\"}"), codes: ["names-what-is-not-there"]),
        Case(format: Doccano(), fault: "reversed", content: doccano(",{\"id\":2,\"start_offset\":8,\"end_offset\":4,\"label\":\"X\"}"), codes: ["span-reversed"]),
        Case(format: Doccano(), fault: "unread", content: "{\"text\":\"Bea met Olu.\",\"label\":[[0,3,\"PER\"]],\"hints\":[{\"span\":{\"begin\":8,\"end\":11}}]}", codes: ["annotations-not-read"]),
        Case(format: LabelStudio(), fault: "reversed", content: studio(region("b", "8", "4")), codes: ["span-reversed"]),
        Case(format: LabelStudio(), fault: "twice", content: studio(region("a", "8", "11")), codes: ["name-twice"]),
        Case(format: LabelStudio(), fault: "path", content: studio(region("b", "\"/p[1]\"", "\"/p[1]\"")), codes: ["offset-not-whole"]),
        Case(format: LabelStudio(), fault: "no end", content: studio("{\"type\":\"relation\",\"from_id\":\"a\"}"), codes: ["argument-missing"]),
        Case(format: GlossJSON(), fault: "reversed", content: own(",{\"id\":\"m2\",\"spans\":[[8,4]],\"type\":\"X\"}]"), codes: ["span-reversed"]),
        Case(format: GlossJSON(), fault: "negative", content: own(",{\"id\":\"m2\",\"start\":-8,\"end\":4,\"type\":\"X\"}]"), codes: ["span-before-text"]),
        Case(format: GlossJSON(), fault: "twice", content: own(",{\"id\":\"m1\",\"start\":8,\"end\":11,\"type\":\"X\"}]"), codes: ["name-twice"]),
        Case(format: GlossJSON(), fault: "overlap", content: own(",{\"id\":\"m2\",\"spans\":[[4,9],[8,11]],\"type\":\"X\"}]"), codes: ["fragments-overlap"]),
        Case(format: GlossJSON(), fault: "entity", content: own(",{\"id\":\"m2\",\"start\":8,\"end\":11,\"entity\":\"e9\"}]"), codes: ["names-what-is-not-there"]),
        Case(format: GlossJSON(), fault: "relation", content: own("],\"relations\":[{\"id\":\"r1\",\"type\":\"R\",\"from\":\"m1\",\"to\":\"m9\"},{\"id\":\"r2\",\"from\":\"m1\"}]"), codes: ["names-what-is-not-there", "argument-missing"]),
        Case(format: XMI(), fault: "deleted", content: xmi("<c:Mark xmi:id=\"3\" sofa=\"1\" begin=\"8\" end=\"11\"/>"), codes: ["rejected-left-out"]),
        Case(format: XMI(), fault: "dangling", content: xmi("<c:Rel xmi:id=\"3\" sofa=\"1\" begin=\"0\" end=\"3\" Governor=\"2\" Dependent=\"77\"/>", members: "2 3 88"), codes: ["names-what-is-not-there", "names-what-is-not-there"]),
        Case(format: XMI(), fault: "reversed", content: xmi("<c:Mark xmi:id=\"3\" sofa=\"1\" begin=\"8\" end=\"4\"/>", members: "2 3"), codes: ["span-reversed"]),
        Case(format: XMI(), fault: "NaN", content: xmi("<c:Mark xmi:id=\"3\" sofa=\"1\" begin=\"NaN\" end=\"4\"/>", members: "2 3"), codes: ["offset-not-whole"]),
        Case(format: XMI(), fault: "twice", content: xmi("<c:Mark xmi:id=\"2\" sofa=\"1\" begin=\"8\" end=\"11\"/>"), codes: ["name-twice"]),
        Case(format: XMI(), fault: "no text", content: xmi("<cas:Sofa xmi:id=\"9\" sofaNum=\"2\" sofaID=\"scan\" sofaURI=\"file:/s.pdf\"/>"), codes: ["view-without-text"]),
        Case(format: XMI(), fault: "other sofa", content: xmi("<c:Mark xmi:id=\"3\" sofa=\"5\" begin=\"8\" end=\"11\"/>"), codes: ["names-what-is-not-there"]),
        Case(format: WebAnnoTSV(), fault: "reversed", content: tsv("1-2\t7-4\tmet\tX\t"), codes: ["span-reversed"]),
        Case(format: WebAnnoTSV(), fault: "negative", content: tsv("1-2\t-4-7\tmet\tX\t"), codes: ["span-before-text"]),
        Case(format: WebAnnoTSV(), fault: "columns", content: tsv("1-2\t4-7\tmet"), codes: ["argument-missing"]),
        Case(format: WebAnnoTSV(), fault: "no token", content: tsv("nothing of the kind"), codes: ["not-understood"]),
        Case(format: Brat(), fault: "reversed", content: "T1\tPER 0 3\tBea\nT2\tX 8 4\tmet\n", codes: ["span-reversed"]),
        Case(format: Brat(), fault: "negative", content: "T1\tPER 0 3\tBea\nT2\tX -8 4\tmet\n", codes: ["span-before-text"]),
        Case(format: Brat(), fault: "fraction", content: "T1\tPER 0.0 3.0\tBea\nT2\tX 4.5 7\tmet\n", codes: ["offset-not-whole"]),
        Case(format: Brat(), fault: "overlap", content: "T1\tPER 0 3\tBea\nT2\tX 4 9;8 11\tmet O Olu\n", codes: ["fragments-overlap"]),
        Case(format: Brat(), fault: "twice", content: "T1\tPER 0 3\tBea\nT2\tX 4 7\tmet\nE1\tX:T2\nE1\tX:T2\nA1\tOld T1\nA1\tNew T1\n#1\tN T1\ta\n#1\tN T1\tb\n", codes: ["name-twice", "name-twice", "name-twice"]),
        Case(format: Brat(), fault: "set", content: "T1\tPER 0 3\tBea\n*\tEquiv T1 T8\n", codes: ["names-what-is-not-there"]),
        Case(format: Brat(), fault: "one end", content: "T1\tPER 0 3\tBea\nR1\tKnows Arg1:T1\n", codes: ["argument-missing"]),
    ]

    @Test(arguments: cases.indices) func oneFaultIsOneFinding(index: Int) throws {
        let test = Self.cases[index]
        let name = "in." + test.format.suffixes[0]
        let file = InputFile(path: name, content: Text(test.content)) { $0 == "in.txt" ? Text("Bea met Olu.") : nil }
        let report = try #require(try test.format.read(file).first)
        #expect(report.findings.map(\.code) == test.codes, "\(test.format.name) \(test.fault)")
        #expect(report.findings.allSatisfy { $0.place.file?.hasPrefix(name) == true })
        #expect(report.allMentions.contains { report.text[$0.mention.span] == "Bea" })
        #expect(report.allMentions.allSatisfy { $0.mention.span.end <= report.text.count && $0.mention.span.start <= $0.mention.span.end })
    }

    @Test func manyFaultsAreToldOnceInAll() throws {
        let labels = (0..<50).map { "[\($0 + 40),\($0 + 50),\"X\"]" }.joined(separator: ",")
        let file = InputFile(path: "m.jsonl", content: Text("{\"text\":\"Bea met Olu.\",\"label\":[\(labels)]}"))
        let report = try #require(try Doccano().read(file).first)
        #expect(report.findings.count == Faults.toldOneByOne + 1)
        #expect(report.findings.last?.code == "span-beyond-text-in-all")
        #expect(report.findings.last?.cause == "50 annotations in all end beyond the text")
        #expect(report.findings[0].place.annotation == "X")
    }

    @Test func linesAreTold() throws {
        let file = InputFile(path: "m.jsonl", content: Text("{\"text\":\"Bea.\",\"label\":[[0,3,\"P\"]]}\n{\"text\":\"Olu.\",\"label\":[[3,1,\"P\"]]}\n"))
        let reports = try Doccano().read(file)
        #expect(reports[1].findings.map(\.place) == [Finding.Place(file: "m.jsonl#2", line: 2, annotation: "P")])
    }

    /// Whole numbers are whole however they are written.
    @Test func offsetsMayBeWrittenOtherwise() throws {
        let file = InputFile(path: "m.jsonl", content: Text("{\"text\":\"Bea met Olu.\",\"label\":[[0.0,3e0,\"P\"],[\"8\",\"11\",\"P\"]]}"))
        let report = try #require(try Doccano().read(file).first)
        #expect(report.findings.isEmpty)
        #expect(report.allMentions.map { report.text[$0.mention.span] } == ["Bea", "Olu"])
    }

    /// A broken record of several is left out; the others are read.
    @Test func aBrokenRecordIsOneFault() throws {
        let lines = ["{\"text\":\"Bea.\",\"label\":[[0,3,\"P\"]]}", "{\"text\":\"Olu.\",\"label\":[[0,3,\"P\"]]", "{\"text\":\"Ida.\",\"x\":[1,,2]}", "{\"text\":\"Uwe.\",\"label\":[[0,3,\"P\"]]}"]
        let reports = try Doccano().read(InputFile(path: "m.jsonl", content: Text(lines.joined(separator: "\n"))))
        #expect(reports.map { $0.text[$0.text.span] } == ["Bea.", "Uwe."])
        #expect(reports[0].findings.map(\.code) == ["record-broken", "record-broken"])
        #expect(throws: FormatError.self) { try Doccano().read(InputFile(path: "m.jsonl", content: Text("{\"text\":\"Ida.\",\"x\":[1,,2]}"))) }
    }

    // MARK: What a file takes back

    @Test(arguments: [
        ("\"answer\":\"reject\"", false), ("\"answer\":\"ignore\"", false), ("\"answer\":\"accept\"", true), ("\"deleted\":true", false),
        ("\"deleted\":false", true), ("\"status\":\"discarded\"", false), ("\"status\":\"done\"", true), ("\"accepted\":false", false),
    ])
    func whatARecordTakesBackIsNotShown(member: String, isShown: Bool) throws {
        for format in [SpaCy(), Doccano()] as [any Format] {
            let content = "{\"text\":\"Bea met Olu.\",\"\(format is SpaCy ? "ents" : "entities")\":[{\"start\":0,\"end\":3,\"label\":\"PER\"}],\(member)}"
            let report = try #require(try format.read(InputFile(path: "r.jsonl", content: Text(content))).first)
            #expect(report.allMentions.isEmpty != isShown)
            #expect(report.findings.map(\.code) == (isShown ? [] : ["rejected-left-out"]))
            #expect(report.findings.allSatisfy { $0.severity == .note })
            // The file is given back as it stands.
            #expect(try written(report, format).contains("PER"))
        }
    }

    @Test func whatAnAnnotatorSkippedIsNotShown() throws {
        let result = "{\"id\":\"a\",\"to_name\":\"text\",\"type\":\"labels\",\"value\":{\"start\":0,\"end\":3,\"text\":\"Bea\",\"labels\":[\"PER\"]}}"
        let content = "[{\"data\":{\"text\":\"Bea met Olu.\"},\"annotations\":[{\"was_cancelled\":true,\"result\":[\(result)]},{\"was_cancelled\":false,\"result\":[\(result)]}]}]"
        let report = try #require(try LabelStudio().read(InputFile(path: "r.json", content: Text(content))).first)
        #expect(report.allMentions.count == 1)
        #expect(report.findings.map(\.code) == ["rejected-left-out"])
    }
}
