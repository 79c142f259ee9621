import GlossAnnotator
import GlossLexicon
import GlossModel
import GlossResources
import TestSupport
import Testing

/// A text annotated by gloss alone.
func annotated(_ string: String) -> Report {
    let text = Text(string)
    let paragraphs = ParagraphIndex(text)
    let layer = Annotator(lexicon: Lexicon(lexiconBytes)).annotate(
        text: text, paragraphs: paragraphs, date: nil, layerNumber: 0)
    return Report(text: text, paragraphs: paragraphs, layers: [layer])
}

/// A claim as a test reads it.
struct ReadClaim: Equatable, CustomStringConvertible {
    var source: [String]
    var cue: [String]
    var content: [String]

    var description: String { "source \(source) cue \(cue) content \(content)" }

    init(source: [String], cue: [String], content: [String]) {
        (self.source, self.cue, self.content) = (source, cue, content)
    }

    init(_ claim: Claim, in report: Report) {
        let layer = report.layers[0]
        func words(_ list: SpanList) -> [String] { layer.spans(list).map { report.text.collapsed($0) } }
        source = layer.sources(of: claim).flatMap { words($0.spans) }
        cue = words(claim.cue)
        content = words(claim.spans)
    }

    /// What is marked: `Source`, `Cue`, `Content`.
    init(_ marked: MarkedText) {
        func words(_ label: String) -> [String] {
            marked.spans.filter { $0.label == label }.map { marked.text.collapsed($0.span) }
        }
        self.init(source: words("Source"), cue: words("Cue"), content: words("Content"))
    }
}

/// Who says what: each sentence holds one marked claim, found among whatever else is found.
@Suite struct ClaimTests {
    private func check(_ marked: String) {
        let marked = MarkedText(marked)
        let report = annotated(marked.string)
        let found = report.layers[0].claims.filter { !$0.cue.isEmpty }.map { ReadClaim($0, in: report) }
        #expect(found.contains(ReadClaim(marked)), "\(found)")
    }

    @Test(arguments: [
        "⟦Source:The minister⟧ ⟦Cue:said⟧ that ⟦Content:the bridge would reopen in May⟧.",
        "⟦Source:The minister⟧ ⟦Cue:said⟧ ⟦Content:the bridge would reopen in May⟧.",
        "⟦Source:Two residents of the valley⟧ ⟦Cue:reported⟧ that ⟦Content:the road was mined⟧.",
        "⟦Source:She⟧ ⟦Cue:told⟧ reporters on Monday that ⟦Content:the harvest had failed⟧.",
        "⟦Source:Officials⟧ ⟦Cue:say⟧ ⟦Content:the dam is safe⟧.",
        "⟦Source:General Amin Rahal⟧ ⟦Cue:announced⟧ that ⟦Content:his troops had left the town⟧.",
        "⟦Source:The report⟧ ⟦Cue:states⟧ that ⟦Content:three wells were poisoned⟧.",
        "⟦Source:The envoy⟧ later ⟦Cue:admitted⟧ that ⟦Content:the talks had stalled⟧.",
        "⟦Source:Farmers in the north⟧ have ⟦Cue:complained⟧ that ⟦Content:the canal is dry⟧.",
        "⟦Source:The company⟧ ⟦Cue:disclosed⟧ that ⟦Content:its servers were broken into⟧.",
        "⟦Source:Witnesses⟧ ⟦Cue:claimed⟧ ⟦Content:the truck had no plates⟧.",
        "⟦Source:The ministry⟧ ⟦Cue:denied⟧ that ⟦Content:anyone was hurt⟧.",
        "⟦Source:A spokeswoman for the port⟧ ⟦Cue:confirmed⟧ that ⟦Content:two cranes were damaged⟧.",
        "⟦Source:Analysts at Delta Group⟧ ⟦Cue:argue⟧ that ⟦Content:the sanctions do not bite⟧.",
        "⟦Source:The council⟧ ⟦Cue:warned⟧ that ⟦Content:water will run out by June⟧.",
        "⟦Source:He⟧ ⟦Cue:added⟧ that ⟦Content:no one had asked him⟧.",
        "⟦Source:The police⟧ ⟦Cue:insist⟧ that ⟦Content:the camera was off⟧.",
        "⟦Source:The survey⟧ ⟦Cue:shows⟧ that ⟦Content:villages are emptying⟧.",
        "⟦Source:The mayor of Varna⟧ ⟦Cue:asked⟧ ⟦Content:whether the fleet would return⟧.",
        "⟦Source:Her lawyer⟧ ⟦Cue:explained⟧ ⟦Content:why the file was sealed⟧.",
        "⟦Source:The inspectors⟧ ⟦Cue:concluded⟧ that ⟦Content:the valve had been opened by hand⟧.",
        "⟦Source:The prosecutor⟧ ⟦Cue:alleges⟧ that ⟦Content:the guards were paid⟧.",
        "⟦Source:The army⟧ ⟦Cue:estimates⟧ that ⟦Content:the group has forty men left⟧.",
        "⟦Source:The bishop⟧ ⟦Cue:predicted⟧ that ⟦Content:the truce would hold⟧.",
        "⟦Source:The union⟧ ⟦Cue:reiterated⟧ that ⟦Content:its members were unpaid⟧.",
    ])
    func indirectSpeech(_ marked: String) { check(marked) }

