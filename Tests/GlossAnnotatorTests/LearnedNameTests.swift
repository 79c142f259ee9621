import GlossAnnotator
import GlossLexicon
import GlossModel
import GlossResources
import Testing

/// Names by what was learned; without the weights there is nothing to test.
@Suite("Learned names", .enabled(if: !nameWeights.isEmpty, "gloss was built without names.weights"))
struct LearnedNameTests {
    /// Names as "words/Type", in the order of the text; of names in each other the outer one.
    private func names(_ sentence: String, own: [UserName] = []) throws -> [String] {
        let model = try #require(NameModel(Text(borrowing: Bytes(nameWeights), release: nil)))
        let text = Text(sentence)
        let annotator = Annotator(lexicon: Lexicon(lexiconBytes), userNames: own, names: model)
        let layer = annotator.annotate(text: text, paragraphs: ParagraphIndex(text), date: nil, layerNumber: 0)
        var end = 0
        return layer.mentions.compactMap { mention in
            guard mention.form == .name, Int(mention.span.end) > end else { return nil }
            end = Int(mention.span.end)
            return "\(text[mention.span])/\(layer.types[Int(mention.type)].name)"
        }
    }

    @Test(arguments: [
        ("The novelist Maribel Ortuño moved from Valparaíso to Leeds.", ["Maribel Ortuño/Person", "Valparaíso/Location", "Leeds/Location"]),
        ("Yesterday Tomasz Wieczorek flew to Gdańsk.", ["Tomasz Wieczorek/Person", "Gdańsk/Location"]),
        ("Dr Adaeze Nwosu teaches history at the University of Ibadan.", ["Dr Adaeze Nwosu/Person", "the University of Ibadan/Organization"]),
    ])
    func namesThatNoListHas(sentence: String, expected: [String]) throws { #expect(try names(sentence) == expected) }

    @Test(arguments: ["The price of bread rose again.", "Nothing was said about it at all.", "He walked home along the river."])
    func noNameIsNoName(sentence: String) throws { #expect(try names(sentence) == []) }

    /// A verb in small letters is in no name.
    @Test func aNameHoldsNoClause() throws {
        #expect(try !names("Keqiang met Park Geun-hye in Seoul.").contains { $0.contains(" met ") })
    }

    @Test func theUsersOwnNamesWin() throws {
        let own = UserName(name: "Seoul", type: .product)
        #expect(try names("He bought a Seoul in Leeds.", own: [own]).contains("Seoul/Product"))
    }

    @Test func weightsOfAnotherFormAreNone() {
        #expect(NameModel(Text("gloss names 1\n")) == nil)
        #expect(NameModel(Text("")) == nil)
    }

    @Test func theWeightsSayWhereTheyAreFrom() throws {
        let model = try #require(NameModel(Text(borrowing: Bytes(nameWeights), release: nil)))
        #expect(model.header.contains("CC BY-SA 4.0"))
    }
}
