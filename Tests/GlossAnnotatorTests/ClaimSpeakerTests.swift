import GlossModel
import TestSupport
import Testing

/// Who says what, as estimates, reports, news and papers put it: each sentence holds one marked claim,
/// found among whatever else is found; and sentences in which nobody says anything.
@Suite struct ClaimSpeakerTests {
    private func check(_ sentence: String) {
        let marked = MarkedText(sentence)
        let report = annotated(marked.string)
        let found = report.layers[0].claims.filter { !$0.cue.isEmpty }.map { ReadClaim($0, in: report) }
        #expect(found.contains(ReadClaim(marked)), "\(found)")
    }

    private func checkNone(_ sentence: String) {
        let report = annotated(sentence)
        let found = report.layers[0].claims.filter { !$0.cue.isEmpty }.map { ReadClaim($0, in: report) }
        #expect(found.isEmpty, "\(found)")
    }

    // MARK: Estimates and papers

    @Test(arguments: [
        "⟦Source:We⟧ ⟦Cue:judge⟧ that ⟦Content:Velka will attack Arda⟧.",
        "⟦Source:We⟧ ⟦Cue:assess⟧ with high confidence that ⟦Content:the pumps were sabotaged⟧.",
        "⟦Source:We⟧ ⟦Cue:estimate⟧ that ⟦Content:the group has forty members⟧.",
        "⟦Source:We⟧ ⟦Cue:believe⟧ ⟦Content:the operators work in shifts⟧.",
        "⟦Source:We⟧ ⟦Cue:suspect⟧ that ⟦Content:the key was stolen⟧.",
        "⟦Source:The committee⟧ ⟦Cue:judged⟧ that ⟦Content:the treaty was broken⟧.",
        "⟦Source:The agency⟧ ⟦Cue:assesses⟧ that ⟦Content:the port will reopen⟧.",
        "⟦Source:Most analysts⟧ ⟦Cue:agree⟧ that ⟦Content:the reserves are gone⟧.",
        "⟦Source:The authors⟧ ⟦Cue:conclude⟧ that ⟦Content:the dam is sound⟧.",
        "⟦Source:The intelligence service⟧ ⟦Cue:concluded⟧ that ⟦Content:the letter was forged⟧.",
    ])
    func estimates(_ sentence: String) { check(sentence) }

    @Test(arguments: [
        "⟦Source:The data⟧ ⟦Cue:show⟧ that ⟦Content:the river rose by a metre⟧.",
        "⟦Source:A new poll⟧ ⟦Cue:shows⟧ that ⟦Content:most voters want peace⟧.",
        "⟦Source:Satellite images⟧ ⟦Cue:show⟧ that ⟦Content:the runway has been repaired⟧.",
        "⟦Source:Leaked emails⟧ ⟦Cue:reveal⟧ that ⟦Content:the board knew of the leak⟧.",
        "⟦Source:Court records⟧ ⟦Cue:indicate⟧ that ⟦Content:the firm was insolvent⟧.",
        "⟦Source:The study⟧ ⟦Cue:found⟧ that ⟦Content:the vaccine works⟧.",
        "⟦Source:Our analysis⟧ ⟦Cue:suggests⟧ that ⟦Content:two teams were at work⟧.",
        "⟦Source:The logs⟧ ⟦Cue:confirm⟧ that ⟦Content:the door was opened at night⟧.",
        "⟦Source:The report⟧ ⟦Cue:says⟧ ⟦Content:the bridge is unsafe⟧.",
        "⟦Source:The letter⟧ ⟦Cue:states⟧ that ⟦Content:nobody was warned⟧.",
        "⟦Source:A survey of farmers⟧ ⟦Cue:suggests⟧ that ⟦Content:the harvest will be poor⟧.",
    ])
    func evidence(_ sentence: String) { check(sentence) }

    // MARK: Who it is

