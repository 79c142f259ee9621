import GlossModel
import Testing

@testable import GlossFormats

/// The forms of other tools are known by what they hold, whatever the file is called, and hide nothing of
/// what was known before.
struct NewFormDetectionTests {
    static let contents: [(format: String, content: String)] = [
        ("prodigy", ProdigyTests.ner), ("hf-tokens", HuggingFaceTests.words), ("hf-tokens", HuggingFaceTests.numbers),
        ("spacy-training", SpaCyTrainingTests.documents), ("conll-2012", CoNLL2012Tests.file), ("pubannotation", BiomedicalFormTests.denotations),
        ("bioc", BiomedicalFormTests.xml), ("corenlp", ToolOutputTests.core), ("tei", TEITests.letter), ("stix", ArgumentFormTests.bundle),
        ("pubtator", "12|t|Title\n12|a|Abstract\n"), ("hf-pipeline", "[{\"entity_group\": \"PER\", \"start\": 0}]"),
    ]

    @Test(arguments: contents.indices, ["report.txt", "-", "report", "report.json", "report.jsonl", "report.xml", "report.tsv", "report.conll", "report.ann"])
    func aFileIsKnownByWhatItHolds(index: Int, name: String) {
        let (format, content) = Self.contents[index]
        #expect(Formats.sniff(InputFile(path: name, content: Text(content))).name == format)
    }

    /// Cut anywhere, a file is read in part or refused in words.
    @Test(arguments: contents.indices) func aFileMayEndAnywhere(index: Int) {
        let (format, content) = Self.contents[index]
        let bytes = Array(content.utf8)
        for end in stride(from: 0, to: bytes.count, by: 7) {
            let file = InputFile(path: "in", content: Text(bytes[..<end])) { $0 == "in.txt" ? Text("Ann left Oslo.") : nil }
            _ = try? Formats.named(format)?.read(file)
        }
    }
}
