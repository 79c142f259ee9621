import GlossModel
import Testing

/// Words of estimative probability in whole sentences: what band the sentence's claim has, by ICD 203.
///
/// Each sentence holds one estimate. It is right where a claim has the band, and no claim another.
@Suite struct ClaimEstimateTests {
    private func check(_ text: String, _ band: Likelihood?) {
        let claims = annotated(text).layers[0].claims
        let bands = Set(claims.compactMap(\.likelihood))
        #expect(bands == Set([band].compactMap { $0 }), "\(claims.map(\.likelihood))")
    }

    /// A claim that nothing is said of how likely it is, or no more than that it is possible.
    private func checkNoBand(_ text: String) {
        let claims = annotated(text).layers[0].claims
        #expect(!claims.isEmpty && claims.allSatisfy { $0.likelihood == nil }, "\(claims.map(\.likelihood))")
    }

    // MARK: The tables

    /// ICD 203, both rows.
    @Test(arguments: [
        ("There is almost no chance that the ferry was warned.", Likelihood.almostNoChance),
        ("The chance that the ferry was warned is remote.", .almostNoChance),
        ("It is very unlikely that the ferry was warned.", .veryUnlikely),
        ("It is highly improbable that the ferry was warned.", .veryUnlikely),
        ("It is unlikely that the ferry was warned.", .unlikely),
        ("It is improbable that the ferry was warned.", .unlikely),
        ("There is a roughly even chance that the ferry was warned.", .roughlyEvenChance),
        ("There are roughly even odds that the ferry was warned.", .roughlyEvenChance),
        ("It is likely that the ferry was warned.", .likely),
        ("It is probable that the ferry was warned.", .likely),
        ("It is very likely that the ferry was warned.", .veryLikely),
        ("It is highly probable that the ferry was warned.", .veryLikely),
        ("It is almost certain that the ferry was warned.", .almostCertain),
        ("The ferry was almost certainly warned.", .almostCertain),
        ("It is nearly certain that the ferry was warned.", .almostCertain),
    ])
    func icd203(_ text: String, _ band: Likelihood) { check(text, band) }

    /// Kent, Words of Estimative Probability (1964), with the variants that he lists.
    @Test(arguments: [
        ("It is certain that the gauge was read twice.", Likelihood.almostCertain),
        ("It is virtually certain that the gauge was read twice.", .almostCertain),
        ("It is all but certain that the gauge was read twice.", .almostCertain),
        ("The odds are overwhelming that the gauge was read twice.", .almostCertain),
        ("It is highly likely that the gauge was read twice.", .veryLikely),
        ("The gauge was probably read twice.", .likely),
        ("The chances are about even that the gauge was read twice.", .roughlyEvenChance),
        ("The chances are slightly better than even that the gauge was read twice.", .roughlyEvenChance),
        ("The chances are a little less than even that the gauge was read twice.", .roughlyEvenChance),
        ("The gauge was probably not read twice.", .unlikely),
        ("We doubt that the gauge was read twice.", .unlikely),
        ("It is doubtful that the gauge was read twice.", .unlikely),
        ("The gauge was almost certainly not read twice.", .almostNoChance),
        ("It is virtually impossible that the gauge was read twice.", .almostNoChance),
        ("It is almost impossible that the gauge was read twice.", .almostNoChance),
        ("There is some slight chance that the gauge was read twice.", .veryUnlikely),
        ("It is highly doubtful that the gauge was read twice.", .veryUnlikely),
        ("It is impossible that the gauge was read twice.", .almostNoChance),
    ])
    func kent(_ text: String, _ band: Likelihood) { check(text, band) }

    /// Kent's words for what is possible have no band.
    @Test(arguments: [
        "It is possible that the gauge was read twice.", "It is conceivable that the gauge was read twice.",
        "The gauge could have been read twice.", "The gauge may have been read twice.",
        "The gauge might have been read twice.", "Perhaps the gauge was read twice.",
    ])
    func possible(_ text: String) { checkNoBand(text) }

