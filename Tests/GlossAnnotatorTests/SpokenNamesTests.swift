import GlossModel
import TestSupport
import Testing

/// Names that only the words beside them tell, names of malware, events and works; one type a name.
@Suite struct SpokenNamesTests {
    private func check(_ sentence: String) {
        let marked = MarkedText(sentence)
        #expect(mentions(marked.string) == marked.spans.map { $0.label + ":" + marked.text[$0.span] })
    }

    @Test(arguments: [
        "It was written by ⟦Organization:Velka Labs⟧, a security company.",
        "They asked the security firm ⟦Organization:Orrendal⟧ for help.",
        "The ⟦Product:Farrowbit⟧ malware slept.", "They found a trojan called ⟦Product:Farrowbit⟧ there.",
        "It dropped ⟦Product:Farrowbit⟧ RAT on the way.", "A backdoor dubbed “⟦Product:Orrendo⟧” was left.",
        "The machines had ⟦Product:Stuxnet⟧ and ⟦Product:PlugX⟧ on them.", "It was njRAT, or ⟦Product:Gh0st RAT⟧.",
        "They live in the city of ⟦Location:Orrendo⟧ now.",
    ])
    func whatIsSaidOfThem(_ sentence: String) { check(sentence.replacing("njRAT", with: "⟦Product:njRAT⟧")) }

    /// A reader forgives a name that was missed sooner than one that is wrong.
    @Test(arguments: [
        "They went to Velkan at noon.", "The Velka was seen.", "A box of Orrendo stood there.", "It used the Velka Update Manager again.",
        "The Farrowbit malware researchers met.", "Then Orrendo said no.",
    ])
    func whatNothingSpeaksForIsPlain(_ sentence: String) { check(sentence) }

    @Test(arguments: [
        "⟦Event:Operation Dark Pier⟧ began then.", "It was shown at ⟦Event:the Velka Harbour Conference⟧ again.",
        "They signed the ⟦Work:Harbour Safety Act⟧ then.",
    ])
    func eventsAndWorks(_ sentence: String) {
        let marked = MarkedText(sentence)
        let found = mentions(marked.string)
        #expect(found.contains { $0.hasPrefix(marked.spans[0].label + ":") && marked.text[marked.spans[0].span].hasSuffix($0.drop { $0 != ":" }.dropFirst()) }, "\(found)")
    }

    private func types(_ text: String, of name: String) -> Set<String> {
        let (text, layer) = annotated(text)
        return Set(layer.mentions.filter { text[$0.span] == name }.map { layer.types[Int($0.type)].name })
    }

    @Test func aNameHasOneType() {
        #expect(types("France said no. People in France said yes. They live in France.", of: "France") == ["Location"])
        let text = "Velka Labs, a security company, wrote it. Later the Velka Labs malware came. Velka Labs said so."
        #expect(types(text, of: "Velka Labs").count == 1)
    }

    @Test func whatWasSaidOnceHoldsOn() {
        let (text, layer) = annotated("The Farrowbit trojan came first.\n\nLater they saw Farrowbit again.")
        #expect(layer.mentions.filter { text[$0.span] == "Farrowbit" }.map { layer.types[Int($0.type)].name } == ["Product", "Product"])
        #expect(layer.entities.count == 1)
    }
}
