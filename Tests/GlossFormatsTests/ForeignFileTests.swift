import GlossModel
import TestSupport
import Testing

@testable import GlossFormats

/// Label Studio, Web Annotation and re3d: formats of other tools with files beside or without.
struct ForeignFileTests {
    static let formats: [any Format] = [LabelStudio(), WebAnnotation(), Re3d()]

    /// All files that writing reports makes, by name; the first is the one that is opened.
    private func files(_ format: any Format, _ reports: [Report]) throws -> [(name: String, bytes: [UInt8])] {
        var out = ByteOutput()
        try format.write(reports, to: &out)
        var files = [(name: "out." + format.suffixes[0], bytes: out.bytes)]
        if format.textSuffix != nil, let first = reports.first { files.append(("out.txt", Array(first.text.bytes))) }
        for companion in format.companions(reports) { files.append((companion.name, companion.content.bytes)) }
        return files
    }

    private func read(_ files: [(name: String, bytes: [UInt8])], as format: any Format) throws -> [Report] {
        let all = Dictionary(files.map { ($0.name, $0.bytes) }) { first, _ in first }
        let file = InputFile(path: files[0].name, content: Text(files[0].bytes)) { all[$0].map { Text($0) } }
        #expect(Formats.sniff(file).name == format.name)
        return try format.read(file)
    }

    private func read(_ format: any Format, _ content: String, text: String? = nil) throws -> Report {
        let name = "in." + format.suffixes[0]
        let file = InputFile(path: name, content: Text(content)) { $0 == "in.txt" ? text.map { Text($0) } : nil }
        #expect(Formats.sniff(file).name == format.name)
        return try #require(try format.read(file).first)
    }

    private func mentions(_ report: Report) -> [String] {
        report.layers.flatMap { layer in
            layer.mentions.map { "\(layer.types[Int($0.type)].name) \(report.text[$0.span])" }
        }
    }

    private func document(_ report: Report) -> [String] {
        report.layers.flatMap(\.documentAttributes).map { "\($0.name)=\($0.value)" }
    }

    private func attributes(_ report: Report, _ row: Int = 0) -> [String] {
        let layer = report.layers[0]
        let id = layer.id(.mention, layer.mentions[row].number)
        return layer.attributes.filter { $0.target == id }.map { "\(layer.strings[Int($0.name)])=\(layer.string($0.value))" }
    }

    // MARK: All of them

    @Test(arguments: formats.indices, 0..<40) func generatedReportsComeBack(index: Int, seed: Int) throws {
        let format = Self.formats[index]
        var report = GeneratedReport(seed: UInt64(seed)).report
        (report.date, report.title) = (Day(iso: "2018-01-15"), "Made <\(seed)>")
        let again = try #require(try read(files(format, [report]), as: format).first)
        #expect(again.findings.isEmpty)
        #expect(again.text.bytes.elementsEqual(report.text.bytes))
        #expect(again.date == report.date && again.title == report.title)
        #expect(modelDescription(again) == modelDescription(report))
        let third = try #require(try read(files(format, [withoutSource(again)]), as: format).first)
        #expect(modelDescription(third) == modelDescription(report))
    }

    @Test(arguments: [0, 2]) func severalReportsAreOneFile(index: Int) throws {
        let format = Self.formats[index]
        let reports = (1...3).map { seed in
            var report = GeneratedReport(seed: UInt64(seed)).report
            report.path = "made/\(seed).txt"
            return report
        }
        let again = try read(files(format, reports), as: format)
        #expect(again.map { modelDescription($0) } == reports.map { modelDescription($0) })
        #expect(again.map(\.path) == (1...3).map { "out.\(format.suffixes[0])#\($0)" })
    }

    @Test(arguments: formats.indices) func whatOthersChangedIsSeen(index: Int) throws {
        let format = Self.formats[index]
        let report = try bratReport("Ann met Bob.\n", "T1\tPerson 0 3\tAnn\nT2\tPerson 8 11\tBob\nR1\tmeets Arg1:T1 Arg2:T2\n")
        var files = try files(format, [report])
        let (old, new, at) = [
            ("\"labels\":[\"Person\"]", "\"labels\":[\"Human\"]", 0), ("\"value\":\"Person\"", "\"value\":\"Human\"", 0),
            ("\"type\":\"Person\"", "\"type\":\"Human\"", 1),
        ][index]
        files[at].bytes = Array(String(decoding: files[at].bytes, as: UTF8.self).replacing(old, with: new, maxReplacements: 1).utf8)
        let again = try #require(try read(files, as: format).first)
        #expect(mentions(again).sorted() == ["Human Ann", "Person Bob"])
        #expect(again.findings.map(\.code).contains("annotations-gone"))
    }