    /// The yardstick of the United Kingdom (PHIA), and NATO's AJP-2.1.
    @Test(arguments: [
        ("There is a remote chance that the pipeline reopens.", Likelihood.almostNoChance),
        ("It is highly unlikely that the pipeline reopens.", .veryUnlikely),
        ("It is unlikely that the pipeline reopens.", .unlikely),
        ("There is a realistic possibility that the pipeline reopens.", .roughlyEvenChance),
        ("It is a realistic possibility that the pipeline reopens.", .roughlyEvenChance),
        ("It is likely or probable that the pipeline reopens.", .likely),
        ("It is highly likely that the pipeline reopens.", .veryLikely),
        ("It is almost certain that the pipeline reopens.", .almostCertain),
        ("There is an even chance that the pipeline reopens.", .roughlyEvenChance),
        ("The pipeline is highly likely to reopen.", .veryLikely),
        ("The pipeline is highly unlikely to reopen.", .veryUnlikely),
    ])
    func yardsticks(_ text: String, _ band: Likelihood) { check(text, band) }

    // MARK: Negation

    @Test(arguments: [
        ("A second landing is not likely.", Likelihood.unlikely),
        ("A second landing isn't likely.", .unlikely),
        ("A second landing is no longer likely.", .unlikely),
        ("A second landing is hardly likely.", .unlikely),
        ("A second landing does not seem likely.", .unlikely),
        ("A second landing was never likely.", .unlikely),
        ("A second landing is not considered probable.", .unlikely),
        ("A second landing is not at all likely.", .unlikely),
        ("A second landing is by no means likely.", .unlikely),
        ("A second landing is far from likely.", .unlikely),
        ("A second landing is anything but likely.", .unlikely),
        ("No second landing is likely before spring.", .unlikely),
        ("Neither side is likely to land before spring.", .unlikely),
        ("Nobody thinks a second landing likely.", .unlikely),
        ("Nobody thinks it likely that they will land again.", .unlikely),
        ("Few analysts consider a second landing likely.", .unlikely),
        ("We do not believe that they will probably land again.", .unlikely),
        ("We do not think it likely that they will land again.", .unlikely),
        ("Korb denied that a second landing was likely.", .unlikely),
        ("Korb does not expect that a second landing is likely.", .unlikely),
        ("They will likely not land again.", .unlikely),
        ("They probably won't land again.", .unlikely),
        ("They are likely not to land again.", .unlikely),
        ("They will most likely not land again.", .veryUnlikely),
    ])
    func negated(_ text: String, _ band: Likelihood) { check(text, band) }

    @Test(arguments: [
        ("A second landing is not unlikely.", Likelihood.likely),
        ("A second landing is not improbable.", .likely),
        ("They are unlikely not to land again.", .likely),
        ("A second landing is far from unlikely.", .likely),
        ("Nobody thinks a second landing unlikely.", .likely),
        ("There is no doubt that they will land again.", .almostCertain),
        ("Korb has no doubt that they will land again.", .almostCertain),
        ("We do not doubt that they will land again.", .almostCertain),
        ("No one doubts that they will land again.", .almostCertain),
        ("There is little doubt that they will land again.", .veryLikely),
    ])
    func negatedTwice(_ text: String, _ band: Likelihood) { check(text, band) }

    @Test(arguments: [
        "Their return is far from certain.", "Their return is by no means certain.",
        "It is not certain that they return.", "Their return is anything but certain.",
        "Nothing is certain about their return.", "It is not impossible that they return.",
        "Their return is not out of the question.", "Their return cannot be ruled out.",
        "We cannot be certain that they return.", "We are not sure that they will return.",
        "It is not inconceivable that they return.",
        "It is uncertain whether they will return.", "It remains unclear whether they will return.",
    ])
    func negatedToNothing(_ text: String) { checkNoBand(text) }

    @Test(arguments: [
        ("It is not only likely but welcome that the gate stays open.", Likelihood.likely),
        ("They will probably not only hold the gate but widen it.", .likely),
        ("Not surprisingly, the gate is likely to stay open.", .likely),
        ("Though it is not new, the gate is likely to stay open.", .likely),
    ])
    func notNegated(_ text: String, _ band: Likelihood) { check(text, band) }

    // MARK: Numbers

