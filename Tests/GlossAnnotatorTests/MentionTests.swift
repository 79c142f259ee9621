import GlossAnnotator
import GlossLexicon
import GlossModel
import GlossResources
import TestSupport
import Testing

/// A text's mentions and entities as the annotator finds them.
func annotated(_ string: String, date: Day? = nil) -> (text: Text, layer: Layer) {
    let text = Text(string)
    let annotator = Annotator(lexicon: Lexicon(lexiconBytes))
    return (text, annotator.annotate(text: text, paragraphs: ParagraphIndex(text), date: date, layerNumber: 0))
}

/// `Type:text` of each mention of the wanted form.
func mentions(_ string: String, _ form: Form = .name) -> [String] {
    let (text, layer) = annotated(string)
    return layer.mentions.filter { $0.form == form }
        .map { layer.types[Int($0.type)].name + ":" + text[$0.span] }
}

@Suite struct MentionTests {
    @Test(arguments: [
        "⟦Person:Maria Lopez⟧ met ⟦Person:Tariq Aziz Khan⟧ in ⟦Location:Geneva⟧.",
        "It was ⟦Person:Colonel Petra Novak⟧ who spoke.",
        "The shells came from ⟦Location:Homs⟧ and fell near ⟦Location:Aleppo⟧.",
        "A meeting at ⟦Organization:the Ministry of Foreign Affairs⟧ ended early.",
        "He works for ⟦Organization:the Institute for Harbour Studies⟧ now.",
        "Snow fell on ⟦Location:Velkan village⟧ in ⟦Location:Oruz district⟧.",
        "They flew to ⟦Location:South Asia⟧ and ⟦Location:New Delhi⟧.",
        "Read it at ⟦URL:https://example.org/a⟧ today.",
        "The firm ⟦Organization:Lashkar-e-Noor⟧ closed.",
        "⟦Location:France⟧ said no, but people in ⟦Location:France⟧ said yes, and so did some in ⟦Location:France⟧.",
        "Its ⟦Organization:ISIS⟧’ flags and ⟦Organization:ISIS⟧-held hills.",
    ])
    func names(_ marked: String) {
        let marked = MarkedText(marked)
        let text = marked.text
        #expect(mentions(marked.string) == marked.spans.map { $0.label + ":" + text[$0.span] })
    }

    @Test func titlesAndPostsBelongToThePersonAndNest() {
        let found = mentions("On Friday the Taliban spokesman Karim Wardak spoke.")
        #expect(found == ["Person:the Taliban spokesman Karim Wardak", "Organization:Taliban"])
    }

    @Test func aPlaceInsideAnOrganisationIsKept() {
        let found = mentions("Fighters of Tehrik-e-Taliban Pakistan fled.")
        #expect(found == ["Organization:Tehrik-e-Taliban Pakistan", "Location:Pakistan"])
    }

    @Test(arguments: [
        ("Today the security forces shelled a village.", ["Organization:the security forces", "Location:a village"]),
        ("Six senior members of the party resigned.", ["Person:senior members of the party", "Organization:the party"]),
        ("They destroyed three mortar systems.", ["Weapon:mortar systems"]),
        ("It was a military defeat.", []),
    ])
    func nounPhrases(_ string: String, _ expected: [String]) {
        let found = mentions(string, .nominal).filter { !$0.hasPrefix("Quantity") }
        #expect(found == expected)
    }

    @Test(arguments: [
        ("We know that she left.", ["Organization:We", "Person:she"]),
        ("“We’ve seen it,” he said.", ["Organization:We", "Person:he"]),
        ("Her car broke down.", []),
    ])
    func pronouns(_ string: String, _ expected: [String]) {
        #expect(mentions(string, .pronoun) == expected)
    }

    @Test(arguments: [
        ("It cost $5 million.", ["Money:$5 million"]),
        ("It cost 300 rupees.", ["Money:300 rupees"]),
        ("They took 12 square miles and 40 per cent of it.", ["Quantity:12 square miles", "Quantity:40 per cent"]),
    ])
    func amounts(_ string: String, _ expected: [String]) {
        #expect(mentions(string, .nominal) == expected)
    }

    @Test(arguments: [
        "However, nobody came.", "Working there was hard.", "Some say so.", "THE END",
        "Snow fell. Nobody cared.", "Why Small Gardens Matter More Than Tidy Lawns", "Now I’ll go.",
    ])
    func wordsThatOnlyOpenASentenceAreNoNames(_ string: String) {
        #expect(mentions(string).isEmpty)
    }

    @Test func aNameOverALineEndIsOneMention() {
        let (text, layer) = annotated(
            "The council of the town said in a long statement that night that Noor\nJehan Malik had left it for good and would\nnot return to the hall for years, if ever.")
        #expect(layer.mentions.contains { text.collapsed($0.span) == "Noor Jehan Malik" })
    }
}
