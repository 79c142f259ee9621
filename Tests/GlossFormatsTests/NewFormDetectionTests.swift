import GlossModel
import TestSupport
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

    /// With bytes changed at random it is read or refused, and what is read can be written.
    @Test(arguments: contents.indices, 0..<12) func aFileMayBeBroken(index: Int, seed: Int) throws {
        let (format, content) = Self.contents[index]
        var random = SeededGenerator(seed: UInt64(seed * 100 + index))
        var bytes = Array(content.utf8)
        for _ in 0..<4 {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            default: bytes.insert("0123456789-\"[]{}<>".utf8.randomElement(using: &random) ?? 0x30, at: place)
            }
        }
        let file = InputFile(path: "in", content: Text(bytes)) { $0 == "in.txt" ? Text("Ann left Oslo.") : nil }
        guard let reports = try? Formats.named(format)?.read(file) else { return }
        for report in reports {
            var out = ByteOutput()
            try GlossJSON().write(report, to: &out)
            for layer in report.layers { for mention in layer.mentions { #expect(Int(mention.span.end) <= report.text.count) } }
        }
    }
}