    @Test(arguments: [
        "⟦Source:The governor⟧ ⟦Cue:said⟧: ⟦Content:“We have no fuel left.”⟧",
        "⟦Source:The governor⟧ ⟦Cue:said⟧, ⟦Content:“We have no fuel left.”⟧",
        "⟦Source:The governor⟧ ⟦Cue:said⟧ ⟦Content:\"we have no fuel left\"⟧.",
        "⟦Content:“We have no fuel left,”⟧ ⟦Source:the governor⟧ ⟦Cue:said⟧.",
        "⟦Content:“We have no fuel left,”⟧ ⟦Cue:said⟧ ⟦Source:the governor⟧.",
        "⟦Content:“We have no fuel left,”⟧ ⟦Cue:said⟧ ⟦Source:Lena Korb, a nurse at the camp⟧.",
        "⟦Content:\"Nobody came to help,\"⟧ ⟦Source:Lena Korb⟧ ⟦Cue:told⟧ the radio.",
        "⟦Content:\"Nobody came to help,\"⟧ ⟦Source:she⟧ ⟦Cue:wrote⟧ on Friday.",
        "⟦Content:“The plan,”⟧ ⟦Source:he⟧ ⟦Cue:said⟧, ⟦Content:“was dead before we met.”⟧",
        "⟦Content:“The wall must go,”⟧ ⟦Cue:added⟧ ⟦Source:Mr. Osei⟧.",
        "⟦Content:“It was dark. We heard two shots,”⟧ ⟦Source:the driver⟧ ⟦Cue:recalled⟧.",
        "⟦Content:“Leave now!”⟧ ⟦Source:the officer⟧ ⟦Cue:shouted⟧.",
    ])
    func directSpeech(_ marked: String) { check(marked) }

    @Test(arguments: [
        "⟦Content:The bridge is closed⟧, ⟦Source:the police⟧ ⟦Cue:said⟧.",
        "⟦Content:The bridge is closed⟧, ⟦Source:police in Arda⟧ ⟦Cue:said⟧ on Tuesday.",
        "⟦Content:The bridge is closed⟧, ⟦Cue:said⟧ ⟦Source:Ivo Lang, who runs the ferry⟧.",
        "⟦Content:The plan⟧, ⟦Source:he⟧ ⟦Cue:said⟧, ⟦Content:was dead⟧.",
        "⟦Content:The cargo was grain⟧, ⟦Source:the captain⟧ ⟦Cue:insisted⟧.",
        "⟦Content:Two men fled over the roof⟧, ⟦Source:a neighbour⟧ ⟦Cue:told⟧ the court.",
    ])
    func sourceAfterContent(_ marked: String) { check(marked) }

