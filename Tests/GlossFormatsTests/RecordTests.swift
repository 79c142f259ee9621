import GlossModel
import TestSupport
import Testing

@testable import GlossFormats

/// The formats of records in JSON: spaCy, doccano.
struct RecordTests {
    static let spacy = """
        {"text":"🚢 Ann Lee met Bob in Rome.","ents":[{"start":2,"end":9,"label":"PERSON"},{"start":21,"end":25,"label":"GPE"}],\
        "spans":{"sc":[{"start":2,"end":17,"label":"MEETING","kb_id":"Q7"}]},"cats":{"news":0.9,"odd":0.1},\
        "tokens":[{"id":0,"start":0,"end":1,"tag":"NFP"},{"id":1,"start":2,"end":5},{"id":2,"start":6,"end":9},{"id":3,"start":10,"end":13},\
        {"id":4,"start":14,"end":17},{"id":5,"start":18,"end":20},{"id":6,"start":21,"end":25},{"id":7,"start":25,"end":26}],"_":{"reviewed":true}}

        """
    static let doccano = """
        {"id":7,"text":"🚢 Ann met Bob.\\r\\nShe left.","entities":[{"id":30,"label":"PER","start_offset":2,"end_offset":5},\
        {"id":31,"label":"PER","start_offset":10,"end_offset":13}],"relations":[{"id":4,"from_id":30,"to_id":31,"type":"meets"}],\
        "Comments":[],"Source":"harbour"}
        {"id":8,"text":"Rome.","label":[[0,4,"GPE"]]}

        """

    private func read(_ format: any Format, _ content: String) throws -> [Report] {
        let file = InputFile(path: "a.txt", content: Text(content))
        #expect(Formats.sniff(file).name == format.name)
        return try format.read(file)
    }

    private func mentions(_ report: Report) -> [String] {
        report.layers.flatMap { layer in
            layer.mentions.map { "\(layer.types[Int($0.type)].name) \(report.text[$0.span])" }
        }
    }

    private func document(_ report: Report) -> [String] {
        report.layers.flatMap(\.documentAttributes).map { "\($0.name)=\($0.value)" }
    }

    // MARK: spaCy

    @Test func spansAndCategoriesOfSpaCyAreRead() throws {
        let report = try #require(try read(SpaCy(), Self.spacy).first)
        #expect(report.findings.isEmpty)
        #expect(mentions(report) == ["MEETING Ann Lee met Bob", "PERSON Ann Lee", "GPE Rome"])
        #expect(document(report) == ["cats.news=0.9", "cats.odd=0.1", "_.reviewed=true"])
        #expect(report.layers[0].entities.map(\.references) == [["Q7"]])
        #expect(report.attributes(of: report.layers[0].id(.mention, report.layers[0].mentions[0].number)).value("spans") == "sc")
        #expect(report.path == "a.txt")
    }

    @Test func tokensThatFitAreWrittenAsTheyStood() throws {
        var report = try #require(try read(SpaCy(), Self.spacy).first)
        var layer = LayerBuilder(number: 1, name: "more", origin: .file)
        layer.mentions.append(layer.makeMention([Span(5, 8)], number: 1, type: layer.type(named: "FIRST")))
        report.add(layer.finished())
        let out = try written(report, SpaCy())
        #expect(out.contains("\"tag\":\"NFP\"") && out.contains("\"news\":0.9") && out.contains("\"reviewed\":true"))
        #expect(out.contains("\"sc\":[{\"start\":2,\"end\":17,\"label\":\"MEETING\",\"kb_id\":\"Q7\"}]"))
        let again = try #require(try read(SpaCy(), out).first)
        #expect(mentions(again).sorted() == mentions(report).sorted())
        #expect(again.layers.count == 2)
    }

    @Test func tokensEndWhereSpansDo() {
        let text = Text("Ann's  ferry\n\n🚢 sank.")
        let tokens = SpaCyTokens.tokens(of: text, cutAt: [Span(0, 2)])
        #expect(tokens.map { text[$0] } == ["An", "n", "'", "s", " ", "ferry", "\n\n", "🚢", "sank", "."])
    }

    // MARK: doccano

    @Test func everyGenerationOfDoccanoIsRead() throws {
        let reports = try read(Doccano(), Self.doccano)
        #expect(reports.map(mentions) == [["PER Ann", "PER Bob"], ["GPE Rome"]])
        #expect(reports.map(\.path) == ["a.txt#1", "a.txt#2"])
        #expect(reports[0].layers[0].relations.map(\.type) == ["meets"])
        #expect(document(reports[0]) == ["id=7", "Source=harbour"])
        for labels in [
            "\"label\":[[2,5,\"PER\"]]", "\"labels\":[[2,5,\"PER\"]]", "\"annotations\":[{\"label\":3,\"start_offset\":2,\"end_offset\":5,\"user\":1}]",
        ] {
            let report = try #require(try read(Doccano(), "{\"id\":1,\"text\":\"🚢 Ann.\",\(labels)}").first)
            #expect(report.layers[0].mentions.map { report.text[$0.span] } == ["Ann"], "\(labels)")
        }
    }

    @Test func severalUsersAreSeveralLayers() throws {
        let line = "{\"id\":1,\"text\":\"Ann.\",\"annotations\":[{\"label\":3,\"start_offset\":0,\"end_offset\":3,\"user\":1},{\"label\":4,\"start_offset\":0,\"end_offset\":3,\"user\":2}]}"
        let report = try #require(try read(Doccano(), line).first)
        #expect(report.layers.map(\.name) == ["annotator 1", "annotator 2"])
    }