    @Test(arguments: [
        "⟦Source:The ministry⟧ released a ⟦Cue:statement saying⟧ that ⟦Content:the road was open⟧.",
        "There have been ⟦Cue:reports⟧ that ⟦Content:the convoy was attacked⟧.",
        "⟦Source:His family⟧ ⟦Cue:said⟧ that ⟦Content:he had left the city⟧.",
        "⟦Source:The families of the miners⟧ ⟦Cue:say⟧ ⟦Content:nobody has called them⟧.",
        "⟦Source:Two people familiar with the talks⟧ ⟦Cue:said⟧ that ⟦Content:a deal was close⟧.",
        "⟦Source:A senior official in the finance ministry⟧ ⟦Cue:warned⟧ that ⟦Content:the money would run out⟧.",
        "⟦Source:Jana Berg, the mayor of Arda⟧, ⟦Cue:said⟧ ⟦Content:the water was safe⟧.",
        "⟦Source:The group's leader⟧ ⟦Cue:claimed⟧ that ⟦Content:his men had won⟧.",
        "⟦Source:Nobody in the village⟧ ⟦Cue:believes⟧ that ⟦Content:the dam will hold⟧.",
        "⟦Source:Some of the guards⟧ ⟦Cue:said⟧ ⟦Content:they had not been paid⟧.",
        "⟦Source:Four in ten farmers⟧ ⟦Cue:said⟧ ⟦Content:they would sell⟧.",
        "⟦Source:Those who stayed⟧ ⟦Cue:said⟧ ⟦Content:they had no choice⟧.",
        "In Arda, ⟦Source:the harbour master⟧ ⟦Cue:said⟧ ⟦Content:no ship had left⟧.",
        "⟦Source:Ivo Lang, who commands the brigade⟧, ⟦Cue:said⟧ ⟦Content:the hill was his⟧.",
        "⟦Source:Kelly⟧ ⟦Cue:said⟧ ⟦Content:she came for the interview⟧.",
        "⟦Source:Berg⟧ resigned on Friday, ⟦Cue:saying⟧ ⟦Content:she was tired⟧.",
        "⟦Source:Korb⟧ left the room, ⟦Cue:adding⟧ that ⟦Content:the talks were over⟧.",
        "⟦Source:Ann Lee⟧ ⟦Cue:said⟧ on 3 May 2016 that ⟦Content:the army had left⟧.",
        "⟦Source:Ann Lee⟧ ⟦Cue:told⟧ the council in Arda on Monday that ⟦Content:the army had left⟧.",
    ])
    func sources(_ sentence: String) { check(sentence) }

    // MARK: Where the cue stands

    @Test(arguments: [
        "⟦Content:The road is mined⟧, ⟦Source:officials⟧ ⟦Cue:said⟧.",
        "⟦Content:The road is mined⟧, ⟦Cue:according to⟧ ⟦Source:a count by the council⟧.",
        "⟦Content:The road is mined⟧, ⟦Cue:according to⟧ ⟦Source:our telemetry⟧.",
        "⟦Cue:According to⟧ ⟦Source:three witnesses⟧, ⟦Content:the road is mined⟧.",
        "⟦Content:The talks⟧, ⟦Source:Korb⟧ ⟦Cue:said⟧, ⟦Content:were over⟧.",
        "⟦Content:“We will not yield,”⟧ ⟦Source:Korb⟧ ⟦Cue:said⟧.",
        "⟦Content:“We will not yield,”⟧ ⟦Source:Korb⟧ ⟦Cue:notes⟧.",
        "⟦Content:“We will not yield,”⟧ ⟦Cue:said⟧ ⟦Source:a spokesman for the rebels⟧.",
        "⟦Source:Korb⟧ ⟦Cue:said⟧: ⟦Content:“We will not yield.”⟧",
        "⟦Source:ANNA BERG⟧⟦Cue::⟧ ⟦Content:We will not yield⟧",
        "⟦Source:Korb⟧ ⟦Cue:said⟧ ⟦Content:there was no fuel left⟧.",
        "⟦Source:Korb⟧ ⟦Cue:said⟧ ⟦Content:he'd sign the pact⟧.",
        "⟦Source:Korb⟧ ⟦Cue:said⟧ in a speech that ⟦Content:the pact was dead⟧.",
        "⟦Source:Korb⟧ ⟦Cue:said⟧ at the hearing that ⟦Content:the pact was dead⟧.",
        "⟦Source:Korb⟧ ⟦Cue:told⟧ reporters: ⟦Content:“The pact is dead.”⟧",
        "More on this from ⟦Source:Ada Korb⟧⟦Cue::⟧ ⟦Content:“The pact is dead and gone.”⟧",
    ])
    func places(_ sentence: String) { check(sentence) }