    @Test(arguments: [
        "⟦Cue:According to⟧ ⟦Source:the harbour master⟧, ⟦Content:four ships are missing⟧.",
        "⟦Content:Four ships are missing⟧, ⟦Cue:according to⟧ ⟦Source:the harbour master⟧.",
        "⟦Content:Four ships⟧, ⟦Cue:according to⟧ ⟦Source:the harbour master⟧, ⟦Content:are missing⟧.",
        "⟦Cue:According to⟧ ⟦Source:a study by Orbis⟧: ⟦Content:“Prices doubled in a year.”⟧",
        "⟦Source:Minister⟧⟦Cue::⟧ ⟦Content:The dam will hold⟧",
        "It ⟦Cue:was reported⟧ that ⟦Content:the convoy had turned back⟧.",
        "It ⟦Cue:is believed⟧ that ⟦Content:the ship sank at night⟧.",
        "⟦Content:The group⟧ ⟦Cue:is believed⟧ ⟦Content:to hold six hostages⟧.",
        "There were ⟦Cue:reports suggesting⟧ that ⟦Content:the envoy had been poisoned⟧.",
        "Few shared ⟦Source:the ministry⟧'s ⟦Cue:claim⟧ that ⟦Content:the stores are full⟧.",
        "⟦Source:His⟧ ⟦Cue:belief⟧ that ⟦Content:the war was lost⟧.",
        "There are ⟦Cue:fears⟧ that ⟦Content:the wells are poisoned⟧.",
        "⟦Source:The rebels⟧ issued a ⟦Cue:warning⟧ that ⟦Content:the road was mined⟧.",
    ])
    func phrasesAndNouns(_ marked: String) { check(marked) }

    @Test(arguments: [
        "⟦Source:Many villagers⟧ ⟦Cue:fear⟧ that ⟦Content:the snow will bury the pass⟧.",
        "⟦Source:The analysts⟧ ⟦Cue:believed⟧ that ⟦Content:the group would split⟧.",
        "⟦Source:She⟧ ⟦Cue:hopes⟧ ⟦Content:the court will listen⟧.",
        "⟦Source:The crew⟧ ⟦Cue:thought⟧ ⟦Content:the light was a star⟧.",
        "⟦Source:Investigators⟧ ⟦Cue:suspect⟧ that ⟦Content:the fire was set⟧.",
        "⟦Source:The farmers⟧ ⟦Cue:want⟧ ⟦Content:to sell the land⟧.",
        "⟦Source:The bank⟧ ⟦Cue:plans⟧ ⟦Content:to close ten branches⟧.",
        "⟦Source:The guards⟧ ⟦Cue:refused⟧ ⟦Content:to open the gate⟧.",
        "⟦Source:The party⟧ ⟦Cue:vowed⟧ ⟦Content:to fight the law⟧.",
        "⟦Source:The envoy⟧ ⟦Cue:agreed⟧ ⟦Content:to meet both sides⟧.",
        "⟦Source:The doctors⟧ ⟦Cue:urged⟧ ⟦Content:the city to boil its water⟧.",
        "⟦Source:The king⟧ ⟦Cue:ordered⟧ ⟦Content:his guards to withdraw⟧.",
        "⟦Source:The bishop⟧ ⟦Cue:condemned⟧ ⟦Content:the raid on the school⟧.",
        "⟦Source:The senator⟧ ⟦Cue:praised⟧ ⟦Content:the rescue teams⟧.",
        "⟦Source:The opposition⟧ ⟦Cue:accused⟧ ⟦Content:the mayor of fraud⟧.",
        "⟦Source:The envoy⟧ ⟦Cue:warned⟧ ⟦Content:of a long winter⟧.",
        "⟦Source:The union⟧ ⟦Cue:called⟧ ⟦Content:for a strike⟧.",
        "⟦Source:The board⟧ ⟦Cue:does not expect⟧ ⟦Content:a merger this year⟧.",
    ])
    func beliefsAndIntentions(_ marked: String) { check(marked) }

    @Test(arguments: [
        "⟦Source:Tom Reyes, a fisherman from the island⟧, ⟦Cue:said⟧ ⟦Content:the nets were cut⟧.",
        "⟦Source:The ministry's spokesman, Jan Novak⟧, ⟦Cue:said⟧ ⟦Content:the list was false⟧.",
        "⟦Source:Senator Ada Obi (R-Texas)⟧ ⟦Cue:said⟧ ⟦Content:the vote was fair⟧.",
        "⟦Source:Sara Lind and Omar Haddad⟧ ⟦Cue:said⟧ ⟦Content:they saw nothing⟧.",
        "⟦Source:The head of the agency for refugees in Turin⟧ ⟦Cue:said⟧ ⟦Content:the camp is full⟧.",
        "On Tuesday, ⟦Source:the miners⟧ ⟦Cue:said⟧ ⟦Content:they would stay below⟧.",
        "When the lights failed, ⟦Source:the pilot⟧ ⟦Cue:said⟧ ⟦Content:he could see the coast⟧.",
        "In March 2016 ⟦Source:Anna Berg⟧ ⟦Cue:said⟧ ⟦Content:the mine was shut⟧.",
        "Since 2014 ⟦Source:officials⟧ have ⟦Cue:said⟧ ⟦Content:the camp is empty⟧.",
        "On 4 May 2016 at a meeting in Turin ⟦Source:Mr Korb⟧ ⟦Cue:claimed⟧ that ⟦Content:the police lied⟧.",
        "In Turin ⟦Source:Prime Minister Ada Obi⟧ ⟦Cue:said⟧ ⟦Content:the vote was fair⟧.",
        "On Tuesday ⟦Source:Interior Minister Ada Obi⟧ ⟦Cue:said⟧ ⟦Content:the vote was fair⟧.",
        "In a statement ⟦Source:Velka Mining⟧ ⟦Cue:said⟧ ⟦Content:the mine was shut⟧.",
        "In Reed v Obi [2010] 2 AC 45 ⟦Source:the House of Lords⟧ ⟦Cue:said⟧ ⟦Content:the burden was his⟧.",
    ])
    func sources(_ marked: String) { check(marked) }