    @Test func categoriesOfADocumentAreKept() throws {
        let report = try #require(try read(Doccano(), "{\"id\":1,\"text\":\"Ann.\",\"label\":[\"news\",\"calm\"],\"meta\":{\"by\":{\"a\":1}}}").first)
        #expect(document(report) == ["id=1", "label=news", "label=calm", "meta.by={\"a\":1}"])
        #expect(try written(report, Doccano()).hasPrefix("{\"id\":1"))
    }

    // MARK: All of them

    static let formats: [any Format] = [SpaCy(), Doccano()]

    @Test(arguments: [(0, spacy), (1, doccano)]) func filesAreWrittenBackAsTheyStood(index: Int, content: String) throws {
        let format = Self.formats[index]
        var out = ByteOutput()
        try format.write(try read(format, content), to: &out)
        #expect(out.string == content)
    }

    @Test(arguments: formats.indices, 0..<40) func generatedReportsComeBack(index: Int, seed: Int) throws {
        let format = Self.formats[index]
        var report = GeneratedReport(seed: UInt64(seed)).report
        (report.date, report.title) = (Day(iso: "2018-01-15"), "Made <\(seed)> & \"more\"")
        let again = try #require(try read(format, written(report, format)).first)
        #expect(again.findings.isEmpty)
        #expect(again.text.bytes.elementsEqual(report.text.bytes))
        #expect(again.date == report.date && again.title == report.title)
        #expect(modelDescription(again) == modelDescription(report))
        let third = try #require(try read(format, written(withoutSource(again), format)).first)
        #expect(modelDescription(third) == modelDescription(report))
    }

    @Test(arguments: formats.indices) func whatOthersChangedIsSeen(index: Int) throws {
        let format = Self.formats[index]
        let report = try bratReport("Ann met Bob.\n", "T1\tPerson 0 3\tAnn\nT2\tPerson 8 11\tBob\nR1\tmeets Arg1:T1 Arg2:T2\n")
        let out = try written(report, format)
        let changed = out.replacing("\"label\":\"Person\"", with: "\"label\":\"Human\"", maxReplacements: 1)
        #expect(changed != out)
        let again = try #require(try read(format, changed).first)
        #expect(mentions(again).sorted() == ["Human Ann", "Person Bob"])
        #expect(again.findings.map(\.code) == ["annotations-gone"])
        #expect(index == 0 || again.layers.flatMap(\.relations).map { again.name(of: $0.to) } == ["T2"])
    }

    @Test func linksThatOthersAddedAreSeen() throws {
        let report = try bratReport("Ann met Bob.\n", "T1\tPerson 0 3\tAnn\nT2\tPerson 8 11\tBob\nR1\tmeets Arg1:T1 Arg2:T2\n")
        let out = try written(report, Doccano())
        let changed = out.replacing("\"relations\":[", with: "\"relations\":[{\"id\":9,\"from_id\":2,\"to_id\":1,\"type\":\"knows\"},", maxReplacements: 1)
        let again = try #require(try read(Doccano(), changed).first)
        #expect(again.findings.isEmpty)
        #expect(again.layers.flatMap { $0.relations.map { "\($0.type) \(again.name(of: $0.from)) \(again.name(of: $0.to))" } } == ["meets T1 T2", "knows T2 T1"])
    }

    @Test func offsetsInUTF16AreToldByWhereTheyCut() throws {
        let text = String(repeating: "🚢 ", count: 4) + "Ann met Bob and Cem met Dag near Enna."
        // Each boat before a word counts twice.
        let labels = [(12, 15), (20, 23), (28, 31), (36, 39), (45, 49)].map { "[\($0.0),\($0.1),\"PER\"]" }.joined(separator: ",")
        let report = try #require(try read(Doccano(), "{\"text\":\"\(text)\",\"label\":[\(labels)]}").first)
        #expect(mentions(report) == ["PER Ann", "PER Bob", "PER Cem", "PER Dag", "PER Enna"])
        #expect(report.findings.map(\.code) == ["spans-counted-otherwise"])
    }

    @Test func whatHasAnotherFormIsKeptAndTold() throws {
        let report = try #require(
            try read(Doccano(), "{\"text\":\"Ann.\",\"label\":[[0,3,\"PER\"],[\"x\",3],[1e400,5,\"Q\"],[0,99999999999999999999,\"R\"],{\"start_offset\":-1,\"end_offset\":2,\"label\":\"S\"}]}").first)
        #expect(mentions(report).contains("PER Ann"))
        #expect(report.findings.map(\.code).sorted() == ["offset-not-whole", "offset-not-whole", "offset-not-whole", "span-before-text"])
        #expect(document(report).filter { $0.hasPrefix("unread=") } == ["unread=[\"x\",3]", "unread=[1e400,5,\"Q\"]", "unread=[0,99999999999999999999,\"R\"]", "unread=S [-1,2]"])
    }

    @Test(arguments: 0..<60) func cutShortItIsAnErrorOrRead(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let report = GeneratedReport(seed: 7).report
        for format in Self.formats {
            var bytes = Array(try written(report, format).utf8)
            if seed % 2 == 0 { bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random)) }
            for _ in 0..<seed % 5 { bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random) }
            do throws(FormatError) {
                for report in try format.read(InputFile(path: "x", content: Text(bytes))) { _ = try? written(withoutSource(report), format) }
            } catch {}
        }
    }

    @Test func annotationsOfATextThatIsThere() throws {
        var report = Report(path: "r.txt", text: Text("Rome."))
        try Doccano().annotate(&report, from: InputFile(path: "d.jsonl", content: Text(Self.doccano)))
        #expect(mentions(report) == ["GPE Rome"])
        var other = Report(path: "r.txt", text: Text("Paris."))
        #expect(throws: FormatError.self) { try Doccano().annotate(&other, from: InputFile(path: "d.jsonl", content: Text(Self.doccano))) }
    }
}
