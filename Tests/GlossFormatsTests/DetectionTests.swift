import GlossModel
import Testing

@testable import GlossFormats

/// Each format is known by what it holds, whatever the file is called.
struct DetectionTests {
    static let contents: [(format: String, content: String)] = [
        ("timeml", TimeMLTests.document),
        ("timeml", "\u{FEFF}<?xml version='1.0'?>\n<!-- x -->\n<TimeML><TEXT>a</TEXT></TimeML>"),
        ("xmi", CasTests.xmi),
        ("cas-json", "{\n  \"%TYPES\": {},\n \"%FEATURE_STRUCTURES\": [], \"%VIEWS\": {}}"),
        ("cas-json", "{\"%FEATURE_STRUCTURES\": []}"),
        ("webanno-tsv", WebAnnoTests.file),
        ("webanno-tsv", "#FORMAT=WebAnno TSV 3.2\r\n\r\n\r\n#Text=a\r\n1-1\t0-1\ta\t\r\n"),
        ("conllu", CoNLLUTests.document),
        ("conllu", "1\tYes\t_\t_\t_\t_\t_\t_\t_\t_\n"),
        ("conll", "-DOCSTART- -X- -X- O\n\nAnn NNP I-NP I-PER\nleft VBD I-VP O\n"),
        ("conll", "Ann\tB-PER\nleft\tO\n"),
        ("conll", "1 Ann S-PER\n2 left O\n"),
        ("spacy", RecordTests.spacy),
        ("spacy", "[{\"text\": \"a\", \"tokens\": [{\"id\": 0, \"start\": 0, \"end\": 1}]}]"),
        ("doccano", RecordTests.doccano),
        ("doccano", "{\"id\": 3, \"data\": \"Ann\", \"label\": [[0, 3, \"PER\"]]}"),
        ("doccano", "{\"text\": \"a\", \"labels\": [[0, 1, \"X\"]]}\n{\"text\": \"b\", \"labels\": [[0, 1, \"X\"]]}\n"),
        ("doccano", "[{\"column_data\": \"Ann\", \"column_label\": [[0, 3, \"PER\"]]}]"),
        ("doccano", "{\"text\": \"Nothing was said of it.\", \"url\": \"http://example.org/1\"}\n"),
        ("labelstudio", "[{\"note\": \"Ann\", \"ner\": [{\"start\": 0, \"end\": 3, \"labels\": [\"PER\"]}], \"id\": 1}]"),
        ("labelstudio", "[{\"data\": {\"text\": \"Ann\"}, \"annotations\": []}]"),
        ("json", "{\n \"gloss\": 1,\n \"text\": \"a\"\n}\n"),
        ("json", "{\"claims\": [], \"entities\": [], \"gloss\": 1, \"mentions\": [], \"text\": \"a\"}"),
        ("text", "Ann left.\nBo B-PER came with O\n"),
        ("text", "<p>The ferry sank.</p>\n"),
        ("text", "vitamin O\nvitamin A\n"),
        ("text", ""),
    ]

    @Test(arguments: contents.indices, ["report.txt", "-", "report", "report.ann.txt", "report.xml", "report.tsv", "report.conll"])
    func aFileIsKnownByWhatItHolds(index: Int, name: String) {
        let (format, content) = Self.contents[index]
        // What is called as files of annotations are and is none is no text either.
        let isMisnamed = format == "text" && ["report.xml", "report.tsv", "report.conll"].contains(name)
        #expect(Formats.sniff(InputFile(path: name, content: Text(content))).name == (isMisnamed ? "unknown" : format))
    }

    /// What a later version wrote is not read as something else.
    @Test func anotherVersionIsRefused() {
        let file = InputFile(path: "r.json", content: Text("{\"gloss\":2,\"text\":\"a\"}"))
        #expect(throws: FormatError.unsupported(what: "a later gloss wrote it (its \"gloss\" is 2, not 1)")) {
            try Formats.sniff(file).read(file)
        }
    }

    /// What is not looked at is JSON all the same.
    @Test(arguments: [
        "\"mentions\":[{},]", "\"mentions\":[{\"id\":\"m1\",}]", "\"paragraphs\":[{]}", "\"timeline\":[nothing]",
        "\"entities\":nothing", "\"title\":\"\\x\"", "\"extra\":[1,2,]", "\"notes\":[{}{}]",
    ])
    func ourJSONIsReadStrictly(broken: String) {
        let file = InputFile(path: "r.json", content: Text("{\"gloss\":1,\"text\":\"a\",\(broken)}"))
        #expect(throws: FormatError.self) { try Formats.sniff(file).read(file) }
    }

    @Test func ourOwnLinesAreKnownWithoutAName() {
        let lines = "{\"gloss\":1,\"text\":\"a\"}\n{\"gloss\":1,\"text\":\"b\"}\n"
        for name in ["-", "reports", "reports.txt", "reports.jsonl"] {
            #expect(Formats.sniff(InputFile(path: name, content: Text(lines))).name == "jsonl")
        }
    }

    /// The names of brat and JSON files do not hide what is in them.
    @Test(arguments: contents.indices.filter { !["text", "json"].contains(contents[$0].format) }, ["report.ann", "report.json", "report.jsonl"])
    func aWrongNameMisleadsNobody(index: Int, name: String) {
        let (format, content) = Self.contents[index]
        #expect(Formats.sniff(InputFile(path: name, content: Text(content))).name == format)
    }
}