    @Test(arguments: 0..<60) func brokenFilesAreAnErrorOrRead(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        for format in Self.formats {
            var files = try files(format, [GeneratedReport(seed: 7).report])
            for index in files.indices where !files[index].name.hasSuffix(".txt") {
                if seed % 2 == 0 { files[index].bytes.removeLast(Int.random(in: 1..<files[index].bytes.count, using: &random)) }
                for _ in 0..<seed % 5 {
                    files[index].bytes[Int.random(in: 0..<files[index].bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
            }
            let all = Dictionary(files.map { ($0.name, $0.bytes) }) { first, _ in first }
            let file = InputFile(path: files[0].name, content: Text(files[0].bytes)) { all[$0].map { Text($0) } }
            do throws(FormatError) {
                for report in try format.read(file) { _ = try? written(withoutSource(report), format) }
            } catch {}
        }
    }

    // MARK: Label Studio

    static let tasks = """
        [{"id":12,"annotations":[{"id":4,"completed_by":1,"ground_truth":true,"result":[
        {"from_id":"a","to_id":"b","type":"relation","direction":"left","labels":["meets"]},
        {"id":"a","from_name":"ner","to_name":"body","type":"labels","value":{"start":3,"end":6,"text":"Ann","labels":["PER","VIP"]}},
        {"id":"b","from_name":"ner","to_name":"body","type":"labels","value":{"start":11,"end":14,"text":"Bob","labels":["PER"]},"meta":{"text":["sure?"]}},
        {"id":"b","from_name":"mood","to_name":"body","type":"choices","value":{"start":11,"end":14,"choices":["calm"]}},
        {"id":"c","from_name":"genre","to_name":"body","type":"choices","value":{"choices":["news"]}}]},
        {"id":5,"completed_by":{"id":2,"email":"cem@example.org"},"result":[]}],
        "predictions":[{"model_version":"m1","score":0.5,"result":[
        {"id":"p","from_name":"ner","to_name":"body","type":"labels","score":0.9,"value":{"start":3,"end":6,"labels":["X"]}}]}],
        "data":{"body":"🚢 Ann met Bob."},"meta":{"by":"desk"}}]
        """

    @Test func answersOfLabelStudioAreLayers() throws {
        let report = try read(LabelStudio(), Self.tasks)
        #expect(report.findings.isEmpty)
        #expect(report.layers.map(\.name) == ["annotator 1", "m1"])
        #expect(report.layers.map(\.origin) == [.file, .computed])
        #expect(mentions(report) == ["PER Ann", "PER Bob", "X Ann"])
        #expect(Set(document(report)) == ["meta.by=desk", "id=12", "ground_truth=true", "genre=news", "score=0.5"])
        #expect(attributes(report) == ["label=VIP"])
        #expect(attributes(report, 1) == ["mood=calm"])
        let relation = try #require(report.layers[0].relations.first)
        #expect(relation.type == "meets" && relation.from.number != relation.to.number)
        #expect(report.span(of: relation.from).map { report.text[$0] } == "Bob")
    }

    @Test func aTaskKeepsWhatItHad() throws {
        var report = try read(LabelStudio(), Self.tasks)
        var layer = LayerBuilder(number: 2, name: "annotator 3", origin: .file)
        layer.mentions.append(layer.makeMention([Span(5, 8)], number: 1, type: layer.type(named: "NEW")))
        report.add(layer.finished())
        let out = try written(report, LabelStudio())
        #expect(out.contains("\"data\":{\"body\":\"🚢 Ann met Bob.\"}") && out.contains("\"by\":\"desk\"") && out.hasPrefix("[{\"id\":12,"))
        #expect(out.contains("\"completed_by\":3") && out.contains("\"from_name\":\"ner\",\"to_name\":\"body\""))
        #expect(out.contains("\"start\":3,\"end\":6,\"text\":\"Ann\",\"labels\":[\"PER\"]"))
        #expect(mentions(try read(LabelStudio(), out)) == ["PER Ann", "PER Bob", "X Ann", "NEW Ann"])
    }

    @Test func otherExportsOfLabelStudioAreRead() throws {
        let minimal = "[{\"id\":1,\"text\":\"🚢 Ann.\",\"label\":[{\"start\":3,\"end\":6,\"text\":\"Ann\",\"labels\":[\"PER\"]}],\"annotator\":1}]"
        #expect(mentions(try read(LabelStudio(), minimal)) == ["PER Ann"])
        let old = "{\"data\":{\"text\":\"Ann.\"},\"completions\":[{\"result\":[{\"id\":\"x\",\"type\":\"labels\",\"value\":{\"start\":0,\"end\":3,\"labels\":[\"PER\"]}}]}]}"
        #expect(mentions(try read(LabelStudio(), old)) == ["PER Ann"])
        let page = "{\"data\":{\"text\":\"Ann.\"},\"annotations\":[{\"result\":[{\"id\":\"x\",\"type\":\"hypertextlabels\",\"value\":{\"start\":\"/p[1]\",\"end\":\"/p[1]\",\"globalOffsets\":{\"start\":0,\"end\":3},\"hypertextlabels\":[\"PER\"]}}]}]}"
        #expect(mentions(try read(LabelStudio(), page)) == ["PER Ann"])
    }

    /// Questions of a project go by the names that it gave them.
    @Test func smallExportsOfLabelStudioMayCallThingsAnything() throws {
        let minimal = """
            [{"id":1,"note":"Ann met Bo.","ner":[{"start":0,"end":3,"text":"Ann","labels":["PER"]}],
            "more":[{"start":8,"end":10,"text":"Bo","labels":["PER","VIP"]}],"mood":{"choices":["calm","brief"]},"lead_time":2.5,"annotator":7}]
            """
        let report = try read(LabelStudio(), minimal)
        #expect(mentions(report) == ["PER Ann", "PER Bo"])
        #expect(report.layers.map(\.name) == ["annotator 7"])
        let said = report.layers[0].documentAttributes.map { "\($0.name)=\($0.value)" }
        #expect(said == ["id=1", "mood=calm", "mood=brief", "lead_time=2.5"])
    }

    @Test func filesAreWrittenBackAsTheyStood() throws {
        #expect(try written(read(LabelStudio(), Self.tasks), LabelStudio()) == Self.tasks)
        let page = Self.page("{\"type\":\"TextPositionSelector\",\"start\":2,\"end\":5}")
        #expect(try written(read(WebAnnotation(), page, text: "🚢 Ann."), WebAnnotation()) == page)
    }

    // MARK: Web Annotation

    private static func page(_ selector: String, _ rest: String = "") -> String {
        "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:p\",\"type\":\"AnnotationPage\",\"items\":[{\"id\":\"urn:1\",\"type\":\"Annotation\",\"body\":[{\"type\":\"TextualBody\",\"value\":\"PER\",\"purpose\":\"tagging\"}],\"target\":{\"source\":\"in.txt\",\"selector\":\(selector)}}\(rest)]}"
    }

    private static let words = "🚢 Ann met Ann.\nBob met Ann too."

    @Test(arguments: [
        ("{\"type\":\"TextPositionSelector\",\"start\":2,\"end\":5}", [5]),
        ("{\"type\":\"TextQuoteSelector\",\"exact\":\"Ann\"}", [5, 13, 26]),
        ("{\"type\":\"TextQuoteSelector\",\"exact\":\"Ann\",\"prefix\":\"met \",\"suffix\":\".\"}", [13]),
        ("[{\"type\":\"XPathSelector\",\"value\":\"/p\"},{\"type\":\"TextQuoteSelector\",\"exact\":\"Ann\",\"suffix\":\" too\"}]", [26]),
        ("[{\"type\":\"TextQuoteSelector\",\"exact\":\"Ann\"},{\"type\":\"TextPositionSelector\",\"start\":10,\"end\":13}]", [13]),
        ("{\"type\":\"FragmentSelector\",\"conformsTo\":\"http://tools.ietf.org/rfc/rfc5147\",\"value\":\"char=10,13\"}", [13]),
        ("{\"type\":\"DataPositionSelector\",\"start\":13,\"end\":16}", [13]),
        ("{\"type\":\"TextPositionSelector\",\"start\":15,\"end\":31,\"refinedBy\":{\"type\":\"TextPositionSelector\",\"start\":8,\"end\":11}}", [26]),
        ("{\"type\":\"XPathSelector\",\"value\":\"/p\",\"refinedBy\":{\"type\":\"TextQuoteSelector\",\"exact\":\"Ann\",\"suffix\":\".\"}}", [13]),
        ("{\"type\":\"RangeSelector\",\"startSelector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"Ann\",\"suffix\":\".\"},\"endSelector\":{\"type\":\"TextPositionSelector\",\"start\":13,\"end\":13}}", [13]),
    ])
    func selectorsSelect(selector: String, starts: [Int]) throws {
        let report = try read(WebAnnotation(), Self.page(selector), text: Self.words)
        #expect(report.findings.isEmpty)
        #expect(report.layers[0].mentions.map { Int($0.span.start) } == starts)
        #expect(mentions(report) == starts.map { _ in "PER Ann" })
    }

    @Test func whatBodiesSayIsKept() throws {
        let content = """
            [{"type":"Annotation","id":"urn:1","creator":{"type":"Person","name":"Cem"},"body":[{"type":"TextualBody","value":"PER","purpose":"tagging"},
            {"type":"TextualBody","value":"VIP","purpose":"tagging"},{"type":"TextualBody","value":"who?","purpose":"commenting"},
            {"type":"SpecificResource","source":"http://www.wikidata.org/entity/Q7","purpose":"identifying"}],
            "target":[{"source":"in.txt","selector":{"type":"TextPositionSelector","start":2,"end":5}}]},
            {"type":"Annotation","id":"urn:2","creator":"Cem","motivation":"highlighting","target":"in.txt#char=23,26"},
            {"type":"Annotation","id":"urn:3","creator":"Cem","motivation":"linking","body":{"type":"TextualBody","value":"meets"},"target":["urn:1","urn:2"]},
            {"type":"Annotation","id":"urn:4","creator":"Cem","motivation":"classifying","body":{"type":"TextualBody","value":"news"},"target":"in.txt"}]
            """
        let report = try read(WebAnnotation(), content, text: Self.words)
        #expect(report.findings.isEmpty)
        #expect(report.layers.map(\.name) == ["Cem"])
        #expect(mentions(report).first == "PER Ann" && mentions(report).count == 2)
        #expect(attributes(report) == ["tag=VIP"])
        #expect(report.layers[0].notes.map { report.layers[0].string($0.text) } == ["who?"])
        #expect(report.layers[0].entities.map(\.references) == [["http://www.wikidata.org/entity/Q7"]])
        #expect(report.layers[0].relations.map(\.type) == ["meets"])
        #expect(document(report) == ["label=news"])
    }

    @Test func exportsOfHypothesisAreRead() throws {
        let content = """
            {"total":1,"rows":[{"id":"h1","user":"acct:cem@hypothes.is","uri":"http://x/in.txt","text":"look","tags":["PER"],"target":[{"source":"http://x/in.txt","selector":[
            {"type":"RangeSelector","startContainer":"/p","endContainer":"/p","startOffset":1,"endOffset":2},
            {"type":"TextPositionSelector","start":3,"end":6},{"type":"TextQuoteSelector","exact":"Ann","prefix":" ","suffix":" met"}]}]}]}
            """
        let report = try read(WebAnnotation(), content, text: Self.words)
        #expect(mentions(report) == ["PER Ann"])
        #expect(report.layers.map(\.name) == ["acct:cem@hypothes.is"])
        let codes = report.findings.map(\.code)
        #expect(codes.last == "target-elsewhere" && codes.count == 2)
        #expect(["spans-counted-otherwise", "span-moved"].contains(codes[0]))
    }

    @Test func whatIsNotThereIsTold() throws {
        let quote = try read(WebAnnotation(), Self.page("{\"type\":\"TextQuoteSelector\",\"exact\":\"Zed\"}"), text: Self.words)
        #expect(quote.findings.map(\.code) == ["quote-not-found"])
        let path = try read(WebAnnotation(), Self.page("{\"type\":\"XPathSelector\",\"value\":\"/p\"}"), text: Self.words)
        #expect(path.findings.map(\.code) == ["not-understood"])
        let file = InputFile(path: "in.jsonld", content: Text(Self.page("{}")))
        #expect(throws: FormatError.textMissing(wanted: "in.txt")) { try WebAnnotation().read(file) }
    }

    @Test func theTextMayHaveTheNameOfTheTarget() throws {
        let content = Self.page("{\"type\":\"TextPositionSelector\",\"start\":2,\"end\":5}").replacing("in.txt", with: "http://x/my%20report.txt?a#b")
        let file = InputFile(path: "notes.jsonld", content: Text(content)) { $0 == "my report.txt" ? Text(Self.words) : nil }
        #expect(mentions(try #require(try WebAnnotation().read(file).first)) == ["PER Ann"])
    }

    // MARK: re3d

    @Test(arguments: ["documents.json", "entities.json", "relations.json"]) func anyFileOfRe3dOpensAll(name: String) throws {
        let files = [
            "documents.json": "{ \"_id\" : \"D1\", \"sourceName\" : \"Desk\", \"title\" : \"Boats\", \"text\" : \"🚢 Ann met Bob.\" }\n{ \"_id\" : \"D2\", \"sourceName\" : \"Desk\", \"title\" : \"Two\", \"text\" : \"Cem.\" }\n",
            "entities.json": "{ \"_id\" : \"e1\", \"begin\" : 2, \"end\" : 5, \"type\" : \"Person\", \"value\" : \"Ann\", \"documentId\" : \"D1\", \"confidence\" : 0.9 }\n{ \"_id\" : \"e2\", \"begin\" : 10, \"end\" : 13, \"type\" : \"Person\", \"value\" : \"Bob\", \"documentId\" : \"D1\", \"confidence\" : 0.2 }\n{ \"_id\" : \"e3\", \"begin\" : 2, \"end\" : 13, \"type\" : \"Group\", \"value\" : \"Ann met Bob\", \"documentId\" : \"D1\", \"confidence\" : 0 }\n{ \"_id\" : \"e4\", \"begin\" : 0, \"end\" : 3, \"type\" : \"Person\", \"value\" : \"Cem\", \"documentId\" : \"D2\", \"confidence\" : 1 }\n",
            "relations.json": "{ \"_id\" : \"r1\", \"begin\" : 6, \"end\" : 9, \"sourceBegin\" : 2, \"sourceEnd\" : 5, \"source\" : \"Ann\", \"targetBegin\" : 10, \"targetEnd\" : 13, \"target\" : \"Bob\", \"type\" : \"CommWith\", \"value\" : \"met\", \"documentId\" : \"D1\", \"confidence\" : 1 }\n",
        ]
        let file = InputFile(path: name, content: Text(files[name]!)) { files[$0].map { Text($0) } }
        #expect(Formats.sniff(file).name == "re3d")
        let reports = try Re3d().read(file)
        #expect(reports.map(\.title) == ["Boats", "Two"])
        #expect(reports.map(mentions) == [["Person Ann", "Person Bob"], ["Person Cem"]])
        #expect(attributes(reports[0]) == ["confidence=0.9"])
        #expect(reports[0].layers[0].relations.map(\.type) == ["CommWith"])
        #expect(reports[0].findings.map(\.code) == ["rejected-left-out"])
        let out = try self.files(Re3d(), reports)
        #expect(String(decoding: out[0].bytes, as: UTF8.self).hasPrefix("{\"_id\":\"D1\",\"sourceName\":\"Desk\","))
        #expect(String(decoding: out[1].bytes, as: UTF8.self).contains("\"confidence\":0.9"))
    }

    // MARK: STIX

    @Test func claimsAndEntitiesAreObjects() throws {
        let report = try bratReport(
            "Ann of Kern said it sank. Bob said it did not.\n",
            """
            T1\tPerson 0 3\tAnn
            T2\tLocation 7 11\tKern
            N1\tReference T1 Wikidata:Q7\tAnn
            N2\tReference T2 gloss:e2\tKern
            T3\tClaim 17 24\tit sank
            T4\tCue 12 16\tsaid
            E1\tClaim:T3 Cue:T4 Source:T1
            T5\tClaim 35 45\tit did not
            E2\tClaim:T5
            R1\tcontradicts Arg1:E2 Arg2:E1
            R2\tLivesIn Arg1:T1 Arg2:T2

            """)
        let text = try written(report, STIX())
        let objects = try JSONDocument(Text(text)).root["objects"]?.items ?? []
        #expect(objects.compactMap { $0["type"]?.string } == ["location", "note", "identity", "note", "note", "note", "opinion", "relationship", "report"])
        #expect(objects[6]["opinion"]?.string == "disagree")
        #expect(objects[7]["relationship_type"]?.string == "lives-in")
        #expect(objects[3]["content"]?.string == "Ann\n\n(code points 0 to 3)")
        #expect(objects[4]["authors"]?.items.map(\.asWords) == ["Ann"])
        #expect(objects.last?["object_refs"]?.items.count == 8)
        #expect(Set(objects.compactMap { $0["id"]?.string }).count == 9)
        #expect(try written(report, STIX()) == text)
    }
}
