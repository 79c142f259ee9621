import GlossModel
import Testing

@testable import GlossFormats

/// Where quoted words are looked for that are not at their place, and in which order.
struct WordSearchTests {
    private func report(_ text: String, _ start: Int, _ end: Int, _ exact: String, prefix: String = "", suffix: String = "") throws -> Report {
        let json = """
            {"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation","id":"#1","body":[{"type":"TextualBody","purpose":"tagging","value":"PER"}],
            "target":{"source":"in.txt","selector":[{"type":"TextPositionSelector","start":\(start),"end":\(end)},
            {"type":"TextQuoteSelector","exact":"\(exact)","prefix":"\(prefix)","suffix":"\(suffix)"}]}}
            """
        let file = InputFile(path: "in.jsonld", content: Text(json)) { $0 == "in.txt" ? Text(text) : nil }
        return try #require(try WebAnnotation().read(file).first)
    }

    private func place(_ report: Report) -> [Int] { report.allMentions.map { Int($0.mention.span.start) } }

    @Test func itsOwnPlaceComesFirst() throws {
        let report = try report("Olu met Ida. Then Olu left.", 0, 3, "Olu", prefix: "Then ", suffix: " left")
        #expect(place(report) == [0])
        #expect(report.findings.isEmpty)
    }

    @Test func wordsAroundDecideBeforeNearness() throws {
        let report = try report("Olu, Olu, Olu and Ida. Much later Olu left.", 2, 5, "Olu", prefix: "Much later ", suffix: " left")
        #expect(place(report) == [34])
        #expect(report.findings.map(\.code) == ["span-moved"])
        #expect(report.findings[0].cause.contains("where the words before and behind are those of the file"))
    }

    @Test func wholeWordsOfTheParagraphComeBeforeNearerOnes() throws {
        #expect(try place(report("Oluwa met Olu.", 1, 4, "Olu")) == [10])
        // The nearer one stands in the paragraph before.
        #expect(try place(report("Ida and Olu\n\nUwe met with Ida and then with Olu.", 13, 16, "Olu")) == [44])
    }

    @Test func whiteSpaceAndFormAreFolded() throws {
        let report = try report("At last Jose\u{301}\n  Lund came.", 0, 9, "José Lund")
        #expect(place(report) == [8])
        #expect(report.allMentions[0].mention.span.end == 21)
        #expect(report.findings[0].cause.contains("white space and Unicode form apart"))
    }

    /// `Jose` is not in `José` where the accent is a letter of its own.
    @Test func aLetterIsNotFoundWithoutItsMarks() throws {
        let report = try report("Here Jose\u{301} and Jose.", 0, 4, "Jose")
        #expect(place(report) == [16])
    }

    @Test func aRightSpanIsNotMovedOntoAPartOfItself() throws {
        let report = try report("The night watch left early.", 4, 15, "ight wat")
        #expect(place(report) == [4])
        #expect(report.findings.map(\.code) == ["span-text-differs"])
    }

    @Test func aReversedSpanIsFoundByItsWords() throws {
        let report = try report("Ida met Olu.", 11, 8, "Olu")
        #expect(place(report) == [8])
    }

    @Test func wordsAloneMayBeWrittenOtherwise() throws {
        let json = "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"Annotation\",\"body\":[],\"target\":{\"source\":\"in.txt\",\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"Zoe\u{308} Lund\"}}}"
        let file = InputFile(path: "in.jsonld", content: Text(json)) { $0 == "in.txt" ? Text("Then Zoë\nLund came.") : nil }
        #expect(try place(#require(try WebAnnotation().read(file).first)) == [5])
    }
}
