import GlossModel
import TestSupport
import Testing

@testable import GlossFormats

/// The byte order mark, in every format: before a file, before a text in a string of a file, before a
/// text beside annotations; counted and not.
struct ByteOrderMarkTests {
    private static let mark = "\u{FEFF}"
    /// `Bea met Olu.` as each format has it, with two people; `⟨m⟩` is where a mark may stand in the
    /// string, `⟨n⟩` is a number that counts one where it does.
    private static let files: [(format: any Format, content: String)] = [
        (GlossJSON(), """
            {"gloss":1,"text":"⟨m⟩Bea met Olu.","mentions":[{"id":"T1","start":⟨0⟩,"end":⟨3⟩,"type":"PER"},
            {"id":"T2","start":⟨8⟩,"end":⟨11⟩,"type":"PER"}]}
            """),
        (GlossJSONLines(), """
            {"gloss":1,"text":"⟨m⟩Bea met Olu.","mentions":[{"id":"T1","spans":[[⟨0⟩,⟨3⟩]],"type":"PER"},{"id":"T2","spans":[[⟨8⟩,⟨11⟩]],"type":"PER"}]}
            """),
        (SpaCy(), """
            {"text":"⟨m⟩Bea met Olu.","ents":[{"start":⟨0⟩,"end":⟨3⟩,"label":"PER"},{"start":⟨8⟩,"end":⟨11⟩,"label":"PER"}],"tokens":[]}
            """),
        (Doccano(), """
            {"id":1,"text":"⟨m⟩Bea met Olu.","label":[[⟨0⟩,⟨3⟩,"PER"],[⟨8⟩,⟨11⟩,"PER"]]}
            """),
        (LabelStudio(), """
            [{"data":{"text":"⟨m⟩Bea met Olu."},"annotations":[{"result":[
            {"id":"a","from_name":"l","to_name":"text","type":"labels","value":{"start":⟨0⟩,"end":⟨3⟩,"text":"Bea","labels":["PER"]}},
            {"id":"b","from_name":"l","to_name":"text","type":"labels","value":{"start":⟨8⟩,"end":⟨11⟩,"text":"Olu","labels":["PER"]}}]}]}]
            """),
        (XMI(), """
            <?xml version="1.0" encoding="UTF-8"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" \
            xmlns:ner="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore" xmi:version="2.0"><cas:NULL xmi:id="0"/>
            <ner:NamedEntity xmi:id="2" sofa="1" begin="⟨0⟩" end="⟨3⟩" value="PER"/><ner:NamedEntity xmi:id="3" sofa="1" begin="⟨8⟩" end="⟨11⟩" value="PER"/>
            <cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="⟨m⟩Bea met Olu."/><cas:View sofa="1" members="2 3"/></xmi:XMI>
            """),
        (CasJSON(), """
            {"%TYPES":{},"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaNum":1,"sofaID":"_InitialView","mimeType":"text","sofaString":"⟨m⟩Bea met Olu."},
            {"%ID":2,"%TYPE":"de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity","@sofa":1,"begin":⟨0⟩,"end":⟨3⟩,"value":"PER"},
            {"%ID":3,"%TYPE":"de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity","@sofa":1,"begin":⟨8⟩,"end":⟨11⟩,"value":"PER"}],
            "%VIEWS":{"_InitialView":{"%SOFA":1,"%MEMBERS":[2,3]}}}
            """),
        (WebAnnoTSV(), """
            #FORMAT=WebAnno TSV 3.3
            #T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|value


            #Text=⟨m⟩Bea met Olu.
            1-1\t⟨0⟩-⟨3⟩\tBea\tPER\t
            1-2\t⟨4⟩-⟨7⟩\tmet\t_\t
            1-3\t⟨8⟩-⟨11⟩\tOlu\tPER\t
            1-4\t⟨11⟩-⟨12⟩\t.\t_\t

            """),
        (CoNLL(), "⟨m⟩Bea B-PER\nmet O\nOlu B-PER\n. O\n\n"),
        (CoNLLU(), """
            # text = ⟨m⟩Bea met Olu.
            1\t⟨m⟩Bea\t_\t_\t_\t_\t_\t_\t_\tNER=B-PER
            2\tmet\t_\t_\t_\t_\t_\t_\t_\tNER=O
            3\tOlu\t_\t_\t_\t_\t_\t_\t_\tNER=B-PER|SpaceAfter=No
            4\t.\t_\t_\t_\t_\t_\t_\t_\tNER=O

            """),
        (TimeML(), """
            <?xml version="1.0" encoding="UTF-8"?><TimeML><TEXT>⟨m⟩<ENAMEX TYPE="PER">Bea</ENAMEX> met <ENAMEX TYPE="PER">Olu</ENAMEX>.</TEXT></TimeML>
            """),
    ]

