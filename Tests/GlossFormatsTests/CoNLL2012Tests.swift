import GlossModel
import Testing

@testable import GlossFormats

/// OntoNotes: names and chains in columns.
struct CoNLL2012Tests {
    static let file = """
        #begin document (nw/harbour); part 000
        nw/harbour 0 0 Ann NNP (TOP(S(NP* - - - - (PERSON* * (4
        nw/harbour 0 1 Lee NNP *) - - - - *) * 4)
        nw/harbour 0 2 sold VBD (VP* sell 01 1 - * (V*) -
        nw/harbour 0 3 her PRP$ (NP(NP*) - - - - * * (7|(4)
        nw/harbour 0 4 boat NN *)))) - - - - * * 7)

        nw/harbour 0 0 It PRP (TOP(S(NP*) - - - - * * (7)
        nw/harbour 0 1 left VBD (VP*)) - - - - * * -
        nw/harbour 0 2 Oslo NNP (NP*) - - - - (GPE) * -

        #end document
        #begin document (nw/harbour); part 001
        nw/harbour	1	0	Bob	NNP	*	-	-	-	-	(PERSON)	-
        #end document

        """

    @Test func namesAndChainsAreMentionsOfEntities() throws {
        let file = try ForeignExample(CoNLL2012(), Self.file, name: "in.conll")
        #expect(try file.first.text[file.first.text.span] == "Ann Lee sold her boat\nIt left Oslo\n")
        #expect(file.mentions() == ["PERSON Ann Lee", "Coreference her boat", "PERSON her", "Coreference It", "GPE Oslo"])
        #expect(file.entities() == ["Ann Lee: Ann Lee her", "her boat: her boat It"])
        #expect(try file.first.layers[0].mentions.map(\.form) == [.name, .nominal, .pronoun, .pronoun, .name])
        #expect(file.reports.map(\.title) == ["nw/harbour", "nw/harbour part 1"])
        #expect(file.mentions(1) == ["PERSON Bob"])
        #expect(file.codes == [])
    }

    @Test func bracketsThatDoNotPairAreTold() throws {
        let file = try ForeignExample(CoNLL2012(), "#begin document (x); part 000\nx 0 0 Ann NNP * - - - - (PERSON* (1\nx 0 1 left VBD * - - - - * 2)\n", name: "in.conll")
        #expect(file.mentions() == [])
        #expect(file.codes == ["brackets-do-not-pair"])
    }
}
