import GlossModel
import Testing

@testable import GlossFormats

struct JSONTests {
    @Test(arguments: [
        "{}", "[]", "0", "-0.5e+10", "\"\"", " [1, 2 ,{\"a\":[true,false,null]}] \n", "\"\\u00e9\\n\\\"\"",
        "[[[[1]]],{}]",
    ])
    func takesWhatTheSpecificationHas(text: String) throws { _ = try JSONDocument(Text(text)) }

    @Test(arguments: [
        "", " ", "{", "[", "[1,]", "{\"a\":1,}", "{a:1}", "{\"a\" 1}", "01", "1.", ".5", "+1", "1e", "tru",
        "\"a", "\"\\x\"", "\"\\u12g4\"", "[1 2]", "1 2", "\"a\nb\"", "[1}", "{\"a\"}", "nul", "'a'", "]",
        "{\"a\":}", "[,1]", "-",
    ])
    func refusesEverythingElse(text: String) {
        #expect(throws: FormatError.self) { try JSONDocument(Text(text)) }
    }

    @Test func refusesNestingWithoutEnd() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: FormatError.self) { try JSONDocument(Text(deep)) }
    }

    @Test func tellsTheLine() {
        #expect(throws: FormatError.malformed(line: 3, offset: 9, what: "not JSON: a comma is missing")) {
            try JSONDocument(Text("[\n1,\n  2 \"x\"]"))
        }
    }

    @Test func valuesAreFoundByKeyAndOrder() throws {
        let root = try JSONDocument(
            Text("{\"a\":{\"x\":[1,2,3]},\"b\\u0021\":\"q\\ud83d\\udea2\\ud83d!\",\"c\":1.5,\"d\":null}")
        ).root
        #expect(root["a"]?["x"]?.items.compactMap(\.int) == [1, 2, 3])
        #expect(root["b!"]?.string == "q🚢\u{FFFD}!")
        #expect(root["c"]?.double == 1.5)
        #expect(root["d"]?.isNull == true)
        #expect(root["e"] == nil)
        #expect(root.items.isEmpty)
    }

    @Test func theTextIsExactWhateverItHolds() throws {
        let bytes: [UInt8] = [0x41, 0x00, 0x1B, 0x5B, 0x22, 0x5C, 0xFF, 0xE2, 0x82, 0xC3, 0xA9, 0x0D, 0x0A]
        let report = Report(path: "r", text: Text(bytes))
        let json = try written(report, GlossJSON())
        #expect(!json.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        let root = try JSONDocument(Text(json)).root
        #expect(root["text"]?.string == String(decoding: bytes, as: UTF8.self))
    }

    @Test func aModelComesBackTheSame() throws {
        let report = try bratReport(BratTests.text, BratTests.lines)
        let json = try written(report, GlossJSON())
        let file = InputFile(path: "r.txt", content: Text(json))
        let again = try #require(try GlossJSON().read(file).first)
        #expect(try written(again, GlossJSON()) == json)
        #expect(again.layers[0].origin == .file)
    }

    @Test func linesHoldAReportEach() throws {
        let reports = [Report(path: "a", text: Text("One.")), Report(path: "b", text: Text("Two.\n"))]
        let lines = try reports.map { try written($0, GlossJSONLines()) }.joined()
        #expect(lines.split(separator: "\n").count == 2)
        let again = try GlossJSONLines().read(InputFile(path: "x.jsonl", content: Text(lines)))
        #expect(again.map(\.path) == ["a", "b"])
        #expect(again.map { $0.text[$0.text.span] } == ["One.", "Two.\n"])
    }

    @Test(arguments: ["{}", "[]", "{\"gloss\":2,\"text\":\"\"}", "{\"gloss\":1}"])
    func jsonOfAnotherKindIsRefused(text: String) {
        #expect(throws: FormatError.self) {
            try GlossJSON().read(InputFile(path: "x.json", content: Text(text)))
        }
    }

    @Test func wrongSpansAreToldAndCut() throws {
        let json = "{\"gloss\":1,\"text\":\"Ann\",\"mentions\":[{\"id\":\"m1\",\"spans\":[[0,99]],\"type\":\"P\"},"
            + "{\"id\":\"m2\",\"spans\":[[0,2]],\"text\":\"Bo\",\"type\":\"P\"},{\"id\":\"m3\",\"spans\":[[2,1]]}]}"
        let report = try #require(try GlossJSON().read(InputFile(path: "x.json", content: Text(json))).first)
        #expect(report.findings.map(\.code) == ["span-beyond-text", "span-text-differs", "span-reversed"])
        #expect(report.layers[0].mentions.map(\.span) == [Span(0, 3), Span(0, 2)])
    }
}