    /// A file with or without the mark in its string, its numbers counting it or not.
    private static func file(_ content: String, marked: Bool, counted: Bool) -> String {
        var made = content.replacing("⟨m⟩", with: marked ? mark : "")
        for number in 0...12 { made = made.replacing("⟨\(number)⟩", with: "\(number + (counted ? 1 : 0))") }
        return made
    }

    private func read(_ format: any Format, _ content: String) throws -> Report {
        let file = InputFile(path: "in." + format.suffixes[0], content: Text(content))
        #expect(Formats.sniff(file).name == format.name)
        return try #require(try format.read(file).first)
    }

    private func words(_ report: Report) -> [String] { report.allMentions.map { "\($0.type) \(report.text[$0.mention.span])" } }

    private static let people = ["PER Bea", "PER Olu"]

    @Test(arguments: files.indices) func aMarkBeforeTheTextOfAStringCounts(index: Int) throws {
        let (format, content) = Self.files[index]
        let report = try read(format, Self.file(content, marked: true, counted: true))
        #expect(words(report) == Self.people)
        #expect(report.text[Span(0, 12)] == "Bea met Olu.")
        #expect(report.findings.allSatisfy { $0.severity == .note })
    }

    @Test(arguments: files.indices) func aMarkBeforeTheFileIsNone(index: Int) throws {
        let (format, content) = Self.files[index]
        let report = try read(format, Self.mark + Self.file(content, marked: false, counted: false))
        #expect(words(report) == Self.people)
        #expect(report.text.mark == .absent)
    }

    /// What was read with a mark is written without, and then nothing counts it.
    @Test(arguments: files.indices, files.indices) func whatIsWrittenHasNoMark(from: Int, to: Int) throws {
        var report = try read(Self.files[from].format, Self.file(Self.files[from].content, marked: true, counted: true))
        // Something new, so that no file is given back as it stood.
        var layer = LayerBuilder(number: UInt16(report.layers.count), name: "more", origin: .file)
        layer.mentions.append(layer.makeMention([Span(4, 7)], number: 1, type: layer.type(named: "ACT")))
        report.add(layer.finished())
        let format = Self.files[to].format
        let out = try written(report, format)
        // Label Studio's data stays as it was, and its offsets go on counting the mark.
        let isCopied = format is LabelStudio && from == to
        #expect(out.unicodeScalars.contains("\u{FEFF}") == isCopied && !out.lowercased().contains("ufeff"))
        let again = try #require(try format.read(InputFile(path: "again." + format.suffixes[0], content: Text(out))).first)
        #expect(Set(words(again)).isSuperset(of: Self.people))
        #expect(again.findings.allSatisfy { $0.severity == .note })
    }

    /// A text in a file of its own: the mark is the file's.
    @Test func offsetsBesideATextDoNotCountItsMark() throws {
        let report = try bratReport(Self.mark + "Bea met Olu.", "T1\tPER 0 3\tBea\nT2\tPER 8 11\tOlu\n")
        #expect(report.findings.isEmpty)
        #expect(words(report) == Self.people)
        #expect(try written(report, Brat()) == "T1\tPER 0 3\tBea\nT2\tPER 8 11\tOlu\n")
        #expect(try written(report, PlainText()) == Self.mark + "Bea met Olu.")
    }