    @Test(arguments: [
        "The United States has many farms.", "They held a claim to the land.", "Prices rose in Milan.",
        "The alleged plot never took place.", "The report was long.", "His plans were simple.",
    ])
    func noCue(_ text: String) {
        let report = annotated(text)
        let cues = report.layers[0].claims.filter { !$0.cue.isEmpty }
        #expect(cues.isEmpty, "\(cues.map { ReadClaim($0, in: report) })")
    }

    @Test func quotationInTheNextParagraph() throws {
        let report = annotated(
            """
            The rebels withdrew on Sunday and their commander Adil Sabri made a statement:

            “We leave the city as we found it. We shall return.”

            Nobody in Arda believed it.
            """)
        let claim = try #require(report.layers[0].claims.first { $0.kind == .quoted })
        let read = ReadClaim(claim, in: report)
        #expect(read.cue == ["made a statement"])
        #expect(read.source == ["their commander Adil Sabri"])
        #expect(read.content == ["“We leave the city as we found it. We shall return.”"])
    }

    @Test func quotationThatGoesOnInTheNextParagraph() {
        let report = annotated(
            """
            Ana Ruiz said: “The first night was quiet.

            “The second was not.”
            """)
        let quoted = report.layers[0].claims.filter { $0.kind == .quoted }
            .map { ReadClaim($0, in: report) }
        #expect(quoted.count == 2)
        #expect(quoted.allSatisfy { $0.cue == ["said"] && $0.source == ["Ana Ruiz"] })
    }

    @Test func quotationGoesOnAfterTheCue() throws {
        let report = annotated("“It is over,” the coach said. “We lost to a better team.”")
        let claim = try #require(report.layers[0].claims.first)
        #expect(ReadClaim(claim, in: report).content == ["“It is over,”", "“We lost to a better team.”"])
    }

    @Test func claimWithinClaim() throws {
        let report = annotated(
            "The Daily Herald reported that army spokesman Luc Tan said, “the hill is ours.”")
        let claims = report.layers[0].claims
        try #require(claims.count == 2)
        #expect(ReadClaim(claims[0], in: report).source == ["The Daily Herald"])
        #expect(claims[0].kind == .reported)
        #expect(claims[1].within == claims[0].number)
        #expect(claims[1].kind == .quoted)
        #expect(ReadClaim(claims[1], in: report).source == ["army spokesman Luc Tan"])
    }

    @Test func clausesOfDifferentSources() {
        let report = annotated("Kiev said the line held, and Minsk claimed that it had been broken.")
        let found = report.layers[0].claims.map { ReadClaim($0, in: report) }
        #expect(found == [
            ReadClaim(source: ["Kiev"], cue: ["said"], content: ["the line held"]),
            ReadClaim(source: ["Minsk"], cue: ["claimed"], content: ["it had been broken"]),
        ])
    }

    @Test func theAuthorsOwn() {
        let report = annotated("ARDA lost the port in May but its fleet still sailed. Is NATO ready?")
        let found = report.layers[0].claims
        #expect(found.map { ReadClaim($0, in: report).content } == [
            ["ARDA lost the port in May"], ["its fleet still sailed"],
        ])
        #expect(found.allSatisfy { $0.kind == .asserted && $0.cue.isEmpty && $0.sources.isEmpty })
    }
}