    @Test(arguments: [
        ("There is a 70 per cent chance that the levee fails.", Likelihood.likely),
        ("There is a 70% chance that the levee fails.", .likely),
        ("There is a 70 percent probability that the levee fails.", .likely),
        ("There is a seventy per cent chance that the levee fails.", .likely),
        ("The levee has a 60-70 per cent chance of failing.", .likely),
        ("The levee has a 3 per cent chance of failing.", .almostNoChance),
        ("The levee has a 10 per cent chance of failing.", .veryUnlikely),
        ("The levee has a 30% probability of failing.", .unlikely),
        ("We put the likelihood that the levee fails at 50 per cent.", .roughlyEvenChance),
        ("The probability of a failure is about 90 per cent.", .veryLikely),
        ("The probability of a failure is 97%.", .almostCertain),
        ("The chances that the levee fails are seven in ten.", .likely),
        ("There is a one in three chance that the levee fails.", .unlikely),
        ("There is a nine in ten chance that the levee fails.", .veryLikely),
        ("The levee is 85 per cent likely to fail.", .veryLikely),
        ("There is a better than 60 per cent chance that the levee fails.", .likely),
        ("The odds are three to one that the levee fails.", .likely),
        ("The odds are three to one against a failure.", .unlikely),
        ("The chances of a failure are 50-50.", .roughlyEvenChance),
    ])
    func numbers(_ text: String, _ band: Likelihood) { check(text, band) }

    @Test(arguments: [
        "Seven in ten voters in Arda want a bridge.", "Turnout in Arda reached 70 per cent in May.",
        "NATO will cut costs by 30 per cent.", "Arda took a chance and lost 20 per cent of its fleet.",
    ])
    func numbersOfOtherThings(_ text: String) { check(text, nil) }

    // MARK: Chances, odds, doubt

    @Test(arguments: [
        ("The rescue has little chance of success.", Likelihood.veryUnlikely),
        ("The rescue has next to no chance of success.", .almostNoChance),
        ("The rescue has a good chance of success.", .likely),
        ("The rescue stands every chance of success.", .veryLikely),
        ("The chances of a rescue are slim.", .veryUnlikely),
        ("The chances of a rescue are very good.", .veryLikely),
        ("The likelihood of a rescue is low.", .veryUnlikely),
        ("The likelihood of a rescue remains high.", .veryLikely),
        ("The prospects of a rescue are remote.", .almostNoChance),
        ("Chances are that the rescue will fail.", .likely),
        ("The odds are that the rescue will fail.", .likely),
        ("The odds are against a rescue.", .unlikely),
        ("There is a better than even chance of a rescue.", .likely),
        ("There is a less than even chance of a rescue.", .unlikely),
        ("The rescue is doubtless under way.", .almostCertain),
        ("The rescue is without doubt under way.", .almostCertain),
        ("We seriously doubt that the rescue will succeed.", .veryUnlikely),
        ("Korb doubts that the rescue will succeed.", .unlikely),
        ("The vote on the rescue is too close to call.", .roughlyEvenChance),
        ("Whether the rescue succeeds is a toss-up.", .roughlyEvenChance),
        ("It is more likely than not that the rescue will fail.", .likely),
        ("It is as likely as not that the rescue will fail.", .roughlyEvenChance),
        ("In all probability the rescue failed.", .likely),
        ("The rescue is bound to fail.", .almostCertain),
        ("The rescue is sure to fail.", .almostCertain),
        ("It is increasingly likely that the rescue will fail.", .likely),
        ("It is quite likely that the rescue will fail.", .likely),
        ("It is extremely unlikely that the rescue will fail.", .veryUnlikely),
        ("There is a strong likelihood that the rescue will fail.", .veryLikely),
        ("The rescue is unlikely ever to begin.", .unlikely),
        ("There is zero chance that the rescue fails.", .almostNoChance),
        ("The odds of a rescue are long.", .veryUnlikely),
        ("I doubt the rescue will begin.", .unlikely),
    ])
    func chances(_ text: String, _ band: Likelihood) { check(text, band) }

    // MARK: What is no estimate

    @Test(arguments: [
        "The most likely scenario is discussed in the next part and names Velka.",
        "Velka asked which outcome is the most likely.",
        "The least likely of the three readings is that of Velka.",
        "Velka is more likely than Arda to sign.",
        "Velka surveyed likely voters in May.",
        "Velka has no evidence that they are likely to return.",
        "Velka and Arda are at odds over the port.",
        "Velka sailed to a remote island in May.",
        "Velka used a remote tool for the pumps.",
        "Velka met certain groups in May.",
        "Velka wants to make certain that the port is open.",
        "Velka found it impossible to counter the blockade.",
        "It is impossible to say who built the port of Velka.",
        "Velka gave Arda a chance to reply.",
        "Velka was an unlikely ally for Arda in the war.",
    ])
    func noEstimate(_ text: String) { check(text, nil) }

