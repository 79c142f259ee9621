import GlossModel
import Testing

/// How likely a claim is said to be, against the bands of ICD 203.
@Suite struct ClaimCertaintyTests {
    @Test(arguments: [
        ("NATO will certainly stay.", "certainly", Likelihood.almostCertain),
        ("NATO will almost certainly stay.", "almost certainly", .almostCertain),
        ("It is inevitable that NATO stays.", "inevitable", .almostCertain),
        ("NATO is bound to leave.", "bound to", .almostCertain),
        ("NATO is very likely to leave.", "very likely", .veryLikely),
        ("There is a high probability of NATO leaving and it is known.", "high probability", .veryLikely),
        ("It is highly probable that NATO leaves.", "highly probable", .veryLikely),
        ("NATO is likely to leave.", "likely", .likely),
        ("NATO will probably leave.", "probably", .likely),
        ("A return of NATO is not unlikely.", "not unlikely", .likely),
        ("There is a roughly even chance that NATO leaves.", "roughly even chance", .roughlyEvenChance),
        ("NATO is unlikely to leave.", "unlikely", .unlikely),
        ("It is doubtful that NATO leaves.", "doubtful", .unlikely),
        ("NATO is not likely to leave.", "not likely", .unlikely),
        ("NATO is highly unlikely to leave.", "highly unlikely", .veryUnlikely),
        ("There is little chance that NATO leaves.", "little chance", .veryUnlikely),
        ("It is impossible that NATO leaves.", "impossible", .almostNoChance),
        ("There is almost no chance that NATO leaves.", "almost no chance", .almostNoChance),
    ])
    func band(_ text: String, _ term: String, _ band: Likelihood) throws {
        let report = annotated(text)
        let claim = try #require(report.layers[0].claims.first)
        #expect(report.layers[0].strings[Int(claim.term)] == term)
        #expect(claim.likelihood == band)
    }

    @Test(arguments: [
        ("NATO might be losing ground.", "might"), ("NATO may leave Kabul.", "may"),
        ("NATO could leave Kabul.", "could"), ("NATO possibly left Kabul and stayed away.", "possibly"),
        ("NATO might not return.", "might not"),
    ])
    func termWithoutBand(_ text: String, _ term: String) throws {
        let report = annotated(text)
        let claim = try #require(report.layers[0].claims.first)
        #expect(report.layers[0].strings[Int(claim.term)] == term)
        #expect(claim.likelihood == nil)
    }

    @Test(arguments: ["In May NATO left Kabul.", "NATO and Will Smith met in Kabul.", "NATO left Kabul."])
    func noTerm(_ text: String) throws {
        let claim = try #require(annotated(text).layers[0].claims.first)
        #expect(claim.term == 0 && claim.likelihood == nil && !claim.isForecast)
    }

    @Test(arguments: [
        ("We judge with low confidence that NATO will leave.", Confidence.low),
        ("The agency assesses with moderate confidence that NATO will leave.", .moderate),
        ("The agency has high confidence that NATO will leave.", .high),
    ])
    func confidence(_ text: String, _ confidence: Confidence) throws {
        let claims = annotated(text).layers[0].claims
        #expect(claims.contains { $0.confidence == confidence })
        #expect(claims.allSatisfy { $0.likelihood == nil })
    }

    @Test(arguments: [
        ("NATO will leave Kabul.", true), ("NATO is going to leave Kabul.", true),
        ("NATO is likely to leave Kabul.", true), ("NATO is expected to leave Kabul.", true),
        ("The king predicted a long war.", true), ("The king plans to resign.", true),
        ("The king fears that the city will fall.", true), ("NATO left Kabul.", false),
        ("The king said the city had fallen.", false),
    ])
    func forecast(_ text: String, _ isForecast: Bool) throws {
        let claim = try #require(annotated(text).layers[0].claims.first)
        #expect(claim.isForecast == isForecast)
    }
}
