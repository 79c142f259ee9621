import Foundation
import GlossModel
import Testing

/// The sentences of estimates.txt and sayings.txt, each a text of its own.
@Suite struct ClaimSentenceTests {
    private static func lines(_ name: String) throws -> [[String]] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: name)
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    /// Every sentence has claims of its band and of no other; questions and the like may have none.
    @Test func estimates() throws {
        for line in try Self.lines("estimates.txt") {
            let claims = annotated(line[1]).layers[0].claims
            let bands = Set(claims.compactMap { $0.likelihood?.name })
            let wanted = Set([line[0]].filter { $0 != "none" })
            #expect(bands == wanted, "\(line[1])")
        }
    }

    /// Every sentence has a claim of that source and content, or none with a cue.
    @Test func sayings() throws {
        for line in try Self.lines("sayings.txt") {
            let report = annotated(line[2])
            let layer = report.layers[0]
            let said = layer.claims.filter { !$0.cue.isEmpty }
            if line[0] == "!" {
                #expect(said.isEmpty, "\(line[2])")
                continue
            }
            let found = said.map { claim in
                let sources = layer.sources(of: claim).flatMap { layer.spans($0.spans) }.map { report.text[$0] }
                return [sources.first ?? "", layer.spans(claim.spans).map { report.text[$0] }.joined(separator: " … ")]
            }
            let wanted = [line[0], Self.plain(line[1])]
            #expect(found.contains { [$0[0], Self.plain($0[1])] == wanted }, "\(line[2]) \(found)")
        }
    }

    /// Words alone, without "that" at their head and marks.
    private static func plain(_ text: String) -> String {
        var words = text.split { " …“”,.".contains($0) }
        if words.first == "that" { words.removeFirst() }
        return words.joined(separator: " ").lowercased()
    }
}
