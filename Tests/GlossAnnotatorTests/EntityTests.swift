import GlossAnnotator
import GlossLexicon
import GlossModel
import GlossResources
import Testing

/// Name and aliases of each entity, in order.
private func entities(_ string: String) -> [[String]] {
    annotated(string).layer.entities.map { [$0.name] + $0.aliases }
}

@Suite struct EntityTests {
    @Test func theLexiconJoinsNamesAndKeepsOthersApart() {
        let found = entities(
            "The TTP split. The Pakistani Taliban blamed the Taliban. Later ISKP and ISIS quarrelled, and the Khorasan group left the Islamic State.")
        #expect(found.contains(["Tehrik-e-Taliban Pakistan", "TTP", "Pakistani Taliban"]))
        #expect(found.contains(["Taliban"]))
        #expect(found.contains(["Islamic State Khorasan Province", "ISKP", "Khorasan group"]))
        #expect(found.contains(["Islamic State", "ISIS"]))
    }

    @Test func bracketsDefineAnAcronym() {
        let found = entities(
            "The Harbour Workers Union (HWU) met. The HWU voted. Members of the HWU left.")
        #expect(found == [["Harbour Workers Union", "HWU"]])
    }

    @Test func aFamilyNameAloneIsTheLastPersonWithIt() {
        let (_, layer) = annotated(
            "Col Peter Hartwell spoke first. Hartwell said no. Mr Hartwell left.\n\nHartwell returned.")
        #expect(layer.entities.map(\.name) == ["Peter Hartwell"])
        #expect(layer.mentions.filter { $0.entity == 1 }.count == 4)
    }

    @Test func aCountryAndItsAdjectiveAreTwo() {
        let names = annotated("Pakistan sent Pakistani doctors.").layer.entities.map(\.name)
        #expect(names == ["Pakistan", "Pakistani"])
    }

    @Test func sourcesOfClaimsHaveTheirEntity() {
        let (_, layer) = annotated("Anna Berg said that the bridge was closed.")
        #expect(layer.sources.first?.entity == AnnotationID(layer: 0, kind: .entity, number: 1))
    }

    @Test func namesOfTheUserGoFirst() {
        let text = Text("The Blue Lantern met. TBL is small. Members of Blue Lantern left.")
        let annotator = Annotator(
            lexicon: Lexicon(lexiconBytes),
            userNames: [UserName(name: "Blue Lantern", type: .group, aliases: ["TBL"])])
        let layer = annotator.annotate(
            text: text, paragraphs: ParagraphIndex(text), date: nil, layerNumber: 0)
        #expect(layer.entities.map(\.name) == ["Blue Lantern"])
        #expect(layer.entities.first.map { layer.types[Int($0.type)].name } == "Group")
    }

    @Test func mentionsOfAFileGetEntities() {
        let text = Text("The Islamic State (ISIS) and Daesh; Ann Lee and Lee.")
        var layer = LayerBuilder(number: 0, name: "file", origin: .file)
        let spans = [(0, 17, "Organization"), (19, 23, "ORG"), (29, 34, "ORG"), (36, 43, "PER"), (48, 51, "PER")]
        for (index, (start, end, type)) in spans.enumerated() {
            let mention = layer.makeMention([Span(start, end)], number: UInt32(index + 1), type: layer.type(named: type))
            layer.mentions.append(mention)
        }
        let annotator = Annotator(lexicon: Lexicon(lexiconBytes))
        let found = annotator.identify(text: text, layer: layer.finished(), layerNumber: 1)
        #expect(found.identities?.entities == [1, 1, 1, 2, 2])
        #expect(found.entities.map(\.name) == ["Islamic State", "Ann Lee"])
        let layerToo = annotator.annotate(
            text: text, paragraphs: ParagraphIndex(text), date: nil, wants: [.times, .claims],
            layerNumber: 1, given: [layer.finished()])
        #expect(layerToo.identities?.entities == [1, 1, 1, 2, 2])
        #expect(layerToo.mentions.isEmpty)
    }
}

@Suite struct NameVariantTests {
    private func entities(_ string: String) -> [String] { annotated(string).layer.entities.map(\.name) }

    @Test func aManAndAWomanOfOneFamilyNameAreTwo() {
        let (_, layer) = annotated("Mr Hartwell spoke. Mrs Hartwell did not.\n\nMary Hartwell left. Mrs Hartwell followed. Mr Hartwell stayed.")
        let numbers = layer.mentions.filter { $0.form == .name }.map(\.entity)
        #expect(numbers == [1, 2, 2, 2, 1])
    }

    @Test(arguments: [
        "Velka Shipping Ltd closed its office. Velka Shipping Company was sold.",
        "The Ministry of Defence spoke. The Ministry of Defense did not.",
        "Col Muhammad Karim spoke. Col Mohammed Karim left.",
    ])
    func namesThatDifferInLittleAreOne(text: String) { #expect(entities(text).count == 1) }

    @Test func capitalsInBracketsNeedNotBeginTheWordsInOrder() {
        #expect(entities("Two officers of the Velka Interim Harbour Authority (AVIHO) were arrested yesterday. AVIHO denied everything.")
            == ["Velka Interim Harbour Authority"])
    }

    /// What is written out in small letters is no name, nor are its capitals.
    @Test func capitalsForWordsInSmallLettersAreNoName() {
        #expect(annotated("They relied on human intelligence (HUMINT). The HUMINT was poor.").layer.mentions.allSatisfy { $0.form != .name })
    }

    @Test func aPlanInBracketsIsADocument() {
        let (text, layer) = annotated("They signed the Joint Fisheries Plan (JFP) in May. The JFP failed.")
        let names = layer.mentions.filter { text[$0.span].hasSuffix("JFP") }.map { layer.types[Int($0.type)].name }
        #expect(names == ["Document", "Document"])
    }
}

@Suite struct NamesInTheirPlaceTests {
    @Test(arguments: [
        ("She spoke in Russian and in Farsi.", [String]()),
        ("The Russian language is taught there.", []),
        ("In Russian villages the roads were bad.", ["Group:Russian"]),
    ])
    func languagesAreNoPeoples(sentence: String, expected: [String]) { #expect(mentions(sentence) == expected) }

    @Test(arguments: [
        ("They met at the NATO summit in May.", "Organization:NATO"),
        ("It was read at the Pakistan conference in May.", "Location:Pakistan"),
    ])
    func theArticleIsThatOfTheNounBehind(sentence: String, expected: String) { #expect(mentions(sentence).contains(expected)) }

    @Test(arguments: ["The raid was condemned by Chad.", "Chad condemned the raid.", "Chad's withdrawal surprised them."])
    func aCountryThatActsIsAnOrganization(sentence: String) { #expect(mentions(sentence) == ["Organization:Chad"]) }

    @Test func aCountryThatIsAPlaceIsAPlace() { #expect(mentions("They flew to Chad in May.") == ["Location:Chad"]) }

    @Test func titlesAreWhole() {
        #expect(mentions("Deputy Secretary of State Ann Reed flew home.") == ["Person:Deputy Secretary of State Ann Reed"])
    }
}