    // MARK: Scope

    @Test(arguments: [
        ("Velka built a wall, which Arda will find impossible to counter.", nil),
        ("Velka built a wall that is unlikely to hold.", nil),
        ("Velka will sign because Arda is unlikely to yield.", nil),
        ("Velka signed although it was almost certain that Arda would yield.", nil),
        ("Velka, which is unlikely to yield, will sign.", nil),
        ("If Arda is unlikely to yield, Velka will sign.", nil),
        ("If Velka yields, Arda is likely to sign.", .likely),
        ("Arda is likely to sign if Velka yields.", .likely),
        ("The wall that Velka built is unlikely to hold.", .unlikely),
        ("Velka, which built the wall, is very likely to sign.", .veryLikely),
        ("Because Velka yields, Arda will probably sign.", .likely),
        ("Velka is likely to resume talks in May.", .likely),
        ("Velka is likely to resume attacks on the port.", .likely),
        ("Velka will probably announce new rules in May.", .likely),
        ("Velka will almost certainly attack Arda.", .almostCertain),
        ("Velka is unlikely to back the plan.", .unlikely),
    ] as [(String, Likelihood?)])
    func scope(_ text: String, _ band: Likelihood?) { check(text, band) }

    // MARK: Who estimates

    @Test(arguments: [
        ("We judge that Velka will probably attack Arda.", "We", "judge", Likelihood.likely),
        ("We assess that the pumps very likely failed.", "We", "assess", .veryLikely),
        ("We estimate that it is unlikely that the pumps failed.", "We", "estimate", .unlikely),
        ("The committee judged it likely that the pumps failed.", "The committee", "judged", .likely),
        ("Berg said an attack was almost certain.", "Berg", "said", .almostCertain),
        ("According to Berg, an attack is highly unlikely.", "Berg", "According to", .veryUnlikely),
        ("An attack is likely, Berg said.", "Berg", "said", .likely),
        ("Berg believes there is a good chance that the pumps failed.", "Berg", "believes", .likely),
        ("Korb said that Berg thinks an attack unlikely.", "Korb", "said", .unlikely),
        ("“It is very likely that the pumps failed,” Berg said.", "Berg", "said", .veryLikely),
        ("Analysts doubt that the pumps failed.", "Analysts", "doubt", .unlikely),
    ])
    func saidBy(_ text: String, _ source: String, _ cue: String, _ band: Likelihood) {
        let report = annotated(text)
        let said = report.layers[0].claims.filter {
            let read = ReadClaim($0, in: report)
            return read.source == [source] && read.cue == [cue] && $0.likelihood == band
        }
        #expect(said.count == 1, "\(report.layers[0].claims.map { (ReadClaim($0, in: report), $0.likelihood) })")
    }

    @Test(arguments: [
        "It is thought likely that the pumps failed.", "The pumps are believed likely to fail.",
        "The pumps are considered likely to fail.",
    ])
    func saidByNobody(_ text: String) { check(text, .likely) }

    // MARK: Confidence

    @Test(arguments: [
        ("We judge with high confidence that the pumps probably failed.", Confidence.high, Likelihood.likely),
        ("With moderate confidence, we assess that a leak is unlikely.", .moderate, .unlikely),
        ("We have low confidence that the pumps failed.", .low, nil),
        ("A leak is very likely; our confidence in this judgment is moderate.", .moderate, .veryLikely),
        ("We are highly confident that the pumps failed.", .high, nil),
        ("We are moderately confident that a leak is likely.", .moderate, .likely),
        ("A leak is likely (moderate confidence).", .moderate, .likely),
        ("It is highly likely that the pumps failed, a judgment of medium confidence.", .moderate, .veryLikely),
    ] as [(String, Confidence, Likelihood?)])
    func confidenceApart(_ text: String, _ confidence: Confidence, _ band: Likelihood?) {
        let claims = annotated(text).layers[0].claims
        #expect(claims.contains { $0.confidence == confidence && $0.likelihood == band },
            "\(claims.map { ($0.confidence, $0.likelihood) })")
    }

    @Test(arguments: [
        "Voters in Arda have low confidence in the mayor.", "Arda's investors have high confidence in the bank.",
        "Consumer confidence in Arda fell to a low in May.",
    ])
    func confidenceOfOtherThings(_ text: String) {
        #expect(annotated(text).layers[0].claims.allSatisfy { $0.confidence == nil })
    }
}
