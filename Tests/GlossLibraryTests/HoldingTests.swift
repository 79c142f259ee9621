import GlossModel
import Testing

@testable import GlossLibrary

struct HoldingTests {
    private static func claim(_ span: Span, _ name: String, _ parts: [Span] = []) -> Holding.ClaimMark {
        Holding.ClaimMark(span: span, parts: parts, name: name, source: 7, kind: .quoted, certainty: .almostCertain, confidence: .high)
    }

    @Test func whatIsPackedIsReadAgain() {
        var holding = Holding()
        holding.mentions = [
            Holding.Mention(entity: 900_000, span: Span(1010, 1016)), Holding.Mention(entity: 3, span: Span(1000, 1100)), Holding.Mention(entity: 3, span: Span(1000, 1100)),
        ]
        holding.events = [
            Holding.Event(span: Span(1000, 1050), earliest: 16_000, latest: 16_000, precision: .day, value: "2013-10-22"),
            Holding.Event(span: Span(1000, 1050), earliest: nil, latest: 5, precision: .year, value: "1970"),
            Holding.Event(span: Span(990, 1050), earliest: -400_000, latest: nil, precision: .century, value: "08"),
            Holding.Event(span: Span(1000, 1050), earliest: 365, latest: 729, precision: .year, value: "1971"),
            Holding.Event(span: Span(1000, 1050), earliest: 365, latest: 395, precision: .month, value: "1971-01"),
        ]
        holding.claims = [Self.claim(Span(1001, 1049), "c12"), Self.claim(Span(1001, 1049), "C012", [Span(1001, 1010), Span(1040, 1049)])]
        holding.putInOrder()
        #expect(holding.mentions.count == 2)
        let again = holding.bytes(from: 1000).withUnsafeBytes { Holding($0, from: 1000) }
        #expect(again.mentions == holding.mentions)
        #expect(again.events.map { [$0.earliest, $0.latest] } == holding.events.map { [$0.earliest, $0.latest] })
        #expect(again.events.map(\.value) == holding.events.map(\.value))
        #expect(again.events.map(\.precision) == holding.events.map(\.precision))
        #expect(again.events.map(\.span) == holding.events.map(\.span))
        #expect(again.claims.map(\.name) == ["c12", "C012"])
        #expect(again.claims.map(\.parts) == [[], [Span(1001, 1010), Span(1040, 1049)]])
        #expect(again.claims.allSatisfy { $0.source == 7 && $0.kind == .quoted && $0.certainty == .almostCertain && $0.confidence == .high })
    }

    /// A broken index says nothing wrong of memory: what cannot be read is left out.
    @Test func brokenBytesAreReadWithoutHarm() {
        var holding = Holding()
        holding.mentions = (0..<40).map { Holding.Mention(entity: $0, span: Span($0, $0 + 3)) }
        holding.claims = [Self.claim(Span(1, 9), "an odd name")]
        let whole = holding.bytes(from: 0)
        for length in whole.indices { _ = whole[..<length].withUnsafeBytes { Holding($0, from: 0) } }
        var bytes = whole
        for place in bytes.indices {
            bytes[place] ^= 0xFF
            _ = bytes.withUnsafeBytes { Holding($0, from: 0) }
            bytes[place] ^= 0xFF
        }
    }

    @Test(arguments: [
        ("Harbour of Łódź, 7", " pha qhar pof plo qlod p7"), ("东京 x", " p东京 px"), ("a ab abc abcd", " pa pab qabc"),
    ])
    func beginningsOfWords(text: String, words: String) {
        var beginnings = Beginnings()
        Folding.eachWord(text) { word, _ in beginnings.add(word) }
        let found = Set(String(decoding: beginnings.take(), as: UTF8.self).split(separator: " "))
        #expect(found == Set(words.split(separator: " ")))
        #expect(beginnings.take().isEmpty)
    }

    @Test func copiesAreFoundByTheirPrints() {
        let table = PrintTable()
        table.add(0xFF00, 100, 1)
        table.add(0xFF01, 100, 2)
        #expect(table.nearest(to: 0xFF03, words: 100) == 2)
        #expect(table.nearest(to: 0xFF00, words: 100) == 1)
        #expect(table.nearest(to: 0xFF00, words: 300) == nil)
        #expect(table.nearest(to: 0xF00F_FF00, words: 100) == nil)
        table.remove(1)
        #expect(table.nearest(to: 0xFF00, words: 100) == 2)
    }
}
