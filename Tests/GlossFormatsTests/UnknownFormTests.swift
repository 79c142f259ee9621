import GlossModel
import Testing

@testable import GlossFormats

/// What is no text and in no known form is named and refused, whatever it is called; text is text.
struct UnknownFormTests {
    private static let noise = (0..<400).map { UInt8(truncatingIfNeeded: $0 * 37 + $0 / 7) }

    private static let refused: [(name: String, bytes: [UInt8], word: String)] = [
        ("r.dat", [0x89, 0x50, 0x4E, 0x47] + noise, "PNG"), ("r.txt", [0x7F, 0x45, 0x4C, 0x46] + noise, "a program"),
        ("r.7z", [0x37, 0x7A, 0xBC, 0xAF] + noise, "7z"), ("-", [0x89, 0x50, 0x4E, 0x47] + noise, "PNG"),
        ("r.spacy", [0x78, 0x9C] + noise, "to_json"), ("r.bin", noise, "binary"), ("r.ann.bin", noise, "binary"),
        ("r.xml", Array("<?xml version=\"1.0\"?><Odd><P>Bea</P></Odd>".utf8), "XML"), ("r.svg", Array("<svg xmlns=\"x\"><g/></svg>".utf8), "XML"),
        ("r.naf", Array("<?xml version=\"1.0\"?><NAF><raw>Bea</raw></NAF>".utf8), "NAF"), ("r.naf", Array("Bea\n".utf8), "called .naf"),
        ("r.tsv", Array("a\tb\n1\t2\n".utf8), "a table"), ("r.csv", Array("a,b\n1,2\n".utf8), "a table"),
        ("r.conll", Array("# odd\nBea NNP\nmet VBD\n".utf8), "called .conll"), ("r.conllu", Array("Bea\n".utf8), "called .conllu"),
        ("r.geojson", Array("{\"type\":\"Feature\",\"x\":1}".utf8), "JSON"), ("r", Array("[{\"odd\":1}]".utf8), "JSON"),
        ("r.tsv", Array("#FORMAT=WebAnno TSV 9\n".utf8), "another version"),
    ]

    @Test(arguments: refused.indices) func whatNobodyKnowsIsNamed(index: Int) throws {
        let (name, bytes, word) = Self.refused[index]
        let file = InputFile(path: name, content: Text(bytes))
        let format = Formats.sniff(file)
        #expect(format.name == "unknown")
        #expect { try format.read(file) } throws: { error in
            guard case .unknown(let what, let remedy)? = error as? FormatError else { return false }
            return (what + remedy).contains(word)
        }
        // It can be shown all the same.
        #expect(try PlainText().read(file).first?.text.count == bytes.count)
    }

    @Test(arguments: [
        ("r.txt", "<?xml version=\"1.0\"?><Odd/>"), ("r.txt", "{\"odd\":1}"), ("-", "{\"odd\":1}"), ("-", "a\tb\n"), ("r", "Bea\tmet\nOlu\tleft\n"),
        ("r.log", "{\"odd\":1}\n{\"odd\":2}\n"), ("r.txt", "a\u{0}b\u{1}c"), ("r.1", "N\u{8}NA\u{8}AM\u{8}ME\u{8}E\n\n   b\u{8}bo\u{8}ol\u{8}ld\u{8}d and plain and much more of it\n"),
        ("r.md", "<p>The ferry sank.</p>\n"), ("README", "Read me.\n"),
    ])
    func textIsText(name: String, content: String) {
        #expect(Formats.sniff(InputFile(path: name, content: Text(content))).name == "text")
    }

    /// Annotations of no words at all in a file that is called so.
    @Test func aStandoffFileWithoutStandoffIsRefused() throws {
        let file = InputFile(path: "r.ann", content: Text("nothing\nof the kind\n")) { $0 == "r.txt" ? Text("Bea.") : nil }
        #expect(throws: FormatError.self) { try Formats.sniff(file).read(file) }
        let text = InputFile(path: "r.txt", content: Text("Bea.")) { $0 == "r.ann" ? Text("nothing\n") : nil }
        #expect(try Formats.sniff(text).read(text).first?.findings.map(\.code) == ["not-understood"])
    }
}