    @Test func offsetsThatCountItAllTheSameAreFoundOut() throws {
        let report = try bratReport(Self.mark + "Bea met Olu.", "T1\tPER 1 4\tBea\nT2\tPER 9 12\tOlu\n")
        #expect(words(report) == Self.people)
        #expect(report.findings.map(\.code) == ["spans-counted-otherwise"])
        #expect(report.findings[0].cause.contains("; counted with the byte order mark they all do"))
        let first = try bratReport(Self.mark + "Bea met Olu.", "T1\tPER 0 4\t\u{FEFF}Bea\nT2\tPER 9 12\tOlu\n")
        #expect(words(first) == Self.people)
        let units = try bratReport(Self.mark + "🚢 Bea met Olu.", "T1\tPER 4 7\tBea\nT2\tPER 12 15\tOlu\n")
        #expect(words(units) == Self.people)
        #expect(units.findings[0].cause.contains("counted in UTF-16 and counted with the byte order mark"))
    }

    /// This crashed: nothing fits, whatever is counted.
    @Test func aMarkedTextWhoseSpansDoNotFitIsTold() throws {
        let report = try bratReport(Self.mark + "Bea met Olu.", "T1\tPER 5 9\tNobody\nT2\tPER 90 95\tthere\n")
        #expect(report.findings.map(\.code) == ["span-text-differs", "span-beyond-text"])
        #expect(try bratReport(Self.mark, "T1\tPER 0 3\tBea\n").findings.map(\.code) == ["span-beyond-text"])
    }

    @Test func stringsWhoseOffsetsDoNotCountTheMarkAreFoundOut() throws {
        let content = try #require(Self.files.first { $0.format is LabelStudio }).content
        let report = try read(LabelStudio(), Self.file(content, marked: true, counted: false))
        #expect(words(report) == Self.people)
        #expect(report.findings.contains { $0.cause.contains("counted without the byte order mark") })
    }

    @Test func selectorsBesideAMarkedText() throws {
        func target(_ selector: String) -> String {
            "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"Annotation\",\"body\":[{\"type\":\"TextualBody\",\"purpose\":\"tagging\","
                + "\"value\":\"PER\"}],\"target\":{\"source\":\"in.txt\",\"selector\":\(selector)}}"
        }
        for (selector, word) in [
            ("{\"type\":\"TextPositionSelector\",\"start\":8,\"end\":11}", "Olu"),
            ("{\"type\":\"DataPositionSelector\",\"start\":3,\"end\":6}", "Bea"),
            ("{\"type\":\"TextQuoteSelector\",\"exact\":\"Olu\"}", "Olu"),
            ("{\"type\":\"TextQuoteSelector\",\"exact\":\"met Olu\",\"refinedBy\":{\"type\":\"TextPositionSelector\",\"start\":4,\"end\":7}}", "Olu"),
        ] {
            let file = InputFile(path: "in.jsonld", content: Text(Self.mark + target(selector))) {
                $0 == "in.txt" ? Text(Self.mark + "Bea met Olu.") : nil
            }
            let report = try #require(try WebAnnotation().read(file).first)
            #expect(words(report) == ["PER " + word])
            #expect(report.findings.isEmpty)
        }
    }

    /// A record that counts the mark of its string, over the same text in a file that has its own.
    @Test(arguments: files.indices.filter { files[$0].format is any RecordFormat || files[$0].format is GlossJSON })
    func recordsOverATextOfItsOwn(index: Int) throws {
        let (format, content) = Self.files[index]
        for (marked, text) in [(true, "Bea met Olu."), (true, Self.mark + "Bea met Olu."), (false, Self.mark + "Bea met Olu.")] {
            var report = Report(path: "in.txt", text: Text(text))
            let file = InputFile(path: "in." + format.suffixes[0], content: Text(Self.file(content, marked: marked, counted: marked)))
            try format.annotate(&report, from: file)
            #expect(words(report) == Self.people)
            #expect(report.findings.isEmpty)
        }
    }

    @Test func severalTextsInOneFileHaveOneMarkAtMost() throws {
        let texts = ["One.", "Two."].map { Report(text: Text(Self.mark + $0)) }
        var out = ByteOutput()
        try PlainText().write(texts, to: &out)
        #expect(String(decoding: out.bytes, as: UTF8.self) == Self.mark + "One.\nTwo.\n")
    }
}