    // MARK: Where the content ends

    @Test(arguments: [
        "⟦Source:Berg⟧ ⟦Cue:said⟧ ⟦Content:the line held⟧, but Korb denied that it had.",
        "⟦Source:Berg⟧ ⟦Cue:said⟧ ⟦Content:the plan was sound⟧, and the council approved it.",
        "⟦Source:Berg⟧'s ⟦Cue:claim⟧ that ⟦Content:the plan was sound⟧ was rejected by Korb.",
        "⟦Source:Berg⟧ ⟦Cue:told⟧ Reuters ⟦Content:the plan was sound⟧.",
        "While ⟦Source:Berg⟧ ⟦Cue:said⟧ ⟦Content:the plan was sound⟧, the council approved another.",
        "⟦Source:Berg⟧ ⟦Cue:said⟧ ⟦Content:the plan was sound⟧; the council approved it.",
    ])
    func ends(_ sentence: String) { check(sentence) }

    @Test func aSecondReport() {
        let report = annotated("Berg said the plan, which Korb said was dead, would go on.")
        let sources = report.layers[0].claims.filter { !$0.cue.isEmpty }.map { ReadClaim($0, in: report).source }
        #expect(sources.contains(["Berg"]))
    }

    @Test func whatAQuotedSpeakerThinksIsSaidAlready() {
        let report = annotated("“I think the plan is sound and I hope it holds,” Berg said.")
        let found = report.layers[0].claims.map { ReadClaim($0, in: report) }
        #expect(found == [
            ReadClaim(source: ["Berg"], cue: ["said"], content: ["“I think the plan is sound and I hope it holds,”"])
        ])
    }

    @Test func speechInSpeechIsKept() throws {
        let report = annotated("“The minister told me that the plan is sound,” Berg said.")
        let claims = report.layers[0].claims.filter { !$0.cue.isEmpty }
        #expect(claims.count == 2 && claims[1].within == claims[0].number)
    }

    // MARK: Nobody says anything

    @Test(arguments: [
        "Cyber attacks led to a crisis in Arda.", "Infected emails had one of two subject lines.",
        "Three states face a drought.", "The updates are installed at night.", "Details of the plan are in Figure 2.",
        "The HTTP requests the file from a second host.", "IP addresses the malware contacts are listed below.",
        "The rules of the port are strict.", "New figures are due in May.", "His remarks were brief.",
    ])
    func nounsThatLookLikeVerbs(_ sentence: String) { checkNone(sentence) }

    @Test(arguments: [
        "The code mentioned above runs at start.", "The tool known as Farrow opens a port.",
        "The file, written in Farsi, was opened twice.", "An email written by a clerk was lost.",
        "The routes described in the next chapter are closed.", "The domains used by the group are listed below.",
        "The system related to the pump failed.",
    ])
    func participles(_ sentence: String) { checkNone(sentence) }

    @Test(arguments: [
        "Velka will attack Arda in May.",
        "The crew will call at two ports.", "The king rules over two valleys.", "The firm projects the film on a wall.",
        "The bank will announce its results in May.", "The channel broadcasts from Arda.",
    ])
    func deeds(_ sentence: String) { checkNone(sentence) }

    @Test(arguments: [
        "SHA1: b072577447cdf3936d95e612057e510dd3435963", "Tags: malware, espionage, ports", "User-Agent: Farrow/4.0 (compatible)",
        "TOTAL: 1,547", "The panel contains the string “KSK”.", "The group called the tool “Farrow”.",
        "Contains the key “mark”.", "The page shows a blank sheet.", "This folder contains a lawful program.",
        "The tool appears to be the work of one man.", "The pump seems to be old.", "It was supposed to rain.",
    ])
    func labelsAndThings(_ sentence: String) { checkNone(sentence) }
}
