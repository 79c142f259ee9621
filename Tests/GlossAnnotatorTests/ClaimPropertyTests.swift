import GlossModel
import Testing

/// Claims of texts thrown together from the words that the rules look for.
@Suite struct ClaimPropertyTests {
    private static let vocabulary = [
        "said", "that", "“", "”", "\"", "'", "''", ",", ".", ":", ";", "?", "according to", "the", "Ann",
        "claim", "plans", "to", "by", "who", "of", "is", "believed", "not", "and", "but", "although",
        "(", ")", "—", "in", "2014", "Monday", "asked", "warning", "reports", "suggesting", "it", "'s",
        "made a statement:", "\n\n", "\u{A0}", "might", "certainly", "confidence", "low", "his", "village",
    ]

    @Test(arguments: 0..<12)
    func claimsLieInTheText(_ seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        for _ in 0..<120 {
            var text = ""
            for _ in 0..<40 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += Self.vocabulary[Int(state >> 33) % Self.vocabulary.count] + " "
            }
            let report = annotated(text)
            let layer = report.layers[0]
            for claim in layer.claims {
                let spans = layer.spans(claim.spans) + layer.spans(claim.cue)
                    + layer.sources(of: claim).flatMap { layer.spans($0.spans) }
                #expect(spans.allSatisfy { $0.start < $0.end && Int($0.end) <= text.utf8.count })
                #expect(claim.within == 0 || layer.claim(claim.within) != nil && claim.within != claim.number)
            }
        }
    }
}
