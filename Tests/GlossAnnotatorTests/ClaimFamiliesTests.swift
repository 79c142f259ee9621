import GlossModel
import TestSupport
import Testing

/// Further sentences by family, with source, cue and content marked; one marked claim each.
@Suite struct ClaimFamiliesTests {
    private func check(_ sentence: String) {
        let marked = MarkedText(sentence)
        let report = annotated(marked.string)
        let found = report.layers[0].claims.filter { !$0.cue.isEmpty }.map { ReadClaim($0, in: report) }
        #expect(found.contains(ReadClaim(marked)), "\(found)")
    }

    @Test(arguments: [
        "⟦Source:The nurse⟧ ⟦Cue:recalled⟧ that ⟦Content:the lights went out at six⟧.",
        "⟦Source:Two pilots⟧ ⟦Cue:testified⟧ that ⟦Content:the tower was silent⟧.",
        "⟦Source:The museum⟧ ⟦Cue:announced⟧ ⟦Content:it would close in June⟧.",
        "⟦Source:The bank⟧ ⟦Cue:acknowledged⟧ that ⟦Content:its figures were wrong⟧.",
        "⟦Source:Their lawyer⟧ ⟦Cue:maintains⟧ that ⟦Content:the paper was forged⟧.",
    ])
    func indirect(_ sentence: String) { check(sentence) }

    @Test(arguments: [
        "⟦Content:“The bridge will not hold,”⟧ ⟦Cue:warned⟧ ⟦Source:the engineer⟧.",
        "⟦Source:The captain⟧ ⟦Cue:shouted⟧: ⟦Content:“Cut the rope!”⟧",
        "⟦Content:\"I saw the smoke,\"⟧ ⟦Source:Omar Haddad⟧ ⟦Cue:said⟧.",
    ])
    func direct(_ sentence: String) { check(sentence) }

    @Test(arguments: [
        "⟦Cue:According to⟧ ⟦Source:two guards⟧, ⟦Content:the gate was open⟧.",
        "⟦Content:The gate was open⟧, ⟦Cue:according to⟧ ⟦Source:a report by the council⟧.",
    ])
    func accordingTo(_ sentence: String) { check(sentence) }

    @Test(arguments: [
        "⟦Source:Mayor⟧⟦Cue::⟧ ⟦Content:The water is safe⟧",
        "⟦Source:Police⟧⟦Cue::⟧ ⟦Content:Two men fled over the roof⟧",
    ])
    func headings(_ sentence: String) { check(sentence) }

    @Test(arguments: [
        "It ⟦Cue:was claimed⟧ that ⟦Content:the ship had no flag⟧.",
        "It ⟦Cue:is feared⟧ that ⟦Content:the dam will break⟧.",
        "⟦Content:The envoy⟧ ⟦Cue:is said⟧ ⟦Content:to be ill⟧.",
        "⟦Content:The two men⟧ ⟦Cue:are thought⟧ ⟦Content:to have crossed the border⟧.",
    ])
    func passiveAndImpersonal(_ sentence: String) { check(sentence) }

    @Test(arguments: [
        ("The Herald reported that the minister said, “the talks are over.”", 2),
        ("The Herald reported that the army said the hill is lost.", 2),
        ("Officials claim that the union says the docks are shut.", 2),
        ("Reuters said that, according to the guards, the gate was open.", 1),
    ])
    func nested(_ text: String, _ least: Int) {
        let claims = annotated(text).layers[0].claims.filter { !$0.cue.isEmpty }
        #expect(claims.count >= least)
        #expect(least < 2 || claims.contains { $0.within > 0 })
    }

    @Test(arguments: [
        ("The farmers expect that the river will rise.", true), ("NATO will send two ships.", true),
        ("The bank plans to close ten branches.", true), ("The mayor said the river had risen.", false),
        ("Ann Lee crossed the river.", false),
    ])
    func forecasts(_ text: String, _ isForecast: Bool) throws {
        let claim = try #require(annotated(text).layers[0].claims.first)
        #expect(claim.isForecast == isForecast)
    }

    @Test(arguments: [
        ("There is almost no chance that Arda falls.", Likelihood.almostNoChance),
        ("It is very unlikely that NATO returns.", .veryUnlikely),
        ("It is improbable that NATO returns.", .unlikely),
        ("It is probable that NATO returns.", .likely),
        ("It is very likely that NATO returns.", .veryLikely),
        ("NATO will almost certainly return.", .almostCertain),
        ("It is not unlikely that NATO returns.", .likely),
        ("It is not likely that NATO returns.", .unlikely),
        ("The odds are roughly even that NATO returns.", .roughlyEvenChance),
        ("The odds are about even that NATO returns.", .roughlyEvenChance),
    ])
    func bands(_ text: String, _ band: Likelihood) throws {
        let claims = annotated(text).layers[0].claims
        #expect(claims.contains { $0.likelihood == band }, "\(claims.map { $0.likelihood })")
    }

    @Test(arguments: ["NATO may return.", "NATO could return to Kabul.", "Perhaps NATO will return."])
    func hedgesHaveNoBand(_ text: String) throws {
        let claim = try #require(annotated(text).layers[0].claims.first)
        #expect(claim.term > 0 && claim.likelihood == nil)
    }

    @Test(arguments: [
        ("We assess with high confidence that NATO left.", Confidence.high),
        ("We judge with moderate confidence that NATO left.", .moderate),
        ("With low confidence, we judge that NATO left.", .low),
    ])
    func confidence(_ text: String, _ confidence: Confidence) {
        #expect(annotated(text).layers[0].claims.contains { $0.confidence == confidence })
    }
}
