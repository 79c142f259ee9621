import GlossModel
import Testing

@testable import GlossFormats

@Suite struct BratGuidelineTests {
    private let guideline = BratGuideline(
        annotation: Text("""
            # what we mark
            [entities]
            !Agent
            \tPerson
            \tFirm
            Place
            -------

            [relations]
            <WHO>=Person|Firm
            Owns\tArg1:<WHO>, Arg2:Place
            Knows\tArg1:Agent, Arg2:Agent
            supports\tArg1:Claim, Arg2:Claim
            Near\tArg1:<ANY>, Arg2:<ENTITY>

            [attributes]
            Sure\tArg:Person
            """), shortcuts: Text("P\tPlace\nF\tFirm\nX\tOwns\n"))

    @Test func typesAreThoseThatMayBeGiven() {
        #expect(guideline.types == ["Person", "Firm", "Place"])
        #expect(guideline.refusal(ofType: "Agent") == "Agent is no type of annotation.conf: Person, Firm, Place")
        #expect(guideline.refusal(ofType: "Firm") == nil)
        #expect(guideline.refusal(ofType: "DATE") == nil)
    }

    @Test func lettersAreTheFilesAndThenFreeOnes() {
        #expect(guideline.typeLetters == [TypeLetter("p", "Place"), TypeLetter("f", "Firm"), TypeLetter("e", "Person")])
    }

    @Test(arguments: [
        ("Owns", "Person", "Place", String?.none), ("Owns", "Place", "Place", "Owns joins Firm or Person and Place (annotation.conf 11)"),
        ("Knows", "Firm", "Person", nil), ("Knows", "Place", "Person", "Knows joins Agent and Agent (annotation.conf 12)"),
        ("Near", "Place", "Person", nil), ("Hates", "Person", "Person", "Hates is no relation of annotation.conf: Knows, Near, Owns, supports"),
        ("supports", "Claim", "Claim", nil),
    ])
    func relationsJoinWhatTheyMay(name: String, from: String, to: String, refusal: String?) {
        #expect(guideline.refusal(ofRelation: name, from: from, to: to) == refusal)
    }

    @Test func withoutAFileEverythingMayBeMarked() {
        let none = BratGuideline(annotation: nil)
        #expect(none.refusal(ofType: "Anything") == nil)
        #expect(none.refusal(ofRelation: "supports", from: "Claim", to: "Claim") == nil)
        #expect(none.typeLetters.isEmpty)
    }
}
