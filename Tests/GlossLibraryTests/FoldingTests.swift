import Testing

@testable import GlossLibrary

struct FoldingTests {
    @Test(arguments: [("José, O'Neil!", ["jose", "o", "neil"]), ("KÖLN-2014", ["koln", "2014"]), ("  ", [])])
    func wordsAreFolded(text: String, words: [String]) {
        #expect(Folding.words(text).map(\.word) == words)
    }

    @Test func placesAreBytes() {
        let text = "Ä bé"
        #expect(Folding.words(text).map(\.range) == [0..<2, 3..<6])
    }

    @Test(arguments: [
        ("", "cae66941d9efbd404e4d88758ea67670"), ("abc", "cf4ab791c62b8d2b2109c90275287816"),
    ])
    func hashesAreThoseOfTheStandard(text: String, digits: String) {
        let hash = Array(text.utf8).withBytes { BLAKE2b.hash($0) }
        #expect(hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == digits)
    }

    @Test func longHashesAreThoseOfTheStandard() {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
        let hash = bytes.withBytes { BLAKE2b.hash($0) }
        #expect(hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == "978a3f8b45508a42fe7f0f99caf2c423")
    }
}
